import { describe, expect, it } from '@jest/globals';
import { parsers } from 'prettier/plugins/html';
import { renderHtml } from '../../src/report/html.js';
import { isSeen } from './markup.js';
import { commandsIn } from './runner.js';
import { HOSTILE, hostileReport, openGroup, openPort, reportOf } from './sample.js';

interface Node {
  readonly name?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string | null }[];
  readonly children?: readonly Node[];
}

const link = {
  serverUrl: 'https://github.com',
  repository: 'owner/name',
  sha: '0123456789abcdef0123456789abcdef01234567',
};

/** Elements and attributes as an HTML parser finds them, without text. */
async function elements(page: string): Promise<string[]> {
  const parse = parsers.html.parse as (text: string, options: object) => Node | Promise<Node>;
  const found: string[] = [];
  const visit = (node: Node, level: number): void => {
    const attributes = (node.attrs ?? []).map(
      ({ name, value }) => ` ${name}=${(value ?? '').replace(/\/blob\/.*/, '')}`,
    );
    if (node.name !== undefined)
      found.push(`${' '.repeat(level)}${node.name}${attributes.join('')}`);
    for (const child of node.children ?? []) visit(child, level + 1);
  };
  visit(await parse(page, { parser: 'html', originalText: page, filepath: 'a.html' }), 0);
  return found;
}

describe('renderHtml', () => {
  const page = renderHtml(reportOf([openGroup, openPort]), { link });

  it('says the verdict and, of each finding, what, where, why, how to fix, verify and roll back', () => {
    for (const part of [
      '<strong>failed</strong> 2 findings at or above high (fail-on: high).',
      '<span class="badge critical">critical</span> The internet can reach memcached',
      `<a href="https://github.com/owner/name/blob/${link.sha}/infra/main.tf#L8" rel="noreferrer"><code>infra/main.tf:8:19</code></a>`,
      '<mark>    cidr_blocks = [&quot;0.0.0.0/0&quot;]</mark>',
      '<h3>Why</h3>',
      '<h3>Fix</h3>',
      '<del>-      - &quot;11211:11211&quot;</del>',
      '<ins>+      - &quot;127.0.0.1:11211:11211&quot;</ins>',
      '<h3>Verify</h3>',
      '<h3>Roll back</h3>',
      'Memcached found (2)',
      'What was scanned: 2 files',
    ]) {
      expect(page).toContain(part);
    }
  });

  it('loads nothing and runs nothing', async () => {
    const names = (await elements(page)).map((element) => element.trim().split(' ')[0]!);
    for (const name of ['script', 'img', 'link', 'iframe', 'object', 'form']) {
      expect(names).not.toContain(name);
    }
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it.each(HOSTILE)('takes %j for text', async (text) => {
    const hostile = renderHtml(hostileReport(text), { link });
    // More back-ticks make more code, more lines more lines of a diff; nothing else may differ.
    const withoutCode = (found: string[]): string[] =>
      found.filter((element) => !['code', 'ins', 'del'].includes(element.trim()));
    expect(withoutCode(await elements(hostile))).toEqual(
      withoutCode(await elements(renderHtml(hostileReport('plain'), { link }))),
    );
    expect(isSeen(hostile)).toBe(true);
    expect(commandsIn(hostile)).toEqual([]);
  });
});
