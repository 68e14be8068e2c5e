import { append } from '../append.js';
import type { Location } from '../files/source.js';
import { isSpace, Located, type Line } from './located.js';
import type { Word } from './types.js';

/** Variables of a systemd unit: what each holds, character by character. */
export type UnitVariables = ReadonlyMap<string, Located>;

/**
 * Reads a file as systemd's `EnvironmentFile=` does (systemd.exec(5)): `NAME=value` lines, quotes and
 * backslashes, `#` and `;` comments, the last assignment of a name counts. `/etc/sysconfig` files are
 * read this way.
 */
export function readEnvironmentFile(lines: readonly Line[]): Map<string, Located> {
  const variables = new Map<string, Located>();
  for (let at = 0; at < lines.length; at++) {
    let line = Located.of(lines[at]!);
    // A backslash or an open quote goes on in the next line.
    for (let more = 0; at + 1 < lines.length && more < MOST_LINES && continues(line.text); more++) {
      const open = openQuote(line.text);
      const kept = open === undefined ? line.slice(0, line.text.length - 1) : line;
      line = Located.concat([kept, Located.of(lines[++at]!)]);
    }
    const start = /^[ \t]*/.exec(line.text)![0].length;
    const first = line.text[start];
    if (first === undefined || first === '#' || first === ';') continue;
    const equals = line.text.indexOf('=', start);
    if (equals < 0) continue;
    const name = line.text.slice(start, equals).trim();
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) continue;
    variables.set(name, unquote(line.slice(equals + 1, line.text.length)));
  }
  return variables;
}

/** A value over more lines than this is cut off. */
const MOST_LINES = 200;

function continues(text: string): boolean {
  if (/^[ \t]*[#;]/.test(text)) return false;
  return openQuote(text) !== undefined || /(?:^|[^\\])(?:\\\\)*\\\r?$/.test(text);
}

/** The quote that is open at the end of a `NAME=value` line. */
function openQuote(text: string): string | undefined {
  const equals = text.indexOf('=');
  if (equals < 0) return undefined;
  let quote: string | undefined;
  let bare = false;
  for (let at = equals + 1; at < text.length; at++) {
    const char = text[at]!;
    if (char === '\\' && quote !== "'") at++;
    else if (quote !== undefined) {
      if (char === quote) quote = undefined;
    } else if ((char === '"' || char === "'") && !bare) quote = char;
    else if (!isSpace(char)) bare = true;
  }
  return quote;
}

/** The value behind `=`: quoted pieces and bare text, white space at its ends removed. */
function unquote(value: Located): Located {
  const pieces: Located[] = [];
  const { text } = value;
  let at = 0;
  let bare = false;
  while (at < text.length) {
    const char = text[at]!;
    if (!bare && isSpace(char)) at++;
    else if (!bare && (char === '"' || char === "'")) {
      let end = at + 1;
      let from = end;
      while (end < text.length && text[end] !== char) {
        if (text[end] === '\\' && char === '"' && end + 1 < text.length) {
          const escapes = '"\\`$'.includes(text[end + 1]!);
          pieces.push(value.slice(from, escapes ? end : end + 1));
          from = end + 1;
          end++;
        }
        end++;
      }
      pieces.push(value.slice(from, end));
      at = end + 1;
    } else if (char === '\\' && at + 1 < text.length) {
      bare = true;
      pieces.push(value.slice(at + 1, at + 2));
      at += 2;
    } else {
      bare = true;
      pieces.push(value.slice(at, at + 1));
      at++;
    }
  }
  const whole = Located.concat(pieces);
  return bare ? whole.trimEnd() : whole;
}

export interface UnitContext {
  /** What is known of the environment; a variable that is not in it is {@link missing}. */
  readonly variables: UnitVariables;
  /** Why a variable that is not in it is not known; absent: such a variable is not set. */
  readonly missing?: string;
  /** The `%i` of a template unit. */
  readonly instance?: string;
}

/**
 * The words of one `ExecStart=` value (systemd.service(5), "COMMAND LINES"): its prefixes `@-:+!` are
 * dropped, the rest is read as {@link unitWords} does.
 */
export function execWords(command: Located, context: UnitContext): Word[] {
  const prefix = /^[ \t]*[@:+!|-]*/.exec(command.text)![0];
  const rest = command.slice(prefix.length, command.text.length);
  const words = unitWords(rest, context, prefix.includes(':'));
  // `@/usr/bin/memcached name -l …`: the second word is only the name it shows.
  if (prefix.includes('@')) words.splice(1, 1);
  return words;
}

/**
 * Words as systemd reads them: quotes removed, `$NAME` as a word of its own split at white space,
 * `${NAME}` put in where it stands, unless `literal`.
 */
export function unitWords(command: Located, context: UnitContext, literal = false): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < command.text.length) {
    if (isSpace(command.text[at]!)) {
      at++;
      continue;
    }
    const read = readWord(command, at);
    at = read.end;
    // A lone semicolon separates commands.
    if (command.text.slice(read.start, read.end) === ';') break;
    append(words, expandWord(read, literal, command, context));
  }
  return words;
}

