import { AddressSet } from '../../../network/addresses.js';
import { TCP, TCP_AND_UDP, UDP } from '../../../network/ports.js';
import type { Provider } from '../resource.js';
import { edgeApplication } from './cloudflare.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { poolOf } from './firewall/members.js';
import { doors, publicThrough } from './firewall/publishing.js';
import type { RuleShape } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn, INGRESS } from './firewall/words.js';

const INSTANCES = ['ibm_is_instance', 'ibm_is_instance_template'];

/** What the provider calls every protocol that has ports, and ICMP. */
const WORDS = { icmp_tcp_udp: TCP_AND_UDP } as const;

/** Blocks named after protocols, as older releases of the provider have them. */
const BLOCKS = {
  tcp: TCP,
  udp: UDP,
} as const;

/** Security groups of VPCs, which only let in. */
const groups: Family = {
  mechanism: 'security-group',
  guards: attachments({
    machines: INSTANCES,
    named: [
      'primary_network_interface.security_groups',
      'primary_network_attachment.virtual_network_interface.security_groups',
    ],
  }),
  tables: [
    {
      types: ['ibm_is_security_group_rule'],
      group: 'group',
      judged:
        '`direction = "inbound"`; `protocol` or `tcp` and `udp` blocks, all without; `port_min` to `port_max`; everyone without `remote`',
      inbound: INGRESS,
      protocol: {
        key: 'protocol',
        absent: TCP_AND_UDP,
        words: WORDS,
        blocks: BLOCKS,
        others: ['icmp'],
      },
      ports: { ranges: [['port_min', 'port_max']], absent: 'all' },
      sources: {
        keys: ['remote'],
        absent: 'everyone',
        // Names and ids of groups stand in the same argument.
        word: (text) => (/^[a-z0-9]+-[a-z0-9-]{20,}$/i.test(text) ? 'closed' : undefined),
        reference: (data, context) =>
          context.resource(context.referent(data)?.address ?? '')?.type === 'ibm_is_security_group'
            ? 'closed'
            : undefined,
      },
    },
  ],
};

const classic: Family = {
  mechanism: 'security-group',
  tables: [
    {
      types: ['ibm_security_group_rule'],
      group: 'security_group_id',
      judged:
        '`direction = "ingress"`, `protocol`, `port_range_min` to `port_range_max`; everyone without `remote_ip` and `remote_group_id`',
      inbound: INGRESS,
      protocol: { key: 'protocol', absent: [] },
      ports: { ranges: [['port_range_min', 'port_range_max']], absent: 'all' },
      sources: { keys: ['remote_ip'], closed: ['remote_group_id'], absent: 'everyone' },
    },
  ],
};

/** Security groups of Power Systems; who else is meant than everyone is written elsewhere. */
const power: Family = {
  mechanism: 'security-group',
  tables: [
    {
      types: ['ibm_pi_network_security_group_rule'],
      group: 'pi_network_security_group_id',
      judged:
        '`pi_action`, `pi_protocol.type`, `pi_destination_ports`; `pi_remote` of `type = "default-network-address-group"` is everyone, other groups are not known',
      allows: acceptIn('pi_action'),
      protocol: { key: 'pi_protocol.type', absent: TCP_AND_UDP },
      ports: {
        ranges: [
          ['pi_destination_ports.minimum', 'pi_destination_ports.maximum'],
          ['pi_destination_port.minimum', 'pi_destination_port.maximum'],
        ],
        absent: 'all',
      },
      sources: {
        keys: ['pi_remote.type'],
        absent: 'nobody',
        word: (text) =>
          text.toLowerCase() === 'default-network-address-group'
            ? AddressSet.all
            : text.toLowerCase() === 'network-security-group'
              ? 'closed'
              : undefined,
      },
      leavesOut: ['pi_source_ports.minimum', 'pi_source_port.minimum', 'pi_protocol.tcp_flags'],
    },
  ],
};

const ACL_RULE: RuleShape = {
  inbound: INGRESS,
  allows: acceptIn('action'),
  protocol: {
    key: 'protocol',
    absent: TCP_AND_UDP,
    words: WORDS,
    blocks: BLOCKS,
    others: ['icmp'],
  },
  ports: { ranges: [['port_min', 'port_max']], absent: 'all' },
  sources: { keys: ['source'], absent: 'everyone' },
};

/** Network ACLs of subnets, in front of security groups. */
const acls: Family = {
  mechanism: 'network-acl',
  narrowOnly: true,
  tables: [
    {
      ...ACL_RULE,
      types: ['ibm_is_network_acl'],
      blocks: ['rules'],
      judged:
        'inbound `rules` in the order written: `action`, `source`, `tcp`, `udp`; rules that name memcached’s port are doors',
    },
    {
      ...ACL_RULE,
      types: ['ibm_is_network_acl_rule'],
      group: 'network_acl',
      judged: 'as the `rules` of `ibm_is_network_acl`',
    },
  ],
};

/** IBM Cloud. */
export const ibm: Provider = {
  name: 'ibm',
  resources: [
    ...familyHandlers(groups),
    ...familyHandlers(classic),
    ...familyHandlers(power),
    ...familyHandlers(acls),
    // IBM's internet services are Cloudflare's.
    edgeApplication('ibm_cis_range_app'),
    doors({
      types: ['ibm_is_lb_listener'],
      judged:
        '`protocol` tcp or udp with `port`, `port_min` to `port_max`, unless the `type` of the balancer is private; the ports of the `ibm_is_lb_pool_member` behind it',
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      outside: { texts: ['port'], ranges: [['port_min', 'port_max']], absent: 'none' },
      insideOf: (listener, _block, context) =>
        poolOf(
          listener,
          { types: ['ibm_is_lb_pool'], named: ['default_pool'], of: [] },
          {
            types: ['ibm_is_lb_pool_member'],
            of: ['pool'],
            port: { texts: ['port'], absent: 'none' },
          },
          context,
        ),
      isPublic: publicThrough('lb', {
        key: 'type',
        yes: ['public'],
        no: ['private', 'private_path'],
        absent: true,
      }),
    }),
    machines({
      types: INSTANCES,
      startup: ['user_data'],
      judged: '`user_data`; the security groups of the interfaces guard it',
      admissions: admissionsOf(groups),
    }),
  ],
  modules: [],
};
