import type { Location } from '../../../files/source.js';
import {
  entry,
  isNull,
  itemsOf,
  type Data,
  type Entry,
  type List,
  type Mapping,
} from '../../../syntax/data.js';
import { identity, list, mapping, unknown, withBasis } from '../values.js';

/** Lists are paired with what is written item by item up to this many comparisons. */
const MOST_COMPARISONS = 20_000;
const DEEPEST = 100;

/** What merging asks of the plan around the value. */
export interface Merging {
  /** The address of the resource, for reasons. */
  readonly address: string;
  /** Whether what is written is of this very instance, not of another of the same declaration. */
  readonly isExact: boolean;
  /** The attribute that a text is the id of, such as `aws_security_group.cache.id`. */
  referenceOf(id: string): string | undefined;
}

/**
 * A planned value in the places where the configuration writes it. What is known only after the plan
 * was carried out is unknown; nulls, which stand for arguments that are not set, are left out.
 * @param mask of the shape of the value: `true` where it is not known yet
 * @param secret of the same shape: `true` where it must not be shown
 * @param written what evaluating the configuration gave at this place
 */
export function merged(
  value: Data | undefined,
  mask: Data | undefined,
  secret: Data | undefined,
  written: Data | undefined,
  at: Location,
  merging: Merging,
  depth = 0,
): Data {
  if (depth > DEEPEST) return unknown('it is nested too deeply', at);
  const result = isTrue(mask)
    ? notYetKnown(written, at, merging)
    : known(value, mask, secret, written, at, merging, depth);
  return isTrue(secret) ? { ...result, sensitive: true } : result;
}

function known(
  value: Data | undefined,
  mask: Data | undefined,
  secret: Data | undefined,
  written: Data | undefined,
  at: Location,
  merging: Merging,
  depth: number,
): Data {
  if (value?.type === 'map' || (value === undefined && mask?.type === 'map')) {
    return mergedMap(value, mask, secret, written, at, merging, depth);
  }
  if (value?.type === 'list' || (value === undefined && mask?.type === 'list')) {
    return mergedList(value, mask, secret, written, at, merging, depth);
  }
  if (value === undefined) return unknown('the plan does not say it', at);
  return placed(value, written, at, merging);
}

/** A single value: where it is written when that is the same, else where it comes in. */
function placed(value: Data, written: Data | undefined, at: Location, merging: Merging): Data {
  const text = value.type === 'scalar' && typeof value.value === 'string' ? value.value : '';
  const reference = looksLikeId(text) ? merging.referenceOf(text) : undefined;
  if (reference !== undefined && text.startsWith('pl-')) {
    return unknown(`the prefix list ${text} is not in the plan`, at, reference);
  }
  const isSame = written?.type === 'scalar' && String(written.value) === String(scalarOf(value));
  const here: Data = isSame
    ? {
        ...value,
        where: written.where,
        ...(written.through === undefined ? {} : { through: written.through }),
      }
    : written !== undefined || at.file !== value.where.file
      ? { ...value, where: at }
      : value;
  return reference === undefined ? here : withBasis(here, reference);
}

function scalarOf(value: Data): unknown {
  return value.type === 'scalar' ? value.value : undefined;
}

function notYetKnown(written: Data | undefined, at: Location, merging: Merging): Data {
  // What the configuration says of it is no less than what the plan says.
  if (written !== undefined && !isNull(written) && merging.isExact) return written;
  const reason = `it is known only after the plan for \`${merging.address}\` was carried out`;
  return unknown(reason, at);
}

function mergedMap(
  value: Data | undefined,
  mask: Data | undefined,
  secret: Data | undefined,
  written: Data | undefined,
  at: Location,
  merging: Merging,
  depth: number,
): Mapping {
  const keys = new Set<string>();
  for (const each of [value, mask]) {
    if (each?.type === 'map') for (const { key } of each.entries) keys.add(key);
  }
  const entries: Entry[] = [];
  for (const key of keys) {
    const inner = entry(value, key);
    const innerMask = entry(mask, key)?.value;
    if ((inner === undefined || isNull(inner.value)) && !holdsTrue(innerMask)) continue;
    const source = entry(written, key);
    const place = source?.valueWhere ?? inner?.valueWhere ?? at;
    const data = merged(
      inner === undefined || isNull(inner.value) ? undefined : inner.value,
      innerMask,
      entry(secret, key)?.value,
      source?.value,
      place,
      merging,
      depth + 1,
    );
    const keyWhere = source?.keyWhere ?? inner?.keyWhere ?? place;
    entries.push({ key, keyWhere, valueWhere: place, value: data });
  }
  return mapping(entries, written?.type === 'map' ? written.where : (value?.where ?? at));
}

