import { AddressSet } from '../../../network/addresses.js';
import { TCP, TCP_AND_UDP } from '../../../network/ports.js';
import { entry, textOf, type Data } from '../../../syntax/data.js';
import type { Provider } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { membersOf } from './firewall/members.js';
import { doors, referred } from './firewall/publishing.js';
import { blocksAt } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn, INGRESS, isTrue } from './firewall/words.js';

const SERVERS = ['upcloud_server'];

/** Rules of a server in the order they are written in; one without a family is for both. */
const firewalls: Family = {
  mechanism: 'cloud-firewall',
  guards: attachments({
    machines: SERVERS,
    by: [
      { types: ['upcloud_firewall_rules'], machines: 'server_id' },
      { types: ['upcloud_firewall_ruleset'], machines: 'server_uuid' },
    ],
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
    {
      types: ['upcloud_firewall_ruleset'],
      blocks: ['rules'],
      judged:
        '`rules` in the order written, as `firewall_rule` of `upcloud_firewall_rules`, also with `source_address_cidr`; `enabled` of the ruleset and of the rule',
      inForce: isTrue('enabled', true),
      enabled: isTrue('enabled', true),
      inbound: INGRESS,
      allows: acceptIn('action'),
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { ranges: [['destination_port_start', 'destination_port_end']], absent: 'all' },
      sources: {
        keys: ['source_address_cidr'],
        range: ['source_address_start', 'source_address_end'],
        absent: 'everyone',
        everyone: ofFamily,
      },
      only: ['destination_address_cidr', 'destination_address_start'],
      leavesOut: ['source_port_start', 'source_port_end'],
    },
  ],
};

/** A frontend listens on the networks it names, or on all of the balancer's. */
const frontends = doors({
  types: ['upcloud_loadbalancer_frontend'],
  judged:
    '`mode = "tcp"` with `port` on a network of the balancer whose `type` is public; the ports of the members of its backend',
  protocol: { key: 'mode', absent: [], words: { tcp: TCP, http: [] } },
  outside: { texts: ['port'], absent: 'none' },
  insideOf(frontend, _block, context) {
    const backend = referred(frontend.body, 'default_backend_name', context);
    return backend === undefined
      ? undefined
      : membersOf(
          backend,
          {
            types: ['upcloud_loadbalancer_static_backend_member'],
            of: ['backend'],
            port: { texts: ['port'], absent: 'none' },
          },
          context,
        );
  },
  isPublic(frontend, _block, context) {
    const balancer = referred(frontend.body, 'loadbalancer', context);
    if (balancer === undefined) return 'the load balancer has a public network';
    const nameOf = (block: Data): string | undefined => textOf(entry(block, 'name')?.value);
    const all = blocksAt(balancer.body, 'networks');
    const named = blocksAt(frontend.body, 'networks').map(nameOf);
    const isKnown = named.length > 0 && named.every((name) => name !== undefined);
    const open = all
      .filter((each) => !isKnown || named.some((name) => name === nameOf(each)))
      .map((each) => textOf(entry(each, 'type')?.value)?.toLowerCase() !== 'private');
    if (all.length === 0 || (open.includes(true) && (isKnown || !open.includes(false))))
      return true;
    return open.includes(true) ? 'it listens on the public network of the load balancer' : false;
  },
});

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
    frontends,
    machines({
      types: SERVERS,
      startup: ['user_data'],
      judged: '`user_data` and `remote-exec`; the firewall rules of the server guard it',
      admissions: admissionsOf(firewalls),
    }),
  ],
  modules: [],
};
