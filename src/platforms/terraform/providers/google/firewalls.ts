import { TCP_AND_UDP } from '../../../../network/ports.js';
import { AddressSet } from '../../../../network/addresses.js';
import { entry, itemsOf, textOf, type Data } from '../../../../syntax/data.js';
import type { ResourceContext, TerraformResource } from '../../resource.js';
import type { SourceReading } from '../../sources.js';
import { onlyOf } from '../firewall/keys.js';
import { blocksAt, choose, readTraffic, sourcesIn } from '../firewall/shape.js';
import type { Choice, RuleShape } from '../firewall/shape.js';
import type { Family } from '../firewall/table.js';
import type { FirewallRule, Traffic } from '../firewall/rule.js';
import { conditionOf } from '../../values.js';
import { unresolved, type Unresolved } from '../../../../facts.js';
import { integerOf } from '../../../../syntax/data.js';
import { isGiven } from '../firewall/ports.js';
import { guardsOf } from './guards.js';

const INGRESS: Choice = { key: 'direction', yes: ['ingress'], no: ['egress'], absent: true };
const ENABLED: Choice = { key: 'disabled', yes: ['false'], no: ['true'], absent: true };

/** Rules of a network: `allow` and `deny` blocks of `google_compute_firewall`. */
const CLASSIC: Pick<RuleShape, 'protocol' | 'ports' | 'sources'> = {
  protocol: { key: 'protocol', absent: TCP_AND_UDP },
  ports: { texts: ['ports'], absent: 'all' },
  sources: {
    keys: ['source_ranges'],
    closed: ['source_tags', 'source_service_accounts'],
    absent: 'everyone',
    reference: ownRanges,
  },
};

/** Rules of firewall policies: networks, contexts, and what cannot be known such as regions. */
const POLICY: Pick<RuleShape, 'protocol' | 'ports' | 'sources'> = {
  protocol: { key: 'ip_protocol', absent: TCP_AND_UDP },
  ports: { texts: ['ports'], absent: 'all' },
  sources: {
    keys: ['match.src_ip_ranges'],
    closed: ['match.src_secure_tags', 'match.src_networks'],
    absent: 'everyone',
    reference: ownRanges,
  },
};

/**
 * Firewall rules of a VPC network: by `priority`, deny before allow of the same priority, and what no
 * rule is about is denied (https://cloud.google.com/firewall/docs/firewalls).
 */
export const classic: Family = {
  mechanism: 'cloud-firewall',
  ties: 'deny',
  owners: ['google_compute_network'],
  guards: guardsOf,
  tables: [
    {
      types: ['google_compute_firewall'],
      judged:
        '`allow` and `deny` by `priority`, deny first; `source_ranges`, none of the sources means everyone; tags and service accounts are not public; `disabled`; ports left out mean all',
      group: 'network',
      sources: CLASSIC.sources,
      protocol: CLASSIC.protocol,
      ports: CLASSIC.ports,
      read: classicRules,
    },
  ],
};

/** The rules of one resource, or of something with its arguments. */
export function classicRules(
  resource: TerraformResource,
  context: ResourceContext,
): FirewallRule[] {
  const { body } = resource;
  const denies = blocksAt(body, 'deny').length > 0;
  const common = shared(resource, body, resource.where, context, CLASSIC, !denies);
  if (common === undefined) return [];
  const only = onlyOf(['target_tags', 'target_service_accounts'], body, context);
  const names = ['source_ranges', 'source_tags', 'source_service_accounts'];
  const isSpecified = names.some((key) => {
    const found = entry(body, key);
    return found !== undefined && isGiven(found.value);
  });
  const notes = isSpecified
    ? []
    : [
        'It names no source: releases of the provider before 4.0 and the API take that for everyone, later ones refuse it.',
      ];
  return (['allow', 'deny'] as const).flatMap((action) => {
    const traffic = blocksAt(body, action).flatMap((block) => trafficIn(block, CLASSIC));
    return traffic.length === 0 ? [] : [{ ...common, ...only, action, traffic, notes }];
  });
}

/** What all kinds of rules have; `undefined` when the rule is not about what comes in. */
function shared(
  resource: TerraformResource,
  body: Data,
  where: FirewallRule['where'],
  context: ResourceContext,
  shape: Pick<RuleShape, 'sources'>,
  isAllow: boolean,
): Omit<FirewallRule, 'action' | 'traffic'> | undefined {
  const inbound = choose(INGRESS, body);
  const enabled = choose(ENABLED, body);
  if (inbound === false || enabled === false) return undefined;
  const sources = sourcesIn(shape, body, resource, context, isAllow);
  const conditions = [
    typeof inbound === 'object' ? `the rule is for ingress (${inbound.reason})` : undefined,
    typeof enabled === 'object' ? `the rule is not disabled (${enabled.reason})` : undefined,
    conditionOf(body),
    resource.onlyIf,
    sources.onlyIf,
  ].filter((each) => each !== undefined);
  return {
    name: resource.address,
    where,
    order: priorityOf(body),
    sources,
    ...(conditions.length === 0 ? {} : { onlyIf: conditions.join(' and ') }),
  };
}

