import type { Ingress, RelatedLocation, Socket, Unresolved } from '../../facts.js';
import { isUnresolved, unresolved } from '../../facts.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, type Protocol } from '../../network/ports.js';
import { LOOPBACK, PRIVATE } from '../../network/special.js';
import { at, booleanOf, entry, isNull } from '../../syntax/data.js';
import { removal, replacement, type Files } from './fixes.js';
import { located, portIn, textIn } from './objects.js';
import { throughOf, unique } from './services.js';
import {
  behindPort,
  usesHostNetwork,
  type Container,
  type ContainerPort,
  type Memcached,
  type Workload,
} from './workloads.js';

/** The doors a workload opens on its nodes: the node's own network, host ports. */
export function hostDoors(workload: Workload, files: Files): Ingress[] {
  const shared = usesHostNetwork(workload);
  if (shared === true) return hostNetworkDoors(workload, AddressSet.all, files);
  const doors = workload.containers.flatMap((container) => [
    ...hostPortDoors(workload, container, files),
    ...publicPortDoors(workload, container),
  ]);
  return shared === false ? doors : [...hostNetworkDoors(workload, shared, files), ...doors];
}

function hostNetworkDoors(
  workload: Workload,
  sources: AddressSet | Unresolved,
  files: Files,
): Ingress[] {
  const data = workload.hostNetwork!;
  const common = {
    kind: 'ingress' as const,
    platform: 'kubernetes' as const,
    where: located(data.where, workload.object),
    mechanism: 'host-network' as const,
    name: workload.id,
    target: [workload.id],
  };
  const servers = workload.servers;
  if (servers.length === 0) {
    const declared = workload.containers.filter((container) =>
      container.ports.some((port) => port.port === MEMCACHED_PORT),
    );
    if (declared.length === 0) return [];
    return [
      {
        ...common,
        sources,
        protocols: ['tcp'],
        ports: PortSet.of(MEMCACHED_PORT),
        faces: 'host',
        leadsTo: declared.every((container) => container.content.nature === 'something-else')
          ? 'something-else'
          : declared.some((container) => saysMemcached(container))
            ? 'memcached'
            : 'unknown',
        related: declared.map((container) => imageOf(container)),
      },
    ];
  }
  const edit = replacement(data, 'false', files);
  return servers.flatMap((server): Ingress[] => {
    const facts = openSockets(server);
    if (facts === undefined) return [];
    return [
      {
        ...common,
        ...facts,
        sources,
        leadsTo: 'memcached',
        related: unique([
          ...throughOf(data, workload.object),
          { where: located(server.listener.where, workload.object), message: 'memcached' },
        ]),
        ...(edit === undefined
          ? {}
          : { fix: { description: 'Give the pods a network of their own.', edits: [edit] } }),
      },
    ];
  });
}

/** What of a server can be reached from outside its network namespace. */
function openSockets(
  server: Memcached,
): Pick<Ingress, 'protocols' | 'ports' | 'faces'> | undefined {
  if (isUnresolved(server.listener.sockets)) {
    return { protocols: ['tcp'], ports: PortSet.of(MEMCACHED_PORT), faces: 'host' };
  }
  const open = server.listener.sockets.filter((socket) => socket.scope !== 'loopback');
  if (open.length === 0) return undefined;
  return {
    protocols: (['tcp', 'udp'] as const).filter((p) => open.some((s) => s.protocol === p)),
    ports: PortSet.of(...open.map((socket) => socket.port)),
    faces: open.every((socket: Socket) => socket.scope === 'private') ? 'private' : 'host',
  };
}

function hostPortDoors(workload: Workload, container: Container, files: Files): Ingress[] {
  const doors: Ingress[] = [];
  for (const port of container.ports) {
    const data = at(port.data, 'hostPort');
    if (data === undefined || isNull(data) || port.protocol === 'other') continue;
    const number = portIn(data);
    if (number === 0 || typeof number === 'string' || number === undefined) continue;
    const behind = leadsTo(workload, container, port, port.protocol);
    if (behind === undefined) continue;
    const { faces, sources, where } = hostAddress(port);
    const named = entry(port.data, 'hostPort');
    const edit = named === undefined ? undefined : removal(named, files);
    doors.push({
      kind: 'ingress',
      platform: 'kubernetes',
      where: located(data.where, workload.object),
      mechanism: 'host-port',
      name: workload.id,
      sources,
      protocols: [port.protocol],
      ports: typeof number === 'number' ? PortSet.of(number) : number,
      targetPorts: typeof port.port === 'number' ? PortSet.of(port.port) : port.port,
      target: [workload.id],
      faces,
      leadsTo: behind,
      related: unique([
        ...throughOf(data, workload.object),
        ...(where === undefined
          ? []
          : [{ where: located(where, workload.object), message: 'the address on the node' }]),
        imageOf(container),
      ]),
      ...(edit === undefined
        ? {}
        : { fix: { description: 'Do not bind the port on the nodes.', edits: [edit] } }),
    });
  }
  return mergeProtocols(doors);
}

