import { posix } from 'node:path';
import type { PlatformName } from '../facts.js';
import type { SourceFile } from '../files/source.js';
import type { Shard } from './shard.js';

/** The files that one platform claimed. */
export interface PlatformFiles {
  readonly platform: PlatformName;
  readonly files: readonly SourceFile[];
}

/**
 * Shares the claimed files of a tree out: gives those of one part, platform by platform. Files whose meaning
 * depends on one another stay together, so that the parts say together what the whole says; parts are even
 * as far as that allows. The same tree gives the same parts everywhere.
 */
export function filesOfShard(
  claimed: readonly PlatformFiles[],
  { index, total }: Shard,
): ReadonlySet<SourceFile>[] {
  const units = unitsOf(claimed);
  const loads = Array.from({ length: total }, () => 0);
  const mine = claimed.map(() => new Set<SourceFile>());
  // Largest first, each to the part with the least so far.
  for (const unit of units) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = loads[least]! + unit.weight;
    if (least !== index - 1) continue;
    for (const { list, file } of unit.members) mine[list]!.add(file);
  }
  return mine;
}

/** Files that are judged together. */
export interface Unit {
  /** Its first path, which tells units of one weight apart. */
  readonly name: string;
  readonly weight: number;
  readonly members: readonly { readonly list: number; readonly file: SourceFile }[];
}

/** The units of a tree, largest first. */
export function unitsOf(claimed: readonly PlatformFiles[]): Unit[] {
  const groups = new Groups();
  claimed.forEach(({ platform, files }) => {
    const folders = new Set(files.map(({ folder }) => folder));
    const paths = new Set(files.map(({ path }) => path));
    for (const file of files) {
      const node = nodeOf(platform, file.folder);
      for (const other of together(platform, file, folders)) {
        groups.join(node, nodeOf(platform, other));
      }
      for (const other of namedIn(file, folders, paths)) {
        groups.join(node, nodeOf(platform, other));
      }
    }
  });
  // What two platforms read of one file may be one finding.
  const readers = new Map<string, string>();
  for (const { platform, files } of claimed) {
    for (const { path, folder } of files) {
      const node = nodeOf(platform, folder);
      const other = readers.get(path);
      if (other === undefined) readers.set(path, node);
      else groups.join(node, other);
    }
  }
  const units = new Map<
    string,
    { name: string; weight: number; members: Unit['members'][number][] }
  >();
  claimed.forEach(({ platform, files }, list) => {
    for (const file of files) {
      const root = groups.find(nodeOf(platform, file.folder));
      const unit = units.get(root) ?? { name: file.path, weight: 0, members: [] };
      units.set(root, unit);
      if (file.path < unit.name) unit.name = file.path;
      // Each file costs something by itself.
      unit.weight += file.text.length + 256;
      unit.members.push({ list, file });
    }
  });
  return [...units.values()].sort(
    (a, b) => b.weight - a.weight || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
}

function nodeOf(platform: PlatformName, folder: string): string {
  return `${platform} ${folder}`;
}

/** By the keys of `terraform show -json`. */
function isPlan(file: SourceFile): boolean {
  return file.path.endsWith('.json') && /"(?:planned_values|resource_changes)"/.test(file.text);
}

/** Folders that have no meaning without the one they lie in. */
const PARTS =
  /^(?:tasks|handlers|defaults|vars|meta|files|templates|roles|group_vars|host_vars|inventory|inventories|playbooks|environments|charts|crds|values|molecule|configs?|overrides?|envs?)$/;

/** The folders of the same platform that a file belongs together with, by how the platform reads them. */
function together(
  platform: PlatformName,
  file: SourceFile,
  folders: ReadonlySet<string>,
): Iterable<string> {
  switch (platform) {
    case 'kubernetes':
    case 'ansible':
      // A policy or a Service counts for the whole cluster; a role is found by its name from any play.
      return [first(folders)];
    case 'host':
      // Units find the configuration they read anywhere in the tree; scripts stand by themselves.
      return /\.(?:sh|bash|ash|ksh)$|(?:^|\/)(?:GNU)?[Mm]akefile[^/]*$|\.mk$/.test(file.path)
        ? []
        : [first(folders), ...shareRoot(file.folder, folders)];
    case 'terraform':
      // A plan takes the place of the configuration that it was made from, wherever that lies.
      return isPlan(file) ? folders : inParts(file.folder, folders);
    default:
      return inParts(file.folder, folders);
  }
}

function first(folders: ReadonlySet<string>): string {
  let least: string | undefined;
  for (const folder of folders) if (least === undefined || folder < least) least = folder;
  return least ?? '';
}

/** Folders with the same root of a machine's files: what stands in front of `etc/`. */
function shareRoot(folder: string, folders: ReadonlySet<string>): string[] {
  const root = /^(.*?)(?:^|\/)etc(?:\/|$)/.exec(folder)?.[1] ?? folder;
  return folders.has(root) ? [root] : [];
}

/** The folders above, as long as the names on the way say that they belong to them. */
function inParts(folder: string, folders: ReadonlySet<string>): string[] {
  const found: string[] = [];
  let at = folder;
  while (at !== '') {
    const name = posix.basename(at);
    const above = at.includes('/') ? posix.dirname(at) : '';
    if (!PARTS.test(name) && !PARTS.test(posix.basename(above))) break;
    if (folders.has(above)) found.push(above);
    at = above;
  }
  return found;
}

/** What may be a path in a text. */
const PATH = /\.{1,2}(?:\/[\w.@+-]+)*\/?|[\w.@+-]+(?:\/[\w.@+-]+)+\/?|[\w@+-]+\.[\w.]+/g;
/** More of one text are not followed. */
const MOST_PATHS_IN_FILE = 20_000;

/** The folders of other files that a text names, relative to its own folder or to one above. */
function namedIn(
  file: SourceFile,
  folders: ReadonlySet<string>,
  paths: ReadonlySet<string>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  let count = 0;
  for (const [text] of file.text.matchAll(PATH)) {
    if (++count > MOST_PATHS_IN_FILE) break;
    if (seen.has(text)) continue;
    seen.add(text);
    for (let base = file.folder; ; base = base.includes('/') ? posix.dirname(base) : '') {
      const path = posix.join(base, text).replace(/\/$/, '');
      if (path.startsWith('..')) break;
      const folder = path === '.' ? '' : path;
      if (folders.has(folder) && folder !== file.folder && text.includes('/')) found.add(folder);
      if (paths.has(path)) found.add(path.includes('/') ? posix.dirname(path) : '');
      if (base === '') break;
    }
  }
  return found;
}

/** Which nodes are in one group. */
class Groups {
  private readonly parents = new Map<string, string>();

  find(node: string): string {
    let root = node;
    for (let up = this.parents.get(root); up !== undefined; up = this.parents.get(root)) root = up;
    for (let at = node; at !== root;) {
      const up = this.parents.get(at)!;
      this.parents.set(at, root);
      at = up;
    }
    return root;
  }

  join(a: string, b: string): void {
    const [left, right] = [this.find(a), this.find(b)];
    if (left === right) return;
    // The lesser name stays, so that the order of joins does not matter.
    if (left < right) this.parents.set(right, left);
    else this.parents.set(left, right);
  }
}
