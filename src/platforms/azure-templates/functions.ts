import type { Location } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import { integerOf, isNull, textOf, type Data, type Primitive } from '../../syntax/data.js';
import {
  elements,
  entryOf,
  identity,
  list,
  LONGEST_TEXT,
  mapping,
  MOST_ITEMS,
  scalar,
  toBoolean,
} from '../terraform/values.js';
import { concatenated, entryIn } from './values.js';

/** A function of values; `undefined` when it cannot be told. */
type Of = (args: readonly Data[], where: Location) => Data | undefined;

const text =
  (make: (...texts: string[]) => Primitive | undefined): Of =>
  (args, where) => {
    const texts = args.map(textOf);
    if (texts.some((each) => each === undefined)) return undefined;
    const value = make(...(texts as string[]));
    if (value === undefined || (typeof value === 'string' && value.length > LONGEST_TEXT))
      return undefined;
    return scalar(value, where);
  };

const numbers =
  (make: (a: number, b: number) => number | boolean | undefined): Of =>
  ([a, b], where) => {
    const [left, right] = [integerOf(a), integerOf(b)];
    if (left === undefined || right === undefined) return undefined;
    const value = make(left, right);
    return value === undefined ? undefined : scalar(value, where);
  };

const sameAs =
  (isSame: boolean, anyCase = false): Of =>
  ([a, b], where) => {
    if (a === undefined || b === undefined) return undefined;
    const fold = (each: string | undefined): string | undefined =>
      anyCase ? each?.toLowerCase() : each;
    const [left, right] = [fold(identity(a)), fold(identity(b))];
    return left === undefined || right === undefined
      ? undefined
      : scalar((left === right) === isSame, where);
  };

/** One that decides, however little is known of the others. */
const logic =
  (decisive: boolean): Of =>
  (args, where) => {
    const truths = args.map(toBoolean);
    if (truths.includes(decisive)) return scalar(decisive, where);
    return truths.includes(undefined) ? undefined : scalar(!decisive, where);
  };

const concat: Of = (args, where) => {
  if (args.length > 0 && args.every((each) => each.type === 'list')) {
    const items = args.flatMap((each) => (each.type === 'list' ? elements(each) : []));
    return items.length > MOST_ITEMS ? undefined : list(items, where);
  }
  return args.some((each) => each.type === 'list') ? undefined : concatenated(args, where);
};

const format: Of = ([pattern, ...args], where) => {
  const known = pattern === undefined ? undefined : textOf(pattern);
  if (known === undefined) return undefined;
  const pieces: Data[] = [];
  let from = 0;
  for (const match of known.matchAll(/\{\{|\}\}|\{(\d{1,3})(?::[^{}]{0,40})?\}/g)) {
    if (match.index > from) pieces.push(scalar(known.slice(from, match.index), where));
    from = match.index + match[0].length;
    const arg = match[1] === undefined ? scalar(match[0][0]!, where) : args[Number(match[1])];
    if (arg === undefined) return undefined;
    pieces.push(arg);
  }
  if (from < known.length) pieces.push(scalar(known.slice(from), where));
  return pieces.length === 0 ? scalar('', where) : concatenated(pieces, where);
};

const cidrOf = (network: string, length: number, index: number): string | undefined => {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(network);
  if (match === null || AddressSet.tryParse(network) === undefined || length > 32 || length < 0)
    return undefined;
  const block = 2 ** (32 - Number(match[5]));
  const base = match.slice(1, 5).reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = Math.floor(base / block) * block + index * 2 ** (32 - length);
  if (first >= 2 ** 32) return undefined;
  const address = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.');
  return `${address}/${length}`;
};

const isEmpty = (data: Data): boolean | undefined => {
  if (isNull(data)) return true;
  if (data.type === 'list') return data.items.length === 0;
  if (data.type === 'map') return data.entries.length === 0;
  const known = textOf(data);
  return known === undefined ? undefined : known === '';
};

