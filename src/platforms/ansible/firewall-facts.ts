import {
  isUnresolved,
  unresolved,
  type Fact,
  type Ingress,
  type Listener,
  type Restriction,
  type Unresolved,
  type WorkloadId,
} from '../../facts.js';
import type { Location } from '../../files/source.js';
import type { Word } from '../../memcached/index.js';
import { AddressSet } from '../../network/addresses.js';
import { HostFirewall } from '../../network/filter/host-firewall.js';
import type { Admission, FilterCommand } from '../../network/filter/types.js';
import { MEMCACHED_PORT, PortSet, type Protocol } from '../../network/ports.js';
import { LOOPBACK } from '../../network/special.js';
import { flawedRestrictions, servedPorts, setsWholeFilter } from '../host/index.js';
import { refusesNobody, rulesAbout } from '../host/rule-walk.js';
import { judgedOnce } from './same-filter.js';
import type { FilterStep } from './state.js';

/** A port of a host that outsiders may be let in to. */
export interface WantedPort {
  readonly protocol: Protocol;
  readonly port: number;
}

/** What is known of memcached on the host. */
export interface Listening {
  /** The ports it has; its own is asked about in any case. */
  readonly listens: readonly WantedPort[];
  /** Why its port is not known, where it is not: a rule unknown for the same reason is for that port. */
  readonly portReasons: ReadonlySet<string>;
  /** The sockets of its servers, as far as they are known. */
  readonly listeners: readonly Pick<Listener, 'sockets'>[];
  /** Whether memcached runs there at all, as far as is known. */
  readonly runs: boolean;
}

/** Ports that are asked about at most. */
const MOST_PORTS = 24;
/** A rule for more ports than this accepts everything. */
const MOST_OF_THEM = 30_000;

/**
 * What a host's packet filter means for memcached's ports.
 * @param variants the filter's commands, once for every way in which conditions can fall
 */
export function filterFacts(
  variants: readonly (readonly FilterStep[])[],
  workload: WorkloadId,
  listening: Listening,
): Fact[] {
  return judgedOnce(judgeFilter, variants, workload, listening);
}

function judgeFilter(
  variants: readonly (readonly FilterStep[])[],
  workload: WorkloadId,
  { listens, portReasons, listeners, runs }: Listening,
): Fact[] {
  const ports = new Map<string, WantedPort>();
  for (const protocol of ['tcp', 'udp'] as const) {
    ports.set(`${protocol} ${MEMCACHED_PORT}`, { protocol, port: MEMCACHED_PORT });
  }
  for (const one of listens) if (one.port > 0) ports.set(`${one.protocol} ${one.port}`, one);
  const wanted = [...ports.values()].slice(0, MOST_PORTS);
  const served = {
    tcp: servedPorts(listeners, 'tcp'),
    udp: servedPorts(listeners, 'udp'),
  };
  const restrictions = new Map<WantedPort, Restriction | 'open'>();
  const doors = new Map<string, Ingress>();
  const firewalls = variants.map((steps) => (steps.length === 0 ? undefined : loaded(steps)));
  for (const [index, steps] of variants.entries()) {
    const firewall = firewalls[index];
    for (const port of wanted) {
      const all = firewall?.admission(port);
      if (firewall === undefined || all?.filtered !== true) {
        restrictions.set(port, 'open');
        continue;
      }
      const admission = within(all, served[port.protocol].get(port.port));
      const next = restrictionOf(admission, steps, workload, port);
      const before = restrictions.get(port);
      if (before !== 'open') {
        restrictions.set(port, before === undefined ? next : eitherAdmits(before, next));
      }
      const door = doorOf(admission, firewall, steps, workload, port, { portReasons, runs });
      if (door === undefined) continue;
      // A port that nobody knows, or all of them, says nothing about a host without memcached.
      if (!runs && (isUnresolved(door.ports) || door.ports.size > MOST_OF_THEM)) {
        continue;
      }
      const { file, startLine, startColumn } = door.where;
      const key = [file, startLine, startColumn, door.onlyIf ?? ''].join(' ');
      const same = doors.get(key);
      doors.set(key, same === undefined ? door : merged(same, door));
    }
  }
  const first = variants[0];
  const whole = firewalls[0];
  const flaws =
    first === undefined || whole === undefined
      ? []
      : flawedRestrictions(whole, {
          platform: 'ansible',
          workload,
          name: `the packet filter of ${workload}`,
          listeners,
          ports: listens.filter(({ port }) => port > 0),
          complete: first.some(
            ({ words, file }) =>
              file !== undefined || setsWholeFilter(words.map(({ text }) => text ?? '')),
          ),
          commands: first.map(({ words, where }) => ({
            argv: words.map(({ text }) => text ?? ''),
            where,
          })),
        });
  const effective = [...restrictions.values()].filter((one): one is Restriction => one !== 'open');
  return [...effective, ...doors.values(), ...flaws];
}

