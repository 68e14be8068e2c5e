import { isUnresolved, unresolved, type Unresolved } from '../../../../facts.js';
import type { Location } from '../../../../files/source.js';
import {
  entry,
  isNull,
  itemsOf,
  textOf,
  type Data,
  type Entry,
  type Mapping,
} from '../../../../syntax/data.js';
import { AddressSet } from '../../../../network/addresses.js';
import { PortSet, TCP_AND_UDP, type ProtocolSet } from '../../../../network/ports.js';
import { portRange, protocolsFrom } from '../../ports.js';
import type { RemoteModuleCall, ResourceContext, TerraformResource } from '../../resource.js';
import { readSources, type SourceReading } from '../../sources.js';
import { conditionOf } from '../../values.js';
import { contractOf } from './modules/index.js';
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

export const INLINE = ['aws_security_group', 'aws_default_security_group'];
export const RULES = ['aws_security_group_rule', 'aws_vpc_security_group_ingress_rule'];
const SHARED = Symbol('rules of security groups');
const BY_GROUP = Symbol('rules by security group');

/** What rules are written in. Two of one address are refused by Terraform, but both are read. */
type Writer = TerraformResource | RemoteModuleCall;

/** All rules of all groups of the evaluation, by what they are written in. */
export function allRules(context: ResourceContext): ReadonlyMap<Writer, readonly GroupRule[]> {
  return context.shared(SHARED, () => {
    const rules = new Map<Writer, readonly GroupRule[]>();
    for (const resource of context.find(...INLINE)) {
      if (resource.mode === 'managed') rules.set(resource, inlineRules(resource, context));
    }
    for (const resource of context.find(...RULES)) {
      const rule = resource.mode === 'managed' ? separateRule(resource, context) : undefined;
      if (rule !== undefined) rules.set(resource, [rule]);
    }
    for (const call of context.remoteCalls) {
      const contract = contractOf(call);
      if (contract !== undefined) rules.set(call, contract.rules(call, context));
    }
    return rules;
  });
}

/** Every rule that lets traffic into a group, wherever it is written. */
export function rulesOfGroup(address: string, context: ResourceContext): readonly GroupRule[] {
  const byGroup = context.shared(BY_GROUP, () => {
    const groups = new Map<string, GroupRule[]>();
    for (const rule of [...allRules(context).values()].flat()) {
      if (rule.group === undefined) continue;
      const rules = groups.get(rule.group);
      if (rules === undefined) groups.set(rule.group, [rule]);
      else rules.push(rule);
    }
    return groups;
  });
  return byGroup.get(address) ?? [];
}

function inlineRules(resource: TerraformResource, context: ResourceContext): GroupRule[] {
  const blocks = entry(resource.body, 'ingress');
  if (blocks === undefined || isNull(blocks.value)) return [];
  return itemsOf(blocks.value).map((block) => {
    if (block.type === 'map') return inlineRule(resource, block, blocks, context);
    const missing = unresolved(
      block.type === 'unknown' ? block.reason : 'the rule is not an object',
      block.where,
    );
    return {
      name: resource.address,
      group: resource.address,
      where: blocks.valueWhere,
      protocols: TCP_AND_UDP,
      ports: missing,
      portWhere: undefined,
      sources: {
        known: AddressSet.empty,
        missing,
        isSpecified: true,
        where: blocks.valueWhere,
        related: [],
      },
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
  const sources = readSources(
    ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids'].map((key) => entry(block, key)),
    resource.where,
    { ...awsSources(context), alternatives: true },
  );
  const onlyIf = condition ?? sources.onlyIf;
  return {
    name: resource.address,
    group: resource.address,
    ...trafficOf(
      entry(block, 'protocol')?.value,
      entry(block, 'from_port'),
      entry(block, 'to_port'),
    ),
    where: block.where.file === resource.where.file ? block.where : blocks.valueWhere,
    sources,
    ...(onlyIf === undefined ? {} : { onlyIf }),
  };
}

function separateRule(
  resource: TerraformResource,
  context: ResourceContext,
): GroupRule | undefined {
  const { body } = resource;
  const isOld = resource.type === 'aws_security_group_rule';
  const type = isOld ? entry(body, 'type')?.value : undefined;
  const isUncertain = type?.type === 'unknown';
  if (isOld && !isUncertain && textOf(type)?.toLowerCase() !== 'ingress') return undefined;
  const groupId = entry(body, 'security_group_id')?.value;
  const sourceKeys = isOld
    ? ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids']
    : ['cidr_ipv4', 'cidr_ipv6', 'prefix_list_id'];
  const sources = readSources(
    sourceKeys.map((key) => entry(body, key)),
    resource.where,
    { ...awsSources(context), alternatives: true },
  );
  const onlyIf = isUncertain ? `the rule is for ingress (${type.reason})` : sources.onlyIf;
  return {
    name: resource.address,
    group: groupId === undefined ? undefined : groupOf(groupId, context),
    where: resource.where,
    ...trafficOf(
      entry(body, isOld ? 'protocol' : 'ip_protocol')?.value,
      entry(body, 'from_port'),
      entry(body, 'to_port'),
    ),
    sources,
    ...(onlyIf === undefined ? {} : { onlyIf }),
  };
}

/** What a rule lets through, by its protocol and ports. */
export function trafficOf(
  protocolData: Data | undefined,
  from: Entry | undefined,
  to: Entry | undefined,
): Pick<GroupRule, 'protocols' | 'ports' | 'portWhere'> {
  const protocol = protocolsFrom(protocolData);
  const portWhere = from?.valueWhere;
  if (protocol === 'other') return { protocols: [], ports: PortSet.empty, portWhere };
  const range = portRange(from?.value, to?.value);
  if (isUnresolved(protocol)) {
    // Any protocol would open every port whatever is written.
    return { protocols: TCP_AND_UDP, ports: isUnresolved(range) ? protocol : range, portWhere };
  }
  return { protocols: protocol.protocols, ports: protocol.isAny ? PortSet.all : range, portWhere };
}
