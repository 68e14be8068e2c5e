import { AddressSet } from './addresses.js';

/**
 * Address blocks with a meaning of their own, from the IANA special-purpose registries (RFC 6890 and
 * its successors).
 */

/** The own host only. */
export const LOOPBACK = AddressSet.of('127.0.0.0/8', '::1/128');

/** Not routed on the internet but used inside networks: RFC 1918, RFC 6598, RFC 4193, link-local. */
export const PRIVATE = AddressSet.of(
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
);

/** Addresses no packet from elsewhere can carry as its source: "this network", multicast, reserved. */
const UNUSABLE = AddressSet.of(
  '0.0.0.0/8',
  '192.0.0.0/24',
  '198.18.0.0/15',
  '224.0.0.0/3',
  '::/128',
  'ff00::/8',
  '100::/64',
);

/** IPv6 in use on the internet (RFC 4291, IANA): global unicast, plus NAT64. */
const GLOBAL_IPV6 = AddressSet.of('2000::/3', '64:ff9b::/96');

/**
 * Public unicast addresses. The documentation ranges (192.0.2.0/24 and its like) count as public:
 * people test with them.
 */
export const PUBLIC = AddressSet.allIPv4
  .union(GLOBAL_IPV6)
  .subtract(LOOPBACK)
  .subtract(PRIVATE)
  .subtract(UNUSABLE);

/** The IPv6 space whose coverage decides "most of the internet". */
export const GLOBAL_UNICAST_IPV6 = AddressSet.of('2000::/3');
