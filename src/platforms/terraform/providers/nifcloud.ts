import { TCP_AND_UDP } from '../../../network/ports.js';
import type { Provider } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { directionIn } from './firewall/words.js';

const GROUPS = ['nifcloud_security_group'];

/** Firewall groups, which only let in. */
const groups: Family = {
  mechanism: 'security-group',
  guards: attachments({
    machines: ['nifcloud_instance'],
    named: ['security_group'],
    owners: GROUPS,
  }),
  tables: [
    {
      types: ['nifcloud_security_group_rule'],
      group: 'security_group_names',
      judged:
        '`type = "IN"` with `cidr_ip`; `protocol` ANY and ports that are left out mean all; groups are not public',
      inbound: directionIn('type'),
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { ranges: [['from_port', 'to_port']], absent: 'all' },
      sources: { keys: ['cidr_ip'], closed: ['source_security_group_name'], absent: 'nobody' },
    },
  ],
};

/** Nifcloud. */
export const nifcloud: Provider = {
  name: 'nifcloud',
  resources: [
    ...familyHandlers(groups),
    machines({
      types: ['nifcloud_instance'],
      startup: ['user_data'],
      judged: '`user_data`; the firewall group of the instance guards it',
      admissions: admissionsOf(groups),
    }),
  ],
  modules: [],
};
