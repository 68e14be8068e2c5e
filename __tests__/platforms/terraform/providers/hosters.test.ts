import { describe, expect, it } from '@jest/globals';
import { doors, translate } from '../helpers.js';
import { checkTwins, serious } from './twins.js';

const SCRIPT = '#!/bin/sh\\nmemcached -d -u memcache -l 0.0.0.0 -p 11211 -U 0\\n';

/** A resource with one block in it. */
const block = (type: string, name: string, body: string, before = ''): string =>
  `resource "${type}" "a" {\n${before}  ${name} {\n${body}\n  }\n}\n`;

const flat = (type: string, body: string, name = 'a'): string =>
  `resource "${type}" "${name}" {\n${body}\n}\n`;

describe('DigitalOcean', () => {
  const firewall = block(
    'digitalocean_firewall',
    'inbound_rule',
    'protocol = "tcp"\nport_range = "11000-12000"\nsource_addresses = ["10.0.0.0/8", "::/0"]',
    'droplet_ids = [digitalocean_droplet.a.id]\n',
  );
  const droplet = flat('digitalocean_droplet', `user_data = "${SCRIPT}"`);
  const balancer = block(
    'digitalocean_loadbalancer',
    'forwarding_rule',
    'entry_protocol = "tcp"\nentry_port = 80\ntarget_protocol = "tcp"\ntarget_port = 11211',
  );
  checkTwins([
    {
      name: 'digitalocean_firewall',
      text: firewall,
      safe: [
        [', "::/0"', ''],
        ['11000-12000', '12000-13000'],
        ['"tcp"', '"icmp"'],
        ['source_addresses = ["10.0.0.0/8", "::/0"]', 'source_tags = ["web"]'],
      ],
    },
    {
      name: 'every port in a word',
      text: firewall.replace('11000-12000', 'all').replace('"tcp"', '"udp"'),
      safe: [['"all"', '"22"']],
    },
    {
      name: 'a droplet behind a firewall',
      text: firewall + droplet,
      safe: [
        [', "::/0"', ''],
        ['-l 0.0.0.0', '-l 127.0.0.1'],
      ],
    },
    {
      name: 'a droplet with a firewall for something else',
      text: droplet,
      safe: [['-l 0.0.0.0', '-l ::1']],
    },
    {
      name: 'digitalocean_loadbalancer',
      text: balancer,
      safe: [
        ['target_port = 11211', 'target_port = 22'],
        ['entry_protocol = "tcp"', 'entry_protocol = "http"'],
        ['  forwarding_rule', '  network = "INTERNAL"\n  forwarding_rule'],
        ['  forwarding_rule', '  firewall { allow = ["cidr:10.0.0.0/8"] }\n  forwarding_rule'],
        [
          '  forwarding_rule',
          '  firewall { deny = ["cidr:0.0.0.0/0", "cidr:::/0"] }\n  forwarding_rule',
        ],
      ],
    },
  ]);

  it('finds the firewall of a droplet by its tags', () => {
    const tagged = `${firewall.replace('droplet_ids = [digitalocean_droplet.a.id]', 'tags = ["cache"]').replace(', "::/0"', '')}${droplet.replace('user_data', 'tags = ["cache"]\nuser_data')}`;
    expect(serious(tagged)).toEqual([]);
    expect(serious(tagged.replace('tags = ["cache"]\nuser', 'tags = ["web"]\nuser'))).not.toEqual(
      [],
    );
  });
});

describe('Hetzner', () => {
  const firewall = block(
    'hcloud_firewall',
    'rule',
    'direction = "in"\nprotocol = "tcp"\nport = "any"\nsource_ips = ["0.0.0.0/0", "::/0"]',
  );
  const server = flat(
    'hcloud_server',
    `user_data = "${SCRIPT}"\nfirewall_ids = [hcloud_firewall.a.id]`,
  );
  const balancer =
    flat('hcloud_load_balancer', 'name = "a"') +
    flat(
      'hcloud_load_balancer_service',
      'load_balancer_id = hcloud_load_balancer.a.id\nprotocol = "tcp"\nlisten_port = 11211\ndestination_port = 11211',
    );
  checkTwins([
    {
      name: 'hcloud_firewall',
      text: firewall,
      safe: [
        ['"in"', '"out"'],
        ['"any"', '"80-85"'],
        ['"0.0.0.0/0", "::/0"', '"10.0.0.0/8"'],
      ],
    },
    {
      name: 'a server behind it',
      text: firewall + server,
      safe: [
        ['"any"', '"22"'],
        ['-l 0.0.0.0', '-l 127.0.0.1'],
      ],
    },
    {
      name: 'hcloud_load_balancer_service',
      text: balancer,
      safe: [
        ['destination_port = 11211', 'destination_port = 80'],
        [
          'resource "hcloud_load_balancer_service"',
          'resource "hcloud_load_balancer_network" "a" {\nload_balancer_id = hcloud_load_balancer.a.id\nenable_public_interface = false\n}\nresource "hcloud_load_balancer_service"',
        ],
      ],
    },
  ]);
});

