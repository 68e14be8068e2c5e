import { bodyOf, type Declaration } from '../terraform/embedded.js';
import { firewall, loadBalancer, policyGroup } from './front-doors.js';
import {
  networkInterface,
  securityGroup,
  separateRule,
  subnet,
  virtualNetwork,
} from './networks.js';
import { slug, type AzureResource, type Reader } from './resource.js';
import { isRead, type TYPES } from './types.js';
import { entryIn, property } from './values.js';
import {
  containerApp,
  containerGroup,
  scaleSet,
  virtualMachine,
  withExtensions,
} from './workloads.js';

/** What each type is made of. */
const READERS: Readonly<Record<keyof typeof TYPES, Reader>> = {
  'microsoft.network/networksecuritygroups': securityGroup,
  'microsoft.network/networksecuritygroups/securityrules': separateRule,
  'microsoft.network/networkinterfaces': (resource) => [
    {
      type: 'azurerm_network_interface',
      body: networkInterface(entryIn(resource.body, 'properties')?.value, resource.body.where),
    },
  ],
  'microsoft.network/virtualnetworks': virtualNetwork,
  'microsoft.network/virtualnetworks/subnets': subnet,
  'microsoft.network/ipgroups': (resource) => [
    {
      type: 'azurerm_ip_group',
      body: bodyOf(resource.body.where, {
        cidrs: property(resource.body, 'properties', 'ipAddresses'),
      }),
    },
  ],
  'microsoft.compute/virtualmachines': virtualMachine,
  'microsoft.compute/virtualmachinescalesets': scaleSet,
  'microsoft.containerinstance/containergroups': containerGroup,
  'microsoft.app/containerapps': containerApp,
  'microsoft.network/loadbalancers': loadBalancer,
  'microsoft.network/azurefirewalls': firewall,
  'microsoft.network/firewallpolicies/rulecollectiongroups': policyGroup,
};

/** What the resources of a template are in the terms of Terraform's provider. */
export function declarationsOf(resources: readonly AzureResource[]): Declaration[] {
  return withExtensions(resources).flatMap((resource) => {
    if (!isRead(resource.type)) return [];
    return READERS[resource.type](resource).map((part): Declaration => {
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
