#!/usr/bin/env node
/**
 * Records what Helm's engine prints for the templates in `__tests__/truth/helm-templates.json`, to be compared
 * with what is printed here. Needs Go: `node scripts/record-templates.mjs [VERSION]`. The templates were made at
 * random from a table of expressions; what is printed otherwise here stays, with the reason, in
 * `__tests__/truth/helm-templates-differ.json`. Templates that Helm
 * refuses are dropped.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = process.argv[2] ?? 'v3.18.4';
const truth = fileURLToPath(new URL('../__tests__/truth/helm-templates.json', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'record-templates-'));
try {
  copyFileSync(
    fileURLToPath(new URL('record-templates/main.go', import.meta.url)),
    join(folder, 'main.go'),
  );
  const go = (...words) => execFileSync('go', words, { cwd: folder, stdio: 'inherit' });
  go('mod', 'init', 'record');
  go('get', `helm.sh/helm/v3@${version}`);
  go('mod', 'tidy');
  go('build', '-o', 'record', '.');
  const { values, defines, templates } = JSON.parse(readFileSync(truth, 'utf8'));
  const input = templates
    .map(({ template }) => JSON.stringify({ template: defines + template, values }))
    .join('\n');
  const output = execFileSync(join(folder, 'record'), {
    input: `${input}\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const recorded = [];
  output.split('\n').forEach((line, index) => {
    if (line === '') return;
    const { output: text, error } = JSON.parse(line);
    const { template } = templates[index];
    if (error === undefined) recorded.push({ template, output: text });
    else console.log(`refused: ${template}: ${error}`);
  });
  const file = { recordedFrom: `helm ${version}`, values, defines, templates: recorded };
  writeFileSync(truth, `${JSON.stringify(file, null, 1)}\n`);
  console.log(`${recorded.length} of ${templates.length} templates recorded`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
