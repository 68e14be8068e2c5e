import { describe, expect, it } from '@jest/globals';
import type { TextEdit } from '../../src/facts.js';
import { SourceFile } from '../../src/files/source.js';
import { lineChange } from '../../src/report/suggestion.js';

const file = new SourceFile('f', 'one\n  two\nthree\n\nfive\tx\nhid\u202eden\n');
const lines = (_: string, line: number): string => file.line(line);

/** The edit that replaces a part of the file. */
function edit(part: string, replacement: string, name = 'f'): TextEdit {
  const start = file.text.indexOf(part);
  const where = file.location(start, start + part.length);
  return { where: { ...where, file: name }, replacement };
}

describe('report/suggestion', () => {
  it.each<[string, TextEdit[], [number, number, string[]]]>([
    ['a part of a line', [edit('two', 'TWO')], [2, 2, ['  TWO']]],
    ['two parts of a line', [edit('e\n', 'E\n'), edit('o', 'O')], [1, 1, ['OnE']]],
    ['lines apart', [edit('three', '3'), edit('one', '1')], [1, 3, ['1', '  two', '3']]],
    ['a line that goes', [edit('  two\n', '')], [2, 2, []]],
    ['a line that comes', [edit('two', 'two\n  more')], [2, 2, ['  two', '  more']]],
    ['a tab', [edit('five', '5')], [5, 5, ['5\tx']]],
    [
      'lines that stay the same around',
      [edit('one\n  two\nthree', 'one\n  2\nthree')],
      [2, 2, ['  2']],
    ],
  ])('makes whole lines of %s', (_, edits, [startLine, endLine, after]) => {
    expect(lineChange(edits, lines)).toEqual({ file: 'f', startLine, endLine, after });
  });

  it.each<[string, TextEdit[]]>([
    ['nothing', []],
    ['no change', [edit('two', 'two')]],
    ['edits that overlap', [edit('two', 'x'), edit('wo', 'y')]],
    ['two files', [edit('two', 'x'), edit('three', 'y', 'g')]],
    ['hidden characters', [edit('hid', 'x')]],
    ['hidden characters that it brings', [edit('two', 'x\u200b')]],
    ['a line end that goes', [edit('two\n', '')]],
  ])('makes none of %s', (_, edits) => {
    expect(lineChange(edits, lines)).toBeUndefined();
  });

  it('makes none of more lines than anybody reads', () => {
    const long = new SourceFile('f', 'x\n'.repeat(40));
    const where = (end: number) => ({ ...long.location(0, 1), endLine: end, endColumn: 2 });
    const read = (_: string, line: number): string => long.line(line);
    expect(lineChange([{ where: where(30), replacement: 'y' }], read)).toBeDefined();
    expect(lineChange([{ where: where(31), replacement: 'y' }], read)).toBeUndefined();
  });
});
