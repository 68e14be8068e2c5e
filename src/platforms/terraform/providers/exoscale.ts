import { TCP } from '../../../network/ports.js';
import type { Provider } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { doors } from './firewall/publishing.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { directionIn } from './firewall/words.js';

const INSTANCES = ['exoscale_compute_instance', 'exoscale_instance_pool', 'exoscale_compute'];

/** Security groups, which only let in. */
const groups: Family = {
  mechanism: 'security-group',
  owners: ['exoscale_security_group'],
  guards: attachments({
    machines: INSTANCES,
    named: ['security_group_ids', 'security_groups'],
    owners: ['exoscale_security_group'],
  }),
  tables: [
    {
      types: ['exoscale_security_group_rule'],
      group: 'security_group_id',
      judged:
        '`type = "INGRESS"` with `cidr`, `start_port` to `end_port`; other groups are not public',
      inbound: directionIn('type', false),
      protocol: { key: 'protocol', absent: TCP },
      ports: { ranges: [['start_port', 'end_port']], absent: 'none' },
      sources: {
        keys: ['cidr'],
        closed: ['user_security_group_id', 'user_security_group', 'public_security_group'],
        absent: 'nobody',
      },
    },
    {
      types: ['exoscale_security_group_rules'],
      group: 'security_group_id',
      blocks: ['ingress'],
      judged: '`ingress` with `cidr_list` and `ports`',
      protocol: { key: 'protocol', absent: TCP },
      ports: { texts: ['ports'], absent: 'none' },
      sources: { keys: ['cidr_list'], absent: 'nobody' },
    },
  ],
};

/** Exoscale. */
export const exoscale: Provider = {
  name: 'exoscale',
  resources: [
    ...familyHandlers(groups),
    doors({
      types: ['exoscale_nlb_service'],
      judged: '`port` and `target_port` of a network load balancer, which is public',
      protocol: { key: 'protocol', absent: TCP },
      outside: { texts: ['port'], absent: 'none' },
      inside: { texts: ['target_port'], absent: 'none' },
    }),
    machines({
      types: INSTANCES,
      startup: ['user_data'],
      judged: '`user_data` and `remote-exec`; the security groups of the instance guard it',
      admissions: admissionsOf(groups),
    }),
  ],
  modules: [],
};
