import type { Location } from '../../files/source.js';
import {
  isNull,
  textOf,
  type Data,
  type Entry,
  type List,
  type Mapping,
} from '../../syntax/data.js';

/**
 * Merges a later Compose file over an earlier one as Compose does (compose-spec 13-merge): mappings
 * key by key, sequences appended, `command` and its kin replaced, `environment`, `networks` and the
 * like by their keys, `!reset` takes a value away, `!override` replaces it.
 */
export function mergeModels(base: Mapping, over: Mapping): Mapping {
  return mergeMappings(base, over, []);
}

/** Merges the service that another extends with what the other says itself. */
export function mergeServices(base: Mapping, over: Mapping): Mapping {
  // What the service itself resets or overrides counts against the files before it, too; what the
  // extended one does so is its own affair.
  const inherited = withoutResets(base) as Mapping;
  const entries = inherited.entries.map((entry) =>
    entry.value.tag === '!override' ? { ...entry, value: withoutTag(entry.value) } : entry,
  );
  return mergeMappings({ ...inherited, entries }, over, ['services', '*'], true);
}

function withoutTag(data: Data): Data {
  const { tag: _, ...rest } = data;
  return rest as Data;
}

/** Takes out what `!reset` marks. Returns the same object where there is nothing of it. */
export function withoutResets(data: Data, depth = 0): Data {
  if (depth > DEEPEST) return data;
  if (data.type === 'map') {
    const entries: Entry[] = [];
    const last = lastOfEach(data);
    let changed = last.size !== data.entries.length;
    for (const entry of last.values()) {
      if (entry.value.tag === '!reset') {
        changed = true;
        continue;
      }
      const value = withoutResets(entry.value, depth + 1);
      if (value !== entry.value) changed = true;
      entries.push(value === entry.value ? entry : { ...entry, value });
    }
    return changed ? { ...data, entries } : data;
  }
  if (data.type === 'list') {
    if (!data.items.some((item) => item.tag === '!reset')) return data;
    return { ...data, items: data.items.filter((item) => item.tag !== '!reset') };
  }
  return data;
}

const DEEPEST = 200;

type Merger = 'replace' | 'by-key' | 'sequence' | 'networks' | 'build';

/** Special rules by the path inside the model, `*` for any key. */
const RULES: ReadonlyMap<string, Merger> = new Map([
  ['services.*.command', 'replace'],
  ['services.*.entrypoint', 'replace'],
  ['services.*.healthcheck.test', 'replace'],
  ['services.*.environment', 'by-key'],
  ['services.*.labels', 'by-key'],
  ['services.*.annotations', 'by-key'],
  ['services.*.sysctls', 'by-key'],
  ['services.*.deploy.labels', 'by-key'],
  ['services.*.build.args', 'by-key'],
  ['services.*.build.additional_contexts', 'by-key'],
  ['services.*.depends_on', 'networks'],
  ['services.*.networks', 'networks'],
  ['services.*.env_file', 'sequence'],
  ['services.*.dns', 'sequence'],
  ['services.*.tmpfs', 'sequence'],
  ['services.*.build', 'build'],
]);

/** @param nullsCount whether a key without a value replaces one with a value, as in `environment` */
function mergeMappings(
  base: Mapping,
  over: Mapping,
  path: readonly string[],
  keepResets = false,
  nullsCount = false,
): Mapping {
  const merged = new Map(lastOfEach(base));
  for (const [key, entry] of lastOfEach(over)) {
    const before = merged.get(key);
    if (entry.value.tag === '!reset') {
      if (keepResets) merged.set(key, entry);
      else merged.delete(key);
    } else if (
      before === undefined ||
      before.value.tag === '!reset' ||
      entry.value.tag === '!override' ||
      (nullsCount && isNull(entry.value))
    ) {
      merged.set(key, entry);
    } else {
      const value = mergeValues(before.value, entry.value, next(path, key));
      if (value === before.value) continue;
      merged.set(key, value === entry.value ? entry : { ...before, value });
    }
  }
  return { type: 'map', entries: [...merged.values()], where: base.where };
}

