import { spawnSync } from 'node:child_process';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { buildAction, runAction, type Run, type Step } from './run-action.js';

// Every test starts a process or more, on a machine that may be busy.
jest.setTimeout(60_000);

let build: ReturnType<typeof buildAction>;
beforeAll(() => {
  build = buildAction();
});
afterAll(() => build.remove());

async function run(step: Omit<Step, 'entry'>): Promise<Run> {
  const result = await runAction({ entry: build.entry, event: 'workflow_dispatch', ...step });
  expect(result.signal).toBeNull();
  expect(result.stderr).toBe('');
  expect(result.complaints).toEqual([]);
  expect(result.otherCommands).toEqual([]);
  return result;
}

const service = (type: string): string =>
  [
    'apiVersion: v1',
    'kind: Service',
    'metadata: { name: memcached }',
    'spec:',
    `  type: ${type}`,
    '  selector: { app: memcached }',
    '  ports:',
    '    - port: 11211',
    '---',
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: { name: memcached }',
    'spec:',
    '  selector: { matchLabels: { app: memcached } }',
    '  template:',
    '    metadata: { labels: { app: memcached } }',
    '    spec:',
    '      containers:',
    '        - name: memcached',
    '          image: memcached:1.6.45',
    '',
  ].join('\n');

describe('rendered-manifests', () => {
  const inputs = { 'rendered-manifests': 'out/all.yaml' };

  it.each([
    ['LoadBalancer', 1, 'failed'],
    ['ClusterIP', 0, 'passed'],
  ])('are judged: %s', async (type, status, conclusion) => {
    const result = await run({
      files: { 'out/all.yaml': service(type), '.gitignore': 'out/\n' },
      inputs,
    });
    expect(result.status).toBe(status);
    expect(result.outputs.conclusion).toBe(conclusion);
    expect(result.summary).toContain('judged by themselves');
    if (status === 1) {
      const error = result.annotations.find(({ level }) => level === 'error');
      expect(error).toMatchObject({
        file: 'out/all.yaml',
        title: expect.stringContaining('MCE202'),
      });
    }
  });

  it('are judged even where git ignores them, and once where it does not', async () => {
    const files = { 'out/all.yaml': service('LoadBalancer') };
    const alone = await run({ files });
    const named = await run({ files, inputs });
    expect(named.outputs['findings-count']).toBe(alone.outputs['findings-count']);
  });

  it('are judged by themselves: the repository neither opens nor closes what they say', async () => {
    const policy = [
      'apiVersion: networking.k8s.io/v1',
      'kind: NetworkPolicy',
      'metadata: { name: deny }',
      'spec: { podSelector: {}, policyTypes: [Ingress] }',
      '',
    ].join('\n');
    const files = { 'out/all.yaml': service('LoadBalancer'), 'k8s/deny.yaml': policy };
    expect((await run({ files, inputs })).status).toBe(1);
    const whole = { 'out/all.yaml': `${service('LoadBalancer')}---\n${policy}` };
    expect((await run({ files: whole, inputs })).status).toBe(0);
  });

  it('may be folders', async () => {
    const files = {
      'out/a.yaml': service('ClusterIP'),
      'out/deep/b.yml': service('LoadBalancer'),
      'out/NOTES.txt': 'not a manifest',
    };
    const result = await run({ files, inputs: { 'rendered-manifests': 'out/' } });
    expect(result.status).toBe(1);
    expect(result.annotations[0]).toMatchObject({ file: 'out/deep/b.yml' });
  });

  it.each<[string, Step['files'], RegExp]>([
    ['that is not there', {}, /"out\/all.yaml" cannot be read \(ENOENT\)/],
    ['that is empty', { 'out/all.yaml': '' }, /holds no object of Kubernetes/],
    ['that is something else', { 'out/all.yaml': 'a: 1\n' }, /holds no object of Kubernetes/],
    ['in an empty folder', { 'out/all.yaml/x.txt': '' }, /folder without YAML/],
  ])('do not pass when there is nothing to judge: a file %s', async (_, files, says) => {
    const result = await run({ files: { 'compose.yaml': 'services: {}\n', ...files }, inputs });
    expect(result.status).toBe(2);
    expect(result.annotations.map(({ message }) => message).join('\n')).toMatch(says);
  });

  it('do not lead out of the workspace', async () => {
    for (const named of ['../outside.yaml', 'link/all.yaml']) {
      const result = await run({
        files: { 'compose.yaml': 'services: {}\n' },
        prepare: (workspace) => {
          mkdirSync(join(workspace, '../outside'));
          writeFileSync(join(workspace, '../outside/all.yaml'), service('ClusterIP'));
          writeFileSync(join(workspace, '../outside.yaml'), service('ClusterIP'));
          symlinkSync('../outside', join(workspace, 'link'));
        },
        inputs: { 'rendered-manifests': named },
      });
      expect(result.status).toBe(2);
      expect(result.annotations[0]!.message).toContain('leads out of the workspace');
    }
  });
});

