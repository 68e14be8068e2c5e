import { isIPv6 } from 'node:net';
import type { Socket } from '../facts.js';
import { findMemcachedCommand, interpret, type Daemon } from '../memcached/index.js';
import { AddressSet } from '../network/addresses.js';
import { MEMCACHED_PORT } from '../network/ports.js';
import { LOOPBACK, PRIVATE } from '../network/special.js';
import type { ListeningSocket, Machine, Process } from './model.js';

/** Programs that hold a port for memcached or hand what comes in on to one. */
const IN_FRONT =
  /^(?:mcrouter|nutcracker|twemproxy|moxi|haproxy|envoy|nginx|socat|stunnel\d?|xinetd|inetd|systemd|rootlessport|rootlesskit|slirp4netns|pasta|conmon|rinetd|redir|gost)/;

/** One memcached of a machine, or what stands in front of one. */
export interface Running {
  readonly sockets: readonly ListeningSocket[];
  readonly process?: Process;
  readonly daemon?: Daemon;
  readonly assumptions: readonly string[];
}

/** A port of memcached's that something else holds. */
export interface Foreign {
  readonly socket: ListeningSocket;
  readonly program: string;
}

/** The memcached servers that a machine's sockets and processes show. */
export function runningOn(machine: Machine): { running: Running[]; foreign: Foreign[] } {
  const started = machine.processes.flatMap((process) => {
    const command = findMemcachedCommand(process.words);
    return command === undefined ? [] : [{ process, daemon: daemonOf(machine, command.args) }];
  });
  if (machine.sockets === undefined) {
    return {
      running: started.map(({ process, daemon }) => ({
        sockets: daemon.sockets.map((socket) => fromDaemon(socket, process)),
        process,
        daemon,
        assumptions: [
          'No list of listening sockets was there; they follow from the command line of the process.',
        ],
      })),
      foreign: [],
    };
  }
  const groups = new Map<string, ListeningSocket[]>();
  const foreign: Foreign[] = [];
  for (const socket of machine.sockets) {
    const name = socket.process?.name;
    const known = isMemcached(name);
    if (!known && socket.port !== MEMCACHED_PORT) {
      // Without a name the command lines tell whose port it is.
      if (name !== undefined || !started.some(({ daemon }) => holds(daemon, socket))) continue;
    } else if (!known && name !== undefined) {
      // docker-proxy's ports are told with the containers behind them.
      if (name.startsWith('docker-proxy')) continue;
      if (!IN_FRONT.test(name)) {
        foreign.push({ socket, program: name });
        continue;
      }
    }
    const key = socket.process?.pid?.toString() ?? name ?? `port ${socket.port}`;
    groups.set(key, [...(groups.get(key) ?? []), socket]);
  }
  const running = [...groups.values()].map((sockets): Running => {
    const { process: holder } = sockets[0]!;
    const own =
      started.find(({ process }) => process.pid !== undefined && process.pid === holder?.pid) ??
      only(started.filter(({ daemon }) => sockets.every((socket) => holds(daemon, socket)))) ??
      (isMemcached(holder?.name) && groups.size === 1 ? only(started) : undefined);
    if (own !== undefined) return { sockets, ...own, assumptions: [] };
    return { sockets, assumptions: [withoutProcess(sockets[0]!, machine)] };
  });
  return { running, foreign };
}

function isMemcached(name: string | undefined): boolean {
  return name !== undefined && /^memcached(?:$|[-_. ])/.test(name);
}

function withoutProcess({ process, port }: ListeningSocket, machine: Machine): string {
  if (process === undefined) {
    return `Which program listens there was not shown (that takes root); port ${port} is memcached's own, so it is taken for memcached.`;
  }
  if (!isMemcached(process.name)) {
    return `${process.name} holds memcached's port; it is taken to lead to a memcached.`;
  }
  return machine.processesListed
    ? 'Its command line was not found among the processes, so that it is not known whether clients have to authenticate.'
    : 'No list of processes was there, so that it is not known whether clients have to authenticate.';
}

function daemonOf(machine: Machine, args: Parameters<typeof interpret>[0]): Daemon {
  const addresses = (machine.addresses ?? []).map(({ address }) => address);
  const { version } = machine;
  return interpret(args, {
    ...(version === undefined ? {} : { version: version.version }),
    ...(addresses.length === 0 ? {} : { addresses: new Set(addresses) }),
  });
}

function holds(daemon: Daemon, { protocol, port }: ListeningSocket): boolean {
  return daemon.sockets.some((socket) => socket.protocol === protocol && socket.port === port);
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function fromDaemon(socket: Socket, process: Process): ListeningSocket {
  const { protocol, address, port, scope } = socket;
  return {
    protocol,
    address: scope === 'all' && address !== '::' ? '0.0.0.0' : address,
    families:
      scope === 'all' && !isIPv6(address) && address !== '0.0.0.0'
        ? [4, 6]
        : isIPv6(address)
          ? [6]
          : [4],
    port,
    where: process.where,
    ...(process.pid === undefined
      ? { process: { name: 'memcached' } }
      : { process: { name: 'memcached', pid: process.pid } }),
  };
}

/** The sockets as facts: where they listen is seen, what they speak follows from the command line. */
export function socketFacts({ sockets, daemon }: Running): Socket[] {
  return sockets.map(({ protocol, address, port, device }) => ({
    protocol,
    address,
    port,
    scope: device === 'lo' ? 'loopback' : scopeOf(address),
    tls:
      daemon?.sockets.find((one) => one.protocol === protocol && one.port === port)?.tls ??
      (daemon === undefined ? 'unknown' : 'none'),
  }));
}

export function scopeOf(address: string): Socket['scope'] {
  if (address === '0.0.0.0' || address === '::') return 'all';
  const set = AddressSet.tryParse(address);
  if (set === undefined) return 'unknown';
  if (set.isSubsetOf(LOOPBACK)) return 'loopback';
  return set.isSubsetOf(PRIVATE) ? 'private' : 'public';
}

/** Whether two servers listen on the same addresses and ports, as far as others can reach them. */
export function sameSockets(a: readonly Socket[], b: readonly Socket[]): boolean {
  const keys = (sockets: readonly Socket[]): string =>
    [
      ...new Set(
        sockets.map(({ protocol, scope, address, port }) =>
          [protocol, port, scope === 'all' ? '*' : address].join(' '),
        ),
      ),
    ]
      .sort()
      .join(', ');
  return keys(a) === keys(b);
}
