import { TCP_AND_UDP } from '../../../../network/ports.js';
import { entry, itemsOf, textOf } from '../../../../syntax/data.js';
import type { ResourceContext, TerraformResource } from '../../resource.js';
import { namedBy, referred } from '../firewall/publishing.js';
import { denialsOf } from '../firewall/outer.js';
import type { FirewallRule } from '../firewall/rule.js';
import { readRule, type RuleShape } from '../firewall/shape.js';
import type { Family } from '../firewall/table.js';
import { MACHINES } from './guards.js';
import { SECURITY_RULE } from './rules.js';

const NETWORKS = ['azurerm_virtual_network'];

const RULE: RuleShape = {
  inbound: { key: 'direction', yes: ['inbound'], no: ['outbound'], absent: true },
  order: { key: 'priority', absent: 4096 },
  protocol: { key: 'protocol', absent: TCP_AND_UDP },
  ports: { texts: ['destination_port_ranges'], absent: 'all' },
  sources: { ...SECURITY_RULE.sources, keys: ['source.address_prefix'], absent: 'everyone' },
  only: ['destination.address_prefix'],
  leavesOut: ['source_port_ranges'],
  everything: SECURITY_RULE.everything!,
};

/** Rules of Virtual Network Manager, of which only those that allow always pass by the groups. */
export const adminRules: Family = {
  mechanism: 'cloud-firewall',
  tables: [
    {
      ...RULE,
      types: ['azurerm_network_manager_admin_rule'],
      group: 'admin_rule_collection_id',
      judged:
        'inbound `AlwaysAllow` by `priority`, which security groups cannot deny; `Allow` leaves the decision to them; `Deny` comes before the groups of the virtual networks it is deployed to',
      allows: { key: 'action', yes: ['alwaysallow'], no: ['allow', 'deny'], absent: false },
    },
  ],
};

/**
 * What admin rules keep out before a security group is asked
 * (https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins): those of
 * configurations that are deployed, on every virtual network that the group is used in.
 */
export function deniedBefore(group: string, context: ResourceContext): FirewallRule[] {
  if (context.find('azurerm_network_manager_admin_rule').length === 0) return [];
  const networks = networksOf(group, context);
  if (networks === undefined) return [];
  const rules = context.find('azurerm_network_manager_admin_rule').flatMap((resource, index) => {
    const collection = referred(resource.body, 'admin_rule_collection_id', context);
    if (collection === undefined || !isDeployed(collection, context)) return [];
    const covered = membersOf(collection, context);
    if (!networks.every((network) => covered.includes(network))) return [];
    const allows = {
      key: 'action',
      yes: ['alwaysallow', 'allow'],
      no: ['deny'],
      absent: true,
    };
    return readRule({ ...RULE, allows }, resource.body, resource, context, index) ?? [];
  });
  return denialsOf(rules);
}

function isDeployed(collection: TerraformResource, context: ResourceContext): boolean {
  const configuration = referred(collection.body, 'security_admin_configuration_id', context);
  return context
    .find('azurerm_network_manager_deployment')
    .some(
      (each) =>
        each.onlyIf === undefined &&
        textOf(entry(each.body, 'scope_access')?.value)?.toLowerCase() === 'securityadmin' &&
        itemsOf(entry(each.body, 'configuration_ids')?.value).some(
          (id) =>
            configuration !== undefined && context.referent(id)?.address === configuration.address,
        ),
    );
}

/** The virtual networks that are members of the groups of a collection for certain. */
function membersOf(collection: TerraformResource, context: ResourceContext): string[] {
  const groups = itemsOf(entry(collection.body, 'network_group_ids')?.value).flatMap(
    (id) => context.referent(id)?.address ?? [],
  );
  return context.find('azurerm_network_manager_static_member').flatMap((member) => {
    const group = referred(member.body, 'network_group_id', context)?.address;
    const network = referred(member.body, 'target_virtual_network_id', context)?.address;
    return group !== undefined && network !== undefined && groups.includes(group) ? [network] : [];
  });
}

/** The virtual networks a security group is used in; `undefined` where one of them is not known. */
function networksOf(group: string, context: ResourceContext): string[] | undefined {
  const subnets: (TerraformResource | undefined)[] = [];
  for (const each of context.find('azurerm_subnet_network_security_group_association')) {
    if (referred(each.body, 'network_security_group_id', context)?.address !== group) continue;
    subnets.push(referred(each.body, 'subnet_id', context));
  }
  for (const each of context.find('azurerm_network_interface_security_group_association')) {
    if (referred(each.body, 'network_security_group_id', context)?.address !== group) continue;
    const nic = referred(each.body, 'network_interface_id', context);
    const configurations =
      nic === undefined ? [] : itemsOf(entry(nic.body, 'ip_configuration')?.value);
    if (configurations.length === 0) return undefined;
    for (const each of configurations) subnets.push(referred(each, 'subnet_id', context));
  }
  // Machines and networks may name the group in blocks of their own, of which the network is not told.
  const isNamedElsewhere = context
    .find(...MACHINES, 'azurerm_virtual_network')
    .some(({ body }) => names(body, group, context));
  const networks = subnets.map((subnet) =>
    subnet === undefined
      ? undefined
      : namedBy(subnet.body, 'virtual_network_name', NETWORKS, context)?.address,
  );
  if (isNamedElsewhere || networks.length === 0) return undefined;
  return networks.every((network) => network !== undefined) ? networks : undefined;
}

function names(body: TerraformResource['body'], group: string, context: ResourceContext): boolean {
  return body.entries.some(({ key, value }) =>
    itemsOf(value).some((item) =>
      item.type === 'map'
        ? names(item, group, context)
        : /security_group/.test(key) && context.referent(item)?.address === group,
    ),
  );
}
