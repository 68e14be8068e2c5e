import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { Location, SourceFile } from '../files/source.js';
import type { Data, Entry, Primitive } from './data.js';

/** One JSON file as data, with comments and trailing commas tolerated. */
export interface JsonDocument {
  /** `undefined` when there is no value at all. */
  readonly data: Data | undefined;
  readonly errors: readonly { readonly where: Location; readonly message: string }[];
}

const DEEPEST = 200;
/** The parser recurses; text with more open brackets than this is not given to it. */
const MOST_OPEN_BRACKETS = 2_000;

const memo = new WeakMap<SourceFile, JsonDocument>();

/** Reads a JSON file. Never throws; what is wrong is in `errors`. Results are remembered. */
export function readJson(file: SourceFile): JsonDocument {
  let document = memo.get(file);
  if (document === undefined) memo.set(file, (document = parse(file)));
  return document;
}

function parse(file: SourceFile): JsonDocument {
  if (deepestBracket(file.text) > MOST_OPEN_BRACKETS) {
    const message = 'the values are nested too deeply to be read';
    return { data: undefined, errors: [{ where: file.location(0), message }] };
  }
  const problems: ParseError[] = [];
  const root = parseTree(file.text, problems, {
    allowTrailingComma: true,
    disallowComments: false,
  });
  const errors = problems.map((problem) => ({
    where: file.location(problem.offset, problem.offset + problem.length),
    message: `JSON syntax: ${printParseErrorCode(problem.error)}`,
  }));
  return { data: root === undefined ? undefined : convert(file, root, 0), errors };
}

function convert(file: SourceFile, node: Node, depth: number): Data {
  const where = file.location(node.offset, node.offset + node.length);
  if (depth > DEEPEST) return { type: 'unknown', reason: 'it is nested too deeply', where };
  if (node.type === 'array') {
    return {
      type: 'list',
      items: (node.children ?? []).map((child) => convert(file, child, depth + 1)),
      where,
    };
  }
  if (node.type === 'object') {
    const entries: Entry[] = [];
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (key === undefined || value === undefined) continue;
      const data = convert(file, value, depth + 1);
      entries.push({
        key: String(key.value),
        keyWhere: file.location(key.offset, key.offset + key.length),
        valueWhere: data.where,
        value: data,
      });
    }
    return { type: 'map', entries, where };
  }
  const value = node.value as Primitive;
  return {
    type: 'scalar',
    value,
    ...(typeof value === 'number'
      ? { text: file.text.slice(node.offset, node.offset + node.length) }
      : {}),
    where,
  };
}

/** How many brackets are open at once at the worst place, strings left out. */
function deepestBracket(text: string): number {
  let open = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) {
      for (i++; i < text.length; i++) {
        const inner = text.charCodeAt(i);
        if (inner === 0x5c) i++;
        else if (inner === 0x22) break;
      }
    } else if (code === 0x5b || code === 0x7b) {
      if (++open > deepest) deepest = open;
    } else if (code === 0x5d || code === 0x7d) {
      open--;
    }
  }
  return deepest;
}
