import type { Location } from '../../files/source.js';
import type { Data, Entry } from '../../syntax/data.js';
import { textOf } from '../../syntax/data.js';
import {
  derived,
  LONGEST_TEXT,
  originOf,
  scalar,
  unknown,
  UNKNOWN_TEXT,
  withOrigin,
} from '../terraform/values.js';

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

/** Pieces put together; a text that is not wholly known keeps what is. */
export function concatenated(pieces: readonly Data[], where: Location): Data {
  if (pieces.length === 1) {
    const [only] = pieces;
    if (only!.type === 'unknown') return only!;
  }
  const texts = pieces.map((piece) => textOf(piece));
  let length = 0;
  for (const text of texts) length += text?.length ?? 0;
  if (length > LONGEST_TEXT) return unknown('the text is too long', where);
  const missing = pieces.find((piece) => textOf(piece) === undefined);
  if (missing === undefined) return derived(scalar(texts.join(''), where), where, pieces);
  const partial = texts.map((text) => text ?? UNKNOWN_TEXT).join('');
  const reason = missing.type === 'unknown' ? missing.reason : 'a part of the text is no text';
  return withOrigin(derived(unknown(reason, where), where, pieces), {
    partial: { text: partial, where },
  });
}
