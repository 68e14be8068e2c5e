#!/usr/bin/env node
/**
 * Records what `kustomize build` prints for the overlays in `__tests__/truth/kustomize/`, to be compared
 * with what is built here, and again for the random ones that `__tests__/truth/kustomize-generated.json`
 * holds with their files. `node scripts/record-kustomize.mjs [PROGRAM]`, where PROGRAM is `kustomize`
 * (default) or another one that takes the same arguments.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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

const generated = fileURLToPath(
  new URL('../__tests__/truth/kustomize-generated.json', import.meta.url),
);
const { cases: random } = JSON.parse(readFileSync(generated, 'utf8'));
const scratch = mkdtempSync(join(tmpdir(), 'kustomize-'));
for (const [name, one] of Object.entries(random)) {
  for (const [path, text] of Object.entries(one.files)) {
    const file = join(scratch, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  one.output = execFileSync(program, ['build', join(scratch, name, 'overlay')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
rmSync(scratch, { recursive: true });
writeFileSync(
  generated,
  `${JSON.stringify({ recordedFrom: `kustomize ${version}`, cases: random }, null, 1)}\n`,
);
console.log(`${Object.keys(random).length} random cases recorded`);
