import { isScalar, parseDocument } from 'yaml';
import { SourceFile, type Location } from '../files/source.js';
import type { Data, Entry, Primitive } from './data.js';
import { foldedText } from './yaml-folded.js';
import { asPyYaml, schemaOf, type YamlVersion } from './yaml-version.js';

// Most YAML of repositories is plain: block mappings and sequences, scalars of one line, block scalars,
// flow collections of one line, comments. This reader takes such text in one pass, several times quicker
// than the general parser, and gives up on everything else: anchors, tags, tabs, scalars over several
// lines, whatever may be an error. What it does take it must read exactly as the general parser does,
// positions included, which a test holds it to.

/** What is read of one document. */
export interface PlainDocument {
  readonly data: Data;
  readonly start: number;
  readonly end: number;
}

export interface PlainOptions {
  readonly version: YamlVersion;
  /** As {@link import('./yaml.js').YamlOptions.unknownAt}. */
  readonly unknownAt?: ((start: number, end: number) => string | undefined) | undefined;
}

/** Longer texts may hold more nodes than the general parser allows. */
const LONGEST = 400_000;
const DEEPEST = 60;

/** Thrown, and caught below, where the general parser is needed. */
class NotPlain extends Error {}
const NOT_PLAIN = new NotPlain();

/** Tabs, carriage returns, other control characters and marks of byte order or lines. */
// eslint-disable-next-line no-control-regex
const UNUSUAL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/;

