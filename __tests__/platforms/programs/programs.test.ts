import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../../src/files/memory.js';
import { KINDS } from '../../../src/platforms/programs/kinds.js';
import { scanTree } from '../../../src/scan.js';
import { findingsOf } from '../templates.js';

const found = (files: Record<string, string>): string[] =>
  findingsOf(files).filter((line) => line.startsWith('MCE901'));

const CDK = `import * as ec2 from 'aws-cdk-lib/aws-ec2';
group.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(11211));
`;
const PULUMI = `import * as aws from '@pulumi/aws';
new aws.elasticache.Cluster('cache', { engine: 'memcached' });
`;

describe('programs that name memcached are told of, once for each project', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'CDK',
      { 'cdk.json': '{}', 'lib/a.ts': CDK, 'lib/b.ts': CDK },
      ['MCE901 low none lib/a.ts:2 unresolved'],
    ],
    [
      'CDK whose templates are there',
      { 'cdk.json': '{}', 'lib/a.ts': CDK, 'cdk.out/a.template.json': '{}' },
      [],
    ],
    ['CDK without memcached', { 'cdk.json': '{}', 'lib/a.ts': CDK.replace('11211', '443') }, []],
    ['a program of no project', { 'lib/a.ts': CDK }, []],
    [
      'an application in a project',
      { 'cdk.json': '{}', 'lambda/a.ts': "import m from 'memcached';\n" },
      [],
    ],
    [
      'a comment',
      { 'cdk.json': '{}', 'lib/a.ts': "import 'aws-cdk-lib';\n// memcached comes later\n" },
      [],
    ],
    [
      'CDK for Terraform',
      { 'cdktf.json': '{}', 'main.py': 'from cdktf import App\nport = 11211\n' },
      ['MCE901 low none main.py:2 unresolved'],
    ],
    [
      'Pulumi',
      { 'Pulumi.yaml': 'name: a\nruntime: nodejs\n', 'index.ts': PULUMI },
      ['MCE901 low none index.ts:2 unresolved'],
    ],
    [
      'Pulumi in YAML, which is evaluated',
      { 'Pulumi.yaml': 'name: a\nruntime: yaml\n', 'index.ts': PULUMI },
      [],
    ],
    [
      'Puppet',
      { 'site/manifests/cache.pp': "class { 'memcached':\n  listen => '0.0.0.0',\n}\n" },
      ['MCE901 low none site/manifests/cache.pp:1 unresolved'],
    ],
    [
      'Puppet, two manifests of one module',
      {
        'site/manifests/a.pp': 'include memcached\n',
        'site/manifests/b.pp': 'include memcached\n',
      },
      ['MCE901 low none site/manifests/a.pp:1 unresolved'],
    ],
    [
      'Puppet, a client',
      { 'site/manifests/a.pp': "php::extension { 'memcached': }\npackage { 'php-memcached': }\n" },
      [],
    ],
    [
      'Chef',
      { 'cookbooks/c/recipes/default.rb': "include_recipe 'memcached'\n" },
      ['MCE901 low none cookbooks/c/recipes/default.rb:1 unresolved'],
    ],
    ['Chef, a client', { 'cookbooks/c/recipes/default.rb': "package 'libmemcached-dev'\n" }, []],
    ['Ruby that is no recipe', { 'app/resources/cache.rb': "CACHE = 'memcached'\n" }, []],
    [
      'Salt',
      { 'salt/cache.sls': 'memcached:\n  pkg.installed: []\n' },
      ['MCE901 low none salt/cache.sls:1 unresolved'],
    ],
    ['Salt, something else', { 'salt/cache.sls': 'redis:\n  pkg.installed: []\n' }, []],
  ])('%s', (_name, files, expected) => {
    expect(found(files)).toEqual(expected);
  });
});

it('says what to do', () => {
  const { problems } = scanTree(
    new MemoryTree({ 'cdk.json': '{}', 'lib/a.ts': CDK, 'lib/b.ts': CDK }),
  );
  expect(problems.map(({ message }) => message)).toEqual([
    'lib/a.ts (and 1 more of its files) names memcached, but what this AWS CDK program deploys is not evaluated: programs are never run. Scan what `cdk synth` writes (cdk.out/*.template.json), for instance in the step before the deployment.',
  ]);
});

it.each(KINDS.map((kind) => [kind.title, kind] as const))(
  '%s: has all of its kind',
  (_title, kind) => {
    expect(kind.isWhole === true || (kind.source !== undefined && kind.uses !== undefined)).toBe(
      true,
    );
  },
);
