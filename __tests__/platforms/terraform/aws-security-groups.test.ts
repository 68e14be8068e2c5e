import { describe, expect, it } from '@jest/globals';
import { doors, translate } from './helpers.js';

/** A group with one rule; `rule` replaces lines of an open one. */
const inline = (...lines: string[]): string =>
  `resource "aws_security_group" "cache" {\n  ingress {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n}\n`;

const PORT = ['from_port = 11211', 'to_port = 11211', 'protocol = "tcp"'];

describe('inline rules of aws_security_group', () => {
  it.each<[string, string[], string[]]>([
    ['everyone', [...PORT, 'cidr_blocks = ["0.0.0.0/0"]'], ['main.tf:6 0.0.0.0/0 tcp 11211']],
    [
      'a private network',
      [...PORT, 'cidr_blocks = ["10.0.0.0/8"]'],
      ['main.tf:6 10.0.0.0/8 tcp 11211'],
    ],
    [
      'everyone by another spelling',
      [...PORT, 'cidr_blocks = ["10.9.8.7/0"]'],
      ['main.tf:6 0.0.0.0/0 tcp 11211'],
    ],
    ['everyone over IPv6', [...PORT, 'ipv6_cidr_blocks = ["::/0"]'], ['main.tf:6 ::/0 tcp 11211']],
    [
      'two halves',
      [...PORT, 'cidr_blocks = ["0.0.0.0/1", "128.0.0.0/1"]'],
      ['main.tf:6 0.0.0.0/0 tcp 11211'],
    ],
    [
      'both families in one rule',
      [...PORT, 'cidr_blocks = ["0.0.0.0/0"]', 'ipv6_cidr_blocks = ["::/0"]'],
      ['main.tf:6 0.0.0.0/0,::/0 tcp 11211'],
    ],
    [
      'the wide one of several networks',
      [...PORT, 'cidr_blocks = [', '  "10.0.0.0/8",', '  "0.0.0.0/0",', ']'],
      ['main.tf:8 0.0.0.0/0 tcp 11211'],
    ],
    ['nobody', [...PORT, 'cidr_blocks = []'], []],
    ['another group', [...PORT, 'security_groups = [aws_security_group.app.id]'], []],
    ['itself', [...PORT, 'self = true'], []],
    [
      'itself and everyone',
      [...PORT, 'self = true', 'cidr_blocks = ["0.0.0.0/0"]'],
      ['main.tf:7 0.0.0.0/0 tcp 11211'],
    ],
    [
      'every protocol',
      ['from_port = 0', 'to_port = 0', 'protocol = "-1"', 'cidr_blocks = ["0.0.0.0/0"]'],
      ['main.tf:6 0.0.0.0/0 tcp+udp all ports'],
    ],
    [
      'every protocol by name',
      ['from_port = 0', 'to_port = 0', 'protocol = "all"', 'cidr_blocks = ["0.0.0.0/0"]'],
      ['main.tf:6 0.0.0.0/0 tcp+udp all ports'],
    ],
    [
      'port 0 of TCP alone',
      ['from_port = 0', 'to_port = 0', 'protocol = "tcp"', 'cidr_blocks = ["0.0.0.0/0"]'],
      ['main.tf:6 0.0.0.0/0 tcp 0'],
    ],
    [
      'UDP by number',
      ['from_port = "11211"', 'to_port = "11211"', 'protocol = 17', 'cidr_blocks = ["0.0.0.0/0"]'],
      ['main.tf:6 0.0.0.0/0 udp 11211'],
    ],
    [
      'ICMP',
      ['from_port = -1', 'to_port = -1', 'protocol = "icmp"', 'cidr_blocks = ["0.0.0.0/0"]'],
      [],
    ],
    [
      'a variable without a value',
      [...PORT, 'cidr_blocks = var.cidrs'],
      ['main.tf:6 unresolved (`var.cidrs` is not declared) tcp 11211'],
    ],
    [
      'a network that is open beside one that is not known',
      [...PORT, 'cidr_blocks = ["0.0.0.0/0", var.office]'],
      ['main.tf:6 0.0.0.0/0 tcp 11211'],
    ],
    ['the network of the VPC', [...PORT, 'cidr_blocks = [data.aws_vpc.main.cidr_block]'], []],
  ])('%s', (_, lines, expected) => {
    const extra = 'data "aws_vpc" "main" {}\nresource "aws_security_group" "app" {}\n';
    expect(doors(inline(...lines) + extra)).toEqual(expected);
  });

  it('reads the rules of an attribute, where unset keys are null or empty', () => {
    const rule = (cidrs: string): string => `{
      description = "", from_port = 11211, to_port = 11211, protocol = "tcp"
      cidr_blocks = ${cidrs}, ipv6_cidr_blocks = null, prefix_list_ids = [], security_groups = [], self = false
    }`;
    const group = (rules: string): string =>
      `resource "aws_security_group" "cache" {\n  ingress = ${rules}\n}\n`;
    expect(doors(group(`[${rule('["0.0.0.0/0"]')}]`))).toEqual(['main.tf:4 0.0.0.0/0 tcp 11211']);
    expect(doors(group(`[${rule('[]')}]`))).toEqual([]);
    expect(doors(group('[]'))).toEqual([]);
  });

  it('never takes egress for an opening', () => {
    expect(
      doors(inline(...PORT, 'cidr_blocks = ["0.0.0.0/0"]').replace('ingress', 'egress')),
    ).toEqual([]);
  });

  it('reads the default group of a VPC', () => {
    const text = inline(...PORT, 'cidr_blocks = ["0.0.0.0/0"]').replace(
      'aws_security',
      'aws_default_security',
    );
    expect(doors(text)).toEqual(['main.tf:6 0.0.0.0/0 tcp 11211']);
  });

  it('points to the expression in the rule and to where its value comes from', () => {
    const [ingress] = translate({
      'main.tf': inline(...PORT, 'cidr_blocks = var.cidrs'),
      'variables.tf': 'variable "cidrs" {\n  default = [\n    "0.0.0.0/0",\n  ]\n}\n',
    }).ingresses;
    expect(ingress?.where).toEqual({
      file: 'main.tf',
      startLine: 6,
      startColumn: 19,
      endLine: 6,
      endColumn: 28,
      address: 'aws_security_group.cache',
    });
    expect(
      ingress?.related.map(({ where, message }) => `${where.file}:${where.startLine} ${message}`),
    ).toEqual(['main.tf:3 the ports of the rule', 'variables.tf:3 the default of var.cidrs']);
  });
});

