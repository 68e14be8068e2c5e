import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { EDGE_PAIRS } from './providers/edge-pairs.js';
import { PAIRS } from './providers/pairs.js';
import { translate } from './helpers.js';

/** The files of a folder beside this test, by relative path. */
function folder(name: string): Record<string, string> {
  const root = fileURLToPath(new URL(name, import.meta.url));
  const files: Record<string, string> = {};
  for (const path of readdirSync(root, { recursive: true }).map(String)) {
    const full = join(root, path);
    if (statSync(full).isFile()) files[path] = readFileSync(full, 'utf8');
  }
  return files;
}

const RICH = folder('./prefixes');
const PLAN = folder('./plans/change');

/** Lengths of the prefixes that are tried; `npm run fuzz` tries every one. */
function lengths(text: string, stride: number): number[] {
  return Array.from({ length: Math.floor(text.length / stride) + 1 }, (_, index) =>
    Math.min(index * stride, text.length),
  );
}

/** Reads every prefix; problems must stand in files of the tree, where there is text. */
function readPrefixes(files: Record<string, string>, path: string, stride: number): void {
  const text = files[path]!;
  for (const length of lengths(text, stride)) {
    const all = { ...files, [path]: text.slice(0, length) };
    const { problems, facts } = translate(all);
    for (const { where } of [...problems, ...facts]) {
      const found = all[where.file];
      expect([length, where.file, found === undefined]).toEqual([length, where.file, false]);
      expect(where.startLine).toBeLessThanOrEqual(found!.split('\n').length);
    }
  }
}

describe('every prefix of a file is read to its end', () => {
  it.each(Object.keys(RICH))('%s', (path) => {
    readPrefixes(RICH, path, 37);
  });

  it('of a plan', () => {
    readPrefixes(PLAN, 'plan.json', 499);
  });

  it('of what every provider is given', () => {
    for (const { text } of Object.values({ ...PAIRS, ...EDGE_PAIRS })) {
      readPrefixes({ 'main.tf': text }, 'main.tf', 61);
    }
  });
});

describe('the files whose prefixes are read', () => {
  it('are read whole without an error, and open memcached', () => {
    const { problems, ingresses } = translate(RICH);
    expect(problems.filter(({ kind }) => kind === 'unparsed')).toEqual([]);
    expect(new Set(ingresses.map(({ where }) => where.file))).toEqual(
      new Set(['main.tf', 'modules/net/main.tf.json', 'units/cache/terragrunt.hcl']),
    );
  });
});
