import { AddressSet } from '../../../network/addresses.js';
import { TCP_AND_UDP } from '../../../network/ports.js';
import { entry, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import type { Provider } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { poolOf } from './firewall/members.js';
import { doors, publicThrough, referred } from './firewall/publishing.js';
import { readRule, sourcesIn, type RuleShape } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn, INGRESS, isTrue } from './firewall/words.js';

const INSTANCES = ['openstack_compute_instance_v2'];

/** A rule is for one of the families of addresses, IPv4 unless it says otherwise. */
export function byEtherType(rule: Data): AddressSet {
  const type = textOf(
    ['ethertype', 'ether_type', 'ethernet_type']
      .map((key) => entry(rule, key)?.value)
      .find((each) => each !== undefined),
  )?.toLowerCase();
  return type === 'ipv6' ? AddressSet.allIPv6 : AddressSet.allIPv4;
}

/** Security groups, which only let in. */
const groups: Family = {
  mechanism: 'security-group',
  owners: ['openstack_networking_secgroup_v2', 'openstack_compute_secgroup_v2'],
  guards: attachments({
    machines: INSTANCES,
    named: ['security_groups'],
    owners: ['openstack_networking_secgroup_v2', 'openstack_compute_secgroup_v2'],
  }),
  tables: [
    {
      types: ['openstack_networking_secgroup_rule_v2'],
      group: 'security_group_id',
      judged:
        'ingress; `protocol`, `port_range_min` and `port_range_max` left out mean all; without `remote_ip_prefix` and groups everyone is let in',
      inbound: INGRESS,
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { ranges: [['port_range_min', 'port_range_max']], absent: 'all' },
      sources: {
        keys: ['remote_ip_prefix'],
        closed: ['remote_group_id', 'remote_address_group_id'],
        absent: 'everyone',
        everyone: byEtherType,
      },
    },
    {
      types: ['openstack_compute_secgroup_v2'],
      blocks: ['rule'],
      judged: '`rule` with `cidr`; `from_group_id` and `self` are not public',
      protocol: { key: 'ip_protocol', absent: TCP_AND_UDP },
      ports: { ranges: [['from_port', 'to_port']], absent: 'all' },
      sources: { keys: ['cidr'], closed: ['from_group_id', 'self'], absent: 'nobody' },
    },
  ],
};

const FIREWALL_RULE: RuleShape = {
  enabled: isTrue('enabled', true),
  allows: acceptIn('action'),
  protocol: { key: 'protocol', absent: TCP_AND_UDP },
  ports: { texts: ['destination_port'], absent: 'all' },
  sources: { keys: ['source_ip_address'], absent: 'everyone' },
  only: ['destination_ip_address'],
  leavesOut: ['source_port'],
  everything: ['0.0.0.0/0', '::/0'],
};

/** Firewalls of routers: rules in the order in which their policy names them. */
const policies: Family = {
  mechanism: 'network-acl',
  narrowOnly: true,
  tables: [
    {
      ...FIREWALL_RULE,
      types: ['openstack_fw_policy_v2', 'openstack_fw_policy_v1'],
      judged:
        'the `openstack_fw_rule_v2` in the order of `rules`: `action`, `protocol`, `destination_port`, `source_ip_address`, `enabled`; rules that name memcached’s port are doors',
      read: (policy, context) =>
        itemsOf(entry(policy.body, 'rules')?.value).flatMap((reference, index) => {
          const address = context.referent(reference)?.address;
          const rule = address === undefined ? undefined : context.resource(address);
          if (rule === undefined) return [];
          return readRule(FIREWALL_RULE, rule.body, rule, context, index) ?? [];
        }),
    },
  ],
};

/** A load balancer whose port has a floating address. */
const isPublic = publicThrough('loadbalancer_id', (balancer, context) =>
  context
    .find('openstack_networking_floatingip_v2', 'openstack_networking_floatingip_associate_v2')
    .some((each) => referred(each.body, 'port_id', context) === balancer),
);

/** OpenStack. */
export const openstack: Provider = {
  name: 'openstack',
  resources: [
    ...familyHandlers(groups),
    ...familyHandlers(policies),
    doors({
      types: ['openstack_lb_listener_v2'],
      judged:
        '`protocol` TCP or UDP with `protocol_port` when the load balancer has a floating address; `allowed_cidrs`; the ports of the `openstack_lb_member_v2` behind it',
      protocol: { key: 'protocol', absent: [] },
      outside: { texts: ['protocol_port'], absent: 'none' },
      insideOf: (listener, _block, context) =>
        poolOf(
          listener,
          { types: ['openstack_lb_pool_v2'], named: ['default_pool_id'], of: ['listener_id'] },
          {
            types: ['openstack_lb_member_v2'],
            of: ['pool_id'],
            port: { texts: ['protocol_port'], absent: 'none' },
          },
          context,
        ),
      isPublic,
      sources: (resource, block, context) =>
        sourcesIn(
          { sources: { keys: ['allowed_cidrs'], absent: 'everyone' } },
          block,
          resource,
          context,
        ),
    }),
    doors({
      types: ['openstack_networking_portforwarding_v2'],
      judged: '`external_port` of a floating address that leads to `internal_port`',
      mechanism: 'published-port',
      protocol: { key: 'protocol', absent: [] },
      outside: { texts: ['external_port'], absent: 'none' },
      inside: { texts: ['internal_port'], absent: 'none' },
    }),
    machines({
      types: INSTANCES,
      startup: ['user_data'],
      judged: '`user_data` and `remote-exec`; the security groups of the instance guard it',
      admissions: admissionsOf(groups),
    }),
  ],
  modules: [],
};
