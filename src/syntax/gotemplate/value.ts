import type { Location, SourceFile } from '../../files/source.js';
import type { Data, Entry, Mapping, Primitive, Unknown } from '../data.js';
import { printNumber } from './numbers.js';

/**
 * What a template computes with: data, text whose pieces know where they come from, or nothing
 * (`undefined`, Go's nil). Maps are changed in place by `set` and its like, as in Go.
 */
export type Value = Data | RichText | undefined;

/** Text put together from pieces, each with its origin. */
export interface RichText {
  readonly type: 'text';
  readonly pieces: readonly Piece[];
}

export interface Piece {
  readonly text: string;
  readonly origin?: Origin;
}

export type Origin =
  /** A piece of the template's own text, character by character. */
  | { readonly kind: 'literal'; readonly file: SourceFile; readonly start: number }
  /** A value: where it is written, and where it is used. */
  | { readonly kind: 'value'; readonly where: Location; readonly through: readonly Location[] }
  | { readonly kind: 'unknown'; readonly reason: string; readonly where: Location };

/** Stands for text that is not known. A plain YAML scalar of its own. */
export const UNKNOWN_TEXT = 'UNKNOWN';

/** Ends the rendering of a file: `fail`, or a limit. */
export class Stop extends Error {}

/** Values that hold each other can be endless: what is made of one is counted. */
const MOST_NODES = 200_000;

/** Counts what is made of a value. */
export class Count {
  private nodes = 0;

  constructor(private readonly most = MOST_NODES) {}

  /** @throws Stop beyond all measure */
  add(): void {
    if (++this.nodes > this.most) throw new Stop('a value is too big');
  }
}

export function unknownValue(reason: string, where: Location): Unknown {
  return { type: 'unknown', reason, where };
}

export function scalar(value: Primitive, where: Location): Data {
  return { type: 'scalar', value, where };
}

export function mapping(entries: readonly Entry[], where: Location): Mapping {
  // Always a fresh array: `set` changes it.
  return { type: 'map', entries: [...entries], where };
}

export function mapEntry(key: string, value: Data, where: Location): Entry {
  return { key, keyWhere: where, valueWhere: value.where, value };
}

/** Puts a value into a map, in place. */
export function setKey(map: Mapping, key: string, value: Data, where: Location): void {
  const entries = map.entries as Entry[];
  const index = entries.findIndex((entry) => entry.key === key);
  const entry = mapEntry(key, value, where);
  if (index < 0) entries.push(entry);
  else entries[index] = entry;
}

export function unsetKey(map: Mapping, key: string): void {
  const entries = map.entries as Entry[];
  const index = entries.findIndex((entry) => entry.key === key);
  if (index >= 0) entries.splice(index, 1);
}

/** A copy that can be changed without changing the original; its maps are put into `maps`. */
export function deepCopy(data: Data, maps?: WeakSet<object>, depth = 0, count = new Count()): Data {
  if (depth > 150) return data;
  count.add();
  if (data.type === 'list') {
    return { ...data, items: data.items.map((item) => deepCopy(item, maps, depth + 1, count)) };
  }
  if (data.type === 'map') {
    const copy: Data = {
      ...data,
      entries: data.entries.map((entry) => ({
        ...entry,
        value: deepCopy(entry.value, maps, depth + 1, count),
      })),
    };
    maps?.add(copy);
    return copy;
  }
  return data;
}

/** A copy of data that was read from files, which is no bigger than the readers let through. */
export function copyOfData(data: Data, maps?: WeakSet<object>): Data {
  return deepCopy(data, maps, 0, new Count(Infinity));
}

/** A value as text with its origin; `nil` prints nothing (Helm replaces `<no value>`). */
export function richText(value: Value, at: Location): RichText {
  if (value === undefined) return { type: 'text', pieces: [] };
  if (value.type === 'text') return value;
  const unknown = unknownIn(value);
  if (unknown !== undefined) {
    const { reason, where } = unknown;
    const origin: Origin = { kind: 'unknown', reason, where };
    return { type: 'text', pieces: [{ text: UNKNOWN_TEXT, origin }] };
  }
  const text = print(value);
  if (text === '') return { type: 'text', pieces: [] };
  const through = samePlace(value.where, at) ? [] : [at, ...(value.through ?? [])];
  return {
    type: 'text',
    pieces: [{ text, origin: { kind: 'value', where: value.where, through } }],
  };
}

function samePlace(a: Location, b: Location): boolean {
  return a.file === b.file && a.startLine === b.startLine && a.startColumn === b.startColumn;
}

