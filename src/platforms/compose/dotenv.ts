import type { SourceFile } from '../../files/source.js';
import { interpolate, type Lookup, type VariableValue } from './interpolate.js';
import { UNKNOWN_PART } from './ports.js';

/** Lines beyond this many are not read. */
const MOST_LINES = 20_000;
/** All values of a file together; what goes beyond is not known. */
const MOST_TEXT = 2_000_000;

/**
 * Reads an environment file as Compose does: `NAME=value`, `export NAME=value`, `NAME: value`, `#`
 * comments, single quotes (as written), double quotes (escapes and variables), values over several
 * lines in quotes. Later lines win. Variables are looked up in `outer`, then in the file so far,
 * then in the files `before` it.
 */
export function readDotenv(
  file: SourceFile,
  outer: Lookup = () => undefined,
  before: ReadonlyMap<string, VariableValue> = new Map(),
): Map<string, VariableValue> {
  const values = new Map<string, VariableValue>();
  const lookup: Lookup = (name) => outer(name) ?? values.get(name) ?? before.get(name);
  const text = file.text;
  let at = 0;
  let total = 0;
  const set = (name: string, value: VariableValue): void => {
    total += value.value.length;
    values.set(name, total > MOST_TEXT ? { ...value, value: UNKNOWN_PART } : value);
  };
  for (let lines = 0; at < text.length && lines < MOST_LINES; lines++) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 ? text.length : newline;
    const next = readLine(file, at, lineEnd, set, lookup);
    at = Math.max(next, lineEnd) + 1;
  }
  return values;
}

/** Reads the assignment that starts on the line; returns the offset where its text ends. */
function readLine(
  file: SourceFile,
  start: number,
  lineEnd: number,
  set: (name: string, value: VariableValue) => void,
  lookup: Lookup,
): number {
  const text = file.text;
  let at = skipBlanks(text, start, lineEnd);
  if (at >= lineEnd || text[at] === '#') return lineEnd;
  if (text.startsWith('export ', at)) at = skipBlanks(text, at + 7, lineEnd);
  const nameStart = at;
  while (at < lineEnd && /[A-Za-z0-9_.\-[\]]/.test(text[at]!)) at++;
  const name = text.slice(nameStart, at);
  at = skipBlanks(text, at, lineEnd);
  if (name === '' || (text[at] !== '=' && text[at] !== ':')) return lineEnd;
  at = skipBlanks(text, at + 1, lineEnd);
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    const close = closingQuote(text, at + 1, quote);
    if (close >= 0) {
      const raw = text.slice(at + 1, close);
      const value = quote === "'" ? raw : interpolate(unescape(raw), lookup).text;
      set(name, { value, where: file.location(at, close + 1) });
      const rest = text.indexOf('\n', close);
      return rest < 0 ? text.length : rest;
    }
  }
  let end = at;
  // A comment needs a blank in front: `pass#word` is a value.
  while (end < lineEnd && !(text[end] === '#' && (end === at || isBlank(text[end - 1])))) end++;
  while (end > at && (isBlank(text[end - 1]) || text[end - 1] === '\r')) end--;
  const value = interpolate(text.slice(at, end), lookup).text;
  set(name, { value, where: file.location(at, Math.max(end, at)) });
  return lineEnd;
}

function closingQuote(text: string, from: number, quote: string): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\' && quote === '"') i++;
    else if (text[i] === quote) return i;
  }
  return -1;
}

function unescape(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== '\\' || i + 1 >= text.length) {
      result += text[i];
      continue;
    }
    const next = text[++i]!;
    if (next === 'n') result += '\n';
    else if (next === 't') result += '\t';
    else if (next === 'r') result += '\r';
    else if (next === '$') result += '$$';
    else result += next;
  }
  return result;
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t';
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (isBlank(text[at]) || text[at] === '\r')) at++;
  return at;
}
