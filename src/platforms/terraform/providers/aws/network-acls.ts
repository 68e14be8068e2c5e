import {
  isUnresolved,
  unresolved,
  type Fact,
  type Ingress,
  type Unresolved,
} from '../../../../facts.js';
import type { Location } from '../../../../files/source.js';
import { entry, integerOf, itemsOf, textOf, type Mapping } from '../../../../syntax/data.js';
import { AddressSet } from '../../../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, TCP_AND_UDP, type Protocol } from '../../../../network/ports.js';
import { portRange, protocolsFrom } from '../../ports.js';
import type { ResourceContext, ResourceHandler, TerraformResource } from '../../resource.js';
import { namingOf, publicSize, readSources, type SourceReading } from '../../sources.js';
import { conditionOf } from '../../values.js';
import { guarded } from './attachments.js';
import { allRules } from './group-rules.js';
import { awsSources } from './references.js';
import { aclsInFrontOf, isOutbound } from './subnets.js';

/** One inbound rule of a network ACL. */
export interface AclRule {
  readonly name: string;
  readonly where: Location;
  readonly number: number | undefined;
  readonly allows: boolean | undefined;
  readonly protocols: readonly Protocol[];
  readonly ports: PortSet | Unresolved;
  readonly sources: SourceReading;
  readonly onlyIf?: string;
}

const WHOLE = ['aws_network_acl', 'aws_default_network_acl'];

/**
 * Network ACLs: the rules in the order of their numbers, the first that fits decides, and what no rule
 * allows is denied. They stand in front of whole subnets, where security groups decide as well; so an
 * opening is a door by itself only when the configuration has no security group.
 */
export const networkAcls: ResourceHandler = {
  types: WHOLE,
  meaning: [
    {
      of: 'aws_network_acl, aws_default_network_acl, aws_network_acl_rule',
      judged:
        'inbound rules in the order of `rule_no`, first match, denied at the end; with `subnet_ids` or `aws_network_acl_association` it limits what reaches the hosts of the subnets; a door of its own when no security group is in sight',
    },
  ],
  facts(resource, context): Fact[] {
    if (resource.mode !== 'managed') return [];
    const rules = rulesOfAcl(resource, context);
    const hasGroups = context.find('aws_security_group', 'aws_default_security_group').length > 0;
    // The groups that let everyone in are told already; where all hosts have groups, those decide.
    if (hasGroups && (isToldByGroups(context) || isGuarded(resource, context))) return [];
    const [tcp, udp] = (['tcp', 'udp'] as const).map((protocol) =>
      doors(rules, protocol, hasGroups),
    );
    return joined(tcp!, udp!);
  },
};

/** A rule of both protocols that lets the same addresses in with both is one door. */
function joined(tcp: readonly Ingress[], udp: readonly Ingress[]): Ingress[] {
  const rest = [...udp];
  const facts = tcp.map((door) => {
    const index = rest.findIndex(
      (other) =>
        other.where.startLine === door.where.startLine &&
        other.where.file === door.where.file &&
        !isUnresolved(other.sources) &&
        !isUnresolved(door.sources) &&
        other.sources.equals(door.sources),
    );
    if (index < 0) return door;
    rest.splice(index, 1);
    return { ...door, protocols: TCP_AND_UDP };
  });
  return [...facts, ...rest];
}

/** Whether a security group lets public addresses in on memcached's port. */
function isToldByGroups(context: ResourceContext): boolean {
  return [...allRules(context).values()]
    .flat()
    .some(
      ({ ports, sources, protocols }) =>
        !isUnresolved(protocols) &&
        protocols.length > 0 &&
        !isUnresolved(ports) &&
        ports.contains(MEMCACHED_PORT) &&
        publicSize(sources.known) > 0,
    );
}

/** Whether everything that is known behind the ACL has security groups of the repository. */
function isGuarded(acl: TerraformResource, context: ResourceContext): boolean {
  const behind = guarded(context).filter(({ workload }) => {
    const resource = context.resource(workload);
    return resource !== undefined && aclsInFrontOf(resource, context)?.includes(acl) === true;
  });
  return (
    behind.length > 0 &&
    behind.every(({ groups, unknownGroups }) => groups.length > 0 && unknownGroups.length === 0)
  );
}

