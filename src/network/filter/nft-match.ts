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
  if (selector.raw !== undefined) return raw(selector.raw, values);
  const { key } = selector;
  if (key === 'tcp flags') return tcpFlags(values, mask, operator, right.braces);
  if (mask !== undefined) return masked(key, mask, values);
  return anyOf(values.map((text) => single(key, text)));
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
      return (packet) => when((packet.input === 'lo') === (text === 'loopback'));
    case 'meta iifgroup':
    case 'meta oifgroup':
      return () => when(text === 'default' || text === '0');
    case 'meta mark':
      return mark(text, (packet) => packet.mark);
    case 'ct mark':
      return mark(text, (packet) => packet.connectionMark);
    case 'ct state':
      return (packet) => when(packet.state === text);
    case 'ct status':
      return (packet) =>
        when(
          (text === 'dnat' && packet.translated && packet.state !== 'untracked') ||
            (text === 'confirmed' && packet.state === 'established') ||
            (text === 'seen-reply' && packet.state === 'established'),
        );
    case 'ct direction':
      return (packet) =>
        when((text === 'original') === (packet.remoteAt === 'source') && isTracked(packet));
    case 'ct original proto-dst': {
      const set = portRange(text, '-') ?? PortSet.empty;
      return (packet) => when(isTracked(packet) && set.contains(packet.original.port));
    }
    case 'ct original daddr': {
      const set = AddressSet.tryParse(text) ?? AddressSet.empty;
      return (packet) => when(isTracked(packet) && set.overlaps(packet.original.local));
    }
    case 'ct original saddr':
    case 'ct reply daddr': {
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
        if (packet.input === 'lo') return when(wanted === '00:00:00:00:00:00');
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
      // Clients send none of the extension headers of IPv6.
      if (/^(?:rt (?:nexthdr|hdrlength|type|seg-left)|hbh|dst|frag|mh)\b/.test(key)) return () => FAILS;
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
  const dash = text.indexOf('-');
  if (dash > 0) {
    try {
      return address(field, AddressSet.range(text.slice(0, dash), text.slice(dash + 1)));
    } catch {
      return () => undecided(`\`${text.slice(0, 60)}\` is no range of addresses`);
    }
  }
  const set = parseNetwork(text, family);
  if (set === undefined) return () => undecided(`\`${text.slice(0, 60)}\` is no address`);
  return set instanceof AddressSet ? address(field, set) : () => undecided(set.reason);
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
  if (key === 'ip saddr' || key === 'ip daddr') {
    const field = key === 'ip saddr' ? 'source' : 'destination';
    return anyOf(
      values.map((text) => {
        const set = parseNetwork(`${text}/${mask}`, 4);
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
