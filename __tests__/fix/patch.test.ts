import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { patchOf } from '../../src/fix/patch.js';

/** What git makes of a text and a patch; `undefined` when it refuses. */
function applied(before: string, patch: string, name = 'file'): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'patch-'));
  try {
    writeFileSync(join(folder, name), before);
    const { status } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
      cwd: folder,
      input: patch,
      env: { ...process.env, GIT_DIR: join(folder, 'none'), GIT_CONFIG_NOSYSTEM: '1' },
    });
    return status === 0 ? readFileSync(join(folder, name), 'utf8') : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('patchOf', () => {
  it('is empty for the same text', () => {
    expect(patchOf('file', 'a\n', 'a\n')).toBe('');
  });

  it('shows only what changes, with three lines around', () => {
    const lines = Array.from({ length: 30 }, (_, i) => `line ${i + 1}`);
    const after = [...lines];
    after[4] = 'five';
    after.splice(20, 0, 'new');
    expect(patchOf('a b', `${lines.join('\n')}\n`, `${after.join('\n')}\n`)).toBe(
      [
        '--- a/a b',
        '+++ b/a b',
        '@@ -2,7 +2,7 @@',
        ...[' line 2', ' line 3', ' line 4', '-line 5', '+five', ' line 6', ' line 7', ' line 8'],
        '@@ -18,6 +18,7 @@',
        ...[' line 18', ' line 19', ' line 20', '+new', ' line 21', ' line 22', ' line 23'],
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['CRLF', 'a\r\nb\r\nc\r\n', 'a\r\nx\r\nc\r\n'],
    ['no line end at the end', 'a\nb', 'a\nc'],
    ['a line end that comes', 'a\nb', 'a\nb\n'],
    ['a line that goes', 'a\nb\nc\n', 'a\nc\n'],
    ['lines at both ends', 'b\n', 'a\nb\nc\n'],
  ])('is applied by git: %s', (_, before, after) => {
    expect(applied(before, patchOf('file', before, after))).toBe(after);
  });

  it.each([
    'line\nend',
    'quo"te',
    'back\\slash',
    'ta\tb',
    'r\rn',
    'bell\u0007',
    'ünï',
    '--- a',
    "it's",
  ])('names the file as git reads it: %j', (name) => {
    expect(applied('a\n', patchOf(name, 'a\n', 'b\n'), name)).toBe('b\n');
  });

  it('is applied by git, whatever the texts', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', 'a ', '\r', ''), { minLength: 1, maxLength: 25 })
      .map((lines) => `${lines.join('\n')}\n`);
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        expect(applied(before, patchOf('file', before, after))).toBe(after);
      }),
      { numRuns: 60 },
    );
  });
});
