import type { Location, SourceFile } from '../../files/source.js';
import { itemsOf, textOf, type Data, type Entry, type Mapping } from '../../syntax/data.js';
import { bodyOf, implied, referenceTo, type Declaration } from '../terraform/embedded.js';
import { elements, list, mapping, unknown } from '../terraform/values.js';
import { entryIn, nameKey, property } from './values.js';

/** One resource of a template, with everything in it evaluated. */
export interface AzureResource {
  /** In full and in lower case: `microsoft.network/networksecuritygroups/securityrules`. */
  readonly type: string;
  /** See {@link nameKey}; of a child with the names of its parents: `nsg/rule`. */
  readonly name: string;
  /** For people: the symbolic name, or the type and the name. */
  readonly address: string;
  readonly where: Location;
  readonly file: SourceFile;
  readonly body: Mapping;
  readonly isExisting: boolean;
  readonly onlyIf?: string;
}

/** A declaration for Terraform's provider before it has its place. */
interface Part {
  readonly type: string;
  /** Added to the name of the resource for what is only a part of it there. */
  readonly suffix?: string;
  readonly body: Mapping;
  /** Of the part, where that is smaller than the resource. */
  readonly where?: Location;
}

type Reader = (resource: AzureResource) => Part[];

const SUBNETS = 'microsoft.network/virtualnetworks/subnets';
const GROUPS = 'microsoft.network/networksecuritygroups';
const FRONTENDS = 'frontend_ip_configuration';

/** A key for names in references: no dots, which part a reference, and no brackets. */
function slug(type: string, name: string): string {
  return `${type}/${name}`.replace(/[^A-Za-z0-9/_<>$-]/g, '_');
}

/** How values refer to a resource, declared or not, by its type and name. */
export function referenceOf(type: string, name: string, attribute = 'id'): string {
  const lower = type.toLowerCase();
  return referenceTo({ type: terraformType(lower), name: slug(lower, name) }, attribute);
}

function refersTo(type: string, name: string, where: Location): Data {
  return unknown(
    `\`${name.slice(0, 60)}\` is known only when it is deployed`,
    where,
    referenceOf(type, name),
  );
}

/** Some properties under the names of the provider; `undefined` for what is absent. */
function renamed(
  data: Data,
  names: Readonly<Record<string, string>>,
): Record<string, Entry | undefined> {
  return Object.fromEntries(
    Object.entries(names).map(([from, to]) => [to, property(data, ...from.split('.'))]),
  );
}

function blocks(
  given: Entry | undefined,
  make: (item: Data) => Mapping | undefined,
): Data | undefined {
  if (given === undefined) return undefined;
  if (given.value.type === 'unknown') return given.value;
  const items = itemsOf(given.value).flatMap((item) =>
    item.type === 'list' ? elements(item) : [item],
  );
  return list(
    items.flatMap((item): Data[] => {
      if (item.type !== 'map') return item.type === 'unknown' ? [item] : [];
      return [make(item) ?? item];
    }),
    given.value.where,
  );
}

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

const securityGroup: Reader = (resource) => [
  {
    type: 'azurerm_network_security_group',
    body: bodyOf(resource.body.where, {
      name: entryIn(resource.body, 'name'),
      security_rule: blocks(property(resource.body, 'properties', 'securityRules'), securityRule),
    }),
  },
];

