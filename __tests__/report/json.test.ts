import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import type { Report } from '../../src/report/model.js';
import { renderJson } from '../../src/report/json.js';
import { isSeen } from './markup.js';
import { commandsIn } from './runner.js';
import { HOSTILE, hostileReport, openGroup, openPort, reportOf } from './sample.js';

interface Json {
  [key: string]: unknown;
  findings: Record<string, unknown>[];
}

const schema = JSON.parse(
  readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv({
  strict: true,
  strictRequired: false,
  allErrors: true,
  allowUnionTypes: true,
}).compile(schema);

function read(report: Report): Json {
  const json = JSON.parse(renderJson(report)) as Json;
  validate(json);
  expect(validate.errors ?? []).toEqual([]);
  return json;
}

describe('renderJson', () => {
  it('holds what the schema says', () => {
    const json = read(
      reportOf(
        [
          { ...openGroup, state: 'new' },
          {
            ...openPort,
            suppressed: {
              by: 'config',
              reason: 'lab',
              until: '2027-01-31',
              where: openPort.location,
            },
          },
        ],
        { fixed: [openPort], comparison: { base: 'main' } },
      ),
    );
    expect(json).toMatchObject({
      schemaVersion: 1,
      conclusion: 'failed',
      counts: { critical: 1, high: 0 },
      comparison: { base: 'main' },
    });
    expect(json.findings[0]).toMatchObject({
      ruleId: 'MCE101',
      state: 'new',
      blocks: true,
      severity: 'critical',
      reach: 'internet',
      message:
        'The internet can reach memcached on port 11211 (TCP) through aws_security_group.cache.',
      snippet: ['    cidr_blocks = ["0.0.0.0/0"]'],
      location: { file: 'infra/main.tf', startLine: 8, startColumn: 19, endLine: 8, endColumn: 32 },
    });
    expect(json.findings[1]).toMatchObject({
      blocks: false,
      suppressed: { by: 'config', until: '2027-01-31' },
      fix: { edits: [{ replacement: '"127.0.0.1:11211:11211"' }] },
    });
  });

  it('holds nothing but the reasons when the check could not run', () => {
    const json = read(
      reportOf([], {
        conclusion: 'could-not-run',
        reasons: ['x'],
        rules: [],
        problems: [],
        inventory: [],
      }),
    );
    expect(json).toMatchObject({ conclusion: 'could-not-run', reasons: ['x'], findings: [] });
  });

  it('lets the schema refuse what it does not describe', () => {
    const json = JSON.parse(renderJson(reportOf([openGroup]))) as Json;
    expect(validate(json)).toBe(true);
    expect(validate({ ...json, extra: 1 })).toBe(false);
    expect(validate({ ...json, schemaVersion: 2 })).toBe(false);
    expect(validate({ ...json, findings: [{ ...json.findings[0], severity: 'bad' }] })).toBe(false);
    expect(validate({ ...json, findings: [{ ...json.findings[0], extra: 1 }] })).toBe(false);
  });

  it('is the same each time', () => {
    expect(renderJson(reportOf([openGroup], { durationMs: 1 }))).toBe(
      renderJson(reportOf([openGroup], { durationMs: 2 })),
    );
  });

  it('masks secrets in the lines that it shows', () => {
    const line = '  password: hunter2hunter2 # 11211';
    const json = renderJson(reportOf([openGroup], { lines: () => line }));
    expect(json).not.toContain('hunter2');
  });

  it.each(HOSTILE)('takes %j for text', (text) => {
    const report = hostileReport(text);
    const json = renderJson(report);
    expect(isSeen(json)).toBe(true);
    expect(commandsIn(json)).toEqual([]);
    const value = JSON.parse(json) as Json;
    expect(value['root']).toBe(text);
    const { comparison: _, ...rest } = value;
    validate(rest);
    // The end of a suppression is not a date here; everything else has to be in order.
    const errors = (validate.errors ?? []).filter(
      ({ instancePath }) => !instancePath.endsWith('/until'),
    );
    expect(errors).toEqual([]);
  });
});
