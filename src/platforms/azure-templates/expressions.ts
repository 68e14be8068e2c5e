import type { Location } from '../../files/source.js';
import type { Expression } from '../../syntax/bicep/index.js';
import { integerOf, textOf, type Data, type Entry } from '../../syntax/data.js';
import {
  basisOf,
  derived,
  elements,
  list,
  mapping,
  MOST_ITEMS,
  scalar,
  toBoolean,
  unknown,
  via,
  withBasis,
} from '../terraform/values.js';
import { FUNCTIONS } from './functions.js';
import { concatenated, entryIn } from './values.js';

/** What an expression can name: everything is `undefined` that is not known there. */
export interface Context {
  readonly locate: (expression: Expression) => Location;
  readonly name: (name: string, where: Location) => Data | undefined;
  /** Functions that ask about the template itself; the others are tried after it. */
  readonly call: (
    name: string,
    args: readonly Data[],
    where: Location,
    of: { readonly value: Data; readonly name: string | undefined } | undefined,
  ) => Data | undefined;
  readonly budget: { left: number };
}

/** A context with some names more. */
export function withNames(context: Context, names: ReadonlyMap<string, Data>): Context {
  return { ...context, name: (name, where) => names.get(name) ?? context.name(name, where) };
}

/** The value of an expression; what cannot be known says why. */
export function evaluate(expression: Expression, context: Context): Data {
  const where = context.locate(expression);
  if (--context.budget.left < 0) return unknown('the template asks for too much work', where);
  const value = (each: Expression): Data => evaluate(each, context);
  switch (expression.kind) {
    case 'literal':
      return scalar(expression.value, where);
    case 'text':
      return concatenated(
        expression.parts.map((part) =>
          typeof part === 'string' ? scalar(part, where) : value(part),
        ),
        where,
      );
    case 'array':
      return list(
        expression.items.map((item) => value(item)),
        where,
      );
    case 'object': {
      const entries = expression.properties.flatMap((each): Entry[] => {
        const key = typeof each.key === 'string' ? each.key : textOf(value(each.key));
        if (key === undefined) return [];
        const keyWhere = context.locate({
          kind: 'missing',
          start: each.keyStart,
          end: each.keyEnd,
        });
        return [
          { key, keyWhere, valueWhere: context.locate(each.value), value: value(each.value) },
        ];
      });
      return mapping(entries, where);
    }
    case 'name': {
      const found = context.name(expression.name, where);
      if (found === undefined) {
        return unknown(`\`${expression.name.slice(0, 60)}\` is not declared`, where);
      }
      return via(found, where);
    }
    case 'member':
      return member(value(expression.of), expression.name, where);
    case 'index':
      return indexed(value(expression.of), value(expression.index), where);
    case 'unary':
      return call(expression.operator === '!' ? 'not' : 'negate', [expression.of], where, context);
    case 'binary':
      return call(expression.operator, [expression.left, expression.right], where, context);
    case 'choice':
      return call('if', [expression.test, expression.yes, expression.no], where, context);
    case 'call': {
      const { of: before } = expression;
      const of =
        before === undefined
          ? undefined
          : { value: value(before), name: before.kind === 'name' ? before.name : undefined };
      return call(expression.name, expression.args, where, context, of);
    }
    case 'for':
      return loop(expression, where, context);
    case 'if':
      return value(expression.body);
    case 'lambda':
      return unknown('a function is no value', where);
    case 'missing':
      return unknown('there is no value', where);
  }
}

