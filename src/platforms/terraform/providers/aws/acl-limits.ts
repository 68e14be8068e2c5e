import { isUnresolved, type Restriction } from '../../../../facts.js';
import { AddressSet } from '../../../../network/addresses.js';
import {
  MEMCACHED_PORT,
  PortSet,
  type Protocol,
  type ProtocolSet,
} from '../../../../network/ports.js';
import { entry } from '../../../../syntax/data.js';
import type { ResourceContext, TerraformResource } from '../../resource.js';
import { rulesOfAcl, type AclRule } from './network-acls.js';
import { aclsInFrontOf } from './subnets.js';

/** What the network ACLs of its subnets let through to a workload, when all of them are known. */
export function aclRestrictions(
  workload: string,
  target: string,
  protocols: ProtocolSet,
  outside: PortSet,
  ports: PortSet,
  context: ResourceContext,
): Restriction[] {
  const resource = context.resource(workload);
  const acls = resource === undefined ? undefined : aclsInFrontOf(resource, context);
  if (acls === undefined) return [];
  return protocols.flatMap((protocol) => {
    const admits = throughAny(acls, protocol, outside, context);
    if (admits === undefined) return [];
    return [
      {
        kind: 'restriction' as const,
        platform: 'terraform' as const,
        where: acls[0]!.where,
        mechanism: 'network-acl' as const,
        name: acls.map(({ address }) => address).join(', '),
        target: [target],
        protocols: [protocol],
        ports,
        admits,
      },
    ];
  });
}

/**
 * Who can come through the network ACLs to any of the workloads on the ports of a rule; `undefined` when
 * the ACLs do not decide it, or what listens there decides for itself.
 */
export function limitOf(
  workloads: readonly string[],
  protocols: ProtocolSet,
  ports: PortSet,
  context: ResourceContext,
): AddressSet | undefined {
  const isNarrow = ports.spanAround(MEMCACHED_PORT) === 1;
  let limit = AddressSet.empty;
  for (const workload of workloads) {
    const resource = context.resource(workload);
    if (resource === undefined) return undefined;
    // What it runs may listen on another port of a wide rule: its restrictions tell.
    if (!isNarrow && mayListen(resource)) return undefined;
    const acls = aclsInFrontOf(resource, context);
    if (acls === undefined || !ports.contains(MEMCACHED_PORT)) return undefined;
    for (const protocol of protocols) {
      const admitted = throughAny(acls, protocol, PortSet.of(MEMCACHED_PORT), context);
      if (admitted === undefined) return undefined;
      limit = limit.union(admitted);
    }
  }
  return workloads.length === 0 ? undefined : limit;
}

function mayListen(resource: TerraformResource): boolean {
  return (
    /^aws_(elasticache|ecs)_/.test(resource.type) ||
    resource.body.entries.some(({ key }) => /^(user_data|provisioner\.)/.test(key)) ||
    entry(resource.body, 'network_interfaces') !== undefined
  );
}

function throughAny(
  acls: readonly TerraformResource[],
  protocol: Protocol,
  ports: PortSet,
  context: ResourceContext,
): AddressSet | undefined {
  let admitted = AddressSet.empty;
  for (const acl of acls) {
    const through = admittedBy(rulesOfAcl(acl, context), protocol, ports);
    if (through === undefined) return undefined;
    admitted = admitted.union(through);
  }
  return admitted;
}

/** First match in the order of the numbers; what no rule allows is denied. */
function admittedBy(
  rules: readonly AclRule[],
  protocol: Protocol,
  ports: PortSet,
): AddressSet | undefined {
  let admitted = AddressSet.empty;
  let decided = AddressSet.empty;
  for (const rule of rules) {
    if (!rule.protocols.includes(protocol)) continue;
    if (isUnresolved(rule.ports) || rule.number === undefined || rule.allows === undefined) {
      return undefined;
    }
    if (!rule.ports.overlaps(ports)) continue;
    if (rule.allows) {
      if (rule.sources.missing !== undefined) return undefined;
      admitted = admitted.union(rule.sources.known.subtract(decided));
      decided = decided.union(rule.sources.known);
    } else if (rule.onlyIf === undefined && ports.subtract(rule.ports).isEmpty) {
      decided = decided.union(rule.sources.known);
    }
  }
  return admitted;
}
