import type { Location } from '../../../files/source.js';
import {
  at,
  entry,
  isNull,
  itemsOf,
  stringOf,
  textOf,
  type Data,
  type Entry,
} from '../../../syntax/data.js';
import { mergeKeyed } from './keyed-lists.js';
import { Definition } from './schema.js';

/** Patches nested deeper than this replace what is there. */
const DEEPEST = 60;

/**
 * By what the items of a list are told apart in a strategic merge, from the patch merge keys of the
 * Kubernetes API. Lists that are not here are replaced as a whole.
 */
const MERGE_KEYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  containers: [['name']],
  initContainers: [['name']],
  ephemeralContainers: [['name']],
  volumes: [['name']],
  env: [['name']],
  volumeMounts: [['mountPath']],
  volumeDevices: [['devicePath']],
  imagePullSecrets: [['name']],
  hostAliases: [['ip']],
  topologySpreadConstraints: [['topologyKey', 'whenUnsatisfiable']],
  // Of a container by its port, of a Service by its port too.
  ports: [
    ['containerPort', 'protocol'],
    ['port', 'protocol'],
  ],
};

/** How the lists of an object are merged: by the keys of the Kubernetes API, by a schema, or not at all. */
type Lists = 'built-in' | Definition | undefined;

/** Merges a patch into an object as Kubernetes does; `undefined` when the patch deletes it. */
export function strategicMerge(base: Data, patch: Data, lists: Lists): Data | undefined {
  if (directive(patch) === 'delete') return undefined;
  return mergeValue(base, patch, '', lists, 0);
}

function directive(data: Data): string | undefined {
  return data.type === 'map' ? stringOf(at(data, '$patch')) : undefined;
}

function mergeValue(base: Data, patch: Data, key: string, lists: Lists, depth: number): Data {
  if (depth > DEEPEST) return patch;
  if (base.type === 'map' && patch.type === 'map') {
    if (directive(patch) === 'replace') return withoutDirectives(patch);
    return mergeMaps(base, patch, lists, depth);
  }
  if (base.type === 'list' && patch.type === 'list' && lists !== undefined) {
    return mergeLists(base, patch, key, lists, depth);
  }
  return patch;
}

/**
 * What a patch puts where there is nothing: its directives and nulls take away what is not there, and a
 * map that nothing is left of is not made.
 */
function added(data: Data, depth: number): Data | undefined {
  if (isNull(data) || directive(data) === 'delete') return undefined;
  if (depth > DEEPEST) return data;
  if (data.type === 'list') {
    const items = data.items.filter((item) => directive(item) === undefined);
    if (items.length === 0 && data.items.length > 0) return undefined;
    return { ...data, items: items.map((item) => withoutDirectives(item, depth + 1)) };
  }
  if (data.type !== 'map') return data;
  const result = withoutDirectives(data, depth);
  return result.type === 'map' && result.entries.length === 0 && data.entries.length > 0
    ? undefined
    : result;
}

function withoutDirectives(data: Data, depth = 0): Data {
  if (data.type !== 'map') return data;
  return {
    ...data,
    entries: data.entries.flatMap((item) => {
      const value = item.key.startsWith('$') ? undefined : added(item.value, depth + 1);
      return value === undefined ? [] : [{ ...item, value }];
    }),
  };
}

function mergeMaps(
  base: Extract<Data, { type: 'map' }>,
  patch: Extract<Data, { type: 'map' }>,
  lists: Lists,
  depth: number,
): Data {
  const rest = new Map<string, Entry>();
  for (const item of patch.entries) {
    if (!item.key.startsWith('$')) rest.set(item.key, item);
  }
  const entries: Entry[] = [];
  for (const item of base.entries) {
    const change = rest.get(item.key);
    if (change === undefined) {
      entries.push(item);
      continue;
    }
    rest.delete(item.key);
    if (isNull(change.value)) continue;
    if (change.value.type === 'map' && directive(change.value) === 'delete') continue;
    const inner = lists instanceof Definition ? lists.field(item.key) : lists;
    const value = mergeValue(item.value, change.value, item.key, inner, depth + 1);
    // A map that was merged still begins where the base has it; a value stands where the patch has it.
    entries.push(value.type === 'map' ? { ...item, value } : { ...change, value });
  }
  for (const item of rest.values()) {
    const value = added(item.value, depth);
    if (value !== undefined) entries.push({ ...item, value });
  }
  return { ...base, entries };
}

