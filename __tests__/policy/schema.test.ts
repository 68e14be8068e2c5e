import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { SourceFile } from '../../src/files/source.js';
import { CONFIG_KEYS, readConfig } from '../../src/policy/config.js';
import { MATCHABLE } from '../../src/policy/config-custom-rules.js';
import { SettingsError } from '../../src/policy/settings.js';
import { RULES } from '../../src/rules/index.js';

const read = (name: string): string =>
  readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

interface Schema {
  readonly properties: Readonly<Record<string, object>>;
  readonly definitions: { readonly rule: { readonly anyOf: readonly [{ enum: string[] }] } };
}
const schema = JSON.parse(read('config.schema.json')) as Schema;
const ajv = new Ajv.default({ allErrors: true, strict: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

function isAccepted(text: string): boolean {
  try {
    readConfig(new SourceFile('c.yml', text));
    return true;
  } catch (error) {
    if (error instanceof SettingsError) return false;
    throw error;
  }
}

const custom = (match: string, more = ''): string =>
  `custom-rules: [{id: X-A, severity: low, message: m, match: ${match}${more}}]`;

const GOOD = [
  '',
  'fail-on: none',
  'report-severity: info',
  'trusted-networks: [10.0.0.0/8, 192.0.2.1, "2001:db8::/48", "::1", "::/0", 0.0.0.0/0]',
  `trusted-networks: [pl-123, 'module.net["eu-1"].var.office', "local.x[0]", AzureCloud.WestEurope]`,
  'exclude: []',
  'exclude: ["lab/", "*.tf"]',
  'rules: {MCE201: off, MCE101: critical}',
  'rules: {}',
  'overrides: []',
  'overrides: [{paths: [a], severity: off}]',
  'overrides: [{paths: [a], rules: [MCE201], severity: info}]',
  custom('{mechanism: [node-port]}'),
  custom('{port: [11211, "11000-12000"], name: ["*"], reach: [host], platform: [compose]}'),
  `${custom('{name: [x]}')}\nrules: {X-A: off}`,
  'suppressions: [{rules: [MCE201], paths: [a], reason: x}]',
  'suppressions: [{rules: [MCE201], paths: [a], reason: x, until: 2027-02-28}]',
  'baseline: known.txt',
];
const BAD = [
  '[]',
  'text',
  'fail_on: high',
  'fail-on: severe',
  'fail-on: [high]',
  'fail-on:',
  'report-severity: none',
  'trusted-networks: 10.0.0.0/8',
  'trusted-networks: [10/8]',
  'trusted-networks: [10.0.0.256]',
  'trusted-networks: [10.0.0.0/33]',
  'trusted-networks: ["2001:db8::/129"]',
  'trusted-networks: [pl-123/24]',
  'trusted-networks: [010.0.0.1]',
  'exclude: lab',
  'exclude: [7]',
  'rules: [MCE201]',
  'rules: {MCE999: off}',
  'rules: {MCE201: loud}',
  'rules: {MCE201: false}',
  'overrides: {}',
  'overrides: [a]',
  'overrides: [{severity: off}]',
  'overrides: [{paths: [], severity: off}]',
  'overrides: [{paths: [a]}]',
  'overrides: [{paths: [a], rules: [], severity: off}]',
  'overrides: [{paths: [a], severity: off, until: x}]',
  'custom-rules: [{id: X-A, severity: low, message: m}]',
  'custom-rules: [{id: MCE201, severity: low, message: m, match: {name: [x]}}]',
  'custom-rules: [{id: x-a, severity: low, message: m, match: {name: [x]}}]',
  'custom-rules: [{id: X-A, severity: off, message: m, match: {name: [x]}}]',
  'custom-rules: [{id: X-A, severity: low, message: " ", match: {name: [x]}}]',
  custom('{}'),
  custom('{mechanism: [magic]}'),
  custom('{mechanism: node-port}'),
  custom('{reach: [none]}'),
  custom('{port: [0]}'),
  custom('{port: [70000]}'),
  custom('{port: [1.5]}'),
  custom('{port: ["all"]}'),
  custom('{port: []}'),
  custom(`{name: ["${'a'.repeat(201)}"]}`),
  custom('{regex: [a]}'),
  custom('{name: [x]}', ', check: "process.exit()"'),
  'suppressions: [{rules: [MCE201], paths: [a]}]',
  'suppressions: [{rules: [MCE201], paths: [a], reason: ""}]',
  'suppressions: [{rules: [], paths: [a], reason: x}]',
  'suppressions: [{rules: [MCE201], paths: [a], reason: x, until: 2027-02-30}]',
  'suppressions: [{rules: [MCE201], paths: [a], reason: x, until: soon}]',
  'baseline: 7',
  'baseline: ""',
];

describe('docs/config.schema.json', () => {
  it.each(GOOD)('accepts what the check accepts: %s', (text) => {
    expect(isAccepted(text)).toBe(true);
    expect(validate(parse(text)) || validate.errors).toBe(true);
  });

  it.each(BAD)('refuses what the check refuses: %s', (text) => {
    expect(isAccepted(text)).toBe(false);
    expect(validate(parse(text))).toBe(false);
  });

  it('knows every key, rule and condition', () => {
    expect(Object.keys(schema.properties)).toEqual([...CONFIG_KEYS]);
    expect(schema.definitions.rule.anyOf[0].enum).toEqual(RULES.map(({ meta }) => meta.id));
    const text = JSON.stringify(schema);
    for (const values of Object.values(MATCHABLE)) {
      expect(text).toContain(`{"enum":${JSON.stringify(values)}}`);
    }
  });
});

describe('docs/configuration.md', () => {
  const blocks = [...read('configuration.md').matchAll(/^```yaml\n([^]*?)^```$/gm)].map(
    ([, text]) => text!,
  );

  it('shows every key in examples that work', () => {
    const keys = new Set(blocks.flatMap((text) => Object.keys(parse(text) as object)));
    expect([...keys].sort()).toEqual([...CONFIG_KEYS].sort());
  });

  it.each(blocks)('has a valid example: %s', (text) => {
    expect(isAccepted(text)).toBe(true);
    expect(validate(parse(text)) || validate.errors).toBe(true);
  });
});
