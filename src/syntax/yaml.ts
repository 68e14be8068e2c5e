import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  parseAllDocuments,
  type Document,
  type Node,
  type Pair,
} from 'yaml';
import { append } from '../append.js';
import type { Location, SourceFile } from '../files/source.js';
import type { Data, Entry, Primitive } from './data.js';
import { parseLoosely } from './yaml-indent.js';
import { readPlain } from './yaml-plain.js';
import { asPyYaml, differsInPyYaml, schemaOf, type YamlVersion } from './yaml-version.js';

/** The documents of one YAML file. */
export interface YamlStream {
  readonly documents: readonly YamlDocument[];
  /** What was wrong; the documents hold what could be read all the same. */
  readonly errors: readonly YamlError[];
}

export interface YamlDocument {
  readonly data: Data;
  /** Offsets in the file's text. */
  readonly start: number;
  readonly end: number;
}

export interface YamlError {
  readonly where: Location;
  /** One sentence without the file's name. */
  readonly message: string;
}

export interface YamlOptions {
  /** '1.1' also reads `y`, `yes`, `on`, `017` and `22:22` as truth values and numbers, as Go's reader does. */
  readonly version?: YamlVersion;
  /**
   * Text to parse in place of the file's own, of the same length, with template expressions blanked
   * out, so that positions stay true.
   */
  readonly masked?: string;
  /**
   * Asked for every plain or quoted scalar and every key: its offsets in the file. An answer makes it
   * unknown for that reason. For scalars that were masked.
   */
  readonly unknownAt?: (start: number, end: number) => string | undefined;
}

/** Collections nested deeper than this are unknown. */
const DEEPEST = 200;
/** The parser recurses, and a full stack can abort the process; deeper text is not given to it. */
const DEEPEST_TEXT = 500;
/** A document that has more nodes than this once its aliases are expanded is cut off there. */
const MOST_NODES = 500_000;
/** An alias may bring in at most this many nodes. */
const MOST_NODES_BY_ALIAS = 20_000;

const memo = new WeakMap<SourceFile, Map<string, YamlStream>>();

/**
 * Reads a YAML file (JSON too). Never throws: what cannot be read is in `errors`, nested too deeply,
 * self-referring or blown up by aliases is `unknown` data. Merge keys (`<<`) are resolved; of
 * repeated keys all are kept, and `entry()` takes the last. Results without a mask are remembered.
 */
export function readYaml(file: SourceFile, options: YamlOptions = {}): YamlStream {
  if (options.masked !== undefined || options.unknownAt !== undefined) return parse(file, options);
  // Files of which both make the same are read once.
  const version =
    options.version === 'pyyaml' && !differsInPyYaml(file.text)
      ? '1.1'
      : (options.version ?? '1.2');
  let streams = memo.get(file);
  if (streams === undefined) memo.set(file, (streams = new Map()));
  let stream = streams.get(version);
  if (stream === undefined) streams.set(version, (stream = parse(file, { version })));
  return stream;
}

function parse(file: SourceFile, options: YamlOptions): YamlStream {
  const text = options.masked ?? file.text;
  const { version = '1.2', unknownAt } = options;
  const documents = readPlain(file, text, { version, unknownAt });
  return documents === undefined ? parseAny(file, text, options) : { documents, errors: [] };
}

/** By the general parser, which takes all of YAML. */
export function parseAny(file: SourceFile, text: string, options: YamlOptions): YamlStream {
  const errors: YamlError[] = [];
  const tooDeepAt = findTooDeep(text);
  if (tooDeepAt !== undefined) {
    const message = 'the collections are nested too deeply to be read';
    return { documents: [], errors: [{ where: file.location(tooDeepAt), message }] };
  }
  let parsed: Document.Parsed[];
  // A damaged file gives an error object for every token; taking a stack trace each is most of the time.
  const traceLimit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    const how = {
      version: schemaOf(options.version ?? '1.2'),
      logLevel: 'silent',
      uniqueKeys: false,
      strict: false,
      prettyErrors: false,
      keepSourceTokens: false,
    } as const;
    const result = parseAllDocuments(text, how);
    parsed = Array.isArray(result) ? result : [];
    if (parsed.some((document) => document.errors.some(isAboutIndent))) {
      const loosely = parseLoosely(text, how);
      if (errorsIn(loosely) < errorsIn(parsed)) parsed = loosely;
    }
  } catch (error) {
    const message = `the YAML parser failed: ${error instanceof Error ? error.message : String(error)}`;
    return { documents: [], errors: [{ where: file.location(0), message }] };
  } finally {
    Error.stackTraceLimit = traceLimit;
  }
  const documents: YamlDocument[] = [];
  for (const document of parsed) {
    for (const error of document.errors) {
      // Other readers take such a block, and so does this one.
      if (error.message.startsWith('Block scalars with more-indented leading empty lines'))
        continue;
      errors.push({
        where: file.location(error.pos[0], error.pos[1]),
        message: error.message.replace(/\s+/g, ' '),
      });
    }
    if (document.contents === null) continue;
    const reader = new Reader(file, document, options);
    documents.push({
      data: reader.convert(document.contents, 0),
      start: document.range[0],
      end: document.range[1],
    });
    append(errors, reader.errors);
  }
  return { documents, errors };
}

