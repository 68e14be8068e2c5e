/** A configuration that exposes memcached by one resource type, and its twin that does not. */
export interface Pair {
  readonly text: string;
  readonly safe: readonly [from: string, to: string];
}

const SCRIPT = '#!/bin/sh\\nmemcached -d -u memcache -l 0.0.0.0 -p 11211 -U 0\\n';
const LOOPBACK = ['-l 0.0.0.0', '-l 127.0.0.1'] as const;
const CLOSED = ['0.0.0.0/0', '10.0.0.0/24'] as const;

export const resource = (type: string, body: string, name = 'a'): string =>
  `resource "${type}" "${name}" {\n${body}\n}\n`;
export const block = (name: string, body: string): string => `  ${name} {\n${body}\n  }`;

/** A machine whose start-up script is in an argument, `a.b` of a block or map. */
export function machine(type: string, argument: string): Pair {
  const [first, second, third] = argument.split('.');
  const value = `"${SCRIPT}"`;
  const body =
    second === undefined
      ? `  ${first} = ${value}`
      : third === undefined
        ? `  ${first} = {\n    ${second} = ${value}\n  }`
        : block(first!, `    ${second} = {\n      ${third} = ${value}\n    }`);
  return { text: resource(type, body), safe: LOOPBACK };
}

export const pair = (text: string, from: string, to: string): Pair => ({ text, safe: [from, to] });
export const open = (type: string, body: string, before = ''): Pair => ({
  text: before + resource(type, body),
  safe: CLOSED,
});

const AWS_RULE =
  'from_port = 11211\n to_port = 11211\n protocol = "tcp"\n cidr_blocks = ["0.0.0.0/0"]';
const ACL_RULE =
  'rule_no = 100\n action = "allow"\n protocol = "tcp"\n from_port = 11211\n to_port = 11211\n cidr_block = "0.0.0.0/0"';
const NETWORK_BALANCER = resource('aws_lb', 'load_balancer_type = "network"', 'l');
const AZURE_RULE = `name = "r"
priority = 100
direction = "Inbound"
access = "Allow"
protocol = "Tcp"
source_port_range = "*"
destination_port_range = "11211"
source_address_prefix = "0.0.0.0/0"
destination_address_prefix = "*"`;
const AZURE_BALANCER =
  resource(
    'azurerm_lb',
    block(
      'frontend_ip_configuration',
      'name = "f"\n public_ip_address_id = azurerm_public_ip.a.id',
    ),
  ) + resource('azurerm_public_ip', 'allocation_method = "Static"');
const GOOGLE_POLICY =
  'direction = "INGRESS"\n action = "allow"\n priority = 100\n match {\n src_ip_ranges = ["0.0.0.0/0"]\n layer4_configs {\n ip_protocol = "tcp"\n ports = ["11211"]\n }\n }';
const GOOGLE_WITH_RULES = block('rule', GOOGLE_POLICY.replace('layer4_configs', 'layer4_config'));
const OPENSTACK_RULE =
  'direction = "ingress"\n ethertype = "IPv4"\n protocol = "tcp"\n port_range_min = 11211\n port_range_max = 11211\n remote_ip_prefix = "0.0.0.0/0"';
const HUAWEI_BALANCER = (type: string): string =>
  resource(type, 'ipv4_eip_id = "eip"\n public_ip = "x"', 'l');
const huaweiListener = (type: string, balancer: string): Pair =>
  pair(
    HUAWEI_BALANCER(balancer) +
      resource(
        type,
        `protocol = "TCP"\n protocol_port = 11211\n loadbalancer_id = ${balancer}.l.id`,
      ),
    '"TCP"',
    '"HTTP"',
  );

/** Containers in the body of a Kubernetes workload, with a port of the node or without. */
const POD =
  'host_network = true\n container {\n name = "memcached"\n image = "memcached:1.6.39"\n port {\n container_port = 11211\n }\n }';
const TEMPLATE = `metadata {\n name = "cache"\n }\n spec {\n selector {\n match_labels = { app = "cache" }\n }\n template {\n metadata {\n labels = { app = "cache" }\n }\n spec {\n ${POD}\n }\n }\n }`;
const workload = (type: string): Pair =>
  pair(resource(type, TEMPLATE), 'host_network = true', 'host_network = false');
const service = (type: string): Pair =>
  pair(
    resource(
      type,
      'metadata {\n name = "memcached"\n }\n spec {\n type = "LoadBalancer"\n selector = { app = "memcached" }\n port {\n port = 11211\n }\n }',
    ),
    '"LoadBalancer"',
    '"ClusterIP"',
  );
const both = (name: string, make: (type: string) => Pair): readonly (readonly [string, Pair])[] => [
  [name, make(name)],
  [`${name}_v1`, make(`${name}_v1`)],
];

