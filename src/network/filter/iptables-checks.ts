import { Refused, type Argument, type MatchUse, type OptionUse } from './iptables-parse.js';
import { protocolNumber, unknownReason, wholeNumber } from './values.js';

/** Where a rule is to stand, as far as it decides what is allowed in it. */
interface Position {
  readonly family: 4 | 6;
  readonly table: string;
  readonly chain: string;
}

/**
 * What has to be given with a match: one option of each list. A match without an entry needs nothing.
 * (`XTOPT_MAND` and the final checks of the extensions of iptables 1.8.)
 */
const NEEDED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  multiport: [['sports', 'dports', 'ports']],
  iprange: [['src-range', 'dst-range']],
  set: [['match-set', 'set']],
  conntrack: [[]],
  state: [['state']],
  comment: [['comment']],
  mac: [['mac-source']],
  addrtype: [['src-type', 'dst-type']],
  mark: [['mark']],
  connmark: [['mark']],
  owner: [[]],
  string: [['algo'], ['string', 'hex-string']],
  length: [['length']],
  ttl: [[]],
  hl: [[]],
  pkttype: [['pkt-type']],
  statistic: [['mode']],
  physdev: [[]],
  devgroup: [[]],
  helper: [['helper']],
  icmp: [['icmp-type']],
  icmp6: [['icmpv6-type']],
  icmpv6: [['icmpv6-type']],
  'ipv6-icmp': [['icmpv6-type']],
  hashlimit: [['hashlimit-name'], ['hashlimit', 'hashlimit-upto', 'hashlimit-above']],
  connlimit: [['connlimit-above', 'connlimit-upto']],
  recent: [['set', 'rcheck', 'update', 'remove']],
  quota: [['quota']],
  u32: [['u32']],
  bpf: [['bytecode', 'object-pinned']],
  ecn: [[]],
  dscp: [[]],
  tos: [['tos']],
  tcpmss: [['mss']],
  cpu: [['cpu']],
  cgroup: [[]],
  connbytes: [['connbytes'], ['connbytes-dir'], ['connbytes-mode']],
  connlabel: [['label']],
  realm: [['realm']],
  nfacct: [['nfacct-name']],
  osf: [['genre']],
  cluster: [['cluster-total-nodes'], ['cluster-local-node'], ['cluster-hash-seed']],
  policy: [['dir']],
};

/** Options of which a match takes one only. */
const EXCLUSIVE: Readonly<Record<string, readonly (readonly string[])[]>> = {
  tcp: [['syn', 'tcp-flags']],
  multiport: [['sports', 'dports', 'ports']],
  ttl: [['ttl-eq', 'ttl', 'ttl-lt', 'ttl-gt']],
  hl: [['hl-eq', 'hl-lt', 'hl-gt']],
  connlimit: [
    ['connlimit-above', 'connlimit-upto'],
    ['connlimit-saddr', 'connlimit-daddr'],
  ],
  recent: [['set', 'rcheck', 'update', 'remove']],
  hashlimit: [['hashlimit', 'hashlimit-upto', 'hashlimit-above']],
  dscp: [['dscp', 'dscp-class']],
  string: [['string', 'hex-string']],
};

/** Options that take no `!`. */
const NOT_INVERTIBLE =
  /^(limit|limit-burst|hashlimit.*|mode|every|packet|bytecode|object-pinned|algo|from|to|icase|timestart|timestop|datestart|datestop|kerneltz|contiguous|utc|comment|ctdir|seconds|hitcount|rttl|name|rsource|rdest|limit-iface-(in|out)|connlimit-(mask|saddr|daddr)|dir|pol|transparent|nowildcard|restore-skmark|loose|validmark|accept-local|path|cluster-(total-nodes|hash-seed))$/;

/** Matches of one family only. */
const FAMILIES: Readonly<Record<string, 4 | 6>> = {
  fragment: 4,
  icmp: 4,
  ttl: 4,
  realm: 4,
  osf: 4,
  icmp6: 6,
  icmpv6: 6,
  'ipv6-icmp': 6,
  hl: 6,
  rt: 6,
  frag: 6,
  hbh: 6,
  dst: 6,
  eui64: 6,
};

/** Matches whose kernel part wants `-p` with that protocol, not negated. */
const PROTOCOLS: Readonly<Record<string, number>> = {
  icmp: 1,
  icmp6: 58,
  icmpv6: 58,
  'ipv6-icmp': 58,
  tcpmss: 6,
  osf: 6,
  sctp: 132,
  dccp: 33,
  esp: 50,
};

