import { unresolved, type Unresolved } from '../../../facts.js';
import type { Location } from '../../../files/source.js';
import { AddressSet } from '../../../network/addresses.js';
import { PortSet, TCP_AND_UDP, type ProtocolSet } from '../../../network/ports.js';
import { LOOPBACK, PRIVATE } from '../../../network/special.js';

/** What a rule of the Windows firewall is about; what is absent means any. */
export interface RuleText {
  readonly name?: string | undefined;
  readonly displayName?: string | undefined;
  readonly group?: string | undefined;
  readonly direction?: string | undefined;
  readonly action?: string | undefined;
  readonly enabled?: string | undefined;
  readonly protocol?: Part | undefined;
  readonly localPort?: Part | undefined;
  readonly localAddress?: Part | undefined;
  readonly remoteAddress?: Part | undefined;
  readonly program?: Part | undefined;
  readonly service?: Part | undefined;
  readonly profile?: string | undefined;
  /** It lets in only who proves who he is (IPsec). */
  readonly authenticates?: boolean | undefined;
}

/** A part of a rule as text, lists joined with commas; `undefined` text when it is not known. */
export interface Part {
  readonly text: string | undefined;
  readonly reason?: string;
  readonly where: Location;
}

export interface WindowsRule extends RuleText {
  readonly where: Location;
  /** It is there only if something that is not known holds. */
  readonly conditional: boolean;
}

/** What is left of one rule once it is understood. */
export interface Meaning {
  readonly allows: boolean;
  readonly protocols: ProtocolSet;
  readonly ports: PortSet | Unresolved;
  readonly sources: AddressSet | Unresolved;
  /** It counts only in networks that the machine takes for private ones or a domain's. */
  readonly privateNetworks: boolean;
  /** Windows refuses it as it is written. */
  readonly refused: string | undefined;
}

const ANY = /^\s*(?:any|\*|)\s*$/i;

/**
 * What a rule means for connections to memcached; `undefined` when it is switched off, for what goes out, or
 * for another program. (New-NetFirewallRule, netsh advfirewall: what is left out is Any, allowed, inbound.)
 */
export function meaningOf(rule: RuleText): Meaning | undefined {
  if (!/^in(?:bound)?$/i.test(rule.direction ?? 'inbound')) return undefined;
  const action = rule.action?.toLowerCase() ?? 'allow';
  if (action !== 'allow' && action !== 'block') return undefined;
  if (/^\$?(?:no|false|2)$/i.test(rule.enabled ?? 'true')) return undefined;
  if (action === 'allow' && rule.authenticates === true) return undefined;
  // A rule for another program or service is none for memcached; `System` is the kernel.
  for (const part of [rule.program, rule.service]) {
    if (part?.text !== undefined && !ANY.test(part.text) && !/memcache/i.test(part.text))
      return undefined;
  }
  const protocols = protocolsOf(rule.protocol);
  if (protocols.length === 0) return undefined;
  const local = rule.localAddress;
  if (local?.text !== undefined && !ANY.test(local.text)) {
    const addresses = addressesOf(local);
    if (addresses instanceof AddressSet && addresses.subtract(LOOPBACK).isEmpty) return undefined;
  }
  const profiles = (rule.profile ?? 'any').toLowerCase();
  return {
    allows: action === 'allow',
    protocols,
    ports: portsOf(rule.localPort),
    sources: addressesOf(rule.remoteAddress),
    privateNetworks:
      /domain|private|^\s*[12]\s*$/.test(profiles) && !/public|any|\b4\b/.test(profiles),
    // INetFwRule: the protocol has to be TCP or UDP before ports can be set.
    refused:
      rule.localPort !== undefined &&
      !ANY.test(rule.localPort.text ?? 'x') &&
      (rule.protocol === undefined || ANY.test(rule.protocol.text ?? 'x'))
        ? 'it names ports without a protocol'
        : undefined,
  };
}

function protocolsOf(part: Part | undefined): ProtocolSet {
  if (part === undefined || part.text === undefined || ANY.test(part.text)) return TCP_AND_UDP;
  const protocols = part.text.split(',').map((name) => name.trim().toLowerCase());
  return TCP_AND_UDP.filter(
    (protocol) =>
      protocols.includes(protocol) || protocols.includes(protocol === 'tcp' ? '6' : '17'),
  );
}

function portsOf(part: Part | undefined): PortSet | Unresolved {
  if (part === undefined) return PortSet.all;
  if (part.text === undefined)
    return unresolved(part.reason ?? 'the port is not known', part.where);
  if (ANY.test(part.text)) return PortSet.all;
  let set = PortSet.empty;
  for (const piece of part.text.split(',')) {
    const match = /^\s*([0-9]{1,5})(?:\s*-\s*([0-9]{1,5}))?\s*$/.exec(piece);
    if (match !== null)
      set = set.union(PortSet.range(Number(match[1]), Number(match[2] ?? match[1])));
    else if (ANY.test(piece)) return PortSet.all;
  }
  return set;
}

/** The remote addresses: networks, masks, ranges and the words that stand for addresses. */
export function addressesOf(part: Part | undefined): AddressSet | Unresolved {
  if (part === undefined) return AddressSet.all;
  if (part.text === undefined)
    return unresolved(part.reason ?? 'the remote address of the rule is not known', part.where);
  const sets: AddressSet[] = [];
  for (const piece of part.text.split(',')) {
    const name = piece.trim().toLowerCase();
    if (ANY.test(name) || name === 'internet') return AddressSet.all;
    // The machine's own network, and servers in it.
    if (
      /^(?:localsubnet[46]?|intranet|dns|dhcp|wins|defaultgateway|intranetremoteaccess|playtodevice)$/.test(
        name,
      )
    ) {
      sets.push(PRIVATE);
      continue;
    }
    const range = /^([0-9a-f.:]+)-([0-9a-f.:]+)$/.exec(name);
    let set: AddressSet | undefined;
    try {
      set =
        range === null
          ? AddressSet.tryParse(withPrefix(name))
          : AddressSet.range(range[1]!, range[2]!);
    } catch {
      set = undefined;
    }
    if (set === undefined)
      return unresolved(`\`${piece.trim().slice(0, 80)}\` is no address that is known`, part.where);
    sets.push(set);
  }
  return AddressSet.unionOf([AddressSet.empty, ...sets]);
}

/** `10.0.0.0/255.0.0.0` as `10.0.0.0/8`; a mask with holes stays what it is and is refused. */
function withPrefix(text: string): string {
  const mask = /^([0-9.]+)\/([0-9]+)\.([0-9]+)\.([0-9]+)\.([0-9]+)$/.exec(text);
  if (mask === null) return text;
  const bits = mask
    .slice(2)
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
  return /^1*0*$/.test(bits) && bits.length === 32
    ? `${mask[1]!}/${bits.replaceAll('0', '').length}`
    : text;
}

/** `*` in the names by which rules are chosen. */
export function nameMatches(pattern: string, name: string | undefined): boolean {
  if (name === undefined) return false;
  const parts = pattern.toLowerCase().split('*');
  const text = name.toLowerCase();
  if (parts.length === 1) return text === parts[0];
  if (!text.startsWith(parts[0]!) || !text.endsWith(parts.at(-1)!)) return false;
  let at = parts[0]!.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - parts.at(-1)!.length;
}
