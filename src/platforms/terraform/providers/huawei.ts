import { TCP, TCP_AND_UDP } from '../../../network/ports.js';
import { entry } from '../../../syntax/data.js';
import type { Provider, ResourceContext, TerraformResource } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { poolOf } from './firewall/members.js';
import { isGiven } from './firewall/ports.js';
import { doors, publicThrough, referred } from './firewall/publishing.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn, INGRESS, isTrue } from './firewall/words.js';
import { byEtherType } from './openstack.js';

const RULES = [
  'huaweicloud_networking_secgroup_rule',
  'opentelekomcloud_networking_secgroup_rule_v2',
  'flexibleengine_networking_secgroup_rule_v2',
  'sbercloud_networking_secgroup_rule',
];
const GROUPS = [
  'huaweicloud_networking_secgroup',
  'opentelekomcloud_networking_secgroup_v2',
  'flexibleengine_networking_secgroup_v2',
  'sbercloud_networking_secgroup',
];
const INSTANCES = [
  'huaweicloud_compute_instance',
  'opentelekomcloud_compute_instance_v2',
  'opentelekomcloud_ecs_instance_v1',
  'flexibleengine_compute_instance_v2',
  'sbercloud_compute_instance',
];

const LISTENERS = [
  'huaweicloud_elb_listener',
  'huaweicloud_lb_listener',
  'opentelekomcloud_lb_listener_v3',
  'opentelekomcloud_lb_listener_v2',
  'flexibleengine_lb_listener_v3',
  'sbercloud_elb_listener',
];
const ASSOCIATIONS = [
  'huaweicloud_vpc_eip_associate',
  'huaweicloud_networking_eip_associate',
  'opentelekomcloud_networking_floatingip_associate_v2',
  'flexibleengine_networking_floatingip_associate_v2',
  'sbercloud_networking_eip_associate',
];
const POOLS = LISTENERS.map((type) => type.replace('listener', 'pool'));
const MEMBERS = LISTENERS.map((type) => type.replace('listener', 'member'));

/** Security groups: rules by `priority`, deny before allow of the same. */
const groups: Family = {
  mechanism: 'security-group',
  ties: 'deny',
  owners: GROUPS,
  guards: attachments({
    machines: INSTANCES,
    named: ['security_group_ids', 'security_groups'],
    owners: GROUPS,
  }),
  tables: [
    {
      types: RULES,
      group: 'security_group_id',
      judged:
        'ingress by `priority` and `action`; `ports` or `port_range_min` to `port_range_max`, all when left out; everyone without `remote_ip_prefix` and groups',
      inbound: INGRESS,
      allows: acceptIn('action'),
      order: { key: 'priority', absent: 1 },
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { texts: ['ports'], ranges: [['port_range_min', 'port_range_max']], absent: 'all' },
      sources: {
        keys: ['remote_ip_prefix'],
        closed: ['remote_group_id', 'remote_address_group_id'],
        absent: 'everyone',
        everyone: byEtherType,
      },
    },
  ],
};

/** Network ACLs of subnets, in front of security groups. */
const acls: Family = {
  mechanism: 'network-acl',
  narrowOnly: true,
  tables: [
    {
      types: ['huaweicloud_vpc_network_acl'],
      blocks: ['ingress_rules'],
      judged:
        '`ingress_rules` in the order written: `action`, `protocol`, `source_ip_address`, `destination_port`; `enabled`; rules that name memcached’s port are doors',
      inForce: isTrue('enabled', true),
      allows: acceptIn('action'),
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { texts: ['destination_port'], absent: 'all' },
      sources: {
        keys: ['source_ip_address'],
        closed: ['source_ip_address_group_id'],
        absent: 'everyone',
      },
      only: ['destination_ip_address', 'destination_ip_address_group_id'],
      leavesOut: ['source_port'],
      everything: ['0.0.0.0/0', '::/0', '1-65535', '0-65535'],
    },
  ],
};

const forwarding = doors({
  types: [
    'huaweicloud_nat_dnat_rule',
    'opentelekomcloud_nat_dnat_rule_v2',
    'flexibleengine_nat_dnat_rule_v2',
    'sbercloud_nat_dnat_rule',
  ],
  judged: '`external_service_port` of a public address that leads to `internal_service_port`',
  mechanism: 'published-port',
  protocol: { key: 'protocol', absent: [] },
  outside: {
    texts: ['external_service_port', 'external_service_port_range'],
    zero: 'all',
    absent: 'none',
  },
  inside: {
    texts: ['internal_service_port', 'internal_service_port_range'],
    zero: 'all',
    absent: 'none',
  },
});

/** A load balancer is given a public address by its own arguments, or by an association. */
function hasAddress(balancer: TerraformResource, context: ResourceContext): boolean {
  const isGivenOne = ['ipv4_eip_id', 'iptype', 'ipv6_bandwidth_id', 'public_ip'].some((key) => {
    const found = entry(balancer.body, key)?.value;
    return found !== undefined && isGiven(found);
  });
  return (
    isGivenOne ||
    context
      .find(...ASSOCIATIONS)
      .some((each) => referred(each.body, 'port_id', context) === balancer)
  );
}

/** Huawei Cloud and the clouds that are built with it. */
export const huawei: Provider = {
  name: 'huaweicloud, opentelekomcloud, flexibleengine, sbercloud',
  resources: [
    ...familyHandlers(groups),
    ...familyHandlers(acls),
    forwarding,
    doors({
      types: LISTENERS,
      judged:
        '`protocol` TCP or UDP with `protocol_port` of a balancer with a public address; the `protocol_port` of the members behind it',
      protocol: { key: 'protocol', absent: [], words: { tls: TCP } },
      outside: { texts: ['protocol_port'], absent: 'none' },
      insideOf: (listener, _block, context) =>
        poolOf(
          listener,
          { types: POOLS, named: ['default_pool_id'], of: ['listener_id'] },
          { types: MEMBERS, of: ['pool_id'], port: { texts: ['protocol_port'], absent: 'none' } },
          context,
        ),
      isPublic: publicThrough('loadbalancer_id', hasAddress),
    }),
    machines({
      types: INSTANCES,
      startup: ['user_data'],
      judged: '`user_data`; the security groups of the instance guard it',
      admissions: admissionsOf(groups),
    }),
  ],
  modules: [],
};
