/** The syntax tree of HCL2, as Terraform, OpenTofu and Nomad use it. Offsets count UTF-16 units. */
export interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** What stands between a pair of braces, or in the whole file. */
export interface Body extends Span {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

/** `name = value` */
export interface Attribute extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
}

/** `type "label" { … }` */
export interface Block extends Span {
  readonly type: string;
  readonly typeSpan: Span;
  readonly labels: readonly Label[];
  readonly body: Body;
}

export interface Label extends Span {
  readonly text: string;
}

export type Expression =
  | Literal
  | Template
  | Name
  | GetAttribute
  | GetIndex
  | Splat
  | Call
  | Conditional
  | Binary
  | Unary
  | Tuple
  | ObjectExpression
  | ForExpression;

/** A number, `true`, `false`, `null`, or a string without any interpolation. */
export interface Literal extends Span {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

/** A quoted string or heredoc with interpolations or directives. */
export interface Template extends Span {
  readonly kind: 'template';
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart = TemplateText | TemplateValue | TemplateIf | TemplateFor;

export interface TemplateText extends Span {
  readonly kind: 'text';
  readonly text: string;
}

/** `${ … }` */
export interface TemplateValue extends Span {
  readonly kind: 'value';
  readonly value: Expression;
}

/** `%{ if … }…%{ else }…%{ endif }` */
export interface TemplateIf extends Span {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: readonly TemplatePart[];
  readonly otherwise: readonly TemplatePart[];
}

/** `%{ for k, v in … }…%{ endfor }` */
export interface TemplateFor extends Span {
  readonly kind: 'for';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  readonly body: readonly TemplatePart[];
}

/** The first name of a traversal: `var` in `var.cidrs`. */
export interface Name extends Span {
  readonly kind: 'name';
  readonly name: string;
}

export interface GetAttribute extends Span {
  readonly kind: 'attribute';
  readonly object: Expression;
  readonly name: string;
}

export interface GetIndex extends Span {
  readonly kind: 'index';
  readonly object: Expression;
  readonly key: Expression;
}

/** `object.*.a.b` or `object[*].a[0]`: the steps are taken on every element. */
export interface Splat extends Span {
  readonly kind: 'splat';
  readonly object: Expression;
  readonly steps: readonly SplatStep[];
}

export type SplatStep =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly key: Expression }
  /** `[*]` after `[*]`: the steps are taken from every item of every item. */
  | { readonly kind: 'splat'; readonly steps: readonly SplatStep[] };

export interface Call extends Span {
  readonly kind: 'call';
  /** With its namespace: `provider::aws::arn_parse`. */
  readonly name: string;
  readonly args: readonly Expression[];
  /** The last argument is followed by `...`. */
  readonly expandLast: boolean;
}

export interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export type BinaryOperator =
  '||' | '&&' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export interface Tuple extends Span {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

export interface ObjectExpression extends Span {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
}

export interface ObjectItem {
  /** A bare name is a literal key already. */
  readonly key: Expression;
  readonly value: Expression;
}

export interface ForExpression extends Span {
  readonly kind: 'for';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  /** Present in `{for …}`, absent in `[for …]`. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  /** `...`: values of equal keys are gathered into lists. */
  readonly group: boolean;
  readonly condition: Expression | undefined;
}
