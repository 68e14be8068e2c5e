import { TCP_AND_UDP } from '../../../../network/ports.js';
import type { Family } from '../firewall/table.js';
import { guardsOf } from './guards.js';
import { SECURITY_RULE } from './rules.js';

/**
 * Network security groups: inbound rules by `priority`, the first that fits decides, and what comes
 * from outside the virtual network is denied at the end.
 */
export const securityGroups: Family = {
  mechanism: 'security-group',
  owners: ['azurerm_network_security_group'],
  guards: guardsOf,
  tables: [
    {
      ...SECURITY_RULE,
      types: ['azurerm_network_security_group'],
      blocks: ['security_rule'],
      judged:
        'inbound `security_rule` by `priority`, first match; `*`, `Internet`, `Any` and /0 are everyone, other service tags are not public; single values and lists of ports and sources',
    },
    {
      ...SECURITY_RULE,
      types: ['azurerm_network_security_rule'],
      group: 'network_security_group_name',
      judged:
        'as the `security_rule` of `azurerm_network_security_group`, together with the other rules of its group',
    },
  ],
};

/** Rules of Virtual Network Manager, of which only those that allow always pass by the groups. */
export const adminRules: Family = {
  mechanism: 'cloud-firewall',
  tables: [
    {
      types: ['azurerm_network_manager_admin_rule'],
      group: 'admin_rule_collection_id',
      judged:
        'inbound `AlwaysAllow` by `priority`, which security groups cannot deny; `Allow` leaves the decision to them',
      inbound: { key: 'direction', yes: ['inbound'], no: ['outbound'], absent: true },
      allows: { key: 'action', yes: ['alwaysallow'], no: ['allow', 'deny'], absent: false },
      order: { key: 'priority', absent: 4096 },
      protocol: { key: 'protocol', absent: TCP_AND_UDP },
      ports: { texts: ['destination_port_ranges'], absent: 'all' },
      sources: { ...SECURITY_RULE.sources, keys: ['source.address_prefix'], absent: 'everyone' },
      only: ['destination.address_prefix'],
      leavesOut: ['source_port_ranges'],
      everything: SECURITY_RULE.everything!,
    },
  ],
};
