import { describe, expect, it } from '@jest/globals';
import { renderText } from '../../src/report/text.js';
import { isSeen } from './markup.js';
import { commandsIn } from './runner.js';
import { HOSTILE, hostileReport, openGroup, openPort, reportOf } from './sample.js';

describe('renderText', () => {
  const text = renderText(reportOf([openGroup, openPort]));

  it('shows the value with the marks under it', () => {
    expect(text).toContain(
      [
        '1.  CRITICAL  The internet can reach memcached  MCE101',
        '   infra/main.tf:8:19',
        '   internet → aws_security_group.cache → aws_elasticache_cluster.main → memcached on tcp 0.0.0.0:11211',
        '',
        '      6 |     to_port     = 11211',
        '      7 |     protocol    = "tcp"',
        '   >  8 |     cidr_blocks = ["0.0.0.0/0"]',
        '        |                   ^^^^^^^^^^^^^',
        '      9 |   }',
        '     10 | }',
        '',
        '   What    The internet can reach memcached on port 11211 (TCP) through aws_security_group.cache.',
      ].join('\n'),
    );
  });

  it('shows the certain correction as a diff', () => {
    expect(text).toContain(
      [
        '   Fix     Publish the port on the loopback interface only.',
        '           --- a/compose.yaml',
        '           +++ b/compose.yaml',
        '           @@ -6,2 +6,2 @@',
        '                ports:',
        '           -      - "11211:11211"',
        '           +      - "127.0.0.1:11211:11211"',
      ].join('\n'),
    );
  });

  it('says how to verify, how to go back and where the page is', () => {
    expect(text).toContain("$ printf 'version\\r\\nquit\\r\\n' | nc -w 3 <address> 11211");
    expect(text).toMatch(/^ {3}Undo {4}Revert the commit/m);
    expect(text).toMatch(/^ {3}Rule {4}https:.*MCE201\.md$/m);
  });

  it('ends with the verdict', () => {
    expect(text.trimEnd().split('\n').slice(-2)).toEqual([
      'Findings: 1 critical, 1 high.',
      'FAILED  2 findings at or above high (fail-on: high).',
    ]);
    expect(renderText(reportOf([])).trimEnd().split('\n').at(-1)).toBe('PASSED  No findings.');
    expect(
      renderText(reportOf([], { conclusion: 'could-not-run', reasons: ['No such folder.'] }))
        .trimEnd()
        .split('\n')
        .slice(-2),
    ).toEqual(['No such folder.', 'COULD NOT RUN  The check could not run; this is not a pass.']);
  });

  it('says what was scanned, skipped, not read and found', () => {
    for (const part of [
      'Scanned example/repository: 2 files (1 terraform, 1 compose) in 123 ms.',
      'Skipped 12 in vendored folders: node_modules/a.tf.',
      'Not read, so not checked (1)',
      'broken.tf:3:1',
      'Memcached found (2)',
      'tcp 0.0.0.0:11211, tcp [::]:11211; no authentication; reach: host',
      '2 findings below low not shown',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('tells of a problem once when a finding tells of it', () => {
    const report = reportOf([]);
    const { where, message } = report.problems[0]!;
    const finding = {
      ...openGroup,
      ruleId: 'MCE903',
      messageId: 'unparsed',
      data: { reason: message },
      location: where,
    };
    expect(renderText(reportOf([finding])).split(message)).toHaveLength(2);
    expect(renderText(reportOf([openGroup])).split(message)).toHaveLength(2);
  });

  it('says so when what fails the check is not shown', () => {
    const hidden = reportOf([], { conclusion: 'failed', reportSeverity: 'critical' });
    expect(renderText(hidden)).toContain('FAILED  What fails the check is not shown');
  });

  it('gives the same advice once', () => {
    const twice = renderText(reportOf([openGroup, openGroup]));
    expect(twice.match(/^ {3}Undo/gm)).toHaveLength(1);
    expect(twice).toContain('as for finding 1');
  });

  it('keeps existing, fixed and suppressed findings apart', () => {
    const apart = renderText(
      reportOf(
        [
          { ...openGroup, state: 'new' },
          { ...openPort, state: 'existing' },
          { ...openPort, suppressed: { by: 'baseline', reason: 'known', until: '2027-01-31' } },
        ],
        { fixed: [openPort], comparison: { base: 'main' } },
      ),
    );
    expect(apart).toContain('1.  CRITICAL  The internet can reach memcached  MCE101  [new]');
    expect(apart).toContain('Already in the base, does not count (1)');
    expect(apart).toContain('by the baseline until 2027-01-31: known');
    expect(apart).toContain('Fixed (1)');
    expect(apart).toContain('FAILED  1 new finding at or above high (fail-on: high).');
  });

  it('is one line per finding when brief', () => {
    expect(renderText(reportOf([openPort]), { brief: true })).toBe(
      [
        'high     MCE201  compose.yaml:7:9  Every network the machine is attached to can reach memcached on port 11211 (TCP) published by service "cache".',
        'Findings: 1 high.',
        'FAILED  1 finding at or above high (fail-on: high).',
        '',
      ].join('\n'),
    );
  });

  it('wraps prose at the width it is given', () => {
    const narrow = renderText(reportOf([openGroup]), { width: 60 });
    const prose = narrow
      .split('\n')
      .filter((line) => /^ {3}(What|Why|Fix|Undo) |^ {11}[a-z]/.test(line));
    expect(prose.length).toBeGreaterThan(8);
    for (const line of prose) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('colours only when asked to, and says the same', () => {
    expect(isSeen(text)).toBe(true);
    const coloured = renderText(reportOf([openGroup, openPort]), { color: true });
    expect(coloured).toContain('\u001b[31m');
    // eslint-disable-next-line no-control-regex
    expect(coloured.replace(/\u001b\[[0-9]+m/g, '')).toBe(text);
  });

  it.each(HOSTILE)('takes %j for text', (name) => {
    for (const brief of [false, true]) {
      const output = renderText(hostileReport(name), { brief });
      expect(isSeen(output)).toBe(true);
      expect(commandsIn(output)).toEqual([]);
    }
    const coloured = renderText(hostileReport(name), { color: true });
    // Nothing but our own colours.
    // eslint-disable-next-line no-control-regex
    expect(isSeen(coloured.replace(/\u001b\[(?:1|2|7|22|27|31|32|33|36|39)m/g, ''))).toBe(true);
    expect(commandsIn(coloured)).toEqual([]);
  });
});