describe('Linode', () => {
  const firewall = `resource "linode_firewall" "a" {
  inbound {
    label    = "no"
    action   = "DROP"
    protocol = "TCP"
    ports    = "22, 80-90"
    ipv4     = ["0.0.0.0/0"]
    ipv6     = ["::/0"]
  }
  inbound {
    label    = "yes"
    action   = "ACCEPT"
    protocol = "TCP"
    ipv4     = ["0.0.0.0/0"]
  }
  inbound_policy  = "DROP"
  outbound_policy = "ACCEPT"
  linodes         = [linode_instance.a.id]
}
`;
  const instance = block('linode_instance', 'metadata', `user_data = base64encode("${SCRIPT}")`);
  checkTwins([
    {
      name: 'linode_firewall',
      text: firewall,
      safe: [
        ['22, 80-90', '22, 11000-12000'],
        ['"ACCEPT"\n    protocol', '"DROP"\n    protocol'],
        ['  inbound {', '  disabled = true\n  inbound {'],
      ],
    },
    {
      name: 'the policy at the end',
      text: firewall
        .replace('inbound_policy  = "DROP"', 'inbound_policy  = "ACCEPT"')
        .replace('"ACCEPT"\n    protocol', '"DROP"\n    protocol')
        .replace(
          'ipv4     = ["0.0.0.0/0"]\n  }\n  inbound_',
          'ipv4 = ["10.0.0.0/8"]\n  }\n  inbound_',
        ),
      safe: [['inbound_policy  = "ACCEPT"', 'inbound_policy  = "DROP"']],
    },
    {
      name: 'an instance behind it',
      text: firewall + instance,
      safe: [['22, 80-90', '1-65535']],
    },
    {
      name: 'linode_nodebalancer_config',
      text: flat('linode_nodebalancer_config', 'port = 11211\nprotocol = "tcp"'),
      safe: [['"tcp"', '"http"']],
    },
  ]);
});

describe('OpenStack', () => {
  const rule = flat(
    'openstack_networking_secgroup_rule_v2',
    'direction = "ingress"\nethertype = "IPv4"\nprotocol = "tcp"\nport_range_min = 11211\nport_range_max = 11211\nremote_ip_prefix = "0.0.0.0/0"\nsecurity_group_id = openstack_networking_secgroup_v2.a.id',
  );
  const group = flat('openstack_networking_secgroup_v2', 'name = "cache"');
  const machine = flat(
    'openstack_compute_instance_v2',
    `user_data = "${SCRIPT}"\nsecurity_groups = ["cache"]`,
  );
  const policy =
    flat(
      'openstack_fw_policy_v2',
      'rules = [openstack_fw_rule_v2.no.id, openstack_fw_rule_v2.yes.id]',
    ) +
    flat(
      'openstack_fw_rule_v2',
      'action = "deny"\nprotocol = "tcp"\ndestination_port = "22"',
      'no',
    ) +
    flat(
      'openstack_fw_rule_v2',
      'action = "allow"\nprotocol = "tcp"\ndestination_port = "11211:11212"',
      'yes',
    );
  checkTwins([
    {
      name: 'openstack_networking_secgroup_rule_v2',
      text: rule,
      safe: [
        ['"ingress"', '"egress"'],
        ['port_range_max = 11211', 'port_range_max = 11210\n#'],
        ['"0.0.0.0/0"', '"10.0.0.0/8"'],
        ['remote_ip_prefix = "0.0.0.0/0"', 'remote_group_id = "x"'],
      ],
    },
    {
      name: 'everything left out',
      text: flat(
        'openstack_networking_secgroup_rule_v2',
        'direction = "ingress"\nethertype = "IPv6"',
      ),
      safe: [['ethertype', 'protocol = "icmp"\nethertype']],
    },
    {
      name: 'openstack_compute_secgroup_v2',
      text: block(
        'openstack_compute_secgroup_v2',
        'rule',
        'from_port = -1\nto_port = -1\nip_protocol = "udp"\ncidr = "0.0.0.0/0"',
      ),
      safe: [
        ['"udp"', '"icmp"'],
        ['cidr = "0.0.0.0/0"', 'self = true'],
      ],
    },
    {
      name: 'an instance in a group by its name',
      text: group + rule + machine,
      safe: [['remote_ip_prefix = "0.0.0.0/0"', 'remote_group_id = "x"']],
    },
    {
      name: 'openstack_fw_policy_v2',
      text: policy,
      safe: [
        ['destination_port = "22"', 'destination_port = "11211-11212"'],
        ['"allow"', '"reject"'],
        ['"allow"', '"allow"\nenabled = false'],
      ],
    },
    {
      name: 'openstack_lb_listener_v2',
      text:
        flat('openstack_lb_loadbalancer_v2', 'name = "a"') +
        flat(
          'openstack_networking_floatingip_associate_v2',
          'port_id = openstack_lb_loadbalancer_v2.a.vip_port_id',
        ) +
        flat(
          'openstack_lb_listener_v2',
          'loadbalancer_id = openstack_lb_loadbalancer_v2.a.id\nprotocol = "TCP"\nprotocol_port = 11211',
        ),
      safe: [
        ['openstack_lb_loadbalancer_v2.a.vip_port_id', '"other"'],
        ['protocol_port', 'allowed_cidrs = ["10.0.0.0/8"]\nprotocol_port'],
      ],
    },
    {
      name: 'openstack_networking_portforwarding_v2',
      text: flat(
        'openstack_networking_portforwarding_v2',
        'protocol = "tcp"\nexternal_port = 1000\ninternal_port = 11211',
      ),
      safe: [['internal_port = 11211', 'internal_port = 22']],
    },
  ]);
});

