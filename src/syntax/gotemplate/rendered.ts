import { append } from '../../append.js';
import type { Location } from '../../files/source.js';
import { SourceFile } from '../../files/source.js';
import type { Data } from '../data.js';
import { readYaml, type YamlError } from '../yaml.js';
import {
  joined,
  linesOf,
  slice,
  UNKNOWN_TEXT,
  type Origin,
  type Piece,
  type RichText,
} from './value.js';

interface Span {
  readonly start: number;
  readonly end: number;
  readonly origin: Origin | undefined;
}

/**
 * The output of a template as a file of its own, whose locations are those of the template and of the
 * values that were printed.
 */
class RenderedFile extends SourceFile {
  private readonly through = new WeakMap<Location, readonly Location[]>();

  constructor(
    path: string,
    text: string,
    private readonly spans: readonly Span[],
    private readonly fallback: Location,
  ) {
    super(path, text);
  }

  override location(start: number, end: number = start, address?: string): Location {
    const { where, through } = this.origin(start, end);
    const location: Location = { ...where, ...(address === undefined ? {} : { address }) };
    if (through.length > 0) this.through.set(location, through);
    return location;
  }

  throughOf(location: Location): readonly Location[] {
    return this.through.get(location) ?? [];
  }

  /** Why the text between two offsets is not known; `undefined` when it is. */
  unknownAt(start: number, end: number): string | undefined {
    for (let i = this.indexOf(start); i < this.spans.length && this.spans[i]!.start < end; i++) {
      const { origin } = this.spans[i]!;
      if (origin?.kind === 'unknown') return origin.reason;
    }
    return undefined;
  }

  private origin(start: number, end: number): { where: Location; through: readonly Location[] } {
    const first = this.indexOf(start);
    const covering: Span[] = [];
    for (let i = first; i < this.spans.length && covering.length < 4; i++) {
      const span = this.spans[i]!;
      if (span.start >= Math.max(end, start + 1)) break;
      covering.push(span);
    }
    const values = covering.filter((span) => span.origin?.kind === 'value');
    const only = values[0]?.origin;
    if (
      values.length === 1 &&
      only?.kind === 'value' &&
      this.onlyQuotesBeside(covering, start, end)
    ) {
      return { where: only.where, through: only.through };
    }
    // Put together from several pieces: it stands where the template puts them together.
    const literal = covering.find((span) => span.origin?.kind === 'literal');
    if (literal?.origin?.kind === 'literal') {
      const { file, start: base } = literal.origin;
      const from = Math.max(start, literal.start);
      const to = Math.min(Math.max(end, from), literal.end);
      const where = file.location(base + from - literal.start, base + to - literal.start);
      return { where, through: [] };
    }
    const span = covering.find((item) => item.origin !== undefined)?.origin;
    if (span?.kind === 'value') return { where: span.where, through: span.through };
    if (span?.kind === 'unknown') return { where: span.where, through: [] };
    return { where: this.fallback, through: [] };
  }