/** The words of a value with quotes, such as `Environment=`, without any expansion. */
export function splitUnitValue(value: Located): Located[] {
  const words: Located[] = [];
  let at = 0;
  while (at < value.text.length) {
    if (isSpace(value.text[at]!)) {
      at++;
      continue;
    }
    const read = readWord(value, at);
    at = read.end;
    words.push(read.word);
  }
  return words;
}

interface ReadWord {
  readonly word: Located;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

function readWord(command: Located, start: number): ReadWord {
  const { text } = command;
  const pieces: Located[] = [];
  let at = start;
  let quote: string | undefined;
  let quoted = false;
  while (at < text.length) {
    const char = text[at]!;
    if (char === '\\' && at + 1 < text.length) {
      pieces.push(command.slice(at + 1, at + 2));
      at += 2;
    } else if (quote !== undefined && char === quote) {
      quote = undefined;
      at++;
    } else if (quote === undefined && (char === '"' || char === "'")) {
      quote = char;
      quoted = true;
      at++;
    } else if (quote === undefined && isSpace(char)) break;
    else {
      pieces.push(command.slice(at, at + 1));
      at++;
    }
  }
  return { word: Located.concat(pieces), start, end: at, quoted };
}

function expandWord(
  read: ReadWord,
  literal: boolean,
  command: Located,
  context: UnitContext,
): Word[] {
  const { word, quoted } = read;
  const { text } = word;
  const alone = literal || quoted ? null : /^\$([A-Za-z_][A-Za-z0-9_]*)$/.exec(text);
  if (alone !== null) {
    const name = alone[1]!;
    const value = context.variables.get(name);
    if (value !== undefined) return value.split();
    return context.missing === undefined
      ? []
      : [{ ...unknownVariable(name, word, context.missing), maySplit: true }];
  }
  const pieces: Located[] = [];
  let from = 0;
  for (const match of text.matchAll(/\$\$|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|%(.)/g)) {
    const until = match.index + match[0].length;
    pieces.push(word.slice(from, match.index));
    from = until;
    if (match[0] === '$$') pieces.push(word.slice(match.index, match.index + 1));
    else if (match[2] !== undefined) {
      pieces.push(specifier(match[2], word.slice(match.index, until), context));
    } else if (literal) pieces.push(word.slice(match.index, until));
    else {
      const name = match[1]!;
      const value = context.variables.get(name);
      if (value !== undefined) pieces.push(value);
      else if (context.missing !== undefined) {
        pieces.push(
          Located.of([unknownVariable(name, word.slice(match.index, until), context.missing)]),
        );
      }
    }
  }
  pieces.push(word.slice(from, text.length));
  const whole = Located.concat(pieces);
  if (whole.text === '') {
    return [{ text: '', where: command.slice(read.start, read.end).where() }];
  }
  return [whole.word(0, whole.text.length)];
}

function unknownVariable(name: string, place: Located, missing: string): Word {
  return { text: undefined, reason: `\`$${name}\`: ${missing}`, where: place.where() };
}

function specifier(letter: string, place: Located, context: UnitContext): Located {
  if (letter === '%') return place.slice(0, 1);
  const where: Location = place.where();
  if ((letter === 'i' || letter === 'I') && context.instance !== undefined) {
    return Located.of([{ text: context.instance, where }]);
  }
  return Located.of([{ text: undefined, reason: `\`%${letter}\` is filled in by systemd`, where }]);
}
