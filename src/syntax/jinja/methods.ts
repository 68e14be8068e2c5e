import { append } from '../../append.js';
import type { Location } from '../../files/source.js';
import { entry, type Data } from '../data.js';
import type { CallArguments } from './context.js';
import { compose, piecesOf, type Piece } from './rendered.js';
import { equals, isUnknown, list, missing, pairsOf, pythonText, scalar, unknown } from './value.js';

/** What a call of a Python method gives, and what it makes of its object (`list.append`). */
export interface MethodResult {
  readonly value: Data;
  readonly changed?: Data;
}

/** The methods of Python's texts, lists and dictionaries that templates use. */
export function callMethod(
  object: Data,
  name: string,
  args: CallArguments,
  where: Location,
): MethodResult {
  if (isUnknown(object)) {
    return {
      value: object.missing ? missing(object.reason, where) : unknown(object.reason, object.where),
    };
  }
  const first = args.positional[0];
  if (object.type === 'map') return { value: mapMethod(object, name, args, where) };
  if (object.type === 'list') return listMethod(object, name, first, where);
  if (object.type === 'scalar' && typeof object.value === 'string') {
    return { value: textMethod(object, object.value, name, args, where) };
  }
  return { value: unknown(`the method "${name}" is not evaluated`, where) };
}

function mapMethod(object: Data, name: string, args: CallArguments, where: Location): Data {
  const first = args.positional[0];
  switch (name) {
    case 'items':
      return list(
        pairsOf(object).map(([key, value]) => list([scalar(key, value.where), value], value.where)),
        where,
      );
    case 'keys':
      return list(
        pairsOf(object).map(([key, value]) => scalar(key, value.where)),
        where,
      );
    case 'values':
      return list(
        pairsOf(object).map(([, value]) => value),
        where,
      );
    case 'get': {
      if (first === undefined || isUnknown(first)) return unknown('the key is not known', where);
      return (
        entry(object, pythonText(first) ?? '')?.value ?? args.positional[1] ?? scalar(null, where)
      );
    }
    case 'copy':
      return object;
    default: {
      const value = entry(object, name)?.value;
      if (value !== undefined) return unknown(`"${name}" is no function`, where);
      return unknown(`the method "${name}" is not evaluated`, where);
    }
  }
}

function listMethod(
  object: Data & { type: 'list' },
  name: string,
  first: Data | undefined,
  where: Location,
): MethodResult {
  const nothing = scalar(null, where);
  switch (name) {
    case 'append':
      if (first !== undefined && object.items.length < 100_000) {
        return { value: nothing, changed: { ...object, items: [...object.items, first] } };
      }
      break;
    case 'extend':
      if (first?.type === 'list' && object.items.length + first.items.length < 100_000) {
        return { value: nothing, changed: { ...object, items: [...object.items, ...first.items] } };
      }
      break;
    case 'copy':
      return { value: object };
    case 'count':
    case 'index': {
      const same = object.items.map((item) =>
        first === undefined ? undefined : equals(item, first),
      );
      if (same.includes(undefined)) break;
      if (name === 'count') return { value: scalar(same.filter((one) => one).length, where) };
      if (same.includes(true)) return { value: scalar(same.indexOf(true), where) };
      break;
    }
  }
  return { value: unknown(`the method "${name}" is not evaluated`, where) };
}

