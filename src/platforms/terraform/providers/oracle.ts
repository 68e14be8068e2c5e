import { isUnresolved, unresolved } from '../../../facts.js';
import { MEMCACHED_PORT, TCP, TCP_AND_UDP, UDP } from '../../../network/ports.js';
import { entry, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import type { Provider, ResourceContext } from '../resource.js';
import type { Guard } from './firewall/guards.js';
import { groupKey, keysAt } from './firewall/keys.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { readPorts } from './firewall/ports.js';
import { doors, publicThrough, referred, type DoorTable } from './firewall/publishing.js';
import { blocksAt, type RuleShape } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { INGRESS, isFalse } from './firewall/words.js';

const INSTANCES = ['oci_core_instance'];

/** Services of Oracle and groups are named in the place of networks. */
const isNoNetwork = (rule: Data): boolean => {
  const type = textOf(entry(rule, 'source_type')?.value)?.toUpperCase();
  return type !== undefined && type !== 'CIDR_BLOCK';
};

const SOURCES: RuleShape['sources'] = { keys: ['source'], absent: 'nobody', unless: isNoNetwork };
const PROTOCOL: RuleShape['protocol'] = { key: 'protocol', absent: TCP_AND_UDP };

/** Security lists of subnets and network security groups; traffic that any of them lets in comes in. */
const lists: Family = {
  mechanism: 'security-group',
  guards: guardsOf,
  tables: [
    {
      types: ['oci_core_security_list', 'oci_core_default_security_list'],
      blocks: ['ingress_security_rules'],
      judged:
        '`ingress_security_rules` with `source`; protocol 6, 17 or all; `tcp_options` and `udp_options`, left out for all ports',
      protocol: PROTOCOL,
      ports: {
        ranges: [
          ['tcp_options.min', 'tcp_options.max'],
          ['udp_options.min', 'udp_options.max'],
        ],
        absent: 'all',
      },
      sources: SOURCES,
    },
    {
      types: ['oci_core_network_security_group_security_rule'],
      group: 'network_security_group_id',
      judged:
        '`direction = "INGRESS"` with `source`; `destination_port_range` in `tcp_options` and `udp_options`, left out for all ports',
      inbound: INGRESS,
      protocol: PROTOCOL,
      ports: {
        ranges: ['tcp_options', 'udp_options'].map((block): [string, string] => [
          `${block}.destination_port_range.min`,
          `${block}.destination_port_range.max`,
        ]),
        absent: 'all',
      },
      sources: SOURCES,
    },
  ],
};

function guardsOf(context: ResourceContext): Guard[] {
  return context.find(...INSTANCES).flatMap((machine) => {
    if (machine.mode !== 'managed') return [];
    const interfaces = blocksAt(machine.body, 'create_vnic_details');
    const groups = interfaces.flatMap((each) => keysAt(each, ['nsg_ids'], context));
    const subnets = interfaces.map((each) => referred(each, 'subnet_id', context));
    const listed = subnets.flatMap((subnet) => {
      const ids =
        subnet === undefined ? [] : itemsOf(entry(subnet.body, 'security_list_ids')?.value);
      return ids.map((id) => groupKey(id, context));
    });
    const firewalls = [...groups, ...listed];
    if (firewalls.length === 0) return [];
    const isDeclared =
      listed.length > 0 && firewalls.every((key) => context.resource(key)?.mode === 'managed');
    return [
      {
        workload: machine.address,
        where: machine.where,
        firewalls,
        ...(isDeclared
          ? {}
          : { missing: unresolved('the security lists of its subnet are not in the repository') }),
      },
    ];
  });
}

/** The ports of the backends in the set that a listener names, of the same load balancer. */
function backendsOf(prefix: string, balancerKey: string): NonNullable<DoorTable['insideOf']> {
  return (listener, _block, context) => {
    const set = entry(listener.body, 'default_backend_set_name')?.value;
    const balancer = referred(listener.body, balancerKey, context);
    if (set === undefined || balancer === undefined) return undefined;
    const wanted = setName(set, context);
    const ports = context
      .find(`${prefix}_backend`)
      .filter((each) => {
        const name = entry(each.body, 'backend_set_name') ?? entry(each.body, 'backendset_name');
        return (
          referred(each.body, balancerKey, context) === balancer &&
          name !== undefined &&
          setName(name.value, context) === wanted
        );
      })
      .map((each) => readPorts(each.body, { texts: ['port'], absent: 'none' }));
    return (
      ports.find((each) => isUnresolved(each.ports) || each.ports.contains(MEMCACHED_PORT)) ??
      ports[0]
    );
  };
}

/** Backend sets are named by their resource or by their name. */
function setName(data: Data, context: ResourceContext): string | undefined {
  const address = context.referent(data)?.address;
  const named = address === undefined ? undefined : context.resource(address);
  return textOf(named === undefined ? data : entry(named.body, 'name')?.value) ?? address;
}

const isPrivate = isFalse('is_private', true);

/** Oracle Cloud Infrastructure. */
export const oracle: Provider = {
  name: 'oci',
  resources: [
    ...familyHandlers(lists),
    doors({
      types: ['oci_network_load_balancer_listener'],
      judged:
        '`protocol` and `port` (0 with ANY means every port), unless the balancer `is_private`',
      protocol: {
        key: 'protocol',
        absent: [],
        words: { tcp_and_udp: TCP_AND_UDP, tcp: TCP, udp: UDP },
      },
      outside: { texts: ['port'], zero: 'all', absent: 'none' },
      insideOf: backendsOf('oci_network_load_balancer', 'network_load_balancer_id'),
      isPublic: publicThrough('network_load_balancer_id', isPrivate),
    }),
    doors({
      types: ['oci_load_balancer_listener'],
      judged: '`protocol = "TCP"` with `port`, unless the balancer `is_private`',
      protocol: { key: 'protocol', absent: [] },
      outside: { texts: ['port'], absent: 'none' },
      insideOf: backendsOf('oci_load_balancer', 'load_balancer_id'),
      isPublic: publicThrough('load_balancer_id', isPrivate),
    }),
    machines({
      types: INSTANCES,
      startup: ['metadata.user_data', 'extended_metadata.user_data'],
      judged:
        '`metadata.user_data`; the network security groups and the security lists of the subnet guard it',
      admissions: admissionsOf(lists),
    }),
  ],
  modules: [],
};
