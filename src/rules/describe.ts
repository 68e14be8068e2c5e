import { append } from '../append.js';
import type { Exposure } from '../exposure/exposure.js';
import { severityOf } from '../exposure/severity.js';
import {
  isUnresolved,
  type Listener,
  type RelatedLocation,
  type Restriction,
  type Socket,
} from '../facts.js';
import type { MessageData, PathStep, Reach } from '../findings.js';
import type { Location } from '../files/source.js';
import { AddressSet } from '../network/addresses.js';
import { MEMCACHED_PORT, type ProtocolSet } from '../network/ports.js';
import type { Draft } from './rule.js';

/** The finding that an exposure gives rise to; `undefined` when it reaches nobody who matters. */
export function draftOf(exposure: Exposure, messageId: string): Draft | undefined {
  const severity = severityOf(exposure);
  if (severity === undefined) return undefined;
  const { ingress, listener } = exposure;
  const location = ingress?.where ?? listener?.where;
  if (location === undefined) return undefined;
  return {
    messageId,
    data: dataOf(exposure),
    location,
    related: relatedOf(exposure, location),
    path: pathOf(exposure),
    severity,
    reach: exposure.reach,
    unresolved: exposure.unresolved !== undefined,
    notes: notesOf(exposure),
    ...(ingress?.fix === undefined ? {} : { fix: ingress.fix }),
    meaning: meaningOf(exposure),
  };
}

/** The values that messages and advice are filled with. */
export function dataOf(exposure: Exposure): MessageData {
  const { ingress, listener } = exposure;
  return {
    mechanism: ingress?.mechanism ?? 'listen-address',
    platform: ingress?.platform ?? listener?.platform ?? 'host',
    name: ingress?.name ?? listener?.workload ?? '',
    workload: listener?.workload ?? '',
    sources: sourcesText(exposure),
    ports: portsText(exposure),
    inside: String(portBehind(exposure)),
    protocols: protocolsText(exposure.protocols),
    behind: listener === undefined ? 'the memcached port' : 'memcached',
    reason: exposure.unresolved?.reason ?? '',
  };
}

function sourcesText(exposure: Exposure): string {
  if (isUnresolved(exposure.sources)) return 'addresses that are not known';
  switch (exposure.reach) {
    case 'internet':
      return 'the internet';
    case 'host':
      return hostNetworks(exposure, 'every network');
    default:
      return exposure.ingress?.faces === 'private'
        ? 'a private network'
        : exposure.sources.describe();
  }
}

/** What a door without a source restriction of its own looks out on. */
function hostNetworks(exposure: Exposure, networks: string): string {
  switch (exposure.ingress?.mechanism) {
    case 'load-balancer':
    case 'ingress-controller':
    case 'gateway-route':
      return `${networks} around the load balancer`;
    case 'node-port':
    case 'host-port':
    case 'host-network':
    case 'service':
      return `${networks} of the nodes`;
    default:
      return `${networks} of the host`;
  }
}

function portsText(exposure: Exposure): string {
  const ports = exposure.ingress?.ports;
  if (ports !== undefined) return isUnresolved(ports) ? 'ports that are not known' : String(ports);
  const sockets = exposure.listener?.sockets;
  if (sockets === undefined || isUnresolved(sockets)) return '';
  return [...new Set(sockets.map((socket) => socket.port))].join(', ');
}

/** The port that memcached has behind the door. */
function portBehind({ ingress, listener }: Exposure): number {
  const inner = ingress?.targetPorts;
  const single = inner === undefined || isUnresolved(inner) || inner.size !== 1 ? undefined : inner;
  if (single !== undefined) return single.intervals[0]![0];
  const sockets = listener?.sockets;
  return sockets === undefined || isUnresolved(sockets)
    ? MEMCACHED_PORT
    : (sockets[0]?.port ?? MEMCACHED_PORT);
}

export function protocolsText(protocols: ProtocolSet): string {
  return protocols.map((protocol) => protocol.toUpperCase()).join(' and ');
}

