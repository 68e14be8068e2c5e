import { TCP_AND_UDP } from '../../../network/ports.js';
import { AddressSet } from '../../../network/addresses.js';
import { entry } from '../../../syntax/data.js';
import type { Provider } from '../resource.js';
import { attachments } from './firewall/guards.js';
import { keysAt } from './firewall/keys.js';
import { admissionsOf, machines } from './firewall/machines.js';
import { isGiven } from './firewall/ports.js';
import { doors, publicBy } from './firewall/publishing.js';
import { sourcesIn } from './firewall/shape.js';
import { familyHandlers, type Family } from './firewall/table.js';

const DROPLETS = ['digitalocean_droplet'];

/** Firewalls of droplets: what no rule lets in is kept out. */
const firewalls: Family = {
  mechanism: 'cloud-firewall',
  guards: (context) => {
    const byId = attachments({
      machines: DROPLETS,
      by: [{ types: ['digitalocean_firewall'], machines: 'droplet_ids' }],
    })(context);
    const byTag = context.find(...DROPLETS).flatMap((droplet) => {
      const tags = keysAt(droplet.body, ['tags'], context);
      const firewalls = context
        .find('digitalocean_firewall')
        .filter((each) => keysAt(each.body, ['tags'], context).some((tag) => tags.includes(tag)))
        .map(({ address }) => address);
      return firewalls.length === 0
        ? []
        : [{ workload: droplet.address, where: droplet.where, firewalls }];
    });
    return merged([...byId, ...byTag]);
  },
  tables: [
    {
      types: ['digitalocean_firewall'],
      blocks: ['inbound_rule'],
      judged:
        '`inbound_rule` with `source_addresses`; tags, droplets, load balancers and clusters are not public; `port_range` all means every port',
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { texts: ['port_range'], zero: 'all', absent: 'all' },
      sources: { keys: ['source_addresses'], absent: 'nobody' },
    },
  ],
};

type Guard = ReturnType<NonNullable<Family['guards']>>[number];

/** All firewalls of a droplet together let in what any of them does. */
function merged(guards: readonly Guard[]): Guard[] {
  const byWorkload = new Map<string, Guard>();
  for (const guard of guards) {
    const before = byWorkload.get(guard.workload);
    const all = [...(before?.firewalls ?? []), ...guard.firewalls];
    byWorkload.set(guard.workload, { ...before, ...guard, firewalls: [...new Set(all)] });
  }
  return [...byWorkload.values()];
}

const balancers = doors({
  types: ['digitalocean_loadbalancer'],
  blocks: ['forwarding_rule'],
  judged:
    '`forwarding_rule` for TCP and UDP, unless `network` is INTERNAL; `firewall` with `allow` and `deny`',
  protocol: { key: 'entry_protocol', absent: [] },
  outside: { texts: ['entry_port'], absent: 'none' },
  inside: { texts: ['target_port'], absent: 'none' },
  isPublic: (resource) =>
    publicBy({ key: 'network', yes: ['external'], no: ['internal'], absent: true }, resource.body),
  sources: (resource, _block, context) => {
    const read = (key: string, absent: 'everyone' | 'nobody'): ReturnType<typeof sourcesIn> =>
      sourcesIn(
        { sources: { keys: [`firewall.${key}`], absent, word: networkOf } },
        resource.body,
        resource,
        context,
      );
    const allowed = read('allow', 'everyone');
    const denied = entry(resource.body, 'firewall');
    if (denied === undefined || !isGiven(denied.value)) return allowed;
    return { ...allowed, known: allowed.known.subtract(read('deny', 'nobody').known) };
  },
});

/** `cidr:10.0.0.0/8`, `ip:1.2.3.4`. */
function networkOf(text: string): AddressSet | undefined {
  return AddressSet.tryParse(text.replace(/^(cidr|ip):/, ''));
}

/** DigitalOcean. */
export const digitalocean: Provider = {
  name: 'digitalocean',
  resources: [
    ...familyHandlers(firewalls),
    balancers,
    machines({
      types: DROPLETS,
      startup: ['user_data'],
      judged: '`user_data` and `remote-exec`; the firewalls for the droplet or its tags guard it',
      admissions: admissionsOf(firewalls),
    }),
  ],
  modules: [],
};
