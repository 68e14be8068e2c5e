import { append } from '../../append.js';
import type { Ingress } from '../../facts.js';
import { unresolved } from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, type Protocol } from '../../network/ports.js';

/** A list for more ports than this around memcached's is not about it. */
const WIDE = 100;

/** The lists of ports that ConfigServer's firewall and APF open to everybody, and for whom they are. */
const LISTS: Readonly<Record<string, { protocol: Protocol; family: 4 | 6 }>> = {
  TCP_IN: { protocol: 'tcp', family: 4 },
  UDP_IN: { protocol: 'udp', family: 4 },
  TCP6_IN: { protocol: 'tcp', family: 6 },
  UDP6_IN: { protocol: 'udp', family: 6 },
  IG_TCP_CPORTS: { protocol: 'tcp', family: 4 },
  IG_UDP_CPORTS: { protocol: 'udp', family: 4 },
};

/** Who is refused before the lists are asked, by protocol. */
type Refused = Readonly<Record<Protocol, AddressSet>>;

/**
 * What csf (`csf.conf`, `csf.allow`, `csf.deny`) and apf (`conf.apf`, `allow_hosts.rules`) let in to memcached's
 * port: the ports of their lists are open to everybody, the entries of the files to those they name, and what
 * is in neither is dropped. (csf readme.txt: "Advanced Allow/Deny Filters"; apf README: "Trust System")
 */
export function portListDoors(files: readonly SourceFile[]): Ingress[] {
  const doors: Ingress[] = [];
  const folders = new Map<string, SourceFile[]>();
  for (const file of files) {
    const same = folders.get(file.folder);
    if (same === undefined) folders.set(file.folder, [file]);
    else same.push(file);
  }
  for (const here of folders.values()) {
    const refused = { tcp: AddressSet.empty, udp: AddressSet.empty };
    for (const file of here.filter(({ name }) => /deny/.test(name))) {
      for (const { protocols, sources } of entries(file)) {
        if (!(sources instanceof AddressSet)) continue;
        for (const protocol of protocols) refused[protocol] = refused[protocol].union(sources);
      }
    }
    for (const file of here) {
      if (/allow/.test(file.name))
        append(
          doors,
          entries(file).map((entry) => entryDoor(file, entry)),
        );
      else if (!/deny/.test(file.name)) append(doors, listDoors(file, refused));
    }
  }
  return doors;
}

function listDoors(file: SourceFile, refused: Refused): Ingress[] {
  const settings = new Map<string, { value: string; from: number }>();
  for (let line = 1, last = file.text.split('\n').length; line <= last; line++) {
    const match = /^(\s*([A-Z0-9_]+)\s*=\s*"?)([^"#\r\n]*)/.exec(file.line(line));
    if (match !== null)
      settings.set(match[2]!, { value: match[3]!, from: file.offset(line) + match[1]!.length });
  }
  const doors: Ingress[] = [];
  for (const [name, { protocol, family }] of Object.entries(LISTS)) {
    const setting = settings.get(name);
    if (setting === undefined) continue;
    // Without IPV6 csf does not look at it.
    if (family === 6 && settings.get('IPV6')?.value.trim() !== '1') continue;
    const found = portIn(setting.value);
    if (found === undefined) continue;
    const everyone = family === 4 ? AddressSet.allIPv4 : AddressSet.allIPv6;
    const sources = everyone.subtract(refused[protocol]);
    const where = file.location(setting.from + found.from, setting.from + found.to);
    const before = doors.find((door) => door.protocols[0] === protocol);
    // Open for IPv4 already: one cause, told once.
    if (sources.isEmpty) continue;
    if (before !== undefined && before.sources instanceof AddressSet) {
      doors[doors.indexOf(before)] = {
        ...before,
        sources: before.sources.union(sources),
        related: [{ where, message: 'the same for IPv6' }],
      };
    } else doors.push(door(file, where, protocol, sources, found.ports));
  }
  return doors;
}

/** The element of a list that holds memcached's port, if it is about few ports. */
function portIn(list: string): { from: number; to: number; ports: PortSet } | undefined {
  for (const match of list.matchAll(/[^,\s]+/g)) {
    const range = /^([0-9]{1,5})(?:[:_-]([0-9]{1,5}))?$/.exec(match[0]);
    if (range === null) continue;
    const ports = PortSet.range(Number(range[1]), Number(range[2] ?? range[1]));
    if (ports.contains(MEMCACHED_PORT) && ports.size <= WIDE)
      return { from: match.index, to: match.index + match[0].length, ports };
  }
  return undefined;
}

interface Entry {
  readonly protocols: readonly Protocol[];
  readonly ports: PortSet;
  readonly sources: Ingress['sources'];
  readonly where: Location;
}

/** `tcp|in|d=11211|s=10.0.0.0/8` of csf, `tcp:in:d=11211:s=10.0.0.0/8` of apf. */
function entries(file: SourceFile): Entry[] {
  const found: Entry[] = [];
  for (let line = 1, last = file.text.split('\n').length; line <= last; line++) {
    const text = file.line(line).replace(/#.*$/, '').trim();
    if (text === '') continue;
    const separator = text.includes('|') ? '|' : ':';
    const parts = text.split(separator);
    if (parts.includes('out')) continue;
    const destination = parts.find((part) => /^d=[0-9_,:-]+$/.test(part))?.slice(2);
    if (destination === undefined) continue;
    const port = portIn(destination);
    if (port === undefined) continue;
    const index = parts.findIndex((part) => part.startsWith('s='));
    const source = index < 0 ? '' : parts.slice(index).join(separator).slice(2);
    const named = parts.find((part): part is Protocol => part === 'tcp' || part === 'udp');
    const start = file.offset(line) + file.line(line).indexOf(text);
    const where = file.location(start, start + text.length);
    const set = AddressSet.tryParse(source);
    found.push({
      // Both tools take TCP where none is named; csf's advanced entries always name one.
      protocols: named === undefined ? ['tcp', 'udp'] : [named],
      ports: port.ports,
      sources:
        set ??
        unresolved(
          source === '' ? 'no source is named' : `\`${source.slice(0, 80)}\` is not known`,
          where,
        ),
      where,
    });
  }
  return found;
}

function entryDoor(file: SourceFile, { protocols, ports, sources, where }: Entry): Ingress {
  const one = door(file, where, protocols[0]!, AddressSet.all, ports);
  return {
    ...one,
    protocols: [...protocols] as Ingress['protocols'],
    sources,
  };
}

function door(
  file: SourceFile,
  where: Location,
  protocol: Protocol,
  sources: AddressSet,
  ports: PortSet,
): Ingress {
  return {
    kind: 'ingress',
    platform: 'host',
    where,
    mechanism: 'host-firewall',
    name: `the packet filter of ${file.path}`,
    sources,
    protocols: [protocol],
    ports,
    target: 'unknown',
    faces: 'host',
    leadsTo: 'unknown',
    related: [],
  };
}
