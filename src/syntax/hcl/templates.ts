import type { Expression, TemplatePart, TemplateText } from './ast.js';
import type { Cursor } from './cursor.js';
import { parseExpression } from './expressions.js';

/** The pieces of a template in the order they are written, before directives are nested. */
type Piece =
  | (TemplateText & { readonly line?: boolean })
  | { kind: 'value'; value: Expression; start: number; end: number }
  | { kind: 'if'; condition: Expression; start: number; end: number }
  | {
      kind: 'for';
      keyName: string | undefined;
      valueName: string;
      collection: Expression;
      start: number;
      end: number;
    }
  | { kind: 'else' | 'endif' | 'endfor'; start: number; end: number };

interface Pieces {
  readonly list: Piece[];
  /** The next text loses its leading blanks: `~}` came before. */
  trimNext: boolean;
}

/** `"…"`, from the opening quote on. */
export function parseQuoted(cursor: Cursor): Expression {
  const start = cursor.at;
  cursor.at++;
  const pieces: Pieces = { list: [], trimNext: false };
  let text = '';
  let textStart = cursor.at;
  const flush = (): void => {
    addText(pieces, text, textStart, cursor.at);
    text = '';
  };
  for (;;) {
    const code = cursor.peek();
    if (code === 0x22) {
      flush();
      cursor.at++;
      break;
    }
    if (code === -1 || code === 0x0a || (code === 0x0d && cursor.peek(1) === 0x0a)) {
      // Taken as closed at the line's end, so that the rest of the file is not lost.
      cursor.error('the string is not closed on its line', start, cursor.at);
      flush();
      break;
    }
    if (code === 0x5c) {
      text += parseEscape(cursor);
    } else if (isDoubled(cursor)) {
      text += cursor.text.slice(cursor.at + 1, cursor.at + 3);
      cursor.at += 3;
    } else if (isSequence(cursor)) {
      flush();
      parseSequence(cursor, pieces);
      textStart = cursor.at;
    } else {
      text += takeRun(cursor);
    }
  }
  return build(cursor, pieces.list, start, cursor.at);
}

/** The characters up to the next that may mean something; at least one. */
function takeRun(cursor: Cursor): string {
  const start = cursor.at++;
  if (cursor.text.charCodeAt(start) === 0x0a) return '\n';
  for (;;) {
    const code = cursor.peek();
    // " $ % \\ and line ends
    if (code === 0x22 || code === 0x24 || code === 0x25 || code === 0x5c || code < 0x0e) break;
    cursor.at++;
  }
  return cursor.text.slice(start, cursor.at);
}

/** `<<EOT` or `<<-EOT` up to its end mark; the line end behind it is left. */
export function parseHeredoc(cursor: Cursor): Expression {
  const start = cursor.at;
  cursor.at += 2;
  const indented = cursor.take('-');
  const mark = cursor.identifier();
  if (mark === undefined) cursor.fail('expected the end mark of the heredoc after "<<"');
  if (!cursor.atLineEnd) cursor.fail('the end mark of the heredoc must end the line');
  if (cursor.take('\r')) cursor.take('\n');
  else cursor.take('\n');
  const pieces: Pieces = { list: [], trimNext: false };
  let closed = false;
  let text = '';
  let textStart = cursor.at;
  let atLineStart = true;
  while (!cursor.atEnd) {
    if (atLineStart) {
      const end = heredocEnd(cursor, mark);
      if (end !== undefined) {
        cursor.at = end;
        closed = true;
        break;
      }
      atLineStart = false;
    }
    if (isDoubled(cursor)) {
      text += cursor.text.slice(cursor.at + 1, cursor.at + 3);
      cursor.at += 3;
    } else if (isSequence(cursor)) {
      addText(pieces, text, textStart, cursor.at);
      text = '';
      parseSequence(cursor, pieces);
      textStart = cursor.at;
    } else {
      const piece = takeRun(cursor);
      text += piece;
      if (piece === '\n') {
        addText(pieces, text, textStart, cursor.at);
        text = '';
        textStart = cursor.at;
        atLineStart = true;
      }
    }
  }
  if (!closed) {
    addText(pieces, text, textStart, cursor.at);
    cursor.error(`the heredoc is not closed by "${mark}" on a line of its own`, start, cursor.at);
  }
  const list = indented ? dedent(pieces.list) : pieces.list;
  return build(cursor, list, start, cursor.at);
}

