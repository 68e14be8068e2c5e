import { admissionsOf, machines } from '../firewall/machines.js';
import { classic } from './firewalls.js';
import { MACHINES } from './guards.js';

/** Machines, behind the firewall rules of the networks they are in. */
export const instances = machines({
  types: MACHINES,
  startup: ['metadata_startup_script', 'metadata.startup-script', 'metadata.user-data'],
  judged:
    '`metadata_startup_script` and the `startup-script` and `user-data` of `metadata`: memcached, containers and packet filters; the firewall rules of the network, for the tags of the machine, guard what they start',
  admissions: admissionsOf(classic),
});