describe('separate rules', () => {
  const rule = (type: string, ...lines: string[]): string =>
    `resource "${type}" "in" {\n  security_group_id = aws_security_group.cache.id\n${lines.map((line) => `  ${line}\n`).join('')}}\nresource "aws_security_group" "cache" {}\n`;

  it.each<[string, string[], string[]]>([
    [
      'everyone',
      ['type = "ingress"', ...PORT, 'cidr_blocks = ["0.0.0.0/0"]'],
      ['main.tf:7 0.0.0.0/0 tcp 11211'],
    ],
    [
      'a direction that is not known',
      ['type = var.type', ...PORT, 'cidr_blocks = ["0.0.0.0/0"]'],
      ['main.tf:7 0.0.0.0/0 tcp 11211 if the rule is for ingress (`var.type` is not declared)'],
    ],
    ['outwards', ['type = "egress"', ...PORT, 'cidr_blocks = ["0.0.0.0/0"]'], []],
    ['another group', ['type = "ingress"', ...PORT, 'source_security_group_id = "sg-1"'], []],
    [
      'every protocol whatever the ports',
      [
        'type = "ingress"',
        'from_port = 443',
        'to_port = 443',
        'protocol = "all"',
        'cidr_blocks = ["0.0.0.0/0"]',
      ],
      ['main.tf:7 0.0.0.0/0 tcp+udp all ports'],
    ],
    [
      'another port',
      [
        'type = "ingress"',
        'from_port = 443',
        'to_port = 443',
        'protocol = "tcp"',
        'cidr_blocks = ["0.0.0.0/0"]',
      ],
      ['main.tf:7 0.0.0.0/0 tcp 443'],
    ],
  ])('aws_security_group_rule: %s', (_, lines, expected) => {
    expect(doors(rule('aws_security_group_rule', ...lines))).toEqual(expected);
  });

  const VPC_PORT = ['from_port = 11211', 'to_port = 11211', 'ip_protocol = "tcp"'];
  it.each<[string, string[], string[]]>([
    ['everyone', [...VPC_PORT, 'cidr_ipv4 = "0.0.0.0/0"'], ['main.tf:6 0.0.0.0/0 tcp 11211']],
    ['everyone over IPv6', [...VPC_PORT, 'cidr_ipv6 = "::/0"'], ['main.tf:6 ::/0 tcp 11211']],
    [
      'every protocol',
      ['ip_protocol = "-1"', 'cidr_ipv4 = "0.0.0.0/0"'],
      ['main.tf:4 0.0.0.0/0 tcp+udp all ports'],
    ],
    ['another group', [...VPC_PORT, 'referenced_security_group_id = "sg-1"'], []],
    [
      'a prefix list of AWS',
      [...VPC_PORT, 'prefix_list_id = data.aws_ec2_managed_prefix_list.s3.id'],
      [],
    ],
    [
      'a prefix list of the repository',
      [...VPC_PORT, 'prefix_list_id = aws_ec2_managed_prefix_list.open.id'],
      ['main.tf:6 0.0.0.0/0 tcp 11211'],
    ],
    [
      'a closed prefix list of the repository',
      [...VPC_PORT, 'prefix_list_id = aws_ec2_managed_prefix_list.closed.id'],
      ['main.tf:6 10.0.0.0/7 tcp 11211'],
    ],
  ])('aws_vpc_security_group_ingress_rule: %s', (_, lines, expected) => {
    const lists = `
data "aws_ec2_managed_prefix_list" "s3" { name = "com.amazonaws.eu-west-1.s3" }
resource "aws_ec2_managed_prefix_list" "open" {
  entry { cidr = "10.0.0.0/8" }
  entry { cidr = "0.0.0.0/0" }
}
resource "aws_ec2_managed_prefix_list" "closed" {
  entry { cidr = "10.0.0.0/8" }
}
resource "aws_ec2_managed_prefix_list_entry" "more" {
  prefix_list_id = aws_ec2_managed_prefix_list.closed.id
  cidr           = "11.0.0.0/8"
}
`;
    expect(doors(rule('aws_vpc_security_group_ingress_rule', ...lines) + lists)).toEqual(expected);
  });
});

