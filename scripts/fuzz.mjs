// Throws damaged files at the engine: npm run fuzz [-- --seconds N] [--seed N] [--only NAME]
// First, every prefix of files that use most of Terraform's language. Then two things in turn, half of
// the time each. Every parser and evaluator by itself, with texts that
// fast-check makes of what it is meant for and makes smaller when one fails. And whole repositories (the
// fixtures and examples) of which one file is damaged, scanned. A crash, a hang (a second, and a second
// more per MB), or a finding without a place in its file ends the run with the seed that shows it again.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { importFromSource } from './lib/engine.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    // Milliseconds that one text may take, besides one for every thousand characters.
    limit: { type: 'string', default: '1000' },
  },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const { READERS, damaged, scanned } = await importFromSource(
  `export { READERS, scanned } from '../__tests__/hostile/readers.js';
   export { damaged } from '../__tests__/hostile/damage.js';`,
);

/** The texts of a folder by relative path. */
function textsOf(folder) {
  const texts = {};
  for (const name of readdirSync(folder, { recursive: true }).map(String)) {
    const path = join(folder, name);
    const info = statSync(path);
    if (info.isFile() && info.size < 200_000) texts[name] = readFileSync(path, 'utf8');
  }
  return texts;
}

const fixtures = join(root, '__tests__/fixtures');
const repositories = [
  ...readdirSync(fixtures)
    .filter((name) => statSync(join(fixtures, name)).isDirectory())
    .map((name) => [name, textsOf(join(fixtures, name, 'repo'))]),
  ...readdirSync(join(root, 'examples/exposed')).map((name) => [
    `example ${name}`,
    textsOf(join(root, 'examples/exposed', name)),
  ]),
].flatMap(([name, texts]) =>
  Object.entries(texts).map(([path, text]) => ({
    group: 'repositories',
    name: `${name}, ${path}`,
    samples: [text],
    read: (damagedText) => scanned({ ...texts, [path]: damagedText }),
  })),
);
const readers = READERS.map((reader) => ({ group: reader.name, ...reader }));
const chosen = (list) =>
  list.filter(({ name }) => values.only === undefined || name.includes(values.only));
// Files that use most of the language of Terraform and Terragrunt, and a configuration with its plan.
const rich = ['prefixes', 'plans/change'].flatMap((folder) => {
  const texts = textsOf(join(root, '__tests__/platforms/terraform', folder));
  return Object.keys(texts).map((path) => ({
    name: `every prefix of ${folder}/${path}`,
    texts,
    path,
  }));
});
const rounds = [chosen(readers), chosen(repositories)].filter((list) => list.length > 0);
if (rounds.length === 0 && chosen(rich).length === 0) {
  console.error(`nothing is called ${values.only}`);
  process.exit(2);
}
const everything = [...readers, ...repositories].flatMap(({ samples }) => samples);

/** Texts tried at one target before the next has its turn. */
const AT_A_TIME = 20;
/** Milliseconds after which a failing text is made no smaller. */
const LONGEST_TURN = 60_000;
const totals = new Map(
  rounds.flat().map(({ group }) => [group, { texts: 0, characters: 0, slowest: 0 }]),
);

/** Tries a target with texts of a seed; ends the run when one fails. */
function attack({ group, name, samples, read }, seed) {
  const total = totals.get(group);
  const property = fc.property(damaged(samples, everything), (text) => {
    // Of the processor, since other programs may keep it busy meanwhile.
    const before = process.cpuUsage();
    read(text);
    const { user, system } = process.cpuUsage(before);
    const took = (user + system) / 1000;
    total.texts++;
    total.characters += text.length;
    total.slowest = Math.max(total.slowest, took);
    const size = Math.max(text.length, ...samples.map(({ length }) => length));
    if (took > Number(values.limit) + size / 1000)
      throw new Error(`${Math.round(took)} ms for ${text.length} characters`);
  });
  const result = fc.check(property, {
    seed,
    numRuns: AT_A_TIME,
    interruptAfterTimeLimit: LONGEST_TURN,
  });
  if (!result.failed) return;
  const [text] = result.counterexample;
  console.error(
    [
      `${name} fails; shown again by --seed ${seed} --only ${JSON.stringify(name)}`,
      result.errorInstance?.stack ?? String(result.errorInstance),
      `${text.length} characters: ${JSON.stringify(text).slice(0, 2_000)}`,
    ].join('\n'),
  );
  process.exit(1);
}

/** Scans every prefix of a file, of a plan some; ends the run when one fails. */
function everyPrefix({ name, texts, path }) {
  const text = texts[path];
  for (let length = 0; length <= text.length; length += path.endsWith('plan.json') ? 29 : 1) {
    const before = process.cpuUsage();
    try {
      scanned({ ...texts, [path]: text.slice(0, length) });
    } catch (error) {
      console.error(`${name} fails at ${length}: ${error.stack ?? error}`);
      process.exit(1);
    }
    const { user, system } = process.cpuUsage(before);
    const took = Math.round((user + system) / 1000);
    if (took > Number(values.limit) + text.length / 1000) {
      console.error(`${name} takes ${took} ms at ${length}`);
      process.exit(1);
    }
  }
}
chosen(rich).forEach(everyPrefix);

const started = performance.now();
const turns = rounds.map(() => 0);
const spent = rounds.map(() => 0);
let seed = Number(values.seed);
while (
  rounds.length > 0 &&
  (performance.now() - started < Number(values.seconds) * 1000 ||
    turns.some((turn, index) => turn < rounds[index].length && values.only !== undefined))
) {
  // Whichever of the two has had less time is next.
  const round = spent.indexOf(Math.min(...spent));
  const before = performance.now();
  attack(rounds[round][turns[round]++ % rounds[round].length], seed);
  spent[round] += performance.now() - before;
  if (turns[round] % rounds[round].length === 0) seed++;
}

const number = (value, width) => Math.round(value).toLocaleString('en').padStart(width);
console.log(`${'reader'.padEnd(48)}${'texts'.padStart(9)}${'characters'.padStart(14)}  slowest`);
for (const [name, { texts, characters, slowest }] of totals)
  console.log(
    `${name.padEnd(48)}${number(texts, 9)}${number(characters, 14)}${number(slowest, 6)} ms`,
  );
const all = [...totals.values()];
console.log(
  `${number(
    all.reduce((sum, { texts }) => sum + texts, 0),
    0,
  )} damaged texts from seed ${values.seed}: no crash, no hang.`,
);
if (all.some(({ texts }) => texts === 0) && values.only === undefined)
  console.log('Not everything had its turn; give it more --seconds.');
