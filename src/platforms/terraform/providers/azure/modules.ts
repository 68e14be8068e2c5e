import type { Fact } from '../../../../facts.js';
import { TCP_AND_UDP } from '../../../../network/ports.js';
import { entry, itemsOf, type Data } from '../../../../syntax/data.js';
import type { ModuleHandler, RemoteModuleCall, ResourceContext } from '../../resource.js';
import { elements } from '../../values.js';
import { asResource, isModule, moduleOpenings } from '../firewall/modules.js';
import type { FirewallRule } from '../firewall/rule.js';
import { readRule, unknownRule, type RuleShape } from '../firewall/shape.js';
import { SECURITY_RULE } from './rules.js';
import { securityGroups } from './security-groups.js';

/** What the module makes of what a rule leaves out: everyone, on every port. */
const CUSTOM_RULE: RuleShape = {
  ...SECURITY_RULE,
  protocol: { ...SECURITY_RULE.protocol, absent: TCP_AND_UDP },
  ports: { ...SECURITY_RULE.ports, absent: 'all' },
  sources: { ...SECURITY_RULE.sources, absent: 'everyone' },
};

const networkSecurityGroup: ModuleHandler = {
  matches: (source) => isModule(source, 'Azure/network-security-group/azurerm'),
  meaning: [
    {
      of: 'module Azure/network-security-group/azurerm',
      judged:
        '`custom_rules` as `security_rule` of `azurerm_network_security_group`; what they leave out is everyone and every port',
    },
  ],
  facts(call, context): Fact[] {
    const rules = itemsOf(entry(call.body, 'custom_rules')?.value);
    return moduleOpenings(securityGroups, rulesOf(rules, CUSTOM_RULE, call, context));
  },
};

/** Azure Verified Modules: a group with its rules by name, which leave out nothing. */
const verifiedSecurityGroup: ModuleHandler = {
  matches: (source) =>
    isModule(source, 'Azure/avm-res-network-networksecuritygroup/azurerm') ||
    isModule(source, 'Azure/terraform-azurerm-avm-res-network-networksecuritygroup'),
  meaning: [
    {
      of: 'module Azure/avm-res-network-networksecuritygroup/azurerm',
      judged: '`security_rules` by name, as `security_rule` of `azurerm_network_security_group`',
    },
  ],
  facts(call, context): Fact[] {
    const given = entry(call.body, 'security_rules')?.value;
    const items = given?.type === 'map' ? elements(given) : itemsOf(given);
    return moduleOpenings(securityGroups, rulesOf(items, SECURITY_RULE, call, context));
  },
};

function rulesOf(
  items: readonly Data[],
  shape: RuleShape,
  call: RemoteModuleCall,
  context: ResourceContext,
): FirewallRule[] {
  return items.flatMap((item, index) => {
    const body = item.type === 'map' ? item : call.body;
    const resource = asResource(call, 'azurerm_network_security_rule', body);
    if (item.type === 'unknown') return [unknownRule(item, resource)];
    if (item.type !== 'map') return [];
    return readRule(shape, item, resource, context, index) ?? [];
  });
}

export const azureModules: readonly ModuleHandler[] = [networkSecurityGroup, verifiedSecurityGroup];
