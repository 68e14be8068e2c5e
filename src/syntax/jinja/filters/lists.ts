import type { Data } from '../../data.js';
import { compareOrder, isIn } from '../operators.js';
import { sorted } from '../tests.js';
import {
  equals,
  isKnown,
  isUnknown,
  list,
  missing,
  pairsOf,
  pythonText,
  reasonOf,
  scalar,
  unknown,
} from '../value.js';
import {
  argument,
  attributeOf,
  flag,
  known,
  onList,
  text,
  textArgument,
  type JinjaFilter,
} from './call.js';

const flattenFilter: JinjaFilter = onList((items, call) => {
  const levels = argument(call, 0, 'levels');
  const most = levels?.type === 'scalar' && typeof levels.value === 'number' ? levels.value : 50;
  const flatten = (inner: readonly Data[], depth: number): Data[] =>
    inner.flatMap((item) =>
      item.type === 'list' && depth < most ? flatten(item.items, depth + 1) : [item],
    );
  return list(
    flatten(items, 0).filter((item) => !(item.type === 'scalar' && item.value === null)),
    call.where,
  );
});

function without(items: readonly Data[]): Data[] {
  const kept: Data[] = [];
  for (const item of items) {
    if (kept.length > 2000) break;
    if (!kept.some((other) => equals(item, other) === true)) kept.push(item);
  }
  return kept;
}

/** `union`, `intersect`, `difference`, `symmetric_difference`. */
function setFilter(
  keep: (item: Data, a: Data, b: Data) => boolean | undefined,
  both: boolean,
): JinjaFilter {
  return onList((items, call) => {
    const other = argument(call, 0, 'b');
    if (other?.type !== 'list') {
      return unknown(
        other !== undefined && isUnknown(other) ? other.reason : 'a list is needed here',
        call.where,
      );
    }
    const all = without(both ? [...items, ...other.items] : items);
    const kept: Data[] = [];
    for (const item of all) {
      const answer = keep(item, list(items, call.where), other);
      if (answer === undefined) return unknown(reasonOf(isKnown(item) ? other : item), call.where);
      if (answer) kept.push(item);
    }
    return list(kept, call.where);
  });
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

const productFilter: JinjaFilter = onList((items, call) => {
  let rows: Data[][] = items.map((item) => [item]);
  for (const other of call.positional) {
    if (other.type !== 'list') return unknown(reasonOf(other), call.where);
    if (rows.length * other.items.length > 10_000)
      return unknown('the product is too long', call.where);
    rows = rows.flatMap((row) => other.items.map((item) => [...row, item]));
  }
  return list(
    rows.map((row) => list(row, call.where)),
    call.where,
  );
});

function zipFilter(longest: boolean): JinjaFilter {
  return onList((items, call) => {
    const columns: (readonly Data[])[] = [items];
    for (const other of call.positional) {
      if (other.type !== 'list') return unknown(reasonOf(other), call.where);
      columns.push(other.items);
    }
    const lengths = columns.map((column) => column.length);
    const rows = longest ? Math.max(...lengths) : Math.min(...lengths);
    const fill = call.named.get('fillvalue') ?? scalar(null, call.where);
    return list(
      Array.from({ length: rows }, (_, i) =>
        list(
          columns.map((column) => column[i] ?? fill),
          call.where,
        ),
      ),
      call.where,
    );
  });
}

const ends =
  (pick: (items: readonly Data[]) => Data | undefined): JinjaFilter =>
  (call) => {
    if (isUnknown(call.input) && call.input.nature !== undefined) return call.input;
    return onList((items) => pick(items) ?? missing('the list is empty', call.where))(call);
  };

const extremum = (sign: 1 | -1): JinjaFilter =>
  onList((items, call) => {
    let best: Data | undefined;
    for (const item of items) {
      const order = best === undefined ? 1 : compareOrder(item, best);
      if (order === undefined)
        return unknown(isKnown(item) ? 'the values have no order' : reasonOf(item), call.where);
      if (best === undefined || order * sign > 0) best = item;
    }
    return best ?? missing('the list is empty', call.where);
  });

const lengthFilter: JinjaFilter = known((call) => {
  const { input } = call;
  if (input.type === 'list') return scalar(input.items.length, call.where);
  if (input.type === 'map') return scalar(pairsOf(input).length, call.where);
  return typeof (input.type === 'scalar' ? input.value : null) === 'string'
    ? scalar([...pythonText(input)!].length, call.where)
    : unknown('it has no length', call.where);
});

/** Filters on lists: their order, their length, their members taken as sets. */
export const LIST_FILTERS: Readonly<Record<string, JinjaFilter>> = {
  first: ends((items) => items[0]),
  last: ends((items) => items.at(-1)),
  random: known((call) =>
    call.input.type === 'list' && call.input.items.length === 1
      ? call.input.items[0]!
      : unknown('a random choice is not known', call.where),
  ),
  min: extremum(-1),
  max: extremum(1),
  sum: onList((items, call) => {
    const attribute = textArgument(call, 0, 'attribute');
    const parts =
      attribute === undefined
        ? items
        : items.map((item) => attributeOf(item, attribute, call.where));
    const start = argument(call, 1, 'start');
    if (start?.type === 'list') {
      const lists = parts.map((part) => (part.type === 'list' ? part.items : undefined));
      if (lists.includes(undefined)) return unknown('the lists are not known', call.where);
      return list([...start.items, ...lists.flatMap((one) => one!)], call.where);
    }
    let total = 0;
    for (const part of parts) {
      if (part.type !== 'scalar' || typeof part.value !== 'number')
        return unknown(reasonOf(part), call.where);
      total += part.value;
    }
    return scalar(total, call.where);
  }),
  length: lengthFilter,
  count: lengthFilter,
  list: onList((items, call) => list(items, call.where)),
  unique: onList((items, call) =>
    items.every((item) => isKnown(item))
      ? list(without(items), call.where)
      : list(items, call.where),
  ),
  union: setFilter(() => true, true),
  intersect: setFilter((item, _a, b) => isIn(item, b), false),
  difference: setFilter((item, _a, b) => not(isIn(item, b)), false),
  symmetric_difference: setFilter((item, a, b) => {
    const inA = isIn(item, a);
    const inB = isIn(item, b);
    return inA === undefined || inB === undefined ? undefined : inA !== inB;
  }, true),
  flatten: flattenFilter,
  reverse: known((call) => {
    if (call.input.type === 'list') return list([...call.input.items].reverse(), call.where);
    return text((value) => [...value].reverse().join(''))(call);
  }),
  sort: onList((items, call) => {
    const bad = items.find((item) => !isKnown(item));
    if (bad !== undefined) return unknown(reasonOf(bad), call.where);
    const attribute = textArgument(call, 2, 'attribute');
    const key = (item: Data): Data => {
      const value = attribute === undefined ? item : attributeOf(item, attribute, call.where);
      return value.type === 'scalar' &&
        typeof value.value === 'string' &&
        !flag(call, 1, 'case_sensitive')
        ? { ...value, value: value.value.toLowerCase() }
        : value;
    };
    const result = sorted(items, key);
    return list(flag(call, 0, 'reverse') ? [...result].reverse() : result, call.where);
  }),
  product: productFilter,
  zip: zipFilter(false),
  zip_longest: zipFilter(true),
  batch: unsupported('batch'),
  groupby: unsupported('groupby'),
};

function unsupported(name: string): JinjaFilter {
  return (call) => unknown(`the filter "${name}" is not evaluated`, call.where);
}
