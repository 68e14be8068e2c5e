import { unresolved } from '../../../../facts.js';
import { entry, itemsOf, textOf, type Data } from '../../../../syntax/data.js';
import type { ResourceContext, TerraformResource } from '../../resource.js';
import type { Guard } from '../firewall/guards.js';
import { machines } from '../firewall/guards.js';
import { familyOpenings, groupKey } from '../firewall/table.js';
import { entryAt, isGiven } from '../firewall/ports.js';
import { referred } from '../firewall/publishing.js';
import { classic } from './firewalls.js';

const TYPES = [
  'google_compute_instance',
  'google_compute_instance_template',
  'google_compute_region_instance_template',
  'google_compute_instance_from_template',
];

/** Machines, behind the firewall rules of the networks they are in. */
export const instances = machines({
  types: TYPES,
  startup: [
    'metadata_startup_script',
    'metadata.startup-script',
    'metadata.user-data',
    'metadata.gce-container-declaration',
  ],
  judged:
    '`metadata_startup_script` and the `startup-script` and `user-data` of `metadata`: memcached, containers and packet filters; the firewall rules of the network, with the tags of the machine, guard what they start',
  admissions(machine, context) {
    const firewalls = familyOpenings(classic, context).byFirewall;
    return guardsOf(context)
      .filter((guard) => guard.workload === machine.address)
      .map((guard) => ({
        guard,
        mechanism: 'cloud-firewall',
        openings: guard.firewalls
          .flatMap((network) => firewalls.get(network) ?? [])
          .filter(({ name }) => concerns(context.resource(name), machine, context)),
      }));
  },
});

/** The machines of the networks. Other rules than those in sight may open them as well. */
export function guardsOf(context: ResourceContext): Guard[] {
  return context.find(...TYPES).flatMap((machine) => {
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
        firewalls: [...new Set(networks.map((network) => groupKey(network, context)))],
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

/** Whether a rule is for a machine, by the tags and the account of both. */
function concerns(
  rule: TerraformResource | undefined,
  machine: TerraformResource,
  context: ResourceContext,
): boolean {
  if (rule === undefined) return true;
  const keysAt = (body: Data, path: string): string[] =>
    itemsOf(entryAt(body, path)?.value)
      .filter(isGiven)
      .map((each) => groupKey(each, context));
  const wanted = [
    ...keysAt(rule.body, 'target_tags'),
    ...keysAt(rule.body, 'target_service_accounts'),
  ];
  if (wanted.length === 0) return true;
  const own = [...keysAt(machine.body, 'tags'), ...keysAt(machine.body, 'service_account.email')];
  return wanted.some((each) => own.includes(each));
}