function mergeLists(
  base: Extract<Data, { type: 'list' }>,
  patch: Extract<Data, { type: 'list' }>,
  key: string,
  lists: 'built-in' | Definition,
  depth: number,
): Data {
  if (patch.items.some((item) => isOnly(item, 'delete'))) return { ...base, items: [] };
  const changes = patch.items.filter((item) => !isOnly(item, 'replace'));
  if (changes.length < patch.items.length) return { ...patch, items: changes };
  const present = [...base.items, ...changes];
  const mergeKeys =
    lists === 'built-in'
      ? (MERGE_KEYS[key]?.find(([first = '']) =>
          present.some((item) => entry(item, first) !== undefined),
        ) ?? [])
      : lists.mergeKeys;
  if (mergeKeys.length === 0) return patch;
  const inner = lists === 'built-in' ? lists : lists.items;
  const items = mergeKeyed(base.items, changes, mergeKeys, (old, change) => {
    if (change === undefined) return old;
    if (old === undefined) return added(change, depth);
    return directive(change) === 'delete'
      ? undefined
      : mergeValue(old, change, '', inner, depth + 1);
  });
  return { ...base, items };
}

/** Whether an item of a patch is nothing but a directive for its whole list. */
function isOnly(item: Data, name: string): boolean {
  return item.type === 'map' && item.entries.length === 1 && directive(item) === name;
}

/** One operation of a JSON patch (RFC 6902). */
interface Operation {
  readonly op: string;
  readonly path: readonly string[];
  readonly value: Data | undefined;
}

/** Applies a JSON patch; operations that do not fit are left out, as they would stop the build. */
export function jsonPatch(base: Data, operations: Data): Data {
  let result = base;
  for (const item of itemsOf(operations).slice(0, 1_000)) {
    const operation: Operation = {
      op: textOf(at(item, 'op')) ?? '',
      path: pointer(textOf(at(item, 'path')) ?? ''),
      value: at(item, 'value'),
    };
    if (operation.op === 'move' || operation.op === 'copy') {
      const from = pointer(textOf(at(item, 'from')) ?? '');
      const value = valueAt(result, from);
      if (value === undefined) continue;
      if (operation.op === 'move')
        result = change(result, { op: 'remove', path: from, value: undefined }, 0);
      result = change(result, { ...operation, op: 'add', value }, 0);
    } else if (['add', 'replace', 'remove'].includes(operation.op)) {
      result = change(result, operation, 0);
    }
  }
  return result;
}

function pointer(text: string): string[] {
  return text
    .split('/')
    .slice(1, 60)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(data: Data, path: readonly string[]): Data | undefined {
  let here: Data | undefined = data;
  for (const step of path) {
    here = here?.type === 'list' ? here.items[Number(step)] : at(here, step);
  }
  return here;
}

function change(data: Data, operation: Operation, depth: number): Data {
  const step = operation.path[depth];
  if (step === undefined) return operation.op === 'remove' ? data : (operation.value ?? data);
  const last = depth === operation.path.length - 1;
  if (data.type === 'list') {
    const items = [...data.items];
    const index = step === '-' ? items.length : Number(step);
    if (!Number.isInteger(index) || index < 0 || index > items.length) return data;
    if (!last) {
      const item = items[index];
      if (item !== undefined) items[index] = change(item, operation, depth + 1);
    } else if (operation.op === 'remove') items.splice(index, 1);
    else if (operation.value !== undefined) {
      items.splice(index, operation.op === 'replace' ? 1 : 0, operation.value);
    }
    return { ...data, items };
  }
  if (data.type !== 'map') return data;
  const existing = entry(data, step);
  const others = data.entries.filter((item) => item.key !== step);
  if (last) {
    if (operation.op === 'remove') return { ...data, entries: others };
    const { value } = operation;
    if (value === undefined) return data;
    return { ...data, entries: [...others, newEntry(step, value, value.where)] };
  }
  if (existing === undefined) return data;
  const value = change(existing.value, operation, depth + 1);
  return {
    ...data,
    entries: data.entries.map((item) => (item === existing ? { ...item, value } : item)),
  };
}

export function newEntry(key: string, value: Data, where: Location): Entry {
  return { key, keyWhere: where, valueWhere: value.where, value };
}

/** Sets a value under a path, making the maps on the way. */
export function setAt(data: Data, path: readonly string[], value: Data): Data {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const map: Extract<Data, { type: 'map' }> =
    data.type === 'map' ? data : { type: 'map', entries: [], where: value.where };
  const existing = entry(map, step);
  const inner = setAt(
    existing?.value ?? { type: 'map', entries: [], where: value.where },
    rest,
    value,
  );
  if (existing === undefined) {
    return { ...map, entries: [...map.entries, newEntry(step, inner, value.where)] };
  }
  return {
    ...map,
    entries: map.entries.map((item) =>
      item === existing ? { ...item, value: inner, valueWhere: inner.where } : item,
    ),
  };
}
