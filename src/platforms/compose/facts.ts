import type { Fact, Ingress, Listener, Problem, RelatedLocation } from '../../facts.js';
import { isUnresolved, unresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import {
  inspectContainer,
  listenerFrom,
  type ContainerContent,
  type Daemon,
} from '../../memcached/index.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, type Protocol, type ProtocolSet } from '../../network/ports.js';
import { at, integerOf, itemsOf, textOf } from '../../syntax/data.js';
import { containerOf, type ServiceContainer } from './container.js';
import { isKnownOther, isNamedMemcached } from './images.js';
import { attachmentOf, type Attachment, type LanNetwork } from './networks.js';
import { EPHEMERAL_PORTS, publishedOn, type PublishedOn } from './ports.js';
import type { ComposeProject, Service } from './project.js';
import { forwardingsOf, traefikEntryPoints, traefikRoutesOf } from './proxies.js';
import { readPorts, type PublishedPort } from './published.js';

/** A range of container ports wider than this does not stand for memcached's own port. */
const NARROW_RANGE = 100;

/** Chains of services that share a network namespace are followed this far. */
const LONGEST_CHAIN = 20;

/** A service with everything that was found out about it. */
interface Member {
  readonly service: Service;
  readonly workload: string;
  readonly container: ServiceContainer;
  readonly content: ContainerContent;
  readonly attachment: Attachment;
}

/** What the services of a project mean. */
export function factsOf(
  project: ComposeProject,
  tree: Tree,
): { facts: Fact[]; problems: Problem[] } {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  const members = project.services
    .filter((service) => !isScaledToNothing(service))
    .map((service) => memberOf(service, project, tree));
  for (const [root, group] of namespaces(members)) {
    const found = listenersOf(root, group);
    facts.push(...found);
    if (root.attachment.mode === 'host') facts.push(...hostDoors(root, found));
    if (root.attachment.mode !== 'networks') continue;
    facts.push(...lanDoors(root.attachment.onLan, root, group, found));
    if (root.attachment.internal) continue;
    const { ports, bad } = readPorts(root.service.data, project, tree);
    for (const { where, error } of bad) {
      if (!isAboutMemcached(group)) continue;
      const message =
        `${where.file}, line ${where.startLine}: Docker refuses this port mapping, because ${error}; ` +
        'the service does not start as it is written.';
      problems.push({ kind: 'note', where, message });
    }
    const passed = passedOn(group, members, tree);
    for (const port of ports) {
      const doors = proxyDoors(port, root, passed);
      if (doors.length > 0) {
        facts.push(...doors);
        continue;
      }
      const door = publishedDoor(port, root, group, found);
      if (door !== undefined) facts.push(door);
      else if (isUndoneBySwarm(port, root, group)) problems.push(undoneBySwarm(port));
    }
  }
  return { facts, problems };
}

function memberOf(service: Service, project: ComposeProject, tree: Tree): Member {
  const { container, content } = inspect(service, project, tree);
  return {
    service,
    workload: `service "${shown(service.name)}" in ${service.where.file}`,
    container,
    content: isOpenQuestion(content, container) ? { nature: 'unknown' } : content,
    attachment: attachmentOf(service, project),
  };
}

/**
 * Variables that nothing in the repository sets are empty only until somebody sets them. Where the
 * outcome is the same whatever they hold, that counts; else what empty ones open; else it is unknown.
 */
function inspect(
  service: Service,
  project: ComposeProject,
  tree: Tree,
): Pick<Member, 'container' | 'content'> {
  let unset = false;
  const open = containerOf(service, tree, (data) => {
    const text = data === undefined ? undefined : project.originOf(data)?.open;
    if (text !== undefined) unset = true;
    return text ?? textOf(data);
  });
  const whatever = { container: open, content: inspectContainer(open.spec) };
  if (!unset || (whatever.content.nature === 'memcached' && isDecided(whatever.content.daemon))) {
    return whatever;
  }
  const empty = containerOf(service, tree);
  const content = inspectContainer(empty.spec);
  const counts = content.nature === 'memcached' && isReachable(content.daemon);
  return counts || whatever.content.nature !== 'memcached'
    ? { container: empty, content }
    : whatever;
}

function isDecided({ running, sockets, undecided }: Daemon): boolean {
  return (
    running === true && undecided === undefined && sockets.every(({ scope }) => scope !== 'unknown')
  );
}

function isReachable({ running, sockets }: Daemon): boolean {
  return running === true && sockets.some(({ scope }) => scope !== 'loopback');
}

/** A name with the template expressions in it as three dots. */
function shown(name: string): string {
  return name.replace(/\uE000+/g, '…');
}

/** An image whose name says nothing may hold anything, memcached too. */
function isOpenQuestion(content: ContainerContent, { spec }: ServiceContainer): boolean {
  return (
    content.nature === 'something-else' &&
    !isNamedMemcached(spec.image) &&
    !isKnownOther(spec.image)
  );
}

/** `scale: 0` and `deploy.replicas: 0` keep a service from running. */
function isScaledToNothing({ data }: Service): boolean {
  return integerOf(at(data, 'deploy', 'replicas')) === 0 || integerOf(at(data, 'scale')) === 0;
}

/** Services by the one whose network namespace they run in. */
function namespaces(members: readonly Member[]): Map<Member, Member[]> {
  const byName = new Map(members.map((member) => [member.service.name, member]));
  const groups = new Map<Member, Member[]>();
  for (const member of members) {
    let root = member;
    const seen = new Set<Member>([member]);
    while (root.attachment.mode === 'shared' && seen.size < LONGEST_CHAIN) {
      const next = byName.get(root.attachment.service);
      if (next === undefined || seen.has(next)) break;
      seen.add(next);
      root = next;
    }
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [member]);
    else group.push(member);
  }
  return groups;
}

