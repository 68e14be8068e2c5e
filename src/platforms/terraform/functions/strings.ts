import { LONGEST_TEXT, numberText, type Plain } from '../values.js';
import { ArgumentError, computing, items, text, whole, type TerraformFunction } from './call.js';
import { limited, replaceByPattern } from './expressions.js';

const fit = (result: string): string => {
  if (result.length > LONGEST_TEXT) throw new ArgumentError('the text becomes too long');
  return result;
};

const trimSet = (value: string, chars: string, left: boolean, right: boolean): string => {
  const set = new Set(chars);
  const list = [...value];
  let from = 0;
  let to = list.length;
  while (left && from < to && set.has(list[from]!)) from++;
  while (right && to > from && set.has(list[to - 1]!)) to--;
  return list.slice(from, to).join('');
};

/** `format` of Go's fmt package, as far as Terraform has it. */
export function format(args: Plain[]): string {
  const pattern = text(args[0]);
  let next = 1;
  let isOrdered = true;
  let result = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    if (char !== '%') {
      result += char;
      continue;
    }
    const match = /^%([-+ 0#]*)(\d{0,4})(?:\.(\d{0,4}))?(?:\[(\d{1,4})\])?([a-zA-Z%])/.exec(
      pattern.slice(i, i + 40),
    );
    if (match === null) throw new ArgumentError('the format has an incomplete verb');
    i += match[0].length - 1;
    const [, flags = '', width = '', precision, position, verb = ''] = match;
    if (verb === '%') {
      result += '%';
      continue;
    }
    if (position !== undefined) {
      next = Number(position);
      isOrdered = false;
    }
    const value = args[next++];
    if (value === undefined) throw new ArgumentError('the format needs more arguments');
    result = fit(result + pad(formatOne(verb, value, flags, precision), flags, width));
  }
  if (isOrdered && next < args.length) throw new ArgumentError('the format has fewer verbs');
  return result;
}

function formatOne(verb: string, value: Plain, flags: string, precision?: string): string {
  const number = (): number => {
    const result = typeof value === 'string' ? Number(value) : value;
    if (typeof result !== 'number' || Number.isNaN(result)) {
      throw new ArgumentError(`%${verb} needs a number`);
    }
    return result;
  };
  const signed = (digits: string): string =>
    flags.includes('+') && !digits.startsWith('-') ? `+${digits}` : digits;
  switch (verb) {
    case 's':
    case 'v': {
      if (verb === 'v' && flags.includes('#')) return jsonText(value);
      const plain =
        value === null ? 'null' : typeof value === 'object' ? jsonText(value) : text(value);
      return precision === undefined ? plain : plain.slice(0, Number(precision));
    }
    case 'q':
      return JSON.stringify(value === null ? 'null' : text(value));
    case 't':
      return text(value);
    case 'd':
      if (!Number.isInteger(number())) throw new ArgumentError('%d needs a whole number');
      return signed(numberText(number()));
    case 'b':
      return Math.trunc(number()).toString(2);
    case 'o':
      return Math.trunc(number()).toString(8);
    case 'x':
    case 'X': {
      const hex =
        typeof value === 'string' && Number.isNaN(Number(value))
          ? Buffer.from(value).toString('hex')
          : Math.trunc(number()).toString(16);
      return verb === 'X' ? hex.toUpperCase() : hex;
    }
    case 'e':
      return number()
        .toExponential(Number(precision ?? 6))
        .replace(/e([-+])(\d)$/, 'e$10$2');
    case 'f':
      return signed(number().toFixed(Math.min(Number(precision ?? 6), 100)));
    case 'g':
      return shortest(number());
    default:
      throw new ArgumentError(`%${verb} is no verb of format`);
  }
}

/** The shortest digits, with an exponent of two digits or more where it is far from the point. */
function shortest(value: number): string {
  const size = Math.abs(value);
  const digits =
    size !== 0 && (size < 1e-4 || size >= 1e21) ? value.toExponential() : String(value);
  return digits.replace(/e([-+])(\d)$/, 'e$10$2');
}

