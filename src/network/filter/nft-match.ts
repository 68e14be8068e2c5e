import { AddressSet } from '../addresses.js';
import { PortSet } from '../ports.js';
import type { Right, Selector } from './nft-model.js';
import {
  address,
  anyOf,
  CHOICE,
  FAILS,
  HOLDS,
  interfaceIs,
  port,
  undecided,
  when,
  type Condition,
  type Packet,
} from './packet.js';
import {
  parseNetwork,
  portRange,
  protocolName,
  protocolNumber,
  unknownReason,
  wholeNumber,
} from './values.js';

/**
 * The condition that a selector has one of the values. The protocol the selector belongs to is asked for
 * elsewhere. Undefined: the values come from a named set, one by one.
 */
export function conditionFor(
  selector: Selector,
  mask: string | undefined,
  operator: string,
  right: (Right & { kind: 'elements' }) | undefined,
): Condition | undefined {
  if (right === undefined) return undefined;
  if (right.elements.some((element) => element.length > 1)) return undefined;
  const values = right.elements.map(([text]) => text!);
  const reason = values.map(unknownReason).find((each) => each !== undefined);
  if (reason !== undefined) return () => undecided(reason);
  if (values.includes('*')) return () => HOLDS;
  if (selector.raw !== undefined) return raw(selector.raw, values);
  const { key } = selector;
  if (key === 'tcp flags') return tcpFlags(values, mask, operator, right.braces);
  if (key === 'ct state' || key === 'ct status') {
    const read = key === 'ct state' ? stateBits : statusBits;
    return bits(read, values, mask, operator, right.braces);
  }
  if (mask !== undefined) return masked(key, mask, values);
  return allAddresses(key, values) ?? anyOf(values.map((text) => single(key, text)));
}

/** Long lists of addresses as one set. */
function allAddresses(key: string, values: readonly string[]): Condition | undefined {
  const selector = /^(ip|ip6) ([sd])addr$/.exec(key);
  if (selector === null || values.length < 2) return undefined;
  const sets = values.map((text) => addressSet(text, selector[1] === 'ip' ? 4 : 6));
  if (!sets.every((set) => set instanceof AddressSet)) return undefined;
  return address(selector[2] === 's' ? 'source' : 'destination', AddressSet.unionOf(sets));
}

/** The bits of `ct state` (conntrack's ctinfo as nft_ct.c gives it). */
const STATES: Readonly<Record<string, number>> = {
  invalid: 1,
  established: 2,
  related: 4,
  new: 8,
  untracked: 64,
};

const STATUS: Readonly<Record<string, number>> = {
  expected: 1,
  'seen-reply': 2,
  assured: 4,
  confirmed: 8,
  snat: 16,
  dnat: 32,
  dying: 512,
};

function stateBits(packet: Packet): number {
  return STATES[packet.state]!;
}

/** The status of the connection; undefined when the packet belongs to none. */
function statusBits(packet: Packet): number | undefined {
  if (!isTracked(packet)) return undefined;
  let status = packet.translated ? STATUS.dnat! : 0;
  if (packet.state === 'established') {
    status |= STATUS['seen-reply']! | STATUS.confirmed!;
    if (packet.protocol === 'tcp' && packet.remoteAt === 'source') status |= STATUS.assured!;
  } else if (packet.input === 'lo') status |= STATUS.confirmed!;
  return status;
}

/** A list without operator asks for any of the bits; with one, or in braces, for exactly these. */
function bits(
  read: (packet: Packet) => number | undefined,
  values: readonly string[],
  mask: string | undefined,
  operator: string,
  braces: boolean,
): Condition {
  const number = (text: string): number => STATES[text] ?? STATUS[text] ?? wholeNumber(text) ?? 0;
  const sum = (texts: readonly string[]): number =>
    texts.reduce((total, text) => total | number(text), 0);
  const chosen = mask === undefined ? 0xffffffff : sum(mask.split(','));
  return (packet) => {
    const value = read(packet);
    if (value === undefined) return FAILS;
    const own = (value & chosen) >>> 0;
    if (braces) return when(values.some((text) => number(text) === own));
    if (mask === undefined && (operator === 'implicit' || operator === '!')) {
      return when((own & sum(values)) !== 0);
    }
    return when(own === sum(values));
  };
}

