import type { Location, SourceFile } from '../../files/source.js';
import type { Data, Entry, List, Mapping, Primitive, Scalar, Unknown } from '../../syntax/data.js';

/** What a text was made from, kept beside it so that decoding it again leads to exact positions. */
const ORIGIN: unique symbol = Symbol('origin');

interface Origin {
  /** The text is that of this whole file. */
  readonly file?: SourceFile;
  /** The text is the encoding of this value. */
  readonly data?: Data;
  /** The text of a template that is not wholly known, with {@link UNKNOWN_TEXT} in the gaps. */
  readonly partial?: { readonly text: string; readonly where: Location };
}

/**
 * Stands for an unknown piece of a text. Nothing runs it: shell scripts, which such texts mostly are,
 * are read, and a substituted command's output is not known to the reader.
 */
export const UNKNOWN_TEXT = '$(terraform_value)';

export function withOrigin<T extends Data>(data: T, origin: Origin): T {
  return { ...data, [ORIGIN]: origin };
}

export function originOf(data: Data): Origin | undefined {
  return (data as { [ORIGIN]?: Origin })[ORIGIN];
}

/** What an unknown was computed from, when it no longer is that value itself. */
const BASIS: unique symbol = Symbol('basis');

export function withBasis<T extends Data>(data: T, reference: string): T {
  return { ...data, [BASIS]: reference };
}

/** The reference that an unknown is, or was computed from. */
export function basisOf(data: Data): string | undefined {
  if (data.type === 'unknown' && data.reference !== undefined) return data.reference;
  return (data as { [BASIS]?: string })[BASIS];
}

/** What an unknown may turn out to be, when that is known. */
const ALTERNATIVES: unique symbol = Symbol('alternatives');
const MOST_ALTERNATIVES = 8;

/** An unknown that is one of these values: the results of a condition that is not known. */
export function oneOf(missing: Data, values: readonly Data[]): Data {
  const all = values.flatMap((value) => alternativesOf(value) ?? [value]);
  if (missing.type !== 'unknown' || all.length > MOST_ALTERNATIVES) return missing;
  return { ...missing, [ALTERNATIVES]: all } as Data;
}

/** The values that an unknown can only be. */
export function alternativesOf(data: Data): readonly Data[] | undefined {
  return data.type === 'unknown'
    ? (data as { [ALTERNATIVES]?: readonly Data[] })[ALTERNATIVES]
    : undefined;
}

/** An unknown that is computed from another is none of its alternatives. */
export function withoutAlternatives<T extends Data>(data: T): T {
  return alternativesOf(data) === undefined ? data : { ...data, [ALTERNATIVES]: undefined };
}

/** A list whose items are a set: no order and nothing twice. */
export const SET = '!set';
/** An unknown item that stands for any number of items. */
export const REST = '!rest';
/** A map that may have more entries than those that are known. */
export const PARTIAL = '!partial';
/** An unknown that is so because Terraform would refuse the expression, which `try` passes over. */
export const ERROR = '!error';
/** Begins the tag of a block that is only there under a condition, which follows. */
const CONDITIONAL = '!if ';

/** Lists and texts that grow beyond these are unknown. */
export const MOST_ITEMS = 20_000;
export const LONGEST_TEXT = 1_000_000;
const MOST_THROUGH = 12;

export function scalar(value: Primitive, where: Location, through?: readonly Location[]): Scalar {
  return { type: 'scalar', value, where, ...carry(through) };
}

export function list(items: readonly Data[], where: Location, tag?: string): List {
  return { type: 'list', items, where, ...(tag === undefined ? {} : { tag }) };
}

export function mapping(entries: readonly Entry[], where: Location, tag?: string): Mapping {
  return { type: 'map', entries, where, ...(tag === undefined ? {} : { tag }) };
}

export function unknown(reason: string, where: Location, reference?: string): Unknown {
  return { type: 'unknown', reason, where, ...(reference === undefined ? {} : { reference }) };
}

/** What an expression that Terraform refuses comes to. */
export function failure(reason: string, where: Location): Unknown {
  return { type: 'unknown', reason, where, tag: ERROR };
}

export function entryOf(key: string, value: Data, keyWhere: Location = value.where): Entry {
  return { key, keyWhere, valueWhere: value.where, value };
}

export function conditional(map: Mapping, condition: string): Mapping {
  return { ...map, tag: CONDITIONAL + condition };
}

