import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryTree } from '../../src/files/memory.js';
import type { TextEdit } from '../../src/facts.js';
import { editedTexts } from '../../src/fix/edits.js';

const tree = new MemoryTree({ a: 'one two three\n', b: 'x\r\ny\r\n' });
const edit = (file: string, start: number, end: number, replacement: string): TextEdit => ({
  where: tree.read(file)!.location(start, end),
  replacement,
});
const textOf = (...edits: TextEdit[]): string | undefined => editedTexts(tree, edits)?.get('a');

describe('editedTexts', () => {
  it('applies edits in any order', () => {
    const edits = [edit('a', 8, 13, '3'), edit('a', 0, 3, '1')];
    expect(textOf(...edits)).toBe('1 two 3\n');
    expect(textOf(...edits.reverse())).toBe('1 two 3\n');
  });

  it('counts the same edit once', () => {
    expect(textOf(edit('a', 0, 3, '1'), edit('a', 0, 3, '1'))).toBe('1 two three\n');
  });

  it.each([
    ['overlapping', edit('a', 0, 5, 'x'), edit('a', 4, 7, 'y')],
    ['different at one place', edit('a', 0, 3, 'x'), edit('a', 0, 3, 'y')],
    ['two insertions at one place', edit('a', 4, 4, 'x'), edit('a', 4, 4, 'y')],
    ['inside another', edit('a', 0, 13, 'x'), edit('a', 4, 7, 'y')],
  ])('refuses edits that are %s', (_, one, other) => {
    expect(editedTexts(tree, [one, other])).toBeUndefined();
  });

  it('refuses an edit of a file that is not there', () => {
    const where = { ...edit('a', 0, 1, '').where, file: 'c' };
    expect(editedTexts(tree, [{ where, replacement: '' }])).toBeUndefined();
  });

  it('ends new lines as the file does', () => {
    expect(editedTexts(tree, [edit('b', 1, 1, '\nz')])!.get('b')).toBe('x\r\nz\r\ny\r\n');
  });

  it('changes nothing outside of the edits', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40 }),
        fc.nat(40),
        fc.nat(40),
        fc.string(),
        (text, a, b, put) => {
          const memory = new MemoryTree({ f: text });
          const [start, end] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)];
          const where = memory.read('f')!.location(start, end);
          const changed = editedTexts(memory, [
            { where, replacement: put.replaceAll(/[\r\n]/g, '') },
          ]);
          const out = changed!.get('f')!;
          expect(out.startsWith(text.slice(0, start))).toBe(true);
          expect(out.endsWith(text.slice(end))).toBe(true);
        },
      ),
    );
  });
});