function isAboutMemcached(group: readonly Member[]): boolean {
  return group.some(({ content, container }) => content.nature === 'memcached' || container.hint);
}

function listenersOf(root: Member, group: readonly Member[]): Listener[] {
  const placement = root.attachment.mode === 'host' ? 'host' : 'container';
  const listeners: Listener[] = [];
  for (const { content, container, workload, service } of group) {
    if (content.nature === 'memcached') {
      const related: RelatedLocation[] = [];
      if (container.dockerfile !== undefined) {
        related.push({ where: container.dockerfile, message: 'the Dockerfile it is built from' });
      }
      listeners.push(
        listenerFrom(content.daemon, {
          platform: 'compose',
          workload,
          placement,
          where: content.where,
          ...(content.version === undefined ? {} : { version: content.version }),
          related,
        }),
      );
    } else if (placement === 'host' && content.nature === 'unknown' && container.builtElsewhere) {
      // Only its name and build context say memcached: whether and where it listens is not known.
      if (!container.hint) continue;
      listeners.push({
        kind: 'listener',
        platform: 'compose',
        where: root.attachment.mode === 'host' ? root.attachment.where : service.where,
        workload,
        placement,
        sockets: unresolved('the Dockerfile it is built from is not in the repository'),
        authentication: 'unknown',
        features: [],
        assumptions: [],
        related: [],
      });
    }
  }
  return listeners;
}

/** In the host's own network a listener is the door itself. */
function hostDoors(root: Member, listeners: readonly Listener[]): Ingress[] {
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
function lanDoors(
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

/** Whether the host address is all that protects memcached, in what looks like a stack of Swarm. */
function isUndoneBySwarm(port: PublishedPort, root: Member, group: readonly Member[]): boolean {
  if (!isAboutMemcached(group) || port.containerPorts === 'unknown') return false;
  if (!port.containerPorts.contains(MEMCACHED_PORT) || port.hostIp === undefined) return false;
  if (publishedOn(port.hostIp) !== 'loopback') return false;
  const { data, where } = root.service;
  const deploy = at(data, 'deploy');
  return (
    /(^|[/._-])(stack|swarm)[._-]/i.test(where.file) ||
    ['mode', 'endpoint_mode', 'placement', 'update_config'].some(
      (key) => at(deploy, key) !== undefined,
    )
  );
}

function undoneBySwarm({ where, hostIp }: PublishedPort): Problem {
  const message =
    `${where.file}, line ${where.startLine}: \`docker stack deploy\` ignores the host address ${hostIp} and publishes ` +
    'the port on every node; publish no port when this is deployed as a stack.';
  return { kind: 'note', where, message };
}

/** The door that one published port is, when memcached is or may be behind it. */
function publishedDoor(
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

/** A port of a proxy's container behind which another service of the project stands. */
interface PassedOn {
  readonly protocol: Protocol;
  readonly port: number;
  readonly to: Member;
  readonly targetPorts: PortSet;
  readonly where: Location;
}

/** What the proxies of a group pass on to memcached in other services. */
function passedOn(group: readonly Member[], members: readonly Member[], tree: Tree): PassedOn[] {
  const caches = members.filter((member) => isAboutMemcached([member]) && !group.includes(member));
  if (caches.length === 0) return [];
  const passed: PassedOn[] = [];
  for (const { service, container } of group) {
    const { image, command = [], environment } = container.spec;
    for (const one of forwardingsOf(service, image, tree)) {
      const to = caches.find((cache) => namesOf(cache.service).has(one.host.toLowerCase()));
      if (to === undefined) continue;
      const { protocol, port, where } = one;
      passed.push({ protocol, port, where, to, targetPorts: PortSet.of(one.hostPort) });
    }
    const points = traefikEntryPoints(image, command, environment);
    if (points.size === 0) continue;
    for (const to of caches) {
      for (const { entryPoint, protocol, port, where } of traefikRoutesOf(to.service)) {
        const point = points.get(entryPoint);
        if (point === undefined) continue;
        const targetPorts = PortSet.of(port ?? MEMCACHED_PORT);
        passed.push({ protocol, port: point.port, where, to, targetPorts });
      }
    }
  }
  return passed;
}

/** The names under which other containers of the project reach a service. */
function namesOf({ name, data }: Service): Set<string> {
  const names = [name, textOf(at(data, 'container_name')), textOf(at(data, 'hostname'))];
  const networks = at(data, 'networks');
  for (const network of networks?.type === 'map' ? networks.entries : []) {
    for (const alias of itemsOf(at(network.value, 'aliases'))) names.push(textOf(alias));
  }
  return new Set(names.flatMap((one) => one?.toLowerCase() ?? []));
}

function proxyDoors(port: PublishedPort, root: Member, passed: readonly PassedOn[]): Ingress[] {
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
