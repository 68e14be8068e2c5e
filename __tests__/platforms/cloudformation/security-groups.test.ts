import { describe, expect, it } from '@jest/globals';
import { rulesAt } from '../templates.js';

const group = (rule: string, rest = ''): string => `AWSTemplateFormatVersion: 2010-09-09
${rest}
Resources:
  Cache:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: memcached
      SecurityGroupIngress:
${rule.replace(/^/gm, '        ')}
`;
const scan = (rule: string, rest = ''): string[] => {
  const text = group(rule, rest);
  return rulesAt('template.yaml', text).map((line) => {
    const number = Number(/ (\d+)(?: unresolved)?$/.exec(line)?.[1]);
    const shown = text.split('\n')[number - 1]?.trim() ?? '';
    return line.replace(/ \d+( unresolved)?$/, `$1: ${shown}`);
  });
};
const tcp = (source: string, from = '11211', to = from): string =>
  `- IpProtocol: tcp\n  FromPort: ${from}\n  ToPort: ${to}\n  ${source}`;

describe('a security group', () => {
  it.each<[string, string, string[]]>([
    ['IPv4', tcp('CidrIp: 0.0.0.0/0'), ['MCE101 high internet: CidrIp: 0.0.0.0/0']],
    [
      'quoted',
      tcp('CidrIp: "0.0.0.0/0"', '"11211"'),
      ['MCE101 high internet: CidrIp: "0.0.0.0/0"'],
    ],
    ['IPv6', tcp('CidrIpv6: ::/0'), ['MCE101 high internet: CidrIpv6: ::/0']],
    ['private', tcp('CidrIp: 10.0.0.0/16'), ['MCE103 low private: CidrIp: 10.0.0.0/16']],
    ['an office', tcp('CidrIp: 198.51.100.7/32'), ['MCE103 low public: CidrIp: 198.51.100.7/32']],
    [
      'host bits of everything',
      tcp('CidrIp: 10.1.2.3/0'),
      ['MCE101 high internet: CidrIp: 10.1.2.3/0'],
    ],
    ['another port', tcp('CidrIp: 0.0.0.0/0', '11212'), []],
    [
      'a range',
      tcp('CidrIp: 0.0.0.0/0', '11200', '11300'),
      ['MCE102 medium internet: CidrIp: 0.0.0.0/0'],
    ],
    [
      'everything',
      '- IpProtocol: -1\n  CidrIp: 0.0.0.0/0',
      ['MCE102 medium internet: CidrIp: 0.0.0.0/0'],
    ],
    [
      'udp by number',
      '- IpProtocol: 17\n  FromPort: 11211\n  ToPort: 11211\n  CidrIp: 0.0.0.0/0',
      ['MCE101 high internet: CidrIp: 0.0.0.0/0'],
    ],
    ['icmp', '- IpProtocol: icmp\n  FromPort: -1\n  ToPort: -1\n  CidrIp: 0.0.0.0/0', []],
    ['a group', tcp('SourceSecurityGroupId: sg-0123'), []],
    ['no source', '- IpProtocol: tcp\n  FromPort: 11211\n  ToPort: 11211', []],
    [
      'one object',
      'IpProtocol: tcp\nFromPort: 11211\nToPort: 11211\nCidrIp: 0.0.0.0/0',
      ['MCE101 high internet: CidrIp: 0.0.0.0/0'],
    ],
  ])('%s', (_, rule, expected) => {
    expect(scan(rule).map((line) => line)).toEqual(expected);
  });
});

const parameter = (lines: string): string => `Parameters:\n  P:\n${lines.replace(/^/gm, '    ')}`;

describe('parameters', () => {
  const byRef = tcp('CidrIp: !Ref P');
  it.each<[string, string, string, string[]]>([
    [
      'an open default',
      byRef,
      parameter('Type: String\nDefault: 0.0.0.0/0'),
      ['MCE101 high internet: CidrIp: !Ref P'],
    ],
    [
      'a private default',
      byRef,
      parameter('Type: String\nDefault: 10.0.0.0/24'),
      ['MCE103 low private: CidrIp: !Ref P'],
    ],
    [
      'no default',
      byRef,
      parameter('Type: String'),
      ['MCE901 low internet unresolved: CidrIp: !Ref P'],
    ],
    [
      'allowed values with an open one',
      byRef,
      parameter('Type: String\nAllowedValues: [10.0.0.0/24, 0.0.0.0/0]'),
      ['MCE101 high internet: CidrIp: !Ref P'],
    ],
    [
      'a default among open allowed values',
      byRef,
      parameter('Type: String\nDefault: 10.0.0.0/24\nAllowedValues: [10.0.0.0/24, 0.0.0.0/0]'),
      ['MCE103 low private: CidrIp: !Ref P'],
    ],
    [
      'the port',
      tcp('CidrIp: 0.0.0.0/0', '!Ref P'),
      parameter('Type: Number\nDefault: 11211'),
      ['MCE101 high internet: CidrIp: 0.0.0.0/0'],
    ],
    [
      'another port',
      tcp('CidrIp: 0.0.0.0/0', '!Ref P'),
      parameter('Type: Number\nDefault: 443'),
      [],
    ],
    [
      'a list',
      tcp('CidrIp: !Select [1, !Ref P]'),
      parameter('Type: CommaDelimitedList\nDefault: 10.0.0.0/24, 0.0.0.0/0'),
      ['MCE101 high internet: CidrIp: !Select [1, !Ref P]'],
    ],
    [
      'the other item',
      tcp('CidrIp: !Select [0, !Ref P]'),
      parameter('Type: CommaDelimitedList\nDefault: 10.0.0.0/24, 0.0.0.0/0'),
      ['MCE103 low private: CidrIp: !Select [0, !Ref P]'],
    ],
  ])('%s', (_, rule, rest, expected) => {
    expect(scan(rule, rest)).toEqual(expected);
  });
});

