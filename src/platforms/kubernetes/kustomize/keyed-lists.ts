import { at, entry, textOf, type Data } from '../../../syntax/data.js';
import { setAt } from './merge.js';

/**
 * Merges two lists whose items are told apart by keys, in kustomize's own way: the items of the patch
 * come first; a second key such as the protocol of a port counts as soon as one item has it. A change to
 * an item that differs from it in a key that only one of them has is lost, as it is there.
 */
export function mergeKeyed(
  base: readonly Data[],
  patch: readonly Data[],
  keys: readonly string[],
  mergeItem: (base: Data | undefined, patch: Data | undefined) => Data | undefined,
): Data[] {
  const present = [...base];
  let made: Data[] = [];
  const identities = completed(distinct([...patch, ...base].map((item) => valuesOf(item, keys))));
  const used = keys.filter((_key, index) => identities.some((values) => values[index] !== ''));
  const valid = used.length === 0 ? keys : used;
  for (const identity of identities) {
    const values = valid.map((key) => identity[keys.indexOf(key)] ?? '');
    const known = valid.filter((_key, index) => values[index] !== '');
    const given = values.filter((value) => value !== '');
    const index = present.findIndex((item) => has(item, known, given));
    const change = patch.find((item) => has(item, known, given));
    let item = mergeItem(present[index], change);
    if (item === undefined) {
      for (let i = present.length - 1; i >= 0; i--) {
        if (has(present[i]!, valid, values)) present.splice(i, 1);
      }
      continue;
    }
    for (const [position, key] of valid.entries()) {
      const value = values[position]!;
      if (value !== '' && entry(item, key) === undefined) {
        item = setAt(item, [key], { type: 'scalar', value, where: item.where });
      }
    }
    if (index >= 0) present[index] = item;
    made = put(made, item, valid, values);
  }
  for (const item of present) {
    const values: string[] = [];
    for (const key of valid) {
      const value = at(item, key);
      if (value === undefined) made = [...made, item];
      else values.push(textOf(value) ?? '');
    }
    if (values.length === 0) continue;
    if (valid.length > 1) made = made.filter((one) => !has(one, valid, values));
    made = put(made, item, valid, values);
  }
  return made;
}

/** Puts an item in the place of those with its values, or at the end. */
function put(
  items: readonly Data[],
  item: Data,
  keys: readonly string[],
  values: readonly string[],
): Data[] {
  const found = items.some((one) => has(one, keys, values));
  return found ? items.map((one) => (has(one, keys, values) ? item : one)) : [...items, item];
}

/** Whether an item has the values of the first keys; an empty one stands for any. */
function has(item: Data, keys: readonly string[], values: readonly string[]): boolean {
  return values.every((wanted, index) => {
    const value = at(item, keys[index]!);
    return value !== undefined && (wanted === '' || textOf(value) === wanted);
  });
}

function valuesOf(item: Data, keys: readonly string[]): string[] {
  return keys.map((key) => textOf(at(item, key)) ?? '');
}

function distinct(lists: readonly string[][]): string[][] {
  const seen = new Set<string>();
  return lists.filter((values) => {
    const text = JSON.stringify(values);
    return !seen.has(text) && seen.add(text);
  });
}

/** Two items that differ only in a value that one of them lacks are one. */
function completed(lists: string[][]): string[][] {
  if ((lists[0]?.length ?? 0) < 2 || lists.length > 1_000) return lists;
  const result = [...lists];
  for (let i = 0; i < result.length; i++) {
    for (let j = 0; j < result.length; j++) {
      const [one, other] = [result[i]!, result[j]!];
      const together = one.map((value, index) => (value === '' ? other[index]! : value));
      const same =
        one.some((value, index) => value === other[index]) &&
        one.every((value, index) => value === '' || other[index] === '' || value === other[index]);
      if (same) result[i] = result[j] = together;
    }
  }
  return result;
}
