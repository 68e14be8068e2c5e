import { TCP, TCP_AND_UDP } from '../../../network/ports.js';
import type { Provider } from '../resource.js';
import { readPorts } from './firewall/ports.js';
import { doors, publicThrough, referred } from './firewall/publishing.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn } from './firewall/words.js';

/** Access control groups of servers, which only let in. */
const groups: Family = {
  mechanism: 'security-group',
  tables: [
    {
      types: ['ncloud_access_control_group_rule'],
      group: 'access_control_group_no',
      blocks: ['inbound'],
      judged:
        '`inbound` with `ip_block` and `port_range`; groups (`source_access_control_group_no`) are not public',
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { texts: ['port_range'], absent: 'all' },
      sources: { keys: ['ip_block'], absent: 'nobody' },
    },
  ],
};

/** Network ACLs of subnets, in front of the groups. */
const acls: Family = {
  mechanism: 'network-acl',
  narrowOnly: true,
  tables: [
    {
      types: ['ncloud_network_acl_rule'],
      group: 'network_acl_no',
      blocks: ['inbound'],
      judged:
        '`inbound` by `priority`: `rule_action`, `ip_block`, `port_range`; rules that name memcached’s port are doors',
      allows: acceptIn('rule_action'),
      order: { key: 'priority', absent: 199 },
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { texts: ['port_range'], absent: 'all' },
      sources: { keys: ['ip_block'], absent: 'nobody' },
    },
  ],
};

/** Naver Cloud. */
export const naver: Provider = {
  name: 'ncloud',
  resources: [
    ...familyHandlers(groups),
    ...familyHandlers(acls),
    doors({
      types: ['ncloud_lb_listener'],
      judged:
        '`protocol` TCP or TLS with `port`, unless the `network_type` of the balancer is PRIVATE; the `port` of the target group',
      protocol: { key: 'protocol', absent: [], words: { tls: TCP } },
      outside: { texts: ['port'], absent: 'none' },
      insideOf: (listener, _block, context) => {
        const group = referred(listener.body, 'target_group_no', context);
        return group === undefined
          ? undefined
          : readPorts(group.body, { texts: ['port'], absent: 'none' });
      },
      isPublic: publicThrough('load_balancer_no', {
        key: 'network_type',
        yes: ['public'],
        no: ['private'],
        absent: true,
      }),
    }),
    doors({
      types: ['ncloud_port_forwarding_rule'],
      judged:
        '`port_forwarding_external_port` of a public address that leads to `port_forwarding_internal_port`',
      mechanism: 'published-port',
      protocol: { key: 'protocol', absent: TCP },
      outside: { texts: ['port_forwarding_external_port'], absent: 'none' },
      inside: { texts: ['port_forwarding_internal_port'], absent: 'none' },
    }),
  ],
  modules: [],
};
