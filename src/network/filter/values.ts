import { isIPv4, isIPv6 } from 'node:net';
import { AddressSet } from '../addresses.js';
import type { Interval } from '../intervals.js';
import { PortSet } from '../ports.js';

/** A value that stands for something not known; see {@link unknownWord}. */
export interface UnknownText {
  readonly reason: string;
}

const MARK = '\u0000';

/** Marks characters of a reason that the languages of the tools would take apart. */
const SHIFT = 0xe000;

/** A stand-in for a word of a command whose text is not known; no tool's grammar splits it. */
export function unknownWord(reason: string): string {
  let word = MARK;
  for (const char of reason.slice(0, 200)) {
    const code = char.charCodeAt(0);
    word += /^[A-Za-z0-9_]$/.test(char) || code > 0x7f ? char : String.fromCharCode(SHIFT + code);
  }
  return word;
}

/** The reason when the word is a stand-in. */
export function unknownReason(word: string): string | undefined {
  if (!word.startsWith(MARK)) return undefined;
  let reason = '';
  for (const char of word.slice(1)) {
    const code = char.charCodeAt(0) - SHIFT;
    reason += code >= 0 && code <= 0x7f ? String.fromCharCode(code) : char;
  }
  return reason;
}

/** Names in /etc/protocols that people write in packet filters, and the two that iptables adds. */
const PROTOCOLS: ReadonlyMap<string, number> = new Map([
  ['all', 0],
  ['ip', 0],
  ['hopopt', 0],
  ['icmp', 1],
  ['igmp', 2],
  ['ipencap', 4],
  ['tcp', 6],
  ['egp', 8],
  ['igp', 9],
  ['udp', 17],
  ['dccp', 33],
  ['ipv6', 41],
  ['ipv6-route', 43],
  ['ipv6-frag', 44],
  ['rsvp', 46],
  ['gre', 47],
  ['esp', 50],
  ['ipsec-esp', 50],
  ['ah', 51],
  ['ipsec-ah', 51],
  ['ipv6-icmp', 58],
  ['icmpv6', 58],
  ['ipv6-nonxt', 59],
  ['ipv6-opts', 60],
  ['ospf', 89],
  ['pim', 103],
  ['ipcomp', 108],
  ['vrrp', 112],
  ['l2tp', 115],
  ['sctp', 132],
  ['ipv6-mh', 135],
  ['mh', 135],
  ['mobility-header', 135],
  ['udplite', 136],
]);

/** The number of an IP protocol given by number or name; 0 is every protocol. */
export function protocolNumber(text: string): number | undefined {
  const lower = text.toLowerCase();
  const named = PROTOCOLS.get(lower);
  if (named !== undefined) return named;
  const number = wholeNumber(lower);
  return number !== undefined && number <= 255 ? number : undefined;
}

/** Our two protocols by their number; anything else is neither. */
export function protocolName(number: number): string {
  return number === 6 ? 'tcp' : number === 17 ? 'udp' : `#${number}`;
}

/** Decimal, `0x` hexadecimal or `0` octal, as strtoul(3) with base 0 reads it. */
export function wholeNumber(text: string): number | undefined {
  if (/^0[xX][0-9a-fA-F]{1,12}$/.test(text)) return parseInt(text, 16);
  if (/^0[0-7]{1,15}$/.test(text)) return parseInt(text, 8);
  if (/^(0|[1-9][0-9]{0,14})$/.test(text)) return Number(text);
  return undefined;
}

/** Services of /etc/services (Debian 12) that stand in firewall rules. */
const SERVICES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ftp: 21,
    'ftp-data': 20,
    ssh: 22,
    telnet: 23,
    smtp: 25,
    time: 37,
    whois: 43,
    domain: 53,
    bootps: 67,
    bootpc: 68,
    tftp: 69,
    finger: 79,
    http: 80,
    www: 80,
    kerberos: 88,
    pop3: 110,
    sunrpc: 111,
    auth: 113,
    nntp: 119,
    ntp: 123,
    'netbios-ns': 137,
    'netbios-dgm': 138,
    'netbios-ssn': 139,
    imap2: 143,
    imap: 143,
    snmp: 161,
    'snmp-trap': 162,
    bgp: 179,
    ldap: 389,
    https: 443,
    'microsoft-ds': 445,
    submissions: 465,
    isakmp: 500,
    syslog: 514,
    shell: 514,
    printer: 515,
    submission: 587,
    ipp: 631,
    ldaps: 636,
    rsync: 873,
    imaps: 993,
    pop3s: 995,
    openvpn: 1194,
    'ms-sql-s': 1433,
    nfs: 2049,
    mysql: 3306,
    'ms-wbt-server': 3389,
    postgresql: 5432,
    amqp: 5672,
    x11: 6000,
    redis: 6379,
    'http-alt': 8080,
    webcache: 8080,
    mdns: 5353,
    sip: 5060,
    'zabbix-agent': 10050,
    'zabbix-trapper': 10051,
  }),
);

/** The port of a number or service name. */
export function portNumber(text: string): number | undefined {
  const number = wholeNumber(text);
  if (number !== undefined) return number <= 65535 ? number : undefined;
  return SERVICES.get(text);
}

/**
 * The IANA name of 11211, `memcache`, is in /etc/services of Red Hat systems and not of Debian: a rule
 * that uses it is either about 11211 or refused.
 */
export function isDoubtfulService(text: string): boolean {
  return text === 'memcache';
}

