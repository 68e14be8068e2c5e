import { booleanOf, entry, itemsOf, textOf, type Data } from '../../../../syntax/data.js';
import type { ResourceContext, TerraformResource } from '../../resource.js';
import { elements } from '../../values.js';

const ACLS = ['aws_network_acl', 'aws_default_network_acl'];

/** Where the ids of the subnets of a workload stand: the path of keys to them. */
const SUBNET_ARGUMENTS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ['aws_instance', [['subnet_id']]],
  ['aws_spot_instance_request', [['subnet_id']]],
  ['aws_launch_template', [['network_interfaces', 'subnet_id']]],
  ['aws_network_interface', [['subnet_id']]],
  ['aws_elasticache_serverless_cache', [['subnet_ids']]],
  ['aws_ecs_service', [['network_configuration', 'subnets']]],
]);

const SHARED = Symbol('network ACLs by subnet');

/** The network ACLs that all traffic to a resource has to pass, one for each of its subnets; `undefined` when that is not known. */
export function aclsInFrontOf(
  resource: TerraformResource,
  context: ResourceContext,
): readonly TerraformResource[] | undefined {
  const ids = subnetIdsOf(resource, context);
  if (ids === undefined || ids.length === 0) return undefined;
  const bySubnet = aclBySubnet(context);
  const acls = new Set<TerraformResource>();
  for (const id of ids) {
    const acl = bySubnet.get(nameOf(id, context) ?? '');
    if (acl === undefined || acl.onlyIf !== undefined) return undefined;
    acls.add(acl);
  }
  return [...acls];
}

function aclBySubnet(context: ResourceContext): ReadonlyMap<string, TerraformResource> {
  return context.shared(SHARED, () => {
    const acls = new Map<string, TerraformResource>();
    const add = (id: Data | undefined, acl: TerraformResource): void => {
      const name = id === undefined ? undefined : nameOf(id, context);
      if (name !== undefined) acls.set(name, acl);
    };
    for (const acl of context.find(...ACLS)) {
      if (acl.mode !== 'managed') continue;
      for (const id of leaves(entry(acl.body, 'subnet_ids')?.value)) add(id, acl);
    }
    for (const association of context.find('aws_network_acl_association')) {
      const id = entry(association.body, 'network_acl_id')?.value;
      const owner = id === undefined ? undefined : context.referent(id);
      const acl = owner === undefined ? undefined : context.resource(owner.address);
      if (acl !== undefined && ACLS.includes(acl.type) && association.onlyIf === undefined) {
        add(entry(association.body, 'subnet_id')?.value, acl);
      }
    }
    return acls;
  });
}

function subnetIdsOf(
  resource: TerraformResource,
  context: ResourceContext,
): readonly Data[] | undefined {
  if (resource.type === 'aws_ecs_task_definition') {
    const services = context.find('aws_ecs_service').filter((service) => {
      const task = entry(service.body, 'task_definition')?.value;
      return task !== undefined && context.referent(task)?.address === resource.address;
    });
    const all = services.map((service) => subnetIdsOf(service, context));
    return all.includes(undefined) ? undefined : all.flatMap((ids) => ids ?? []);
  }
  if (resource.type === 'aws_elasticache_cluster') {
    const name = entry(resource.body, 'subnet_group_name')?.value;
    const group = name === undefined ? undefined : subnetGroup(name, context);
    return group === undefined ? undefined : leaves(entry(group.body, 'subnet_ids')?.value);
  }
  const paths = SUBNET_ARGUMENTS.get(resource.type);
  if (paths === undefined) return undefined;
  // Interfaces of its own are in subnets of their own.
  if (entry(resource.body, 'network_interface') !== undefined) return undefined;
  return paths.flatMap(([first, second]) =>
    leaves(entry(resource.body, first!)?.value).flatMap((each) =>
      second === undefined ? [each] : leaves(entry(each, second)?.value),
    ),
  );
}

function subnetGroup(name: Data, context: ResourceContext): TerraformResource | undefined {
  const referent = context.referent(name);
  if (referent !== undefined) return context.resource(referent.address);
  const text = textOf(name);
  return context
    .find('aws_elasticache_subnet_group')
    .find((group) => text !== undefined && textOf(entry(group.body, 'name')?.value) === text);
}

/** The subnet an id belongs to: the address of its resource, or the id itself. */
function nameOf(id: Data, context: ResourceContext): string | undefined {
  const referent = context.referent(id);
  if (referent !== undefined) return `${referent.address}.${referent.attribute}`;
  return textOf(id);
}

function leaves(data: Data | undefined): Data[] {
  return itemsOf(data).flatMap((item) => (item.type === 'list' ? elements(item) : [item]));
}

/** Whether a rule of its own is for traffic that leaves. */
export function isOutbound(rule: TerraformResource): boolean {
  return booleanOf(entry(rule.body, 'egress')?.value) === true;
}
