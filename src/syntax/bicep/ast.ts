/** Expressions of Bicep, which are those of ARM templates as well. Offsets are UTF-16, end exclusive. */
export type Expression = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'text'; readonly parts: readonly (string | Expression)[] }
  | { readonly kind: 'literal'; readonly value: number | boolean | null }
  | { readonly kind: 'array'; readonly items: readonly Expression[] }
  | ObjectLiteral
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'call';
      readonly name: string;
      /** What stands before the dot: a namespace or a resource. */
      readonly of?: Expression;
      readonly args: readonly Expression[];
    }
  | { readonly kind: 'member'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly index: Expression }
  | { readonly kind: 'unary'; readonly operator: string; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'choice';
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | {
      readonly kind: 'for';
      readonly item: string;
      readonly index?: string;
      readonly of: Expression;
      readonly body: Expression;
    }
  | { readonly kind: 'if'; readonly test: Expression; readonly body: Expression }
  | { readonly kind: 'lambda'; readonly names: readonly string[]; readonly body: Expression }
  /** Where something was expected that could not be read. */
  | { readonly kind: 'missing' }
);

export interface ObjectLiteral {
  readonly kind: 'object';
  readonly properties: readonly Property[];
  /** Resources that are declared inside the object of another one. */
  readonly resources: readonly ResourceStatement[];
}

export interface Property {
  /** A plain key, or an expression for a text with interpolations. */
  readonly key: string | Expression;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: Expression;
}

interface Declared {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly decorators: readonly Expression[];
}

export interface ParamStatement extends Declared {
  readonly kind: 'param';
  /** The alternatives of a type that is a union of literals. */
  readonly literals: readonly Expression[];
  readonly value?: Expression;
}

export interface VarStatement extends Declared {
  readonly kind: 'var';
  readonly value: Expression;
}

export interface ResourceStatement extends Declared {
  readonly kind: 'resource';
  /** As written, without the version: `Microsoft.Network/networkSecurityGroups`. */
  readonly type: string;
  readonly isExisting: boolean;
  readonly value: Expression;
}

export interface ModuleStatement extends Declared {
  readonly kind: 'module';
  readonly path: string;
  readonly value: Expression;
}

export interface OutputStatement extends Declared {
  readonly kind: 'output';
  readonly value: Expression;
}

export type Statement =
  ParamStatement | VarStatement | ResourceStatement | ModuleStatement | OutputStatement;

export interface BicepFile {
  readonly statements: readonly Statement[];
  /** The template that a file of parameters is for. */
  readonly using?: string;
  readonly errors: readonly SyntaxProblem[];
}

export interface SyntaxProblem {
  readonly start: number;
  readonly end: number;
  /** One sentence without the file's name. */
  readonly message: string;
}
