import type { SourceFile } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import { findMemcachedCommand, type Word } from '../../memcached/index.js';
import { splitWords } from '../../syntax/shell/words.js';

/** What the resolver knows of an image's start. */
export interface Start {
  readonly entrypoint?: readonly Word[];
  readonly command?: readonly Word[];
  readonly environment: ReadonlyMap<string, Word>;
}

/** A source of `COPY` or `ADD`, relative to the build context, and where it goes. */
export interface CopiedPath {
  readonly source: string;
  readonly destination: string;
}

/** Programs that start what is in their own configuration files. */
const SUPERVISORS =
  /(?:^|[/\s"'])(?:supervisord|s6-svscan|runsvdir|init|my_init|circusd|multirun)(?:[\s"']|$)/;
/** Lines of a script beyond this many are not read. */
const MOST_LINES = 5000;
/** Copies beyond this many are not followed, nor files of one copied folder. */
const MOST_COPIES = 200;
const MOST_FILES = 100;

/**
 * Finds memcached in what an image starts through a file that is copied into it: an entry script, a
 * supervisord program, a runit or s6 `run` file. The command it ends in takes the place of the
 * image's; `undefined` when no copied file starts memcached.
 */
export function startedByScripts(
  start: Start,
  copies: readonly CopiedPath[],
  tree: Tree,
  folders: readonly string[],
): { entrypoint: readonly Word[]; command: readonly Word[] } | undefined {
  const words = [...(start.entrypoint ?? []), ...(start.command ?? [])];
  if (words.length === 0 || findMemcachedCommand(words, start.environment) !== undefined) {
    return undefined;
  }
  const line = words.map(({ text }) => text ?? '').join(' ');
  const files = [
    ...namedFiles(namesIn(line), copies, tree, folders),
    ...(SUPERVISORS.test(line) ? suspects(copies, tree, folders) : []),
  ];
  for (const file of files) {
    if (!file.text.includes('memcached')) continue;
    const command = findStart(file, start, words);
    if (command !== undefined) return { entrypoint: command, command: [] };
  }
  return undefined;
}

/** File names in a command line: the last parts of the words that look like paths. */
function namesIn(line: string): Set<string> {
  const names = new Set<string>();
  for (const word of line.split(/[\s"';&|]+/)) {
    const name = word.slice(word.lastIndexOf('/') + 1);
    if (name !== '' && (word.includes('/') || name.includes('.'))) names.add(name);
  }
  return names;
}

/** Copied files that are called what the command names. */
function namedFiles(
  names: ReadonlySet<string>,
  copies: readonly CopiedPath[],
  tree: Tree,
  folders: readonly string[],
): SourceFile[] {
  const found = new Set<string>();
  for (const { source, destination } of copies.slice(0, MOST_COPIES)) {
    const target = destination.slice(destination.lastIndexOf('/') + 1);
    for (const path of pathsOf(source, folders)) {
      // A file may get its name by being copied: `COPY start.sh /entrypoint`.
      const own = path.slice(path.lastIndexOf('/') + 1);
      if (tree.has(path) && (names.has(own) || names.has(target))) found.add(path);
      for (const name of names) {
        const inside = path === '' ? name : `${path}/${name}`;
        if (tree.has(inside)) found.add(inside);
      }
    }
  }
  return read(tree, [...found]);
}

/** Copied files that a supervisor could read. */
function suspects(
  copies: readonly CopiedPath[],
  tree: Tree,
  folders: readonly string[],
): SourceFile[] {
  const found: string[] = [];
  for (const { source } of copies.slice(0, MOST_COPIES)) {
    for (const path of pathsOf(source, folders)) {
      if (tree.has(path)) found.push(path);
      else found.push(...filesBelow(tree, path === '' ? '' : `${path}/`));
    }
    if (found.length > MOST_FILES) break;
  }
  return read(tree, found);
}

function pathsOf(source: string, folders: readonly string[]): string[] {
  // A leading slash means the context, not the machine; a pattern stands for its folder.
  const bare = source.replace(/^\/+/, '').replace(/[^/]*[*?[].*$/, '');
  return folders.flatMap((folder) => resolveInTree(folder, bare) ?? []);
}

/** Paths below a folder that could hold what starts a service. */
function filesBelow(tree: Tree, prefix: string): string[] {
  const found: string[] = [];
  for (let i = firstFrom(tree.paths, prefix); i < tree.paths.length; i++) {
    const path = tree.paths[i]!;
    if (!path.startsWith(prefix) || found.length >= MOST_FILES) break;
    if (/(?:\.(?:conf|ini|sh)|(?:^|\/)run)$/.test(path)) found.push(path);
  }
  return found;
}

/** The index of the first of the sorted paths that is not before `prefix`. */
function firstFrom(paths: readonly string[], prefix: string): number {
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (paths[middle]! < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}

function read(tree: Tree, paths: readonly string[]): SourceFile[] {
  return [...new Set(paths)].slice(0, MOST_FILES).flatMap((path) => tree.read(path) ?? []);
}

/** The last command of a script, or of a supervisor's program, that starts memcached. */
function findStart(
  file: SourceFile,
  start: Start,
  words: readonly Word[],
): readonly Word[] | undefined {
  const text = file.text;
  let found: readonly Word[] | undefined;
  let inSections = false;
  let at = 0;
  for (let lines = 0; at < text.length && lines < MOST_LINES; lines++) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    // A backslash at the end joins the next line.
    while (end < text.length && text[end - 1] === '\\') {
      const next = text.indexOf('\n', end + 1);
      end = next < 0 ? text.length : next;
    }
    const line = text.slice(at, end);
    const offset = at;
    at = end + 1;
    if (/^[ \t]*\[[a-z-]+(?::[^\]]*)?\]/.test(line)) inSections = true;
    if (!line.includes('memcached') || /^[ \t]*[#;]/.test(line)) continue;
    const setting = /^[ \t]*(?:command|cmd)[ \t]*=[ \t]*/.exec(line)?.[0].length;
    if (inSections && setting === undefined) continue;
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
    if (word === undefined) return { reason: `the value of ${name} in ${file.path} is not known` };
    return word.text ?? { reason: word.reason ?? `the value of ${name} is not known` };
  });
  const command = split.map((word): Word => ({
    text: word.text,
    ...(word.reason === undefined ? {} : { reason: word.reason }),
    ...(word.prefix === undefined ? {} : { prefix: word.prefix }),
    ...(word.maySplit === undefined ? {} : { maySplit: word.maySplit }),
    where: file.location(from + word.start, from + word.end),
  }));
  return findMemcachedCommand(command, start.environment) === undefined ? undefined : command;
}
