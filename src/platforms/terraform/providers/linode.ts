import { TCP, TCP_AND_UDP } from '../../../network/ports.js';
import type { Provider } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { portOfAddress } from './firewall/members.js';
import { doors, referred } from './firewall/publishing.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn, isFalse } from './firewall/words.js';

const INSTANCES = ['linode_instance'];

/** Cloud firewalls: rules in the order they are written in, then `inbound_policy`. */
const firewalls: Family = {
  mechanism: 'cloud-firewall',
  guards: attachments({
    machines: INSTANCES,
    named: ['firewall_id'],
    by: [
      { types: ['linode_firewall'], machines: 'linodes' },
      { types: ['linode_firewall_device'], firewall: 'firewall_id', machines: 'entity_id' },
    ],
  }),
  tables: [
    {
      types: ['linode_firewall'],
      blocks: ['inbound'],
      judged:
        '`inbound` in the order written, `action`, `ports` (all when left out), `ipv4`, `ipv6`; then `inbound_policy`; `disabled`',
      inForce: isFalse('disabled', true),
      allows: acceptIn('action'),
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { texts: ['ports'], absent: 'all' },
      sources: { keys: ['ipv4', 'ipv6'], absent: 'nobody' },
      policy: acceptIn('inbound_policy', false),
    },
  ],
};

const balancers = doors({
  types: ['linode_nodebalancer_config'],
  judged:
    '`protocol` tcp or udp with `port`; NodeBalancers are public; the ports in the `address` of `linode_nodebalancer_node`',
  protocol: { key: 'protocol', absent: [], words: { tcp: TCP } },
  outside: { texts: ['port'], absent: 'none' },
  insideOf: (config, _block, context) =>
    context
      .find('linode_nodebalancer_node')
      .filter((node) => referred(node.body, 'config_id', context) === config)
      .map((node) => portOfAddress(node.body, 'address'))
      .find((each) => each !== undefined),
});

/** Akamai's Linode. */
export const linode: Provider = {
  name: 'linode',
  resources: [
    ...familyHandlers(firewalls),
    balancers,
    machines({
      types: INSTANCES,
      startup: ['metadata.user_data', 'user_data'],
      judged: '`metadata.user_data` and `remote-exec`; the firewalls of the instance guard it',
      admissions: admissionsOf(firewalls),
    }),
  ],
  modules: [],
};
