import type { SourceFile } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import { at, type Mapping } from '../../syntax/data.js';
import { readComposeDocument } from './document.js';
import { readDotenv } from './dotenv.js';
import { ancestors, inFolder } from './environment.js';

/** File names in the order in which Compose looks for them (compose-go, `DefaultFileNames`). */
export const DEFAULT_NAMES = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
];
/** Files that are laid over the one that was found. */
export const OVERRIDE_NAMES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/** Files that are used together. */
export interface FileSet {
  readonly paths: readonly string[];
  /** Chosen by Compose itself, not by a guess at how people call it. */
  readonly byDefault: boolean;
}

/** Of a folder's files, no more than this many are tried as the base of another. */
const MOST_CANDIDATES = 30;

/**
 * Which files belong together: in each folder the one Compose takes by itself with its override, or
 * what `COMPOSE_FILE` in `.env` names; every other file on its own, or over the file that has the
 * services it only adds to. Sets that Compose makes by itself come first.
 */
export function findFileSets(files: readonly SourceFile[], tree: Tree): FileSet[] {
  const byDefault: FileSet[] = [];
  const others: FileSet[] = [];
  const folders = new Map<string, SourceFile[]>();
  for (const file of files) {
    const folder = folders.get(file.folder);
    if (folder === undefined) folders.set(file.folder, [file]);
    else folder.push(file);
  }
  for (const [folder, inside] of folders) {
    const taken = new Set<string>();
    for (const paths of defaultSets(folder, inside, tree)) {
      byDefault.push({ paths, byDefault: true });
      for (const path of paths) taken.add(path);
    }
    const candidates = inside
      .map(({ path }) => path)
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
      .slice(0, MOST_CANDIDATES);
    for (const file of inside) {
      if (taken.has(file.path)) continue;
      const base = baseOf(file, candidates, tree);
      others.push({
        paths: base === undefined ? [file.path] : [base, file.path],
        byDefault: false,
      });
    }
  }
  return [...byDefault, ...others];
}

function defaultSets(folder: string, inside: readonly SourceFile[], tree: Tree): string[][] {
  const sets: string[][] = [];
  const dotenv = inFolder(folder, '.env');
  const env = tree.has(dotenv) ? tree.read(dotenv) : undefined;
  const values = env?.text.includes('COMPOSE_FILE') === true ? readDotenv(env) : undefined;
  const listed = values?.get('COMPOSE_FILE')?.value ?? '';
  if (listed !== '') {
    const separator = values?.get('COMPOSE_PATH_SEPARATOR')?.value ?? ':';
    const paths = listed
      .split(separator === '' ? ':' : separator)
      .flatMap((name) => resolveInTree(folder, name.trim()) ?? [])
      .filter((path) => tree.has(path));
    if (paths.length > 0) sets.push(paths);
  }
  const names = new Set(inside.map(({ name }) => name));
  const base = DEFAULT_NAMES.find((name) => names.has(name));
  if (base !== undefined && sets.length === 0) {
    const override = OVERRIDE_NAMES.find((name) => names.has(name));
    sets.push(
      [base, ...(override === undefined ? [] : [override])].map((n) => inFolder(folder, n)),
    );
  }
  return sets;
}

/** The file that a file only adds to: it has what runs in the services that this one leaves open. */
function baseOf(file: SourceFile, inside: readonly string[], tree: Tree): string | undefined {
  const open = openServices(file);
  if (open.length === 0) return undefined;
  const candidates = [
    ...DEFAULT_NAMES.map((name) => inFolder(file.folder, name)),
    ...inside,
    ...ancestors(file.folder).flatMap((folder) => DEFAULT_NAMES.map((n) => inFolder(folder, n))),
  ];
  for (const path of candidates) {
    if (path === file.path || !tree.has(path)) continue;
    const other = tree.read(path);
    if (other === undefined) continue;
    const services = at(readComposeDocument(other)?.model, 'services');
    if (services?.type !== 'map') continue;
    const has = new Set(services.entries.map(({ key }) => key));
    const stillOpen = new Set(openServices(other));
    if (open.every((name) => has.has(name) && !stillOpen.has(name))) return path;
  }
  return undefined;
}

/** The services of a file that do not say what runs in them. */
function openServices(file: SourceFile): string[] {
  const services = at(readComposeDocument(file)?.model, 'services');
  if (services?.type !== 'map') return [];
  return services.entries
    .filter(({ value }) => value.type !== 'map' || !isComplete(value))
    .map(({ key }) => key);
}

function isComplete(service: Mapping): boolean {
  return service.entries.some(({ key }) => ['image', 'build', 'extends', 'provider'].includes(key));
}
