import type { Location, SourceFile } from '../../files/source.js';
import type { Data } from '../../syntax/data.js';
import type { Expression, Span } from '../../syntax/hcl/index.js';
import type { Budget } from './budget.js';

/** What a name at the head of a reference stands for; implemented by the module being evaluated. */
export interface Names {
  variable(name: string, where: Location): Data;
  local(name: string, where: Location): Data;
  resource(mode: 'managed' | 'data', type: string, name: string, where: Location): Data;
  call(name: string, where: Location): Data;
  path(name: string, where: Location): Data;
  /** The attribute of something referenced, when the configuration says what it is. */
  attribute(reference: string, name: string, where: Location): Data;
  readFile(path: string): SourceFile | string;
  listFiles(folder: string): readonly string[] | string;
  /** A function beyond Terraform's, where there are some; `undefined` when there is none of that name. */
  ownFunction?(name: string, args: readonly Data[], where: Location): Data | undefined;
  readonly budget: Budget;
}

/** Where an expression stands and what its names mean there. */
export interface Scope {
  readonly file: SourceFile;
  /** Put into every location: the resource, variable or local the expression belongs to. */
  readonly address: string | undefined;
  readonly names: Names;
  /** `each`, `count`, `self`, the names of for expressions, dynamic blocks and template files. */
  readonly values: ReadonlyMap<string, Data>;
}

/** How an expression is evaluated; what the parts of expressions are evaluated with. */
export type Evaluate = (expression: Expression, scope: Scope) => Data;

/** The location of a piece of the text. */
export function place(scope: Scope, span: Span): Location {
  return scope.file.location(span.start, span.end, scope.address);
}

/** The scope with more names in it. */
export function withValues(scope: Scope, values: Iterable<readonly [string, Data]>): Scope {
  return { ...scope, values: new Map([...scope.values, ...values]) };
}