function pad(value: string, flags: string, width: string): string {
  const length = Number(width);
  if (value.length >= length) return value;
  if (flags.includes('-')) return value.padEnd(length);
  if (!flags.includes('0')) return value.padStart(length);
  const sign = /^[-+]/.test(value) ? value[0]! : '';
  return sign + value.slice(sign.length).padStart(length - sign.length, '0');
}

/** JSON as Terraform's encoder writes it: keys in order, `<`, `>` and `&` escaped. */
export function jsonText(value: Plain): string {
  if (Array.isArray(value)) return fit(`[${value.map(jsonText).join(',')}]`);
  if (value instanceof Map) {
    const keys = [...value.keys()].sort();
    return fit(
      `{${keys.map((key) => `${escapeJson(key)}:${jsonText(value.get(key)!)}`).join(',')}}`,
    );
  }
  if (typeof value === 'string') return escapeJson(value);
  return typeof value === 'number' ? numberText(value) : String(value);
}

function escapeJson(value: string): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const titled = (value: string): string =>
  value.replace(
    /(^|[^\p{L}\p{N}_])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );

export const STRING_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  chomp: computing(([value]) => {
    const input = text(value);
    let end = input.length;
    while (end > 0 && (input[end - 1] === '\n' || input[end - 1] === '\r')) end--;
    return input.slice(0, end);
  }),
  endswith: computing(([value, suffix]) => text(value).endsWith(text(suffix))),
  startswith: computing(([value, prefix]) => text(value).startsWith(text(prefix))),
  strcontains: computing(([value, part]) => text(value).includes(text(part))),
  format: computing(format),
  formatlist: computing((args) => {
    const lists = args.filter((arg) => Array.isArray(arg));
    const length = lists[0]?.length ?? 1;
    if (lists.some((each) => each.length !== length)) {
      throw new ArgumentError('the lists are not of one length');
    }
    return Array.from({ length }, (_, i) =>
      format(args.map((arg) => (Array.isArray(arg) ? arg[i]! : arg))),
    );
  }),
  indent: computing(([spaces, value]) =>
    fit(
      text(value)
        .split('\n')
        .join(`\n${' '.repeat(Math.max(0, Math.min(whole(spaces), 1000)))}`),
    ),
  ),
  join: computing(([separator, ...lists]) =>
    fit(
      lists
        .flatMap((each) => items(each))
        .filter((item) => item !== null)
        .map(text)
        .join(text(separator)),
    ),
  ),
  lower: computing(([value]) => text(value).toLowerCase()),
  upper: computing(([value]) => text(value).toUpperCase()),
  title: computing(([value]) => titled(text(value))),
  replace: limited(([value, search, replacement]) => {
    const wanted = text(search);
    if (wanted.length > 1 && wanted.startsWith('/') && wanted.endsWith('/')) {
      return replaceByPattern(text(value), wanted.slice(1, -1), text(replacement));
    }
    const input = text(value);
    const parts = wanted === '' ? ['', ...input, ''] : input.split(wanted);
    return fit(parts.join(text(replacement)));
  }),
  split: computing(([separator, value]) => {
    const input = text(value);
    return text(separator) === '' ? [...input] : input.split(text(separator));
  }),
  strrev: computing(([value]) => [...text(value)].reverse().join('')),
  substr: computing(([value, offset, length]) => {
    const chars = [...text(value)];
    let from = whole(offset);
    const count = whole(length);
    if (from < 0) from = Math.max(0, chars.length + from);
    return chars.slice(from, count < 0 ? undefined : from + count).join('');
  }),
  trim: computing(([value, chars]) => trimSet(text(value), text(chars), true, true)),
  trimprefix: computing(([value, prefix]) =>
    text(value).startsWith(text(prefix)) ? text(value).slice(text(prefix).length) : text(value),
  ),
  trimsuffix: computing(([value, suffix]) =>
    text(value).endsWith(text(suffix)) && text(suffix) !== ''
      ? text(value).slice(0, -text(suffix).length)
      : text(value),
  ),
  trimspace: computing(([value]) => text(value).trim()),
};
