import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import ignore from 'ignore';
import { GIT_SETTINGS } from './git-settings.js';
import { nestedIn, type NestedCheckout } from './nested.js';

/** What a scanned folder holds. */
export interface Listing {
  /** Relative paths with forward slashes, sorted. */
  readonly paths: readonly string[];
  /** How many paths were left out for lying in vendored folders. */
  readonly vendored: number;
  /** How many were left out by the exclude patterns. */
  readonly excluded: number;
  /** Checkouts of other repositories among the folders: submodules and clones. */
  readonly nested: readonly NestedCheckout[];
}

/** Folders that hold other people's code or a tool's own files. */
export const VENDORED = ['.git', '.terraform', 'node_modules', 'vendor'] as const;

const IN_VENDORED = new RegExp(
  `(?:^|/)(?:${VENDORED.map((name) => name.replace('.', '\\.')).join('|')})(?:/|$)`,
);

/** Whether a path lies in a vendored folder. */
export function isVendored(path: string): boolean {
  return IN_VENDORED.test(path);
}

/** More paths than this are not listed. */
const MOST_PATHS = 2_000_000;

/** Checkouts in checkouts are followed this deep. */
const DEEPEST_NESTING = 5;

/** Thrown when a folder cannot be listed or patterns cannot be used; the message is for people. */
export class ListingError extends Error {
  override readonly name = 'ListingError';
}

/**
 * Lists the files below a folder: those that git knows or would add when it is (part of) a checkout,
 * all of them otherwise.
 * @param exclude patterns as in a .gitignore file, relative to the folder
 * @throws ListingError
 */
export function listFiles(root: string, exclude: readonly string[] = []): Listing {
  const nested: NestedCheckout[] = [];
  const all = fromGit(root, nested) ?? fromDisk(root);
  let matcher: { ignores(path: string): boolean } | undefined;
  if (exclude.length > 0) {
    try {
      matcher = ignore().add([...exclude]);
    } catch (error) {
      throw new ListingError(`The exclude patterns cannot be used: ${messageOf(error)}.`);
    }
  }
  const paths: string[] = [];
  let vendored = 0;
  let excluded = 0;
  for (const path of all) {
    if (isVendored(path)) vendored++;
    else if (matcher?.ignores(path) === true) excluded++;
    else paths.push(path);
  }
  paths.sort();
  return { paths, vendored, excluded, nested };
}

/** `undefined` when it is no checkout, git is absent, or it refuses (another owner's folder). */
function fromGit(root: string, nested: NestedCheckout[], depth = 0): string[] | undefined {
  let output: string;
  try {
    output = execFileSync(
      'git',
      [
        ...[...GIT_SETTINGS, '-c', 'core.quotePath=false', '-C', root],
        ...['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
      ],
      {
        encoding: 'utf8',
        maxBuffer: 1 << 30,
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
      },
    );
  } catch {
    return undefined;
  }
  const paths = output.split('\0').filter((path) => path !== '');
  // A folder that git ignores as a whole was still named to be scanned.
  if (paths.length === 0) return undefined;
  const inside = nestedIn(root, paths);
  if (inside.length === 0 || depth >= DEEPEST_NESTING) return paths;
  const folders = new Set(inside.map(({ folder }) => folder));
  const all = paths.filter((path) => !folders.has(path.replace(/\/$/, '')));
  for (const { folder, commit } of inside) {
    const within: NestedCheckout[] = [];
    // A submodule that is not checked out is an empty folder.
    const listed = existsSync(join(root, folder, '.git'))
      ? (fromGit(join(root, folder), within, depth + 1) ?? [])
      : [];
    for (const path of listed) all.push(`${folder}/${path}`);
    nested.push({ folder, ...(commit === undefined ? {} : { commit }) });
    for (const each of within) nested.push({ ...each, folder: `${folder}/${each.folder}` });
  }
  return all;
}

/** Walks without following links; a folder that cannot be opened hides no other. */
function fromDisk(root: string): string[] {
  const paths: string[] = [];
  const vendored = new Set<string>(VENDORED);
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(root, folder)) {
      const path = `${folder}${entry.name}`;
      if (entry.isFile()) paths.push(path);
      else if (entry.isDirectory() && !vendored.has(entry.name)) folders.push(`${path}/`);
    }
    if (paths.length > MOST_PATHS) {
      throw new ListingError(
        `The folder ${root} holds more than ${MOST_PATHS} files; scan its folders one by one.`,
      );
    }
  }
  return paths;
}

function entriesOf(root: string, folder: string): Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (folder !== '') return [];
    throw new ListingError(`The folder ${root} cannot be listed: ${messageOf(error)}.`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
