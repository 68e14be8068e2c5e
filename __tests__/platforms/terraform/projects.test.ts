import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { output, plain } from './helpers.js';

interface Project {
  readonly name: string;
  readonly files: Record<string, string>;
  readonly outputs: Record<string, unknown>;
}

const truth = JSON.parse(
  readFileSync(new URL('../../truth/terraform-projects.json', import.meta.url), 'utf8'),
) as { projects: readonly Project[] };

describe.each(truth.projects)(
  'the outputs of $name are those of Terraform',
  ({ files, outputs }) => {
    it.each(Object.entries(outputs))('%s', (name, expected) => {
      expect(plain(output(files, name))).toEqual(expected);
    });
  },
);
