import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SourceFile } from '../../../src/files/source.js';
import { parseHcl, parseHclTemplate, type HclFile } from '../../../src/syntax/hcl/index.js';
import { isBlock, items, literal, SAMPLES } from './samples.js';

const parse = (text: string): HclFile => parseHcl(new SourceFile('main.tf', text));

/** `name=value` of every attribute that is a literal. */
const values = (text: string): string[] =>
  [...items(parse(text).body)].flatMap((item) =>
    isBlock(item) ? [] : [`${item.name}=${JSON.stringify(literal(item.value))}`],
  );

const messages = (text: string): string[] => parse(text).errors.map(({ message }) => message);

describe('parseHcl', () => {
  it('gives exact offsets of names, labels, values and blocks', () => {
    const text = 'resource "a" b {\n  x = "é$"\n  y = [1, var.z]\n}\n';
    const block = parse(text).body.blocks[0]!;
    const at = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    expect(at(block.typeSpan)).toBe('resource');
    expect(block.labels.map(at)).toEqual(['"a"', 'b']);
    expect(block.labels.map((label) => label.text)).toEqual(['a', 'b']);
    expect(at(block)).toBe(text.trimEnd());
    const [x, y] = block.body.attributes;
    expect(at(x!)).toBe('x = "é$"');
    expect(at(x!.value)).toBe('"é$"');
    expect(at(y!.value)).toBe('[1, var.z]');
    expect(y!.value.kind === 'tuple' && y!.value.items.map(at)).toEqual(['1', 'var.z']);
  });

  it.each([
    ['the last line without its end', 'a = 1', ['a=1']],
    ['CRLF', 'a = 1\r\nb = 2\r\n', ['a=1', 'b=2']],
    ['a one-line block', 'x { a = 1 }\n', ['a=1']],
    ['an empty block', 'x {}\ny "z" {}\n', []],
    ['a comment at the end', 'a = 1 # no line end', ['a=1']],
    ['comments between', 'a = [ # one\n1, // two\n/* three */ 2]\n', ['a=[1,2]']],
    ['a heredoc', 'a = <<X\n one\nX\nb = 2\n', ['a=" one\\n"', 'b=2']],
    ['an indented heredoc', 'a = <<-X\n    one\n\n      two\n  X\n', ['a="one\\n\\n  two\\n"']],
    ['a heredoc at the end of the file', 'a = <<X\none\nX', ['a="one\\n"']],
    ['an object over lines', 'a = {\n  b = 1\n  c : 2, d = 3\n}\n', ['a={"b":1,"c":2,"d":3}']],
    ['a negative number', 'a = -1.5e3\n', ['a=-1500']],
    ['a quoted attribute name', '"a" = 1\n', ['a=1']],
  ])('reads %s', (_, text, expected) => {
    expect(messages(text)).toEqual([]);
    expect(values(text)).toEqual(expected);
  });

  it.each([
    ['a missing value', 'a =\nb = 2\n', ['b=2'], 1],
    ['an unclosed string', 'a = "x\nb = 2\n', ['a="x"', 'b=2'], 1],
    ['an unclosed list', 'a = [1,\nb = 2\nc = 3\n', ['b=2', 'c=3'], 1],
    ['a broken item of a block', 'x {\n  a = ]\n  b = 2\n}\ny { c = 3 }\n', ['b=2', 'c=3'], 1],
    [
      'a bad list over lines',
      'x {\n  a = [\n    !,\n    1\n  ]\n  b = 2\n}\nc = 3\n',
      ['c=3', 'b=2'],
      1,
    ],
    ['a brace too many', 'x { a = 1 }\n}\nb = 2\n', ['b=2', 'a=1'], 1],
    ['a number with letters', 'a = 1abc\nb = 2\n', ['b=2'], 1],
    ['an unclosed comment', 'a = 1\n/* b = 2\n', ['a=1'], 1],
    ['an unclosed heredoc', 'a = <<X\none\n', ['a="one\\n"'], 1],
    ['two attributes on a line', 'x { a = 1 b = 2 }\n', ['a=1', 'b=2'], 1],
    ['a comma after an attribute', 'a = 1,\nb = 2\n', ['a=1', 'b=2'], 1],
    ['an interpolation in a label', 'x "${a}" {\n  b = 2\n}\n', ['b=2'], 1],
    ['an unclosed directive', 'a = "%{ if b }x"\nc = 3\n', ['a=undefined', 'c=3'], 1],
  ])('goes on after %s', (_, text, expected, errors) => {
    expect(values(text)).toEqual(expected);
    expect(messages(text)).toHaveLength(errors);
  });

  it('closes a block that is followed by another at the head of a line', () => {
    const { body, errors } = parse(
      'resource "a" "b" {\n  x {\n    y = 1\n\nresource "c" "d" {\n  z = 2\n}\n',
    );
    expect(body.blocks.map(({ labels }) => labels.map(({ text }) => text).join('.'))).toContain(
      'c.d',
    );
    expect(errors.length).toBeGreaterThan(0);
  });

  it('reads the text of a template file', () => {
    const { expression, errors } = parseHclTemplate(
      'a ${b}\n%{ for x in y ~}\n- ${x}\n%{ endfor ~}\n',
    );
    expect(errors).toEqual([]);
    expect(expression?.kind === 'template' && expression.parts.map(({ kind }) => kind)).toEqual([
      'text',
      'value',
      'text',
      'for',
    ]);
  });

  it.each([
    '[',
    '{',
    '(',
    '"${',
    'a = ',
    '!',
    '-',
    '<<E\n',
    '%{ if ',
    '1 ? ',
    'x { ',
    'f(',
    'a.',
    'a[',
    '"%{ if true }',
    '[for x in ',
  ])('survives %j many times over', (piece) => {
    const { errors } = parse(`a = ${piece.repeat(50_000)}`);
    expect(errors.length).toBeGreaterThan(0);
  });

  it('reads every beginning of the samples', () => {
    for (const { text } of SAMPLES) {
      for (let end = 0; end <= text.length; end++) parse(text.slice(0, end));
    }
  });

  it('reads the samples with any piece taken out', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SAMPLES),
        fc.nat(),
        fc.integer({ min: 1, max: 30 }),
        (file, at, length) => {
          const start = at % file.text.length;
          const { body } = parse(file.text.slice(0, start) + file.text.slice(start + length));
          for (const item of items(body)) expect(item.end).toBeGreaterThanOrEqual(item.start);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'ab =\n{}[]()"$%<-E,.:?!#/*0~\\'.split('')),
          maxLength: 60,
        }),
        (text) => {
          parse(text);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
