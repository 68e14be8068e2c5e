import { describe, expect, it } from '@jest/globals';
import { doors } from '../helpers.js';
import { checkTwins, serious } from './twins.js';

const SCRIPT = '#!/bin/sh\\nmemcached -d -u memcache -l 0.0.0.0 -p 11211 -U 0\\n';

const block = (type: string, name: string, body: string, before = ''): string =>
  `resource "${type}" "a" {\n${before}  ${name} {\n${body}\n  }\n}\n`;

const flat = (type: string, body: string, name = 'a'): string =>
  `resource "${type}" "${name}" {\n${body}\n}\n`;

describe('Oracle Cloud', () => {
  const list = block(
    'oci_core_security_list',
    'ingress_security_rules',
    'protocol = "6"\nsource = "0.0.0.0/0"\ntcp_options {\n min = 11211\n max = 11211\n }',
  );
  const machine = `resource "oci_core_subnet" "a" {
  security_list_ids = [oci_core_security_list.a.id]
}
resource "oci_core_instance" "a" {
  create_vnic_details { subnet_id = oci_core_subnet.a.id }
  metadata = { user_data = base64encode("${SCRIPT}") }
}
`;
  const balancer =
    flat('oci_network_load_balancer_network_load_balancer', 'display_name = "a"') +
    flat(
      'oci_network_load_balancer_listener',
      'network_load_balancer_id = oci_network_load_balancer_network_load_balancer.a.id\nprotocol = "ANY"\nport = 0',
    );
  checkTwins([
    {
      name: 'oci_core_security_list',
      text: list,
      safe: [
        ['"6"', '"1"'],
        ['max = 11211', 'max = 11210\n'],
        ['"0.0.0.0/0"', '"10.0.0.0/16"'],
        ['source =', 'source_type = "SERVICE_CIDR_BLOCK"\nsource ='],
      ],
    },
    {
      name: 'every protocol and port',
      text: block(
        'oci_core_default_security_list',
        'ingress_security_rules',
        'protocol = "all"\nsource = "::/0"',
      ),
      safe: [['"all"', '"58"']],
    },
    {
      name: 'oci_core_network_security_group_security_rule',
      text: flat(
        'oci_core_network_security_group_security_rule',
        'direction = "INGRESS"\nprotocol = "17"\nsource = "0.0.0.0/0"\nudp_options {\n destination_port_range {\n min = 11000\n max = 12000\n }\n }',
      ),
      safe: [
        ['"INGRESS"', '"EGRESS"'],
        ['max = 12000', 'max = 11100'],
        ['source =', 'source_type = "NETWORK_SECURITY_GROUP"\nsource ='],
      ],
    },
    {
      name: 'an instance in a subnet',
      text: list + machine,
      safe: [['"0.0.0.0/0"', '"10.0.0.0/16"']],
    },
    {
      name: 'oci_network_load_balancer_listener',
      text: balancer,
      safe: [
        ['display_name = "a"', 'is_private = true'],
        ['"ANY"', '"HTTP"'],
      ],
    },
  ]);
});