/** By resource type; every type that is judged has one. */
export const PAIRS: Readonly<Record<string, Pair>> = Object.fromEntries<Pair>([
  // Amazon Web Services
  ['aws_security_group', open('aws_security_group', block('ingress', AWS_RULE))],
  ['aws_default_security_group', open('aws_default_security_group', block('ingress', AWS_RULE))],
  ['aws_security_group_rule', open('aws_security_group_rule', `type = "ingress"\n ${AWS_RULE}`)],
  [
    'aws_vpc_security_group_ingress_rule',
    open(
      'aws_vpc_security_group_ingress_rule',
      'ip_protocol = "udp"\n from_port = 11211\n to_port = 11211\n cidr_ipv4 = "0.0.0.0/0"',
    ),
  ],
  [
    'aws_elasticache_cluster',
    open(
      'aws_elasticache_cluster',
      'engine = "memcached"\n security_group_ids = [aws_security_group.a.id]',
      resource(
        'aws_security_group',
        block(
          'ingress',
          AWS_RULE.replace(/11211/g, '11000').replace('to_port = 11000', 'to_port = 12000'),
        ),
      ),
    ),
  ],
  [
    'aws_elasticache_serverless_cache',
    open(
      'aws_elasticache_serverless_cache',
      'engine = "memcached"\n name = "c"\n security_group_ids = [aws_security_group.a.id]',
      resource('aws_security_group', block('ingress', AWS_RULE)),
    ),
  ],
  ...[
    'aws_instance',
    'aws_spot_instance_request',
    'aws_launch_template',
    'aws_launch_configuration',
  ].map((type): [string, Pair] => [type, machine(type, 'user_data')]),
  [
    'aws_ecs_task_definition',
    open(
      'aws_ecs_task_definition',
      'network_mode = "awsvpc"\n container_definitions = jsonencode([{ name = "c", image = "memcached:1.6", portMappings = [{ containerPort = 11211 }] }])',
      resource('aws_security_group', block('ingress', AWS_RULE)) +
        resource(
          'aws_ecs_service',
          'task_definition = aws_ecs_task_definition.a.arn\n network_configuration {\n assign_public_ip = true\n security_groups = [aws_security_group.a.id]\n }',
        ),
    ),
  ],
  ['aws_network_acl', open('aws_network_acl', block('ingress', ACL_RULE))],
  ['aws_default_network_acl', open('aws_default_network_acl', block('ingress', ACL_RULE))],
  [
    'aws_network_acl_rule',
    open(
      'aws_network_acl_rule',
      `network_acl_id = "acl-1"\n ${ACL_RULE.replace('rule_no', 'rule_number').replace('action', 'rule_action')}`,
    ),
  ],
  ...['aws_lb_listener', 'aws_alb_listener'].map((type): [string, Pair] => [
    type,
    pair(
      NETWORK_BALANCER +
        resource(type, 'load_balancer_arn = aws_lb.l.arn\n port = 11211\n protocol = "TCP"'),
      '"network"',
      '"network"\n internal = true',
    ),
  ]),
  [
    'aws_elb',
    pair(
      resource(
        'aws_elb',
        block(
          'listener',
          'lb_port = 11211\n lb_protocol = "tcp"\n instance_port = 11211\n instance_protocol = "tcp"',
        ),
      ),
      '  listener',
      '  internal = true\n  listener',
    ),
  ],
  [
    'aws_lightsail_instance_public_ports',
    open(
      'aws_lightsail_instance_public_ports',
      block(
        'port_info',
        'protocol = "tcp"\n from_port = 11211\n to_port = 11211\n cidrs = ["0.0.0.0/0"]',
      ),
    ),
  ],
  // Microsoft Azure
  [
    'azurerm_network_security_group',
    open('azurerm_network_security_group', block('security_rule', AZURE_RULE)),
  ],
  ['azurerm_network_security_rule', open('azurerm_network_security_rule', AZURE_RULE)],
  [
    'azurerm_network_manager_admin_rule',
    open(
      'azurerm_network_manager_admin_rule',
      'action = "AlwaysAllow"\n direction = "Inbound"\n priority = 1\n protocol = "Tcp"\n destination_port_ranges = ["11211"]\n source {\n address_prefix_type = "IPPrefix"\n address_prefix = "0.0.0.0/0"\n }',
    ),
  ],
  [
    'azurerm_firewall_nat_rule_collection',
    open(
      'azurerm_firewall_nat_rule_collection',
      `action = "Dnat"\n priority = 100\n ${block('rule', 'source_addresses = ["0.0.0.0/0"]\n destination_ports = ["11211"]\n destination_addresses = ["52.0.0.1"]\n translated_address = "10.0.0.4"\n translated_port = 11211\n protocols = ["TCP"]')}`,
    ),
  ],
  [
    'azurerm_firewall_policy_rule_collection_group',
    open(
      'azurerm_firewall_policy_rule_collection_group',
      block(
        'nat_rule_collection',
        `action = "Dnat"\n priority = 100\n ${block('rule', 'source_addresses = ["0.0.0.0/0"]\n destination_ports = ["11211"]\n destination_address = "52.0.0.1"\n translated_address = "10.0.0.4"\n translated_port = 11211\n protocols = ["TCP"]')}`,
      ),
    ),
  ],
  [
    'azurerm_lb_rule',
    pair(
      AZURE_BALANCER +
        resource(
          'azurerm_lb_rule',
          'loadbalancer_id = azurerm_lb.a.id\n frontend_ip_configuration_name = "f"\n protocol = "Tcp"\n frontend_port = 11211\n backend_port = 11211',
        ),
      'public_ip_address_id = azurerm_public_ip.a.id',
      'subnet_id = "s"',
    ),
  ],
  [
    'azurerm_lb_nat_rule',
    pair(
      AZURE_BALANCER +
        resource(
          'azurerm_lb_nat_rule',
          'loadbalancer_id = azurerm_lb.a.id\n frontend_ip_configuration_name = "f"\n protocol = "Tcp"\n frontend_port = 50001\n backend_port = 11211',
        ),
      'backend_port = 11211',
      'backend_port = 22',
    ),
  ],
  [
    'azurerm_lb_nat_pool',
    pair(
      AZURE_BALANCER +
        resource(
          'azurerm_lb_nat_pool',
          'loadbalancer_id = azurerm_lb.a.id\n frontend_ip_configuration_name = "f"\n protocol = "Tcp"\n frontend_port_start = 50000\n frontend_port_end = 50009\n backend_port = 11211',
        ),
      'backend_port = 11211',
      'backend_port = 22',
    ),
  ],
  [
    'azurerm_container_group',
    pair(
      resource(
        'azurerm_container_group',
        `ip_address_type = "Public"\n ${block('container', 'image = "memcached:1.6"\n ports {\n port = 11211\n protocol = "TCP"\n }')}`,
      ),
      '"Public"',
      '"Private"',
    ),
  ],
  [
    'azurerm_container_app',
    pair(
      resource(
        'azurerm_container_app',
        'template {\n container {\n image = "memcached:1.6"\n }\n }\n ingress {\n external_enabled = true\n transport = "tcp"\n exposed_port = 11211\n target_port = 11211\n }',
      ),
      'external_enabled = true',
      'external_enabled = false',
    ),
  ],
  ...['azurerm_linux_virtual_machine', 'azurerm_linux_virtual_machine_scale_set'].map(
    (type): [string, Pair] => [type, machine(type, 'custom_data')],
  ),
  [
    'azurerm_orchestrated_virtual_machine_scale_set',
    machine('azurerm_orchestrated_virtual_machine_scale_set', 'user_data'),
  ],
  [
    'azurerm_virtual_machine',
    {
      text: resource('azurerm_virtual_machine', block('os_profile', `custom_data = "${SCRIPT}"`)),
      safe: LOOPBACK,
    },
  ],
  // Google Cloud
  [
    'google_compute_firewall',
    open(
      'google_compute_firewall',
      'network = "n"\n allow {\n protocol = "tcp"\n ports = ["11211"]\n }\n source_ranges = ["0.0.0.0/0"]',
    ),
  ],
  ...[
    'google_compute_firewall_policy_rule',
    'google_compute_organization_security_policy_rule',
    'google_compute_network_firewall_policy_rule',
    'google_compute_region_network_firewall_policy_rule',
  ].map((type): [string, Pair] => [type, open(type, `firewall_policy = "p"\n ${GOOGLE_POLICY}`)]),
  ...[
    'google_compute_network_firewall_policy_with_rules',
    'google_compute_region_network_firewall_policy_with_rules',
    'google_compute_firewall_policy_with_rules',
  ].map((type): [string, Pair] => [type, open(type, GOOGLE_WITH_RULES)]),
  [
    'google_compute_forwarding_rule',
    pair(
      resource(
        'google_compute_forwarding_rule',
        'load_balancing_scheme = "EXTERNAL"\n ip_protocol = "TCP"\n ports = ["11211"]',
      ),
      '"EXTERNAL"',
      '"INTERNAL"',
    ),
  ],
  [
    'google_compute_global_forwarding_rule',
    pair(
      resource(
        'google_compute_global_forwarding_rule',
        'load_balancing_scheme = "EXTERNAL"\n ip_protocol = "TCP"\n port_range = "11211"',
      ),
      'port_range = "11211"',
      'port_range = "443"',
    ),
  ],
  ...[
    'google_compute_instance',
    'google_compute_instance_template',
    'google_compute_region_instance_template',
    'google_compute_instance_from_template',
  ].map((type): [string, Pair] => [type, machine(type, 'metadata_startup_script')]),
  // Kubernetes and Helm
  ...both('kubernetes_service', service),
  ...[
    'kubernetes_deployment',
    'kubernetes_daemonset',
    'kubernetes_daemon_set',
    'kubernetes_stateful_set',
    'kubernetes_replication_controller',
    'kubernetes_job',
  ].flatMap((name) => both(name, workload)),
  ...both('kubernetes_cron_job', (type) =>
    pair(
      resource(
        type,
        `metadata {\n name = "cache"\n }\n spec {\n schedule = "1 * * * *"\n job_template {\n metadata {}\n spec {\n template {\n metadata {}\n spec {\n ${POD}\n }\n }\n }\n }\n }`,
      ),
      'host_network = true',
      'host_network = false',
    ),
  ),
  ...both('kubernetes_pod', (type) =>
    pair(
      resource(type, `metadata {\n name = "cache"\n }\n spec {\n ${POD}\n }`),
      'host_network = true',
      'host_network = false',
    ),
  ),
  // Docker and Nomad
  [
    'docker_container',
    pair(
      resource(
        'docker_container',
        'image = "memcached:1.6"\n ports {\n internal = 11211\n external = 11211\n }',
      ),
      'external = 11211',
      'external = 11211\n ip = "127.0.0.1"',
    ),
  ],
  [
    'docker_service',
    pair(
      resource(
        'docker_service',
        'task_spec {\n container_spec {\n image = "memcached:1.6"\n }\n }\n endpoint_spec {\n ports {\n target_port = 11211\n published_port = 11211\n }\n }',
      ),
      'target_port = 11211\n published_port = 11211',
      'target_port = 80\n published_port = 80',
    ),
  ],
  [
    'nomad_job',
    pair(
      resource(
        'nomad_job',
        'jobspec = <<EOT\njob "cache" {\n  group "cache" {\n    network {\n      port "db" {\n        static = 11211\n      }\n    }\n    task "memcached" {\n      driver = "docker"\n      config {\n        image = "memcached:1.6"\n        ports = ["db"]\n      }\n    }\n  }\n}\nEOT',
      ),
      'ports = ["db"]',
      'ports = []',
    ),
  ],
  // DigitalOcean, Hetzner, Linode, Vultr, Scaleway, Exoscale
  [
    'digitalocean_firewall',
    open(
      'digitalocean_firewall',
      block(
        'inbound_rule',
        'protocol = "tcp"\n port_range = "11211"\n source_addresses = ["0.0.0.0/0"]',
      ),
    ),
  ],
  [
    'digitalocean_loadbalancer',
    pair(
      resource(
        'digitalocean_loadbalancer',
        block(
          'forwarding_rule',
          'entry_protocol = "tcp"\n entry_port = 80\n target_protocol = "tcp"\n target_port = 11211',
        ),
      ),
      'target_port = 11211',
      'target_port = 8080',
    ),
  ],
  ['digitalocean_droplet', machine('digitalocean_droplet', 'user_data')],
  [
    'hcloud_firewall',
    open(
      'hcloud_firewall',
      block(
        'rule',
        'direction = "in"\n protocol = "tcp"\n port = "11211"\n source_ips = ["0.0.0.0/0"]',
      ),
    ),
  ],
  [
    'hcloud_load_balancer_service',
    pair(
      resource(
        'hcloud_load_balancer_service',
        'protocol = "tcp"\n listen_port = 80\n destination_port = 11211',
      ),
      'destination_port = 11211',
      'destination_port = 80',
    ),
  ],
  ['hcloud_server', machine('hcloud_server', 'user_data')],
  [
    'linode_firewall',
    open(
      'linode_firewall',
      `inbound_policy = "DROP"\n outbound_policy = "ACCEPT"\n ${block('inbound', 'label = "a"\n action = "ACCEPT"\n protocol = "TCP"\n ports = "11211"\n ipv4 = ["0.0.0.0/0"]')}`,
    ),
  ],
  [
    'linode_nodebalancer_config',
    pair(
      resource('linode_nodebalancer_config', 'nodebalancer_id = 1\n protocol = "tcp"\n port = 80') +
        resource(
          'linode_nodebalancer_node',
          'config_id = linode_nodebalancer_config.a.id\n address = "192.168.1.2:11211"',
        ),
      ':11211',
      ':80',
    ),
  ],
  [
    'linode_instance',
    {
      text: resource('linode_instance', block('metadata', `user_data = base64encode("${SCRIPT}")`)),
      safe: LOOPBACK,
    },
  ],
  [
    'vultr_firewall_rule',
    pair(
      resource(
        'vultr_firewall_rule',
        'protocol = "tcp"\n ip_type = "v4"\n subnet = "0.0.0.0"\n subnet_size = 0\n port = "11211"',
      ),
      'subnet = "0.0.0.0"\n subnet_size = 0',
      'subnet = "10.0.0.0"\n subnet_size = 24',
    ),
  ],
  [
    'vultr_load_balancer',
    pair(
      resource(
        'vultr_load_balancer',
        block(
          'forwarding_rules',
          'frontend_protocol = "tcp"\n frontend_port = 82\n backend_protocol = "tcp"\n backend_port = 11211',
        ),
      ),
      'backend_port = 11211',
      'backend_port = 81',
    ),
  ],
  ['vultr_instance', machine('vultr_instance', 'user_data')],
  ['vultr_bare_metal_server', machine('vultr_bare_metal_server', 'user_data')],
  [
    'scaleway_instance_security_group',
    open(
      'scaleway_instance_security_group',
      `inbound_default_policy = "drop"\n ${block('inbound_rule', 'action = "accept"\n port = 11211\n ip_range = "0.0.0.0/0"')}`,
    ),
  ],
  [
    'scaleway_instance_security_group_rules',
    open(
      'scaleway_instance_security_group_rules',
      `security_group_id = scaleway_instance_security_group.g.id\n ${block('inbound_rule', 'action = "accept"\n port = 11211\n ip_range = "0.0.0.0/0"')}`,
      resource(
        'scaleway_instance_security_group',
        'inbound_default_policy = "drop"\n external_rules = true',
        'g',
      ),
    ),
  ],
  [
    'scaleway_lb_frontend',
    pair(
      resource('scaleway_lb', 'type = "LB-S"', 'l') +
        resource(
          'scaleway_lb_backend',
          'lb_id = scaleway_lb.l.id\n forward_protocol = "tcp"\n forward_port = 11211',
          'b',
        ) +
        resource(
          'scaleway_lb_frontend',
          'lb_id = scaleway_lb.l.id\n backend_id = scaleway_lb_backend.b.id\n inbound_port = 80',
        ),
      'forward_port = 11211',
      'forward_port = 80',
    ),
  ],
  ['scaleway_instance_server', machine('scaleway_instance_server', 'user_data.cloud-init')],
  [
    'exoscale_security_group_rule',
    open(
      'exoscale_security_group_rule',
      'type = "INGRESS"\n protocol = "TCP"\n start_port = 11211\n end_port = 11211\n cidr = "0.0.0.0/0"',
    ),
  ],
  [
    'exoscale_security_group_rules',
    open(
      'exoscale_security_group_rules',
      block('ingress', 'protocol = "TCP"\n ports = ["11211"]\n cidr_list = ["0.0.0.0/0"]'),
    ),
  ],
  [
    'exoscale_nlb_service',
    pair(
      resource('exoscale_nlb_service', 'protocol = "tcp"\n port = 80\n target_port = 11211'),
      'target_port = 11211',
      'target_port = 80',
    ),
  ],
  ...['exoscale_compute_instance', 'exoscale_instance_pool', 'exoscale_compute'].map(
    (type): [string, Pair] => [type, machine(type, 'user_data')],
  ),
  // OpenStack and the clouds that are built with it
  [
    'openstack_networking_secgroup_rule_v2',
    open('openstack_networking_secgroup_rule_v2', OPENSTACK_RULE),
  ],
  [
    'openstack_compute_secgroup_v2',
    open(
      'openstack_compute_secgroup_v2',
      block(
        'rule',
        'from_port = 11211\n to_port = 11211\n ip_protocol = "tcp"\n cidr = "0.0.0.0/0"',
      ),
    ),
  ],
  ...['v2', 'v1'].map((version): [string, Pair] => [
    `openstack_fw_policy_${version}`,
    open(
      `openstack_fw_policy_${version}`,
      `rules = [openstack_fw_rule_${version}.r.id]`,
      resource(
        `openstack_fw_rule_${version}`,
        'action = "allow"\n protocol = "tcp"\n destination_port = "11211"\n source_ip_address = "0.0.0.0/0"\n enabled = true',
        'r',
      ),
    ),
  ]),
  [
    'openstack_lb_listener_v2',
    pair(
      resource('openstack_lb_loadbalancer_v2', '', 'l') +
        resource(
          'openstack_networking_floatingip_v2',
          'port_id = openstack_lb_loadbalancer_v2.l.vip_port_id',
          'f',
        ) +
        resource(
          'openstack_lb_listener_v2',
          'protocol = "TCP"\n protocol_port = 80\n loadbalancer_id = openstack_lb_loadbalancer_v2.l.id',
        ) +
        resource('openstack_lb_pool_v2', 'listener_id = openstack_lb_listener_v2.a.id', 'p') +
        resource(
          'openstack_lb_member_v2',
          'pool_id = openstack_lb_pool_v2.p.id\n protocol_port = 11211',
          'm',
        ),
      'protocol_port = 11211',
      'protocol_port = 80',
    ),
  ],
  [
    'openstack_networking_portforwarding_v2',
    pair(
      resource(
        'openstack_networking_portforwarding_v2',
        'protocol = "tcp"\n external_port = 5000\n internal_port = 11211',
      ),
      'internal_port = 11211',
      'internal_port = 22',
    ),
  ],
  ['openstack_compute_instance_v2', machine('openstack_compute_instance_v2', 'user_data')],
  ...[
    'huaweicloud_networking_secgroup_rule',
    'opentelekomcloud_networking_secgroup_rule_v2',
    'flexibleengine_networking_secgroup_rule_v2',
    'sbercloud_networking_secgroup_rule',
  ].map((type): [string, Pair] => [type, open(type, OPENSTACK_RULE)]),
  ...[
    ['huaweicloud_elb_listener', 'huaweicloud_elb_loadbalancer'],
    ['huaweicloud_lb_listener', 'huaweicloud_lb_loadbalancer'],
    ['opentelekomcloud_lb_listener_v3', 'opentelekomcloud_lb_loadbalancer_v3'],
    ['opentelekomcloud_lb_listener_v2', 'opentelekomcloud_lb_loadbalancer_v2'],
    ['flexibleengine_lb_listener_v3', 'flexibleengine_lb_loadbalancer_v3'],
    ['sbercloud_elb_listener', 'sbercloud_elb_loadbalancer'],
  ].map(([type, balancer]): [string, Pair] => [type!, huaweiListener(type!, balancer!)]),
  ...[
    'huaweicloud_compute_instance',
    'opentelekomcloud_compute_instance_v2',
    'opentelekomcloud_ecs_instance_v1',
    'flexibleengine_compute_instance_v2',
    'sbercloud_compute_instance',
  ].map((type): [string, Pair] => [type, machine(type, 'user_data')]),
  [
    'ovh_cloud_security_group',
    open(
      'ovh_cloud_security_group',
      `rule = [{ ${OPENSTACK_RULE.replace('"ingress"', '"INGRESS"').replace(/\n/g, ', ')} }]`,
    ),
  ],
  [
    'ovh_ip_firewall_rule',
    open(
      'ovh_ip_firewall_rule',
      'action = "permit"\n sequence = 0\n protocol = "tcp"\n destination_port = 11211\n source = "0.0.0.0/0"',
    ),
  ],
  // Oracle, Alibaba, Tencent, IBM, Yandex
  ...['oci_core_security_list', 'oci_core_default_security_list'].map((type): [string, Pair] => [
    type,
    open(
      type,
      block(
        'ingress_security_rules',
        'protocol = "6"\n source = "0.0.0.0/0"\n tcp_options {\n min = 11211\n max = 11211\n }',
      ),
    ),
  ]),
  [
    'oci_core_network_security_group_security_rule',
    open(
      'oci_core_network_security_group_security_rule',
      'direction = "INGRESS"\n protocol = "17"\n source = "0.0.0.0/0"\n udp_options {\n destination_port_range {\n min = 11211\n max = 11211\n }\n }',
    ),
  ],
  [
    'oci_network_load_balancer_listener',
    pair(
      resource('oci_network_load_balancer_network_load_balancer', '', 'l') +
        resource(
          'oci_network_load_balancer_backend',
          'network_load_balancer_id = oci_network_load_balancer_network_load_balancer.l.id\n backend_set_name = "set"\n port = 11211',
          'b',
        ) +
        resource(
          'oci_network_load_balancer_listener',
          'network_load_balancer_id = oci_network_load_balancer_network_load_balancer.l.id\n default_backend_set_name = "set"\n protocol = "TCP"\n port = 80',
        ),
      'port = 11211',
      'port = 80',
    ),
  ],
  [
    'oci_load_balancer_listener',
    pair(
      resource('oci_load_balancer_load_balancer', 'is_private = false', 'l') +
        resource(
          'oci_load_balancer_listener',
          'load_balancer_id = oci_load_balancer_load_balancer.l.id\n protocol = "TCP"\n port = 11211',
        ),
      'is_private = false',
      'is_private = true',
    ),
  ],
  ['oci_core_instance', machine('oci_core_instance', 'metadata.user_data')],
  [
    'alicloud_security_group_rule',
    open(
      'alicloud_security_group_rule',
      'type = "ingress"\n ip_protocol = "tcp"\n port_range = "11211/11211"\n cidr_ip = "0.0.0.0/0"',
    ),
  ],
  [
    'alicloud_network_acl',
    open(
      'alicloud_network_acl',
      block(
        'ingress_acl_entries',
        'policy = "accept"\n protocol = "tcp"\n port = "11211/11211"\n source_cidr_ip = "0.0.0.0/0"',
      ),
    ),
  ],
  [
    'alicloud_cloud_firewall_control_policy',
    open(
      'alicloud_cloud_firewall_control_policy',
      'direction = "in"\n acl_action = "accept"\n proto = "TCP"\n dest_port = "11211/11211"\n source = "0.0.0.0/0"\n source_type = "net"\n destination = "10.0.0.0/16"',
    ),
  ],
  [
    'alicloud_kvstore_instance',
    open('alicloud_kvstore_instance', 'instance_type = "Memcache"\n security_ips = ["0.0.0.0/0"]'),
  ],
  [
    'alicloud_simple_application_server_firewall_rule',
    pair(
      resource(
        'alicloud_simple_application_server_firewall_rule',
        'rule_protocol = "Tcp"\n port = "11211"',
      ),
      '"11211"',
      '"443"',
    ),
  ],
  [
    'alicloud_slb_listener',
    pair(
      resource('alicloud_slb_load_balancer', 'address_type = "internet"', 'l') +
        resource(
          'alicloud_slb_listener',
          'load_balancer_id = alicloud_slb_load_balancer.l.id\n protocol = "tcp"\n frontend_port = 80\n backend_port = 11211',
        ),
      '"internet"',
      '"intranet"',
    ),
  ],
  [
    'alicloud_nlb_listener',
    pair(
      resource('alicloud_nlb_load_balancer', 'address_type = "Internet"', 'l') +
        resource('alicloud_nlb_server_group', '', 'g') +
        resource(
          'alicloud_nlb_server_group_server_attachment',
          'server_group_id = alicloud_nlb_server_group.g.id\n port = 11211',
          's',
        ) +
        resource(
          'alicloud_nlb_listener',
          'load_balancer_id = alicloud_nlb_load_balancer.l.id\n server_group_id = alicloud_nlb_server_group.g.id\n listener_protocol = "TCP"\n listener_port = 80',
        ),
      'port = 11211',
      'port = 80',
    ),
  ],
  [
    'alicloud_forward_entry',
    pair(
      resource(
        'alicloud_forward_entry',
        'ip_protocol = "tcp"\n external_port = "5000"\n internal_port = "11211"',
      ),
      '"11211"',
      '"22"',
    ),
  ],
  ['alicloud_instance', machine('alicloud_instance', 'user_data')],
  ['alicloud_ecs_launch_template', machine('alicloud_ecs_launch_template', 'user_data')],
  [
    'tencentcloud_security_group_rule_set',
    open(
      'tencentcloud_security_group_rule_set',
      block(
        'ingress',
        'action = "ACCEPT"\n cidr_block = "0.0.0.0/0"\n protocol = "TCP"\n port = "11211"',
      ),
    ),
  ],
  [
    'tencentcloud_security_group_lite_rule',
    open('tencentcloud_security_group_lite_rule', 'ingress = ["ACCEPT#0.0.0.0/0#11211#TCP"]'),
  ],
  [
    'tencentcloud_security_group_rule',
    open(
      'tencentcloud_security_group_rule',
      'type = "ingress"\n cidr_ip = "0.0.0.0/0"\n ip_protocol = "tcp"\n port_range = "11211"\n policy = "accept"',
    ),
  ],
  [
    'tencentcloud_lighthouse_firewall_rule',
    open(
      'tencentcloud_lighthouse_firewall_rule',
      block(
        'firewall_rules',
        'protocol = "TCP"\n port = "11211"\n cidr_block = "0.0.0.0/0"\n action = "ACCEPT"',
      ),
    ),
  ],
  [
    'tencentcloud_clb_listener',
    pair(
      resource('tencentcloud_clb_instance', 'network_type = "OPEN"', 'l') +
        resource(
          'tencentcloud_clb_listener',
          'clb_id = tencentcloud_clb_instance.l.id\n protocol = "TCP"\n port = 80',
        ) +
        resource(
          'tencentcloud_clb_attachment',
          'clb_id = tencentcloud_clb_instance.l.id\n listener_id = tencentcloud_clb_listener.a.listener_id\n targets {\n port = 11211\n }',
          't',
        ),
      'port = 11211',
      'port = 80',
    ),
  ],
  [
    'tencentcloud_dnat',
    pair(
      resource(
        'tencentcloud_dnat',
        'protocol = "TCP"\n elastic_port = "5000"\n private_port = "11211"',
      ),
      '"11211"',
      '"22"',
    ),
  ],
  ['tencentcloud_instance', machine('tencentcloud_instance', 'user_data_raw')],
  ['tencentcloud_cvm_launch_template', machine('tencentcloud_cvm_launch_template', 'user_data')],
  [
    'ibm_is_security_group_rule',
    open(
      'ibm_is_security_group_rule',
      'direction = "inbound"\n protocol = "icmp_tcp_udp"\n remote = "0.0.0.0/0"',
    ),
  ],
  [
    'ibm_security_group_rule',
    open(
      'ibm_security_group_rule',
      'direction = "ingress"\n protocol = "tcp"\n port_range_min = 11211\n port_range_max = 11211\n remote_ip = "0.0.0.0/0"',
    ),
  ],
  [
    'ibm_pi_network_security_group_rule',
    pair(
      resource(
        'ibm_pi_network_security_group_rule',
        'pi_action = "allow"\n pi_protocol {\n type = "tcp"\n }\n pi_destination_ports {\n minimum = 11211\n maximum = 11211\n }\n pi_remote {\n type = "default-network-address-group"\n }',
      ),
      'default-network-address-group',
      'network-security-group',
    ),
  ],
  [
    'ibm_is_network_acl',
    open(
      'ibm_is_network_acl',
      block(
        'rules',
        'name = "r"\n action = "allow"\n direction = "inbound"\n source = "0.0.0.0/0"\n destination = "0.0.0.0/0"\n tcp {\n port_min = 11211\n port_max = 11211\n }',
      ),
    ),
  ],
  [
    'ibm_is_network_acl_rule',
    open(
      'ibm_is_network_acl_rule',
      'network_acl = "a"\n action = "allow"\n direction = "inbound"\n source = "0.0.0.0/0"\n destination = "10.1.0.0/16"\n udp {\n port_min = 11211\n port_max = 11211\n }',
    ),
  ],
  [
    'ibm_is_lb_listener',
    pair(
      resource('ibm_is_lb', 'type = "public"', 'l') +
        resource('ibm_is_lb_pool', 'lb = ibm_is_lb.l.id', 'p') +
        resource(
          'ibm_is_lb_pool_member',
          'lb = ibm_is_lb.l.id\n pool = ibm_is_lb_pool.p.id\n port = 11211',
          'm',
        ) +
        resource(
          'ibm_is_lb_listener',
          'lb = ibm_is_lb.l.id\n default_pool = ibm_is_lb_pool.p.id\n protocol = "tcp"\n port = 443',
        ),
      'port = 11211',
      'port = 80',
    ),
  ],
  ['ibm_is_instance', machine('ibm_is_instance', 'user_data')],
  ['ibm_is_instance_template', machine('ibm_is_instance_template', 'user_data')],
  ...['yandex_vpc_security_group', 'yandex_vpc_default_security_group'].map(
    (type): [string, Pair] => [
      type,
      open(
        type,
        block('ingress', 'protocol = "ANY"\n v4_cidr_blocks = ["0.0.0.0/0"]\n port = 11211'),
      ),
    ],
  ),
  [
    'yandex_vpc_security_group_rule',
    open(
      'yandex_vpc_security_group_rule',
      'direction = "ingress"\n protocol = "TCP"\n v4_cidr_blocks = ["0.0.0.0/0"]\n from_port = 11211\n to_port = 11211',
    ),
  ],
  [
    'yandex_lb_network_load_balancer',
    pair(
      resource(
        'yandex_lb_network_load_balancer',
        `type = "external"\n ${block('listener', 'name = "l"\n port = 80\n target_port = 11211')}`,
      ),
      '"external"',
      '"internal"',
    ),
  ],
  ['yandex_compute_instance', machine('yandex_compute_instance', 'metadata.user-data')],
  [
    'yandex_compute_instance_group',
    machine('yandex_compute_instance_group', 'instance_template.metadata.user-data'),
  ],
  // The others
  [
    'upcloud_firewall_rules',
    pair(
      resource('upcloud_server', 'firewall = true', 's') +
        resource(
          'upcloud_firewall_rules',
          `server_id = upcloud_server.s.id\n ${block('firewall_rule', 'action = "accept"\n direction = "in"\n family = "IPv4"\n protocol = "tcp"\n destination_port_start = "11211"\n destination_port_end = "11211"\n source_address_start = "0.0.0.0"\n source_address_end = "255.255.255.255"')}\n ${block('firewall_rule', 'action = "drop"\n direction = "in"')}`,
        ),
      'source_address_start = "0.0.0.0"\n source_address_end = "255.255.255.255"',
      'source_address_start = "10.0.0.1"\n source_address_end = "10.0.0.9"',
    ),
  ],
  ['upcloud_server', machine('upcloud_server', 'user_data')],
  [
    'ionoscloud_firewall',
    pair(
      resource(
        'ionoscloud_firewall',
        'type = "INGRESS"\n protocol = "TCP"\n port_range_start = 11211\n port_range_end = 11211',
      ),
      'port_range_start = 11211\n port_range_end = 11211',
      'port_range_start = 22\n port_range_end = 22',
    ),
  ],
  [
    'ionoscloud_nsg_firewallrule',
    pair(
      resource(
        'ionoscloud_nsg_firewallrule',
        'type = "INGRESS"\n protocol = "TCP"\n port_range_start = 11211\n port_range_end = 11211',
      ),
      '"INGRESS"',
      '"EGRESS"',
    ),
  ],
  [
    'ionoscloud_nic',
    pair(
      resource(
        'ionoscloud_nic',
        `firewall_active = true\n ${block('firewall', 'protocol = "TCP"\n port_range_start = 11211\n port_range_end = 11211')}`,
      ),
      '"TCP"',
      '"ICMP"',
    ),
  ],
  ...['ionoscloud_server', 'ionoscloud_vcpu_server', 'ionoscloud_cube_server'].map(
    (type): [string, Pair] => [
      type,
      pair(
        resource(
          type,
          block(
            'nic',
            `firewall_active = true\n ${block('firewall', 'protocol = "TCP"\n port_range_start = 11211\n port_range_end = 11211')}`,
          ),
        ),
        '"TCP"',
        '"ICMP"',
      ),
    ],
  ),
  [
    'outscale_security_group_rule',
    open(
      'outscale_security_group_rule',
      'flow = "Inbound"\n ip_protocol = "tcp"\n from_port_range = 11211\n to_port_range = 11211\n ip_range = "0.0.0.0/0"',
    ),
  ],
  ['outscale_vm', machine('outscale_vm', 'user_data')],
  [
    'ncloud_access_control_group_rule',
    open(
      'ncloud_access_control_group_rule',
      block('inbound', 'protocol = "TCP"\n ip_block = "0.0.0.0/0"\n port_range = "11211"'),
    ),
  ],
  [
    'ncloud_network_acl_rule',
    open(
      'ncloud_network_acl_rule',
      block(
        'inbound',
        'priority = 100\n protocol = "TCP"\n rule_action = "ALLOW"\n ip_block = "0.0.0.0/0"\n port_range = "11211"',
      ),
    ),
  ],
  [
    'ncloud_lb_listener',
    pair(
      resource('ncloud_lb', 'network_type = "PUBLIC"\n type = "NETWORK"', 'l') +
        resource('ncloud_lb_target_group', 'port = 11211', 't') +
        resource(
          'ncloud_lb_listener',
          'load_balancer_no = ncloud_lb.l.load_balancer_no\n target_group_no = ncloud_lb_target_group.t.target_group_no\n protocol = "TCP"\n port = 80',
        ),
      '"PUBLIC"',
      '"PRIVATE"',
    ),
  ],
  [
    'ncloud_port_forwarding_rule',
    pair(
      resource(
        'ncloud_port_forwarding_rule',
        'port_forwarding_external_port = 5000\n port_forwarding_internal_port = 11211',
      ),
      'internal_port = 11211',
      'internal_port = 22',
    ),
  ],
  [
    'nifcloud_security_group_rule',
    open(
      'nifcloud_security_group_rule',
      'type = "IN"\n protocol = "TCP"\n from_port = 11211\n to_port = 11211\n cidr_ip = "0.0.0.0/0"',
    ),
  ],
  ['nifcloud_instance', machine('nifcloud_instance', 'user_data')],
  [
    'stackit_security_group_rule',
    open(
      'stackit_security_group_rule',
      'direction = "ingress"\n protocol = { name = "tcp" }\n port_range = { min = 11211, max = 11211 }\n ip_range = "0.0.0.0/0"',
    ),
  ],
  ['stackit_server', machine('stackit_server', 'user_data')],
  [
    'gridscale_firewall',
    open(
      'gridscale_firewall',
      block(
        'rules_v4_in',
        'order = 0\n protocol = "tcp"\n action = "accept"\n dst_port = "11211"\n src_cidr = "0.0.0.0/0"',
      ),
    ),
  ],
  ...[
    'proxmox_virtual_environment_firewall_rules',
    'proxmox_virtual_environment_cluster_firewall_security_group',
  ].map((type): [string, Pair] => [
    type,
    open(
      type,
      block(
        'rule',
        'type = "in"\n action = "ACCEPT"\n proto = "tcp"\n dport = "11211"\n source = "0.0.0.0/0"',
      ),
    ),
  ]),
  [
    'civo_firewall',
    open(
      'civo_firewall',
      `create_default_rules = false\n ${block('ingress_rule', 'label = "c"\n protocol = "tcp"\n port_range = "11211"\n cidr = ["0.0.0.0/0"]\n action = "allow"')}`,
    ),
  ],
  [
    'civo_firewall_rule',
    open(
      'civo_firewall_rule',
      'direction = "ingress"\n protocol = "tcp"\n start_port = "11211"\n end_port = "11211"\n cidr = ["0.0.0.0/0"]\n action = "allow"',
    ),
  ],
  ['civo_instance', machine('civo_instance', 'script')],
  [
    'cloudflare_spectrum_application',
    pair(
      resource(
        'cloudflare_spectrum_application',
        'protocol = "tcp/11211"\n origin_direct = ["tcp://10.0.0.4:11211"]',
      ),
      'tcp/11211"\n origin_direct = ["tcp://10.0.0.4:11211"]',
      'tcp/22"\n origin_direct = ["tcp://10.0.0.4:22"]',
    ),
  ],
]);
