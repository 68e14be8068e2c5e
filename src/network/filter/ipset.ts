import { AddressSet } from '../addresses.js';
import { PortSet } from '../ports.js';
import { FAILS, HOLDS, membersUnknown, when, type Outcome, type Packet } from './packet.js';
import { parseNetwork, portNumber, protocolName, protocolNumber, unknownReason } from './values.js';

/** What each dimension of a set type stands for, from its name: `hash:ip,port` has two. */
type Dimension = 'ip' | 'net' | 'port' | 'iface' | 'mark' | 'mac' | 'set';

interface Element {
  /** One value per dimension. */
  readonly values: readonly (AddressSet | { protocol: string; ports: PortSet } | string)[];
  readonly text: string;
  readonly nomatch: boolean;
}

interface NamedSet {
  readonly dimensions: readonly Dimension[];
  readonly family: 4 | 6;
  /** By their text. */
  elements: Map<string, Element>;
  /** The addresses of a set that holds nothing else, once it was asked for. */
  addresses?: AddressSet;
  /** Elements are missing or could not be read. */
  incomplete?: string;
  /** Some command put elements in or took them out. */
  filled?: boolean;
}

/** The sets that ipset(8) commands build. */
export class Ipsets {
  private sets = new Map<string, NamedSet>();
  /** Why any set may be there, and have any members. */
  private lost: string | undefined;

  /** @param partial sets that nobody creates or fills here are created or filled elsewhere */
  constructor(private readonly partial = false) {}

  has(name: string): boolean {
    return this.sets.has(name) || this.partial || this.lost !== undefined;
  }

  /** Sets were read from what is not known. */
  lose(reason: string): void {
    this.lost = reason;
    for (const set of this.sets.values()) set.incomplete ??= reason;
  }

  /** Why the members of a set are not known. */
  private doubtAbout(name: string): string | undefined {
    const set = this.sets.get(name);
    if (set === undefined) {
      return (
        this.lost ?? (this.partial ? `nothing that was read creates the set "${name}"` : undefined)
      );
    }
    if (set.incomplete !== undefined) return set.incomplete;
    return this.partial && set.filled !== true && set.elements.size === 0
      ? `nothing that was read fills the set "${name}"`
      : undefined;
  }

  /** Whether rules of that family can use the set: it holds no addresses, or addresses of the family. */
  concerns(name: string, family: 4 | 6): boolean {
    const set = this.sets.get(name);
    return set === undefined || set.dimensions[0] === 'set' || hasNoAddress(set)
      ? true
      : set.family === family;
  }

  /** Runs the words behind `ipset`; whether it would succeed. */
  run(args: readonly string[], input?: string): boolean {
    const words = args.filter((word) => !/^(-exist|-!|-q|-quiet|--exist|--quiet)$/.test(word));
    const forgiving = words.length !== args.length;
    const [command, ...rest] = words;
    switch (command) {
      case 'create':
      case '-N':
      case 'n':
        return this.create(rest, forgiving);
      case 'add':
      case '-A':
        return this.add(rest, forgiving);
      case 'del':
      case '-D':
        return this.remove(rest) || forgiving;
      case 'flush':
      case '-F':
        for (const [name, set] of this.sets) {
          if (rest[0] === undefined || rest[0] === name) {
            set.elements = new Map();
            delete set.addresses;
          }
        }
        return true;
      case 'destroy':
      case '-X':
      case 'x':
        if (rest[0] === undefined) this.sets.clear();
        else return this.sets.delete(rest[0]);
        return true;
      case 'rename':
      case 'swap':
      case '-E':
      case '-W':
        return this.rename(rest[0], rest[1], command === 'swap' || command === '-W');
      case 'restore':
      case '-R':
        return this.restore(input ?? '');
      default:
        return true;
    }
  }

  private restore(text: string): boolean {
    for (const line of text.split('\n')) {
      const words = line.trim().split(/\s+/);
      if (words[0] === '' || words[0]!.startsWith('#') || words[0] === 'COMMIT') continue;
      if (!this.run(words)) return false;
    }
    return true;
  }

  private create(args: readonly string[], forgiving: boolean): boolean {
    const [name, type] = args;
    if (name === undefined || type === undefined) return false;
    if (this.sets.has(name)) return forgiving;
    const colon = type.indexOf(':');
    const dimensions = type.slice(colon + 1).split(',') as Dimension[];
    const family = args.includes('inet6') ? 6 : 4;
    this.sets.set(name, { dimensions, family, elements: new Map() });
    return true;
  }

  private add(args: readonly string[], forgiving: boolean): boolean {
    const [name, entry, ...options] = args;
    const set = name === undefined ? undefined : this.sets.get(name);
    // A set from elsewhere has other members already.
    if (set === undefined) return name !== undefined && this.has(name);
    if (entry === undefined) return false;
    set.filled = true;
    const reason = unknownReason(entry);
    if (reason !== undefined) {
      set.incomplete = reason;
      return true;
    }
    if (set.elements.has(entry)) return forgiving;
    const element = parseElement(set, entry, options.includes('nomatch'));
    if (element === undefined) return false;
    if (typeof element === 'string') set.incomplete = element;
    else {
      set.elements.set(entry, element);
      delete set.addresses;
    }
    return true;
  }

  private remove(args: readonly string[]): boolean {
    const set = this.sets.get(args[0] ?? '');
    if (set === undefined) return this.has(args[0] ?? '');
    delete set.addresses;
    set.filled = true;
    return set.elements.delete(args[1] ?? '');
  }

