import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse, quote } from 'shell-quote';
import { splitArguments, splitWords, type VariableValue } from '../../../src/syntax/shell/words.js';

const values: Record<string, VariableValue> = {
  TWO: '1 2',
  X: 'x',
  EMPTY: '',
  LIST: ['10.0.0.0/8', 'a b'],
  BAD: { reason: 'it is read from the keyboard' },
};
const texts = (text: string) => splitWords(text, (name) => values[name]).map((word) => word.text);

describe('splitWords', () => {
  it.each<[string, (string | undefined)[]]>([
    ['memcached -l 127.0.0.1 -p 11211', ['memcached', '-l', '127.0.0.1', '-p', '11211']],
    [`a 'b c' "d e" f\\ g`, ['a', 'b c', 'd e', 'f g']],
    [`-l"127.0.0.1",'::1'`, ['-l127.0.0.1,::1']],
    [`"a\\"b\\$c\\d"`, ['a"b$c\\d']],
    [`$'a\\tb\\x41\\101' $"hi"`, ['a\tbAA', 'hi']],
    ['a \\\n  b\\\nc', ['a', 'bc']],
    ['a \\\r\n  b', ['a', 'b']],
    ['a #b c', ['a']],
    ['a#b', ['a#b']],
    ['\n\n  a b\nc d', ['a', 'b']],
    ['a b; c', ['a', 'b']],
    ['a && b', ['a']],
    ['a | b', ['a']],
    ['a 2>/dev/null b >x >>y 2>&1 &>z <w', ['a', 'b']],
    ['a 2 > x 22', ['a', '2', '22']],
    ['$TWO "$TWO" a$TWO', ['1', '2', '1 2', 'a1', '2']],
    ['$EMPTY "$EMPTY" $X$EMPTY', ['', 'x']],
    ['"${LIST[@]}" ${LIST[@]} $LIST', ['10.0.0.0/8', 'a b', '10.0.0.0/8', 'a', 'b', '10.0.0.0/8']],
    ['${NOPE:-p q} "${NOPE:-p q}" ${NOPE-"p q"} ${X:-y}', ['p', 'q', 'p q', 'p q', 'x']],
    ['${EMPTY:-d} ${EMPTY-d} z ${X:+set} ${EMPTY:+set}', ['d', 'z', 'set']],
    ['${NOPE:-${X}}', ['x']],
    ['$ a$ "$"', ['$', 'a$', '$']],
    ["'$X'", ['$X']],
    ['', []],
    ['   ', []],
    ["''", ['']],
  ])('%j', (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it('says why a word is not known and what is known of it', () => {
    const [option, quoted, output, computed, bad] = splitWords(
      '-l$ADDRESS "$ADDRESS" $(hostname -I) $((1+1)) $BAD',
      (name) => values[name],
    );
    expect(option).toMatchObject({ text: undefined, prefix: '-l', maySplit: true });
    expect(option!.reason).toBe('`$ADDRESS` is not set here');
    expect(quoted).toMatchObject({ text: undefined, maySplit: false });
    expect(output!.reason).toBe('the output of `hostname -I` is not known');
    expect(computed!.reason).toBe('`$((1+1))` is computed');
    expect(bad!.reason).toBe('it is read from the keyboard');
  });

  it('keeps substitutions together whatever they hold', () => {
    expect(
      splitWords(`a $(echo "b)" '(' $(c "d e")) e\`f g\`h "$(i "j k")"`).map((w) => w.raw),
    ).toEqual(['a', `$(echo "b)" '(' $(c "d e"))`, 'e`f g`h', '"$(i "j k")"']);
  });

  it('gives offsets in the text, also for single characters of quoted words', () => {
    const text = `x  'a b'"c\\"d"`;
    const word = splitWords(text)[1]!;
    expect(text.slice(word.start, word.end)).toBe(word.raw);
    expect([...word.text!].map((char, i) => [char, text[word.offsets![i]!]])).toEqual(
      [...word.text!].map((char) => [char, char]),
    );
  });

  it('survives what is not closed', () => {
    expect(texts(`a "b c`)).toEqual(['a', 'b c']);
    expect(texts(`a 'b c`)).toEqual(['a', 'b c']);
    expect(texts('a ${b')).toEqual(['a', undefined]);
    expect(texts('a\\')).toEqual(['a\\']);
  });

  it('agrees with shell-quote on words it quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (words) => {
        // shell-quote writes newlines and control characters in its own way.
        fc.pre(words.every((word) => /^[\x20-\x7e]+$/.test(word)));
        expect(texts(quote(words))).toEqual(words);
      }),
    );
  });

  it('agrees with shell-quote on arbitrary quoting', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '-l',
      '=',
      '1.2.3.4',
      ' ',
      '  ',
      '\\ ',
      "'x y'",
      '"p q"',
      "''",
      '"\'"',
      '"$X"',
      '${X}',
      '\\"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        expect(texts(text)).toEqual(parse(text, { X: 'x' }));
      }),
      { numRuns: 500 },
    );
  });

  it('never throws and keeps offsets inside the text', () => {
    const piece = fc.constantFrom(
      'a',
      '"',
      "'",
      '`',
      '$(',
      ')',
      '${',
      '}',
      '\\',
      '$',
      ' ',
      '\n',
      '#',
      '<<',
      '>',
      '&',
      ':-',
      '[@]',
      "$'",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        for (const word of splitWords(text, (name) => values[name])) {
          expect(word.start).toBeGreaterThanOrEqual(0);
          expect(word.end).toBeLessThanOrEqual(text.length);
          expect(text.slice(word.start, word.end)).toBe(word.raw);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('takes time in proportion to hostile text', () => {
    for (const text of [
      '$('.repeat(50_000),
      '"$('.repeat(50_000),
      '${a:-'.repeat(50_000),
      "'a'".repeat(50_000),
      '\\'.repeat(100_000),
    ]) {
      expect(() => splitWords(text)).not.toThrow();
    }
  });
});

describe('splitArguments', () => {
  it.each<[string, string[]]>([
    ['memcached -l 127.0.0.1\n -p 11211', ['memcached', '-l', '127.0.0.1', '-p', '11211']],
    [`sh -c 'a; b && $X' "q\\"r"`, ['sh', '-c', 'a; b && $X', 'q"r']],
    ['a; b > c # d', ['a;', 'b', '>', 'c', '#', 'd']],
    ['a\\ b', ['a b']],
    [`'open`, ['open']],
  ])('%j', (text, expected) => {
    expect(splitArguments(text).map((word) => word.text)).toEqual(expected);
  });
});
