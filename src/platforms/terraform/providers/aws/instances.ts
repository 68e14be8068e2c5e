import { isUnresolved, type Fact, type Ingress, type Listener, type Restriction } from '../../../../facts.js';
import { entry } from '../../../../syntax/data.js';
import { provisionerFacts, startupFacts } from '../../startup.js';
import type { ResourceContext, ResourceHandler, TerraformResource } from '../../resource.js';
import { admittedTo, restrictionsOn } from './restrictions.js';

const TYPES = [
  'aws_instance',
  'aws_spot_instance_request',
  'aws_launch_template',
  'aws_launch_configuration',
];

/** Machines: what their start-up scripts run, behind the security groups they are in. */
export const instances: ResourceHandler = {
  types: TYPES,
  meaning: [
    {
      of: TYPES.join(', '),
      judged:
        '`user_data`, `user_data_base64` (scripts, cloud-config, templates, archives of cloud-init) and `remote-exec`: memcached, containers and packet filters; the security groups guard what they start',
    },
  ],
  facts(resource, context): Fact[] {
    if (resource.mode !== 'managed') return [];
    const facts = [
      ...startupFacts(
        ['user_data', 'user_data_base64'].map((key) => entry(resource.body, key)?.value),
        resource,
        context,
      ),
      ...provisionerFacts(resource, context),
    ];
    return [...facts, ...guards(facts, resource, context)];
  },
};

/** What the security groups of the machine let through to everything that was started on it. */
function guards(facts: readonly Fact[], resource: TerraformResource, context: ResourceContext): Restriction[] {
  const listeners = facts.filter((fact): fact is Listener => fact.kind === 'listener');
  const doors = facts.filter((fact): fact is Ingress => fact.kind === 'ingress' && fact.mechanism === 'published-port');
  return listeners.flatMap((listener) => {
    if (isUnresolved(listener.sockets)) return [];
    if (listener.workload === resource.address) {
      return restrictionsOn(resource.address, listener.sockets, context);
    }
    // A container: the group decides about the ports that are published on the machine.
    return doors
      .filter((door) => door.target !== 'unknown' && door.target.includes(listener.workload))
      .flatMap((door) => (isUnresolved(door.ports) ? [] : admittedTo(resource.address, listener, door.protocols, door.ports, context)));
  });
}
