/** What the functions on collections share: the items of their arguments, and results that may be partly known. */
import type { Data, Entry } from '../../../syntax/data.js';
import {
  compareText,
  elements,
  list,
  mapping,
  MOST_ITEMS,
  PARTIAL,
  REST,
  unknown,
} from '../values.js';
import type { CallContext } from './call.js';

/** Any number of items that are not known. */
export function rest(data: Data): Data {
  return { ...data, tag: REST };
}

export function hasRest(data: Data): boolean {
  return data.type === 'list' && data.items.some((item) => item.tag === REST);
}

/** The items of a list; an unknown list is an unknown number of items; `undefined`: no list. */
export function listed(data: Data | undefined): Data[] | undefined {
  if (data === undefined) return undefined;
  if (data.type === 'list') return elements(data);
  if (data.type === 'unknown') return [rest(data)];
  return undefined;
}

export function bounded(result: readonly Data[], call: CallContext, tag?: string): Data {
  if (result.length > MOST_ITEMS)
    return unknown('the list is too long to be evaluated', call.where);
  return list(result, call.where, tag);
}

export function mapped(entries: readonly Entry[], call: CallContext, partial: boolean): Data {
  const last = new Map<string, Entry>();
  for (const each of entries) last.set(each.key, each);
  const sorted = [...last.values()].sort((a, b) => compareText(a.key, b.key));
  if (sorted.length > MOST_ITEMS)
    return unknown('the map is too large to be evaluated', call.where);
  return mapping(sorted, call.where, partial ? PARTIAL : undefined);
}

export function flattened(source: readonly Data[], into: Data[], depth: number): void {
  for (const item of source) {
    if (into.length > MOST_ITEMS) return;
    if (item.type === 'list' && depth < 100) flattened(elements(item), into, depth + 1);
    else into.push(item);
  }
}
