/** Members of values: attributes and items. */
import type { Location } from '../../files/source.js';
import { entry as entryNamed, type Data } from '../../syntax/data.js';
import { tooMuch } from './budget.js';
import { withoutReference } from './functions/call.js';
import type { Scope } from './scope.js';
import {
  elements,
  failure,
  identity,
  PARTIAL,
  partOf,
  REST,
  toNumber,
  toText,
  unknown,
  withoutAlternatives,
} from './values.js';

/** The attribute of a value. */
export function access(data: Data, name: string, scope: Scope, where: Location): Data {
  switch (data.type) {
    case 'map': {
      const found = entryNamed(data, name);
      if (found !== undefined) return partOf(data, found.value);
      if (data.tag === PARTIAL) return unknown('some entries of the map are not known', where);
      return failure(`there is no attribute "${name.slice(0, 60)}"`, where);
    }
    case 'unknown':
      if (data.reference !== undefined) return scope.names.attribute(data.reference, name, where);
      return withoutAlternatives(data);
    case 'list': {
      // Terraform 0.11 took the first of a counted resource that was named without an index.
      const only = data.items.length === 1 ? elements(data)[0]! : undefined;
      if (only?.type === 'unknown' && only.reference !== undefined) {
        return scope.names.attribute(only.reference, name, where);
      }
      return failure('a list has no attributes', where);
    }
    default:
      return failure(`there is no attribute "${name.slice(0, 60)}"`, where);
  }
}

/** The item of a value under a key. */
export function index(data: Data, key: Data, scope: Scope, where: Location): Data {
  if (data.type === 'unknown') {
    if (data.reference === undefined) return withoutAlternatives(data);
    const name = toText(key);
    if (key.type === 'scalar' && typeof key.value === 'string' && name !== undefined) {
      return scope.names.attribute(data.reference, name, where);
    }
    const shown = key.type === 'scalar' ? String(key.value) : '?';
    return unknown(data.reason, data.where, `${data.reference}[${shown}]`);
  }
  if (key.type === 'unknown') {
    const all = data.type === 'list' || data.type === 'map' ? elements(data) : [];
    const ids = new Set(all.map((item) => identity(item)));
    if (all.length > 0 && ids.size === 1 && !ids.has(undefined)) return all[0]!;
    return withoutReference(key);
  }
  if (data.type === 'map') {
    const name = toText(key);
    return name === undefined
      ? failure('the key of a map is a string', where)
      : access(data, name, scope, where);
  }
  if (data.type === 'list') {
    // Looking for an unknown rest goes through the whole list.
    if (!scope.names.budget.spend(data.items.length >> 4)) return tooMuch(where);
    const position = toNumber(key);
    const rest = data.items.findIndex((item) => item.tag === REST);
    if (rest >= 0 && (position === undefined || position >= rest)) {
      return withoutAlternatives({ ...partOf(data, data.items[rest]!), tag: undefined } as Data);
    }
    const found = position === undefined ? undefined : data.items[position];
    return found === undefined
      ? failure('the list has no item of that number', where)
      : partOf(data, found);
  }
  return failure('only lists and maps have items', where);
}
