import type { Listener, Unresolved } from '../../facts.js';
import { unresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { inspectContainer, listenerFrom } from '../../memcached/index.js';
import type { ContainerContent } from '../../memcached/types.js';
import { MEMCACHED_PORT, type Protocol } from '../../network/ports.js';
import { at, booleanOf, entry, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { containerSpec, type ConfigMaps } from './containers.js';
import { displayName, located, portIn, textIn, textMap, type KubeObject } from './objects.js';
import type { Labels } from './selectors.js';

/** Something that runs pods: a Deployment, a StatefulSet, a Pod, a resource with a pod template. */
export interface Workload {
  readonly object: KubeObject;
  /** Unique in the scanned tree; the same for equal results of several overlays or values. */
  readonly id: string;
  /** The labels of its pods. */
  readonly labels: Labels;
  readonly containers: readonly Container[];
  /** The memcached servers among its containers. */
  readonly servers: readonly Memcached[];
  /** `true`, when the pods share the network of their node. */
  readonly hostNetwork: Data | undefined;
}

export interface Container {
  readonly name: string;
  readonly content: ContainerContent;
  readonly ports: readonly ContainerPort[];
  readonly where: Location;
  /** The image as written, to be shown. */
  readonly image: string | undefined;
  readonly imageWhere: Location;
}

export interface ContainerPort {
  readonly name: string | undefined;
  readonly port: number | Unresolved;
  readonly protocol: Protocol | 'other';
  readonly data: Data;
}

/** A memcached container and what it listens on. */
export interface Memcached {
  readonly container: Container;
  readonly listener: Listener;
}

/** How deep in a custom resource a pod template is looked for. */
const DEEPEST_TEMPLATE = 8;

/** The kinds whose pod template stands where the API says. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ['template'],
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  DeploymentConfig: ['spec', 'template'],
  Rollout: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** Kinds that never run pods of their own: not searched for templates. */
const WITHOUT_PODS = new Set([
  'Service',
  'ConfigMap',
  'Secret',
  'Ingress',
  'NetworkPolicy',
  'CustomResourceDefinition',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'Namespace',
  'HelmRelease',
  'Application',
  'Kustomization',
  'PodDisruptionBudget',
  'PrometheusRule',
  'ServiceMonitor',
]);

/** The workloads among the objects, each with what its containers turned out to be. */
export function workloadsIn(objects: readonly KubeObject[], configMaps: ConfigMaps): Workload[] {
  const workloads: Workload[] = [];
  for (const object of objects) {
    for (const template of podTemplates(object)) {
      const spec = at(template, 'spec');
      if (spec?.type !== 'map') continue;
      const id = displayName(object);
      const containers = containersIn(spec, object, configMaps);
      workloads.push({
        object,
        id,
        labels: textMap(at(template, 'metadata', 'labels')),
        containers,
        servers: containers.flatMap((container) => serverIn(container, id)),
        hostNetwork: at(spec, 'hostNetwork'),
      });
    }
  }
  return workloads;
}

/** The workload under another id. */
export function renamed(workload: Workload, id: string): Workload {
  return {
    ...workload,
    id,
    servers: workload.servers.map((server) => ({
      ...server,
      listener: { ...server.listener, workload: id },
    })),
  };
}

function podTemplates(object: KubeObject): Data[] {
  const path = PATHS[object.kind];
  if (path !== undefined) {
    const template = at(object.data, ...path);
    return template === undefined ? [] : [template];
  }
  if (WITHOUT_PODS.has(object.kind)) return [];
  const found: Data[] = [];
  findTemplates(object.data, found, 0);
  return found;
}

/** Maps that hold a `spec` with a list of containers; of a bare pod spec, the map around it. */
function findTemplates(data: Data, found: Data[], depth: number): void {
  if (depth > DEEPEST_TEMPLATE || found.length >= 100) return;
  if (data.type === 'list') {
    for (const item of data.items) findTemplates(item, found, depth + 1);
    return;
  }
  if (data.type !== 'map') return;
  const containers = at(data, 'spec', 'containers');
  if (containers?.type === 'list' && containers.items.some((item) => at(item, 'image'))) {
    found.push(data);
    return;
  }
  for (const { value } of data.entries) findTemplates(value, found, depth + 1);
}

function containersIn(spec: Data, object: KubeObject, configMaps: ConfigMaps): Container[] {
  const running = [
    ...itemsOf(at(spec, 'containers')),
    // An init container that is restarted always is a sidecar: it keeps running (KEP-753).
    ...itemsOf(at(spec, 'initContainers')).filter(
      (container) => textOf(at(container, 'restartPolicy')) === 'Always',
    ),
  ];
  return running
    .filter((data) => data.type === 'map')
    .map((data) => {
      const image = entry(data, 'image');
      return {
        name: textOf(at(data, 'name')) ?? '',
        content: inspectContainer(containerSpec(data, object, configMaps)),
        ports: itemsOf(at(data, 'ports')).map(containerPort),
        where: data.where,
        image: textOf(image?.value),
        imageWhere: located(image?.valueWhere ?? data.where, object),
      };
    });
}

function containerPort(data: Data): ContainerPort {
  const number = portIn(at(data, 'containerPort'));
  const protocol = textIn(at(data, 'protocol'));
  return {
    name: textOf(at(data, 'name')),
    port:
      typeof number === 'number'
        ? number
        : typeof number === 'object'
          ? number
          : unresolved('the container port is not a number', data.where),
    protocol: protocolOf(typeof protocol === 'string' ? protocol : undefined),
    data,
  };
}

/** TCP unless another protocol is written. */
export function protocolOf(text: string | undefined): Protocol | 'other' {
  if (text === undefined || text === '') return 'tcp';
  const lower = text.toLowerCase();
  return lower === 'tcp' || lower === 'udp' ? lower : 'other';
}

function serverIn(container: Container, workload: string): Memcached[] {
  const { content } = container;
  if (content.nature !== 'memcached') return [];
  const listener = listenerFrom(content.daemon, {
    platform: 'kubernetes',
    workload,
    placement: 'pod',
    where: content.where,
    ...(content.version === undefined ? {} : { version: content.version }),
  });
  return [{ container, listener }];
}

/** Whether the workload's pods share the node's network: yes, no, or why it cannot be told. */
export function usesHostNetwork(workload: Workload): boolean | Unresolved {
  const { hostNetwork } = workload;
  if (hostNetwork === undefined) return false;
  const text = textIn(hostNetwork);
  if (typeof text === 'object') return text;
  return booleanOf(hostNetwork) ?? false;
}

/** What a port of the workload's pods leads to. */
export interface Behind {
  readonly leadsTo: 'memcached' | 'something-else' | 'unknown';
  readonly port: number;
}

/**
 * What answers on a port of the pods: a socket of memcached, something that cannot be told, visibly
 * something else, or (`undefined`) nothing that matters here.
 */
export function behindPort(
  workload: Workload,
  port: number,
  protocol: Protocol,
): Behind['leadsTo'] | undefined {
  const { servers } = workload;
  for (const server of servers) {
    if (isListening(server, port, protocol)) return 'memcached';
  }
  if (port !== MEMCACHED_PORT) return undefined;
  // The memcached that is here does not answer on the port: nothing else does on its own port.
  if (servers.length > 0) return undefined;
  if (workload.containers.length === 0) return 'unknown';
  return workload.containers.every((c) => c.content.nature === 'something-else')
    ? 'something-else'
    : 'unknown';
}

function isListening(server: Memcached, port: number, protocol: Protocol): boolean {
  const { sockets } = server.listener;
  if ('unresolved' in sockets) {
    return (
      port === MEMCACHED_PORT ||
      server.container.ports.some((p) => p.port === port && p.protocol === protocol)
    );
  }
  return sockets.some(
    (socket) => socket.protocol === protocol && socket.port === port && socket.scope !== 'loopback',
  );
}

/** The number behind a named container port; `undefined` when no container has the name. */
export function namedPort(
  workload: Workload,
  name: string,
  protocol: Protocol,
): number | Unresolved | undefined {
  for (const container of workload.containers) {
    for (const port of container.ports) {
      if (port.name === name && port.protocol === protocol) return port.port;
    }
  }
  return undefined;
}
