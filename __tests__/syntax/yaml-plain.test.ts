import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DiskTree } from '../../src/files/disk.js';
import { listFiles } from '../../src/files/list.js';
import { SourceFile, type Location } from '../../src/files/source.js';
import { parseAny } from '../../src/syntax/yaml.js';
import { readPlain } from '../../src/syntax/yaml-plain.js';
import { SHAPES } from '../../scripts/lib/shapes.mjs';

// The reader of plain YAML is there for speed alone: whatever it takes it must read as the general parser
// does, down to the last position.

const VERSIONS = ['1.1', '1.2', 'pyyaml'] as const;

type UnknownAt = (start: number, end: number) => string | undefined;

/** A file whose places are others than those of its text, as what templates print has. */
class Elsewhere extends SourceFile {
  override location(start: number, end: number = start): Location {
    return { ...super.location(start, end), file: `${start}-${end}` };
  }
}

/** Reads a text both ways; whether it was plain. */
function compare(text: string, unknownAt?: UnknownAt, File = SourceFile): boolean {
  let plain = false;
  for (const version of VERSIONS) {
    const quick = readPlain(new File('a.yaml', text), text, { version, unknownAt });
    if (quick === undefined) continue;
    plain = true;
    const options = unknownAt === undefined ? { version } : { version, masked: text, unknownAt };
    const all = parseAny(new File('a.yaml', text), text, options);
    expect({ documents: quick, errors: [] }).toEqual(all);
  }
  return plain;
}

const PLAIN = [
  'a: 1\n',
  'a: 1',
  '',
  '# nothing\n',
  '---\na: 1\n---\n- b\n',
  '# x\n---\n# y\na: b # z\n\n# end\n',
  'a:\n  b:\n    c: 1\n  d: 2\ne: 3\n',
  'a:\nb:\n  - 1\n  - x: y\n    z: w\n  -   deep: 1\n',
  'a:\n- 1\n- - 2\n  - 3\nb: 4\n',
  '-\n  a: 1\n-\n  - b\n',
  'a:\n  next line\nb: 1\n',
  'a: "x # y: z" # c\nb: \'it\'\'s\'\n"c d": e\n',
  'a: "line\\n\\u00e9\\x41"\n',
  'a: [1, two, "3", {b: c, "d": [e]}, []]\nb: {}\n',
  'a: {x: y, z: http://example.org/a?b=c}\n',
  'a: |\n  x\n    y\n\n  z\nb: |-\n  w\n\n\nc: 1\n',
  'a: >\n  x\n  y\n\n  z\n   more\n   more\n  end\nb: >-\n\n  w\n',
  '- |\n  #!/bin/sh\n  x: y\n- b\n',
  'a: |\n  last line',
  'a: yes\nb: no\nc: 0o17\nd: 017\ne: 1_000\nf: 22:22\ng: .5\nh: ~\ni: null\nj: 2001-01-01\nk: .\nl: -.\n',
  'a: 0\nb: -1\nc: 1e3\nd: 0x1f\ne: .inf\nf: .nan\ng: 12345678901234567890\nh: +1\n',
  'a: -x\nb: :y\nc: ?z\nd: a#b\ne: a:b\nf: a, b [c] {d}\n',
  'a: x\n  # further in\n\n  # and on\nb: y\n',
  'a:\n  b: x\n  # as far in\nc: y\n',
  'a:\n  - b\n  # as far in\n\n  # again\n# out\nc: y\n',
  'a:\n  b: [x]\n    # further in\n  # as far in\nc: y\n',
  'a:\n  # ahead\n  b: x\n# out\n  c: y\n',
  'a: 1\na: 2\n',
  'é: 😀 # ü\nb: 1\n',
  '  a: 1\n  b: 2\n',
];

