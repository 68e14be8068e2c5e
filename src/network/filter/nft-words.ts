/**
 * The words of nft(8)'s language (nftables 1.0.6, parser_bison.y, datatype.c, ct.c, meta.c, proto.c): names
 * only; what they mean is in nft-match.ts.
 */

/** Keys of `meta` that may stand without the word `meta`. */
export const META: ReadonlySet<string> = new Set([
  'iif',
  'iifname',
  'oif',
  'oifname',
  'iiftype',
  'oiftype',
  'iifgroup',
  'oifgroup',
  'mark',
  'pkttype',
  'skuid',
  'skgid',
  'cpu',
  'cgroup',
  'time',
  'day',
  'hour',
  'rtclassid',
  'ibrname',
  'obrname',
  'random',
]);

export const META_QUALIFIED: ReadonlySet<string> = new Set([
  ...META,
  'nfproto',
  'l4proto',
  'protocol',
  'length',
  'priority',
  'ibridgename',
  'secpath',
  'ipsec',
  'nftrace',
  'ibrport',
  'sdif',
  'sdifname',
  'iifkind',
  'oifkind',
]);

/** Fields of protocol headers. */
export const FIELDS: Readonly<Record<string, readonly string[]>> = {
  ip: [
    'saddr',
    'daddr',
    'protocol',
    'ttl',
    'dscp',
    'ecn',
    'length',
    'version',
    'id',
    'frag-off',
    'hdrlength',
    'checksum',
    'option',
  ],
  ip6: ['saddr', 'daddr', 'nexthdr', 'hoplimit', 'flowlabel', 'dscp', 'ecn', 'length', 'version'],
  tcp: [
    'dport',
    'sport',
    'flags',
    'sequence',
    'ackseq',
    'doff',
    'window',
    'checksum',
    'urgptr',
    'option',
  ],
  udp: ['dport', 'sport', 'length', 'checksum'],
  udplite: ['dport', 'sport', 'checksum'],
  sctp: ['dport', 'sport', 'vtag', 'checksum', 'chunk'],
  dccp: ['dport', 'sport', 'type'],
  th: ['dport', 'sport'],
  icmp: ['type', 'code', 'id', 'sequence', 'mtu', 'gateway', 'checksum'],
  icmpv6: [
    'type',
    'code',
    'id',
    'sequence',
    'mtu',
    'max-delay',
    'checksum',
    'parameter-problem',
    'packet-too-big',
    'taddr',
    'daddr',
  ],
  ether: ['saddr', 'daddr', 'type'],
  vlan: ['id', 'type', 'pcp', 'dei'],
  arp: ['operation', 'saddr', 'daddr', 'htype', 'ptype'],
  ah: ['spi'],
  esp: ['spi'],
  comp: ['cpi'],
  igmp: ['type', 'group'],
  socket: ['transparent', 'mark', 'wildcard'],
  rt: ['nexthop', 'classid', 'ipsec', 'type', 'nexthdr', 'hdrlength', 'seg-left'],
  frag: ['nexthdr', 'frag-off', 'more-fragments', 'id', 'reserved', 'reserved2'],
  hbh: ['nexthdr', 'hdrlength'],
  dst: ['nexthdr', 'hdrlength'],
  mh: ['nexthdr', 'hdrlength', 'type', 'checksum', 'reserved'],
  srh: ['flags', 'last-entry', 'tag', 'sid'],
};

export const TRANSPORTS = ['tcp', 'udp', 'sctp', 'dccp', 'udplite', 'ah', 'esp', 'comp', 'igmp'];

export const CT: ReadonlySet<string> = new Set([
  'state',
  'status',
  'mark',
  'direction',
  'l3proto',
  'protocol',
  'expiration',
  'helper',
  'label',
  'zone',
  'count',
  'bytes',
  'packets',
  'avgpkt',
  'id',
  'saddr',
  'daddr',
  'proto-src',
  'proto-dst',
  'event',
  'timeout',
]);

export const OPERATORS: Readonly<Record<string, '==' | '!=' | '<' | '>' | '<=' | '>='>> = {
  '==': '==',
  eq: '==',
  '!=': '!=',
  ne: '!=',
  '<': '<',
  lt: '<',
  '>': '>',
  gt: '>',
  '<=': '<=',
  le: '<=',
  '>=': '>=',
  ge: '>=',
};

