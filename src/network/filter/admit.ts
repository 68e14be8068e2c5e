import { isIPv4 } from 'node:net';
import { append } from '../../append.js';
import { unresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { AddressSet } from '../addresses.js';
import { LOOPBACK, PRIVATE, PUBLIC } from '../special.js';
import { passHook, Trace, type Flow } from './evaluate.js';
import { interfaceKind, OTHER_INTERFACE } from './interfaces.js';
import type { Packet } from './packet.js';
import type { BaseChain, Hook } from './ruleset.js';
import type { Admission, FilterQuery } from './types.js';
import type { Protocol } from '../ports.js';

/** The parts of a host that decide where a packet goes, apart from its filters. */
export interface Host {
  /** Interface patterns that some rule asks for. */
  readonly interfaces: ReadonlySet<string>;
  /** Addresses of containers, with the bridge that leads to them. */
  readonly containers: AddressSet;
  readonly bridge: string;
  /** Packets from outside may be sent on to 127.0.0.0/8 (sysctl route_localnet). */
  readonly routesLoopback: boolean;
  /** The address of the host on that bridge. */
  readonly bridgeAddress: AddressSet;
  /** Whether docker-proxy listens on that port of these addresses of the host. */
  readonly proxied: (protocol: Protocol, port: number, local: AddressSet) => boolean;
  /** The ports on which memcached listens inside the container. */
  readonly containerPorts: readonly number[];
}

/** One way a packet can come: which interface, which kind of address of the host. */
interface Way {
  readonly family: 4 | 6;
  readonly device: string;
  readonly local: AddressSet;
  readonly remotes: AddressSet;
  /** What is admitted this way is not known to be about the internet. */
  readonly ambiguous?: string;
}

/** Who gets through all base chains (sorted by priority) to the port that the query names. */
export function admit(chains: readonly BaseChain[], query: FilterQuery, host: Host): Admission {
  let certain = AddressSet.empty;
  let uncertain = AddressSet.empty;
  const reasons = new Map<string, Location | undefined>();
  const acceptedBy = new Map<Location, AddressSet>();
  const refusedBy = new Map<Location, AddressSet>();
  for (const way of ways(query, host)) {
    const { sources, doubtful, trace, opened } = follow(chains, query, host, way);
    let sure = sources.subtract(doubtful);
    let unsure = sources.intersect(doubtful);
    if (!unsure.isEmpty) for (const [reason, where] of trace.reasons) reasons.set(reason, where);
    if (way.ambiguous !== undefined) {
      const open = sure.intersect(PUBLIC);
      if (!open.isEmpty) {
        unsure = unsure.union(open);
        if (!open.isSubsetOf(certain)) reasons.set(way.ambiguous, undefined);
      }
      sure = sure.subtract(PUBLIC);
    }
    certain = certain.union(sure);
    uncertain = uncertain.union(unsure);
    for (const [where, set] of opened) join(acceptedBy, where, set.intersect(sources));
    for (const [where, set] of trace.refusedBy) join(refusedBy, where, set);
  }
  uncertain = uncertain.subtract(certain);
  const open = !uncertain.isEmpty && !coversMostAlready(certain);
  const [reason, where] = [...reasons][0] ?? ['it cannot be followed', undefined];
  return {
    sources: open ? unresolved(reason, where) : certain,
    certain,
    admittedBy: bySize(acceptedBy),
    refusedBy: bySize(refusedBy),
    filtered: chains.some(
      ({ hook, chain, policy }) =>
        hook !== 'postrouting' && (policy === 'drop' || chain.rules.length > 0),
    ),
  };
}

/** When nearly everybody is certain to get in, the few that are not certain decide nothing. */
function coversMostAlready(set: AddressSet): boolean {
  return set.sizeV4 > 2 ** 31 && set.sizeV6 > 2n ** 127n;
}

function ways(query: FilterQuery, host: Host): Way[] {
  const found: Way[] = [];
  const families: (4 | 6)[] =
    query.destination === undefined ? [4, 6] : isIPv4(query.destination) ? [4] : [6];
  for (const family of families) {
    const everyone = family === 4 ? AddressSet.allIPv4 : AddressSet.allIPv6;
    const locals =
      query.destination === undefined
        ? [PUBLIC.intersect(everyone), PRIVATE.intersect(everyone)]
        : [AddressSet.tryParse(query.destination) ?? AddressSet.empty];
    for (const local of locals) {
      const nearby = query.destination === undefined && local.isSubsetOf(PRIVATE);
      for (const device of devices(query, host)) {
        const kind =
          query.interface === undefined ? interfaceKind(device, host.interfaces) : 'external';
        const loopback = device === 'lo';
        const remotes = loopback
          ? LOOPBACK.intersect(everyone)
          : nearby || kind === 'internal'
            ? everyone.intersect(PRIVATE)
            : everyone;
        found.push({
          family,
          device,
          local: loopback && query.destination === undefined ? remotes : local,
          remotes,
          ...(kind === 'ambiguous'
            ? { ambiguous: `it is not known which network the interface ${device} is in` }
            : {}),
        });
      }
    }
  }
  return found;
}

function devices(query: FilterQuery, host: Host): string[] {
  if (query.interface !== undefined) return [query.interface];
  const names = new Set([OTHER_INTERFACE]);
  for (const pattern of host.interfaces) {
    const name = pattern.endsWith('+') ? `${pattern.slice(0, -1)}0` : pattern;
    if (name !== 'lo' && pattern !== '+') names.add(name);
    if (names.size > 24) break;
  }
  return [...names];
}

interface Followed {
  readonly sources: AddressSet;
  readonly doubtful: AddressSet;
  readonly trace: Trace;
  /** What accepted the first packet; rules for connections that are there already open nothing. */
  readonly opened: readonly [Location, AddressSet][];
}

/**
 * Sends what a client and memcached send to each other through the filter: the first packet, the answer,
 * and for TCP the packets after the handshake. Only who gets through every time is served.
 */
function follow(chains: readonly BaseChain[], query: FilterQuery, host: Host, way: Way): Followed {
  const trace = new Trace();
  const listens = query.listens ?? [query.port];
  const path = new Path(chains, host, way, trace);
  const first: Packet = {
    family: way.family,
    protocol: query.protocol,
    remoteAt: 'source',
    local: way.local,
    localPort: query.port,
    ...(query.sourcePort === undefined ? {} : { remotePort: query.sourcePort }),
    state: 'new',
    flags: query.protocol === 'tcp' ? ['SYN'] : [],
    mark: 0,
    connectionMark: 0,
    translated: false,
    original: { local: way.local, port: query.port },
    own: (query.own ?? AddressSet.empty).union(LOOPBACK),
    elsewhere: way.local.isSubsetOf(host.containers) && !way.local.isEmpty,
    ...(query.hardwareAddress === undefined ? {} : { hardwareAddress: query.hardwareAddress }),
  };
  let served = AddressSet.empty;
  let surely = AddressSet.empty;
  const suspicions = new Map<string, Location | undefined>();
  const arrivals = path.request({ remotes: way.remotes, packet: first }, undefined);
  const opened = trace.acceptedBy;
  for (const arrived of arrivals) {
    const { packet } = arrived;
    if (query.target === 'container') {
      const inside = [...host.containerPorts, ...listens];
      if (packet.elsewhere) {
        if (!inside.includes(packet.localPort)) continue;
      } else if (
        !host.proxied(query.protocol, packet.localPort, packet.local) ||
        !path.proxy(packet)
      ) {
        continue;
      }
    } else if (packet.elsewhere || !listens.includes(packet.localPort)) continue;
    let passed = path.reply(arrived, query.protocol === 'tcp' ? ['SYN', 'ACK'] : []);
    let remotes = remotesOf(passed);
    let sure = remotesOf(passed.filter(isSure));
    if (query.protocol === 'tcp' && !remotes.isEmpty) {
      const state = packet.state === 'untracked' ? 'new' : 'established';
      const later: Packet = {
        ...first,
        state,
        flags: ['ACK', 'PSH'],
        connectionMark: packet.connectionMark,
        translated: packet.translated,
      };
      const again = path.request({ remotes, packet: later }, packet);
      remotes = remotesOf(again);
      sure = sure.intersect(remotesOf(again.filter(isSure)));
      passed = [...passed, ...again];
    }
    served = served.union(remotes);
    surely = surely.union(sure);
    for (const { unsure } of passed.map((flow) => flow.packet)) {
      if (unsure !== undefined) suspicions.set(unsure.reason, unsure.where);
    }
  }
  const suspected = served.subtract(surely);
  if (!suspected.isEmpty) for (const [reason, place] of suspicions) trace.reason(reason, place);
  if (trace.exhausted) {
    // What was not read may let anybody in or keep anybody out.
    return { sources: way.remotes, doubtful: way.remotes, trace, opened };
  }
  const doubtful =
    trace.reasons.size === 0
      ? AddressSet.empty
      : served.intersect(trace.doubtful).intersect(trace.refused);
  return { sources: served, doubtful: doubtful.union(suspected), trace, opened };
}

/** The way of single packets through the hooks. */
class Path {
  private readonly early: readonly BaseChain[];
  private readonly late: readonly BaseChain[];

  constructor(
    private readonly chains: readonly BaseChain[],
    private readonly host: Host,
    private readonly way: Way,
    private readonly trace: Trace,
  ) {
    // The destination of a known connection is rewritten at the priority of the nat table.
    this.early = chains.filter(({ priority }) => priority < -100);
    this.late = chains.filter(({ priority }) => priority >= -100);
  }

  /**
   * From the interface to the local process or the container.
   * @param known the packet as it was delivered first, whose translation later packets share
   */
  request(flow: Flow, known: Packet | undefined): Flow[] {
    let flows = [flow];
    if (this.way.device === 'lo') {
      flows = this.hooks(['output', 'postrouting'], flows, { output: 'lo' });
    }
    const coming = { input: this.way.device };
    flows = this.hooks(['ingress'], flows, coming);
    flows = this.pass(this.early, ['prerouting'], flows, coming);
    if (known !== undefined) {
      flows = flows.map((each) => ({
        ...each,
        packet: {
          ...each.packet,
          local: known.local,
          localPort: known.localPort,
          elsewhere: known.elsewhere,
        },
      }));
    }
    flows = this.pass(this.late, ['prerouting'], flows, coming);
    const arrived: Flow[] = [];
    for (const each of flows) {
      const packet = this.route(each.packet);
      if (packet === undefined) continue;
      const routed = [{ ...each, packet }];
      append(
        arrived,
        packet.elsewhere
          ? this.hooks(['forward', 'postrouting'], routed, { ...coming, output: this.host.bridge })
          : this.hooks(['input'], routed, coming),
      );
    }
    return arrived;
  }

  /** From the local process or the container back. */
  reply(arrived: Flow, flags: readonly string[]): Flow[] {
    const { packet } = arrived;
    // The answer to an untracked packet starts a connection, which for TCP is an invalid one.
    const state =
      packet.state !== 'untracked' ? 'established' : packet.protocol === 'tcp' ? 'invalid' : 'new';
    const answer: Packet = { ...packet, remoteAt: 'destination', state, flags, mark: 0 };
    let flows: Flow[] = [{ ...arrived, packet: answer }];
    if (packet.elsewhere) {
      const coming = { input: this.host.bridge };
      flows = this.hooks(['prerouting'], flows, coming);
      flows = this.hooks(['forward', 'postrouting'], flows, { ...coming, output: this.way.device });
    } else {
      flows = this.hooks(['output', 'postrouting'], flows, { output: this.way.device });
      if (this.way.device === 'lo') {
        flows = this.hooks(['ingress', 'prerouting', 'input'], flows, { input: 'lo' });
      }
    }
    return flows;
  }

  /** Whether docker-proxy on the host gets through to the container and the answer back to it. */
  proxy(packet: Packet): boolean {
    const remotes = this.host.containers;
    const port = this.host.containerPorts[0];
    const own: Packet = {
      ...packet,
      family: 4,
      remoteAt: 'destination',
      local: this.host.bridgeAddress,
      localPort: 40000,
      ...(port === undefined ? {} : { remotePort: port }),
      state: 'new',
      flags: packet.protocol === 'tcp' ? ['SYN'] : [],
      translated: false,
      original: { local: remotes, port: port ?? 0 },
      mark: 0,
      connectionMark: 0,
    };
    const sent = this.hooks(['output', 'postrouting'], [{ remotes, packet: own }], {
      output: this.host.bridge,
    });
    const answers = sent.map((flow): Flow => ({
      ...flow,
      packet: { ...flow.packet, remoteAt: 'source', state: 'established', mark: 0 },
    }));
    return this.hooks(['prerouting', 'input'], answers, { input: this.host.bridge }).length > 0;
  }

  /** Where the packet goes after prerouting; nothing when it is lost. */
  private route(packet: Packet): Packet | undefined {
    if (this.way.device === 'lo' || !packet.translated) return packet;
    if (packet.local.isEmpty) return undefined;
    if (packet.local.isSubsetOf(LOOPBACK)) {
      if (this.host.routesLoopback || packet.local.equals(packet.original.local)) return packet;
      // REDIRECT goes to the address of the interface and is no loopback address.
      return undefined;
    }
    if (packet.local.isSubsetOf(this.host.containers)) return { ...packet, elsewhere: true };
    const mine = packet.own.subtract(LOOPBACK);
    if (mine.isEmpty || packet.local.overlaps(mine)) return packet;
    return undefined;
  }

  private hooks(
    hooks: readonly Hook[],
    flows: Flow[],
    devices: { readonly input?: string; readonly output?: string },
  ): Flow[] {
    return this.pass(this.chains, hooks, flows, devices);
  }

  private pass(
    chains: readonly BaseChain[],
    hooks: readonly Hook[],
    flows: readonly Flow[],
    devices: { readonly input?: string; readonly output?: string },
  ): Flow[] {
    let current = flows.map((flow) => {
      const { input: _input, output: _output, ...packet } = flow.packet;
      return { ...flow, packet: { ...packet, ...devices } };
    });
    for (const hook of hooks) {
      if (current.length === 0) break;
      current = passHook(chains, hook, current, this.trace) as typeof current;
    }
    return current;
  }
}

function isSure({ packet }: Flow): boolean {
  return packet.unsure === undefined;
}

function remotesOf(flows: readonly Flow[]): AddressSet {
  if (flows.length === 0) return AddressSet.empty;
  return AddressSet.unionOf(flows.map(({ remotes }) => remotes));
}

function join(map: Map<Location, AddressSet>, where: Location, set: AddressSet): void {
  if (set.isEmpty) return;
  const known = map.get(where);
  map.set(where, known === undefined ? set : known.union(set));
}

function bySize(map: ReadonlyMap<Location, AddressSet>): Location[] {
  const size = (set: AddressSet): number =>
    set.sizeV4 / 2 ** 32 + Number(set.sizeV6 >> 64n) / 2 ** 64;
  return [...map].sort((a, b) => size(b[1]) - size(a[1])).map(([where]) => where);
}
