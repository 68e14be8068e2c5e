// Measures `fix` on a folder of real files:
//   node scripts/fix-corpus.mjs FOLDER [--trusted CIDR[,CIDR]] [-v]
// FOLDER holds labels.json and cases/<id>/. For every case: how many findings (low and worse) are closed by
// edits, and whether an edit brought anything about, which must never be: a finding or problem that was not
// there, a second run that changes something, a server that is gone. Nothing is written.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { importFromSource } from './lib/engine.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    trusted: { type: 'string', default: '10.99.0.0/16' },
    verbose: { type: 'boolean', short: 'v' },
  },
});
const folder = positionals[0];
if (folder === undefined) {
  console.error('Name the folder of labelled files: node scripts/fix-corpus.mjs FOLDER');
  process.exit(2);
}
const { planFixes, patchOf, listFiles, DiskTree, AddressSet, atLeast } = await importFromSource(
  `export { planFixes } from './fix/plan.js';
   export { patchOf } from './fix/patch.js';
   export { listFiles } from './files/list.js';
   export { DiskTree } from './files/disk.js';
   export { atLeast } from './findings.js';
   export { AddressSet } from './network/addresses.js';`,
);
const trusted = AddressSet.of(...values.trusted.split(','));
const options = {
  trusted,
  wanted: ({ findings }) => findings.filter(({ severity }) => atLeast(severity, 'low')),
};
const groups = new Map();
const reasons = new Map();
let regressions = 0;
const complain = (id, message) => {
  regressions++;
  console.log(`REGRESSION ${id}: ${message}`);
};
const started = performance.now();
for (const { id } of JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8'))) {
  const root = join(folder, 'cases', id);
  const tree = new DiskTree(root, listFiles(root).paths);
  const plan = planFixes(tree, options);
  const count = ({ finding }, key) => {
    const name = `${finding.data.platform ?? '-'} ${finding.ruleId}`;
    const group = groups.get(name) ?? { fixed: 0, left: 0 };
    group[key]++;
    groups.set(name, group);
  };
  for (const one of plan.fixed) count(one, 'fixed');
  for (const one of plan.left) {
    count(one, 'left');
    reasons.set(one.reason, (reasons.get(one.reason) ?? 0) + 1);
  }
  const known = new Set(plan.before.findings.map(({ fingerprint }) => fingerprint));
  for (const { fingerprint, ruleId, location, severity } of plan.after.findings) {
    // What is true of every pod was true before; the finding that went told it along.
    const residual = ruleId === 'MCE303' || (ruleId === 'MCE502' && severity === 'info');
    if (!known.has(fingerprint) && !residual) {
      complain(id, `${ruleId} at ${location.file}:${location.startLine} is new`);
    }
  }
  const serious = ({ problems }) => problems.filter(({ kind }) => kind !== 'note').length;
  if (serious(plan.after) > serious(plan.before)) complain(id, 'something is no longer understood');
  if (plan.after.listeners.length < plan.before.listeners.length) complain(id, 'a server is gone');
  if (planFixes(plan.tree, options).texts.size > 0) complain(id, 'a second run changes something');
  if (values.verbose) {
    for (const [path, text] of plan.texts) {
      console.log(`${id}\n${patchOf(path, tree.read(path).text, text)}`);
    }
    for (const { finding, reason } of plan.left) {
      console.log(
        `${id} left ${finding.ruleId} ${finding.location.file}:${finding.location.startLine} ${reason}`,
      );
    }
  }
}
let fixed = 0;
let all = 0;
for (const [name, group] of [...groups].sort()) {
  fixed += group.fixed;
  all += group.fixed + group.left;
  console.log(
    `${name.padEnd(22)} ${String(group.fixed).padStart(3)} of ${group.fixed + group.left} fixed`,
  );
}
for (const [reason, count] of [...reasons].sort((a, b) => b[1] - a[1])) {
  console.log(`left ${String(count).padStart(3)}  ${reason}`);
}
console.log(
  `${fixed} of ${all} findings fixed (${Math.round((100 * fixed) / Math.max(1, all))} %), ${regressions} regressions, ${Math.round(performance.now() - started)} ms`,
);
process.exitCode = regressions === 0 ? 0 : 1;
