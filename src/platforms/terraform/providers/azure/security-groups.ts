import type { Family } from '../firewall/table.js';
import { deniedBefore } from './admin-rules.js';
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
  deniedBefore,
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
