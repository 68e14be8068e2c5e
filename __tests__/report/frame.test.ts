import { describe, expect, it } from '@jest/globals';
import type { Location } from '../../src/files/source.js';
import { SourceFile } from '../../src/files/source.js';
import { codeFrame, maskSecrets } from '../../src/report/frame.js';
import { isSeen } from './markup.js';
import { HOSTILE } from './sample.js';

function frameOf(text: string, marked: string, context = 1): string[] {
  const file = new SourceFile('f', text);
  const start = text.indexOf(marked);
  const where: Location = file.location(start, start + marked.length);
  return codeFrame(where, (_, line) => file.line(line), context).flatMap((line) => [
    `${line.number}|${line.text}`,
    ...(line.marked ? [` |${' '.repeat(line.indent!)}${'^'.repeat(line.width!)}`] : []),
  ]);
}

describe('codeFrame', () => {
  it('puts the marks under the value', () => {
    expect(frameOf('a\n  b = "x"\nc\n', '"x"')).toEqual([
      '1|a',
      '2|  b = "x"',
      ' |      ^^^',
      '3|c',
    ]);
  });

  it('counts tabs and wide characters as wide as they are shown', () => {
    expect(frameOf('\tb = x', 'x')).toEqual(['1|  b = x', ' |      ^']);
    expect(frameOf('漢字 = x', 'x')).toEqual(['1|漢字 = x', ' |       ^']);
    expect(frameOf('e\u0301 = x', 'x')).toEqual(['1|e\u0301 = x', ' |    ^']);
  });

  it('marks every line of a short block and the head of a long one', () => {
    const text = 'a {\n  b\n  c\n  d\n  e\n  f\n}\n';
    expect(frameOf(text, 'a {\n  b', 0)).toEqual(['1|a {', ' |^^^', '2|  b', ' |  ^']);
    expect(frameOf(text, text.trimEnd(), 0)).toHaveLength(8);
  });

  it('shows the part of a very long line that matters', () => {
    const text = `${'x'.repeat(100_000)}HERE${'y'.repeat(100_000)}`;
    const [line, mark] = frameOf(text, 'HERE');
    expect(line!.length).toBeLessThan(160);
    const at = mark!.indexOf('^');
    expect(line!.slice(at, at + 4)).toBe('HERE');
    expect(mark).toMatch(/\^{4}$/);
  });

  it('shows nothing of a file that cannot be read, and fails on nothing', () => {
    const where = { file: 'f', startLine: 3, startColumn: 9, endLine: 3, endColumn: 12 };
    expect(codeFrame(where, () => '').map(({ text }) => text)).toEqual(['']);
    for (const text of HOSTILE) {
      for (const line of codeFrame({ ...where, startLine: 1, endLine: 1 }, () => text)) {
        expect(isSeen(line.text)).toBe(true);
      }
    }
  });
});

describe('maskSecrets', () => {
  it.each([
    ['  MEMCACHED_PASSWORD: hunter2', '  MEMCACHED_PASSWORD: *******'],
    ['password = "hunter2"', 'password = "*******"'],
    ["- e 'API_KEY=abc' -p 11211", "- e 'API_KEY=***' -p 11211"],
    ['"secret_token": "x,y"', '"secret_token": "*,y"'],
  ])('masks %j', (line, masked) => {
    expect(maskSecrets(line)).toBe(masked);
  });

  it.each([
    'password = var.password',
    'password: ${PASSWORD}',
    'password: {{ vault_password }}',
    'cidr_blocks = ["0.0.0.0/0"]',
    '- "11211:11211"',
    'auth: { existingPasswordSecret: true }',
  ])('leaves %j', (line) => {
    expect(maskSecrets(line)).toBe(line);
  });

  it('keeps the length, so that marks stay in place', () => {
    const line = 'a password="x" b secret: y';
    expect(maskSecrets(line)).toHaveLength(line.length);
  });
});
