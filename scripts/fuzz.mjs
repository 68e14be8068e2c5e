// Throws damaged files at the engine: npm run fuzz [-- --seconds N] [--seed N] [--only NAME]
// Takes the fixture repositories and examples, damages one file at a time (cut off, characters lost,
// doubled, swapped, pieces of other files put in, brackets and quotes repeated), and scans. A crash, a
// scan that takes longer than a second (and a second more per MB), or a finding without a place in its
// file ends the run with the seed that shows it again. Before that, every prefix of Terraform's files.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { importFromSource } from './lib/engine.mjs';
import { random } from './lib/generate.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    // Milliseconds that a scan may take, besides one for every thousand characters.
    limit: { type: 'string', default: '1000' },
    // Writes the first damaged file to standard output instead of scanning.
    show: { type: 'boolean' },
  },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const { scanTree, MemoryTree } = await importFromSource(
  `export { scanTree } from './scan.js';
   export { MemoryTree } from './files/memory.js';`,
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
const samples = [
  ...readdirSync(fixtures)
    .filter((name) => statSync(join(fixtures, name)).isDirectory())
    .map((name) => ({ name, texts: textsOf(join(fixtures, name, 'repo')) })),
  ...readdirSync(join(root, 'examples/exposed')).map((name) => ({
    name: `example-${name}`,
    texts: textsOf(join(root, 'examples/exposed', name)),
  })),
].filter(({ name }) => values.only === undefined || name.includes(values.only));
const everything = samples.flatMap(({ texts }) => Object.values(texts));

const PIECES = [
  ...['{{', '}}', '{%', '%}', '${', '%{', '}', '{', '[', ']', '(', ')', '"', "'", '`', '\\', '\n'],
  ...[
    '<<EOF\n',
    '&a ',
    '*a',
    '<<: *a',
    '!!binary ',
    '---\n',
    '- ',
    '? ',
    ': ',
    '#',
    '|',
    '>',
    '\t',
  ],
  ...['\u0000', '\ud800', '\u202e', '\ufeff', '0.0.0.0/0', '-1', '99999999999', '11211', 'null'],
  ...[
    'for ',
    'if ',
    'in ',
    '$(',
    '$((',
    '<<-',
    '*/',
    '/*',
    '//',
    '=>',
    '...',
    '%',
    '~',
    '!',
    'e9999',
  ],
];

/** Damages a text once. */
function damage(text, next) {
  const at = Math.floor(next() * (text.length + 1));
  const length = Math.floor(next() * next() * 200);
  const piece = PIECES[Math.floor(next() * PIECES.length)];
  switch (Math.floor(next() * 8)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + length);
    case 3:
      return (
        text.slice(0, at) +
        text.slice(at, at + length).repeat(2 + Math.floor(next() * 20)) +
        text.slice(at)
      );
    case 4:
      return text.slice(0, at) + piece + text.slice(at);
    case 5:
      return (
        text.slice(0, at) + piece.repeat(1 + Math.floor(next() ** 3 * 20_000)) + text.slice(at)
      );
    case 6: {
      const other = everything[Math.floor(next() * everything.length)];
      const from = Math.floor(next() * other.length);
      return text.slice(0, at) + other.slice(from, from + length * 4) + text.slice(at);
    }
    default:
      return (
        text.slice(0, at) + String.fromCharCode(Math.floor(next() * 0x10000)) + text.slice(at + 1)
      );
  }
}

/** Scans a damaged tree; ends the run when that fails, takes too long or leads nowhere. */
function tryOne(what, texts, path, damaged) {
  const tree = new MemoryTree({ ...texts, [path]: damaged });
  const before = performance.now();
  try {
    const { findings } = scanTree(tree);
    for (const { ruleId, location } of findings) {
      const file = tree.read(location.file);
      const fits =
        file !== undefined &&
        location.startLine >= 1 &&
        file.offset(location.endLine, location.endColumn) <= file.text.length + 1;
      if (!fits)
        throw new Error(`${ruleId} at ${JSON.stringify(location)} is no place of the file`);
    }
  } catch (error) {
    console.error(`${what}: ${error.stack ?? error}`);
    process.exit(1);
  }
  const took = performance.now() - before;
  const size = Object.values(texts).join('').length - texts[path].length + damaged.length;
  if (took > Number(values.limit) + size / 1000) {
    console.error(`${what}: ${Math.round(took)} ms for ${size} characters`);
    process.exit(1);
  }
  return took;
}

// Every prefix of the files that use most of Terraform's and Terragrunt's language, and of a plan.
let prefixes = 0;
if (values.show !== true && (values.only === undefined || 'prefixes'.includes(values.only))) {
  for (const [folder, paths] of [
    ['prefixes', undefined],
    ['plans/change', ['main.tf']],
  ]) {
    const texts = textsOf(join(root, '__tests__/platforms/terraform', folder));
    for (const path of paths ?? Object.keys(texts)) {
      for (let length = 0; length <= texts[path].length; length++, prefixes++)
        tryOne(`${folder}/${path}, first ${length}`, texts, path, texts[path].slice(0, length));
    }
  }
  console.log(`${prefixes} prefixes: no crash, no hang.`);
}

const started = performance.now();
const limit = Number(values.seconds) * 1000;
let seed = Number(values.seed);
let tried = 0;
let slowest = 0;
const perSample = new Map();
while (samples.length > 0 && performance.now() - started < limit) {
  const next = random(seed);
  const { name, texts } = samples[Math.floor(next() * samples.length)];
  const paths = Object.keys(texts);
  const path = paths[Math.floor(next() * paths.length)];
  let damaged = texts[path];
  for (let times = 1 + Math.floor(next() * 3); times > 0; times--) damaged = damage(damaged, next);
  if (values.show === true) {
    process.stdout.write(damaged);
    process.exit(0);
  }
  const took = tryOne(`seed ${seed}: ${name}, ${path}`, texts, path, damaged);
  slowest = Math.max(slowest, took);
  perSample.set(name, (perSample.get(name) ?? 0) + 1);
  tried++;
  seed++;
}
console.log(
  `${tried} damaged trees of ${perSample.size} samples from seed ${values.seed}, slowest ${Math.round(slowest)} ms: no crash, no hang.`,
);
