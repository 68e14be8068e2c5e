import { type Data, entry } from '../../data.js';
import { type Value, plain, print, scalar, toData, truth, unknownValue } from '../value.js';
import { typeName } from './kinds.js';
import { type Implementation, itemsIn, known, like, listOf } from './call.js';

/** What tells items apart: Go compares their types as well, so that 1 is not 1.0. */
function identity(item: Data | undefined): string {
  return item === undefined ? '<nil>' : `${typeName(item)} ${print(item)}`;
}

/** Functions of lists. */
export const LISTS: Readonly<Record<string, Implementation>> = {
  list: ({ values, where }) =>
    listOf(
      values.map((value) => toData(value, where)),
      where,
    ),
  tuple: ({ values, where }) =>
    listOf(
      values.map((value) => toData(value, where)),
      where,
    ),
  has: known(([item, list], { where }) => {
    const items = itemsIn(list);
    const wanted = identity(item);
    if (items.some((other) => identity(other) === wanted)) return scalar(true, where);
    return items.find((other) => other.type === 'unknown') ?? scalar(false, where);
  }),
  first: known(([list]) => itemsIn(list)[0]),
  last: known(([list]) => itemsIn(list).at(-1)),
  rest: known(([list], { where }) => listOf(itemsIn(list).slice(1), where)),
  initial: known(([list], { where }) => listOf(itemsIn(list).slice(0, -1), where)),
  append: known(([list, item], { where }) =>
    listOf([...itemsIn(list), ...(item === undefined ? [] : [item])], where),
  ),
  prepend: known(([list, item], { where }) =>
    listOf([...(item === undefined ? [] : [item]), ...itemsIn(list)], where),
  ),
  chunk: known(([size, list], { where }) => {
    const by = Math.max(1, Math.trunc(Number(size === undefined ? 1 : print(size))) || 1);
    const items = itemsIn(list);
    const chunks: Data[] = [];
    for (let i = 0; i < items.length; i += by) {
      chunks.push(listOf(items.slice(i, i + by), where));
    }
    return listOf(chunks, where);
  }),
  concat: known((lists, { where }) =>
    listOf(
      lists.flatMap((list) => [...itemsIn(list)]),
      where,
    ),
  ),
  uniq: known(([list], { where }) =>
    listOf([...new Map(itemsIn(list).map((item) => [identity(item), item])).values()], where),
  ),
  without: known(([list, ...items], { where }) => {
    const unwanted = new Set(items.map(identity));
    return listOf(
      itemsIn(list).filter((item) => !unwanted.has(identity(item))),
      where,
    );
  }),
  compact: known(([list], { where }) =>
    listOf(
      itemsIn(list).filter((item) => truth(item) !== false),
      where,
    ),
  ),
  reverse: known(([list], { where }) => listOf([...itemsIn(list)].reverse(), where)),
  sortAlpha: known(([list], { where }) =>
    listOf(
      [...itemsIn(list)]
        .map((item) => (item.type === 'unknown' ? item : like(item, print(item), where)))
        .sort((a, b) => (print(a) < print(b) ? -1 : 1)),
      where,
    ),
  ),
  len: ({ values, where }) => {
    const [value] = values;
    if (value === undefined) return scalar(0, where);
    if (value.type === 'unknown') return value;
    if (value.type === 'list') return scalar(value.items.length, where);
    if (value.type === 'map') return scalar(value.entries.length, where);
    const text = plain(value);
    return typeof text === 'string' ? scalar(Buffer.byteLength(text), where) : text;
  },
  index: ({ values, where }) => {
    let here: Value = values[0];
    for (const key of values.slice(1)) {
      if (here === undefined || here.type === 'unknown') return here;
      const text = plain(key);
      if (typeof text !== 'string') return text;
      here =
        here.type === 'map'
          ? entry(here, text)?.value
          : here.type === 'list'
            ? here.items[Number(text)]
            : unknownValue('only lists and maps have an index', where);
    }
    return here;
  },
  slice: known(([list, from, to], { where }) => {
    const bounds = [from, to].map((bound) =>
      bound === undefined ? undefined : Number(print(bound)),
    );
    if (list?.type === 'list') return listOf(list.items.slice(bounds[0], bounds[1]), where);
    return like(list, (list === undefined ? '' : print(list)).slice(bounds[0], bounds[1]), where);
  }),
};
