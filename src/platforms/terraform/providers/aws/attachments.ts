import { entry, itemsOf, stringOf, type Data, type Mapping } from '../../../../syntax/data.js';
import type { ResourceContext, TerraformResource } from '../../resource.js';
import type { Location } from '../../../../files/source.js';
import { elements } from '../../values.js';
import { contractOf } from './modules/index.js';
import { groupOf } from './references.js';

/** What runs behind a security group. */
export interface Behind {
  /** Addresses of the resources whose traffic the group decides. */
  readonly workloads: readonly string[];
  readonly leadsTo: 'memcached' | 'something-else' | 'unknown';
}

/** A resource that security groups guard. */
export interface Guarded {
  /** The workload, which for a service is its task definition. */
  readonly workload: string;
  readonly where: Location;
  readonly nature: 'memcached' | 'something-else' | 'unknown';
  /** Addresses of the groups that are declared in the repository. */
  readonly groups: readonly string[];
  /** Group ids that lead to nothing in the repository. */
  readonly unknownGroups: readonly Data[];
}

/** Where the ids of the groups stand: the path of keys to them. */
const GROUP_ARGUMENTS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ['aws_instance', [['vpc_security_group_ids'], ['security_groups']]],
  ['aws_spot_instance_request', [['vpc_security_group_ids'], ['security_groups']]],
  ['aws_launch_template', [['vpc_security_group_ids'], ['network_interfaces', 'security_groups']]],
  ['aws_launch_configuration', [['security_groups']]],
  ['aws_network_interface', [['security_groups']]],
  ['aws_elasticache_cluster', [['security_group_ids']]],
  ['aws_elasticache_replication_group', [['security_group_ids']]],
  ['aws_elasticache_serverless_cache', [['security_group_ids']]],
  ['aws_ecs_service', [['network_configuration', 'security_groups']]],
  ['aws_lb', [['security_groups']]],
  ['aws_alb', [['security_groups']]],
  ['aws_elb', [['security_groups']]],
  ['aws_db_instance', [['vpc_security_group_ids']]],
  ['aws_rds_cluster', [['vpc_security_group_ids']]],
  ['aws_docdb_cluster', [['vpc_security_group_ids']]],
  ['aws_neptune_cluster', [['vpc_security_group_ids']]],
  ['aws_redshift_cluster', [['vpc_security_group_ids']]],
  ['aws_efs_mount_target', [['security_groups']]],
  ['aws_mq_broker', [['security_groups']]],
  ['aws_msk_cluster', [['broker_node_group_info', 'security_groups']]],
  ['aws_opensearch_domain', [['vpc_options', 'security_group_ids']]],
  ['aws_elasticsearch_domain', [['vpc_options', 'security_group_ids']]],
  ['aws_lambda_function', [['vpc_config', 'security_group_ids']]],
]);

/** Services that listen on ports of their own and are never memcached. */
const SOMETHING_ELSE = new Set([
  'aws_db_instance',
  'aws_rds_cluster',
  'aws_docdb_cluster',
  'aws_neptune_cluster',
  'aws_redshift_cluster',
  'aws_efs_mount_target',
  'aws_mq_broker',
  'aws_msk_cluster',
  'aws_opensearch_domain',
  'aws_elasticsearch_domain',
  'aws_lambda_function',
  'aws_elasticache_replication_group',
]);

const SHARED = Symbol('what security groups guard');

