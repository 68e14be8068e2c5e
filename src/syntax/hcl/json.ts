import type { Location, SourceFile } from '../../files/source.js';
import type { Data, Mapping } from '../data.js';
import { readJson } from '../json.js';
import type { Attribute, Block, Body, Expression, Label, ObjectItem, Span } from './ast.js';
import { repeated, type HclError } from './cursor.js';
import { parseHclTemplate, type HclFile } from './parser.js';

/** How many labels stand between a top-level key and the block's body, in nested objects. */
const LABELS: ReadonlyMap<string, number> = new Map([
  ['resource', 2],
  ['data', 2],
  ['variable', 1],
  ['output', 1],
  ['module', 1],
  ['provider', 1],
  ['locals', 0],
  ['terraform', 0],
]);

const memo = new WeakMap<SourceFile, HclFile>();

/**
 * Reads a file in Terraform's JSON syntax (`*.tf.json`, `*.tfvars.json`) into the model of the native
 * syntax: the known top-level keys are blocks, strings are templates. What is inside a block stays
 * attributes, since only the provider's schema tells nested blocks apart.
 */
export function parseHclJson(file: SourceFile): HclFile {
  let parsed = memo.get(file);
  if (parsed === undefined) memo.set(file, (parsed = new JsonReader(file).read()));
  return parsed;
}

class JsonReader {
  private readonly errors: HclError[] = [];

  constructor(private readonly file: SourceFile) {}

  read(): HclFile {
    const { data, errors } = readJson(this.file);
    for (const error of errors)
      this.errors.push({ ...this.span(error.where), message: error.message });
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    for (const map of this.maps(data)) {
      for (const entry of map.entries) {
        if (entry.key === '//') continue;
        const labels = this.file.name.endsWith('.tfvars.json') ? undefined : LABELS.get(entry.key);
        const typeSpan = this.span(entry.keyWhere);
        if (labels === undefined) attributes.push(this.attribute(entry.key, typeSpan, entry.value));
        else this.blocks(entry.key, typeSpan, labels, [], entry.value, blocks);
      }
    }
    const body: Body = { attributes, blocks, start: 0, end: this.file.text.length };
    return { file: this.file, body, errors: this.errors };
  }

  private blocks(
    type: string,
    typeSpan: Span,
    missing: number,
    labels: readonly Label[],
    data: Data,
    blocks: Block[],
  ): void {
    for (const map of this.maps(data)) {
      if (missing > 0) {
        for (const entry of map.entries) {
          if (entry.key === '//') continue;
          const label: Label = { text: entry.key, ...this.span(entry.keyWhere) };
          this.blocks(type, typeSpan, missing - 1, [...labels, label], entry.value, blocks);
        }
      } else {
        const body = this.body(map);
        blocks.push({
          type,
          typeSpan,
          labels,
          body,
          start: labels.at(-1)?.start ?? typeSpan.start,
          end: body.end,
        });
      }
    }
  }

  private body(map: Mapping): Body {
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    for (const entry of map.entries) {
      if (entry.key === '//') continue;
      const nameSpan = this.span(entry.keyWhere);
      if (entry.key === 'dynamic') this.blocks('dynamic', nameSpan, 1, [], entry.value, blocks);
      else if (entry.key === 'content')
        this.blocks('content', nameSpan, 0, [], entry.value, blocks);
      else attributes.push(this.attribute(entry.key, nameSpan, entry.value));
    }
    this.tellOfRepeated(attributes);
    return { attributes, blocks, ...this.span(map.where) };
  }

  /** An object or a list may be nested blocks, of which there can be several. */
  private tellOfRepeated(attributes: readonly Attribute[]): void {
    const seen = new Set<string>();
    for (const { name, nameSpan, value } of attributes) {
      const mayBeBlock = value.kind === 'object' || value.kind === 'tuple';
      if (seen.has(name) && !mayBeBlock) {
        this.errors.push(repeated(name, nameSpan));
      }
      seen.add(name);
    }
  }

  private attribute(name: string, nameSpan: Span, data: Data): Attribute {
    const value = this.expression(data);
    return { name, nameSpan, value, start: nameSpan.start, end: value.end };
  }

  private expression(data: Data): Expression {
    const span = this.span(data.where);
    switch (data.type) {
      case 'list':
        return { kind: 'tuple', items: data.items.map((item) => this.expression(item)), ...span };
      case 'map': {
        const items: ObjectItem[] = data.entries
          .filter((entry) => entry.key !== '//')
          .map((entry) => ({
            key: this.template(entry.key, this.span(entry.keyWhere)),
            value: this.expression(entry.value),
          }));
        return { kind: 'object', items, ...span };
      }
      case 'scalar':
        if (typeof data.value === 'string') return this.template(data.value, span);
        return { kind: 'literal', value: data.value, ...span };
      default:
        this.errors.push({ ...span, message: data.reason });
        return { kind: 'literal', value: null, ...span };
    }
  }

  /** A string is a template. Positions inside it are exact unless it holds escape sequences. */
  private template(value: string, span: Span): Expression {
    if (!value.includes('${') && !value.includes('%{')) return { kind: 'literal', value, ...span };
    const inner = this.file.text.slice(span.start + 1, span.end - 1);
    const parsed =
      inner === value
        ? parseHclTemplate(this.file.text, span.start + 1, span.end - 1)
        : parseHclTemplate(value);
    const exact = inner === value;
    for (const error of parsed.errors) {
      const at = exact ? { start: error.start, end: error.end } : span;
      this.errors.push({ ...at, message: error.message });
    }
    if (parsed.expression === undefined) return { kind: 'literal', value, ...span };
    return exact ? { ...parsed.expression, ...span } : pinned(parsed.expression, span);
  }

  private maps(data: Data | undefined): readonly Mapping[] {
    if (data?.type === 'map') return [data];
    if (data?.type === 'list') return data.items.filter((item) => item.type === 'map');
    if (data !== undefined && !(data.type === 'scalar' && data.value === null)) {
      this.errors.push({ ...this.span(data.where), message: 'expected an object' });
    }
    return [];
  }

  private span(where: Location): Span {
    return {
      start: this.file.offset(where.startLine, where.startColumn),
      end: this.file.offset(where.endLine, where.endColumn),
    };
  }
}

/** The same tree with every node at one place. */
function pinned<T>(node: T, span: Span): T {
  if (Array.isArray(node)) return node.map((item: unknown) => pinned(item, span)) as T;
  if (typeof node !== 'object' || node === null) return node;
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    copy[key] = key === 'start' ? span.start : key === 'end' ? span.end : pinned(value, span);
  }
  return copy as T;
}
