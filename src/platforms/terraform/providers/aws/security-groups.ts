import { isUnresolved, unresolved, type Fact, type Ingress, type Unresolved } from '../../../../facts.js';
import type { Location } from '../../../../files/source.js';
import { booleanOf, entry, isNull, itemsOf, textOf, type Data, type Entry, type Mapping } from '../../../../syntax/data.js';
import { AddressSet } from '../../../../network/addresses.js';
import { PortSet, TCP_AND_UDP, type ProtocolSet } from '../../../../network/ports.js';
import { portRange, protocolsFrom } from '../../ports.js';
import type { ResourceContext, ResourceHandler, TerraformResource } from '../../resource.js';
import { readSources, sourcesOf, type SourceReading } from '../../sources.js';
import { conditionOf } from '../../values.js';
import { workloadsBehind } from './attachments.js';
import { awsSources, groupOf } from './references.js';

/** One rule that lets traffic into a security group. */
export interface GroupRule {
  /** For people: the resource the rule is written in. */
  readonly name: string;
  /** Address of the group, when it is declared in the repository. */
  readonly group: string | undefined;
  /** The block of the rule. */
  readonly where: Location;
  readonly protocols: ProtocolSet | Unresolved;
  readonly ports: PortSet | Unresolved;
  readonly portWhere: Location | undefined;
  readonly sources: SourceReading;
  readonly onlyIf?: string;
}

const INLINE = ['aws_security_group', 'aws_default_security_group'];
const RULES = ['aws_security_group_rule', 'aws_vpc_security_group_ingress_rule'];
const SHARED = Symbol('rules of security groups');

/** All rules of all groups of the evaluation, by the address of the resource they are written in. */
function allRules(context: ResourceContext): ReadonlyMap<string, readonly GroupRule[]> {
  return context.shared(SHARED, () => {
    const rules = new Map<string, readonly GroupRule[]>();
    for (const resource of context.find(...INLINE)) {
      if (resource.mode === 'managed') rules.set(resource.address, inlineRules(resource, context));
    }
    for (const resource of context.find(...RULES)) {
      const rule = resource.mode === 'managed' ? separateRule(resource, context) : undefined;
      if (rule !== undefined) rules.set(resource.address, [rule]);
    }
    return rules;
  });
}

/** Every rule that lets traffic into a group, wherever it is written. */
export function rulesOfGroup(address: string, context: ResourceContext): GroupRule[] {
  return [...allRules(context).values()].flat().filter((rule) => rule.group === address);
}

function inlineRules(resource: TerraformResource, context: ResourceContext): GroupRule[] {
  const blocks = entry(resource.body, 'ingress');
  if (blocks === undefined || isNull(blocks.value)) return [];
  return itemsOf(blocks.value).map((block) => {
    if (block.type === 'map') return inlineRule(resource, block, blocks, context);
    const missing = unresolved(block.type === 'unknown' ? block.reason : 'the rule is not an object', block.where);
    return {
      name: resource.address,
      group: resource.address,
      where: blocks.valueWhere,
      protocols: TCP_AND_UDP,
      ports: missing,
      portWhere: undefined,
      sources: { known: AddressSet.empty, missing, isSpecified: true, where: blocks.valueWhere, related: [] },
    };
  });
}

function inlineRule(
  resource: TerraformResource,
  block: Mapping,
  blocks: Entry,
  context: ResourceContext,
): GroupRule {
  const condition = conditionOf(block);
  return {
    name: resource.address,
    group: resource.address,
    ...traffic(block, 'protocol'),
    where: block.where.file === resource.where.file ? block.where : blocks.valueWhere,
    sources: readSources(
      ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids'].map((key) => entry(block, key)),
      resource.where,
      awsSources(context),
    ),
    ...(condition === undefined ? {} : { onlyIf: condition }),
  };
}

function separateRule(resource: TerraformResource, context: ResourceContext): GroupRule | undefined {
  const { body } = resource;
  const isOld = resource.type === 'aws_security_group_rule';
  // Without a known type it may well be an egress rule; Terraform demands one of the two words.
  if (isOld && textOf(entry(body, 'type')?.value)?.toLowerCase() !== 'ingress') return undefined;
  const groupId = entry(body, 'security_group_id')?.value;
  const sourceKeys = isOld
    ? ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids']
    : ['cidr_ipv4', 'cidr_ipv6', 'prefix_list_id'];
  return {
    name: resource.address,
    group: groupId === undefined ? undefined : groupOf(groupId, context),
    where: resource.where,
    ...traffic(body, isOld ? 'protocol' : 'ip_protocol'),
    sources: readSources(
      sourceKeys.map((key) => entry(body, key)),
      resource.where,
      awsSources(context),
    ),
  };
}

function traffic(block: Mapping, protocolKey: string): Pick<GroupRule, 'protocols' | 'ports' | 'portWhere'> {
  const protocol = protocolsFrom(entry(block, protocolKey)?.value);
  const from = entry(block, 'from_port');
  const portWhere = from?.valueWhere;
  if (protocol === 'other') return { protocols: [], ports: PortSet.empty, portWhere };
  if (isUnresolved(protocol)) {
    return { protocols: TCP_AND_UDP, ports: knownPorts(block) ?? protocol, portWhere };
  }
  const ports = protocol.isAny ? PortSet.all : portRange(from?.value, entry(block, 'to_port')?.value);
  return { protocols: protocol.protocols, ports, portWhere };
}

function knownPorts(block: Mapping): PortSet | undefined {
  const ports = portRange(entry(block, 'from_port')?.value, entry(block, 'to_port')?.value);
  return isUnresolved(ports) ? undefined : ports;
}

/** The opening that a rule makes; none when it names only other groups, or nobody. */
export function ingressOf(rule: GroupRule, context: ResourceContext): Ingress | undefined {
  const { sources, protocols, ports } = rule;
  const from = sourcesOf(sources);
  if (!isUnresolved(from) && from.isEmpty) return undefined;
  const known = isUnresolved(protocols) ? TCP_AND_UDP : protocols;
  if (known.length === 0 || (!isUnresolved(ports) && ports.isEmpty)) return undefined;
  const behind = rule.group === undefined ? undefined : workloadsBehind(rule.group, context);
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
    protocols: known,
    ports,
    target: behind === undefined || behind.workloads.length === 0 ? 'unknown' : behind.workloads,
    faces: 'internet',
    leadsTo: behind?.leadsTo ?? 'unknown',
    related,
    ...(rule.onlyIf === undefined ? {} : { onlyIf: rule.onlyIf }),
    ...(notes.length === 0 ? {} : { notes }),
  };
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
      judged: '`type = "ingress"` with `cidr_blocks`, `ipv6_cidr_blocks`, `prefix_list_ids`; protocol -1 or all means every port',
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
    return (allRules(context).get(resource.address) ?? []).flatMap((rule) => ingressOf(rule, context) ?? []);
  },
};

/** Whether the data says `true`; unknown counts as false. */
export function isTrue(data: Data | undefined): boolean {
  return booleanOf(data) === true;
}