const LOG_LEVELS = /^(emerg|alert|crit|err|warn|notice|info|debug|audit)$/;

export function isLogLevel(text: string): boolean {
  return LOG_LEVELS.test(text);
}

/** Codes that `reject with icmp|icmpv6|icmpx` takes, besides numbers. */
export const REJECT_CODES: Readonly<Record<string, readonly string[]>> = {
  icmp: [
    'net-unreachable',
    'host-unreachable',
    'prot-unreachable',
    'port-unreachable',
    'frag-needed',
    'net-prohibited',
    'host-prohibited',
    'admin-prohibited',
  ],
  icmpv6: [
    'no-route',
    'admin-prohibited',
    'addr-unreachable',
    'port-unreachable',
    'policy-fail',
    'reject-route',
  ],
  icmpx: ['port-unreachable', 'admin-prohibited', 'no-route', 'host-unreachable'],
};

/** Selectors whose values are names from a list; numbers are fine everywhere. */
export const SYMBOLS: Readonly<Record<string, RegExp>> = {
  'ct state': /^(invalid|new|established|related|untracked)$/,
  'ct direction': /^(original|reply)$/,
  'ct status': /^(expected|seen-reply|assured|confirmed|snat|dnat|dying)$/,
  'meta pkttype': /^(host|unicast|broadcast|multicast|other)$/,
  'meta iiftype': /^(ether|ppp|ipip|ipip6|loopback|sit|ipgre)$/,
  'meta day': /^(Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)$/i,
  'icmp type':
    /^(echo-reply|destination-unreachable|source-quench|redirect|echo-request|router-advertisement|router-solicitation|time-exceeded|parameter-problem|timestamp-request|timestamp-reply|info-request|info-reply|address-mask-request|address-mask-reply)$/,
  'icmpv6 type':
    /^(destination-unreachable|packet-too-big|time-exceeded|parameter-problem|echo-request|echo-reply|mld-listener-(query|report|done|reduction)|mld2-listener-report|nd-router-(solicit|advert)|nd-neighbor-(solicit|advert)|nd-redirect|router-renumbering|ind-neighbor-(solicit|advert))$/,
  'tcp flags': /^(fin|syn|rst|psh|ack|urg|ecn|cwr)$/,
  'meta nfproto': /^(ipv4|ipv6)$/,
};

/** Selectors whose values are bits, so that a list of them is one value. */
export const BITS = /^(ct state|ct status|tcp flags|ct label|ct event)$/;

/** The data types of sets, by the selectors they fit. */
export function typeOf(key: string): string | undefined {
  if (/^ip [sd]addr$|^ct (original|reply) ip [sd]addr$/.test(key)) return 'ipv4_addr';
  if (/^ip6 [sd]addr$|^ct (original|reply) ip6 [sd]addr$/.test(key)) return 'ipv6_addr';
  if (/^(tcp|udp|th|sctp|dccp|udplite) [sd]port$/.test(key)) return 'inet_service';
  if (/^(ip protocol|ip6 nexthdr|meta l4proto|ct protocol)$/.test(key)) return 'inet_proto';
  if (/^meta [io]ifname$/.test(key)) return 'ifname';
  if (/^ether [sd]addr$/.test(key)) return 'ether_addr';
  if (/^(meta|ct) mark$/.test(key)) return 'mark';
  return undefined;
}

export const SET_TYPES =
  /^(ipv4_addr|ipv6_addr|ether_addr|inet_proto|inet_service|mark|ifname|iface_index|iface_type|devgroup|uid|gid|day|hour|time|ct_state|ct_status|ct_dir|ct_label|icmp_type|icmpv6_type|icmp_code|icmpv6_code|icmpx_code|ether_type|pkt_type|tcp_flag|nf_proto|boolean|integer|string|fib_addrtype|realm|cgroupsv2|dscp|ecn|arp_op|classid)$/;

/** Standard priority names (nft(8), "Standard priority names") and the hooks some of them are for. */
export const PRIORITIES: ReadonlyMap<string, readonly [number, ...string[]]> = new Map<
  string,
  readonly [number, ...string[]]
>([
  ['raw', [-300]],
  ['mangle', [-150]],
  ['dstnat', [-100, 'prerouting', 'output']],
  ['filter', [0]],
  ['security', [50]],
  ['srcnat', [100, 'postrouting']],
  ['out', [100]],
]);
