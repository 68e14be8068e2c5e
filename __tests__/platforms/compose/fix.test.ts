import { describe, expect, it } from '@jest/globals';
import type { Fix } from '../../../src/facts.js';
import { SourceFile } from '../../../src/files/source.js';
import { doors, publishing, translate } from './helper.js';

/** The file with the fix of its only door applied; `undefined` without a fix. */
function fixed(text: string): string | undefined {
  const door = translate({ 'compose.yaml': text }).facts.find(({ kind }) => kind === 'ingress');
  const fix: Fix | undefined = door?.kind === 'ingress' ? door.fix : undefined;
  if (fix === undefined) return undefined;
  const file = new SourceFile('compose.yaml', text);
  const [edit] = fix.edits;
  const { startLine, startColumn, endLine, endColumn } = edit!.where;
  return (
    text.slice(0, file.offset(startLine, startColumn)) +
    edit!.replacement +
    text.slice(file.offset(endLine, endColumn))
  );
}

describe('the fix', () => {
  const entries: [string, string][] = [
    ['"11211:11211"', '"127.0.0.1:11211:11211"'],
    ["'11211:11211'", "'127.0.0.1:11211:11211'"],
    ['11211:11211', '127.0.0.1:11211:11211'],
    ['"11211:11211/udp"', '"127.0.0.1:11211:11211/udp"'],
    ['"11211"', '"127.0.0.1::11211"'],
    ['11211', '"127.0.0.1::11211"'],
    ['"0.0.0.0:11211:11211"', '"127.0.0.1:11211:11211"'],
    ['"[::]:11211:11211"', '"127.0.0.1:11211:11211"'],
    ['"57.128.86.143:11211:11211"', '"127.0.0.1:11211:11211"'],
    ['"${PORT:-11211}:11211"', '"127.0.0.1:${PORT:-11211}:11211"'],
    ['${PORT}:11211', '"127.0.0.1:${PORT}:11211"'],
    ['"${BIND}:11211:11211"', '"${BIND:-127.0.0.1}:11211:11211"'],
    ['"${BIND:-0.0.0.0}:${P:-11211}:11211"', '"${BIND:-127.0.0.1}:${P:-11211}:11211"'],
    ['":11211:11211"', '"127.0.0.1:11211:11211"'],
    ['{target: 11211, published: 11211}', '{host_ip: 127.0.0.1, target: 11211, published: 11211}'],
    ['{target: 11211, host_ip: 0.0.0.0}', '{target: 11211, host_ip: 127.0.0.1}'],
  ];
  it.each(entries)('%s', (before, after) => {
    const result = fixed(publishing(before));
    expect(result).toBe(publishing(after));
    expect(doors(result!)).toEqual([]);
  });

  it('changes the anchored value', () => {
    const text = `x-p: &p "11211:11211"\n${publishing('*p')}`;
    expect(fixed(text)).toBe(text.replace('"11211:11211"', '"127.0.0.1:11211:11211"'));
  });

  it('adds a line to a long entry', () => {
    const text = `${publishing('target: 11211')}        published: 11211\n`;
    const result = fixed(text)!;
    expect(result).toBe(
      `${publishing('host_ip: 127.0.0.1')}        target: 11211\n        published: 11211\n`,
    );
    expect(doors(result)).toEqual([]);
  });

  it.each([
    '"{{ port }}:11211"',
    '"10.0.0.5:11211:11211"',
    '"${BIND:?}:11211:11211"',
    '"${MAP:-11211:11211}"',
  ])('is not offered where it is not certain: %s', (entry) => {
    expect(doors(publishing(entry))).toHaveLength(1);
    expect(fixed(publishing(entry))).toBeUndefined();
  });
});
