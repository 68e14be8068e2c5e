import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { output, plain } from './helpers.js';

interface Recorded {
  readonly expression: string;
  readonly value?: unknown;
}

const truth = JSON.parse(
  readFileSync(new URL('../../truth/terraform-expressions.json', import.meta.url), 'utf8'),
) as {
  files: Readonly<Record<string, string>>;
  cases: readonly Recorded[];
  refused: readonly string[];
  notEvaluated: readonly string[];
  /** Where the answer is another on purpose; without a value Terraform refuses them. */
  different: readonly Recorded[];
};

const evaluate = (expression: string): unknown =>
  plain(output({ ...truth.files, 'main.tf': `output "it" {\n  value = ${expression}\n}\n` }));

describe('expressions have the values that Terraform gives them', () => {
  it.each(truth.cases.map(({ expression, value }) => [expression, value] as const))(
    '%s',
    (expression, value) => {
      expect(evaluate(expression)).toEqual(value);
    },
  );
});

describe('expressions that Terraform refuses are unknown, and passed over by try', () => {
  it.each(truth.refused)('%s', (expression) => {
    expect(evaluate(expression)).toEqual({ unknown: expect.any(String) });
    expect(evaluate(`try(${expression}, "next")`)).toBe('next');
  });
});

describe('expressions that are not worked out are unknown, and no error', () => {
  it.each(truth.notEvaluated)('%s', (expression) => {
    expect(evaluate(expression)).toEqual({ unknown: expect.any(String) });
    expect(evaluate(`try(${expression}, "next")`)).toEqual({ unknown: expect.any(String) });
  });
});

/**
 * Texts of `yamlencode` are JSON here, which decodes to the same; numbers have the precision of a
 * double; what Terraform refuses because a set is no list has the value that is meant.
 */
describe('expressions whose value is another on purpose', () => {
  it.each(truth.different.map(({ expression, value }) => [expression, value] as const))(
    '%s',
    (expression, value) => {
      const ours = evaluate(expression);
      expect(ours).not.toEqual(value);
      expect(ours).not.toEqual({ unknown: expect.any(String) });
    },
  );
});
