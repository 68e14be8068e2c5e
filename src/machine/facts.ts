import { append } from '../append.js';
import {
  isUnresolved,
  type Fact,
  type Ingress,
  type Listener,
  type Problem,
  type RelatedLocation,
  type Restriction,
  type Unresolved,
} from '../facts.js';
import type { Location, SourceFile } from '../files/source.js';
import { MemoryTree } from '../files/memory.js';
import { AddressSet } from '../network/addresses.js';
import { PortSet, type Protocol } from '../network/ports.js';
import { flawedRestrictions, host as hostPlatform, rulesAbout } from '../platforms/host/index.js';
import { containerFacts } from './published.js';
import { loadFilter, type LoadedFilter } from './filters.js';
import type { Machine } from './model.js';
import {
  firstLine,
  isKeptElsewhere,
  isKeptSomehow,
  keptRules,
  kubeProxyAt,
  type Kept,
} from './saved.js';
import { runningOn, sameSockets, socketFacts, type Running } from './running.js';
import { admittedTo, facesOf, type Admitted } from './way.js';

/** What a machine means for memcached, and what kept it from being told. */
export interface MachineFacts {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /** Why the verdict is not known, one sentence without its full stop each; empty when it is. */
  readonly undecided: readonly string[];
}

const FAMILIES = [4, 6] as const;
const EVERYONE = { 4: AddressSet.allIPv4, 6: AddressSet.allIPv6 } as const;

/** Joins the sockets, processes, filter and files of one machine. */
export function machineFacts(machine: Machine): MachineFacts {
  return new MachineReader(machine).read();
}

/** `… on web1`, or nothing for the only machine. */
export function onMachine({ name }: Machine): string {
  return name === '' ? '' : ` on ${name}`;
}

class MachineReader {
  private readonly facts: Fact[] = [];
  private readonly problems: Problem[] = [];
  private readonly undecided = new Set<string>();
  private readonly filter: LoadedFilter;
  private readonly kept: readonly Kept[];

  constructor(private readonly machine: Machine) {
    this.filter = loadFilter(machine);
    this.kept = keptRules(machine);
  }

  read(): MachineFacts {
    const { machine } = this;
    const { running, foreign } = runningOn(machine);
    const configured = this.configured();
    for (const { socket, program } of foreign) {
      this.problems.push({
        kind: 'note',
        where: socket.where,
        message: `Port ${socket.port}/${socket.protocol} is held by ${program}, which is no memcached.`,
      });
    }
    const used = new Set<Listener>();
    for (const one of running) this.server(one, configured, used);
    for (const { listener, restrictions } of configured) {
      if (!used.has(listener)) this.stopped(listener, restrictions, running.length > 0);
    }
    const { facts, unknown } = containerFacts(machine, this.filter);
    append(this.facts, facts);
    if (unknown !== undefined) this.undecided.add(unknown);
    if (
      machine.sockets === undefined &&
      !machine.processesListed &&
      configured.length === 0 &&
      machine.containers.length === 0
    ) {
      this.undecided.add(
        'nothing tells what listens: there is no output of ss -tulnp or netstat -tulnp, no list of processes and no configuration of memcached',
      );
    }
    for (const { what, reason, where } of machine.notRead) {
      if (what === 'sockets') this.undecided.add(reason);
      this.problems.push({
        kind: what === 'sockets' ? 'unresolved' : 'note',
        where,
        message: sentence(`Not everything could be read: ${reason}`),
      });
    }
    const kube = kubeProxyAt(machine);
    if (kube !== undefined) {
      this.problems.push({
        kind: 'note',
        where: kube,
        message:
          'Ports of the nodes that kube-proxy leads to pods are not followed from its rules; scan the manifests of the cluster for them.',
      });
    }
    for (const note of this.filter.notes) {
      this.problems.push({ kind: 'note', where: this.filter.where, message: note });
    }
    return { facts: this.facts, problems: this.problems, undecided: [...this.undecided] };
  }

