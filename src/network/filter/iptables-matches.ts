import { AddressError, AddressSet } from '../addresses.js';
import { PortSet } from '../ports.js';
import type { Ipsets } from './ipset.js';
import { Refused, type Argument, type MatchUse, type OptionUse } from './iptables-parse.js';
import {
  address,
  allOf,
  CHOICE,
  FAILS,
  HOLDS,
  negateIf,
  protocolIs,
  undecided,
  when,
  type Condition,
  type Outcome,
  type Packet,
} from './packet.js';
import { aliasOf, checkMatch } from './iptables-checks.js';
import { guidedPorts, portCondition, portListCondition } from './iptables-ports.js';
import {
  parseNetwork,
  portRange,
  protocolName,
  protocolNumber,
  unknownReason,
  wholeNumber,
} from './values.js';

/** Where a rule is to stand, which decides what is allowed in it. */
export interface Place {
  readonly family: 4 | 6;
  readonly table: string;
  readonly chain: string;
  readonly ipsets: Ipsets;
  /** The lists of `-m recent` that some rule adds to. */
  readonly lists: Set<string>;
}

/** A condition with the text that identifies it. */
export interface Understood {
  readonly condition: Condition;
  readonly text: string;
}

/** Matches that depend on rates, counts, contents or luck: whoever wants in tries again. */
const CHANCE: ReadonlySet<string> = new Set([
  'limit',
  'hashlimit',
  'string',
  'ttl',
  'hl',
  'ecn',
  'bpf',
  'u32',
  'dscp',
  'tos',
  'tcpmss',
  'cpu',
  'osf',
  'nfacct',
]);

/** Matches that hold for packets of special make only, which open no memcached connection. */
const SPECIAL: ReadonlySet<string> = new Set([
  'icmp',
  'icmp6',
  'icmpv6',
  'ipv6-icmp',
  'sctp',
  'dccp',
  'udplite',
  'rt',
  'frag',
  'hbh',
  'dst',
  'ah',
  'esp',
  'helper',
  'eui64',
  'realm',
]);

/**
 * What a match with its options means.
 * @throws Refused
 */
export function understand(
  match: MatchUse,
  protocol: Argument | undefined,
  place: Place,
): Understood[] {
  const { name, options } = match;
  checkMatch(match, protocol, place);
  if (name === 'fragment') {
    return [{ text: '-f', condition: () => when(options[0]!.negated) }];
  }
  return options.length === 0
    ? [{ text: `-m ${name}`, condition: () => HOLDS }]
    : [
        {
          text: `-m ${name} ${options.map(describe).join(' ')}`,
          condition: meaning(match, place),
        },
      ];
}

function meaning(match: MatchUse, place: Place): Condition {
  const { name, options } = match;
  if (name === 'comment') return () => HOLDS;
  for (const option of options) {
    for (const value of option.values) {
      const reason = unknownReason(value);
      if (reason !== undefined) return () => undecided(reason);
    }
  }
  switch (name) {
    case 'limit':
      // The first packet always finds a token.
      return () => CHOICE;
    case 'statistic':
      return statistic(options);
    case 'connlimit':
      return connectionLimit(options);
    case 'connbytes':
      return connectionBytes(options);
    case 'recent':
      return recent(options, place.lists);
    case 'quota':
      return () => (value(options, 'quota') === '0' ? FAILS : CHOICE);
    case 'time':
      return time(options);
    case 'policy':
      return () =>
        when(!options.some(({ name: o, values }) => o === 'pol' && values[0] === 'ipsec'));
    default:
  }
  if (name === 'bpf') {
    // One instruction that returns a constant (classic BPF `ret #k`).
    const constant = /^1,6 0 0 ([0-9]+)$/.exec(value(options, 'bytecode') ?? '');
    if (constant !== null) return all(options, () => when(constant[1] !== '0'));
  }
  if (CHANCE.has(name)) return () => CHOICE;
  if (SPECIAL.has(name)) return all(options, () => FAILS);
  const each = options.map((option) => {
    // The nf_tables back end drops the test for every port, and its negation with it.
    if (isEveryPort(name, option)) return () => HOLDS;
    const condition = portOption(name, option);
    if (condition !== undefined) return condition;
    return negateIf(option.negated, optionMeaning(name, option, options, place));
  });
  return (packet) => allOf(each, packet);
}

