import { Session } from 'node:inspector/promises';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkDirectory } from '../src/check/directory.js';
import { MemoryTree } from '../src/files/memory.js';
import type { Report } from '../src/report/model.js';
import { scanTree } from '../src/scan.js';

// How often parsers run is counted by V8 itself, which counts the calls of every function.

const session = new Session();

beforeAll(async () => {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
});

afterAll(() => session.disconnect());

/** The function of each syntax that reads a text from its beginning. */
const PARSERS = {
  hcl: ['syntax/hcl/parser.ts', 'parse'],
  'hcl as json': ['syntax/hcl/json.ts', 'read'],
  json: ['syntax/json.ts', 'parse'],
  yaml: ['syntax/yaml.ts', 'parse'],
  dockerfile: ['platforms/dockerfile/stages.ts', 'parse'],
  shell: ['syntax/shell/parse.ts', 'parse'],
  'go template': ['syntax/gotemplate/parse.ts', 'parseTemplate'],
  jinja: ['syntax/jinja/template.ts', 'parseTemplate'],
  bicep: ['syntax/bicep/index.ts', 'parseBicep'],
  nix: ['syntax/nix/parser.ts', 'parse'],
} as const;

type Parser = keyof typeof PARSERS;

/** How often each parser ran meanwhile. */
async function parses(run: () => unknown): Promise<Record<Parser, number>> {
  await session.post('Profiler.takePreciseCoverage');
  await run();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const counts = Object.fromEntries(Object.keys(PARSERS).map((name) => [name, 0])) as Record<
    Parser,
    number
  >;
  for (const { url, functions } of result) {
    for (const [name, [file, called]] of Object.entries(PARSERS)) {
      if (!url.endsWith(`/src/${file}`)) continue;
      for (const { functionName, ranges } of functions) {
        if (functionName === called) counts[name as Parser] += ranges[0]?.count ?? 0;
      }
    }
  }
  return counts;
}

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: c}\nspec:\n  type: LoadBalancer\n';

/** Files that several things refer to, each of them a text of its own. */
const SHARED: Readonly<Record<Parser, Readonly<Record<string, string>>>> = {
  hcl: {
    'one.tf': 'module "a" {\n  source = "./m"\n}\nmodule "b" {\n  source = "./m"\n}\n',
    'm/main.tf':
      'resource "aws_security_group" "g" {\n  ingress {\n    from_port = 11211\n    to_port = 11211\n    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n',
    'other/main.tf': 'module "c" {\n  source = "../m"\n}\n',
  },
  'hcl as json': {
    'main.tf': 'module "a" {\n  source = "./m"\n}\nmodule "b" {\n  source = "./m"\n}\n',
    'm/main.tf.json':
      '{"resource": {"aws_security_group": {"g": {"ingress": {"from_port": 11211, "to_port": 11211, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"]}}}}}',
  },
  json: {
    'a.json':
      '{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"G": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 11211, "ToPort": 11211, "CidrIp": "0.0.0.0/0"}]}}}}',
  },
  yaml: {
    'compose.yaml': 'services:\n  c:\n    extends: {file: base.yaml, service: c}\n',
    'compose.prod.yaml': 'services:\n  d:\n    extends: {file: base.yaml, service: c}\n',
    'base.yaml': 'services:\n  c:\n    image: memcached:1.6.45\n    ports: ["11211:11211"]\n',
    'k/kustomization.yaml': 'resources: [s.yaml]\n',
    'l/kustomization.yaml': 'resources: [../k]\nnamePrefix: l-\n',
    'k/s.yaml': `${SERVICE}  ports: [{port: 11211}]\n`,
  },
  dockerfile: {
    'compose.yaml':
      'services:\n  a:\n    build: .\n    ports: ["11211:11211"]\n  b:\n    build: .\n    ports: ["11212:11211"]\n',
    Dockerfile: 'FROM memcached:1.6.45\nCMD ["memcached", "-m", "64"]\n',
  },
  shell: {
    'a/Dockerfile': 'FROM debian\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n',
    'a/start.sh': '#!/bin/sh\nexec memcached -l 0.0.0.0 -u nobody\n',
    'compose.yaml':
      'services:\n  a:\n    build: a\n    ports: ["11211:11211"]\n  b:\n    build: a\n    ports: ["11212:11211"]\n',
  },
  'go template': {
    'a/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
    'a/values.yaml': 'port: 11211\n',
    'a/values-prod.yaml': 'port: 11212\n',
    'a/templates/s.yaml': `${SERVICE}  selector: {app: memcached}\n  ports: [{port: {{ .Values.port }}}]\n`,
  },
  jinja: {
    'site.yml':
      '- hosts: a\n  tasks:\n    - apt: { name: memcached }\n    - template: { src: memcached.conf.j2, dest: /etc/memcached.conf }\n- hosts: b\n  tasks:\n    - apt: { name: memcached }\n    - template: { src: memcached.conf.j2, dest: /etc/memcached.conf }\n',
    'templates/memcached.conf.j2': '-l {{ listen | default("0.0.0.0") }}\n',
  },
  bicep: {
    'main.bicep': "module a 'm.bicep' = { name: 'a' }\nmodule b 'm.bicep' = { name: 'b' }\n",
    'm.bicep':
      "resource n 'Microsoft.Network/networkSecurityGroups@2023-04-01' = {\n  name: 'n'\n  properties: { securityRules: [{ name: 'r', properties: { access: 'Allow', direction: 'Inbound', priority: 100, protocol: 'Tcp', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '11211' } }] }\n}\n",
  },
  nix: {
    'a.nix':
      '{ services.memcached = { enable = true; listen = "0.0.0.0"; }; networking.firewall.allowedTCPPorts = [ 11211 ]; }\n',
  },
};

