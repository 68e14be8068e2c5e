import type { PlatformName } from './facts.js';
import { RecordingTree, sameItems } from './files/recording.js';
import type { SourceFile } from './files/source.js';
import type { Tree } from './files/tree.js';
import type { Platform, PlatformOutput } from './platforms/platform.js';

interface Done {
  readonly files: readonly SourceFile[];
  readonly tree: RecordingTree;
  readonly output: PlatformOutput;
}

/**
 * What platforms said of one tree, for the next tree that differs little, such as the base of a pull
 * request. A platform is a function of its files and of what it asks the tree: where all of that is the
 * same, so is what it says. Files are the same when they are the same object, which trees see to for equal
 * contents.
 */
export class Reuse {
  private readonly done = new Map<PlatformName, Done>();
  /** How many platforms did not have to read their files again. */
  reused = 0;

  translate(platform: Platform, files: readonly SourceFile[], tree: Tree): PlatformOutput {
    const known = this.done.get(platform.name);
    if (known !== undefined && sameItems(known.files, files) && known.tree.answersAs(tree)) {
      this.reused++;
      return known.output;
    }
    const recording = new RecordingTree(tree);
    const output = platform.translate({ files, tree: recording });
    this.done.set(platform.name, { files, tree: recording, output });
    return output;
  }
}
