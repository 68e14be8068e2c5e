import { entry, isNull, type Data, type Entry, type Mapping } from '../../../syntax/data.js';
import type { Location } from '../../../files/source.js';

/** Values in values: deeper ones are taken as they are. */
const DEEPEST = 100;

/**
 * Values laid over others as Helm does it: maps are merged, everything else is replaced, `null` takes
 * a key away.
 */
export function overlay(
  base: Data | undefined,
  over: Data | undefined,
  depth = 0,
): Data | undefined {
  if (over === undefined) return base;
  if (base?.type !== 'map' || over.type !== 'map' || depth > DEEPEST) return over;
  const entries: Entry[] = [];
  const overKeys = new Map(over.entries.map((item) => [item.key, item]));
  for (const item of base.entries) {
    const winner = overKeys.get(item.key);
    if (winner === undefined) {
      entries.push(item);
      continue;
    }
    overKeys.delete(item.key);
    if (isNull(winner.value)) continue;
    const value = overlay(item.value, winner.value, depth + 1)!;
    entries.push({ ...winner, value });
  }
  for (const item of overKeys.values()) {
    if (!isNull(item.value)) entries.push(item);
  }
  return { ...over, entries };
}

/** A map with one key. */
export function nest(key: string, value: Data, where: Location): Mapping {
  return {
    type: 'map',
    entries: [{ key, keyWhere: where, valueWhere: value.where, value }],
    where,
  };
}

/** The value under a dotted path (`memcached.enabled`). */
export function atPath(data: Data | undefined, path: string): Data | undefined {
  let here = data;
  for (const key of path.split('.')) {
    here = entry(here, key)?.value;
    if (here === undefined) return undefined;
  }
  return here;
}

/**
 * A value set by a name as in `helm install --set a.b[0].c=value`; dots after a backslash are part of
 * the key.
 */
export function setPath(path: string, value: Data, where: Location): Data {
  const keys: (string | number)[] = [];
  let key = '';
  for (let i = 0; i < path.length && keys.length < 50; i++) {
    const char = path[i]!;
    if (char === '\\') key += path[++i] ?? '';
    else if (char === '.') {
      if (key !== '') keys.push(key);
      key = '';
    } else if (char === '[') {
      if (key !== '') keys.push(key);
      key = '';
      const end = path.indexOf(']', i);
      const index = Number(path.slice(i + 1, end < 0 ? undefined : end));
      if (Number.isInteger(index) && index >= 0 && index < 100) keys.push(index);
      if (end < 0) break;
      i = end;
    } else key += char;
  }
  if (key !== '') keys.push(key);
  return keys.reduceRight<Data>((inner, step) => {
    if (typeof step === 'string') return nest(step, inner, where);
    const filler: Data = { type: 'scalar', value: null, where };
    return { type: 'list', items: [...new Array<Data>(step).fill(filler), inner], where };
  }, value);
}
