import { describe, expect, it } from '@jest/globals';
import { isUnresolved } from '../../../src/facts.js';
import { doors, translate } from './helpers.js';

const rule = (number: number, action: string, cidr: string, port = 11211): string => `
  ingress {
    rule_no    = ${number}
    action     = "${action}"
    protocol   = "tcp"
    from_port  = ${port}
    to_port    = ${port}
    cidr_block = "${cidr}"
  }
`;
const everything = `
  ingress {
    rule_no    = 1000
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }
`;

interface Shape {
  readonly acl: string;
  readonly subnets?: string;
  readonly instance?: string;
  readonly ports?: string;
  readonly more?: string;
}

/** An instance in a subnet, in an open group, behind a network ACL. */
const network = ({
  acl,
  subnets = 'subnet_ids = [aws_subnet.a.id]',
  instance = '',
  ports = 'from_port   = 11211\n    to_port     = 11211\n    protocol    = "tcp"',
  more = '',
}: Shape): string => `
resource "aws_security_group" "g" {
  ingress {
    ${ports}
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_subnet" "a" {}
resource "aws_subnet" "b" {}
resource "aws_instance" "i" {
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.g.id]
  ${instance}
}
resource "aws_network_acl" "acl" {
  ${subnets}
  ${acl}
}
${more}`;

const GROUP_OPEN = 'main.tf:7 0.0.0.0/0 tcp 11211';

describe('network ACLs in front of the hosts of their subnets', () => {
  const deny = rule(1, 'deny', '0.0.0.0/0') + everything;
  const cases: [string, string, string[]][] = [
    ['all denied', network({ acl: deny }), []],
    ['all denied, as nothing is allowed', network({ acl: '' }), []],
    [
      'allowed before it is denied',
      network({ acl: everything.replace('1000', '1') + rule(2, 'deny', '0.0.0.0/0') }),
      [GROUP_OPEN],
    ],
    [
      'another port denied',
      network({ acl: rule(1, 'deny', '0.0.0.0/0', 22) + everything }),
      [GROUP_OPEN],
    ],
    [
      'half of the internet denied',
      network({ acl: rule(1, 'deny', '128.0.0.0/1') + everything }),
      ['main.tf:7 0.0.0.0/1 tcp 11211'],
    ],
    [
      'only the private allowed',
      network({ acl: rule(1, 'allow', '10.0.0.0/8') }),
      ['main.tf:7 10.0.0.0/8 tcp 11211'],
    ],
    ['allowed by both: one door', network({ acl: rule(1, 'allow', '0.0.0.0/0') }), [GROUP_OPEN]],
    [
      'in front of another subnet',
      network({ acl: deny, subnets: 'subnet_ids = [aws_subnet.b.id]' }),
      [GROUP_OPEN],
    ],
    ['in front of no subnet that is known', network({ acl: deny, subnets: '' }), [GROUP_OPEN]],
    [
      'associated by a resource of its own',
      network({
        acl: deny,
        subnets: '',
        more: 'resource "aws_network_acl_association" "x" {\n  network_acl_id = aws_network_acl.acl.id\n  subnet_id = aws_subnet.a.id\n}\n',
      }),
      [],
    ],
    [
      'the association may not be there',
      network({
        acl: deny,
        subnets: '',
        more: 'variable "n" {}\nresource "aws_network_acl_association" "x" {\n  count = var.n\n  network_acl_id = aws_network_acl.acl.id\n  subnet_id = aws_subnet.a.id\n}\n',
      }),
      [GROUP_OPEN],
    ],
    [
      'a source of an earlier rule is not known',
      network({
        acl: `${rule(1, 'deny', '0.0.0.0/0').replace('"0.0.0.0/0"', 'var.x')}${everything}`,
        more: 'variable "x" {}\n',
      }),
      [GROUP_OPEN],
    ],
    [
      'a wide rule of the group, memcached denied in front over TCP only',
      network({ acl: deny, ports: 'from_port = 0\n    to_port     = 0\n    protocol    = "-1"' }),
      ['main.tf:7 0.0.0.0/0 udp all ports'],
    ],
    [
      'a wide rule of the group, memcached denied in front',
      network({
        acl: deny.replace('"tcp"', '"-1"'),
        ports: 'from_port = 0\n    to_port     = 0\n    protocol    = "-1"',
      }),
      [],
    ],
    [
      'the same, where a script may start memcached on another port: its restriction tells',
      network({
        acl: deny,
        ports: 'from_port = 0\n    to_port     = 0\n    protocol    = "-1"',
        instance: 'user_data = "memcached -l 0.0.0.0 -p 11311 -U 0"',
      }),
      ['main.tf:7 0.0.0.0/0 tcp+udp all ports'],
    ],
  ];

  it.each(cases)('%s', (_, text, expected) => {
    expect(doors(text)).toEqual(expected);
  });

  it('tells what is let through to a memcached on its own port', () => {
    const admits = (port: number): unknown =>
      translate(
        network({ acl: deny, instance: `user_data = "memcached -l 0.0.0.0 -p ${port} -U 0"` }),
      )
        .restrictions.filter(({ mechanism }) => mechanism === 'network-acl')
        .map((each) => [each.target, isUnresolved(each.admits) ? '?' : each.admits.toString()]);
    expect(admits(11211)).toEqual([[['aws_instance.i'], '']]);
    expect(admits(11311)).toEqual([[['aws_instance.i'], '0.0.0.0/0']]);
  });

  it('guards clusters by their subnet group; every subnet has to be behind an ACL', () => {
    const cluster = (subnets: string): string => `
resource "aws_subnet" "a" {}
resource "aws_subnet" "b" {}
resource "aws_elasticache_subnet_group" "s" {
  name       = "s"
  subnet_ids = [${subnets}]
}
resource "aws_elasticache_cluster" "c" {
  engine            = "memcached"
  subnet_group_name = aws_elasticache_subnet_group.s.name
}
resource "aws_network_acl" "acl" {
  subnet_ids = [aws_subnet.a.id]
  ${rule(1, 'allow', '10.0.0.0/8')}
}
`;
    const admits = (text: string): string[] =>
      translate(text).restrictions.map((each) => String(each.admits));
    expect(admits(cluster('aws_subnet.a.id'))).toEqual(['10.0.0.0/8']);
    expect(admits(cluster('aws_subnet.a.id, aws_subnet.b.id'))).toEqual([]);
  });

  it('are no door of their own where the hosts behind them have groups that are closed', () => {
    const closed = (text: string): string =>
      text.replace('cidr_blocks = ["0.0.0.0/0"]', 'cidr_blocks = ["10.0.0.0/8"]');
    const open = network({ acl: rule(1, 'allow', '0.0.0.0/0') });
    expect(doors(closed(open))).toEqual(['main.tf:7 10.0.0.0/8 tcp 11211']);
    const elsewhere = network({
      acl: rule(1, 'allow', '0.0.0.0/0'),
      subnets: 'subnet_ids = [aws_subnet.b.id]',
    });
    expect(doors(closed(elsewhere))).toContainEqual(
      expect.stringContaining(' 0.0.0.0/0 tcp 11211 if '),
    );
  });
});
