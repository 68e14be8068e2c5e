import type { SourceFile } from './source.js';
import type { Tree, Unreadable } from './tree.js';

/** A tree without the paths that a test refuses. */
export class FilteredTree implements Tree {
  readonly paths: readonly string[];

  constructor(
    private readonly tree: Tree,
    private readonly keeps: (path: string) => boolean,
  ) {
    this.paths = tree.paths.filter(keeps);
  }

  has(path: string): boolean {
    return this.tree.has(path) && this.keeps(path);
  }

  read(path: string): SourceFile | undefined {
    return this.has(path) ? this.tree.read(path) : undefined;
  }

  readBytes(path: string): Uint8Array | undefined {
    return this.has(path) ? this.tree.readBytes?.(path) : undefined;
  }

  preload(paths: readonly string[]): void {
    this.tree.preload?.(paths.filter((path) => this.has(path)));
  }

  get unreadable(): readonly Unreadable[] {
    return this.tree.unreadable;
  }
}