describe('Scaleway', () => {
  const group = block(
    'scaleway_instance_security_group',
    'inbound_rule',
    'action = "accept"\nport_range = "11211-11220"',
    'inbound_default_policy = "drop"\n',
  );
  const frontend =
    flat('scaleway_lb', 'name = "a"') +
    flat('scaleway_lb_backend', 'forward_protocol = "tcp"\nforward_port = 11211') +
    flat(
      'scaleway_lb_frontend',
      'lb_id = scaleway_lb.a.id\nbackend_id = scaleway_lb_backend.a.id\ninbound_port = 1000',
    );
  checkTwins([
    {
      name: 'scaleway_instance_security_group',
      text: group,
      safe: [
        ['"accept"', '"drop"'],
        ['port_range', 'ip_range = "10.0.0.0/8"\nport_range'],
        ['port_range', 'protocol = "ICMP"\nport_range'],
      ],
    },
    {
      name: 'a group without any rule',
      text: flat('scaleway_instance_security_group', 'name = "a"'),
      safe: [['name = "a"', 'inbound_default_policy = "drop"']],
    },
    {
      name: 'rules by themselves',
      text:
        flat(
          'scaleway_instance_security_group',
          'external_rules = true\ninbound_default_policy = "accept"',
        ) +
        block(
          'scaleway_instance_security_group_rules',
          'inbound_rule',
          'action = "drop"\nprotocol = "ANY"\nip_range = "0.0.0.0/1"',
          'security_group_id = scaleway_instance_security_group.a.id\n',
        ),
      safe: [['ip_range = "0.0.0.0/1"', '']],
    },
    {
      name: 'scaleway_lb_frontend',
      text: frontend,
      safe: [
        ['forward_port = 11211', 'forward_port = 80'],
        ['"tcp"', '"http"'],
        ['name = "a"', 'assign_flexible_ip = false'],
        [
          'inbound_port',
          'acl {\n action { type = "deny" }\n match { ip_subnet = ["10.0.0.0/8"]\n invert = true }\n }\ninbound_port',
        ],
      ],
    },
  ]);
});