/** `11211`, `11211:11215`, `:11215`, `11211:`, with `separator` between the ends. */
export function portRange(text: string, separator: string): PortSet | undefined {
  const at = text.indexOf(separator);
  if (at < 0) {
    const port = portNumber(text);
    return port === undefined ? undefined : PortSet.of(port);
  }
  const lowText = text.slice(0, at);
  const highText = text.slice(at + 1);
  const low = lowText === '' ? 0 : portNumber(lowText);
  const high = highText === '' ? 65535 : portNumber(highText);
  return low === undefined || high === undefined || low > high
    ? undefined
    : PortSet.range(low, high);
}

/** Whether text can be the name of a host that a resolver knows: labels with a dot, no number last. */
export function isHostName(text: string): boolean {
  // `.invalid` is kept free so that it never resolves (RFC 6761).
  if (text.length > 253 || !text.includes('.') || text.endsWith('.invalid')) return false;
  const labels = text.split('.');
  return (
    labels.every((label) => /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/.test(label)) &&
    /^[A-Za-z]/.test(labels[labels.length - 1]!)
  );
}

/**
 * A network as iptables reads it (xtables_ipparse_multiple): short dotted forms are filled with zeros on
 * the right, the mask is a length or a dotted mask, with a zero mask the address is not even looked at.
 */
export function parseNetwork(text: string, family: 4 | 6): AddressSet | UnknownText | undefined {
  const slash = text.indexOf('/');
  const host = slash < 0 ? text : text.slice(0, slash);
  const maskText = slash < 0 ? undefined : text.slice(slash + 1);
  const all = family === 4 ? AddressSet.allIPv4 : AddressSet.allIPv6;
  if (maskText === '0' || maskText === '0.0.0.0') return all;
  const bits = family === 4 ? 32 : 128;
  let length: number | undefined = bits;
  let mask: string | undefined;
  if (maskText !== undefined) {
    length = wholeNumber(maskText);
    if (length === undefined && family === 4 && isIPv4(maskText)) {
      length = maskLength(maskText);
      mask = maskText;
    } else if (length === undefined && family === 6 && isIPv6(maskText)) {
      length = maskLength6(maskText);
      if (length === undefined) return { reason: `the mask of \`${text}\` is not evaluated` };
    }
    if ((length === undefined && mask === undefined) || (length !== undefined && length > bits)) {
      return undefined;
    }
  }
  const address =
    family === 4 ? fullIPv4(host) : isIPv6(host) && !host.includes('%') ? host : undefined;
  if (address === undefined) {
    if (host === 'localhost') return AddressSet.parse(family === 4 ? '127.0.0.1' : '::1');
    if (!isHostName(host)) return undefined;
    return { reason: `the addresses of \`${host}\` are not known` };
  }
  if (length !== undefined) return AddressSet.tryParse(`${address}/${length}`);
  return scattered(address, mask!) ?? { reason: `the mask of \`${text}\` is too scattered` };
}

/** Octets in decimal, `0x` or `0` octal; missing ones are zeros on the right; one big number is the whole. */
function fullIPv4(text: string): string | undefined {
  if (isIPv4(text)) return text;
  const parts = text.split('.').map(wholeNumber);
  if (parts.length > 4 || parts.some((part) => part === undefined)) return undefined;
  const octets = parts as number[];
  if (octets.length === 1 && octets[0]! > 255 && octets[0]! < 2 ** 32) {
    return [24, 16, 8, 0].map((shift) => Math.floor(octets[0]! / 2 ** shift) % 256).join('.');
  }
  if (octets.some((octet) => octet > 255)) return undefined;
  return [...octets, 0, 0, 0].slice(0, 4).join('.');
}

function toNumber(address: string): number {
  return address.split('.').reduce((value, octet) => value * 256 + Number(octet), 0);
}

/** The prefix length of a dotted mask without gaps. */
function maskLength(mask: string): number | undefined {
  const bits = toNumber(mask).toString(2).padStart(32, '0');
  const length = bits.indexOf('0') < 0 ? 32 : bits.indexOf('0');
  return bits.indexOf('1', length) < 0 ? length : undefined;
}

/** The prefix length of a mask like `ffff:ffff::`. */
function maskLength6(mask: string): number | undefined {
  const [interval] = AddressSet.parse(mask).v6;
  const bits = interval![0].toString(2).padStart(128, '0');
  return /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : undefined;
}

/** All addresses that agree with `address` in the bits of a mask with gaps, if there are not too many runs. */
function scattered(address: string, mask: string): AddressSet | undefined {
  const bits = toNumber(mask).toString(2).padStart(32, '0');
  const trailing = 32 - 1 - bits.lastIndexOf('1');
  const free: number[] = [];
  for (let i = 0; i < 32 - trailing; i++) if (bits[i] === '0') free.push(2 ** (31 - i));
  if (free.length > 16) return undefined;
  let fixed = 0;
  const value = toNumber(address).toString(2).padStart(32, '0');
  for (let i = 0; i < 32; i++) if (bits[i] === '1' && value[i] === '1') fixed += 2 ** (31 - i);
  const intervals: Interval<number>[] = [];
  for (let choice = 0; choice < 2 ** free.length; choice++) {
    let low = fixed;
    for (let bit = 0; bit < free.length; bit++) if (choice & (1 << bit)) low += free[bit]!;
    intervals.push([low, low + 2 ** trailing - 1]);
  }
  return AddressSet.fromIntervals(intervals, []);
}
