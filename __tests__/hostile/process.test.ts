import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { doors, folderWith, OPEN, put, run } from './tree.js';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

describe('an output that cannot be written', () => {
  const folder = folderWith({
    'compose.yaml': OPEN.replace('"11211:11211"', '"127.0.0.1:11211:11211"'),
  });

  it.each([
    ['a full disk', ['--format', 'json', '--output', '/dev/full']],
    ['a folder that is not there', ['--format', 'json', '--output', join(folder, 'no/where.json')]],
    ['a folder', ['--format', 'json', '--output', folder]],
  ])('is no pass: %s', (_name, words) => {
    const { status, stderr } = run(['scan', folder, ...words]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/cannot be written/);
  });

  it('is no pass: standard output on a full disk, and one that nobody reads', () => {
    const shell = (command: string): number | null =>
      spawnSync('bash', ['-c', command, 'bash', process.execPath, CLI, folder], { stdio: 'ignore' })
        .status;
    expect(shell('"$1" "$2" scan "$3" >/dev/full')).toBe(2);
    expect(shell('"$1" "$2" scan "$3" | true; exit "${PIPESTATUS[0]}"')).toBe(2);
  });
});

describe('a signal', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s ends it without a verdict', async (signal) => {
    const files = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, i) => [`d${i}/compose.yaml`, OPEN]),
    );
    const folder = folderWith(files);
    const output = join(folder, 'report.json');
    const child = spawn(
      process.execPath,
      [CLI, 'scan', folder, '--format', 'json', '--output', output, '--format', 'text'],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    // Sent while it works: it takes longer than that to start and to read so many files.
    await new Promise((resolve) => setTimeout(resolve, 250));
    child.kill(signal);
    const [code, by] = await new Promise<[number | null, string | null]>((resolve) =>
      child.once('close', (status, name) => resolve([status, name])),
    );
    expect(code === null ? by : code).not.toBe(0);
    if (by === signal) {
      expect(text).not.toMatch(/PASSED|FAILED/);
      expect(existsSync(output)).toBe(false);
    } else {
      // It was quicker than the signal: then everything is there.
      expect(code).toBe(1);
      expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({ conclusion: 'failed' });
    }
  });
});

describe('configuration', () => {
  it.each<[string, string]>([
    ['a plug-in', 'plugins:\n  - ./steal.mjs\n'],
    ['a module as a rule', 'custom-rules: ./steal.mjs\n'],
    ['code in a tag', 'fail-on: !!js/function "function(){}"\n'],
    ['aliases without end', `a: &a [${'*a,'.repeat(3)}]\n`],
    ['an exponential document', bomb()],
    ['a pattern that is none', 'exclude:\n  - "[[[[[["\nfail-on: nobody\n'],
  ])('with %s is refused as a whole', (_name, text) => {
    const folder = folderWith({
      'compose.yaml': OPEN,
      'memcached-exposure.yml': text,
      'steal.mjs': "import { writeFileSync } from 'node:fs';\nwriteFileSync('stolen', '');\n",
    });
    const { status, stdout, stderr } = run(['scan', folder], { cwd: folder });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('memcached-exposure.yml');
    expect(existsSync(join(folder, 'stolen'))).toBe(false);
  });

  it('with a pattern that takes long to match ends all the same', () => {
    const folder = folderWith({
      'compose.yaml': OPEN,
      [`${'a/'.repeat(40)}compose.yaml`]: OPEN,
      'memcached-exposure.yml': `exclude:\n${`  - "${'**/'.repeat(30)}b"\n`}  - "${'*a'.repeat(30)}b"\n`,
    });
    put(folder, `${'a'.repeat(200)}/compose.yaml`, OPEN);
    expect(doors(folder)).toHaveLength(3);
  });
});