/** The whole text from here to the limit as a template: JSON strings and template files. */
export function parseBareTemplate(cursor: Cursor): Expression {
  const start = cursor.at;
  const pieces: Pieces = { list: [], trimNext: false };
  let textStart = cursor.at;
  let text = '';
  while (!cursor.atEnd) {
    if (isDoubled(cursor)) {
      text += cursor.text.slice(cursor.at + 1, cursor.at + 3);
      cursor.at += 3;
    } else if (isSequence(cursor)) {
      addText(pieces, text, textStart, cursor.at);
      text = '';
      parseSequence(cursor, pieces);
      textStart = cursor.at;
    } else {
      text += takeRun(cursor);
    }
  }
  addText(pieces, text, textStart, cursor.at);
  return build(cursor, pieces.list, start, cursor.at);
}

/** `$${` and `%%{` stand for `${` and `%{`. */
function isDoubled(cursor: Cursor): boolean {
  const code = cursor.peek();
  return (code === 0x24 || code === 0x25) && cursor.peek(1) === code && cursor.peek(2) === 0x7b;
}

function isSequence(cursor: Cursor): boolean {
  const code = cursor.peek();
  return (code === 0x24 || code === 0x25) && cursor.peek(1) === 0x7b;
}

function addText(pieces: Pieces, text: string, start: number, end: number): void {
  if (text === '') return;
  const kept = pieces.trimNext ? text.trimStart() : text;
  // Blanks that a marker takes away may go on over several lines.
  if (kept !== '') pieces.trimNext = false;
  if (kept !== '') pieces.list.push({ kind: 'text', text: kept, start, end });
}

function parseEscape(cursor: Cursor): string {
  const start = cursor.at;
  const code = cursor.peek(1);
  cursor.at += 2;
  switch (code) {
    case 0x6e:
      return '\n';
    case 0x72:
      return '\r';
    case 0x74:
      return '\t';
    case 0x22:
      return '"';
    case 0x5c:
      return '\\';
    case 0x75:
    case 0x55: {
      const length = code === 0x75 ? 4 : 8;
      const digits = cursor.text.slice(cursor.at, Math.min(cursor.at + length, cursor.limit));
      const value = /^[0-9a-fA-F]+$/.test(digits) ? parseInt(digits, 16) : NaN;
      if (digits.length === length && value <= 0x10ffff) {
        cursor.at += length;
        return String.fromCodePoint(value);
      }
    }
  }
  cursor.at = Math.min(start + 1, cursor.limit);
  cursor.error('the backslash does not begin a known escape sequence', start, cursor.at);
  return '\\';
}

/** `${…}` or `%{…}`, from its first character on. */
function parseSequence(cursor: Cursor, pieces: Pieces): void {
  const start = cursor.at;
  const directive = cursor.peek() === 0x25;
  cursor.at += 2;
  if (cursor.take('~')) trimLast(pieces);
  pieces.trimNext = false;
  const piece = cursor.withLines(true, () =>
    cursor.nested((): Piece => {
      if (directive) return parseDirective(cursor, start);
      return { kind: 'value', value: parseExpression(cursor), start, end: cursor.at };
    }),
  );
  cursor.skipLines();
  const trim = cursor.take('~');
  cursor.expect('}', 'at the end of the interpolation');
  pieces.trimNext = trim;
  pieces.list.push({ ...piece, end: cursor.at });
}

function trimLast(pieces: Pieces): void {
  for (let last = pieces.list.at(-1); last?.kind === 'text'; last = pieces.list.at(-1)) {
    const text = last.text.trimEnd();
    pieces.list.pop();
    if (text === '') continue;
    pieces.list.push({ ...last, text });
    return;
  }
}

function parseDirective(cursor: Cursor, start: number): Piece {
  cursor.skip();
  const word = cursor.identifier();
  switch (word) {
    case 'if': {
      const condition = parseExpression(cursor);
      return { kind: 'if', condition, start, end: cursor.at };
    }
    case 'for': {
      cursor.skip();
      const first = cursor.identifier();
      cursor.skip();
      let second: string | undefined;
      if (cursor.take(',')) {
        cursor.skip();
        second = cursor.identifier();
        cursor.skip();
      }
      if (first === undefined || cursor.peekIdentifier() !== 'in') {
        cursor.fail('expected "for NAME in …" in the directive');
      }
      cursor.at += 'in'.length;
      const collection = parseExpression(cursor);
      const keyName = second === undefined ? undefined : first;
      return {
        kind: 'for',
        keyName,
        valueName: second ?? first,
        collection,
        start,
        end: cursor.at,
      };
    }
    case 'else':
    case 'endif':
    case 'endfor':
      return { kind: word, start, end: cursor.at };
    default:
      return cursor.fail('expected if, else, endif, for or endfor in the directive', start);
  }
}

