import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../../src/files/memory.js';
import { scanTree } from '../../../src/scan.js';
import { findingsOf, rulesAt } from '../templates.js';

const head = 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n';
const resource = (name: string, type: string, properties: string): string =>
  `  ${name}:\n    Type: ${type}\n    Properties:\n${properties.replace(/^/gm, '      ')}\n`;
const group = (cidr: string, name = 'Group', port = 11211): string =>
  resource(
    name,
    'AWS::EC2::SecurityGroup',
    `GroupDescription: x\nSecurityGroupIngress:\n  - {IpProtocol: tcp, FromPort: ${port}, ToPort: ${port}, CidrIp: ${cidr}}`,
  );
const cluster = (more = '', encrypted = true): string =>
  resource(
    'Cluster',
    'AWS::ElastiCache::CacheCluster',
    `Engine: memcached\nCacheNodeType: cache.t3.micro\nNumCacheNodes: 1\nTransitEncryptionEnabled: ${encrypted}\nVpcSecurityGroupIds: [!GetAtt Group.GroupId]${more}`,
  );
const listenersOf = (text: string) => scanTree(new MemoryTree({ 't.yaml': text })).listeners;

describe('ElastiCache', () => {
  it('is behind its security group', () => {
    expect(rulesAt('t.yaml', head + group('0.0.0.0/0') + cluster())).toEqual([
      'MCE101 high internet 8',
    ]);
    expect(rulesAt('t.yaml', head + group('10.0.0.0/24') + cluster())).toEqual([
      'MCE103 low private 8',
    ]);
    const { exposures } = scanTree(
      new MemoryTree({ 't.yaml': head + group('0.0.0.0/0') + cluster() }),
    );
    expect(exposures.map(({ confirmed, listener }) => [confirmed, listener?.workload])).toEqual([
      [true, 'Cluster in t.yaml'],
    ]);
  });

  it('listens on its port', () => {
    const own = cluster('\nPort: 11999');
    expect(rulesAt('t.yaml', head + group('0.0.0.0/0', 'Group', 11999) + own)).toEqual([
      'MCE101 high internet 8',
    ]);
    expect(rulesAt('t.yaml', head + group('0.0.0.0/0', 'Group', 11998) + own)).toEqual([]);
  });

  it('speaks TLS when it says so, and names its version', () => {
    const [plain] = listenersOf(head + cluster('\nEngineVersion: 1.6.12', false));
    expect(plain).toMatchObject({
      workload: 'Cluster in t.yaml',
      placement: 'managed',
      platform: 'cloudformation',
      sockets: [{ port: 11211, tls: 'none' }],
      version: { trust: 'managed', version: { major: 1, minor: 6, patch: 12 } },
    });
    const [tls] = listenersOf(head + cluster());
    expect(tls).toMatchObject({ sockets: [{ tls: 'server' }] });
  });

  it('is no memcached with another engine', () => {
    expect(listenersOf(head + cluster().replace('memcached', 'redis'))).toEqual([]);
  });

  it('joins rules that stand alone', () => {
    const rule = (id: string): string =>
      resource(
        'Rule',
        'AWS::EC2::SecurityGroupIngress',
        `GroupId: ${id}\nIpProtocol: tcp\nFromPort: 11999\nToPort: 11999\nCidrIp: 0.0.0.0/0`,
      );
    const base =
      head +
      resource('Group', 'AWS::EC2::SecurityGroup', 'GroupDescription: x') +
      cluster('\nPort: 11999');
    expect(rulesAt('t.yaml', base + rule('!Ref Group'))).toEqual(['MCE101 high internet 23']);
    expect(rulesAt('t.yaml', base + rule('sg-other'))).toEqual([]);
  });
});

