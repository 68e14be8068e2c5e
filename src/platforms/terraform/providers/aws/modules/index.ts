import type { RemoteModuleCall } from '../../../resource.js';
import { cloudposseMemcached } from './cloudposse-memcached.js';
import { cloudposseSecurityGroup } from './cloudposse-security-group.js';
import { registryName, type ModuleContract } from './contract.js';
import { ec2Instance } from './ec2-instance.js';
import { ecsModule } from './ecs.js';
import { elasticacheModule } from './elasticache.js';
import { loadBalancerModule } from './load-balancer.js';
import { securityGroupModule } from './security-group.js';

/** Every module of the registry whose inputs are understood. */
export const CONTRACTS: readonly ModuleContract[] = [
  securityGroupModule,
  elasticacheModule,
  ec2Instance,
  ecsModule,
  loadBalancerModule,
  cloudposseSecurityGroup,
  cloudposseMemcached,
];

/** What is known about the module of a call. */
export function contractOf(call: RemoteModuleCall): ModuleContract | undefined {
  const name = call.source === undefined ? undefined : registryName(call.source);
  return CONTRACTS.find((contract) => contract.module === name?.module);
}