/** Everything that security groups guard, with its groups. */
export function guarded(context: ResourceContext): readonly Guarded[] {
  return context.shared(SHARED, () => {
    const all: Guarded[] = [];
    for (const [type, paths] of GROUP_ARGUMENTS) {
      for (const resource of context.find(type)) {
        if (resource.mode !== 'managed') continue;
        const groups = new Set<string>();
        const unknownGroups: Data[] = [];
        for (const id of [
          ...paths.flatMap((path) => leaves(resource.body, path)),
          ...attached(resource, context),
        ]) {
          const group = groupOf(id, context);
          if (group === undefined) unknownGroups.push(id);
          else groups.add(group);
        }
        all.push({
          workload: workloadOf(resource, context),
          where: resource.where,
          nature: natureOf(resource),
          groups: [...groups],
          unknownGroups,
        });
      }
    }
    for (const call of context.remoteCalls) {
      const cluster = contractOf(call)?.workload?.(call);
      if (cluster === undefined) continue;
      const known = cluster.groups.map((id) => [id, groupOf(id, context)] as const);
      all.push({
        workload: call.address,
        where: call.where,
        nature: cluster.nature,
        groups: [
          ...(cluster.hasOwnGroup ? [call.address] : []),
          ...known.flatMap(([, group]) => group ?? []),
        ],
        unknownGroups: known.filter(([, group]) => group === undefined).map(([id]) => id),
      });
    }
    return all;
  });
}

/** What runs behind a group, as far as the repository tells. */
export function workloadsBehind(group: string, context: ResourceContext): Behind {
  return context.shared(BEHIND, () => behindGroups(context)).get(group) ?? NOTHING;
}

const BEHIND = Symbol('what is behind each security group');
const NOTHING: Behind = { workloads: [], leadsTo: 'unknown' };

function behindGroups(context: ResourceContext): ReadonlyMap<string, Behind> {
  const byGroup = new Map<string, Guarded[]>();
  for (const each of guarded(context)) {
    for (const group of each.groups) {
      const behind = byGroup.get(group);
      if (behind === undefined) byGroup.set(group, [each]);
      else behind.push(each);
    }
  }
  return new Map([...byGroup].map(([group, behind]) => [group, behindOf(behind)]));
}

function behindOf(behind: readonly Guarded[]): Behind {
  const natures = new Set(behind.map((each) => each.nature));
  const leadsTo = natures.has('memcached')
    ? 'memcached'
    : natures.size === 1 && natures.has('something-else')
      ? 'something-else'
      : 'unknown';
  return { workloads: [...new Set(behind.map((each) => each.workload))], leadsTo };
}

function natureOf(resource: TerraformResource): Guarded['nature'] {
  if (SOMETHING_ELSE.has(resource.type)) return 'something-else';
  if (
    resource.type === 'aws_elasticache_cluster' ||
    resource.type === 'aws_elasticache_serverless_cache'
  ) {
    const engine = stringOf(entry(resource.body, 'engine')?.value)?.toLowerCase();
    if (engine === undefined)
      return entry(resource.body, 'replication_group_id') === undefined
        ? 'unknown'
        : 'something-else';
    return engine === 'memcached' ? 'memcached' : 'something-else';
  }
  return 'unknown';
}

/** A service runs its task definition; a network interface belongs to what it is attached to. */
function workloadOf(resource: TerraformResource, context: ResourceContext): string {
  if (resource.type !== 'aws_ecs_service') return resource.address;
  const task = entry(resource.body, 'task_definition')?.value;
  return (task === undefined ? undefined : context.referent(task)?.address) ?? resource.address;
}

/** Groups that a separate resource attaches to the interface of an instance. */
function attached(resource: TerraformResource, context: ResourceContext): Data[] {
  return context.find('aws_network_interface_sg_attachment').flatMap((attachment) => {
    const to = entry(attachment.body, 'network_interface_id')?.value;
    const group = entry(attachment.body, 'security_group_id')?.value;
    if (to === undefined || group === undefined) return [];
    return context.referent(to)?.address === resource.address ? [group] : [];
  });
}

function leaves(body: Mapping, path: readonly string[]): Data[] {
  let here: Data[] = [body];
  for (const step of path) {
    here = here.flatMap((each) => itemsOf(entry(each, step)?.value).flatMap((item) => flat(item)));
  }
  return here.filter(
    (each) => !(each.type === 'scalar' && (each.value === null || each.value === '')),
  );
}

function flat(data: Data): Data[] {
  return data.type === 'list' ? elements(data).flatMap(flat) : [data];
}
