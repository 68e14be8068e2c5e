import { describe, expect, it } from '@jest/globals';
import { hunksOf, isWithin } from '../../src/action/hunks.js';

describe('action/hunks', () => {
  it('reads the new side', () => {
    const diff = [
      '--- a/x',
      '+++ b/x',
      '@@ -1,2 +1,3 @@ services:',
      '+@@ -9,9 +9,9 @@ a line of the file',
      '-@@ -9,9 +8,9 @@',
      ' @@ -9,9 +7,9 @@',
      '@@ -10 +20 @@',
      '@@ -30,4 +29,0 @@',
      '',
    ].join('\n');
    expect(hunksOf(diff)).toEqual([
      { first: 1, last: 3 },
      { first: 20, last: 20 },
    ]);
    expect(hunksOf('')).toEqual([]);
    expect(hunksOf('Binary files a/x and b/x differ\n')).toEqual([]);
  });

  it.each([
    [1, 3, true],
    [2, 2, true],
    [3, 4, false],
    [3, 5, false],
    [0, 1, false],
    [5, 6, true],
  ])('%d to %d lie in one hunk: %s', (first, last, expected) => {
    const hunks = [
      { first: 1, last: 3 },
      { first: 5, last: 6 },
    ];
    expect(isWithin(hunks, first, last)).toBe(expected);
  });
});