describe('what stands behind a group', () => {
  const open = (rest: string): string => inline(...PORT, 'cidr_blocks = ["0.0.0.0/0"]') + rest;
  const cluster = (engine: string, id = 'aws_security_group.cache.id'): string =>
    `resource "aws_elasticache_cluster" "c" {\n  engine = "${engine}"\n  security_group_ids = [${id}]\n}\n`;

  it('is the memcached cluster that is in it', () => {
    const { ingresses, listeners, restrictions } = translate(open(cluster('memcached')));
    expect(ingresses.map(({ target, leadsTo }) => [target, leadsTo])).toEqual([
      [['aws_elasticache_cluster.c'], 'memcached'],
    ]);
    expect(listeners.map(({ workload, sockets }) => [workload, sockets])).toEqual([
      [
        'aws_elasticache_cluster.c',
        [
          {
            protocol: 'tcp',
            scope: 'all',
            address: 'the endpoints of the cluster',
            port: 11211,
            tls: 'none',
          },
        ],
      ],
    ]);
    expect(restrictions.map(({ admits }) => String(admits))).toEqual(['0.0.0.0/0']);
  });

  it('is something else for a cluster of Redis, and unknown for an instance', () => {
    expect(translate(open(cluster('redis'))).ingresses[0]?.leadsTo).toBe('something-else');
    expect(translate(open(cluster('redis'))).listeners).toEqual([]);
    const wide = open(cluster('redis')).replace('"tcp"', '"-1"');
    expect(translate(wide).ingresses[0]?.leadsTo).toBe('unknown');
    const instance =
      'resource "aws_instance" "i" {\n  vpc_security_group_ids = [aws_security_group.cache.id]\n}\n';
    expect(translate(open(instance)).ingresses[0]).toMatchObject({
      target: ['aws_instance.i'],
      leadsTo: 'unknown',
    });
  });

  it('is found through modules, lists and conditions', () => {
    const files = {
      'main.tf': `
module "sg" { source = "./sg" }
resource "aws_elasticache_cluster" "c" {
  engine             = "memcached"
  security_group_ids = compact(concat(module.sg.ids, [""]))
}
`,
      'sg/main.tf': `${inline(...PORT, 'cidr_blocks = ["0.0.0.0/0"]').replace('{\n', '{\n  count = 1\n')}
output "ids" { value = aws_security_group.cache[*].id }
`,
    };
    expect(translate(files).ingresses[0]).toMatchObject({
      name: 'module.sg.aws_security_group.cache[0]',
      target: ['aws_elasticache_cluster.c'],
      leadsTo: 'memcached',
    });
  });

  it('is restricted by all its groups together, and unresolved with one that is not known', () => {
    const admits = (ids: string): unknown =>
      translate(
        open(`${cluster('memcached', ids)}variable "more" {}\n`).replace('0.0.0.0/0', '10.0.0.0/8'),
      ).restrictions.map(({ admits: who }) => ('reason' in who ? who.reason : String(who)));
    expect(admits('aws_security_group.cache.id')).toEqual(['10.0.0.0/8']);
    expect(admits('aws_security_group.cache.id, var.more')).toEqual(['`var.more` has no default']);
  });
});