/** Chains that packets leave by and chains that they come in by. */
const OUTGOING = ['OUTPUT', 'POSTROUTING'];
const INCOMING = ['PREROUTING', 'INPUT'];

/**
 * Whether iptables and the kernel take a match as it is used.
 * @throws Refused
 */
export function checkMatch(
  { name, options }: MatchUse,
  protocol: Argument | undefined,
  place: Position,
): void {
  const has = (option: string): boolean => options.some((use) => aliasOf(use.name) === option);
  for (const alternatives of NEEDED[name] ?? []) {
    if (options.length === 0 || (alternatives.length > 0 && !alternatives.some(has))) {
      throw new Refused(
        `the match \`${name}\` needs ${alternatives.length === 0 ? 'an option' : `--${alternatives.join(' or --')}`}`,
      );
    }
  }
  for (const group of EXCLUSIVE[name] ?? []) {
    const used = options.filter((use) => group.includes(aliasOf(use.name)));
    if (used.length > 1) {
      throw new Refused(`\`--${used[1]!.name}' cannot be used together with \`--${used[0]!.name}'`);
    }
  }
  if (name !== 'set' && name !== 'policy') checkOnce(options);
  for (const use of options) {
    if (use.negated && NOT_INVERTIBLE.test(use.name)) {
      throw new Refused(`option "--${use.name}" cannot be inverted`);
    }
  }
  const family = FAMILIES[name];
  if (family !== undefined && family !== place.family) {
    throw new Refused(`there is no match \`${name}\` for IPv${place.family}`);
  }
  if (name === 'nfacct') throw new Refused('there is no such accounting object');
  checkProtocol(name, options, protocol);
  checkChain(name, options, place);
  for (const use of options) checkValue(name, use, options);
}

function checkProtocol(
  name: string,
  options: readonly OptionUse[],
  protocol: Argument | undefined,
): void {
  if (protocol !== undefined && unknownReason(protocol.text) !== undefined) return;
  const number = protocol === undefined ? undefined : protocolNumber(protocol.text);
  const plain = protocol?.negated === true ? undefined : number;
  if (name === 'tcp' || name === 'udp') {
    if (number !== (name === 'tcp' ? 6 : 17)) {
      throw new Refused(`${name.toUpperCase()} match requires '-p ${name}'`);
    }
    // The nf_tables back end writes out `! -p tcp --dport`, but leaves an empty match to the kernel.
    const written = options.some(
      ({ name: option, values, negated }) =>
        /port|tcp-flags|syn/.test(option) && (negated || !/^0*:(65535)?$/.test(values[0] ?? '')),
    );
    if (protocol!.negated && (!written || options.some((use) => use.name === 'tcp-option'))) {
      throw new Refused(`the ${name} match and a negated protocol exclude each other`);
    }
  }
  const needed =
    PROTOCOLS[name] ??
    (name === 'ecn' && options.some((use) => /^ecn-tcp/.test(use.name)) ? 6 : undefined);
  if (needed !== undefined && plain !== needed) {
    throw new Refused(`the match \`${name}\` needs -p ${needed}`);
  }
  if (name === 'multiport' && (plain === undefined || ![6, 17, 33, 132, 136].includes(plain))) {
    throw new Refused("multiport needs `-p tcp', `-p udp', `-p udplite', `-p sctp' or `-p dccp'");
  }
}

/** The hooks that the kernel allows a match in; user chains are not looked at. */
function checkChain(name: string, options: readonly OptionUse[], { chain, table }: Position): void {
  const uses = (option: string, value?: string): boolean =>
    options.some((use) => use.name === option && (value === undefined || use.values[0] === value));
  const wrong =
    (name === 'owner' && [...INCOMING, 'FORWARD'].includes(chain)) ||
    (name === 'mac' && OUTGOING.includes(chain)) ||
    (name === 'rpfilter' &&
      (!['raw', 'mangle'].includes(table) || [...OUTGOING, 'INPUT', 'FORWARD'].includes(chain))) ||
    (name === 'devgroup' && uses('dst-group') && INCOMING.includes(chain)) ||
    (name === 'devgroup' && uses('src-group') && OUTGOING.includes(chain)) ||
    (name === 'policy' && uses('dir', 'out') && INCOMING.includes(chain)) ||
    (name === 'policy' && uses('dir', 'in') && OUTGOING.includes(chain)) ||
    (name === 'addrtype' && uses('limit-iface-out') && INCOMING.includes(chain)) ||
    (name === 'addrtype' && uses('limit-iface-in') && OUTGOING.includes(chain)) ||
    (name === 'socket' && [...OUTGOING, 'FORWARD'].includes(chain));
  if (wrong) throw new Refused(`the match \`${name}\` is not for the chain ${chain}`);
}