/** As Go's `fmt` prints with `%v`. */
export function print(value: Data, depth = 0, count = new Count()): string {
  if (depth > 50) return '…';
  count.add();
  switch (value.type) {
    case 'scalar':
      if (value.value === null) return depth === 0 ? '' : '<nil>';
      return typeof value.value === 'number'
        ? printNumber(value, value.value)
        : String(value.value);
    case 'list':
      return `[${value.items.map((item) => print(item, depth + 1, count)).join(' ')}]`;
    case 'map':
      return `map[${value.entries
        .map((e) => `${e.key}:${print(e.value, depth + 1, count)}`)
        .sort()
        .join(' ')}]`;
    case 'unknown':
      return UNKNOWN_TEXT;
  }
}

/** The plain text of a value; an Unknown when a part of it is not known. */
export function plain(value: Value): string | Unknown {
  if (value === undefined) return '';
  if (value.type === 'unknown') return value;
  if (value.type !== 'text') return unknownIn(value) ?? print(value);
  for (const { origin } of value.pieces) {
    if (origin?.kind === 'unknown') return unknownValue(origin.reason, origin.where);
  }
  return value.pieces.map((piece) => piece.text).join('');
}

/** What is not known somewhere in data; `undefined` when all of it is. */
export function unknownIn(data: Data, depth = 0, count = new Count()): Unknown | undefined {
  if (data.type === 'unknown') return data;
  if (data.type === 'scalar' || depth > 50) return undefined;
  count.add();
  const inner = data.type === 'list' ? data.items : data.entries.map(({ value }) => value);
  for (const item of inner) {
    const found = unknownIn(item, depth + 1, count);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Rich text as data, for lists and maps; keeps the origin when it has only one. */
export function toData(value: Value, at: Location): Data {
  if (value === undefined) return scalar(null, at);
  if (value.type !== 'text') return value;
  const text = plain(value);
  if (typeof text !== 'string') return text;
  const origins = value.pieces.filter((piece) => piece.text !== '').map((piece) => piece.origin);
  const only = origins.length === 1 ? origins[0] : undefined;
  return only?.kind === 'value'
    ? { type: 'scalar', value: text, where: only.where, through: only.through }
    : scalar(text, at);
}

/** Whether Go templates take a value for true; an Unknown is neither. */
export function truth(value: Value): boolean | Unknown {
  if (value === undefined) return false;
  switch (value.type) {
    case 'unknown':
      return value;
    case 'text': {
      const written = value.pieces.filter((piece) => piece.text !== '');
      const first = written[0]?.origin;
      // What is not known may be nothing at all.
      return first?.kind === 'unknown' && written.every(({ origin }) => origin?.kind === 'unknown')
        ? unknownValue(first.reason, first.where)
        : written.length > 0;
    }
    case 'list':
      return value.items.length > 0;
    case 'map':
      return value.entries.length > 0;
    case 'scalar':
      return (
        value.value !== null && value.value !== '' && value.value !== 0 && value.value !== false
      );
  }
}

/** Splits pieces into lines, so that they can be indented. */
export function linesOf(text: RichText): Piece[][] {
  const lines: Piece[][] = [[]];
  for (const piece of text.pieces) {
    let from = 0;
    for (;;) {
      const newline = piece.text.indexOf('\n', from);
      const to = newline < 0 ? piece.text.length : newline;
      if (to > from) lines[lines.length - 1]!.push(cut(piece, from, to));
      if (newline < 0) break;
      lines.push([]);
      from = newline + 1;
    }
  }
  return lines;
}

/** A part of a piece. */
export function cut(piece: Piece, from: number, to: number): Piece {
  const text = piece.text.slice(from, to);
  const { origin } = piece;
  if (origin === undefined) return { text };
  return {
    text,
    origin: origin.kind === 'literal' ? { ...origin, start: origin.start + from } : origin,
  };
}

/** A part of a rich text, by offsets in its plain form. */
export function slice(text: RichText, from: number, to: number): RichText {
  const pieces: Piece[] = [];
  let at = 0;
  for (const piece of text.pieces) {
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, piece.text.length);
    if (end > start) pieces.push(cut(piece, start, end));
    at += piece.text.length;
  }
  return { type: 'text', pieces };
}

export function lengthOf(text: RichText): number {
  return text.pieces.reduce((sum, piece) => sum + piece.text.length, 0);
}

export function joined(text: RichText): string {
  return text.pieces.map((piece) => piece.text).join('');
}
