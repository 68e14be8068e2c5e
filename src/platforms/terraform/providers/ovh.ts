import { TCP_AND_UDP } from '../../../network/ports.js';
import type { Provider } from '../resource.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn, INGRESS } from './firewall/words.js';
import { byEtherType } from './openstack.js';

const groups: Family = {
  mechanism: 'security-group',
  tables: [
    {
      types: ['ovh_cloud_security_group'],
      blocks: ['rule', 'rules'],
      judged:
        '`rule` with `direction = "INGRESS"`; everyone without `remote_ip_prefix` and `remote_group_id`',
      inbound: INGRESS,
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { ranges: [['port_range_min', 'port_range_max']], absent: 'all' },
      sources: {
        keys: ['remote_ip_prefix'],
        closed: ['remote_group_id'],
        absent: 'everyone',
        everyone: byEtherType,
      },
    },
  ],
};

/** The firewall at the edge of OVH's network, per address: rules by `sequence`. */
const edge: Family = {
  mechanism: 'cloud-firewall',
  tables: [
    {
      types: ['ovh_ip_firewall_rule'],
      group: 'ip_on_firewall',
      judged:
        '`action` by `sequence`; `protocol` ipv4 is any; `destination_port`; everyone without `source`',
      allows: acceptIn('action'),
      order: { key: 'sequence', absent: 19 },
      protocol: { key: 'protocol', absent: TCP_AND_UDP, words: { ipv4: TCP_AND_UDP } },
      ports: { texts: ['destination_port'], absent: 'all' },
      sources: { keys: ['source'], absent: 'everyone' },
      leavesOut: ['source_port', 'tcp_option'],
    },
  ],
};

/** OVHcloud, beside what it has in common with OpenStack. */
export const ovh: Provider = {
  name: 'ovh',
  resources: [...familyHandlers(groups), ...familyHandlers(edge)],
  modules: [],
};
