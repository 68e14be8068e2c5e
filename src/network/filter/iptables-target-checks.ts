import { isIP } from 'node:net';
import { Refused, type Argument, type OptionUse } from './iptables-parse.js';
import { protocolNumber, unknownReason, wholeNumber } from './values.js';

interface Position {
  readonly family: 4 | 6;
  readonly table: string;
  readonly chain: string;
  readonly ipsets: { readonly has: (name: string) => boolean };
}

/** The tables a target is for; the others are for all. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  REJECT: ['filter'],
  NOTRACK: ['raw'],
  CT: ['raw'],
  DNAT: ['nat'],
  SNAT: ['nat'],
  REDIRECT: ['nat'],
  MASQUERADE: ['nat'],
  NETMAP: ['nat'],
  TOS: ['mangle'],
  DSCP: ['mangle'],
  TTL: ['mangle'],
  HL: ['mangle'],
  ECN: ['mangle'],
  TCPOPTSTRIP: ['mangle'],
  CHECKSUM: ['mangle'],
  TPROXY: ['mangle'],
  SECMARK: ['security', 'mangle'],
  CONNSECMARK: ['security', 'mangle'],
};

/** The built-in chains a target is for; the others are for all. */
const CHAINS: Readonly<Record<string, readonly string[]>> = {
  DNAT: ['PREROUTING', 'OUTPUT'],
  REDIRECT: ['PREROUTING', 'OUTPUT'],
  SNAT: ['INPUT', 'POSTROUTING'],
  MASQUERADE: ['POSTROUTING'],
  CLASSIFY: ['FORWARD', 'OUTPUT', 'POSTROUTING'],
  TPROXY: ['PREROUTING'],
  SYNPROXY: ['INPUT', 'FORWARD'],
};

const BUILT_IN = ['INPUT', 'FORWARD', 'OUTPUT', 'PREROUTING', 'POSTROUTING'];

/** What has to be given with a target: one option of each list. */
const NEEDED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  DNAT: [['to-destination']],
  SNAT: [['to-source']],
  NETMAP: [['to']],
  MARK: [['set-mark', 'set-xmark', 'or-mark', 'and-mark', 'xor-mark']],
  CONNMARK: [
    ['set-mark', 'set-xmark', 'or-mark', 'and-mark', 'xor-mark', 'save-mark', 'restore-mark'],
  ],
  TCPMSS: [['set-mss', 'clamp-mss-to-pmtu']],
  AUDIT: [['type']],
  TEE: [['gateway']],
  SET: [['add-set', 'del-set', 'map-set']],
  IDLETIMER: [['timeout'], ['label']],
  RATEEST: [['rateest-name'], ['rateest-interval'], ['rateest-ewmalog', 'rateest-ewma']],
  CLASSIFY: [['set-class']],
  TOS: [['set-tos', 'and-tos', 'or-tos', 'xor-tos']],
  DSCP: [['set-dscp', 'set-dscp-class']],
  TTL: [['ttl-set', 'ttl-dec', 'ttl-inc']],
  HL: [['hl-set', 'hl-dec', 'hl-inc']],
  ECN: [['ecn-tcp-remove']],
  TPROXY: [['on-port']],
  HMARK: [['hmark-mod']],
};

/** Options that several uses of a target may repeat. */
const MARKS = ['set-mark', 'set-xmark', 'or-mark', 'and-mark', 'xor-mark'];

/**
 * Whether iptables and the kernel take a target as it is used.
 * @throws Refused
 */
