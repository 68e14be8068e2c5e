import { at, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { folderOf, textMap, type KubeObject } from './objects.js';

/** Stands for labels that a template prints and that are not known. */
export const UNKNOWN_KEY = 'UNKNOWN';

export type Labels = ReadonlyMap<string, string | undefined>;

/** Whether all labels asked for are there. Values that are not known may be the same: they match. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  const more = labels.has(UNKNOWN_KEY);
  for (const [key, value] of wanted) {
    if (key === UNKNOWN_KEY) continue;
    if (!labels.has(key)) {
      if (more) continue;
      return false;
    }
    const actual = labels.get(key);
    if (value !== undefined && actual !== undefined && actual !== value) return false;
  }
  return true;
}

/**
 * Whether a label selector (`matchLabels`, `matchExpressions`) selects the labels. Absent or empty
 * selects everything (NetworkPolicy v1: "an empty podSelector selects all pods").
 */
export function selects(selector: Data | undefined, labels: Labels): boolean {
  if (selector === undefined) return true;
  if (!hasLabels(labels, textMap(at(selector, 'matchLabels')))) return false;
  return itemsOf(at(selector, 'matchExpressions')).every((expression) => {
    const key = textOf(at(expression, 'key')) ?? '';
    const values = itemsOf(at(expression, 'values')).map(textOf);
    const actual = labels.get(key);
    switch (textOf(at(expression, 'operator'))) {
      case 'In':
        return labels.has(key) && (actual === undefined || values.includes(actual));
      case 'NotIn':
        return !labels.has(key) || actual === undefined || !values.includes(actual);
      case 'Exists':
        return labels.has(key);
      case 'DoesNotExist':
        return !labels.has(key);
      default:
        return false;
    }
  });
}

/** Whether a selector asks for nothing in particular. */
export function isEmptySelector(selector: Data | undefined): boolean {
  return (
    textMap(at(selector, 'matchLabels')).size === 0 &&
    itemsOf(at(selector, 'matchExpressions')).length === 0
  );
}

/**
 * Of several candidates those that belong with the object: the ones of its own set, else the ones
 * whose folder is nearest. One repository often holds several installations of the same names.
 */
export function nearest<T extends { readonly object: KubeObject }>(
  object: KubeObject,
  candidates: readonly T[],
): T[] {
  if (candidates.length <= 1) return [...candidates];
  const sameSet = object.set === '' ? [] : candidates.filter((c) => c.object.set === object.set);
  if (sameSet.length > 0) return sameSet;
  const distance = (candidate: T): number =>
    candidate.object.where.file === object.where.file
      ? -1
      : folderDistance(folderOf(object.where), folderOf(candidate.object.where));
  const least = Math.min(...candidates.map(distance));
  return candidates.filter((candidate) => distance(candidate) === least);
}

/** Steps from one folder up to the common one and down to the other. */
export function folderDistance(a: string, b: string): number {
  const first = a === '' ? [] : a.split('/');
  const second = b === '' ? [] : b.split('/');
  let common = 0;
  while (common < first.length && common < second.length && first[common] === second[common]) {
    common++;
  }
  return first.length - common + (second.length - common);
}

/** The label values that Services ask for. */
export function openSelectors(objects: readonly KubeObject[]): string[][] {
  const seen = new Set<string>();
  const selectors: string[][] = [];
  for (const object of objects) {
    if (object.kind !== 'Service' || itemsOf(at(object.data, 'spec', 'ports')).length === 0)
      continue;
    if (textOf(at(object.data, 'spec', 'type')) === 'ExternalName') continue;
    const values = [...textMap(at(object.data, 'spec', 'selector')).values()].filter(
      (value) => value !== undefined && value !== UNKNOWN_KEY,
    ) as string[];
    const key = values.join('\n');
    if (values.length === 0 || seen.has(key)) continue;
    seen.add(key);
    selectors.push(values);
  }
  return selectors;
}
