import { readdirSync, readFileSync } from 'node:fs';
import { SourceFile } from '../../../src/files/source.js';
import type { Attribute, Block, Body, Expression } from '../../../src/syntax/hcl/index.js';

const folder = new URL('./samples/', import.meta.url);

/** The sample files, as they are on disk. */
export const SAMPLES: readonly SourceFile[] = readdirSync(folder)
  .sort()
  .map((name) => new SourceFile(name, readFileSync(new URL(name, folder), 'utf8')));

/** Every attribute and block of a body, nested ones included. */
export function* items(body: Body): Generator<Attribute | Block> {
  yield* body.attributes;
  for (const block of body.blocks) {
    yield block;
    yield* items(block.body);
  }
}

export function isBlock(item: Attribute | Block): item is Block {
  return 'labels' in item;
}

/** The value of an expression that consists of literals only; `undefined` of any other. */
export function literal(expression: Expression): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'unary': {
      const operand = literal(expression.operand);
      return expression.operator === '-' && typeof operand === 'number' ? -operand : undefined;
    }
    case 'tuple': {
      const values = expression.items.map(literal);
      return values.includes(undefined) ? undefined : values;
    }
    case 'object': {
      const entries = expression.items.map(({ key, value }) => [literal(key), literal(value)]);
      return entries.some((pair) => pair.includes(undefined))
        ? undefined
        : Object.fromEntries(entries as [string, unknown][]);
    }
    default:
      return undefined;
  }
}
