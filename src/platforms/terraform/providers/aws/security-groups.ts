import { isUnresolved, type Fact, type Ingress } from '../../../../facts.js';
import { AddressSet } from '../../../../network/addresses.js';
import { MEMCACHED_PORT, TCP_AND_UDP } from '../../../../network/ports.js';
import type { ResourceContext, ResourceHandler } from '../../resource.js';
import { namingOf, sourcesOf } from '../../sources.js';
import { limitOf } from './acl-limits.js';
import { workloadsBehind } from './attachments.js';
import { allRules, INLINE, RULES, type GroupRule } from './group-rules.js';

/** The opening that a rule makes; none when it names only other groups, or nobody. */
export function ingressOf(rule: GroupRule, context: ResourceContext): Ingress | undefined {
  const { sources, protocols, ports } = rule;
  let from = sourcesOf(sources);
  if (!isUnresolved(from) && from.isEmpty) return undefined;
  let known = isUnresolved(protocols) ? TCP_AND_UDP : protocols;
  if (known.length === 0 || (!isUnresolved(ports) && ports.isEmpty)) return undefined;
  const behind = rule.group === undefined ? undefined : workloadsBehind(rule.group, context);
  if (behind !== undefined && !isUnresolved(ports) && !isUnresolved(from)) {
    // What no network ACL in front of them lets through does not come as far as the group.
    const [wanted, range] = [from, ports];
    const through = known.map((protocol) => {
      const limit = limitOf(behind.workloads, [protocol], range, context);
      return { protocol, admitted: limit === undefined ? wanted : wanted.intersect(limit) };
    });
    known = through.filter(({ admitted }) => !admitted.isEmpty).map(({ protocol }) => protocol);
    from = AddressSet.unionOf(through.map(({ admitted }) => admitted));
    if (from.isEmpty) return undefined;
  }
  const where = sources.where ?? rule.where;
  const related = [...sources.related];
  if (rule.portWhere !== undefined && rule.portWhere.startLine !== where.startLine) {
    related.unshift({ where: rule.portWhere, message: 'the ports of the rule' });
  }
  const notes: string[] = [];
  if (sources.missing !== undefined && !isUnresolved(from)) {
    notes.push(`It may let in more than that, because ${sources.missing.reason}.`);
  }
  return {
    kind: 'ingress',
    platform: 'terraform',
    where: { ...where, address: rule.name },
    mechanism: 'security-group',
    name: rule.name,
    sources: from,
    ...namingOf(sources, from),
    protocols: known,
    ports,
    target: behind === undefined || behind.workloads.length === 0 ? 'unknown' : behind.workloads,
    faces: 'internet',
    leadsTo: leadsTo(ports, behind?.leadsTo),
    related,
    ...(rule.onlyIf === undefined ? {} : { onlyIf: rule.onlyIf }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/**
 * A rule for memcached's own port on a group of databases leads to them. An opening of all ports is as
 * wide as the group is used, which may be beyond what the repository shows.
 */
function leadsTo(
  ports: GroupRule['ports'],
  known: Ingress['leadsTo'] = 'unknown',
): Ingress['leadsTo'] {
  if (known !== 'something-else') return known;
  const isNarrow = !isUnresolved(ports) && ports.spanAround(MEMCACHED_PORT) <= 100;
  return isNarrow ? known : 'unknown';
}

export const securityGroups: ResourceHandler = {
  types: [...INLINE, ...RULES],
  meaning: [
    {
      of: 'aws_security_group, aws_default_security_group',
      judged:
        '`ingress` blocks and lists: `cidr_blocks`, `ipv6_cidr_blocks`, `prefix_list_ids`; protocol -1 or all means every port; groups and `self` are not public',
    },
    {
      of: 'aws_security_group_rule',
      judged:
        '`type = "ingress"` with `cidr_blocks`, `ipv6_cidr_blocks`, `prefix_list_ids`; protocol -1 or all means every port',
    },
    {
      of: 'aws_vpc_security_group_ingress_rule',
      judged: '`cidr_ipv4`, `cidr_ipv6`, `prefix_list_id`; `ip_protocol` -1 means every port',
    },
    {
      of: 'aws_ec2_managed_prefix_list, aws_ec2_managed_prefix_list_entry',
      judged: 'the CIDRs of the entries, where rules name the list',
    },
  ],
  facts(resource, context): Fact[] {
    return (allRules(context).get(resource) ?? []).flatMap(
      (rule) => ingressOf(rule, context) ?? [],
    );
  },
};
