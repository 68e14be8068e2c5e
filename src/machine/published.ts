import { isIPv6 } from 'node:net';
import {
  isUnresolved,
  type Fact,
  type Ingress,
  type Listener,
  type RelatedLocation,
  type Socket,
} from '../facts.js';
import {
  detectImageVersion,
  findMemcachedCommand,
  inspectContainer,
  interpret,
  type ContainerContent,
  type Daemon,
} from '../memcached/index.js';
import { AddressSet } from '../network/addresses.js';
import { MEMCACHED_PORT, PortSet } from '../network/ports.js';
import { proxiedBy, translatedBy } from './containers.js';
import type { LoadedFilter } from './filters.js';
import type { ContainerSeen, ListeningSocket, Machine, PublishedSeen } from './model.js';
import { scopeOf } from './running.js';
import { admittedTo, facesOf } from './way.js';

/** A port of the machine and everything that tells of it. */
interface Published extends PublishedSeen {
  readonly container?: ContainerSeen;
  readonly also: readonly RelatedLocation[];
}

/** The memcached in containers whose ports the machine publishes, and who gets to them. */
export function containerFacts(
  machine: Machine,
  filter: LoadedFilter,
): { facts: Fact[]; unknown?: string } {
  const facts: Fact[] = [];
  const listeners = new Map<string, Listener>();
  let unknown: string | undefined;
  for (const published of publishedOn(machine)) {
    const found = memcachedBehind(published);
    if (found === undefined) continue;
    const name = published.container?.name ?? published.containerAddress ?? 'not named';
    const workload = `container ${name}${machine.name === '' ? '' : ` on ${machine.name}`}`;
    let listener = listeners.get(workload);
    if (listener === undefined) {
      listener = listenerOf(found, published, workload);
      listeners.set(workload, listener);
      facts.push(listener);
    }
    for (const door of doorsOf(machine, filter, published, workload)) {
      if (isUnresolved(door.sources)) unknown = door.sources.reason;
      facts.push(door);
    }
  }
  return { facts, ...(unknown === undefined ? {} : { unknown }) };
}

/** What is known of the memcached in a container. */
interface Content {
  readonly daemon?: Daemon;
  readonly version?: Listener['version'];
  readonly sockets?: readonly ListeningSocket[];
  readonly assumptions: readonly string[];
}

/** The memcached that a published port leads to; undefined when it leads to something else. */
function memcachedBehind({ container, containerPort, protocol }: Published): Content | undefined {
  if (container !== undefined) {
    const inside = container.sockets?.filter(
      (socket) => socket.port === containerPort && socket.protocol === protocol,
    );
    if (inside !== undefined) {
      // Its namespace was looked into: what listens there is known.
      if (!inside.some(({ process }) => /^memcached/.test(process?.name ?? ''))) return undefined;
      const command = container.processes.flatMap(
        ({ words }) => findMemcachedCommand(words) ?? [],
      )[0];
      return {
        ...(command === undefined ? {} : { daemon: interpret(command.args, {}) }),
        sockets: container.sockets!.filter(({ process }) => /^memcached/.test(process?.name ?? '')),
        assumptions: [],
      };
    }
    const version = container.image === undefined ? undefined : detectImageVersion(container.image);
    const content = contentOf(container, version);
    if (content.nature === 'memcached') {
      const { daemon } = content;
      const listens = daemon.sockets.some(
        (socket) =>
          socket.port === containerPort &&
          socket.protocol === protocol &&
          socket.scope !== 'loopback',
      );
      if (!listens && container.processes.length > 0) return undefined;
      return {
        // Without its command the options are not known, only what the image does by itself.
        ...(container.processes.length > 0 || listens ? { daemon } : {}),
        ...(version === undefined ? {} : { version }),
        assumptions:
          container.processes.length > 0
            ? []
            : [
                'The command of the container was not shown; what its image does by itself is taken.',
              ],
      };
    }
    if (content.nature === 'something-else') return undefined;
  }
  if (containerPort !== MEMCACHED_PORT) return undefined;
  return {
    assumptions: [
      `What runs in the container was not shown; port ${MEMCACHED_PORT} is memcached's own, so it is taken for memcached.`,
    ],
  };
}