  /** A memcached that runs, with the configuration that started it where that is there. */
  private server(running: Running, configured: readonly Configured[], used: Set<Listener>): void {
    const { machine } = this;
    const sockets = socketFacts(running);
    const match =
      configured.find(
        ({ listener }) =>
          !used.has(listener) &&
          !isUnresolved(listener.sockets) &&
          sameSockets(listener.sockets, sockets),
      ) ?? undefined;
    if (match !== undefined) used.add(match.listener);
    const { daemon, process } = running;
    const first = running.sockets[0]!;
    const seen: RelatedLocation[] = [
      { where: first.where, message: 'the listening socket' },
      ...(process === undefined ? [] : [{ where: process.where, message: 'the running process' }]),
    ];
    const version = machine.version ?? match?.listener.version;
    const address = first.address.includes(':') ? `[${first.address}]` : first.address;
    const workload = `${machine.name === '' ? 'this host' : machine.name} (${address}:${first.port})`;
    const udpWhere = daemon?.udpWhere ?? match?.listener.udpWhere;
    const listener: Listener = {
      kind: 'listener',
      platform: 'host',
      where: match?.listener.where ?? daemon?.listenWhere ?? first.where,
      workload,
      placement: 'host',
      sockets,
      authentication: daemon?.authentication ?? match?.listener.authentication ?? 'unknown',
      ...(version === undefined ? {} : { version }),
      ...(udpWhere === undefined ? {} : { udpWhere }),
      features: daemon?.features ?? match?.listener.features ?? [],
      assumptions: [
        ...(match === undefined || daemon !== undefined ? running.assumptions : []),
        ...(match === undefined && configured.length > 0
          ? ['The configuration files that were read do not say what the running process does.']
          : []),
      ],
      related: seen,
    };
    append(this.facts, [listener, ...restrictionsFor(match?.restrictions ?? [], workload)]);
    this.ways(listener, undefined);
    this.nextStart(listener);
  }

  /** What the packet filter does for a server now and will not do after the next start, or the reverse. */
  private nextStart(listener: Listener): void {
    const { machine, filter } = this;
    if (isUnresolved(listener.sockets) || filter.unknown.size > 0) return;
    const told = new Set<string>();
    let isRestricted = false;
    for (const { protocol, port, address, scope } of listener.sockets) {
      if (scope === 'loopback') continue;
      const query = { protocol, port, ...(scope === 'all' ? {} : { destination: address }) };
      for (const family of familiesOf(address, machine, listener)) {
        const now = admittedTo(machine, filter, family, query);
        if (isUnresolved(now.sources)) continue;
        isRestricted ||= !EVERYONE[family].subtract(now.sources).isEmpty;
        for (const { file, families, loaded, saved } of this.kept) {
          if (!families.includes(family)) continue;
          const tool = admittedTo(machine, loaded, family, query).sources;
          const later = admittedTo(machine, saved, family, query).sources;
          if (isUnresolved(tool) || isUnresolved(later)) continue;
          const lost = later.subtract(tool);
          if (!lost.isEmpty && !isKeptElsewhere(machine)) {
            this.facts.push({
              kind: 'ingress',
              platform: 'host',
              where: firstLine(file),
              mechanism: 'host-firewall',
              name: `the saved packet filter${onMachine(machine)}`,
              sources: lost,
              protocols: [protocol],
              ports: PortSet.of(port),
              target: [listener.workload],
              faces: facesOf(machine, family, query.destination),
              leadsTo: 'memcached',
              // The loaded rules are those that are lost.
              bypasses: ['host-firewall'],
              related: [],
              onlyIf: `the machine starts again, for ${file.path} does not have the rules that are loaded`,
            });
          }
          const missing = tool.subtract(later).intersect(now.sources);
          if (!missing.isEmpty && !told.has(file.path)) {
            told.add(file.path);
            this.problems.push({
              kind: 'note',
              where: firstLine(file),
              message: `${file.path} refuses ${missing.describe()} at port ${port}/${protocol} over IPv${family}, whom the loaded rules let in: it is saved and not loaded.`,
            });
          }
        }
      }
    }
    if (isRestricted && machine.files.length > 0 && !isKeptSomehow(machine)) {
      this.problems.push({
        kind: 'note',
        where: filter.where,
        message:
          'Nothing that was read tells that the rules that keep others away from memcached are loaded when the machine starts again.',
      });
    }
  }

