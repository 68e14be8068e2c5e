/** How an expression is read. */
export interface RegexFlags {
  readonly ignoreCase?: boolean;
  /** `^` and `$` match at every line. */
  readonly multiline?: boolean;
  /** `.` matches line ends too. */
  readonly dotAll?: boolean;
  /** Default: python. `re2` is the syntax of Go (https://github.com/google/re2/wiki/Syntax). */
  readonly dialect?: 'python' | 're2';
}

/** A regular expression as a tree. */
export type Node =
  | { readonly kind: 'char'; readonly test: (code: number) => boolean }
  | { readonly kind: 'assert'; readonly test: (text: string, at: number) => boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | { readonly kind: 'group'; readonly index: number; readonly inner: Node }
  | {
      readonly kind: 'repeat';
      readonly inner: Node;
      readonly least: number;
      readonly most: number;
      readonly greedy: boolean;
    };

/** Thrown for an expression that is not read. */
export class Unsupported extends Error {}