/** The filter as the commands leave it. */
function loaded(steps: readonly FilterStep[]): HostFirewall {
  const firewall = new HostFirewall(undefined, { partial: true });
  const program = (step: FilterStep): string | undefined => step.words[0]?.text;
  const first = steps[0]!.where;
  const usesFirewalld = steps.some(
    (step) => program(step) === 'firewall-cmd' || /\/firewalld\//.test(step.file?.path ?? ''),
  );
  if (usesFirewalld) firewall.startFirewalld();
  // What tasks write counts as loaded; a command that loads it adds nothing.
  const written = new Set(steps.flatMap(({ from }) => from ?? []));
  const readFile = (path: string): string | undefined => (written.has(path) ? '' : undefined);
  for (const step of steps) {
    const { file } = step;
    if (file !== undefined && step.words.length === 0) {
      firewall.writeFile(file.path, file.text.text, (line) => lineOf(step, line));
    } else if (file !== undefined && program(step) === 'nft') {
      firewall.run({
        argv: ['nft', '-f', '-'],
        where: step.where,
        input: file.text.text,
        locateInput: (line) => lineOf(step, line),
      });
    } else {
      const redirected = step.words.findIndex(({ text }) => text === '<');
      const input = redirected < 0 ? undefined : step.words[redirected + 1]?.text;
      firewall.run({
        ...commandOf(redirected < 0 ? step.words : step.words.slice(0, redirected), step.where),
        readFile: file === undefined ? readFile : () => file.text.text,
        ...(input === undefined ? {} : { inputFile: input }),
        ...(input === undefined || !written.has(input) ? {} : { input: '' }),
      });
    }
  }
  if (usesFirewalld && !steps.some((step) => stops(step, 'firewalld'))) {
    firewall.run({ argv: ['firewall-cmd', '--reload'], where: first });
  }
  // Rules for ufw without a word about its state: it is on, or they would have no purpose.
  const ufw = steps.filter((step) => program(step) === 'ufw');
  const decided = ufw.some((step) =>
    step.words.some(({ text }) => text === 'enable' || text === 'disable' || text === 'reset'),
  );
  if (ufw.length > 0 && !decided && !steps.some((step) => stops(step, 'ufw'))) {
    firewall.run({ argv: ['ufw', '--force', 'enable'], where: first });
  }
  return firewall;
}

function stops(step: FilterStep, service: string): boolean {
  const words = step.words.map(({ text }) => text);
  return words[0] === 'systemctl' && words[1] === 'stop' && words[2] === service;
}

function lineOf(step: FilterStep, line: number): Location {
  const text = step.file!.text;
  let start = 0;
  for (let i = 1; i < line; i++) {
    const newline = text.text.indexOf('\n', start);
    if (newline < 0) break;
    start = newline + 1;
  }
  const newline = text.text.indexOf('\n', start);
  return text.locate(start, newline < 0 ? text.text.length : newline);
}

/** A command with what is not known marked. */
export function commandOf(words: readonly Word[], where: Location): FilterCommand {
  const unknown = new Map<number, string>();
  const argv = words.map((word, index) => {
    if (word.text !== undefined) return word.text;
    unknown.set(index, word.reason ?? 'it is not known');
    return word.prefix ?? '';
  });
  return { argv, where, ...(unknown.size === 0 ? {} : { unknown }) };
}

/** What a filter for IPv6 lets in does not come to a server on 0.0.0.0. */
function within(admission: Admission, family: AddressSet | undefined): Admission {
  return family === undefined || isUnresolved(admission.sources)
    ? admission
    : { ...admission, sources: admission.sources.intersect(family) };
}

function restrictionOf(
  admission: Admission,
  steps: readonly FilterStep[],
  workload: WorkloadId,
  { protocol, port }: WantedPort,
): Restriction {
  return {
    kind: 'restriction',
    platform: 'ansible',
    where: admission.refusedBy[0] ?? admission.admittedBy[0] ?? steps[0]!.where,
    mechanism: 'host-firewall',
    name: `the packet filter of ${workload}`,
    target: [workload],
    protocols: [protocol],
    ports: PortSet.of(port),
    admits: admission.sources,
  };
}

/** Of two possible states of the filter, who gets in through either. */
function eitherAdmits(a: Restriction, b: Restriction): Restriction {
  return { ...a, admits: unionOf(a.admits, b.admits) };
}

function unionOf(a: AddressSet | Unresolved, b: AddressSet | Unresolved): AddressSet | Unresolved {
  if (isUnresolved(a)) return a;
  return isUnresolved(b) ? b : a.union(b);
}

