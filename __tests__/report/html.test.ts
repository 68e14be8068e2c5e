import { describe, expect, it } from '@jest/globals';
import { parsers } from 'prettier/plugins/html';
import { PALETTES } from '../../src/report/html-style.js';
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
      '<title id="path-1">internet → aws_security_group.cache → aws_elasticache_cluster.main → memcached on tcp 0.0.0.0:11211</title>',
      '<h4>Why</h4>',
      '<h4>Fix</h4>',
      '<del>-      - &quot;11211:11211&quot;</del>',
      '<ins>+      - &quot;127.0.0.1:11211:11211&quot;</ins>',
      '<h4>Verify</h4>',
      '<h4>Roll back</h4>',
      '2 memcached servers, as far as the code tells',
      '2 files read.',
    ]) {
      expect(page).toContain(part);
    }
  });

  it('loads nothing and runs nothing', async () => {
    const names = (await elements(page)).map((element) => element.trim().split(' ')[0]!);
    for (const name of ['script', 'img', 'link', 'iframe', 'object', 'form']) {
      expect(names).not.toContain(name);
    }
    expect(page).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
    );
    expect(page).not.toMatch(/url\(|@import|\ssrc=|\son[a-z]+=/);
  });

  it.each(HOSTILE)('takes %j for text', async (text) => {
    const hostile = renderHtml(hostileReport(text), { link });
    // More back-ticks make more code, more lines more lines of a diff; nothing else may differ.
    const withoutCode = (found: string[]): string[] =>
      found.filter((element) => !/^(?:code|ins|del|tspan .*)$/.test(element.trim()));
    expect(withoutCode(await elements(hostile))).toEqual(
      withoutCode(await elements(renderHtml(hostileReport('plain'), { link }))),
    );
    expect(isSeen(hostile)).toBe(true);
    expect(commandsIn(hostile)).toEqual([]);
  });

  it('draws the way from the network to memcached', () => {
    const svg = /<svg[^]*?<\/svg>/.exec(page)![0];
    expect(svg.match(/<rect /g)).toHaveLength(4);
    expect(svg.match(/class="arrow"/g)).toHaveLength(3);
    expect(svg).toContain('>internet</tspan>');
    // Long names are broken, not drawn over the next box.
    for (const [, line] of svg.matchAll(/<tspan[^>]*>([^<]*)</g)) {
      expect(line!.length).toBeLessThanOrEqual(21);
    }
  });

  it('keeps existing, fixed and suppressed findings apart, and tells of probed hosts', () => {
    const text = renderHtml(
      reportOf(
        [
          { ...openGroup, state: 'new' },
          { ...openPort, state: 'existing' },
          { ...openPort, suppressed: { by: 'config', reason: 'a lab', until: '2027-01-31' } },
        ],
        {
          fixed: [openPort],
          comparison: { base: 'main' },
          probes: [{ target: '<b>x', outcome: 'answers', answers: ['TCP: `VERSION 1.6`'] }],
        },
      ),
      { link },
    );
    expect(text).toContain('<summary>Already in the base (1)</summary>');
    expect(text).toMatch(/<summary>Fixed \(1\)<\/summary>\n<ul><li><s>/);
    expect(text).toContain('by the configuration until 2027-01-31: a lab');
    expect(text).toContain('<code>&lt;b&gt;x</code>');
    expect(text).toContain('<strong class="critical">answers</strong>');
  });

  it('says what is missing instead of a comparison, and that it could not run', () => {
    const text = renderHtml(
      reportOf([openGroup], { comparison: { base: 'main', unavailable: 'It is not here.' } }),
    );
    expect(text).toContain('so all findings count: It is not here.');
    const broken = renderHtml(
      reportOf([], { conclusion: 'could-not-run', reasons: ['There is no such folder.'] }),
    );
    expect(broken).toContain('<strong>could not run</strong>');
    expect(broken).toContain('There is no such folder.');
  });

  it('shows a trend when there is a history, and none without', () => {
    const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
    const runs = Array.from({ length: 100 }, (_, index) => ({
      date: `2026-01-${String((index % 28) + 1).padStart(2, '0')}`,
      open: { ...none, high: index },
      new: 1,
      fixed: 0,
    }));
    const trend = { runs, meanAgeDays: 1.4, meanDaysToFix: 3, exposureDays: { ...none, high: 9 } };
    const text = renderHtml(reportOf([openGroup]), { trend });
    expect(text.match(/class="bar bar-high"/g)).toHaveLength(60);
    expect(text).toContain('Open findings of 60 runs: 40 on 2026-01-13, 99 on 2026-01-16');
    expect(text).toContain('for 1 day on average');
    expect(text).toContain('Exposure-days: 9 high.');
    expect(page).not.toContain('id="trend"');
    const empty = { runs: [], meanAgeDays: 0, exposureDays: none };
    expect(renderHtml(reportOf([]), { trend: empty })).toContain('No run yet');
  });

  it('stays small with thousands of findings', () => {
    const many = Array.from({ length: 5000 }, () => openGroup);
    const text = renderHtml(reportOf(many));
    expect(text).toContain('3000 more in the JSON report.');
    expect(text.match(/<svg/g)).toHaveLength(300);
    expect(Buffer.byteLength(text)).toBeLessThan(16 * 1024 * 1024);
  });
});

describe('the colours', () => {
  /** Relative luminance (WCAG 2.2). */
  const luminance = (colour: string): number => {
    const [r, g, b] = [1, 3, 5]
      .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const contrast = (a: string, b: string): number => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high! + 0.05) / (low! + 0.05);
  };

  it('are measured as they should be', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it.each(['light', 'dark'] as const)('can be read: %s', (name) => {
    const { page: ground, panel, added, removed, mark, line, ...inks } = PALETTES[name];
    for (const [ink, colour] of Object.entries(inks)) {
      for (const [on, under] of Object.entries({ ground, panel })) {
        expect([ink, on, contrast(colour, under) >= 4.5]).toEqual([ink, on, true]);
      }
    }
    for (const under of [added, removed, mark]) {
      expect(contrast(inks.text, under)).toBeGreaterThanOrEqual(7);
    }
    // Borders of boxes and controls.
    expect(contrast(line, ground)).toBeGreaterThanOrEqual(3);
  });
});
