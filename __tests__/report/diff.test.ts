import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TextEdit } from '../../src/facts.js';
import { SourceFile } from '../../src/files/source.js';
import { unifiedDiff } from '../../src/report/diff.js';

function edit(source: SourceFile, from: number, to: number, replacement: string): TextEdit {
  return { where: source.location(from, to), replacement };
}

const text = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n';
const source = new SourceFile('a b/file.tf', text);
const read = (_: string, line: number): string => source.line(line);

describe('unifiedDiff', () => {
  it('shows a replaced value with its surroundings', () => {
    const at = text.indexOf('five');
    expect(unifiedDiff([edit(source, at, at + 4, 'FIVE')], read, { context: 1 })).toBe(
      [
        '--- a/a b/file.tf',
        '+++ b/a b/file.tf',
        '@@ -4,3 +4,3 @@',
        ' four',
        '-five',
        '+FIVE',
        ' six',
      ].join('\n'),
    );
  });

  it('shows a deleted line and an inserted one', () => {
    const deleted = edit(source, text.indexOf('two'), text.indexOf('three'), '');
    const inserted = edit(source, text.indexOf('seven'), text.indexOf('seven'), 'new\n');
    expect(unifiedDiff([inserted, deleted], read, { context: 0 })).toBe(
      [
        '--- a/a b/file.tf',
        '+++ b/a b/file.tf',
        '@@ -2,1 +1,0 @@',
        '-two',
        '@@ -6,0 +6,1 @@',
        '+new',
      ].join('\n'),
    );
  });

  it('says nothing about edits that change nothing', () => {
    expect(unifiedDiff([edit(source, 0, 3, 'one')], read)).toBe('');
    expect(unifiedDiff([], read)).toBe('');
  });

  it('masks secrets only when asked to', () => {
    const lines = ['password: hunter2', 'ports: 1'];
    const file = new SourceFile('x', lines.join('\n'));
    const edits = [edit(file, file.text.length - 1, file.text.length, '2')];
    const reader = (_: string, line: number): string => file.line(line);
    expect(unifiedDiff(edits, reader)).toContain('hunter2');
    expect(unifiedDiff(edits, reader, { mask: true })).not.toContain('hunter2');
  });

  it('is what git turns into the edited text', () => {
    const folder = mkdtempSync(join(tmpdir(), 'diff-'));
    try {
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom('a', 'b', 'c', '', 'dd'), { minLength: 3, maxLength: 14 }),
          fc.array(fc.tuple(fc.nat(40), fc.nat(3), fc.constantFrom('X', 'Y\nZ', '', 'q\n')), {
            minLength: 1,
            maxLength: 4,
          }),
          (lines, wishes) => {
            const before = `${lines.join('\n')}\nend\n`;
            const file = new SourceFile('f.txt', before);
            const last = before.length - 1;
            let free = 0;
            let after = '';
            const edits: TextEdit[] = [];
            for (const [from, length, replacement] of [...wishes].sort((p, q) => p[0] - q[0])) {
              const start = Math.min(from, last);
              const end = Math.min(start + length, last);
              if (start < free) continue;
              edits.push(edit(file, start, end, replacement));
              after += before.slice(free, start) + replacement;
              free = end + 1;
              after += before.slice(end, free);
            }
            after += before.slice(free);
            const diff = unifiedDiff(edits, (_, line) => file.line(line), { context: 3 });
            writeFileSync(join(folder, 'f.txt'), before);
            if (diff === '') return expect(after).toBe(before);
            execFileSync('git', ['apply', '--unidiff-zero', '--whitespace=nowarn', '-'], {
              cwd: folder,
              input: `${diff}\n`,
              env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
            });
            expect(readFileSync(join(folder, 'f.txt'), 'utf8')).toBe(after);
          },
        ),
        { numRuns: 40 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
