import { append } from '../append.js';
import type { Location } from '../files/source.js';
import { visible } from './escape.js';
import type { LineReader } from './model.js';

/** A line of a code frame. */
export interface FrameLine {
  readonly number: number;
  /** Fit to be shown: no invisible characters, secrets masked, cut to a sensible width. */
  readonly text: string;
  /** Whether the location covers a part of it. */
  readonly marked: boolean;
  /** Cells before the marked part, and the width of it; only on marked lines. */
  readonly indent?: number;
  readonly width?: number;
}

const MOST_MARKED_LINES = 4;
const WIDEST_LINE = 140;
/** Longer lines (minified files) are cut before anything else is done with them. */
const LONGEST_READ = 4000;
const TAB = '  ';

/** The lines around a location, with the place of the marks under its value. */
export function codeFrame(where: Location, lines: LineReader, context = 2): FrameLine[] {
  const last = Math.min(where.endLine, where.startLine + MOST_MARKED_LINES - 1);
  const frame: FrameLine[] = [];
  for (let number = Math.max(1, where.startLine - context); number <= last + context; number++) {
    const raw = lines(where.file, number);
    if (number >= where.startLine && number <= last) frame.push(marked(raw, number, where));
    else if (raw.trim() !== '') frame.push(plain(raw, number));
    else if (number < where.startLine || lines(where.file, number + 1) !== '') {
      frame.push({ number, text: '', marked: false });
    }
  }
  while (frame.length > 0 && frame[0]!.text === '' && !frame[0]!.marked) frame.shift();
  while (frame.length > 0 && frame.at(-1)!.text === '' && !frame.at(-1)!.marked) frame.pop();
  return frame;
}

function plain(raw: string, number: number): FrameLine {
  const shown = cells(maskSecrets(raw.slice(0, LONGEST_READ)));
  const text = shown.length > WIDEST_LINE ? [...shown.slice(0, WIDEST_LINE - 1), '…'] : shown;
  return { number, text: text.join(''), marked: false };
}

function marked(raw: string, number: number, where: Location): FrameLine {
  const from = number === where.startLine ? where.startColumn - 1 : indentOf(raw);
  const to = number === where.endLine ? where.endColumn - 1 : raw.length;
  // A long line is read around the mark only.
  const start = from > LONGEST_READ / 2 ? from - LONGEST_READ / 2 : 0;
  const safe = maskSecrets(raw.slice(start, start + LONGEST_READ));
  const before = cells(safe.slice(0, from - start));
  const value = cells(safe.slice(from - start, Math.max(from, to) - start));
  const after = cells(safe.slice(Math.max(from, to) - start));
  let shift = 0;
  if (before.length > WIDEST_LINE / 2) shift = before.length - Math.floor(WIDEST_LINE / 3);
  const head = start > 0 || shift > 0 ? ['…', ...before.slice(shift + 1)] : before;
  const all = [...head, ...value, ...after];
  const text = all.length > WIDEST_LINE ? [...all.slice(0, WIDEST_LINE - 1), '…'] : all;
  return {
    number,
    text: text.join('').trimEnd(),
    marked: true,
    indent: head.length,
    width: Math.max(1, Math.min(value.length, WIDEST_LINE - head.length)),
  };
}

/**
 * The text as cells of a terminal: one element per cell, so that lengths are widths. The second cell
 * of a wide character is '', and a combining mark stays with its base.
 */
function cells(text: string): string[] {
  const result: string[] = [];
  for (const character of text) {
    if (character === '\t') append(result, TAB);
    else if (/\p{M}/u.test(character) && result.length > 0) {
      result[result.length - 1] += character;
    } else if (WIDE.test(character)) result.push(character, '');
    else append(result, visible(character));
  }
  return result;
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

const SECRET_KEY =
  /(?:passw(?:or)?d|passwd|secret|token|api[_-]?key|credential)[a-z0-9_-]{0,40}["']?\s{0,8}[:=]\s{0,8}["']?/gi;

/** The line with the values of keys that sound like secrets replaced by as many asterisks. */
export function maskSecrets(line: string): string {
  let result = '';
  let done = 0;
  for (const match of line.matchAll(SECRET_KEY)) {
    const start = match.index + match[0].length;
    if (start < done) continue;
    let end = start;
    while (end < line.length && !' \t"\',;}'.includes(line[end]!)) end++;
    const value = line.slice(start, end);
    if (isReference(value)) continue;
    result += line.slice(done, start) + '*'.repeat(end - start);
    done = end;
  }
  return result + line.slice(done);
}

/** `${VAR}`, `var.x`, `{{ x }}`, `true`: names of secrets and settings, not secrets. */
function isReference(value: string): boolean {
  return (
    /^(?:\$|\{|var\.|local\.|data\.|module\.|!|\[|true$|false$|null$|[0-9]+$)/.test(value) ||
    value === ''
  );
}
