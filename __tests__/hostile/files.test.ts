import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { doors, folderWith, OPEN, put, report, run } from './tree.js';

const NAMES = [
  'line\nend',
  'carriage\rreturn',
  'quo"te\'s',
  'back\\slash',
  '..hidden',
  '-rf',
  '::error file=a::b',
  '##[error]x',
  '%0A::warning::x',
  '\u001b[31mred\u001b]0;title\u0007',
  '\u202egnirts',
  '<img src=x onerror=alert(1)>',
  '@everyone #1 [a](http:b)',
  '`code` | cell',
  'ünï 日本 😀',
  'x'.repeat(200),
];

describe('names of files', () => {
  const folder = folderWith(
    Object.fromEntries(NAMES.map((name) => [`${name}/compose.yaml`, OPEN])),
  );

  it('are all read, whatever they are', () => {
    expect(doors(folder)).toEqual(NAMES.map((name) => `${name}/compose.yaml`).sort());
  });

  it.each(['text', 'markdown', 'html', 'github', 'sarif'])('are inert as %s', (format) => {
    const { status, stdout } = run(['scan', folder, '--format', format, '--color']);
    expect(status).toBe(1);
    /* eslint-disable no-control-regex -- controls are what is looked for */
    // Colours are ours: what else starts with an escape came from a name.
    const foreign = stdout.replace(/\u001b\[[0-9;]*m/g, '');
    expect(foreign).not.toMatch(/[\u001b\u0007\u202e\r]/);
    /* eslint-enable no-control-regex */
    if (format === 'text') {
      expect(stdout).not.toContain('\u001b[31mred');
      expect(stdout).not.toMatch(/^\s*::|##\[/m);
    }
    // In Markdown it stands in code spans, which is for the tests of Markdown.
    if (format === 'html') expect(stdout).not.toContain('<img');
    if (format === 'github') {
      const commands = stdout.split('\n').filter((line) => line.trimStart().startsWith('::'));
      expect(commands.every((line) => /^::(error|warning|notice) /.test(line))).toBe(true);
      // Those within the limits of a step, and the one that tells how many there are.
      expect(commands.length).toBeLessThanOrEqual(31);
    }
  });

  it('become addresses in SARIF', () => {
    const { stdout } = run(['scan', folder, '--format', 'sarif']);
    const uris = [...stdout.matchAll(/"uri": ?"([^"]*)"/g)].map(([, uri]) => uri!);
    const own = uris.filter((uri) => uri.endsWith('compose.yaml'));
    expect(own.length).toBeGreaterThanOrEqual(NAMES.length);
    for (const uri of own) {
      expect(uri).toMatch(/^[A-Za-z0-9\-._~%!$&'()*+,;=:@/]+$/);
      expect(NAMES).toContain(
        decodeURIComponent(uri)
          .replace(/\/compose\.yaml$/, '')
          .replace(/^\.\//, ''),
      );
    }
  });
});

describe('what is no regular file', () => {
  it('is left alone: links, circles, pipes, devices, sockets, folders', async () => {
    const outside = folderWith({ 'compose.yaml': OPEN });
    const folder = folderWith({ 'real/compose.yaml': OPEN });
    symlinkSync(join(outside, 'compose.yaml'), join(folder, 'compose.yaml'));
    symlinkSync(outside, join(folder, 'out'));
    symlinkSync('.', join(folder, 'circle'));
    symlinkSync('nowhere', join(folder, 'docker-compose.yml'));
    symlinkSync('/dev/zero', join(folder, 'compose.yml'));
    mkdirSync(join(folder, 'docker-compose.yaml'));
    execFileSync('mkfifo', [join(folder, 'docker-compose.prod.yml')]);
    const server = createServer().listen(join(folder, 'docker-compose.dev.yml'));
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      expect(doors(folder)).toEqual(['real/compose.yaml']);
    } finally {
      server.close();
    }
  });

  it('but a second name of a file is one', () => {
    const folder = folderWith({ 'a/compose.yaml': OPEN });
    mkdirSync(join(folder, 'b'));
    linkSync(join(folder, 'a/compose.yaml'), join(folder, 'b/compose.yaml'));
    expect(doors(folder)).toEqual(['a/compose.yaml', 'b/compose.yaml']);
  });

  it('and what may not be read is told, never passed', () => {
    const folder = folderWith({ 'compose.yaml': OPEN, 'b/compose.yaml': OPEN });
    execFileSync('chmod', ['755', folder]);
    execFileSync('chmod', ['000', join(folder, 'compose.yaml')]);
    const isRoot = process.getuid?.() === 0;
    const { status, stdout } = run(
      ['scan', folder, '--format', 'json', '--report-severity', 'info'],
      // Nothing is unreadable for root.
      isRoot ? { uid: 65534, cwd: '/' } : {},
    );
    expect(status).toBe(1);
    const found = (JSON.parse(stdout) as ReturnType<typeof report>).findings;
    expect(found.map(({ ruleId, location }) => `${ruleId} ${location.file}`)).toEqual(
      expect.arrayContaining(['MCE903 compose.yaml', 'MCE201 b/compose.yaml']),
    );
  });
});

describe('content that is no text', () => {
  it.each<[string, Buffer]>([
    ['NUL bytes', Buffer.from('services:\0')],
    ['half an UTF-16', Buffer.from([0xff, 0xfe, 0x61])],
    [
      'invalid UTF-8',
      Buffer.from([...Buffer.from('services: "'), 0xc3, 0x28, 0xff, 0xed, 0xa0, 0x80]),
    ],
    ['nothing', Buffer.alloc(0)],
    ['one line of a megabyte', Buffer.alloc(1 << 20, 0x61)],
    ['a megabyte of brackets', Buffer.alloc(1 << 20, 0x5b)],
    ['more than is read', Buffer.alloc((4 << 20) + 1, 0x20)],
  ])('hides no other file: %s', (_name, content) => {
    const folder = folderWith({ 'b/compose.yaml': OPEN });
    for (const name of [
      ...['compose.yaml', 'main.tf', 'Dockerfile', 'playbook.yml', 'memcached.conf', 'values.json'],
      ...[
        'main.bicep',
        'setup.sh',
        'job.nomad',
        'x.service',
        'rules.nft',
        'chart/templates/a.yaml',
      ],
    ]) {
      put(folder, name, content);
    }
    expect(doors(folder)).toEqual(['b/compose.yaml']);
  });

  it('says which relevant file was too large or binary', () => {
    const folder = folderWith({
      'compose.yaml': Buffer.from('services:\0'),
      'b/compose.yaml': Buffer.alloc((4 << 20) + 1, 0x20),
    });
    const told = report(folder).findings.map(
      ({ ruleId, location }) => `${ruleId} ${location.file}`,
    );
    expect(told).toEqual(expect.arrayContaining(['MCE903 compose.yaml', 'MCE903 b/compose.yaml']));
  });
});

describe('a checkout of git', () => {
  const git = (folder: string, ...words: string[]): void => {
    spawnSync('git', ['-C', folder, ...words], { stdio: 'ignore' });
  };

  it('starts no program that its settings name', () => {
    const folder = folderWith({ 'compose.yaml': OPEN });
    const mark = join(folder, 'started');
    git(folder, 'init', '-q');
    for (const key of ['core.fsmonitor', 'core.sshCommand', 'core.pager', 'diff.external']) {
      git(folder, 'config', key, `touch '${mark}'; false`);
    }
    git(folder, 'config', 'core.hooksPath', join(folder, 'hooks'));
    put(folder, 'hooks/post-index-change', `#!/bin/sh\ntouch '${mark}'\n`);
    execFileSync('chmod', ['755', join(folder, 'hooks/post-index-change')]);
    expect(doors(folder)).toEqual(['compose.yaml']);
    run(['scan', folder, '--base', 'HEAD']);
    expect(existsSync(mark)).toBe(false);
  });

  it('is not what a committed folder pretends to be', () => {
    const outer = folderWith();
    git(outer, 'init', '-q');
    const folder = join(outer, 'deploy');
    mkdirSync(folder);
    const mark = join(outer, 'started');
    git(folder, 'init', '-q', '--bare');
    git(folder, 'config', 'core.bare', 'false');
    git(folder, 'config', 'core.worktree', '..');
    git(folder, 'config', 'core.fsmonitor', `touch '${mark}'; false`);
    put(folder, 'compose.yaml', OPEN);
    expect(existsSync(join(folder, 'HEAD'))).toBe(true);
    expect(doors(folder)).toEqual(['compose.yaml']);
    run(['scan', folder, '--base', 'HEAD']);
    expect(existsSync(mark)).toBe(false);
  });
});
