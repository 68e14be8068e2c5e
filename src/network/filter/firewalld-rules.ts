import { append } from '../../append.js';
import type { Location } from '../../files/source.js';
import { AddressSet } from '../addresses.js';
import { PortSet } from '../ports.js';
import type {
  Configuration,
  Element,
  Endpoint,
  IpSet,
  Policy,
  RichRule,
  Zone,
} from './firewalld-model.js';
import {
  address,
  allOf,
  anyOf,
  FAILS,
  HOLDS,
  interfaceIs,
  negateIf,
  port,
  protocolIs,
  stateIs,
  membersUnknown,
  undecided,
  when,
  type Condition,
} from './packet.js';
import {
  ACCEPT,
  DROP,
  newChain,
  type BaseChain,
  type Chain,
  type Rule,
  type Verdict,
} from './ruleset.js';
import { portRange, protocolName, protocolNumber, unknownReason } from './values.js';

/** Services that come with firewalld and concern memcached (config/services/memcache.xml). */
const MEMCACHE: readonly Element[] = [
  { kind: 'port', port: '11211', protocol: 'tcp' },
  { kind: 'port', port: '11211', protocol: 'udp' },
];

/**
 * The chains that the nftables back end of firewalld 1.x makes of a configuration: one on input
 * (priority filter + 10), one that rewrites destinations (dstnat + 10).
 */
