import type { Fact, PlatformName, Problem } from '../facts.js';
import type { SourceFile } from '../files/source.js';
import type { Tree } from '../files/tree.js';

/**
 * How the files of one ecosystem are told apart. These are loaded with every start, so that they
 * import neither parsers nor evaluators.
 */
export interface PlatformClaim {
  readonly name: PlatformName;
  /** For people: "Docker Compose". */
  readonly title: string;
  /**
   * Whether a path could be of this ecosystem, by its name alone. Only such files are read from
   * disk, so it must not miss any; it may be generous.
   */
  mayClaim(path: string): boolean;
  /** Whether the file is of this ecosystem, by a cheap look at its path and text. */
  claims(file: SourceFile): boolean;
}

/** One ecosystem: how its files are told apart and what they mean. */
export interface Platform extends PlatformClaim {
  /**
   * Reads the claimed files and says what they mean. Never throws on what a file holds; a file that
   * cannot be read is a problem in the result and hides no other.
   */
  translate(input: PlatformInput): PlatformOutput;
}

export interface PlatformInput {
  /** The files this platform claimed, sorted by path. */
  readonly files: readonly SourceFile[];
  /** The whole tree, for what the claimed files refer to (variables, included files, templates). */
  readonly tree: Tree;
}

export interface PlatformOutput {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /**
   * Files that were judged as a part of something else, with the values that are put into them, such
   * as the start-up script of a machine. What another platform says of one by itself does not count.
   * A file of which only some is known elsewhere is not named here; `exposure/repeated.ts` weighs its facts
   * one by one.
   */
  readonly judgedFiles?: readonly string[];
}
