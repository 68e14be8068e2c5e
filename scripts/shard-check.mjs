// Holds the findings of shards against those of the whole:  node scripts/shard-check.mjs FOLDER… [--shards N]
// Each folder is one tree. Says what differs and how even the parts are; exits 1 when anything differs.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { importFromSource } from './lib/engine.mjs';

const { scan, MemoryTree, decode } = await importFromSource(
  `export { scan } from './pipeline.js';
   export { MemoryTree } from './files/memory.js';
   export { decode } from './files/decode.js';`,
);
const words = process.argv.slice(2);
const at = words.indexOf('--shards');
const total = at < 0 ? 4 : Number(words.splice(at, 2)[1]);
let differing = 0;
for (const folder of words) {
  const texts = {};
  for (const path of filesBelow(folder)) {
    const decoded = decode(readFileSync(path));
    if (decoded.text !== undefined) texts[relative(folder, path)] = decoded.text;
  }
  const tree = new MemoryTree(texts);
  const whole = await scan(tree);
  const parts = [];
  for (let index = 1; index <= total; index++) {
    parts.push(await scan(tree, { shard: { index, total } }));
  }
  const key = ({ ruleId, severity, location, fingerprint }) =>
    `${ruleId} ${severity} ${location.file}:${location.startLine}:${location.startColumn} ${fingerprint}`;
  const expected = new Set(whole.findings.map(key));
  const got = new Set(parts.flatMap(({ findings }) => findings.map(key)));
  const lost = [...expected].filter((one) => !got.has(one));
  const added = [...got].filter((one) => !expected.has(one));
  const listeners = parts.reduce((sum, part) => sum + part.listeners.length, 0);
  const counts = parts.map(({ filesRead }) => filesRead).join('+');
  if (lost.length + added.length > 0 || listeners !== whole.listeners.length) {
    differing++;
    console.log(
      `DIFFERS ${folder}: ${lost.length} lost, ${added.length} added, ${listeners} of ${whole.listeners.length} listeners`,
    );
    for (const one of lost.slice(0, 8)) console.log(`  - ${one}`);
    for (const one of added.slice(0, 8)) console.log(`  + ${one}`);
  } else {
    console.log(
      `equal   ${folder}: ${expected.size} findings, files ${counts} of ${whole.filesRead}`,
    );
  }
}
process.exitCode = differing === 0 ? 0 : 1;

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (path) =>
        !/\/(?:\.git|\.terraform|node_modules|vendor)\//.test(path) && statSync(path).size < 4e6,
    )
    .sort();
}
