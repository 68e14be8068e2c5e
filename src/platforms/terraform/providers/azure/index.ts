import type { Provider, ResourceHandler } from '../../resource.js';
import { admissionsOf, machines } from '../firewall/machines.js';
import { doorFacts } from '../firewall/publishing.js';
import { familyHandlers } from '../firewall/table.js';
import { balancerNat, balancerRules } from './balancers.js';
import { containerApps, containerGroups } from './containers.js';
import { extensions, extensionScripts } from './extensions.js';
import { natCollections, networkCollections, policyNat } from './firewalls.js';
import { MACHINES } from './guards.js';
import { azureModules } from './modules.js';
import { adminRules } from './admin-rules.js';
import { securityGroups } from './security-groups.js';

const virtualMachines = machines({
  types: MACHINES,
  startup: ['custom_data', 'user_data', 'user_data_base64', 'os_profile.custom_data'],
  judged:
    '`custom_data`, `user_data`: memcached, containers and packet filters; the security groups of the network interfaces and subnets guard what they start',
  scripts: extensionScripts,
  admissions: admissionsOf(securityGroups),
});

/** A rule collection group holds rules of both kinds. */
function withNat(handler: ResourceHandler): ResourceHandler {
  return {
    ...handler,
    facts: (resource, context) => [
      ...handler.facts(resource, context),
      ...(policyNat.types.includes(resource.type) ? doorFacts(policyNat, resource, context) : []),
    ],
  };
}

/** Microsoft Azure. */
export const azure: Provider = {
  name: 'azurerm',
  resources: [
    ...familyHandlers(securityGroups),
    ...familyHandlers(adminRules),
    ...familyHandlers(networkCollections).map(withNat),
    natCollections,
    balancerRules,
    balancerNat,
    containerGroups,
    containerApps,
    virtualMachines,
    extensions,
  ],
  modules: azureModules,
};
