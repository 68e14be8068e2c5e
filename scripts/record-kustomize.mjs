#!/usr/bin/env node
/**
 * Records what `kustomize build` prints for the overlays in `__tests__/truth/kustomize/`, to be compared
 * with what is built here. `node scripts/record-kustomize.mjs [PROGRAM]`, where PROGRAM is `kustomize`
 * (default) or another one that takes the same arguments.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = process.argv[2] ?? 'kustomize';
const folder = fileURLToPath(new URL('../__tests__/truth/kustomize', import.meta.url));
const version = execFileSync(program, ['version'], { encoding: 'utf8' }).trim();
const cases = {};
for (const entry of readdirSync(folder, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  try {
    const output = execFileSync(program, ['build', join(folder, entry.name, 'overlay')], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    cases[entry.name] = { output };
  } catch (error) {
    cases[entry.name] = { error: String(error.stderr).trim().split('\n').pop() };
  }
}
const recorded = { recordedFrom: `kustomize ${version}`, cases };
writeFileSync(join(folder, 'recorded.json'), `${JSON.stringify(recorded, null, 1)}\n`);
const failed = Object.entries(cases).filter(([, { error }]) => error !== undefined);
console.log(`${Object.keys(cases).length} cases recorded, ${failed.length} of them errors`);
for (const [name, { error }] of failed) console.log(`  ${name}: ${error}`);