/** The functions whose answer follows from their values, by name in lower case. */
export const FUNCTIONS: Readonly<Record<string, Of>> = {
  concat,
  format,
  equals: sameAs(true),
  '==': sameAs(true),
  '!=': sameAs(false),
  '=~': sameAs(true, true),
  '!~': sameAs(false, true),
  and: logic(false),
  '&&': logic(false),
  or: logic(true),
  '||': logic(true),
  not: ([a], where) => {
    const truth = a === undefined ? undefined : toBoolean(a);
    return truth === undefined ? undefined : scalar(!truth, where);
  },
  '??': ([a, b], where) => coalesce([a, b], where),
  coalesce: (args, where) => coalesce(args, where),
  negate: ([a], where) => {
    const number = integerOf(a);
    return number === undefined ? undefined : scalar(-number, where);
  },
  '+': numbers((a, b) => a + b),
  add: numbers((a, b) => a + b),
  '-': numbers((a, b) => a - b),
  sub: numbers((a, b) => a - b),
  '*': numbers((a, b) => a * b),
  mul: numbers((a, b) => a * b),
  '/': numbers((a, b) => (b === 0 ? undefined : Math.trunc(a / b))),
  div: numbers((a, b) => (b === 0 ? undefined : Math.trunc(a / b))),
  '%': numbers((a, b) => (b === 0 ? undefined : a % b)),
  mod: numbers((a, b) => (b === 0 ? undefined : a % b)),
  '<': numbers((a, b) => a < b),
  less: numbers((a, b) => a < b),
  '<=': numbers((a, b) => a <= b),
  lessorequals: numbers((a, b) => a <= b),
  '>': numbers((a, b) => a > b),
  greater: numbers((a, b) => a > b),
  '>=': numbers((a, b) => a >= b),
  greaterorequals: numbers((a, b) => a >= b),
  true: (_, where) => scalar(true, where),
  false: (_, where) => scalar(false, where),
  null: (_, where) => scalar(null, where),
  string: ([a], where) => {
    const known = a === undefined ? undefined : textOf(a);
    return known === undefined ? undefined : scalar(known, where);
  },
  int: ([a], where) => {
    const number = integerOf(a);
    return number === undefined ? undefined : scalar(number, where);
  },
  bool: ([a], where) => {
    const truth =
      a?.type === 'scalar' && typeof a.value === 'string'
        ? toBoolean(scalar(a.value.toLowerCase(), where))
        : a === undefined
          ? undefined
          : toBoolean(a);
    return truth === undefined ? undefined : scalar(truth, where);
  },
  tolower: text((a = '') => a.toLowerCase()),
  toupper: text((a = '') => a.toUpperCase()),
  trim: text((a = '') => a.trim()),
  replace: text((a = '', b = '', c = '') => (b === '' ? a : a.split(b).join(c))),
  startswith: text((a = '', b = '') => a.toLowerCase().startsWith(b.toLowerCase())),
  endswith: text((a = '', b = '') => a.toLowerCase().endsWith(b.toLowerCase())),
  indexof: text((a = '', b = '') => a.toLowerCase().indexOf(b.toLowerCase())),
  // Start-up data is read as plain text; whoever starts with it decodes it again.
  base64: ([a]) => a,
  base64tostring: ([a]) => a,
  substring: ([a, from, count], where) => {
    const known = a === undefined ? undefined : textOf(a);
    const [start, length] = [integerOf(from), count === undefined ? undefined : integerOf(count)];
    if (known === undefined || start === undefined) return undefined;
    if (count !== undefined && length === undefined) return undefined;
    return scalar(known.slice(start, length === undefined ? undefined : start + length), where);
  },
  split: ([a, by], where) => {
    const known = a === undefined ? undefined : textOf(a);
    const delimiters = by?.type === 'list' ? by.items.map(textOf) : [by && textOf(by)];
    if (known === undefined || delimiters.some((each) => each === undefined || each === ''))
      return undefined;
    let parts = [known];
    for (const each of delimiters) parts = parts.flatMap((part) => part.split(each!));
    return list(
      parts.slice(0, MOST_ITEMS).map((part) => scalar(part, where)),
      where,
    );
  },
  join: ([items, by], where) => {
    const delimiter = by === undefined ? undefined : textOf(by);
    if (items?.type !== 'list' || delimiter === undefined) return undefined;
    const pieces = elements(items).flatMap((item, index) =>
      index === 0 ? [item] : [scalar(delimiter, where), item],
    );
    return pieces.length === 0 ? scalar('', where) : concatenated(pieces, where);
  },
  uri: ([base, path], where) => {
    if (base === undefined || path === undefined) return undefined;
    return concatenated([base, scalar('/', where), path], where);
  },
  createarray: (args, where) => list(args, where),
  array: ([a], where) => (a === undefined || a.type === 'list' ? a : list([a], where)),
  createobject: (args, where) => {
    const entries = [];
    for (let i = 0; i + 1 < args.length; i += 2) {
      const key = textOf(args[i]!);
      if (key === undefined) return undefined;
      entries.push(entryOf(key, args[i + 1]!));
    }
    return mapping(entries, where);
  },
  first: ([a], where) => {
    if (a?.type === 'list') return elements(a)[0];
    const known = a === undefined ? undefined : textOf(a);
    return known === undefined ? undefined : scalar(known.slice(0, 1), where);
  },
  last: ([a], where) => {
    if (a?.type === 'list') return elements(a).at(-1);
    const known = a === undefined ? undefined : textOf(a);
    return known === undefined ? undefined : scalar(known.slice(-1), where);
  },
  length: ([a], where) => {
    if (a?.type === 'list') return scalar(a.items.length, where);
    if (a?.type === 'map') return scalar(a.entries.length, where);
    const known = a === undefined ? undefined : textOf(a);
    return known === undefined ? undefined : scalar(known.length, where);
  },
  empty: ([a], where) => {
    const answer = a === undefined ? true : isEmpty(a);
    return answer === undefined ? undefined : scalar(answer, where);
  },
  contains: ([a, b], where) => {
    const wanted = b === undefined ? undefined : identity(b);
    if (a === undefined || b === undefined || wanted === undefined) return undefined;
    if (a.type === 'list') {
      const all = a.items.map((item) => identity(item));
      if (all.includes(wanted)) return scalar(true, where);
      return all.includes(undefined) ? undefined : scalar(false, where);
    }
    const key = textOf(b) ?? '';
    if (a.type === 'map') return scalar(entryIn(a, key) !== undefined, where);
    const known = textOf(a);
    return known === undefined ? undefined : scalar(known.includes(key), where);
  },
  union: (args, where) => {
    if (args.every((each) => each.type === 'list')) {
      const seen = new Map<string, Data>();
      for (const [index, item] of args.flatMap((each) => elements(each as never)).entries())
        seen.set(identity(item as Data) ?? `?${index}`, item);
      return list([...seen.values()].slice(0, MOST_ITEMS), where);
    }
    if (!args.every((each) => each.type === 'map')) return undefined;
    return mapping(
      args.flatMap((each) => (each.type === 'map' ? each.entries : [])),
      where,
    );
  },
  flatten: ([a], where) =>
    a?.type === 'list'
      ? list(
          elements(a).flatMap((item) => (item.type === 'list' ? elements(item) : [item])),
          where,
        )
      : undefined,
  range: ([from, count], where) => {
    const [start, length] = [integerOf(from), integerOf(count)];
    if (start === undefined || length === undefined || length < 0 || length > MOST_ITEMS)
      return undefined;
    return list(
      Array.from({ length }, (_, index) => scalar(start + index, where)),
      where,
    );
  },
  take: ([a, count]) => {
    const length = integerOf(count);
    return a?.type === 'list' && length !== undefined
      ? { ...a, items: elements(a).slice(0, Math.max(0, length)) }
      : undefined;
  },
  skip: ([a, count]) => {
    const length = integerOf(count);
    return a?.type === 'list' && length !== undefined
      ? { ...a, items: elements(a).slice(Math.max(0, length)) }
      : undefined;
  },
  items: ([a], where) =>
    a?.type === 'map'
      ? list(
          [...a.entries]
            .sort((x, y) => (x.key < y.key ? -1 : 1))
            .map((each) =>
              mapping(
                [entryOf('key', scalar(each.key, each.keyWhere)), entryOf('value', each.value)],
                where,
              ),
            ),
          where,
        )
      : undefined,
  cidrsubnet: ([network, length, index], where) => {
    const known = network === undefined ? undefined : textOf(network);
    const [bits, at] = [integerOf(length), integerOf(index)];
    if (known === undefined || bits === undefined || at === undefined) return undefined;
    const value = cidrOf(known, bits, at);
    return value === undefined ? undefined : scalar(value, where);
  },
};

function coalesce(args: readonly (Data | undefined)[], where: Location): Data | undefined {
  for (const each of args) {
    if (each === undefined || isNull(each)) continue;
    return each.type === 'unknown' ? undefined : each;
  }
  return scalar(null, where);
}