const separateRule: Reader = (resource) => {
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

function networkInterface(properties: Data | undefined, where: Location): Mapping {
  return bodyOf(where, {
    network_security_group_id: property(properties, 'networkSecurityGroup', 'id'),
    ip_configuration: configurations(properties),
  });
}

const virtualNetwork: Reader = (resource) => [
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

const subnet: Reader = (resource) => {
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

/** `commandToExecute` of extensions is added by {@link withExtensions}. */
const virtualMachine: Reader = (resource) => {
  const properties = entryIn(resource.body, 'properties')?.value;
  const interfaces = itemsOf(property(properties, 'networkProfile', 'networkInterfaces')?.value);
  return [
    {
      type: 'azurerm_linux_virtual_machine',
      body: bodyOf(resource.body.where, {
        custom_data: property(properties, 'osProfile', 'customData'),
        user_data: property(properties, 'userData'),
        network_interface_ids: list(
          interfaces.flatMap((each) => entryIn(each, 'id')?.value ?? []),
          resource.where,
        ),
      }),
    },
  ];
};

const scaleSet: Reader = (resource) => {
  const profile = property(resource.body, 'properties', 'virtualMachineProfile')?.value;
  const interfaces = property(profile, 'networkProfile', 'networkInterfaceConfigurations');
  return [
    {
      type: 'azurerm_linux_virtual_machine_scale_set',
      body: bodyOf(resource.body.where, {
        custom_data: property(profile, 'osProfile', 'customData'),
        user_data: property(profile, 'userData'),
        network_interface: blocks(interfaces, (item) =>
          networkInterface(entryIn(item, 'properties')?.value, item.where),
        ),
      }),
    },
  ];
};

const containerGroup: Reader = (resource) => {
  const properties = entryIn(resource.body, 'properties')?.value;
  const { where } = resource.body;
  const address = property(properties, 'ipAddress');
  const port = { port: 'port', protocol: 'protocol' };
  return [
    {
      type: 'azurerm_container_group',
      body: bodyOf(where, {
        // Without an address there is none; with one, its type has to be given.
        ip_address_type:
          address === undefined
            ? implied('None', where)
            : (property(address.value, 'type') ?? address.value),
        exposed_port: blocks(property(address?.value, 'ports'), (item) =>
          bodyOf(item.where, renamed(item, port)),
        ),
        container: blocks(property(properties, 'containers'), (item) =>
          bodyOf(item.where, {
            ...renamed(item, {
              'properties.image': 'image',
              'properties.command': 'commands',
              'properties.environmentVariables': 'environment_variables',
            }),
            ports: blocks(property(item, 'properties', 'ports'), (each) =>
              bodyOf(each.where, renamed(each, port)),
            ),
          }),
        ),
      }),
    },
  ];
};

const containerApp: Reader = (resource) => {
  const { where } = resource.body;
  const properties = entryIn(resource.body, 'properties')?.value;
  const template = property(properties, 'template');
  return [
    {
      type: 'azurerm_container_app',
      body: bodyOf(where, {
        template: list(
          [
            bodyOf(where, {
              container: blocks(property(template?.value, 'containers'), (item) =>
                bodyOf(
                  item.where,
                  renamed(item, { image: 'image', command: 'command', args: 'args', env: 'env' }),
                ),
              ),
            }),
          ],
          where,
        ),
        ingress: blocks(property(properties, 'configuration', 'ingress'), (item) =>
          bodyOf(item.where, {
            ...renamed(item, {
              external: 'external_enabled',
              transport: 'transport',
              targetPort: 'target_port',
              exposedPort: 'exposed_port',
            }),
            ip_security_restriction: blocks(property(item, 'ipSecurityRestrictions'), (each) =>
              bodyOf(
                each.where,
                renamed(each, { action: 'action', ipAddressRange: 'ip_address_range' }),
              ),
            ),
          }),
        ),
      }),
    },
  ];
};

const loadBalancer: Reader = (resource) => {
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

const firewall: Reader = (resource) => {
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

const policyGroup: Reader = (resource) => {
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

/** Each type that matters, and the type it mainly is for Terraform's provider. */
const READERS: Readonly<Record<string, readonly [string, Reader]>> = {
  [GROUPS]: ['azurerm_network_security_group', securityGroup],
  [`${GROUPS}/securityrules`]: ['azurerm_network_security_rule', separateRule],
  'microsoft.network/networkinterfaces': [
    'azurerm_network_interface',
    (resource) => [
      {
        type: 'azurerm_network_interface',
        body: networkInterface(entryIn(resource.body, 'properties')?.value, resource.body.where),
      },
    ],
  ],
  'microsoft.network/virtualnetworks': ['azurerm_virtual_network', virtualNetwork],
  [SUBNETS]: ['azurerm_subnet', subnet],
  'microsoft.network/ipgroups': [
    'azurerm_ip_group',
    (resource) => [
      {
        type: 'azurerm_ip_group',
        body: bodyOf(resource.body.where, {
          cidrs: property(resource.body, 'properties', 'ipAddresses'),
        }),
      },
    ],
  ],
  'microsoft.compute/virtualmachines': ['azurerm_linux_virtual_machine', virtualMachine],
  'microsoft.compute/virtualmachinescalesets': [
    'azurerm_linux_virtual_machine_scale_set',
    scaleSet,
  ],
  'microsoft.containerinstance/containergroups': ['azurerm_container_group', containerGroup],
  'microsoft.app/containerapps': ['azurerm_container_app', containerApp],
  'microsoft.network/loadbalancers': ['azurerm_lb', loadBalancer],
  'microsoft.network/azurefirewalls': ['azurerm_firewall', firewall],
  'microsoft.network/firewallpolicies/rulecollectiongroups': [
    'azurerm_firewall_policy_rule_collection_group',
    policyGroup,
  ],
};

/** Each type that is read, in lower case, and the one it is for Terraform's provider; for the documents. */
export const TYPES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(READERS).map(([name, [type]]) => [name, type]),
);

function terraformType(type: string): string {
  return (Object.hasOwn(READERS, type) ? READERS[type]?.[0] : undefined) ?? 'azurerm_other';
}

/** What the resources of a template are in the terms of Terraform's provider. */
export function declarationsOf(resources: readonly AzureResource[]): Declaration[] {
  return withExtensions(resources).flatMap((resource) => {
    const reader = Object.hasOwn(READERS, resource.type) ? READERS[resource.type] : undefined;
    if (reader === undefined) return [];
    return reader[1](resource).map((part): Declaration => {
      const key = slug(resource.type, resource.name);
      return {
        type: part.type,
        name: part.suffix === undefined ? key : `${key}-${part.suffix}`,
        address: resource.address,
        where: part.where ?? resource.where,
        file: resource.file,
        body: part.body,
        isExisting: resource.isExisting,
        ...(resource.onlyIf === undefined ? {} : { onlyIf: resource.onlyIf }),
      };
    });
  });
}

/** Commands that extensions run on a machine come after its start-up data. */
function withExtensions(resources: readonly AzureResource[]): AzureResource[] {
  const commands = new Map<string, Data[]>();
  for (const resource of resources) {
    const match = /^(microsoft\.compute\/virtualmachines)\/extensions$/.exec(resource.type);
    if (match === null) continue;
    const command =
      property(resource.body, 'properties', 'settings', 'commandToExecute') ??
      property(resource.body, 'properties', 'protectedSettings', 'commandToExecute');
    if (command === undefined) continue;
    const machine = resource.name.split('/').slice(0, -1).join('/');
    const known = commands.get(machine);
    if (known === undefined) commands.set(machine, [command.value]);
    else known.push(command.value);
  }
  if (commands.size === 0) return [...resources];
  return resources.map((resource) => {
    const own =
      resource.type === 'microsoft.compute/virtualmachines'
        ? commands.get(resource.name)
        : undefined;
    if (own === undefined) return resource;
    const properties = entryIn(resource.body, 'properties');
    if (properties?.value.type !== 'map') return resource;
    const before = property(properties.value, 'userData')?.value;
    const userData = list([...(before === undefined ? [] : [before]), ...own], resource.where);
    const more = bodyOf(resource.where, { userData }).entries;
    const value = mapping([...properties.value.entries, ...more], properties.value.where);
    const body = mapping([...resource.body.entries, { ...properties, value }], resource.body.where);
    return { ...resource, body };
  });
}
