import type { Location } from '../../../files/source.js';
import { entry, type Data } from '../../data.js';
import { isUnknown, list, mapping, pairsOf, pythonText, scalar, unknown } from '../value.js';
import { flag, known, onList, textArgument, type JinjaFilter } from './call.js';

const combineFilter: JinjaFilter = (call) => {
  const recursive = flag(call, 99, 'recursive');
  const listMerge = textArgument(call, 99, 'list_merge') ?? 'replace';
  const parts = [call.input, ...call.positional].flatMap((part) =>
    part.type === 'list' ? part.items : [part],
  );
  let result: Data = mapping([], call.where);
  for (const part of parts) {
    if (isUnknown(part)) return unknown(part.reason, part.where);
    if (part.type !== 'map') return unknown('combine needs dictionaries', call.where);
    const merged = merge(result, part, recursive, listMerge, call.where, 0);
    if (merged === undefined)
      return unknown(`combine with list_merge="${listMerge}" is not evaluated`, call.where);
    result = merged;
  }
  return result;
};

function merge(
  base: Data,
  over: Data,
  recursive: boolean,
  listMerge: string,
  where: Location,
  depth: number,
): Data | undefined {
  const pairs = new Map(pairsOf(base));
  for (const [key, value] of pairsOf(over)) {
    const before = pairs.get(key);
    if (recursive && depth < 50 && before?.type === 'map' && value.type === 'map') {
      const inner = merge(before, value, recursive, listMerge, where, depth + 1);
      if (inner === undefined) return undefined;
      pairs.set(key, inner);
    } else if (before?.type === 'list' && value.type === 'list' && listMerge !== 'replace') {
      if (listMerge === 'append') pairs.set(key, list([...before.items, ...value.items], where));
      else if (listMerge === 'prepend')
        pairs.set(key, list([...value.items, ...before.items], where));
      else if (listMerge !== 'keep') return undefined;
    } else {
      pairs.set(key, value);
    }
  }
  return mapping([...pairs], where);
}

const dict2items: JinjaFilter = known((call) => {
  if (call.input.type !== 'map') return unknown('dict2items needs a dictionary', call.where);
  const keyName = textArgument(call, 0, 'key_name') ?? 'key';
  const valueName = textArgument(call, 1, 'value_name') ?? 'value';
  return list(
    pairsOf(call.input).map(([key, value]) =>
      mapping(
        [
          [keyName, scalar(key, value.where)],
          [valueName, value],
        ],
        value.where,
      ),
    ),
    call.where,
  );
});

const items2dict: JinjaFilter = onList((items, call) => {
  const keyName = textArgument(call, 0, 'key_name') ?? 'key';
  const valueName = textArgument(call, 1, 'value_name') ?? 'value';
  const pairs: [string, Data][] = [];
  for (const item of items) {
    const key = entry(item, keyName)?.value;
    const value = entry(item, valueName)?.value;
    const name = key === undefined ? undefined : pythonText(key);
    if (name === undefined || value === undefined) {
      return unknown(
        isUnknown(item) ? item.reason : 'items2dict needs keys and values',
        call.where,
      );
    }
    pairs.push([name, value]);
  }
  return mapping(pairs, call.where);
});

/** Filters on dictionaries. */
export const DICTIONARY_FILTERS: Readonly<Record<string, JinjaFilter>> = {
  dictsort: known((call) =>
    call.input.type === 'map'
      ? list(
          [...pairsOf(call.input)]
            .sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
            .map(([key, value]) => list([scalar(key, value.where), value], value.where)),
          call.where,
        )
      : unknown('dictsort needs a dictionary', call.where),
  ),
  items: known((call) =>
    list(
      pairsOf(call.input).map(([key, value]) =>
        list([scalar(key, value.where), value], value.where),
      ),
      call.where,
    ),
  ),
  dict2items,
  items2dict,
  dict: known((call) => {
    if (call.input.type === 'map') return call.input;
    if (call.input.type !== 'list') return unknown('it is no list of pairs', call.where);
    const pairs: [string, Data][] = [];
    for (const item of call.input.items) {
      const key =
        item.type === 'list' ? pythonText(item.items[0] ?? scalar('', call.where)) : undefined;
      if (key === undefined || item.type !== 'list' || item.items[1] === undefined)
        return unknown('it is no list of pairs', call.where);
      pairs.push([key, item.items[1]]);
    }
    return mapping(pairs, call.where);
  }),
  combine: combineFilter,
};
