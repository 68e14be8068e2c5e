import type { Location } from '../../files/source.js';
import { isNull, type Data, type Entry } from '../../syntax/data.js';
import type { Binary, Expression, ForExpression, SplatStep } from '../../syntax/hcl/index.js';
import { access, index } from './access.js';
import { sizeOf, tooMuch } from './budget.js';
import { call } from './calls.js';
import { withoutReference } from './functions/call.js';
import { iterate, withNames } from './iteration.js';
import { arithmetic, equality } from './operators.js';
import { place, type Scope } from './scope.js';
import { template } from './template.js';
import {
  derived,
  elements,
  entryOf,
  failure,
  findUnknown,
  identity,
  list,
  mapping,
  MOST_ITEMS,
  oneOf,
  PARTIAL,
  REST,
  scalar,
  toBoolean,
  toNumber,
  toText,
  unknown,
  via,
  withoutAlternatives,
} from './values.js';

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

function compute(expression: Expression, scope: Scope): Data {
  const where = place(scope, expression);
  switch (expression.kind) {
    case 'literal':
      return scalar(expression.value, where);
    case 'template':
      return template(expression.parts, scope, where, evaluate);
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
      return call(expression, scope, where, evaluate);
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
