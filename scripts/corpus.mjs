// Scores the engine against a folder of labelled real files:
//   npm run corpus -- FOLDER [--platform NAME] [--case ID] [--verbose]
// FOLDER holds labels.json and cases/<id>/. Recall: exposed cases where every labelled file has a
// finding of medium or worse at the label's place or block. Precision: cases that are not exposed
// and have no finding of medium or worse.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { importFromSource } from './lib/engine.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    platform: { type: 'string' },
    case: { type: 'string' },
    verbose: { type: 'boolean', short: 'v' },
  },
});
const folder = positionals[0];
if (folder === undefined) {
  console.error('Name the folder of labelled files: npm run corpus -- FOLDER');
  process.exit(2);
}

/** Labels count as found when a finding lies at most this many lines from them. */
const SAME_BLOCK = 25;
const COUNTS = new Set(['critical', 'high', 'medium']);

const { scanTree, listFiles, DiskTree } = await importFromSource(
  `export { scanTree } from './scan.js';
   export { listFiles } from './files/list.js';
   export { DiskTree } from './files/disk.js';`,
);
const labels = JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8'));
const scores = new Map();
const started = performance.now();
for (const label of labels) {
  if (values.platform !== undefined && label.platform !== values.platform) continue;
  if (values.case !== undefined && !label.id.includes(values.case)) continue;
  const root = join(folder, 'cases', label.id);
  const tree = new DiskTree(root, listFiles(root).paths);
  const { findings, problems } = scanTree(tree);
  const bad = findings.filter(({ severity }) => COUNTS.has(severity));
  const score = scores.get(label.platform) ?? {
    exposed: 0,
    found: 0,
    safe: 0,
    silent: 0,
    uncertain: 0,
  };
  scores.set(label.platform, score);
  const show = (mark) => {
    console.log(`${mark} ${label.platform} ${label.id}: ${label.notes ?? ''}`);
    for (const { file, line, what, why } of label.findings) {
      console.log(`    label   ${file}:${line} ${what}: ${why}`);
    }
    for (const { ruleId, severity, reach, location, data } of findings) {
      console.log(
        `    finding ${ruleId} ${severity} ${reach} ${location.file}:${location.startLine} ${data.reason ?? ''}`,
      );
    }
    if (values.verbose)
      for (const { kind, message } of problems) console.log(`    ${kind} ${message}`);
  };
  if (label.exposed === true) {
    score.exposed++;
    const wanted = label.findings.filter(({ what }) => what !== 'implicit-bind-all');
    const missed = wanted.filter(
      ({ file, line }) =>
        !bad.some(
          ({ location }) =>
            location.file === file && Math.abs(location.startLine - line) <= SAME_BLOCK,
        ),
    );
    if (missed.length === 0 && (wanted.length > 0 || bad.length > 0)) score.found++;
    else show('MISSED ');
  } else if (label.exposed === false) {
    score.safe++;
    if (bad.length === 0) score.silent++;
    else show('ALARM  ');
  } else {
    score.uncertain++;
  }
  if (values.case !== undefined && values.verbose) show('CASE   ');
}
const ratio = (part, whole) => (whole === 0 ? '   –' : (part / whole).toFixed(3));
console.log('platform    exposed found recall   safe silent precision  uncertain');
for (const [platform, s] of [...scores].sort()) {
  console.log(
    `${platform.padEnd(11)} ${String(s.exposed).padStart(7)} ${String(s.found).padStart(5)} ${ratio(s.found, s.exposed).padStart(6)} ${String(s.safe).padStart(6)} ${String(s.silent).padStart(6)} ${ratio(s.silent, s.safe).padStart(9)} ${String(s.uncertain).padStart(10)}`,
  );
}
console.log(`${Math.round(performance.now() - started)} ms`);
