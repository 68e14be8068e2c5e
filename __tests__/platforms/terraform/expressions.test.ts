import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { output, plain } from './helpers.js';

interface Recorded {
  readonly expression: string;
  readonly value?: unknown;
}

const truth = JSON.parse(
  readFileSync(new URL('../../truth/terraform-expressions.json', import.meta.url), 'utf8'),
) as { cases: readonly Recorded[] };

describe('expressions have the values that Terraform gives them', () => {
  it.each(truth.cases.map(({ expression, value }) => [expression, value] as const))(
    '%s',
    (expression, value) => {
      expect(plain(output(`output "it" {\n  value = ${expression}\n}\n`))).toEqual(value);
    },
  );
});