/** The documents of a plain text; `undefined` when it is not plain. */
export function readPlain(
  file: SourceFile,
  text: string,
  options: PlainOptions,
): PlainDocument[] | undefined {
  if (text.length > LONGEST || UNUSUAL.test(text)) return undefined;
  try {
    return new PlainReader(file, text, options).documents();
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

/** A comment on a line of its own. */
interface Comment {
  readonly indent: number;
  /** Behind its line end. */
  readonly end: number;
}

class PlainReader {
  /** The next content: its offset, line and column from 0; -1 where the document ends. */
  private at = 0;
  private row = 0;
  private indent = 0;
  /** Where the line of it starts and ends. */
  private lineStart = 0;
  private lineEnd = 0;
  /** Comments between the last content and the next. */
  private comments: Comment[] = [];
  /** Behind the node read last, with its line end and what else belongs to it. */
  private after = 0;
  private depth = 0;
  /** What templates print has its places elsewhere, and tells them itself. */
  private readonly tellsPlaces: boolean;

  constructor(
    private readonly file: SourceFile,
    private readonly text: string,
    private readonly options: PlainOptions,
  ) {
    this.tellsPlaces = file.location !== SourceFile.prototype.location;
  }

  documents(): PlainDocument[] {
    const { text } = this;
    const found: PlainDocument[] = [];
    this.advance(0, 0);
    while (this.at < text.length) {
      let start = this.lineStart;
      if (this.indent < 0) {
        start = this.at;
        if (!/^--- *$/.test(text.slice(this.at, this.lineEnd))) throw NOT_PLAIN;
        this.advance(this.lineEnd + 1, this.row + 1);
        if (this.indent < 0) throw NOT_PLAIN;
      }
      const data = this.block();
      if (this.indent >= 0) throw NOT_PLAIN;
      found.push({ data, start, end: this.after });
      this.comments = [];
    }
    return found;
  }

  /** Goes to the first content at or behind the start of a line. */
  private advance(offset: number, row: number): void {
    const { text } = this;
    this.comments = [];
    let start = offset;
    let line = row;
    while (start < text.length) {
      let end = text.indexOf('\n', start);
      if (end < 0) end = text.length;
      let at = start;
      while (text.charCodeAt(at) === 0x20) at++;
      if (at < end) {
        if (text.charCodeAt(at) !== 0x23) {
          this.at = at;
          this.row = line;
          this.lineStart = start;
          this.lineEnd = end;
          this.indent = at - start;
          if (at === start && isMarker(text, at)) {
            if (text.charCodeAt(at) === 0x2e) throw NOT_PLAIN;
            this.indent = -1;
          }
          return;
        }
        this.comments.push({ indent: at - start, end: Math.min(end + 1, text.length) });
      }
      start = end + 1;
      line++;
    }
    this.at = text.length;
    this.lineStart = text.length;
    this.lineEnd = text.length;
    this.row = line;
    this.indent = -1;
  }

  /** The line is read; what follows must not belong to a scalar or flow collection on it. */
  private endOfLine(parent: number): void {
    this.after = Math.min(this.lineEnd + 1, this.text.length);
    this.advance(this.lineEnd + 1, this.row + 1);
    if (this.indent > parent) throw NOT_PLAIN;
    // Comments that are indented further belong to what stands above them.
    let count = 0;
    while (count < this.comments.length && this.comments[count]!.indent > parent) count++;
    if (count > 0) {
      this.after = this.comments[count - 1]!.end;
      this.comments.splice(0, count);
    }
  }

  /** A collection ends here; comments as far in as its items are its own. */
  private close(column: number): void {
    if (column > 0 && this.comments.some(({ indent }) => indent >= column)) {
      this.after = this.at;
      this.comments = [];
    }
    this.depth--;
  }

  private block(): Data {
    if (++this.depth > DEEPEST) throw NOT_PLAIN;
    return isItem(this.text, this.at, this.lineEnd)
      ? this.sequence(this.indent)
      : this.mapping(this.indent);
  }

  private sequence(column: number): Data {
    const { text } = this;
    const start = this.at;
    const items: Data[] = [];
    while (this.indent === column && isItem(text, this.at, this.lineEnd)) {
      const at = this.skipSpaces(this.at + 1);
      if (at === this.lineEnd || text.charCodeAt(at) === 0x23) {
        this.advance(this.lineEnd + 1, this.row + 1);
        if (this.indent <= column) throw NOT_PLAIN;
        items.push(this.block());
      } else {
        this.comments = [];
        const inside = at - this.lineStart;
        if (isItem(text, at, this.lineEnd) || this.colonOf(at) !== undefined) {
          this.at = at;
          this.indent = inside;
          items.push(this.block());
        } else {
          items.push(this.value(at, column));
        }
      }
    }
    if (this.indent > column) throw NOT_PLAIN;
    const where = this.file.location(start, this.after);
    this.close(column);
    return { type: 'list', items, where };
  }

  private mapping(column: number): Data {
    const { text } = this;
    const start = this.at;
    const entries: Entry[] = [];
    while (this.indent === column && !isItem(text, this.at, this.lineEnd)) {
      const colon = this.colonOf(this.at);
      if (colon === undefined) throw NOT_PLAIN;
      const { key, end } = this.key(this.at, colon);
      const keyWhere = this.locate(this.at, end);
      const at = this.skipSpaces(colon + 1);
      let value: Data;
      if (at < this.lineEnd && text.charCodeAt(at) !== 0x23) {
        this.comments = [];
        value = this.value(at, column);
      } else {
        const commented = at < this.lineEnd;
        const nothing = this.locate(at, at);
        const { row } = this;
        this.advance(this.lineEnd + 1, this.row + 1);
        if (this.indent > column) {
          const isBlock =
            isItem(text, this.at, this.lineEnd) || this.colonOf(this.at) !== undefined;
          // Behind lines that hold no value the general parser sees a scalar differently.
          if (!isBlock && this.row !== row + 1) throw NOT_PLAIN;
          value = isBlock ? this.block() : this.value(this.at, column);
        } else if (this.indent === column && isItem(text, this.at, this.lineEnd)) {
          value = this.block();
        } else {
          if (commented || this.comments.length > 0) throw NOT_PLAIN;
          const reason = this.options.unknownAt?.(at, at);
          value =
            reason === undefined
              ? { type: 'scalar', value: null, text: '', where: nothing }
              : { type: 'unknown', reason, where: nothing };
          this.after = at;
        }
      }
      entries.push({ key, keyWhere, valueWhere: value.where, value });
    }
    if (this.indent > column || entries.length === 0) throw NOT_PLAIN;
    const where = this.file.location(start, this.after);
    this.close(column);
    return { type: 'map', entries, where };
  }

  private skipSpaces(offset: number): number {
    let at = offset;
    while (this.text.charCodeAt(at) === 0x20) at++;
    return at;
  }

  /** The colon behind the key that begins there; `undefined` when there is none on the line. */
  private colonOf(start: number): number | undefined {
    const { text, lineEnd } = this;
    const first = text.charCodeAt(start);
    if (first === 0x22 || first === 0x27) {
      const colon = this.skipSpaces(this.quotedEnd(start));
      return text.charCodeAt(colon) === 0x3a && endsToken(text, colon + 1, lineEnd)
        ? colon
        : undefined;
    }
    // Flow collections as keys are not plain, and as values hold colons of their own.
    if (first === 0x5b || first === 0x7b || first === 0x7c || first === 0x3e) return undefined;
    // Only within the line: looking further for every line would be quadratic.
    const line = text.slice(start, lineEnd);
    for (let colon = line.indexOf(':'); colon >= 0; colon = line.indexOf(':', colon + 1)) {
      if (endsToken(text, start + colon + 1, lineEnd)) return start + colon;
    }
    return undefined;
  }

  private key(start: number, colon: number): { key: string; end: number } {
    const { text } = this;
    const first = text.charCodeAt(start);
    if (first === 0x22 || first === 0x27) {
      const end = this.quotedEnd(start);
      return { key: this.quoted(start, end), end };
    }
    if (!startsPlain(text, start, colon)) throw NOT_PLAIN;
    let end = colon;
    while (text.charCodeAt(end - 1) === 0x20) end--;
    const key = text.slice(start, end);
    if (end <= start || key === '<<' || key.includes(' #')) throw NOT_PLAIN;
    return { key, end };
  }

  /** A value that begins on the line, and the end of the line. */
  private value(start: number, parent: number): Data {
    const { text } = this;
    const first = text.charCodeAt(start);
    if (first === 0x7c || first === 0x3e) return this.blockScalar(start, parent);
    let data: Data;
    let end: number;
    if (first === 0x22 || first === 0x27) {
      end = this.quotedEnd(start);
      data = this.string(start, end, this.quoted(start, end));
    } else if (first === 0x5b || first === 0x7b) {
      [data, end] = this.flow(start, 0);
    } else {
      if (!startsPlain(text, start, this.lineEnd)) throw NOT_PLAIN;
      const comment = text.slice(start, this.lineEnd).indexOf(' #');
      end = comment < 0 ? this.lineEnd : start + comment;
      while (text.charCodeAt(end - 1) === 0x20) end--;
      if (this.colonOf(start) !== undefined) throw NOT_PLAIN;
      data = this.plain(start, end);
    }
    const rest = this.skipSpaces(end);
    if (rest < this.lineEnd && (text.charCodeAt(rest) !== 0x23 || rest === end)) throw NOT_PLAIN;
    this.endOfLine(parent);
    return data;
  }

  private plain(start: number, end: number): Data {
    const where = this.locate(start, end);
    const reason = this.options.unknownAt?.(start, end);
    if (reason !== undefined) return { type: 'unknown', reason, where };
    const source = this.text.slice(start, end);
    const value = plainValue(source, this.options.version);
    return typeof value === 'string'
      ? { type: 'scalar', value, where }
      : { type: 'scalar', value, text: source, where };
  }

  private string(start: number, end: number, value: string): Data {
    const where = this.locate(start, end);
    const reason = this.options.unknownAt?.(start, end);
    return reason === undefined
      ? { type: 'scalar', value, where }
      : { type: 'unknown', reason, where };
  }

  /** Behind the closing quotation mark, which is on the same line. */
  private quotedEnd(start: number): number {
    const { text } = this;
    const pattern = text.charCodeAt(start) === 0x22 ? DOUBLE_QUOTED : SINGLE_QUOTED;
    pattern.lastIndex = start;
    if (!pattern.test(text)) throw NOT_PLAIN;
    return pattern.lastIndex;
  }

  private quoted(start: number, end: number): string {
    const inner = this.text.slice(start + 1, end - 1);
    if (this.text.charCodeAt(start) === 0x27) return inner.replaceAll("''", "'");
    return inner.includes('\\')
      ? String(generalValue(this.text.slice(start, end), this.options.version))
      : inner;
  }

  /** A flow collection that ends on its line. */
  private flow(start: number, depth: number): [Data, number] {
    const { text, lineEnd } = this;
    if (depth > DEEPEST) throw NOT_PLAIN;
    const isMap = text.charCodeAt(start) === 0x7b;
    const close = isMap ? 0x7d : 0x5d;
    const items: Data[] = [];
    const entries: Entry[] = [];
    let at = this.skipSpaces(start + 1);
    while (text.charCodeAt(at) !== close) {
      if (at >= lineEnd) throw NOT_PLAIN;
      if (isMap) {
        const first = text.charCodeAt(at);
        const isQuoted = first === 0x22 || first === 0x27;
        const end = isQuoted ? this.quotedEnd(at) : this.flowPlainEnd(at);
        const key = isQuoted ? this.quoted(at, end) : text.slice(at, end);
        if (key === '<<' && !isQuoted) throw NOT_PLAIN;
        const keyWhere = this.locate(at, end);
        const colon = this.skipSpaces(end);
        if (text.charCodeAt(colon) !== 0x3a || text.charCodeAt(colon + 1) !== 0x20) throw NOT_PLAIN;
        const [value, next] = this.flowValue(this.skipSpaces(colon + 1), depth);
        entries.push({ key, keyWhere, valueWhere: value.where, value });
        at = next;
      } else {
        const [value, next] = this.flowValue(at, depth);
        items.push(value);
        at = next;
      }
      at = this.skipSpaces(at);
      const code = text.charCodeAt(at);
      if (code === close) break;
      if (code !== 0x2c) throw NOT_PLAIN;
      at = this.skipSpaces(at + 1);
      if (text.charCodeAt(at) === close) throw NOT_PLAIN;
    }
    if (at >= lineEnd) throw NOT_PLAIN;
    const end = at + 1;
    const where = this.locate(start, end);
    return [isMap ? { type: 'map', entries, where } : { type: 'list', items, where }, end];
  }

  private flowValue(start: number, depth: number): [Data, number] {
    const first = this.text.charCodeAt(start);
    if (first === 0x5b || first === 0x7b) return this.flow(start, depth + 1);
    if (first === 0x22 || first === 0x27) {
      const end = this.quotedEnd(start);
      return [this.string(start, end, this.quoted(start, end)), end];
    }
    const end = this.flowPlainEnd(start);
    return [this.plain(start, end), end];
  }

  private flowPlainEnd(start: number): number {
    const { text } = this;
    FLOW_PLAIN.lastIndex = start;
    if (!FLOW_PLAIN.test(text)) throw NOT_PLAIN;
    let end = FLOW_PLAIN.lastIndex;
    while (text.charCodeAt(end - 1) === 0x20) end--;
    return end;
  }

  private blockScalar(start: number, parent: number): Data {
    const { text } = this;
    const header = /^([|>])([-+]?)(?: *| +#.*)$/.exec(text.slice(start, this.lineEnd));
    if (header === null || header[2] === '+' || this.lineEnd >= text.length) throw NOT_PLAIN;
    const lines: string[] = [];
    let indent = -1;
    let at = this.lineEnd + 1;
    let row = this.row + 1;
    // Behind the last line with text.
    let end = at;
    let count = 0;
    let endRow = row;
    while (at < text.length) {
      let lineEnd = text.indexOf('\n', at);
      if (lineEnd < 0) lineEnd = text.length;
      let first = at;
      while (first < lineEnd && text.charCodeAt(first) === 0x20) first++;
      const column = first - at;
      if (first === lineEnd) {
        // Lines of spaces alone count when they are longer than the indentation.
        if (column > Math.max(indent, 0)) throw NOT_PLAIN;
        lines.push('');
      } else {
        if (indent < 0) {
          if (column <= parent || column === 0) throw NOT_PLAIN;
          indent = column;
        }
        if (column < indent) break;
        lines.push(text.slice(at + indent, lineEnd));
        count = lines.length;
        end = Math.min(lineEnd + 1, text.length);
        endRow = row + 1;
      }
      at = lineEnd + 1;
      row++;
    }
    if (count === 0) throw NOT_PLAIN;
    lines.length = count;
    const body = header[1] === '|' ? lines.join('\n') : foldedText(lines);
    const value = header[2] === '-' ? body : `${body}\n`;
    const where = this.file.location(start, end);
    const reason = this.options.unknownAt?.(start, end);
    this.after = end;
    this.advance(end, endRow);
    if (this.indent > parent || this.comments.some((comment) => comment.indent > parent))
      throw NOT_PLAIN;
    return reason === undefined
      ? { type: 'scalar', value, where }
      : { type: 'unknown', reason, where };
  }

  /** The location of text on the current line. */
  private locate(start: number, end: number): Location {
    if (this.tellsPlaces) return this.file.location(start, end);
    const line = this.row + 1;
    return {
      file: this.file.path,
      startLine: line,
      startColumn: start - this.lineStart + 1,
      endLine: line,
      endColumn: end - this.lineStart + 1,
    };
  }
}

const DOUBLE_QUOTED = /"(?:[^"\\\n]|\\[^\n])*"/y;
const SINGLE_QUOTED = /'(?:[^'\n]|'')*'/y;
/** A plain scalar in a flow collection: no brackets, commas, comments, or colons that end it. */
const FLOW_PLAIN = /[^\s,[\]{}#&*!|>'"%@`?:-](?:[^,[\]{}#:\n]|:(?=[^\s,[\]{}]))*/y;

/** `- ` or a dash at the end of the line. */
function isItem(text: string, at: number, lineEnd: number): boolean {
  return text.charCodeAt(at) === 0x2d && endsToken(text, at + 1, lineEnd);
}

function endsToken(text: string, at: number, lineEnd: number): boolean {
  return at >= lineEnd || text.charCodeAt(at) === 0x20;
}

/** `---` or `...` at the head of a line. */
function isMarker(text: string, at: number): boolean {
  if (!text.startsWith('---', at) && !text.startsWith('...', at)) return false;
  const next = text.charCodeAt(at + 3);
  return Number.isNaN(next) || next === 0x20 || next === 0x0a;
}

/** Whether a plain scalar can begin there. */
function startsPlain(text: string, at: number, lineEnd: number): boolean {
  const first = text[at]!;
  if ('-?:'.includes(first)) return !endsToken(text, at + 1, lineEnd);
  return !',[]{}#&*!|>\'"%@`'.includes(first);
}

const WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** What a plain scalar means. */
function plainValue(source: string, version: YamlVersion): Primitive {
  const first = source.charCodeAt(0);
  const isLetter = (first | 0x20) >= 0x61 && (first | 0x20) <= 0x7a;
  if (isLetter) return source.length > 5 || !WORDS.test(source) ? source : general(source, version);
  if (first === 0x2f || first === 0x5f || first === 0x24) return source;
  if (first >= 0x31 && first <= 0x39 && source.length < 10 && /^[0-9]+$/.test(source))
    return Number(source);
  return general(source, version);
}

function general(source: string, version: YamlVersion): Primitive {
  const value = generalValue(source, version);
  // A lone dot or a dot behind a sign is text to other readers.
  if (typeof value === 'number' && Number.isNaN(value) && !/nan/i.test(source)) return source;
  return version === 'pyyaml' ? asPyYaml(value, source) : value;
}

const MOST_REMEMBERED = 5000;
const remembered = new Map<string, Primitive>();

/** What the general parser makes of a scalar by itself. */
function generalValue(source: string, version: YamlVersion): Primitive {
  const key = version + source;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  // By itself it would be the mark of a document.
  if (isMarker(source, 0)) throw NOT_PLAIN;
  const document = parseDocument(source, {
    version: schemaOf(version),
    logLevel: 'silent',
    prettyErrors: false,
  });
  const { contents } = document;
  if (document.errors.length > 0 || document.warnings.length > 0 || !isScalar(contents))
    throw NOT_PLAIN;
  const { value } = contents;
  const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  if (!isPlain) throw NOT_PLAIN;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, value as Primitive);
  return value as Primitive;
}
