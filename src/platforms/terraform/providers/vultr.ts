import { isUnresolved } from '../../../facts.js';
import { AddressSet } from '../../../network/addresses.js';
import { TCP_AND_UDP } from '../../../network/ports.js';
import { entry, textOf } from '../../../syntax/data.js';
import type { Provider } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { groupKey } from './firewall/keys.js';
import { isGiven, readPorts } from './firewall/ports.js';
import { doors } from './firewall/publishing.js';
import { everyone } from './firewall/rule.js';
import { familyHandlers, familyRules, type Family } from './firewall/table.js';
import { isTrue } from './firewall/words.js';

const INSTANCES = ['vultr_instance', 'vultr_bare_metal_server'];

const NAT_RULE = {
  protocol: { key: 'protocol', absent: TCP_AND_UDP },
  ports: { texts: ['port'], absent: 'all' },
  sources: { keys: ['subnet'], prefix: 'subnet_size', absent: 'nobody' },
} as const;

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

/** Rules of a NAT gateway, which narrow what its forwarded ports let in. */
const gateways: Family = {
  mechanism: 'cloud-firewall',
  tables: [
    {
      ...NAT_RULE,
      types: ['vultr_nat_gateway_firewall_rule'],
      group: 'nat_gateway_id',
      judged: '`subnet` with `subnet_size`, `protocol`, `port`',
    },
  ],
};

const forwarding = doors({
  types: ['vultr_nat_gateway_port_forwarding_rule'],
  judged:
    '`external_port` of a NAT gateway that leads to `internal_port`, while it is `enabled`; the `vultr_nat_gateway_firewall_rule` of the gateway narrow who may come',
  mechanism: 'published-port',
  enabled: isTrue('enabled', true),
  protocol: { key: 'protocol', absent: [], words: { both: TCP_AND_UDP } },
  outside: { texts: ['external_port'], absent: 'none' },
  inside: { texts: ['internal_port'], absent: 'none' },
  sources(resource, _block, context) {
    const gateway = entry(resource.body, 'nat_gateway_id')?.value;
    const rules =
      gateway === undefined
        ? []
        : (familyRules(gateways, context).get(groupKey(gateway, context)) ?? []);
    if (rules.length === 0) return everyone(undefined);
    const port = readPorts(resource.body, { texts: ['external_port'], absent: 'none' }).ports;
    const about = rules.filter(({ traffic }) =>
      traffic.some(
        ({ ports }) => isUnresolved(ports) || isUnresolved(port) || ports.intersect(port).size > 0,
      ),
    );
    const missing = about.map(({ sources }) => sources.missing).find((each) => each !== undefined);
    return {
      known: AddressSet.unionOf(about.map(({ sources }) => sources.known)),
      missing,
      isSpecified: true,
      where: about[0]?.sources.where,
      related: about.flatMap(({ sources }) => sources.related),
    };
  },
});

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
    ...familyHandlers(gateways),
    forwarding,
    machines({
      types: INSTANCES,
      startup: ['user_data'],
      judged: '`user_data` and `remote-exec`; the firewall group of the machine guards it',
      admissions: admissionsOf(groups),
    }),
  ],
  modules: [],
};
