import { unresolved } from '../../../../facts.js';
import { entry, itemsOf, textOf, type Data } from '../../../../syntax/data.js';
import type { ResourceContext } from '../../resource.js';
import type { Guard } from '../firewall/guards.js';
import { isGiven } from '../firewall/ports.js';
import { referred } from '../firewall/publishing.js';
import { groupKey, keysAt } from '../firewall/keys.js';

export const MACHINES = [
  'google_compute_instance',
  'google_compute_instance_template',
  'google_compute_region_instance_template',
  'google_compute_instance_from_template',
];

/** The machines of the networks. Other rules than those in sight may open them as well. */
export function guardsOf(context: ResourceContext): Guard[] {
  return context.find(...MACHINES).flatMap((machine) => {
    if (machine.mode !== 'managed') return [];
    const networks = itemsOf(entry(machine.body, 'network_interface')?.value).flatMap((each) => {
      const network = entry(each, 'network');
      if (network !== undefined && isGiven(network.value)) return [network.value];
      const subnet = referred(each, 'subnetwork', context);
      const behind = subnet === undefined ? undefined : entry(subnet.body, 'network')?.value;
      return behind === undefined ? [] : [behind];
    });
    if (networks.length === 0) return [];
    const isDeclared = networks.every((network) => isOwnNetwork(network, context));
    return [
      {
        workload: machine.address,
        where: machine.where,
        firewalls: networks.map((network) => groupKey(network, context)),
        labels: keysAt(machine.body, ['tags', 'service_account.email'], context),
        ...(isDeclared
          ? {}
          : { missing: unresolved('the other firewall rules of its network are not known') }),
      },
    ];
  });
}

/** Networks made here have no rules but those that are written here; "default" has none for it. */
function isOwnNetwork(network: Data, context: ResourceContext): boolean {
  if (textOf(network) === 'default') return true;
  const address = context.referent(network)?.address;
  return address !== undefined && context.resource(address)?.mode === 'managed';
}
