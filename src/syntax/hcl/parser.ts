import type { SourceFile } from '../../files/source.js';
import type { Attribute, Block, Body, Expression, Label, Span } from './ast.js';
import { Abort, Cursor, type HclError } from './cursor.js';
import { parseExpression } from './expressions.js';
import { parseBareTemplate, parseQuoted } from './templates.js';

/** One HCL file: what could be read, and what was wrong. */
export interface HclFile {
  readonly file: SourceFile;
  readonly body: Body;
  /** In the order they stand in the file. */
  readonly errors: readonly HclError[];
}

const memo = new WeakMap<SourceFile, HclFile>();

/**
 * Reads an HCL file. Never throws: a body item that cannot be read is left out and named in
 * `errors`, and reading goes on with the next one. Results are remembered.
 */
export function parseHcl(file: SourceFile): HclFile {
  let parsed = memo.get(file);
  if (parsed === undefined) memo.set(file, (parsed = parse(file)));
  return parsed;
}

function parse(file: SourceFile): HclFile {
  const cursor = new Cursor(file.text);
  const body = new BodyParser(cursor).file();
  return { file, body, errors: [...cursor.errors].sort((a, b) => a.start - b.start) };
}

/** Reads one expression that is the whole text between two offsets. */
export function parseHclExpression(
  text: string,
  start = 0,
  end = text.length,
): { expression: Expression | undefined; errors: readonly HclError[] } {
  const cursor = new Cursor(text, start, end);
  return whole(cursor, () => cursor.withLines(true, () => parseExpression(cursor)));
}

/** Reads the text between two offsets as a template, as strings of Terraform's JSON syntax are. */
export function parseHclTemplate(
  text: string,
  start = 0,
  end = text.length,
): { expression: Expression | undefined; errors: readonly HclError[] } {
  const cursor = new Cursor(text, start, end);
  return whole(cursor, () => parseBareTemplate(cursor));
}

function whole(
  cursor: Cursor,
  read: () => Expression,
): { expression: Expression | undefined; errors: readonly HclError[] } {
  try {
    const expression = read();
    cursor.skipLines();
    if (!cursor.atEnd) cursor.error('there is more text after the expression', cursor.at);
    return { expression, errors: cursor.errors };
  } catch (error) {
    if (!(error instanceof Abort)) throw error;
    cursor.error(error.message, error.start);
    return { expression: undefined, errors: cursor.errors };
  }
}

/** Blocks that only stand at the top of a Terraform file, with the number of their labels. */
const TOP_LEVEL: ReadonlyMap<string, number> = new Map([
  ['resource', 2],
  ['data', 2],
  ['variable', 1],
  ['output', 1],
  ['module', 1],
]);

class BodyParser {
  constructor(private readonly cursor: Cursor) {}

  file(): Body {
    const { cursor } = this;
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    for (;;) {
      this.items(attributes, blocks, -1);
      if (cursor.atEnd) break;
      cursor.error('the "}" closes no block', cursor.at, cursor.at + 1);
      cursor.at++;
    }
    this.tellOfRepeated(attributes);
    return { attributes, blocks, start: 0, end: cursor.limit };
  }

  /**
   * Reads items until a closing brace or the end.
   * @param indent column of the block's own line, -1 for the file
   */
  private items(attributes: Attribute[], blocks: Block[], indent: number): void {
    const { cursor } = this;
    for (;;) {
      cursor.skipLines();
      if (cursor.atEnd || cursor.peek() === 0x7d) return;
      if (indent >= 0 && this.isTopLevel()) return;
      const start = cursor.at;
      try {
        this.item(attributes, blocks);
      } catch (error) {
        if (!(error instanceof Abort)) throw error;
        cursor.error(error.message, error.start);
        this.resynchronise(start, error.start, indent);
      }
      if (cursor.at === start) cursor.at++;
    }
  }

  private item(attributes: Attribute[], blocks: Block[]): void {
    const cursor: Cursor = this.cursor;
    const start = cursor.at;
    // Old files quote names here and there: `"name" = …` in maps that became blocks.
    const quoted = cursor.peek() === 0x22 ? this.label() : undefined;
    const name = quoted?.text ?? cursor.identifier();
    if (name === undefined) cursor.fail('expected an attribute or a block');
    const nameSpan: Span = { start, end: cursor.at };
    cursor.skip();
    if (cursor.peek() === 0x3d && cursor.peek(1) !== 0x3d) {
      cursor.at++;
      const value = parseExpression(cursor);
      attributes.push({ name, nameSpan, value, start, end: value.end });
      this.itemEnd('attribute');
      return;
    }
    const labels: Label[] = [];
    while (cursor.peek() !== 0x7b) {
      const label = this.label();
      if (label === undefined) {
        cursor.fail(`expected "=" or "{" after "${name.slice(0, 40)}"`);
      }
      labels.push(label);
      cursor.skip();
    }
    blocks.push(this.block(name, nameSpan, labels, start));
    this.itemEnd('block');
  }

