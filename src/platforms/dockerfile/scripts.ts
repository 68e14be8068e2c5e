import { append } from '../../append.js';
import type { SourceFile } from '../../files/source.js';
import { beforeWildcard } from './globs.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import { findMemcachedCommand, type Word } from '../../memcached/index.js';
import { readScript } from '../../syntax/shell/script.js';
import { splitWords } from '../../syntax/shell/words.js';
import type { ImageFiles } from './image-files.js';

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
 * Finds memcached in what an image starts through something else: a script, a supervisord program, a
 * runit or s6 `run` file, the packages' start script with the configuration in the image. The command
 * it ends in takes the place of the image's; `undefined` when nothing of it starts memcached.
 */
export function startedByScripts(
  start: Start & { readonly image?: Word },
  copies: readonly CopiedPath[],
  image: ImageFiles,
  tree: Tree | undefined,
  folders: readonly string[],
): { entrypoint: readonly Word[]; command: readonly Word[] } | undefined {
  const words = [...(start.entrypoint ?? []), ...(start.command ?? [])];
  if (words.length === 0 || findMemcachedCommand(words, start.environment) !== undefined) {
    return undefined;
  }
  const confPath = image.confPath(start.image?.text);
  const service: Service = (conf, where) => {
    const path = conf ?? confPath;
    const options = path === undefined ? undefined : image.conf.words(path, where);
    return options === undefined ? undefined : [{ text: 'memcached', where }, ...options];
  };
  const direct = serviceIn(words, service) ?? bootedService(words, image, service);
  if (direct !== undefined) return { entrypoint: direct, command: [] };
  const line = words.map(({ text }) => text ?? '').join(' ');
  const names = namesIn(line);
  const supervised = SUPERVISORS.test(line);
  const files = [
    ...[...image.written]
      .filter(([path]) => names.has(path.slice(path.lastIndexOf('/') + 1)) || supervised)
      .map(([, file]) => file),
    ...(tree === undefined ? [] : namedFiles(names, copies, tree, folders)),
    ...(supervised && tree !== undefined ? suspects(copies, tree, folders) : []),
  ];
  for (const file of files) {
    if (!file.text.includes('memcached')) continue;
    const command = findStart(file, start, words, service);
    if (command !== undefined) return { entrypoint: command, command: [] };
  }
  return undefined;
}

/** The command that the packages' start script ends in, for a configuration file or the usual one. */
type Service = (conf: string | undefined, where: Word['where']) => readonly Word[] | undefined;

/** memcached started by the system's start script. */
function serviceIn(words: readonly Word[], service: Service): readonly Word[] | undefined {
  const texts = words.map(({ text }) => text ?? '');
  const first = texts[0] ?? '';
  const name = first.slice(first.lastIndexOf('/') + 1);
  const { where } = words[0]!;
  if (/^(?:ba|da|a)?sh$/.test(name)) {
    const script = texts.findIndex((text) => /^-[a-z]*c$/.test(text));
    const text = script < 0 ? undefined : texts[script + 1];
    if (text === undefined) return undefined;
    const place = words[script + 1]!.where;
    for (const command of readScript(text)) {
      const inner = command.words.map((word) => ({ text: word.text, where: place }));
      if (inner.length === 0 || /^(?:.*\/)?(?:ba|da|a)?sh$/.test(inner[0]!.text ?? '')) continue;
      const found = serviceIn(inner, service);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const starts = (text: string | undefined): boolean => text === 'start' || text === 'restart';
  const isService =
    (['service', 'rc-service', 'invoke-rc.d'].includes(name) &&
      texts[1] === 'memcached' &&
      starts(texts[2])) ||
    (name === 'systemctl' &&
      texts.slice(1).some(starts) &&
      texts.some((text) => /^memcached(?:\.service)?$/.test(text))) ||
    (/\/init\.d\/memcached$/.test(first) && starts(texts[1]));
  if (isService) return service(undefined, where);
  if (name === 'systemd-memcached-wrapper' || name === 'start-memcached') {
    return service(texts[1] ?? '/etc/memcached.conf', where);
  }
  return undefined;
}

/** memcached among the services that an init system starts at boot. */
function bootedService(
  words: readonly Word[],
  image: ImageFiles,
  service: Service,
): readonly Word[] | undefined {
  if (!/^(?:\/usr)?(?:\/sbin\/init|\/lib\/systemd\/systemd)$/.test(words[0]?.text ?? '')) {
    return undefined;
  }
  // Debian's packages switch their services on themselves.
  const boots = image.enabled || image.package?.manager === 'apt';
  return image.package !== undefined && boots ? service(undefined, image.package.where) : undefined;
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
      else append(found, filesBelow(tree, path === '' ? '' : `${path}/`));
    }
    if (found.length > MOST_FILES) break;
  }
  return read(tree, found);
}

function pathsOf(source: string, folders: readonly string[]): string[] {
  // A leading slash means the context, not the machine; a pattern stands for its folder.
  const bare = beforeWildcard(source);
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
  service: Service,
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
    const command = commandAt(file, offset + (setting ?? 0), end, start, words, service);
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
  service: Service,
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
  if (findMemcachedCommand(command, start.environment) !== undefined) return command;
  const line = command.findIndex((word) => word.text !== undefined && word.text !== 'exec');
  return line < 0 ? undefined : serviceIn(command.slice(line), service);
}
