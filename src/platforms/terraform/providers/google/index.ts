import type { Provider } from '../../resource.js';
import { familyHandlers } from '../firewall/table.js';
import { forwardingRules } from './balancers.js';
import { classic, policies } from './firewalls.js';
import { instances } from './instances.js';
import { memorystore } from './memorystore.js';
import { googleModules } from './modules.js';

/** Google Cloud. */
export const google: Provider = {
  name: 'google',
  resources: [
    ...familyHandlers(classic),
    ...familyHandlers(policies),
    forwardingRules,
    instances,
    memorystore,
  ],
  modules: googleModules,
};
