import { TCP, TCP_AND_UDP, UDP } from '../../../network/ports.js';
import type { Provider } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { doors, publicThrough } from './firewall/publishing.js';
import type { RuleShape } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn, INGRESS } from './firewall/words.js';

const INSTANCES = ['ibm_is_instance', 'ibm_is_instance_template'];

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
      protocol: { key: 'protocol', absent: TCP_AND_UDP, blocks: BLOCKS, others: ['icmp'] },
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

const ACL_RULE: RuleShape = {
  inbound: INGRESS,
  allows: acceptIn('action'),
  protocol: { key: 'protocol', absent: TCP_AND_UDP, blocks: BLOCKS, others: ['icmp'] },
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
    ...familyHandlers(acls),
    doors({
      types: ['ibm_is_lb_listener'],
      judged:
        '`protocol` tcp or udp with `port`, `port_min` to `port_max`, unless the `type` of the balancer is private',
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      outside: { texts: ['port'], ranges: [['port_min', 'port_max']], absent: 'none' },
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