/** The options about ports, which read their negation themselves. */
function portOption(match: string, { name, values, negated }: OptionUse): Condition | undefined {
  const text = values[0] ?? '';
  switch (`${match} ${aliasOf(name)}`) {
    case 'tcp sport':
    case 'udp sport':
      return portCondition(match, 'source', text, negated);
    case 'tcp dport':
    case 'udp dport':
      return portCondition(match, 'destination', text, negated);
    case 'multiport sports':
      return portListCondition(['source'], text, negated);
    case 'multiport dports':
      return portListCondition(['destination'], text, negated);
    case 'multiport ports':
      return portListCondition(['source', 'destination'], text, negated);
    default:
      return undefined;
  }
}

function optionMeaning(
  match: string,
  option: OptionUse,
  options: readonly OptionUse[],
  place: Place,
): Condition {
  const text = option.values[0] ?? '';
  switch (`${match} ${aliasOf(option.name)}`) {
    case 'tcp syn':
      return (packet) => when(flagsMatch(packet, ['FIN', 'SYN', 'RST', 'ACK'], ['SYN']));
    case 'tcp tcp-flags': {
      const mask = flagList(text);
      const set = flagList(option.values[1] ?? '');
      return (packet) => when(flagsMatch(packet, mask, set));
    }
    case 'tcp tcp-option':
      return () => CHOICE;
    case 'iprange src-range':
      return address('source', range(text, place.family));
    case 'iprange dst-range':
      return address('destination', range(text, place.family));
    case 'set match-set':
    case 'set set': {
      if (!place.ipsets.has(text)) throw new Refused(`set ${text} doesn't exist`);
      if (!place.ipsets.concerns(text, place.family)) {
        throw new Refused(`the set ${text} is of the other protocol family`);
      }
      const sides = (option.values[1] ?? 'src').split(',');
      const { ipsets } = place;
      return (packet) => ipsets.test(text, sides, packet);
    }
    case 'state state':
      return connectionState(text, STATES);
    case 'conntrack ctstate':
      return connectionState(text, [...STATES, 'SNAT', 'DNAT']);
    case 'conntrack ctproto': {
      const number = protocolNumber(text);
      if (number === undefined) throw new Refused(`unknown protocol "${text}"`);
      return protocolIs(protocolName(number));
    }
    case 'conntrack ctorigdstport': {
      const ports = guidedPorts(text);
      return (packet) => when(tracked(packet) && ports.contains(packet.original.port));
    }
    case 'conntrack ctorigsrcport':
      return () => CHOICE;
    case 'conntrack ctorigdst': {
      const set = network(text, place.family);
      if (!(set instanceof AddressSet)) return () => undecided(set.reason);
      return (packet) => when(tracked(packet) && set.overlaps(packet.original.local));
    }
    case 'conntrack ctorigsrc':
    case 'conntrack ctrepldst': {
      const set = network(text, place.family);
      if (!(set instanceof AddressSet)) return () => undecided(set.reason);
      return (packet) => (tracked(packet) ? { remotes: set } : FAILS);
    }
    case 'conntrack ctdir': {
      const direction = text.toUpperCase();
      if (direction !== 'ORIGINAL' && direction !== 'REPLY')
        throw new Refused(`bad value for "--ctdir": "${text}"`);
      return (packet) =>
        when(tracked(packet) && (direction === 'ORIGINAL') === (packet.remoteAt === 'source'));
    }
    case 'conntrack ctstatus':
      return connectionStatus(text);
    case 'conntrack ctexpire':
      if (!/^[0-9]{0,10}(:[0-9]{0,10})?$/.test(text))
        throw new Refused('bad value for "--ctexpire"');
      return () => CHOICE;
    case 'mac mac-source': {
      if (!/^[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2}){5}$/.test(text)) {
        throw new Refused(`bad hardware address \`${text}\``);
      }
      const wanted = text
        .toLowerCase()
        .split(':')
        .map((octet) => octet.padStart(2, '0'))
        .join(':');
      const { negated } = option;
      return (packet) => {
        // The loopback interface has no hardware addresses: neither the match nor its opposite holds.
        if (packet.input === 'lo') return negated ? HOLDS : FAILS;
        if (packet.hardwareAddress === undefined) {
          return undecided('the hardware addresses in the network are not known');
        }
        return when(packet.hardwareAddress === wanted);
      };
    }
    case 'addrtype src-type':
      return addressType('source', text, place.family);
    case 'addrtype dst-type':
      return addressType('destination', text, place.family);
    case 'mark mark':
      return markCondition(text, (packet) => packet.mark);
    case 'connmark mark':
      return markCondition(text, (packet) => packet.connectionMark);
    case 'owner uid-owner':
      // Answers come from memcached; what a local client sends, from somebody else.
      return (packet) =>
        when(packet.remoteAt === 'destination' && /^(memcache|memcached)$/.test(text));
    case 'owner socket-exists':
      return () => HOLDS;
    case 'length length': {
      const sizes = /^[0-9]*(:[0-9]*)?$/.test(text) ? guidedPorts(text) : undefined;
      if (sizes === undefined || /[0-9]{6}|[7-9][0-9]{4}/.test(text))
        throw new Refused(`invalid length \`${text}\``);
      if (sizes.isEmpty) return () => FAILS;
      return sizes.equals(PortSet.all) ? () => HOLDS : () => CHOICE;
    }
    case 'pkttype pkt-type':
      return () => when(/^(unicast|host|us)$/i.test(text));
    case 'devgroup src-group':
    case 'devgroup dst-group':
      return deviceGroup(text);
    case 'rpfilter invert':
      return () => FAILS;
    case 'rpfilter loose':
    case 'rpfilter validmark':
    case 'rpfilter accept-local':
      return options.some(({ name }) => name === 'invert') ? () => FAILS : () => HOLDS;
    case 'physdev physdev-in':
    case 'physdev physdev-out':
    case 'physdev physdev-is-in':
    case 'physdev physdev-is-out':
    case 'physdev physdev-is-bridged':
    case 'socket transparent':
      return () => FAILS;
    case 'addrtype limit-iface-in':
    case 'addrtype limit-iface-out':
    case 'set return-nomatch':
    case 'set update-counters':
    case 'set update-subcounters':
      return () => HOLDS;
    default:
      return () => undecided(`the match \`${match} --${option.name}\` is not evaluated`);
  }
}

