import { entry as entryNamed, isNull, type Data, type Entry } from '../../../syntax/data.js';
import {
  compareText,
  elements,
  entryOf,
  findUnknown,
  list,
  PARTIAL,
  partOf,
  scalar,
  toText,
  unknown,
} from '../values.js';
import { refused, withoutReference, type TerraformFunction } from './call.js';
import { bounded, hasRest, listed, mapped, rest } from './items.js';

const merge: TerraformFunction = (args, call) => {
  const entries: Entry[] = [];
  let partial = false;
  for (const arg of args) {
    if (isNull(arg)) continue;
    if (arg.type === 'unknown') partial = true;
    else if (arg.type !== 'map') return refused(call, 'maps are needed');
    else {
      partial ||= arg.tag === PARTIAL;
      for (const each of arg.entries) entries.push({ ...each, value: partOf(arg, each.value) });
    }
  }
  if (partial && entries.length === 0) {
    return withoutReference(args.find((arg) => arg.type === 'unknown') ?? args[0]!);
  }
  return mapped(entries, call, partial);
};

const lookup: TerraformFunction = (args, call) => {
  const [map, key, fallback] = args;
  if (map === undefined || key === undefined) return refused(call);
  if (map.type === 'unknown') return withoutReference(map);
  if (key.type === 'unknown') return withoutReference(key);
  const name = toText(key);
  if (map.type !== 'map' || name === undefined) return refused(call);
  const found = entryNamed(map, name);
  if (found !== undefined) return partOf(map, found.value);
  if (map.tag === PARTIAL) return unknown('some entries of the map are not known', call.where);
  return fallback ?? refused(call, `the map has no key "${name.slice(0, 60)}"`);
};

const keys: TerraformFunction = (args, call) => {
  const map = args[0];
  if (map?.type === 'unknown') return withoutReference(map);
  if (map?.type !== 'map') return refused(call, 'a map is needed');
  const names = [...new Set(map.entries.map((each) => each.key))].sort(compareText);
  const result: Data[] = names.map((name) =>
    scalar(name, entryNamed(map, name)!.keyWhere, map.through),
  );
  if (map.tag === PARTIAL)
    result.push(rest(unknown('some entries of the map are not known', call.where)));
  return bounded(result, call);
};

const values: TerraformFunction = (args, call) => {
  const map = args[0];
  if (map?.type === 'unknown') return withoutReference(map);
  if (map?.type !== 'map') return refused(call, 'a map is needed');
  const names = [...new Set(map.entries.map((each) => each.key))].sort(compareText);
  const result = names.map((name) => partOf(map, entryNamed(map, name)!.value));
  if (map.tag === PARTIAL)
    result.push(rest(unknown('some entries of the map are not known', call.where)));
  return bounded(result, call);
};

const zipmap: TerraformFunction = (args, call) => {
  const [names, all] = args;
  if (names === undefined || all === undefined) return refused(call);
  if (names.type === 'unknown') return withoutReference(names);
  if (all.type === 'unknown') return withoutReference(all);
  if (names.type !== 'list' || all.type !== 'list' || hasRest(names) || hasRest(all)) {
    return refused(call, 'two lists are needed');
  }
  if (names.items.length !== all.items.length) return refused(call, 'the lists do not fit');
  const values = elements(all);
  const entries: Entry[] = [];
  for (const [index, name] of elements(names).entries()) {
    const key = toText(name);
    const value = values[index];
    if (key === undefined || value === undefined) return refused(call, 'the lists do not fit');
    entries.push(entryOf(key, value, name.where));
  }
  return mapped(entries, call, false);
};

const transpose: TerraformFunction = (args, call) => {
  const missing = findUnknown(args);
  if (missing !== undefined) return withoutReference(missing);
  const map = args[0];
  if (map?.type !== 'map') return refused(call, 'a map is needed');
  const result = new Map<string, Data[]>();
  for (const each of map.entries) {
    for (const item of listed(each.value) ?? []) {
      const name = toText(item);
      if (name === undefined) return refused(call);
      result.set(name, [...(result.get(name) ?? []), scalar(each.key, each.keyWhere)]);
    }
  }
  return mapped(
    [...result].map(([key, all]) => entryOf(key, list(all, call.where))),
    call,
    false,
  );
};
const oldMap: TerraformFunction = (args, call) => {
  const entries: Entry[] = [];
  for (let i = 0; i + 1 < args.length; i += 2) {
    const key = toText(args[i]!);
    if (key === undefined) return refused(call);
    entries.push(entryOf(key, args[i + 1]!, args[i]!.where));
  }
  return mapped(entries, call, false);
};

/** The functions on maps. */
export const MAP_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  keys,
  lookup,
  map: oldMap,
  merge,
  transpose,
  values,
  zipmap,
};
