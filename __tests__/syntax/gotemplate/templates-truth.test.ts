import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SourceFile } from '../../../src/files/source.js';
import type { Data } from '../../../src/syntax/data.js';
import {
  copyOfData,
  joined,
  mapEntry,
  mapping,
  render,
  scalar,
  TemplateSet,
} from '../../../src/syntax/gotemplate/index.js';
import { readYaml } from '../../../src/syntax/yaml.js';

const truth = JSON.parse(
  readFileSync(new URL('../../truth/helm-templates.json', import.meta.url), 'utf8'),
) as { values: string; defines: string; templates: { template: string; output: string }[] };

/** Templates of which something else is printed here than by Helm: what, and why. */
const differ = JSON.parse(
  readFileSync(new URL('../../truth/helm-templates-differ.json', import.meta.url), 'utf8'),
) as { reason: string; templates: Record<string, string> }[];
const differing = new Map(differ.flatMap(({ templates }) => Object.entries(templates)));

const file = new SourceFile('values.yaml', truth.values);
const where = file.location(0);
const values = readYaml(file, { version: '1.1' }).documents[0]!.data;
const map = (fields: Readonly<Record<string, Data | string>>): Data =>
  mapping(
    Object.entries(fields).map(([key, value]) =>
      mapEntry(key, typeof value === 'string' ? scalar(value, where) : value, where),
    ),
    where,
  );

function printed(template: string): string {
  const source = new SourceFile('t.yaml', truth.defines + template);
  const set = new TemplateSet();
  set.add(source);
  const dot = map({
    Values: copyOfData(values),
    Chart: map({ Name: 'c', Version: '1.0.0', AppVersion: '2.0' }),
    Release: map({ Name: 'release-name', Namespace: 'default', Service: 'Helm' }),
  });
  const { output, failed } = render(source, set, dot);
  if (failed !== undefined) return `failed: ${failed}`;
  const unknown = output.pieces.find(({ origin }) => origin?.kind === 'unknown')?.origin;
  return unknown?.kind === 'unknown' ? `not known: ${unknown.reason}` : joined(output);
}

describe("what Helm's engine prints", () => {
  it.each(truth.templates)('$template', ({ template, output }) => {
    expect(printed(template)).toBe(differing.get(template) ?? output);
  });

  it('differs only where it is said', () => {
    const recorded = new Map(truth.templates.map(({ template, output }) => [template, output]));
    for (const { reason, templates } of differ) {
      expect(reason).not.toBe('');
      for (const [template, text] of Object.entries(templates)) {
        expect(recorded.has(template)).toBe(true);
        expect(text).not.toBe(recorded.get(template));
      }
    }
  });
});
