import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { checkDirectory } from '../../src/check/directory.js';
import { renderInventory } from '../../src/report/inventory.js';
import { renderJson } from '../../src/report/json.js';
import { mergeReports } from '../../src/report/merge.js';
import { readReport, ReportError } from '../../src/report/read.js';
import { renderSarif } from '../../src/report/sarif.js';
import { renderText } from '../../src/report/text.js';
import { validateOfficial } from './sarif-schema.js';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const scan = (folder = '') =>
  checkDirectory({
    root: `${examples}/${folder}`,
    given: { reportSeverity: 'info' },
    nameOf: (setting) => setting,
  });

const open = await scan('exposed');
const closed = await scan('safe');
const everything = await scan();

describe('readReport', () => {
  it('reads back what was written', async () => {
    const written = renderJson(await scan());
    expect(JSON.parse(renderJson(readReport(written, 'r')))).toEqual({
      ...(JSON.parse(written) as object),
      // Where the project lives is this tool's to say.
      tool: expect.objectContaining({ name: 'memcached-exposure-check' }),
      inventory: expect.any(Array),
    });
  });

  it.each<[string, (report: Record<string, unknown>) => unknown]>([
    ['no JSON', () => '{'],
    ['another kind of file', () => '[]'],
    ['another version', (report) => JSON.stringify({ ...report, schemaVersion: 2 })],
    ['a conclusion that is none', (report) => JSON.stringify({ ...report, conclusion: 'fine' })],
    ['findings that are none', (report) => JSON.stringify({ ...report, findings: [{}] })],
    ['a missing part', (report) => JSON.stringify({ ...report, inventory: undefined })],
  ])('refuses %s with a sentence', (_, spoil) => {
    const text = spoil(JSON.parse(renderJson(everything)) as Record<string, unknown>) as string;
    expect(() => readReport(text, 'r.json')).toThrow(ReportError);
    expect(() => readReport(text, 'r.json')).toThrow(/^r\.json is no/);
  });

  it('throws nothing else, whatever it is given', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        try {
          readReport(text, 'r');
        } catch (error) {
          expect(error).toBeInstanceOf(ReportError);
        }
      }),
    );
  });

  it('takes no link that is not one of the web', () => {
    const json = JSON.parse(renderJson(everything)) as { rules: { docsUrl: string }[] };
    json.rules[0]!.docsUrl = 'javascript:alert(1)';
    expect(readReport(JSON.stringify(json), 'r').rules[0]).not.toHaveProperty('docsUrl');
  });
});

describe('mergeReports', () => {
  const both = (prefix: string) =>
    mergeReports([
      { report: readReport(renderJson(open), 'a'), prefix: prefix && 'exposed' },
      { report: readReport(renderJson(closed), 'b'), prefix: prefix && 'safe' },
    ]);

  it('gives the findings of one scan of everything', async () => {
    const whole = await scan();
    const placesOf = (report: typeof whole): string[] =>
      report.findings.map(
        ({ ruleId, severity, location }) =>
          `${ruleId} ${severity} ${location.file}:${location.startLine}`,
      );
    expect(placesOf(both('x')).sort()).toEqual(placesOf(whole).sort());
    expect(both('x')).toMatchObject({ conclusion: whole.conclusion, counts: whole.counts });
    expect(both('x').inventory).toHaveLength(whole.inventory.length);
  });

  it('takes the worst conclusion', () => {
    const part = (conclusion: typeof open.conclusion) => ({
      report: { ...closed, conclusion },
      prefix: '',
    });
    const merged = (...parts: Parameters<typeof part>[0][]) =>
      mergeReports(parts.map(part)).conclusion;
    expect(merged('passed', 'nothing-to-scan')).toBe('passed');
    expect(merged('passed', 'failed')).toBe('failed');
    expect(merged('failed', 'could-not-run', 'passed')).toBe('could-not-run');
  });

  it('has what shards share once', () => {
    const twice = mergeReports([
      { report: open, prefix: '' },
      { report: open, prefix: '' },
    ]);
    expect(twice.findings).toHaveLength(open.findings.length);
  });

  it('can be written in every format', () => {
    expect(renderText(both('x'))).toContain('exposed/compose/compose.yaml:10');
    validateOfficial(JSON.parse(renderSarif(both('x'))));
    expect(validateOfficial.errors ?? []).toEqual([]);
  });
});

describe('renderInventory', () => {
  it('names every server in every format', () => {
    for (const format of ['text', 'json', 'markdown', 'cyclonedx'] as const) {
      const output = renderInventory(everything, format);
      for (const { where } of everything.inventory) expect(output).toContain(where.file);
    }
  });

  it('follows the schema of CycloneDX', () => {
    const schema = JSON.parse(
      readFileSync(new URL('cyclonedx-1.6.schema.json', import.meta.url), 'utf8'),
    ) as object;
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv, ['date-time', 'email']);
    // References of IRIs: whatever a URL parser takes, relative to anything.
    for (const name of ['iri-reference', 'idn-email']) ajv.addFormat(name, true);
    const validate = ajv.compile(schema);
    const bom = JSON.parse(renderInventory(everything, 'cyclonedx')) as { services: object[] };
    validate(bom);
    expect(validate.errors ?? []).toEqual([]);
    // The schema refuses what is no service.
    expect(validate({ ...bom, services: [{ ...bom.services[0], endpoints: 'x' }] })).toBe(false);
    expect(validate({ ...bom, services: [{ title: 'x' }] })).toBe(false);
  });

  it('is a CycloneDX bill of materials with a service each', () => {
    const bom = JSON.parse(renderInventory(everything, 'cyclonedx')) as {
      bomFormat: string;
      specVersion: string;
      services: {
        'bom-ref': string;
        authenticated: boolean;
        'x-trust-boundary': boolean;
        endpoints: string[];
      }[];
    };
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
    expect(bom.services).toHaveLength(everything.inventory.length);
    expect(new Set(bom.services.map((service) => service['bom-ref'])).size).toBe(
      bom.services.length,
    );
    expect(bom.services.some((service) => service['x-trust-boundary'])).toBe(true);
    expect(bom.services.flatMap(({ endpoints }) => endpoints)).toContain('tcp://[::]:11211');
  });
});