function call(
  name: string,
  args: readonly Expression[],
  where: Location,
  context: Context,
  of?: Parameters<Context['call']>[3],
): Data {
  const lower = name.toLowerCase();
  if (lower === 'if') {
    const [test, yes, no] = args;
    if (test === undefined || yes === undefined || no === undefined)
      return unknown('`if` needs three values', where);
    const truth = evaluate(test, context);
    const known = toBoolean(truth);
    if (known !== undefined) return evaluate(known ? yes : no, context);
    const both = [evaluate(yes, context), evaluate(no, context)];
    const [first, second] = both.map(textOf);
    if (first !== undefined && first === second) return both[0]!;
    return unknown(truth.type === 'unknown' ? truth.reason : 'a condition is not known', where);
  }
  const lambda = args[1];
  if ((lower === 'map' || lower === 'filter') && lambda?.kind === 'lambda') {
    return mapped(lower, evaluate(args[0]!, context), lambda, where, context);
  }
  const values = args.map((each) => evaluate(each, context));
  const own = context.call(lower, values, where, of);
  if (own !== undefined) return own;
  const known = Object.hasOwn(FUNCTIONS, lower) ? FUNCTIONS[lower]!(values, where) : undefined;
  if (known !== undefined) return derived(known, where, values);
  const missing = values.find((each) => each.type === 'unknown');
  const reason =
    missing?.type === 'unknown'
      ? missing.reason
      : `\`${name.slice(0, 60)}()\` is known only when it is deployed`;
  return unknown(reason, where);
}

function mapped(
  kind: 'map' | 'filter',
  items: Data,
  lambda: Expression & { kind: 'lambda' },
  where: Location,
  context: Context,
): Data {
  if (items.type !== 'list')
    return items.type === 'unknown' ? items : unknown('it is no list', where);
  const kept = elements(items).flatMap((item, index): Data[] => {
    const names = new Map<string, Data>();
    if (lambda.names[0] !== undefined) names.set(lambda.names[0], item);
    if (lambda.names[1] !== undefined) names.set(lambda.names[1], scalar(index, where));
    const value = evaluate(lambda.body, withNames(context, names));
    if (kind === 'map') return [value];
    return toBoolean(value) === false ? [] : [item];
  });
  return list(kept, where);
}

function loop(expression: Expression & { kind: 'for' }, where: Location, context: Context): Data {
  const of = evaluate(expression.of, context);
  if (of.type === 'unknown') return of;
  if (of.type !== 'list') return unknown('what is repeated is no list', where);
  const items = elements(of).slice(0, MOST_ITEMS);
  const values = items.flatMap((item, index): Data[] => {
    const scope = loopScope(expression, item, index, where, context);
    if (expression.body.kind === 'if') {
      if (toBoolean(evaluate(expression.body.test, scope)) === false) return [];
      return [evaluate(expression.body.body, scope)];
    }
    return [evaluate(expression.body, scope)];
  });
  return list(values, where);
}

/** The context of one turn of a loop. */
export function loopScope(
  loopOf: { readonly item: string; readonly index?: string },
  item: Data,
  index: number,
  where: Location,
  context: Context,
): Context {
  const names = new Map<string, Data>([[loopOf.item, item]]);
  if (loopOf.index !== undefined) names.set(loopOf.index, scalar(index, where));
  return withNames(context, names);
}

/** `value.name`; of what is only known when it is deployed, a reference to that. */
export function member(of: Data, name: string, where: Location): Data {
  if (of.type === 'map') {
    const found = entryIn(of, name);
    if (found !== undefined) return via(found.value, where);
    return unknown(`there is no \`${name.slice(0, 60)}\` in it`, where);
  }
  if (of.type !== 'unknown') return unknown(`there is no \`${name.slice(0, 60)}\` in it`, where);
  const basis = basisOf(of);
  const result: Data = { type: 'unknown', reason: of.reason, where };
  return basis === undefined ? result : withBasis(result, `${basis}.${name}`);
}

function indexed(of: Data, index: Data, where: Location): Data {
  if (of.type === 'list') {
    const number = integerOf(index);
    const item = number === undefined ? undefined : elements(of)[number];
    if (item !== undefined) return via(item, where);
    return unknown(index.type === 'unknown' ? index.reason : 'the list is shorter', where);
  }
  const key = textOf(index);
  return key === undefined
    ? unknown(index.type === 'unknown' ? index.reason : 'the key is not known', where)
    : member(of, key, where);
}
