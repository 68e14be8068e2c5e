import { describe, expect, it } from '@jest/globals';
import { cloudKind } from '../../../src/platforms/controllers/kinds.js';
import { findingsOf, rulesAt } from '../templates.js';

const object = (apiVersion: string, kind: string, name: string, spec: string): string =>
  `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: ${name}
spec:
${spec.replace(/^/gm, '  ')}
`;
const short = (text: string): string[] =>
  rulesAt('cloud.yaml', text).map((line) => line.replace(/ \d+(?= |$)/, ''));

describe("Crossplane's generated providers", () => {
  const rule = (more: string, kind = 'SecurityGroupRule'): string =>
    object(
      'ec2.aws.upbound.io/v1beta1',
      kind,
      'cache',
      `forProvider:\n  region: eu-west-1\n${more.replace(/^/gm, '  ')}`,
    );
  const opening = (cidr: string): string =>
    `type: ingress\nprotocol: tcp\nfromPort: 11211\ntoPort: 11211\ncidrBlocks: [${cidr}]`;
  it.each<[string, string, string[]]>([
    ['a rule open to all', rule(opening('0.0.0.0/0')), ['MCE101 high internet']],
    ['a rule for a private network', rule(opening('10.0.0.0/24')), ['MCE103 low private']],
    ['a rule for another port', rule(opening('0.0.0.0/0').replaceAll('11211', '443')), []],
    ['a rule for what goes out', rule(opening('0.0.0.0/0').replace('ingress', 'egress')), []],
    [
      'the newer rule, every protocol',
      rule("cidrIpv4: 0.0.0.0/0\nipProtocol: '-1'", 'SecurityGroupIngressRule'),
      ['MCE102 medium internet'],
    ],
    [
      'a namespaced provider',
      rule(opening('0.0.0.0/0')).replace('.aws.upbound', '.aws.m.upbound'),
      ['MCE101 high internet'],
    ],
    [
      'a group of Azure',
      object(
        'network.azure.upbound.io/v1beta1',
        'SecurityRule',
        'in',
        'forProvider:\n  access: Allow\n  direction: Inbound\n  priority: 100\n  protocol: Tcp\n  sourceAddressPrefix: "*"\n  sourcePortRange: "*"\n  destinationAddressPrefix: "*"\n  destinationPortRange: "11211"',
      ),
      ['MCE101 high internet'],
    ],
    [
      'a firewall of Google',
      object(
        'compute.gcp.upbound.io/v1beta1',
        'Firewall',
        'in',
        'forProvider:\n  network: default\n  sourceRanges: [0.0.0.0/0]\n  allow:\n    - protocol: tcp\n      ports: ["11211"]',
      ),
      ['MCE101 high internet'],
    ],
    [
      'an address that the chart gives',
      rule(opening('{{ .Values.cidr }}')),
      ['MCE901 low internet unresolved'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(short(text)).toEqual(expected);
  });

  it('points at the value that opens the door', () => {
    expect(rulesAt('cloud.yaml', rule(opening('0.0.0.0/0')))).toEqual(['MCE101 high internet 12']);
  });

  it('joins a cluster to the group that guards it, by name and by labels', () => {
    const cluster = (reference: string): string =>
      object(
        'elasticache.aws.upbound.io/v1beta1',
        'Cluster',
        'sessions',
        `forProvider:\n  engine: memcached\n${reference.replace(/^/gm, '  ')}`,
      );
    const group = object(
      'ec2.aws.upbound.io/v1beta1',
      'SecurityGroup',
      'guard',
      'forProvider: {}',
    ).replace('name: guard', 'name: guard\n  labels: {role: cache}');
    const of = (reference: string): string[] =>
      short(
        [
          group,
          rule(`${opening('0.0.0.0/0')}\nsecurityGroupIdRef: {name: guard}`),
          cluster(reference),
        ].join('---\n'),
      );
    const joined = of('securityGroupIdRefs: [{name: guard}]');
    expect(joined).toContain('MCE101 high internet');
    expect(of('securityGroupIdSelector: {matchLabels: {role: cache}}')).toEqual(joined);
  });
});

describe('compositions', () => {
  const composition = (mode: 'resources' | 'pipeline', patches: string): string => {
    const resources = `resources:
  - name: rule
    base:
      apiVersion: ec2.aws.upbound.io/v1beta1
      kind: SecurityGroupRule
      spec:
        forProvider:
          type: ingress
          protocol: tcp
          fromPort: 11211
          toPort: 11211
          cidrBlocks: [0.0.0.0/0]
${patches.replace(/^(?=.)/gm, '    ')}`;
    const spec =
      mode === 'resources'
        ? resources
        : `mode: Pipeline\npipeline:\n  - step: all\n    input:\n${resources.replace(/^(?=.)/gm, '      ')}`;
    return object('apiextensions.crossplane.io/v1', 'Composition', 'all', spec);
  };
  it.each(['resources', 'pipeline'] as const)('are read with their %s', (mode) => {
    expect(short(composition(mode, ''))).toEqual(['MCE101 high internet']);
    const patch = (to: string): string =>
      `patches:\n  - fromFieldPath: spec.x\n    toFieldPath: ${to}\n`;
    expect(short(composition(mode, patch('spec.forProvider.cidrBlocks[0]')))).toEqual([
      'MCE901 low internet unresolved',
    ]);
    expect(short(composition(mode, patch('spec.forProvider.description')))).toEqual([
      'MCE101 high internet',
    ]);
  });
});

describe('controllers that are written by hand', () => {
  it.each<[string, string, string[]]>([
    [
      'ACK, open to all',
      object(
        'ec2.services.k8s.aws/v1alpha1',
        'SecurityGroup',
        'g',
        'ingressRules:\n  - ipProtocol: tcp\n    fromPort: 11211\n    toPort: 11211\n    ipRanges:\n      - cidrIP: 0.0.0.0/0',
      ),
      ['MCE101 high internet'],
    ],
    [
      'ACK, another group',
      object(
        'ec2.services.k8s.aws/v1alpha1',
        'SecurityGroup',
        'g',
        'ingressRules:\n  - ipProtocol: tcp\n    fromPort: 11211\n    toPort: 11211\n    userIDGroupPairs:\n      - groupID: sg-1',
      ),
      [],
    ],
    [
      'classic Crossplane, IPv6',
      object(
        'ec2.aws.crossplane.io/v1beta1',
        'SecurityGroup',
        'g',
        'forProvider:\n  ingress:\n    - ipProtocol: tcp\n      fromPort: 11211\n      toPort: 11211\n      ipv6Ranges:\n        - cidrIPv6: ::/0',
      ),
      ['MCE101 high internet'],
    ],
    [
      'classic Crossplane, what goes out',
      object(
        'ec2.aws.crossplane.io/v1beta1',
        'SecurityGroup',
        'g',
        'forProvider:\n  egress:\n    - ipProtocol: tcp\n      fromPort: 11211\n      toPort: 11211\n      ipRanges:\n        - cidrIp: 0.0.0.0/0',
      ),
      [],
    ],
    [
      'Azure Service Operator',
      object(
        'network.azure.com/v1api20201101',
        'NetworkSecurityGroupsSecurityRule',
        'r',
        'owner: {name: g}\naccess: Allow\ndirection: Inbound\npriority: 100\nprotocol: Tcp\nsourceAddressPrefix: Internet\nsourcePortRange: "*"\ndestinationAddressPrefix: "*"\ndestinationPortRange: "11211"',
      ),
      ['MCE101 high internet'],
    ],
    [
      'Azure Service Operator, denied',
      object(
        'network.azure.com/v1api20201101',
        'NetworkSecurityGroupsSecurityRule',
        'r',
        'owner: {name: g}\naccess: Deny\ndirection: Inbound\npriority: 100\nprotocol: Tcp\nsourceAddressPrefix: Internet\nsourcePortRange: "*"\ndestinationAddressPrefix: "*"\ndestinationPortRange: "11211"',
      ),
      [],
    ],
  ])('%s', (_name, text, expected) => {
    expect(short(text)).toEqual(expected);
  });

  it('lets a denial of the same group come first', () => {
    const rule = (access: string, priority: number): string =>
      object(
        'network.azure.com/v1api20201101',
        'NetworkSecurityGroupsSecurityRule',
        access.toLowerCase(),
        `owner: {name: g}\naccess: ${access}\ndirection: Inbound\npriority: ${priority}\nprotocol: Tcp\nsourceAddressPrefix: Internet\nsourcePortRange: "*"\ndestinationAddressPrefix: "*"\ndestinationPortRange: "11211"`,
      );
    const group = object(
      'network.azure.com/v1api20201101',
      'NetworkSecurityGroup',
      'g',
      'location: x',
    );
    const all = (deny: number): string[] =>
      short([group, rule('Allow', 200), rule('Deny', deny)].join('---\n'));
    expect(all(100)).toEqual([]);
    expect(all(300)).toEqual(['MCE101 high internet']);
  });
});

it('leaves other objects of the same groups alone', () => {
  expect(cloudKind('ec2.aws.upbound.io/v1beta1', 'VPC')).toBeUndefined();
  expect(cloudKind('ec2.aws.example.io/v1', 'SecurityGroup')).toBeUndefined();
  expect(
    findingsOf({ 'a.yaml': object('ec2.aws.upbound.io/v1beta1', 'SecurityGroup', 'g', 'a: 1') }),
  ).toEqual([]);
});
