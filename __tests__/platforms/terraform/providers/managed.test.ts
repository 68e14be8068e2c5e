import { describe, expect, it } from '@jest/globals';
import { serious } from './twins.js';
import { translate } from '../helpers.js';

/** What managed memcached listens on, and where a problem is told of. */
const listening = (text: string): string[] =>
  translate(text).listeners.map(({ workload, sockets, version }) =>
    [
      workload,
      ...('unresolved' in sockets ? ['?'] : sockets.map(({ scope, port }) => `${scope} ${port}`)),
      version?.text ?? '-',
    ].join(' '),
  );
const told = (text: string): string[] =>
  translate(text).problems.map(({ where, kind }) => `${kind} ${where.startLine}`);

describe('memcached that a provider runs', () => {
  it.each([
    [
      'resource "google_memcache_instance" "a" {\n memcache_version = "MEMCACHE_1_6_15"\n}\n',
      'google_memcache_instance.a private 11211 memcache_version MEMCACHE_1_6_15',
    ],
    [
      'module "a" {\n source = "terraform-google-modules/memorystore/google//modules/memcache"\n memcache_version = "MEMCACHE_1_5"\n}\n',
      'module.a private 11211 memcache_version MEMCACHE_1_5',
    ],
    [
      'resource "gridscale_memcached" "a" {\n release = "1.5"\n}\n',
      'gridscale_memcached.a private 11211 release 1.5',
    ],
  ])('%s', (text, expected) => {
    expect(listening(text)).toEqual([expected]);
    expect(serious(text)).toEqual([]);
  });

  it('is not what another part of the module makes', () => {
    expect(
      listening(
        'module "a" {\n source = "terraform-google-modules/memorystore/google//modules/valkey"\n}\n',
      ),
    ).toEqual([]);
  });
});

describe('an ACL between the private networks of a VPC', () => {
  const acl = (policy: string, port: number): string =>
    `resource "scaleway_vpc_acl" "a" {\n default_policy = "${policy}"\n rules {\n action = "accept"\n source = "0.0.0.0/0"\n dst_port_low = ${port}\n dst_port_high = ${port}\n }\n}\n`;

  it('opens what it names to those networks only', () => {
    expect(translate(acl('drop', 11211)).ingresses.map(({ faces }) => faces)).toEqual(['private']);
    expect(translate(acl('drop', 22)).ingresses).toEqual([]);
    expect(translate(acl('accept', 22)).ingresses).toEqual([]);
    expect(serious(acl('drop', 11211))).toEqual([]);
  });
});

