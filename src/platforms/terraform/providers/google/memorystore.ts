import type { Fact } from '../../../../facts.js';
import { entry } from '../../../../syntax/data.js';
import type { ModuleHandler, ResourceHandler } from '../../resource.js';
import { isModule } from '../firewall/modules.js';
import { managedListener } from '../managed.js';

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
  facts: (resource): Fact[] =>
    resource.mode === 'managed'
      ? [managedListener(resource, { version: entry(resource.body, 'memcache_version') })]
      : [],
};

/** terraform-google-modules/terraform-google-memorystore: `modules/memcache/main.tf`. */
export const memorystoreModule: ModuleHandler = {
  matches: (source) =>
    (isModule(source, 'terraform-google-modules/memorystore/google') ||
      isModule(source, 'terraform-google-modules/terraform-google-memorystore')) &&
    /\/\/modules\/memcache(?:$|[/?])/.test(source),
  meaning: [
    {
      of: 'module terraform-google-modules/memorystore/google modules/memcache',
      judged: 'as `google_memcache_instance`',
    },
  ],
  facts: (call): Fact[] => [
    managedListener(call, { version: entry(call.body, 'memcache_version') }),
  ],
};
