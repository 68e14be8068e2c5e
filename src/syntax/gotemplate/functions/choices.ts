import { type Location } from '../../../files/source.js';
import { type Data } from '../../data.js';
import { toJson } from '../json.js';
import { type Value, plain, scalar, truth, unknownValue } from '../value.js';
import { type Call, type Implementation, isSomething, knownThroughout } from './call.js';
import { kind, typeName } from './kinds.js';

/** `eq`, `ne`, `lt`…: the first against one other. */
function comparison(compare: (a: string | number, b: string | number) => boolean): Implementation {
  return ({ values, where }) => {
    const [a, b] = [comparable(values[0]), comparable(values[1])];
    if (typeof a === 'object') return a;
    if (typeof b === 'object') return b;
    return scalar(compare(a, b), where);
  };
}

function comparable(value: Value): string | number | Extract<Data, { type: 'unknown' }> {
  if (value?.type === 'scalar' && typeof value.value === 'number') return value.value;
  const text = plain(value);
  return text;
}

function orDefault(call: Call): Value {
  const [fallback, value] = call.values;
  if (call.values.length < 2) return fallback;
  const set = truth(value);
  return set === false ? fallback : value;
}

/** Whether one of the values, or each of them, is true. */
function connected(values: readonly Value[], decisive: boolean, where: Location): Value {
  let unknown: Value;
  for (const value of values) {
    const known = truth(value);
    if (typeof known !== 'boolean') unknown ??= known;
    else if (known === decisive) return scalar(decisive, where);
  }
  return unknown ?? scalar(!decisive, where);
}

/** What decides between values, and what a value is. */
export const CHOICES: Readonly<Record<string, Implementation>> = {
  default: orDefault,
  coalesce: ({ values }) => values.find((value) => truth(value) !== false),
  ternary: ({ values, where }) => {
    const test = truth(values[2]);
    if (typeof test === 'boolean') return test ? values[0] : values[1];
    return unknownValue(test.reason, where);
  },
  required: ({ values, where }) => {
    const [message, value] = values;
    if (value !== undefined && !(value.type === 'scalar' && value.value === '')) return value;
    const text = plain(message);
    return unknownValue(
      typeof text === 'string' ? `a value is required: ${text}` : 'a value is required',
      where,
    );
  },
  any: ({ values, where }) => connected(values, true, where),
  all: ({ values, where }) => connected(values, false, where),
  deepEqual: knownThroughout(([a, b], { where }) =>
    scalar(toJson(a, { escapesHtml: false }) === toJson(b, { escapesHtml: false }), where),
  ),
  typeIsLike: ({ values, where }) => {
    const wanted = plain(values[0]);
    if (values[1]?.type === 'unknown') return values[1];
    if (typeof wanted !== 'string') return wanted;
    return scalar(typeName(values[1]) === wanted.replace(/^\*/, ''), where);
  },
  empty: ({ values, where }) => {
    const test = truth(values[0]);
    return typeof test === 'boolean' ? scalar(!test, where) : test;
  },
  not: ({ values, where }) => {
    const test = truth(values[0]);
    return typeof test === 'boolean' ? scalar(!test, where) : test;
  },
  eq: ({ values, where }) => {
    const first = comparable(values[0]);
    if (typeof first === 'object') return first;
    let unknown: Value;
    for (const value of values.slice(1)) {
      const other = comparable(value);
      if (typeof other === 'object') unknown = other;
      // Nothing equals nothing only, not the empty text.
      else if (isSomething(value) !== isSomething(values[0])) continue;
      else if (String(other) === String(first)) return scalar(true, where);
    }
    return unknown ?? scalar(false, where);
  },
  ne: ({ values, where }) => {
    const [a, b] = [comparable(values[0]), comparable(values[1])];
    if (typeof a === 'object') return a;
    if (typeof b === 'object') return b;
    return scalar(
      String(a) !== String(b) || isSomething(values[0]) !== isSomething(values[1]),
      where,
    );
  },
  lt: comparison((a, b) => a < b),
  le: comparison((a, b) => a <= b),
  gt: comparison((a, b) => a > b),
  ge: comparison((a, b) => a >= b),
  kindOf: ({ values, where }) => scalar(kind(values[0]), where),
  typeOf: ({ values, where }) => scalar(typeName(values[0]), where),
  kindIs: ({ values, where }) => {
    const wanted = plain(values[0]);
    if (values[1]?.type === 'unknown') return values[1];
    return typeof wanted === 'string' ? scalar(kind(values[1]) === wanted, where) : wanted;
  },
  typeIs: ({ values, where }) => {
    const wanted = plain(values[0]);
    if (values[1]?.type === 'unknown') return values[1];
    return typeof wanted === 'string' ? scalar(typeName(values[1]) === wanted, where) : wanted;
  },
};
