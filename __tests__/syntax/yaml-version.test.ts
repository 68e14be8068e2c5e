import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SourceFile } from '../../src/files/source.js';
import { entry, type Data } from '../../src/syntax/data.js';
import { parseAny, readYaml } from '../../src/syntax/yaml.js';
import { readPlain } from '../../src/syntax/yaml-plain.js';
import type { YamlVersion } from '../../src/syntax/yaml-version.js';

/** Recorded by scripts/record-pyyaml.py. */
const truth = JSON.parse(
  readFileSync(new URL('../truth/pyyaml-scalars.json', import.meta.url), 'utf8'),
) as { scalars: { source: string; value: string | number | boolean | null }[] };

function valueOf(data: Data | undefined): unknown {
  const value = data === undefined ? undefined : entry(data, 'a')?.value;
  return value?.type === 'scalar' ? value.value : value;
}

/** The value of `a` by each of the readers. */
function readings(value: string, version: YamlVersion): unknown[] {
  const text = `a: ${value}\n`;
  const file = new SourceFile('a.yaml', text);
  return [
    valueOf(readYaml(file, { version }).documents[0]?.data),
    valueOf(readPlain(file, text, { version })?.[0]?.data),
    valueOf(parseAny(file, text, { version }).documents[0]?.data),
  ];
}

describe('plain scalars as PyYAML reads them', () => {
  it('has many', () => {
    expect(truth.scalars.length).toBeGreaterThan(70);
  });

  it.each(truth.scalars)('$source', ({ source, value }) => {
    expect(readings(source, 'pyyaml')).toEqual([value, value, value]);
  });

  it('keeps to YAML 1.1 as it is written for readers that do, such as that of Kubernetes', () => {
    expect(readings('y', '1.1')).toEqual([true, true, true]);
    expect(readings('n', '1.1')).toEqual([false, false, false]);
    expect(readings('y', '1.2')).toEqual(['y', 'y', 'y']);
    expect(readings('yes', '1.2')).toEqual(['yes', 'yes', 'yes']);
  });

  it('quoted, they are text to everyone', () => {
    for (const version of ['1.1', '1.2', 'pyyaml'] as const) {
      expect(readings('"yes"', version)).toEqual(['yes', 'yes', 'yes']);
      expect(readings('"y"', version)).toEqual(['y', 'y', 'y']);
    }
  });

  it('in sequences and as keys', () => {
    const file = new SourceFile('a.yaml', 'a: [x, y]\nb:\n  - n\ny: 1\n');
    const data = readYaml(file, { version: 'pyyaml' }).documents[0]!.data;
    expect(entry(data, 'a')?.value).toMatchObject({ items: [{ value: 'x' }, { value: 'y' }] });
    expect(entry(data, 'b')?.value).toMatchObject({ items: [{ value: 'n' }] });
    expect(entry(data, 'y')?.value).toMatchObject({ value: 1 });
  });
});

describe('merge keys', () => {
  const text =
    'base: &b { x: 1, y2: 2 }\nflow: { <<: *b, x: 3 }\nblock:\n  <<: [*b, { z: 4 }]\n  w: 5\n';
  it.each(['1.1', '1.2', 'pyyaml'] as const)('bring in what they name in %s', (version) => {
    const data = readYaml(new SourceFile('a.yaml', text), { version }).documents[0]!.data;
    const keys = (name: string): unknown => {
      const map = entry(data, name)!.value;
      if (map.type !== 'map') return map;
      return Object.fromEntries(
        map.entries.map(({ key, value }) => [key, 'value' in value ? value.value : value]),
      );
    };
    expect(keys('flow')).toEqual({ x: 3, y2: 2 });
    expect(keys('block')).toEqual({ x: 1, y2: 2, z: 4, w: 5 });
  });
  it('are text in quotes', () => {
    const file = new SourceFile('a.yaml', 'a:\n  "<<": { b: 1 }\n');
    const data = readYaml(file, { version: '1.1' }).documents[0]!.data;
    expect(entry(entry(data, 'a')!.value, '<<')?.value).toMatchObject({ type: 'map' });
  });
});
