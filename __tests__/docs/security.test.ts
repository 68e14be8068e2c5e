import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const table = text.slice(text.indexOf('<!-- threats -->'), text.indexOf('<!-- /threats -->'));
const rows = table
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (-+|threat) /.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('the threat model', () => {
  it('has rows', () => {
    expect(rows.length).toBeGreaterThan(12);
  });

  it.each(rows.map(([threat, defence, tests]) => ({ threat, defence, tests })))(
    'is held by tests that exist: $threat',
    ({ defence, tests }) => {
      expect(defence).not.toBe('');
      const files = [...(tests ?? '').matchAll(/`(__tests__\/[^`]+)` ((?:"[^"]+"(?:, )?)+)/g)];
      expect(files.length).toBeGreaterThan(0);
      for (const [, path, titles] of files) {
        const source = readFileSync(join(ROOT, path!), 'utf8');
        for (const [, title] of titles!.matchAll(/"([^"]+)"/g)) expect(source).toContain(title);
      }
    },
  );
});
