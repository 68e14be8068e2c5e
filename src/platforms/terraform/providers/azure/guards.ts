import { entry, itemsOf } from '../../../../syntax/data.js';
import type { ResourceContext, TerraformResource } from '../../resource.js';
import type { Guard } from '../firewall/guards.js';
import { groupKey } from '../firewall/keys.js';
import { entryAt } from '../firewall/ports.js';
import { referred } from '../firewall/publishing.js';

export const MACHINES = [
  'azurerm_linux_virtual_machine',
  'azurerm_virtual_machine',
  'azurerm_linux_virtual_machine_scale_set',
  'azurerm_orchestrated_virtual_machine_scale_set',
];

/**
 * The groups in front of machines: of their network interfaces and of the subnets of those. What
 * comes in has to pass both.
 */
export function guardsOf(context: ResourceContext): Guard[] {
  return context.find(...MACHINES).flatMap((machine) => {
    if (machine.mode !== 'managed') return [];
    return interfacesOf(machine, context).flatMap(({ body, address }) => {
      const own = keysOf(body, 'network_security_group_id', context);
      const attached = context
        .find('azurerm_network_interface_security_group_association')
        .filter(
          (each) =>
            address !== undefined &&
            referred(each.body, 'network_interface_id', context)?.address === address,
        )
        .flatMap((each) => keysOf(each.body, 'network_security_group_id', context));
      const subnets = itemsOf(entry(body, 'ip_configuration')?.value).flatMap(
        (each) => referred(each, 'subnet_id', context)?.address ?? [],
      );
      const ofSubnets = context
        .find('azurerm_subnet_network_security_group_association')
        .filter((each) => {
          const subnet = referred(each.body, 'subnet_id', context)?.address;
          return subnet !== undefined && subnets.includes(subnet);
        })
        .flatMap((each) => keysOf(each.body, 'network_security_group_id', context));
      return [[...own, ...attached], ofSubnets]
        .filter((firewalls) => firewalls.length > 0)
        .map((firewalls) => ({ workload: machine.address, where: machine.where, firewalls }));
    });
  });
}

type Interface = Pick<TerraformResource, 'body'> & { readonly address?: string };

/** The network interfaces of a machine: resources it names, or blocks of its own. */
function interfacesOf(machine: TerraformResource, context: ResourceContext): Interface[] {
  const named = itemsOf(entry(machine.body, 'network_interface_ids')?.value).flatMap((id) => {
    const address = context.referent(id)?.address;
    const found = address === undefined ? undefined : context.resource(address);
    return found ?? [];
  });
  const blocks = itemsOf(entry(machine.body, 'network_interface')?.value).flatMap((body) =>
    body.type === 'map' ? [{ body }] : [],
  );
  return [...named, ...blocks];
}

function keysOf(body: TerraformResource['body'], key: string, context: ResourceContext): string[] {
  const found = entryAt(body, key);
  return found === undefined ? [] : [groupKey(found.value, context)];
}
