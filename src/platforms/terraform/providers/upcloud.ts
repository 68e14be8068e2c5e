import { AddressSet } from '../../../network/addresses.js';
import { TCP_AND_UDP } from '../../../network/ports.js';
import { entry, textOf, type Data } from '../../../syntax/data.js';
import type { Provider } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn, INGRESS } from './firewall/words.js';

const SERVERS = ['upcloud_server'];

/** Rules of a server in the order they are written in; one without a family is for both. */
const firewalls: Family = {
  mechanism: 'cloud-firewall',
  guards: attachments({
    machines: SERVERS,
    by: [{ types: ['upcloud_firewall_rules'], machines: 'server_id' }],
  }),
  tables: [
    {
      types: ['upcloud_firewall_rules'],
      blocks: ['firewall_rule'],
      judged:
        '`firewall_rule` with `direction = "in"` in the order written: `action`, `source_address_start` to `source_address_end`, `destination_port_start` to `destination_port_end`; everything left out means all',
      inbound: INGRESS,
      allows: acceptIn('action'),
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { ranges: [['destination_port_start', 'destination_port_end']], absent: 'all' },
      sources: {
        keys: [],
        range: ['source_address_start', 'source_address_end'],
        absent: 'everyone',
        everyone: ofFamily,
      },
      leavesOut: ['source_port_start', 'source_port_end'],
    },
  ],
};

function ofFamily(rule: Data): AddressSet {
  const family = textOf(entry(rule, 'family')?.value)?.toLowerCase();
  if (family === 'ipv4') return AddressSet.allIPv4;
  return family === 'ipv6' ? AddressSet.allIPv6 : AddressSet.all;
}

/** UpCloud. */
export const upcloud: Provider = {
  name: 'upcloud',
  resources: [
    ...familyHandlers(firewalls),
    machines({
      types: SERVERS,
      startup: ['user_data'],
      judged: '`user_data` and `remote-exec`; the firewall rules of the server guard it',
      admissions: admissionsOf(firewalls),
    }),
  ],
  modules: [],
};
