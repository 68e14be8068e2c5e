import { TCP, TCP_AND_UDP, UDP } from '../../../network/ports.js';
import { entry, textOf } from '../../../syntax/data.js';
import type { Provider } from '../resource.js';
import { byEtherType } from './openstack.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { readPorts } from './firewall/ports.js';
import { doors, publicBy } from './firewall/publishing.js';
import { blocksAt, readRule, sourcesIn, type RuleShape } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { INGRESS, isFalse } from './firewall/words.js';

const shape = (protocol: string): RuleShape => ({
  inbound: INGRESS,
  protocol: { key: protocol, absent: TCP_AND_UDP },
  ports: { ranges: [['port_range.min', 'port_range.max']], absent: 'all' },
  sources: {
    keys: ['ip_range'],
    closed: ['remote_security_group_id'],
    absent: 'everyone',
    everyone: (rule) => byEtherType(rule),
  },
});

/** Security groups, which only let in. */
const groups: Family = {
  mechanism: 'security-group',
  guards: attachments({
    machines: ['stackit_server'],
    named: ['security_group_ids'],
    by: [
      {
        types: ['stackit_server_security_group_attach'],
        firewall: 'security_group_id',
        machines: 'server_id',
      },
    ],
  }),
  tables: [
    {
      ...shape('protocol.name'),
      types: ['stackit_security_group_rule'],
      group: 'security_group_id',
      judged:
        '`direction = "ingress"`; `protocol` by `name` or `number`, `port_range`, all when left out; everyone without `ip_range` and `remote_security_group_id`',
      read(resource, context) {
        // The protocol is an object with the one or the other.
        const protocol = entry(resource.body, 'protocol')?.value;
        const isNumber =
          protocol !== undefined && textOf(entry(protocol, 'number')?.value) !== undefined;
        const rule = readRule(
          shape(isNumber ? 'protocol.number' : 'protocol.name'),
          resource.body,
          resource,
          context,
          0,
        );
        return rule === undefined ? [] : [rule];
      },
    },
  ],
};

const balancers = doors({
  types: ['stackit_loadbalancer'],
  blocks: ['listeners'],
  judged:
    '`listeners` with `port`, unless `options.private_network_only`; `options.acl` are who may come; `target_port` of the pool',
  protocol: {
    key: 'protocol',
    absent: TCP,
    words: {
      protocol_tcp: TCP,
      protocol_tcp_proxy: TCP,
      protocol_tls_passthrough: TCP,
      protocol_udp: UDP,
    },
  },
  outside: { texts: ['port'], absent: 'none' },
  insideOf(balancer, listener) {
    const name = textOf(entry(listener, 'target_pool')?.value);
    const pool = blocksAt(balancer.body, 'target_pools').find(
      (each) => name !== undefined && textOf(entry(each, 'name')?.value) === name,
    );
    return pool === undefined
      ? undefined
      : readPorts(pool, { texts: ['target_port'], absent: 'none' });
  },
  isPublic: (balancer) => publicBy(isFalse('options.private_network_only', true), balancer.body),
  sources: (balancer, _listener, context) =>
    sourcesIn(
      { sources: { keys: ['options.acl'], absent: 'everyone' } },
      balancer.body,
      balancer,
      context,
    ),
});

/** STACKIT. */
export const stackit: Provider = {
  name: 'stackit',
  resources: [
    ...familyHandlers(groups),
    balancers,
    machines({
      types: ['stackit_server'],
      startup: ['user_data'],
      judged: '`user_data`; the security groups of the server guard it',
      admissions: admissionsOf(groups),
    }),
  ],
  modules: [],
};
