import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SourceFile } from '../../src/files/source.js';
import { resolveInTree } from '../../src/files/tree.js';

describe('SourceFile', () => {
  it('counts lines and columns from 1, ends exclusive', () => {
    const file = new SourceFile('a/b.tf', 'one\r\ntwo\nthree');
    expect(file.location(5, 8)).toEqual({
      file: 'a/b.tf',
      startLine: 2,
      startColumn: 1,
      endLine: 2,
      endColumn: 4,
    });
    expect([1, 2, 3, 4].map((line) => file.line(line))).toEqual(['one', 'two', 'three', '']);
    expect([file.name, file.folder]).toEqual(['b.tf', 'a']);
  });

  it('turns offsets into places and back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'ü') }),
        fc.nat(),
        (text, n) => {
          const file = new SourceFile('f', text);
          const offset = n % (text.length + 1);
          const { startLine, startColumn } = file.location(offset);
          expect(file.offset(startLine, startColumn)).toBe(offset);
        },
      ),
    );
  });
});

describe('resolveInTree', () => {
  it.each([
    ['a/b', '../c.yml', 'a/c.yml'],
    ['', './c.yml', 'c.yml'],
    ['a', '../../c.yml', undefined],
    ['a', '/etc/passwd', 'etc/passwd'],
    ['a', 'b//./c', 'a/b/c'],
  ])('%s + %s', (folder, path, resolved) => {
    expect(resolveInTree(folder, path)).toBe(resolved);
  });
});