function single(key: string, text: string): Condition {
  switch (key) {
    case 'ip saddr':
      return network('source', text, 4);
    case 'ip daddr':
      return network('destination', text, 4);
    case 'ip6 saddr':
      return network('source', text, 6);
    case 'ip6 daddr':
      return network('destination', text, 6);
    case 'tcp dport':
    case 'udp dport':
    case 'th dport':
      return ports('destination', text);
    case 'tcp sport':
    case 'udp sport':
    case 'th sport':
      return ports('source', text);
    case 'ip protocol':
    case 'ip6 nexthdr':
    case 'meta l4proto':
    case 'ct protocol':
      return protocol(text);
    case 'meta nfproto':
    case 'ct l3proto': {
      const family = text === 'ipv4' || text === '2' ? 4 : text === 'ipv6' || text === '10' ? 6 : 0;
      return (packet) => when(packet.family === family);
    }
    case 'meta protocol':
    case 'ether type': {
      const family =
        text === 'ip' || text === '0x0800' ? 4 : text === 'ip6' || text === '0x86dd' ? 6 : 0;
      return (packet) => when(packet.family === family);
    }
    case 'ip version':
    case 'ip6 version':
      return (packet) => when(String(packet.family) === text);
    case 'meta iif':
    case 'meta iifname':
      return device('input', text);
    case 'meta oif':
    case 'meta oifname':
      return device('output', text);
    case 'meta iiftype':
      return (packet) =>
        when(packet.input === 'lo' ? /^(loopback|772)$/.test(text) : /^(ether|1)$/.test(text));
    case 'meta iifkind':
    case 'meta oifkind':
      return (packet) =>
        packet.input === 'lo' ? FAILS : undecided('the kind of the interface is not known');
    case 'meta sdif':
    case 'meta sdifname':
      return () => FAILS;
    case 'meta iifgroup':
    case 'meta oifgroup':
      return () => when(text === 'default' || text === '0');
    case 'meta mark':
      return mark(text, (packet) => packet.mark);
    case 'ct mark':
      return mark(text, (packet) => packet.connectionMark);
    case 'ct direction':
      return (packet) =>
        when((text === 'original') === (packet.remoteAt === 'source') && isTracked(packet));
    case 'ct original proto-dst': {
      const set = portRange(text, '-') ?? PortSet.empty;
      return (packet) => when(isTracked(packet) && set.contains(packet.original.port));
    }
    case 'ct original daddr':
    case 'ct original ip daddr':
    case 'ct original ip6 daddr': {
      const set = AddressSet.tryParse(text) ?? AddressSet.empty;
      return (packet) => when(isTracked(packet) && set.overlaps(packet.original.local));
    }
    case 'ct original saddr':
    case 'ct original ip saddr':
    case 'ct original ip6 saddr':
    case 'ct reply daddr':
    case 'ct reply ip daddr':
    case 'ct reply ip6 daddr': {
      const set = AddressSet.tryParse(text) ?? AddressSet.empty;
      return (packet) => (isTracked(packet) ? { remotes: set } : FAILS);
    }
    case 'meta pkttype':
      return () => when(text === 'host' || text === 'unicast');
    case 'meta ipsec':
      return () => when(text === 'missing' || text === '0');
    case 'ether saddr': {
      const wanted = text.toLowerCase();
      return (packet) => {
        if (packet.hardwareAddress === undefined) {
          return undecided('the hardware addresses in the network are not known');
        }
        return when(packet.hardwareAddress === wanted);
      };
    }
    case 'fib daddr type':
      return (packet) => {
        const home = packet.remoteAt === 'source' || packet.input === 'lo';
        return when(text === (packet.elsewhere || !home ? 'unicast' : 'local'));
      };
    case 'fib saddr type':
      return (packet) => {
        if (packet.remoteAt !== 'source') return when(text === 'local');
        if (text === 'local') return { remotes: packet.own };
        if (text === 'unicast') return { remotes: AddressSet.all.subtract(packet.own) };
        return FAILS;
      };
    case 'meta skuid':
    case 'meta skgid':
    case 'meta cgroup':
      // Packets on their way in belong to nobody yet.
      return (packet) => when(packet.input === undefined && /^memcached?$/.test(text));
    case 'socket transparent':
      return () => when(text === '0');
    case 'meta hour':
      return text === '00:00-23:59:59' ? () => HOLDS : () => CHOICE;
    case 'meta day':
    case 'meta time':
    case 'meta length':
    case 'meta cpu':
    case 'meta random':
    case 'ip ttl':
    case 'ip6 hoplimit':
    case 'ip dscp':
    case 'ip6 dscp':
    case 'ip ecn':
    case 'ip length':
    case 'ip6 length':
    case 'udp length':
    case 'ip id':
    case 'tcp window':
    case 'tcp sequence':
      return () => CHOICE;
    case 'ip frag-off':
      return () => when(text === '0');
    default:
      if (/^numgen .* mod 1$/.test(key)) return () => when(text === '0');
      if (key.startsWith('ipsec ')) return () => FAILS;
      if (/^exthdr /.test(key)) {
        return (packet) => when(packet.family === 6 && /^(missing|0|false)$/.test(text));
      }
      if (/^ip option/.test(key)) return () => when(/^(missing|0|false)$/.test(text));
      if (/^rt (type|nexthdr|hdrlength|seg-left)$/.test(key)) return () => FAILS;
      if (key === 'rt ipsec') return () => when(/^(missing|0|false)$/.test(text));
      if (/^fib saddr .*(oif|oifname)$/.test(key)) {
        // The way back to the sender: `missing` is for spoofed addresses, `exists` for the others.
        return () => when(text !== 'missing' && text !== '0' && text !== 'false');
      }
      if (
        /^(numgen|jhash|symhash|osf)\b/.test(key) ||
        key.startsWith('tcp option') ||
        key.startsWith('ct ')
      ) {
        return () => CHOICE;
      }
      if (/^(icmp|icmpv6|arp|vlan|igmp|ah|esp|comp|sctp|dccp|udplite)\b/.test(key))
        return () => HOLDS;
      return () => undecided(`\`${key}\` is not evaluated`);
  }
}

