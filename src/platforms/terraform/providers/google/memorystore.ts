import type { Fact, Listener } from '../../../../facts.js';
import { parseVersion } from '../../../../memcached/version.js';
import { MEMCACHED_PORT } from '../../../../network/ports.js';
import { entry, textOf } from '../../../../syntax/data.js';
import type { ResourceHandler } from '../../resource.js';

/** Google's managed memcached: a private address of the network, TCP only, no authentication. */
export const memorystore: ResourceHandler = {
  types: ['google_memcache_instance'],
  meaning: [
    {
      of: 'google_memcache_instance',
      judged:
        'listens on 11211 of private addresses of `authorized_network`, without authentication or TLS; `memcache_version`',
    },
  ],
  facts(resource): Fact[] {
    if (resource.mode !== 'managed') return [];
    const version = entry(resource.body, 'memcache_version');
    const digits = /^MEMCACHE_([0-9]+)_([0-9]+)(?:_([0-9]+))?$/.exec(textOf(version?.value) ?? '');
    const parsed =
      digits === null
        ? undefined
        : parseVersion(
            digits
              .slice(1, 4)
              .filter((each) => each !== undefined)
              .join('.'),
          );
    const listener: Listener = {
      kind: 'listener',
      platform: 'terraform',
      where: { ...resource.where, address: resource.address },
      workload: resource.address,
      placement: 'managed',
      sockets: [
        {
          protocol: 'tcp',
          scope: 'private',
          address: 'the private addresses of the nodes',
          port: MEMCACHED_PORT,
          tls: 'none',
        },
      ],
      authentication: 'none',
      ...(parsed === undefined
        ? {}
        : {
            version: {
              version: parsed,
              where: version!.valueWhere,
              trust: 'managed',
              text: `memcache_version ${textOf(version!.value)}`,
            },
          }),
      features: [],
      assumptions: [],
      related: [],
    };
    return [listener];
  },
};
