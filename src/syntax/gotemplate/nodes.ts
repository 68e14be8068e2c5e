/** The parts of a Go template (text/template), with UTF-16 offsets in the source. */
export type Node =
  | TextNode
  | ActionNode
  | BranchNode
  | TemplateNode
  | { readonly type: 'break' | 'continue'; readonly start: number; readonly end: number };

export interface TextNode {
  readonly type: 'text';
  readonly start: number;
  readonly end: number;
}

export interface ActionNode {
  readonly type: 'action';
  /** `undefined` when the action could not be parsed. */
  readonly pipeline: Pipeline | undefined;
  readonly start: number;
  readonly end: number;
}

export interface BranchNode {
  readonly type: 'if' | 'with' | 'range';
  readonly pipeline: Pipeline | undefined;
  readonly body: readonly Node[];
  readonly otherwise: readonly Node[];
  readonly start: number;
  readonly end: number;
}

export interface TemplateNode {
  readonly type: 'template';
  readonly name: string;
  readonly pipeline: Pipeline | undefined;
  readonly start: number;
  readonly end: number;
}

/** Commands joined by `|`, with the variables they are assigned to. */
export interface Pipeline {
  readonly variables: readonly string[];
  /** `:=` declares, `=` assigns. */
  readonly declares: boolean;
  readonly commands: readonly (readonly Operand[])[];
}

export type Operand =
  | { readonly type: 'dot' }
  | { readonly type: 'nil' }
  | {
      readonly type: 'literal';
      readonly value: string | number | boolean;
      /** A number with a fraction, though it may be `3.0`. */
      readonly isFloat?: boolean;
    }
  /** `.a.b` of the dot, `$x.a.b` of a variable. */
  | { readonly type: 'field'; readonly path: readonly string[] }
  | { readonly type: 'variable'; readonly name: string; readonly path: readonly string[] }
  | { readonly type: 'identifier'; readonly name: string }
  | {
      readonly type: 'group';
      readonly pipeline: Pipeline;
      readonly path: readonly string[];
    };

/** A parsed template file: what it prints, and the named templates it defines. */
export interface ParsedTemplate {
  readonly body: readonly Node[];
  readonly defines: ReadonlyMap<string, readonly Node[]>;
  /** What was wrong, with offsets; the rest is there all the same. */
  readonly errors: readonly {
    readonly start: number;
    readonly end: number;
    readonly message: string;
  }[];
}