describe('a prefix list', () => {
  const text = (cidr: string): string =>
    head +
    resource(
      'List',
      'AWS::EC2::PrefixList',
      `AddressFamily: IPv4\nMaxEntries: 1\nPrefixListName: x\nEntries:\n  - Cidr: ${cidr}`,
    ) +
    resource(
      'G',
      'AWS::EC2::SecurityGroup',
      'GroupDescription: x\nSecurityGroupIngress:\n  - {IpProtocol: tcp, FromPort: 11211, ToPort: 11211, SourcePrefixListId: !GetAtt List.PrefixListId}',
    );
  it('is resolved', () => {
    expect(rulesAt('t.yaml', text('0.0.0.0/0')).map((line) => line.slice(0, 20))).toEqual([
      'MCE101 high internet',
    ]);
    expect(rulesAt('t.yaml', text('10.0.0.0/24')).map((line) => line.slice(0, 18))).toEqual([
      'MCE103 low private',
    ]);
  });
});

describe('a network ACL', () => {
  const entries = (first: string, second: string): string =>
    head +
    resource('Acl', 'AWS::EC2::NetworkAcl', 'VpcId: vpc-1') +
    [first, second]
      .map((action, index) =>
        resource(
          `E${index}`,
          'AWS::EC2::NetworkAclEntry',
          `NetworkAclId: !Ref Acl\nRuleNumber: ${100 + index}\nProtocol: 6\nRuleAction: ${action}\nEgress: false\nCidrBlock: 0.0.0.0/0\nPortRange: {From: 11211, To: 11211}`,
        ),
      )
      .join('');
  it('is followed in the order of its rules', () => {
    expect(rulesAt('t.yaml', entries('allow', 'deny'))).toEqual(['MCE101 high internet 15']);
    expect(rulesAt('t.yaml', entries('deny', 'allow'))).toEqual([]);
    expect(
      rulesAt('t.yaml', entries('allow', 'deny').replace(/Egress: false/g, 'Egress: true')),
    ).toEqual([]);
  });
  it('lets all in before security groups of other templates', () => {
    const all = entries('allow', 'allow').replace(/Protocol: 6/g, 'Protocol: -1');
    const run = (other: string): string[] =>
      findingsOf({ 't.yaml': all, 'other.yaml': head + other });
    expect(run(group('10.0.0.0/24', 'G', 443))).toEqual([]);
    expect(run(resource('V', 'AWS::EC2::VPC', 'CidrBlock: 10.0.0.0/16'))).toEqual([
      'MCE102 medium internet t.yaml:15',
    ]);
  });
  it('is found when it is declared elsewhere', () => {
    const elsewhere = (text: string): string => text.replace(/!Ref Acl/g, '!ImportValue Acl');
    expect(rulesAt('t.yaml', elsewhere(entries('allow', 'deny')))).toEqual([
      'MCE101 high internet 15',
    ]);
    expect(rulesAt('t.yaml', elsewhere(entries('deny', 'allow')))).toEqual([]);
  });
});

describe('a machine', () => {
  const machine = (start: string): string =>
    head +
    group('0.0.0.0/0') +
    resource(
      'Box',
      'AWS::EC2::Instance',
      `ImageId: ami-1\nSecurityGroupIds: [!Ref Group]\nUserData:\n  Fn::Base64: !Sub |\n    #!/bin/bash\n    echo \${AWS::StackName}\n    ${start}`,
    );
  it('runs its start-up script', () => {
    expect(rulesAt('t.yaml', machine('memcached -d -u nobody -l 0.0.0.0'))).toContain(
      'MCE101 critical internet 8',
    );
    expect(rulesAt('t.yaml', machine('memcached -d -u nobody -l 127.0.0.1'))).toEqual([]);
    const [listener] = listenersOf(machine('memcached -d -u nobody -l 0.0.0.0'));
    expect(listener?.where.startLine).toBe(18);
  });

  it('runs scripts that are joined from lines in JSON', () => {
    const text = (address: string): string =>
      JSON.stringify(
        {
          AWSTemplateFormatVersion: '2010-09-09',
          Resources: {
            G: {
              Type: 'AWS::EC2::SecurityGroup',
              Properties: {
                GroupDescription: 'x',
                SecurityGroupIngress: [
                  { IpProtocol: 'tcp', FromPort: '11211', ToPort: '11211', CidrIp: '0.0.0.0/0' },
                ],
              },
            },
            Box: {
              Type: 'AWS::EC2::Instance',
              Properties: {
                SecurityGroupIds: [{ 'Fn::GetAtt': ['G', 'GroupId'] }],
                UserData: {
                  'Fn::Base64': {
                    'Fn::Join': [
                      '',
                      ['#!/bin/bash\n', 'memcached -d -u nobody -l ', address, '\n'],
                    ],
                  },
                },
              },
            },
          },
        },
        undefined,
        1,
      );
    expect(findingsOf({ 't.json': text('0.0.0.0') })).toContain(
      'MCE101 critical internet t.json:13',
    );
    expect(findingsOf({ 't.json': text('127.0.0.1') })).toEqual([]);
  });

  it('does what cfn-init is told', () => {
    const text = (listen: string): string =>
      head +
      group('0.0.0.0/0') +
      `  Box:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          packages:
            yum:
              memcached: []
          files:
            /etc/sysconfig/memcached:
              content: |
                PORT="11211"
                OPTIONS="-l ${listen}"
          services:
            sysvinit:
              memcached: {enabled: true, ensureRunning: true}
    Properties:
      SecurityGroupIds: [!Ref Group]
      UserData: !Base64 "#!/bin/bash\\n/opt/aws/bin/cfn-init -s x -r Box"
`;
    expect(rulesAt('t.yaml', text('0.0.0.0'))).toContain('MCE101 critical internet 8');
    expect(rulesAt('t.yaml', text('127.0.0.1'))).toEqual([]);
  });
});

