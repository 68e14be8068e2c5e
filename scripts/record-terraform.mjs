#!/usr/bin/env node
/**
 * Records what `terraform console` answers to the expressions of
 * `__tests__/truth/terraform-expressions.json`, beside the files that are listed there.
 *   node scripts/record-terraform.mjs [--check] [--add FILE]
 * `--check` compares and writes nothing; `--add` takes further expressions from a file, one a line.
 * Needs Terraform on PATH, and no network.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { check: { type: 'boolean' }, add: { type: 'string' } } });
const path = fileURLToPath(
  new URL('../__tests__/truth/terraform-expressions.json', import.meta.url),
);
const truth = JSON.parse(readFileSync(path, 'utf8'));
const { terraform_version: version } = JSON.parse(
  execFileSync('terraform', ['version', '-json'], { encoding: 'utf8' }),
);
const folder = mkdtempSync(join(tmpdir(), 'terraform-console-'));
const files = truth.files ?? {};
for (const [name, content] of Object.entries(files)) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

/** The value as JSON has it; `undefined` where Terraform refuses the expression. */
function ask(expression) {
  const { status, stdout } = spawnSync('terraform', ['console'], {
    cwd: folder,
    encoding: 'utf8',
    input: `jsonencode(${expression})\n`,
  });
  const answer = status === 0 ? stdout.trim().split('\n').at(-1) : undefined;
  // The console quotes the JSON once more.
  return answer?.startsWith('"') ? { value: JSON.parse(JSON.parse(answer)) } : undefined;
}

const added =
  values.add === undefined
    ? []
    : readFileSync(values.add, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '');
const known = truth.cases.map(({ expression }) => expression);
const cases = [];
const refused = [];
let differences = 0;
for (const expression of [...new Set([...known, ...truth.refused, ...added])]) {
  const answer = ask(expression);
  const before = truth.cases.find((each) => each.expression === expression);
  const isOld = before !== undefined || truth.refused.includes(expression);
  if (isOld && JSON.stringify(answer?.value) !== JSON.stringify(before?.value)) {
    differences++;
    console.log(
      `${expression}: ${JSON.stringify(before?.value)} → ${JSON.stringify(answer?.value)}`,
    );
  }
  if (answer === undefined) refused.push(expression);
  else cases.push({ expression, value: answer.value });
}
rmSync(folder, { recursive: true });
console.log(
  `Terraform ${version}: ${cases.length} values, ${refused.length} refusals, ${differences} differ from what was recorded.`,
);
if (values.check !== true) {
  const about = `Values that Terraform ${version} gives these expressions beside these files; "refused" where it refuses.`;
  const { notEvaluated, different } = truth;
  const recorded = { about, files, cases, refused, notEvaluated, different };
  writeFileSync(path, `${JSON.stringify(recorded, null, 1)}\n`);
}
if (values.check === true && differences > 0) process.exit(1);