function isEveryPort(match: string, option: OptionUse): boolean {
  return (
    (match === 'tcp' || match === 'udp') &&
    /port$/.test(option.name) &&
    portRange(option.values[0] ?? '', ':')?.equals(PortSet.all) === true
  );
}

function describe({ name, values, negated }: OptionUse): string {
  const canonical = aliasOf(name);
  const texts = values.map((text) => {
    if (canonical === 'sport' || canonical === 'dport')
      return portRange(text, ':')?.toString() ?? text;
    if (canonical === 'state' || canonical === 'ctstate') return text.split(',').sort().join(',');
    return JSON.stringify(text);
  });
  return `${negated ? '! ' : ''}--${canonical} ${texts.join(' ')}`;
}

function value(options: readonly OptionUse[], name: string): string | undefined {
  return options.find((option) => option.name === name)?.values[0];
}

function all(options: readonly OptionUse[], condition: Condition): Condition {
  const each = options.map(({ negated }) => negateIf(negated, condition));
  return each.length === 0 ? condition : (packet) => allOf(each, packet);
}

function range(text: string, family: 4 | 6): AddressSet {
  const dash = text.indexOf('-');
  const low = dash < 0 ? text : text.slice(0, dash);
  const high = dash < 0 ? text : text.slice(dash + 1);
  try {
    const set = AddressSet.range(low, high);
    if ((family === 4 ? set.v6 : set.v4).length > 0) {
      throw new Refused(`bad IP address \`${text}\` for this family`);
    }
    return set;
  } catch (error) {
    if (error instanceof AddressError) throw new Refused(`bad IP address \`${text}\` specified`);
    throw error;
  }
}