function textMethod(
  object: Data,
  text: string,
  name: string,
  args: CallArguments,
  where: Location,
): Data {
  const unknownArgument = args.positional.find(isUnknown);
  if (name === 'format') return braceFormat(text, args, where);
  if (unknownArgument !== undefined) return unknown(unknownArgument.reason, where);
  const words = args.positional.map((arg) => pythonText(arg) ?? '');
  const make = (value: string): Data => scalar(value, object.where);
  switch (name) {
    case 'split':
    case 'rsplit': {
      const separator = args.positional[0] ?? args.named.get('sep');
      const limit = args.positional[1] ?? args.named.get('maxsplit');
      if (limit !== undefined && name === 'rsplit') break;
      const most = limit?.type === 'scalar' && typeof limit.value === 'number' ? limit.value : -1;
      const parts = splitText(
        text,
        separator === undefined ? undefined : pythonText(separator),
        most,
      );
      return list(parts.map(make), where);
    }
    case 'splitlines':
      return list(text.split('\n').map(make), where);
    case 'strip':
      return make(stripChars(text, words[0], true, true));
    case 'lstrip':
      return make(stripChars(text, words[0], true, false));
    case 'rstrip':
      return make(stripChars(text, words[0], false, true));
    case 'lower':
      return make(text.toLowerCase());
    case 'upper':
      return make(text.toUpperCase());
    case 'title':
    case 'capitalize':
      return make(text.charAt(0).toUpperCase() + text.slice(1).toLowerCase());
    case 'replace':
      if (words.length < 2 || words[0] === '') break;
      return make(text.split(words[0]!).join(words[1]!).slice(0, 1_000_000));
    case 'startswith':
      return scalar(text.startsWith(words[0] ?? ''), where);
    case 'endswith':
      return scalar(text.endsWith(words[0] ?? ''), where);
    case 'isdigit':
      return scalar(/^[0-9]+$/.test(text), where);
    case 'find':
      return scalar(text.indexOf(words[0] ?? ''), where);
    case 'count':
      if (words[0] === undefined || words[0] === '') break;
      return scalar(text.split(words[0]).length - 1, where);
    case 'zfill':
      return make(text.padStart(Math.min(Number(words[0]) || 0, 1000), '0'));
    case 'join': {
      const items = args.positional[0];
      if (items?.type !== 'list') break;
      return joinTexts(items.items, text, where);
    }
  }
  return unknown(`the method "${name}" is not evaluated`, where);
}

/** `'{}:{}'.format(a, b)`, with indexes and names; no format specifications. */
function braceFormat(text: string, args: CallArguments, where: Location): Data {
  const pieces: Piece[] = [];
  let next = 0;
  let from = 0;
  const literal = (value: string): void => {
    pieces.push({ text: value, locate: () => where, fromValue: false });
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if ((char === '{' || char === '}') && text[i + 1] === char) {
      literal(text.slice(from, i + 1));
      from = ++i + 1;
    } else if (char === '{') {
      literal(text.slice(from, i));
      const close = text.indexOf('}', i);
      if (close < 0) return unknown('the format is not closed', where);
      const name = text.slice(i + 1, close);
      const value =
        name === ''
          ? args.positional[next++]
          : /^[0-9]{1,3}$/.test(name)
            ? args.positional[Number(name)]
            : args.named.get(name);
      if (value === undefined) return unknown('the format is not evaluated', where);
      append(pieces, piecesOf(value));
      i = close;
      from = close + 1;
    }
  }
  literal(text.slice(from));
  return compose(pieces, where);
}

/** Python's `str.split`: at runs of white space without a separator. */
export function splitText(text: string, separator: string | undefined, most = -1): string[] {
  let parts: string[];
  if (separator === undefined || separator === 'None') {
    parts = text.split(/[ \t\n\r\f\v]/).filter((part) => part !== '');
    if (most >= 0 && parts.length > most + 1)
      parts = [...parts.slice(0, most), parts.slice(most).join(' ')];
    return parts;
  }
  if (separator === '') return [text];
  parts = text.split(separator);
  if (most >= 0 && parts.length > most + 1) {
    parts = [...parts.slice(0, most), parts.slice(most).join(separator)];
  }
  return parts;
}

function stripChars(
  text: string,
  chars: string | undefined,
  front: boolean,
  back: boolean,
): string {
  const belongs = (char: string): boolean =>
    chars === undefined ? ' \t\n\r\f\v'.includes(char) : chars.includes(char);
  let start = 0;
  let end = text.length;
  while (front && start < end && belongs(text[start]!)) start++;
  while (back && end > start && belongs(text[end - 1]!)) end--;
  return text.slice(start, end);
}

/** `separator.join(items)`; unknown items leave the known ones known. */
export function joinTexts(items: readonly Data[], separator: string, where: Location): Data {
  const pieces = items.flatMap((item, i) => [
    ...(i > 0 && separator !== ''
      ? [{ text: separator, locate: (): Location => where, fromValue: false }]
      : []),
    ...piecesOf(item),
  ]);
  return compose(pieces, items[0]?.where ?? where);
}

export { stripChars };
