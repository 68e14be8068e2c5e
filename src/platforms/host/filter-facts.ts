import { isIPv4, isIPv6 } from 'node:net';
import { append } from '../../append.js';
import type { Fact, Ingress, Listener, PlatformName, Restriction } from '../../facts.js';
import { isUnresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import type { HostFirewall } from '../../network/filter/host-firewall.js';
import { MEMCACHED_PORT, PortSet, TCP_AND_UDP, type Protocol } from '../../network/ports.js';
import { flawedRestrictions, letsInOnlyAFew, type FlawPlace } from './flaws.js';

export interface FirewallPlace {
  readonly platform: PlatformName;
  readonly workload: string;
  /** The memcached servers of the same host that are known. */
  readonly listeners: readonly Listener[];
  /** What more is known, to judge rules that have no effect. */
  readonly intentions?: Partial<Pick<FlawPlace, 'complete' | 'published' | 'commands'>>;
}

/**
 * What a host's packet filter says about memcached's ports: doors that a rule opens, and restrictions
 * for the servers known to stand behind it. Nothing when no filter is loaded.
 */
export function hostFirewallFacts(firewall: HostFirewall, place: FirewallPlace): Fact[] {
  const facts: Fact[] = [];
  for (const protocol of ['tcp', 'udp'] as const) {
    for (const [port, family] of servedPorts(place.listeners, protocol)) {
      const admission = firewall.admission({ protocol, port });
      const sources = isUnresolved(admission.sources)
        ? admission.sources
        : admission.sources.intersect(family);
      const rule = admission.admittedBy[0];
      const target = place.listeners.length > 0 ? [place.workload] : ('unknown' as const);
      const base = {
        platform: place.platform,
        mechanism: 'host-firewall' as const,
        name: `the packet filter of ${place.workload}`,
        target,
        protocols: [protocol],
        ports: PortSet.of(port),
      };
      if (
        rule !== undefined &&
        (isUnresolved(sources) || !sources.isEmpty) &&
        !letsInOnlyAFew(firewall, admission, protocol, port)
      ) {
        const ports = portsOfRule(firewall, rule, protocol, port);
        // An accept-all rule is no news where no memcached is known.
        if (ports.size <= NARROW_RANGE || target !== 'unknown') {
          const door: Ingress = {
            ...base,
            ports,
            kind: 'ingress',
            where: rule,
            sources,
            faces: 'host',
            leadsTo: place.listeners.length > 0 ? 'memcached' : 'unknown',
            related: admission.admittedBy
              .slice(1, 6)
              .map((where) => ({ where, message: 'another rule that lets them in' })),
          };
          addDoor(facts, door);
        }
      }
      if (target !== 'unknown' && admission.filtered) {
        const where = admission.refusedBy[0] ?? rule ?? place.listeners[0]!.where;
        const restriction: Restriction = { ...base, kind: 'restriction', where, admits: sources };
        facts.push(restriction);
      }
    }
  }
  const flawPlace = { ...place, name: `the packet filter of ${place.workload}`, complete: false };
  append(facts, flawedRestrictions(firewall, { ...flawPlace, ...place.intentions }));
  return facts;
}

/** Adds a door, to the one that the same rule opens for the other protocol if there is one. */
function addDoor(facts: Fact[], door: Ingress): void {
  const twin = facts.findIndex(
    (fact) =>
      fact.kind === 'ingress' &&
      samePlace(fact.where, door.where) &&
      fact.ports instanceof PortSet &&
      door.ports instanceof PortSet &&
      fact.ports.equals(door.ports) &&
      sameSources(fact.sources, door.sources),
  );
  const other = facts[twin];
  if (other?.kind !== 'ingress') facts.push(door);
  else facts[twin] = { ...other, protocols: TCP_AND_UDP };
}

function sameSources(a: Ingress['sources'], b: Ingress['sources']): boolean {
  if (isUnresolved(a) || isUnresolved(b)) return isUnresolved(a) && isUnresolved(b);
  return a.equals(b);
}

function samePlace(a: Location, b: Location): boolean {
  return a.file === b.file && a.startLine === b.startLine && a.startColumn === b.startColumn;
}

/** A rule for more ports than this is not about memcached's. */
const NARROW_RANGE = 100;

/** The ports around one that the same rule opens, as far as it matters whether they are many. */
function portsOfRule(
  firewall: HostFirewall,
  rule: Location,
  protocol: Protocol,
  port: number,
): PortSet {
  const open = (candidate: number): boolean =>
    firewall
      .admission({ protocol, port: candidate })
      .admittedBy.some((one) => samePlace(one, rule));
  const reach = (direction: 1 | -1): number => {
    let low = 0;
    let high = Math.min(direction > 0 ? 65535 - port : port, NARROW_RANGE);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (open(port + direction * middle)) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return PortSet.range(port - reach(-1), port + reach(1));
}

/**
 * memcached's own port, or those that its servers listen on beyond loopback, each with the addresses
 * of the families it listens on: a filter for IPv6 says nothing about a server on 0.0.0.0.
 */
export function servedPorts(
  listeners: readonly Pick<Listener, 'sockets'>[],
  protocol: Protocol,
): Map<number, AddressSet> {
  const ports = new Map<number, AddressSet>();
  const add = (port: number, family: AddressSet): void => {
    ports.set(port, (ports.get(port) ?? AddressSet.empty).union(family));
  };
  if (listeners.length === 0) add(MEMCACHED_PORT, AddressSet.all);
  for (const { sockets } of listeners) {
    if (isUnresolved(sockets)) {
      add(MEMCACHED_PORT, AddressSet.all);
      continue;
    }
    for (const { protocol: own, scope, address, port } of sockets) {
      if (own !== protocol || scope === 'loopback') continue;
      add(
        port,
        isIPv4(address)
          ? AddressSet.allIPv4
          : isIPv6(address)
            ? AddressSet.allIPv6
            : AddressSet.all,
      );
    }
  }
  return ports;
}