  private rename(from: string | undefined, to: string | undefined, swap: boolean): boolean {
    const first = this.sets.get(from ?? '');
    const second = this.sets.get(to ?? '');
    if (first === undefined || to === undefined || swap !== (second !== undefined)) return false;
    this.sets.set(to, first);
    if (second === undefined) this.sets.delete(from!);
    else this.sets.set(from!, second);
    return true;
  }

  /** Whether the packet is in the set, taking `src` or `dst` for each dimension. */
  test(name: string, sides: readonly string[], packet: Packet, depth = 0): Outcome {
    const set = this.sets.get(name);
    const reason = this.doubtAbout(name);
    if (set === undefined) return reason === undefined ? FAILS : membersUnknown(reason);
    if (set.dimensions[0] !== 'set' && set.family !== packet.family && !hasNoAddress(set))
      return FAILS;
    if (reason === undefined && set.dimensions.length === 1 && !hasNoAddress(set)) {
      const side = sides[0] === 'dst' ? 'destination' : 'source';
      const addresses = addressesOf(set);
      return side === packet.remoteAt
        ? { remotes: addresses }
        : when(addresses.overlaps(packet.local));
    }
    let inside = AddressSet.empty;
    let outside = AddressSet.empty;
    let doubt: Outcome['doubt'];
    for (const element of set.elements.values()) {
      const outcome = this.matches(set, element, sides, packet, depth);
      if (outcome.doubt !== undefined) doubt = outcome.doubt;
      if (element.nomatch) outside = outside.union(outcome.remotes);
      else inside = inside.union(outcome.remotes);
    }
    if (reason !== undefined) return membersUnknown(reason);
    const remotes = inside.subtract(outside);
    return doubt === undefined ? { remotes } : { remotes, doubt };
  }

  private matches(
    set: NamedSet,
    element: Element,
    sides: readonly string[],
    packet: Packet,
    depth: number,
  ): Outcome {
    let remotes = AddressSet.all;
    let doubt: Outcome['doubt'];
    for (const [i, dimension] of set.dimensions.entries()) {
      const side = (sides[i] ?? sides[sides.length - 1]) === 'dst' ? 'destination' : 'source';
      const value = element.values[i];
      let outcome = HOLDS;
      if (dimension === 'set' && typeof value === 'string') {
        outcome = depth < 8 ? this.test(value, sides, packet, depth + 1) : FAILS;
      } else if (value instanceof AddressSet) {
        outcome =
          side === packet.remoteAt ? { remotes: value } : when(value.overlaps(packet.local));
      } else if (dimension === 'iface' && typeof value === 'string') {
        outcome = when((side === 'source' ? packet.input : packet.output) === value);
      } else if (dimension === 'mac' && typeof value === 'string') {
        outcome =
          packet.hardwareAddress === undefined
            ? { remotes: AddressSet.all, doubt: { reason: 'hardware addresses are not known' } }
            : when(packet.hardwareAddress === value.toLowerCase());
      } else if (dimension === 'port' && typeof value === 'object') {
        const { protocol, ports } = value as { protocol: string; ports: PortSet };
        const port = side === packet.remoteAt ? packet.remotePort : packet.localPort;
        if (protocol !== packet.protocol) outcome = FAILS;
        else if (port === undefined) doubt = 'choice';
        else outcome = when(ports.contains(port));
      }
      remotes = remotes.intersect(outcome.remotes);
      if (outcome.doubt !== undefined) doubt = outcome.doubt;
    }
    return doubt === undefined ? { remotes } : { remotes, doubt };
  }
}

/** What a set of addresses alone covers. */
function addressesOf(set: NamedSet): AddressSet {
  if (set.addresses === undefined) {
    const inside: AddressSet[] = [];
    const outside: AddressSet[] = [];
    for (const { values, nomatch } of set.elements.values()) {
      const [value] = values;
      if (value instanceof AddressSet) (nomatch ? outside : inside).push(value);
    }
    set.addresses = AddressSet.unionOf(inside).subtract(AddressSet.unionOf(outside));
  }
  return set.addresses;
}

function hasNoAddress(set: NamedSet): boolean {
  return !set.dimensions.some((dimension) => dimension === 'ip' || dimension === 'net');
}

/** The element, a reason when it cannot be known, nothing when ipset would refuse it. */
function parseElement(
  set: NamedSet,
  entry: string,
  nomatch: boolean,
): Element | string | undefined {
  const parts = entry.split(',');
  if (parts.length < set.dimensions.length) return undefined;
  const values: Element['values'][number][] = [];
  for (const [i, dimension] of set.dimensions.entries()) {
    const part = parts[i]!;
    if (dimension === 'ip' || dimension === 'net') {
      const range = /^([^-/]+)-([^-/]+)$/.exec(part);
      let network: ReturnType<typeof parseNetwork>;
      if (range !== null && set.family === 4) {
        try {
          network = AddressSet.range(range[1]!, range[2]!);
        } catch {
          return undefined;
        }
      } else network = parseNetwork(part, set.family);
      if (network === undefined) return undefined;
      if (!(network instanceof AddressSet)) return network.reason;
      values.push(network);
    } else if (dimension === 'port') {
      const colon = part.indexOf(':');
      const protocol = colon < 0 ? 6 : protocolNumber(part.slice(0, colon));
      const [low, high] = part.slice(colon + 1).split('-');
      const first = portNumber(low!);
      const last = high === undefined ? first : portNumber(high);
      if (protocol === undefined || first === undefined || last === undefined) return undefined;
      values.push({ protocol: protocolName(protocol), ports: PortSet.range(first, last) });
    } else {
      values.push(part);
    }
  }
  return { values, text: entry, nomatch };
}
