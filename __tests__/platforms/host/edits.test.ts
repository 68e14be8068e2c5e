import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applySed } from '../../../src/platforms/host/edits.js';

const FILE = ['-m 64', '-p 11211', '# -U 11211', '-l 127.0.0.1'];

function edit(script: string, extended = false): string[] | undefined {
  const lines = FILE.map((text) => ({ text, edited: false }));
  return applySed(lines, script, extended)?.map(({ text }) => text);
}

/** The file with its listen line replaced, or without it. */
function listen(...lines: string[]): string[] {
  return [...FILE.slice(0, 3), ...lines];
}

// The answers are GNU sed's.
describe('platforms/host/applySed', () => {
  it.each<[string, string[]]>([
    ['s/127.0.0.1/0.0.0.0/', listen('-l 0.0.0.0')],
    ['s/127\\.0\\.0\\.1/0.0.0.0/g', listen('-l 0.0.0.0')],
    ['s|-l 127.0.0.1|-l 10.0.0.5|', listen('-l 10.0.0.5')],
    ['s/^-l .*/-l 0.0.0.0/', listen('-l 0.0.0.0')],
    ['s/^-l/#-l/', listen('#-l 127.0.0.1')],
    ['s/^\\(-l\\) .*$/\\1 ::/', listen('-l ::')],
    ['s/^-l/# &/', listen('# -l 127.0.0.1')],
    ['/^-l/d', listen()],
    ['/^-l/s/127.0.0.1/::1/', listen('-l ::1')],
    ['4d', listen()],
    ['$d', listen()],
    ['$ a -U 11211', listen('-l 127.0.0.1', '-U 11211')],
    ['/^-l/c\\-l 0.0.0.0', listen('-l 0.0.0.0')],
    ['/^-l/i -v', listen('-v', '-l 127.0.0.1')],
    ['/^-[mpU]/!s/127/10/', ['-m 64', '-p 11211', '# -U 11211', '-l 10.0.0.1']],
    ['s/xyz/abc/', FILE],
    ['s/-L 127/-l 10/I', listen('-l 10.0.0.1')],
    ['s/^# *-U/-U/; s/127.0.0.1/::/', ['-m 64', '-p 11211', '-U 11211', '-l ::']],
    ['s/[0-9]\\+$/0/', ['-m 0', '-p 0', '# -U 0', '-l 127.0.0.0']],
    ['s/(127)/0/', FILE],
  ])('%s', (script, expected) => {
    expect(edit(script)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['s/^(-l) .*/\\1 0.0.0.0/', listen('-l 0.0.0.0')],
    ['s/[0-9]+$/0/', ['-m 0', '-p 0', '# -U 0', '-l 127.0.0.0']],
    ['s/(127|128)/10/', listen('-l 10.0.0.1')],
  ])('-E %s', (script, expected) => {
    expect(edit(script, true)).toEqual(expected);
  });

  it.each(['1,3d', 's/a', 'y/a/b/', 's/\\(a*\\)*b/x/', 's/a/b/2', '/a/{d}', 's/.*.*.*.*x/y/', 'q'])(
    'does not follow %s',
    (script) => {
      expect(edit(script)).toBeUndefined();
    },
  );

  it('never throws and always ends', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'s/dac$^.*[]\\(){}+?|&01 \n;!,'),
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, fc.boolean(), (script, extended) => {
        edit(script, extended);
      }),
      { numRuns: 2000 },
    );
  });
});
