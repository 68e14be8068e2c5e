import { TCP_AND_UDP } from '../../../network/ports.js';
import type { Provider } from '../resource.js';
import { familyHandlers, type Family } from './firewall/table.js';

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

/** Naver Cloud. */
export const naver: Provider = {
  name: 'ncloud',
  resources: familyHandlers(groups),
  modules: [],
};
