import { TCP_AND_UDP } from '../../../../network/ports.js';
import { type Data } from '../../../../syntax/data.js';
import type { ResourceContext, TerraformResource } from '../../resource.js';
import type { DoorTable } from '../firewall/publishing.js';
import { doors } from '../firewall/publishing.js';
import type { FirewallRule } from '../firewall/rule.js';
import { blocksAt, choose, readRule, sourcesIn, type RuleShape } from '../firewall/shape.js';
import type { Family } from '../firewall/table.js';
import { integerOf, entry } from '../../../../syntax/data.js';
import { FIREWALL_SOURCES } from './rules.js';

const PROTOCOLS: RuleShape['protocol'] = { key: 'protocols', absent: TCP_AND_UDP };

const NAT: Pick<DoorTable, 'protocol' | 'outside' | 'inside' | 'sources'> = {
  protocol: PROTOCOLS,
  outside: { texts: ['destination_ports'], absent: 'none' },
  inside: { texts: ['translated_port'], absent: 'none' },
  sources: (resource, block, context) =>
    sourcesIn({ sources: FIREWALL_SOURCES }, block, resource, context),
};

/** Ports of the firewall's public address that are handed on to an address behind it. */
export const natCollections = doors({
  ...NAT,
  types: ['azurerm_firewall_nat_rule_collection'],
  blocks: ['rule'],
  judged:
    '`destination_ports` of the public address that lead to `translated_port`; `source_addresses`, `source_ip_groups`',
});

const NETWORK_RULE: RuleShape = {
  protocol: PROTOCOLS,
  ports: { texts: ['destination_ports'], absent: 'none' },
  sources: FIREWALL_SOURCES,
  only: ['destination_addresses', 'destination_ip_groups'],
  everything: ['*', '0.0.0.0/0'],
};

/**
 * Network rules of Azure Firewall. They let private networks through to each other; from the internet
 * nothing comes but what NAT rules hand on. Only rules that name memcached's port are doors: those for
 * every port are there for traffic that goes out.
 */
export const networkCollections: Family = {
  mechanism: 'cloud-firewall',
  faces: 'private',
  narrowOnly: true,
  tables: [
    {
      ...NETWORK_RULE,
      types: ['azurerm_firewall_network_rule_collection'],
      group: 'azure_firewall_name',
      judged:
        '`action`, `priority`; rules that name memcached’s port let private networks in, never the internet',
      read: (resource, context) => collection(resource, resource.body, 'rule', context),
    },
    {
      ...NETWORK_RULE,
      types: ['azurerm_firewall_policy_rule_collection_group'],
      group: 'firewall_policy_id',
      judged:
        '`nat_rule_collection` as `azurerm_firewall_nat_rule_collection`, `network_rule_collection` as `azurerm_firewall_network_rule_collection`',
      read: (resource, context) =>
        blocksAt(resource.body, 'network_rule_collection').flatMap((block) =>
          collection(resource, block, 'rule', context),
        ),
    },
  ],
};

function collection(
  resource: TerraformResource,
  body: Data,
  key: string,
  context: ResourceContext,
): FirewallRule[] {
  const allows = choose({ key: 'action', yes: ['allow'], no: ['deny'], absent: true }, body);
  const order = integerOf(entry(body, 'priority')?.value) ?? 65_000;
  return blocksAt(body, key).flatMap((block, index) => {
    const rule = readRule(NETWORK_RULE, block, resource, context, index);
    if (rule === undefined || block.type === 'unknown') return [];
    const action = typeof allows === 'object' ? allows : allows ? 'allow' : 'deny';
    return [{ ...rule, action, order }];
  });
}

/** NAT rules of a policy, which stand beside its network rules. */
export const policyNat: DoorTable = {
  ...NAT,
  types: ['azurerm_firewall_policy_rule_collection_group'],
  blocks: ['nat_rule_collection.rule'],
  judged: '',
};
