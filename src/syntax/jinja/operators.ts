import { append } from '../../append.js';
import type { Location } from '../../files/source.js';
import { entry, type Data } from '../data.js';
import type { BinaryOperator, Comparison } from './ast.js';
import { compose, piecesOf, type Piece } from './rendered.js';
import {
  equals,
  float,
  isFloat,
  isUnknown,
  list,
  missing,
  pythonText,
  reasonOf,
  scalar,
  unknown,
} from './value.js';

/** Texts and lists longer than this are not built. */
const LONGEST = 1_000_000;

/** `object[index]` and `object.name`. */
export function indexValue(object: Data, index: Data, where: Location, name: string): Data {
  if (isUnknown(object)) return object;
  if (isUnknown(index)) return unknown(index.reason, where);
  if (index.type !== 'scalar') return unknown('the index is no text or number', where);
  if (object.type === 'map') {
    const found = entry(object, pythonText(index) ?? '');
    return found?.value ?? missing(`"${name.slice(0, 80)}" is not defined`, where);
  }
  const position =
    typeof index.value === 'number'
      ? index.value
      : typeof index.value === 'string' && /^-?[0-9]{1,9}$/.test(index.value)
        ? Number(index.value)
        : undefined;
  if (position !== undefined && object.type === 'list') {
    return object.items.at(position) ?? missing(`"${name.slice(0, 80)}" is not defined`, where);
  }
  if (position !== undefined && object.type === 'scalar' && typeof object.value === 'string') {
    const char = object.value.at(position);
    if (char !== undefined) return scalar(char, object.where);
  }
  return missing(`"${name.slice(0, 80)}" is not defined`, where);
}

/** `object[from:to:step]`. */
export function sliceValue(
  object: Data,
  from: Data | undefined,
  to: Data | undefined,
  step: Data | undefined,
  where: Location,
): Data {
  if (isUnknown(object)) return object;
  const bounds: (number | undefined)[] = [];
  for (const bound of [from, to, step]) {
    if (bound === undefined || (bound.type === 'scalar' && bound.value === null)) {
      bounds.push(undefined);
    } else if (bound.type === 'scalar' && typeof bound.value === 'number') {
      bounds.push(bound.value);
    } else {
      return unknown(isUnknown(bound) ? bound.reason : 'a bound of the slice is no number', where);
    }
  }
  const pick = <T>(items: readonly T[]): T[] => {
    const stride = bounds[2] ?? 1;
    if (stride === 1) return items.slice(bounds[0] ?? 0, bounds[1] ?? items.length);
    if (stride === -1 && bounds[0] === undefined && bounds[1] === undefined)
      return [...items].reverse();
    if (stride > 1) {
      return items
        .slice(bounds[0] ?? 0, bounds[1] ?? items.length)
        .filter((_, i) => i % stride === 0);
    }
    return [];
  };
  if (object.type === 'list') return list(pick(object.items), where);
  if (object.type === 'scalar' && typeof object.value === 'string') {
    return scalar(pick(object.value.split('')).join(''), object.where);
  }
  return unknown('it cannot be sliced', where);
}

/** All binary operators but `and` and `or`. */
export function arithmetic(
  operator: Exclude<BinaryOperator, 'and' | 'or'>,
  left: Data,
  right: Data,
  where: Location,
): Data {
  if (operator === '~') return compose([...piecesOf(left), ...piecesOf(right)], where);
  if (operator === '+') {
    const sum = add(left, right, where);
    if (sum !== undefined) return sum;
  }
  if (operator === '%' && left.type === 'scalar' && typeof left.value === 'string') {
    return percentFormat(left.value, right.type === 'list' ? right.items : [right], where);
  }
  if (operator === '*') {
    const repeated = repeat(left, right, where) ?? repeat(right, left, where);
    if (repeated !== undefined) return repeated;
  }
  if (isUnknown(left) || isUnknown(right)) {
    return unknown(reasonOf(isUnknown(left) ? left : right), where);
  }
  const a = numberOf(left);
  const b = numberOf(right);
  if (a === undefined || b === undefined) return unknown(`"${operator}" needs numbers here`, where);
  const floats = [left, right].some((side) => side.type === 'scalar' && isFloat(side));
  const result = (value: number): Data =>
    !Number.isFinite(value)
      ? unknown('the number is out of bounds', where)
      : floats
        ? float(value, where)
        : scalar(value, where);
  switch (operator) {
    case '+':
      return result(a + b);
    case '-':
      return result(a - b);
    case '*':
      return result(a * b);
    case '/':
      return b === 0 ? unknown('it divides by zero', where) : float(a / b, where);
    case '//':
      return b === 0 ? unknown('it divides by zero', where) : result(Math.floor(a / b));
    case '%':
      return b === 0 ? unknown('it divides by zero', where) : result(a - b * Math.floor(a / b));
    case '**':
      return result(a ** b);
  }
}

/** Joins lists, and texts of which parts may be unknown. */
function add(left: Data, right: Data, where: Location): Data | undefined {
  if (left.type === 'list' && right.type === 'list') {
    if (left.items.length + right.items.length > LONGEST)
      return unknown('the list is too long', where);
    return list([...left.items, ...right.items], where);
  }
  const isText = (value: Data): boolean =>
    value.type === 'scalar' && typeof value.value === 'string';
  if ((isText(left) && (isText(right) || isUnknown(right))) || (isUnknown(left) && isText(right))) {
    return compose([...piecesOf(left), ...piecesOf(right)], where);
  }
  return undefined;
}

