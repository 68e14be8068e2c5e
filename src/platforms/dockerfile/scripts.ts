import { resolveInTree, type Tree } from '../../files/tree.js';
import type { SourceFile } from '../../files/source.js';
import { findMemcachedCommand, type Word } from '../../memcached/index.js';
import { splitWords } from '../../syntax/shell/words.js';

/** What the resolver knows of an image's start. */
interface Start {
  readonly entrypoint?: readonly Word[];
  readonly command?: readonly Word[];
  readonly environment: ReadonlyMap<string, Word>;
}

const SUPERVISORS = /(?:^|[/\s"'])(supervisord|s6-svscan|runsvdir|\/init|my_init|circusd)\b/;
/** Lines of a script beyond this many are not read. */
const MOST_LINES = 5000;

/**
 * Finds memcached in what an image starts through a file that is copied into it: an entry script, a
 * supervisord program, a runit or s6 `run` file. The command it ends in takes the place of the
 * image's; `undefined` when no copied file starts memcached.
 */
export function startedByScripts(
  start: Start,
  copies: readonly { source: string; destination: string }[],
  tree: Tree,
  context: string,
  ownFolder: string,
): { entrypoint: readonly Word[]; command: readonly Word[] } | undefined {
  const words = [...(start.entrypoint ?? []), ...(start.command ?? [])];
  if (words.length === 0 || findMemcachedCommand(words, start.environment) !== undefined) {
    return undefined;
  }
  const line = words.map(({ text }) => text ?? '').join(' ');
  const supervised = SUPERVISORS.test(line);
  for (const file of copiedFiles(copies, tree, context, ownFolder)) {
    const named = line.includes(file.name) && file.name.length > 2;
    if (!named && !supervised) continue;
    if (!/memcached/.test(file.text)) continue;
    const command = findStart(file, start, words);
    if (command !== undefined) return { entrypoint: command, command: [] };
  }
  return undefined;
}

/** The files of the tree that are copied into the image. */
function copiedFiles(
  copies: readonly { source: string; destination: string }[],
  tree: Tree,
  context: string,
  ownFolder: string,
): SourceFile[] {
  const files: SourceFile[] = [];
  const add = (path: string): void => {
    if (files.length >= 200) return;
    const file = tree.read(path);
    if (file !== undefined) files.push(file);
  };
  for (const { source } of copies) {
    const folders = context === ownFolder ? [context] : [context, ownFolder];
    for (const folder of folders) {
      // A leading slash means the context, not the machine.
      const path = resolveInTree(folder, source.replace(/^\/+/, ''));
      if (path === undefined) continue;
      if (tree.has(path)) {
        add(path);
        break;
      }
      const prefix = path === '' ? '' : `${path}/`;
      const inside = /[*?]/.test(path) ? [] : filesBelow(tree, prefix);
      for (const one of inside) add(one);
      if (inside.length > 0) break;
    }
  }
  return files;
}

/** Paths that could hold what starts a service, below a folder. */
function filesBelow(tree: Tree, prefix: string): string[] {
  const found: string[] = [];
  for (const path of tree.paths) {
    if (!path.startsWith(prefix)) continue;
    if (/(\.(conf|ini|sh)|(^|\/)(run|start|entrypoint|[^./]+))$/.test(path)) found.push(path);
    if (found.length >= 100) break;
  }
  return found;
}

function findStart(
  file: SourceFile,
  start: Start,
  words: readonly Word[],
): readonly Word[] | undefined {
  const text = file.text;
  let at = 0;
  let program = '';
  let found: readonly Word[] | undefined;
  for (let lines = 0; at < text.length && lines < MOST_LINES; lines++) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    // A backslash at the end joins the next line.
    while (text[end - 1] === '\\' && end < text.length) {
      const next = text.indexOf('\n', end + 1);
      end = next < 0 ? text.length : next;
    }
    const line = text.slice(at, end);
    const section = /^[ \t]*\[program:([^\]]*)\]/.exec(line)?.[1];
    if (section !== undefined) program = section;
    const offset = at;
    at = end + 1;
    if (!line.includes('memcached') || /^[ \t]*[#;]/.test(line)) continue;
    const setting = /^[ \t]*command[ \t]*=[ \t]*/.exec(line)?.[0].length;
    if (setting === undefined && program !== '') continue;
    const command = commandAt(file, offset + (setting ?? 0), end, start, words);
    if (command !== undefined) found = command;
  }
  return found;
}

function commandAt(
  file: SourceFile,
  from: number,
  to: number,
  start: Start,
  words: readonly Word[],
): readonly Word[] | undefined {
  const text = file.text.slice(from, to);
  const split = splitWords(text, (name) => {
    // `"$@"` is what the container is given as its command.
    if (name === '@' || name === '*') return words.slice(1).map((word) => word.text ?? '');
    const word = start.environment.get(name);
    if (word === undefined) return { reason: `the script's ${name} is not known` };
    return word.text ?? { reason: word.reason ?? `the value of ${name} is not known` };
  });
  const command = split.map(
    (word): Word => ({
      text: word.text,
      ...(word.reason === undefined ? {} : { reason: word.reason }),
      ...(word.prefix === undefined ? {} : { prefix: word.prefix }),
      ...(word.maySplit === undefined ? {} : { maySplit: word.maySplit }),
      where: file.location(from + word.start, from + word.end),
    }),
  );
  return findMemcachedCommand(command, start.environment) === undefined ? undefined : command;
}
