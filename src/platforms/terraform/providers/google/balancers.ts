import { TCP, TCP_AND_UDP, UDP } from '../../../../network/ports.js';
import { doors, publicBy } from '../firewall/publishing.js';
import { sourcesIn, type Choice } from '../firewall/shape.js';

const EXTERNAL: Choice = {
  key: 'load_balancing_scheme',
  yes: ['external', 'external_managed', 'external_passthrough'],
  absent: true,
};

/** Forwarding rules, which give an address and ports of the internet to a load balancer. */
export const forwardingRules = doors({
  types: ['google_compute_forwarding_rule', 'google_compute_global_forwarding_rule'],
  judged:
    '`load_balancing_scheme` EXTERNAL (the default) or EXTERNAL_MANAGED; `ip_protocol`, `ports`, `port_range`, `all_ports`; `source_ip_ranges`',
  protocol: {
    key: 'ip_protocol',
    absent: TCP,
    words: { l3_default: TCP_AND_UDP, tcp: TCP, udp: UDP },
  },
  outside: { texts: ['ports', 'port_range'], all: 'all_ports', absent: 'none' },
  isPublic: (_resource, block) => publicBy(EXTERNAL, block),
  sources: (resource, block, context) =>
    sourcesIn(
      { sources: { keys: ['source_ip_ranges'], absent: 'everyone' } },
      block,
      resource,
      context,
    ),
});
