/** Each type that is read, in lower case, and the one it mainly is for Terraform's provider. */
export const TYPES = {
  'microsoft.network/networksecuritygroups': 'azurerm_network_security_group',
  'microsoft.network/networksecuritygroups/securityrules': 'azurerm_network_security_rule',
  'microsoft.network/networkinterfaces': 'azurerm_network_interface',
  'microsoft.network/virtualnetworks': 'azurerm_virtual_network',
  'microsoft.network/virtualnetworks/subnets': 'azurerm_subnet',
  'microsoft.network/ipgroups': 'azurerm_ip_group',
  'microsoft.compute/virtualmachines': 'azurerm_linux_virtual_machine',
  'microsoft.compute/virtualmachinescalesets': 'azurerm_linux_virtual_machine_scale_set',
  'microsoft.containerinstance/containergroups': 'azurerm_container_group',
  'microsoft.app/containerapps': 'azurerm_container_app',
  'microsoft.network/loadbalancers': 'azurerm_lb',
  'microsoft.network/azurefirewalls': 'azurerm_firewall',
  'microsoft.network/firewallpolicies/rulecollectiongroups':
    'azurerm_firewall_policy_rule_collection_group',
} as const;

/** Whether resources of a type are read. */
export function isRead(type: string): type is keyof typeof TYPES {
  return Object.hasOwn(TYPES, type);
}

/** The type of Terraform's provider. */
export function terraformType(type: string): string {
  return isRead(type) ? TYPES[type] : 'azurerm_other';
}
