/** Builds a text within a number of bytes (UTF-8): a piece that does not fit is left out whole. */
export class Budget {
  private readonly pieces: string[] = [];
  private used = 0;

  /** @param most bytes the finished text may have */
  constructor(private readonly most: number) {}

  /** Adds a piece and a line end after it; says whether it fitted. */
  add(piece: string, reserve = 0): boolean {
    const size = bytes(piece) + 1;
    if (this.used + size + reserve > this.most) return false;
    this.pieces.push(piece);
    this.used += size;
    return true;
  }

  get left(): number {
    return this.most - this.used;
  }

  text(): string {
    return this.pieces.map((piece) => `${piece}\n`).join('');
  }
}

/** The bytes of a text in UTF-8. */
export function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
