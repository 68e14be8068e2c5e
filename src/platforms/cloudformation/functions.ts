/** The intrinsic functions on values that are evaluated. */
import type { Location } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import { at, integerOf, isNull, stringOf, textOf, type Data } from '../../syntax/data.js';
import {
  basisOf,
  derived,
  elements,
  list,
  LONGEST_TEXT,
  scalar,
  unknown,
  UNKNOWN_TEXT,
  withBasis,
  withOrigin,
} from '../terraform/values.js';

/** A value, or nothing where `AWS::NoValue` takes the property away. */
export type Result = Data | undefined;

export function splitOnce(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

/** Pieces put together; a text that is not wholly known keeps what is. */
export function concatenated(pieces: readonly Data[], where: Location): Data {
  if (pieces.length === 1 && pieces[0]!.type === 'unknown') return pieces[0]!;
  const texts = pieces.map((piece) => textOf(piece));
  let length = 0;
  for (const text of texts) length += text?.length ?? 0;
  if (length > LONGEST_TEXT) return unknown('the text is too long', where);
  const missing = pieces.find((piece) => textOf(piece) === undefined && !isNull(piece));
  if (missing === undefined) return derived(scalar(texts.join(''), where), where, pieces);
  const reason = missing.type === 'unknown' ? missing.reason : 'a part of the text is no text';
  const partial = texts.map((text) => text ?? UNKNOWN_TEXT).join('');
  const basis = basisOf(missing);
  const result = withOrigin(derived(unknown(reason, where), where, pieces), {
    partial: { text: partial, where },
  });
  return basis === undefined ? result : withBasis(result, basis);
}

export function join(argument: Result, where: Location): Result {
  const delimiter = stringOf(at(argument, 0));
  const items = at(argument, 1);
  if (delimiter === undefined || items === undefined) {
    return unknown(reasonOf(argument) ?? 'what is joined is not known', where);
  }
  if (items.type === 'unknown') return { ...items, where };
  const pieces: Data[] = [];
  for (const item of items.type === 'list' ? elements(items) : [items]) {
    if (pieces.length > 0 && delimiter !== '') pieces.push(scalar(delimiter, where));
    pieces.push(item);
  }
  return concatenated(pieces, where);
}

export function split(argument: Result, where: Location): Data {
  const delimiter = stringOf(at(argument, 0));
  const source = at(argument, 1);
  const text = source === undefined ? undefined : textOf(source);
  if (delimiter === undefined || delimiter === '' || text === undefined) {
    return unknown(reasonOf(source) ?? 'what is split is not known', where);
  }
  return derived(
    list(
      text.split(delimiter).map((item) => scalar(item, where)),
      where,
    ),
    where,
    source === undefined ? [] : [source],
  );
}

export function select(argument: Result, where: Location): Result {
  const index = integerOf(at(argument, 0));
  const items = at(argument, 1);
  if (items?.type === 'unknown') return { ...items, where };
  const chosen = index === undefined || items?.type !== 'list' ? undefined : elements(items)[index];
  return chosen ?? unknown(reasonOf(argument) ?? 'which item is selected is not known', where);
}

/** `[block, count, bits]`: that many networks with so many bits for hosts. IPv6 blocks stay whole. */
export function cidr(argument: Result, where: Location): Data {
  const block = at(argument, 0);
  const count = integerOf(at(argument, 1));
  const bits = at(argument, 2);
  if (block === undefined || block.type === 'unknown') {
    return block === undefined ? unknown('the block is not known', where) : { ...block, where };
  }
  const text = textOf(block) ?? '';
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (AddressSet.tryParse(text) === undefined || count === undefined || count < 1 || count > 256) {
    return unknown('the networks cut out of a block are not known', where);
  }
  const hostBits = bits === undefined ? 8 : integerOf(bits);
  const whole = list(
    Array.from({ length: count }, () => derived(scalar(text, where), where, [block])),
    where,
  );
  if (match === null || hostBits === undefined || hostBits < 0 || hostBits > 32) return whole;
  const base = match.slice(1, 5).reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** hostBits;
  const start = Math.floor(base / 2 ** (32 - Number(match[5]))) * 2 ** (32 - Number(match[5]));
  return list(
    Array.from({ length: count }, (_, index) => {
      const first = (start + index * size) % 2 ** 32;
      const address = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.');
      return derived(scalar(`${address}/${32 - hostBits}`, where), where, [block]);
    }),
    where,
  );
}

function reasonOf(data: Result): string | undefined {
  if (data === undefined) return undefined;
  if (data.type === 'unknown') return data.reason;
  return data.type === 'list'
    ? data.items.map((item) => (item.type === 'unknown' ? item.reason : undefined)).find(Boolean)
    : undefined;
}
