import { createHash } from 'node:crypto';
import { append } from '../../append.js';
import { SourceFile, type Location } from '../../files/source.js';
import { entry, type Data, type Mapping } from '../data.js';
import { readYaml } from '../yaml.js';
import { toJson } from './json.js';
import { floatScalar, isFloat } from './numbers.js';
import { satisfies } from './semver.js';
import { toYaml } from './to-yaml.js';
import {
  Count,
  deepCopy,
  joined,
  lengthOf,
  linesOf,
  mapEntry,
  mapping,
  plain,
  print,
  richText,
  scalar,
  setKey,
  slice,
  toData,
  truth,
  unknownValue,
  unsetKey,
  type Piece,
  type RichText,
  type Value,
} from './value.js';

/** A call of a template function. */
export interface Call {
  readonly name: string;
  readonly values: readonly Value[];
  /** Where the call stands. */
  readonly where: Location;
  /** The error to throw when a result grows beyond all measure. */
  readonly truncated: () => Error;
  /** Told of every map that is changed in place. */
  readonly changed: (map: Data) => void;
}

type Implementation = (call: Call) => Value;

const LONGEST = 1_000_000;
const LONGEST_FOR_REGEX = 2_000;

/** Text in, text out: the result stands where its only argument with an origin stands. */
function textual(
  transform: (texts: readonly string[], call: Call) => string,
  subject = -1,
): Implementation {
  return (call) => {
    const texts: string[] = [];
    for (const value of call.values) {
      const text = plain(value);
      if (typeof text !== 'string') return text;
      texts.push(text);
    }
    const result = transform(texts, call);
    if (result.length > LONGEST) throw call.truncated();
    return like(call.values.at(subject), result, call.where);
  };
}

/** A scalar with the origin of another value. */
function like(source: Value, result: string | number | boolean, where: Location): Data {
  const origin = source === undefined ? undefined : toData(source, where);
  if (origin === undefined || origin.type === 'unknown') return scalar(result, where);
  return {
    type: 'scalar',
    value: result,
    where: origin.where,
    ...(origin.through === undefined ? {} : { through: origin.through }),
  };
}

/** Numbers in, a number out. Sprig takes whole numbers unless the function says otherwise. */
function numeric(
  compute: (numbers: readonly number[]) => number,
  isFloating = false,
): Implementation {
  return (call) => {
    const numbers: number[] = [];
    for (const value of call.values) {
      const number = toNumber(value);
      if (typeof number !== 'number') return number;
      numbers.push(isFloating ? number : Math.trunc(number));
    }
    const result = compute(numbers);
    if (Number.isNaN(result)) return unknownValue(`${call.name} has no result`, call.where);
    const data = like(call.values.at(-1), result, call.where);
    return isFloating
      ? { ...floatScalar(result, call.where), ...data, text: String(result) }
      : data;
  };
}

/** The first number and the others after it, from left to right. */
function folded(step: (a: number, b: number) => number): (numbers: readonly number[]) => number {
  return ([first = 0, ...rest]) => rest.reduce(step, first);
}

function toNumber(value: Value): number | Extract<Data, { type: 'unknown' }> {
  const text = plain(value);
  if (typeof text !== 'string') return text;
  if (text === 'true') return 1;
  const number = Number(text.trim());
  return Number.isNaN(number) ? 0 : number;
}

function predicate(test: (texts: readonly string[]) => boolean): Implementation {
  return (call) => {
    const texts: string[] = [];
    for (const value of call.values) {
      const text = plain(value);
      if (typeof text !== 'string') return text;
      texts.push(text);
    }
    return scalar(test(texts), call.where);
  };
}

/** `eq`, `ne`, `lt`…: the first against one other. */
function comparison(compare: (a: string | number, b: string | number) => boolean): Implementation {
  return ({ values, where }) => {
    const [a, b] = [comparable(values[0]), comparable(values[1])];
    if (typeof a === 'object') return a;
    if (typeof b === 'object') return b;
    return scalar(compare(a, b), where);
  };
}

