import { SourceFile } from './source.js';
import type { Tree, Unreadable } from './tree.js';

/** A tree of texts by path, for tests and for input that is not on disk. */
export class MemoryTree implements Tree {
  readonly paths: readonly string[];
  readonly unreadable: readonly Unreadable[] = [];
  private readonly files: ReadonlyMap<string, SourceFile>;

  constructor(texts: Readonly<Record<string, string>>) {
    this.paths = Object.keys(texts).sort();
    this.files = new Map(this.paths.map((path) => [path, new SourceFile(path, texts[path]!)]));
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  read(path: string): SourceFile | undefined {
    return this.files.get(path);
  }
}
