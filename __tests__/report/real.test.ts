import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkDirectory } from '../../src/check/directory.js';
import { renderCommands } from '../../src/report/commands.js';
import { renderHtml } from '../../src/report/html.js';
import { renderJson } from '../../src/report/json.js';
import { renderComment, renderSummary } from '../../src/report/markdown.js';
import { describer } from '../../src/report/messages.js';
import { renderSarif } from '../../src/report/sarif.js';
import { renderText } from '../../src/report/text.js';
import { commandsIn } from './runner.js';
import { validateOfficial } from './sarif-schema.js';
import { sarifSchema } from './sarif-types.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A scan of the bundled examples, from the files to the report. */
const report = await checkDirectory({
  root: `${root}examples`,
  given: { reportSeverity: 'info' },
  nameOf: (setting) => setting,
});

describe('the report of a real scan', () => {
  it('has findings, all of them with their text', () => {
    expect(report.findings.length).toBeGreaterThan(2);
    const describeIt = describer(report);
    for (const finding of report.findings) {
      const text = describeIt(finding);
      for (const part of [text.title, text.sentence, text.why, text.rollback]) {
        expect(part).not.toBe('');
        expect(part).not.toMatch(/\{[a-zA-Z]+\}/);
      }
      expect(text.fix.length).toBeGreaterThan(0);
      expect(text.verify.length).toBeGreaterThan(0);
    }
  });

  it('is valid JSON and SARIF', () => {
    const schema = JSON.parse(readFileSync(`${root}docs/report.schema.json`, 'utf8')) as object;
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validateJson = ajv.compile(schema);
    validateJson(JSON.parse(renderJson(report)));
    expect(validateJson.errors ?? []).toEqual([]);
    const validateSarif = ajv.compile(sarifSchema());
    validateSarif(JSON.parse(renderSarif(report)));
    expect(validateSarif.errors ?? []).toEqual([]);
    validateOfficial(JSON.parse(renderSarif(report)));
    expect(validateOfficial.errors ?? []).toEqual([]);
  });

  it('names every finding in every format', () => {
    const outputs = [
      renderText(report),
      renderJson(report),
      renderSarif(report),
      renderSummary(report),
      renderComment(report, { marker: '<!-- a -->' }),
      renderHtml(report),
      renderCommands(report),
    ];
    for (const output of outputs) {
      for (const { ruleId, location } of report.findings) {
        expect(output).toContain(ruleId);
        expect(output).toContain(location.file);
      }
    }
    expect(commandsIn(renderCommands(report))).toHaveLength(report.findings.length);
  });
});