describe('a firewall whose traffic is not known', () => {
  const group = (source: string): string =>
    `resource "aws_networkfirewall_rule_group" "a" {\n rule_group {\n rules_source {\n${source}\n }\n }\n}\n`;
  const stateful = (action: string, port: string): string =>
    group(
      `stateful_rule {\n action = "${action}"\n header {\n destination_port = "${port}"\n source = "ANY"\n }\n }`,
    );
  const stateless = (action: string, port: number): string =>
    group(
      `stateless_rules_and_custom_actions {\n stateless_rule {\n rule_definition {\n actions = ["${action}"]\n match_attributes {\n destination_port {\n from_port = ${port}\n to_port = ${port}\n }\n }\n }\n }\n }`,
    );
  const suricata = (rule: string): string => group(`rules_string = "${rule}"`);

  it.each([
    [stateful('PASS', '11211'), ['unresolved 7']],
    [stateful('DROP', '11211'), []],
    [stateful('PASS', '443'), []],
    [stateful('PASS', 'ANY'), []],
    [stateless('aws:pass', 11211), ['unresolved 9']],
    [stateless('aws:drop', 11211), []],
    [stateless('aws:pass', 443), []],
    [suricata('pass tcp any any -> $HOME_NET 11211 (sid:1;)'), ['unresolved 4']],
    [suricata('drop tcp any any -> $HOME_NET 11211 (sid:1;)'), []],
    [suricata('pass tcp any any -> $HOME_NET [80,443] (sid:1;)'), []],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it.each([
    ['applications = ["memcached"]\n action = "allow"', 1],
    ['services = [panos_service_object.memcached.name]\n action = "allow"', 1],
    ['applications = ["memcached"]\n action = "deny"', 0],
    ['applications = ["web-browsing"]\n action = "allow"', 0],
  ])('of a type that is not known: %s', (rule, count) => {
    const text = `resource "panos_service_object" "memcached" {\n destination_port = "11211"\n}\nresource "panos_security_policy" "a" {\n rule {\n name = "r"\n source_addresses = ["any"]\n ${rule}\n }\n}\n`;
    expect(told(text)).toHaveLength(count);
  });
});

describe('templates of Tencent Cloud', () => {
  const rule = (argument: string): string =>
    `resource "tencentcloud_address_template" "t" {\n addresses = ["0.0.0.0/0"]\n}
resource "tencentcloud_address_template" "own" {\n addresses = ["10.0.0.1-10.0.0.9"]\n}
resource "tencentcloud_protocol_template" "cache" {\n protocols = ["tcp:11211"]\n}
resource "tencentcloud_protocol_template" "web" {\n protocols = ["tcp:80,443", "icmp"]\n}
resource "tencentcloud_security_group_rule_set" "a" {
 security_group_id = "sg"
 ingress {
 action = "ACCEPT"
 ${argument}
 }\n}\n`;

  it.each([
    ['address_template_id = tencentcloud_address_template.t.id\n port = "11211"', true],
    ['address_template_id = tencentcloud_address_template.own.id\n port = "11211"', false],
    [
      'cidr_block = "0.0.0.0/0"\n service_template_id = tencentcloud_protocol_template.cache.id',
      true,
    ],
    [
      'cidr_block = "0.0.0.0/0"\n service_template_id = tencentcloud_protocol_template.web.id',
      false,
    ],
  ])('%s', (argument, isOpen) => {
    expect(serious(rule(argument)).length).toBe(isOpen ? 1 : 0);
  });

  it('that are not in the repository are not known', () => {
    expect(serious(rule('address_template_id = "ipm-12345678"\n port = "11211"'))).toEqual([]);
  });
});

describe('what only a cloud itself sends from', () => {
  const rule = (source: string): string =>
    `resource "google_compute_firewall" "a" {\n network = "n"\n source_ranges = ["${source}"]\n allow {\n protocol = "tcp"\n ports = ["11211"]\n }\n}\n`;

  it.each(['35.191.0.0/16', '130.211.0.0/22', '35.235.240.0/20'])('%s is not public', (source) => {
    expect(serious(rule(source))).toEqual([]);
  });

  it.each(['35.190.0.0/15', '130.211.0.0/21', '8.8.0.0/16'])('%s is', (source) => {
    expect(serious(rule(source))).toHaveLength(1);
  });
});

describe('what an extension runs on a machine of Azure', () => {
  const script = 'memcached -d -u memcache -l 0.0.0.0 -p 11211 -U 0';
  const machine = (source: string, extension: string): string =>
    `resource "azurerm_network_security_group" "g" {
 security_rule {
 name = "r"
 priority = 100
 direction = "Inbound"
 access = "Allow"
 protocol = "Tcp"
 source_port_range = "*"
 destination_port_range = "11211"
 source_address_prefix = "${source}"
 destination_address_prefix = "*"
 }
}
resource "azurerm_network_interface" "n" {}
resource "azurerm_network_interface_security_group_association" "x" {
 network_interface_id = azurerm_network_interface.n.id
 network_security_group_id = azurerm_network_security_group.g.id
}
resource "azurerm_linux_virtual_machine" "m" {
 network_interface_ids = [azurerm_network_interface.n.id]
}
${extension}`;
  const extension = `resource "azurerm_virtual_machine_extension" "e" {
 virtual_machine_id = azurerm_linux_virtual_machine.m.id
 type = "CustomScript"
 settings = <<SETTINGS
 { "commandToExecute": "${script}" }
SETTINGS
}
`;

  it('is guarded by the groups of the machine', () => {
    const { listeners } = translate(machine('*', extension));
    expect(listeners.map(({ workload }) => workload)).toEqual(['azurerm_linux_virtual_machine.m']);
    expect(serious(machine('*', extension)).length).toBeGreaterThan(0);
    expect(serious(machine('10.0.0.0/8', extension))).toEqual([]);
  });
});