  /** Whether all but one value between the offsets is quotation marks and blanks. */
  private onlyQuotesBeside(covering: readonly Span[], start: number, end: number): boolean {
    if (covering.length >= 4) return false;
    return covering.every(
      (span) =>
        span.origin?.kind === 'value' ||
        /^["'\s]*$/.test(this.text.slice(Math.max(start, span.start), Math.min(end, span.end))),
    );
  }

  private indexOf(offset: number): number {
    let low = 0;
    let high = this.spans.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.spans[middle]!.start <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }
}

/** A template's output cut at the lines that begin a new document. */
export function splitDocuments(output: RichText): RichText[] {
  const text = joined(output);
  const parts: RichText[] = [];
  let from = 0;
  for (const match of text.matchAll(/^---(?=\s|$)/gm)) {
    if (match.index > from) parts.push(slice(output, from, match.index));
    from = match.index;
  }
  parts.push(slice(output, from, text.length));
  return parts;
}

/** The YAML documents in a template's output, with the locations of where everything was written. */
export function readRendered(
  path: string,
  output: RichText,
  fallback: Location,
): { documents: Data[]; errors: readonly YamlError[]; text: string } {
  const spans: Span[] = [];
  const texts: string[] = [];
  let at = 0;
  const add = (piece: Piece): void => {
    if (piece.text === '') return;
    spans.push({ start: at, end: at + piece.text.length, origin: piece.origin });
    texts.push(piece.text);
    at += piece.text.length;
  };
  for (const piece of withUnknownLines(output.pieces)) add(piece);
  const text = texts.join('');
  const file = new RenderedFile(path, text, spans, fallback);
  const stream = readYaml(file, {
    version: '1.1',
    unknownAt: (start, end) => file.unknownAt(start, end),
  });
  return {
    documents: stream.documents.map((document) => withThrough(document.data, file, 0)),
    errors: stream.errors,
    text,
  };
}

/**
 * A line of which nothing is known stands for lines of YAML that were not printed. Among the entries
 * of a map it has to be an entry, among the items of a list an item, or nothing around it could be read.
 */
function withUnknownLines(pieces: readonly Piece[]): Piece[] {
  if (!pieces.some((piece) => piece.origin?.kind === 'unknown')) return [...pieces];
  const lines = linesOf({ type: 'text', pieces });
  const texts = lines.map((line) => line.map((piece) => piece.text).join(''));
  const result: Piece[] = [];
  lines.forEach((line, index) => {
    if (index > 0) result.push({ text: '\n' });
    const isUnknown =
      line.some((piece) => piece.origin?.kind === 'unknown') &&
      line.every((piece) => piece.origin?.kind === 'unknown' || piece.text.trim() === '');
    const shape = isUnknown ? shapeAround(texts, index) : 'text';
    const at = line.findIndex((piece) => piece.origin?.kind === 'unknown');
    const unknown = line[at];
    if (shape === 'text' || unknown === undefined) {
      append(result, line);
      return;
    }
    append(result, line.slice(0, at));
    result.push(
      shape === 'item'
        ? { ...unknown, text: `- ${UNKNOWN_TEXT}` }
        : { ...unknown, text: `${UNKNOWN_TEXT}: ${UNKNOWN_TEXT}` },
    );
  });
  return result;
}

/** What the nearest lines of the same indentation are: entries, items, or none. */
function shapeAround(lines: readonly string[], index: number): 'entry' | 'item' | 'text' {
  const indentOf = (line: string): number => line.length - line.trimStart().length;
  const own = indentOf(lines[index]!);
  for (const step of [1, -1]) {
    for (
      let i = index + step, seen = 0;
      i >= 0 && i < lines.length && seen < 400;
      i += step, seen++
    ) {
      const line = lines[i]!;
      const text = line.trim();
      if (text === '' || text.startsWith('#') || text === UNKNOWN_TEXT) continue;
      const indent = indentOf(line);
      if (indent < own || text === '---') break;
      if (indent > own) continue;
      if (text === '-' || text.startsWith('- ')) return 'item';
      if (/^("[^"]{0,300}"|'[^']{0,300}'|[^\s"'{[#&*!|>%@][^\n]{0,300}?):( |$)/.test(text))
        return 'entry';
      break;
    }
  }
  return 'text';
}

/** Puts the places that values came through into the data. */
function withThrough(data: Data, file: RenderedFile, depth: number): Data {
  if (depth > 210) return data;
  const through = [...file.throughOf(data.where), ...(data.through ?? [])];
  const extra = through.length === 0 ? {} : { through };
  if (data.type === 'list') {
    return {
      ...data,
      ...extra,
      items: data.items.map((item) => withThrough(item, file, depth + 1)),
    };
  }
  if (data.type === 'map') {
    return {
      ...data,
      // A map begins with its first key: what that came through is not how the map came here.
      entries: data.entries.map((entry) => ({
        ...entry,
        value: withThrough(entry.value, file, depth + 1),
      })),
    };
  }
  return { ...data, ...extra };
}