/** Errors that a lesser indentation than the parser asks for gives. */
function isAboutIndent({ code }: { code: string }): boolean {
  return code === 'MISSING_CHAR' || code === 'BAD_INDENT';
}

function errorsIn(documents: readonly Document.Parsed[]): number {
  return documents.reduce((sum, { errors }) => sum + errors.length, 0);
}

/** Turns the nodes of one document into data. */
class Reader {
  readonly errors: YamlError[] = [];
  private readonly converted = new Map<Node, { data: Data; size: number } | 'under way'>();
  private readonly anchors = new Map<string, Node>();
  private total = 0;

  constructor(
    private readonly file: SourceFile,
    private readonly document: Document.Parsed,
    private readonly options: YamlOptions,
  ) {}

  convert(node: Node | null | undefined, depth: number): Data {
    return this.sized(node, depth).data;
  }

  private sized(node: Node | null | undefined, depth: number): { data: Data; size: number } {
    if (node === null || node === undefined) {
      return { data: { type: 'scalar', value: null, where: this.file.location(0) }, size: 1 };
    }
    if (isAlias(node)) return this.alias(node.source, node, depth);
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor === undefined) return this.build(node, depth);
    this.anchors.set(anchor, node);
    this.converted.set(node, 'under way');
    const result = this.build(node, depth);
    this.converted.set(node, result);
    return result;
  }

  private alias(name: string, node: Node, depth: number): { data: Data; size: number } {
    const where = this.locate(node);
    const target = this.anchors.get(name);
    if (target === undefined) {
      return this.unknown(where, `the anchor "${name}" is not defined in this document`);
    }
    const known = this.converted.get(target) ?? this.sized(target, depth);
    if (known === 'under way') {
      return this.unknown(where, `the anchor "${name}" refers to itself`);
    }
    if (known.size > MOST_NODES_BY_ALIAS || !this.afford(known.size)) {
      this.errors.push({ where, message: `the alias "${name}" expands to too many values` });
      return this.unknown(where, `the alias "${name}" expands to too many values`);
    }
    return {
      data: { ...known.data, through: [where, ...(known.data.through ?? [])] },
      size: known.size,
    };
  }

  private build(node: Node, depth: number): { data: Data; size: number } {
    const where = this.locate(node);
    if (depth > DEEPEST) {
      this.errors.push({ where, message: 'the collections are nested too deeply to be read' });
      return this.unknown(where, 'it is nested too deeply');
    }
    if (!this.afford(1)) {
      this.errors.push({ where, message: 'the document holds too many values to be read' });
      return this.unknown(where, 'the document holds too many values');
    }
    const tag = customTag(node);
    if (isScalar(node)) {
      const range = node.range ?? [0, 0, 0];
      const reason = this.options.unknownAt?.(range[0], range[1]);
      if (reason !== undefined) return this.unknown(where, reason);
      // In YAML 1.1 the parser takes a lone "." or "-." for a number; other readers take it for text.
      const read =
        Number.isNaN(node.value) && node.source !== undefined && !/nan/i.test(node.source)
          ? node.source
          : primitive(node.value);
      const value =
        this.options.version === 'pyyaml' && node.type === 'PLAIN' && node.tag === undefined
          ? asPyYaml(read, node.source)
          : read;
      return {
        data: {
          type: 'scalar',
          value,
          ...(typeof value !== 'string' && node.source !== undefined ? { text: node.source } : {}),
          ...tag,
          where,
        },
        size: 1,
      };
    }
    let size = 1;
    if (isSeq(node)) {
      const items: Data[] = [];
      for (const item of node.items) {
        // `[a: b]` puts a bare pair into a sequence: it means a mapping with that one key.
        const result = isPair(item)
          ? this.mapping([item as Pair], where, depth + 1)
          : this.sized(item as Node, depth + 1);
        items.push(result.data);
        size += result.size;
      }
      return { data: { type: 'list', items, ...tag, where }, size };
    }
    if (isMap(node)) {
      const result = this.mapping(node.items as Pair[], where, depth);
      return { data: { ...result.data, ...tag }, size: result.size };
    }
    return this.unknown(where, 'it is of a kind that is not understood');
  }

  private mapping(
    pairs: readonly Pair[],
    where: Location,
    depth: number,
  ): { data: Data; size: number } {
    const merged: Entry[] = [];
    const own: Entry[] = [];
    let size = 1;
    for (const pair of pairs) {
      const keyNode = pair.key as Node | null;
      const valueNode = pair.value as Node | null;
      // In YAML 1.1 the parser makes a symbol of it.
      if (isScalar(keyNode) && keyNode.source === '<<' && keyNode.type === 'PLAIN') {
        const result = this.sized(valueNode, depth + 1);
        size += result.size;
        append(merged, this.mergeEntries(result.data, this.locate(keyNode)));
        continue;
      }
      const keyWhere = keyNode === null ? where : this.locate(keyNode);
      const result = this.sized(valueNode, depth + 1);
      size += result.size;
      const value: Data =
        valueNode === null && result.data.type === 'scalar'
          ? { ...result.data, where: keyWhere }
          : result.data;
      own.push({
        key: this.keyText(keyNode),
        keyWhere,
        valueWhere: valueNode === null ? keyWhere : this.locate(valueNode),
        value,
      });
    }
    return { data: { type: 'map', entries: [...merged, ...own], where }, size };
  }

  /** The entries that a merge key brings in; of several maps the first wins, so it comes last. */
  private mergeEntries(data: Data, keyWhere: Location): Entry[] {
    if (data.type === 'list') {
      return [...data.items].reverse().flatMap((item) => this.mergeEntries(item, keyWhere));
    }
    if (data.type !== 'map') {
      this.errors.push({ where: keyWhere, message: 'the merge key "<<" does not name a mapping' });
      return [];
    }
    const through = data.through ?? [keyWhere];
    return data.entries.map((entry) => ({
      ...entry,
      value: { ...entry.value, through: [...through, ...(entry.value.through ?? [])] },
    }));
  }

  private keyText(node: Node | null): string {
    if (node === null) return '';
    if (isScalar(node)) {
      return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
    }
    if (isAlias(node)) {
      const target = this.anchors.get(node.source);
      return isScalar(target) ? this.keyText(target) : '';
    }
    if (isCollection(node) && node.range != null) {
      return this.file.text.slice(node.range[0], node.range[1]);
    }
    return '';
  }

  private afford(nodes: number): boolean {
    this.total += nodes;
    return this.total <= MOST_NODES;
  }

  private unknown(where: Location, reason: string): { data: Data; size: number } {
    return { data: { type: 'unknown', reason, where }, size: 1 };
  }

  private locate(node: Node): Location {
    const range = node.range ?? this.document.range;
    return this.file.location(range[0], range[1]);
  }
}

