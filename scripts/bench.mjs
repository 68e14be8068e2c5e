// Measures the built command line as whole processes:
//   npm run bench [-- --against REF] [--runs N] [--small] [--only TEXT] [--curves] [--profile]
// Each tree is scanned in turn with what it is compared to: bare Node, `rg -l 'memcache|11211'`, and
// the dist/ of another commit. Medians of several runs; ratios are of CPU time in the same run. Then the
// curves: how the CPU time of one scan grows with files, depth, rules and the like.
//   --small    without the tree of 100,000 files (1 GB), which takes minutes to make
//   --only     the trees whose name holds the text
//   --curves   the curves alone
//   --profile  where the time goes, by folder of the sources, instead
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { curves } from './lib/curves.mjs';
import { generate, writeTree } from './lib/generate.mjs';
import { profileOf } from './lib/profile.mjs';
import { SHAPES } from './lib/shapes.mjs';

const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    runs: { type: 'string', default: '5' },
    small: { type: 'boolean' },
    only: { type: 'string', default: '' },
    curves: { type: 'boolean' },
    profile: { type: 'boolean' },
  },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'bench-'));
const runs = Number(values.runs);
const node = process.execPath;

/** One of {@link SHAPES} with n of its things. */
const shape = (name, n) => ({ name: `${name}, ${n}`, files: () => SHAPES[name](n) });

const TREES = [
  { name: 'empty', infrastructure: 0, code: 0 },
  { name: '250 infrastructure files', infrastructure: 250, code: 0 },
  { name: '1,000 infrastructure files', infrastructure: 1000, code: 0 },
  { name: '4,000 infrastructure files', infrastructure: 4000, code: 0 },
  { name: '10,000 files, 1% infrastructure', infrastructure: 100, code: 9900 },
  ...(values.small
    ? []
    : [
        {
          name: '100,000 files, 1 GB, 1% infrastructure',
          infrastructure: 1000,
          code: 99000,
          bytes: 10_000,
        },
      ]),
  shape('Terraform: rules of one group', 5000),
  shape('Terraform: chain of modules', 400),
  shape('Terraform: modules that nobody calls', 1000),
  shape('Terraform: Google firewalls', 6000),
  shape('Terraform: rules of an Azure group', 4000),
  shape('Kubernetes: documents of one file', 2000),
  shape('Helm: charts', 300),
  shape('Compose: services of one file', 5000),
  shape('Docker: instructions of one file', 5000),
  shape('Ansible: roles', 500),
  shape('Host: lines of one script', 2000),
  shape('CloudFormation: rules of one group', 5000),
].filter(({ name }) => name.includes(values.only));

/** Wall and CPU seconds of a command by bash's own clock, and the peak memory of a Node process. */
function measure(command) {
  const quoted = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const result = spawnSync(
    'bash',
    ['-c', `TIMEFORMAT='%R %U %S'; time ${quoted} >/dev/null 2>/dev/null 3>&2`],
    {
      encoding: 'utf8',
    },
  );
  const [wall, user, system] = result.stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { wall, cpu: user + system };
}

function peakMemory(command) {
  const hook =
    "data:text/javascript,process.on('exit',()=>process._rawDebug('peak='+process.resourceUsage().maxRSS))";
  const { stderr } = spawnSync(command[0], ['--import', hook, ...command.slice(1)], {
    encoding: 'utf8',
  });
  return Number(/peak=(\d+)/.exec(stderr)?.[1] ?? NaN) / 1024;
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** The commands in turn, A B A B …, so that a change in the machine's speed hits all alike. */
function compare(commands) {
  const samples = new Map(Object.keys(commands).map((name) => [name, []]));
  for (let run = 0; run <= runs; run++) {
    for (const [name, command] of Object.entries(commands)) {
      const sample = measure(command);
      if (run > 0) samples.get(name).push(sample);
    }
  }
  return Object.fromEntries(
    [...samples].map(([name, list]) => [
      name,
      { wall: median(list.map(({ wall }) => wall)), cpu: median(list.map(({ cpu }) => cpu)) },
    ]),
  );
}

const hasRipgrep = spawnSync('rg', ['--version']).status === 0;
let before;
if (values.against !== undefined) {
  before = join(work, 'before');
  mkdirSync(before);
  const archive = execFileSync(
    'git',
    ['-C', root, 'archive', values.against, 'dist', 'docs', 'package.json'],
    {
      maxBuffer: 1 << 30,
    },
  );
  execFileSync('tar', ['-x', '-C', before], { input: archive });
}
try {
  console.log(`Node ${process.version}, medians of ${runs} runs, times in seconds`);
  if (!hasRipgrep) console.log('ripgrep (rg) is not installed: its ratio is left out');
  const rows = [];
  for (const { name, files, ...size } of values.curves ? [] : TREES) {
    const folder = join(work, name.replace(/\W+/g, '-'));
    mkdirSync(folder);
    if (files === undefined) generate(folder, size);
    else writeTree(folder, files());
    const count =
      files === undefined ? size.infrastructure + size.code : Object.keys(files()).length;
    execFileSync('git', ['-C', folder, 'init', '-q']);
    const scan = (dist) => [node, join(dist, 'dist/cli.js'), 'scan', folder, '--fail-on', 'none'];
    if (values.profile) {
      console.log(`\n${name}`);
      console.table(profileOf(scan(root)));
      rmSync(folder, { recursive: true, force: true });
      continue;
    }
    const result = compare({
      bare: [node, '-e', '0'],
      now: scan(root),
      ...(hasRipgrep ? { rg: ['rg', '-l', '-i', 'memcache|11211', folder] } : {}),
      ...(before === undefined ? {} : { before: scan(before) }),
    });
    rows.push({
      tree: name,
      wall: result.now.wall.toFixed(3),
      'over bare node': (result.now.wall - result.bare.wall).toFixed(3),
      cpu: result.now.cpu.toFixed(3),
      'files/s': count === 0 ? '' : Math.round(count / result.now.wall),
      'MiB peak': Math.round(peakMemory(scan(root))),
      ...(hasRipgrep
        ? { 'cpu / rg': (result.now.cpu / Math.max(result.rg.cpu, 0.001)).toFixed(2) }
        : {}),
      ...(before === undefined
        ? {}
        : { [`cpu / ${values.against}`]: (result.now.cpu / result.before.cpu).toFixed(2) }),
    });
    rmSync(folder, { recursive: true, force: true });
  }
  if (rows.length > 0) console.table(rows);
  if (!values.profile) await curves(values.only);
} finally {
  rmSync(work, { recursive: true, force: true });
}