function network(text: string, family: 4 | 6): AddressSet | { readonly reason: string } {
  const set = parseNetwork(text, family);
  if (set === undefined) throw new Refused(`host/network \`${text}\` not found`);
  return set;
}

function tracked(packet: Packet): boolean {
  return packet.state === 'new' || packet.state === 'established';
}

/** The states that both `state` and `conntrack` know, in the order in which abbreviations are looked up. */
const STATES: readonly string[] = ['INVALID', 'NEW', 'ESTABLISHED', 'RELATED', 'UNTRACKED'];

function connectionState(text: string, known: readonly string[]): Condition {
  const states = text.split(',').map((word) => {
    const state =
      word === '' ? undefined : known.find((name) => name.startsWith(word.toUpperCase()));
    if (state === undefined) throw new Refused(`bad state \`${text}\``);
    return state;
  });
  return (packet) =>
    when(
      states.includes(packet.state.toUpperCase()) ||
        (states.includes('DNAT') && packet.translated && tracked(packet)),
    );
}

/** The bits of a connection: an answer was seen, it is in the table, it is kept when the table is full. */
function connectionStatus(text: string): Condition {
  const wanted = text.split(',').map((word) => word.toUpperCase());
  for (const status of wanted) {
    if (!/^(NONE|EXPECTED|SEEN_REPLY|ASSURED|CONFIRMED)$/.test(status)) {
      throw new Refused(`bad ctstatus \`${text}\``);
    }
  }
  return (packet) => {
    // Untracked and invalid packets belong to no connection.
    if (!tracked(packet)) return FAILS;
    const has = new Set<string>();
    if (packet.state === 'established') {
      has.add('SEEN_REPLY').add('CONFIRMED');
      const answer = packet.remoteAt === 'destination';
      if (packet.protocol === 'tcp' && !answer) has.add('ASSURED');
    } else if (packet.input === 'lo') has.add('CONFIRMED');
    return when(wanted.some((status) => has.has(status)));
  };
}

function deviceGroup(text: string): Condition {
  const [group = '', mask] = text.split('/');
  const wanted = group === 'default' ? 0 : wholeNumber(group);
  const bits = mask === undefined ? 0xffffffff : wholeNumber(mask);
  if (wanted === undefined || bits === undefined) throw new Refused(`bad group \`${text}\``);
  // Interfaces are in group 0 unless somebody moved them.
  return () => when((wanted & bits) === 0);
}

/** In the order in which abbreviations are looked up. */
const ADDRESS_TYPES: readonly string[] = [
  'UNSPEC',
  'UNICAST',
  'LOCAL',
  'BROADCAST',
  'ANYCAST',
  'MULTICAST',
  'BLACKHOLE',
  'UNREACHABLE',
  'PROHIBIT',
  'THROW',
  'NAT',
  'XRESOLVE',
];

function addressType(field: 'source' | 'destination', text: string, family: 4 | 6): Condition {
  const types = text.split(',').map((word) => {
    const upper = word.toUpperCase();
    const type = word === '' ? undefined : ADDRESS_TYPES.find((name) => name.startsWith(upper));
    if (type === undefined) throw new Refused(`bad address type \`${text}\``);
    return type;
  });
  for (const type of types) {
    // xt_addrtype.c: these do not exist for IPv6.
    if (family === 6 && /^(BROADCAST|BLACKHOLE|PROHIBIT|THROW|NAT|XRESOLVE)$/.test(type)) {
      throw new Refused(`address type ${type} is not for IPv6`);
    }
  }
  return (packet) => {
    if (packet.remoteAt === field) {
      let remotes = AddressSet.empty;
      if (types.includes('LOCAL')) remotes = remotes.union(packet.own);
      if (types.includes('UNICAST')) {
        remotes = remotes.union(AddressSet.all.subtract(packet.own).subtract(MULTICAST));
      }
      if (types.includes('MULTICAST')) remotes = remotes.union(MULTICAST);
      return { remotes };
    }
    return when(types.includes(packet.elsewhere ? 'UNICAST' : 'LOCAL'));
  };
}

