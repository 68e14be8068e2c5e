import { isUnresolved, unresolved, type Fact, type Listener } from '../../../../facts.js';
import type { Location } from '../../../../files/source.js';
import { parseVersion, type Version } from '../../../../memcached/version.js';
import { MEMCACHED_PORT } from '../../../../network/ports.js';
import { booleanOf, entry, integerOf, isNull, stringOf, textOf } from '../../../../syntax/data.js';
import type {
  RemoteModuleCall,
  ResourceContext,
  ResourceHandler,
  TerraformResource,
} from '../../resource.js';
import { restrictionsOn } from './restrictions.js';

/** Amazon's managed memcached. It has no public address; TCP only. */
export const elasticache: ResourceHandler = {
  types: ['aws_elasticache_cluster', 'aws_elasticache_serverless_cache'],
  meaning: [
    {
      of: 'aws_elasticache_cluster',
      judged:
        '`engine = "memcached"` listens on `port` (11211); `transit_encryption_enabled`; the security groups guard it',
    },
    {
      of: 'aws_elasticache_serverless_cache',
      judged:
        '`engine = "memcached"` listens on 11211, always with TLS; the security groups guard it',
    },
  ],
  facts(resource, context): Fact[] {
    if (resource.mode !== 'managed') return [];
    const engine = entry(resource.body, 'engine');
    if (stringOf(engine?.value)?.toLowerCase() !== 'memcached') return [];
    const isServerless = resource.type === 'aws_elasticache_serverless_cache';
    return managedMemcached(resource, engine!.valueWhere, context, isServerless, isServerless);
  },
};

/** "Encryption in transit is supported on Memcached versions 1.6.12 and later" (ElastiCache). */
const FIRST_ENCRYPTED: Version = { major: 1, minor: 6, patch: 12 };

/** Something with the arguments of a cache cluster: the resource, or a module around it. */
type Cluster = Pick<TerraformResource | RemoteModuleCall, 'address' | 'body'>;

/** A cluster's listener and what its security groups let through. */
export function managedMemcached(
  cluster: Cluster,
  where: Location,
  context: ResourceContext,
  encryptsByDefault = false,
  isServerless = false,
): Fact[] {
  const listener = listenerOf(cluster, where, encryptsByDefault, isServerless);
  const sockets = isUnresolved(listener.sockets) ? [] : listener.sockets;
  return [listener, ...restrictionsOn(cluster.address, sockets, context)];
}

function listenerOf(
  resource: Cluster,
  where: Location,
  encryptsByDefault: boolean,
  isServerless: boolean,
): Listener {
  const port = entry(resource.body, 'port');
  const number = port === undefined || isNull(port.value) ? MEMCACHED_PORT : integerOf(port.value);
  const setting = entry(resource.body, 'transit_encryption_enabled');
  const encrypted = setting?.value;
  const tls = isServerless
    ? 'server'
    : encrypted === undefined || isNull(encrypted)
      ? encryptsByDefault
        ? 'server'
        : 'none'
      : encrypted.type === 'unknown'
        ? 'unknown'
        : booleanOf(encrypted) === true
          ? 'server'
          : 'none';
  const version = entry(resource.body, isServerless ? 'major_engine_version' : 'engine_version');
  const parsed = parseVersion(textOf(version?.value) ?? '');
  return {
    kind: 'listener',
    platform: 'terraform',
    where: { ...where, address: resource.address },
    workload: resource.address,
    placement: 'managed',
    sockets:
      number === undefined
        ? unresolved(
            port!.value.type === 'unknown' ? port!.value.reason : 'the port is no number',
            port!.valueWhere,
          )
        : [
            {
              protocol: 'tcp',
              scope: 'all',
              address: 'the endpoints of the cluster',
              port: number,
              tls,
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
            text: `engine_version ${textOf(version!.value)}`,
          },
        }),
    ...(tls === 'none'
      ? {
          tlsOff: {
            where: { ...(setting?.valueWhere ?? where), address: resource.address },
            since: FIRST_ENCRYPTED,
          },
        }
      : {}),
    features: [],
    assumptions: [],
    related: [],
  };
}
