import { entry, itemsOf, textOf, type Mapping } from '../../../../../syntax/data.js';
import type { RemoteModuleCall, ResourceContext } from '../../../resource.js';
import type { GroupRule } from '../group-rules.js';
import type { ModuleContract } from './contract.js';
import { isOff, mapsIn, moduleRule } from './rule.js';

const SOURCES = ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids'];

/** cloudposse/terraform-aws-security-group 2: `normalize.tf`. */
export const cloudposseSecurityGroup: ModuleContract = {
  module: 'cloudposse/security-group/aws',
  meaning: [
    {
      of: 'module cloudposse/security-group/aws',
      judged:
        '`rules`, `rules_map` and `rule_matrix`, with the arguments of `aws_security_group_rule`',
    },
  ],
  rules: (call, context) => (isOff(call, 'enabled') ? [] : cloudposseRules(call, context)),
};

/** The rules of the inputs that the group module and those built on it share. */
export function cloudposseRules(
  call: RemoteModuleCall,
  context: ResourceContext,
  lists: readonly string[] = ['rules'],
): GroupRule[] {
  const single = [
    ...lists.flatMap((key) => mapsIn(entry(call.body, key)?.value)),
    ...ruleLists(call),
  ].map((rule) => [rule, rule] as const);
  const matrix = itemsOf(entry(call.body, 'rule_matrix')?.value).flatMap((subject) =>
    subject.type === 'map'
      ? mapsIn(entry(subject, 'rules')?.value).map((rule) => [rule, subject] as const)
      : [],
  );
  return [...single, ...matrix].flatMap(([rule, subject]) =>
    textOf(entry(rule, 'type')?.value)?.toLowerCase() === 'egress'
      ? []
      : [ruleOf(call, rule, subject, context)],
  );
}

function ruleLists(call: RemoteModuleCall): Mapping[] {
  const map = entry(call.body, 'rules_map')?.value;
  return map?.type === 'map' ? map.entries.flatMap((each) => mapsIn(each.value)) : [];
}

function ruleOf(
  call: RemoteModuleCall,
  rule: Mapping,
  subject: Mapping,
  context: ResourceContext,
): GroupRule {
  return moduleRule(
    call,
    {
      where: rule.where,
      protocol: entry(rule, 'protocol')?.value,
      from: entry(rule, 'from_port'),
      to: entry(rule, 'to_port'),
      sources: SOURCES.map((key) => entry(subject, key)),
    },
    context,
  );
}
