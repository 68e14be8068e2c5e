import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Data } from '../../../src/syntax/data.js';
import { Evaluator, RenderedText } from '../../../src/syntax/jinja/index.js';
import { fromPlain, plainOf, WHERE } from './helpers.js';

interface Truth {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly expressions: readonly { expression: string; value?: unknown; fails?: true }[];
  readonly templates: readonly { title: string; template: string; text?: string; fails?: true }[];
}

const truth = JSON.parse(
  readFileSync(new URL('../../truth/ansible.json', import.meta.url), 'utf8'),
) as Truth;
const variables = new Map<string, Data>(
  Object.entries(truth.variables).map(([name, value]) => [name, fromPlain(value)]),
);

function evaluator(): Evaluator {
  return new Evaluator({
    lookup: (name) => variables.get(name),
    call: (name, args, _where, self) =>
      name === 'lookup' && args.positional[1]?.type === 'scalar'
        ? self.finish(variables.get(String(args.positional[1].value))!)
        : undefined,
  });
}

/** Expressions that are left unknown on purpose. */
const NOT_EVALUATED: ReadonlySet<string> = new Set(['names | batch(2) | list']);

describe('Jinja expressions, as recorded from Ansible', () => {
  for (const { expression, value, fails } of truth.expressions) {
    if (fails === true) {
      it(`is unknown, for Ansible refuses it: ${expression}`, () => {
        const result = evaluator().expression(expression, () => WHERE);
        expect(plainOf(result)).toEqual({ unknown: true });
      });
    } else if (NOT_EVALUATED.has(expression)) {
      it(`is unknown and says why: ${expression}`, () => {
        const result = evaluator().expression(expression, () => WHERE);
        expect(result).toMatchObject({
          type: 'unknown',
          reason: expect.stringContaining('not evaluated'),
        });
      });
    } else {
      it(expression, () => {
        const result = plainOf(evaluator().expression(expression, () => WHERE));
        // Python's sets have no order.
        const sorted = (one: unknown): unknown =>
          /union|difference|intersect/.test(expression) && Array.isArray(one)
            ? [...one].sort()
            : one;
        expect('value' in result ? { value: sorted(result.value) } : result).toEqual({
          value: sorted(value),
        });
      });
    }
  }
});

describe('templates, as recorded from Ansible', () => {
  for (const { title, template, text } of truth.templates) {
    if (text === undefined) continue;
    it(title, () => {
      const rendered = evaluator().render(template, () => WHERE);
      expect(rendered).toBeInstanceOf(RenderedText);
      // Whether the last line is ended depends on the version of Ansible and on the type of the value.
      const ended = (one: string): string => one.replace(/\n$/, '');
      expect(ended((rendered as RenderedText).text)).toBe(ended(text));
    });
  }
});
