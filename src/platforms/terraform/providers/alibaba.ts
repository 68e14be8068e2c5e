import type { Fact } from '../../../facts.js';
import { AddressSet } from '../../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, TCP, TCP_AND_UDP, UDP } from '../../../network/ports.js';
import { entry, textOf } from '../../../syntax/data.js';
import type { Provider, ResourceHandler } from '../resource.js';
import { namingOf, sourcesOf } from '../sources.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { poolOf } from './firewall/members.js';
import { readPorts } from './firewall/ports.js';
import { doors, publicThrough, referred } from './firewall/publishing.js';
import { blocksAt, sourcesIn } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn, directionIn } from './firewall/words.js';

const INSTANCES = ['alicloud_instance', 'alicloud_ecs_launch_template'];

/** Security groups: rules by `priority`, drop before accept of the same. */
const groups: Family = {
  mechanism: 'security-group',
  ties: 'deny',
  guards: attachments({
    machines: INSTANCES,
    named: ['security_groups', 'security_group_ids', 'security_group_id'],
  }),
  tables: [
    {
      types: ['alicloud_security_group_rule'],
      group: 'security_group_id',
      judged:
        '`type = "ingress"` with `cidr_ip`, `ipv6_cidr_ip`; `port_range` -1/-1 means every port; `policy` by `priority`; groups are not public',
      inbound: directionIn('type', false),
      allows: acceptIn('policy'),
      order: { key: 'priority', absent: 1 },
      protocol: { key: 'ip_protocol', absent: TCP_AND_UDP },
      ports: { texts: ['port_range'], absent: 'all' },
      sources: { keys: ['cidr_ip', 'ipv6_cidr_ip', 'prefix_list_id'], absent: 'nobody' },
    },
  ],
};

/** Network ACLs of subnets, in front of security groups. */
const acls: Family = {
  mechanism: 'network-acl',
  narrowOnly: true,
  tables: [
    {
      types: ['alicloud_network_acl'],
      blocks: ['ingress_acl_entries'],
      judged:
        '`ingress_acl_entries` in the order written: `policy`, `port`, `source_cidr_ip`; rules that name memcached’s port are doors',
      allows: acceptIn('policy'),
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { texts: ['port'], absent: 'all' },
      sources: { keys: ['source_cidr_ip'], absent: 'everyone' },
    },
  ],
};

/** Cloud Firewall at the edge of the account's networks; groups and ACLs decide behind it. */
const edge: Family = {
  mechanism: 'cloud-firewall',
  narrowOnly: true,
  tables: [
    {
      types: ['alicloud_cloud_firewall_control_policy'],
      judged:
        '`direction = "in"` with `acl_action`, `source` (`source_type = "net"`), `proto`, `dest_port`; rules that name memcached’s port are doors',
      inbound: directionIn('direction'),
      allows: { key: 'acl_action', yes: ['accept', 'log'], no: ['drop'], absent: true },
      protocol: { key: 'proto', absent: TCP_AND_UDP },
      ports: { texts: ['dest_port'], absent: 'all' },
      sources: {
        keys: ['source'],
        absent: 'nobody',
        unless: (rule) => !/^(net|)$/i.test(textOf(entry(rule, 'source_type')?.value) ?? ''),
      },
      only: ['destination'],
      everything: ['0.0.0.0/0'],
    },
  ],
};

/** Managed memcached, which has a list of the networks that may come. */
const memcache: ResourceHandler = {
  types: ['alicloud_kvstore_instance'],
  meaning: [
    {
      of: 'alicloud_kvstore_instance',
      judged: '`instance_type = "Memcache"`: `security_ips` are who may come',
    },
  ],
  facts(resource, context): Fact[] {
    if (resource.mode !== 'managed') return [];
    const type = entry(resource.body, 'instance_type');
    if (textOf(type?.value)?.toLowerCase() !== 'memcache') return [];
    const reading = sourcesIn(
      { sources: { keys: ['security_ips'], absent: 'nobody' } },
      resource.body,
      resource,
      context,
    );
    const sources = sourcesOf(reading);
    if (sources instanceof AddressSet && sources.isEmpty) return [];
    const where = reading.where ?? type!.valueWhere;
    return [
      {
        kind: 'ingress',
        platform: 'terraform',
        where: { ...where, address: resource.address },
        mechanism: 'cloud-firewall',
        name: resource.address,
        sources,
        ...namingOf(reading, sources),
        protocols: TCP,
        ports: PortSet.of(MEMCACHED_PORT),
        target: 'unknown',
        faces: 'internet',
        leadsTo: 'memcached',
        related: reading.related,
      },
    ];
  },
};

const TABLE = { protocol: { absent: [], words: { tcpssl: TCP, tcp: TCP, udp: UDP } } } as const;

/** Alibaba Cloud. */
export const alibaba: Provider = {
  name: 'alicloud',
  resources: [
    ...familyHandlers(groups),
    ...familyHandlers(acls),
    ...familyHandlers(edge),
    memcache,
    doors({
      types: ['alicloud_simple_application_server_firewall_rule'],
      judged: '`port` and `rule_protocol`; open to everyone',
      mechanism: 'cloud-firewall',
      protocol: {
        key: 'rule_protocol',
        absent: [],
        words: { tcpandudp: TCP_AND_UDP, 'tcp+udp': TCP_AND_UDP },
      },
      outside: { texts: ['port'], absent: 'none' },
    }),
    doors({
      types: ['alicloud_slb_listener'],
      judged: '`frontend_port` and `backend_port` of a balancer whose `address_type` is internet',
      protocol: { key: 'protocol', ...TABLE.protocol },
      outside: { texts: ['frontend_port'], absent: 'none' },
      inside: { texts: ['backend_port'], absent: 'none' },
      insideOf: (listener, _block, context) => {
        const group = referred(listener.body, 'server_group_id', context);
        const servers = group === undefined ? [] : blocksAt(group.body, 'servers');
        return servers.map((each) => readPorts(each, { texts: ['port'], absent: 'none' }))[0];
      },
      isPublic: publicThrough('load_balancer_id', {
        key: 'address_type',
        yes: ['internet'],
        absent: true,
      }),
    }),
    doors({
      types: ['alicloud_nlb_listener'],
      judged:
        '`listener_port`, `start_port` to `end_port` of a balancer whose `address_type` is Internet',
      protocol: { key: 'listener_protocol', ...TABLE.protocol },
      outside: {
        texts: ['listener_port'],
        ranges: [['start_port', 'end_port']],
        absent: 'none',
      },
      insideOf: (listener, _block, context) =>
        poolOf(
          listener,
          { types: [], named: ['server_group_id'], of: [] },
          {
            types: ['alicloud_nlb_server_group_server_attachment'],
            of: ['server_group_id'],
            port: { texts: ['port'], absent: 'none' },
          },
          context,
        ),
      isPublic: publicThrough('load_balancer_id', {
        key: 'address_type',
        yes: ['internet'],
        absent: true,
      }),
    }),
    doors({
      types: ['alicloud_forward_entry'],
      judged: '`external_port` of a public address that leads to `internal_port`',
      mechanism: 'published-port',
      protocol: { key: 'ip_protocol', absent: [] },
      outside: { texts: ['external_port'], absent: 'none' },
      inside: { texts: ['internal_port'], absent: 'none' },
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