  /** HCL refuses an attribute that is set again in one body; both stay there to be judged. */
  private tellOfRepeated(attributes: readonly Attribute[]): void {
    const seen = new Set<string>();
    for (const { name, nameSpan } of attributes) {
      if (seen.has(name)) this.cursor.repeated(name, nameSpan);
      seen.add(name);
    }
  }

  private label(): Label | undefined {
    const { cursor } = this;
    const start = cursor.at;
    if (cursor.peek() !== 0x22) {
      const text = cursor.identifier();
      return text === undefined ? undefined : { text, start, end: cursor.at };
    }
    const expression = parseQuoted(cursor);
    const span = { start, end: cursor.at };
    if (expression.kind === 'literal') return { text: String(expression.value), ...span };
    cursor.error('a label must not have an interpolation', start, cursor.at);
    return { text: cursor.text.slice(start + 1, cursor.at - 1), ...span };
  }

  private block(type: string, typeSpan: Span, labels: readonly Label[], start: number): Block {
    const { cursor } = this;
    const bodyStart = cursor.at;
    cursor.at++;
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    cursor.nested(() => {
      cursor.withLines(false, () => this.items(attributes, blocks, this.indent(start)));
    });
    this.tellOfRepeated(attributes);
    if (!cursor.take('}')) {
      cursor.error(`the block "${type}" is not closed with "}"`, start, typeSpan.end);
    }
    const body: Body = { attributes, blocks, start: bodyStart, end: cursor.at };
    return { type, typeSpan, labels, body, start, end: cursor.at };
  }

  private itemEnd(what: string): void {
    const { cursor } = this;
    cursor.skip();
    // Several attributes on one line are wrong but common in hand-written fragments.
    if (cursor.atLineEnd || cursor.peek() === 0x7d) return;
    if (cursor.take(',')) {
      cursor.error(`the ${what} must not be followed by a comma`, cursor.at - 1, cursor.at);
      return;
    }
    if (cursor.peekIdentifier() !== undefined) {
      cursor.error(`expected a new line after the ${what}`, cursor.at);
      return;
    }
    cursor.fail(`expected a new line after the ${what}`);
  }

  /** Whether a block that only stands at the top of a file begins here, at the head of a line. */
  private isTopLevel(): boolean {
    const { cursor } = this;
    const labels = TOP_LEVEL.get(cursor.peekIdentifier() ?? '');
    if (labels === undefined || this.indent(cursor.at) !== 0) return false;
    if (cursor.at > 0 && cursor.text.charCodeAt(cursor.at - 1) !== 0x0a) return false;
    const lineEnd = cursor.text.indexOf('\n', cursor.at);
    const line = cursor.text.slice(cursor.at, lineEnd < 0 ? cursor.limit : lineEnd);
    return line.includes('{') && line.split('"').length - 1 === labels * 2;
  }

  /**
   * Goes to the line where the next item may begin: one that is not indented more than the broken
   * item. A closing bracket at the broken item's own column closes something inside that item,
   * unless the column is that of the enclosing block.
   */
  private resynchronise(itemStart: number, errorAt: number, blockIndent: number): void {
    const { cursor } = this;
    const own = this.indent(itemStart);
    const sameLine = !cursor.text.slice(itemStart, Math.max(errorAt, itemStart)).includes('\n');
    // The line of the error may be where the next item begins: `a = [1,` and then `b = 2`.
    const lineStart = cursor.text.lastIndexOf('\n', errorAt - 1);
    cursor.at = lineStart > itemStart ? lineStart : Math.max(errorAt, itemStart);
    for (;;) {
      const end = cursor.text.indexOf('\n', cursor.at);
      if (end < 0 || end >= cursor.limit) {
        cursor.at = cursor.limit;
        return;
      }
      cursor.at = end + 1;
      let at = cursor.at;
      while (cursor.text[at] === ' ' || cursor.text[at] === '\t') at++;
      const code = at < cursor.limit ? cursor.text.charCodeAt(at) : -1;
      if (code === 0x0a || code === 0x0d || code === 0x23) continue;
      const indent = at - cursor.at;
      if (indent > own && !(sameLine && looksLikeItem(cursor.text, at))) continue;
      if (code === 0x5d || code === 0x29) continue;
      if (code === 0x7d && indent === own && own > blockIndent) continue;
      cursor.at = at;
      return;
    }
  }

  private indent(offset: number): number {
    const lineStart = this.cursor.text.lastIndexOf('\n', offset - 1) + 1;
    let at = lineStart;
    while (this.cursor.text[at] === ' ' || this.cursor.text[at] === '\t') at++;
    return at - lineStart;
  }
}

/** Whether `name =` or `name {` stands at the offset. */
function looksLikeItem(text: string, at: number): boolean {
  return /^[A-Za-z_][\w-]{0,100}[ \t]*(=(?![=>])|\{)/.test(text.slice(at, at + 120));
}
