import { describe, expect, it } from '@jest/globals';
import { hasTest, rowsOf, testsNamed } from './held-by-tests.js';

const PAGE = 'docs/degradation.md';

describe('what happens when something is missing', () => {
  const rows = rowsOf(PAGE, 'answers');

  it('has rows', () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each(rows.map(([situation, what, tests]) => ({ situation, what, tests })))(
    'is held by tests that exist: $situation',
    ({ what, tests }) => {
      expect(what).not.toBe('');
      const named = testsNamed(tests!);
      expect(named).not.toEqual([]);
      expect(named.filter((each) => !hasTest(each))).toEqual([]);
    },
  );

  it('would notice a test that is gone', () => {
    expect(hasTest({ path: '__tests__/action/action.test.ts', title: 'is not there at all' })).toBe(
      false,
    );
  });
});
