import {
  isUnresolved,
  unresolved,
  type Listener,
  type Restriction,
  type Socket,
  type Unresolved,
} from '../../../../facts.js';
import type { Location } from '../../../../files/source.js';
import { AddressSet } from '../../../../network/addresses.js';
import { PortSet, type ProtocolSet } from '../../../../network/ports.js';
import type { Data } from '../../../../syntax/data.js';
import type { ResourceContext } from '../../resource.js';
import { aclRestrictions } from './acl-limits.js';
import { guarded } from './attachments.js';
import { besides, bothMissing, publicSize } from '../../sources.js';
import { INLINE, rulesOfGroup } from './group-rules.js';
import { contractOf } from './modules/index.js';

/**
 * What all security groups of a workload together let through to its sockets. A workload without any
 * group in sight is in the default group of its VPC, of which nothing is known.
 */
export function restrictionsOn(
  workload: string,
  sockets: readonly Socket[],
  context: ResourceContext,
): Restriction[] {
  return sockets.flatMap((socket) =>
    restriction(
      workload,
      workload,
      [socket.protocol],
      PortSet.of(socket.port),
      PortSet.of(socket.port),
      context,
    ),
  );
}

/** The same for a container whose port is published on the machine under another number. */
export function admittedTo(
  machine: string,
  listener: Listener,
  protocols: ProtocolSet,
  outside: PortSet,
  context: ResourceContext,
): Restriction[] {
  const sockets = isUnresolved(listener.sockets) ? [] : listener.sockets;
  return sockets
    .filter((socket) => protocols.includes(socket.protocol))
    .flatMap((socket) =>
      restriction(
        machine,
        listener.workload,
        [socket.protocol],
        outside,
        PortSet.of(socket.port),
        context,
      ),
    );
}

/** Whether all rules of a group stand in the repository, so that none means nobody. */
function isDeclared(group: string, context: ResourceContext): boolean {
  const resource = context.resource(group);
  if (resource !== undefined) return resource.mode === 'managed' && INLINE.includes(resource.type);
  const call = context.remoteCalls.find((each) => each.address === group);
  return call !== undefined && contractOf(call) !== undefined;
}

function restriction(
  guardedBy: string,
  target: string,
  protocols: ProtocolSet,
  outside: PortSet,
  ports: PortSet,
  context: ResourceContext,
): Restriction[] {
  return [
    ...groupRestriction(guardedBy, target, protocols, outside, ports, context),
    ...aclRestrictions(guardedBy, target, protocols, outside, ports, context),
  ];
}

function groupRestriction(
  guardedBy: string,
  target: string,
  protocols: ProtocolSet,
  outside: PortSet,
  ports: PortSet,
  context: ResourceContext,
): Restriction[] {
  const guard = guardOf(guardedBy, context);
  if (guard === undefined) return [];
  const { groups, foreign } = guard;
  let admits = AddressSet.empty;
  let missing: Unresolved | undefined;
  if (foreign !== undefined) {
    const reason =
      foreign.type === 'unknown' ? foreign.reason : 'a security group is not in the repository';
    missing = unresolved(reason, foreign.where);
  }
  for (const group of groups) {
    const rules = rulesOfGroup(group, context);
    if (rules.length === 0 && !isDeclared(group, context)) {
      missing ??= unresolved(`what \`${group}\` lets in is not in the repository`);
    }
    for (const rule of rules) {
      if (
        !isUnresolved(rule.protocols) &&
        !protocols.some((each) => (rule.protocols as ProtocolSet).includes(each))
      )
        continue;
      if (isUnresolved(rule.ports)) {
        missing ??= rule.ports;
        continue;
      }
      if (!rule.ports.overlaps(outside)) continue;
      missing = bothMissing(missing, rule.sources.missing);
      admits = admits.union(rule.sources.known);
    }
  }
  return [
    {
      kind: 'restriction',
      platform: 'terraform',
      where: guard.where,
      mechanism: 'security-group',
      name: [...groups].join(', '),
      target: [target],
      protocols,
      ports,
      admits: missing !== undefined && publicSize(admits) === 0 ? besides(missing, admits) : admits,
    },
  ];
}

const GUARDS = Symbol('what guards each workload');

/** What security groups guard under one name. */
interface Guard {
  readonly where: Location;
  readonly groups: Set<string>;
  /** One that is not in the repository. */
  foreign: Data | undefined;
}

/**
 * The groups of a workload; `undefined` without any. Gathered once for all: a name may be declared
 * thousands of times, and is asked about for each of its sockets.
 */
function guardOf(workload: string, context: ResourceContext): Guard | undefined {
  const guards = context.shared(GUARDS, () => {
    const found = new Map<string, Guard>();
    for (const { workload: name, where, groups, unknownGroups } of guarded(context)) {
      const guard = found.get(name) ?? { where, groups: new Set(), foreign: undefined };
      for (const group of groups) guard.groups.add(group);
      guard.foreign ??= unknownGroups[0];
      found.set(name, guard);
    }
    return found;
  });
  const guard = guards.get(workload);
  return guard === undefined || (guard.groups.size === 0 && guard.foreign === undefined)
    ? undefined
    : guard;
}