describe('intrinsic functions', () => {
  const env = (value: string): string =>
    `Parameters:\n  Env: {Type: String, Default: ${value}}\nConditions:\n  IsOpen: !Equals [!Ref Env, open]\nMappings:\n  Nets:\n    open: {Cidr: 0.0.0.0/0}\n    closed: {Cidr: 10.0.0.0/24}`;
  const open = ['MCE101 high internet'];
  const closed = ['MCE103 low private'];
  it.each<[string, string]>([
    ['!FindInMap', 'CidrIp: !FindInMap [Nets, !Ref Env, Cidr]'],
    ['!If', 'CidrIp: !If [IsOpen, 0.0.0.0/0, 10.0.0.0/24]'],
    ['Fn::If', 'CidrIp: {"Fn::If": [IsOpen, 0.0.0.0/0, 10.0.0.0/24]}'],
    [
      '!Sub',
      'CidrIp: !Sub ["${A}/${B}", {A: !If [IsOpen, 0.0.0.0, 10.0.0.0], B: !If [IsOpen, "0", "24"]}]',
    ],
    ['!Join', 'CidrIp: !Join ["", [!If [IsOpen, 0.0.0.0, 10.0.0.0], /, !If [IsOpen, 0, 24]]]'],
    ['!Split', 'CidrIp: !Select [0, !Split [",", !If [IsOpen, "0.0.0.0/0,x", "10.0.0.0/24,x"]]]'],
    [
      '!Cidr',
      'CidrIp: !Select [0, !Cidr [!If [IsOpen, 0.0.0.0/0, 10.0.0.0/16], 1, !If [IsOpen, 32, 8]]]',
    ],
  ])('%s', (_, source) => {
    const strip = (lines: string[]): string[] => lines.map((line) => line.split(':')[0]!);
    expect(strip(scan(tcp(source), env('open')))).toEqual(open);
    expect(strip(scan(tcp(source), env('closed')))).toEqual(closed);
  });

  it('takes a rule away with AWS::NoValue', () => {
    const rule = `- !If [IsOpen, {IpProtocol: tcp, FromPort: 11211, ToPort: 11211, CidrIp: 0.0.0.0/0}, !Ref AWS::NoValue]`;
    expect(scan(rule, env('open'))).toHaveLength(1);
    expect(scan(rule, env('closed'))).toEqual([]);
  });

  it('knows nothing of what other stacks export', () => {
    expect(scan(tcp('CidrIp: !ImportValue Net'))).toEqual([
      'MCE901 low internet unresolved: CidrIp: !ImportValue Net',
    ]);
    expect(scan(tcp('SourceSecurityGroupId: !ImportValue App'))).toEqual([]);
  });

  it('takes the network of the VPC for what it is', () => {
    const rest = (cidr: string): string => `${group(tcp('CidrIp: !GetAtt Vpc.CidrBlock'))}  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: ${cidr}}
`;
    expect(rulesAt('t.yaml', rest('10.0.0.0/16'))).toEqual([]);
  });

  it('puts a condition on the rule that has an undecided one', () => {
    const rest = 'Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, a]}';
    const rule =
      '- !If [C, {IpProtocol: tcp, FromPort: 11211, ToPort: 11211, CidrIp: 0.0.0.0/0}, !Ref AWS::NoValue]';
    expect(scan(rule, rest)[0]).toMatch(/^MCE101 medium internet/);
    expect(
      scan(rule.replace('11211, To', '443, To').replace('ToPort: 11211', 'ToPort: 443'), rest),
    ).toEqual([]);
  });

  it('runs loops', () => {
    const text = (cidr: string): string => `AWSTemplateFormatVersion: 2010-09-09
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Rules:
    - Port
    - [80, 11211]
    - Rule\${Port}:
        Type: AWS::EC2::SecurityGroupIngress
        Properties: {GroupId: sg-1, IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Sub "\${Port}", CidrIp: ${cidr}}
`;
    expect(rulesAt('t.yaml', text('0.0.0.0/0'))).toEqual(['MCE101 high internet 9']);
    expect(rulesAt('t.yaml', text('10.0.0.0/24'))).toEqual(['MCE103 low private 9']);
  });
});

describe('a resource with a condition', () => {
  const text = (value: string): string =>
    group(
      tcp('CidrIp: 0.0.0.0/0'),
      `Parameters: {E: {Type: String, Default: ${value}}}\nConditions: {C: !Not [!Equals [!Ref E, "no"]]}`,
    ).replace('    Type: AWS::EC2', '    Condition: C\n    Type: AWS::EC2');
  it('is there when the condition holds', () => {
    expect(rulesAt('t.yaml', text('yes'))).toHaveLength(1);
    expect(rulesAt('t.yaml', text('"no"'))).toEqual([]);
  });
});
