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

/**
 * Public addresses that only a cloud itself sends from, never a customer of it: Google's load
 * balancers, health probes and Identity-Aware Proxy
 * (cloud.google.com/load-balancing/docs/firewall-rules, cloud.google.com/iap/docs/using-tcp-forwarding),
 * and the address of Azure's platform (learn.microsoft.com: "What is IP address 168.63.129.16?").
 */
export const CLOUD_INFRASTRUCTURE = AddressSet.of(
  '35.191.0.0/16',
  '130.211.0.0/22',
  '209.85.152.0/22',
  '209.85.204.0/22',
  '35.235.240.0/20',
  '2600:2d00:1:b029::/64',
  '2600:2d00:1:1::/64',
  '2600:1901:8001::/48',
  '168.63.129.16/32',
);
