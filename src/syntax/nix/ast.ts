/** Offsets in the text; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A piece of a string: text with the offsets of its characters, or an interpolation. */
export type Piece =
  | { readonly text: string; readonly offsets: readonly number[] }
  | { readonly expression: Expression };

/** `a.b."c" = value;`, or a name that `inherit` takes over. */
export interface Binding {
  /** The names of the path; `undefined` for one that is computed. */
  readonly path: readonly (string | undefined)[];
  readonly where: Span;
  /** Absent for `inherit name`. */
  readonly value?: Expression;
}

/** An expression of the Nix language, as far as configuration needs it (Nix manual, "Language"). */
export type Expression = Span &
  (
    | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
    | { readonly kind: 'string'; readonly pieces: readonly Piece[] }
    | { readonly kind: 'path'; readonly text: string }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'list'; readonly items: readonly Expression[] }
    | { readonly kind: 'set'; readonly bindings: readonly Binding[]; readonly recursive: boolean }
    | { readonly kind: 'let'; readonly bindings: readonly Binding[]; readonly body: Expression }
    | { readonly kind: 'function'; readonly body: Expression }
    | { readonly kind: 'apply'; readonly function: Expression; readonly argument: Expression }
    | {
        readonly kind: 'select';
        readonly from: Expression;
        readonly path: readonly (string | undefined)[];
        readonly otherwise?: Expression;
      }
    | {
        readonly kind: 'if';
        readonly condition: Expression;
        readonly then: Expression;
        readonly otherwise: Expression;
      }
    | {
        readonly kind: 'operator';
        readonly operator: string;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: 'unknown' }
  );
