import { TCP_AND_UDP } from '../../../../network/ports.js';
import { AddressSet } from '../../../../network/addresses.js';
import { entry, textOf, type Data } from '../../../../syntax/data.js';
import type { ResourceContext } from '../../resource.js';
import { elements } from '../../values.js';
import type { RuleShape } from '../firewall/shape.js';

/** Words for every address, in lower case; the provider takes them in any case. */
const EVERYONE = new Set(['*', 'any', 'internet', '0.0.0.0', '/0', '<nw>/0']);

/**
 * Service tags. `AzureCloud` holds the public addresses of all customers, which change by the week;
 * the other ones are networks of one's own or services of Azure
 * (https://learn.microsoft.com/azure/virtual-network/service-tags-overview).
 */
export function azureWord(text: string): AddressSet | 'closed' | undefined {
  const word = text.toLowerCase();
  if (EVERYONE.has(word)) return AddressSet.all;
  if (word.startsWith('azurecloud')) return undefined;
  return /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/.test(word) ? 'closed' : undefined;
}

/** The addresses of IP groups that the repository declares, and own networks, which are not public. */
export function azureReference(
  data: Data,
  context: ResourceContext,
): AddressSet | 'closed' | undefined {
  const referent = context.referent(data);
  const resource = referent === undefined ? undefined : context.resource(referent.address);
  if (referent === undefined || resource === undefined) return undefined;
  if (resource.type === 'azurerm_virtual_network' || resource.type === 'azurerm_subnet') {
    return /^address_(space|prefix)/.test(referent.attribute) ? 'closed' : undefined;
  }
  if (/^private_ip_address/.test(referent.attribute)) return 'closed';
  if (resource.type !== 'azurerm_ip_group' || resource.mode !== 'managed') return undefined;
  const cidrs = entry(resource.body, 'cidrs')?.value;
  if (cidrs?.type !== 'list') return cidrs === undefined ? AddressSet.empty : undefined;
  const sets: AddressSet[] = [];
  for (const item of elements(cidrs)) {
    const set = AddressSet.tryParse(textOf(item) ?? '');
    if (set === undefined) return undefined;
    sets.push(set);
  }
  return AddressSet.unionOf(sets);
}

/** A rule of a network security group, inline or by itself. */
export const SECURITY_RULE: RuleShape = {
  inbound: { key: 'direction', yes: ['inbound'], no: ['outbound'], absent: true },
  allows: { key: 'access', yes: ['allow'], no: ['deny'], absent: true },
  order: { key: 'priority', absent: 4096 },
  protocol: { key: 'protocol', absent: TCP_AND_UDP },
  ports: { texts: ['destination_port_range', 'destination_port_ranges'], absent: 'none' },
  sources: {
    keys: ['source_address_prefix', 'source_address_prefixes'],
    closed: ['source_application_security_group_ids'],
    absent: 'nobody',
    word: azureWord,
    reference: azureReference,
  },
  only: [
    'destination_address_prefix',
    'destination_address_prefixes',
    'destination_application_security_group_ids',
  ],
  leavesOut: ['source_port_range', 'source_port_ranges'],
  everything: ['*', 'any', 'virtualnetwork', '0.0.0.0/0', '0-65535', '1-65535'],
};

/** Sources of the rules of Azure Firewall. */
export const FIREWALL_SOURCES: RuleShape['sources'] = {
  keys: ['source_addresses', 'source_ip_groups'],
  absent: 'nobody',
  word: azureWord,
  reference: azureReference,
};
