/** A stretch of the text; offsets as in `slice`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Redirection {
  /** `>`, `>>`, `<`, `<<`, `<<-`, `<<<`, `>&`, `<&`, `&>`, `&>>`, `<>`, `>|`. */
  readonly operator: string;
  /** The file descriptor that is written before it. */
  readonly descriptor?: number;
  readonly target: Span;
  /** The lines of a here-document. */
  document?: Span & { readonly quoted: boolean; readonly tabs: boolean };
}

export interface Assignment {
  readonly name: string;
  readonly append: boolean;
  readonly value: Span;
  /** The elements of `NAME=(…)`. */
  readonly elements?: readonly Span[];
}

export interface SimpleNode extends Span {
  readonly kind: 'simple';
  readonly assignments: readonly Assignment[];
  /** Words; `elements` when the word is an array assignment given to `declare` and its like. */
  readonly words: readonly (Span & { readonly elements?: readonly Span[] })[];
  readonly redirections: readonly Redirection[];
}

export type Node =
  | SimpleNode
  | (Span & {
      readonly kind: 'pipeline';
      readonly nodes: readonly Node[];
      readonly negated: boolean;
    })
  | (Span & { readonly kind: 'list'; readonly items: readonly ListItem[] })
  | (Span & {
      readonly kind: 'if';
      readonly branches: readonly { readonly condition: Node; readonly body: Node }[];
      readonly otherwise?: Node;
    })
  | (Span & {
      readonly kind: 'for';
      readonly name: string;
      /** Absent: over the positional parameters. */
      readonly words?: readonly Span[];
      /** `for ((…))`. */
      readonly counting: boolean;
      readonly body: Node;
      readonly redirections: readonly Redirection[];
    })
  | (Span & {
      readonly kind: 'while';
      readonly until: boolean;
      readonly condition: Node;
      readonly body: Node;
      readonly redirections: readonly Redirection[];
    })
  | (Span & {
      readonly kind: 'case';
      readonly word: Span;
      readonly arms: readonly { readonly patterns: readonly Span[]; readonly body: Node }[];
    })
  | (Span & { readonly kind: 'function'; readonly name: string; readonly body: Node })
  | (Span & {
      readonly kind: 'group';
      readonly subshell: boolean;
      readonly body: Node;
      readonly redirections: readonly Redirection[];
    });

export interface ListItem {
  readonly node: Node;
  /** What stands behind it. */
  readonly operator: ';' | '&&' | '||' | '&';
}
