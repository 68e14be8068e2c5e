import { block, machine, open, pair, resource, type Pair } from './pairs.js';

/** Port 80 outside that leads to memcached's, for which another port is safe. */
const leads = (type: string, body: string, before = ''): Pair =>
  pair(before + resource(type, body), '11211', '8080');

const LISTENER = (type: string): Pair =>
  leads(type, 'protocol = "tcp"\n external_service_port = 5000\n internal_service_port = 11211');
const EXTENSION = (type: string): Pair => ({
  text: resource(
    type,
    'type = "CustomScript"\n settings = jsonencode({ commandToExecute = "memcached -d -u memcache -l 0.0.0.0 -p 11211 -U 0" })',
  ),
  safe: ['-l 0.0.0.0', '-l 127.0.0.1'],
});

/** Pairs of what stands at the edge of networks: balancers, forwarded ports, lists of subnets. */
export const EDGE_PAIRS: Readonly<Record<string, Pair>> = {
  aws_globalaccelerator_listener: pair(
    resource(
      'aws_globalaccelerator_listener',
      `protocol = "TCP"\n ${block('port_range', 'from_port = 5000\n to_port = 5001')}`,
    ) +
      resource(
        'aws_globalaccelerator_endpoint_group',
        `listener_arn = aws_globalaccelerator_listener.a.arn\n ${block('port_override', 'listener_port = 5000\n endpoint_port = 11211')}`,
        'g',
      ),
    'endpoint_port = 11211',
    'endpoint_port = 8080',
  ),
  azurerm_virtual_machine_extension: EXTENSION('azurerm_virtual_machine_extension'),
  azurerm_virtual_machine_scale_set_extension: EXTENSION(
    'azurerm_virtual_machine_scale_set_extension',
  ),
  azurerm_arc_machine_extension: EXTENSION('azurerm_arc_machine_extension'),
  azurerm_virtual_machine_run_command: machine(
    'azurerm_virtual_machine_run_command',
    'source.script',
  ),
  scaleway_vpc_public_gateway_pat_rule: leads(
    'scaleway_vpc_public_gateway_pat_rule',
    'public_port = 5000\n private_port = 11211\n protocol = "tcp"',
  ),
  vultr_nat_gateway_port_forwarding_rule: pair(
    resource(
      'vultr_nat_gateway_port_forwarding_rule',
      'nat_gateway_id = vultr_nat_gateway.g.id\n protocol = "tcp"\n external_port = 11211\n internal_port = 11211\n enabled = true',
    ),
    'enabled = true',
    'enabled = false',
  ),
  vultr_nat_gateway_firewall_rule: pair(
    resource(
      'vultr_nat_gateway_firewall_rule',
      'nat_gateway_id = vultr_nat_gateway.g.id\n protocol = "tcp"\n port = "11211"\n subnet = "0.0.0.0"\n subnet_size = 0',
    ),
    'subnet = "0.0.0.0"\n subnet_size = 0',
    'subnet = "10.0.0.0"\n subnet_size = 8',
  ),
  ovh_iploadbalancing_tcp_frontend: leads(
    'ovh_iploadbalancing_tcp_frontend',
    'port = "5000"\n default_farm_id = ovh_iploadbalancing_tcp_farm.f.id',
    resource('ovh_iploadbalancing_tcp_farm', 'port = 11211', 'f'),
  ),
  ovh_iploadbalancing_udp_frontend: pair(
    resource('ovh_iploadbalancing_udp_frontend', 'port = "11211"\n disabled = false'),
    'disabled = false',
    'disabled = true',
  ),
  tencentcloud_vpc_acl: open(
    'tencentcloud_vpc_acl',
    'ingress = ["ACCEPT#0.0.0.0/0#11211#TCP", "DROP#0.0.0.0/0#ALL#ALL"]',
  ),
  ibm_cis_range_app: leads(
    'ibm_cis_range_app',
    'protocol = "tcp/22"\n origin_direct = ["tcp://10.0.0.4:11211"]',
  ),
  upcloud_firewall_ruleset: pair(
    resource(
      'upcloud_firewall_ruleset',
      'rules = [{ direction = "in", action = "accept", family = "IPv4", protocol = "tcp", destination_port_start = 11211, destination_port_end = 11211, source_address_cidr = "0.0.0.0/0" }]',
    ),
    '0.0.0.0/0',
    '10.0.0.0/8',
  ),
  upcloud_loadbalancer_frontend: pair(
    resource(
      'upcloud_loadbalancer',
      block('networks', 'name = "n"\n type = "public"\n family = "IPv4"'),
      'l',
    ) +
      resource(
        'upcloud_loadbalancer_frontend',
        `loadbalancer = upcloud_loadbalancer.l.id\n mode = "tcp"\n port = 11211\n ${block('networks', 'name = upcloud_loadbalancer.l.networks[0].name')}`,
      ),
    '"public"',
    '"private"',
  ),
  huaweicloud_vpc_network_acl: open(
    'huaweicloud_vpc_network_acl',
    block(
      'ingress_rules',
      'action = "allow"\n ip_version = 4\n protocol = "tcp"\n source_ip_address = "0.0.0.0/0"\n destination_port = "11211"',
    ),
  ),
  huaweicloud_nat_dnat_rule: LISTENER('huaweicloud_nat_dnat_rule'),
  opentelekomcloud_nat_dnat_rule_v2: LISTENER('opentelekomcloud_nat_dnat_rule_v2'),
  flexibleengine_nat_dnat_rule_v2: LISTENER('flexibleengine_nat_dnat_rule_v2'),
  sbercloud_nat_dnat_rule: LISTENER('sbercloud_nat_dnat_rule'),
  ionoscloud_networkloadbalancer_forwardingrule: pair(
    resource(
      'ionoscloud_networkloadbalancer_forwardingrule',
      `protocol = "TCP"\n listener_ip = "93.93.119.108"\n listener_port = 5000\n ${block('targets', 'ip = "10.0.0.4"\n port = 11211\n weight = 1')}`,
    ),
    '93.93.119.108',
    '10.12.118.224',
  ),
  outscale_load_balancer: pair(
    resource(
      'outscale_load_balancer',
      `load_balancer_type = "internet-facing"\n ${block('listeners', 'backend_port = 11211\n backend_protocol = "TCP"\n load_balancer_protocol = "TCP"\n load_balancer_port = 5000')}`,
    ),
    'internet-facing',
    'internal',
  ),
  stackit_loadbalancer: pair(
    resource(
      'stackit_loadbalancer',
      'listeners = [{ port = 5000, protocol = "PROTOCOL_TCP", target_pool = "p" }]\n target_pools = [{ name = "p", target_port = 11211 }]\n options = { private_network_only = false }',
    ),
    'private_network_only = false',
    'private_network_only = true',
  ),
  gridscale_loadbalancer: leads(
    'gridscale_loadbalancer',
    block('forwarding_rule', 'mode = "tcp"\n listen_port = 5000\n target_port = 11211'),
  ),
};
