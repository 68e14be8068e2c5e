import { append } from '../../../append.js';
import { isFloat, printNumber } from '../numbers.js';
import {
  Count,
  lengthOf,
  plain,
  print,
  richText,
  slice,
  unknownValue,
  type Piece,
  type Value,
} from '../value.js';
import type { Call } from './call.js';
import { typeName } from './kinds.js';

/** One directive of a format: `%-08.3[2]d`. */
interface Directive {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly verb: string;
}

const DIRECTIVE = /%([-+# 0]{0,5})([0-9]{0,3})(\.[0-9]{0,3})?(?:\[([0-9]{1,2})\])?([^0-9.[*]|$)/gsu;

/**
 * `printf` as Go's `fmt.Sprintf` has it (https://pkg.go.dev/fmt), with its words for what does not fit:
 * `%!d(string=x)`, `%!s(MISSING)`, `%!(EXTRA int=1)`. Every argument keeps its origin.
 */
export function printf({ values, where }: Call): Value {
  const format = plain(values[0]);
  if (typeof format !== 'string') return format;
  const pieces: Piece[] = [];
  let next = 1;
  let indexed = false;
  let at = 0;
  for (const match of format.matchAll(DIRECTIVE)) {
    const before = format.slice(at, match.index);
    if (before.includes('%')) break;
    pieces.push({ text: before });
    at = match.index + match[0].length;
    const verb = match[5]!;
    if (verb === '%') {
      pieces.push({ text: '%' });
      continue;
    }
    if (verb === '') {
      pieces.push({ text: '%!(NOVERB)' });
      continue;
    }
    if (match[4] !== undefined) {
      next = Number(match[4]);
      indexed = true;
    }
    if (next < 1 || next >= values.length) {
      pieces.push({ text: `%!${verb}(${match[4] === undefined ? 'MISSING' : 'BADINDEX'})` });
      continue;
    }
    const directive: Directive = {
      flags: match[1]!,
      width: match[2] === '' ? undefined : Number(match[2]),
      precision: match[3] === undefined ? undefined : Number(match[3].slice(1)),
      verb,
    };
    const printed = formatted(values[next++], directive, where);
    if (printed === undefined)
      return unknownValue(`printf with ${match[0]} is not evaluated`, where);
    append(pieces, printed);
  }
  // Widths that are arguments themselves.
  if (format.slice(at).includes('%'))
    return unknownValue(`printf with the format ${format} is not evaluated`, where);
  pieces.push({ text: format.slice(at) });
  if (!indexed && next < values.length) {
    const extra = values.slice(next).map((value) => described(value));
    pieces.push({ text: `%!(EXTRA ${extra.join(', ')})` });
  }
  return { type: 'text', pieces };
}

/** The pieces of one argument; `undefined` where Go's words for it are not worked out here. */
function formatted(value: Value, directive: Directive, where: Call['where']): Piece[] | undefined {
  const text = richText(value, where);
  const isUnknown = text.pieces.some(({ origin }) => origin?.kind === 'unknown');
  const { verb, flags, precision } = directive;
  if (isUnknown) {
    return verb === 'q' ? [{ text: '"' }, ...text.pieces, { text: '"' }] : [...text.pieces];
  }
  const isText =
    value?.type === 'text' || (value?.type === 'scalar' && typeof value.value === 'string');
  if (isText && (verb === 's' || verb === 'v') && !flags.includes('#')) {
    const whole = precision === undefined ? text : slice(text, 0, precision);
    const pad = padding(lengthOf(whole), directive, false);
    return flags.includes('-')
      ? [...whole.pieces, { text: pad }]
      : [{ text: pad }, ...whole.pieces];
  }
  const result = worded(value, directive, 0, new Count());
  const origin = text.pieces[0]?.origin;
  return result === undefined ? undefined : [{ text: result, ...(origin && { origin }) }];
}

function padding(length: number, { width = 0, flags }: Directive, isNumber: boolean): string {
  const zero = isNumber && flags.includes('0') && !flags.includes('-');
  return (zero ? '0' : ' ').repeat(Math.max(0, width - length));
}

function padded(text: string, directive: Directive, isNumber = false): string {
  const pad = padding([...text].length, directive, isNumber);
  if (directive.flags.includes('-')) return text + pad;
  const sign = pad.startsWith('0') ? (/^[-+ ]/.exec(text)?.[0] ?? '') : '';
  return sign + pad + text.slice(sign.length);
}

/** A value under a verb, lists and maps item by item. */
function worded(
  value: Value,
  directive: Directive,
  depth: number,
  count: Count,
): string | undefined {
  count.add();
  const { verb, flags } = directive;
  if (verb === 'T') return padded(typeName(value), directive);
  if (value === undefined || (value.type === 'scalar' && value.value === null)) {
    if (flags.includes('#') && verb === 'v') return depth === 0 ? '<nil>' : 'interface {}(nil)';
    if (depth > 0) return '<nil>';
    return verb === 'v' ? padded('<nil>', directive) : `%!${verb}(<nil>)`;
  }
  switch (value.type) {
    case 'unknown':
      return undefined;
    case 'text':
      return ofString(String(plain(value)), value, directive);
    case 'list':
    case 'map':
      return ofMany(value, directive, depth, count);
    case 'scalar':
      if (typeof value.value === 'string') return ofString(value.value, value, directive);
      if (typeof value.value === 'boolean') {
        return verb === 'v' || verb === 't'
          ? padded(String(value.value), directive)
          : bad(directive, value);
      }
      return isFloat(value)
        ? ofFloat(Number(value.value), value, directive)
        : ofInteger(Number(value.value), value, directive);
  }
}

function ofMany(
  value: Extract<Value, { type: 'list' | 'map' }>,
  directive: Directive,
  depth: number,
  count: Count,
): string | undefined {
  if (depth > 50) return undefined;
  const inner = (item: Value): string | undefined => worded(item, directive, depth + 1, count);
  const isGo = directive.verb === 'v' && directive.flags.includes('#');
  const items =
    value.type === 'list'
      ? value.items.map(inner)
      : [...value.entries]
          .sort((a, b) => (a.key < b.key ? -1 : 1))
          .map((entry) => {
            const key = ofString(
              entry.key,
              { type: 'scalar', value: entry.key, where: entry.keyWhere },
              directive,
            );
            const text = inner(entry.value);
            return text === undefined || key === undefined ? undefined : `${key}:${text}`;
          });
  if (items.some((item) => item === undefined)) return undefined;
  if (isGo) return `${typeName(value)}{${items.join(', ')}}`;
  return value.type === 'list' ? `[${items.join(' ')}]` : `map[${items.join(' ')}]`;
}

function ofString(text: string, value: Value, directive: Directive): string | undefined {
  const { verb, flags, precision } = directive;
  const cut = precision === undefined ? text : [...text].slice(0, precision).join('');
  switch (verb) {
    case 'v':
      return flags.includes('#') ? padded(quotedText(text), directive) : padded(cut, directive);
    case 's':
      return padded(cut, directive);
    case 'q':
      return flags === '' ? padded(quotedText(cut), directive) : undefined;
    case 'x':
    case 'X': {
      if (flags.includes(' ') || flags.includes('#') || precision !== undefined) return undefined;
      const hex = Buffer.from(text, 'utf8').toString('hex');
      return padded(verb === 'x' ? hex : hex.toUpperCase(), directive);
    }
    default:
      return bad(directive, value);
  }
}

/** As strconv.Quote does it for text that can be printed. */
function quotedText(text: string): string {
  return JSON.stringify(text);
}

const BASES: Readonly<Record<string, number>> = { d: 10, v: 10, b: 2, o: 8, x: 16, X: 16 };

function ofInteger(number: number, value: Value, directive: Directive): string | undefined {
  const { verb, flags, precision } = directive;
  const base = BASES[verb];
  if (base === undefined) {
    if (verb === 'c' && number >= 0 && number <= 0x10_ffff) {
      return padded(String.fromCodePoint(number), directive);
    }
    return 'OUq'.includes(verb) || verb === 'c' ? undefined : bad(directive, value);
  }
  if (flags.includes('#') && verb !== 'v') return undefined;
  const digits = Math.abs(number)
    .toString(base)
    .padStart(precision ?? 0, '0');
  const sign = number < 0 ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  return padded(sign + (verb === 'X' ? digits.toUpperCase() : digits), directive, true);
}

function ofFloat(number: number, value: Value, directive: Directive): string | undefined {
  const { verb, flags, precision } = directive;
  if (!'vgGfFeE'.includes(verb)) {
    return 'bxX'.includes(verb) ? undefined : bad(directive, value);
  }
  if (flags.includes('#') && verb !== 'v') return undefined;
  if (!Number.isFinite(number)) return undefined;
  let text: string;
  if (verb === 'f' || verb === 'F') text = number.toFixed(Math.min(precision ?? 6, 20));
  else if (verb === 'e' || verb === 'E')
    text = exponent(number.toExponential(Math.min(precision ?? 6, 20)));
  else if (precision !== undefined) return undefined;
  else text = value?.type === 'scalar' ? printNumber(value, number) : String(number);
  if (verb === 'E' || verb === 'G') text = text.toUpperCase();
  const sign = text.startsWith('-')
    ? ''
    : flags.includes('+')
      ? '+'
      : flags.includes(' ')
        ? ' '
        : '';
  return padded(sign + text, directive, true);
}

/** Go writes two digits of the exponent at least. */
function exponent(text: string): string {
  return text.replace(/e([-+])(\d)$/, 'e$10$2');
}

/** Width and the like count for the value in what Go says of a verb that does not fit. */
function bad(directive: Directive, value: Value): string | undefined {
  const text = worded(value, { ...directive, verb: 'v' }, 0, new Count());
  return text === undefined ? undefined : `%!${directive.verb}(${typeName(value)}=${text})`;
}

function described(value: Value): string {
  if (value === undefined || (value.type === 'scalar' && value.value === null)) return '<nil>';
  const text = value.type === 'text' ? plain(value) : print(value);
  return `${typeName(value)}=${typeof text === 'string' ? text : ''}`;
}
