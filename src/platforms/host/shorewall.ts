import { unresolved, type Ingress } from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, type Protocol } from '../../network/ports.js';

/** A rule for more ports than this is not about memcached's. */
const WIDE = 100;

/** Whether a path holds the rules of Shorewall or Shorewall6. */
export function isShorewall(path: string): boolean {
  return /(?:^|\/)shorewall6?\/(?:[^/]+\/)*rules(?:\.d\/[^/]+)?$/.test(path);
}

/**
 * What the rules of Shorewall let in to memcached's port. The first rule that matches decides
 * (shorewall-rules(5)); what none matches is left to the policies, which are not read: they are for whole zones.
 */
export function shorewallDoors(file: SourceFile): Ingress[] {
  const everyone = /(?:^|\/)shorewall6\//.test(file.path) ? AddressSet.allIPv6 : AddressSet.allIPv4;
  const doors: Ingress[] = [];
  /** Who is decided about already, by protocol and zone. */
  const decided = new Map<string, AddressSet>();
  const last = file.text.split('\n').length;
  for (let line = 1; line <= last; line++) {
    const words = file
      .line(line)
      .replace(/#.*$/, '')
      .split(/\s+/)
      .filter((word) => word !== '');
    const start = file.offset(line);
    const rule = readRule(words);
    if (rule === undefined) continue;
    const text = file.line(line).replace(/#.*$/, '').trimEnd();
    const lead = text.length - text.trimStart().length;
    const where = file.location(start + lead, start + text.length);
    for (const source of rule.sources) {
      const addresses = addressesOf(source.addresses, everyone, where);
      const protocols = rule.protocols.filter((protocol) => {
        const key = `${protocol} ${source.zone}`;
        const before = (decided.get(key) ?? AddressSet.empty).union(
          decided.get(`${protocol} all`) ?? AddressSet.empty,
        );
        if (!(addresses instanceof AddressSet)) return rule.accepts;
        const left = addresses.subtract(before);
        decided.set(key, before.union(addresses));
        return rule.accepts && !left.isEmpty;
      });
      if (protocols.length > 0)
        doors.push(doorOf(file, where, rule, protocols, addresses, source.zone));
    }
  }
  return doors;
}

interface ShorewallRule {
  readonly accepts: boolean;
  readonly sources: readonly { readonly zone: string; readonly addresses: string }[];
  readonly protocols: readonly Protocol[];
  readonly ports: PortSet;
  /** It leads to memcached's port of another machine. */
  readonly leads: boolean;
}

/** ACTION SOURCE DEST PROTO DPORT …; `undefined` for what is not about memcached's port. */
function readRule(words: readonly string[]): ShorewallRule | undefined {
  const [written = '', source, destination, protocol, port] = words;
  if (source === undefined || destination === undefined) return undefined;
  const macro = /^([A-Za-z0-9_-]+)(?:\(|\/)([A-Z]+)/.exec(written);
  const action = (macro?.[2] ?? written).replace(/[:!+-].*$/, '');
  const accepts = /^(?:ACCEPT|DNAT|REDIRECT)$/.test(action);
  if (!accepts && !/^(?:DROP|REJECT|A_DROP|A_REJECT)$/.test(action)) return undefined;
  // A macro opens the ports of the service it is called after.
  const isMacro = macro !== null && !/^(?:ACCEPT|DROP|REJECT|DNAT|REDIRECT)$/.test(macro[1]!);
  if (isMacro && !/^memcached?$/i.test(macro[1]!)) return undefined;
  const protocols = (['tcp', 'udp'] as const).filter((each) =>
    isMacro
      ? each === 'tcp'
      : (protocol ?? '-')
          .toLowerCase()
          .split(',')
          .some(
            (name) =>
              name === each ||
              name === (each === 'tcp' ? '6' : '17') ||
              /^(?:-|all|any)$/.test(name),
          ),
  );
  const ports = isMacro ? PortSet.of(MEMCACHED_PORT) : portsOf(port);
  // Where DNAT leads to, the port may be another one.
  const inside = Number(/:([0-9]{1,5})$/.exec(destination)?.[1] ?? 'NaN');
  const leads = action === 'DNAT' && inside === MEMCACHED_PORT;
  if (protocols.length === 0 || (!ports.contains(MEMCACHED_PORT) && !leads)) return undefined;
  if (accepts && ports.size > WIDE) return undefined;
  const sources = source.split(/,(?![0-9.+~])/).map((part) => {
    const [zone = '', ...rest] = part.split(':');
    return { zone: zone.replace(/[!+].*$/, '').replace(/^any$/, 'all'), addresses: rest.join(':') };
  });
  return { accepts, sources, protocols, ports, leads };
}

function portsOf(text: string | undefined): PortSet {
  if (text === undefined || text === '-') return PortSet.all;
  let set = PortSet.empty;
  for (const part of text.split(',')) {
    const match = /^([0-9]{1,5})(?:[:-]([0-9]{1,5}))?$/.exec(part);
    if (match !== null)
      set = set.union(PortSet.range(Number(match[1]), Number(match[2] ?? match[1])));
    else if (/^memcache$/i.test(part)) set = set.union(PortSet.of(MEMCACHED_PORT));
  }
  return set;
}

/** `10.0.0.0/8,192.0.2.1`, `!10.0.0.0/8`, `eth0`, `eth0:10.0.0.0/8`, `[2001:db8::/32]` */
function addressesOf(text: string, everyone: AddressSet, where: Location): Ingress['sources'] {
  if (text === '') return everyone;
  const negated = text.startsWith('!');
  const body = text.replace(/^!/, '').replace(/^<|>$/g, '').replace(/[[\]]/g, '');
  const sets: AddressSet[] = [];
  for (const part of body.split(',')) {
    const plain = part.replace(/^[a-z][a-z0-9.]*[0-9+]:(?=[0-9])/, '');
    const range = /^([0-9.]+)-([0-9.]+)$/.exec(plain);
    let set: AddressSet | undefined;
    try {
      set = range === null ? AddressSet.tryParse(plain) : AddressSet.range(range[1]!, range[2]!);
    } catch {
      set = undefined;
    }
    // An interface alone says nothing about addresses.
    if (set === undefined && /^[a-z][a-z0-9.]*[0-9+]$/.test(plain)) return everyone;
    if (set === undefined) return unresolved(`\`${part.slice(0, 80)}\` is not known`, where);
    sets.push(set);
  }
  const set = AddressSet.unionOf(sets);
  return negated ? everyone.subtract(set) : set;
}

function doorOf(
  file: SourceFile,
  where: Location,
  { ports, leads }: ShorewallRule,
  protocols: readonly Protocol[],
  sources: Ingress['sources'],
  zone: string,
): Ingress {
  return {
    kind: 'ingress',
    platform: 'host',
    where,
    mechanism: 'host-firewall',
    name: `the packet filter of ${file.path}`,
    sources,
    protocols: [...protocols] as Ingress['protocols'],
    ports,
    ...(leads ? { targetPorts: PortSet.of(MEMCACHED_PORT) } : {}),
    target: 'unknown',
    // `net` is what everybody calls the internet's zone; others are behind the machine.
    faces: /^(?:net|wan|inet|internet|all|ext(?:ern(?:al)?)?|pub(?:lic)?)[0-9]*$/i.test(zone)
      ? 'host'
      : 'private',
    leadsTo: 'unknown',
    related: [],
  };
}
