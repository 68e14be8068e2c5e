import { entry, itemsOf } from '../../../../../syntax/data.js';
import type { RemoteModuleCall } from '../../../resource.js';
import { managedMemcached } from '../elasticache.js';
import type { GroupRule } from '../group-rules.js';
import { cloudposseRules } from './cloudposse-security-group.js';
import type { ModuleContract } from './contract.js';
import { fixed, isOff, moduleRule } from './rule.js';

/** cloudposse/terraform-aws-elasticache-memcached: a cluster and, unless told otherwise, its group. */
export const cloudposseMemcached: ModuleContract = {
  module: 'cloudposse/elasticache-memcached/aws',
  meaning: [
    {
      of: 'module cloudposse/elasticache-memcached/aws',
      judged:
        '`allowed_cidr_blocks`, `allowed_ipv6_cidr_blocks`, `allowed_ipv6_prefix_list_ids` on `port` (11211), `additional_security_group_rules`; `transit_encryption_enabled`',
    },
  ],
  rules(call, context): GroupRule[] {
    if (isOff(call, 'enabled') || isOff(call, 'create_security_group')) return [];
    const port = portOf(call);
    const allowed = moduleRule(
      call,
      {
        where: call.where,
        protocol: fixed('protocol', 'tcp', call.where).value,
        from: port,
        to: port,
        sources: [
          'allowed_cidr_blocks',
          'allowed_ipv6_cidr_blocks',
          'allowed_ipv6_prefix_list_ids',
        ].map((key) => entry(call.body, key)),
      },
      context,
    );
    return [allowed, ...cloudposseRules(call, context, ['additional_security_group_rules'])];
  },
  workload: (call) => ({
    nature: 'memcached',
    groups: itemsOf(entry(call.body, 'associated_security_group_ids')?.value),
    hasOwnGroup: !isOff(call, 'create_security_group'),
  }),
  facts: (call, context) =>
    isOff(call, 'enabled') ? [] : managedMemcached(call, call.where, context),
};

function portOf(call: RemoteModuleCall): ReturnType<typeof fixed> {
  return entry(call.body, 'port') ?? fixed('port', 11211, call.where);
}
