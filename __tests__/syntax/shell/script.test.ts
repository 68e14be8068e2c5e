import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readScript, type ScriptOptions } from '../../../src/syntax/shell/script.js';

/** Each command on a line: unknown words as `?`, `[…]` in front of conditional ones, `host:` of ssh. */
function commands(text: string, options?: ScriptOptions): string[] {
  return readScript(text, options).map(
    ({ words, conditional, host }) =>
      `${conditional === undefined ? '' : '[if] '}${host === undefined ? '' : `${host}: `}` +
      words.map((word) => word.text ?? '?').join(' '),
  );
}

describe('readScript', () => {
  it.each<[string, string, string[]]>([
    ['separators', 'a; b && c\nd & e', ['a', 'b', 'c', 'd', 'e']],
    ['comments and joined lines', '#!/bin/sh\na \\\n  b # c\n# d', ['a b']],
    ['variables', 'P=11211\nQ="$P x"\na $P "$Q" ${R:-r} $S', ['a 11211 11211 x r ?']],
    ['environment in front', 'A=1 b $A', ['b ?']],
    ['appending', 'A=x; A+=y; b $A', ['b xy']],
    [
      'arrays',
      'L=(10.0.0.0/8 "a b"); L+=(c); for i in "${L[@]}"; do x "$i"; done',
      ['x 10.0.0.0/8', 'x a b', 'x c'],
    ],
    ['loops over words', 'for p in tcp udp; do a $p; done', ['a tcp', 'a udp']],
    [
      'loops over braces',
      'for p in {1..3} {x,y}; do a $p; done',
      ['a 1', 'a 2', 'a 3', 'a x', 'a y'],
    ],
    ['loops over a known list', 'N="a b"; for n in $N; do x $n; done', ['x a', 'x b']],
    ['a loop over something unknown', 'for n in $(hosts); do x $n; done', ['x ?']],
    [
      'break and continue',
      'for i in 1 2 3; do [ $i = 2 ] && continue; a $i; done; for i in 1 2; do b $i; break; done',
      ['[ 1 = 2 ]', 'a 1', '[ 2 = 2 ]', '[ 3 = 2 ]', 'a 3', 'b 1'],
    ],
    [
      'read from a here-document',
      'while read -r ip port; do a $ip $port; done <<E\n1.2.3.4 11211\n5.6.7.8 1\nE',
      ['a 1.2.3.4 11211', 'a 5.6.7.8 1'],
    ],
    [
      'functions where they are called',
      'f() { a "$1" $2; }\nb\nf x y\nfunction g { c; }',
      ['b', 'a x y'],
    ],
    ['a function that calls itself ends', 'f() { a; f; }; f', Array<string>(11).fill('a')],
    [
      'sudo, env and their like',
      'sudo -u root env A=b nice -n 5 /sbin/iptables -L',
      ['/sbin/iptables -L'],
    ],
    [
      'command -v is a question',
      'command -v ufw && ufw enable',
      ['command -v ufw', '[if] ufw enable'],
    ],
    [
      'sh -c, eval, su -c',
      `sh -c 'a; b $0 $1' x y\neval "c 'd e'"\nsu - app -c "f g"`,
      ['a', 'b ? y', 'c d e', 'f g'],
    ],
    [
      'ssh',
      'ssh -p 22 root@db "a; b"\nssh web c d\nc',
      ['root@db: a', 'root@db: b', 'web: c d', 'c'],
    ],
    ['ssh with a here-document', "ssh db bash -s <<'E'\na\nE\nb", ['db: a', 'b']],
    [
      'subshells and groups keep to themselves',
      '(A=1; a $A); { B=2; b $B; }; c $A $B',
      ['a 1', 'b 2', 'c ? 2'],
    ],
    [
      'an unknown condition',
      'if grep -q x /etc/y; then a; else b; fi; c',
      ['grep -q x /etc/y', '[if] a', '[if] b', 'c'],
    ],
    [
      'a known condition',
      'M=prod; if [ "$M" = prod ]; then a; else b; fi',
      ['[ prod = prod ]', 'a'],
    ],
    ['variables set under a condition', 'A=1; if x; then A=2; fi; b $A', ['x', 'b ?']],
    ['the same either way', 'if x; then A=1; else A=1; fi; b $A', ['x', 'b 1']],
    [
      'an exit under a condition',
      'if [ "$(id -u)" != 0 ]; then exit 1; fi; a',
      ['[ ? != 0 ]', 'a'],
    ],
    ['exit', 'a; exit 0; b', ['a']],
    ['a failure that is handled', 'a || exit 1\nb', ['a', 'b']],
    ['case on something known', 'X=start; case $X in start|run) a;; *) b;; esac', ['a']],
    ['case on an argument', 'case "$1" in start) a;; stop) b;; esac; c', ['[if] a', '[if] b', 'c']],
    ['while without known input', 'while sleep 1; do a; done', ['sleep 1', '[if] a']],
    [
      'known output',
      'for i in $(seq 2 3) `echo 7`; do a $i $((i + 1)); done',
      ['a 2 3', 'a 3 4', 'a 7 8'],
    ],
    [
      'xargs',
      "printf '%s\\n' x y | xargs -I{} a {} b; echo 1 2 | xargs c",
      ['printf %s\\n x y', 'a x b', 'a y b', 'echo 1 2', 'c 1 2'],
    ],
    ['parentheses that are not closed', '(a; b', ['a', 'b']],
    ['stray words', 'done; fi\na )\nb', ['a', 'b']],
    ['double brackets', '[[ $x == a && -f y ]] && a; b', ['[[ ? == a && -f y ]]', '[if] a', 'b']],
  ])('%s', (_title, text, expected) => {
    expect(commands(text)).toEqual(expected);
  });

  it('gives here-documents, pipes and here-strings as input', () => {
    const read = (text: string) => readScript(text).map(({ input }) => input?.text);
    expect(read('A=1\na <<E\nx $A\n$B\nE\n')).toEqual(['x 1\n$B\n']);
    expect(read("a <<'E'\nx $A\nE\n")).toEqual(['x $A\n']);
    expect(read('a <<-E\n\tx\n\t\ty\n\tE\nb')).toEqual(['x\ny\n', undefined]);
    expect(read('a <<< "x y"')).toEqual(['x y\n']);
    expect(read('echo "x" | a')).toEqual([undefined, 'x\n']);
    expect(read('cat <<E | a\nx\nE\n')).toEqual(['x\n', 'x\n']);
    expect(readScript('a <<E\n$B\nE\n')[0]!.input!.reason).toBe('`$B` is not set here');
  });

  it('shows what is written to files', () => {
    const writes = (text: string) =>
      readScript(text)
        .map((command) => command.writes)
        .filter((write) => write !== undefined)
        .map(({ path, append, content }) => [path, append, content.text]);
    expect(writes('P=11211; cat > /etc/m.conf <<E\n-p $P\nE\n')).toEqual([
      ['/etc/m.conf', false, '-p 11211\n'],
    ]);
    expect(writes('echo "-l 0.0.0.0" >> /etc/m.conf')).toEqual([
      ['/etc/m.conf', true, '-l 0.0.0.0\n'],
    ]);
    expect(writes('echo x | sudo tee -a /etc/m.conf >/dev/null')).toEqual([
      ['/etc/m.conf', true, 'x\n'],
    ]);
    expect(writes("printf '%s\\n' a b > f")).toEqual([['f', false, 'a\nb\n']]);
    expect(writes('curl x > f')).toEqual([]);
  });

  it('knows where everything stands, also inside quotes', () => {
    const text = `P=1\nsh -c "iptables -A 'INPUT'"\ncat > f <<E\nab $P\nE\n`;
    const [inner, write] = readScript(text);
    expect(text.slice(inner!.words[0]!.start, inner!.words[0]!.end)).toBe('iptables');
    expect(text.slice(inner!.words[2]!.start, inner!.words[2]!.end)).toBe("'INPUT'");
    expect(text.slice(inner!.start, inner!.end)).toBe("iptables -A 'INPUT'");
    expect(text[write!.writes!.content.offsets[1]!]).toBe('b');
  });

  it('reads files it is given', () => {
    const files: Record<string, string> = {
      './c.sh': 'PORT=11211\na\n',
      list: '1.1.1.1\n2.2.2.2\n',
    };
    const readFile = (path: string) => files[path];
    expect(commands('. ./c.sh\nb $PORT', { readFile })).toEqual(['a', 'b 11211']);
    expect(commands('while read ip; do x $ip; done < list', { readFile })).toEqual([
      'x 1.1.1.1',
      'x 2.2.2.2',
    ]);
    expect(commands('for ip in $(cat list); do x $ip; done', { readFile })).toEqual([
      'x 1.1.1.1',
      'x 2.2.2.2',
    ]);
    expect(commands('. ./none\nb')).toEqual(['. ./none', 'b']);
  });

  it('lets the outcome of commands decide', () => {
    const run = ({ words }: { words: readonly { text: string | undefined }[] }) =>
      words[0]!.text !== 'bad';
    expect(commands('bad || a; good || b; bad && c; good && d', { run })).toEqual([
      'bad',
      'a',
      'good',
      'bad',
      'good',
      'd',
    ]);
    expect(commands('set -e\na\nbad\nb', { run })).toEqual(['a', 'bad']);
    expect(commands('a\nbad\nb', { run })).toEqual(['a', 'bad', 'b']);
    expect(commands('set -e\nif bad; then a; fi\nb', { run })).toEqual(['bad', 'b']);
    expect(commands('! bad && a', { run })).toEqual(['bad', 'a']);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '\n',
      ';',
      '&&',
      '||',
      '|',
      '(',
      ')',
      '{',
      '}',
      'if ',
      'then ',
      'fi',
      'for x in ',
      'do ',
      'done',
      'case ',
      'esac',
      ' in ',
      ';;',
      'f()',
      '$(',
      '`',
      '"',
      "'",
      '$x',
      '${',
      '<<E\n',
      'E\n',
      '>',
      '<',
      'x=(',
      '[[ ',
      ']]',
      '$((',
      'eval ',
      'sh -c ',
      'while read x;',
      '#',
      '\\',
      'xargs ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        for (const { start, end, words } of readScript(text)) {
          expect(start).toBeLessThanOrEqual(text.length);
          expect(end).toBeLessThanOrEqual(text.length);
          for (const word of words) expect(word.start).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('ends on hostile scripts', () => {
    const nested = 'for i in {1..999}; do '.repeat(8) + 'a; ' + 'done; '.repeat(8);
    for (const text of [
      nested,
      '('.repeat(50_000),
      '{ '.repeat(50_000),
      'if a; then '.repeat(20_000),
      'f() { f; f; }; f',
      'a <<E\n'.repeat(3_000),
      'A=$A$A$A;'.repeat(100),
    ]) {
      expect(() => readScript(text)).not.toThrow();
    }
  });
});
