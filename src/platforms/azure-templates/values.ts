import type { Data, Entry } from '../../syntax/data.js';
import { textOf } from '../../syntax/data.js';
import { originOf } from '../terraform/values.js';

/** The entry of a key in any case, as Azure Resource Manager reads names; the last one counts. */
export function entryIn(data: Data | undefined, key: string): Entry | undefined {
  if (data?.type !== 'map') return undefined;
  const wanted = key.toLowerCase();
  for (let i = data.entries.length - 1; i >= 0; i--) {
    const each = data.entries[i]!;
    if (each.key === key || each.key.toLowerCase() === wanted) return each;
  }
  return undefined;
}

/** The entry at the end of a chain of keys. */
export function property(data: Data | undefined, ...path: string[]): Entry | undefined {
  let here = data;
  let found: Entry | undefined;
  for (const key of path) {
    found = entryIn(here, key);
    if (found === undefined) return undefined;
    here = found.value;
  }
  return found;
}

/** A text that two names share when they are the same, unknown pieces included. */
export function nameKey(data: Data | undefined): string {
  if (data === undefined) return '';
  const text = textOf(data);
  if (text !== undefined) return text.toLowerCase();
  if (data.type !== 'unknown') return '';
  const partial = originOf(data)?.partial?.text;
  return `${partial?.toLowerCase() ?? ''}<${data.reason}>`;
}
