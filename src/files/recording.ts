import type { SourceFile } from './source.js';
import type { Tree, Unreadable } from './tree.js';

/** A tree that remembers what was asked of it, to tell whether another tree would have said the same. */
export class RecordingTree implements Tree {
  private readonly reads = new Map<string, SourceFile | undefined>();
  private readonly asked = new Map<string, boolean>();
  private listed = false;
  /** Something was asked whose answer is not kept. */
  private opaque = false;

  constructor(private readonly tree: Tree) {}

  get paths(): readonly string[] {
    this.listed = true;
    return this.tree.paths;
  }

  has(path: string): boolean {
    const answer = this.tree.has(path);
    this.asked.set(path, answer);
    return answer;
  }

  read(path: string): SourceFile | undefined {
    const file = this.tree.read(path);
    this.reads.set(path, file);
    return file;
  }

  readBytes(path: string): Uint8Array | undefined {
    const bytes = this.tree.readBytes?.(path);
    if (bytes === undefined) this.has(path);
    else this.opaque = true;
    return bytes;
  }

  preload(paths: readonly string[]): void {
    this.tree.preload?.(paths);
  }

  get unreadable(): readonly Unreadable[] {
    this.opaque = true;
    return this.tree.unreadable;
  }

  /** Whether the other tree gives the same answers: the same objects for files, the same list of paths. */
  answersAs(other: Tree): boolean {
    if (this.opaque) return false;
    if (this.listed && !sameItems(this.tree.paths, other.paths)) return false;
    for (const [path, answer] of this.asked) if (other.has(path) !== answer) return false;
    for (const [path, file] of this.reads) {
      // A file that cannot be read is told of by the tree that was asked for it.
      if (file === undefined ? other.has(path) : other.read(path) !== file) return false;
    }
    return true;
  }
}

/** Whether two lists hold the same things in the same order. */
export function sameItems<T>(one: readonly T[], other: readonly T[]): boolean {
  return (
    one === other || (one.length === other.length && one.every((item, i) => item === other[i]))
  );
}
