/** The types in Terraform of the objects of providers that are generated from Terraform's. */
const UPJET: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'ec2.aws': {
    SecurityGroup: 'aws_security_group',
    DefaultSecurityGroup: 'aws_default_security_group',
    SecurityGroupRule: 'aws_security_group_rule',
    SecurityGroupIngressRule: 'aws_vpc_security_group_ingress_rule',
    Instance: 'aws_instance',
    LaunchTemplate: 'aws_launch_template',
    NetworkACL: 'aws_network_acl',
    DefaultNetworkACL: 'aws_default_network_acl',
    NetworkACLRule: 'aws_network_acl_rule',
    ManagedPrefixList: 'aws_ec2_managed_prefix_list',
    ManagedPrefixListEntry: 'aws_ec2_managed_prefix_list_entry',
    NetworkInterface: 'aws_network_interface',
  },
  'elasticache.aws': {
    Cluster: 'aws_elasticache_cluster',
    ServerlessCache: 'aws_elasticache_serverless_cache',
  },
  'elbv2.aws': {
    LB: 'aws_lb',
    LBListener: 'aws_lb_listener',
    LBTargetGroup: 'aws_lb_target_group',
    LBTargetGroupAttachment: 'aws_lb_target_group_attachment',
  },
  'elb.aws': { ELB: 'aws_elb' },
  'ecs.aws': { TaskDefinition: 'aws_ecs_task_definition', Service: 'aws_ecs_service' },
  'lightsail.aws': { InstancePublicPorts: 'aws_lightsail_instance_public_ports' },
  'network.azure': {
    SecurityGroup: 'azurerm_network_security_group',
    SecurityRule: 'azurerm_network_security_rule',
    NetworkInterface: 'azurerm_network_interface',
    NetworkInterfaceSecurityGroupAssociation:
      'azurerm_network_interface_security_group_association',
    Subnet: 'azurerm_subnet',
    SubnetNetworkSecurityGroupAssociation: 'azurerm_subnet_network_security_group_association',
    LoadBalancer: 'azurerm_lb',
    LoadBalancerRule: 'azurerm_lb_rule',
    LoadBalancerNATRule: 'azurerm_lb_nat_rule',
  },
  'compute.azure': { LinuxVirtualMachine: 'azurerm_linux_virtual_machine' },
  'compute.gcp': {
    Firewall: 'google_compute_firewall',
    Instance: 'google_compute_instance',
    ForwardingRule: 'google_compute_forwarding_rule',
    GlobalForwardingRule: 'google_compute_global_forwarding_rule',
    FirewallPolicyRule: 'google_compute_firewall_policy_rule',
  },
  'memcache.gcp': { Instance: 'google_memcache_instance' },
  'networking.openstack': {
    SecgroupV2: 'openstack_networking_secgroup_v2',
    SecgroupRuleV2: 'openstack_networking_secgroup_rule_v2',
  },
};

/** How the properties of an object become arguments of Terraform's. */
export type Shape =
  | 'arguments'
  | 'classic-group'
  | 'classic-rule'
  | 'ack-group'
  | 'cache'
  | 'azure-rule'
  | 'azure-group';

export interface CloudKind {
  readonly type: string;
  readonly shape: Shape;
  /** Where the properties stand. */
  readonly properties: readonly string[];
}

const UNDER_PROVIDER = ['spec', 'forProvider'];

/**
 * What an object stands for: of Crossplane's providers that are generated from Terraform's (groups that
 * end in `upbound.io` or `crossplane.io`, `.m.` for the namespaced ones) and those that are written by
 * hand (`ec2.aws.crossplane.io`), of AWS Controllers for Kubernetes, of Azure Service Operator.
 */
export function cloudKind(apiVersion: string, kind: string): CloudKind | undefined {
  const group = apiVersion.split('/')[0]!;
  if (group === 'ec2.aws.crossplane.io' || group === 'network.aws.crossplane.io') {
    if (kind === 'SecurityGroup')
      return { type: 'aws_security_group', shape: 'classic-group', properties: UNDER_PROVIDER };
    if (kind === 'SecurityGroupRule')
      return { type: 'aws_security_group_rule', shape: 'classic-rule', properties: UNDER_PROVIDER };
    return undefined;
  }
  if (group === 'cache.aws.crossplane.io' && kind === 'CacheCluster')
    return { type: 'aws_elasticache_cluster', shape: 'cache', properties: UNDER_PROVIDER };
  if (group === 'ec2.services.k8s.aws' && kind === 'SecurityGroup')
    return { type: 'aws_security_group', shape: 'ack-group', properties: ['spec'] };
  if (group === 'elasticache.services.k8s.aws' && kind === 'CacheCluster')
    return { type: 'aws_elasticache_cluster', shape: 'cache', properties: ['spec'] };
  if (group === 'network.azure.com') {
    if (kind === 'NetworkSecurityGroupsSecurityRule')
      return { type: 'azurerm_network_security_rule', shape: 'azure-rule', properties: ['spec'] };
    if (kind === 'NetworkSecurityGroup')
      return { type: 'azurerm_network_security_group', shape: 'azure-group', properties: ['spec'] };
    return undefined;
  }
  const service = /^([a-z0-9]+\.[a-z]+)(?:\.m)?\.(?:upbound|crossplane)\.io$/.exec(group)?.[1];
  const type = service === undefined ? undefined : UPJET[service]?.[kind];
  return type === undefined ? undefined : { type, shape: 'arguments', properties: UNDER_PROVIDER };
}