/** Where the end mark on this line ends; `undefined` when the line is not the last. */
function heredocEnd(cursor: Cursor, mark: string): number | undefined {
  let at = cursor.at;
  while (cursor.text[at] === ' ' || cursor.text[at] === '\t') at++;
  if (!cursor.text.startsWith(mark, at)) return undefined;
  const end = at + mark.length;
  at = end;
  while (cursor.text[at] === ' ' || cursor.text[at] === '\t') at++;
  if (at >= cursor.limit) return cursor.limit;
  const rest = cursor.text.slice(at, at + 2);
  return rest.startsWith('\n') || rest === '\r\n' ? end : undefined;
}

/**
 * Takes the smallest indentation away from all lines, as `<<-` does. Blank lines do not count; a
 * line that begins with an interpolation counts as not indented.
 */
function dedent(list: readonly Piece[]): Piece[] {
  let smallest = Infinity;
  let lineStart = true;
  const starts: boolean[] = [];
  for (const piece of list) {
    let begins = false;
    if (lineStart) {
      lineStart = false;
      if (piece.kind !== 'text') {
        smallest = 0;
      } else {
        const rest = piece.text.trimStart();
        if (rest !== '' || !piece.text.endsWith('\n')) {
          smallest = Math.min(smallest, piece.text.length - rest.length);
          begins = true;
        }
      }
    }
    if (piece.kind === 'text' && piece.text.endsWith('\n')) lineStart = true;
    starts.push(begins);
  }
  if (smallest === Infinity || smallest === 0) return [...list];
  return list.map((piece, index) =>
    piece.kind === 'text' && starts[index] ? { ...piece, text: piece.text.slice(smallest) } : piece,
  );
}

/** Nests the directives and joins texts that stand side by side. */
function build(cursor: Cursor, list: readonly Piece[], start: number, end: number): Expression {
  const builder = new Builder(cursor, list);
  const parts = builder.parts();
  builder.complain();
  if (parts.length === 0) return { kind: 'literal', value: '', start, end };
  const only = parts[0]!;
  if (parts.length === 1 && only.kind === 'text') {
    return { kind: 'literal', value: only.text, start, end };
  }
  return { kind: 'template', parts, start, end };
}

class Builder {
  private index = 0;

  constructor(
    private readonly cursor: Cursor,
    private readonly list: readonly Piece[],
  ) {}

  /** Parts up to a piece that closes or divides a directive. */
  parts(): TemplatePart[] {
    const parts: TemplatePart[] = [];
    let texts: TemplateText[] = [];
    const flush = (): void => {
      if (texts.length === 0) return;
      const text = texts.map((part) => part.text).join('');
      parts.push({ kind: 'text', text, start: texts[0]!.start, end: texts.at(-1)!.end });
      texts = [];
    };
    for (let piece = this.list[this.index]; piece !== undefined; piece = this.list[this.index]) {
      if (piece.kind === 'text') {
        texts.push(piece);
        this.index++;
        continue;
      }
      flush();
      if (piece.kind === 'value') {
        parts.push(piece);
        this.index++;
      } else if (piece.kind === 'if') {
        parts.push(this.conditional(piece.condition, piece.start));
      } else if (piece.kind === 'for') {
        this.index++;
        const body = this.cursor.nested(() => this.parts());
        const end = this.close('endfor', 'for', piece.start);
        parts.push({ ...piece, body, end });
      } else {
        break;
      }
    }
    flush();
    return parts;
  }

  /** Pieces left over are closing directives without an opening one. */
  complain(): void {
    const rest = this.list[this.index];
    if (rest !== undefined) {
      this.cursor.error(`the directive "${rest.kind}" has no beginning`, rest.start, rest.end);
    }
  }

  private conditional(condition: Expression, start: number): TemplatePart {
    this.index++;
    const then = this.cursor.nested(() => this.parts());
    let otherwise: readonly TemplatePart[] = [];
    if (this.list[this.index]?.kind === 'else') {
      this.index++;
      otherwise = this.cursor.nested(() => this.parts());
    }
    const end = this.close('endif', 'if', start);
    return { kind: 'if', condition, then, otherwise, start, end };
  }

  private close(kind: 'endif' | 'endfor', opening: string, start: number): number {
    const piece = this.list[this.index];
    if (piece?.kind === kind) {
      this.index++;
      return piece.end;
    }
    const end = piece?.start ?? this.cursor.at;
    this.cursor.error(`the directive "${opening}" is not closed by "${kind}"`, start, end);
    return end;
  }
}
