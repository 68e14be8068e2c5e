import { entry as entryNamed, isNull, type Data, type Entry } from '../../../syntax/data.js';
import {
  MOST_ITEMS,
  PARTIAL,
  REST,
  SET,
  compareText,
  elements,
  entryOf,
  findUnknown,
  identity,
  list,
  mapping,
  partOf,
  scalar,
  toBoolean,
  toNumber,
  toSet,
  toText,
  unknown,
} from '../values.js';
import {
  ArgumentError,
  computing,
  derived,
  items,
  number,
  refused,
  withoutReference,
  type CallContext,
  type TerraformFunction,
} from './call.js';

/** Any number of items that are not known. */
function rest(data: Data): Data {
  return { ...data, tag: REST };
}

function hasRest(data: Data): boolean {
  return data.type === 'list' && data.items.some((item) => item.tag === REST);
}

/** The items of a list; an unknown list is an unknown number of items; `undefined`: no list. */
function listed(data: Data | undefined): Data[] | undefined {
  if (data === undefined) return undefined;
  if (data.type === 'list') return elements(data);
  if (data.type === 'unknown') return [rest(data)];
  return undefined;
}

function bounded(result: readonly Data[], call: CallContext, tag?: string): Data {
  if (result.length > MOST_ITEMS)
    return unknown('the list is too long to be evaluated', call.where);
  return list(result, call.where, tag);
}

function mapped(entries: readonly Entry[], call: CallContext, partial: boolean): Data {
  const last = new Map<string, Entry>();
  for (const each of entries) last.set(each.key, each);
  const sorted = [...last.values()].sort((a, b) => compareText(a.key, b.key));
  if (sorted.length > MOST_ITEMS)
    return unknown('the map is too large to be evaluated', call.where);
  return mapping(sorted, call.where, partial ? PARTIAL : undefined);
}

function flattened(source: readonly Data[], into: Data[], depth: number): void {
  for (const item of source) {
    if (into.length > MOST_ITEMS) return;
    if (item.type === 'list' && depth < 100) flattened(elements(item), into, depth + 1);
    else into.push(item);
  }
}

const concat: TerraformFunction = (args, call) => {
  const result: Data[] = [];
  for (const arg of args) {
    const part = listed(arg);
    if (part === undefined) return refused(call, 'lists are needed');
    for (const item of part) result.push(item);
    if (result.length > MOST_ITEMS) break;
  }
  return bounded(result, call);
};

const compact: TerraformFunction = (args, call) => {
  const all = listed(args[0]);
  if (all === undefined) return refused(call, 'a list is needed');
  return bounded(
    all.filter((item) => !isNull(item) && !(item.type === 'scalar' && item.value === '')),
    call,
  );
};

const distinct: TerraformFunction = (args, call) => {
  const all = listed(args[0]);
  if (all === undefined) return refused(call, 'a list is needed');
  const seen = new Set<string>();
  return bounded(
    unified(all).filter((item) => {
      const id = identity(item);
      if (id === undefined) return true;
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    }),
    call,
  );
};

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

const element: TerraformFunction = (args, call) => {
  const [from, key] = args;
  if (from === undefined || key === undefined) return refused(call);
  if (from.type === 'unknown') return from;
  if (from.type !== 'list') return refused(call, 'a list is needed');
  const all = elements(from);
  const index = toNumber(key);
  if (hasRest(from)) {
    // With an unknown number of items only those in front of the unknown ones are certain.
    const first = all.findIndex((item) => item.tag === REST);
    if (index !== undefined && index >= 0 && index < first) return all[index]!;
    return { ...all[first]!, tag: undefined } as Data;
  }
  if (key.type === 'unknown') return oneOf(all) ?? withoutReference(key);
  if (index === undefined || !Number.isSafeInteger(Math.trunc(index)) || all.length === 0)
    return refused(call, 'the list has no such item');
  const whole = Math.trunc(index);
  return all[((whole % all.length) + all.length) % all.length]!;
};

/** The item when all are equal, so that the choice does not matter. */
function oneOf(all: readonly Data[]): Data | undefined {
  const ids = new Set(all.map((item) => identity(item)));
  return all.length > 0 && ids.size === 1 && !ids.has(undefined) ? all[0] : undefined;
}

const coalesce: TerraformFunction = (args, call) => {
  for (const arg of unified(spread(args))) {
    if (isNull(arg) || (arg.type === 'scalar' && arg.value === '')) continue;
    return arg;
  }
  return refused(call, 'every argument is null or empty');
};

const coalescelist: TerraformFunction = (args, call) => {
  for (const arg of args) {
    if (isNull(arg) || (arg.type === 'list' && arg.items.length === 0)) continue;
    return arg;
  }
  return refused(call, 'every list is empty');
};

