import type { Location } from '../../files/source.js';
import { entry, type Data } from '../data.js';
import { scalar, type Value } from './value.js';

/** A `range` is followed no further. */
export const MOST_ROUNDS = 5_000;

/** The value under field names; nothing under nothing, as Helm charts expect of missing values. */
export function fields(value: Value, path: readonly string[]): Value {
  let here: Value = value;
  for (const name of path) {
    if (here === undefined || here.type === 'unknown') return here;
    if (here.type !== 'map') return undefined;
    const found: Data | undefined = entry(here, name)?.value;
    here = found?.type === 'scalar' && found.value === null ? undefined : found;
  }
  return here;
}

/** The rounds of a `range`: keys and items. */
export function roundsOf(value: Value, where: Location): (readonly [Value, Value])[] {
  if (value === undefined) return [];
  switch (value.type) {
    case 'list':
      return value.items.map((item, index) => [scalar(index, where), item] as const);
    case 'map':
      return [...new Map(value.entries.map((e) => [e.key, e] as const)).values()]
        .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
        .map(
          (e) => [{ type: 'scalar', value: e.key, where: e.keyWhere } as const, e.value] as const,
        );
    case 'scalar':
      return typeof value.value === 'number' && value.value > 0
        ? Array.from(
            { length: Math.min(value.value, MOST_ROUNDS) },
            (_, i) => [scalar(i, where), scalar(i, where)] as const,
          )
        : [];
    case 'unknown':
      return [[value, value]];
    case 'text':
      return [];
  }
}