function comparable(value: Value): string | number | Extract<Data, { type: 'unknown' }> {
  if (value?.type === 'scalar' && typeof value.value === 'number') return value.value;
  const text = plain(value);
  return text;
}

/** A function of data that does not work on what is not known. */
function known(implement: (data: readonly Data[], call: Call) => Value): Implementation {
  return (call) => {
    const data = call.values.map((value) => toData(value, call.where));
    return data.find((item) => item.type === 'unknown') ?? implement(data, call);
  };
}

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

/** `printf` with the verbs charts use; every argument keeps its origin. */
function printf({ values, where }: Call): Value {
  const format = plain(values[0]);
  if (typeof format !== 'string') return format;
  const pieces: Piece[] = [];
  let next = 1;
  let at = 0;
  for (const match of format.matchAll(/%([-+# 0]*)([0-9]{0,3})(\.[0-9]{0,3})?([a-zA-Z%])/g)) {
    if (match.index > at) pieces.push({ text: format.slice(at, match.index) });
    at = match.index + match[0].length;
    const verb = match[4]!;
    if (verb === '%') {
      pieces.push({ text: '%' });
      continue;
    }
    const value = values[next++];
    const text = richText(value, where);
    if (verb === 'T') {
      pieces.push({ text: typeName(value) });
      continue;
    }
    if (verb === 'q') append(pieces, [{ text: '"' }, ...text.pieces, { text: '"' }]);
    else if (verb === 'd' || verb === 's' || verb === 'v' || verb === 't') {
      const width = Number(match[2] ?? '') - lengthOf(text);
      if (width > 0) pieces.push({ text: (match[1]!.includes('0') ? '0' : ' ').repeat(width) });
      append(pieces, text.pieces);
    } else if (verb === 'f' && match[3] !== undefined) {
      const number = toNumber(value);
      if (typeof number !== 'number') return number;
      const fixed = number.toFixed(Math.min(Number(match[3].slice(1)), 20));
      pieces.push({ text: fixed.padStart(Number(match[2] ?? '')) });
    } else {
      return unknownValue(`printf with %${verb} is not evaluated`, where);
    }
  }
  pieces.push({ text: format.slice(at) });
  return { type: 'text', pieces };
}

function isString(value: Value): boolean {
  return value?.type === 'text' || (value?.type === 'scalar' && typeof value.value === 'string');
}

function isSomething(value: Value): boolean {
  return value !== undefined && !(value.type === 'scalar' && value.value === null);
}

function orDefault(call: Call): Value {
  const [fallback, value] = call.values;
  if (call.values.length < 2) return fallback;
  const set = truth(value);
  return set === false ? fallback : value;
}

function kind(value: Value): string {
  if (value === undefined) return 'invalid';
  switch (value.type) {
    case 'text':
      return 'string';
    case 'list':
      return 'slice';
    case 'map':
      return 'map';
    case 'unknown':
      return 'invalid';
    case 'scalar':
      if (value.value === null) return 'invalid';
      return typeof value.value === 'number'
        ? isFloat(value)
          ? 'float64'
          : 'int'
        : typeof value.value === 'boolean'
          ? 'bool'
          : 'string';
  }
}

function typeName(value: Value): string {
  const name = kind(value);
  if (name === 'slice') return '[]interface {}';
  return name === 'map' ? 'map[string]interface {}' : name;
}

function isKind(value: Value, wanted: string, name: (value: Value) => string): boolean {
  const actual = name(value);
  // Which functions return which size of whole number is not followed.
  return actual === wanted || (actual === 'int' && wanted === 'int64');
}

/** The maps of `merge` (the first wins) and `mergeOverwrite` (the last wins), into the first. */
function merge(
  maps: readonly Data[],
  overwrite: boolean,
  where: Location,
  changed: (map: Data) => void,
): Value {
  const [target, ...sources] = maps;
  if (target?.type !== 'map') return target;
  for (const source of sources) mergeInto(target, source, overwrite, where, changed, 0);
  return target;
}

function mergeInto(
  target: Mapping,
  source: Data,
  overwrite: boolean,
  where: Location,
  changed: (map: Data) => void,
  depth: number,
  count = new Count(),
): void {
  if (source.type !== 'map' || source === target || depth > 60) return;
  count.add();
  changed(target);
  for (const item of source.entries) {
    // Nothing is merged over nothing: mergo takes no empty value from the source.
    if (item.value.type === 'scalar' && item.value.value === null) continue;
    const existing = entry(target, item.key)?.value;
    if (existing?.type === 'map' && item.value.type === 'map') {
      mergeInto(existing, item.value, overwrite, where, changed, depth + 1, count);
    } else if (
      existing === undefined ||
      (overwrite ? truth(item.value) !== false : truth(existing) === false)
    ) {
      // By reference, as Sprig does it: what is changed later is changed in both.
      setKey(target, item.key, item.value, where);
    }
  }
}

function listOf(items: readonly Data[], where: Location): Data {
  return { type: 'list', items, where };
}

function itemsIn(data: Data | undefined): readonly Data[] {
  return data?.type === 'list' ? data.items : [];
}

function parseYaml({ values, where }: Call): Value {
  const text = plain(values[0]);
  if (typeof text !== 'string') return text;
  let data = parsedTexts.get(text);
  if (data === undefined) {
    const file = new SourceFile(where.file, text);
    const stream = readYaml(file, { version: '1.1', unknownAt: () => undefined });
    data = stream.documents[0]?.data ?? mapping([], where);
    if (parsedTexts.size >= MOST_PARSED) parsedTexts.clear();
    if (text.length <= LONGEST_PARSED) parsedTexts.set(text, data);
  }
  // A copy: what is parsed is changed in place by `set`.
  return moved(data, where, 0);
}

/** Charts pass the same data as YAML from template to template many times over. */
const parsedTexts = new Map<string, Data>();
const MOST_PARSED = 500;
const LONGEST_PARSED = 20_000;

/** Data that was parsed from the text of a value stands where the value stands. */
function moved(data: Data, where: Location, depth: number): Data {
  if (depth > 150) return data;
  if (data.type === 'list') {
    return { ...data, where, items: data.items.map((item) => moved(item, where, depth + 1)) };
  }
  if (data.type === 'map') {
    return mapping(
      data.entries.map((e) => mapEntry(e.key, moved(e.value, where, depth + 1), where)),
      where,
    );
  }
  return { ...data, where };
}

function regexReplace({ values, where }: Call): Value {
  const [pattern, text, replacement] = values.map((value) => plain(value));
  if (typeof pattern !== 'string') return pattern;
  if (typeof text !== 'string') return text;
  if (typeof replacement !== 'string') return replacement;
  const regex = safeRegex(pattern, text);
  if (regex === undefined || replacement.includes('$')) {
    return unknownValue('the regular expression is not evaluated', where);
  }
  return like(
    values[1],
    text.replace(regex, () => replacement),
    where,
  );
}

/** What Bitnami's charts make names with. Its two parts never match the same character. */
const NAME_PATTERN = '(-?[^a-z\\d\\-])+-?';

/**
 * Expressions that cannot back-track: plain text, single character classes, and the one of
 * {@link NAME_PATTERN}. Others come from the scanned repository and are not run.
 */
function safeRegex(pattern: string, text: string): RegExp | undefined {
  if (text.length > LONGEST_FOR_REGEX) return undefined;
  const isSafe =
    pattern === NAME_PATTERN ||
    repeatsAtMostOnce(pattern) ||
    /^\^?(\[\^?[A-Za-z0-9 _.:/,-]{1,60}\]\+?|[A-Za-z0-9 _:/,-]{1,60})\$?$/.test(pattern);
  if (!isSafe) return undefined;
  try {
    return new RegExp(pattern, 'g');
  } catch {
    return undefined;
  }
}

/** Single characters and classes in a row, one of them repeated: at worst as slow as its square. */
function repeatsAtMostOnce(pattern: string): boolean {
  const atom =
    /\[\^?(?:\\[dwsDWS]|[A-Za-z0-9 _.:/,@=-]){1,60}\]|\\[dwsDWS.\-_/@:+*]|[A-Za-z0-9 _:/,@=.-]/y;
  let repeats = 0;
  let at = pattern.startsWith('^') ? 1 : 0;
  const end =
    pattern.endsWith('$') && !pattern.endsWith('\\$') ? pattern.length - 1 : pattern.length;
  if (pattern.length > 200) return false;
  while (at < end) {
    atom.lastIndex = at;
    const match = atom.exec(pattern);
    if (match === null) return false;
    at += match[0].length;
    if (at < end && '+*?'.includes(pattern[at]!)) {
      if (pattern[at] !== '?') repeats++;
      at++;
    }
  }
  return repeats <= 1;
}

/** The words of a name in camel case, or with blanks, dashes and underscores. */
function wordsOfName(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '');
}

/** Whether one of the values, or each of them, is true. */
function connected(values: readonly Value[], decisive: boolean, where: Location): Value {
  let unknown: Value;
  for (const value of values) {
    const known = truth(value);
    if (typeof known !== 'boolean') unknown ??= known;
    else if (known === decisive) return scalar(decisive, where);
  }
  return unknown ?? scalar(!decisive, where);
}

function implementations(): [string, Implementation][] {
  const table: Record<string, Implementation> = {
    default: orDefault,
    coalesce: ({ values }) => values.find((value) => truth(value) !== false),
    ternary: ({ values, where }) => {
      const test = truth(values[2]);
      if (typeof test === 'boolean') return test ? values[0] : values[1];
      return unknownValue(test.reason, where);
    },
    required: ({ values, where }) => {
      const [message, value] = values;
      if (value !== undefined && !(value.type === 'scalar' && value.value === '')) return value;
      const text = plain(message);
      return unknownValue(
        typeof text === 'string' ? `a value is required: ${text}` : 'a value is required',
        where,
      );
    },
    any: ({ values, where }) => connected(values, true, where),
    all: ({ values, where }) => connected(values, false, where),
    deepEqual: known(([a, b], { where }) =>
      scalar(toJson(a, { escapesHtml: false }) === toJson(b, { escapesHtml: false }), where),
    ),
    typeIsLike: ({ values, where }) => {
      const wanted = plain(values[0]);
      if (values[1]?.type === 'unknown') return values[1];
      if (typeof wanted !== 'string') return wanted;
      return scalar(isKind(values[1], wanted.replace(/^\*/, ''), typeName), where);
    },
    empty: ({ values, where }) => {
      const test = truth(values[0]);
      return typeof test === 'boolean' ? scalar(!test, where) : test;
    },
    not: ({ values, where }) => {
      const test = truth(values[0]);
      return typeof test === 'boolean' ? scalar(!test, where) : test;
    },
    quote: (call) => quoted(call, '"'),
    squote: (call) => quoted(call, "'"),
    indent: (call) => indent(call, false),
    nindent: (call) => indent(call, true),
    toYaml: ({ values, where }) =>
      values[0] === undefined
        ? scalar('null', where)
        : values[0].type === 'text'
          ? toYaml(toData(values[0], where), where)
          : toYaml(values[0], where),
    toYamlPretty: ({ values, where }) => toYaml(toData(values[0], where), where),
    toJson: known(([data], { where }) => scalar(toJson(data, { escapesHtml: true }), where)),
    toPrettyJson: known(([data], { where }) =>
      scalar(toJson(data, { escapesHtml: true, indent: '  ' }), where),
    ),
    toRawJson: known(([data], { where }) => scalar(toJson(data, { escapesHtml: false }), where)),
    fromYaml: parseYaml,
    fromJson: parseYaml,
    fromYamlArray: parseYaml,
    fromJsonArray: parseYaml,
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
        .flatMap((value, i) => [
          ...(i > 0 ? [{ text: ' ' }] : []),
          ...richText(value, where).pieces,
        ]),
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
    title: textual(([text = '']) => text.replace(/(^|\s)(\S)/g, (all) => all.toUpperCase())),
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
    seq: textual((words) => {
      const [first = 1, second = 0, third] = words.map(Number);
      const [from, step, to] =
        words.length === 1
          ? [1, first < 1 ? -1 : 1, first]
          : third === undefined
            ? [first, second < first ? -1 : 1, second]
            : [first, second, third];
      const found: number[] = [];
      if (step === 0) return '';
      for (let i = from; (step > 0 ? i <= to : i >= to) && found.length < 5_000; i += step) {
        found.push(i);
      }
      return found.join(' ');
    }),
    sha256sum: textual(([text = '']) => createHash('sha256').update(text).digest('hex')),
    sha1sum: textual(([text = '']) => createHash('sha1').update(text).digest('hex')),
    b64enc: textual(([text = '']) => Buffer.from(text, 'utf8').toString('base64')),
    b64dec: textual(([text = '']) => Buffer.from(text, 'base64').toString('utf8')),
    toString: ({ values, where }: Call) => {
      const [value] = values;
      if (value === undefined) return scalar('', where);
      if (value.type === 'unknown' || value.type === 'text') return value;
      return like(value, print(value), where);
    },
    toStrings: known(([data], { where }) =>
      listOf(
        itemsIn(data).map((item) => like(item, print(item), where)),
        where,
      ),
    ),
    int: numeric(([n = 0]) => n),
    int64: numeric(([n = 0]) => n),
    float64: numeric(([n = 0]) => n, true),
    atoi: numeric(([n = 0]) => n),
    // Digits of an octal number, in spite of the name.
    toDecimal: ({ values, where }) => {
      const text = plain(values[0]);
      return typeof text === 'string'
        ? scalar(/^[0-7]{1,15}$/.test(text) ? parseInt(text, 8) : 0, where)
        : text;
    },
    add: numeric(folded((a, b) => a + b)),
    addf: numeric(
      folded((a, b) => a + b),
      true,
    ),
    add1: numeric(([n = 0]) => n + 1),
    add1f: numeric(([n = 0]) => n + 1, true),
    sub: numeric(([a = 0, b = 0]) => a - b),
    subf: numeric(
      folded((a, b) => a - b),
      true,
    ),
    mul: numeric(folded((a, b) => a * b)),
    mulf: numeric(
      folded((a, b) => a * b),
      true,
    ),
    div: numeric(([a = 0, b = 0]) => (b === 0 ? NaN : Math.trunc(a / b))),
    divf: numeric(
      folded((a, b) => a / b),
      true,
    ),
    mod: numeric(([a = 0, b = 0]) => a % b),
    max: numeric(folded((a, b) => Math.max(a, b))),
    maxf: numeric(
      folded((a, b) => Math.max(a, b)),
      true,
    ),
    min: numeric(folded((a, b) => Math.min(a, b))),
    minf: numeric(
      folded((a, b) => Math.min(a, b)),
      true,
    ),
    ceil: numeric(([n = 0]) => Math.ceil(n), true),
    floor: numeric(([n = 0]) => Math.floor(n), true),
    round: numeric(([n = 0, digits = 0]) => {
      const scale = 10 ** Math.min(Math.max(digits, 0), 15);
      return Math.round(n * scale) / scale;
    }, true),
    eq: ({ values, where }) => {
      const first = comparable(values[0]);
      if (typeof first === 'object') return first;
      let unknown: Value;
      for (const value of values.slice(1)) {
        const other = comparable(value);
        if (typeof other === 'object') unknown = other;
        // Nothing equals nothing only, not the empty text.
        else if (isSomething(value) !== isSomething(values[0])) continue;
        else if (String(other) === String(first)) return scalar(true, where);
      }
      return unknown ?? scalar(false, where);
    },
    ne: ({ values, where }) => {
      const [a, b] = [comparable(values[0]), comparable(values[1])];
      if (typeof a === 'object') return a;
      if (typeof b === 'object') return b;
      return scalar(
        String(a) !== String(b) || isSomething(values[0]) !== isSomething(values[1]),
        where,
      );
    },
    lt: comparison((a, b) => a < b),
    le: comparison((a, b) => a <= b),
    gt: comparison((a, b) => a > b),
    ge: comparison((a, b) => a >= b),
    contains: predicate(([part = '', text = '']) => text.includes(part)),
    hasPrefix: predicate(([part = '', text = '']) => text.startsWith(part)),
    hasSuffix: predicate(([part = '', text = '']) => text.endsWith(part)),
    kindOf: ({ values, where }) => scalar(kind(values[0]), where),
    typeOf: ({ values, where }) => scalar(typeName(values[0]), where),
    kindIs: ({ values, where }) => {
      const wanted = plain(values[0]);
      if (values[1]?.type === 'unknown') return values[1];
      return typeof wanted === 'string' ? scalar(isKind(values[1], wanted, kind), where) : wanted;
    },
    typeIs: ({ values, where }) => {
      const wanted = plain(values[0]);
      if (values[1]?.type === 'unknown') return values[1];
      return typeof wanted === 'string'
        ? scalar(isKind(values[1], wanted, typeName), where)
        : wanted;
    },
    dict: ({ values, where }) => {
      const map = mapping([], where);
      for (let i = 0; i < values.length; i += 2) {
        const key = plain(values[i]);
        if (typeof key === 'string') setKey(map, key, toData(values[i + 1], where), where);
      }
      return map;
    },
    list: ({ values, where }) =>
      listOf(
        values.map((value) => toData(value, where)),
        where,
      ),
    tuple: ({ values, where }) =>
      listOf(
        values.map((value) => toData(value, where)),
        where,
      ),
    get: ({ values, where }) => {
      const key = plain(values[1]);
      if (values[0]?.type === 'unknown') return values[0];
      if (typeof key !== 'string') return key;
      const found = values[0]?.type === 'map' ? entry(values[0], key)?.value : undefined;
      return found ?? scalar('', where);
    },
    set: ({ values, where, changed }) => {
      const [map, name, value] = values;
      const key = plain(name);
      if (map?.type === 'map' && typeof key === 'string') {
        changed(map);
        setKey(map, key, toData(value, where), where);
      }
      return map;
    },
    unset: ({ values, changed }) => {
      const [map, name] = values;
      const key = plain(name);
      if (map?.type === 'map' && typeof key === 'string') {
        changed(map);
        unsetKey(map, key);
      }
      return map;
    },
    hasKey: ({ values, where }) => {
      const [map, name] = values;
      const key = plain(name);
      if (map?.type === 'unknown') return map;
      if (typeof key !== 'string') return key;
      return scalar(map?.type === 'map' && entry(map, key) !== undefined, where);
    },
    pluck: known(([key, ...maps], { where }) =>
      listOf(
        maps.flatMap((map) => entry(map, key === undefined ? '' : print(key))?.value ?? []),
        where,
      ),
    ),
    dig: ({ values, where }) => {
      const path = values.slice(0, -2).map((value) => plain(value));
      let here: Value = values.at(-1);
      for (const key of path) {
        if (here?.type === 'unknown') return here;
        if (typeof key !== 'string') return key;
        const found: Data | undefined = here?.type === 'map' ? entry(here, key)?.value : undefined;
        if (found === undefined) return values.at(-2);
        here = found;
      }
      return here ?? scalar(null, where);
    },
    keys: known((maps, { where }) =>
      listOf(
        maps.flatMap((map) =>
          map.type === 'map' ? map.entries.map((e) => scalar(e.key, e.keyWhere)) : [],
        ),
        where,
      ),
    ),
    values: known(([map], { where }) =>
      listOf(map?.type === 'map' ? map.entries.map((e) => e.value) : [], where),
    ),
    pick: known(([map, ...keys], { where }) => {
      const wanted = new Set(keys.map((key) => print(key)));
      return mapping(
        map?.type === 'map' ? map.entries.filter((e) => wanted.has(e.key)) : [],
        where,
      );
    }),
    omit: known(([map, ...keys], { where }) => {
      const unwanted = new Set(keys.map((key) => print(key)));
      return mapping(
        map?.type === 'map' ? map.entries.filter((e) => !unwanted.has(e.key)) : [],
        where,
      );
    }),
    merge: known((maps, { where, changed }) => merge(maps, false, where, changed)),
    mergeOverwrite: known((maps, { where, changed }) => merge(maps, true, where, changed)),
    deepCopy: ({ values }) => {
      const [value] = values;
      return value === undefined || value.type === 'text' ? value : deepCopy(value);
    },
    has: known(([item, list], { where }) =>
      scalar(
        item !== undefined &&
          itemsIn(list).some(
            (other) =>
              (other.type === 'scalar' && other.value === null) ===
                (item.type === 'scalar' && item.value === null) && print(other) === print(item),
          ),
        where,
      ),
    ),
    join: known(([separator, list], { where }) =>
      scalar(
        (list?.type === 'scalar' ? [list] : itemsIn(list))
          .map((item) => print(item))
          .join(separator === undefined ? '' : print(separator)),
        where,
      ),
    ),
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
    first: known(([list]) => itemsIn(list)[0]),
    last: known(([list]) => itemsIn(list).at(-1)),
    rest: known(([list], { where }) => listOf(itemsIn(list).slice(1), where)),
    initial: known(([list], { where }) => listOf(itemsIn(list).slice(0, -1), where)),
    append: known(([list, item], { where }) =>
      listOf([...itemsIn(list), ...(item === undefined ? [] : [item])], where),
    ),
    prepend: known(([list, item], { where }) =>
      listOf([...(item === undefined ? [] : [item]), ...itemsIn(list)], where),
    ),
    chunk: known(([size, list], { where }) => {
      const by = Math.max(1, Math.trunc(Number(size === undefined ? 1 : print(size))) || 1);
      const items = itemsIn(list);
      const chunks: Data[] = [];
      for (let i = 0; i < items.length; i += by) {
        chunks.push(listOf(items.slice(i, i + by), where));
      }
      return listOf(chunks, where);
    }),
    concat: known((lists, { where }) =>
      listOf(
        lists.flatMap((list) => [...itemsIn(list)]),
        where,
      ),
    ),
    uniq: known(([list], { where }) =>
      listOf([...new Map(itemsIn(list).map((item) => [print(item), item])).values()], where),
    ),
    without: known(([list, ...items], { where }) => {
      const unwanted = new Set(items.map((item) => print(item)));
      return listOf(
        itemsIn(list).filter((item) => !unwanted.has(print(item))),
        where,
      );
    }),
    compact: known(([list], { where }) =>
      listOf(
        itemsIn(list).filter((item) => truth(item) === true),
        where,
      ),
    ),
    reverse: known(([list], { where }) => listOf([...itemsIn(list)].reverse(), where)),
    sortAlpha: known(([list], { where }) =>
      listOf(
        [...itemsIn(list)].sort((a, b) => (print(a) < print(b) ? -1 : 1)),
        where,
      ),
    ),
    len: ({ values, where }) => {
      const [value] = values;
      if (value === undefined) return scalar(0, where);
      if (value.type === 'unknown') return value;
      if (value.type === 'list') return scalar(value.items.length, where);
      if (value.type === 'map') return scalar(value.entries.length, where);
      const text = plain(value);
      return typeof text === 'string' ? scalar(Buffer.byteLength(text), where) : text;
    },
    index: ({ values, where }) => {
      let here: Value = values[0];
      for (const key of values.slice(1)) {
        if (here === undefined || here.type === 'unknown') return here;
        const text = plain(key);
        if (typeof text !== 'string') return text;
        here =
          here.type === 'map'
            ? entry(here, text)?.value
            : here.type === 'list'
              ? here.items[Number(text)]
              : unknownValue('only lists and maps have an index', where);
      }
      return here;
    },
    slice: known(([list, from, to], { where }) => {
      const bounds = [from, to].map((bound) =>
        bound === undefined ? undefined : Number(print(bound)),
      );
      if (list?.type === 'list') return listOf(list.items.slice(bounds[0], bounds[1]), where);
      return like(list, (list === undefined ? '' : print(list)).slice(bounds[0], bounds[1]), where);
    }),
    until: known(([count], { where }) =>
      listOf(numbers(0, Number(count === undefined ? 0 : print(count)), 1, where), where),
    ),
    untilStep: known(([from, to, step], { where }) =>
      listOf(
        numbers(
          Number(print(from!)),
          Number(to === undefined ? 0 : print(to)),
          Number(step === undefined ? 1 : print(step)),
          where,
        ),
        where,
      ),
    ),
    regexReplaceAll: regexReplace,
    regexReplaceAllLiteral: regexReplace,
    mustRegexReplaceAll: regexReplace,
    mustRegexReplaceAllLiteral: regexReplace,
    regexMatch: ({ values, where }) => {
      const [pattern, text] = [plain(values[0]), plain(values[1])];
      if (typeof pattern !== 'string') return pattern;
      if (typeof text !== 'string') return text;
      const regex = safeRegex(pattern, text);
      if (regex === undefined)
        return unknownValue('the regular expression is not evaluated', where);
      return scalar(text.search(regex) >= 0, where);
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
    // `helm template` asks no cluster: there is nothing to be found.
    lookup: ({ where }) => mapping([], where),
    tpl: ({ values }) => values[0],
  };
  for (const [alias, name] of [
    ['mustToYaml', 'toYaml'],
    ['mustToJson', 'toJson'],
    ['mustToPrettyJson', 'toPrettyJson'],
    ['mustToRawJson', 'toRawJson'],
    ['mustFromJson', 'fromJson'],
    ['mustMerge', 'merge'],
    ['mustMergeOverwrite', 'mergeOverwrite'],
    ['mustDeepCopy', 'deepCopy'],
    ['mustHas', 'has'],
    ['mustFirst', 'first'],
    ['mustLast', 'last'],
    ['mustRest', 'rest'],
    ['mustInitial', 'initial'],
    ['mustAppend', 'append'],
    ['push', 'append'],
    ['mustPrepend', 'prepend'],
    ['mustUniq', 'uniq'],
    ['mustWithout', 'without'],
    ['mustCompact', 'compact'],
    ['mustReverse', 'reverse'],
    ['mustSlice', 'slice'],
    ['mustChunk', 'chunk'],
    ['trimall', 'trimAll'],
  ] as const) {
    table[alias] = table[name]!;
  }
  return Object.entries(table);
}

function numbers(from: number, to: number, step: number, where: Location): Data[] {
  const result: Data[] = [];
  if (step === 0 || Number.isNaN(step)) return result;
  for (let n = from; step > 0 ? n < to : n > to; n += step) {
    if (result.length >= 5_000) break;
    result.push(scalar(n, where));
  }
  return result;
}

/** The functions of Go templates, Sprig and Helm that can be computed without a cluster or a clock. */
export const FUNCTIONS: ReadonlyMap<string, Implementation> = new Map(implementations());
