import {
  entry,
  isNull,
  itemsOf,
  stringOf,
  textOf,
  type Entry,
} from '../../../../../syntax/data.js';
import type { RemoteModuleCall } from '../../../resource.js';
import { managedMemcached } from '../elasticache.js';
import type { GroupRule } from '../group-rules.js';
import type { ModuleContract } from './contract.js';
import { fixed, isOff, mapsIn, moduleRule } from './rule.js';

/** terraform-aws-modules/terraform-aws-elasticache 1: `main.tf`. TLS is on unless it is turned off. */
export const elasticacheModule: ModuleContract = {
  module: 'terraform-aws-modules/elasticache/aws',
  meaning: [
    {
      of: 'module terraform-aws-modules/elasticache/aws',
      judged:
        '`engine = "memcached"`: `security_group_rules` (`cidr_ipv4`, `cidr_ipv6`, `prefix_list_id`) on the port of the rule or of the cluster',
    },
  ],
  rules(call, context): GroupRule[] {
    if (isOff(call, 'create') || isOff(call, 'create_security_group')) return [];
    const port = portOf(call);
    return mapsIn(entry(call.body, 'security_group_rules')?.value)
      .filter((rule) => textOf(entry(rule, 'type')?.value)?.toLowerCase() !== 'egress')
      .map((rule) =>
        moduleRule(
          call,
          {
            where: rule.where,
            protocol: (entry(rule, 'ip_protocol') ?? fixed('ip_protocol', 'tcp', rule.where)).value,
            from: entry(rule, 'from_port') ?? port,
            to: entry(rule, 'to_port') ?? port,
            sources: ['cidr_ipv4', 'cidr_ipv6', 'prefix_list_id'].map((key) => entry(rule, key)),
          },
          context,
        ),
      );
  },
  workload: (call) => ({
    nature: isMemcached(call) ? 'memcached' : 'something-else',
    groups: itemsOf(entry(call.body, 'security_group_ids')?.value),
    hasOwnGroup: !isOff(call, 'create_security_group'),
  }),
  facts: (call, context) =>
    isMemcached(call) && !isOff(call, 'create')
      ? managedMemcached(call, entry(call.body, 'engine')!.valueWhere, context, true)
      : [],
};

function isMemcached(call: RemoteModuleCall): boolean {
  return stringOf(entry(call.body, 'engine')?.value)?.toLowerCase() === 'memcached';
}

function portOf(call: RemoteModuleCall): Entry {
  const given = entry(call.body, 'port');
  return given === undefined || isNull(given.value)
    ? fixed('port', isMemcached(call) ? 11211 : 6379, call.where)
    : given;
}