describe('containers', () => {
  const text = (command: string): string =>
    head +
    group('0.0.0.0/0') +
    resource(
      'Task',
      'AWS::ECS::TaskDefinition',
      `NetworkMode: awsvpc\nContainerDefinitions:\n  - Name: cache\n    Image: memcached:1.6.39\n    Command: ${command}\n    PortMappings: [{ContainerPort: 11211}]`,
    ) +
    resource(
      'Service',
      'AWS::ECS::Service',
      'TaskDefinition: !Ref Task\nNetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ENABLED, SecurityGroups: [!Ref Group], Subnets: [s]}}',
    );
  it('are behind the groups of their service', () => {
    expect(rulesAt('t.yaml', text('[]'))).toContain('MCE101 critical internet 8');
    expect(rulesAt('t.yaml', text('["-l", "127.0.0.1"]'))).toEqual([]);
  });
});

describe('a network load balancer', () => {
  const text = (scheme: string): string =>
    head +
    resource('Lb', 'AWS::ElasticLoadBalancingV2::LoadBalancer', `Type: network${scheme}`) +
    resource('Targets', 'AWS::ElasticLoadBalancingV2::TargetGroup', 'Port: 11211\nProtocol: TCP') +
    resource(
      'Listener',
      'AWS::ElasticLoadBalancingV2::Listener',
      'LoadBalancerArn: !Ref Lb\nPort: 11211\nProtocol: TCP\nDefaultActions: [{Type: forward, TargetGroupArn: !Ref Targets}]',
    );
  it('faces the internet unless it is internal', () => {
    expect(rulesAt('t.yaml', text('')).length).toBeGreaterThan(0);
    expect(rulesAt('t.yaml', text('\nScheme: internal'))).toEqual([]);
  });
});

describe('Lightsail', () => {
  const text = (cidrs: string): string =>
    head +
    resource(
      'Box',
      'AWS::Lightsail::Instance',
      `InstanceName: x\nBundleId: x\nBlueprintId: x\nNetworking:\n  Ports:\n    - {FromPort: 11211, ToPort: 11211, Protocol: tcp${cidrs}}`,
    );
  it('lets everyone in without sources', () => {
    expect(rulesAt('t.yaml', text(''))).toEqual(['MCE101 high internet 11']);
    expect(rulesAt('t.yaml', text(', Cidrs: [10.0.0.0/24]'))).toEqual(['MCE103 low private 11']);
  });
});

