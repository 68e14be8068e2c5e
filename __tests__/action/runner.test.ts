import { describe, expect, it } from '@jest/globals';
import { readStep } from './runner.js';

const read = (text: string, output = '', summary = '') =>
  readStep([text], output, Buffer.from(summary));

// The emulator decides what the other tests see, so it is tested itself.
describe('the runner emulator', () => {
  it('reads annotations with their properties', () => {
    const { annotations } = read('::error file=a%2Cb.tf,line=3,col=5,title=T%3A 1::one%0Atwo %25');
    expect(annotations).toEqual([
      { level: 'error', file: 'a,b.tf', line: 3, column: 5, title: 'T: 1', message: 'one\ntwo %' },
    ]);
  });

  it('drops columns of several lines and lines in the wrong order', () => {
    const { annotations } = read(
      '::error line=3,endLine=4,col=5::a\n::error line=4,endLine=3::b\n::error col=5::c',
    );
    expect(annotations).toEqual([
      { level: 'error', line: 3, endLine: 4, message: 'a' },
      { level: 'error', message: 'b' },
      { level: 'error', message: 'c' },
    ]);
  });

  it('keeps ten of a level, cut at 4,096 characters', () => {
    const many = Array.from({ length: 12 }, (_, i) => `::error::${i}${'x'.repeat(5000)}`);
    const { annotations, dropped } = read([...many, '::notice::n'].join('\n'));
    expect(annotations).toHaveLength(11);
    expect(annotations[0]!.message).toHaveLength(4096);
    expect(dropped).toBe(2);
  });

  it.each([
    ['a command after blanks', '  \u00a0::set-output name=a::b'],
    ['the old form anywhere in a line', 'value: ##[set-output name=a]b'],
    ['a command after a lone carriage return', 'harmless\r::set-output name=a::b'],
    ['other cases', '::SET-output name=a::b'],
  ])('falls for %s', (_, text) => {
    expect(read(text).otherCommands).toHaveLength(1);
  });

  it.each([
    'a ::set-output name=a::b',
    '::nothing::b',
    '##[nothing]',
    '::set-output',
    '# #[add-path]x',
  ])('does not take %j for a command', (text) => {
    const step = read(text);
    expect(step.otherCommands).toEqual([]);
    expect(step.log).toEqual([text]);
  });

  it('stops and resumes', () => {
    const step = read('::stop-commands::T0ken\n::error::no\n::t0ken::\n::error::yes');
    expect(step.annotations.map(({ message }) => message)).toEqual(['yes']);
  });

  it('reads outputs of both forms', () => {
    const { outputs } = read('', 'a=1\nb<<X\nline 1\nline 2\nX\nc=\n');
    expect(outputs).toEqual({ a: '1', b: 'line 1\nline 2', c: '' });
  });

  it('complains about an output without an end and a summary that is too large', () => {
    const step = read('', 'a<<X\nnever', 'x'.repeat(1024 * 1024 + 1));
    expect(step.complaints).toHaveLength(2);
    expect(step.summary).toBe('');
  });
});
