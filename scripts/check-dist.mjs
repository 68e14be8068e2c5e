// Rebuilds dist/ elsewhere and fails when a byte differs from the committed one.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const committed = join(root, 'dist');
const fresh = mkdtempSync(join(tmpdir(), 'dist-'));

const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();

const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), fresh], {
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(built.status ?? 1);
const names = [...new Set([...filesOf(committed), ...filesOf(fresh)])].sort();
const differing = names.filter((name) => {
  try {
    return !readFileSync(join(committed, name)).equals(readFileSync(join(fresh, name)));
  } catch {
    return true;
  }
});
rmSync(fresh, { recursive: true, force: true });
if (differing.length > 0) {
  console.error(`dist/ is not what src/ builds to; run "npm run build" and commit it:`);
  for (const name of differing) console.error(`  dist/${name}`);
  process.exit(1);
}
console.log(`dist/ is what src/ builds to (${names.length} files compared).`);