describe('nested stacks', () => {
  const child = `Parameters: {Cidr: {Type: String, Default: 0.0.0.0/0}}
Resources:
  G:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: x
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 11211, ToPort: 11211, CidrIp: !Ref Cidr}]
`;
  const parent = (url: string, cidr: string): string =>
    head +
    resource(
      'Net',
      'AWS::CloudFormation::Stack',
      `TemplateURL: ${url}\nParameters: {Cidr: ${cidr}}`,
    );
  it('get the parameters of their parent', () => {
    const run = (url: string, cidr: string): string[] =>
      findingsOf({ 'main.yaml': parent(url, cidr), 'net/group.yaml': child });
    expect(run('./net/group.yaml', '10.0.0.0/24')).toEqual(['MCE103 low private net/group.yaml:7']);
    expect(run('./net/group.yaml', '0.0.0.0/0')).toEqual(['MCE101 high internet net/group.yaml:7']);
    expect(run('https://bucket.s3.amazonaws.com/v1/net/group.yaml', '10.0.0.0/24')).toEqual([
      'MCE103 low private net/group.yaml:7',
    ]);
    expect(
      run('!Sub "https://${AWS::Region}.s3.amazonaws.com/v1/group.yaml"', '10.0.0.0/24'),
    ).toEqual(['MCE103 low private net/group.yaml:7']);
  });
  it('that are elsewhere are told where memcached is in question', () => {
    const run = (name: string): string[] =>
      findingsOf({ 'main.yaml': parent(`https://bucket.s3.amazonaws.com/${name}.yaml`, 'x') });
    expect(run('memcached')).toEqual(['MCE901 low none main.yaml:6 unresolved']);
  });
});

describe('classic load balancers', () => {
  const balancer = (port: number, more = '', protocol = 'TCP'): string =>
    head +
    resource(
      'Lb',
      'AWS::ElasticLoadBalancing::LoadBalancer',
      `${more}Listeners:\n  - {LoadBalancerPort: '11211', InstancePort: '${port}', Protocol: ${protocol}}`,
    );
  it.each<[string, string, string[]]>([
    ['in front of 11211', balancer(11211), ['MCE202']],
    ['inside', balancer(11211, 'Scheme: internal\n'), []],
    ['in front of another port', balancer(8080), []],
    ['that speaks HTTP', balancer(11211, '', 'HTTP'), []],
    [
      'whose group lets nobody in',
      `${balancer(11211, 'SecurityGroups: [!Ref Group]\n')}${group('10.0.0.0/24', 'Group', 443)}`,
      [],
    ],
  ])('%s', (_name, text, expected) => {
    expect(rulesAt('t.yaml', text).map((line) => line.split(' ')[0])).toEqual(expected);
  });
});

describe('hostile templates', () => {
  it.each([
    [
      'a condition of itself',
      'Conditions: {C: !Condition C}\nResources:\n  G: {Type: AWS::EC2::SecurityGroup, Condition: C, Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 11211, ToPort: 11211, CidrIp: 0.0.0.0/0}]}}',
    ],
    [
      'a port of itself',
      'Resources:\n  C: {Type: AWS::ElastiCache::CacheCluster, Properties: {Engine: memcached, Port: !GetAtt C.ConfigurationEndpoint.Port}}',
    ],
    [
      'a stack of itself',
      'Resources:\n  S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: t.yaml}}',
    ],
    [
      'functions of nothing',
      'Resources:\n  G: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [!If [], !Sub [], !Join [], !Select [], !Split [], !FindInMap [], !GetAtt [], !Cidr [], !Ref [], !Not [], !Base64 [], {Fn::Sub: }, {Fn::If: {a: b}}]}}',
    ],
    [
      'no properties',
      'Resources:\n  G: {Type: AWS::EC2::SecurityGroup}\n  H: {Type: AWS::ECS::TaskDefinition}\n  I: [1]\n  J: AWS::',
    ],
    [
      'loops in loops',
      `Resources:\n${'  "Fn::ForEach::A": [X, [1,2,3,4,5,6,7,8,9,0], {"Fn::ForEach::B": [Y, [1,2,3,4,5,6,7,8,9,0], {"Fn::ForEach::C": [Z, [1,2,3,4,5,6,7,8,9,0], {"Fn::ForEach::D": [W, [1,2,3,4,5,6,7,8,9,0], {"G${X}${Y}${Z}${W}": {Type: AWS::EC2::SecurityGroup}}]}]}]}]'}`,
    ],
  ])('%s', (_, text) => {
    expect(() =>
      findingsOf({ 't.yaml': `AWSTemplateFormatVersion: 2010-09-09\n${text}` }),
    ).not.toThrow();
  });
});
