// Records what Chromium makes of the HTML report, for machines without it:
//
//   node scripts/record-browser.mjs
//
// Writes __tests__/report/browser.json, which __tests__/report/browser.test.ts falls back to.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const jest = `${root}/node_modules/jest/bin/jest.js`;
const run = () =>
  spawnSync(
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings', jest, '__tests__/report/browser.test.ts'],
    { cwd: root, stdio: 'inherit', env: { ...process.env, RECORD_BROWSER: '1' } },
  );
// The first run writes what the second one is held against.
run();
process.exitCode = run().status ?? 2;
