import {
  isUnresolved,
  unresolved,
  type Fact,
  type Ingress,
  type Unresolved,
} from '../../../../facts.js';
import type { Location } from '../../../../files/source.js';
import {
  entry,
  integerOf,
  itemsOf,
  textOf,
  type Data,
  type Mapping,
} from '../../../../syntax/data.js';
import { AddressSet } from '../../../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, TCP_AND_UDP, type Protocol } from '../../../../network/ports.js';
import { portRange, protocolsFrom } from '../../ports.js';
import type { ResourceContext, ResourceHandler, TerraformResource } from '../../resource.js';
import { namingOf, publicSize, readSources, type SourceReading } from '../../sources.js';
import { conditionOf } from '../../values.js';
import { groupKey } from '../firewall/keys.js';
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
const SEPARATE = 'aws_network_acl_rule';
const SHARED = Symbol('rules of network ACLs that are not in the repository');

/**
 * Network ACLs: the rules in the order of their numbers, the first that fits decides, and what no rule
 * allows is denied. They stand in front of whole subnets, where security groups decide as well; so an
 * opening is a door by itself only when the configuration has no security group.
 */
export const networkAcls: ResourceHandler = {
  types: [...WHOLE, SEPARATE],
  meaning: [
    {
      of: 'aws_network_acl, aws_default_network_acl, aws_network_acl_rule',
      judged:
        'inbound rules in the order of `rule_no`, first match, denied at the end; with `subnet_ids` or `aws_network_acl_association` it limits what reaches the hosts of the subnets; a door of its own when no security group is in sight',
    },
  ],
  facts(resource, context): Fact[] {
    if (resource.mode !== 'managed') return [];
    const rules =
      resource.type === SEPARATE
        ? (strayRules(context).get(resource) ?? [])
        : rulesOfAcl(resource, context);
    if (rules.length === 0) return [];
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

/**
 * The rules of ACLs that the repository does not declare, such as those of a module or of an id in a
 * variable, in order; all of one ACL under the first of them that is written.
 */
function strayRules(context: ResourceContext): ReadonlyMap<TerraformResource, readonly AclRule[]> {
  return context.shared(SHARED, () => {
    const byAcl = new Map<string, TerraformResource[]>();
    for (const rule of context.find(SEPARATE)) {
      const id = entry(rule.body, 'network_acl_id')?.value;
      if (rule.mode !== 'managed' || isOutbound(rule) || isOfDeclaredAcl(id, context)) continue;
      const referent = id === undefined ? undefined : context.referent(id);
      const key =
        referent !== undefined
          ? `${referent.address}.${referent.attribute}`
          : id === undefined
            ? rule.address
            : groupKey(id, context);
      byAcl.set(key, [...(byAcl.get(key) ?? []), rule]);
    }
    return new Map(
      [...byAcl.values()].map((rules) => [
        rules[0]!,
        inOrder(rules.map((rule) => separateRule(rule, context))),
      ]),
    );
  });
}

function isOfDeclaredAcl(id: Data | undefined, context: ResourceContext): boolean {
  const referent = id === undefined ? undefined : context.referent(id);
  if (referent === undefined) return false;
  const owner = context.resource(referent.address);
  if (owner?.mode === 'managed' && WHOLE.includes(owner.type)) return true;
  return (
    referent.attribute === 'default_network_acl_id' &&
    context.find('aws_default_network_acl').length > 0
  );
}

function separateRule(rule: TerraformResource, context: ResourceContext): AclRule {
  return readRule(rule.body, 'rule_number', 'rule_action', rule, rule.where, context);
}

function inOrder(rules: readonly AclRule[]): AclRule[] {
  return [...rules].sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
}

/** The inbound rules of an ACL, its own and separate ones, in the order of their numbers. */
export function rulesOfAcl(resource: TerraformResource, context: ResourceContext): AclRule[] {
  const rules = itemsOf(entry(resource.body, 'ingress')?.value).flatMap((block) =>
    block.type === 'map'
      ? [readRule(block, 'rule_no', 'action', resource, block.where, context)]
      : [],
  );
  for (const separate of context.find(SEPARATE)) {
    const owner = entry(separate.body, 'network_acl_id')?.value;
    const referent = owner === undefined ? undefined : context.referent(owner);
    const isDefault =
      resource.type === 'aws_default_network_acl' &&
      referent?.attribute === 'default_network_acl_id';
    if (referent?.address !== resource.address && !isDefault) continue;
    if (isOutbound(separate)) continue;
    rules.push(separateRule(separate, context));
  }
  return inOrder(rules);
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
  return {
    name: owner.address,
    where,
    number: integerOf(entry(body, numberKey)?.value),
    allows: action === 'allow' ? true : action === 'deny' ? false : undefined,
    ...trafficOf(protocol, body),
    sources: readSources(
      ['cidr_block', 'ipv6_cidr_block'].map((key) => entry(body, key)),
      owner.where,
      awsSources(context),
    ),
    ...(condition === undefined ? {} : { onlyIf: condition }),
  };
}

function trafficOf(
  protocol: ReturnType<typeof protocolsFrom>,
  body: Mapping,
): Pick<AclRule, 'protocols' | 'ports'> {
  if (protocol === 'other') return { protocols: [], ports: PortSet.empty };
  if (isUnresolved(protocol)) return { protocols: TCP_AND_UDP, ports: protocol };
  const ports = protocol.isAny
    ? PortSet.all
    : portRange(entry(body, 'from_port')?.value, entry(body, 'to_port')?.value);
  return { protocols: protocol.protocols, ports };
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
    // Whatever comes before it, a rule for private networks lets no others in.
    const isPrivate = rule.sources.missing === undefined && publicSize(admitted) === 0;
    const missing =
      (isPrivate ? undefined : uncertain) ??
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
