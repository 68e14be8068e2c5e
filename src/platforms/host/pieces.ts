import type { Location } from '../../files/source.js';

type Locate = (start: number, end: number) => Location;

/** A shell script that is put together from texts of several places, each with the way back to its own. */
export class ScriptPieces {
  private readonly pieces: {
    readonly start: number;
    readonly end: number;
    readonly locate: Locate;
  }[] = [];
  private whole = '';

  /** @param locate the place of offsets in this piece */
  add(text: string, locate: Locate): void {
    const start = this.whole.length;
    this.whole += text.endsWith('\n') ? text : `${text}\n`;
    this.pieces.push({ start, end: this.whole.length, locate });
  }

  get text(): string {
    return this.whole;
  }

  readonly locate: Locate = (start, end) => {
    const piece =
      this.pieces.find((one) => one.start <= start && start < one.end) ?? this.pieces[0]!;
    return piece.locate(start - piece.start, Math.min(end, piece.end) - piece.start);
  };
}

/** A word of the shell that stands for exactly this text. */
export function quoted(text: string): string {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

/** A here-document that writes a text to a file. */
export function writing(
  path: string,
  text: string,
): { readonly head: string; readonly tail: string } {
  let mark = 'END_OF_FILE';
  while (text.includes(mark)) mark += '_';
  return { head: `cat > ${quoted(path)} <<'${mark}'`, tail: mark };
}