  /** A memcached that the files configure and that does not run as they say. */
  private stopped(
    listener: Listener,
    restrictions: readonly Restriction[],
    anotherRuns: boolean,
  ): void {
    const seen = this.machine.sockets !== undefined || this.machine.processesListed;
    const workload = `${listener.workload}${onMachine(this.machine)}`;
    const note = !seen
      ? 'No list of listening sockets was there; this is what the configuration says.'
      : anotherRuns
        ? 'The running memcached listens elsewhere; this holds when it is started again.'
        : 'It does not run at the moment; this holds when it is started.';
    const version = listener.version ?? this.machine.version;
    const mine: Listener = {
      ...listener,
      workload,
      ...(version === undefined ? {} : { version }),
      assumptions: [...listener.assumptions, note],
    };
    append(this.facts, [mine, ...restrictionsFor(restrictions, workload)]);
    this.ways(mine, seen ? 'memcached is started with this configuration' : undefined);
  }

  /** The ways through the packet filter to each socket that is not on loopback. */
  private ways(listener: Listener, onlyIf: string | undefined): void {
    const { machine, filter } = this;
    if (isUnresolved(listener.sockets)) return;
    const name = `the packet filter${onMachine(machine)}`;
    const doors: Ingress[] = [];
    const admits = new Map<
      string,
      { protocol: Protocol; port: number; set: AddressSet; place: Location }
    >();
    for (const socket of listener.sockets) {
      if (socket.scope === 'loopback') continue;
      const { protocol, port, address } = socket;
      const bound = socket.scope === 'all' ? undefined : address;
      for (const family of familiesOf(address, machine, listener)) {
        const admitted = admittedTo(machine, filter, family, {
          protocol,
          port,
          ...(bound === undefined ? {} : { destination: bound }),
        });
        const set = isUnresolved(admitted.sources) ? EVERYONE[family] : admitted.sources;
        const key = `${protocol} ${port}`;
        const before = admits.get(key);
        admits.set(key, {
          protocol,
          port,
          set: set.union(before?.set ?? AddressSet.empty),
          place: admitted.filtered
            ? (admitted.refusedBy[0] ?? admitted.admittedBy[0] ?? listener.where)
            : (before?.place ?? listener.where),
        });
        if (isUnresolved(admitted.sources)) this.undecided.add(admitted.sources.reason);
        else if (admitted.sources.isEmpty) continue;
        addDoor(doors, this.door(listener, socket.protocol, port, family, bound, admitted, onlyIf));
      }
    }
    append(this.facts, doors);
    for (const { protocol, port, set, place } of admits.values()) {
      this.facts.push({
        kind: 'restriction',
        platform: 'host',
        where: place,
        mechanism: 'host-firewall',
        name,
        target: [listener.workload],
        protocols: [protocol],
        ports: PortSet.of(port),
        admits: set,
      });
    }
    if (filter.unknown.size === 0) {
      append(
        this.facts,
        flawedRestrictions(filter.firewall, {
          platform: 'host',
          workload: listener.workload,
          name,
          listeners: [listener],
          complete: true,
        }),
      );
    }
  }

  private door(
    listener: Listener,
    protocol: Protocol,
    port: number,
    family: 4 | 6,
    bound: string | undefined,
    admitted: Admitted,
    onlyIf: string | undefined,
  ): Ingress {
    const rule = isUnresolved(admitted.sources)
      ? undefined
      : this.ruleBehind(admitted, protocol, port, family);
    return {
      kind: 'ingress',
      platform: 'host',
      where: rule ?? listener.where,
      mechanism: rule === undefined ? 'listen-address' : 'host-firewall',
      name: rule === undefined ? listener.workload : `the packet filter${onMachine(this.machine)}`,
      sources: admitted.sources,
      protocols: [protocol],
      ports: PortSet.of(port),
      target: [listener.workload],
      faces: facesOf(this.machine, family, bound),
      leadsTo: 'memcached',
      related: [],
      ...(onlyIf === undefined ? {} : { onlyIf }),
    };
  }