/** What runs in it: by its command line where that was shown, or else by its image. */
function contentOf(container: ContainerSeen, version: Content['version']): ContainerContent {
  const [process] = container.processes;
  if (process !== undefined) {
    const command = findMemcachedCommand(process.words);
    if (command === undefined) return { nature: 'something-else' };
    const context = version === undefined ? {} : { version: version.version };
    return {
      nature: 'memcached',
      daemon: interpret(command.args, context),
      where: command.where,
    };
  }
  return inspectContainer({
    ...(container.image === undefined ? {} : { image: container.image }),
    environment: new Map(),
    where: container.where,
  });
}

function listenerOf(content: Content, published: Published, workload: string): Listener {
  const { daemon, version, sockets } = content;
  const seen: readonly Socket[] | undefined = sockets?.map((socket) => ({
    protocol: socket.protocol,
    address: socket.address,
    port: socket.port,
    scope: scopeOf(socket.address),
    tls:
      daemon?.sockets.find((one) => one.protocol === socket.protocol && one.port === socket.port)
        ?.tls ?? 'unknown',
  }));
  const assumed: readonly Socket[] = [
    {
      protocol: published.protocol,
      address: '0.0.0.0',
      port: published.containerPort,
      scope: 'all',
      tls: 'unknown',
    },
  ];
  return {
    kind: 'listener',
    platform: 'host',
    where: published.container?.where ?? published.where,
    workload,
    placement: 'container',
    sockets: seen ?? daemon?.sockets ?? assumed,
    authentication: daemon?.authentication ?? 'unknown',
    ...(version === undefined ? {} : { version }),
    features: daemon?.features ?? [],
    assumptions: content.assumptions,
    related: published.also,
  };
}

function doorsOf(
  machine: Machine,
  filter: LoadedFilter,
  published: Published,
  workload: string,
): Ingress[] {
  const { protocol, hostPort, hostAddress, containerPort, containerAddress } = published;
  const bound =
    hostAddress === undefined || scopeOf(hostAddress) === 'all' ? undefined : hostAddress;
  if (bound !== undefined && scopeOf(bound) === 'loopback') return [];
  const held = (machine.sockets ?? []).filter(
    (socket) => socket.protocol === protocol && socket.port === hostPort,
  );
  const families = ([4, 6] as const).filter((family) => {
    if (hostAddress !== undefined) return isIPv6(hostAddress) === (family === 6);
    // Rules translate the family they are in; the proxy takes what it listens on.
    return (
      held.some((socket) => socket.families.includes(family)) ||
      (containerAddress !== undefined && isIPv6(containerAddress) === (family === 6)) ||
      (held.length === 0 && containerAddress === undefined)
    );
  });
  const proxy = held.some(({ process }) => /^docker-pr/.test(process?.name ?? 'docker-proxy'));
  const translated = translatedBy(machine.filters).some(
    (one) => one.protocol === protocol && one.hostPort === hostPort,
  );
  // Without a rule that leads there, whatever takes the connection on the host hands it on.
  const target =
    containerAddress !== undefined && (translated || proxy)
      ? AddressSet.tryParse(containerAddress)
      : undefined;
  const doors = families.flatMap((family): Ingress[] => {
    const { sources, admittedBy } = admittedTo(machine, filter, family, {
      protocol,
      port: hostPort,
      ...(bound === undefined ? {} : { destination: bound }),
      ...(target === undefined
        ? {}
        : {
            target: 'container',
            listens: [containerPort],
            network: {
              address: target,
              bridge: published.bridge ?? 'docker0',
              bridgeAddress: bridgeAddress(machine, published),
              proxy,
            },
          }),
    });
    if (!isUnresolved(sources) && sources.isEmpty) return [];
    return [
      {
        kind: 'ingress',
        platform: 'host',
        where: published.where,
        mechanism: 'published-port',
        name: `port ${hostPort}${machine.name === '' ? '' : ` of ${machine.name}`}`,
        sources,
        protocols: [protocol],
        ports: PortSet.of(hostPort),
        targetPorts: PortSet.of(containerPort),
        target: [workload],
        faces: facesOf(machine, family, bound),
        leadsTo: 'memcached',
        related: [
          ...published.also,
          ...admittedBy
            .slice(0, 2)
            .map((where) => ({ where, message: 'the rule that lets them in' })),
        ],
      },
    ];
  });
  const [first, second] = doors;
  if (
    first !== undefined &&
    second !== undefined &&
    first.faces === second.faces &&
    !isUnresolved(first.sources) &&
    !isUnresolved(second.sources)
  ) {
    return [{ ...first, sources: first.sources.union(second.sources) }];
  }
  return doors;
}