/** Why a block may not be there; `undefined` when it is. */
export function conditionOf(data: Data): string | undefined {
  return data.tag?.startsWith(CONDITIONAL) ? data.tag.slice(CONDITIONAL.length) : undefined;
}

function carry(through: readonly Location[] | undefined): { through?: readonly Location[] } {
  return through === undefined || through.length === 0 ? {} : { through };
}

function samePlace(a: Location, b: Location): boolean {
  return (
    a.file === b.file &&
    a.startLine === b.startLine &&
    a.startColumn === b.startColumn &&
    a.endLine === b.endLine &&
    a.endColumn === b.endColumn
  );
}

function sameStart(a: Location, b: Location): boolean {
  return a.file === b.file && a.startLine === b.startLine && a.startColumn === b.startColumn;
}

/** The value as it stands behind a reference at `place`, which is nearest from now on. */
export function via<T extends Data>(data: T, place: Location): T {
  if (samePlace(data.where, place)) return data;
  const before = data.through ?? [];
  // `a.b.c` is evaluated step by step: the longer reference takes the place of the shorter.
  const rest = before.length > 0 && sameStart(before[0]!, place) ? before.slice(1) : before;
  if (rest.length >= MOST_THROUGH)
    return { ...data, through: [place, ...rest.slice(0, MOST_THROUGH - 1)] };
  return { ...data, through: [place, ...rest] };
}

/** A part of a collection, which came the way the collection came. */
export function partOf<T extends Data>(collection: Data, part: T): T {
  if (collection.through === undefined && collection.sensitive !== true) return part;
  const own = part.through ?? [];
  const added = (collection.through ?? []).filter(
    (place) => !own.some((other) => samePlace(other, place)),
  );
  return {
    ...part,
    ...carry([...added, ...own].slice(0, MOST_THROUGH)),
    ...(collection.sensitive === true ? { sensitive: true } : {}),
  };
}

/** The items of a list or the values of a map, each with the way the collection came. */
export function elements(data: List | Mapping): Data[] {
  const items = data.type === 'list' ? data.items : data.entries.map((entry) => entry.value);
  return items.map((item) => partOf(data, item));
}

/** The places that values came from and through, for a value computed from them. */
export function placesOf(inputs: readonly Data[]): Location[] {
  const places: Location[] = [];
  for (const input of inputs) {
    for (const place of [...(input.through ?? []), input.where]) {
      if (places.length >= MOST_THROUGH) return places;
      if (!places.some((other) => samePlace(other, place))) places.push(place);
    }
  }
  return places;
}

/** Gives a computed value its place and the places it was computed from. */
export function derived<T extends Data>(data: T, where: Location, inputs: readonly Data[]): T {
  const through = placesOf(inputs).filter((place) => !within(place, where));
  const sensitive = inputs.some((input) => input.sensitive === true);
  return { ...data, where, ...carry(through), ...(sensitive ? { sensitive: true } : {}) };
}

/** Whether one place lies in another. */
export function within(inner: Location, outer: Location): boolean {
  if (inner.file !== outer.file) return false;
  const startsAfter =
    inner.startLine > outer.startLine ||
    (inner.startLine === outer.startLine && inner.startColumn >= outer.startColumn);
  const endsBefore =
    inner.endLine < outer.endLine ||
    (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn);
  return startsAfter && endsBefore;
}

/** The first unknown in the values, looked for at most `budget` values deep. */
export function findUnknown(
  inputs: readonly Data[],
  budget = { left: 50_000 },
): Unknown | undefined {
  for (const input of inputs) {
    if (--budget.left < 0) return unknown('the value is too large to be evaluated', input.where);
    if (input.type === 'unknown') return partOf(input, input);
    if (input.type === 'list' || input.type === 'map') {
      if (input.tag === PARTIAL)
        return unknown('some entries of the map are not known', input.where);
      const items = input.type === 'list' ? input.items : input.entries.map((entry) => entry.value);
      const found = findUnknown(items, budget);
      if (found !== undefined) return partOf(input, found);
    }
  }
  return undefined;
}

/** Plain values for the functions that compute; maps keep no prototype to collide with. */
export type Plain = Primitive | Plain[] | Map<string, Plain>;

