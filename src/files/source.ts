/** A place in a scanned file. Lines and columns count from 1; the end column is exclusive (as in SARIF). */
export interface Location {
  /** Path relative to the scanned root, with forward slashes. */
  readonly file: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The resource the place belongs to, e.g. `module.cache.aws_security_group.in[0]`. */
  readonly address?: string;
}

/** A decoded text file of the scanned tree; turns offsets in {@link text} into locations. */
export class SourceFile {
  private lineStarts: number[] | undefined;

  /**
   * @param path relative to the scanned root, with forward slashes
   * @param text decoded, without a byte-order mark; line ends as they are in the file
   */
  constructor(
    readonly path: string,
    readonly text: string,
  ) {}

  /** The file name without its folders. */
  get name(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1);
  }

  /** The folder the file lies in, '' for the root. */
  get folder(): string {
    const slash = this.path.lastIndexOf('/');
    return slash < 0 ? '' : this.path.slice(0, slash);
  }

  /** The location of the characters from `start` up to, not including, `end` (UTF-16 offsets). */
  location(start: number, end: number = start, address?: string): Location {
    const from = this.position(start);
    const to = end > start ? this.position(end) : from;
    return {
      file: this.path,
      startLine: from.line,
      startColumn: from.column,
      endLine: to.line,
      endColumn: to.column,
      ...(address === undefined ? {} : { address }),
    };
  }

  /** The text of a line (1-based) without its line end; '' outside the file. */
  line(number: number): string {
    const starts = this.starts();
    const start = starts[number - 1];
    if (start === undefined) return '';
    const end = starts[number] ?? this.text.length;
    return this.text.slice(start, end).replace(/\r?\n$/, '');
  }

  /** The UTF-16 offset of a 1-based line and column. */
  offset(line: number, column = 1): number {
    return (this.starts()[line - 1] ?? this.text.length) + column - 1;
  }

  private position(offset: number): { line: number; column: number } {
    const starts = this.starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  }

  private starts(): number[] {
    if (this.lineStarts === undefined) {
      const starts = [0];
      for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) {
        starts.push(at + 1);
      }
      this.lineStarts = starts;
    }
    return this.lineStarts;
  }
}
