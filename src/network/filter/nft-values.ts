import { isIPv4, isIPv6 } from 'node:net';
import { AddressSet } from '../addresses.js';
import type { Element } from './nft-model.js';
import { SYMBOLS } from './nft-words.js';
import {
  isDoubtfulService,
  isHostName,
  portNumber,
  portRange,
  protocolNumber,
  unknownReason,
  wholeNumber,
} from './values.js';

/**
 * Why nft would not take a text as a value of a selector; undefined when it would. Names of hosts may be known
 * somewhere and pass.
 */
export function complaintAbout(key: string, text: string): string | undefined {
  if (unknownReason(text) !== undefined || text === '*') return undefined;
  if (/^ip [sd]addr$/.test(key)) return addressComplaint(text, 4);
  if (/^ip6 [sd]addr$/.test(key)) return addressComplaint(text, 6);
  if (/ [ds]port$/.test(key)) return portComplaint(text);
  if (/^(meta l4proto|ip protocol|ip6 nexthdr|ct protocol)$/.test(key)) {
    const parts = /^[0-9]+-[0-9]+$/.test(text) ? text.split('-') : [text];
    return parts.some((part) => protocolNumber(part) === undefined)
      ? 'could not resolve protocol name'
      : undefined;
  }
  if (/^meta (i|o|sd)ifname$/.test(key)) {
    if (text === '') return 'empty string is not allowed';
    if (text.length > 15) return 'string exceeds maximum length of 16';
    return undefined;
  }
  const modulus = /^(?:numgen|jhash|symhash) .*mod ([0-9]+)$/.exec(key)?.[1];
  if (modulus !== undefined && Number(text) > Math.max(1, Number(modulus) - 1)) {
    return `value ${text} exceeds valid range`;
  }
  const symbols = SYMBOLS[key];
  if (symbols !== undefined && !symbols.test(text)) {
    const numbers = /^[0-9]/.test(text) ? text.split('-') : [text];
    if (numbers.some((part) => wholeNumber(part) === undefined)) return `could not parse ${key}`;
  }
  return undefined;
}

function addressComplaint(text: string, family: 4 | 6): string | undefined {
  const isAddress = family === 4 ? isIPv4 : isIPv6;
  const dash = family === 4 || text.includes(':') ? text.indexOf('-') : -1;
  if (dash > 0 && isAddress(text.slice(0, dash))) {
    const high = text.slice(dash + 1);
    if (!isAddress(high)) return 'could not resolve hostname';
    const [from, to] = [addressSpan(text.slice(0, dash)), addressSpan(high)];
    return from === undefined || to === undefined || from[0] > to[0]
      ? 'range has zero or negative size'
      : undefined;
  }
  const [address = '', length] = text.split('/');
  if (length !== undefined) {
    if (!/^[0-9]{1,3}$/.test(length) || Number(length) > (family === 4 ? 32 : 128)) {
      return `prefix length ${length} is invalid`;
    }
  }
  if (isAddress(address)) return undefined;
  if (family === 4 && length === undefined && wholeNumber(address) !== undefined) return undefined;
  if (length === undefined && (address === 'localhost' || isHostName(address))) return undefined;
  return 'could not resolve hostname';
}

function portComplaint(text: string): string | undefined {
  if (isDoubtfulService(text)) return undefined;
  if (portNumber(text) !== undefined) return undefined;
  if (/^(0x)?[0-9a-fA-F]+-(0x)?[0-9a-fA-F]+$/.test(text)) {
    return portRange(text, '-') === undefined ? 'range has zero or negative size' : undefined;
  }
  return 'could not resolve service';
}

/** Whether two elements of a verdict map overlap without being the same, which nft refuses. */
export function haveConflict(key: string, elements: readonly Element[]): boolean {
  if (elements.some((element) => element.length !== 1)) return false;
  const spans: (readonly [bigint, bigint])[] = [];
  for (const [text = ''] of elements) {
    const span = spanOf(key, text);
    if (span !== undefined) spans.push(span);
  }
  spans.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : 1));
  return spans.some((span, i) => i > 0 && span[0] <= spans[i - 1]![1]);
}

/** The first and last value of an element; undefined where values have no order to speak of. */
export function spanOf(key: string, text: string): readonly [bigint, bigint] | undefined {
  if (/ [ds]port$/.test(key)) {
    const range = portRange(text, '-')?.intervals[0];
    return range === undefined ? undefined : [BigInt(range[0]), BigInt(range[1])];
  }
  return /^ip6? [sd]addr$/.test(key) ? addressSpan(text) : undefined;
}

/** The first and last address of `a`, `a/n` or `a-b`. */
function addressSpan(text: string): readonly [bigint, bigint] | undefined {
  const dash = text.indexOf('-');
  let set: AddressSet | undefined;
  if (dash < 0) set = AddressSet.tryParse(text);
  else {
    try {
      set = AddressSet.range(text.slice(0, dash), text.slice(dash + 1));
    } catch {
      return undefined;
    }
  }
  const v4 = set?.v4[0];
  if (v4 !== undefined) return [BigInt(v4[0]), BigInt(v4[1])];
  const v6 = set?.v6[0];
  return v6 === undefined ? undefined : [v6[0], v6[1]];
}