/** @returns `undefined` when there is an unknown in it or it is too large */
export function toPlain(data: Data, budget = { left: 50_000 }): Plain | undefined {
  if (--budget.left < 0) return undefined;
  switch (data.type) {
    case 'scalar':
      return data.value;
    case 'list': {
      const items: Plain[] = [];
      for (const item of data.items) {
        const plain = toPlain(item, budget);
        if (plain === undefined) return undefined;
        items.push(plain);
      }
      return items;
    }
    case 'map': {
      if (data.tag === PARTIAL) return undefined;
      const entries = new Map<string, Plain>();
      for (const entry of data.entries) {
        const plain = toPlain(entry.value, budget);
        if (plain === undefined) return undefined;
        entries.set(entry.key, plain);
      }
      return entries;
    }
    default:
      return undefined;
  }
}

export function fromPlain(plain: Plain, where: Location): Data {
  if (Array.isArray(plain)) {
    return list(
      plain.map((item) => fromPlain(item, where)),
      where,
    );
  }
  if (plain instanceof Map) {
    return mapping(
      [...plain].map(([key, value]) => entryOf(key, fromPlain(value, where))),
      where,
    );
  }
  return scalar(plain, where);
}

/** Terraform's conversion of a primitive to text; `undefined` where there is none. */
export function toText(data: Data): string | undefined {
  if (data.type !== 'scalar' || data.value === null) return undefined;
  return typeof data.value === 'number' ? numberText(data.value) : String(data.value);
}

/** A number in full digits, as Terraform writes it. */
export function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  if (Number.isInteger(value)) return BigInt(value).toString();
  return String(value);
}

/** Terraform's conversion of a primitive to a number; `undefined` where there is none. */
export function toNumber(data: Data): number | undefined {
  if (data.type !== 'scalar') return undefined;
  if (typeof data.value === 'number') return data.value;
  if (typeof data.value !== 'string' || data.value.length > 40) return undefined;
  return /^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?$/.test(data.value)
    ? Number(data.value)
    : undefined;
}

/** Terraform's conversion of a primitive to a boolean; `undefined` where there is none. */
export function toBoolean(data: Data): boolean | undefined {
  if (data.type !== 'scalar') return undefined;
  if (typeof data.value === 'boolean') return data.value;
  if (data.value === 'true' || data.value === '1') return true;
  if (data.value === 'false' || data.value === '0') return false;
  return undefined;
}

/** A text that two values share exactly when they are equal; `undefined` when that is not known. */
export function identity(data: Data, budget = { left: 20_000 }): string | undefined {
  if (--budget.left < 0) return undefined;
  switch (data.type) {
    case 'scalar':
      return JSON.stringify(data.value);
    case 'list': {
      const items: string[] = [];
      for (const item of data.items) {
        const text = identity(item, budget);
        if (text === undefined) return undefined;
        items.push(text);
      }
      if (data.tag === SET) items.sort();
      return `[${items.join(',')}]`;
    }
    case 'map': {
      if (data.tag === PARTIAL) return undefined;
      const entries = new Map<string, string>();
      for (const entry of data.entries) {
        const text = identity(entry.value, budget);
        if (text === undefined) return undefined;
        entries.set(entry.key, text);
      }
      const keys = [...entries.keys()].sort();
      return `{${keys.map((key) => `${JSON.stringify(key)}:${entries.get(key)}`).join(',')}}`;
    }
    default:
      // A reference is equal to itself, whatever its value will be.
      return data.reference === undefined ? undefined : `<${data.reference}>`;
  }
}

/** Makes a set: duplicates go, strings are put in order as Terraform walks them. */
export function toSet(items: readonly Data[], where: Location): List {
  const seen = new Set<string>();
  const kept: Data[] = [];
  for (const item of items) {
    const text = identity(item);
    if (text !== undefined) {
      if (seen.has(text)) continue;
      seen.add(text);
    }
    kept.push(item);
  }
  return list(sortItems(kept), where, SET);
}

/** Strings in the order of their bytes, numbers by size; anything else stays as it is. */
function sortItems(items: Data[]): Data[] {
  const values = items.map((item) => (item.type === 'scalar' ? item.value : undefined));
  if (values.every((value) => typeof value === 'string')) {
    return [...items].sort((a, b) => compareText(toText(a)!, toText(b)!));
  }
  if (values.every((value) => typeof value === 'number')) {
    return [...items].sort((a, b) => toNumber(a)! - toNumber(b)!);
  }
  return items;
}

/** The order of the texts' code points, which is that of their UTF-8 bytes. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