const suffix: Readonly<Record<Parser, RegExp>> = {
  hcl: /\.tf$/,
  'hcl as json': /\.tf\.json$/,
  json: /\.json$/,
  yaml: /\.ya?ml$/,
  dockerfile: /Dockerfile$/,
  shell: /\.sh$/,
  'go template': /templates\/.*\.yaml$/,
  jinja: /\.j2$/,
  bicep: /\.bicep$/,
  nix: /\.nix$/,
};

describe('nothing is parsed twice', () => {
  it.each(Object.keys(SHARED) as Parser[])('%s', async (name) => {
    const files = SHARED[name];
    const wanted = Object.keys(files).filter((path) => suffix[name].test(path)).length;
    let found = 0;
    const once = await parses(() => (found = scanTree(new MemoryTree(files)).findings.length));
    expect(found).toBeGreaterThan(0);
    expect(once[name]).toBeGreaterThan(0);
    expect(once[name]).toBeLessThanOrEqual(wanted);
  });
});

describe('the base of a pull request', () => {
  let root: string;

  const git = (...words: string[]): void => {
    execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
      stdio: 'ignore',
    });
  };

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'once-'));
    git('init', '-q');
    for (const [name, files] of Object.entries(SHARED)) {
      for (const [path, text] of Object.entries(files)) {
        const full = join(root, name.replaceAll(' ', '-'), path);
        mkdirSync(dirname(full), { recursive: true });
        writeFileSync(full, text);
      }
    }
    git('add', '-A');
    git('commit', '-q', '-m', 'x');
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const check = (revision: string | undefined): Promise<Report> =>
    checkDirectory({
      root,
      given: {},
      nameOf: (setting) => setting,
      ...(revision === undefined
        ? {}
        : { base: { label: 'main', revision, newOnly: true, policyFrom: 'base' } }),
    });

  it('costs no parse of a file that it has in common with the head', async () => {
    await check(undefined);
    const alone = await parses(() => check(undefined));
    let report: Report | undefined;
    const both = await parses(async () => (report = await check('HEAD')));
    expect(alone.hcl).toBeGreaterThan(3);
    expect(both).toEqual(alone);
    expect(report!.findings.length).toBeGreaterThan(5);
    expect(new Set(report!.findings.map(({ state }) => state))).toEqual(new Set(['existing']));
  });

  it('costs the parses of what is different, and of nothing else', async () => {
    const path = join(root, 'hcl/m/main.tf');
    const open = SHARED.hcl['m/main.tf']!;
    writeFileSync(path, open.replace('0.0.0.0/0', '127.0.0.1/32'));
    try {
      const alone = await parses(() => check(undefined));
      let report: Report | undefined;
      const both = await parses(async () => (report = await check('HEAD')));
      expect(both).toEqual({ ...alone, hcl: alone.hcl + 1 });
      expect(report!.fixed.map(({ location }) => location.file)).toContain('hcl/m/main.tf');
      expect(report!.findings.some(({ state }) => state === 'new')).toBe(false);
    } finally {
      writeFileSync(path, open);
    }
  });
});
