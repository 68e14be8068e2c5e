import { Session } from 'node:inspector/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../src/files/memory.js';
import { SourceFile } from '../src/files/source.js';
import { scanTree } from '../src/scan.js';
import { readYaml } from '../src/syntax/yaml.js';
import { SHAPES } from '../scripts/lib/shapes.mjs';

// How the work grows is counted, not timed: V8 counts how often each piece of code runs, which is the
// same on every machine. Twice the input may cost a little more than twice the work, not four times.

const session = new Session();

beforeAll(async () => {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
});

afterAll(() => session.disconnect());

/** How often blocks of the engine's code ran during a scan. */
async function work(files: Record<string, string>): Promise<number> {
  const tree = new MemoryTree(files);
  await session.post('Profiler.takePreciseCoverage');
  scanTree(tree);
  const { result } = await session.post('Profiler.takePreciseCoverage');
  let count = 0;
  for (const { url, functions } of result) {
    if (!/\/(?:src|node_modules\/(?:yaml|jsonc-parser|dockerfile-ast))\//.test(url)) continue;
    for (const { ranges } of functions) for (const range of ranges) count += range.count;
  }
  return count;
}

/** Twice the step costs twice the work when it grows in proportion, four times when with the square. */
const LIMIT = 3;

/** Rules of nftables are held against what those before them left over, and stop at a limit of their own. */
const LIMITED = 'Host: rules of nftables';

describe('the work grows with the input', () => {
  it.each(Object.keys(SHAPES).filter((name) => name !== LIMITED))('%s', async (name) => {
    const shape = SHAPES[name]!;
    await work(shape(4));
    const one = await work(shape(40));
    const two = await work(shape(80));
    const four = await work(shape(160));
    expect(one).toBeGreaterThan(0);
    // A constant part makes the first step look smaller than it is, so that the second is held.
    expect((four - two) / Math.max(two - one, one / 10)).toBeLessThan(LIMIT);
  });

  it('would not pass for work that grows with the square', async () => {
    const square = (n: number): number => (n * n) / 10;
    expect((square(160) - square(80)) / (square(80) - square(40))).toBeGreaterThan(LIMIT);
    const small = await work({ 'a.yaml': 'a: 1\n' });
    expect(small).toBeLessThan(await work(SHAPES['Compose: projects']!(10)));
  });

  it('reads a YAML text once, however many ask for it', () => {
    const file = new SourceFile('a.yaml', 'a: {b: 1}\n');
    expect(readYaml(file)).toBe(readYaml(file));
  });
});
