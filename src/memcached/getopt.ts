import type { Location } from '../files/source.js';
import type { Word } from './types.js';

/** A long option as `struct option` of getopt_long(3) has it. */
export interface LongOption {
  readonly name: string;
  readonly argument: 'none' | 'required' | 'optional';
  readonly letter: string;
}

/** What getopt_long hands to the program, in its order. */
export type OptionEvent =
  | {
      readonly kind: 'option';
      readonly letter: string;
      readonly value?: Word;
      readonly where: Location;
    }
  /** An option getopt does not know, an ambiguous name or a missing value; the sentence says which. */
  | { readonly kind: 'error'; readonly message: string; readonly where: Location }
  /** A word that is not known where an option could stand: options may be missing after it. */
  | { readonly kind: 'unknown'; readonly word: Word };

export interface OptionSyntax {
  /** getopt's string: `p:` takes a value, `v` does not. */
  readonly short: string;
  /** Absent: plain getopt, which knows no long names. */
  readonly long?: readonly LongOption[];
}

/**
 * GNU getopt_long(3) over words of which some may be unknown. Positional words are passed over and
 * options after them count, unless `posixlyCorrect`; `--` ends the options.
 */
export function readOptions(
  words: readonly Word[],
  syntax: OptionSyntax,
  posixlyCorrect = false,
): OptionEvent[] {
  const events: OptionEvent[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const text = word.text ?? word.prefix;
    if (text === undefined || (word.text === undefined && (text === '' || text === '-'))) {
      events.push({ kind: 'unknown', word });
      continue;
    }
    if (word.text === '--') break;
    if (!text.startsWith('-') || word.text === '-') {
      if (posixlyCorrect) break;
      continue;
    }
    const next = words[i + 1];
    const event =
      text.startsWith('--') && syntax.long !== undefined
        ? longOption(word, next, syntax.long)
        : cluster(word, next, syntax.short);
    for (const one of event.events) events.push(one);
    if (event.tookNext) i++;
  }
  return events;
}

interface Read {
  readonly events: readonly OptionEvent[];
  readonly tookNext: boolean;
}

function cluster(word: Word, next: Word | undefined, short: string): Read {
  const text = word.text ?? word.prefix!;
  const events: OptionEvent[] = [];
  for (let at = 1; at < text.length; at++) {
    const letter = text[at]!;
    const where = part(word, at, at + 1);
    const known = letter === ':' || letter === ';' ? -1 : short.indexOf(letter);
    if (known < 0) {
      events.push({ kind: 'error', message: `invalid option -- '${letter}'`, where });
      continue;
    }
    if (short[known + 1] !== ':') {
      events.push({ kind: 'option', letter, where });
      continue;
    }
    if (at + 1 < text.length || word.text === undefined) {
      events.push({ kind: 'option', letter, value: tail(word, at + 1), where: word.where });
      return { events, tookNext: false };
    }
    if (next === undefined) {
      events.push({ kind: 'error', message: `option requires an argument -- '${letter}'`, where });
      return { events, tookNext: false };
    }
    events.push({ kind: 'option', letter, value: next, where });
    return { events, tookNext: true };
  }
  // `-v$MORE`: more letters may follow.
  if (word.text === undefined) events.push({ kind: 'unknown', word });
  return { events, tookNext: false };
}

function longOption(word: Word, next: Word | undefined, long: readonly LongOption[]): Read {
  const text = word.text ?? word.prefix!;
  const equals = text.indexOf('=');
  // `--lis$X` cannot be matched to a name.
  if (word.text === undefined && equals < 0) {
    return { events: [{ kind: 'unknown', word }], tookNext: false };
  }
  const name = text.slice(2, equals < 0 ? undefined : equals);
  const error = (message: string): Read => ({
    events: [{ kind: 'error', message, where: word.where }],
    tookNext: false,
  });
  const exact = long.find((option) => option.name === name);
  const candidates =
    exact === undefined ? long.filter((option) => option.name.startsWith(name)) : [exact];
  const option = candidates[0];
  if (option === undefined) return error(`unrecognized option '--${name}'`);
  if (candidates.length > 1) {
    const names = candidates.map((candidate) => `'--${candidate.name}'`).join(' ');
    return error(`option '--${name}' is ambiguous; possibilities: ${names}`);
  }
  const { letter } = option;
  if (equals >= 0) {
    if (option.argument === 'none')
      return error(`option '--${option.name}' doesn't allow an argument`);
    const value = tail(word, equals + 1);
    return { events: [{ kind: 'option', letter, value, where: word.where }], tookNext: false };
  }
  if (option.argument !== 'required') {
    return { events: [{ kind: 'option', letter, where: word.where }], tookNext: false };
  }
  if (next === undefined) return error(`option '--${option.name}' requires an argument`);
  return { events: [{ kind: 'option', letter, value: next, where: word.where }], tookNext: true };
}

/** The rest of a word from an offset on, as a word of its own. */
export function tail(word: Word, from: number): Word {
  if (word.text === undefined) {
    const prefix = word.prefix?.slice(from);
    const { prefix: _, ...rest } = word;
    return { ...rest, ...(prefix === undefined || prefix === '' ? {} : { prefix }) };
  }
  return { ...word, text: word.text.slice(from), where: part(word, from, word.text.length) };
}

/**
 * The location of some characters of a word; the whole word when its text does not stand in the file
 * letter by letter (quotes, escapes, several lines).
 */
export function part(word: Word, from: number, to: number): Location {
  const { where, text } = word;
  if (text === undefined || from >= to) return where;
  const width = where.endColumn - where.startColumn;
  // A line may have lost its carriage return from the location.
  const whole = width === text.length || (width === text.length - 1 && text.endsWith('\r'));
  if (where.startLine !== where.endLine || !whole) return where;
  return { ...where, startColumn: where.startColumn + from, endColumn: where.startColumn + to };
}
