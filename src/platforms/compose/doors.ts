import { isUnresolved, unresolved, type Ingress, type Listener } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, type ProtocolSet } from '../../network/ports.js';
import { isAboutMemcached, type Member } from './members.js';
import type { LanNetwork } from './networks.js';
import type { PassedOn } from './passed-on.js';
import { EPHEMERAL_PORTS, publishedOn, type PublishedOn } from './ports.js';
import type { PublishedPort } from './published.js';

/** A range of container ports wider than this does not stand for memcached's own port. */
const NARROW_RANGE = 100;

/** In the host's own network a listener is the door itself. */
export function hostDoors(root: Member, listeners: readonly Listener[]): Ingress[] {
  const attachment = root.attachment;
  if (attachment.mode !== 'host') return [];
  return listeners.flatMap((listener): Ingress[] => {
    if (isUnresolved(listener.sockets)) return [];
    const open = listener.sockets.filter(({ scope }) => scope !== 'loopback');
    if (open.length === 0) return [];
    return [
      {
        kind: 'ingress',
        platform: 'compose',
        where: attachment.where,
        mechanism: 'listen-address',
        name: listener.workload,
        sources: AddressSet.all,
        protocols: protocolsOf(open.map(({ protocol }) => protocol)),
        ports: PortSet.of(...open.map(({ port }) => port)),
        target: [listener.workload],
        faces: open.every(({ scope }) => scope === 'private') ? 'private' : 'host',
        leadsTo: 'memcached',
        related: [{ where: listener.where, message: 'what listens' }],
        notes: [
          'The service runs in the network of its host, so its sockets are sockets of the host.',
        ],
      },
    ];
  });
}

/** Containers on macvlan and ipvlan networks are hosts of the network around them. */
export function lanDoors(
  networks: readonly LanNetwork[],
  root: Member,
  group: readonly Member[],
  listeners: readonly Listener[],
): Ingress[] {
  if (listeners.length === 0) return [];
  const sockets = listeners.flatMap((listener) =>
    isUnresolved(listener.sockets)
      ? []
      : listener.sockets.filter((one) => one.scope !== 'loopback'),
  );
  if (sockets.length === 0) return [];
  return networks.map(({ name, driver, where, driverWhere, faces }) => ({
    kind: 'ingress',
    platform: 'compose',
    where,
    mechanism: 'published-port',
    name: `${driver} network "${name}" of ${root.workload}`,
    sources: AddressSet.all,
    protocols: protocolsOf(sockets.map(({ protocol }) => protocol)),
    ports: PortSet.of(...sockets.map(({ port }) => port)),
    target: group.map(({ workload }) => workload),
    faces,
    leadsTo: 'memcached',
    bypasses: ['host-firewall'],
    related: sameStart(where, driverWhere) ? [] : [{ where: driverWhere, message: 'the driver' }],
    notes: [
      driver === 'nat-unprotected'
        ? 'On a network in the gateway mode nat-unprotected all ports of the container can be reached, published or not.'
        : `On a ${driver} network the container has an address of its own on the network of the host, with all its ports.`,
    ],
  }));
}

/** The door that one published port is, when memcached is or may be behind it. */
export function publishedDoor(
  port: PublishedPort,
  root: Member,
  group: readonly Member[],
  listeners: readonly Listener[],
): Ingress | undefined {
  const protocols = protocolsOfPort(port);
  if (protocols.length === 0) return undefined;
  const natures = group.map(({ content }) => content.nature);
  const leadsTo = natures.includes('memcached')
    ? 'memcached'
    : natures.includes('unknown')
      ? 'unknown'
      : 'something-else';
  const hinted = isAboutMemcached(group);
  let targetPorts: Ingress['ports'];
  if (port.containerPorts === 'unknown') {
    if (!hinted) return undefined;
    targetPorts = unresolved('the container port is filled in by a template', port.where);
  } else {
    const wanted = listeners.reduce(
      (set, { sockets }) =>
        isUnresolved(sockets) ? set : set.union(PortSet.of(...sockets.map((one) => one.port))),
      PortSet.of(MEMCACHED_PORT),
    );
    if (!port.containerPorts.overlaps(wanted)) return undefined;
    // A range of media or passive ports leads to its own container only, so it must be memcached's.
    const narrow = wanted.intersect(port.containerPorts).intervals.some(([low]) => {
      const span = (port.containerPorts as PortSet).spanAround(low);
      return span <= NARROW_RANGE;
    });
    if (!narrow && !hinted) return undefined;
    targetPorts = port.containerPorts;
  }
  return doorOf(port, root, {
    protocols,
    targetPorts,
    target: group.map(({ workload }) => workload),
    leadsTo,
    related: [],
  });
}

/** The door of a published port that leads to the given targets; `undefined` on loopback. */
function doorOf(
  port: PublishedPort,
  root: Member,
  behind: Pick<Ingress, 'protocols' | 'targetPorts' | 'target' | 'leadsTo' | 'related'>,
): Ingress | undefined {
  const attachment = root.attachment;
  const hostIp =
    port.hostIp ?? (attachment.mode === 'networks' ? attachment.defaultHostIp : undefined);
  const on: PublishedOn = port.hostIpUnresolved === undefined ? publishedOn(hostIp) : 'host';
  if (on === 'loopback' || on === 'nowhere') return undefined;
  const notes = [...port.notes];
  let ports: Ingress['ports'];
  if (port.hostPorts === 'random') {
    ports = EPHEMERAL_PORTS;
  } else if (port.hostPorts === 'unknown') {
    ports = PortSet.range(1, 65535);
    notes.push('The host port is not known; it is published whichever it is.');
  } else {
    ports = port.hostPorts;
  }
  return {
    kind: 'ingress',
    platform: 'compose',
    where: port.where,
    mechanism: 'published-port',
    name: root.workload,
    sources: port.hostIpUnresolved ?? AddressSet.all,
    ports,
    faces: on,
    bypasses: ['host-firewall'],
    ...behind,
    related: [...port.related, ...behind.related],
    ...(port.onlyIf === undefined ? {} : { onlyIf: port.onlyIf }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(port.fix === undefined ? {} : { fix: port.fix }),
  };
}

/** The doors of a published port behind which a proxy passes on to memcached. */
export function proxyDoors(
  port: PublishedPort,
  root: Member,
  passed: readonly PassedOn[],
): Ingress[] {
  const protocols = protocolsOfPort(port);
  const seen = new Set<Member>();
  return passed.flatMap((one): Ingress[] => {
    if (port.containerPorts === 'unknown' || !port.containerPorts.contains(one.port)) return [];
    if (!protocols.includes(one.protocol) || seen.has(one.to)) return [];
    seen.add(one.to);
    const door = doorOf(port, root, {
      protocols: [one.protocol],
      targetPorts: one.targetPorts,
      target: [one.to.workload],
      leadsTo: one.to.content.nature === 'memcached' ? 'memcached' : 'unknown',
      related: [{ where: one.where, message: `where it is passed on to ${one.to.workload}` }],
    });
    return door === undefined ? [] : [door];
  });
}

function protocolsOfPort({ protocol }: PublishedPort): ProtocolSet {
  if (protocol === 'sctp') return [];
  return protocol === 'unknown' ? ['tcp', 'udp'] : [protocol];
}

function protocolsOf(protocols: readonly ('tcp' | 'udp')[]): ProtocolSet {
  return (['tcp', 'udp'] as const).filter((protocol) => protocols.includes(protocol));
}

function sameStart(a: Location, b: Location): boolean {
  return a.file === b.file && a.startLine === b.startLine && a.startColumn === b.startColumn;
}