describe('Alibaba Cloud', () => {
  const rule = flat(
    'alicloud_security_group_rule',
    'type = "ingress"\nip_protocol = "all"\nport_range = "-1/-1"\ncidr_ip = "0.0.0.0/0"\nsecurity_group_id = "sg"',
  );
  const drop = flat(
    'alicloud_security_group_rule',
    'type = "ingress"\nip_protocol = "all"\nport_range = "11211/11211"\npolicy = "drop"\npriority = 2\ncidr_ip = "0.0.0.0/0"\nsecurity_group_id = "sg"',
    'no',
  );
  checkTwins([
    {
      name: 'alicloud_security_group_rule',
      text: rule,
      safe: [
        ['-1/-1', '1/1024'],
        ['"ingress"', '"egress"'],
        ['cidr_ip = "0.0.0.0/0"', 'source_security_group_id = "sg-x"'],
        ['cidr_ip', 'policy = "drop"\ncidr_ip'],
      ],
    },
    {
      name: 'drop of a later priority',
      text: rule + drop,
      safe: [['priority = 2', 'priority = 1']],
    },
    {
      name: 'alicloud_network_acl',
      text: block(
        'alicloud_network_acl',
        'ingress_acl_entries',
        'policy = "accept"\nprotocol = "tcp"\nport = "11211/11211"\nsource_cidr_ip = "0.0.0.0/0"',
      ),
      safe: [
        ['"accept"', '"drop"'],
        ['11211/11211', '1/65535'],
      ],
    },
    {
      name: 'alicloud_simple_application_server_firewall_rule',
      text: flat(
        'alicloud_simple_application_server_firewall_rule',
        'rule_protocol = "TcpAndUdp"\nport = "1024/20000"',
      ),
      safe: [['1024/20000', '80']],
    },
    {
      name: 'alicloud_slb_listener',
      text:
        flat('alicloud_slb_load_balancer', 'address_type = "internet"') +
        flat(
          'alicloud_slb_listener',
          'load_balancer_id = alicloud_slb_load_balancer.a.id\nprotocol = "tcp"\nfrontend_port = 11211\nbackend_port = 11211',
        ),
      safe: [['"internet"', '"intranet"']],
    },
    {
      name: 'alicloud_forward_entry',
      text: flat(
        'alicloud_forward_entry',
        'ip_protocol = "tcp"\nexternal_port = "80"\ninternal_port = "11211"',
      ),
      safe: [['internal_port = "11211"', 'internal_port = "80"']],
    },
    {
      name: 'managed memcached',
      text: flat(
        'alicloud_kvstore_instance',
        'instance_type = "Memcache"\nsecurity_ips = ["0.0.0.0/0"]',
      ),
      safe: [
        ['"Memcache"', '"Redis"'],
        ['"0.0.0.0/0"', '"10.0.0.0/8"'],
      ],
    },
  ]);
});

describe('Tencent Cloud', () => {
  const set = `resource "tencentcloud_security_group_rule_set" "a" {
  security_group_id = "sg"
  ingress {
    action     = "DROP"
    cidr_block = "10.0.0.0/8"
  }
  ingress {
    action     = "ACCEPT"
    cidr_block = "0.0.0.0/0"
    protocol   = "TCP"
    port       = "80,11211"
  }
}
`;
  checkTwins([
    {
      name: 'tencentcloud_security_group_rule_set',
      text: set,
      safe: [
        ['"10.0.0.0/8"', '"0.0.0.0/0"'],
        ['80,11211', '80,11212'],
        ['"ACCEPT"', '"DROP"'],
      ],
    },
    {
      name: 'tencentcloud_security_group_lite_rule',
      text: flat(
        'tencentcloud_security_group_lite_rule',
        'security_group_id = "sg"\ningress = [\n"DROP#8.8.8.8#ALL#ALL",\n"ACCEPT#0.0.0.0/0#11211#TCP",\n]',
      ),
      line: 5,
      safe: [
        ['DROP#8.8.8.8', 'DROP#0.0.0.0/0'],
        ['#TCP', '#ICMP'],
        ['#11211', '#80-90'],
      ],
    },
    {
      name: 'tencentcloud_lighthouse_firewall_rule',
      text: block(
        'tencentcloud_lighthouse_firewall_rule',
        'firewall_rules',
        'protocol = "TCP"\nport = "11211"',
      ),
      safe: [['port =', 'cidr_block = "10.0.0.0/8"\nport =']],
    },
    {
      name: 'tencentcloud_dnat',
      text: flat('tencentcloud_dnat', 'protocol = "TCP"\nelastic_port = 80\nprivate_port = 11211'),
      safe: [['private_port = 11211', 'private_port = 80']],
    },
  ]);
});

describe('Huawei Cloud and Open Telekom Cloud', () => {
  const rule = flat(
    'huaweicloud_networking_secgroup_rule',
    'direction = "ingress"\nethertype = "IPv4"\nprotocol = "tcp"\nports = "80,500,11000-12000"\nremote_ip_prefix = "0.0.0.0/0"\nsecurity_group_id = "sg"',
  );
  checkTwins([
    {
      name: 'huaweicloud_networking_secgroup_rule',
      text: rule,
      safe: [
        ['11000-12000', '600-800'],
        ['"0.0.0.0/0"', '"10.0.0.0/8"'],
        ['direction', 'action = "deny"\ndirection'],
      ],
    },
    {
      name: 'everyone without any source',
      text: flat(
        'opentelekomcloud_networking_secgroup_rule_v2',
        'direction = "ingress"\nethertype = "IPv4"\nprotocol = "tcp"\nport_range_min = 11211\nport_range_max = 11211',
      ),
      safe: [['protocol', 'remote_group_id = "x"\nprotocol']],
    },
    {
      name: 'deny of a later priority',
      text:
        rule +
        flat(
          'huaweicloud_networking_secgroup_rule',
          'direction = "ingress"\nethertype = "IPv4"\naction = "deny"\npriority = 9\nsecurity_group_id = "sg"',
          'no',
        ),
      safe: [['priority = 9', 'priority = 1']],
    },
  ]);
});

