import type { Listener } from '../../../facts.js';
import { parseVersion } from '../../../memcached/version.js';
import { MEMCACHED_PORT } from '../../../network/ports.js';
import { textOf, type Entry } from '../../../syntax/data.js';
import type { RemoteModuleCall, TerraformResource } from '../resource.js';

/**
 * Memcached that a provider runs: on private addresses of a network of the customer's, TCP only,
 * without authentication or TLS.
 */
export function managedListener(
  owner: TerraformResource | RemoteModuleCall,
  { version }: { readonly version: Entry | undefined },
): Listener {
  const digits = /([0-9]+)[._]([0-9]+)(?:[._]([0-9]+))?$/.exec(textOf(version?.value) ?? '');
  const numbers = digits?.slice(1, 4).filter((each) => each !== undefined);
  const parsed = numbers === undefined ? undefined : parseVersion(numbers.join('.'));
  return {
    kind: 'listener',
    platform: 'terraform',
    where: { ...owner.where, address: owner.address },
    workload: owner.address,
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
            text: `${version!.key} ${textOf(version!.value)}`,
          },
        }),
    features: [],
    assumptions: [],
    related: [],
  };
}
