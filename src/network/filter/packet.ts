import type { Location } from '../../files/source.js';
import { AddressSet } from '../addresses.js';
import type { Protocol } from '../ports.js';

/** The states of conntrack(8) that a packet of ours can be in. */
export type ConnectionState = 'new' | 'established' | 'untracked' | 'invalid';

/**
 * One packet on its way through the packet filter, the same for every remote address of a
 * {@link Flow}: only the remote address is a set.
 */
export interface Packet {
  readonly family: 4 | 6;
  readonly protocol: Protocol;
  /** Where the remote address stands: `source` of requests, `destination` of replies. */
  readonly remoteAt: 'source' | 'destination';
  /**
   * The addresses the host's end may have. One address, or all that are possible when it is not known; a
   * condition on it holds when it names any of them.
   */
  readonly local: AddressSet;
  readonly localPort: number;
  /** Absent: the remote end chooses it freely. */
  readonly remotePort?: number;
  /** The interface it came in on or leaves by; absent in hooks that have none. */
  readonly input?: string;
  readonly output?: string;
  readonly state: ConnectionState;
  /** TCP flags that are set; the others are clear. */
  readonly flags: readonly string[];
  readonly mark: number | Unknown;
  readonly connectionMark: number | Unknown;
  /** The destination was rewritten (DNAT or REDIRECT). */
  readonly translated: boolean;
  /** The destination that the first packet of the connection had. */
  readonly original: { readonly local: AddressSet; readonly port: number };
  /** The addresses of the host itself as far as they are known; loopback always. */
  readonly own: AddressSet;
  /** The destination is not the host itself but something behind it, e.g. a container. */
  readonly elsewhere: boolean;
  /** It got this far only if the sender is in a set, or is not in one, whose members are not known. */
  readonly unsure?: Unsure;
  /** The hardware address of the sender; absent when it is not known. */
  readonly hardwareAddress?: string;
}

/** What the way of a packet depends on. */
export interface Unsure {
  readonly reason: string;
  readonly where?: Location;
}

/** A value that is set at run time to something not known. */
export interface Unknown {
  readonly unknown: string;
}

/**
 * For which remote addresses a condition holds. With a doubt it may or may not hold for them:
 * `choice` when it depends on what the sender or chance does (rates, source ports, contents), so that
 * somebody who wants in can have it either way; a text when the configuration leaves it open. `holdsFor` is
 * given where it is only a matter of who: it holds for some addresses (the members of a list that is filled
 * elsewhere), or for all but some, and which ones is not known.
 */
export interface Outcome {
  readonly remotes: AddressSet;
  readonly doubt?: 'choice' | Doubt;
}

export interface Doubt {
  readonly reason: string;
  readonly holdsFor?: 'some' | 'most';
}

/** A condition of a rule. */
export type Condition = (packet: Packet) => Outcome;

export const HOLDS: Outcome = { remotes: AddressSet.all };
export const FAILS: Outcome = { remotes: AddressSet.empty };
export const CHOICE: Outcome = { remotes: AddressSet.all, doubt: 'choice' };

export function undecided(reason: string): Outcome {
  return { remotes: AddressSet.all, doubt: { reason } };
}

/** Holds for the members of a list, who are not known. */
export function membersUnknown(reason: string): Outcome {
  return { remotes: AddressSet.all, doubt: { reason, holdsFor: 'some' } };
}

export function when(holds: boolean): Outcome {
  return holds ? HOLDS : FAILS;
}

/** The opposite condition. A doubt stays: either way is as open as the other. */
export function not(condition: Condition): Condition {
  return (packet) => {
    const outcome = condition(packet);
    if (outcome.doubt === undefined) return { remotes: outcome.remotes.complement() };
    const { doubt } = outcome;
    if (doubt === 'choice' || doubt.holdsFor === undefined)
      return { ...outcome, remotes: AddressSet.all };
    const holdsFor = doubt.holdsFor === 'some' ? 'most' : 'some';
    return { remotes: AddressSet.all, doubt: { ...doubt, holdsFor } };
  };
}

export function negateIf(negated: boolean, condition: Condition): Condition {
  return negated ? not(condition) : condition;
}

/** All conditions together. */
export function allOf(conditions: readonly Condition[], packet: Packet): Outcome {
  let remotes = AddressSet.all;
  let doubt: Outcome['doubt'];
  for (const condition of conditions) {
    const outcome = condition(packet);
    if (outcome.remotes !== AddressSet.all) {
      remotes = remotes === AddressSet.all ? outcome.remotes : remotes.intersect(outcome.remotes);
      if (remotes.isEmpty) return FAILS;
    }
    doubt = weightier(doubt, outcome.doubt);
  }
  return doubt === undefined ? { remotes } : { remotes, doubt };
}

/** What is not known weighs more than who is in a list, and that more than what the sender may choose. */
function weightier(a: Outcome['doubt'], b: Outcome['doubt']): Outcome['doubt'] {
  return weight(b) > weight(a) ? b : a;
}

function weight(doubt: Outcome['doubt']): number {
  if (doubt === undefined) return 0;
  if (doubt === 'choice') return 1;
  return doubt.holdsFor === undefined ? 4 : doubt.holdsFor === 'some' ? 3 : 2;
}

/** One of the conditions. */
export function anyOf(conditions: readonly Condition[]): Condition {
  return (packet) => {
    let remotes = AddressSet.empty;
    let doubt: Outcome['doubt'];
    for (const condition of conditions) {
      const outcome = condition(packet);
      if (outcome.remotes.isEmpty) continue;
      if (outcome.doubt === undefined && outcome.remotes.equals(AddressSet.all)) return HOLDS;
      remotes = remotes.union(outcome.remotes);
      if (outcome.doubt !== undefined) doubt = outcome.doubt;
    }
    return doubt === undefined ? { remotes } : { remotes, doubt };
  };
}

/** The source or destination address is in the set. */
export function address(field: 'source' | 'destination', set: AddressSet): Condition {
  return (packet) =>
    packet.remoteAt === field ? { remotes: set } : when(set.overlaps(packet.local));
}

/** The source or destination port satisfies the test; a free remote port may or may not. */
export function port(
  field: 'source' | 'destination',
  test: { readonly contains: (port: number) => boolean; readonly isEmpty: boolean },
): Condition {
  return (packet) => {
    const value = packet.remoteAt === field ? packet.remotePort : packet.localPort;
    if (value !== undefined) return when(test.contains(value));
    return test.isEmpty ? FAILS : CHOICE;
  };
}

export function protocolIs(...protocols: readonly string[]): Condition {
  return (packet) => when(protocols.includes(packet.protocol));
}

/** The name of the interface satisfies the pattern; see {@link interfaceMatches}. */
export function interfaceIs(field: 'input' | 'output', pattern: string): Condition {
  return (packet) => {
    const name = packet[field];
    return when(name !== undefined && interfaceMatches(pattern, name));
  };
}

/** iptables writes "any rest" as a trailing `+`, nft as a trailing `*`; callers pass `+`. */
export function interfaceMatches(pattern: string, name: string): boolean {
  return pattern.endsWith('+') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

export function stateIs(states: readonly string[]): Condition {
  return (packet) => when(states.includes(packet.state));
}