describe('Vultr, Exoscale, Civo, UpCloud and gridscale', () => {
  const upcloud = `resource "upcloud_firewall_rules" "a" {
  server_id = upcloud_server.a.id
  firewall_rule {
    action    = "drop"
    direction = "in"
    family    = "IPv4"
    protocol  = "tcp"
    source_address_start = "10.0.0.0"
    source_address_end   = "10.255.255.255"
  }
  firewall_rule {
    action    = "accept"
    direction = "in"
    family    = "IPv4"
    protocol  = "tcp"
    destination_port_start = 11000
    destination_port_end   = 12000
    source_address_start = "0.0.0.0"
    source_address_end   = "255.255.255.255"
  }
}
`;
  checkTwins([
    {
      name: 'vultr_firewall_rule',
      text: flat(
        'vultr_firewall_rule',
        'protocol = "tcp"\nip_type = "v4"\nsubnet = "0.0.0.0"\nsubnet_size = 0\nport = "8000:12000"',
      ),
      safe: [
        ['subnet_size = 0', 'subnet_size = 32'],
        ['8000:12000', '8000:9000'],
        ['"tcp"', '"gre"'],
        ['port =', 'source = "cloudflare"\nport ='],
      ],
    },
    {
      name: 'vultr_load_balancer',
      text: block(
        'vultr_load_balancer',
        'forwarding_rules',
        'frontend_protocol = "tcp"\nfrontend_port = 11211\nbackend_protocol = "tcp"\nbackend_port = 11211',
      ),
      safe: [['backend_port = 11211', 'backend_port = 80']],
    },
    {
      name: 'exoscale_security_group_rule',
      text: flat(
        'exoscale_security_group_rule',
        'type = "INGRESS"\ncidr = "::/0"\nstart_port = 11211\nend_port = 11211',
      ),
      safe: [
        ['INGRESS', 'EGRESS'],
        ['cidr = "::/0"', 'user_security_group_id = "x"'],
        ['start_port', 'protocol = "ICMPv6"\nstart_port'],
      ],
    },
    {
      name: 'exoscale_security_group_rules',
      text: block(
        'exoscale_security_group_rules',
        'ingress',
        'protocol = "UDP"\nports = ["22", "11200-11300"]\ncidr_list = ["0.0.0.0/0"]',
      ),
      safe: [[', "11200-11300"', '']],
    },
    {
      name: 'exoscale_nlb_service',
      text: flat('exoscale_nlb_service', 'port = 80\ntarget_port = 11211'),
      safe: [['target_port = 11211', 'target_port = 80']],
    },
    {
      name: 'civo_firewall',
      text: block(
        'civo_firewall',
        'ingress_rule',
        'protocol = "tcp"\nport_range = "11211"\ncidr = ["0.0.0.0"]\naction = "allow"',
        'create_default_rules = false\n',
      ),
      safe: [
        ['"allow"', '"deny"'],
        ['"0.0.0.0"', '"192.168.0.0/16"'],
      ],
    },
    {
      name: 'a civo_firewall with the rules of the provider',
      text: flat('civo_firewall', 'name = "a"'),
      safe: [['name = "a"', 'create_default_rules = false']],
    },
    {
      name: 'civo_firewall_rule',
      text: flat(
        'civo_firewall_rule',
        'direction = "ingress"\nprotocol = "tcp"\nstart_port = "11211"\nend_port = "11211"\ncidr = ["0.0.0.0/0"]\naction = "allow"',
      ),
      safe: [['"ingress"', '"egress"']],
    },
    {
      name: 'upcloud_firewall_rules',
      text: upcloud,
      safe: [
        [
          '"10.0.0.0"\n    source_address_end   = "10.255.255.255"',
          '"0.0.0.0"\n    source_address_end   = "255.255.255.255"',
        ],
        [
          '"0.0.0.0"\n    source_address_end   = "255.255.255.255"',
          '"172.16.0.1"\n    source_address_end   = "172.16.0.9"',
        ],
        ['destination_port_end   = 12000', 'destination_port_end   = 11210'],
      ],
    },
    {
      name: 'an upcloud_server behind its rules',
      text: upcloud + flat('upcloud_server', `user_data = "${SCRIPT}"`),
      safe: [['destination_port_end   = 12000', 'destination_port_end   = 11210']],
    },
    {
      name: 'gridscale_firewall',
      text: `resource "gridscale_firewall" "a" {
  rules_v4_in {
    order    = 1
    protocol = "tcp"
    action   = "accept"
    dst_port = "11000:12000"
  }
  rules_v4_in {
    order    = 2
    protocol = "tcp"
    action   = "drop"
    dst_port = "1:65535"
  }
}
`,
      safe: [
        ['order    = 2', 'order    = 0'],
        ['"accept"', '"drop"'],
        ['dst_port = "11000', 'src_cidr = "10.0.0.0/8"\n    dst_port = "11000'],
      ],
    },
  ]);

  it('says who comes through a range of addresses', () => {
    expect(doors(upcloud)).toEqual([
      expect.stringMatching(/^main\.tf:\d+ 0\.0\.0\.0\/5,.* tcp 11000-12000$/),
    ]);
    expect(translate(upcloud.replace('"255.255.255.255"', 'var.end')).ingresses).toHaveLength(1);
  });
});
