import { unresolved } from '../../../facts.js';
import { TCP, TCP_AND_UDP, UDP } from '../../../network/ports.js';
import { AddressSet } from '../../../network/addresses.js';
import { elements } from '../values.js';
import { entry, textOf, type Data } from '../../../syntax/data.js';
import type { Provider, TerraformResource } from '../resource.js';
import { placeWithin, relatedTo } from '../sources.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { membersOf } from './firewall/members.js';
import { parsePorts } from './firewall/ports.js';
import { doors, publicThrough } from './firewall/publishing.js';
import { unknownSources, type FirewallRule } from './firewall/rule.js';
import { unknownRule } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn, directionIn } from './firewall/words.js';

const INSTANCES = ['tencentcloud_instance', 'tencentcloud_cvm_launch_template'];

const RULE = {
  allows: acceptIn('action'),
  protocol: { key: 'protocol', absent: TCP_AND_UDP },
  ports: { texts: ['port'], absent: 'all' },
  sources: {
    keys: ['cidr_block', 'ipv6_cidr_block'],
    closed: ['source_security_id', 'address_template_id', 'address_template_group'],
    absent: 'everyone',
  },
} as const;

/** Security groups: rules in the order they are written in. */
const groups: Family = {
  mechanism: 'security-group',
  guards: attachments({
    machines: INSTANCES,
    named: ['security_groups', 'orderly_security_groups', 'security_group_ids'],
  }),
  tables: [
    {
      ...RULE,
      types: ['tencentcloud_security_group_rule_set'],
      group: 'security_group_id',
      blocks: ['ingress'],
      judged:
        '`ingress` in the order written: `action`, `cidr_block`, `ipv6_cidr_block`, `protocol` and `port` (ALL when left out)',
    },
    {
      ...RULE,
      types: ['tencentcloud_security_group_lite_rule'],
      group: 'security_group_id',
      judged: '`ingress` as `ACTION#SOURCE#PORT#PROTOCOL`, in the order written',
      read: (resource) => {
        const found = entry(resource.body, 'ingress');
        if (found === undefined) return [];
        const items = found.value.type === 'list' ? elements(found.value) : [found.value];
        return items.map((item, index) => liteRule(item, resource, index));
      },
    },
    {
      types: ['tencentcloud_security_group_rule'],
      group: 'security_group_id',
      judged: '`type = "ingress"` with `cidr_ip`, `ip_protocol`, `port_range`, `policy`',
      inbound: directionIn('type', false),
      allows: acceptIn('policy'),
      order: { key: 'policy_index', absent: 0 },
      protocol: { key: 'ip_protocol', absent: TCP_AND_UDP },
      ports: { texts: ['port_range'], absent: 'all' },
      sources: {
        keys: ['cidr_ip'],
        closed: ['source_sgid', 'address_template'],
        absent: 'everyone',
      },
    },
  ],
};

/** `ACCEPT#0.0.0.0/0#11211#TCP`. */
function liteRule(item: Data, resource: TerraformResource, index: number): FirewallRule {
  const text = textOf(item);
  const given = entry(resource.body, 'ingress')!;
  const where = placeWithin(item, given, resource.where);
  const [action, source, port, protocol] = (text ?? '').split('#');
  const ports = parsePorts(port ?? '');
  const word = protocol?.trim().toLowerCase();
  if (text === undefined || ports === undefined) return unknownRule(item, resource);
  const isAny = source === undefined || /^(all|any|)$/i.test(source);
  const known = isAny ? AddressSet.all : AddressSet.tryParse(source);
  const isGroup = /^(sg|ipm|ipmg)-/.test(source ?? '');
  return {
    name: resource.address,
    where,
    action: action?.toLowerCase() === 'accept' ? 'allow' : 'deny',
    order: index,
    traffic: [
      {
        protocols: word === 'tcp' ? TCP : word === 'udp' ? UDP : word === 'icmp' ? [] : TCP_AND_UDP,
        ports,
      },
    ],
    sources:
      known !== undefined || isGroup
        ? {
            known: known ?? AddressSet.empty,
            missing: undefined,
            isSpecified: true,
            where,
            related: relatedTo(item, resource.where),
          }
        : unknownSources(unresolved(`"${source}" is no network`, where), where),
  };
}

const lighthouse: Family = {
  mechanism: 'cloud-firewall',
  tables: [
    {
      ...RULE,
      types: ['tencentcloud_lighthouse_firewall_rule'],
      blocks: ['firewall_rules'],
      judged: '`firewall_rules`: `protocol`, `port`, `action`; everyone without `cidr_block`',
    },
  ],
};

/** Tencent Cloud. */
export const tencent: Provider = {
  name: 'tencentcloud',
  resources: [
    ...familyHandlers(groups),
    ...familyHandlers(lighthouse),
    doors({
      types: ['tencentcloud_clb_listener'],
      judged:
        '`protocol` TCP or UDP with `port` of a balancer whose `network_type` is OPEN; the ports of `tencentcloud_clb_attachment`',
      protocol: { key: 'protocol', absent: [], words: { tcp_ssl: TCP } },
      outside: { texts: ['port'], absent: 'none' },
      insideOf: (listener, _block, context) =>
        membersOf(
          listener,
          {
            types: ['tencentcloud_clb_attachment'],
            of: ['listener_id'],
            port: { texts: ['port'], absent: 'none' },
            blocks: 'targets',
          },
          context,
        ),
      isPublic: publicThrough('clb_id', { key: 'network_type', yes: ['open'], absent: true }),
    }),
    doors({
      types: ['tencentcloud_dnat'],
      judged: '`elastic_port` of a public address that leads to `private_port`',
      mechanism: 'published-port',
      protocol: { key: 'protocol', absent: [] },
      outside: { texts: ['elastic_port'], absent: 'none' },
      inside: { texts: ['private_port'], absent: 'none' },
    }),
    machines({
      types: INSTANCES,
      startup: ['user_data', 'user_data_raw'],
      judged: '`user_data`, `user_data_raw`; the security groups of the instance guard it',
      admissions: admissionsOf(groups),
    }),
  ],
  modules: [],
};
