import type { Word } from '../../memcached/index.js';

/** The options of a command of the kind that cloud tools have: `--name value…`, `--name=value`. */
export interface CommandOptions {
  /** Words that are neither options nor their values, up to the first option. */
  readonly operands: readonly Word[];
  /** The last word that is no option, wherever it stands. */
  readonly last?: Word | undefined;
  /** The values of an option under any of the names, in order; empty when it is absent. */
  readonly values: (...names: string[]) => readonly Word[];
  /** Whether it is there, with or without a value. */
  readonly has: (...names: string[]) => boolean;
}

/** Reads the words behind a (sub)command. Every word up to the next option is a value of the last one. */
export function readOptions(words: readonly Word[]): CommandOptions {
  const operands: Word[] = [];
  const options = new Map<string, Word[]>();
  let current: Word[] = operands;
  for (const word of words) {
    const text = word.text ?? word.prefix ?? '';
    if (!/^--?[A-Za-z]/.test(text)) {
      current.push(word);
      continue;
    }
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    const values = options.get(name) ?? [];
    options.set(name, values);
    if (equals >= 0) values.push(tail(word, equals + 1));
    current = values;
  }
  const word = words.at(-1);
  return {
    operands,
    last: /^-/.test(word?.text ?? word?.prefix ?? '') ? undefined : word,
    values: (...names) => names.flatMap((name) => options.get(name) ?? []),
    has: (...names) => names.some((name) => options.has(name)),
  };
}

/** The word without its first characters, in its exact place where the text stands as it is written. */
export function tail(word: Word, from: number): Word {
  return slice(word, from, word.text?.length ?? from);
}

/** A part of a word. */
export function slice(word: Word, from: number, to: number): Word {
  const { text, where } = word;
  if (text === undefined) {
    const { prefix, ...rest } = word;
    const left = prefix?.slice(from) ?? '';
    return left === '' ? rest : { ...rest, prefix: left };
  }
  const exact =
    where.startLine === where.endLine && where.endColumn - where.startColumn === text.length;
  return {
    ...word,
    text: text.slice(from, to),
    where: exact
      ? { ...where, startColumn: where.startColumn + from, endColumn: where.startColumn + to }
      : where,
  };
}

/** The parts of a word between separators; an unknown word is one part. */
export function splitAt(word: Word, separators: RegExp): Word[] {
  const { text } = word;
  if (text === undefined) return [word];
  const parts: Word[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !separators.test(text[at]!)) continue;
    if (at > start) parts.push(slice(word, start, at));
    start = at + 1;
  }
  return parts;
}
