import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Log, Result, Run } from 'sarif';
import type { Report } from '../../src/report/model.js';
import { renderSarif, type SarifOptions } from '../../src/report/sarif.js';
import { isSeen } from './markup.js';
import { commandsIn } from './runner.js';
import { HOSTILE, hostileReport, openGroup, openPort, reportOf } from './sample.js';
import { validateOfficial } from './sarif-schema.js';
import { sarifSchema } from './sarif-types.js';

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(sarifSchema());

function runOf(report: Report, options?: SarifOptions): Run {
  const text = renderSarif(report, options);
  const log = JSON.parse(text) as Log;
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  validateOfficial(log);
  expect(validateOfficial.errors ?? []).toEqual([]);
  expect(log.runs).toHaveLength(1);
  return log.runs[0]!;
}

const resultOf = (report: Report, options?: SarifOptions): Result =>
  runOf(report, options).results![0]!;

describe('the schema made from the types', () => {
  const valid = JSON.parse(renderSarif(reportOf([openGroup]))) as Log;

  it.each<[string, (log: Log) => void]>([
    ['an unknown level', (log) => Object.assign(log.runs[0]!.results![0]!, { level: 'fatal' })],
    ['an unknown property', (log) => Object.assign(log.runs[0]!.results![0]!, { severity: 'x' })],
    ['no message', (log) => Reflect.deleteProperty(log.runs[0]!.results![0]!, 'message')],
    ['no tool', (log) => Reflect.deleteProperty(log.runs[0]!, 'tool')],
    ['another version', (log) => Object.assign(log, { version: '2.0.0' })],
    [
      'a line 0',
      (log) => (log.runs[0]!.results![0]!.locations![0]!.physicalLocation!.region!.startLine = 0),
    ],
    [
      'a blank in an address',
      (log) =>
        (log.runs[0]!.results![0]!.locations![0]!.physicalLocation!.artifactLocation!.uri = 'a b'),
    ],
  ])('refuses %s', (_, spoil) => {
    const log = structuredClone(valid);
    expect(validate(log)).toBe(true);
    spoil(log);
    expect(validate(log)).toBe(false);
  });
});

