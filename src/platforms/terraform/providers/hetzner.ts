import { TCP_AND_UDP } from '../../../network/ports.js';
import { booleanOf, entry } from '../../../syntax/data.js';
import type { Provider } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { doors, publicThrough, referred } from './firewall/publishing.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { INGRESS } from './firewall/words.js';

const SERVERS = ['hcloud_server'];

/** Firewalls of servers: what no rule lets in is kept out. */
const firewalls: Family = {
  mechanism: 'cloud-firewall',
  guards: attachments({
    machines: SERVERS,
    named: ['firewall_ids'],
    by: [
      { types: ['hcloud_firewall_attachment'], firewall: 'firewall_id', machines: 'server_ids' },
      { types: ['hcloud_firewall'], machines: 'apply_to.server' },
    ],
  }),
  tables: [
    {
      types: ['hcloud_firewall'],
      blocks: ['rule'],
      judged: '`rule` with `direction = "in"`, `source_ips`; `port` any means every port',
      inbound: INGRESS,
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { texts: ['port'], absent: 'all' },
      sources: { keys: ['source_ips'], absent: 'nobody' },
    },
  ],
};

const balancers = doors({
  types: ['hcloud_load_balancer_service'],
  judged:
    '`protocol = "tcp"` with `listen_port` and `destination_port`, unless the load balancer has no public interface',
  protocol: { key: 'protocol', absent: [] },
  outside: { texts: ['listen_port'], absent: 'none' },
  inside: { texts: ['destination_port'], absent: 'none' },
  isPublic: publicThrough('load_balancer_id', (balancer, context) =>
    context
      .find('hcloud_load_balancer_network')
      .filter((each) => referred(each.body, 'load_balancer_id', context) === balancer)
      .every((each) => booleanOf(entry(each.body, 'enable_public_interface')?.value) !== false),
  ),
});

/** Hetzner Cloud. */
export const hetzner: Provider = {
  name: 'hcloud',
  resources: [
    ...familyHandlers(firewalls),
    balancers,
    machines({
      types: SERVERS,
      startup: ['user_data'],
      judged: '`user_data` and `remote-exec`; the firewalls of the server guard it',
      admissions: admissionsOf(firewalls),
    }),
  ],
  modules: [],
};
