import type { Ingress, RelatedLocation, Unresolved } from '../../facts.js';
import { isUnresolved } from '../../facts.js';
import { MEMCACHED_PORT, PortSet, type Protocol } from '../../network/ports.js';
import { at, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { groupOf, located, portIn, textIn, textMap, type KubeObject } from './objects.js';
import { hasLabels, nearest, UNKNOWN_KEY, type Labels } from './selectors.js';
import { behindPort, namedPort, protocolOf, type Workload } from './workloads.js';

/** One port of a Service that leads to memcached, or to its port. */
export interface Backend {
  readonly service: KubeObject | undefined;
  readonly protocol: Protocol;
  /** The Service's own port. */
  readonly port: number;
  /** The entry of `spec.ports`. */
  readonly data: Data | undefined;
  /** The ports of the pods. */
  readonly targetPorts: PortSet | Unresolved;
  readonly leadsTo: Ingress['leadsTo'];
  readonly target: readonly string[];
  readonly related: readonly RelatedLocation[];
}

/** Services with the workloads they may select. */
export interface Cluster {
  readonly objects: readonly KubeObject[];
  readonly services: readonly KubeObject[];
  readonly workloads: readonly Workload[];
  readonly index: WorkloadIndex;
}

/** Core Services; Knative's kind of the same name is another thing. */
export function servicesIn(objects: readonly KubeObject[]): KubeObject[] {
  return objects.filter((object) => object.kind === 'Service' && groupOf(object) === '');
}

/** The workloads a Service selects: labels, namespace, and of several installations the nearest. */
export function selectedBy(service: KubeObject, cluster: Cluster): Workload[] {
  const selector = textMap(at(service.data, 'spec', 'selector'));
  if (selector.size === 0) return [];
  const candidates = cluster.index.candidates(service.namespace, selector);
  return nearest(
    service,
    candidates.filter((workload) => hasLabels(workload.labels, selector)),
  );
}

/** Workloads by namespace and label, so that big repositories need no look at each for each Service. */
export class WorkloadIndex {
  private readonly byLabel = new Map<string, Workload[]>();

  constructor(workloads: readonly Workload[]) {
    for (const workload of workloads) {
      for (const [key, value] of workload.labels) {
        const index = labelKey(workload.object.namespace, key, value);
        const list = this.byLabel.get(index);
        if (list === undefined) this.byLabel.set(index, [workload]);
        else list.push(workload);
      }
    }
  }

  /** The workloads that can have the first of the labels; an unknown value may be any. */
  candidates(namespace: string, selector: Labels): readonly Workload[] {
    for (const [key, value] of selector) {
      if (value === undefined || key === UNKNOWN_KEY) continue;
      return [
        ...(this.byLabel.get(labelKey(namespace, key, value)) ?? []),
        ...(this.byLabel.get(labelKey(namespace, key, undefined)) ?? []),
        ...(this.byLabel.get(labelKey(namespace, UNKNOWN_KEY, undefined)) ?? []),
      ];
    }
    return [...new Set([...this.byLabel.values()].flat())].filter(
      (workload) => workload.object.namespace === namespace,
    );
  }
}

function labelKey(namespace: string, key: string, value: string | undefined): string {
  return value === undefined ? `${namespace}\n${key}` : `${namespace}\n${key}\n${value}`;
}

/** The ports of a Service that lead to memcached or to its port; of other Services, none. */
export function backendsOf(service: KubeObject, cluster: Cluster): Backend[] {
  const spec = at(service.data, 'spec');
  if (textOf(at(spec, 'type')) === 'ExternalName') return [];
  const workloads = selectedBy(service, cluster);
  return itemsOf(at(spec, 'ports')).flatMap((data) => {
    const backend = backendOf(service, data, workloads, cluster);
    return backend === undefined ? [] : [backend];
  });
}

function backendOf(
  service: KubeObject,
  data: Data,
  workloads: readonly Workload[],
  cluster: Cluster,
): Backend | undefined {
  const protocolText = textIn(at(data, 'protocol'));
  const protocol = protocolOf(typeof protocolText === 'string' ? protocolText : undefined);
  if (protocol === 'other') return undefined;
  const port = portIn(at(data, 'port'));
  const written = portIn(at(data, 'targetPort'));
  const targetPort = written === undefined || written === 0 ? port : written;
  const outer = typeof port === 'number' ? port : 0;
  const base = { service, protocol, port: outer, data };
  if (workloads.length > 0) {
    return towardsWorkloads(base, targetPort, workloads, service);
  }
  // Nothing in the repository is selected: only names and numbers speak.
  const named = namesMemcached(service, data);
  const ports = endpointPorts(service, data, cluster);
  if (ports !== undefined) {
    if (!ports.contains(MEMCACHED_PORT)) return undefined;
    return {
      ...base,
      targetPorts: ports,
      leadsTo: named ? 'memcached' : 'unknown',
      target: [],
      related: [],
    };
  }
  if (typeof targetPort === 'object') {
    if (!named) return undefined;
    return { ...base, targetPorts: targetPort, leadsTo: 'memcached', target: [], related: [] };
  }
  const isOwnPort =
    targetPort === MEMCACHED_PORT ||
    port === MEMCACHED_PORT ||
    (typeof targetPort === 'string' && isMemcachedPortName(targetPort));
  if (!isOwnPort) return undefined;
  // The container's number behind a name or another number is not in the repository.
  return {
    ...base,
    targetPorts: PortSet.of(MEMCACHED_PORT),
    leadsTo: named ? 'memcached' : 'unknown',
    target: [],
    related: [],
  };
}

function towardsWorkloads(
  base: Pick<Backend, 'service' | 'protocol' | 'port' | 'data'>,
  targetPort: number | string | Unresolved | undefined,
  workloads: readonly Workload[],
  service: KubeObject,
): Backend | undefined {
  const numbers = new Set<number>();
  const target: string[] = [];
  const related: RelatedLocation[] = [];
  const kinds = new Set<Ingress['leadsTo']>();
  let open: Unresolved | undefined;
  for (const workload of workloads) {
    const resolved =
      typeof targetPort === 'string' ? namedPort(workload, targetPort, base.protocol) : targetPort;
    if (resolved === undefined) continue;
    if (typeof resolved === 'object') {
      const servers = workload.servers;
      if (servers.length === 0) continue;
      open ??= resolved;
      kinds.add('memcached');
      target.push(workload.id);
      continue;
    }
    if (typeof resolved === 'string') continue;
    let kind = behindPort(workload, resolved, base.protocol);
    if (kind === undefined) continue;
    if (kind === 'unknown' && namesMemcached(service, base.data)) kind = 'memcached';
    kinds.add(kind);
    numbers.add(resolved);
    target.push(workload.id);
    const server = workload.servers[0];
    related.push(
      server === undefined
        ? { where: workload.object.where, message: `what it leads to: ${workload.id}` }
        : {
            where: located(server.listener.where, workload.object),
            message: `memcached in ${workload.id}`,
          },
    );
  }
  if (target.length === 0) return undefined;
  return {
    ...base,
    targetPorts: open ?? PortSet.of(...numbers),
    leadsTo: kinds.has('memcached')
      ? 'memcached'
      : kinds.has('unknown')
        ? 'unknown'
        : 'something-else',
    target,
    related,
  };
}

/**
 * The backends behind a reference to a Service by name and port, as routes and TCP maps make it. A
 * Service that is not in the repository is judged by its name and the port.
 */
export function backendsByName(
  name: string,
  namespace: string,
  port: number | string | Unresolved | undefined,
  from: KubeObject,
  cluster: Cluster,
  protocol: Protocol,
): Backend[] {
  const found = nearest(
    from,
    cluster.services
      .filter((service) => service.name === name && service.namespace === namespace)
      .map((object) => ({ object })),
  );
  if (found.length === 0) {
    if (port !== MEMCACHED_PORT && !(typeof port === 'string' && isMemcachedPortName(port))) {
      return [];
    }
    return [
      {
        service: undefined,
        protocol,
        port: MEMCACHED_PORT,
        data: undefined,
        targetPorts: PortSet.of(MEMCACHED_PORT),
        leadsTo: /memcache/i.test(name) ? 'memcached' : 'unknown',
        target: [],
        related: [],
      },
    ];
  }
  return found.flatMap(({ object }) =>
    backendsOf(object, cluster).filter(
      (backend) =>
        backend.protocol === protocol &&
        (port === undefined ||
          (typeof port === 'object' && isUnresolved(port)) ||
          port === backend.port ||
          port === textOf(at(backend.data, 'name')) ||
          // Traefik and ingress-nginx take the target port of the pods as well.
          port === portIn(at(backend.data, 'targetPort'))),
    ),
  );
}

/** Whether the Service's name, labels, selector or port name say memcached. */
function namesMemcached(service: KubeObject, port: Data | undefined): boolean {
  const texts: (string | undefined)[] = [
    service.name,
    ...textMap(at(service.data, 'spec', 'selector')).values(),
    ...textMap(at(service.data, 'metadata', 'labels')).values(),
    textOf(at(port, 'name')),
    textOf(at(port, 'targetPort')),
  ];
  return texts.some((text) => text !== undefined && /memcache/i.test(text));
}

/** Port names in use for memcached's own port; `memcached-exporter` and `metrics` are none. */
function isMemcachedPortName(name: string): boolean {
  return /^(tcp-|udp-)?memcached?(-tcp|-udp|-port)?$/i.test(name);
}

/** The ports of hand-written endpoints of a Service without a selector. */
function endpointPorts(service: KubeObject, port: Data, cluster: Cluster): PortSet | undefined {
  if (textMap(at(service.data, 'spec', 'selector')).size > 0) return undefined;
  const name = textOf(at(port, 'name'));
  const ports: number[] = [];
  let found = false;
  for (const object of cluster.objects) {
    if (object.namespace !== service.namespace) continue;
    const lists =
      object.kind === 'Endpoints' && object.name === service.name
        ? itemsOf(at(object.data, 'subsets')).map((subset) => at(subset, 'ports'))
        : object.kind === 'EndpointSlice' &&
            textOf(at(object.data, 'metadata', 'labels', 'kubernetes.io/service-name')) ===
              service.name
          ? [at(object.data, 'ports')]
          : [];
    for (const list of lists) {
      found = true;
      for (const item of itemsOf(list)) {
        const itemName = textOf(at(item, 'name'));
        const number = portIn(at(item, 'port'));
        if ((itemName ?? '') === (name ?? '') && typeof number === 'number') ports.push(number);
      }
    }
  }
  return found ? PortSet.of(...ports) : undefined;
}
