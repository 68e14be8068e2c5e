import { AddressSet } from '../addresses.js';
import { portNumber, unknownReason } from './values.js';

const KEYS: ReadonlySet<string> = new Set(['proto', 'from', 'to', 'port', 'app', 'in', 'out']);
const PORTLESS: ReadonlySet<string> = new Set(['ipv6', 'esp', 'ah', 'igmp', 'gre', 'vrrp']);
const PROTOCOLS: ReadonlySet<string> = new Set(['any', 'tcp', 'udp', ...PORTLESS]);

/** Protocols that ufw filters for IPv4 only. */
export const IPV4_ONLY: ReadonlySet<string> = new Set(['ipv6', 'igmp']);

/**
 * Why ufw would not take the words of a rule from its action on (ufw's UFWCommandRule.parse): keywords are
 * lower case, options come in pairs and in this order: `[in|out [on IF]] [log|log-all]`, then the rest.
 */
export function syntaxComplaint(given: readonly string[]): string | undefined {
  if (given.some((word) => unknownReason(word) !== undefined)) return undefined;
  const words = [...given];
  if (!/^(allow|deny|reject|limit)$/.test(words[0] ?? '') || words.length < 2) {
    return 'invalid syntax';
  }
  const isDirection = (word: string | undefined): boolean => /^(in|out)$/i.test(word ?? '');
  if (words.length > 2 && isDirection(words[1]) && words[2] !== 'on') words.splice(1, 1);
  let hasInterface = false;
  if (words.includes('in') || words.includes('out')) {
    if (!isDirection(words[1]) || words[2]?.toLowerCase() !== 'on') {
      return 'invalid interface clause';
    }
    words.splice(2, 1);
    hasInterface = true;
  }
  for (const at of hasInterface ? [3, 1] : [1]) {
    if (/^log(-all)?$/i.test(words[at] ?? '') && words.length > (at === 3 ? 3 : 2)) {
      words.splice(at, 1);
      break;
    }
  }
  if (words.includes('log') || words.includes('log-all')) return "option 'log' not allowed here";
  const comment = words.indexOf('comment');
  if (comment >= 0) {
    const [, text] = words.splice(comment, 2);
    if (text === undefined) return "option 'comment' missing required argument";
    if (text.includes("'")) return `comment may not contain "'"`;
  }
  if (words.length < 2 || words.length > 13) return 'invalid syntax';
  if (words.length === 2) return shortComplaint(words[1]!);
  if (words.length % 2 === 0) return 'wrong number of arguments';
  return fullComplaint(words);
}

/** `11211`, `11211/tcp`, `ssh`; names of profiles are looked up elsewhere. */
function shortComplaint(text: string): string | undefined {
  const parts = text.split('/');
  if (parts.length > 2) return 'bad port';
  const [port = '', protocol] = parts;
  if (protocol !== undefined && !/^(tcp|udp|any)$/.test(protocol)) return 'bad port';
  return /^[0-9,:]/.test(port) ? portComplaint(port) : undefined;
}

function fullComplaint(words: readonly string[]): string | undefined {
  const count = (word: string): number => words.filter((other) => other === word).length;
  if (!['from', 'to', 'in', 'out'].some((word) => words.includes(word))) {
    return "need 'to' or 'from' clause";
  }
  if (
    ['to', 'from', 'proto', 'in', 'out'].some((word) => count(word) > 1) ||
    count('port') > 2 ||
    count('app') > 2 ||
    (count('app') > 0 && count('proto') > 0)
  ) {
    return 'improper rule syntax';
  }
  let protocol = 'any';
  let six = false;
  let ports = false;
  for (let i = 1; i < words.length; i += 2) {
    const key = words[i]!;
    const value = words[i + 1]!;
    if (!KEYS.has(key)) return `invalid token '${key}'`;
    if (key === 'proto') {
      if (!PROTOCOLS.has(value)) return `unsupported protocol '${value}'`;
      protocol = value;
    } else if (key === 'port') {
      ports ||= value !== 'any';
      const problem = portComplaint(value);
      if (problem !== undefined) return problem;
    } else if (key === 'in' || key === 'out') {
      const problem = interfaceComplaint(value);
      if (problem !== undefined) return problem;
    } else if ((key === 'from' || key === 'to') && value.includes(':')) {
      six ||= AddressSet.tryParse(value) !== undefined;
    }
  }
  if (six && IPV4_ONLY.has(protocol)) return `invalid IPv6 address with protocol '${protocol}'`;
  if (ports && PORTLESS.has(protocol)) return `invalid port with protocol '${protocol}'`;
  return undefined;
}

function portComplaint(text: string): string | undefined {
  const bad = `bad port '${text}'`;
  if (text === 'any') return undefined;
  if (/^[,:]|[,:]$/.test(text) || (text.match(/[,:]/g) ?? []).length > 14) return bad;
  if (!/^[0-9][0-9,:]*$/.test(text)) {
    return /[,:]/.test(text)
      ? 'port ranges must be numeric'
      : portNumber(text) === undefined
        ? bad
        : undefined;
  }
  for (const part of text.split(',')) {
    const ends = part.split(':').map(Number);
    if (ends.length > 2 || ends.some((end) => !(end >= 1 && end <= 65535))) return bad;
    if (ends.length === 2 && ends[0]! >= ends[1]!) return bad;
  }
  return undefined;
}

/** (ufw's UFWRule.set_interface) */
function interfaceComplaint(name: string): string | undefined {
  if (name.includes('!')) return "bad interface name: reserved character: '!'";
  if (name.includes(':')) return "bad interface name: can't use interface aliases";
  if (name === '.' || name === '..') return "bad interface name: can't use '.' or '..'";
  if (!/^[a-zA-Z0-9_.\-+,=%@]+$/.test(name) || name.length > 15) return 'bad interface name';
  return undefined;
}
