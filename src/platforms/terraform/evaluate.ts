import { append } from '../../append.js';
import type { Location, SourceFile } from '../../files/source.js';
import { entry as entryNamed, isNull, type Data, type Entry } from '../../syntax/data.js';
import {
  parseHclTemplate,
  type Binary,
  type Expression,
  type ForExpression,
  type Span,
  type SplatStep,
  type TemplatePart,
} from '../../syntax/hcl/index.js';
import { FUNCTIONS, type CallContext } from './functions/index.js';
import { withoutReference } from './functions/call.js';
import { isSet } from './convert.js';
import {
  ERROR,
  LONGEST_TEXT,
  MOST_ITEMS,
  PARTIAL,
  REST,
  derived,
  elements,
  entryOf,
  failure,
  findUnknown,
  identity,
  list,
  mapping,
  oneOf,
  partOf,
  scalar,
  toBoolean,
  toNumber,
  toText,
  UNKNOWN_TEXT,
  unknown,
  via,
  withOrigin,
  withoutAlternatives,
} from './values.js';

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

/** Bounds the work that one evaluation of a hostile configuration can ask for. */
export class Budget {
  depth = 0;
  private exhausted = false;

  constructor(
    private steps = 2_000_000,
    private readonly deepest = 700,
  ) {}

  /** Whether one more step may be taken. */
  step(): boolean {
    if (this.steps-- > 0) return true;
    this.exhausted = true;
    return false;
  }

  /** Whether work of that many steps may be done. */
  spend(steps: number): boolean {
    this.steps -= steps;
    if (this.steps >= 0) return true;
    this.exhausted = true;
    return false;
  }

  get isExhausted(): boolean {
    return this.exhausted;
  }