function mergedList(
  value: Data | undefined,
  mask: Data | undefined,
  secret: Data | undefined,
  written: Data | undefined,
  at: Location,
  merging: Merging,
  depth: number,
): List {
  const items = value?.type === 'list' ? value.items : [];
  const masks = mask?.type === 'list' ? mask.items : [];
  const secrets = secret?.type === 'list' ? secret.items : [];
  const length = Math.max(items.length, masks.filter((each) => holdsTrue(each)).length);
  const pairs = paired(items, written);
  const results = Array.from({ length }, (_, index) => {
    const item = items[index];
    const own = pairs[index];
    const place = own?.where ?? (written === undefined ? (item?.where ?? at) : at);
    const present = item === undefined || isNull(item) ? undefined : item;
    return merged(present, masks[index], secrets[index], own, place, merging, depth + 1);
  });
  return list(results, written?.type === 'list' ? written.where : at);
}

/** For each planned item the written one it came from: the same value, or the most alike of the blocks. */
function paired(items: readonly Data[], written: Data | undefined): (Data | undefined)[] {
  const candidates = itemsOf(written);
  const pairs: (Data | undefined)[] = items.map(() => undefined);
  const used = new Set<number>();
  const byIdentity = new Map<string, number[]>();
  for (const [index, candidate] of candidates.entries()) {
    const id = candidate.type === 'scalar' ? String(candidate.value) : identity(candidate);
    if (id !== undefined) byIdentity.set(id, [...(byIdentity.get(id) ?? []), index]);
  }
  for (const [index, item] of items.entries()) {
    const id = item.type === 'scalar' ? String(item.value) : identity(item);
    const found =
      id === undefined ? undefined : byIdentity.get(id)?.find((each) => !used.has(each));
    if (found === undefined) continue;
    used.add(found);
    pairs[index] = candidates[found];
  }
  if (items.length * candidates.length > MOST_COMPARISONS) return pairs;
  for (const [index, item] of items.entries()) {
    if (pairs[index] !== undefined || item.type !== 'map') continue;
    let best: number | undefined;
    let most = -1;
    for (const [position, candidate] of candidates.entries()) {
      if (used.has(position) || candidate.type !== 'map') continue;
      const score = likeness(item, candidate);
      if (score > most) [best, most] = [position, score];
    }
    if (best === undefined) continue;
    used.add(best);
    pairs[index] = candidates[best];
  }
  // A single value that is not what is written came from the only thing that is.
  const left = candidates.filter((_, index) => !used.has(index));
  if (left.length === 1 && left[0]!.type === 'unknown') {
    return pairs.map((pair, index) => pair ?? (items[index]!.type === 'map' ? undefined : left[0]));
  }
  return pairs;
}

/** How many arguments of a block are as they are written; what contradicts counts against it. */
function likeness(item: Mapping, candidate: Mapping): number {
  let score = 0;
  for (const { key, value } of candidate.entries) {
    const planned = entry(item, key)?.value;
    if (planned === undefined) continue;
    const wanted = textIn(value);
    if (wanted === undefined) continue;
    score += textIn(planned) === wanted ? 2 : -1;
  }
  return score;
}

function textIn(data: Data): string | undefined {
  if (data.type === 'scalar') return String(data.value);
  const items = itemsOf(data).map((item) => (item.type === 'scalar' ? String(item.value) : '?'));
  return items.includes('?') ? undefined : items.sort().join();
}

/** Ids of the clouds: `sg-0123…`, ARNs, paths. Names could be anything else's as well. */
function looksLikeId(text: string): boolean {
  return text.length < 500 && (/[/:]/.test(text) || /^[a-z]{1,10}-[0-9a-f]{8,17}$/.test(text));
}

export function isTrue(data: Data | undefined): boolean {
  return data?.type === 'scalar' && data.value === true;
}

/** Whether something in it is `true`. */
export function holdsTrue(data: Data | undefined, depth = 0): boolean {
  if (data === undefined || depth > DEEPEST) return false;
  if (data.type === 'list') return data.items.some((item) => holdsTrue(item, depth + 1));
  if (data.type === 'map') return data.entries.some(({ value }) => holdsTrue(value, depth + 1));
  return isTrue(data);
}
