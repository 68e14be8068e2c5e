import type { Restriction, Unresolved } from '../../../facts.js';
import { isUnresolved, unresolved } from '../../../facts.js';
import type { Location } from '../../../files/source.js';
import { AddressSet } from '../../../network/addresses.js';
import { PortSet, type Protocol } from '../../../network/ports.js';
import { at, itemsOf, type Data } from '../../../syntax/data.js';
import { displayName, textIn, type KubeObject } from '../objects.js';
import type { Workload } from '../workloads.js';

/** What one rule of a policy lets in, or refuses. */
export interface Allowance {
  readonly sources: AddressSet | Unresolved;
  readonly ports: PortsByProtocol;
}

export type PortsByProtocol = Readonly<Record<Protocol, PortSet>>;

/** A policy that concerns the pods of a workload. */
export interface Isolation {
  readonly object: KubeObject;
  /** Whether what no policy allows is refused; only a policy that does no more than refuse does not. */
  readonly isolates?: boolean;
  readonly allowances: readonly Allowance[];
  /** What is refused whatever any policy allows. */
  readonly denials?: readonly Allowance[];
  readonly where: Location;
}

export const EVERY_PORT: PortsByProtocol = { tcp: PortSet.all, udp: PortSet.all };

/** The addresses of a network in CIDR notation. */
export function networkOf(data: Data | undefined): AddressSet | Unresolved {
  const text = textIn(data);
  if (typeof text === 'object') return text;
  const set = text === undefined ? undefined : AddressSet.tryParse(text);
  return set ?? unresolved(`"${text ?? ''}" is not a network in CIDR notation`, data?.where);
}

/** All of some sources together; unresolved when one of them is. */
export function together(parts: readonly (AddressSet | Unresolved)[]): AddressSet | Unresolved {
  let all = AddressSet.empty;
  for (const part of parts) {
    if (isUnresolved(part)) return part;
    all = all.union(part);
  }
  return all;
}

/** A network without the ones it excepts (`ipBlock`, `fromCIDRSet`). */
export function blockOf(block: Data): AddressSet | Unresolved {
  if (block.type === 'unknown') return unresolved(block.reason, block.where);
  let admitted = networkOf(at(block, 'cidr'));
  for (const item of itemsOf(at(block, 'except'))) {
    const except = networkOf(item);
    if (isUnresolved(admitted)) return admitted;
    // What cannot be known is not taken away: the rest may be too wide but never too narrow.
    if (!isUnresolved(except)) admitted = admitted.subtract(except);
  }
  return admitted;
}

/** One restriction for each group of ports that admits the same sources. */
export function combine(workload: Workload, isolations: readonly Isolation[]): Restriction[] {
  const first = isolations[0];
  if (first === undefined) return [];
  const isolating = isolations.filter(({ isolates }) => isolates !== false);
  // Refusals alone leave everything else open.
  const allowances =
    isolating.length === 0
      ? [{ sources: AddressSet.all, ports: EVERY_PORT }]
      : isolating.flatMap((isolation) => isolation.allowances);
  const denials = isolations.flatMap((isolation) => isolation.denials ?? []);
  const restrictions: Restriction[] = [];
  for (const protocol of ['tcp', 'udp'] as const) {
    const sets = [...allowances, ...denials].map(({ ports }) => ports[protocol]);
    for (const cell of cells(sets)) {
      const admitting = allowances.filter((allowance) => cell.isSubset(allowance.ports[protocol]));
      const known = admitting.flatMap(({ sources }) => (isUnresolved(sources) ? [] : [sources]));
      const refused = denials
        .filter(({ ports }) => cell.isSubset(ports[protocol]))
        .flatMap(({ sources }) => (isUnresolved(sources) ? [] : [sources]));
      const union = AddressSet.unionOf(known).subtract(AddressSet.unionOf(refused));
      const open = admitting.map(({ sources }) => sources).find(isUnresolved);
      const admits = open !== undefined && !union.equals(AddressSet.all) ? open : union;
      const same = restrictions.find(
        (other) =>
          other.protocols[0] === protocol &&
          (isUnresolved(admits)
            ? other.admits === admits
            : !isUnresolved(other.admits) && other.admits.equals(admits)),
      );
      if (same !== undefined) {
        restrictions[restrictions.indexOf(same)] = { ...same, ports: same.ports.union(cell.ports) };
        continue;
      }
      restrictions.push({
        kind: 'restriction',
        platform: 'kubernetes',
        where: first.where,
        mechanism: 'network-policy',
        name: displayName(first.object),
        target: [workload.id],
        protocols: [protocol],
        ports: cell.ports,
        admits,
      });
    }
  }
  return restrictions;
}

/** A piece of all ports. */
export interface Cell {
  readonly ports: PortSet;
  isSubset(other: PortSet): boolean;
}

/** All ports, cut at every boundary of the sets, so that each piece is in or out of each set. */
export function cells(sets: readonly PortSet[]): Cell[] {
  const starts = new Set<number>([0]);
  for (const set of sets) {
    for (const [low, high] of set.intervals) {
      starts.add(low);
      if (high < 65535) starts.add(high + 1);
    }
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.map((low, index) => {
    const high = (sorted[index + 1] ?? 65536) - 1;
    return { ports: PortSet.range(low, high), isSubset: (other) => other.contains(low) };
  });
}
