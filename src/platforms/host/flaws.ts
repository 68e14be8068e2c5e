import { isIPv4, isIPv6 } from 'node:net';
import { append } from '../../append.js';
import {
  isUnresolved,
  type Flaw,
  type Listener,
  type PlatformName,
  type RelatedLocation,
  type Restriction,
  type WorkloadId,
} from '../../facts.js';
import type { Location } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import type { HostFirewall } from '../../network/filter/host-firewall.js';
import type { Admission } from '../../network/filter/types.js';
import { MEMCACHED_PORT, PortSet, type Protocol } from '../../network/ports.js';
import { LOOPBACK, PUBLIC } from '../../network/special.js';
import { FAMILIES, rulesAbout, type RuleSays } from './rule-walk.js';

/** A command that changed the filter, as far as intentions show in it. */
export interface FilterWords {
  readonly argv: readonly string[];
  readonly where: Location;
}

export interface FlawPlace {
  readonly platform: PlatformName;
  readonly workload: WorkloadId;
  /** What the filter is called: `the packet filter of …`. */
  readonly name: string;
  /** The memcached servers of the same host that are known. */
  readonly listeners: readonly Pick<Listener, 'sockets'>[];
  /** Ports that memcached is known to have, where there are no {@link listeners} to say so. */
  readonly ports?: readonly { readonly protocol: Protocol; readonly port: number }[];
  /** Every rule of the filter is known: a whole file, or a policy that is set. */
  readonly complete: boolean;
  /** Ports of containers that are published on the host past its filter. */
  readonly published?: readonly PublishedDoor[];
  /** The commands that made the filter, when commands did. */
  readonly commands?: readonly FilterWords[];
}

/** A published port: the packets to it never see the rules for the host itself. */
export interface PublishedDoor {
  readonly where: Location;
  readonly protocols: readonly Protocol[];
  readonly ports: PortSet;
}

