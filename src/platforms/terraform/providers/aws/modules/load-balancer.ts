import type { Fact } from '../../../../../facts.js';
import { TCP, TCP_AND_UDP, UDP } from '../../../../../network/ports.js';
import { entry, itemsOf, textOf, type Data } from '../../../../../syntax/data.js';
import type { RemoteModuleCall } from '../../../resource.js';
import { elements, list } from '../../../values.js';
import { asResource } from '../../firewall/modules.js';
import { readPorts } from '../../firewall/ports.js';
import { doorFacts, publicBy, type DoorTable } from '../../firewall/publishing.js';
import { isFalse } from '../../firewall/words.js';
import type { ModuleContract } from './contract.js';
import { ingressRules } from './ingress-rules.js';
import { isOff } from './rule.js';

const LISTENERS: DoorTable = {
  types: ['aws_lb_listener'],
  judged: '',
  blocks: ['listeners'],
  protocol: {
    key: 'protocol',
    absent: [],
    words: { tcp: TCP, tls: TCP, udp: UDP, tcp_udp: TCP_AND_UDP, http: [], https: [], geneve: [] },
  },
  outside: { texts: ['port'], absent: 'none' },
  insideOf(balancer, listener) {
    const key = textOf(entry(entry(listener, 'forward')?.value, 'target_group_key')?.value);
    const group =
      key === undefined ? undefined : entry(entry(balancer.body, 'target_groups')?.value, key);
    return group === undefined
      ? undefined
      : readPorts(group.value, { texts: ['port'], absent: 'none' });
  },
  isPublic: (balancer) => publicBy(isFalse('internal', true), balancer.body),
};

/**
 * terraform-aws-modules/terraform-aws-alb: a load balancer with its own group. One for HTTP hands no
 * connection of memcached on; one for the network does.
 */
export const loadBalancerModule: ModuleContract = {
  module: 'terraform-aws-modules/alb/aws',
  meaning: [
    {
      of: 'module terraform-aws-modules/alb/aws',
      judged:
        '`load_balancer_type = "network"`: `listeners` with `protocol` TCP, TLS or UDP and `port`, the `port` of their `target_groups`, unless `internal`; `security_group_ingress_rules`',
    },
  ],
  rules: (call, context) => ingressRules(call, call.body, context),
  workload: (call) => ({
    nature: isForNetwork(call) ? 'unknown' : 'something-else',
    groups: itemsOf(entry(call.body, 'security_groups')?.value),
    hasOwnGroup: !isOff(call, 'create_security_group'),
  }),
  facts(call, context): Fact[] {
    if (isOff(call, 'create') || !isForNetwork(call)) return [];
    const body = {
      ...call.body,
      entries: call.body.entries.map((each) =>
        each.key === 'listeners' ? { ...each, value: asList(each.value) } : each,
      ),
    };
    return doorFacts(LISTENERS, asResource(call, 'aws_lb_listener', body), context);
  },
};

function isForNetwork(call: RemoteModuleCall): boolean {
  return textOf(entry(call.body, 'load_balancer_type')?.value)?.toLowerCase() === 'network';
}

/** A map of blocks by name as the list of them. */
function asList(data: Data): Data {
  return data.type === 'map' ? list(elements(data), data.where) : data;
}
