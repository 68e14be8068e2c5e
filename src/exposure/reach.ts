import type { AddressSet } from '../network/addresses.js';
import { AddressSet as Addresses } from '../network/addresses.js';
import { CLOUD_INFRASTRUCTURE, GLOBAL_UNICAST_IPV6, LOOPBACK, PUBLIC } from '../network/special.js';
import type { Ingress } from '../facts.js';
import type { Reach } from '../findings.js';

const HALF_OF_PUBLIC_IPV4 = PUBLIC.sizeV4 / 2;
const HALF_OF_GLOBAL_IPV6 = GLOBAL_UNICAST_IPV6.sizeV6 / 2n;

/** Whether the set covers more than half of the public IPv4 or of the global IPv6 addresses. */
export function isMostOfTheInternet(sources: AddressSet): boolean {
  const inPublic = sources.intersect(PUBLIC);
  return (
    inPublic.sizeV4 > HALF_OF_PUBLIC_IPV4 ||
    sources.intersect(GLOBAL_UNICAST_IPV6).sizeV6 > HALF_OF_GLOBAL_IPV6
  );
}

/**
 * How far an exposure reaches: who may come (`sources`, after restrictions and trusted networks) and
 * what the door looks out on.
 */
export function reachOf(sources: AddressSet, faces: Ingress['faces']): Reach {
  const outside = sources.subtract(LOOPBACK);
  if (outside.isEmpty || faces === 'loopback') return 'none';
  if (faces === 'cluster') return 'cluster';
  if (faces === 'private') return 'private';
  if (isMostOfTheInternet(outside)) return faces === 'host' ? 'host' : 'internet';
  return outside.subtract(CLOUD_INFRASTRUCTURE).overlaps(PUBLIC) ? 'public' : 'private';
}

/** More public addresses than one /24 of IPv4 holds, or wider than a /48 of IPv6. */
export function isManyPublicAddresses(sources: AddressSet): boolean {
  const inPublic = sources.intersect(PUBLIC);
  return inPublic.sizeV4 > 256 || inPublic.sizeV6 > 1n << 80n;
}

/** Every source there is: what a door without a source restriction admits. */
export const EVERYONE = Addresses.all;