function repeat(value: Data, times: Data, where: Location): Data | undefined {
  if (times.type !== 'scalar' || typeof times.value !== 'number') return undefined;
  const count = Math.max(0, Math.floor(times.value));
  if (value.type === 'scalar' && typeof value.value === 'string') {
    if (value.value.length * count > LONGEST) return unknown('the text is too long', where);
    return scalar(value.value.repeat(count), where);
  }
  if (value.type === 'list') {
    if (value.items.length * count > LONGEST) return unknown('the list is too long', where);
    return list(Array.from({ length: count }, () => value.items).flat(), where);
  }
  return undefined;
}

function numberOf(value: Data): number | undefined {
  if (value.type !== 'scalar') return undefined;
  if (typeof value.value === 'number') return value.value;
  if (typeof value.value === 'boolean') return Number(value.value);
  return undefined;
}

/** `'%s-%s' % (a, b)` and the `format` filter: `%s`, `%d`, `%i`, `%%`, with width and zeros. */
export function percentFormat(format: string, values: readonly Data[], where: Location): Data {
  const pieces: Piece[] = [];
  let next = 0;
  let from = 0;
  const text = (value: string): void => {
    pieces.push({ text: value, locate: () => where, fromValue: false });
  };
  for (let at = format.indexOf('%'); at >= 0; at = format.indexOf('%', from)) {
    text(format.slice(from, at));
    const spec = /^%(-?)(0?)([0-9]{0,3})(?:\.[0-9]{1,3})?([sdifrx%])/.exec(
      format.slice(at, at + 12),
    );
    if (spec === null) return unknown('the format is not evaluated', where);
    from = at + spec[0].length;
    if (spec[4] === '%') {
      text('%');
      continue;
    }
    const value = values[next++];
    if (value === undefined) return unknown('the format needs more values', where);
    const parts = piecesOf(value);
    if (spec[3] === '' && (spec[4] === 's' || spec[4] === 'd' || spec[4] === 'i')) {
      append(pieces, parts);
      continue;
    }
    if (isUnknown(value)) return unknown(value.reason, where);
    const plain = parts.map((part) => part.text).join('');
    if (spec[4] === 'x' || spec[4] === 'f' || spec[4] === 'r')
      return unknown('the format is not evaluated', where);
    const width = Number(spec[3]);
    text(
      spec[1] === '-' ? plain.padEnd(width) : plain.padStart(width, spec[2] === '0' ? '0' : ' '),
    );
  }
  text(format.slice(from));
  return compose(pieces, where);
}

/** `==`, `<` and their like; `undefined` when it cannot be told. */
export function compareValues(
  operator: Exclude<Comparison, 'in' | 'not in'>,
  left: Data,
  right: Data,
): boolean | undefined {
  if (operator === '==') return equals(left, right);
  if (operator === '!=') {
    const same = equals(left, right);
    return same === undefined ? undefined : !same;
  }
  const order = compareOrder(left, right);
  if (order === undefined) return undefined;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Negative, zero or positive; `undefined` for values Python does not order, or unknown ones. */
export function compareOrder(left: Data, right: Data): number | undefined {
  const a = numberOf(left);
  const b = numberOf(right);
  if (a !== undefined && b !== undefined) return a - b;
  if (left.type === 'scalar' && right.type === 'scalar') {
    if (typeof left.value === 'string' && typeof right.value === 'string') {
      return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
    }
  }
  if (left.type === 'list' && right.type === 'list') {
    for (let i = 0; i < Math.min(left.items.length, right.items.length); i++) {
      const order = compareOrder(left.items[i]!, right.items[i]!);
      if (order !== 0) return order;
    }
    return left.items.length - right.items.length;
  }
  return undefined;
}

/** Python's `in`; `undefined` when it cannot be told. */
export function isIn(needle: Data, hay: Data): boolean | undefined {
  if (isUnknown(hay)) {
    if (isUnknown(needle) && needle.nature === 'host-name') return hay.holdsHost;
    if (needle.type === 'scalar' && typeof needle.value === 'string') {
      if (hay.includes?.includes(needle.value)) return true;
      if (hay.excludes?.includes(needle.value)) return false;
    }
    return undefined;
  }
  if (hay.type === 'list') return isInList(needle, hay.items);
  if (isUnknown(needle)) return undefined;
  if (needle.type !== 'scalar') return false;
  if (hay.type === 'map') return entry(hay, pythonText(needle) ?? '') !== undefined;
  if (hay.type === 'scalar' && typeof hay.value === 'string' && typeof needle.value === 'string') {
    return hay.value.includes(needle.value);
  }
  return undefined;
}

function isInList(needle: Data, items: readonly Data[]): boolean | undefined {
  // Candidates that are all in the list, or all not, decide.
  if (isUnknown(needle) && needle.oneOf !== undefined) {
    const answers = needle.oneOf.map((value) => isInList(scalar(value, needle.where), items));
    if (answers.every((answer) => answer === true)) return true;
    if (answers.every((answer) => answer === false)) return false;
    return undefined;
  }
  let undecided = false;
  for (const item of items) {
    const same = equals(needle, item);
    if (same === true) return true;
    if (same === undefined) undecided = true;
  }
  return undecided ? undefined : false;
}
