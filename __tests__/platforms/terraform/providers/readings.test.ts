import { describe, expect, it } from '@jest/globals';
import { doors } from '../helpers.js';
import { serious } from './twins.js';

const group = (source: string, more = ''): string => `resource "aws_security_group" "g" {
  ingress {
    from_port   = 11211
    to_port     = 11211
    protocol    = "tcp"
    cidr_blocks = [${source}]
    ${more}
  }
}
`;

describe('sources that only their prefix can be read of', () => {
  it.each([['"/0"'], ['"25.09.19.92/0"'], ['"1.2.3.4/0"']])('%s is everyone', (source) => {
    expect(serious(group(source))).toEqual(['MCE101 internet 6']);
  });
  it.each([['"25.09.19.92/8"'], ['"/8"'], ['"none/0"']])('%s cannot be told', (source) => {
    expect(doors(group(source))[0]).toContain('is not an address or network');
  });
});

describe('a condition that is not known', () => {
  const firewall = (
    open: string,
    closed: string,
    action = 'ACCEPT',
  ): string => `variable "public" {}
resource "linode_firewall" "f" {
  inbound_policy  = "DROP"
  outbound_policy = "ACCEPT"
  inbound {
    label    = "a"
    action   = "${action}"
    protocol = "TCP"
    ports    = "11211"
    ipv4     = var.public ? ["${open}"] : ["${closed}"]
  }
}
`;
  it('is judged by both of its results, one step down, for every provider', () => {
    expect(doors(firewall('0.0.0.0/0', '10.0.0.0/8'))).toEqual([
      'main.tf:10 0.0.0.0/0 tcp 11211 if a condition comes out so (`var.public` has no default)',
    ]);
    expect(doors(firewall('192.168.0.0/16', '10.0.0.0/8'))).toEqual([
      'main.tf:10 10.0.0.0/8,192.168.0.0/16 tcp 11211',
    ]);
  });

  it('does not make a rule that denies keep out more than it is sure to', () => {
    const text = firewall('0.0.0.0/0', '10.0.0.0/8', 'DROP').replace(
      '\n}\n',
      '\n  inbound {\n    label = "b"\n    action = "ACCEPT"\n    protocol = "TCP"\n    ports = "11211"\n    ipv4 = ["0.0.0.0/0"]\n  }\n}\n',
    );
    expect(doors(text).join()).toMatch(/0\.0\.0\.0\/0|unresolved/);
  });
});

describe('rules whose protocol is left out, though the provider demands it', () => {
  it.each([
    ['yandex_vpc_security_group', 'ingress {\n v4_cidr_blocks = ["0.0.0.0/0"]\n}'],
    [
      'hcloud_firewall',
      'rule {\n direction = "in"\n port = "11211"\n source_ips = ["0.0.0.0/0"]\n}',
    ],
    [
      'azurerm_network_security_group',
      'security_rule {\n priority = 100\n direction = "Inbound"\n access = "Allow"\n destination_port_range = "11211"\n source_address_prefix = "*"\n}',
    ],
  ])('let in any: %s', (type, body) => {
    const text = `resource "${type}" "a" {\n${body}\n}\n`;
    expect(serious(text).length).toBe(1);
    expect(
      serious(text.replace('0.0.0.0/0', '10.0.0.0/8').replace('"*"', '"VirtualNetwork"')),
    ).toEqual([]);
  });
});

describe('arguments of earlier releases', () => {
  it('of vultr_firewall_rule', () => {
    const text = `resource "vultr_firewall_rule" "a" {
  protocol  = "tcp"
  network   = "0.0.0.0/0"
  from_port = "11000"
  to_port   = "12000"
}
`;
    expect(doors(text)).toEqual(['main.tf:3 0.0.0.0/0 tcp 11000-12000']);
    expect(doors(text.replace('12000', '11100'))).toEqual(['main.tf:3 0.0.0.0/0 tcp 11000-11100']);
  });
});
