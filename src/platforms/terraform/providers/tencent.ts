import { unresolved } from '../../../facts.js';
import { TCP, TCP_AND_UDP, UDP } from '../../../network/ports.js';
import { AddressSet } from '../../../network/addresses.js';
import { elements } from '../values.js';
import { entry, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import type { Provider, ResourceContext, TerraformResource } from '../resource.js';
import { placeWithin, relatedTo } from '../sources.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { membersOf } from './firewall/members.js';
import { isGiven, parsePorts } from './firewall/ports.js';
import { doors, publicThrough } from './firewall/publishing.js';
import { unknownSources, type FirewallRule, type Traffic } from './firewall/rule.js';
import { addressRange, blocksAt, readRule, unknownRule } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn, directionIn } from './firewall/words.js';

const INSTANCES = ['tencentcloud_instance', 'tencentcloud_cvm_launch_template'];

const RULE = {
  allows: acceptIn('action'),
  protocol: { key: 'protocol', absent: TCP_AND_UDP },
  ports: { texts: ['port'], absent: 'all' },
  sources: {
    keys: ['cidr_block', 'ipv6_cidr_block', 'address_template_id', 'address_template_group'],
    closed: ['source_security_id'],
    absent: 'everyone',
    reference: addressesOf,
  },
} as const;

/** The addresses of a template that is in the repository, or of a group of them. */
function addressesOf(data: Data, context: ResourceContext): AddressSet | undefined {
  const template = context.resource(context.referent(data)?.address ?? '');
  if (template?.type === 'tencentcloud_address_template_group') {
    const members = itemsOf(entry(template.body, 'template_ids')?.value);
    return united(members.map((each) => addressesOf(each, context)));
  }
  if (template?.type !== 'tencentcloud_address_template') return undefined;
  return united(
    itemsOf(entry(template.body, 'addresses')?.value).map((each) => {
      const [low = '', high] = (textOf(each) ?? '').split('-');
      return high === undefined ? AddressSet.tryParse(low) : addressRange(`${low}-${high}`);
    }),
  );
}

function united(sets: readonly (AddressSet | undefined)[]): AddressSet | undefined {
  const known = sets.filter((each) => each !== undefined);
  return known.length === sets.length ? AddressSet.unionOf(known) : undefined;
}

/** A template of protocols and ports in the place of the arguments: `tcp:80,443`, `udp:all`. */
function templated(block: Data, context: ResourceContext): Traffic[] | undefined {
  const given = ['service_template_id', 'service_template_group']
    .map((key) => entry(block, key))
    .find((each) => each !== undefined && isGiven(each.value));
  if (given === undefined) return undefined;
  const texts = protocolsOf(given.value, context);
  const unknown: Traffic = {
    protocols: TCP_AND_UDP,
    ports: unresolved('the template of protocols and ports is not known', given.value.where),
    portWhere: given.valueWhere,
  };
  return texts === undefined
    ? [unknown]
    : texts.flatMap((text) => {
        const [protocol, ports] = (text ?? '').toLowerCase().split(':');
        const parsed = parsePorts(ports ?? '');
        if (parsed === undefined) return [unknown];
        const protocols = protocol === 'tcp' ? TCP : protocol === 'udp' ? UDP : [];
        return protocols.length === 0
          ? []
          : [{ protocols, ports: parsed, portWhere: given.valueWhere }];
      });
}

function protocolsOf(data: Data, context: ResourceContext): (string | undefined)[] | undefined {
  const template = context.resource(context.referent(data)?.address ?? '');
  if (template?.type === 'tencentcloud_protocol_template_group') {
    const members = itemsOf(entry(template.body, 'template_ids')?.value).map((each) =>
      protocolsOf(each, context),
    );
    return members.some((each) => each === undefined)
      ? undefined
      : members.flatMap((each) => each ?? []);
  }
  if (template?.type !== 'tencentcloud_protocol_template') return undefined;
  return itemsOf(entry(template.body, 'protocols')?.value).map((each) => textOf(each));
}

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
        '`ingress` in the order written: `action`, `cidr_block`, `ipv6_cidr_block`, address templates, `protocol` and `port` (ALL when left out) or service templates',
      read: (resource, context) =>
        blocksAt(resource.body, 'ingress').flatMap((block, index) => {
          if (block.type === 'unknown') return [unknownRule(block, resource)];
          const rule = readRule(RULE, block, resource, context, index);
          if (rule === undefined) return [];
          const traffic = templated(block, context);
          return traffic?.length === 0 ? [] : [{ ...rule, ...(traffic && { traffic }) }];
        }),
    },
    {
      ...RULE,
      types: ['tencentcloud_security_group_lite_rule'],
      group: 'security_group_id',
      judged: '`ingress` as `ACTION#SOURCE#PORT#PROTOCOL`, in the order written',
      read: liteRules,
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

/** Network ACLs of subnets, in front of security groups. */
const acls: Family = {
  mechanism: 'network-acl',
  narrowOnly: true,
  tables: [
    {
      ...RULE,
      types: ['tencentcloud_vpc_acl'],
      judged:
        '`ingress` as `ACTION#SOURCE#PORT#PROTOCOL`, in the order written; rules that name memcached’s port are doors',
      read: liteRules,
    },
  ],
};

function liteRules(resource: TerraformResource): FirewallRule[] {
  const found = entry(resource.body, 'ingress');
  if (found === undefined) return [];
  const items = found.value.type === 'list' ? elements(found.value) : [found.value];
  return items.map((item, index) => liteRule(item, resource, index));
}

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
    ...familyHandlers(acls),
    doors({
      types: ['tencentcloud_clb_listener'],
      judged:
        '`protocol` TCP or UDP with `port` of a balancer whose `network_type` is OPEN; the ports of `tencentcloud_clb_attachment`',
      protocol: { key: 'protocol', absent: [], words: { tcp_ssl: TCP } },
      outside: { texts: ['port'], ranges: [['port', 'end_port']], absent: 'none' },
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