describe('terraform-plan', () => {
  const inputs = { 'terraform-plan': 'plan.json' };
  const rule = (cidr: string): object => ({
    format_version: '1.2',
    terraform_version: '1.9.0',
    planned_values: {
      root_module: {
        resources: [
          {
            address: 'aws_security_group.cache',
            mode: 'managed',
            type: 'aws_security_group',
            name: 'cache',
            values: {
              name: 'cache',
              ingress: [
                {
                  from_port: 11211,
                  to_port: 11211,
                  protocol: 'tcp',
                  cidr_blocks: [cidr],
                  ipv6_cidr_blocks: [],
                  security_groups: [],
                  prefix_list_ids: [],
                  self: false,
                  description: '',
                },
              ],
            },
          },
        ],
      },
    },
    resource_changes: [],
    configuration: {},
  });

  it.each([
    ['0.0.0.0/0', 1],
    ['10.0.0.0/16', 0],
  ])('is judged even where git ignores it: %s', async (cidr, status) => {
    const files = { 'plan.json': JSON.stringify(rule(cidr)), '.gitignore': 'plan.json\n' };
    const prepare = (workspace: string): void => void spawnSync('git', ['init', '-q', workspace]);
    const result = await run({ files, inputs, prepare });
    expect(result.status).toBe(status);
    expect(result.summary).toContain('judged as they will be carried out');
    expect((await run({ files, prepare })).outputs.conclusion).toBe('nothing-to-scan');
  });

  it.each(['', '{}', 'resource {}'])('does not pass when it is no plan: %j', async (text) => {
    const result = await run({ files: { 'plan.json': text, 'main.tf': '' }, inputs });
    expect(result.status).toBe(2);
    expect(result.annotations[0]!.message).toContain('"plan.json" is no plan');
  });
});

describe('probe-targets', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
    server = undefined;
  });

  /** A memcached that answers everyone, on a port of its own. */
  async function listen(): Promise<number> {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.write('VERSION 1.6.45\r\n'));
    });
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  const files = { 'compose.yaml': 'services:\n  cache:\n    image: memcached:1.6.45\n' };

  it('fail the check when one answers, though the files are fine', async () => {
    const port = await listen();
    const targets = `127.0.0.1:${port}, 127.0.0.1:9`;
    const result = await run({ files, inputs: { 'probe-targets': targets } });
    expect(result.status).toBe(1);
    expect(result.outputs).toMatchObject({ conclusion: 'failed', 'findings-count': '0' });
    expect(result.annotations).toEqual([
      expect.objectContaining({
        level: 'error',
        message: expect.stringContaining(`127.0.0.1:${port}`),
      }),
    ]);
    expect(result.summary).toContain('1 probed host answers.');
    expect(result.summary).toContain('Probed hosts (2)');
    expect(result.summary).toContain('✅ closed');
  });

  it('pass when none does', async () => {
    const result = await run({ files, inputs: { 'probe-targets': '127.0.0.1:9\n[::1]:9' } });
    expect(result.status).toBe(0);
    expect(result.outputs.conclusion).toBe('passed');
    expect(result.annotations).toEqual([]);
    expect(result.summary).toContain('Probed hosts (2)');
  });

  it('do not pass when a name leads nowhere', async () => {
    const result = await run({ files, inputs: { 'probe-targets': 'no-such-host.invalid' } });
    expect(result.status).toBe(2);
    expect(result.outputs.conclusion).toBe('could-not-run');
    expect(result.summary).toContain('cannot be resolved');
  });

  it.each(['10.0.0.0/24', 'a b', '*.example.org', '10.0.0.1-10.0.0.9'])(
    'are hosts, one by one: not %s',
    async (target) => {
      const result = await run({ files, inputs: { 'probe-targets': target } });
      expect(result.status).toBe(2);
      expect(result.annotations[0]!.message).toContain('"probe-targets"');
    },
  );
});

describe('html-file', () => {
  it('is written and told', async () => {
    const result = await run({
      files: {
        'compose.yaml': 'services:\n  c:\n    image: memcached\n    ports: ["11211:11211"]\n',
      },
      inputs: { 'html-file': 'out/report.html' },
    });
    expect(result.outputs['html-file']).toBe('out/report.html');
    expect(result.file('out/report.html')).toMatch(/^<!doctype html>/i);
    expect(result.file('out/report.html')).toContain('MCE201');
  });

  it('is not one of the other files', async () => {
    const inputs = { 'html-file': 'a', 'report-file': 'a' };
    const result = await run({ files: {}, inputs });
    expect(result.status).toBe(2);
  });
});
