import type { Location } from '../../files/source.js';
import type { AddressSet } from '../addresses.js';
import type { Condition, Packet } from './packet.js';

/** The places in the kernel where base chains are attached, in the order of netfilter. */
export type Hook = 'ingress' | 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';

/** What a rule does with the packets that its conditions hold for. */
export type Verdict =
  | { readonly kind: 'accept' | 'drop' | 'return' | 'continue' }
  | { readonly kind: 'jump' | 'goto'; readonly chain: Chain }
  /** Rewrites the destination and accepts; absent parts stay. */
  | {
      readonly kind: 'translate';
      readonly to?: AddressSet;
      readonly port?: number;
      /** REDIRECT: to the address of the interface, so to the host itself. */
      readonly toSelf?: boolean;
    };

export interface Rule {
  readonly conditions: readonly Condition[];
  /** Marks, `notrack`: happens before the verdict. */
  readonly effect?: (packet: Packet) => Packet;
  readonly verdict: Verdict;
  /** Absent for rules that a tool adds by itself. */
  readonly where?: Location;
  /** The rule in one canonical spelling: equal texts are equal rules (`-D`, ufw's duplicates). */
  readonly text: string;
}

export interface Chain {
  name: string;
  rules: Rule[];
}

/** A chain that the kernel calls by itself. */
export interface BaseChain {
  readonly chain: Chain;
  readonly hook: Hook;
  /** Lower runs first. */
  readonly priority: number;
  readonly families: readonly (4 | 6)[];
  readonly policy: 'accept' | 'drop';
  readonly policyWhere?: Location;
  /** NAT chains see the first packet of a connection only. */
  readonly nat?: boolean;
  /** The interface of an ingress chain. */
  readonly device?: string;
}

export const ACCEPT: Verdict = { kind: 'accept' };
export const DROP: Verdict = { kind: 'drop' };
export const RETURN: Verdict = { kind: 'return' };
export const CONTINUE: Verdict = { kind: 'continue' };

export function newChain(name: string): Chain {
  return { name, rules: [] };
}