/** Texts for the general parser: some of them are errors, the others are rare. */
const NOT_PLAIN = [
  'a: &x 1\nb: *x\n',
  'a: !Ref b\n',
  '<<: {a: 1}\n',
  'a: x\n  y\n',
  'a: "x\n  y"\n',
  'a: [1,\n  2]\n',
  'a: [1, 2\n',
  'a: [1 2: 3]\n',
  'a: {b}\n',
  'a: "x" y\n',
  'a: b: c\n',
  'a: |2\n  x\n',
  'a: |+\n  x\n\n',
  'a: |\nb: 1\n',
  'a: |\n     \n  x\n',
  'a:\tb\n',
  'a: b\r\nc: d\r\n',
  '? a\n: b\n',
  '%YAML 1.2\n---\na: 1\n',
  '--- a\n',
  '---\n---\na: 1\n',
  'a: 1\n...\n',
  'a: ---\n',
  'a:\n\n  x\n',
  'a: ...\n',
  'scalar\n',
  'a: 1\n b: 2\n',
  'a:\n    b: 1\n  c: 2\n',
  'a: @b\n',
  'a: `b`\n',
  'a: - b\n',
  'a: # c\nb: 1\n',
  'a:\n# c\nb: 1\n',
  '[a]: b\n',
  '\ufeffa: 1\n',
];

describe('plain YAML', () => {
  it.each(PLAIN)('is read as by the general parser: %j', (text) => {
    expect(compare(text)).toBe(true);
  });

  it.each(NOT_PLAIN)('is not taken for plain: %j', (text) => {
    expect(compare(text)).toBe(false);
  });

  it.each(PLAIN)('is read the same with unknown scalars: %j', (text) => {
    expect(
      compare(text, (start, end) => ((start + end) % 3 === 0 ? `at ${start}` : undefined)),
    ).toBe(true);
  });

  it.each(PLAIN)('is read with the places that its file tells: %j', (text) => {
    expect(compare(text, undefined, Elsewhere)).toBe(true);
  });

  const texts = [...PLAIN, ...NOT_PLAIN];
  const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
  for (const name of readdirSync(fixtures)) {
    const folder = `${fixtures}${name}/repo`;
    const tree = new DiskTree(folder, listFiles(folder).paths);
    for (const path of tree.paths) {
      const file = /\.ya?ml$/.test(path) ? tree.read(path) : undefined;
      if (file !== undefined) texts.push(file.text);
    }
  }

  it('is most of what there is, and all of it is read the same', () => {
    const plain = texts.slice(PLAIN.length + NOT_PLAIN.length).filter((text) => compare(text));
    expect(plain.length).toBeGreaterThan(30);
    for (const shape of Object.values(SHAPES)) {
      for (const [path, text] of Object.entries(shape(3))) {
        if (/\.ya?ml$/.test(path)) compare(text);
      }
    }
  });

  const bits = [
    ...'\n :-#"\'[]{},|>&*!%?~.=@`',
    ...['  ', ': ', '- ', ' #', '\n# c\n', '\n    # c\n', '---\n', '...\n', '|-\n', '>-\n', '<<: '],
    ...[
      'null',
      'yes',
      '012',
      '1_0',
      '0x1',
      '2001-01-01',
      "''",
      '\\n',
      'a: b\n',
      '- a\n',
      'é',
      '😀',
    ],
  ];
  const changed = fc
    .tuple(
      fc.constantFrom(...texts.filter((text) => text.length > 0 && text.length < 3000)),
      fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          cut: fc.constantFrom(0, 0, 1, 2, 8),
          bit: fc.constantFrom('', ...bits),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([text, changes]) =>
      changes.reduce((now, { at, cut, bit }) => {
        const offset = Math.floor(at * now.length);
        return now.slice(0, offset) + bit + now.slice(offset + cut);
      }, text),
    );

  it('is read the same however it is damaged, or left to the general parser', () => {
    fc.assert(
      fc.property(changed, (text) => {
        compare(text);
      }),
      { numRuns: 1500 },
    );
  });
});
