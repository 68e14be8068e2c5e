import { entry, textOf, type Data } from '../../../../syntax/data.js';
import type { ResourceContext, TerraformResource } from '../../resource.js';
import { denialsOf } from '../firewall/outer.js';
import { namedBy } from '../firewall/publishing.js';
import type { FirewallRule } from '../firewall/rule.js';

/** Policies that their rules and associations may name by their literal names. */
export const POLICIES = [
  'google_compute_network_firewall_policy',
  'google_compute_region_network_firewall_policy',
];

/** The rules of the policies, by the address of the policy. */
export type PolicyRules = (
  context: ResourceContext,
) => ReadonlyMap<string, readonly FirewallRule[]>;

/**
 * What firewall policies keep out before the rules of a network are asked: those of the folder or
 * organization of its project always, those of the network itself when they are enforced first
 * (https://cloud.google.com/firewall/docs/firewall-policies-overview#rule-evaluation).
 */
export function deniedBefore(
  network: string,
  context: ResourceContext,
  rulesOf: PolicyRules,
): FirewallRule[] {
  const resource = context.resource(network);
  if (resource?.type !== 'google_compute_network' || resource.mode !== 'managed') return [];
  const policies = [...policiesAbove(resource, context), ...policiesFirst(resource, context)];
  if (policies.length === 0) return [];
  const rules = rulesOf(context);
  return policies.flatMap((policy) => denialsOf(rules.get(policy) ?? []));
}

/** Policies of the folder or organization that the project of a network lies in. */
function policiesAbove(network: TerraformResource, context: ResourceContext): string[] {
  const project = namedBy(network.body, 'project', ['google_project'], context, 'project_id');
  if (project?.type !== 'google_project') return [];
  const parents = ['folder_id', 'org_id'].flatMap((key) => {
    const found = entry(project.body, key)?.value;
    const name = found === undefined ? undefined : nodeOf(found, context);
    return name === undefined ? [] : [name];
  });
  return context.find('google_compute_firewall_policy_association').flatMap((each) => {
    const target = entry(each.body, 'attachment_target')?.value;
    const node = target === undefined ? undefined : nodeOf(target, context);
    const policy = namedBy(each.body, 'firewall_policy', POLICIES, context)?.address;
    const isAbove = node !== undefined && parents.includes(node) && each.onlyIf === undefined;
    return isAbove && policy !== undefined ? [policy] : [];
  });
}

/** A folder or organization: its resource, or its number. */
function nodeOf(data: Data, context: ResourceContext): string | undefined {
  const address = context.referent(data)?.address;
  return address ?? textOf(data)?.replace(/^.*\//, '');
}

/** Policies of the network itself, when they come before its own rules, which they do not by default. */
function policiesFirst(network: TerraformResource, context: ResourceContext): string[] {
  const order = textOf(
    entry(network.body, 'network_firewall_policy_enforcement_order')?.value,
  )?.toUpperCase();
  if (order !== 'BEFORE_CLASSIC_FIREWALL') return [];
  return context.find('google_compute_network_firewall_policy_association').flatMap((each) => {
    const isHere =
      namedBy(each.body, 'attachment_target', ['google_compute_network'], context) === network;
    const policy = namedBy(each.body, 'firewall_policy', POLICIES, context)?.address;
    return isHere && each.onlyIf === undefined && policy !== undefined ? [policy] : [];
  });
}
