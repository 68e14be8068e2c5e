import { execFileSync } from 'node:child_process';
import { decode } from './decode.js';
import { LARGEST_FILE } from './disk.js';
import { GIT_SETTINGS } from './git-settings.js';
import { VENDORED } from './list.js';
import { SourceFile } from './source.js';
import type { Tree, Unreadable } from './tree.js';

/** Thrown when a revision cannot be read from a repository; the message is for people. */
export class RevisionError extends Error {
  override readonly name = 'RevisionError';
}

interface Blob {
  readonly id: string;
  readonly size: number;
}

/** The files of a commit, read from git's objects; nothing of the work tree is looked at. */
export class GitTree implements Tree {
  readonly paths: readonly string[];
  readonly unreadable: Unreadable[] = [];
  private readonly files = new Map<string, SourceFile | undefined>();
  private elsewhere: ((path: string, id: string) => SourceFile | undefined) | undefined;

  private constructor(
    private readonly folder: string,
    private readonly blobs: ReadonlyMap<string, Blob>,
    /** The commits of submodules by their folders. */
    readonly submodules: ReadonlyMap<string, string>,
  ) {
    this.paths = [...blobs.keys()].sort();
  }

  /**
   * @param folder a folder of the checkout; paths are relative to it, and files beside it are left out
   * @param revision a commit or tree
   * @throws RevisionError when it is not there
   */
  static open(folder: string, revision: string): GitTree {
    if (revision.startsWith('-')) throw new RevisionError(`"${revision}" is no revision.`);
    let listing: string;
    try {
      listing = git(folder, [
        'ls-tree',
        '-r',
        '-z',
        '-l',
        `${revision}^{tree}`,
        '--',
        '.',
      ]).toString();
    } catch {
      throw new RevisionError(
        `The revision ${revision} is not in this checkout; fetch it: git fetch --depth=1 origin ${revision}`,
      );
    }
    const blobs = new Map<string, Blob>();
    const submodules = new Map<string, string>();
    const vendored = new Set<string>(VENDORED);
    for (const line of listing.split('\0')) {
      // <mode> <type> <id> <size>\t<path>; mode 120000 is a link, type commit a submodule.
      const match = /^(100644|100755|100664) blob ([0-9a-f]+) +([0-9]+)\t([\s\S]+)$/.exec(line);
      if (match === null) {
        const link = /^160000 commit ([0-9a-f]+) +-\t([\s\S]+)$/.exec(line);
        if (link !== null) submodules.set(link[2]!, link[1]!);
        continue;
      }
      const path = match[4]!;
      if (path.split('/').some((part) => vendored.has(part))) continue;
      blobs.set(path, { id: match[2]!, size: Number(match[3]) });
    }
    return new GitTree(folder, blobs, submodules);
  }

  /** The hash by which the repository names contents. */
  get hash(): 'sha1' | 'sha256' {
    const [first] = this.blobs.values();
    return first?.id.length === 64 ? 'sha256' : 'sha1';
  }

  /**
   * Files that another tree has with the same content are taken from there, so that nothing is read or
   * parsed twice.
   * @param find the other tree's file of a path if its content is the one that git names so
   */
  shareWith(find: (path: string, id: string) => SourceFile | undefined): void {
    this.elsewhere = find;
  }

  has(path: string): boolean {
    return this.blobs.has(path);
  }

  read(path: string): SourceFile | undefined {
    if (!this.blobs.has(path)) return undefined;
    if (!this.files.has(path)) this.load([path]);
    return this.files.get(path);
  }

  readBytes(path: string): Uint8Array | undefined {
    const blob = this.blobs.get(path);
    if (blob === undefined || blob.size > LARGEST_FILE) return undefined;
    try {
      return git(this.folder, ['cat-file', 'blob', blob.id]);
    } catch {
      return undefined;
    }
  }

  /** Reads many files at once, which is far quicker than one by one. */
  preload(paths: readonly string[]): void {
    this.load(paths.filter((path) => this.blobs.has(path) && !this.files.has(path)));
  }

  private load(paths: readonly string[]): void {
    const wanted = paths.filter((path) => {
      const { id, size } = this.blobs.get(path)!;
      const same = this.elsewhere?.(path, id);
      if (same !== undefined) {
        this.files.set(path, same);
        return false;
      }
      if (size <= LARGEST_FILE) return true;
      this.skip(path, `it is larger than ${LARGEST_FILE / 1024 / 1024} MiB`);
      return false;
    });
    if (wanted.length === 0) return;
    const ids = wanted.map((path) => `${this.blobs.get(path)!.id}\n`).join('');
    const output = git(this.folder, ['cat-file', '--batch'], ids);
    let at = 0;
    for (const path of wanted) {
      const end = output.indexOf(0x0a, at);
      const header = output.toString('utf8', at, end);
      const size = Number(/ blob ([0-9]+)$/.exec(header)?.[1] ?? NaN);
      if (Number.isNaN(size)) {
        this.skip(path, 'git does not have its content');
        at = end + 1;
        continue;
      }
      const decoded = decode(output.subarray(end + 1, end + 1 + size));
      at = end + 1 + size + 1;
      if ('reason' in decoded) this.skip(path, decoded.reason);
      else this.files.set(path, new SourceFile(path, decoded.text));
    }
  }

  private skip(path: string, reason: string): void {
    this.files.set(path, undefined);
    this.unreadable.push({ path, reason });
  }
}

function git(folder: string, words: readonly string[], input?: string): Buffer {
  return execFileSync('git', [...GIT_SETTINGS, '-C', folder, ...words], {
    maxBuffer: 1 << 30,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'],
    ...(input === undefined ? {} : { input }),
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1' },
  });
}
