import { append } from '../../../append.js';
import { type Location } from '../../../files/source.js';
import { satisfies } from '../semver.js';
import {
  type Piece,
  type RichText,
  type Value,
  joined,
  lengthOf,
  linesOf,
  mapEntry,
  mapping,
  plain,
  print,
  richText,
  scalar,
  slice,
  toData,
  unknownValue,
} from '../value.js';
import {
  type Call,
  type Implementation,
  LONGEST,
  isSomething,
  isString,
  itemsIn,
  known,
  like,
  listOf,
  predicate,
  textual,
  toNumber,
} from './call.js';
import { printf } from './printf.js';

function indentLines(text: RichText, by: number): Piece[] {
  const pad = ' '.repeat(Math.max(0, Math.min(by, 200)));
  const pieces: Piece[] = [];
  linesOf(text).forEach((line, index) => {
    if (index > 0) pieces.push({ text: '\n' });
    append(pieces, [{ text: pad }, ...line]);
  });
  return pieces;
}

function indent({ values, where }: Call, newline: boolean): Value {
  const by = toNumber(values[0]);
  if (typeof by !== 'number') return by;
  const text = richText(values[1], where);
  return { type: 'text', pieces: [...(newline ? [{ text: '\n' }] : []), ...indentLines(text, by)] };
}

function trimmed(value: Value, where: Location, start: RegExp, end: RegExp): RichText {
  const text = richText(value, where);
  const all = joined(text);
  let from = 0;
  let to = all.length;
  while (from < to && start.test(all[from]!)) from++;
  while (to > from && end.test(all[to - 1]!)) to--;
  return slice(text, from, to);
}

const SPACE = /\s/;

const NOTHING = /[^\s\S]/;

function quoted(call: Call, mark: string): Value {
  const pieces: Piece[] = [];
  call.values.forEach((value) => {
    if (value === undefined) return;
    if (pieces.length > 0) pieces.push({ text: ' ' });
    const text = richText(value, call.where);
    pieces.push({ text: mark });
    for (const piece of text.pieces) {
      const escaped =
        mark === '"' ? JSON.stringify(piece.text).slice(1, -1) : piece.text.replaceAll("'", "''");
      pieces.push({ ...piece, text: escaped });
    }
    pieces.push({ text: mark });
  });
  return { type: 'text', pieces };
}

/** The words of a name in camel case, or with blanks, dashes and underscores. */
function wordsOfName(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '');
}

