import type { Primitive } from '../data.js';

/** An expression; offsets are in the source that was parsed. */
export type Expression = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'literal'; readonly value: Primitive; readonly float?: true }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly object: Expression; readonly index: Expression }
  | {
      readonly kind: 'slice';
      readonly object: Expression;
      readonly from?: Expression;
      readonly to?: Expression;
      readonly step?: Expression;
    }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: Arguments }
  | {
      readonly kind: 'filter';
      readonly input: Expression;
      readonly name: string;
      readonly args: Arguments;
    }
  | {
      readonly kind: 'test';
      readonly input: Expression;
      readonly name: string;
      readonly args: Arguments;
      readonly negated: boolean;
    }
  | { readonly kind: 'unary'; readonly operator: '-' | '+' | 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'compare';
      readonly first: Expression;
      readonly rest: readonly { readonly operator: Comparison; readonly operand: Expression }[];
    }
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise?: Expression;
    }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | {
      readonly kind: 'dict';
      readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
    }
);

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '~' | 'and' | 'or';
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';

export interface Arguments {
  readonly positional: readonly Expression[];
  readonly named: readonly { readonly name: string; readonly value: Expression }[];
  /** `*args` or `**kwargs` was used, so that the arguments are not all known. */
  readonly spread?: true;
}

/** A part of a template. */
export type TemplateNode = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly condition: Expression; readonly body: Template }[];
      readonly otherwise: Template;
    }
  | {
      readonly kind: 'for';
      readonly targets: readonly string[];
      readonly over: Expression;
      readonly only?: Expression;
      readonly body: Template;
      readonly otherwise: Template;
    }
  | { readonly kind: 'set'; readonly targets: readonly SetTarget[]; readonly value: Expression }
  | { readonly kind: 'set-block'; readonly target: SetTarget; readonly body: Template }
  | {
      readonly kind: 'macro';
      readonly name: string;
      readonly parameters: readonly { readonly name: string; readonly default?: Expression }[];
      readonly body: Template;
    }
  | { readonly kind: 'filter-block'; readonly filter: Expression; readonly body: Template }
  | { readonly kind: 'scope'; readonly values: readonly SetValue[]; readonly body: Template }
  | { readonly kind: 'do'; readonly value: Expression }
  | { readonly kind: 'break' | 'continue' }
  /** A statement that is not evaluated; the reason says which. */
  | { readonly kind: 'opaque'; readonly reason: string }
);

export type Template = readonly TemplateNode[];

/** `name` or `namespace.attribute`. */
export interface SetTarget {
  readonly name: string;
  readonly attribute?: string;
}

export interface SetValue {
  readonly name: string;
  readonly value: Expression;
}