/** The steps from the network that comes in to memcached. */
export function pathOf(exposure: Exposure): PathStep[] {
  const { ingress, listener } = exposure;
  const steps: PathStep[] = [{ kind: 'network', label: networkLabel(exposure) }];
  for (const restriction of exposure.restrictions) {
    steps.push({ kind: 'restriction', label: restriction.name, location: restriction.where });
  }
  if (ingress !== undefined) {
    steps.push({ kind: 'ingress', label: ingress.name, location: ingress.where });
  }
  if (listener !== undefined) {
    if (listener.workload !== ingress?.name) {
      steps.push({ kind: 'workload', label: listener.workload });
    }
    steps.push({ kind: 'listener', label: listenerLabel(listener), location: listener.where });
  } else {
    const ports = ingress?.targetPorts ?? ingress?.ports;
    const label =
      ports === undefined || isUnresolved(ports)
        ? 'ports that are not known'
        : `port ${exposure.breadth === 'broad' ? '11211 among others' : String(ports)}`;
    steps.push({ kind: 'listener', label: `${label}/${exposure.protocols.join('+')}` });
  }
  return steps;
}

function networkLabel(exposure: Exposure): string {
  switch (exposure.reach) {
    case 'internet':
      return exposure.unresolved === undefined ? 'internet' : 'unknown sources';
    case 'host':
      return exposure.unresolved === undefined
        ? hostNetworks(exposure, 'networks')
        : 'unknown sources';
    default:
      return sourcesText(exposure);
  }
}

function listenerLabel(listener: Listener): string {
  if (isUnresolved(listener.sockets)) return 'memcached (listen address not known)';
  if (listener.sockets.length === 0) return 'memcached (no network socket)';
  return `memcached on ${listener.sockets.map(socketText).join(', ')}`;
}

/** `tcp 0.0.0.0:11211`; IPv6 in brackets. */
export function socketText(socket: Socket): string {
  const address = socket.address.includes(':') ? `[${socket.address}]` : socket.address;
  return `${socket.protocol} ${address}:${socket.port}`;
}

function relatedOf(exposure: Exposure, location: Location): RelatedLocation[] {
  const related = [...(exposure.ingress?.related ?? [])];
  const { listener } = exposure;
  if (listener !== undefined) {
    if (exposure.ingress !== undefined) {
      related.push({ where: listener.where, message: `memcached runs here: ${listener.workload}` });
    }
    append(related, listener.related);
  }
  for (const restriction of exposure.restrictions) {
    related.push({
      where: restriction.where,
      message: refusesSome(restriction)
        ? `${restriction.name} restricts it`
        : `${restriction.name} refuses nobody`,
    });
  }
  if (exposure.unresolved?.where !== undefined) {
    related.push({ where: exposure.unresolved.where, message: 'the value is missing here' });
  }
  const seen = new Set([placeOf(location)]);
  return related.filter(({ where }) => {
    const place = placeOf(where);
    return !seen.has(place) && seen.add(place);
  });
}

function refusesSome({ admits }: Restriction): boolean {
  return isUnresolved(admits) || !AddressSet.all.subtract(admits).isEmpty;
}

/** Equal for locations with the same extent. */
export function placeOf(where: Location): string {
  return `${where.file}:${where.startLine}:${where.startColumn}:${where.endLine}:${where.endColumn}`;
}

function notesOf(exposure: Exposure): string[] {
  const { ingress, listener } = exposure;
  const notes = [...(ingress?.notes ?? [])];
  if (ingress?.onlyIf !== undefined) notes.push(`It holds only if ${ingress.onlyIf}.`);
  if (exposure.authenticated) notes.push('Clients have to authenticate.');
  if (exposure.udpReachable) {
    notes.push('Its UDP socket can be reached: it can amplify attacks on others.');
  }
  if (exposure.unresolved !== undefined) {
    notes.push(`It cannot be told for certain because ${exposure.unresolved.reason}.`);
  }
  if (listener !== undefined) append(notes, listener.assumptions);
  return [...new Set(notes)];
}

function meaningOf(exposure: Exposure): string[] {
  const { ingress, listener } = exposure;
  const ports = ingress?.targetPorts ?? ingress?.ports;
  return [
    ingress?.mechanism ?? 'listen-address',
    ingress?.where.address ?? '',
    ingress?.name ?? listener?.workload ?? '',
    isUnresolved(exposure.sources) ? '?' : exposure.sources.toString(),
    exposure.protocols.join('+'),
    ports === undefined ? '' : isUnresolved(ports) ? '?' : ports.toString(),
    portsText(exposure),
  ];
}

const REACHES: readonly Reach[] = ['none', 'cluster', 'private', 'public', 'host', 'internet'];

/** The furthest of several reaches; `none` without any. */
export function furthest(reaches: readonly Reach[]): Reach {
  return REACHES[Math.max(0, ...reaches.map((reach) => REACHES.indexOf(reach)))]!;
}
