import { describe, expect, it } from '@jest/globals';
import { hasTest, rowsOf, testsNamed } from './held-by-tests.js';

const rows = rowsOf('docs/security.md', 'threats');

describe('the threat model', () => {
  it('has rows', () => {
    expect(rows.length).toBeGreaterThan(12);
  });

  it.each(rows.map(([threat, defence, tests]) => ({ threat, defence, tests })))(
    'is held by tests that exist: $threat',
    ({ defence, tests }) => {
      expect(defence).not.toBe('');
      const named = testsNamed(tests!);
      expect(named).not.toEqual([]);
      expect(named.filter((each) => !hasTest(each))).toEqual([]);
    },
  );
});