function bridgeAddress(machine: Machine, { bridge, containerAddress }: Published): AddressSet {
  const own = (machine.addresses ?? []).find(
    ({ device, address }) =>
      device === (bridge ?? 'docker0') && isIPv6(address) === isIPv6(containerAddress ?? ''),
  );
  if (own !== undefined) return AddressSet.of(own.address);
  // Docker gives the bridge the first address of the network.
  const first = (containerAddress ?? '').replace(/\.\d+$/, '.1');
  return AddressSet.tryParse(first) ?? AddressSet.empty;
}

/** Every published port once, with what the different sources tell of it. */
function publishedOn(machine: Machine): Published[] {
  const found = new Map<string, Published>();
  const add = (published: PublishedSeen, container: ContainerSeen | undefined): void => {
    const any = published.hostAddress === undefined || scopeOf(published.hostAddress) === 'all';
    const key = [published.protocol, published.hostPort, any ? '*' : published.hostAddress].join(
      ' ',
    );
    const other = found.get(key);
    if (other === undefined) {
      const { hostAddress: _address, ...rest } = published;
      found.set(key, {
        ...(any ? rest : published),
        ...(container === undefined ? {} : { container }),
        also: [],
      });
      return;
    }
    const address = other.containerAddress ?? published.containerAddress;
    const bridge = other.bridge ?? published.bridge;
    const owner = other.container ?? container;
    found.set(key, {
      ...other,
      ...(address === undefined ? {} : { containerAddress: address }),
      ...(bridge === undefined ? {} : { bridge }),
      ...(owner === undefined ? {} : { container: owner }),
      also: [...other.also, { where: published.where, message: 'the same port' }].slice(0, 4),
    });
  };
  for (const container of machine.containers) {
    for (const published of container.published) add(published, container);
  }
  for (const socket of machine.sockets ?? []) {
    const { process, protocol, port, address, where } = socket;
    if (process === undefined || !/^docker-pr/.test(process.name)) continue;
    const own = proxiedBy(machine.processes).find(
      (one) => one.hostPort === port && one.protocol === protocol,
    );
    add(
      {
        protocol,
        hostAddress: address,
        hostPort: port,
        containerPort: own?.containerPort ?? containerPortOf(machine, protocol, port),
        ...(own?.containerAddress === undefined ? {} : { containerAddress: own.containerAddress }),
        where,
      },
      undefined,
    );
  }
  for (const published of [...proxiedBy(machine.processes), ...translatedBy(machine.filters)]) {
    add(published, undefined);
  }
  return [...found.values()].map((published) => {
    if (published.container !== undefined || published.containerAddress === undefined) {
      return published;
    }
    const container = machine.containers.find(({ addresses }) =>
      addresses.includes(published.containerAddress!),
    );
    return container === undefined ? published : { ...published, container };
  });
}

/** The port behind a proxy whose command line is not known: by the rules, or else the same one. */
function containerPortOf(machine: Machine, protocol: string, port: number): number {
  return (
    translatedBy(machine.filters).find((one) => one.hostPort === port && one.protocol === protocol)
      ?.containerPort ?? port
  );
}
