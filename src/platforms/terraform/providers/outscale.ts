import { TCP, TCP_AND_UDP } from '../../../network/ports.js';
import type { Provider } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { doors, publicBy } from './firewall/publishing.js';
import type { RuleShape } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { directionIn } from './firewall/words.js';

const RULE: RuleShape = {
  protocol: { key: 'ip_protocol', absent: TCP_AND_UDP, anyIsEveryPort: true },
  ports: { ranges: [['from_port_range', 'to_port_range']], absent: 'all' },
  sources: {
    keys: ['ip_range', 'ip_ranges'],
    closed: ['security_groups_members', 'security_group_name_to_link'],
    absent: 'nobody',
  },
};

const GROUP = 'security_group_id';
const TYPES = ['outscale_security_group_rule'];

/** Security groups, which only let in. A rule has its arguments itself or in `rules` blocks. */
const groups: Family = {
  mechanism: 'security-group',
  guards: attachments({ machines: ['outscale_vm'], named: ['security_group_ids'] }),
  tables: [
    {
      ...RULE,
      types: TYPES,
      group: GROUP,
      inForce: directionIn('flow'),
      blocks: ['', 'rules'],
      judged:
        '`flow = "Inbound"` with `ip_range`, or `rules` with `ip_ranges`; `ip_protocol` -1 means every port',
    },
  ],
};

const balancers = doors({
  types: ['outscale_load_balancer'],
  blocks: ['listeners'],
  judged:
    '`listeners` with `load_balancer_protocol` TCP or SSL: `load_balancer_port`, `backend_port`, unless `load_balancer_type` is internal',
  protocol: {
    key: 'load_balancer_protocol',
    absent: [],
    words: { tcp: TCP, ssl: TCP, http: [], https: [] },
  },
  outside: { texts: ['load_balancer_port'], absent: 'none' },
  inside: { texts: ['backend_port'], absent: 'none' },
  isPublic: (balancer) =>
    publicBy(
      { key: 'load_balancer_type', yes: ['internet-facing'], no: ['internal'], absent: true },
      balancer.body,
    ),
});

/** 3DS Outscale. */
export const outscale: Provider = {
  name: 'outscale',
  resources: [
    ...familyHandlers(groups),
    balancers,
    machines({
      types: ['outscale_vm'],
      startup: ['user_data'],
      judged: '`user_data`; the security groups of the machine guard it',
      admissions: admissionsOf(groups),
    }),
  ],
  modules: [],
};