/** An explicit rule that lets outsiders in; nothing where only a policy lets everybody in. */
function doorOf(
  admission: Admission,
  firewall: HostFirewall,
  steps: readonly FilterStep[],
  workload: WorkloadId,
  { protocol, port }: WantedPort,
  { portReasons, runs }: Pick<Listening, 'portReasons' | 'runs'>,
): Ingress | undefined {
  const rules = admission.admittedBy
    .map((where) => ({ where, step: steps.find((one) => sameLocation(one.where, where)) }))
    .filter(({ step }) => step === undefined || admitsNewcomers(step));
  if (rules[0] === undefined) return undefined;
  const { where, step } = rules[0];
  const places = rules.map((rule) => rule.where);
  const sources = admittedByRules(admission, firewall, places, protocol, port);
  if (!isUnresolved(sources) && sources.subtract(LOOPBACK).isEmpty) return undefined;
  const ofFile = steps.find((one) => one.file !== undefined && one.where.file === where.file);
  const onlyIf = (step ?? ofFile)?.onlyIf;
  const missing = unknownPort(step);
  const ports =
    missing === undefined
      ? spanOf(firewall, protocol, port, where)
      : portReasons.has(missing.reason)
        ? PortSet.of(port)
        : missing;
  return {
    kind: 'ingress',
    platform: 'ansible',
    where,
    mechanism: 'host-firewall',
    name: `the packet filter of ${workload}`,
    sources,
    protocols: [protocol],
    ports,
    target: [workload],
    faces: 'host',
    leadsTo: runs ? 'memcached' : 'unknown',
    related: rules
      .slice(1, 4)
      .map((other) => ({ where: other.where, message: 'another rule that lets it in' })),
    ...(onlyIf === undefined ? {} : { onlyIf }),
    ...(refusesNobody(firewall, protocol, port) ? { redundant: true as const } : {}),
  };
}

/**
 * Those whom the rules themselves let in: what a policy leaves open besides, such as IPv6 beside rules
 * of iptables, is not their doing.
 */
function admittedByRules(
  { sources }: Admission,
  firewall: HostFirewall,
  rules: readonly Location[],
  protocol: Protocol,
  port: number,
): AddressSet | Unresolved {
  if (isUnresolved(sources)) return sources;
  const says = rulesAbout(firewall, protocol, port).filter(({ verdict }) => verdict === 'accept');
  const own = rules.map((where) => says.filter((one) => sameLocation(one.where, where)));
  // A rule for one interface, or with a limit of rates, is not among them.
  if (own.some((some) => some.length === 0)) return sources;
  return sources.intersect(AddressSet.unionOf(own.flat().map(({ remotes }) => remotes)));
}

/** Rules for what goes out, and for answers to connections that exist, are no doors. */
function admitsNewcomers(step: FilterStep): boolean {
  const words = step.words.map(({ text }) => text);
  const chain =
    words[words.findIndex((word) => /^(-[AI]|--append|--insert)$/.test(word ?? '')) + 1];
  if (chain === 'OUTPUT' || chain === 'POSTROUTING') return false;
  const at = words.findIndex((word) => word === '--ctstate' || word === '--state');
  const states = words[at + 1];
  return at < 0 || states === undefined || words[at - 1] === '!' || /\bNEW\b/.test(states);
}

/** A rule whose port is not known opens some port, not all of them. */
function unknownPort(step: FilterStep | undefined): Unresolved | undefined {
  const at = step?.words.findIndex(
    (word, i) =>
      word.text === undefined &&
      (/^(--dports?|--destination-ports?|port|app)$/.test(step.words[i - 1]?.text ?? '') ||
        /^--add-(port|service)=/.test(word.prefix ?? '')),
  );
  const word = at === undefined ? undefined : step?.words[at];
  return word === undefined ? undefined : unresolved(word.reason ?? 'it is not known', word.where);
}

/** The ports around `port` that the same rule opens. */
function spanOf(
  firewall: HostFirewall,
  protocol: Protocol,
  port: number,
  where: Location,
): PortSet {
  const opens = (other: number): boolean => {
    const { admittedBy } = firewall.admission({ protocol, port: other });
    return admittedBy[0] !== undefined && sameLocation(admittedBy[0], where);
  };
  const edge = (inside: number, outside: number): number => {
    if (opens(outside)) return outside;
    let near = inside;
    let far = outside;
    while (Math.abs(far - near) > 1) {
      const middle = (near + far) >> 1;
      if (opens(middle)) near = middle;
      else far = middle;
    }
    return near;
  };
  const low = port > 1 && opens(port - 1) ? edge(port, 1) : port;
  const high = port < 65535 && opens(port + 1) ? edge(port, 65535) : port;
  return PortSet.range(low === 1 && high === 65535 ? 0 : low, high);
}

function merged(a: Ingress, b: Ingress): Ingress {
  const ports = isUnresolved(a.ports)
    ? a.ports
    : isUnresolved(b.ports)
      ? b.ports
      : a.ports.union(b.ports);
  return {
    ...a,
    sources: unionOf(a.sources, b.sources),
    protocols: (['tcp', 'udp'] as const).filter(
      (one) => a.protocols.includes(one) || b.protocols.includes(one),
    ),
    ports,
  };
}

function sameLocation(a: Location, b: Location): boolean {
  return a.file === b.file && a.startLine === b.startLine && a.startColumn === b.startColumn;
}