function priorityOf(body: Data): number | Unresolved {
  const found = entry(body, 'priority');
  if (found === undefined || !isGiven(found.value)) return 1000;
  const reason = found.value.type === 'unknown' ? found.value.reason : 'its priority is no number';
  return integerOf(found.value) ?? unresolved(reason, found.valueWhere);
}

function trafficIn(block: Data, shape: Pick<RuleShape, 'protocol' | 'ports'>): Traffic[] {
  if (block.type !== 'unknown') return readTraffic(shape, block);
  const missing = unresolved(block.reason, block.where);
  return [{ protocols: missing, ports: missing }];
}

/** Addresses of networks of one's own are no public ones. */
function ownRanges(data: Data, context: ResourceContext): 'closed' | undefined {
  const referent = context.referent(data);
  if (referent === undefined) return undefined;
  const type = context.resource(referent.address)?.type;
  const isOwn =
    (type === 'google_compute_subnetwork' && /ip_cidr_range/.test(referent.attribute)) ||
    (type === 'google_compute_global_address' && /address/.test(referent.attribute)) ||
    (type === 'google_container_cluster' && /cidr/.test(referent.attribute)) ||
    (type === 'google_compute_instance' && /network_ip/.test(referent.attribute));
  return isOwn ? 'closed' : undefined;
}

const POLICY_RULES = [
  'google_compute_firewall_policy_rule',
  'google_compute_organization_security_policy_rule',
  'google_compute_network_firewall_policy_rule',
  'google_compute_region_network_firewall_policy_rule',
];
const WITH_RULES = [
  'google_compute_network_firewall_policy_with_rules',
  'google_compute_region_network_firewall_policy_with_rules',
  'google_compute_firewall_policy_with_rules',
];

/**
 * Firewall policies of organizations, folders and networks. `goto_next` leaves the decision to what
 * comes behind the policy, so that the policy itself opens nothing.
 */
export const policies: Family = {
  mechanism: 'cloud-firewall',
  ties: 'deny',
  tables: [
    {
      types: POLICY_RULES,
      judged:
        '`action`, `priority`, `direction`, `disabled`; `match` with `src_ip_ranges`, `src_network_scope` or `src_network_context` and `layer4_configs`; `goto_next` opens nothing',
      group: 'firewall_policy',
      sources: POLICY.sources,
      protocol: POLICY.protocol,
      ports: POLICY.ports,
      read: (resource, context) =>
        policyRule(resource, resource.body, resource.where, context) ?? [],
    },
    {
      types: WITH_RULES,
      judged: '`rule` blocks, as `google_compute_firewall_policy_rule`, with `layer4_config`',
      sources: POLICY.sources,
      protocol: POLICY.protocol,
      ports: POLICY.ports,
      read: (resource, context) =>
        blocksAt(resource.body, 'rule').flatMap(
          (block) => policyRule(resource, block, block.where, context) ?? [],
        ),
    },
  ],
};

function policyRule(
  resource: TerraformResource,
  body: Data,
  where: FirewallRule['where'],
  context: ResourceContext,
): FirewallRule[] | undefined {
  const action = choose(
    {
      key: 'action',
      yes: ['allow', 'apply_security_profile_group'],
      no: ['deny', 'goto_next'],
      absent: true,
    },
    body,
  );
  const common = shared(resource, body, where, context, POLICY, action === true);
  if (common === undefined) return undefined;
  const only = onlyOf(
    ['target_resources', 'target_service_accounts', 'target_secure_tags', 'match.dest_ip_ranges'],
    body,
    context,
  );
  const traffic = ['match.layer4_configs', 'match.layer4_config'].flatMap((path) =>
    blocksAt(body, path).flatMap((block) => trafficIn(block, POLICY)),
  );
  if (traffic.length === 0) return undefined;
  const sources = narrowed(body, common.sources);
  return [
    {
      ...common,
      ...only,
      sources,
      action: typeof action === 'object' ? action : action ? 'allow' : 'deny',
      traffic,
    },
  ];
}

/** Conditions beside the networks, all of which a source has to meet. */
function narrowed(body: Data, sources: SourceReading): SourceReading {
  const match = itemsOf(entry(body, 'match')?.value)[0];
  const scope = ['src_network_scope', 'src_network_context', 'src_network_type']
    .map((key) => textOf(entry(match, key)?.value)?.toUpperCase())
    .find((text) => text !== undefined);
  if (scope !== undefined && scope !== 'INTERNET' && scope !== 'UNSPECIFIED') {
    return { ...sources, known: AddressSet.empty, missing: undefined };
  }
  for (const key of [
    'src_region_codes',
    'src_fqdns',
    'src_address_groups',
    'src_threat_intelligences',
  ]) {
    const found = entry(match, key);
    if (found === undefined || !isGiven(found.value)) continue;
    const missing = unresolved(`the addresses of \`${key}\` are not known`, found.valueWhere);
    // Beside networks it is a further way in (address groups) or narrows them; alone it decides.
    return sources.isSpecified
      ? { ...sources, missing: sources.missing ?? missing }
      : {
          ...sources,
          known: AddressSet.empty,
          missing,
          isSpecified: true,
          where: found.valueWhere,
        };
  }
  return sources;
}