  /** The rule for memcached's port that lets them in; undefined when a policy or a wide rule does. */
  private ruleBehind(
    { admittedBy }: Admitted,
    protocol: Protocol,
    port: number,
    family: 4 | 6,
  ): Location | undefined {
    const first = admittedBy[0];
    if (first === undefined) return undefined;
    const says = rulesAbout(this.filter.firewall, protocol, port).find(
      (rule) =>
        rule.verdict === 'accept' &&
        rule.narrow &&
        rule.family === family &&
        rule.where.file === first.file &&
        rule.where.startLine === first.startLine,
    );
    return says?.where;
  }

  /** What the unit and configuration files of the machine say, as in a repository. */
  private configured(): Configured[] {
    const texts = Object.fromEntries(this.machine.files.map(({ path, text }) => [path, text]));
    const tree = new MemoryTree(texts);
    const files = tree.paths
      .map((path) => tree.read(path)!)
      .filter((file: SourceFile) => hostPlatform.mayClaim(file.path) && hostPlatform.claims(file));
    if (files.length === 0) return [];
    const { facts, problems } = hostPlatform.translate({ files, tree });
    append(
      this.problems,
      problems.filter(({ kind }) => kind !== 'note'),
    );
    return facts.flatMap((fact) => {
      if (fact.kind !== 'listener' || fact.placement !== 'host') return [];
      const restrictions = facts.filter(
        (one): one is Restriction =>
          one.kind === 'restriction' &&
          one.flaw === undefined &&
          one.target !== 'unknown' &&
          one.target.includes(fact.workload) &&
          // The rules in files are those of the next start; the loaded ones count.
          one.name.startsWith('the address filter of '),
      );
      return [{ listener: fact, restrictions }];
    });
  }
}

interface Configured {
  readonly listener: Listener;
  readonly restrictions: readonly Restriction[];
}

function restrictionsFor(restrictions: readonly Restriction[], workload: string): Restriction[] {
  return restrictions.map((restriction) => ({ ...restriction, target: [workload] }));
}

/** The families that reach an address; a listener on all addresses in a list of names means both. */
function familiesOf(address: string, machine: Machine, listener: Listener): readonly (4 | 6)[] {
  const seen = machine.sockets?.find(
    (socket) =>
      socket.address === address &&
      !isUnresolved(listener.sockets) &&
      listener.sockets.some(({ port }) => port === socket.port),
  );
  if (seen !== undefined) return seen.families;
  if (address === '0.0.0.0') return [4];
  if (/^[\d.]+$/.test(address)) return [4];
  if (address.includes(':')) return [6];
  return FAMILIES;
}

/** Adds a door, to the one at the same place with the same outlook and sources if there is one. */
function addDoor(doors: Ingress[], door: Ingress): void {
  const at = doors.findIndex(
    (other) =>
      other.where === door.where &&
      other.faces === door.faces &&
      other.ports instanceof PortSet &&
      door.ports instanceof PortSet &&
      other.ports.equals(door.ports),
  );
  const other = doors[at];
  if (other === undefined) {
    doors.push(door);
    return;
  }
  const samePlaces = other.protocols.join() === door.protocols.join();
  if (samePlaces) doors[at] = { ...other, sources: joined(other.sources, door.sources) };
  else if (sameSources(other.sources, door.sources)) {
    doors[at] = { ...other, protocols: [...new Set([...other.protocols, ...door.protocols])] };
  } else doors.push(door);
}

function joined(a: Ingress['sources'], b: Ingress['sources']): AddressSet | Unresolved {
  if (isUnresolved(a)) return a;
  return isUnresolved(b) ? b : a.union(b);
}

function sameSources(a: Ingress['sources'], b: Ingress['sources']): boolean {
  if (isUnresolved(a) || isUnresolved(b)) return isUnresolved(a) && isUnresolved(b);
  return a.equals(b);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
