import { entry, textOf, type Mapping } from '../../../../../syntax/data.js';
import type { RemoteModuleCall, ResourceContext } from '../../../resource.js';
import type { GroupRule } from '../group-rules.js';
import { fixed, isOff, mapsIn, moduleRule } from './rule.js';

const SOURCES = ['cidr_ipv4', 'cidr_ipv6', 'cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_id'];

/**
 * The rules of the group that modules of terraform-aws-modules make for what they run:
 * `security_group_ingress_rules`, whose protocol is tcp and whose last port is the first unless they
 * say otherwise, or `security_group_rules` of older releases, with `type`.
 */
export function ingressRules(
  call: RemoteModuleCall,
  inputs: Mapping,
  context: ResourceContext,
): GroupRule[] {
  if (isOff(call, 'create') || isOff(call, 'create_security_group')) return [];
  return ['security_group_ingress_rules', 'security_group_rules']
    .flatMap((key) => mapsIn(entry(inputs, key)?.value))
    .filter((rule) => textOf(entry(rule, 'type')?.value)?.toLowerCase() !== 'egress')
    .map((rule) => {
      const [from, to] = [entry(rule, 'from_port'), entry(rule, 'to_port')];
      const protocol = entry(rule, 'ip_protocol') ?? entry(rule, 'protocol');
      return moduleRule(
        call,
        {
          where: rule.where,
          protocol: (protocol ?? fixed('ip_protocol', 'tcp', rule.where)).value,
          from: from ?? to,
          to: to ?? from,
          sources: SOURCES.map((key) => entry(rule, key)),
        },
        context,
      );
    });
}