/** TF 0.11 gave lists to functions of many arguments; harmless to take apart. */
function spread(args: readonly Data[]): readonly Data[] {
  return args.length === 1 && args[0]!.type === 'list' ? elements(args[0]!) : args;
}

const length: TerraformFunction = (args, call) => {
  const value = args[0];
  if (value === undefined) return refused(call);
  if (value.type === 'unknown') return withoutReference(value);
  if (value.tag === PARTIAL || hasRest(value)) {
    return unknown('how many items there are is not known', call.where);
  }
  const count =
    value.type === 'list'
      ? value.items.length
      : value.type === 'map'
        ? value.entries.length
        : typeof value.value === 'string'
          ? [...value.value].length
          : undefined;
  return count === undefined
    ? refused(call)
    : derived(scalar(count, call.where), call.where, [value]);
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

const flatten: TerraformFunction = (args, call) => {
  const all = listed(args[0]);
  if (all === undefined) return refused(call, 'a list is needed');
  const result: Data[] = [];
  // An unknown inside may be a list itself.
  flattened(all, result, 0);
  return bounded(result, call);
};

const contains: TerraformFunction = (args, call) => {
  const [from, wanted] = args;
  if (from === undefined || wanted === undefined) return refused(call);
  const all = listed(from);
  if (all === undefined) return refused(call, 'a list is needed');
  const id = identity(wanted);
  const ids = all.map((item) => identity(item));
  if (id !== undefined && ids.includes(id))
    return derived(scalar(true, call.where), call.where, args);
  const missing = findUnknown([wanted, ...all]);
  if (missing !== undefined) return withoutReference(missing);
  return derived(scalar(false, call.where), call.where, args);
};

const setOperation =
  (keep: (id: string, others: readonly ReadonlySet<string>[]) => boolean): TerraformFunction =>
  (args, call) => {
    const missing = findUnknown(args);
    if (missing !== undefined) return withoutReference(missing);
    const lists = args.map(listed);
    if (lists.some((each) => each === undefined)) return refused(call, 'sets are needed');
    const ids = lists.map((each) => new Set(each!.map((item) => identity(item) ?? '')));
    return toSet(
      lists[0]!.filter((item) => keep(identity(item) ?? '', ids.slice(1))),
      call.where,
    );
  };

const setunion: TerraformFunction = (args, call) => {
  const all: Data[] = [];
  for (const arg of args) {
    const part = listed(arg);
    if (part === undefined) return refused(call, 'sets are needed');
    for (const item of part) all.push(item);
    if (all.length > MOST_ITEMS) return unknown('the set is too large to be evaluated', call.where);
  }
  return toSet(all, call.where);
};

const setproduct: TerraformFunction = (args, call) => {
  let rows: Data[][] = [[]];
  for (const arg of args) {
    const part = listed(arg);
    if (part === undefined) return refused(call, 'sets are needed');
    if (rows.length * part.length > MOST_ITEMS) {
      return unknown('the product is too large to be evaluated', call.where);
    }
    rows = rows.flatMap((row) => part.map((item) => [...row, item]));
  }
  return bounded(
    rows.map((row) => list(row, call.where)),
    call,
  );
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

const slice: TerraformFunction = (args, call) => {
  const [from, start, end] = args;
  if (from?.type === 'unknown') return withoutReference(from);
  const first = start === undefined ? undefined : toNumber(start);
  const last = end === undefined ? undefined : toNumber(end);
  if (from?.type !== 'list' || first === undefined || last === undefined || hasRest(from)) {
    const missing = findUnknown(args);
    return missing === undefined ? refused(call) : withoutReference(missing);
  }
  if (first < 0 || last > from.items.length || first > last)
    return refused(call, 'the range does not fit');
  return bounded(elements(from).slice(first, last), call);
};

const reverse: TerraformFunction = (args, call) => {
  const all = listed(args[0]);
  return all === undefined ? refused(call, 'a list is needed') : bounded(all.reverse(), call);
};

const sort: TerraformFunction = (args, call) => {
  const all = listed(args[0]);
  if (all === undefined) return refused(call, 'a list is needed');
  if (all.some((item) => item.type === 'unknown')) return bounded(all, call);
  const texts = all.map(toText);
  if (texts.some((each) => each === undefined)) return refused(call, 'strings are needed');
  return bounded(
    [...all]
      .sort((a, b) => compareText(toText(a)!, toText(b)!))
      .map((item) => ({ ...item, value: toText(item)! }) as Data),
    call,
  );
};

const one: TerraformFunction = (args, call) => {
  const from = args[0];
  if (from?.type === 'unknown') return from;
  if (from?.type !== 'list') return refused(call, 'a list is needed');
  const all = elements(from);
  if (all.length === 0) return scalar(null, call.where);
  if (all.length > 1) return refused(call, 'there is more than one item');
  return all[0]!.tag === REST ? ({ ...all[0]!, tag: undefined } as Data) : all[0]!;
};

const convertedTo =
  (tag: string | undefined): TerraformFunction =>
  (args, call) => {
    const value = args[0];
    if (value === undefined) return refused(call);
    if (value.type === 'unknown' || isNull(value)) return value;
    if (value.type !== 'list') return refused(call, 'a list is needed');
    const all = unified(elements(value));
    const made = tag === SET ? toSet(all, value.where) : list(all, value.where);
    return { ...made, ...(value.through === undefined ? {} : { through: value.through }) };
  };

/** A list has one type: when some items are texts, all are. */
function unified(all: readonly Data[]): readonly Data[] {
  const hasText = all.some((item) => item.type === 'scalar' && typeof item.value === 'string');
  if (!hasText) return all;
  return all.map((item) => {
    const value = toText(item);
    return item.type === 'scalar' && value !== undefined ? { ...item, value } : item;
  });
}

const tomap: TerraformFunction = (args, call) => {
  const value = args[0];
  if (value === undefined) return refused(call);
  if (value.type === 'unknown' || isNull(value)) return value;
  if (value.type !== 'map') return refused(call, 'a map is needed');
  const values = unified(value.entries.map((each) => each.value));
  return { ...value, entries: value.entries.map((each, i) => ({ ...each, value: values[i]! })) };
};

const matchkeys: TerraformFunction = (args, call) => {
  const missing = findUnknown(args);
  if (missing !== undefined) return withoutReference(missing);
  const [all, names, wanted] = args.map(listed);
  if (all === undefined || names === undefined || wanted === undefined) return refused(call);
  const ids = new Set(wanted.map((item) => identity(item)));
  return bounded(
    all.filter((_, index) => names[index] !== undefined && ids.has(identity(names[index]!))),
    call,
  );
};

const chunklist: TerraformFunction = (args, call) => {
  const all = listed(args[0]);
  const size = args[1] === undefined ? undefined : toNumber(args[1]);
  if (all === undefined || size === undefined || size < 0 || hasRest(args[0]!))
    return refused(call);
  const chunks: Data[] = [];
  const step = size === 0 ? Math.max(all.length, 1) : size;
  for (let i = 0; i < all.length; i += step) chunks.push(list(all.slice(i, i + step), call.where));
  return bounded(chunks, call);
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

const truth =
  (all: boolean): TerraformFunction =>
  (args, call) => {
    const from = listed(args[0]);
    if (from === undefined) return refused(call, 'a list is needed');
    const known = from.map(toBoolean);
    if (known.includes(!all)) return derived(scalar(!all, call.where), call.where, args);
    const missing = findUnknown(from);
    if (missing !== undefined) return withoutReference(missing);
    return derived(scalar(all, call.where), call.where, args);
  };

/** The old `list(…)` and `map(…)` of Terraform 0.11. */
const oldList: TerraformFunction = (args, call) => bounded(args, call);
const oldMap: TerraformFunction = (args, call) => {
  const entries: Entry[] = [];
  for (let i = 0; i + 1 < args.length; i += 2) {
    const key = toText(args[i]!);
    if (key === undefined) return refused(call);
    entries.push(entryOf(key, args[i + 1]!, args[i]!.where));
  }
  return mapped(entries, call, false);
};

export const COLLECTION_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  alltrue: truth(true),
  anytrue: truth(false),
  chunklist,
  coalesce,
  coalescelist,
  compact,
  concat,
  contains,
  distinct,
  element,
  flatten,
  index: computing(([from, wanted]) => {
    const at = items(from).findIndex((item) => item === wanted);
    if (at < 0) throw new ArgumentError('the list has no such item');
    return at;
  }),
  keys,
  length,
  list: oldList,
  lookup,
  map: oldMap,
  matchkeys,
  merge,
  one,
  range: computing((args) => {
    const given = args.map(number);
    const [start, end] = given.length === 1 ? [0, given[0]!] : [given[0] ?? 0, given[1] ?? 0];
    const step = given[2] ?? (start <= end ? 1 : -1);
    if (step === 0) throw new ArgumentError('the step must not be zero');
    const result: number[] = [];
    for (let i = start; step > 0 ? i < end : i > end; i += step) {
      if (result.length >= 1024) throw new ArgumentError('more than 1024 values');
      result.push(i);
    }
    return result;
  }),
  reverse,
  setintersection: setOperation((id, others) => others.every((set) => set.has(id))),
  setproduct,
  setsubtract: setOperation((id, others) => !others.some((set) => set.has(id))),
  setunion,
  slice,
  sort,
  sum: computing(([from]) => {
    const all = items(from);
    if (all.length === 0) throw new ArgumentError('the list is empty');
    return all.reduce<number>((sum, item) => sum + number(item), 0);
  }),
  tolist: convertedTo(undefined),
  tomap,
  toset: convertedTo(SET),
  transpose,
  values,
  zipmap,
};