describe('Yandex, OVH, IBM, IONOS, Outscale, Naver, STACKIT, Proxmox and Cloudflare', () => {
  checkTwins([
    {
      name: 'yandex_vpc_security_group',
      text: block(
        'yandex_vpc_security_group',
        'ingress',
        'protocol = "ANY"\nfrom_port = 11000\nto_port = 12000\nv4_cidr_blocks = ["0.0.0.0/0"]',
      ),
      safe: [
        ['"ANY"', '"ICMP"'],
        ['to_port = 12000', 'to_port = 11100'],
        ['v4_cidr_blocks = ["0.0.0.0/0"]', 'predefined_target = "self_security_group"'],
      ],
    },
    {
      name: 'yandex_vpc_security_group_rule',
      text: flat(
        'yandex_vpc_security_group_rule',
        'direction = "ingress"\nprotocol = "TCP"\nport = -1\nv6_cidr_blocks = ["::/0"]',
      ),
      safe: [
        ['"ingress"', '"egress"'],
        ['port = -1', 'port = 22'],
      ],
    },
    {
      name: 'yandex_lb_network_load_balancer',
      text: block('yandex_lb_network_load_balancer', 'listener', 'port = 80\ntarget_port = 11211'),
      safe: [
        ['  listener', '  type = "internal"\n  listener'],
        ['target_port = 11211', 'target_port = 80'],
      ],
    },
    {
      name: 'ovh_cloud_security_group',
      text: flat(
        'ovh_cloud_security_group',
        'rule = [{ direction = "INGRESS", ethertype = "IPV4", protocol = "tcp", port_range_min = 11211, port_range_max = 11211 }]',
      ),
      safe: [
        ['INGRESS', 'EGRESS'],
        ['protocol', 'remote_group_id = "x", protocol'],
      ],
    },
    {
      name: 'ovh_ip_firewall_rule',
      text:
        flat(
          'ovh_ip_firewall_rule',
          'ip_on_firewall = "1.2.3.4"\naction = "permit"\nprotocol = "ipv4"\nsequence = 5',
        ) +
        flat(
          'ovh_ip_firewall_rule',
          'ip_on_firewall = "1.2.3.4"\naction = "deny"\nprotocol = "ipv4"\nsequence = 19',
          'no',
        ),
      safe: [
        ['sequence = 19', 'sequence = 1'],
        ['sequence = 5', 'source = "10.0.0.0/8"\nsequence = 5'],
      ],
    },
    {
      name: 'ibm_is_security_group_rule',
      text: block(
        'ibm_is_security_group_rule',
        'tcp',
        'port_min = 11000\nport_max = 12000',
        'group = "g"\ndirection = "inbound"\n',
      ),
      safe: [
        ['"inbound"', '"outbound"'],
        ['port_max = 12000', 'port_max = 11100'],
        ['direction', 'remote = "10.0.0.0/8"\ndirection'],
        ['direction', 'remote = ibm_is_security_group.other.id\ndirection'],
        ['tcp {', 'icmp {'],
      ],
    },
    {
      name: 'ibm_security_group_rule',
      text: flat(
        'ibm_security_group_rule',
        'direction = "ingress"\nprotocol = "tcp"\nport_range_min = 11211\nport_range_max = 11211',
      ),
      safe: [['protocol', 'remote_ip = "10.0.0.1"\nprotocol']],
    },
    {
      name: 'ibm_is_network_acl',
      text: `resource "ibm_is_network_acl" "a" {
  rules {
    name      = "yes"
    action    = "allow"
    direction = "inbound"
    source    = "0.0.0.0/0"
    tcp {
      port_min = 11211
      port_max = 11211
    }
  }
}
`,
      safe: [
        ['"allow"', '"deny"'],
        ['port_min = 11211', 'port_min = 1'],
      ],
    },
    {
      name: 'ibm_is_lb_listener',
      text:
        flat('ibm_is_lb', 'name = "a"') +
        flat('ibm_is_lb_listener', 'lb = ibm_is_lb.a.id\nprotocol = "tcp"\nport = 11211'),
      safe: [['name = "a"', 'type = "private"']],
    },
    {
      name: 'ionoscloud_firewall',
      text: flat(
        'ionoscloud_firewall',
        'protocol = "TCP"\nport_range_start = 11211\nport_range_end = 11211',
      ),
      safe: [
        ['protocol', 'type = "EGRESS"\nprotocol'],
        ['protocol', 'source_ip = "10.0.0.4"\nprotocol'],
      ],
    },
    {
      name: 'a firewall in an ionoscloud_server',
      text: 'resource "ionoscloud_server" "a" {\n  nic {\n    firewall {\n      protocol = "ANY"\n    }\n  }\n}\n',
      safe: [['"ANY"', '"ICMP"']],
    },
    {
      name: 'outscale_security_group_rule',
      text: flat(
        'outscale_security_group_rule',
        'flow = "Inbound"\nip_protocol = "-1"\nfrom_port_range = 22\nto_port_range = 22\nip_range = "0.0.0.0/0"',
      ),
      safe: [
        ['"Inbound"', '"Outbound"'],
        ['"-1"', '"tcp"'],
      ],
    },
    {
      name: 'rules of an outscale_security_group_rule',
      text: block(
        'outscale_security_group_rule',
        'rules',
        'ip_protocol = "tcp"\nfrom_port_range = 11211\nto_port_range = 11211\nip_ranges = ["0.0.0.0/0"]',
        'flow = "Inbound"\n',
      ),
      safe: [['"Inbound"', '"Outbound"']],
    },
    {
      name: 'ncloud_access_control_group_rule',
      text: block(
        'ncloud_access_control_group_rule',
        'inbound',
        'protocol = "TCP"\nip_block = "0.0.0.0/0"\nport_range = "1-65535"',
      ),
      safe: [
        ['inbound {', 'outbound {'],
        ['ip_block = "0.0.0.0/0"', 'source_access_control_group_no = "1"'],
      ],
    },
    {
      name: 'stackit_security_group_rule',
      text: flat(
        'stackit_security_group_rule',
        'direction = "ingress"\nprotocol = { name = "tcp" }\nport_range = { min = 11000, max = 12000 }',
      ),
      safe: [
        ['"tcp"', '"icmp"'],
        ['name = "tcp"', 'number = 1'],
        ['max = 12000', 'max = 11100'],
        ['direction', 'remote_security_group_id = "x"\ndirection'],
      ],
    },
    {
      name: 'proxmox_virtual_environment_firewall_rules',
      text: `resource "proxmox_virtual_environment_firewall_rules" "a" {
  rule {
    type   = "in"
    action = "DROP"
    proto  = "tcp"
    dport  = "22"
  }
  rule {
    type   = "in"
    action = "ACCEPT"
    proto  = "tcp"
    dport  = "80,443,11000:12000"
  }
}
`,
      safe: [
        ['dport  = "22"', 'dport  = "1:65535"'],
        ['"ACCEPT"', '"REJECT"'],
        ['dport  = "80', 'source = "10.0.0.0/8,192.168.0.1"\n    dport  = "80'],
        ['dport  = "80', 'enabled = false\n    dport  = "80'],
      ],
    },
    {
      name: 'cloudflare_spectrum_application',
      text: flat(
        'cloudflare_spectrum_application',
        'protocol = "tcp/1000"\norigin_direct = ["tcp://10.0.0.4:11211"]',
      ),
      safe: [['10.0.0.4:11211', '10.0.0.4:22']],
    },
  ]);

  it('says so when a set of addresses is defined elsewhere', () => {
    const text = `resource "proxmox_virtual_environment_firewall_rules" "a" {
  rule {
    type   = "in"
    action = "ACCEPT"
    dport  = "11211"
    proto  = "tcp"
    source = "+office"
  }
}
`;
    expect(doors(text)).toEqual([expect.stringContaining('unresolved ("+office"')]);
    expect(serious(text)).toEqual([]);
  });
});
