import type { SourceFile } from './source.js';
import type { Tree, Unreadable } from './tree.js';

/** Two trees as one; where both have a path, the first one's file is it. */
export class JoinedTree implements Tree {
  readonly paths: readonly string[];

  constructor(
    private readonly first: Tree,
    private readonly second: Tree,
  ) {
    this.paths = [...new Set([...first.paths, ...second.paths])].sort();
  }

  has(path: string): boolean {
    return this.first.has(path) || this.second.has(path);
  }

  read(path: string): SourceFile | undefined {
    return (this.first.has(path) ? this.first : this.second).read(path);
  }

  readBytes(path: string): Uint8Array | undefined {
    return (this.first.has(path) ? this.first : this.second).readBytes?.(path);
  }

  preload(paths: readonly string[]): void {
    this.first.preload?.(paths.filter((path) => this.first.has(path)));
    this.second.preload?.(paths.filter((path) => !this.first.has(path)));
  }

  get unreadable(): readonly Unreadable[] {
    return [...this.first.unreadable, ...this.second.unreadable];
  }
}
