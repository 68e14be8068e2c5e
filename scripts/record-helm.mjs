#!/usr/bin/env node
/**
 * Records what `helm template` prints for the charts in `__tests__/truth/helm/`, with `given.yaml` where a
 * chart has one, to be compared with what is rendered here. `node scripts/record-helm.mjs [PROGRAM]`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = process.argv[2] ?? 'helm';
const folder = fileURLToPath(new URL('../__tests__/truth/helm', import.meta.url));
const version = execFileSync(program, ['version', '--template', '{{.Version}}'], {
  encoding: 'utf8',
}).trim();
const cases = {};
for (const entry of readdirSync(folder, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const chart = join(folder, entry.name);
  const given = join(chart, 'given.yaml');
  const values = existsSync(given) ? ['--values', given] : [];
  try {
    const words = ['template', 'release-name', chart, '--kube-version', 'v1.30.0', ...values];
    const output = execFileSync(program, words, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    cases[entry.name] = { output };
  } catch (error) {
    cases[entry.name] = { error: String(error.stderr).trim() };
  }
}
const recorded = { recordedFrom: `helm ${version}`, cases };
writeFileSync(join(folder, 'recorded.json'), `${JSON.stringify(recorded, null, 1)}\n`);
const failed = Object.entries(cases).filter(([, { error }]) => error !== undefined);
console.log(`${Object.keys(cases).length} cases recorded, ${failed.length} of them errors`);
for (const [name, { error }] of failed) console.log(`  ${name}: ${error}`);
