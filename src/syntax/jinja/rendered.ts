import type { Location } from '../../files/source.js';
import type { Data, Scalar } from '../data.js';
import { isUnknown, pythonText, reasonOf, type JinjaUnknown } from './value.js';

/**
 * Stands in rendered text for what is not known. A private-use character, so that it is part of a word
 * for every reader; one in the scanned text itself is taken for unknown too, which is harmless.
 */
export const UNKNOWN_MARK = '\ue000';

/** A stretch of rendered text and where it came from. */
export interface Piece {
  readonly text: string;
  /** The origin of the characters `start` to `end` of {@link text}. */
  readonly locate: (start: number, end: number) => Location;
  /** It is the value of a variable and not the template's own text. */
  readonly fromValue: boolean;
  /** Set for {@link UNKNOWN_MARK}: what was missing. */
  readonly reason?: string;
}

/** Text made by a template; every stretch knows its origin. */
export class RenderedText {
  readonly text: string;
  private readonly starts: number[] = [];

  constructor(readonly pieces: readonly Piece[]) {
    let length = 0;
    for (const piece of pieces) {
      this.starts.push(length);
      length += piece.text.length;
    }
    this.text = pieces.map((piece) => piece.text).join('');
  }

  /** Whether nothing in it is unknown. */
  get isKnown(): boolean {
    return !this.text.includes(UNKNOWN_MARK);
  }

  /** The reason of the first unknown part between two offsets. */
  reason(start = 0, end = this.text.length): string | undefined {
    for (let i = this.indexAt(start); i < this.pieces.length && this.starts[i]! < end; i++) {
      const piece = this.pieces[i]!;
      if (piece.reason !== undefined) return piece.reason;
    }
    return this.text.slice(start, end).includes(UNKNOWN_MARK) ? 'it is not known' : undefined;
  }

  /** The reason of an unknown part among the characters from `start` up to `end`, if there is one. */
  unknownIn(start: number, end: number): string | undefined {
    if (!this.text.slice(start, end).includes(UNKNOWN_MARK)) return undefined;
    return this.reason(start, end);
  }

  /**
   * Where the characters from `start` up to `end` came from: the value of a variable if there is one
   * among them, else the template's text.
   */
  locate(start: number, end: number): Location {
    const touched: { piece: Piece; from: number; to: number }[] = [];
    const last = Math.max(end, start + 1);
    for (let i = this.indexAt(start); i < this.pieces.length && this.starts[i]! < last; i++) {
      const piece = this.pieces[i]!;
      const from = Math.max(start - this.starts[i]!, 0);
      const to = Math.min(end - this.starts[i]!, piece.text.length);
      if (piece.text.length > 0) touched.push({ piece, from, to: Math.max(from, to) });
    }
    const chosen =
      touched.find(
        ({ piece, from, to }) => piece.fromValue && piece.text.slice(from, to).trim() !== '',
      ) ?? touched[0];
    if (chosen !== undefined) return chosen.piece.locate(chosen.from, chosen.to);
    const piece = this.pieces.at(-1) ?? this.pieces[0];
    if (piece === undefined)
      return { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    return piece.locate(piece.text.length, piece.text.length);
  }

  private indexAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }
}

/** Texts that are put together are at most this long, and of at most so many pieces. */
const LONGEST = 500_000;
const MOST_PIECES = 20_000;

const composed = new WeakMap<Data, readonly Piece[]>();

/** The pieces a text was put together from; one piece for any other value. */
export function piecesOf(value: Data): readonly Piece[] {
  const known = composed.get(value);
  if (known !== undefined) return known;
  const text = isUnknown(value) ? undefined : pythonText(value);
  const locate = (): Location => value.where;
  if (text === undefined) {
    return [{ text: UNKNOWN_MARK, locate, fromValue: true, reason: reasonOf(value) }];
  }
  return [{ text, locate, fromValue: true }];
}

/** Notes where the characters of a text stand that was not made by a template. */
export function originate(value: Scalar, locate: Piece['locate'] | undefined): void {
  if (locate === undefined || typeof value.value !== 'string' || composed.has(value)) return;
  composed.set(value, [{ text: value.value, locate, fromValue: true }]);
}

/** A text made of pieces: a string, or an unknown value that still remembers its known parts. */
export function compose(pieces: readonly Piece[], where: Location): Data {
  let length = 0;
  for (const piece of pieces) length += piece.text.length;
  if (length > LONGEST || pieces.length > MOST_PIECES) {
    return { type: 'unknown', reason: 'the text is too long', where };
  }
  const reason = pieces.find((piece) => piece.reason !== undefined)?.reason;
  const value: Data =
    reason === undefined
      ? { type: 'scalar', value: pieces.map((piece) => piece.text).join(''), where }
      : ({ type: 'unknown', reason, where } satisfies JinjaUnknown);
  composed.set(value, pieces);
  return value;
}

/** The rendered text of any value. */
export function renderedOf(value: Data): RenderedText {
  return new RenderedText(piecesOf(value));
}
