import { describe, expect, it } from '@jest/globals';
import { translate } from '../helpers.js';

const problems = (text: string): string[] =>
  translate(text).problems.map(({ kind, where }) => `${kind} ${where.startLine}`);

const UNKNOWN = `resource "acme_firewall_rule" "a" {
  direction = "in"
  action    = "allow"
  protocol  = "tcp"
  port      = "11000-12000"
  cidr      = "0.0.0.0/0"
}
`;

const NESTED = `resource "acme_security_group" "a" {
  rules {
    min_port    = 1
    max_port    = 65535
    source_ips  = ["0.0.0.0/1", "128.0.0.0/1"]
  }
}
`;

describe('resources of a type that is not known', () => {
  it.each([
    [UNKNOWN, 6],
    [NESTED, 5],
  ])('is told of when one evidently opens the port', (text, line) => {
    expect(problems(text)).toEqual([`unresolved ${line}`]);
  });

  it.each([
    [UNKNOWN, '"in"', '"out"'],
    [UNKNOWN, '"allow"', '"deny"'],
    [UNKNOWN, '"tcp"', '"icmp"'],
    [UNKNOWN, '11000-12000', '80-443'],
    [UNKNOWN, '0.0.0.0/0', '10.0.0.0/8'],
    [UNKNOWN, 'cidr ', 'destination_cidr '],
    [UNKNOWN, 'acme_firewall_rule', 'acme_bucket'],
    [NESTED, '65535', '11210'],
    [NESTED, ', "128.0.0.0/1"', ''],
    [NESTED, 'rules {', 'egress_rules {'],
  ])('is silent about its twin', (text, from, to) => {
    expect(text).toContain(from);
    expect(problems(text.replace(from, to))).toEqual([]);
  });

  it('leaves the types of the handlers to them', () => {
    expect(
      problems(
        'resource "aws_network_acl_rule" "a" {\n  network_acl_id = "a"\n  rule_number = 1\n  rule_action = "allow"\n  protocol = "tcp"\n  from_port = 1\n  to_port = 65535\n  cidr_block = "0.0.0.0/0"\n}\n',
      ),
    ).toEqual([]);
  });
});