export function firewalldChains(
  configuration: Configuration,
  defaultZone: string,
  noteInterface: (name: string) => void,
): BaseChain[] {
  const input = newChain('filter_INPUT');
  const prerouting = newChain('nat_PREROUTING');
  const builder = new Builder(configuration);
  const simple = (verdict: Verdict, ...conditions: Condition[]): Rule => ({
    conditions,
    verdict,
    text: '',
  });
  input.rules.push(
    simple(ACCEPT, stateIs(['established'])),
    simple(ACCEPT, (packet) => when(packet.translated)),
    simple(ACCEPT, interfaceIs('input', 'lo')),
    simple(DROP, stateIs(['invalid'])),
  );
  // Bindings of sources come first, zone by zone in the order of their names; then interfaces.
  const zones = [...configuration.zones.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const dispatch = (zone: Zone, condition: Condition | undefined): void => {
    const conditions = condition === undefined ? [] : [condition];
    input.rules.push({
      conditions,
      verdict: { kind: 'goto', chain: builder.zone(zone) },
      text: zone.name,
    });
    prerouting.rules.push({
      conditions,
      verdict: { kind: 'goto', chain: builder.nat(zone) },
      text: zone.name,
    });
  };
  for (const zone of zones) {
    for (const source of zone.sources.keys()) {
      dispatch(zone, endpoint({ text: source, inverted: false }, 'source', configuration));
    }
  }
  for (const zone of zones) {
    for (const name of zone.interfaces.keys()) {
      noteInterface(name);
      dispatch(zone, interfaceIs('input', name));
    }
  }
  const fallback = configuration.zones.get(defaultZone) ?? configuration.zones.get('public');
  if (fallback !== undefined) dispatch(fallback, undefined);
  input.rules.push(simple(DROP));
  const families = [4, 6] as const;
  return [
    { chain: prerouting, hook: 'prerouting', priority: -90, families, policy: 'accept', nat: true },
    { chain: input, hook: 'input', priority: 10, families, policy: 'accept' },
  ];
}

class Builder {
  private readonly chains = new Map<Zone, Chain>();
  private readonly natChains = new Map<Zone, Chain>();

  constructor(private readonly configuration: Configuration) {}

  zone(zone: Zone): Chain {
    let chain = this.chains.get(zone);
    if (chain === undefined) {
      chain = newChain(zone.name);
      this.chains.set(zone, chain);
      append(
        chain.rules,
        this.policies((policy) => policy.priority < 0),
      );
      append(chain.rules, this.content(zone));
      append(
        chain.rules,
        this.policies((policy) => policy.priority >= 0),
      );
      chain.rules.push({
        conditions: [],
        verdict: zone.target === 'ACCEPT' ? ACCEPT : DROP,
        text: 'target',
        ...(zone.targetWhere === undefined ? {} : { where: zone.targetWhere }),
      });
    }
    return chain;
  }

  /** The destinations that a zone's forward-ports rewrite. */
  nat(zone: Zone): Chain {
    let chain = this.natChains.get(zone);
    if (chain !== undefined) return chain;
    chain = newChain(`${zone.name}_nat`);
    this.natChains.set(zone, chain);
    // Of the policies only those for everything that comes to the host rewrite destinations.
    const policies = [...this.configuration.policies.values()]
      .filter(({ ingress, egress }) => ingress.has('ANY') && egress.has('HOST'))
      .sort((a, b) => a.priority - b.priority);
    append(chain.rules, [
      ...policies.filter(({ priority }) => priority < 0).flatMap((each) => this.forwards(each)),
      ...this.forwards(zone),
      ...policies.filter(({ priority }) => priority >= 0).flatMap((each) => this.forwards(each)),
    ]);
    return chain;
  }

  private forwards(zone: Zone): Rule[] {
    const rules: Rule[] = [];
    for (const { value, where } of zone.elements.values()) {
      if (value.kind !== 'forward-port') continue;
      // Without a rich rule's family it is one of IPv4, or of the family of where it leads.
      const family = value.toAddress?.includes(':') === true ? 6 : 4;
      rules.push(forward(value, [(packet) => when(packet.family === family)], where));
    }
    for (const rule of sorted(zone)) {
      if (rule.element?.kind !== 'forward-port') continue;
      rules.push(forward(rule.element, this.origin(rule), rule.where));
    }
    return rules;
  }

  /**
   * The rules of policies for what comes to the host. They stand in one chain for all zones and look at the
   * interfaces and sources of their own zones, whatever zone the packet went to; policies for zones
   * without bindings are not loaded.
   */
  private policies(wanted: (policy: Policy) => boolean): Rule[] {
    const rules: Rule[] = [];
    const policies = [...this.configuration.policies.values()].filter(wanted);
    for (const policy of policies.sort((a, b) => a.priority - b.priority)) {
      if (!policy.egress.has('HOST')) continue;
      // Traffic that is in the zone by default only is not the policy's.
      let bound: Condition[] = [];
      if (!policy.ingress.has('ANY')) {
        const zones = [...policy.ingress]
          .flatMap((name) => this.configuration.zones.get(name) ?? [])
          .filter((zone) => zone.interfaces.size > 0 || zone.sources.size > 0);
        if (zones.length === 0) continue;
        bound = [anyOf(zones.map((zone) => this.bindings(zone)))];
      }
      const content = this.content(policy);
      append(
        rules,
        content.map((rule) => ({ ...rule, conditions: [...bound, ...rule.conditions] })),
      );
      const verdict =
        policy.target === 'ACCEPT'
          ? ACCEPT
          : policy.target === 'DROP' || policy.target === 'REJECT' || policy.target === '%%REJECT%%'
            ? DROP
            : undefined;
      if (verdict !== undefined) rules.push({ conditions: bound, verdict, text: policy.name });
    }
    return rules;
  }

  private bindings(zone: Zone): Condition {
    return anyOf([
      ...[...zone.interfaces.keys()].map((name) => interfaceIs('input', name)),
      ...[...zone.sources.keys()].map((text) =>
        endpoint({ text, inverted: false }, 'source', this.configuration),
      ),
    ]);
  }

  /** Rich rules before, denials, what is opened, rich rules after. */
  private content(zone: Zone): Rule[] {
    const rich = sorted(zone);
    const rules: Rule[] = [];
    const add = (chosen: readonly RichRule[]): void => {
      for (const rule of chosen) append(rules, this.rich(rule));
    };
    add(rich.filter((rule) => rule.priority < 0));
    add(rich.filter((rule) => rule.priority === 0 && rule.action !== 'accept'));
    for (const { value, where } of zone.elements.values()) {
      for (const condition of this.element(value)) {
        rules.push({
          conditions: [condition],
          verdict: ACCEPT,
          text: '',
          ...(where === undefined ? {} : { where }),
        });
      }
    }
    add(rich.filter((rule) => rule.priority === 0 && rule.action === 'accept'));
    add(rich.filter((rule) => rule.priority > 0));
    return rules;
  }

  private rich(rule: RichRule): Rule[] {
    const { action, element } = rule;
    if (action === undefined || action === 'mark') return [];
    if (element?.kind === 'forward-port' || element?.kind === 'other') return [];
    const origin = this.origin(rule);
    const targets = element === undefined ? [() => HOLDS] : this.element(element);
    return targets.map((target) => ({
      conditions: [target, ...origin],
      verdict: action === 'accept' ? ACCEPT : DROP,
      text: rule.text,
      ...(rule.where === undefined ? {} : { where: rule.where }),
    }));
  }

  private origin(rule: RichRule): Condition[] {
    const conditions: Condition[] = [];
    const { family, source, destination } = rule;
    if (family !== undefined) conditions.push((packet) => when(packet.family === family));
    if (source !== undefined) conditions.push(endpoint(source, 'source', this.configuration));
    if (destination !== undefined)
      conditions.push(endpoint(destination, 'destination', this.configuration));
    return conditions;
  }

  /** What a packet must be to concern the element; several alternatives for services. */
  private element(element: Element, depth = 0): Condition[] {
    switch (element.kind) {
      case 'port':
        return [portOf('destination', element.port, element.protocol)];
      case 'source-port':
        return [portOf('source', element.port, element.protocol)];
      case 'protocol': {
        const number = protocolNumber(element.name);
        return number === undefined ? [] : [protocolIs(protocolName(number))];
      }
      case 'service': {
        const reason = unknownReason(element.name);
        if (reason !== undefined) return [() => undecided(reason)];
        const own = this.configuration.services.get(element.name);
        const elements = own ?? (element.name === 'memcache' ? MEMCACHE : []);
        return depth > 5 ? [] : elements.flatMap((each) => this.element(each, depth + 1));
      }
      default:
        return [];
    }
  }
}

function sorted(zone: Zone): RichRule[] {
  return [...zone.rules.values()].sort((a, b) => a.priority - b.priority);
}

function portOf(field: 'source' | 'destination', text: string, protocol: string): Condition {
  const reason = unknownReason(text) ?? unknownReason(protocol);
  if (reason !== undefined) return () => undecided(reason);
  // A range may be written backwards (firewall/functions.py, getPortRange).
  const backwards = /^([0-9]+)-([0-9]+)$/.exec(text);
  const ports =
    portRange(text, '-') ??
    (backwards === null ? undefined : portRange(`${backwards[2]!}-${backwards[1]!}`, '-')) ??
    PortSet.empty;
  const right = protocolIs(protocol);
  const named = port(field, ports);
  return (packet) => allOf([right, named], packet);
}

function forward(
  element: Element & { kind: 'forward-port' },
  conditions: readonly Condition[],
  where: Location | undefined,
): Rule {
  const to = element.toAddress === undefined ? undefined : AddressSet.tryParse(element.toAddress);
  const toPort = element.toPort === undefined ? undefined : Number(element.toPort.split('-')[0]);
  return {
    conditions: [portOf('destination', element.port, element.protocol), ...conditions],
    verdict: {
      kind: 'translate',
      ...(to === undefined ? { toSelf: true } : { to }),
      ...(toPort === undefined || !Number.isInteger(toPort) ? {} : { port: toPort }),
    },
    text: '',
    ...(where === undefined ? {} : { where }),
  };
}

function endpoint(
  { text, inverted }: Endpoint,
  field: 'source' | 'destination',
  configuration: Configuration,
): Condition {
  const reason = unknownReason(text);
  if (reason !== undefined) return () => undecided(reason);
  if (text.startsWith('ipset:')) {
    const set = configuration.ipsets.get(text.slice(6));
    const unknown = doubtAbout(set, text.slice(6), configuration);
    if (unknown !== undefined) return negateIf(inverted, () => membersUnknown(unknown));
    if (set === undefined) return () => FAILS;
    const inSet = anyOf([...set.entries].map((entry) => entryCondition(set, entry, field)));
    return negateIf(inverted, inSet);
  }
  if (/^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$/.test(text)) {
    const wanted = text.toLowerCase();
    return (packet) =>
      packet.input === 'lo'
        ? FAILS
        : packet.hardwareAddress === undefined
          ? undecided('the hardware addresses in the network are not known')
          : when((packet.hardwareAddress === wanted) !== inverted);
  }
  const network = AddressSet.tryParse(text);
  if (network === undefined) return () => FAILS;
  const family = network.v4.length > 0 ? 4 : 6;
  const named = negateIf(inverted, address(field, network));
  return (packet) => (packet.family === family ? named(packet) : FAILS);
}

/** Why the members of a set are not known. */
function doubtAbout(
  set: IpSet | undefined,
  name: string,
  { partial }: Configuration,
): string | undefined {
  if (set?.incomplete !== undefined) return set.incomplete;
  if (partial !== true || (set !== undefined && (set.entries.size > 0 || set.changed === true)))
    return undefined;
  return `nothing that was read ${set === undefined ? 'creates' : 'fills'} the set "${name}"`;
}

function entryCondition(set: IpSet, entry: string, field: 'source' | 'destination'): Condition {
  const reason = unknownReason(entry);
  if (reason !== undefined) return () => undecided(reason);
  const [first = '', second] = entry.split(',');
  const range = /^([^-]+)-([^-]+)$/.exec(first);
  let network = AddressSet.tryParse(first);
  if (range !== null) {
    try {
      network = AddressSet.range(range[1]!, range[2]!);
    } catch {
      return () => FAILS;
    }
  }
  if (network === undefined) return () => FAILS;
  const family = network.v4.length > 0 ? 4 : 6;
  const conditions = [address(field, network)];
  if (second !== undefined && /port/.test(set.type)) {
    const [protocol, ports] = second.includes(':') ? second.split(':') : ['tcp', second];
    conditions.push(portOf('destination', ports ?? '', protocol!));
  }
  return (packet) => (packet.family === family ? allOf(conditions, packet) : FAILS);
}