describe('network ACLs', () => {
  const rule = (
    number: number,
    action: string,
    cidr: string,
    port: number | string = 11211,
  ): string =>
    `  ingress {\n    rule_no = ${number}\n    action = "${action}"\n    protocol = "tcp"\n    from_port = ${port}\n    to_port = ${port}\n    cidr_block = "${cidr}"\n  }\n`;
  const acl = (...rules: string[]): string =>
    `resource "aws_network_acl" "a" {\n${rules.join('')}}\n`;

  it.each<[string, string, string[]]>([
    ['allowed', acl(rule(100, 'allow', '0.0.0.0/0')), ['main.tf:8 0.0.0.0/0 tcp 11211']],
    ['denied before', acl(rule(200, 'allow', '0.0.0.0/0'), rule(100, 'deny', '0.0.0.0/0')), []],
    [
      'denied after',
      acl(rule(100, 'allow', '0.0.0.0/0'), rule(200, 'deny', '0.0.0.0/0')),
      ['main.tf:8 0.0.0.0/0 tcp 11211'],
    ],
    [
      'denied for half',
      acl(rule(1, 'deny', '128.0.0.0/1'), rule(2, 'allow', '0.0.0.0/0')),
      ['main.tf:16 0.0.0.0/1 tcp 11211'],
    ],
    ['another port', acl(rule(100, 'allow', '0.0.0.0/0', 443)), []],
    ['nothing', acl(), []],
  ])('%s', (_, text, expected) => {
    expect(doors(text)).toEqual(expected);
  });

  it('takes separate rules, of which egress is none', () => {
    const separate = (egress: boolean): string => `${acl()}
resource "aws_network_acl_rule" "r" {
  network_acl_id = aws_network_acl.a.id
  rule_number    = 1
  rule_action    = "allow"
  egress         = ${egress}
  protocol       = "-1"
  cidr_block     = "0.0.0.0/0"
}
`;
    expect(doors(separate(false))).toEqual(['main.tf:10 0.0.0.0/0 tcp+udp all ports']);
    expect(doors(separate(true))).toEqual([]);
  });

  it('stands back behind security groups unless it names memcached', () => {
    const group = 'resource "aws_security_group" "g" {}\n';
    const all = acl(rule(100, 'allow', '0.0.0.0/0')).replace('"tcp"', '"-1"');
    expect(doors(all)).toHaveLength(1);
    expect(doors(all + group)).toEqual([]);
    expect(doors(acl(rule(100, 'allow', '0.0.0.0/0')) + group)).toEqual([
      'main.tf:8 0.0.0.0/0 tcp 11211 if a security group of the hosts behind it lets it in as well',
    ]);
  });
});