function isTracked(packet: Packet): boolean {
  return packet.state === 'new' || packet.state === 'established';
}

function network(field: 'source' | 'destination', text: string, family: 4 | 6): Condition {
  const set = addressSet(text, family);
  return set instanceof AddressSet ? address(field, set) : () => undecided(set.reason);
}

/** `10.0.0.0/8`, `10.0.0.1-10.0.0.9`; a plain number is the whole address, as inet_aton(3) reads it. */
function addressSet(text: string, family: 4 | 6): AddressSet | { readonly reason: string } {
  const dash = text.indexOf('-');
  if (dash > 0) {
    try {
      return AddressSet.range(text.slice(0, dash), text.slice(dash + 1));
    } catch {
      return { reason: `\`${text.slice(0, 60)}\` is no range of addresses` };
    }
  }
  const number = family === 4 ? wholeNumber(text) : undefined;
  if (number !== undefined && number < 2 ** 32) {
    return AddressSet.fromIntervals([[number, number]], []);
  }
  return parseNetwork(text, family) ?? { reason: `\`${text.slice(0, 60)}\` is no address` };
}

function ports(field: 'source' | 'destination', text: string): Condition {
  if (text === '-') return () => FAILS;
  const set = portRange(text, '-');
  return set === undefined
    ? () => undecided(`the port \`${text.slice(0, 60)}\` is not known`)
    : port(field, set);
}

function protocol(text: string): Condition {
  const dash = text.indexOf('-');
  const numbers =
    dash > 0 ? [wholeNumber(text.slice(0, dash)), wholeNumber(text.slice(dash + 1))] : [];
  if (numbers[0] !== undefined && numbers[1] !== undefined) {
    const [low, high] = numbers as [number, number];
    return (packet) => {
      const own = packet.protocol === 'tcp' ? 6 : 17;
      return when(low <= own && own <= high);
    };
  }
  const number = protocolNumber(text);
  return (packet) => when(number !== undefined && protocolName(number) === packet.protocol);
}

function device(field: 'input' | 'output', text: string): Condition {
  // nft's wildcard is a trailing star; `+` is an ordinary character there.
  if (text.endsWith('\\*')) return (packet) => when(packet[field] === `${text.slice(0, -2)}*`);
  // Interfaces by number: the first is the loopback, what the others are the kernel knows.
  if (/^[0-9]+$/.test(text)) {
    return (packet) =>
      text === '1' || packet[field] === 'lo'
        ? when(text === '1' && packet[field] === 'lo')
        : undecided(`which interface has the number ${text} is not known`);
  }
  if (text.endsWith('*')) return interfaceIs(field, `${text.slice(0, -1)}+`);
  return (packet) => when(packet[field] === text);
}

