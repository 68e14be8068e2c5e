import { entry, isNull, itemsOf, textOf, type Data, type Mapping } from '../../../syntax/data.js';
import { list, mapping } from '../values.js';
import type { FormerResource, PlannedResource } from './document.js';

/**
 * Rules that a resource holds itself, or that resources of their own add to it. The holder then lists
 * the others' rules as it last saw them: those that the plan changes or takes away are still in it.
 */
interface Holder {
  readonly type: string;
  readonly rules: string;
  /** The rule without what the separate resource, as it was, had put there; `undefined` when nothing is left. */
  without(rule: Mapping, former: FormerResource, holder: Mapping): Mapping | undefined;
}

const SOURCES: ReadonlyMap<string, readonly string[]> = new Map([
  ['cidr_blocks', ['cidr_blocks', 'cidr_ipv4']],
  ['ipv6_cidr_blocks', ['ipv6_cidr_blocks', 'cidr_ipv6']],
  ['prefix_list_ids', ['prefix_list_ids', 'prefix_list_id']],
]);

const GROUP: Omit<Holder, 'type'> = {
  rules: 'ingress',
  without(rule, { type, values }, holder) {
    const isOld = type === 'aws_security_group_rule';
    if (!isOld && type !== 'aws_vpc_security_group_ingress_rule') return rule;
    if (isOld && text(values, 'type') !== 'ingress') return rule;
    if (text(values, 'security_group_id') !== text(holder, 'id')) return rule;
    const protocol = text(values, isOld ? 'protocol' : 'ip_protocol');
    if (protocol !== text(rule, 'protocol')) return rule;
    const samePorts = ['from_port', 'to_port'].every(
      (key) => text(values, key) === text(rule, key),
    );
    if (protocol !== '-1' && !samePorts) return rule;
    const entries = rule.entries.map((each) => {
      const taken = new Set(
        (SOURCES.get(each.key) ?? []).flatMap((key) =>
          itemsOf(entry(values, key)?.value).map((item) => textOf(item)),
        ),
      );
      if (taken.size === 0 || each.value.type !== 'list') return each;
      const left = each.value.items.filter((item) => !taken.has(textOf(item)));
      return { ...each, value: list(left, each.value.where) };
    });
    const leaves = entries.some(({ key, value }) => SOURCES.has(key) && itemsOf(value).length > 0);
    return leaves ? mapping(entries, rule.where, rule.tag) : undefined;
  },
};

const ACL: Omit<Holder, 'type'> = {
  rules: 'ingress',
  without: (rule, { type, values }, holder) =>
    type === 'aws_network_acl_rule' &&
    text(values, 'network_acl_id') === text(holder, 'id') &&
    text(values, 'egress') !== 'true' &&
    text(values, 'rule_number') === text(rule, 'rule_no')
      ? undefined
      : rule,
};

const HOLDERS: readonly Holder[] = [
  { type: 'aws_security_group', ...GROUP },
  { type: 'aws_default_security_group', ...GROUP },
  { type: 'aws_network_acl', ...ACL },
  { type: 'aws_default_network_acl', ...ACL },
  {
    type: 'azurerm_network_security_group',
    rules: 'security_rule',
    without: (rule, { type, values }, holder) =>
      type === 'azurerm_network_security_rule' &&
      text(values, 'network_security_group_name') === text(holder, 'name') &&
      text(values, 'resource_group_name') === text(holder, 'resource_group_name') &&
      text(values, 'name') === text(rule, 'name')
        ? undefined
        : rule,
  },
];

/** The values of a resource without rules that other resources of the plan had put into it. */
export function withoutStaleRules(
  resource: PlannedResource,
  former: readonly FormerResource[],
  isWritten: (argument: string) => boolean,
): Mapping {
  const holder = HOLDERS.find(({ type }) => type === resource.type);
  if (holder === undefined || isWritten(holder.rules)) return resource.values;
  const rules = entry(resource.values, holder.rules)?.value;
  if (rules?.type !== 'list' || rules.items.length === 0) return resource.values;
  const left = rules.items.flatMap((rule): Data[] => {
    let here: Mapping | undefined = rule.type === 'map' ? rule : undefined;
    for (const each of former) {
      if (here === undefined) break;
      here = holder.without(here, each, resource.values);
    }
    return here === undefined && rule.type === 'map' ? [] : [here ?? rule];
  });
  const entries = resource.values.entries.map((each) =>
    each.key === holder.rules ? { ...each, value: list(left, rules.where) } : each,
  );
  return mapping(entries, resource.values.where);
}

function text(values: Mapping, key: string): string | undefined {
  const value = entry(values, key)?.value;
  return value === undefined || isNull(value) ? undefined : textOf(value);
}
