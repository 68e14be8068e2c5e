import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from './decode.js';
import { SourceFile } from './source.js';
import type { Tree, Unreadable } from './tree.js';

/** Larger files are not read. */
export const LARGEST_FILE = 4 * 1024 * 1024;

/** The regular files below a folder on disk. Links are never followed, devices never opened. */
export class DiskTree implements Tree {
  readonly unreadable: Unreadable[] = [];
  private readonly known: ReadonlySet<string>;
  private readonly files = new Map<string, SourceFile | undefined>();
  private readonly realFolders = new Map<string, boolean>();

  private readonly ids = new Map<string, string>();

  /**
   * @param paths relative to the root, with forward slashes, sorted
   * @param idOf names contents, where it is asked which files have the same as elsewhere
   */
  constructor(
    private readonly root: string,
    readonly paths: readonly string[],
    private readonly idOf?: (bytes: Uint8Array) => string,
  ) {
    this.known = new Set(paths);
  }

  /** The file of a path when it has been read and its content is the one of that name. */
  readAs(path: string, id: string): SourceFile | undefined {
    return this.ids.get(path) === id ? this.files.get(path) : undefined;
  }

  has(path: string): boolean {
    return this.known.has(path);
  }

  read(path: string): SourceFile | undefined {
    if (!this.known.has(path)) return undefined;
    if (!this.files.has(path)) this.files.set(path, this.load(path));
    return this.files.get(path);
  }

  readBytes(path: string): Uint8Array | undefined {
    return this.known.has(path) ? this.bytesOf(path, () => undefined) : undefined;
  }

  private load(path: string): SourceFile | undefined {
    const bytes = this.bytesOf(path, (reason, skipped) => this.skip(path, reason, skipped));
    if (bytes === undefined) return undefined;
    const decoded = decode(bytes);
    if ('reason' in decoded) return this.skip(path, decoded.reason);
    if (this.idOf !== undefined) this.ids.set(path, this.idOf(bytes));
    return new SourceFile(path, decoded.text);
  }

  private bytesOf(
    path: string,
    skip: (reason: string, skipped?: boolean) => undefined,
  ): Buffer | undefined {
    if (!this.inRealFolder(path)) return skip('it lies behind a symbolic link', true);
    let handle: number | undefined;
    try {
      const full = join(this.root, path);
      const entry = lstatSync(full);
      if (entry.isSymbolicLink()) return skip('it is a symbolic link', true);
      // A submodule that is not checked out is listed as a path but is a folder.
      if (!entry.isFile()) return skip('it is no regular file', true);
      // The entry may have become a link or a pipe since: opening must neither follow nor wait.
      handle = openSync(full, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      const { size } = fstatSync(handle);
      if (size > LARGEST_FILE) {
        return skip(`it is larger than ${LARGEST_FILE / 1024 / 1024} MiB`);
      }
      const bytes = Buffer.allocUnsafe(size);
      let filled = 0;
      while (filled < size) {
        const read = readSync(handle, bytes, filled, size - filled, filled);
        if (read === 0) break;
        filled += read;
      }
      return bytes.subarray(0, filled);
    } catch (error) {
      // git lists files that are deleted but not yet committed as such.
      if (codeOf(error) === 'ENOENT') return undefined;
      return skip(`it cannot be read (${codeOf(error)})`);
    } finally {
      if (handle !== undefined) closeSync(handle);
    }
  }

  /** Whether no folder on the way from the root to the file is a link. */
  private inRealFolder(path: string): boolean {
    const slash = path.lastIndexOf('/');
    if (slash < 0) return true;
    const folder = path.slice(0, slash);
    let real = this.realFolders.get(folder);
    if (real === undefined) {
      try {
        real = this.inRealFolder(folder) && lstatSync(join(this.root, folder)).isDirectory();
      } catch {
        real = false;
      }
      this.realFolders.set(folder, real);
    }
    return real;
  }

  private skip(path: string, reason: string, skipped = false): undefined {
    this.unreadable.push({ path, reason, skipped });
    return undefined;
  }
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : String(error);
}