/** Commands after which no rule is left that they do not show, or that set the policy. */
export function setsWholeFilter(argv: readonly string[]): boolean {
  const program = (argv[0] ?? '').replace(/^.*\//, '');
  if (program === 'ufw') return argv.some((word) => word === 'default' || word === 'reset');
  if (program === 'nft') return argv.some((word) => word === 'flush' || word === '-f');
  if (program.endsWith('-restore')) return true;
  return argv.some((word) => ['-P', '--policy', '-F', '--flush'].includes(word));
}

/** One protocol over one family of addresses to one port. */
interface Cell {
  readonly protocol: Protocol;
  readonly family: 4 | 6;
  readonly port: number;
  readonly everyone: AddressSet;
  readonly admission: Admission;
  /** Somebody listens there, as far as is known. */
  readonly relevant: boolean;
  /** Most of the internet gets in. */
  readonly open: boolean;
}

/** Ports that are looked at in one filter. */
const MOST_PORTS = 8;

/**
 * The rules of a host's filter that are there to keep others away from memcached and do not: refusals that
 * come too late, permissions for a few where everybody gets in, one protocol or family closed and the
 * other left open, rules in front of a container's published port. Judged by what the rules say about the
 * port when they are evaluated, one by one and together.
 */
export function flawedRestrictions(firewall: HostFirewall, place: FlawPlace): Restriction[] {
  const found: Restriction[] = [];
  for (const port of portsOf(place).slice(0, MOST_PORTS)) {
    const cells = cellsOf(firewall, place, port);
    const rules = (['tcp', 'udp'] as const).flatMap((protocol) =>
      rulesAbout(firewall, protocol, port).filter(({ narrow }) => narrow),
    );
    const added = addedSources(cells, port, place);
    const told = new Set(added.map(({ where }) => placeOf(where)));
    append(found, added);
    append(
      found,
      ofRules(rules, cells, port, place).filter(({ where }) => !told.has(placeOf(where))),
    );
  }
  append(found, bypassed(firewall, place));
  append(found, rejected(firewall, found, place));
  return found;
}

function ofRules(
  rules: readonly RuleSays[],
  cells: readonly Cell[],
  port: number,
  place: FlawPlace,
): Restriction[] {
  // By protocol: a rule for both may come too late for one and in time for the other.
  const byRule = new Map<string, RuleSays[]>();
  for (const rule of rules) {
    if (!isProtective(rule)) continue;
    const key = `${rule.protocol} ${placeOf(rule.where)}`;
    byRule.set(key, [...(byRule.get(key) ?? []), rule]);
  }
  const useless: [RuleSays, Cell[]][] = [];
  const working: RuleSays[] = [];
  for (const [first, ...more] of byRule.values()) {
    const about = [first!, ...more].map((rule) => [rule, cellOf(rule, cells)] as const);
    const counted = about.filter(([, cell]) => cell?.relevant === true);
    if (counted.length === 0) {
      // It is about a protocol or family that nobody listens on; what it leaves open still counts.
      if (about.some(([rule, cell]) => cell !== undefined && !fails(rule, cell)))
        working.push(first!);
      continue;
    }
    const failing = counted.filter(([rule, cell]) => fails(rule, cell!));
    if (failing.length === counted.length) useless.push([first!, failing.map(([, cell]) => cell!)]);
    else working.push(first!);
  }
  const found: Restriction[] = [];
  // A refusal that comes too late tells it; the permissions around it add nothing.
  const late = useless.filter(([{ verdict }]) => verdict === 'drop');
  const told = new Set<Cell>();
  for (const [rule, open] of [...late, ...useless.filter((one) => !late.includes(one))]) {
    if (open.every((cell) => told.has(cell))) continue;
    for (const cell of open) told.add(cell);
    const kind = rule.verdict === 'drop' ? 'too-late' : 'not-refused';
    found.push(flawed(place, rule.where, port, open, { kind, left: leftOf(open) }));
  }
  const guard = working.find(({ verdict }) => verdict === 'drop') ?? working[0];
  const left = cells.filter((cell) => cell.relevant && cell.open && !told.has(cell));
  if (guard !== undefined && left.length > 0) {
    found.push(flawed(place, guard.where, port, left, { kind: 'incomplete', left: leftOf(left) }));
  }
  return found;
}

/** It refuses somebody from outside, or lets in a few of them only. */
function isProtective({ verdict, remotes }: RuleSays): boolean {
  const outside = remotes.subtract(LOOPBACK);
  if (outside.isEmpty) return false;
  return verdict === 'drop' ? outside.overlaps(PUBLIC) : !isMost(outside, remotes);
}

/** Those it is to keep out get in all the same. */
function fails({ verdict, remotes }: RuleSays, { admission, open }: Cell): boolean {
  if (verdict === 'accept') return open;
  if (isUnresolved(admission.sources)) return false;
  const unwanted = remotes.intersect(PUBLIC);
  const inside = unwanted.intersect(admission.sources);
  return isMost(unwanted, unwanted) ? isMost(inside, unwanted) : inside.equals(unwanted);
}

/** Most of the public addresses of the families that `among` has. */
function isMost(set: AddressSet, among: AddressSet): boolean {
  return FAMILIES.some(([, everyone]) => {
    if (among.intersect(everyone).isEmpty) return false;
    const whole = PUBLIC.intersect(everyone);
    const part = set.intersect(whole);
    return whole.sizeV4 > 0 ? part.sizeV4 > whole.sizeV4 / 2 : part.sizeV6 > whole.sizeV6 / 2n;
  });
}

/**
 * Whether everybody gets in although the rules that let somebody in are for a few: it is not those rules
 * that open the port but a policy, or that there is none.
 */
export function letsInOnlyAFew(
  firewall: HostFirewall,
  { sources, admittedBy }: Admission,
  protocol: Protocol,
  port: number,
): boolean {
  if (isUnresolved(sources) || !isMost(sources, sources)) return false;
  const rules = rulesAbout(firewall, protocol, port).filter(({ verdict }) => verdict === 'accept');
  const remotesAt = new Map<string, AddressSet[]>();
  for (const { where, remotes } of rules) {
    const at = remotesAt.get(placeOf(where));
    if (at === undefined) remotesAt.set(placeOf(where), [remotes]);
    else at.push(remotes);
  }
  const sets = admittedBy.map((where) => remotesAt.get(placeOf(where)) ?? []);
  // A rule for one interface is not among them: nothing is concluded from the others then.
  if (sets.length === 0 || sets.some((some) => some.length === 0)) return false;
  const together = AddressSet.unionOf(sets.flat());
  return !isMost(together, together);
}

function cellsOf(firewall: HostFirewall, place: FlawPlace, port: number): readonly Cell[] {
  return (['tcp', 'udp'] as const).flatMap((protocol) => {
    const admission = firewall.admission({ protocol, port });
    return FAMILIES.map(([family, everyone]): Cell => ({
      protocol,
      family,
      port,
      everyone,
      admission,
      relevant: isServed(place, protocol, family, port),
      open: isMost(admission.certain.intersect(everyone), everyone),
    }));
  });
}

function cellOf(rule: RuleSays, cells: readonly Cell[]): Cell | undefined {
  return cells.find(({ protocol, family }) => protocol === rule.protocol && family === rule.family);
}

function isServed(
  { listeners, ports = [] }: FlawPlace,
  protocol: Protocol,
  family: 4 | 6,
  port: number,
): boolean {
  if (listeners.length === 0) {
    return (
      ports.length === 0 || ports.some((one) => one.protocol === protocol && one.port === port)
    );
  }
  return listeners.some(({ sockets }) => {
    if (isUnresolved(sockets)) return protocol === 'tcp';
    return sockets.some((socket) => {
      if (socket.protocol !== protocol || socket.port !== port || socket.scope === 'loopback')
        return false;
      return !(family === 4 ? isIPv6(socket.address) : isIPv4(socket.address));
    });
  });
}

function portsOf({ listeners, ports: known = [] }: FlawPlace): number[] {
  if (known.length > 0) return [...new Set(known.map(({ port }) => port))];
  const ports = listeners.flatMap(({ sockets }) =>
    isUnresolved(sockets)
      ? [MEMCACHED_PORT]
      : sockets.filter(({ scope }) => scope !== 'loopback').map(({ port }) => port),
  );
  return listeners.length === 0 ? [MEMCACHED_PORT] : [...new Set(ports)];
}

function leftOf(cells: readonly Cell[]): string {
  const has = (protocol: Protocol, family: 4 | 6): boolean =>
    cells.some((cell) => cell.protocol === protocol && cell.family === family);
  const texts = (['tcp', 'udp'] as const).flatMap((protocol) => {
    const name = protocol.toUpperCase();
    if (has(protocol, 4) && has(protocol, 6)) return [name];
    return FAMILIES.filter(([family]) => has(protocol, family)).map(
      ([family]) => `${name} over IPv${family}`,
    );
  });
  return texts.join(' and ');
}

function flawed(
  place: FlawPlace,
  where: Location,
  port: number,
  cells: readonly Cell[],
  flaw: Pick<Flaw, 'kind' | 'left'>,
): Restriction {
  const opening = cells
    .flatMap(({ admission }) => admission.admittedBy)
    .filter((rule) => placeOf(rule) !== placeOf(where));
  const [first] = opening;
  return restriction(place, where, {
    protocols: (['tcp', 'udp'] as const).filter((one) =>
      cells.some(({ protocol }) => protocol === one),
    ),
    ports: PortSet.of(port),
    admits: AddressSet.unionOf(
      cells.map(({ admission, everyone }) => admission.certain.intersect(everyone)),
    ),
    flaw: {
      ...flaw,
      certain: place.complete,
      related:
        first === undefined
          ? []
          : [{ where: first, message: 'this rule lets them in before it is asked' }],
    },
  });
}

function restriction(
  { platform, workload, name, listeners, ports = [] }: FlawPlace,
  where: Location,
  rest: Pick<Restriction, 'protocols' | 'ports' | 'admits'> & { readonly flaw: Flaw },
): Restriction {
  return {
    kind: 'restriction',
    platform,
    where,
    mechanism: 'host-firewall',
    name,
    target: listeners.length > 0 || ports.length > 0 ? [workload] : 'unknown',
    ...rest,
  };
}

/** Rules of the input filter that name the port of a container: its packets are forwarded. */
function bypassed(firewall: HostFirewall, place: FlawPlace): Restriction[] {
  const found: Restriction[] = [];
  for (const { where, protocols, ports } of place.published ?? []) {
    const port = ports.intervals[0]?.[0];
    if (port === undefined || ports.size > 1) continue;
    for (const protocol of protocols) {
      const [rule] = rulesAbout(firewall, protocol, port).filter(
        // Docker's proxy takes what comes over IPv6, behind the filter of the host.
        (one) => one.family === 4 && one.narrow && isProtective(one),
      );
      if (rule === undefined) continue;
      const related: RelatedLocation[] = [{ where, message: 'the port is published here' }];
      found.push(
        restriction(place, rule.where, {
          protocols: [protocol],
          ports: PortSet.of(port),
          admits: AddressSet.all,
          flaw: { kind: 'bypassed', left: protocol.toUpperCase(), certain: true, related },
        }),
      );
      break;
    }
  }
  return found;
}

/**
 * `firewall-cmd --zone=public --add-source=… --add-port=…`: the source is added to those of the zone,
 * whose interfaces let everybody in to the port all the same (firewalld.zone(5)).
 */
function addedSources(cells: readonly Cell[], port: number, place: FlawPlace): Restriction[] {
  const commands = (place.commands ?? []).filter(({ argv }) =>
    /(?:^|\/)firewall-(?:offline-)?cmd$/.test(argv[0] ?? ''),
  );
  const open = cells.filter((cell) => cell.open && cell.relevant);
  const opening = new Set(open.flatMap(({ admission }) => admission.admittedBy).map(placeOf));
  const openers = commands.filter(({ where }) => opening.has(placeOf(where)));
  const found: Restriction[] = [];
  for (const { argv, where } of commands) {
    const sources = valuesOf(argv, '--add-source').map((text) => AddressSet.tryParse(text));
    if (!sources.some((set) => set !== undefined && !isMost(set, set))) continue;
    const zone = valuesOf(argv, '--zone').at(-1) ?? '';
    const opener = openers.find((one) => (valuesOf(one.argv, '--zone').at(-1) ?? '') === zone);
    if (opener === undefined) continue;
    const one = flawed(place, where, port, open, { kind: 'adds-source', left: leftOf(open) });
    const related =
      placeOf(opener.where) === placeOf(where)
        ? []
        : [{ where: opener.where, message: 'the port is opened to the whole zone here' }];
    found.push({ ...one, flaw: { ...one.flaw!, certain: true, related } });
  }
  return found.slice(0, 1);
}

/** `--zone=public`, `--zone public`. */
function valuesOf(argv: readonly string[], option: string): string[] {
  return argv.flatMap((word, i) => {
    if (word.startsWith(`${option}=`)) return [word.slice(option.length + 1)];
    return word === option && argv[i + 1] !== undefined ? [argv[i + 1]!] : [];
  });
}

/** Commands with memcached's port that the tool refuses, where nothing else closes the port. */
function rejected(
  firewall: HostFirewall,
  others: readonly Restriction[],
  place: FlawPlace,
): Restriction[] {
  const cells = cellsOf(firewall, place, portsOf(place)[0] ?? MEMCACHED_PORT);
  const open = cells.filter((cell) => cell.relevant && cell.protocol === 'tcp' && cell.open);
  if (open.length === 0 || others.length > 0) return [];
  const port = open[0]!.port;
  for (const { where, kind, message } of firewall.problems) {
    if (kind !== 'refused') continue;
    const command = place.commands?.find((one) => placeOf(one.where) === placeOf(where));
    if (command === undefined || !meansToClose(command.argv, port)) continue;
    return [flawed(place, where, port, open, { kind: 'rejected', left: message })];
  }
  return [];
}

/** A refused command says what it was for by its words alone: the port and a refusal or a source. */
function meansToClose(argv: readonly string[], port: number): boolean {
  const ports = argv
    .flatMap((word) => word.split(/[=,/"' ]/))
    .some((part) => Number(part) === port);
  return (
    ports && argv.some((word) => /\b(?:drop|reject|deny)\b|source/i.test(word) || word === '-s')
  );
}

function placeOf(where: Location): string {
  return `${where.file}:${where.startLine}:${where.startColumn}`;
}