function mark(text: string, read: (packet: Packet) => Packet['mark']): Condition {
  const dash = text.indexOf('-');
  const low = wholeNumber(dash > 0 ? text.slice(0, dash) : text);
  const high = dash > 0 ? wholeNumber(text.slice(dash + 1)) : low;
  return (packet) => {
    const value = read(packet);
    if (typeof value !== 'number') return undecided(value.unknown);
    if (low === undefined || high === undefined)
      return undecided(`the mark \`${text}\` is not known`);
    return when(low <= value && value <= high);
  };
}

function masked(key: string, mask: string, values: readonly string[]): Condition {
  if (/^ip6? [sd]addr$/.test(key)) {
    const field = key.endsWith('saddr') ? 'source' : 'destination';
    const family = key.startsWith('ip6') ? 6 : 4;
    return anyOf(
      values.map((text) => {
        const set = parseNetwork(`${text}/${mask}`, family);
        return set instanceof AddressSet
          ? address(field, set)
          : () => undecided(`the mask \`${mask}\` is not evaluated`);
      }),
    );
  }
  if (key === 'meta mark' || key === 'ct mark') {
    const bits = wholeNumber(mask);
    return anyOf(
      values.map((text): Condition => {
        const wanted = wholeNumber(text);
        return (packet) => {
          const value = key === 'meta mark' ? packet.mark : packet.connectionMark;
          if (typeof value !== 'number') return undecided(value.unknown);
          if (bits === undefined || wanted === undefined) return undecided('the mark is not known');
          return when((value & bits) >>> 0 === wanted);
        };
      }),
    );
  }
  const chosen = wholeNumber(mask);
  if (/ [ds]port$/.test(key) && chosen !== undefined) {
    const wanted = values.map((text) => wholeNumber(text) ?? -1);
    return port(key.endsWith('dport') ? 'destination' : 'source', {
      contains: (number) => wanted.includes(number & chosen),
      isEmpty: false,
    });
  }
  return () => undecided(`\`${key} & ${mask}\` is not evaluated`);
}

/** `tcp flags syn` asks for any of the bits; with an operator or in braces, for exactly these. */
function tcpFlags(
  values: readonly string[],
  mask: string | undefined,
  operator: string,
  braces: boolean,
): Condition {
  const lists = braces
    ? values.map((value) => value.split('|'))
    : [values.flatMap((value) => value.split(','))];
  const wanted = lists.map((list) =>
    list.filter((flag) => flag !== '0' && flag !== '0x0').map((flag) => flag.toUpperCase()),
  );
  const bits = mask?.split(',').map((flag) => flag.toUpperCase());
  if (mask === undefined && operator === 'implicit' && !braces) {
    return (packet) => when(wanted[0]!.some((flag) => packet.flags.includes(flag)));
  }
  const all = bits ?? ['SYN', 'ACK', 'FIN', 'RST', 'PSH', 'URG', 'ECN', 'CWR'];
  return (packet) =>
    when(
      wanted.some((flags) =>
        all.every((flag) => packet.flags.includes(flag) === flags.includes(flag)),
      ),
    );
}

/** `@nh,96,8 10`: bytes of the IP or transport header. */
function raw(
  { base, offset, length }: NonNullable<Selector['raw']>,
  values: readonly string[],
): Condition {
  return anyOf(
    values.map((text): Condition => {
      const value = wholeNumber(text);
      if (value === undefined)
        return () => undecided(`\`@${base},${offset},${length}\` is not evaluated`);
      if (base === 'th' && length === 16 && (offset === 0 || offset === 16)) {
        return port(offset === 0 ? 'source' : 'destination', PortSet.of(value));
      }
      const field =
        offset >= 96 && offset + length <= 128
          ? 'source'
          : offset >= 128 && offset + length <= 160
            ? 'destination'
            : undefined;
      const start = field === 'source' ? 96 : 128;
      if (base === 'nh' && field !== undefined && offset === start) {
        const low = value * 2 ** (32 - length);
        const set = AddressSet.fromIntervals([[low, low + 2 ** (32 - length) - 1]], []);
        const named = address(field, set);
        return (packet) =>
          packet.family === 4
            ? named(packet)
            : undecided('bytes of IPv6 headers are not evaluated');
      }
      return () => undecided(`\`@${base},${offset},${length}\` is not evaluated`);
    }),
  );
}
