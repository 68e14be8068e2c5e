/** Load balancers and firewalls, which lead in from outside. */
import { itemsOf, textOf, type Data, type Entry } from '../../syntax/data.js';
import { bodyOf } from '../terraform/embedded.js';
import { list } from '../terraform/values.js';
import { blocks, refersTo, renamed, type Part, type Reader } from './resource.js';
import { entryIn, property } from './values.js';

const FRONTENDS = 'frontend_ip_configuration';

export const loadBalancer: Reader = (resource) => {
  const properties = entryIn(resource.body, 'properties')?.value;
  const self = refersTo(resource.type, resource.name, resource.where);
  const rules = (key: string, type: string, names: Readonly<Record<string, string>>): Part[] =>
    itemsOf(property(properties, key)?.value).flatMap((item, index): Part[] => {
      const own = entryIn(item, 'properties')?.value;
      if (own === undefined) return [];
      const body = bodyOf(item.where, { loadbalancer_id: self, ...renamed(own, names) });
      return [{ type, suffix: `${key}-${index}`, body, where: item.where }];
    });
  const frontends = blocks(property(properties, 'frontendIPConfigurations'), (item) =>
    bodyOf(item.where, {
      public_ip_address_id: property(item, 'properties', 'publicIPAddress', 'id'),
      public_ip_prefix_id: property(item, 'properties', 'publicIPPrefix', 'id'),
    }),
  );
  const ports = {
    protocol: 'protocol',
    frontendPort: 'frontend_port',
    backendPort: 'backend_port',
  };
  return [
    { type: 'azurerm_lb', body: bodyOf(resource.body.where, { [FRONTENDS]: frontends }) },
    ...rules('loadBalancingRules', 'azurerm_lb_rule', ports),
    ...rules('inboundNatRules', 'azurerm_lb_nat_rule', {
      ...ports,
      frontendPortRangeStart: 'frontend_port_start',
      frontendPortRangeEnd: 'frontend_port_end',
    }),
    ...rules('inboundNatPools', 'azurerm_lb_nat_pool', {
      ...ports,
      frontendPortRangeStart: 'frontend_port_start',
      frontendPortRangeEnd: 'frontend_port_end',
    }),
  ];
};

const FIREWALL_RULE = {
  sourceAddresses: 'source_addresses',
  sourceIpGroups: 'source_ip_groups',
  destinationAddresses: 'destination_addresses',
  destinationPorts: 'destination_ports',
  protocols: 'protocols',
  ipProtocols: 'protocols',
  translatedAddress: 'translated_address',
  translatedPort: 'translated_port',
};

function firewallRules(given: Entry | undefined): Data | undefined {
  return blocks(given, (item) =>
    bodyOf(
      item.where,
      Object.fromEntries(
        Object.entries(FIREWALL_RULE).flatMap(([from, to]) => {
          const found = entryIn(item, from);
          return found === undefined ? [] : [[to, found]];
        }),
      ),
    ),
  );
}

export const firewall: Reader = (resource) => {
  const properties = entryIn(resource.body, 'properties')?.value;
  const collections = (key: string, type: string): Part[] =>
    itemsOf(property(properties, key)?.value).map((item, index) => ({
      type,
      suffix: `${key}-${index}`,
      where: item.where,
      body: bodyOf(item.where, {
        azure_firewall_name: refersTo(resource.type, resource.name, resource.where),
        priority: property(item, 'properties', 'priority'),
        action: property(item, 'properties', 'action', 'type'),
        rule: firewallRules(property(item, 'properties', 'rules')),
      }),
    }));
  return [
    ...collections('natRuleCollections', 'azurerm_firewall_nat_rule_collection'),
    ...collections('networkRuleCollections', 'azurerm_firewall_network_rule_collection'),
  ];
};

export const policyGroup: Reader = (resource) => {
  const collections = property(resource.body, 'properties', 'ruleCollections');
  const of = (kind: string): Data | undefined => {
    const items = itemsOf(collections?.value).filter(
      (item) => textOf(entryIn(item, 'ruleCollectionType')?.value)?.toLowerCase() === kind,
    );
    if (items.length === 0 || collections === undefined) return undefined;
    return list(
      items.map((item) =>
        bodyOf(item.where, {
          priority: property(item, 'priority'),
          action: property(item, 'action', 'type'),
          rule: firewallRules(property(item, 'rules')),
        }),
      ),
      collections.value.where,
    );
  };
  return [
    {
      type: 'azurerm_firewall_policy_rule_collection_group',
      body: bodyOf(resource.body.where, {
        nat_rule_collection: of('firewallpolicynatrulecollection'),
        network_rule_collection: of('firewallpolicyfilterrulecollection'),
      }),
    },
  ];
};
