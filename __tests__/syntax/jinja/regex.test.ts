import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expandReplacement, SafeRegex } from '../../../src/syntax/jinja/index.js';

describe('regular expressions', () => {
  it('finds what the engine of JavaScript finds', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '\\d',
      '\\w',
      '\\s',
      '(a)',
      '(?:b|a)',
      '(a|ab)',
      '^',
      '$',
      '\\b',
    );
    const repeat = fc.constantFrom('', '', '*', '+', '?', '*?', '+?', '{1,2}', '{2}');
    const pattern = fc
      .array(fc.tuple(atom, repeat), { minLength: 1, maxLength: 5 })
      .map((parts) =>
        parts.map(([one, many]) => (/^(\^|\$|\\b)$/.test(one) ? one : one + many)).join(''),
      );
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ' ', '1', '\n'), { maxLength: 12 })
      .map((chars) => chars.join(''));
    fc.assert(
      fc.property(pattern, text, fc.boolean(), (source, subject, multiline) => {
        // Python's `$` matches before a newline at the end, JavaScript's does not.
        fc.pre(!subject.endsWith('\n') || multiline);
        const expected = new RegExp(source, multiline ? 'm' : '').exec(subject);
        const found = SafeRegex.compile(source, { multiline })?.search(subject);
        if (found === 'too-long') throw new Error('too long');
        expect(found === undefined ? null : [found.start, found.end]).toEqual(
          expected === null ? null : [expected.index, expected.index + expected[0].length],
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('gives the groups', () => {
    const match = SafeRegex.compile('^(\\w+)=(?P<value>.*)$')!.search('a=b c');
    expect(match).toMatchObject({ groups: ['a', 'b c'], names: { value: 2 } });
    expect(expandReplacement('\\2:\\g<1>:\\g<value>:\\g<0>', match as never, 'a=b c')).toBe(
      'b c:a:b c:a=b c',
    );
  });

  it.each(['(?=a)', '(?<=a)', '(a)\\1', '[[:alpha:]]', '(', '*a', 'a{2,1}', '(?x)a', 'a++'])(
    'refuses %s',
    (pattern) => {
      expect(SafeRegex.compile(pattern)).toBeUndefined();
    },
  );

  it('comes to an end or says that it does not', () => {
    const found = SafeRegex.compile('(a*)*(a|aa)+$')!.search(`${'a'.repeat(20_000)}b`);
    expect(found === undefined || found === 'too-long').toBe(true);
  });
});
