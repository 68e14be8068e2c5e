import { gunzipSync } from 'node:zlib';
import { SourceFile, type Location } from '../../../files/source.js';
import type { Tree, Unreadable } from '../../../files/tree.js';

/** A packed chart is a few hundred kilobytes; more than this is none. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_FILES = 2_000;
const LARGEST_FILE = 2 * 1024 * 1024;
const BLOCK = 512;

/**
 * The text files of a packed chart (`charts/NAME-VERSION.tgz`) as a tree. What is in it has no lines in
 * the repository: everything stands where `place` says.
 *
 * @returns `undefined` when the bytes are no gzipped tar archive, or too big
 */
export function archiveTree(bytes: Uint8Array, place: () => Location): Tree | undefined {
  let tar: Buffer;
  try {
    tar = gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    return undefined;
  }
  const files = new Map<string, SourceFile>();
  for (const { path, content } of entriesOf(tar)) {
    if (files.size >= MOST_FILES) break;
    if (content.includes(0)) continue;
    files.set(path, new ArchivedFile(path, content.toString('utf8'), place));
  }
  return files.size === 0 ? undefined : new ArchiveTree(files);
}

class ArchiveTree implements Tree {
  readonly paths: readonly string[];
  readonly unreadable: readonly Unreadable[] = [];

  constructor(private readonly files: ReadonlyMap<string, SourceFile>) {
    this.paths = [...files.keys()].sort();
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  read(path: string): SourceFile | undefined {
    return this.files.get(path);
  }
}

class ArchivedFile extends SourceFile {
  constructor(
    path: string,
    text: string,
    private readonly place: () => Location,
  ) {
    super(path, text);
  }

  override location(_start: number, _end?: number, address?: string): Location {
    return { ...this.place(), ...(address === undefined ? {} : { address }) };
  }
}

/** The regular files of a tar archive (POSIX ustar, with the long names of GNU and pax). */
function* entriesOf(tar: Buffer): Generator<{ path: string; content: Buffer }> {
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length;) {
    const header = tar.subarray(at, at + BLOCK);
    if (header[0] === 0) return;
    const size = Number.parseInt(text(header, 124, 12), 8);
    if (!Number.isSafeInteger(size) || size < 0) return;
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const type = String.fromCharCode(header[156]!);
    if (type === 'L') longName = text(content, 0, Math.min(size, 4096));
    else if (type === 'x') longName = paxPath(content) ?? longName;
    else if (type === '0' || type === '\0') {
      const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
      const name = text(header, 0, 100);
      const path = longName ?? (prefix === '' ? name : `${prefix}/${name}`);
      longName = undefined;
      const parts = path.split('/').filter((part) => part !== '' && part !== '.');
      if (parts.includes('..') || size > LARGEST_FILE) continue;
      yield { path: parts.join('/'), content };
    } else if (type !== 'g') longName = undefined;
  }
}

function text(bytes: Buffer, start: number, length: number): string {
  const end = bytes.indexOf(0, start);
  const limit = Math.min(start + length, bytes.length);
  return bytes.toString('utf8', start, end < 0 || end > limit ? limit : end).trim();
}

/** `27 path=some/long/name\n`. */
function paxPath(content: Buffer): string | undefined {
  return /(?:^|\n)[0-9]+ path=([^\n]{1,4096})\n/.exec(content.toString('utf8', 0, 65_536))?.[1];
}
