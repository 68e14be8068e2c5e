import { describe, expect, it } from '@jest/globals';
import { PROVIDERS } from '../../../../src/platforms/terraform/providers/index.js';
import { EDGE_PAIRS } from './edge-pairs.js';
import { PAIRS as FIREWALLS } from './pairs.js';
import { serious } from './twins.js';

const PAIRS = { ...FIREWALLS, ...EDGE_PAIRS };
const TYPES = PROVIDERS.flatMap(({ resources }) => resources.flatMap(({ types }) => types));

/**
 * Types that open nothing by themselves: they say more about what others open, or are handed to the
 * readers of other formats. Each of them is tested where that is.
 */
const ELSEWHERE: readonly string[] = [
  'aws_networkfirewall_rule_group',
  'azurerm_firewall_network_rule_collection',
  'google_memcache_instance',
  'gridscale_memcached',
  'helm_release',
  'kubectl_manifest',
  'kubernetes_config_map',
  'kubernetes_config_map_v1',
  'kubernetes_endpoints',
  'kubernetes_endpoints_v1',
  'kubernetes_ingress',
  'kubernetes_ingress_v1',
  'kubernetes_manifest',
  'kubernetes_namespace',
  'kubernetes_namespace_v1',
  'kubernetes_network_policy',
  'kubernetes_network_policy_v1',
  'scaleway_vpc_acl',
];

describe('a pair of an exposed and a safe configuration', () => {
  it('is there for every resource type that is judged', () => {
    expect(TYPES.filter((type) => !(type in PAIRS) && !ELSEWHERE.includes(type))).toEqual([]);
    expect([...Object.keys(PAIRS), ...ELSEWHERE].filter((type) => !TYPES.includes(type))).toEqual(
      [],
    );
  });

  it.each(Object.entries(PAIRS))('%s', (type, { text, safe: [from, to] }) => {
    expect(text).toContain(`resource "${type}"`);
    expect(serious(text)).toEqual([expect.any(String)]);
    expect(text).toContain(from);
    expect(serious(text.replace(from, to))).toEqual([]);
  });
});
