import type { SourceFile } from './source.js';

/** Why a path of the tree has no text for us. */
export interface Unreadable {
  readonly path: string;
  /** A sentence for people: what was wrong and what to do. */
  readonly reason: string;
  /** Left alone on purpose (a link, a device), as against something that failed. */
  readonly skipped?: boolean;
}

/**
 * The files being scanned: a work tree on disk, a git tree, or a map in a test. Only regular files
 * below the root; links and excluded paths are not in it.
 */
export interface Tree {
  /** Every path in it, relative, with forward slashes, sorted. */
  readonly paths: readonly string[];
  has(path: string): boolean;
  /**
   * The decoded file; the same object each time it is asked for. `undefined` when there is no such
   * path or it cannot be read as text (then {@link unreadable} tells why).
   */
  read(path: string): SourceFile | undefined;
  /** The bytes of a file that is no text (an archive), within the same limits; no reason is kept. */
  readBytes?(path: string): Uint8Array | undefined;
  /** Told before many files are read, where reading them at once is quicker. */
  preload?(paths: readonly string[]): void;
  /** What could not be read so far. */
  readonly unreadable: readonly Unreadable[];
}

/** Joins a folder of the tree and a relative path; `undefined` when that leads out of the root. */
export function resolveInTree(folder: string, relative: string): string | undefined {
  const parts = relative.startsWith('/') ? [] : folder.split('/').filter((part) => part !== '');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else {
      parts.push(part);
    }
  }
  return parts.join('/');
}
