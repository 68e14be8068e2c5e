import type { AddressSet } from '../network/addresses.js';
import type { ProtocolSet } from '../network/ports.js';
import type { Ingress, Listener, Restriction, Unresolved } from '../facts.js';
import type { Reach } from '../findings.js';

/** A way from some network to memcached, or to a port where memcached would be. */
export interface Exposure {
  /** The door; absent when memcached itself stands in the open on a host. */
  readonly ingress?: Ingress;
  /** The memcached behind the door, when one is known. */
  readonly listener?: Listener;
  /** Who comes through, after restrictions and trusted networks. */
  readonly sources: AddressSet | Unresolved;
  /** The protocols on which the way leads to memcached. */
  readonly protocols: ProtocolSet;
  readonly reach: Reach;
  /** The reach before the trusted networks were taken away. */
  readonly reachWithTrusted: Reach;
  /**
   * `named`: memcached's port itself or a narrow range around it is open; `broad`: a wide opening
   * that merely contains it.
   */
  readonly breadth: 'named' | 'broad';
  /** A listening socket behind the door is certain, with its options. */
  readonly confirmed: boolean;
  /** A UDP socket of the listener can be reached. */
  readonly udpReachable: boolean;
  /** Every reachable TCP socket demands authentication, and no UDP socket can be reached. */
  readonly authenticated: boolean;
  /** What restricted it, in so far as it did. */
  readonly restrictions: readonly Restriction[];
  /** Why it cannot be told for certain; absent when it can. */
  readonly unresolved?: Unresolved;
}

const grouped = new WeakMap<readonly Exposure[], ReadonlyMap<Listener, readonly Exposure[]>>();

/** The exposures of a listener, in their order. The list is sorted out once. */
export function waysTo(listener: Listener, exposures: readonly Exposure[]): readonly Exposure[] {
  let byListener = grouped.get(exposures);
  if (byListener === undefined) {
    const groups = new Map<Listener, Exposure[]>();
    for (const exposure of exposures) {
      if (exposure.listener === undefined) continue;
      const group = groups.get(exposure.listener);
      if (group === undefined) groups.set(exposure.listener, [exposure]);
      else group.push(exposure);
    }
    grouped.set(exposures, (byListener = groups));
  }
  return byListener.get(listener) ?? [];
}