const MULTICAST = AddressSet.of('224.0.0.0/4', 'ff00::/8');

function markCondition(text: string, read: (packet: Packet) => Packet['mark']): Condition {
  const [valueText, maskText] = text.split('/');
  const wanted = wholeNumber(valueText!);
  const mask = maskText === undefined ? 0xffffffff : wholeNumber(maskText);
  if (wanted === undefined || mask === undefined) throw new Refused(`bad mark value \`${text}\``);
  return (packet) => {
    const mark = read(packet);
    if (typeof mark !== 'number') return undecided(mark.unknown);
    return when((mark & mask) >>> 0 === (wanted & mask) >>> 0);
  };
}

function flagList(text: string): string[] {
  const upper = text.toUpperCase();
  if (upper === 'ALL') return ['SYN', 'ACK', 'FIN', 'RST', 'URG', 'PSH'];
  if (upper === 'NONE') return [];
  const flags = upper.split(',');
  for (const flag of flags) {
    if (!/^(SYN|ACK|FIN|RST|URG|PSH)$/.test(flag))
      throw new Refused(`unknown TCP flag \`${flag}\``);
  }
  return flags;
}

function flagsMatch(packet: Packet, mask: readonly string[], set: readonly string[]): boolean {
  return mask.every((flag) => packet.flags.includes(flag) === set.includes(flag));
}

function statistic(options: readonly OptionUse[]): Condition {
  const probability = value(options, 'probability');
  if (probability !== undefined) {
    const p = Number(probability);
    if (!(p >= 0 && p <= 1)) throw new Refused('the probability must be from 0 to 1');
    return all(
      options.filter(({ name }) => name === 'probability'),
      () => (p === 1 ? HOLDS : p === 0 ? FAILS : CHOICE),
    );
  }
  return () => (value(options, 'every') === '1' ? HOLDS : CHOICE);
}

/** Of the first connection: there are no others yet, and those that are refused do not count. */
function connectionLimit(options: readonly OptionUse[]): Condition {
  const use = options.find(({ name }) => /^connlimit-(above|upto)$/.test(name));
  const above = use?.name === 'connlimit-above';
  const none = wholeNumber(use?.values[0] ?? '') === 0;
  return negateIf(use?.negated === true, () => when(above === none));
}

/** A connection that has just begun has brought nothing yet. */
function connectionBytes(options: readonly OptionUse[]): Condition {
  const use = options.find(({ name }) => name === 'connbytes');
  const low = Number((use?.values[0] ?? '0').split(':')[0]);
  const condition: Condition = (packet) =>
    packet.state === 'new' ? when(low === 0) : tracked(packet) ? CHOICE : FAILS;
  return negateIf(use?.negated === true, condition);
}

/** Who is on a list is up to the senders, once a rule puts them there; until then nobody is. */
function recent(options: readonly OptionUse[], lists: Set<string>): Condition {
  const name = value(options, 'name') ?? 'DEFAULT';
  const use = options.find((option) => /^(set|rcheck|update|remove)$/.test(option.name));
  if (use?.name === 'set') {
    lists.add(name);
    return () => when(!use.negated);
  }
  return negateIf(use?.negated === true, () => (lists.has(name) ? CHOICE : FAILS));
}

/** A span that is long over never comes again; anything else holds at some time. */
function time(options: readonly OptionUse[]): Condition {
  const stop = /^([0-9]{4})-/.exec(value(options, 'datestop') ?? '');
  const over = stop !== null && Number(stop[1]) < 2020;
  return (): Outcome => (over ? FAILS : CHOICE);
}
