/** Machines and containers. */
import { itemsOf, type Data } from '../../syntax/data.js';
import { bodyOf, implied } from '../terraform/embedded.js';
import { list, mapping } from '../terraform/values.js';
import { networkInterface } from './networks.js';
import { blocks, renamed, type AzureResource, type Reader } from './resource.js';
import { entryIn, property } from './values.js';

/** `commandToExecute` of extensions is added by {@link withExtensions}. */
export const virtualMachine: Reader = (resource) => {
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

export const scaleSet: Reader = (resource) => {
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

export const containerGroup: Reader = (resource) => {
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

export const containerApp: Reader = (resource) => {
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

/** Commands that extensions run on a machine come after its start-up data. */
export function withExtensions(resources: readonly AzureResource[]): AzureResource[] {
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
