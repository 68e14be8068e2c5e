import type { Location, SourceFile } from '../files/source.js';
import { skipWord } from '../syntax/shell/scan.js';
import { expandWord, splitWords, type ShellWord, type Variables } from '../syntax/shell/words.js';
import { part } from './getopt.js';
import type { Word } from './types.js';

/** Stands for an unknown piece in the text of a line; a private-use character no word consists of. */
const HOLE = '\uE000';

/**
 * A line of a configuration file: its pieces in order, known text or pieces of a template that are
 * not known. A plain file's line is one known piece.
 */
export type Line = readonly Word[];

/** The lines of a file, without their line ends. */
export function linesOf(file: SourceFile): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start < file.text.length) {
    const newline = file.text.indexOf('\n', start);
    const end = newline < 0 ? file.text.length : newline;
    const text = file.text.slice(start, end);
    const shown = text.endsWith('\r') ? end - 1 : end;
    lines.push([{ text, where: file.location(start, Math.max(shown, start)) }]);
    start = end + 1;
  }
  return lines;
}

/** What a shell puts in for, when it is left in a text as written. */
const EXPANSION =
  /\$\{[^}\n]{0,200}\}|\$\([^)\n]{0,200}\)|\$[A-Za-z_][A-Za-z0-9_]*|`[^`\n]{0,200}`/g;

/**
 * The lines of a text that a script writes. With a `reason` its expansions stand in it unevaluated,
 * and become pieces that are not known.
 */
export function linesOfText(
  text: string,
  reason: string | undefined,
  locate: (start: number, end: number) => Location,
): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const pieces: Word[] = [];
    const known = (from: number, to: number): void => {
      if (to > from) pieces.push({ text: text.slice(from, to), where: locate(from, to) });
    };
    let at = start;
    if (reason !== undefined) {
      for (const match of text.slice(start, end).matchAll(EXPANSION)) {
        const from = start + match.index;
        known(at, from);
        at = from + match[0].length;
        pieces.push({ text: undefined, reason, where: locate(from, at) });
      }
    }
    known(at, end);
    lines.push(pieces);
    start = end + 1;
  }
  return lines;
}

/** A word as a shell leaves it, standing at `where`. */
export function wordOfShell({ text, reason, prefix, maySplit }: ShellWord, where: Location): Word {
  if (text !== undefined) return { text, where };
  return {
    text,
    where,
    ...(reason === undefined ? {} : { reason }),
    ...(prefix === undefined || prefix === '' ? {} : { prefix }),
    ...(maySplit === true ? { maySplit } : {}),
  };
}

/** Text of which every character knows where it comes from. */
export class Located {
  private constructor(
    readonly text: string,
    private readonly origins: readonly Origin[],
  ) {}

  static readonly empty = new Located('', []);

  static of(line: Line): Located {
    let text = '';
    const origins: Origin[] = [];
    for (const word of line) {
      const piece = word.text ?? `${word.prefix ?? ''}${HOLE}`;
      for (let at = 0; at < piece.length; at++) origins.push({ word, at });
      text += piece;
    }
    return new Located(text, origins);
  }

  static concat(pieces: readonly Located[]): Located {
    return new Located(
      pieces.map((piece) => piece.text).join(''),
      pieces.flatMap((piece) => [...piece.origins]),
    );
  }

  /** Joined with single blanks, which belong to the end of the piece before them. */
  static join(pieces: readonly Located[]): Located {
    let text = '';
    const origins: Origin[] = [];
    for (const piece of pieces) {
      const last = origins[origins.length - 1];
      if (last !== undefined) {
        text += ' ';
        origins.push({ word: last.word, at: last.at + 1 });
      }
      text += piece.text;
      for (const origin of piece.origins) origins.push(origin);
    }
    return new Located(text, origins);
  }

  slice(start: number, end: number): Located {
    return new Located(this.text.slice(start, end), this.origins.slice(start, end));
  }

  /** Without the blanks of C's and Perl's `isspace` at both ends. */
  trim(): Located {
    let start = 0;
    let end = this.text.length;
    while (end > start && isSpace(this.text[end - 1]!)) end--;
    while (start < end && isSpace(this.text[start]!)) start++;
    return this.slice(start, end);
  }

  trimEnd(): Located {
    let end = this.text.length;
    while (end > 0 && isSpace(this.text[end - 1]!)) end--;
    return this.slice(0, end);
  }

  /** The place of the whole text, which must not be empty. */
  where(): Location {
    return this.location(0, this.text.length);
  }

  /** Without every match of a pattern (global, not empty). */
  without(pattern: RegExp): Located {
    const kept: Located[] = [];
    let from = 0;
    for (const match of this.text.matchAll(pattern)) {
      kept.push(this.slice(from, match.index));
      from = match.index + match[0].length;
    }
    if (from === 0) return this;
    kept.push(this.slice(from, this.text.length));
    return Located.concat(kept);
  }

  get hasHole(): boolean {
    return this.origins.some((_, at) => this.isHole(at));
  }

  /** The characters from `start` to `end` as one word. */
  word(start: number, end: number, maySplit = false): Word {
    const text = this.text.slice(start, end);
    const where = this.location(start, end);
    for (let at = start; at < end; at++) {
      if (!this.isHole(at)) continue;
      const reason = this.origins[at]!.word.reason;
      const prefix = this.text.slice(start, at);
      return {
        text: undefined,
        where,
        ...(reason === undefined ? {} : { reason }),
        ...(prefix === '' ? {} : { prefix }),
        ...(maySplit || this.origins[at]!.word.maySplit === true ? { maySplit: true } : {}),
      };
    }
    return { text, where };
  }

  /** The words between white space, as `execvp` gets them without a shell. */
  split(): Word[] {
    const words: Word[] = [];
    let start = -1;
    for (let at = 0; at <= this.text.length; at++) {
      const space = at === this.text.length || isSpace(this.text[at]!);
      if (!space && start < 0) start = at;
      else if (space && start >= 0) {
        words.push(this.word(start, at, true));
        start = -1;
      }
    }
    return words;
  }

  /** The words of the first command, as `/bin/sh -c` reads it. */
  shellWords(variables: Variables): Word[] {
    return splitWords(this.text, variables).flatMap((word) => this.fromShell(word));
  }

  /** The value of a shell assignment: quotes removed, expanded, never split. */
  valueWords(variables: Variables): Word[] {
    const end = skipWord(this.text, 0, this.text.length);
    return expandWord(this.text, 0, end, { variables }, { split: false }).flatMap((word) => {
      const [read] = this.fromShell(word);
      if (read === undefined) return [];
      const { maySplit: _, ...value } = read;
      return [exactly(this, word, value)];
    });
  }

  private fromShell(word: ShellWord): Word[] {
    const where = this.location(word.start, word.end);
    const split = word.maySplit === true ? { maySplit: true } : {};
    if (word.text === undefined) {
      const { reason, prefix } = word;
      return [
        {
          text: undefined,
          where,
          ...(reason === undefined ? {} : { reason }),
          ...(prefix === undefined || prefix === '' || prefix.includes(HOLE) ? {} : { prefix }),
          ...split,
        },
      ];
    }
    const offsets = word.offsets ?? [];
    const hole = offsets.findIndex((offset) => this.isHole(offset));
    if (hole >= 0) {
      const reason = this.origins[offsets[hole]!]!.word.reason;
      const prefix = word.text.slice(0, hole);
      return [
        {
          text: undefined,
          where,
          ...(reason === undefined ? {} : { reason }),
          ...(prefix === '' ? {} : { prefix }),
          maySplit: true,
        },
      ];
    }
    if (word.raw === '*') {
      return [
        { text: undefined, where, reason: 'the shell replaces `*` by file names', maySplit: true },
      ];
    }
    return [exactly(this, word, { text: word.text, where })];
  }

  private isHole(at: number): boolean {
    const origin = this.origins[at];
    if (origin === undefined || origin.word.text !== undefined) return false;
    return origin.at === (origin.word.prefix ?? '').length;
  }

  private location(start: number, end: number): Location {
    const first = this.origins[start] ?? this.origins[this.origins.length - 1];
    const last = this.origins[Math.max(end - 1, start)] ?? first;
    if (first === undefined || last === undefined) {
      throw new RangeError('an empty text has no location');
    }
    const from = part(first.word, first.at, first.at + 1);
    const to = part(last.word, last.at, last.at + 1);
    if (from.file !== to.file) return from;
    return { ...from, endLine: to.endLine, endColumn: to.endColumn };
  }
}

/** The place of the letters themselves, without the quotes around them, when they stand in one piece. */
function exactly(line: Located, word: ShellWord, value: Word): Word {
  const offsets = word.offsets;
  if (value.text === undefined || offsets === undefined || offsets.length === 0) return value;
  const first = offsets[0]!;
  const last = offsets[offsets.length - 1]!;
  if (last - first + 1 !== offsets.length) return value;
  return { ...value, where: line.word(first, last + 1).where };
}

interface Origin {
  readonly word: Word;
  readonly at: number;
}

export function isSpace(char: string): boolean {
  return char === ' ' || (char >= '\t' && char <= '\r');
}
