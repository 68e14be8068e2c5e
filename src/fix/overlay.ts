import { SourceFile } from '../files/source.js';
import type { Tree, Unreadable } from '../files/tree.js';

/** A tree with other texts in some of its files. */
export class OverlayTree implements Tree {
  private readonly changed: ReadonlyMap<string, SourceFile>;

  /** @param texts by path; paths that the tree does not have are left out */
  constructor(
    private readonly tree: Tree,
    texts: ReadonlyMap<string, string>,
  ) {
    this.changed = new Map(
      [...texts]
        .filter(([path]) => tree.has(path))
        .map(([path, text]) => [path, new SourceFile(path, text)]),
    );
  }

  get paths(): readonly string[] {
    return this.tree.paths;
  }

  has(path: string): boolean {
    return this.tree.has(path);
  }

  read(path: string): SourceFile | undefined {
    return this.changed.get(path) ?? this.tree.read(path);
  }

  get unreadable(): readonly Unreadable[] {
    return this.tree.unreadable;
  }
}