/** Values that are refused and are not looked at where the match is evaluated. */
function checkValue(name: string, use: OptionUse, options: readonly OptionUse[]): void {
  const text = use.values[0] ?? '';
  if (unknownReason(text) !== undefined) return;
  const number = (low: number, high: number): void => {
    const value = wholeNumber(text);
    if (value === undefined || value < low || value > high) {
      throw new Refused(`bad value for option "--${use.name}", or out of range (${low}-${high})`);
    }
  };
  switch (`${name} ${use.name}`) {
    case 'limit limit':
    case 'hashlimit hashlimit':
      checkRate(text);
      break;
    case 'ttl ttl-eq':
    case 'ttl ttl':
    case 'ttl ttl-lt':
    case 'ttl ttl-gt':
    case 'hl hl-eq':
    case 'hl hl-lt':
    case 'hl hl-gt':
      number(0, 255);
      break;
    case 'dscp dscp':
      number(0, 63);
      break;
    case 'dscp dscp-class':
      if (!/^(CS[0-7]|BE|EF|AF[1-4][1-3])$/i.test(text))
        throw new Refused(`invalid DSCP value \`${text}'`);
      break;
    case 'recent seconds':
      number(1, 0xffffffff);
      if (options.some(({ name: other }) => other === 'set' || other === 'remove')) {
        throw new Refused('--seconds goes with --rcheck and --update only');
      }
      break;
    case 'recent name':
      if (text === '') throw new Refused('the list has no name');
      break;
    case 'pkttype pkt-type':
      if (!/^(unicast|host|broadcast|multicast)$/i.test(text))
        throw new Refused(`bad packet type '${text}'`);
      break;
    case 'quota quota':
      if (!/^[0-9]{1,20}$/.test(text)) throw new Refused('bad value for option "--quota"');
      break;
    case 'tcp tcp-option':
      number(1, 255);
      break;
    case 'string algo':
      if (text !== 'bm' && text !== 'kmp') throw new Refused(`there is no algorithm \`${text}\``);
      break;
    case 'statistic mode':
      checkStatistic(text, options);
      break;
    case 'time weekdays':
      if (!/^((mo|tu|we|th|fr|sa|su|[1-7])[a-z]*,?)+$/i.test(text)) {
        throw new Refused(`${text} is not a valid day specifier`);
      }
      break;
    case 'time timestart':
    case 'time timestop':
      if (!/^([01]?[0-9]|2[0-3]):[0-5]?[0-9](:[0-5]?[0-9])?$/.test(text)) {
        throw new Refused(`invalid time "${text}" specified`);
      }
      break;
    default:
  }
}

/** `5`, `5/s`, `10/minute`, `3/hour`, `1/day`; at most 10,000 a second. */
function checkRate(text: string): void {
  const rate = /^([0-9]{1,10})(?:\/([a-z]+))?$/.exec(text);
  const unit = rate?.[2] ?? 's';
  const scale = ['second', 'minute', 'hour', 'day'].find((name) => name.startsWith(unit));
  if (rate === null || scale === undefined || Number(rate[1]) === 0) {
    throw new Refused(`bad rate "${text}"`);
  }
  if (scale === 'second' && Number(rate[1]) > 10_000) throw new Refused(`rate too fast "${text}"`);
}

function checkStatistic(mode: string, options: readonly OptionUse[]): void {
  const value = (name: string): string | undefined =>
    options.find((use) => use.name === name)?.values[0];
  if (mode === 'random') {
    if (value('probability') === undefined) throw new Refused('--probability must be specified');
  } else if (mode === 'nth') {
    const every = wholeNumber(value('every') ?? '');
    const packet = wholeNumber(value('packet') ?? '');
    if (every === undefined) throw new Refused('--every must be specified when using nth mode');
    if (packet === undefined) throw new Refused('option "--every" also requires "--packet"');
    if (packet >= every) throw new Refused('the --packet p must be 0 <= p <= n-1');
  } else throw new Refused(`bad mode "${mode}"`);
}

/** Options with two names under one. */
export function aliasOf(name: string): string {
  switch (name) {
    case 'source-port':
      return 'sport';
    case 'destination-port':
      return 'dport';
    case 'source-ports':
      return 'sports';
    case 'destination-ports':
      return 'dports';
    default:
      return name;
  }
}

function checkOnce(options: readonly OptionUse[]): void {
  const seen = new Set<string>();
  for (const option of options) {
    const name = aliasOf(option.name);
    if (seen.has(name)) throw new Refused(`only one \`--${option.name}' allowed`);
    seen.add(name);
  }
}