/** Functions of text. */
export const TEXT: Readonly<Record<string, Implementation>> = {
  quote: (call) => quoted(call, '"'),
  squote: (call) => quoted(call, "'"),
  indent: (call) => indent(call, false),
  nindent: (call) => indent(call, true),
  printf,
  print: ({ values, where }) => ({
    type: 'text',
    pieces: values.flatMap((value, i) => [
      // Go puts a blank between operands of which neither is a string.
      ...(i > 0 && !isString(value) && !isString(values[i - 1]) ? [{ text: ' ' }] : []),
      ...(isSomething(value) ? richText(value, where).pieces : [{ text: '<nil>' }]),
    ]),
  }),
  println: ({ values, where }) => ({
    type: 'text',
    pieces: [
      ...values.flatMap((value, i) => [
        ...(i > 0 ? [{ text: ' ' }] : []),
        ...(isSomething(value) ? richText(value, where).pieces : [{ text: '<nil>' }]),
      ]),
      { text: '\n' },
    ],
  }),
  cat: ({ values, where }) => ({
    type: 'text',
    pieces: values
      .filter(isSomething)
      .flatMap((value, i) => [...(i > 0 ? [{ text: ' ' }] : []), ...richText(value, where).pieces]),
  }),
  trim: ({ values, where }) => trimmed(values[0], where, SPACE, SPACE),
  trimAll: textual(([set = '', text = '']) => {
    let from = 0;
    let to = text.length;
    while (from < to && set.includes(text[from]!)) from++;
    while (to > from && set.includes(text[to - 1]!)) to--;
    return text.slice(from, to);
  }),
  trimSuffix: ({ values, where }) => {
    const suffix = plain(values[0]);
    const text = richText(values[1], where);
    if (typeof suffix !== 'string') return suffix;
    return suffix !== '' && joined(text).endsWith(suffix)
      ? slice(text, 0, lengthOf(text) - suffix.length)
      : text;
  },
  trimPrefix: ({ values, where }) => {
    const prefix = plain(values[0]);
    const text = richText(values[1], where);
    if (typeof prefix !== 'string') return prefix;
    return joined(text).startsWith(prefix) ? slice(text, prefix.length, lengthOf(text)) : text;
  },
  trimLeft: ({ values, where }) => trimmed(values[0], where, SPACE, NOTHING),
  nospace: textual(([text = '']) => text.replace(/\s/g, '')),
  upper: textual(([text = '']) => text.toUpperCase()),
  lower: textual(([text = '']) => text.toLowerCase()),
  // strings.Title: every letter that follows none, nor a digit.
  title: textual(([text = '']) =>
    text.replace(/(?<![\p{L}\p{N}_])\p{L}/gu, (letter) => letter.toUpperCase()),
  ),
  untitle: textual(([text = '']) => text.replace(/(^|\s)(\S)/g, (all) => all.toLowerCase())),
  replace: textual(([from = '', to = '', text = '']) =>
    from === '' ? text : text.replaceAll(from, to),
  ),
  trunc: ({ values, where }) => {
    const length = toNumber(values[0]);
    if (typeof length !== 'number') return length;
    const text = richText(values[1], where);
    const all = lengthOf(text);
    return length < 0 ? slice(text, Math.max(0, all + length), all) : slice(text, 0, length);
  },
  substr: textual(([start = '0', end = '0', text = '']) =>
    text.slice(Math.max(0, Number(start)), Number(end) < 0 ? undefined : Number(end)),
  ),
  repeat: textual(([count = '0', text = ''], call) => {
    if (Number(count) * text.length > LONGEST) throw call.truncated();
    return text.repeat(Math.max(0, Number(count) || 0));
  }),
  base: textual(([text = '']) => text.replace(/\/+$/, '').replace(/^.*\//s, '')),
  dir: textual(([text = '']) => (text.includes('/') ? text.replace(/\/[^/]*$/, '') : '.')),
  ext: textual(([text = '']) => /\.[^./]*$/.exec(text)?.[0] ?? ''),
  snakecase: textual(([text = '']) => wordsOfName(text).join('_').toLowerCase()),
  kebabcase: textual(([text = '']) => wordsOfName(text).join('-').toLowerCase()),
  camelcase: textual(([text = '']) =>
    wordsOfName(text)
      .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
      .join(''),
  ),
  abbrev: textual(([width = '', text = '']) => {
    const most = Number(width);
    return most < 4 || text.length <= most ? text : `${text.slice(0, most - 3)}...`;
  }),
  toString: ({ values, where }: Call) => {
    const [value] = values;
    if (!isSomething(value)) return scalar('<nil>', where);
    if (value.type === 'unknown' || value.type === 'text') return value;
    return like(value, print(value), where);
  },
  toStrings: known(([data], { where }) =>
    listOf(
      itemsIn(data).map((item) => like(item, print(item), where)),
      where,
    ),
  ),
  contains: predicate(([part = '', text = '']) => text.includes(part)),
  hasPrefix: predicate(([part = '', text = '']) => text.startsWith(part)),
  hasSuffix: predicate(([part = '', text = '']) => text.endsWith(part)),
  splitList: known(([separator, text], { where }) =>
    listOf(
      (text === undefined ? '' : print(text))
        .split(separator === undefined ? '' : print(separator))
        .map((part) => like(text, part, where)),
      where,
    ),
  ),
  split: known(([separator, text], { where }) =>
    mapping(
      (text === undefined ? '' : print(text))
        .split(separator === undefined ? '' : print(separator))
        .map((part, i) => mapEntry(`_${i}`, like(text, part, where), where)),
      where,
    ),
  ),
  join: ({ values, where }) => {
    const separator = plain(values[0]);
    const list = values[1] === undefined ? undefined : toData(values[1], where);
    if (typeof separator !== 'string') return separator;
    if (list?.type === 'unknown') return list;
    const items = list?.type === 'scalar' ? [list] : itemsIn(list).filter(isSomething);
    return {
      type: 'text',
      pieces: items.flatMap((item, i) => [
        ...(i > 0 ? [{ text: separator }] : []),
        ...richText(item, where).pieces,
      ]),
    };
  },
  semverCompare: ({ values, where }) => {
    const [constraint, version] = [plain(values[0]), plain(values[1])];
    if (typeof constraint !== 'string') return constraint;
    if (typeof version !== 'string') return version;
    const result = satisfies(constraint, version);
    return result === undefined
      ? unknownValue('the version cannot be compared', where)
      : scalar(result, where);
  },
  tpl: ({ values }) => values[0],
};