function mergeValues(base: Data, over: Data, path: readonly string[]): Data {
  const rule = RULES.get(path.join('.'));
  // Also by null: `command:` without a value brings back what the image says.
  if (rule === 'replace') return over;
  if (isNull(over)) return base;
  if (isNull(base)) return over;
  if (rule === 'by-key') return mergeMappings(keyValues(base), keyValues(over), path, false, true);
  if (rule === 'networks') return mergeMappings(asKeys(base), asKeys(over), path);
  if (rule === 'build') return mergeMappings(asBuild(base), asBuild(over), path);
  if (rule === 'sequence') return append(asList(base), asList(over));
  if (path.length > DEEPEST) return over;
  if (base.type === 'map' && over.type === 'map') return mergeMappings(base, over, path);
  if (base.type === 'list' && over.type === 'list') return append(base, over);
  return over;
}

function next(path: readonly string[], key: string): readonly string[] {
  // The names of services and networks are any; the rules are written with a star for them.
  return path.length === 1 ? [...path, '*'] : [...path, key];
}

/** `A=b` items and mappings alike as a mapping; an item without a value has a null one. */
export function keyValues(data: Data): Mapping {
  if (data.type === 'map') return data;
  const entries: Entry[] = [];
  for (const item of data.type === 'list' ? data.items : []) {
    const text = textOf(item);
    if (text === undefined) continue;
    const equals = text.indexOf('=');
    const key = equals < 0 ? text : text.slice(0, equals);
    entries.push(scalarEntry(key, equals < 0 ? null : text.slice(equals + 1), item.where));
  }
  return { type: 'map', entries, where: data.where };
}

/** A list of names as a mapping with null values. */
export function asKeys(data: Data): Mapping {
  if (data.type === 'map') return data;
  const entries: Entry[] = [];
  for (const item of data.type === 'list' ? data.items : []) {
    const text = textOf(item);
    if (text !== undefined) entries.push(scalarEntry(text, null, item.where));
  }
  return { type: 'map', entries, where: data.where };
}

/** `build: path` in its long form. */
export function asBuild(data: Data): Mapping {
  if (data.type === 'map') return data;
  const entries: Entry[] =
    data.type === 'scalar'
      ? [{ key: 'context', keyWhere: data.where, valueWhere: data.where, value: data }]
      : [];
  return { type: 'map', entries, where: data.where };
}

function asList(data: Data): List {
  return data.type === 'list' ? data : { type: 'list', items: [data], where: data.where };
}

function append(base: List, over: List): List {
  return { type: 'list', items: [...base.items, ...over.items], where: base.where };
}

function scalarEntry(key: string, value: string | null, where: Location): Entry {
  return { key, keyWhere: where, valueWhere: where, value: { type: 'scalar', value, where } };
}

/**
 * Each key's last entry, in the order of their first appearance. A `!reset` beside a merge key (`<<`)
 * takes nothing of the merged-in value away, only what an earlier file says: Compose drops the
 * marked value before the merge key is looked at. Likewise `!override` on a merged-in value stands for
 * the place, whatever the value is in the end.
 */
function lastOfEach(data: Mapping): Map<string, Entry> {
  const last = new Map<string, Entry>();
  for (const entry of data.entries) {
    const before = last.get(entry.key);
    const marked = [before?.value.tag, entry.value.tag].some(
      (tag) => tag === '!reset' || tag === '!override',
    );
    if (before === undefined || !marked) {
      last.set(entry.key, entry);
      continue;
    }
    const taken = entry.value.tag === '!reset' ? before : entry;
    // Where nothing is left of either, the place is still reset.
    const tag = taken.value.tag === '!reset' ? '!reset' : '!override';
    last.set(entry.key, { ...taken, value: { ...taken.value, tag } });
  }
  return last;
}
