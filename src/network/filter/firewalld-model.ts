import type { Location } from '../../files/source.js';

/** What a rich rule or a zone element opens or closes. */
export type Element =
  | { readonly kind: 'port' | 'source-port'; readonly port: string; readonly protocol: string }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'protocol'; readonly name: string }
  | {
      readonly kind: 'forward-port';
      readonly port: string;
      readonly protocol: string;
      readonly toPort?: string;
      readonly toAddress?: string;
    }
  /** ICMP blocks, masquerading: nothing that concerns memcached. */
  | { readonly kind: 'other' };

/** A source or destination: a network, a hardware address or `ipset:name`. */
export interface Endpoint {
  readonly text: string;
  readonly inverted: boolean;
}

export interface RichRule {
  readonly family?: 4 | 6;
  readonly priority: number;
  readonly source?: Endpoint;
  readonly destination?: Endpoint;
  readonly element?: Element;
  /** Absent: it only logs. */
  readonly action?: 'accept' | 'reject' | 'drop' | 'mark';
  /** The text that identifies it. */
  readonly text: string;
  readonly where?: Location;
}

/** An element of a zone with the place that put it there. */
export interface Placed<T> {
  readonly value: T;
  readonly where?: Location;
}

export interface Zone {
  readonly name: string;
  target: string;
  targetWhere?: Location;
  /** By the text that identifies them: `11211/tcp`, `memcache`. */
  readonly elements: Map<string, Placed<Element>>;
  readonly interfaces: Map<string, Location | undefined>;
  readonly sources: Map<string, Location | undefined>;
  readonly rules: Map<string, RichRule>;
}

/** A policy object; only those that lead to the host count here. */
export interface Policy extends Zone {
  priority: number;
  readonly ingress: Set<string>;
  readonly egress: Set<string>;
}

export interface IpSet {
  readonly type: string;
  readonly entries: Set<string>;
  /** Some command put entries in or took them out. */
  changed?: boolean;
  /** Why there may be entries that are not known. */
  incomplete?: string;
}

/** Either the permanent or the runtime configuration. */
export interface Configuration {
  readonly zones: Map<string, Zone>;
  readonly policies: Map<string, Policy>;
  readonly services: Map<string, Element[]>;
  readonly ipsets: Map<string, IpSet>;
  /** Direct rules: `[family, table, chain, priority, arguments]`. */
  direct: DirectRule[];
  /** Sets that nobody creates or fills here are created or filled elsewhere. */
  readonly partial?: boolean;
}

export interface DirectRule {
  readonly family: string;
  readonly table: string;
  readonly chain: string;
  readonly priority: number;
  readonly args: readonly string[];
  readonly where?: Location;
}

export function newZone(name: string, target = 'default'): Zone {
  return {
    name,
    target,
    elements: new Map(),
    interfaces: new Map(),
    sources: new Map(),
    rules: new Map(),
  };
}

export function newPolicy(name: string): Policy {
  return {
    ...newZone(name, 'CONTINUE'),
    priority: -1,
    ingress: new Set(),
    egress: new Set(),
  };
}

/** The zones that come with firewalld (config/zones), with what they open above port 1023. */
export function shippedConfiguration(partial = false): Configuration {
  const zones = new Map<string, Zone>();
  for (const [name, target] of [
    ['block', '%%REJECT%%'],
    ['dmz', 'default'],
    ['drop', 'DROP'],
    ['external', 'default'],
    ['home', 'default'],
    ['internal', 'default'],
    ['public', 'default'],
    ['trusted', 'ACCEPT'],
    ['work', 'default'],
    ['FedoraServer', 'default'],
    ['FedoraWorkstation', 'default'],
    ['libvirt', 'ACCEPT'],
    ['docker', 'ACCEPT'],
  ] as const) {
    zones.set(name, newZone(name, target));
  }
  for (const protocol of ['tcp', 'udp']) {
    zones.get('FedoraWorkstation')!.elements.set(`1025-65535/${protocol}`, {
      value: { kind: 'port', port: '1025-65535', protocol },
    });
  }
  const rest = { policies: new Map(), services: new Map(), ipsets: new Map(), direct: [] };
  return { zones, ...rest, partial };
}

/** A deep enough copy: elements and rules themselves never change. */
export function copyConfiguration(from: Configuration): Configuration {
  const copyZone = (zone: Zone): Zone => ({
    ...zone,
    elements: new Map(zone.elements),
    interfaces: new Map(zone.interfaces),
    sources: new Map(zone.sources),
    rules: new Map(zone.rules),
  });
  return {
    zones: new Map([...from.zones].map(([name, zone]) => [name, copyZone(zone)])),
    policies: new Map(
      [...from.policies].map(([name, policy]) => [
        name,
        {
          ...policy,
          ...copyZone(policy),
          ingress: new Set(policy.ingress),
          egress: new Set(policy.egress),
        },
      ]),
    ),
    services: new Map(from.services),
    ipsets: new Map(
      [...from.ipsets].map(([name, set]) => [name, { ...set, entries: new Set(set.entries) }]),
    ),
    direct: [...from.direct],
    partial: from.partial ?? false,
  };
}

/** Port specification `11211/tcp` or `11000-12000/udp`; nothing when it is none. */
export function parsePort(text: string): { port: string; protocol: string } | undefined {
  const match = /^([0-9]{1,5}(?:-[0-9]{1,5})?|[a-z][a-z0-9-]*)\/(tcp|udp|sctp|dccp)$/.exec(text);
  return match === null ? undefined : { port: match[1]!, protocol: match[2]! };
}