function bomb(): string {
  const rows = ['a0: &a0 [x]'];
  for (let i = 1; i < 30; i++) rows.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}, *a${i - 1}]`);
  return `${rows.join('\n')}\n`;
}

describe('code in scanned files', () => {
  it('is never run, and nothing outside of the tree is read', () => {
    const folder = folderWith();
    const secret = folderWith({ 'secret.txt': '0.0.0.0/0' });
    const mark = join(folder, 'ran');
    const files: Record<string, string> = {
      'main.tf': `
resource "aws_security_group_rule" "a" {
  type        = "ingress"
  protocol    = "tcp"
  from_port   = 11211
  to_port     = 11211
  cidr_blocks = [trimspace(file("${secret}/secret.txt"))]
}
data "external" "x" { program = ["touch", "${mark}"] }
`,
      'playbook.yml': `
- hosts: all
  vars:
    x: "{{ lookup('pipe', 'touch ${mark}') }}"
    y: "{{ ''.__class__.__mro__[1].__subclasses__() }}"
  tasks:
    - ansible.builtin.shell: touch ${mark}
    - ansible.builtin.iptables: { chain: INPUT, protocol: tcp, destination_port: "11211", jump: ACCEPT, source: "{{ x }}" }
`,
      Makefile: `X := $(shell touch ${mark})\nall:\n\tdocker run -p 11211:11211 memcached:$(X)\n`,
      'setup.sh': `#!/bin/sh\nmemcached -u nobody -l $(touch ${mark}) -d\n. ${secret}/secret.txt\n`,
      'chart/Chart.yaml': 'name: a\nversion: 1.0.0\n',
      'chart/templates/a.yaml': `{{ .Files.Get "${secret}/secret.txt" }}{{ getHostByName "localhost" }}{{ env "PATH" }}\n`,
      '.eslintrc.js': `require('fs').writeFileSync('${mark}', '')`,
      'package.json': `{"scripts": {"preinstall": "touch ${mark}"}}`,
    };
    for (const [path, content] of Object.entries(files)) put(folder, path, content);
    const { status, stdout } = run([
      'scan',
      folder,
      '--format',
      'json',
      '--report-severity',
      'info',
    ]);
    expect([0, 1]).toContain(status);
    expect(existsSync(mark)).toBe(false);
    const { findings } = JSON.parse(stdout) as {
      findings: { ruleId: string; location: { file: string } }[];
    };
    const rule = findings.filter(({ location }) => location.file === 'main.tf');
    expect(rule.map(({ ruleId }) => ruleId)).toEqual(['MCE901']);
  });
});

describe('the network', () => {
  /** Ends a program that looks a name up or connects. */
  const HOOK = `data:text/javascript,${encodeURIComponent(`
    import net from 'node:net';
    import dns from 'node:dns';
    import { syncBuiltinESMExports } from 'node:module';
    const noticed = () => { process._rawDebug('NETWORK'); process.exit(99); };
    net.connect = net.createConnection = net.Socket.prototype.connect = noticed;
    dns.lookup = dns.resolve = noticed;
    syncBuiltinESMExports();`)}`;
  const watched = (...words: string[]): ReturnType<typeof run> =>
    spawnSync(process.execPath, ['--import', HOOK, ...words], { encoding: 'utf8' });

  it('is not touched by a scan', () => {
    const folder = folderWith({
      'compose.yaml': `include: ["https://example.com/compose.yaml"]\n${OPEN}`,
      'main.tf': 'module "a" {\n  source = "git::https://example.com/a.git"\n}\n',
      'kustomization.yaml': 'resources: ["https://example.com/a.yaml"]\n',
    });
    const { status, stderr } = watched(CLI, 'scan', folder, '--format', 'json');
    expect([status, stderr]).toEqual([1, '']);
  });

  it('would be noticed', () => {
    for (const program of [
      "require('net').connect(9)",
      "require('http').get('http://localhost:9')",
    ]) {
      expect(watched('-e', program)).toMatchObject({ status: 99, stderr: 'NETWORK\n' });
    }
  });
});