/** The inbound rules of an ACL, its own and separate ones, in the order of their numbers. */
export function rulesOfAcl(resource: TerraformResource, context: ResourceContext): AclRule[] {
  const rules = itemsOf(entry(resource.body, 'ingress')?.value).flatMap((block) =>
    block.type === 'map'
      ? [readRule(block, 'rule_no', 'action', resource, block.where, context)]
      : [],
  );
  for (const separate of context.find('aws_network_acl_rule')) {
    const owner = entry(separate.body, 'network_acl_id')?.value;
    const referent = owner === undefined ? undefined : context.referent(owner);
    const isDefault =
      resource.type === 'aws_default_network_acl' &&
      referent?.attribute === 'default_network_acl_id';
    if (referent?.address !== resource.address && !isDefault) continue;
    if (isOutbound(separate)) continue;
    rules.push(
      readRule(separate.body, 'rule_number', 'rule_action', separate, separate.where, context),
    );
  }
  return rules.sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
}

function readRule(
  body: Mapping,
  numberKey: string,
  actionKey: string,
  owner: TerraformResource,
  where: Location,
  context: ResourceContext,
): AclRule {
  const protocol = protocolsFrom(entry(body, 'protocol')?.value);
  const action = textOf(entry(body, actionKey)?.value)?.toLowerCase();
  const condition = conditionOf(body) ?? owner.onlyIf;
  const isAny = protocol !== 'other' && !isUnresolved(protocol) && protocol.isAny;
  return {
    name: owner.address,
    where,
    number: integerOf(entry(body, numberKey)?.value),
    allows: action === 'allow' ? true : action === 'deny' ? false : undefined,
    protocols:
      protocol === 'other' ? [] : isUnresolved(protocol) ? ['tcp', 'udp'] : protocol.protocols,
    ports: isUnresolved(protocol as object)
      ? (protocol as Unresolved)
      : isAny
        ? PortSet.all
        : portRange(entry(body, 'from_port')?.value, entry(body, 'to_port')?.value),
    sources: readSources(
      ['cidr_block', 'ipv6_cidr_block'].map((key) => entry(body, key)),
      owner.where,
      awsSources(context),
    ),
    ...(condition === undefined ? {} : { onlyIf: condition }),
  };
}

/** Follows the rules for memcached's port and says who gets through, rule by rule. */
function doors(rules: readonly AclRule[], protocol: Protocol, hasGroups: boolean): Ingress[] {
  const facts: Ingress[] = [];
  let denied = AddressSet.empty;
  let uncertain: Unresolved | undefined;
  for (const rule of rules) {
    if (!rule.protocols.includes(protocol)) continue;
    if (!isUnresolved(rule.ports) && !rule.ports.contains(MEMCACHED_PORT)) continue;
    if (rule.allows === undefined || rule.number === undefined) {
      uncertain ??= unresolved('the order or action of a rule is not known', rule.where);
      continue;
    }
    if (!rule.allows) {
      // A deny that may not be there, or may be for other ports or sources, keeps nobody out for certain.
      if (isUnresolved(rule.ports) || rule.onlyIf !== undefined) continue;
      denied = denied.union(rule.sources.known);
      continue;
    }
    const admitted = rule.sources.known.subtract(denied);
    const missing =
      uncertain ??
      (rule.sources.missing !== undefined && admitted.isEmpty ? rule.sources.missing : undefined);
    if (admitted.isEmpty && missing === undefined) continue;
    const isNarrow = !isUnresolved(rule.ports) && rule.ports.spanAround(MEMCACHED_PORT) <= 100;
    // Behind an ACL that lets everything in, as the default one does, the groups decide.
    if (hasGroups && !isNarrow) continue;
    facts.push({
      kind: 'ingress',
      platform: 'terraform',
      where: { ...(rule.sources.where ?? rule.where), address: rule.name },
      mechanism: 'network-acl',
      name: rule.name,
      sources: missing ?? admitted,
      ...namingOf(rule.sources, missing ?? admitted),
      protocols: [protocol],
      ports: rule.ports,
      target: 'unknown',
      faces: 'internet',
      leadsTo: 'unknown',
      related: rule.sources.related,
      ...(rule.onlyIf !== undefined
        ? { onlyIf: rule.onlyIf }
        : hasGroups
          ? { onlyIf: 'a security group of the hosts behind it lets it in as well' }
          : {}),
    });
    denied = denied.union(rule.sources.known);
  }
  return facts;
}
