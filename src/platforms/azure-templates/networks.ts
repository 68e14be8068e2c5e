/** Networks, their interfaces and the groups of rules on them. */
import type { Location } from '../../files/source.js';
import { itemsOf, type Data, type Mapping } from '../../syntax/data.js';
import { bodyOf } from '../terraform/embedded.js';
import {
  blocks,
  GROUPS,
  refersTo,
  renamed,
  SUBNETS,
  type AzureResource,
  type Part,
  type Reader,
} from './resource.js';
import { entryIn, nameKey, property } from './values.js';

const RULE = {
  direction: 'direction',
  access: 'access',
  priority: 'priority',
  protocol: 'protocol',
  destinationPortRange: 'destination_port_range',
  destinationPortRanges: 'destination_port_ranges',
  sourceAddressPrefix: 'source_address_prefix',
  sourceAddressPrefixes: 'source_address_prefixes',
  sourceApplicationSecurityGroups: 'source_application_security_group_ids',
  destinationAddressPrefix: 'destination_address_prefix',
  destinationAddressPrefixes: 'destination_address_prefixes',
  destinationApplicationSecurityGroups: 'destination_application_security_group_ids',
  sourcePortRange: 'source_port_range',
  sourcePortRanges: 'source_port_ranges',
};

function securityRule(item: Data): Mapping {
  const properties = entryIn(item, 'properties')?.value;
  return bodyOf(item.where, properties === undefined ? {} : renamed(properties, RULE));
}

export const securityGroup: Reader = (resource) => [
  {
    type: 'azurerm_network_security_group',
    body: bodyOf(resource.body.where, {
      name: entryIn(resource.body, 'name'),
      security_rule: blocks(property(resource.body, 'properties', 'securityRules'), securityRule),
    }),
  },
];

export const separateRule: Reader = (resource) => {
  const group = resource.name.split('/').slice(0, -1).join('/');
  const rule = securityRule(resource.body);
  return [
    {
      type: 'azurerm_network_security_rule',
      body: {
        ...rule,
        entries: [
          ...rule.entries,
          ...bodyOf(rule.where, {
            network_security_group_name: refersTo(GROUPS, group, resource.where),
          }).entries,
        ],
      },
    },
  ];
};

/** `ipConfigurations` of an interface, with the subnets they are in. */
function configurations(properties: Data | undefined): Data | undefined {
  return blocks(property(properties, 'ipConfigurations'), (item) =>
    bodyOf(item.where, { subnet_id: property(item, 'properties', 'subnet', 'id') }),
  );
}

export function networkInterface(properties: Data | undefined, where: Location): Mapping {
  return bodyOf(where, {
    network_security_group_id: property(properties, 'networkSecurityGroup', 'id'),
    ip_configuration: configurations(properties),
  });
}

export const virtualNetwork: Reader = (resource) => [
  {
    type: 'azurerm_virtual_network',
    body: bodyOf(resource.body.where, {
      address_space: property(resource.body, 'properties', 'addressSpace', 'addressPrefixes'),
    }),
  },
];

/** The subnets that stand inside a virtual network are resources as any others. */
export function inlineSubnets(resource: AzureResource): AzureResource[] {
  if (resource.type !== 'microsoft.network/virtualnetworks') return [];
  return itemsOf(property(resource.body, 'properties', 'subnets')?.value).flatMap((item) => {
    if (item.type !== 'map') return [];
    const name = nameKey(entryIn(item, 'name')?.value);
    return [{ ...resource, type: SUBNETS, name: `${resource.name}/${name}`, body: item }];
  });
}

export const subnet: Reader = (resource) => {
  const { where } = resource.body;
  const properties = entryIn(resource.body, 'properties')?.value;
  const group = property(properties, 'networkSecurityGroup', 'id');
  const own: Part = {
    type: 'azurerm_subnet',
    body: bodyOf(where, { address_prefixes: property(properties, 'addressPrefix') }),
  };
  if (group === undefined) return [own];
  return [
    own,
    {
      type: 'azurerm_subnet_network_security_group_association',
      suffix: 'association',
      body: bodyOf(where, {
        subnet_id: refersTo(SUBNETS, resource.name, where),
        network_security_group_id: group,
      }),
    },
  ];
};