/**
 * The offset where the text nests deeper than the parser may be given; `undefined` when it does not.
 * Flow collections are counted by the lexer, so that brackets in strings do not count, but only when
 * there are enough brackets at all. Block collections need a column each at the head of a line.
 */
function findTooDeep(text: string): number | undefined {
  let brackets = 0;
  let most = 0;
  let head = 0;
  let lineStart = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x0a) {
      head = 0;
      lineStart = true;
      // The mark of a document ends whatever is open.
      if (brackets > 0 && text.startsWith('---', i + 1)) brackets = 0;
    } else if (lineStart && (code === 0x20 || code === 0x2d || code === 0x3f || code === 0x3a)) {
      if (++head > 2 * DEEPEST_TEXT) return i;
    } else {
      lineStart = false;
      if ((code === 0x5b || code === 0x7b) && ++brackets > most) most = brackets;
    }
  }
  if (most <= DEEPEST_TEXT) return undefined;
  let offset = 0;
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') {
      if (++depth > DEEPEST_TEXT) return offset;
    } else if (token === ']' || token === '}') {
      depth--;
    }
    // The lexer's marks for a document, a flow error and a scalar are no text of the file.
    if (token !== '\u0002' && token !== '\u0018' && token !== '\u001f') offset += token.length;
  }
  return undefined;
}

function primitive(value: unknown): Primitive {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  return String(value);
}

function customTag(node: Node): { tag: string } | Record<string, never> {
  const tag = (node as { tag?: string }).tag;
  return tag === undefined || tag.startsWith('tag:yaml.org,2002:') ? {} : { tag };
}
