// How the CPU time of one scan grows, in one process that has been warmed up.
import { importFromSource } from './engine.mjs';
import { SHAPES } from './shapes.mjs';

const SIZES = [250, 500, 1000, 2000];

/** Prints a row for every shape: milliseconds by size, and the power that the last doubling shows (1: linear). */
export async function curves(only) {
  const { scanTree, MemoryTree } = await importFromSource(
    `export { scanTree } from './scan.js'; export { MemoryTree } from './files/memory.js';`,
  );
  const rows = [];
  for (const [name, files] of Object.entries(SHAPES)) {
    if (!name.includes(only)) continue;
    scanTree(new MemoryTree(files(50)));
    const times = SIZES.map((n) => {
      const tree = new MemoryTree(files(n));
      const before = process.cpuUsage();
      scanTree(tree);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    rows.push({
      shape: name,
      ...Object.fromEntries(SIZES.map((n, i) => [`n=${n}`, Math.round(times[i])])),
      power: Math.log2(times.at(-1) / times.at(-2)).toFixed(2),
    });
  }
  console.table(rows);
}
