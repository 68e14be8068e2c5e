import { append } from '../../../append.js';
import type { unresolved } from '../../../facts.js';
import { isUnresolved, type Fact, type Ingress, type Listener } from '../../../facts.js';
import { AddressSet } from '../../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, type Protocol } from '../../../network/ports.js';
import { LOOPBACK } from '../../../network/special.js';
import { servedPorts } from '../filter-facts.js';
import type { WindowsFirewall } from './commands.js';
import { meaningOf, type Meaning, type WindowsRule } from './firewall.js';

/** A rule for more ports than this is not about memcached's. */
const WIDE = 100;

interface Understood {
  readonly rule: WindowsRule;
  readonly meaning: Meaning;
}

/**
 * Who the Windows firewall lets in to memcached. It refuses what no rule allows, and a rule that blocks wins
 * over those that allow (Windows Defender Firewall: "Rule precedence for inbound rules").
 */
export function firewallFacts(
  firewall: WindowsFirewall,
  workload: string,
  listeners: readonly Listener[],
): Fact[] {
  const rules = firewall.rules.flatMap((rule): Understood[] => {
    const meaning = meaningOf(rule);
    return meaning === undefined ? [] : [{ rule, meaning }];
  });
  const name = `the Windows firewall of ${workload}`;
  const known = listeners.length > 0;
  const facts: Fact[] = [];
  for (const one of rules) append(facts, doorOf(one, rules, { workload, name, known, listeners }));
  for (const protocol of ['tcp', 'udp'] as const) {
    for (const [port] of servedPorts(listeners, protocol)) {
      const about = rules.filter(
        ({ meaning }) => meaning.protocols.includes(protocol) && concerns(meaning, port),
      );
      if (firewall.openedBy !== undefined) {
        // It is off: what its rules say about memcached does not count.
        if (!known && !about.some(({ meaning }) => narrow(meaning))) continue;
        facts.push({
          ...base(name, workload, known),
          kind: 'ingress',
          where: firewall.openedBy,
          sources: AddressSet.all,
          protocols: [protocol],
          ports: PortSet.of(port),
          faces: 'host',
          leadsTo: known ? 'memcached' : 'unknown',
          related: about.map(({ rule }) => ({
            where: rule.where,
            message: 'a rule that does not count while the firewall lets everything in',
          })),
        } satisfies Ingress);
        continue;
      }
      if (!known || (about.length === 0 && !firewall.configured)) continue;
      facts.push({
        kind: 'restriction',
        platform: 'host',
        mechanism: 'host-firewall',
        name,
        where: about[0]?.rule.where ?? listeners[0]!.where,
        target: [workload],
        protocols: [protocol],
        ports: PortSet.of(port),
        admits: admitted(about),
      });
    }
  }
  return facts;
}

interface Place {
  readonly workload: string;
  readonly name: string;
  readonly known: boolean;
  readonly listeners: readonly Listener[];
}

function base(
  name: string,
  workload: string,
  known: boolean,
): Pick<Ingress, 'platform' | 'mechanism' | 'name' | 'target'> {
  return {
    platform: 'host',
    mechanism: 'host-firewall',
    name,
    target: known ? [workload] : 'unknown',
  };
}

function doorOf(
  { rule, meaning }: Understood,
  rules: readonly Understood[],
  place: Place,
): Ingress[] {
  if (!meaning.allows) return [];
  const { ports } = meaning;
  const wanted = [
    ...new Set(
      (['tcp', 'udp'] as const).flatMap((each) => [...servedPorts(place.listeners, each).keys()]),
    ),
  ];
  const served = wanted.filter((port) => concerns(meaning, port));
  // A port that is not known is memcached's when the rule is called after it.
  const called = /memcache/i.test(`${rule.name ?? ''} ${rule.displayName ?? ''}`);
  if (served.length === 0 || (isUnresolved(ports) && !called)) return [];
  // A rule for every port is no news where no memcached is known.
  if (!isUnresolved(ports) && ports.size > WIDE && !place.known) return [];
  const left = (protocol: Protocol): Ingress['sources'] =>
    blocked(meaning.sources, rules, protocol, served[0]!);
  const protocols = meaning.protocols.filter((protocol) => {
    const sources = left(protocol);
    return isUnresolved(sources) || !sources.subtract(LOOPBACK).isEmpty;
  });
  if (protocols.length === 0) return [];
  const where = rule.localPort ?? rule.remoteAddress;
  const doubt =
    meaning.refused ??
    (rule.conditional ? 'it depends on what the script finds when it runs' : undefined);
  return [
    {
      ...base(place.name, place.workload, place.known),
      kind: 'ingress',
      where: where?.where ?? rule.where,
      sources: left(protocols[0]!),
      protocols,
      ports: isUnresolved(ports) ? PortSet.of(MEMCACHED_PORT) : ports,
      faces: meaning.privateNetworks ? 'private' : 'host',
      leadsTo: place.known ? 'memcached' : 'unknown',
      related: [],
      ...(meaning.refused === undefined
        ? {}
        : { notes: [`Windows refuses the rule as it stands: ${meaning.refused}.`] }),
      ...(doubt === undefined || rule.conditional ? {} : { onlyIf: doubt }),
    },
  ];
}

function concerns({ ports }: Meaning, port: number): boolean {
  return isUnresolved(ports) || ports.contains(port);
}

function narrow({ ports }: Meaning): boolean {
  return !isUnresolved(ports) && ports.size <= WIDE;
}

/** The sources of a rule without those that another rule blocks. */
function blocked(
  sources: Ingress['sources'],
  rules: readonly Understood[],
  protocol: Protocol,
  port: number,
): Ingress['sources'] {
  let left = sources;
  for (const { rule, meaning } of rules) {
    if (meaning.allows || rule.conditional || meaning.privateNetworks) continue;
    if (!meaning.protocols.includes(protocol) || isUnresolved(meaning.ports)) continue;
    if (!meaning.ports.contains(port) || isUnresolved(meaning.sources)) continue;
    if (meaning.sources.equals(AddressSet.all)) return AddressSet.empty;
    if (!isUnresolved(left)) left = left.subtract(meaning.sources);
  }
  return left;
}

function admitted(about: readonly Understood[]): AddressSet | ReturnType<typeof unresolved> {
  let set = AddressSet.empty;
  for (const one of about) {
    if (!one.meaning.allows) continue;
    const protocol = one.meaning.protocols[0]!;
    const sources = blocked(one.meaning.sources, about, protocol, MEMCACHED_PORT);
    if (isUnresolved(sources)) return sources;
    set = set.union(sources);
  }
  return set;
}
