import type { Data, Entry, Mapping } from '../../../../syntax/data.js';
import { itemsOf } from '../../../../syntax/data.js';
import type { TerraformResource } from '../../resource.js';
import { entryOf, list, mapping, scalar } from '../../values.js';

/** The object that each resource type of the Kubernetes provider stands for, without `_v1`. */
const KINDS: Readonly<Record<string, readonly [apiVersion: string, kind: string]>> = {
  kubernetes_service: ['v1', 'Service'],
  kubernetes_deployment: ['apps/v1', 'Deployment'],
  kubernetes_daemonset: ['apps/v1', 'DaemonSet'],
  kubernetes_daemon_set: ['apps/v1', 'DaemonSet'],
  kubernetes_stateful_set: ['apps/v1', 'StatefulSet'],
  kubernetes_replication_controller: ['v1', 'ReplicationController'],
  kubernetes_pod: ['v1', 'Pod'],
  kubernetes_job: ['batch/v1', 'Job'],
  kubernetes_cron_job: ['batch/v1', 'CronJob'],
  kubernetes_network_policy: ['networking.k8s.io/v1', 'NetworkPolicy'],
  kubernetes_config_map: ['v1', 'ConfigMap'],
  kubernetes_ingress: ['networking.k8s.io/v1', 'Ingress'],
  kubernetes_endpoints: ['v1', 'Endpoints'],
  kubernetes_namespace: ['v1', 'Namespace'],
};

export const OBJECT_TYPES: readonly string[] = Object.keys(KINDS).flatMap((type) => [
  type,
  `${type}_v1`,
]);

/** Blocks that are lists in an object, and what they are called there. */
const LISTS: Readonly<Record<string, string>> = {
  container: 'containers',
  init_container: 'initContainers',
  port: 'ports',
  ports: 'ports',
  env: 'env',
  env_from: 'envFrom',
  volume: 'volumes',
  volume_mount: 'volumeMounts',
  ingress: 'ingress',
  egress: 'egress',
  from: 'from',
  to: 'to',
  rule: 'rules',
  path: 'paths',
  tls: 'tls',
  subset: 'subsets',
  address: 'addresses',
  toleration: 'tolerations',
  match_expressions: 'matchExpressions',
  items: 'items',
  volume_claim_template: 'volumeClaimTemplates',
};

/** Names that are not just written in another way. */
const NAMES: Readonly<Record<string, string>> = {
  external_ips: 'externalIPs',
  cluster_ip: 'clusterIP',
  cluster_ips: 'clusterIPs',
  load_balancer_ip: 'loadBalancerIP',
  host_ip: 'hostIP',
  host_pid: 'hostPID',
  host_ipc: 'hostIPC',
  ip: 'ip',
};

/** Deeper than this is no manifest. */
const DEEPEST = 40;

/** A resource as the object that it makes; `undefined` for other resources. */
export function objectOf(resource: TerraformResource): Mapping | undefined {
  const known = KINDS[resource.type.replace(/_v[0-9]+$/, '')];
  if (known === undefined) return undefined;
  const { where } = resource;
  const body = single(resource.body, 0);
  const entries = body.type === 'map' ? body.entries : [];
  return mapping(
    [
      entryOf('apiVersion', scalar(known[0], where)),
      entryOf('kind', scalar(known[1], where)),
      ...entries,
    ],
    where,
  );
}

function single(data: Data, depth: number): Data {
  if (data.type !== 'map' || depth > DEEPEST) return data;
  return { ...data, entries: data.entries.map((each) => converted(each, depth)) };
}

/** Arguments that are maps with names of their own; any other map is a block, as JSON writes it. */
const MAPS = new Set([
  'labels',
  'annotations',
  'match_labels',
  'node_selector',
  'data',
  'binary_data',
  'limits',
  'requests',
  'string_data',
]);

/** Blocks come as lists of maps, in JSON as maps; maps that are arguments keep their keys. */
function converted(found: Entry, depth: number): Entry {
  const { key, value } = found;
  const isBlock =
    value.type === 'list'
      ? value.items.some((item) => item.type === 'map' || item.type === 'list')
      : value.type === 'map' && !isArgument(key, value);
  if (!isBlock) return { ...found, key: camelCase(key) };
  const plural = LISTS[key];
  if (plural !== undefined) {
    const items = itemsOf(value).map((item) => single(item, depth + 1));
    return { ...found, key: plural, value: list(items, value.where) };
  }
  const first = itemsOf(value)[0];
  return {
    ...found,
    key: camelCase(key),
    value: first === undefined ? value : single(first, depth + 1),
  };
}

/** The selector of a Service is a map of labels, that of a Deployment a block. */
function isArgument(key: string, value: Mapping): boolean {
  if (key !== 'selector') return MAPS.has(key);
  return !value.entries.some((each) => /^match_(labels|expressions)$/.test(each.key));
}

function camelCase(key: string): string {
  return NAMES[key] ?? key.replace(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
}
