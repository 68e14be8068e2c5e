import { snakeCase } from '../terraform/argument-names.js';

/** Modules of Pulumi's AWS package whose resources have no module in Terraform's name. */
const PLAIN_AWS_MODULES = new Set(['ec2', 'vpc', 'alb', 'lb', 'elb', 'index']);

/** Types whose name in Terraform does not follow from the one in Pulumi. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'aws:vpc:SecurityGroupIngressRule': 'aws_vpc_security_group_ingress_rule',
  'aws:ec2:ManagedPrefixList': 'aws_ec2_managed_prefix_list',
  'aws:ec2:ManagedPrefixListEntry': 'aws_ec2_managed_prefix_list_entry',
  'aws:ec2:NetworkInterfaceSecurityGroupAttachment': 'aws_network_interface_sg_attachment',
  'aws:lb:LoadBalancer': 'aws_lb',
  'aws:alb:LoadBalancer': 'aws_lb',
  'aws:lb:Listener': 'aws_lb_listener',
  'aws:alb:Listener': 'aws_lb_listener',
  'aws:lb:TargetGroup': 'aws_lb_target_group',
  'aws:alb:TargetGroup': 'aws_lb_target_group',
  'aws:lb:TargetGroupAttachment': 'aws_lb_target_group_attachment',
  'aws:elb:LoadBalancer': 'aws_elb',
  'aws:rds:Instance': 'aws_db_instance',
  'aws:rds:Cluster': 'aws_rds_cluster',
  'azure:network:NetworkSecurityGroup': 'azurerm_network_security_group',
  'azure:network:NetworkSecurityRule': 'azurerm_network_security_rule',
  'azure:network:NetworkInterface': 'azurerm_network_interface',
  'azure:network:NetworkInterfaceSecurityGroupAssociation':
    'azurerm_network_interface_security_group_association',
  'azure:network:SubnetNetworkSecurityGroupAssociation':
    'azurerm_subnet_network_security_group_association',
  'azure:network:Subnet': 'azurerm_subnet',
  'azure:compute:LinuxVirtualMachine': 'azurerm_linux_virtual_machine',
  'azure:containerservice:Group': 'azurerm_container_group',
  'azure:containerapp:App': 'azurerm_container_app',
  'azure:lb:LoadBalancer': 'azurerm_lb',
  'azure:lb:Rule': 'azurerm_lb_rule',
  'azure:lb:NatRule': 'azurerm_lb_nat_rule',
  'openstack:networking:SecGroup': 'openstack_networking_secgroup_v2',
  'openstack:networking:SecGroupRule': 'openstack_networking_secgroup_rule_v2',
  'hcloud:index:Firewall': 'hcloud_firewall',
};

/** Terraform's names of providers that Pulumi calls otherwise. */
const PROVIDERS: Readonly<Record<string, string>> = { gcp: 'google' };

/**
 * The type that a type of Pulumi has in the Terraform provider it is made from: `aws:ec2:SecurityGroup`
 * or in full `aws:ec2/securityGroup:SecurityGroup` is `aws_security_group`
 * (www.pulumi.com/docs/iac/concepts/resources/names/#types).
 */
export function terraformTypeOf(type: string): string | undefined {
  const [provider, modulePath = '', name] = type.split(':');
  if (provider === undefined || provider === '') return undefined;
  // `docker:Container` leaves the module out.
  const [moduleName, typeName] =
    name === undefined ? ['index', modulePath] : [modulePath.split('/')[0]!, name];
  if (typeName === '') return undefined;
  const known = EXCEPTIONS[`${provider}:${moduleName}:${typeName}`];
  if (known !== undefined) return known;
  const prefix = PROVIDERS[provider] ?? provider;
  const isPlain =
    moduleName === 'index' || (provider === 'aws' && PLAIN_AWS_MODULES.has(moduleName));
  return [prefix, ...(isPlain ? [] : [snakeCase(moduleName)]), snakeCase(typeName)].join('_');
}

/** The name of one: `allows` holds blocks that are called `allow` in Terraform. */
export function singular(name: string): string | undefined {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  return name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : undefined;
}
