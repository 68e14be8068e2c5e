import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SourceFile } from '../../src/files/source.js';
import { at, entry, textOf, type Data } from '../../src/syntax/data.js';
import { readJson } from '../../src/syntax/json.js';
import { readYaml, type YamlOptions } from '../../src/syntax/yaml.js';

const yaml = (text: string, options?: YamlOptions) =>
  readYaml(new SourceFile('a.yml', text), options);
const first = (text: string, options?: YamlOptions): Data => yaml(text, options).documents[0]!.data;

describe('readYaml', () => {
  it('gives values with their places', () => {
    const data = first('ports:\n  - "11211:11211"\n');
    expect(at(data, 'ports', 0)).toMatchObject({
      value: '11211:11211',
      where: { file: 'a.yml', startLine: 2, startColumn: 5, endLine: 2, endColumn: 18 },
    });
    expect(entry(data, 'ports')?.keyWhere).toMatchObject({
      startLine: 1,
      startColumn: 1,
      endColumn: 6,
    });
  });

  it('takes quoted and flow lines that are indented less than they belong to, as libyaml does', () => {
    const quoted = yaml('a:\n    - "one \\\n  two"\n    - b\nc: 1\n');
    expect(quoted.errors).toEqual([]);
    expect(at(quoted.documents[0]!.data, 'a', 0)).toMatchObject({ value: 'one two' });
    expect(at(quoted.documents[0]!.data, 'a', 1)).toMatchObject({ where: { startLine: 4 } });
    const flow = yaml('a:\n  b: [ "x",\n  "y" ]\n  c: 1\n');
    expect(flow.errors).toEqual([]);
    expect(at(flow.documents[0]!.data, 'a', 'b', 1)).toMatchObject({ value: 'y' });
    expect(at(flow.documents[0]!.data, 'a', 'c')).toMatchObject({ value: 1 });
    // A quotation mark that is never closed stays an error.
    expect(yaml('a: "x\nb: 1\n').errors).not.toEqual([]);
    expect(yaml('a: [x\nb: 1\n').errors).not.toEqual([]);
  });

  it('keeps how a number is written', () => {
    expect(textOf(at(first('a: 0177'), 'a'))).toBe('0177');
    expect(at(first('a: 22:22'), 'a')).toMatchObject({ value: '22:22' });
    expect(at(first('a: 22:22', { version: '1.1' }), 'a')).toMatchObject({
      value: 1342,
      text: '22:22',
    });
  });

  it('reads booleans by the version', () => {
    expect(at(first('a: yes'), 'a')).toMatchObject({ value: 'yes' });
    expect(at(first('a: yes', { version: '1.1' }), 'a')).toMatchObject({ value: true });
  });

  it('resolves aliases and merge keys, the own value and the first map winning', () => {
    const data = first(
      'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 3\nd: *a\n',
    );
    expect(['x', 'y', 'z'].map((key) => textOf(at(data, 'c', key)))).toEqual(['3', '1', '2']);
    expect(at(data, 'd', 'x')).toMatchObject({ value: 1, where: { startLine: 1 } });
    expect(at(data, 'd')?.through?.[0]).toMatchObject({ startLine: 6 });
    expect(at(data, 'c', 'z')?.through?.[0]).toMatchObject({ startLine: 4 });
  });

  it('keeps tags', () => {
    expect(at(first('a: !reset null\nb: !vault |\n  x\n'), 'a')).toMatchObject({ tag: '!reset' });
    expect(at(first('ports: !override\n  - 1\n'), 'ports')).toMatchObject({ tag: '!override' });
  });

  it('takes the last of repeated keys', () => {
    expect(at(first('a: 1\na: 2\n'), 'a')).toMatchObject({ value: 2 });
  });

  it('reads every document, and one with an error hides no other', () => {
    const stream = yaml('a: 1\n---\nb: [\n---\nc: 3\n');
    expect(stream.documents.length).toBeGreaterThanOrEqual(2);
    expect(at(stream.documents[0]!.data, 'a')).toMatchObject({ value: 1 });
    expect(stream.errors.length).toBeGreaterThan(0);
  });

  it.each([
    ['200,000 nested lists', '['.repeat(200_000)],
    ['200,000 nested lists, closed', '['.repeat(200_000) + ']'.repeat(200_000)],
    ['200,000 nested maps', '{a: '.repeat(200_000)],
    ['deep block lists on a line', '- '.repeat(200_000)],
    ['deep block maps', Array.from({ length: 3_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['flow collections below the cap of the parser', '['.repeat(450) + ']'.repeat(450)],
  ])('tells that it is too deep: %s', (_, text) => {
    const stream = yaml(text);
    expect(stream.errors.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('nested too deeply'),
    );
  });

  it('takes brackets in text for text', () => {
    const text = `a: |\n${'  [[[[[[\n'.repeat(500)}b: 1\n`;
    expect(yaml(text).errors).toEqual([]);
    expect(at(first(text), 'b')).toMatchObject({ value: 1 });
  });

  it('defuses aliases that multiply and aliases of themselves', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 30; i++) {
      lines.push(
        `a${i}: &a${i} [${Array<string>(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    }
    const stream = yaml(lines.join('\n'));
    expect(stream.errors[0]?.message).toContain('expands to too many values');
    expect(at(first('a: &a\n  b: *a\n'), 'a', 'b')).toMatchObject({
      type: 'unknown',
      reason: expect.stringContaining('refers to itself'),
    });
    expect(at(first('a: *nowhere\n'), 'a')).toMatchObject({ type: 'unknown' });
  });

  it('makes masked scalars unknown for the reason given', () => {
    const text = 'image: {{ x }}\nport: 1\n';
    const data = first(text, {
      masked: text.replace('{{ x }}', '_______'),
      unknownAt: (start) => (start === 7 ? 'it is templated' : undefined),
    });
    expect(at(data, 'image')).toMatchObject({ type: 'unknown', reason: 'it is templated' });
    expect(at(data, 'port')).toMatchObject({ value: 1 });
  });

  it('never throws, and its places lie in the file', () => {
    const piece = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '&a',
      '*a',
      '<<: ',
      '!t ',
      '|',
      '#',
      '---\n',
      '\t',
      '?',
      ',',
      '\r\n',
      '%YAML 1.1\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const file = new SourceFile('a.yml', pieces.join(''));
        const check = (data: Data, depth: number): void => {
          expect(file.offset(data.where.endLine, data.where.endColumn)).toBeLessThanOrEqual(
            file.text.length + 1,
          );
          if (depth > 40) return;
          if (data.type === 'list') for (const item of data.items) check(item, depth + 1);
          if (data.type === 'map') for (const { value } of data.entries) check(value, depth + 1);
        };
        for (const document of readYaml(file).documents) check(document.data, 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('readJson', () => {
  const json = (text: string) => readJson(new SourceFile('a.json', text));

  it('gives values with their places', () => {
    expect(at(json('{"a": [1, "x"]}').data, 'a', 1)).toMatchObject({
      value: 'x',
      where: { startColumn: 11, endColumn: 14 },
    });
  });

  it('reads what it can of a broken file and says what is wrong', () => {
    const { data, errors } = json('{"a": 1, "b": }');
    expect(at(data, 'a')).toMatchObject({ value: 1 });
    expect(errors).toHaveLength(1);
    expect(json('').data).toBeUndefined();
  });

  it('tells that it is too deep', () => {
    expect(json('['.repeat(200_000)).errors[0]?.message).toContain('nested too deeply');
    expect(json('{"a":'.repeat(1_000)).data).toBeDefined();
  });

  it('reads what JSON.parse reads', () => {
    const plain = (data: Data | undefined): unknown =>
      data?.type === 'map'
        ? Object.fromEntries(data.entries.map(({ key, value }) => [key, plain(value)]))
        : data?.type === 'list'
          ? data.items.map(plain)
          : data?.type === 'scalar'
            ? data.value
            : undefined;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        if (text.includes('__proto__')) return;
        expect(plain(json(text).data)).toEqual(JSON.parse(text));
      }),
    );
  });
});