describe('renderSarif', () => {
  it('says what, how bad, where and how far', () => {
    const result = resultOf(reportOf([openGroup]));
    expect(result.ruleId).toBe('MCE101');
    expect(result.level).toBe('error');
    expect(result.message.text).toContain('The internet can reach memcached on port 11211');
    expect(result.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'infra/main.tf' },
          region: { startLine: 8, startColumn: 19, endLine: 8, endColumn: 32 },
        },
        logicalLocations: [{ fullyQualifiedName: 'aws_security_group.cache', kind: 'resource' }],
      },
    ]);
    expect(result.properties).toEqual({
      severity: 'critical',
      reach: 'internet',
      unresolved: false,
      messageId: 'open',
    });
    expect(result.partialFingerprints).toEqual({ 'memcachedExposure/v1': openGroup.fingerprint });
    expect(result.relatedLocations![0]).toMatchObject({
      message: { text: 'memcached runs here: aws_elasticache_cluster.main' },
    });
  });

  it.each([
    ['critical', 'error', '9.5'],
    ['high', 'error', '8.0'],
    ['medium', 'warning', '5.5'],
    ['low', 'note', '3.0'],
    ['info', 'note', '1.0'],
  ] as const)('calls %s %s, in the band that GitHub reads', (severity, level, number) => {
    const run = runOf(reportOf([{ ...openGroup, severity }]));
    expect(run.results![0]!.level).toBe(level);
    const rule = run.tool.driver.rules!.find(({ id }) => id === 'MCE101')!;
    expect(rule.properties!['security-severity']).toBe(number);
  });

  it('shows the way as a code flow of the steps that have a place', () => {
    const flow = resultOf(reportOf([openGroup])).codeFlows![0]!;
    expect(flow.threadFlows[0]!.locations.map(({ location }) => location!.message!.text)).toEqual([
      'aws_security_group.cache',
      'memcached on tcp 0.0.0.0:11211',
    ]);
    expect(resultOf(reportOf([openPort])).codeFlows).toBeUndefined();
  });

  it('offers the certain correction', () => {
    expect(resultOf(reportOf([openPort])).fixes).toEqual([
      {
        description: { text: 'Publish the port on the loopback interface only.' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'compose.yaml' },
            replacements: [
              {
                deletedRegion: { startLine: 7, startColumn: 9, endLine: 7, endColumn: 22 },
                insertedContent: { text: '"127.0.0.1:11211:11211"' },
              },
            ],
          },
        ],
      },
    ]);
    expect(resultOf(reportOf([openGroup])).fixes).toBeUndefined();
  });

  it('gives every rule with its help, and every result the index of its rule', () => {
    const run = runOf(reportOf([openGroup, openPort]));
    const rules = run.tool.driver.rules!;
    expect(rules.map(({ id }) => id)).toContain('MCE903');
    for (const result of run.results!) expect(rules[result.ruleIndex!]!.id).toBe(result.ruleId);
    const rule = rules.find(({ id }) => id === 'MCE101')!;
    for (const part of ['Why it matters', 'How to fix', 'How to verify', 'How to roll back']) {
      expect(rule.help!.markdown).toContain(`## ${part}`);
    }
    expect(rule.helpUri).toMatch(/MCE101\.md$/);
    expect(rule.properties!.tags).toContain('external/cwe/cwe-306');
    expect(rule.properties!.tags!.length).toBeLessThanOrEqual(10);
  });

  it('tells new, existing and suppressed apart when it is known', () => {
    const { results } = runOf(
      reportOf([
        { ...openGroup, state: 'new' },
        {
          ...openPort,
          state: 'existing',
          suppressed: {
            by: 'inline',
            reason: 'lab',
            until: '2027-01-31',
            where: openPort.location,
          },
        },
      ]),
    );
    expect(results!.map(({ baselineState }) => baselineState)).toEqual(['new', 'unchanged']);
    expect(results![0]!.suppressions).toEqual([]);
    expect(results![1]!.suppressions).toMatchObject([
      { kind: 'inSource', status: 'accepted', justification: 'lab (until 2027-01-31)' },
    ]);
    const plain = resultOf(reportOf([openGroup]));
    expect(plain).not.toHaveProperty('baselineState');
    expect(plain).not.toHaveProperty('suppressions');
  });

  it('has no result for what was fixed, which readers without baselineState would take for open', () => {
    const { results } = runOf(reportOf([openGroup], { fixed: [openPort] }));
    expect(results!.map(({ ruleId }) => ruleId)).toEqual([openGroup.ruleId]);
    expect(JSON.stringify(results)).not.toContain('absent');
  });

  it('reports problems as notifications and a check that could not run as unsuccessful', () => {
    const good = runOf(reportOf([])).invocations![0]!;
    expect(good.executionSuccessful).toBe(true);
    expect(good.toolExecutionNotifications![0]).toMatchObject({
      level: 'warning',
      message: { text: expect.stringContaining('closing brace') },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'broken.tf' } } }],
    });
    const bad = runOf(reportOf([], { conclusion: 'could-not-run', reasons: ['No such folder.'] }));
    expect(bad.invocations![0]!.executionSuccessful).toBe(false);
    expect(bad.invocations![0]!.toolExecutionNotifications![0]).toMatchObject({
      level: 'error',
      message: { text: 'No such folder.' },
    });
  });

  it('names files from the root of the repository, percent-encoded', () => {
    const odd = { ...openPort, location: { ...openPort.location, file: 'a b/ü#?.yaml' } };
    const uri = (options?: SarifOptions): string | undefined =>
      resultOf(reportOf([odd]), options).locations![0]!.physicalLocation!.artifactLocation!.uri;
    expect(uri()).toBe('a%20b/%C3%BC%23%3F.yaml');
    expect(uri({ prefix: './deploy/' })).toBe('deploy/a%20b/%C3%BC%23%3F.yaml');
  });

  it('keeps within what GitHub takes', () => {
    const many = Array.from({ length: 5100 }, (_, index) => ({
      ...openGroup,
      related: Array.from({ length: 200 }, () => openGroup.related[0]!).slice(
        0,
        index === 0 ? 200 : 0,
      ),
    }));
    const run = JSON.parse(renderSarif(reportOf(many))) as Log;
    expect(run.runs[0]!.results).toHaveLength(5000);
    expect(run.runs[0]!.results![0]!.relatedLocations).toHaveLength(100);
    expect(run.runs[0]!.invocations![0]!.toolExecutionNotifications![0]!.message.text).toBe(
      'Only the worst 5000 of 5100 findings are in this file.',
    );
  });

  it('is the same each time', () => {
    expect(renderSarif(reportOf([openGroup], { durationMs: 1 }))).toBe(
      renderSarif(reportOf([openGroup], { durationMs: 2 })),
    );
  });

  it.each(HOSTILE)('takes %j for text', (text) => {
    const run = runOf(hostileReport(text));
    const message = run.results![0]!.message.text!;
    expect(message).not.toContain('](');
    const sarif = renderSarif(hostileReport(text));
    expect(isSeen(sarif)).toBe(true);
    expect(commandsIn(sarif)).toEqual([]);
  });
});
