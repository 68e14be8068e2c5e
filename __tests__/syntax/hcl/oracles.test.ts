import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { parse as hcl2json } from '@cdktn/hcl2json';
import { Language, Parser, type Node } from 'web-tree-sitter';
import { parseHcl, type Body } from '../../../src/syntax/hcl/index.js';
import { isBlock, items, literal, SAMPLES } from './samples.js';

const require = createRequire(import.meta.url);

async function treeSitter(): Promise<Parser> {
  await Parser.init({
    wasmBinary: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
  });
  const grammar =
    require.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm');
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(grammar)));
  return parser;
}

/** Name and offset of every attribute and block that tree-sitter finds. */
function found(node: Node, into: string[]): string[] {
  for (const child of node.namedChildren) {
    if (child === null) continue;
    if (child.type === 'attribute' || child.type === 'block') {
      const name = child.namedChildren[0]!;
      into.push(`${child.type} ${name.text}@${name.startIndex}`);
    }
    // Attributes stand in bodies only; objects hold elements.
    if (['config_file', 'body', 'block'].includes(child.type)) found(child, into);
  }
  return into;
}

/** Every literal value by its path of block types, labels and names. */
function literals(
  body: Body,
  path: readonly string[],
  into: Map<string, unknown[]>,
): Map<string, unknown[]> {
  for (const attribute of body.attributes) {
    const value = literal(attribute.value);
    if (value === undefined) continue;
    const key = [...path, attribute.name].join('/');
    into.set(key, [...(into.get(key) ?? []), value]);
  }
  for (const block of body.blocks) {
    literals(block.body, [...path, block.type, ...block.labels.map((label) => label.text)], into);
  }
  return into;
}

/** The values at a path of an answer of hcl2json, where every block stands in a list. */
function lookup(data: unknown, path: readonly string[]): unknown[] {
  if (path.length === 0) return [data];
  if (Array.isArray(data)) return data.flatMap((each) => lookup(each, path));
  if (typeof data !== 'object' || data === null) return [];
  const [first, ...rest] = path;
  const inner = (data as Record<string, unknown>)[first!];
  return inner === undefined ? [] : lookup(inner, rest);
}

describe('the HCL parser agrees with', () => {
  it('tree-sitter on every attribute and block and where it begins', async () => {
    const parser = await treeSitter();
    for (const file of SAMPLES) {
      const { body, errors } = parseHcl(file);
      expect({ file: file.path, errors }).toEqual({ file: file.path, errors: [] });
      const own = [...items(body)].map((item) =>
        isBlock(item)
          ? `block ${item.type}@${item.typeSpan.start}`
          : `attribute ${item.name}@${item.nameSpan.start}`,
      );
      const tree = parser.parse(file.text);
      expect(own.sort()).toEqual(found(tree!.rootNode, []).sort());
    }
  });

  it('hcl2json on the values of literals', async () => {
    let compared = 0;
    for (const file of SAMPLES) {
      const answer: unknown = await hcl2json(file.path, file.text);
      for (const [path, values] of literals(parseHcl(file).body, [], new Map())) {
        // It gives literal `${` and `%{` back in the doubled form.
        const plain = values.map((value) =>
          typeof value === 'string' ? value.replace(/[$%](?=\{)/g, '$&$&') : value,
        );
        const given = lookup(answer, path.split('/'));
        expect({ path, values: plain }).toEqual({
          path,
          values: given.flatMap((each) => (Array.isArray(plain[0]) ? [each] : each)),
        });
        compared++;
      }
    }
    expect(compared).toBeGreaterThanOrEqual(20);
  });
});
