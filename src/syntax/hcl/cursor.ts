import type { Span } from './ast.js';

export interface HclError extends Span {
  /** One sentence without the file's name. */
  readonly message: string;
  /** Nothing was left out because of it. */
  readonly isRead?: boolean;
}

/** What HCL says of an attribute that is set again in the same body. */
export function repeated(name: string, { start, end }: Span): HclError {
  const message = `the attribute "${name.slice(0, 40)}" is set more than once`;
  return { start, end, message, isRead: true };
}

/** Nesting deeper than this is refused: the parser and what walks its tree recurse. */
export const DEEPEST = 500;
/** A broken file must not fill the memory with errors. */
const MOST_ERRORS = 200;

/** Ends the reading of one body item; caught where the next one can be found. */
export class Abort extends Error {
  constructor(
    message: string,
    readonly start: number,
  ) {
    super(message);
  }
}

/** A position in the text being parsed, and what all parts of the parser share. */
export class Cursor {
  readonly errors: HclError[] = [];
  depth = 0;
  /** Line ends are blanks (inside parentheses, brackets and interpolations). */
  private linesAreBlank = false;

  constructor(
    readonly text: string,
    public at = 0,
    readonly limit = text.length,
  ) {}

  get atEnd(): boolean {
    return this.at >= this.limit;
  }

  /** The code unit `ahead` of here; -1 outside the text. */
  peek(ahead = 0): number {
    const index = this.at + ahead;
    return index < this.limit ? this.text.charCodeAt(index) : -1;
  }

  startsWith(token: string): boolean {
    return this.at + token.length <= this.limit && this.text.startsWith(token, this.at);
  }

  /** Takes a token if it stands here. */
  take(token: string): boolean {
    if (!this.startsWith(token)) return false;
    this.at += token.length;
    return true;
  }

  expect(token: string, what: string): void {
    if (!this.take(token)) this.fail(`expected "${token}" ${what}`);
  }

  fail(message: string, start = this.at): never {
    throw new Abort(message, start);
  }

  error(message: string, start: number, end: number = start): void {
    if (this.errors.length < MOST_ERRORS) this.errors.push({ message, start, end });
  }

  repeated(name: string, span: Span): void {
    if (this.errors.length < MOST_ERRORS) this.errors.push(repeated(name, span));
  }

  /** Runs `parse` one level deeper. */
  nested<T>(parse: () => T): T {
    if (++this.depth > DEEPEST) this.fail('the expression is nested too deeply to be read');
    try {
      return parse();
    } finally {
      this.depth--;
    }
  }

  /** Runs `parse` with line ends as blanks, or as the ends they are. */
  withLines<T>(blank: boolean, parse: () => T): T {
    const before = this.linesAreBlank;
    this.linesAreBlank = blank;
    try {
      return parse();
    } finally {
      this.linesAreBlank = before;
    }
  }

  /** Skips blanks and comments, and line ends where they are blanks. */
  skip(): void {
    this.skipBlank(this.linesAreBlank);
  }

  /** Skips blanks, comments and line ends. */
  skipLines(): void {
    this.skipBlank(true);
  }

  private skipBlank(lines: boolean): void {
    for (;;) {
      const code = this.peek();
      if (code === 0x20 || code === 0x09) {
        this.at++;
      } else if (code === 0x0d && (lines || this.peek(1) === 0x0a)) {
        if (!lines) return;
        this.at++;
      } else if (code === 0x0a) {
        if (!lines) return;
        this.at++;
      } else if (code === 0x23 || (code === 0x2f && this.peek(1) === 0x2f)) {
        const end = this.text.indexOf('\n', this.at);
        this.at = end < 0 || end > this.limit ? this.limit : end;
      } else if (code === 0x2f && this.peek(1) === 0x2a) {
        const end = this.text.indexOf('*/', this.at + 2);
        if (end < 0 || end + 2 > this.limit) {
          this.error('the comment is not closed with "*/"', this.at, this.limit);
          this.at = this.limit;
        } else {
          this.at = end + 2;
        }
      } else {
        return;
      }
    }
  }

  /** Whether a line end, the end of the text or the end of a comment line comes next. */
  get atLineEnd(): boolean {
    const code = this.peek();
    return code === -1 || code === 0x0a || (code === 0x0d && this.peek(1) === 0x0a);
  }

  /** The identifier that stands here, taken; `undefined` when none does. */
  identifier(): string | undefined {
    const end = this.identifierEnd();
    if (end === this.at) return undefined;
    const name = this.text.slice(this.at, end);
    this.at = end;
    return name;
  }

  /** The identifier that stands here, not taken. */
  peekIdentifier(): string | undefined {
    const end = this.identifierEnd();
    return end === this.at ? undefined : this.text.slice(this.at, end);
  }

  private identifierEnd(): number {
    let end = this.at;
    while (end < this.limit) {
      const code = this.text.charCodeAt(end);
      if (isAsciiLetter(code) || code === 0x5f) {
        end++;
      } else if (end > this.at && ((code >= 0x30 && code <= 0x39) || code === 0x2d)) {
        end++;
      } else if (code >= 0x80) {
        const char = String.fromCodePoint(this.text.codePointAt(end)!);
        if (!(end === this.at ? /^\p{ID_Start}$/u : /^\p{ID_Continue}$/u).test(char)) break;
        end += char.length;
      } else {
        break;
      }
    }
    return Math.min(end, this.limit);
  }
}

function isAsciiLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
