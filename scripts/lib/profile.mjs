// Where a run of the command line spends its time.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs a command of Node under its own profiler and adds up the samples by the folder of the sources
 * that esbuild's comments in dist/ name; milliseconds, most first.
 */
export function profileOf([node, ...words]) {
  const folder = mkdtempSync(join(tmpdir(), 'profile-'));
  try {
    spawnSync(node, ['--cpu-prof', `--cpu-prof-dir=${folder}`, ...words]);
    const { nodes, samples, timeDeltas } = JSON.parse(
      readFileSync(join(folder, readdirSync(folder)[0]), 'utf8'),
    );
    const partOf = new Map(nodes.map(({ id, callFrame }) => [id, part(callFrame)]));
    const times = new Map();
    samples.forEach((id, index) => {
      const name = partOf.get(id);
      times.set(name, (times.get(name) ?? 0) + timeDeltas[index] / 1000);
    });
    const total = [...times.values()].reduce((sum, time) => sum + time, 0);
    return [...times]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 20)
      .map(([where, time]) => ({
        where,
        ms: Math.round(time),
        share: `${Math.round((100 * time) / total)}%`,
      }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const comments = new Map();

/** `src/platforms/terraform`, `node_modules/yaml`, or what Node itself does. */
function part({ url, lineNumber, functionName }) {
  if (!url.startsWith('file:') || !url.includes('/dist/')) {
    return url === '' ? functionName || '(engine)' : 'Node';
  }
  if (!comments.has(url)) {
    const lines = readFileSync(new URL(url), 'utf8').split('\n');
    let current = '(bundle)';
    comments.set(
      url,
      lines.map(
        (line) => (current = /^\s*\/\/ ((?:src|node_modules)\/\S+)$/.exec(line)?.[1] ?? current),
      ),
    );
  }
  const file = comments.get(url)[lineNumber] ?? '(bundle)';
  const depth = /^src\/(?:platforms|syntax)\//.test(file) ? 3 : 2;
  return file.split('/').slice(0, depth).join('/');
}
