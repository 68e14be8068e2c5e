import { isUnresolved, unresolved, type Unresolved } from '../../../../facts.js';
import type { Location } from '../../../../files/source.js';
import { AddressSet } from '../../../../network/addresses.js';
import { MEMCACHED_PORT, type PortSet, type ProtocolSet } from '../../../../network/ports.js';
import type { ResourceContext, TerraformResource } from '../../resource.js';
import { publicSize } from '../../sources.js';
import { guarded } from './attachments.js';
import { rulesOfGroup } from './group-rules.js';

/** Who the security groups of a load balancer let come to its listeners. */
export interface Clients {
  readonly sources: AddressSet | Unresolved;
  /** The rule that lets the most of them in. */
  readonly where: Location | undefined;
}

/** @returns `undefined` for a load balancer that names no groups */
export function clientsOf(
  balancer: TerraformResource,
  protocols: ProtocolSet,
  ports: PortSet,
  context: ResourceContext,
): Clients | undefined {
  const own = guarded(context).filter(({ workload }) => workload === balancer.address);
  const groups = own.flatMap((each) => each.groups);
  const foreign = own.flatMap(({ unknownGroups }) => unknownGroups)[0];
  if (groups.length === 0 && foreign === undefined) return undefined;
  let known = AddressSet.empty;
  let where: Location | undefined;
  let widest = 0;
  let missing: Unresolved | undefined =
    foreign === undefined
      ? undefined
      : unresolved(
          foreign.type === 'unknown' ? foreign.reason : 'a security group is not in the repository',
          foreign.where,
        );
  for (const rule of groups.flatMap((group) => rulesOfGroup(group, context))) {
    const about = isUnresolved(rule.protocols) ? protocols : rule.protocols;
    if (!protocols.some((protocol) => about.includes(protocol))) continue;
    if (isUnresolved(rule.ports)) {
      missing ??= rule.ports;
      continue;
    }
    if (!rule.ports.overlaps(ports)) continue;
    missing ??= rule.sources.missing;
    known = known.union(rule.sources.known);
    const width = publicSize(rule.sources.known);
    if (width > widest) [widest, where] = [width, rule.sources.where ?? rule.where];
  }
  return { sources: missing !== undefined && publicSize(known) === 0 ? missing : known, where };
}

/** The rules of the groups tell about memcached's port themselves; about another one they do not. */
export function isToldByGroups(ports: PortSet): boolean {
  return ports.contains(MEMCACHED_PORT);
}

/**
 * Whether the security groups of a machine have a rule for a port at all: whoever they name there, a
 * load balancer that is put before that port is among them, or it would serve nobody.
 */
export function hasRuleFor(
  workload: string,
  ports: PortSet,
  protocols: ProtocolSet,
  context: ResourceContext,
): boolean {
  const groups = guarded(context)
    .filter((each) => each.workload === workload)
    .flatMap((each) => (each.unknownGroups.length > 0 ? ['?'] : each.groups));
  if (groups.length === 0 || groups.includes('?')) return true;
  return groups
    .flatMap((group) => rulesOfGroup(group, context))
    .some(
      (rule) =>
        (isUnresolved(rule.protocols) ||
          protocols.some((protocol) => (rule.protocols as ProtocolSet).includes(protocol))) &&
        (isUnresolved(rule.ports) || rule.ports.overlaps(ports)),
    );
}
