import { type Location } from '../../../files/source.js';
import { type Data, type Mapping, entry } from '../../data.js';
import {
  Count,
  type Value,
  deepCopy,
  mapping,
  plain,
  print,
  scalar,
  setKey,
  toData,
  truth,
  unsetKey,
} from '../value.js';
import { type Implementation, known, listOf } from './call.js';

/** The maps of `merge` (the first wins) and `mergeOverwrite` (the last wins), into the first. */
function merge(
  maps: readonly Data[],
  overwrite: boolean,
  where: Location,
  changed: (map: Data) => void,
): Value {
  const [target, ...sources] = maps;
  if (target?.type !== 'map') return target;
  for (const source of sources) mergeInto(target, source, overwrite, where, changed, 0);
  return target;
}

function mergeInto(
  target: Mapping,
  source: Data,
  overwrite: boolean,
  where: Location,
  changed: (map: Data) => void,
  depth: number,
  count = new Count(),
): void {
  if (source.type !== 'map' || source === target || depth > 60) return;
  count.add();
  changed(target);
  for (const item of source.entries) {
    if (item.value.type === 'scalar' && item.value.value === null) {
      // mergo takes a nil from the source only when it overwrites.
      if (overwrite) setKey(target, item.key, item.value, where);
      continue;
    }
    const existing = entry(target, item.key)?.value;
    if (existing?.type === 'map' && item.value.type === 'map') {
      mergeInto(existing, item.value, overwrite, where, changed, depth + 1, count);
    } else if (
      existing === undefined ||
      (overwrite ? truth(item.value) !== false : truth(existing) === false)
    ) {
      // By reference, as Sprig does it: what is changed later is changed in both.
      setKey(target, item.key, item.value, where);
    }
  }
}

/** Functions of maps. */
export const MAPS: Readonly<Record<string, Implementation>> = {
  dict: ({ values, where }) => {
    const map = mapping([], where);
    for (let i = 0; i < values.length; i += 2) {
      const key = plain(values[i]);
      if (typeof key === 'string') setKey(map, key, toData(values[i + 1], where), where);
    }
    return map;
  },
  get: ({ values, where }) => {
    const key = plain(values[1]);
    if (values[0]?.type === 'unknown') return values[0];
    if (typeof key !== 'string') return key;
    const found = values[0]?.type === 'map' ? entry(values[0], key)?.value : undefined;
    return found ?? scalar('', where);
  },
  set: ({ values, where, changed }) => {
    const [map, name, value] = values;
    const key = plain(name);
    if (map?.type === 'map' && typeof key === 'string') {
      changed(map);
      setKey(map, key, toData(value, where), where);
    }
    return map;
  },
  unset: ({ values, changed }) => {
    const [map, name] = values;
    const key = plain(name);
    if (map?.type === 'map' && typeof key === 'string') {
      changed(map);
      unsetKey(map, key);
    }
    return map;
  },
  hasKey: ({ values, where }) => {
    const [map, name] = values;
    const key = plain(name);
    if (map?.type === 'unknown') return map;
    if (typeof key !== 'string') return key;
    return scalar(map?.type === 'map' && entry(map, key) !== undefined, where);
  },
  pluck: known(([key, ...maps], { where }) =>
    listOf(
      maps.flatMap((map) => entry(map, key === undefined ? '' : print(key))?.value ?? []),
      where,
    ),
  ),
  dig: ({ values, where }) => {
    const path = values.slice(0, -2).map((value) => plain(value));
    let here: Value = values.at(-1);
    for (const key of path) {
      if (here?.type === 'unknown') return here;
      if (typeof key !== 'string') return key;
      const found: Data | undefined = here?.type === 'map' ? entry(here, key)?.value : undefined;
      if (found === undefined) return values.at(-2);
      here = found;
    }
    return here ?? scalar(null, where);
  },
  keys: known((maps, { where }) =>
    listOf(
      maps.flatMap((map) =>
        map.type === 'map' ? map.entries.map((e) => scalar(e.key, e.keyWhere)) : [],
      ),
      where,
    ),
  ),
  values: known(([map], { where }) =>
    listOf(map?.type === 'map' ? map.entries.map((e) => e.value) : [], where),
  ),
  pick: known(([map, ...keys], { where }) => {
    const wanted = new Set(keys.map((key) => print(key)));
    return mapping(map?.type === 'map' ? map.entries.filter((e) => wanted.has(e.key)) : [], where);
  }),
  omit: known(([map, ...keys], { where }) => {
    const unwanted = new Set(keys.map((key) => print(key)));
    return mapping(
      map?.type === 'map' ? map.entries.filter((e) => !unwanted.has(e.key)) : [],
      where,
    );
  }),
  merge: known((maps, { where, changed }) => merge(maps, false, where, changed)),
  mergeOverwrite: known((maps, { where, changed }) => merge(maps, true, where, changed)),
  deepCopy: ({ values }) => {
    const [value] = values;
    return value === undefined || value.type === 'text' ? value : deepCopy(value);
  },
  // `helm template` asks no cluster: there is nothing to be found.
  lookup: ({ where }) => mapping([], where),
};
