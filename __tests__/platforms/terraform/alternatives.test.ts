import { describe, expect, it } from '@jest/globals';
import { doors } from './helpers.js';

const group = (
  cidrs: string,
  port = '11211',
  to = port,
): string => `variable "public" { type = bool }
resource "aws_security_group" "g" {
  ingress {
    from_port   = ${port}
    to_port     = ${to}
    protocol    = "tcp"
    cidr_blocks = ${cidrs}
  }
}
`;
const REASON = '(`var.public` has no default)';

describe('a condition that is not known: both of its results are judged', () => {
  const cases: [string, string, string[]][] = [
    [
      'one is public',
      group('var.public ? ["0.0.0.0/0"] : ["10.0.0.0/8"]'),
      [`main.tf:7 0.0.0.0/0 tcp 11211 if a condition comes out so ${REASON}`],
    ],
    [
      'neither is',
      group('var.public ? ["10.0.0.0/8"] : ["192.168.0.0/16"]'),
      ['main.tf:7 10.0.0.0/8,192.168.0.0/16 tcp 11211'],
    ],
    [
      'both are',
      group('var.public ? ["0.0.0.0/0"] : ["0.0.0.0/1", "128.0.0.0/1"]'),
      ['main.tf:7 0.0.0.0/0 tcp 11211'],
    ],
    [
      'nobody or private ones',
      group('var.public ? ["10.0.0.0/8"] : []'),
      ['main.tf:7 10.0.0.0/8 tcp 11211'],
    ],
    [
      'beside one that is public anyway',
      group('["0.0.0.0/0", var.public ? "203.0.113.0/24" : "10.0.0.0/8"]'),
      ['main.tf:7 0.0.0.0/0 tcp 11211'],
    ],
    [
      'conditions in conditions',
      group('var.public ? (var.public ? ["10.0.0.0/8"] : ["172.16.0.0/12"]) : ["192.168.0.0/16"]'),
      ['main.tf:7 10.0.0.0/8,172.16.0.0/12,192.168.0.0/16 tcp 11211'],
    ],
    [
      'one result is not known either',
      `${group('var.public ? var.cidrs : ["10.0.0.0/8"]')}variable "cidrs" {}\n`,
      [`main.tf:7 unresolved ${REASON} tcp 11211`],
    ],
    [
      'through a variable of a set and a local',
      `${group('local.cidrs')}locals {\n  cidrs = toset(var.public ? ["0.0.0.0/0"] : ["10.0.0.0/8"])\n}\n`,
      [`main.tf:7 0.0.0.0/0 tcp 11211 if a condition comes out so ${REASON}`],
    ],
    [
      'what is computed from it is none of the two',
      group('[(var.public ? ["10.0.0.0/8", "0.0.0.0/0"] : ["10.0.0.0/8"])[0]]'),
      [`main.tf:7 unresolved ${REASON} tcp 11211`],
    ],
    [
      'ports, neither of them memcached',
      group('["0.0.0.0/0"]', 'var.public ? 443 : 80'),
      ['main.tf:7 0.0.0.0/0 tcp 80, 443'],
    ],
    [
      'ports, both around memcached',
      group('["0.0.0.0/0"]', 'var.public ? 11211 : 11210', 'var.public ? 11211 : 11212'),
      ['main.tf:7 0.0.0.0/0 tcp 11210-11212'],
    ],
    [
      'ports, one of them memcached',
      group('["0.0.0.0/0"]', 'var.public ? 11211 : 80'),
      [`main.tf:7 0.0.0.0/0 tcp unresolved ${REASON}`],
    ],
  ];

  it.each(cases)('%s', (_, text, expected) => {
    expect(doors(text)).toEqual(expected);
  });

  it('blocks for either result are there under the condition', () => {
    const dynamic = (list: string): string => `variable "public" { type = bool }
resource "aws_security_group" "g" {
  dynamic "ingress" {
    for_each = ${list}
    content {
      from_port   = 11211
      to_port     = 11211
      protocol    = "tcp"
      cidr_blocks = [ingress.value]
    }
  }
}
`;
    expect(doors(dynamic('var.public ? ["0.0.0.0/0"] : ["10.0.0.0/8"]'))).toEqual([
      `main.tf:4 0.0.0.0/0 tcp 11211 if a condition comes out so ${REASON}`,
      `main.tf:4 10.0.0.0/8 tcp 11211 if a condition comes out so ${REASON}`,
    ]);
    expect(doors(dynamic('var.public ? ["10.1.0.0/16"] : []'))).toEqual([
      `main.tf:4 10.1.0.0/16 tcp 11211 if a condition comes out so ${REASON}`,
    ]);
  });
});
