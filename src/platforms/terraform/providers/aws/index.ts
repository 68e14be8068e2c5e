import type { Provider } from '../../resource.js';
import { accelerator } from './accelerator.js';
import { elasticache } from './elasticache.js';
import { instances } from './instances.js';
import { awsModules } from './modules.js';
import { classicBalancers } from './classic-balancers.js';
import { networkAcls } from './network-acls.js';
import { networkFirewall } from './network-firewall.js';
import { ecs } from './ecs.js';
import { lightsail } from './lightsail.js';
import { loadBalancers } from './load-balancers.js';
import { securityGroups } from './security-groups.js';

/** Amazon Web Services. */
export const aws: Provider = {
  name: 'aws',
  resources: [
    securityGroups,
    elasticache,
    instances,
    ecs,
    networkAcls,
    loadBalancers,
    classicBalancers,
    lightsail,
    accelerator,
    networkFirewall,
  ],
  modules: awsModules,
};
