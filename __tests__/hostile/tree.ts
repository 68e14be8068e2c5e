import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
/** Only a hang is meant by it: a run takes a fraction of a second. */
const HANG = 120_000;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder on disk that is gone after the tests, with these files. */
export function folderWith(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) put(folder, path, content);
  return folder;
}

export function put(folder: string, path: string, content: string | Buffer): void {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
}

/** The built command line, in a bare environment. */
export function run(
  words: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; uid?: number } = {},
): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [CLI, ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: HANG,
    killSignal: 'SIGKILL',
    ...options,
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), ...options.env },
  });
}

/** A Compose file with one open door. */
export const OPEN = 'services:\n  m:\n    image: memcached:1.6.39\n    ports: ["11211:11211"]\n';

export interface JsonReport {
  readonly conclusion: string;
  readonly findings: readonly {
    readonly ruleId: string;
    readonly severity: string;
    readonly location: { readonly file: string; readonly startLine: number };
  }[];
}

/** Scans a folder and gives its report; fails the test when there is none. */
export function report(folder: string, ...words: string[]): JsonReport {
  const { status, stdout, stderr } = run([
    ...['scan', folder, '--format', 'json', '--report-severity', 'info'],
    ...words,
  ]);
  if (status !== 0 && status !== 1) throw new Error(`exit status ${status}: ${stderr}`);
  return JSON.parse(stdout) as JsonReport;
}

export function doors(folder: string, ...words: string[]): string[] {
  return report(folder, ...words)
    .findings.filter(({ ruleId }) => ruleId === 'MCE201')
    .map(({ location }) => location.file)
    .sort();
}
