import { describe, expect, it } from '@jest/globals';
import { terraformTypeOf } from '../../../src/platforms/pulumi/types.js';
import { findingsOf } from '../templates.js';

const head = 'name: cache\nruntime: yaml\n';
const program = (resources: string, more = ''): string =>
  `${head}${more}resources:\n${resources.replace(/^/gm, '  ')}\n`;
const group = (cidr: string, port = '11211'): string => `sg:
  type: aws:ec2:SecurityGroup
  properties:
    ingress:
      - protocol: tcp
        fromPort: ${port}
        toPort: ${port}
        cidrBlocks:
          - ${cidr}`;
const short = (lines: string[]): string[] => lines.map((line) => line.replace(/Pulumi\.yaml:/, ''));
const scan = (text: string, others: Record<string, string> = {}): string[] =>
  short(findingsOf({ 'Pulumi.yaml': text, ...others }));
const what = (lines: string[]): string[] =>
  lines.map((line) => line.split(' ').slice(0, 3).join(' '));
const OPEN = ['MCE101 high internet'];

it.each([
  ['aws:ec2:SecurityGroup', 'aws_security_group'],
  ['aws:ec2/securityGroup:SecurityGroup', 'aws_security_group'],
  ['aws:vpc:SecurityGroupIngressRule', 'aws_vpc_security_group_ingress_rule'],
  ['aws:elasticache:Cluster', 'aws_elasticache_cluster'],
  ['gcp:compute/firewall:Firewall', 'google_compute_firewall'],
  ['digitalocean:Firewall', 'digitalocean_firewall'],
  ['hcloud:index/firewall:Firewall', 'hcloud_firewall'],
  ['docker:index:Container', 'docker_container'],
  ['', undefined],
])('%s is %s', (type, expected) => {
  expect(terraformTypeOf(type)).toBe(expected);
});

describe('resources', () => {
  it('of AWS', () => {
    expect(scan(program(group('0.0.0.0/0')))).toEqual(['MCE101 high internet 12']);
    expect(what(scan(program(group('10.0.0.0/24'))))).toEqual(['MCE103 low private']);
    expect(scan(program(group('0.0.0.0/0', '443')))).toEqual([]);
  });
  it('are joined', () => {
    const text = (id: string): string =>
      program(`${group('0.0.0.0/0', '11999')}
cluster:
  type: aws:elasticache/cluster:Cluster
  properties:
    engine: memcached
    port: 11999
    transitEncryptionEnabled: true
    securityGroupIds:
      - ${id}`);
    expect(scan(text('${sg.id}'))).toEqual(['MCE101 high internet 12']);
    expect(scan(text('sg-123'))).toEqual([]);
  });
  it('of Google', () => {
    const text = (range: string): string =>
      program(`fw:
  type: gcp:compute:Firewall
  properties:
    network: default
    allows:
      - protocol: tcp
        ports: ["11211"]
    sourceRanges: ["${range}"]`);
    expect(what(scan(text('0.0.0.0/0')))).toEqual(OPEN);
    expect(what(scan(text('10.0.0.0/24')))).toEqual(['MCE103 low private']);
  });
  it('of DigitalOcean', () => {
    const text = (address: string): string =>
      program(`fw:
  type: digitalocean:Firewall
  properties:
    inboundRules:
      - protocol: tcp
        portRange: "11211"
        sourceAddresses: ["${address}"]`);
    expect(what(scan(text('0.0.0.0/0')))).toEqual(OPEN);
    expect(what(scan(text('10.0.0.0/24')))).toEqual(['MCE103 low private']);
  });
});

describe('values', () => {
  it.each<[string, string, string, string[]]>([
    ['a default', '${cidr}', 'config:\n  cidr:\n    type: string\n    default: 0.0.0.0/0\n', OPEN],
    [
      'a closed default',
      '${cidr}',
      'config:\n  cidr:\n    type: string\n    default: 10.0.0.0/24\n',
      ['MCE103 low private'],
    ],
    ['no default', '${cidr}', 'config:\n  cidr:\n    type: string\n', ['MCE901 low internet']],
    [
      'a variable',
      '${nets[1].cidr}',
      'variables:\n  nets:\n    - cidr: 10.0.0.0/24\n    - cidr: 0.0.0.0/0\n',
      OPEN,
    ],
    [
      'its other item',
      '${nets[0].cidr}',
      'variables:\n  nets:\n    - cidr: 10.0.0.0/24\n    - cidr: 0.0.0.0/0\n',
      ['MCE103 low private'],
    ],
    ['a join', '${all}', 'variables:\n  all:\n    fn::join: ["/", ["0.0.0.0", "0"]]\n', OPEN],
    [
      'a selection',
      '${all}',
      'variables:\n  all:\n    fn::select: [1, {"fn::split": [",", "10.0.0.0/24,0.0.0.0/0"]}]\n',
      OPEN,
    ],
    ['itself', '${v}', 'variables:\n  v: ${v}\n', ['MCE901 low internet']],
    [
      'a call',
      '${v}',
      'variables:\n  v:\n    fn::invoke: {function: "x:y:z"}\n',
      ['MCE901 low internet'],
    ],
  ])('%s', (_, cidr, more, expected) => {
    expect(what(scan(program(group(cidr), more)))).toEqual(expected);
  });
  it('takes stacks as alternatives', () => {
    const text = program(group('${cidr}'), 'config:\n  cidr:\n    type: string\n');
    const stack = (cidr: string): Record<string, string> => ({
      'Pulumi.prod.yaml': `config:\n  cache:cidr: ${cidr}\n`,
    });
    expect(what(scan(text, stack('0.0.0.0/0')))).toEqual(OPEN);
    expect(what(scan(text, stack('10.0.0.0/24')))).toEqual(['MCE103 low private']);
  });
});

it('reads the program beside the project', () => {
  const main = program(group('0.0.0.0/0')).replace(head, '');
  expect(what(findingsOf({ 'Pulumi.yaml': head, 'Main.yaml': main }))).toEqual(OPEN);
  expect(findingsOf({ 'Main.yaml': main })).toEqual([]);
});