/** TCP and UDP of one number are one opening, reported where the first stands. */
function mergeProtocols(doors: readonly Ingress[]): Ingress[] {
  const merged: Ingress[] = [];
  for (const door of doors) {
    const index = merged.findIndex(
      (other) =>
        other.faces === door.faces &&
        other.leadsTo === door.leadsTo &&
        !isUnresolved(other.ports) &&
        !isUnresolved(door.ports) &&
        other.ports.equals(door.ports) &&
        !other.protocols.includes(door.protocols[0]!),
    );
    const other = merged[index];
    if (other === undefined) {
      merged.push(door);
      continue;
    }
    const edits = [...(other.fix?.edits ?? []), ...(door.fix?.edits ?? [])];
    const { fix, ...rest } = other;
    merged[index] = {
      ...rest,
      protocols: ['tcp', 'udp'],
      related: unique([...other.related, { where: door.where, message: 'the same for UDP' }]),
      ...(fix === undefined || door.fix === undefined
        ? {}
        : { fix: { description: fix.description, edits } }),
    };
  }
  return merged;
}

function leadsTo(
  workload: Workload,
  container: Container,
  port: ContainerPort,
  protocol: Protocol,
): Ingress['leadsTo'] | undefined {
  if (typeof port.port !== 'number') {
    return container.content.nature === 'memcached' ? 'memcached' : undefined;
  }
  const behind = behindPort(workload, port.port, protocol);
  if (behind === undefined) return undefined;
  if (behind === 'unknown' && saysMemcached(container)) return 'memcached';
  if (behind === 'memcached') return behind;
  return container.content.nature === 'something-else' ? 'something-else' : behind;
}

function saysMemcached(container: Container): boolean {
  return [container.name, ...container.ports.map((port) => port.name)].some(
    (text) => text !== undefined && /memcache/i.test(text) && !/exporter/i.test(text),
  );
}

function hostAddress(
  port: ContainerPort,
): Pick<Ingress, 'faces' | 'sources'> & { where?: Ingress['where'] } {
  const data = at(port.data, 'hostIP');
  const text = textIn(data);
  if (data === undefined || text === undefined || text === '') {
    return { faces: 'host', sources: AddressSet.all };
  }
  if (typeof text === 'object') {
    const reason = `the address of the host port is not known: ${text.reason}`;
    return { faces: 'host', sources: unresolved(reason, data.where), where: data.where };
  }
  const set = AddressSet.tryParse(text);
  // 0.0.0.0 and :: stand for every address of the node.
  const all = set === undefined || set.isSubsetOf(AddressSet.of('0.0.0.0', '::'));
  return {
    faces: all
      ? 'host'
      : set.isSubsetOf(LOOPBACK)
        ? 'loopback'
        : set.isSubsetOf(PRIVATE)
          ? 'private'
          : 'internet',
    sources: AddressSet.all,
    where: data.where,
  };
}

/** KuberDock's `isPublic: true` on a port puts it on a public address of its own. */
function publicPortDoors(workload: Workload, container: Container): Ingress[] {
  return container.ports.flatMap((port): Ingress[] => {
    const data = at(port.data, 'isPublic');
    if (data === undefined || booleanOf(data) !== true || port.protocol === 'other') return [];
    const behind = leadsTo(workload, container, port, port.protocol);
    if (behind === undefined || typeof port.port !== 'number') return [];
    return [
      {
        kind: 'ingress',
        platform: 'kubernetes',
        where: located(data.where, workload.object),
        mechanism: 'host-port',
        name: workload.id,
        sources: AddressSet.all,
        protocols: [port.protocol],
        ports: PortSet.of(port.port),
        target: [workload.id],
        faces: 'internet',
        leadsTo: behind,
        related: [imageOf(container)],
      },
    ];
  });
}

function imageOf(container: Container): RelatedLocation {
  return {
    where: container.imageWhere,
    message: container.image === undefined ? 'the container' : `the image ${container.image}`,
  };
}
