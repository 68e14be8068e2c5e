import { AddressSet } from '../../../network/addresses.js';
import { TCP, TCP_AND_UDP } from '../../../network/ports.js';
import { entry } from '../../../syntax/data.js';
import type { Provider, ResourceHandler } from '../resource.js';
import { managedListener } from './managed.js';
import { doors } from './firewall/publishing.js';
import { readRule, blocksAt, type RuleShape } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';
import { acceptIn } from './firewall/words.js';

const shape = (everyone: AddressSet): RuleShape => ({
  allows: acceptIn('action'),
  order: { key: 'order', absent: 0 },
  protocol: { key: 'protocol', absent: TCP_AND_UDP },
  ports: { texts: ['dst_port'], absent: 'all' },
  sources: { keys: ['src_cidr'], absent: 'everyone', everyone: () => everyone },
  only: ['dst_cidr'],
  leavesOut: ['src_port'],
});

/** Firewalls: rules by `order`, what none is about is blocked. */
const firewalls: Family = {
  mechanism: 'cloud-firewall',
  tables: [
    {
      ...shape(AddressSet.all),
      types: ['gridscale_firewall'],
      judged:
        '`rules_v4_in` and `rules_v6_in` by `order`: `action`, `dst_port`, everyone without `src_cidr`',
      read: (resource, context) =>
        (
          [
            ['rules_v4_in', AddressSet.allIPv4],
            ['rules_v6_in', AddressSet.allIPv6],
          ] as const
        ).flatMap(([key, everyone]) =>
          blocksAt(resource.body, key).flatMap(
            (block, index) => readRule(shape(everyone), block, resource, context, index) ?? [],
          ),
        ),
    },
  ],
};

const balancers = doors({
  types: ['gridscale_loadbalancer'],
  blocks: ['forwarding_rule'],
  judged: '`forwarding_rule` with `mode = "tcp"`: `listen_port` of a public address, `target_port`',
  protocol: { key: 'mode', absent: [], words: { tcp: TCP, http: [] } },
  outside: { texts: ['listen_port'], absent: 'none' },
  inside: { texts: ['target_port'], absent: 'none' },
});

const memcached: ResourceHandler = {
  types: ['gridscale_memcached'],
  meaning: [
    {
      of: 'gridscale_memcached',
      judged: 'listens on 11211 of the private network of `network_uuid`, without TLS; `release`',
    },
  ],
  facts: (resource) =>
    resource.mode === 'managed'
      ? [managedListener(resource, { version: entry(resource.body, 'release') })]
      : [],
};

/** gridscale. */
export const gridscale: Provider = {
  name: 'gridscale',
  resources: [...familyHandlers(firewalls), balancers, memcached],
  modules: [],
};
