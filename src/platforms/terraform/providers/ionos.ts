import type { Provider } from '../resource.js';
import { AddressSet } from '../../../network/addresses.js';
import { TCP, TCP_AND_UDP } from '../../../network/ports.js';
import { PUBLIC } from '../../../network/special.js';
import { entry, textOf } from '../../../syntax/data.js';
import { machines } from './firewall/machines.js';
import { doors } from './firewall/publishing.js';
import type { RuleShape } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { directionIn } from './firewall/words.js';

const RULE: RuleShape = {
  inbound: directionIn('type'),
  protocol: { key: 'protocol', absent: TCP_AND_UDP },
  ports: { ranges: [['port_range_start', 'port_range_end']], absent: 'all' },
  sources: { keys: ['source_ip'], absent: 'everyone' },
  leavesOut: ['source_mac'],
};

/** Rules of a network interface. */
const firewalls: Family = {
  mechanism: 'cloud-firewall',
  tables: [
    {
      ...RULE,
      types: ['ionoscloud_firewall'],
      group: 'nic_id',
      judged:
        'ingress with `port_range_start` to `port_range_end` (all when left out); everyone without `source_ip`',
    },
    {
      ...RULE,
      types: ['ionoscloud_nsg_firewallrule'],
      group: 'nsg_id',
      judged: 'as `ionoscloud_firewall`',
    },
    {
      ...RULE,
      types: ['ionoscloud_nic'],
      blocks: ['firewall'],
      judged: '`firewall` blocks, as `ionoscloud_firewall`',
    },
  ],
};

const inServers: Family = {
  mechanism: 'cloud-firewall',
  tables: [
    {
      ...RULE,
      types: ['ionoscloud_server', 'ionoscloud_vcpu_server', 'ionoscloud_cube_server'],
      blocks: ['nic.firewall'],
      judged:
        '`firewall` blocks of a `nic`, as `ionoscloud_firewall`; `user_data` of volumes and `remote-exec`',
    },
  ],
};

const balancers = doors({
  types: ['ionoscloud_networkloadbalancer_forwardingrule'],
  judged: '`listener_port` of a `listener_ip` that is public; the `port` of the `targets`',
  protocol: { key: 'protocol', absent: TCP },
  outside: { texts: ['listener_port'], absent: 'none' },
  inside: { texts: ['targets.port'], absent: 'none' },
  isPublic(resource) {
    const address = AddressSet.tryParse(textOf(entry(resource.body, 'listener_ip')?.value) ?? '');
    return address?.overlaps(PUBLIC) ?? 'the address it listens on is public';
  },
});

const servers = machines({
  types: inServers.tables[0]!.types,
  startup: ['volume.user_data', 'user_data'],
  judged: '',
});

/** IONOS Cloud. */
export const ionos: Provider = {
  name: 'ionoscloud',
  resources: [
    ...familyHandlers(firewalls),
    balancers,
    ...familyHandlers(inServers).map((handler) => ({
      ...handler,
      facts: (...args: Parameters<typeof handler.facts>) => [
        ...handler.facts(...args),
        ...servers.facts(...args),
      ],
    })),
  ],
  modules: [],
};
