import { TCP_AND_UDP } from '../../../network/ports.js';
import { entry, textOf } from '../../../syntax/data.js';
import type { Provider } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { isGiven } from './firewall/ports.js';
import { doors } from './firewall/publishing.js';
import { familyHandlers, type Family } from './firewall/table.js';

const INSTANCES = ['vultr_instance', 'vultr_bare_metal_server'];

/** Firewall groups: what no rule lets in is kept out. */
const groups: Family = {
  mechanism: 'cloud-firewall',
  guards: attachments({ machines: INSTANCES, named: ['firewall_group_id'] }),
  tables: [
    {
      types: ['vultr_firewall_rule'],
      group: 'firewall_group_id',
      judged:
        '`subnet` with `subnet_size`, `port` (all when left out); `source = "cloudflare"` is that network and not everyone',
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      // Releases of the provider before 2.0 had `network`, `from_port` and `to_port`.
      ports: { texts: ['port'], ranges: [['from_port', 'to_port']], absent: 'all' },
      sources: {
        keys: ['subnet', 'network'],
        prefix: 'subnet_size',
        absent: 'nobody',
        unless: (rule) => textOf(entry(rule, 'source')?.value)?.toLowerCase() === 'cloudflare',
      },
    },
  ],
};

const balancers = doors({
  types: ['vultr_load_balancer'],
  blocks: ['forwarding_rules'],
  judged:
    '`forwarding_rules` for TCP: `frontend_port`, `backend_port`; `firewall_rules` narrow them',
  protocol: { key: 'frontend_protocol', absent: [] },
  outside: { texts: ['frontend_port'], absent: 'none' },
  inside: { texts: ['backend_port'], absent: 'none' },
  isPublic: (resource) => {
    const rules = entry(resource.body, 'firewall_rules')?.value;
    return rules === undefined || !isGiven(rules)
      ? true
      : 'the firewall rules of the load balancer let everyone in';
  },
});

/** Vultr. */
export const vultr: Provider = {
  name: 'vultr',
  resources: [
    ...familyHandlers(groups),
    balancers,
    machines({
      types: INSTANCES,
      startup: ['user_data'],
      judged: '`user_data` and `remote-exec`; the firewall group of the machine guards it',
      admissions: admissionsOf(groups),
    }),
  ],
  modules: [],
};