export function checkTarget(
  name: string,
  options: readonly OptionUse[],
  protocol: Argument | undefined,
  place: Position,
): void {
  const { table, chain, family } = place;
  if (TABLES[name]?.includes(table) === false) {
    throw new Refused(`the target ${name} is not for the table ${table}`);
  }
  if (BUILT_IN.includes(chain) && CHAINS[name]?.includes(chain) === false) {
    throw new Refused(`the target ${name} is not for the chain ${chain}`);
  }
  const has = (option: string): boolean => options.some((use) => use.name === option);
  for (const alternatives of NEEDED[name] ?? []) {
    if (!alternatives.some(has)) {
      throw new Refused(`the target ${name} needs --${alternatives.join(' or --')}`);
    }
  }
  if ((name === 'MARK' || name === 'CONNMARK') && MARKS.filter(has).length > 1) {
    throw new Refused('the ways to set a mark exclude each other');
  }
  const seen = new Set<string>();
  for (const { name: option, negated } of options) {
    if (negated) throw new Refused(`option "--${option}" cannot be inverted`);
    if (seen.has(option)) throw new Refused(`option "--${option}" can only be used once`);
    seen.add(option);
  }
  checkProtocol(name, options, protocol, chain);
  if (name === 'HL' ? family === 4 : name === 'TTL' && family === 6) {
    throw new Refused(`there is no target ${name} for IPv${family}`);
  }
  for (const use of options) checkValue(name, use, place);
}

function checkProtocol(
  name: string,
  options: readonly OptionUse[],
  protocol: Argument | undefined,
  chain: string,
): void {
  if (protocol !== undefined && unknownReason(protocol.text) !== undefined) return;
  const number = protocol === undefined ? undefined : protocolNumber(protocol.text);
  const plain = protocol?.negated === true ? undefined : number;
  const uses = (option: string): OptionUse | undefined =>
    options.find((use) => use.name === option);
  if (['TCPMSS', 'SYNPROXY', 'ECN'].includes(name) && plain !== 6) {
    throw new Refused(`the target ${name} needs -p tcp`);
  }
  if (name === 'TPROXY' && plain !== 6 && plain !== 17) {
    throw new Refused('the target TPROXY needs -p tcp or -p udp');
  }
  if (name === 'TCPMSS' && uses('clamp-mss-to-pmtu') !== undefined) {
    if (['INPUT', 'PREROUTING'].includes(chain)) {
      throw new Refused('--clamp-mss-to-pmtu is not for incoming packets');
    }
  }
  const withPorts =
    (name === 'REDIRECT' && uses('to-ports') !== undefined) ||
    (name === 'DNAT' && /^:|\]:|^[^:]*\.[^:]*:/.test(uses('to-destination')?.values[0] ?? ''));
  if (withPorts && (number === undefined || ![1, 6, 17, 33, 58, 132].includes(number))) {
    throw new Refused('need TCP, UDP, SCTP or DCCP with port specification');
  }
}

function checkValue(name: string, use: OptionUse, place: Position): void {
  const text = use.values[0] ?? '';
  if (unknownReason(text) !== undefined) return;
  switch (`${name} ${use.name}`) {
    case 'TEE gateway':
      if (isIP(text) !== place.family) throw new Refused(`bad address \`${text}\``);
      break;
    case 'SET add-set':
    case 'SET del-set':
    case 'SET map-set':
      if (!place.ipsets.has(text)) throw new Refused(`set ${text} doesn't exist`);
      break;
    case 'LOG log-level':
      if (
        !/^([0-7]|alert|crit|debug|emerg|error|info|notice|panic|warning|warn|err)$/i.test(text)
      ) {
        throw new Refused(`log level "${text}" unknown`);
      }
      break;
    case 'NFQUEUE queue-num': {
      const number = wholeNumber(text);
      if (number === undefined || number > 65535) throw new Refused('bad queue number');
      break;
    }
    case 'TTL ttl-set':
    case 'TTL ttl-inc':
    case 'TTL ttl-dec':
    case 'HL hl-set':
    case 'HL hl-inc':
    case 'HL hl-dec': {
      const number = wholeNumber(text);
      if (number === undefined || number > 255) throw new Refused(`bad value for --${use.name}`);
      break;
    }
    default:
  }
}
