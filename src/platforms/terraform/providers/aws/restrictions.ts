import { isUnresolved, unresolved, type Restriction, type Socket, type Unresolved } from '../../../../facts.js';
import { AddressSet } from '../../../../network/addresses.js';
import { PortSet } from '../../../../network/ports.js';
import type { ResourceContext } from '../../resource.js';
import { guarded } from './attachments.js';
import { publicSize } from '../../sources.js';
import { rulesOfGroup } from './security-groups.js';

/**
 * What all security groups of a workload together let through to its sockets. A workload without any
 * group in sight is in the default group of its VPC, of which nothing is known.
 */
export function restrictionsOn(
  workload: string,
  sockets: readonly Socket[],
  context: ResourceContext,
): Restriction[] {
  const guards = guarded(context).filter((each) => each.workload === workload);
  const groups = [...new Set(guards.flatMap((each) => each.groups))];
  const foreign = guards.flatMap((each) => each.unknownGroups)[0];
  const remote = groups.find((group) => context.resource(group) === undefined);
  if (groups.length === 0) return [];
  return sockets.map((socket) => {
    let admits = AddressSet.empty;
    let missing: Unresolved | undefined;
    if (foreign !== undefined) {
      const reason = foreign.type === 'unknown' ? foreign.reason : 'a security group is not in the repository';
      missing = unresolved(reason, foreign.where);
    } else if (remote !== undefined) {
      missing = unresolved(`the security group of \`${remote}\` is not in the repository`);
    }
    for (const rule of groups.flatMap((group) => rulesOfGroup(group, context))) {
      if (!isUnresolved(rule.protocols) && !rule.protocols.includes(socket.protocol)) continue;
      if (isUnresolved(rule.ports)) {
        missing ??= rule.ports;
        continue;
      }
      if (!rule.ports.contains(socket.port)) continue;
      missing ??= rule.sources.missing;
      admits = admits.union(rule.sources.known);
    }
    const resource = guards[0]!.resource;
    return {
      kind: 'restriction',
      platform: 'terraform',
      where: resource.where,
      mechanism: 'security-group',
      name: groups.join(', '),
      target: [workload],
      protocols: [socket.protocol],
      ports: PortSet.of(socket.port),
      admits: missing !== undefined && publicSize(admits) === 0 ? missing : admits,
    };
  });
}
