import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  renderComment,
  renderResolvedComment,
  renderSummary,
  type LinkBase,
} from '../../src/report/markdown.js';
import { permalink, picture } from '../../src/report/markdown-finding.js';
import type { Report, ReportedFinding } from '../../src/report/model.js';
import { markdownTree } from './markdown-tree.js';
import { isSeen, withoutCode } from './markup.js';
import { HOSTILE, hostileFinding, hostileReport, openGroup, openPort, reportOf } from './sample.js';

const link: LinkBase = {
  serverUrl: 'https://github.com',
  repository: 'owner/name',
  sha: '0123456789abcdef0123456789abcdef01234567',
};
const marker = '<!-- memcached-exposure-check:default -->';
const size = (text: string): number => Buffer.byteLength(text, 'utf8');

const many = (count: number): ReportedFinding[] =>
  Array.from({ length: count }, (_, index) => ({
    ...(index % 2 === 0 ? openGroup : openPort),
    severity: index < count / 2 ? 'critical' : 'low',
  }));

describe('renderSummary', () => {
  const report = reportOf(
    [
      { ...openGroup, state: 'new' },
      { ...openPort, state: 'existing' },
      { ...openPort, suppressed: { by: 'inline', reason: 'a lab', until: '2027-01-31' } },
    ],
    { fixed: [openPort], comparison: { base: 'main' } },
  );
  const text = renderSummary(report, { link });

  it('begins with the verdict and the counts', () => {
    expect(text.split('\n').slice(0, 3)).toEqual([
      '## ❌ memcached exposure check: 1 new, 1 existing, 1 fixed, 1 suppressed',
      '',
      '**1 new finding at or above high (fail-on: high).** 1 critical.',
    ]);
  });

  it('keeps new, existing, fixed and suppressed apart', () => {
    const order = [
      '### New (1)',
      '<summary>Already in the base (1), does not fail the check</summary>',
      '<summary>Fixed (1)</summary>',
      '<summary>Suppressed (1)</summary>',
      '<summary>Problems and notes (1)</summary>',
      '### Memcached found (2)',
      '<summary>What was scanned: 2 files</summary>',
    ].map((part) => text.indexOf(part));
    expect(order).not.toContain(-1);
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    expect(text).toContain('by a comment, until `2027-01-31`: a lab');
  });

  it('strikes what is fixed through, without a link to lines that are others now', () => {
    const [, fixed] = /<summary>Fixed \(1\)<\/summary>\n\n(.*)\n/.exec(text)!;
    expect(fixed).toMatch(/^- ~~.*~~$/);
    expect(fixed).not.toContain('/blob/1');
  });

  it('says in the table what to change, and marks what fails the check', () => {
    expect(text).toContain(
      '| Severity | What is open | Where | Reached from | What to change |\n| --- | --- | --- | --- | --- |\n',
    );
    const row = text.split('\n').find((line) => line.startsWith('| 🔴'))!;
    expect(row.split(' | ')).toHaveLength(5);
    expect(row).toContain('Let in only the security group of the applications');
    expect(text).toContain('**fails the check**');
  });

  it('shows the line itself where no fix is certain, and folds what is minor', () => {
    const minor = { ...openGroup, severity: 'low' as const };
    const page = renderSummary(reportOf([openGroup, minor]));
    expect(page).toMatch(/```hcl\ncidr_blocks = \["0\.0\.0\.0\/0"\]\n```/);
    expect(page).toMatch(
      /<details><summary>2\. 🔵 low: [^<]+, <code>infra\/main\.tf:8<\/code><\/summary>\n\n/,
    );
    expect(page.split('<details>')).toHaveLength(page.split('</details>').length);
  });

  it('says of a finding what reaches what, why, how to fix, verify and roll back', () => {
    const section = text.slice(text.indexOf('#### 1.'), text.indexOf('<details><summary>Existing'));
    for (const part of [
      '🔴 critical: The internet can reach memcached',
      '[`infra/main.tf:8`](https://github.com/owner/name/blob/0123456789abcdef0123456789abcdef01234567/infra/main.tf#L8)',
      '`internet → aws_security_group.cache → aws_elasticache_cluster.main → memcached on tcp 0.0.0.0:11211`',
      '**Fix**',
      '**Why**',
      '**Verify**',
      '**Roll back**',
      '```mermaid\nflowchart LR\n',
      'docs/rules/MCE101.md',
    ]) {
      expect(section).toContain(part);
    }
  });

  it('shows the certain correction as a diff', () => {
    expect(renderSummary(reportOf([openPort]))).toContain(
      '```diff\n--- a/compose.yaml\n+++ b/compose.yaml\n@@ -6,2 +6,2 @@\n     ports:\n-      - "11211:11211"\n+      - "127.0.0.1:11211:11211"\n```',
    );
  });

  it.each<[Report['conclusion'], Partial<Report>, string]>([
    ['passed', {}, '## ✅ memcached exposure check: 0 findings\n\n**No findings.**'],
    ['nothing-to-scan', {}, '## ⚠️ memcached exposure check\n\n**There was nothing to scan.**'],
    [
      'could-not-run',
      { reasons: ['The configuration is wrong.'] },
      '## ❌ memcached exposure check\n\n**The check could not run; this is not a pass.**\n\nThe configuration is wrong.',
    ],
  ])('says %s', (conclusion, changes, beginning) => {
    expect(renderSummary(reportOf([], { conclusion, ...changes }))).toContain(beginning);
  });

  it('marks a pass with findings', () => {
    const passed = renderSummary(reportOf([{ ...openGroup, severity: 'low' }]));
    expect(passed).toContain('## ⚠️ memcached exposure check: 1 finding');
    expect(passed).toContain('1 finding, none at or above high (fail-on: high).');
  });

  it('says when nothing could be compared', () => {
    const alone = renderSummary(
      reportOf([openGroup], {
        comparison: { base: 'main', unavailable: 'The commit is not there.' },
      }),
    );
    expect(alone).toContain(
      'Not compared with `main`, so all findings count: The commit is not there.',
    );
    expect(alone).toContain('### Findings (1)');
  });

  it('stays within its budget and says how many are left out', () => {
    const full = renderSummary(reportOf(many(2000)), { link });
    expect(size(full)).toBeLessThanOrEqual(900 * 1024);
    expect(size(full)).toBeGreaterThan(700 * 1024);
    const told = full.match(/^#### /gm)!.length;
    expect(full).toContain(`… ${2000 - told} more in the JSON or SARIF report.`);
    expect(full).toContain('What was scanned');
    expect(full).toContain('### Memcached found');
  });
});

describe('renderComment', () => {
  it('begins with its marker and ends with its tool', () => {
    const text = renderComment(reportOf([openGroup]), { marker, link });
    expect(text.startsWith(`${marker}\n## ❌ `)).toBe(true);
    expect(text).toContain('memcached-exposure-check `1.2.3`');
    expect(text).not.toContain('What was scanned');
  });

  it('takes no marker that is more than a comment', () => {
    for (const bad of ['# hi', '<!-- a --><b>', '<!-- a\n-->', '<!-- a -- b -->']) {
      expect(renderComment(reportOf([]), { marker: bad }).split('\n')[0]).toBe(
        '<!-- memcached-exposure-check -->',
      );
    }
  });

  it('fits into what GitHub takes, worst first, and points to the rest', () => {
    const report = reportOf(many(500));
    const text = renderComment(report, {
      marker,
      link,
      summaryUrl: 'https://github.com/owner/name/actions/runs/1',
    });
    expect(size(text)).toBeLessThanOrEqual(65_536);
    expect(size(text)).toBeGreaterThan(40_000);
    const told = text.match(/^#### /gm)!.length;
    expect(told).toBeGreaterThan(5);
    expect(text).toContain(
      `… ${500 - told} more in [the job summary](https://github.com/owner/name/actions/runs/1).`,
    );
    expect(text).not.toContain('🔵');
  });

  it('keeps every budget whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 600, max: 20_000 }),
        fc.nat(30),
        fc.constantFrom(...HOSTILE, '漢字'.repeat(200)),
        (budget, count, name) => {
          const findings = Array.from({ length: count }, () => hostileFinding(name));
          const report = reportOf(findings, { fixed: findings });
          expect(size(renderComment(report, { marker, budget, link }))).toBeLessThanOrEqual(budget);
          expect(size(renderSummary(report, { budget, link }))).toBeLessThanOrEqual(budget);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('becomes a line when everything is resolved', () => {
    expect(renderResolvedComment({ marker, sha: link.sha, fixed: 2 })).toBe(
      `${marker}\n## ✅ memcached exposure check\n\nNothing is left: the findings are resolved in \`0123456789a…\` (2 fixed).\n`,
    );
  });
});

describe('hostile names', () => {
  /** Everything in a rendered text that is markup: tags, links, heads, cells. */
  function skeleton(markdown: string): string {
    const rest = withoutCode(markdown);
    return JSON.stringify({
      tags: rest.match(/<[^>]*>?/g),
      links: rest.match(/\[[^\]]*\]\([^)]*\)/g)?.map((each) => each.replace(/a\/[^)]*/, '')),
      heads: rest.match(/^#+ /gm),
      cells: rest.match(/\|/g)?.length,
      stars: rest.match(/\*/g)?.length,
      images: rest.match(/!\[/g),
      mentions: rest.match(/@\w|#\d/g),
      ticks: rest.match(/`|^ *~~~/gm),
      entities: rest.match(/&[#\w]+;/g),
    });
  }

  const plain = skeleton(renderSummary(hostileReport('plain'), { link }));

  it.each(HOSTILE)('%j makes no markup', (text) => {
    const report = hostileReport(text);
    for (const [hostile, innocent] of [
      [renderSummary(report, { link }), renderSummary(hostileReport('plain'), { link })],
      [
        renderComment(report, { marker, link }),
        renderComment(hostileReport('plain'), { marker, link }),
      ],
    ] as const) {
      expect(skeleton(hostile)).toBe(skeleton(innocent));
      expect(isSeen(hostile.replaceAll('\t', ''))).toBe(true);
    }
  });

  /** The tree without inline code, of which hostile text has more: each odd word is a span. */
  const structure = (markdown: string): string[] =>
    markdownTree(markdown)
      .filter((node) => !/^ *inlineCode /.test(node))
      .map((node) => node.replace(/\/blob\/.*/, ''));

  it.each(HOSTILE)('%j gives the same document to a Markdown parser', (text) => {
    expect(structure(renderSummary(hostileReport(text), { link }))).toEqual(
      structure(renderSummary(hostileReport('plain'), { link })),
    );
  });

  it('is a test that sees markup', () => {
    const innocent = renderSummary(hostileReport('plain'), { link });
    for (const bad of ['<b>x</b>', '[a](https://x.example)', '**a**', '\n# h', '\n- a', '![](x)']) {
      expect(structure(`${innocent}\n${bad}`)).not.toEqual(structure(`${innocent}\na`));
    }
    for (const bad of ['<b>', '[a](https://x.example)', '@octocat', '| a |', '**a**', '\n# h']) {
      expect(skeleton(`${renderSummary(hostileReport('plain'), { link })}${bad}`)).not.toBe(plain);
    }
  });
});

describe('permalink', () => {
  const where = { file: 'a b/ü(1).tf', startLine: 3, startColumn: 1, endLine: 5, endColumn: 2 };

  it('names the lines at the commit', () => {
    expect(permalink(where, { ...link, prefix: 'deploy/' })).toBe(
      `https://github.com/owner/name/blob/${link.sha}/deploy/a%20b/%C3%BC%281%29.tf#L3-L5`,
    );
  });

  it('is left out when it cannot be trusted', () => {
    expect(permalink(where, undefined)).toBeUndefined();
    expect(permalink(where, { ...link, sha: 'main)' })).toBeUndefined();
    expect(permalink(where, { ...link, repository: 'a/b/c' })).toBeUndefined();
    expect(permalink(where, { ...link, serverUrl: 'javascript:alert(1)//' })).toBeUndefined();
  });
});

describe('picture', () => {
  it('draws the way', () => {
    expect(picture(openPort.path)).toBe(
      [
        '```mermaid',
        'flowchart LR',
        '  n0(["the machine\'s networks"])',
        '  n1{{"service #34;cache#34;"}}',
        '  n2[("memcached on tcp 0.0.0.0:11211")]',
        '  n0 --> n1',
        '  n1 --> n2',
        '```',
      ].join('\n'),
    );
  });

  it.each(HOSTILE)('draws %j as one label', (text) => {
    const lines = picture([
      { kind: 'network', label: text },
      { kind: 'listener', label: 'b' },
    ]).split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[2]).toMatch(/^ {2}n0\(\["[^"`<>[\](){}|]*"\]\)$/);
  });
});
