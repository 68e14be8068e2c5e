import {
  isUnresolved,
  type Fact,
  type Ingress,
  type Listener,
  type Restriction,
} from '../../../../facts.js';
import { entry } from '../../../../syntax/data.js';
import { provisionerFacts, startupFacts, type Machine } from '../../startup.js';
import type { ResourceContext, ResourceHandler } from '../../resource.js';
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
    return resource.mode === 'managed' ? machineFacts(resource, context) : [];
  },
};

/** What runs on a machine, and what its security groups let through to that. */
export function machineFacts(machine: Machine, context: ResourceContext): Fact[] {
  const facts = [
    ...startupFacts(
      ['user_data', 'user_data_base64'].map((key) => entry(machine.body, key)?.value),
      machine,
      context,
    ),
    ...provisionerFacts(machine, context),
  ];
  return [...facts, ...guards(facts, machine, context)];
}

/** What the security groups of the machine let through to everything that was started on it. */
function guards(facts: readonly Fact[], machine: Machine, context: ResourceContext): Restriction[] {
  const listeners = facts.filter((fact): fact is Listener => fact.kind === 'listener');
  const doors = facts.filter(
    (fact): fact is Ingress => fact.kind === 'ingress' && fact.mechanism === 'published-port',
  );
  return listeners.flatMap((listener) => {
    if (isUnresolved(listener.sockets)) return [];
    if (listener.workload === machine.address) {
      return restrictionsOn(machine.address, listener.sockets, context);
    }
    // A container: the group decides about the ports that are published on the machine.
    return doors
      .filter((door) => door.target !== 'unknown' && door.target.includes(listener.workload))
      .flatMap((door) =>
        isUnresolved(door.ports)
          ? []
          : admittedTo(machine.address, listener, door.protocols, door.ports, context),
      );
  });
}