  get isTooDeep(): boolean {
    return this.depth > this.deepest;
  }
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

export function place(scope: Scope, span: Span): Location {
  return scope.file.location(span.start, span.end, scope.address);
}

export function withValues(scope: Scope, values: Iterable<readonly [string, Data]>): Scope {
  return { ...scope, values: new Map([...scope.values, ...values]) };
}

/** What an expression comes to. Never throws; what cannot be known is unknown, with the reason. */
export function evaluate(expression: Expression, scope: Scope): Data {
  const { budget } = scope.names;
  if (!budget.step()) {
    return tooMuch(place(scope, expression));
  }
  if (budget.isTooDeep) {
    return unknown('the chain of references is too long to be followed', place(scope, expression));
  }
  budget.depth++;
  try {
    return compute(expression, scope);
  } finally {
    budget.depth--;
  }
}

function tooMuch(where: Location): Data {
  return unknown('the configuration asks for too much work to be evaluated', where);
}

/** How many values there are in a value, counted up to a bound. */
function sizeOf(data: Data, bound = { left: 50_000 }): number {
  if (--bound.left < 0) return 0;
  if (data.type === 'list') {
    return data.items.reduce((sum, item) => sum + sizeOf(item, bound), 1);
  }
  if (data.type === 'map') {
    return data.entries.reduce((sum, each) => sum + sizeOf(each.value, bound), 1);
  }
  return data.type === 'scalar' && typeof data.value === 'string'
    ? 1 + (data.value.length >> 6)
    : 1;
}

function compute(expression: Expression, scope: Scope): Data {
  const where = place(scope, expression);
  switch (expression.kind) {
    case 'literal':
      return scalar(expression.value, where);
    case 'template':
      return template(expression.parts, scope, where);
    case 'tuple':
      return list(
        expression.items.map((item) => evaluate(item, scope)),
        where,
      );
    case 'object':
      return object(expression.items, scope, where);
    case 'name': {
      const value = scope.values.get(expression.name);
      if (value !== undefined) return via(value, where);
      return failure(`\`${expression.name.slice(0, 60)}\` is not declared`, where);
    }
    case 'attribute':
      return attribute(expression, scope, where);
    case 'index': {
      const key = evaluate(expression.key, scope);
      return via(index(evaluate(expression.object, scope), key, scope, where), where);
    }
    case 'splat':
      return splat(expression, scope, where);
    case 'call':
      return call(expression, scope, where);
    case 'conditional': {
      const condition = evaluate(expression.condition, scope);
      const known = toBoolean(condition);
      if (known !== undefined) {
        const [chosen, other] = known
          ? [expression.then, expression.otherwise]
          : [expression.otherwise, expression.then];
        return likeOther(evaluate(chosen, scope), other);
      }
      if (condition.type !== 'unknown')
        return failure('the condition is neither true nor false', where);
      const then = evaluate(expression.then, scope);
      const otherwise = evaluate(expression.otherwise, scope);
      const id = identity(then);
      if (id !== undefined && id === identity(otherwise)) return then;
      const missing = derived(withoutReference({ ...condition, tag: undefined } as Data), where, [
        condition,
      ]);
      return oneOf(missing, [then, otherwise]);
    }
    case 'binary':
      return binary(expression, scope, where);
    case 'unary': {
      const operand = evaluate(expression.operand, scope);
      if (operand.type === 'unknown') return withoutReference(operand);
      const number = toNumber(operand);
      const boolean = toBoolean(operand);
      if (expression.operator === '-' && number !== undefined) {
        return derived(scalar(0 - number, where), where, [operand]);
      }
      if (expression.operator === '!' && boolean !== undefined) {
        return derived(scalar(!boolean, where), where, [operand]);
      }
      return failure(`"${expression.operator}" does not fit its operand`, where);
    }
    case 'for':
      return loop(expression, scope, where);
  }
}

/** Both results of a condition have one type: beside a text, numbers and booleans become texts. */
function likeOther(data: Data, other: Expression): Data {
  if (other.kind !== 'literal' || typeof other.value !== 'string') return data;
  const value = toText(data);
  return data.type === 'scalar' && value !== undefined ? { ...data, value } : data;
}

/** `object.name`, where the object may be one of the names that lead out of the scope. */
function attribute(
  expression: Expression & { kind: 'attribute' },
  scope: Scope,
  where: Location,
): Data {
  const { object: inner, name } = expression;
  const { names } = scope;
  if (inner.kind === 'name' && !scope.values.has(inner.name)) {
    switch (inner.name) {
      case 'var':
        return via(names.variable(name, where), where);
      case 'local':
        return via(names.local(name, where), where);
      case 'module':
        return via(names.call(name, where), where);
      case 'path':
        return names.path(name, where);
      case 'data':
        return failure('a data source is named by type and name', where);
      case 'terraform':
      case 'tofu':
        return unknown(`\`${inner.name}.${name}\` is chosen when Terraform runs`, where);
      case 'each':
      case 'count':
      case 'self':
        return failure(`\`${inner.name}\` has no meaning here`, where);
      default:
        return via(names.resource('managed', inner.name, name, where), where);
    }
  }
  if (
    inner.kind === 'attribute' &&
    inner.object.kind === 'name' &&
    inner.object.name === 'data' &&
    !scope.values.has('data')
  ) {
    return via(names.resource('data', inner.name, name, where), where);
  }
  return via(access(evaluate(inner, scope), name, scope, where), where);
}

function access(data: Data, name: string, scope: Scope, where: Location): Data {
  switch (data.type) {
    case 'map': {
      const found = entryNamed(data, name);
      if (found !== undefined) return partOf(data, found.value);
      if (data.tag === PARTIAL) return unknown('some entries of the map are not known', where);
      return failure(`there is no attribute "${name.slice(0, 60)}"`, where);
    }
    case 'unknown':
      if (data.reference !== undefined) return scope.names.attribute(data.reference, name, where);
      return withoutAlternatives(data);
    case 'list': {
      // Terraform 0.11 took the first of a counted resource that was named without an index.
      const only = data.items.length === 1 ? elements(data)[0]! : undefined;
      if (only?.type === 'unknown' && only.reference !== undefined) {
        return scope.names.attribute(only.reference, name, where);
      }
      return failure('a list has no attributes', where);
    }
    default:
      return failure(`there is no attribute "${name.slice(0, 60)}"`, where);
  }
}

function index(data: Data, key: Data, scope: Scope, where: Location): Data {
  if (data.type === 'unknown') {
    if (data.reference === undefined) return withoutAlternatives(data);
    const name = toText(key);
    if (key.type === 'scalar' && typeof key.value === 'string' && name !== undefined) {
      return scope.names.attribute(data.reference, name, where);
    }
    const shown = key.type === 'scalar' ? String(key.value) : '?';
    return unknown(data.reason, data.where, `${data.reference}[${shown}]`);
  }
  if (key.type === 'unknown') {
    const all = data.type === 'list' || data.type === 'map' ? elements(data) : [];
    const ids = new Set(all.map((item) => identity(item)));
    if (all.length > 0 && ids.size === 1 && !ids.has(undefined)) return all[0]!;
    return withoutReference(key);
  }
  if (data.type === 'map') {
    const name = toText(key);
    return name === undefined
      ? failure('the key of a map is a string', where)
      : access(data, name, scope, where);
  }
  if (data.type === 'list') {
    // Looking for an unknown rest goes through the whole list.
    if (!scope.names.budget.spend(data.items.length >> 4)) return tooMuch(where);
    const position = toNumber(key);
    const rest = data.items.findIndex((item) => item.tag === REST);
    if (rest >= 0 && (position === undefined || position >= rest)) {
      return withoutAlternatives({ ...partOf(data, data.items[rest]!), tag: undefined } as Data);
    }
    const found = position === undefined ? undefined : data.items[position];
    return found === undefined
      ? failure('the list has no item of that number', where)
      : partOf(data, found);
  }
  return failure('only lists and maps have items', where);
}

function splat(expression: Expression & { kind: 'splat' }, scope: Scope, where: Location): Data {
  return everyItem(evaluate(expression.object, scope), expression.steps, scope, where);
}

/** What the steps of `[*]` lead to from every item; a single value is a list of itself. */
function everyItem(source: Data, steps: readonly SplatStep[], scope: Scope, where: Location): Data {
  if (isNull(source)) return list([], where);
  if (source.type === 'unknown' && source.reference === undefined) {
    return withoutAlternatives(source);
  }
  const all = source.type === 'list' ? elements(source) : [source];
  if (!scope.names.budget.spend(all.length)) return tooMuch(where);
  const results = all.map((item) => {
    let here = item;
    for (const step of steps) {
      here =
        step.kind === 'attribute'
          ? access(here, step.name, scope, where)
          : step.kind === 'index'
            ? index(here, evaluate(step.key, scope), scope, where)
            : everyItem(here, step.steps, scope, where);
    }
    if (item.tag === REST && here.type === 'unknown') here = { ...here, tag: REST };
    return via(here, where);
  });
  return list(results, where);
}

function object(
  items: readonly { readonly key: Expression; readonly value: Expression }[],
  scope: Scope,
  where: Location,
): Data {
  const entries = new Map<string, Entry>();
  let partial = false;
  for (const item of items) {
    const key = evaluate(item.key, scope);
    const name = toText(key);
    const value = evaluate(item.value, scope);
    if (name === undefined) {
      partial = true;
      continue;
    }
    const valueWhere = place(scope, item.value);
    entries.set(name, { key: name, keyWhere: place(scope, item.key), valueWhere, value });
  }
  return mapping([...entries.values()], where, partial ? PARTIAL : undefined);
}

function template(parts: readonly TemplatePart[], scope: Scope, where: Location): Data {
  const only = parts[0];
  if (parts.length === 1 && only?.kind === 'value') return via(evaluate(only.value, scope), where);
  const rendering: Rendering = { text: '', inputs: [], missing: undefined };
  render(parts, scope, rendering);
  const { text, inputs, missing } = rendering;
  if (missing !== undefined) return withOrigin(missing, { partial: { text, where } });
  return derived(scalar(text, where), where, inputs);
}

/** A template as it is put together. */
interface Rendering {
  text: string;
  /** What was put in. */
  readonly inputs: Data[];
  /** The first piece that is not known; the text has a stand-in for it. */
  missing: Data | undefined;
}

function render(parts: readonly TemplatePart[], scope: Scope, into: Rendering): void {
  const lack = (piece: Data): void => {
    into.missing ??= piece;
    into.text += UNKNOWN_TEXT;
  };
  for (const part of parts) {
    if (into.text.length > LONGEST_TEXT || !scope.names.budget.step()) {
      into.missing ??= unknown('the text is too long to be evaluated', place(scope, part));
      return;
    }
    switch (part.kind) {
      case 'text':
        into.text += part.text;
        break;
      case 'value': {
        const value = evaluate(part.value, scope);
        into.inputs.push(value);
        const piece = toText(value);
        if (piece !== undefined) into.text += piece;
        else if (value.type === 'unknown') {
          lack(derived(withoutReference(value), place(scope, part), [value]));
        } else lack(failure('only a single value can be put into a text', place(scope, part)));
        break;
      }
      case 'if': {
        const condition = evaluate(part.condition, scope);
        const known = toBoolean(condition);
        if (known !== undefined) render(known ? part.then : part.otherwise, scope, into);
        else if (condition.type === 'unknown') lack(withoutReference(condition));
        else lack(failure('the condition is neither true nor false', place(scope, part)));
        break;
      }
      case 'for': {
        const steps = iterate(evaluate(part.collection, scope), place(scope, part));
        if (!Array.isArray(steps)) {
          lack(steps);
          break;
        }
        for (const { key, value } of steps) {
          if (into.text.length > LONGEST_TEXT) break;
          render(part.body, withNames(scope, part, key, value), into);
        }
      }
    }
  }
}

interface Step {
  readonly key: Data;
  readonly value: Data;
}

/** The steps a for expression takes; the unknown where they cannot be told. */
function iterate(data: Data, where: Location): Step[] | Data {
  if (data.type === 'unknown') return withoutReference(data);
  if (data.type === 'list') {
    const set = isSet(data);
    return elements(data).map((value, position) => ({
      key: set ? value : scalar(position, value.where),
      value,
    }));
  }
  if (data.type === 'map') {
    const names = [...new Set(data.entries.map((each) => each.key))].sort();
    const steps: Step[] = names.map((name) => {
      const found = entryNamed(data, name)!;
      return { key: scalar(name, found.keyWhere, data.through), value: partOf(data, found.value) };
    });
    if (data.tag === PARTIAL) {
      const missing = unknown('some entries of the map are not known', data.where);
      steps.push({ key: missing, value: { ...missing, tag: REST } });
    }
    return steps;
  }
  return failure('only lists, sets and maps can be walked through', where);
}

function withNames(
  scope: Scope,
  names: { readonly keyName: string | undefined; readonly valueName: string },
  key: Data,
  value: Data,
): Scope {
  const values: [string, Data][] = [[names.valueName, value]];
  if (names.keyName !== undefined) values.push([names.keyName, key]);
  return withValues(scope, values);
}

function loop(expression: ForExpression, scope: Scope, where: Location): Data {
  const source = evaluate(expression.collection, scope);
  const steps = iterate(source, where);
  if (!Array.isArray(steps)) return steps;
  const items: Data[] = [];
  const groups = new Map<string, { keyWhere: Location; values: Data[] }>();
  let partial = false;
  for (const { key, value } of steps) {
    if (items.length > MOST_ITEMS) return unknown('the result is too long to be evaluated', where);
    const inner = withNames(scope, expression, key, value);
    let uncertain: Data | undefined;
    if (expression.condition !== undefined) {
      const condition = evaluate(expression.condition, inner);
      if (condition.type === 'unknown') uncertain = withoutReference(condition);
      else if (toBoolean(condition) !== true) continue;
    }
    const result: Data =
      uncertain === undefined ? evaluate(expression.value, inner) : { ...uncertain, tag: REST };
    if (expression.key === undefined) {
      items.push(
        value.tag === REST && result.type === 'unknown' ? { ...result, tag: REST } : result,
      );
      continue;
    }
    const name = evaluate(expression.key, inner);
    const text = toText(name);
    if (text === undefined || uncertain !== undefined) {
      partial = true;
      continue;
    }
    const group = groups.get(text);
    if (group !== undefined && expression.group) group.values.push(result);
    else if (group !== undefined) return failure('two items of the map have one key', where);
    else groups.set(text, { keyWhere: name.where, values: [result] });
  }
  if (expression.key === undefined) return list(items, where);
  const entries = [...groups].map(([name, group]) => {
    const value = expression.group ? list(group.values, where) : group.values[0]!;
    return entryOf(name, value, group.keyWhere);
  });
  return mapping(entries, where, partial ? PARTIAL : undefined);
}

function binary(expression: Binary, scope: Scope, where: Location): Data {
  const { operator } = expression;
  const left = evaluate(expression.left, scope);
  if (operator === '&&' || operator === '||') {
    const decisive = operator === '||';
    if (toBoolean(left) === decisive) return derived(scalar(decisive, where), where, [left]);
    const right = evaluate(expression.right, scope);
    if (toBoolean(right) === decisive) return derived(scalar(decisive, where), where, [right]);
    const missing = findUnknown([left, right]);
    if (missing !== undefined) return withoutReference(missing);
    if (toBoolean(left) === undefined || toBoolean(right) === undefined) {
      return failure(`"${operator}" needs true or false on both sides`, where);
    }
    return derived(scalar(!decisive, where), where, [left, right]);
  }
  const right = evaluate(expression.right, scope);
  if (!scope.names.budget.spend(sizeOf(left) + sizeOf(right) - 2)) return tooMuch(where);
  if (operator === '==' || operator === '!=') {
    const same = equality(left, right);
    if (typeof same !== 'boolean') return same;
    return derived(scalar(operator === '==' ? same : !same, where), where, [left, right]);
  }
  const missing = findUnknown([left, right]);
  if (missing !== undefined) return withoutReference(missing);
  const a = toNumber(left);
  const b = toNumber(right);
  const result = a === undefined || b === undefined ? undefined : arithmetic(operator, a, b);
  if (result === undefined) return failure(`"${operator}" does not fit its operands`, where);
  return derived(scalar(result, where), where, [left, right]);
}

function equality(left: Data, right: Data): boolean | Data {
  const a = identity(left);
  const b = identity(right);
  if (a !== undefined && a === b) return true;
  const missing = findUnknown([left, right]);
  if (missing !== undefined) return withoutReference(missing);
  return false;
}

function arithmetic(operator: string, a: number, b: number): number | boolean | undefined {
  switch (operator) {
    case '+':
      return decimal(a + b);
    case '-':
      return decimal(a - b);
    case '*':
      return decimal(a * b);
    case '/':
      return b === 0 ? undefined : a / b;
    case '%':
      return b === 0 ? undefined : a % b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    default:
      return undefined;
  }
}

/** Terraform reckons with many more digits: 0.1 + 0.2 is 0.3. */
function decimal(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

/** Whether Terraform would stop at this value, so that `try` goes on to its next argument. */
function isError(data: Data, depth = 0): boolean {
  if (data.type === 'unknown') return data.tag === ERROR;
  if (depth > 3) return false;
  if (data.type === 'list') return data.items.some((item) => isError(item, depth + 1));
  if (data.type === 'map') return data.entries.some((each) => isError(each.value, depth + 1));
  return false;
}

/** Functions whose result has the items of their arguments and no others. */
const KEEPING_ITEMS: ReadonlySet<string> = new Set([
  'concat',
  'distinct',
  'flatten',
  'nonsensitive',
  'sensitive',
  'tolist',
  'toset',
]);

function call(expression: Expression & { kind: 'call' }, scope: Scope, where: Location): Data {
  const name = expression.name.replace(/^core::/, '');
  if (name === 'try') {
    for (const arg of expression.args) {
      const value = evaluate(arg, scope);
      if (!isError(value)) return value;
    }
    return failure('every argument of `try()` fails', where);
  }
  if (name === 'can') {
    const arg = expression.args[0];
    const value =
      arg === undefined ? failure('`can()` needs an argument', where) : evaluate(arg, scope);
    if (isError(value)) return scalar(false, where);
    const missing = findUnknown([value]);
    // A reference to something that Terraform will create can be evaluated.
    return missing === undefined || missing.reference !== undefined
      ? scalar(true, where)
      : withoutReference(missing);
  }
  const run = FUNCTIONS.get(name);
  const args = expression.args.map((arg) => {
    const value = evaluate(arg, scope);
    return KEEPING_ITEMS.has(name) ? value : withoutAlternatives(value);
  });
  if (expression.expandLast && args.length > 0) {
    const last = args.pop()!;
    if (last.type === 'unknown') return withoutReference(last);
    if (last.type !== 'list') return failure('only a list can be expanded with "..."', where);
    if (last.items.length > MOST_ITEMS)
      return unknown('the list is too long to be evaluated', where);
    append(args, elements(last));
  }
  if (run === undefined) {
    const own = scope.names.ownFunction?.(name, args, where);
    if (own !== undefined) return own;
    return derived(
      unknown(`the function \`${name.slice(0, 60)}()\` is not evaluated`, where),
      where,
      args,
    );
  }
  if (!scope.names.budget.spend(args.reduce((sum, arg) => sum + sizeOf(arg), 0))) {
    return tooMuch(where);
  }
  const context: CallContext = {
    name,
    where,
    readFile: (path) => scope.names.readFile(path),
    listFiles: (folder) => scope.names.listFiles(folder),
    renderTemplate: (file, variables) => renderFile(file, variables, scope, where),
  };
  return run(args, context);
}

/** A template file with the given variables and no others. */
export function renderFile(file: SourceFile, variables: Data, scope: Scope, where: Location): Data {
  if (variables.type === 'unknown') return withoutReference(variables);
  const { expression, errors } = parseHclTemplate(file.text);
  if (expression === undefined || errors.length > 0) {
    return failure(`the template ${file.path} cannot be read`, where);
  }
  const values: [string, Data][] =
    variables.type === 'map'
      ? variables.entries.map((each) => [each.key, partOf(variables, each.value)])
      : [];
  const inner: Scope = { ...scope, file, values: new Map(values) };
  return evaluate(expression, inner);
}
