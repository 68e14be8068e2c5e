import type { Fact, Ingress, Listener, Restriction, Socket, Unresolved } from '../facts.js';
import { isUnresolved } from '../facts.js';
import { AddressSet } from '../network/addresses.js';
import { MEMCACHED_PORT, type PortSet, type Protocol, type ProtocolSet } from '../network/ports.js';
import type { Exposure } from './exposure.js';
import type { Reach } from '../findings.js';
import { EVERYONE, reachOf } from './reach.js';

/** An opening of more ports than this around memcached's is a broad one. */
const NARROW_RANGE = 100;

/** Who may reach memcached without a finding. */
interface Trusted {
  readonly networks: AddressSet;
  /** Of sources whose addresses need not be known. */
  readonly names: ReadonlySet<string>;
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** The addresses behind trusted names, in so far as they are in the repository. */
function addressesNamed(facts: readonly Fact[], names: ReadonlySet<string>): AddressSet {
  if (names.size === 0) return AddressSet.empty;
  return AddressSet.unionOf([
    AddressSet.empty,
    ...facts.flatMap((fact) =>
      fact.kind !== 'ingress'
        ? []
        : (fact.named ?? [])
            .filter((each) => each.names.some((name) => names.has(name)))
            .map(({ addresses }) => addresses),
    ),
  ]);
}

/** Sources without those that are trusted by name although their addresses are not known. */
function withoutNamed(sources: AddressSet | Unresolved, trusted: Trusted): AddressSet | Unresolved {
  if (!isUnresolved(sources)) return sources;
  return sources.names?.some((name) => trusted.names.has(name)) === true
    ? withoutNamed(sources.rest ?? AddressSet.empty, trusted)
    : sources;
}

/**
 * Joins facts into exposures: source network → ingress → workload → listener. Exposures that reach
 * nothing are left out, unless only the trusted networks made them so.
 */
export function findExposures(
  facts: readonly Fact[],
  networks: AddressSet,
  names: ReadonlySet<string> = NO_NAMES,
): Exposure[] {
  const trusted: Trusted = { networks: networks.union(addressesNamed(facts, names)), names };
  const byWorkload = new Map<string, Listener[]>();
  const restrictions = new Map<string, Restriction[]>();
  const ingresses: Ingress[] = [];
  for (const fact of facts) {
    if (fact.kind === 'listener') push(byWorkload, fact.workload, fact);
    else if (fact.kind === 'ingress') ingresses.push(fact);
    else if (fact.target !== 'unknown' && fact.flaw === undefined) {
      for (const workload of fact.target) push(restrictions, workload, fact);
    }
  }
  const exposures: Exposure[] = [];
  const reached = new Map<Listener, Exposure[]>();
  for (const ingress of ingresses) {
    const listeners =
      ingress.target === 'unknown'
        ? []
        : ingress.target.flatMap((workload) => byWorkload.get(workload) ?? []);
    if (listeners.length === 0) {
      const exposure = throughDoor(ingress, undefined, [], trusted);
      if (exposure !== undefined) exposures.push(exposure);
      continue;
    }
    for (const listener of listeners) {
      const exposure = throughDoor(
        ingress,
        listener,
        restrictions.get(listener.workload) ?? [],
        trusted,
      );
      if (exposure === undefined) continue;
      exposures.push(exposure);
      push(reached, listener, exposure);
    }
  }
  for (const listener of [...byWorkload.values()].flat()) {
    if (listener.placement !== 'host') continue;
    const filters = restrictions.get(listener.workload) ?? [];
    const told = toldSources(reached.get(listener) ?? []);
    // Without a filter in sight the doors are all that is known of the way in.
    if (told === undefined || (!told.isEmpty && filters.length === 0)) continue;
    const exposure = inTheOpen(listener, filters, trusted, told);
    if (exposure !== undefined) exposures.push(exposure);
  }
  return exposures;
}

/** The way through one door to one listener, or to whatever is behind it. */
function throughDoor(
  ingress: Ingress,
  listener: Listener | undefined,
  restrictions: readonly Restriction[],
  trusted: Trusted,
): Exposure | undefined {
  const inner = ingress.targetPorts ?? ingress.ports;
  const sockets =
    listener === undefined || isUnresolved(listener.sockets) ? undefined : listener.sockets;
  if (sockets === undefined) {
    const cause = unresolvedPart(ingress, listener, trusted);
    if (isUnresolved(inner)) {
      return finish(ingress, listener, ingress.protocols, 'broad', restrictions, trusted, cause);
    }
    if (!inner.contains(MEMCACHED_PORT)) return undefined;
    const breadth = breadthOf(inner, MEMCACHED_PORT);
    return finish(ingress, listener, ingress.protocols, breadth, restrictions, trusted, cause);
  }
  const behind = sockets.filter(
    (socket) =>
      ingress.protocols.includes(socket.protocol) &&
      socket.scope !== 'loopback' &&
      (isUnresolved(inner) || inner.contains(socket.port)),
  );
  if (behind.length === 0) return undefined;
  const cause = unresolvedPart(ingress, listener, trusted, behind);
  const breadth = isUnresolved(inner)
    ? 'broad'
    : behind.some((socket) => breadthOf(inner, socket.port) === 'named')
      ? 'named'
      : 'broad';
  const protocols = protocolsOf(behind);
  return finish(ingress, listener, protocols, breadth, restrictions, trusted, cause, behind);
}

/**
 * The sources that doors were already told to let in; `undefined` when that is not known, so that
 * nothing more can be said.
 */
function toldSources(ways: readonly Exposure[]): AddressSet | undefined {
  let told = AddressSet.empty;
  for (const { ingress, sources, unresolved } of ways) {
    // Where nothing refuses anyone, the listener stands in the open whatever the rule says.
    if (ingress?.redundant === true) continue;
    if (unresolved !== undefined || isUnresolved(sources)) return undefined;
    told = told.union(sources);
  }
  return told;
}

/**
 * A host's listener that no door in the repository leads to: what its filters admit reaches it. What
 * comes through the doors is told by them; what is left is what no rule was written for, such as
 * IPv6 beside a filter for IPv4.
 */
function inTheOpen(
  listener: Listener,
  restrictions: readonly Restriction[],
  trusted: Trusted,
  told: AddressSet,
): Exposure | undefined {
  if (isUnresolved(listener.sockets)) {
    if (!told.isEmpty) return undefined;
    return finish(undefined, listener, ['tcp'], 'named', restrictions, trusted, listener.sockets);
  }
  const open = listener.sockets.filter((socket) => socket.scope !== 'loopback');
  if (open.length === 0) return undefined;
  const unknown = open.every((socket) => socket.scope === 'unknown')
    ? unknownAddress(open[0]!, listener)
    : undefined;
  const exposure = finish(
    undefined,
    listener,
    protocolsOf(open),
    'named',
    restrictions,
    { ...trusted, networks: trusted.networks.union(told) },
    unknown,
    open,
  );
  return told.isEmpty || exposure?.reach !== 'none' ? exposure : undefined;
}

/** Applies restrictions and trusted networks, and works out the reach. */
function finish(
  ingress: Ingress | undefined,
  listener: Listener | undefined,
  protocols: ProtocolSet,
  breadth: Exposure['breadth'],
  restrictions: readonly Restriction[],
  trusted: Trusted,
  cause: Unresolved | undefined,
  sockets: readonly Socket[] = [],
  from: AddressSet | Unresolved = ingress?.sources ?? EVERYONE,
): Exposure | undefined {
  const entry = withoutNamed(from, trusted);
  // Of those who are trusted by name it is not known where they are.
  const isNamed = isUnresolved(from) && entry !== from;
  const faces = ingress === undefined ? facesOf(sockets) : ingress.faces;
  let unresolved = cause;
  let admitted = isUnresolved(entry) ? EVERYONE : AddressSet.empty;
  const applied = new Set<Restriction>();
  const through: Protocol[] = [];
  for (const protocol of protocols) {
    let sources = isUnresolved(entry) ? EVERYONE : entry;
    for (const restriction of restrictions) {
      if (!applies(restriction, ingress, protocol, sockets)) continue;
      applied.add(restriction);
      const admits = withoutNamed(restriction.admits, trusted);
      if (isUnresolved(admits)) unresolved ??= admits;
      else sources = sources.intersect(admits);
    }
    if (sources.isEmpty && !isNamed) continue;
    through.push(protocol);
    admitted = isUnresolved(entry) ? sources : admitted.union(sources);
  }
  if (through.length === 0) return undefined;
  const reachWithTrusted = isNamed ? reachOfNamed(faces) : reachOf(admitted, faces);
  const untrusted = admitted.subtract(trusted.networks);
  const reach = reachOf(untrusted, faces);
  if (reachWithTrusted === 'none' || reachWithTrusted === 'cluster') return undefined;
  const beyond = ingress?.beyond;
  if (beyond !== undefined && from !== beyond && (reach === 'none' || reach === 'private')) {
    // Those who are known are trusted; it is the others who decide.
    const others = withoutNamed(beyond, trusted);
    if (isUnresolved(others)) {
      const missing = unresolved ?? others;
      return finish(
        ingress,
        listener,
        protocols,
        breadth,
        restrictions,
        trusted,
        missing,
        sockets,
        beyond,
      );
    }
  }
  const reachable = sockets.filter((socket) => through.includes(socket.protocol));
  const udpReachable = reachable.some((socket) => socket.protocol === 'udp');
  const tcp = reachable.filter((socket) => socket.protocol === 'tcp');
  return {
    ...(ingress === undefined ? {} : { ingress }),
    ...(listener === undefined ? {} : { listener }),
    sources: isUnresolved(entry) ? entry : untrusted,
    protocols: through,
    reach,
    reachWithTrusted,
    breadth,
    confirmed: reachable.length > 0 && listener?.intended !== true,
    udpReachable,
    authenticated:
      !udpReachable &&
      tcp.length > 0 &&
      (listener?.authentication === 'sasl' ||
        listener?.authentication === 'password-file' ||
        tcp.every((socket) => socket.tls === 'mutual')),
    restrictions: [...applied],
    ...(unresolved === undefined ? {} : { unresolved }),
  };
}

/** How far those are at most who are trusted by name. */
function reachOfNamed(faces: Ingress['faces']): Reach {
  return faces === 'internet' || faces === 'host'
    ? 'public'
    : reachOf(AddressSet.of('10.0.0.0/8'), faces);
}

function applies(
  restriction: Restriction,
  ingress: Ingress | undefined,
  protocol: Protocol,
  sockets: readonly Socket[],
): boolean {
  if (ingress?.bypasses?.includes(restriction.mechanism) === true) return false;
  if (!restriction.protocols.includes(protocol)) return false;
  const ports = sockets.filter((socket) => socket.protocol === protocol).map(({ port }) => port);
  return (ports.length === 0 ? [MEMCACHED_PORT] : ports).every((port) =>
    restriction.ports.contains(port),
  );
}

/** What about the way cannot be known: its ports, its sources, or the address of the sockets. */
function unresolvedPart(
  ingress: Ingress,
  listener: Listener | undefined,
  trusted: Trusted,
  behind?: readonly Socket[],
): Unresolved | undefined {
  const inner = ingress.targetPorts ?? ingress.ports;
  const sources = withoutNamed(ingress.sources, trusted);
  if (isUnresolved(sources)) return sources;
  if (isUnresolved(inner)) return inner;
  if (isUnresolved(ingress.ports)) return ingress.ports;
  if (listener !== undefined && behind?.every((socket) => socket.scope === 'unknown') === true) {
    return unknownAddress(behind[0]!, listener);
  }
  return undefined;
}

function unknownAddress(socket: Socket, listener: Listener): Unresolved {
  return {
    unresolved: true,
    reason: `the listen address ${socket.address} is not known from the repository`,
    where: listener.where,
  };
}

function breadthOf(inner: PortSet, port: number): Exposure['breadth'] {
  return inner.spanAround(port) <= NARROW_RANGE ? 'named' : 'broad';
}

/** What a socket without a door in front of it looks out on. */
function facesOf(sockets: readonly Socket[]): Ingress['faces'] {
  return sockets.length > 0 && sockets.every((socket) => socket.scope === 'private')
    ? 'private'
    : 'host';
}

function protocolsOf(sockets: readonly Socket[]): ProtocolSet {
  return (['tcp', 'udp'] as const).filter((protocol) =>
    sockets.some((socket) => socket.protocol === protocol),
  );
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
