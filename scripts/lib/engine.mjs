// Bundles the engine from src/ and imports it, so that scripts measure the sources as they stand.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Imports the exports of a piece of TypeScript written against src/. */
export async function importFromSource(code) {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'));
  const entry = join(root, 'src', `.entry-${process.pid}.ts`);
  try {
    writeFileSync(entry, code);
    await build({
      entryPoints: [entry],
      outfile: join(folder, 'engine.mjs'),
      bundle: true,
      format: 'esm',
      platform: 'node',
      mainFields: ['module', 'main'],
      logLevel: 'error',
      banner: {
        js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
      },
    });
    return await import(pathToFileURL(join(folder, 'engine.mjs')).href);
  } finally {
    rmSync(entry, { force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}
