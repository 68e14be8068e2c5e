import type { Location } from '../../files/source.js';
import { UNKNOWN_PART } from './ports.js';

/** A value of a variable and where it is written. */
export interface VariableValue {
  readonly value: string;
  readonly where: Location;
  /**
   * Compose does not surely read the file it stands in (`.env.example`, the `.env` of a folder further
   * up): what people use, not what holds.
   */
  readonly hint?: boolean;
}

export type Lookup = (name: string) => VariableValue | undefined;

/** How one variable of a text got its value. */
export interface VariableUse {
  readonly name: string;
  /**
   * `set`: from a file Compose reads; `hint`: from an example of such a file; `default`: its own
   * default; `unset`: empty because nothing sets it; `required`: Compose refuses to start without it,
   * so it is set to something that is not in the repository.
   */
  readonly how: 'set' | 'hint' | 'default' | 'unset' | 'required';
  readonly where?: Location;
}

export interface Interpolated {
  /** With {@link UNKNOWN_PART} for each value that cannot be known. */
  readonly text: string;
  readonly uses: readonly VariableUse[];
}

/** Defaults nested deeper than this are left as they are written. */
const DEEPEST = 20;
/** A value that grows beyond this many characters is not known: variables can double each other. */
const LONGEST = 200_000;

/**
 * Replaces variables as Compose does: `$VAR`, `${VAR}`, `${VAR:-default}`, `${VAR-default}`,
 * `${VAR:?error}`, `${VAR?error}`, `${VAR:+other}`, `${VAR+other}`, nested in each other, and `$$` for
 * a dollar sign. A form that Compose refuses stays as it is written.
 *
 * @param unset stands for a variable that nothing sets; Compose puts in nothing
 */
export function interpolate(text: string, lookup: Lookup, unset = ''): Interpolated {
  const uses: VariableUse[] = [];
  const result = substitute(text, { lookup, unset, uses }, 0);
  return { text: result, uses };
}

interface Context {
  readonly lookup: Lookup;
  readonly unset: string;
  readonly uses: VariableUse[];
}

function substitute(text: string, context: Context, depth: number): string {
  if (depth > DEEPEST) return text;
  let result = '';
  let at = 0;
  while (at < text.length) {
    if (result.length > LONGEST) return UNKNOWN_PART;
    const dollar = text.indexOf('$', at);
    if (dollar < 0) break;
    result += text.slice(at, dollar);
    const next = text[dollar + 1];
    if (next === '$') {
      result += '$';
      at = dollar + 2;
    } else if (next === '{') {
      const close = closingBrace(text, dollar + 1);
      if (close < 0) {
        result += text.slice(dollar);
        return result;
      }
      const inner = text.slice(dollar + 2, close);
      result += braced(inner, context, depth) ?? text.slice(dollar, close + 1);
      at = close + 1;
    } else {
      const end = nameEnd(text, dollar + 1);
      if (end === dollar + 1) {
        result += '$';
        at = dollar + 1;
      } else {
        result += plain(text.slice(dollar + 1, end), context);
        at = end;
      }
    }
  }
  return result + text.slice(at);
}

/** The value of the text between `${` and `}`; `undefined` for a form that Compose refuses. */
function braced(inner: string, context: Context, depth: number): string | undefined {
  const { lookup, uses } = context;
  const end = nameEnd(inner, 0);
  if (end === 0) return undefined;
  const name = inner.slice(0, end);
  if (end === inner.length) return plain(name, context);
  const colon = inner[end] === ':';
  const operator = inner[colon ? end + 1 : end];
  const word = inner.slice(end + (colon ? 2 : 1));
  const found = lookup(name);
  const usable = found !== undefined && !(colon && found.value === '');
  switch (operator) {
    case '-':
      if (usable) return take(name, found, uses);
      uses.push({ name, how: 'default' });
      return substitute(word, context, depth + 1);
    case '?':
      if (usable) return take(name, found, uses);
      uses.push({ name, how: 'required' });
      return UNKNOWN_PART;
    case '+':
      if (!usable) {
        uses.push({ name, how: 'unset' });
        return '';
      }
      take(name, found, uses);
      return substitute(word, context, depth + 1);
    default:
      return undefined;
  }
}

function plain(name: string, { lookup, unset, uses }: Context): string {
  const found = lookup(name);
  if (found !== undefined) return take(name, found, uses);
  uses.push({ name, how: 'unset' });
  return unset;
}

function take(name: string, found: VariableValue, uses: VariableUse[]): string {
  uses.push({ name, how: found.hint === true ? 'hint' : 'set', where: found.where });
  return found.value;
}

/** The offset of the brace that closes the one at `open`; -1 without one. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

/** The offset behind the variable name that starts at `start`. */
function nameEnd(text: string, start: number): number {
  let i = start;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
    const digit = code >= 48 && code <= 57;
    if (!letter && !(digit && i > start)) break;
  }
  return i;
}
