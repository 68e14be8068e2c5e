import type { Ingress } from '../../facts.js';
import { isUnresolved, unresolved, type RelatedLocation, type Unresolved } from '../../facts.js';
import { AddressSet } from '../../network/addresses.js';
import { PortSet, type Protocol } from '../../network/ports.js';
import { LOOPBACK, PRIVATE } from '../../network/special.js';
import { at, entry, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { backendsByName, type Backend, type Cluster } from './backends.js';
import {
  annotationFrontage,
  frontageOf,
  type AddressPools,
  type Frontage,
} from './load-balancer.js';
import { displayName, groupOf, located, portIn, textIn, type KubeObject } from './objects.js';
import { nearest } from './selectors.js';
import { groupByPorts, groupFacts, throughOf, unique } from './services.js';

const OPEN: Frontage = { faces: 'host', sources: AddressSet.all, related: [], notes: [] };

/** The ways that proxies at the edge of the cluster lead to memcached. */
export function routeDoors(cluster: Cluster, pools: AddressPools): Ingress[] {
  const doors: Ingress[] = [];
  const edge = new Edge(cluster, pools);
  for (const object of cluster.objects) {
    switch (object.kind) {
      case 'ConfigMap':
        doors.push(...portMapDoors(object, edge));
        break;
      case 'TCPRoute':
      case 'UDPRoute':
      case 'TLSRoute':
        doors.push(...gatewayRouteDoors(object, edge));
        break;
      case 'IngressRouteTCP':
      case 'IngressRouteUDP':
        doors.push(...traefikDoors(object, edge));
        break;
      case 'VirtualService':
        doors.push(...istioDoors(object, edge));
        break;
      case 'TCPIngress':
      case 'UDPIngress':
        doors.push(...kongDoors(object, edge));
        break;
      case 'Route':
        doors.push(...passthroughDoors(object, edge));
        break;
      case 'TargetGroupBinding':
        doors.push(...targetGroupDoors(object, edge));
        break;
      case 'TransportServer':
        doors.push(...transportServerDoors(object, edge));
        break;
    }
  }
  return doors;
}

/** A reference from a route to a Service. */
interface Reference {
  readonly from: KubeObject;
  readonly service: string;
  readonly namespace: string;
  readonly port: number | string | Unresolved | undefined;
  readonly protocol: Protocol;
  /** The value that makes the reference. */
  readonly data: Data;
}

/** The outside of a route. */
interface Outside {
  readonly mechanism: Ingress['mechanism'];
  /** `undefined` when it is not in the repository: taken to be the Service's. */
  readonly ports: PortSet | undefined;
  readonly frontage: Frontage;
  readonly related?: readonly RelatedLocation[];
}

class Edge {
  constructor(
    readonly cluster: Cluster,
    readonly pools: AddressPools,
  ) {}

  find(kind: string, name: string, namespace: string, from: KubeObject): KubeObject | undefined {
    const candidates = this.cluster.objects
      .filter((o) => o.kind === kind && o.name === name && o.namespace === namespace)
      .map((object) => ({ object }));
    return nearest(from, candidates)[0]?.object;
  }

  doors(reference: Reference, outside: Outside): Ingress[] {
    const backends = backendsByName(
      reference.service,
      reference.namespace,
      reference.port,
      reference.from,
      this.cluster,
      reference.protocol,
    );
    return groupByPorts(backends).map((group): Ingress => {
      const { from, data } = reference;
      return {
        ...groupFacts(from, group),
        where: located(data.where, from),
        mechanism: outside.mechanism,
        sources: outside.frontage.sources,
        ports: outside.ports ?? group.ports,
        faces: outside.frontage.faces,
        related: unique([
          ...throughOf(data, from),
          ...(outside.related ?? []),
          ...outside.frontage.related,
          ...group.backends.flatMap(backendPlaces),
        ]),
        ...(outside.frontage.notes.length === 0 ? {} : { notes: outside.frontage.notes }),
      };
    });
  }
}

function backendPlaces(backend: Backend): RelatedLocation[] {
  const port = entry(backend.data, 'port');
  return [
    ...(backend.service === undefined || port === undefined
      ? []
      : [
          { where: located(port.value.where, backend.service), message: 'the port of the Service' },
        ]),
    ...backend.related,
  ];
}

/**
 * ConfigMaps of ingress-nginx and HAProxy that map ports to Services: `"11211": "ns/name:port"`
 * (kubernetes.github.io/ingress-nginx/user-guide/exposing-tcp-udp-services).
 */
function portMapDoors(object: KubeObject, edge: Edge): Ingress[] {
  const data = at(object.data, 'data');
  if (data?.type !== 'map') return [];
  if (!data.entries.some((item) => /^[0-9]{1,5}$/.test(item.key))) return [];
  const named = /(^|[^a-z])(tcp|udp)([^a-z]|$)/i.exec(object.name)?.[2]?.toLowerCase();
  const byFlag = portMapFlag(object, edge);
  const protocol = byFlag ?? (named === 'tcp' || named === 'udp' ? named : undefined);
  if (protocol === undefined) return [];
  return data.entries.flatMap(({ key, value }): Ingress[] => {
    const text = textIn(value);
    if (!/^[0-9]{1,5}$/.test(key) || typeof text !== 'string') return [];
    const parts = /^(?:([^/:\s]{1,100})\/)?([^/:\s]{1,100}):([^:\s]{1,100})(:|$)/.exec(text);
    if (parts === null) return [];
    const [, namespace, service, port] = parts as unknown as [
      string,
      string | undefined,
      string,
      string,
    ];
    const outer = Number(key);
    return edge.doors(
      {
        from: object,
        service,
        namespace: namespace ?? object.namespace,
        port: /^[0-9]+$/.test(port) ? Number(port) : port,
        protocol,
        data: value,
      },
      {
        mechanism: 'ingress-controller',
        ports: PortSet.of(outer),
        frontage: controllerFrontage(object, outer, edge),
      },
    );
  });
}

/** Whether a controller in the repository is told to use this ConfigMap, and for which protocol. */
function portMapFlag(object: KubeObject, edge: Edge): Protocol | undefined {
  const wanted = new Set([
    `${object.namespace}/${object.name}`,
    object.name,
    `$(POD_NAMESPACE)/${object.name}`,
  ]);
  for (const workload of edge.cluster.workloads) {
    const spec = [
      at(workload.object.data, 'spec', 'template', 'spec'),
      at(workload.object.data, 'spec'),
    ];
    for (const container of spec.flatMap((item) => itemsOf(at(item, 'containers')))) {
      for (const item of [
        ...itemsOf(at(container, 'args')),
        ...itemsOf(at(container, 'command')),
      ]) {
        const match = /^--(?:configmap-)?(tcp|udp)-services(?:-configmap)?=(.{1,300})$/.exec(
          textOf(item) ?? '',
        );
        if (match !== null && wanted.has(match[2]!)) return match[1] === 'udp' ? 'udp' : 'tcp';
      }
    }
  }
  return undefined;
}

/** The Service in front of the controller, when it is in the repository and lists the port. */
function controllerFrontage(object: KubeObject, port: number, edge: Edge): Frontage {
  const services = edge.cluster.services.filter(
    (service) =>
      service.namespace === object.namespace &&
      itemsOf(at(service.data, 'spec', 'ports')).some(
        (item) => portIn(at(item, 'port')) === port,
      ) &&
      textOf(at(service.data, 'spec', 'type')) === 'LoadBalancer',
  );
  const found = nearest(
    object,
    services.map((service) => ({ object: service })),
  )[0];
  return found === undefined ? OPEN : frontageOf(found.object, edge.pools);
}

/**
 * OpenShift's routes carry HTTP, which memcached does not speak. One that passes TLS through carries
 * anything, to a server that speaks TLS itself (docs.openshift.com, secured routes).
 */
function passthroughDoors(route: KubeObject, edge: Edge): Ingress[] {
  if (groupOf(route) !== 'route.openshift.io' && route.apiVersion !== 'v1') return [];
  const spec = at(route.data, 'spec');
  const termination = at(spec, 'tls', 'termination');
  if (textOf(termination)?.toLowerCase() !== 'passthrough') return [];
  const references = [at(spec, 'to'), ...itemsOf(at(spec, 'alternateBackends'))];
  return references.flatMap((reference) => {
    const service = textIn(at(reference, 'name'));
    if (typeof service !== 'string' || portIn(at(reference, 'weight')) === 0) return [];
    const doors = edge.doors(
      {
        from: route,
        service,
        namespace: route.namespace,
        port: portIn(at(spec, 'port', 'targetPort')),
        protocol: 'tcp',
        data: termination!,
      },
      { mechanism: 'ingress-controller', ports: PortSet.of(443), frontage: OPEN },
    );
    return doors.filter(({ target }) => speaksTls(target, edge));
  });
}

function speaksTls(target: Ingress['target'], edge: Edge): boolean {
  if (target === 'unknown') return false;
  return edge.cluster.workloads.some(
    ({ id, servers }) =>
      target.includes(id) &&
      servers.some(
        ({ listener: { sockets } }) =>
          !isUnresolved(sockets) && sockets.some(({ tls }) => tls === 'server' || tls === 'mutual'),
      ),
  );
}

/**
 * The AWS Load Balancer Controller puts the pods of a Service behind a target group. Whose load balancer
 * that is, and who may reach it, is written elsewhere.
 */
function targetGroupDoors(binding: KubeObject, edge: Edge): Ingress[] {
  if (groupOf(binding) !== 'elbv2.k8s.aws') return [];
  const reference = at(binding.data, 'spec', 'serviceRef');
  const service = textIn(at(reference, 'name'));
  if (reference === undefined || typeof service !== 'string') return [];
  const data = at(reference, 'port') ?? reference;
  const sources = unresolved(
    'who reaches the load balancer of the target group is not in the repository',
    data.where,
  );
  return edge
    .doors(
      {
        from: binding,
        service,
        namespace: binding.namespace,
        port: portIn(at(reference, 'port')),
        protocol: 'tcp',
        data,
      },
      { mechanism: 'load-balancer', ports: undefined, frontage: { ...OPEN, sources } },
    )
    .filter(({ leadsTo }) => leadsTo === 'memcached');
}

/** Gateway API: a route's backends behind the listeners of its parents (gateway-api.sigs.k8s.io). */
function gatewayRouteDoors(route: KubeObject, edge: Edge): Ingress[] {
  if (groupOf(route) !== 'gateway.networking.k8s.io') return [];
  const protocol: Protocol = route.kind === 'UDPRoute' ? 'udp' : 'tcp';
  const outside = gatewayOutside(route, protocol, edge);
  if (outside === undefined) return [];
  return itemsOf(at(route.data, 'spec', 'rules')).flatMap((rule) =>
    itemsOf(at(rule, 'backendRefs')).flatMap((reference) => {
      const service = textIn(at(reference, 'name'));
      const kind = textOf(at(reference, 'kind')) ?? 'Service';
      const weight = portIn(at(reference, 'weight'));
      if (typeof service !== 'string' || kind !== 'Service' || weight === 0) return [];
      return edge.doors(
        {
          from: route,
          service,
          namespace: textOf(at(reference, 'namespace')) ?? route.namespace,
          port: portIn(at(reference, 'port')),
          protocol,
          data: at(reference, 'port') ?? at(reference, 'name')!,
        },
        outside,
      );
    }),
  );
}

/** The listeners a route hangs on; `undefined` when no parent takes it. */
function gatewayOutside(route: KubeObject, protocol: Protocol, edge: Edge): Outside | undefined {
  let ports = PortSet.empty;
  let anyUnknown = false;
  let frontage: Frontage | undefined;
  const related: RelatedLocation[] = [];
  const parents = itemsOf(at(route.data, 'spec', 'parentRefs'));
  for (const parent of parents) {
    const kind = textOf(at(parent, 'kind')) ?? 'Gateway';
    const name = textIn(at(parent, 'name'));
    // A Service as the parent is the mesh: inside the cluster (GAMMA).
    if (kind === 'Service') continue;
    const gateway =
      kind === 'Gateway' && typeof name === 'string'
        ? edge.find('Gateway', name, textOf(at(parent, 'namespace')) ?? route.namespace, route)
        : undefined;
    if (gateway === undefined) {
      anyUnknown = true;
      frontage ??= OPEN;
      continue;
    }
    const section = textOf(at(parent, 'sectionName'));
    const parentPort = portIn(at(parent, 'port'));
    for (const listener of itemsOf(at(gateway.data, 'spec', 'listeners'))) {
      const port = portIn(at(listener, 'port'));
      const spoken = (textOf(at(listener, 'protocol')) ?? '').toUpperCase();
      const fits = protocol === 'udp' ? spoken === 'UDP' : spoken === 'TCP' || spoken === 'TLS';
      if (!fits || (section !== undefined && section !== textOf(at(listener, 'name')))) continue;
      if (parentPort !== undefined && parentPort !== port) continue;
      if (typeof port === 'number') ports = ports.union(PortSet.of(port));
      else anyUnknown = true;
      related.push({
        where: located(at(listener, 'port')?.where ?? listener.where, gateway),
        message: `the listener of ${displayName(gateway)}`,
      });
      const own = gatewayFrontage(gateway);
      frontage = frontage === undefined || frontage.faces === 'private' ? own : frontage;
    }
  }
  if (frontage === undefined) return undefined;
  return {
    mechanism: 'gateway-route',
    ports: anyUnknown || ports.isEmpty ? undefined : ports,
    frontage,
    related,
  };
}

/** Classes of Gateways that take internal addresses only (cloud.google.com/kubernetes-engine/docs). */
const INTERNAL_GATEWAY_CLASSES = new Set([
  'gke-l7-rilb',
  'gke-l7-rilb-mc',
  'gke-l7-cross-regional-internal-managed-mc',
  'gke-l4-regional-internal',
  'gke-l4-regional-internal-passthrough',
]);

function gatewayFrontage(gateway: KubeObject): Frontage {
  const annotations =
    at(gateway.data, 'spec', 'infrastructure', 'annotations') ??
    at(gateway.data, 'metadata', 'annotations');
  const frontage = annotationFrontage(annotations, gateway);
  const serviceType = textOf(
    at(gateway.data, 'metadata', 'annotations', 'networking.istio.io/service-type'),
  );
  if (serviceType === 'ClusterIP') return { ...frontage, faces: 'cluster' };
  if (frontage.faces !== 'host') return frontage;
  const className = at(gateway.data, 'spec', 'gatewayClassName');
  if (INTERNAL_GATEWAY_CLASSES.has(textOf(className) ?? '')) {
    return {
      ...frontage,
      faces: 'private',
      related: [
        ...frontage.related,
        {
          where: located(className!.where, gateway),
          message: 'this class takes internal addresses',
        },
      ],
    };
  }
  const addresses = itemsOf(at(gateway.data, 'spec', 'addresses')).map((item) =>
    AddressSet.tryParse(textOf(at(item, 'value')) ?? ''),
  );
  const isPrivate =
    addresses.length > 0 &&
    addresses.every((set) => set !== undefined && set.isSubsetOf(PRIVATE.union(LOOPBACK)));
  return isPrivate ? { ...frontage, faces: 'private' } : frontage;
}

/** Traefik's routes; the port is the entry point's, from Traefik's own arguments when they are here. */
function traefikDoors(route: KubeObject, edge: Edge): Ingress[] {
  const group = groupOf(route);
  if (group !== 'traefik.io' && group !== 'traefik.containo.us') return [];
  const protocol: Protocol = route.kind === 'IngressRouteUDP' ? 'udp' : 'tcp';
  const entryPoints = itemsOf(at(route.data, 'spec', 'entryPoints')).map(textOf);
  const ports = entryPointPorts(entryPoints, edge);
  return itemsOf(at(route.data, 'spec', 'routes')).flatMap((rule) => {
    const allowed = traefikSources(rule, route, edge);
    return itemsOf(at(rule, 'services')).flatMap((reference) => {
      const service = textIn(at(reference, 'name'));
      if (typeof service !== 'string') return [];
      return edge.doors(
        {
          from: route,
          service,
          namespace: textOf(at(reference, 'namespace')) ?? route.namespace,
          port: portIn(at(reference, 'port')),
          protocol,
          data: at(reference, 'port') ?? at(reference, 'name')!,
        },
        { mechanism: 'ingress-controller', ports, frontage: { ...OPEN, ...allowed } },
      );
    });
  });
}

function entryPointPorts(names: readonly (string | undefined)[], edge: Edge): PortSet | undefined {
  let ports = PortSet.empty;
  for (const workload of edge.cluster.workloads) {
    const spec = at(workload.object.data, 'spec', 'template', 'spec');
    for (const container of itemsOf(at(spec, 'containers'))) {
      for (const item of [
        ...itemsOf(at(container, 'args')),
        ...itemsOf(at(container, 'command')),
      ]) {
        const match =
          /^--entry[pP]oints\.([^.=]{1,100})\.address=[^:]{0,100}:([0-9]{1,5})(\/(tcp|udp))?$/.exec(
            textOf(item) ?? '',
          );
        if (match === null) continue;
        if (
          names.length === 0 ||
          names.some((name) => name?.toLowerCase() === match[1]!.toLowerCase())
        ) {
          ports = ports.union(PortSet.of(Number(match[2])));
        }
      }
    }
  }
  return ports.isEmpty ? undefined : ports;
}

/** `ipAllowList` middlewares of a TCP route: all of them have to be passed. */
function traefikSources(
  rule: Data,
  route: KubeObject,
  edge: Edge,
): Pick<Frontage, 'sources' | 'related'> {
  let sources: AddressSet | Unresolved = AddressSet.all;
  const related: RelatedLocation[] = [];
  for (const reference of itemsOf(at(rule, 'middlewares'))) {
    const name = textOf(at(reference, 'name')) ?? '';
    const namespace = textOf(at(reference, 'namespace')) ?? route.namespace;
    const middleware = edge.find('MiddlewareTCP', name, namespace, route);
    if (middleware === undefined) {
      if (!isUnresolved(sources)) {
        sources = unresolved(`the middleware ${name} is not in the repository`, reference.where);
      }
      continue;
    }
    const list =
      at(middleware.data, 'spec', 'ipAllowList', 'sourceRange') ??
      at(middleware.data, 'spec', 'ipWhiteList', 'sourceRange');
    if (list === undefined) continue;
    related.push({ where: located(list.where, middleware), message: 'the allowed source ranges' });
    const sets = itemsOf(list).map((item) => AddressSet.tryParse(textOf(item) ?? ''));
    if (isUnresolved(sources)) continue;
    sources = sets.some((set) => set === undefined)
      ? unresolved('a source range of the middleware is not a network', list.where)
      : sources.intersect(AddressSet.unionOf(sets as AddressSet[]));
  }
  return { sources, related };
}

/** Istio: TCP routes of a VirtualService that is bound to a Gateway other than the mesh. */
function istioDoors(route: KubeObject, edge: Edge): Ingress[] {
  if (groupOf(route) !== 'networking.istio.io') return [];
  const spec = at(route.data, 'spec');
  const gateways = itemsOf(at(spec, 'gateways')).map(textOf);
  const rules = [...itemsOf(at(spec, 'tcp')), ...itemsOf(at(spec, 'tls'))];
  return rules.flatMap((rule) => {
    const matches = itemsOf(at(rule, 'match'));
    const outside = istioOutside(route, gateways, matches, edge);
    if (outside === undefined) return [];
    return itemsOf(at(rule, 'route')).flatMap((item) => {
      const destination = at(item, 'destination');
      const host = textIn(at(destination, 'host'));
      if (typeof host !== 'string') return [];
      const [service = '', namespace] = host.split('.');
      const number = at(destination, 'port', 'number');
      return edge.doors(
        {
          from: route,
          service,
          namespace: namespace ?? route.namespace,
          port: portIn(number),
          protocol: 'tcp',
          data: number ?? at(destination, 'host')!,
        },
        outside,
      );
    });
  });
}

function istioOutside(
  route: KubeObject,
  own: readonly (string | undefined)[],
  matches: readonly Data[],
  edge: Edge,
): Outside | undefined {
  const named = new Set<string>();
  const asked = PortSet.of(
    ...matches.flatMap((match) => {
      const port = portIn(at(match, 'port'));
      return typeof port === 'number' ? [port] : [];
    }),
  );
  for (const match of matches.length === 0 ? [undefined] : matches) {
    const narrowed = itemsOf(at(match, 'gateways')).map(textOf);
    for (const name of narrowed.length > 0 ? narrowed : own) {
      // `mesh` (also the default) is the sidecars: inside the cluster.
      if (name !== undefined && name !== 'mesh') named.add(name);
    }
  }
  if (named.size === 0) return undefined;
  let ports = PortSet.empty;
  let missing = false;
  const related: RelatedLocation[] = [];
  for (const name of named) {
    const slash = name.indexOf('/');
    const namespace = slash < 0 ? route.namespace : name.slice(0, slash);
    const gateway = edge.find('Gateway', name.slice(slash + 1), namespace, route);
    if (gateway === undefined) {
      missing = true;
      continue;
    }
    for (const server of itemsOf(at(gateway.data, 'spec', 'servers'))) {
      const number = at(server, 'port', 'number');
      const port = portIn(number);
      if (typeof port !== 'number' || (!asked.isEmpty && !asked.contains(port))) continue;
      const spoken = (textOf(at(server, 'port', 'protocol')) ?? 'TCP').toUpperCase();
      if (spoken !== 'TCP' && spoken !== 'TLS' && spoken !== 'MONGO') continue;
      ports = ports.union(PortSet.of(port));
      related.push({
        where: located(number!.where, gateway),
        message: `the port of ${displayName(gateway)}`,
      });
    }
  }
  // The Gateway is here but has no server for the route: nothing listens.
  if (ports.isEmpty && !missing) return undefined;
  const subnets = matches.map((match) => itemsOf(at(match, 'sourceSubnets')).map(textOf));
  const restricted = subnets.length > 0 && subnets.every((list) => list.length > 0);
  const sets = subnets.flat().map((text) => AddressSet.tryParse(text ?? ''));
  const sources =
    restricted && sets.every((set) => set !== undefined)
      ? AddressSet.unionOf(sets)
      : AddressSet.all;
  return {
    mechanism: 'gateway-route',
    ports: ports.isEmpty ? (asked.isEmpty ? undefined : asked) : ports,
    frontage: { ...OPEN, sources },
    related,
  };
}

/** Kong's TCPIngress and UDPIngress: `rules[].{port, backend}`. */
function kongDoors(object: KubeObject, edge: Edge): Ingress[] {
  if (groupOf(object) !== 'configuration.konghq.com') return [];
  const protocol: Protocol = object.kind === 'UDPIngress' ? 'udp' : 'tcp';
  return itemsOf(at(object.data, 'spec', 'rules')).flatMap((rule) => {
    const backend = at(rule, 'backend');
    const service = textIn(at(backend, 'serviceName') ?? at(backend, 'service', 'name'));
    const port = portIn(at(rule, 'port'));
    if (typeof service !== 'string') return [];
    const data = at(rule, 'port') ?? rule;
    return edge.doors(
      {
        from: object,
        service,
        namespace: object.namespace,
        port: portIn(at(backend, 'servicePort') ?? at(backend, 'service', 'port', 'number')),
        protocol,
        data,
      },
      {
        mechanism: 'ingress-controller',
        ports: typeof port === 'number' ? PortSet.of(port) : undefined,
        frontage: OPEN,
      },
    );
  });
}

/** NGINX Inc.'s TransportServer: an upstream behind a listener of the GlobalConfiguration. */
function transportServerDoors(object: KubeObject, edge: Edge): Ingress[] {
  if (groupOf(object) !== 'k8s.nginx.org') return [];
  const spec = at(object.data, 'spec');
  const listener = textOf(at(spec, 'listener', 'name'));
  const protocol: Protocol =
    (textOf(at(spec, 'listener', 'protocol')) ?? 'TCP').toUpperCase() === 'UDP' ? 'udp' : 'tcp';
  let ports = PortSet.empty;
  for (const other of edge.cluster.objects) {
    if (other.kind !== 'GlobalConfiguration') continue;
    for (const item of itemsOf(at(other.data, 'spec', 'listeners'))) {
      const port = portIn(at(item, 'port'));
      if (textOf(at(item, 'name')) === listener && typeof port === 'number') {
        ports = ports.union(PortSet.of(port));
      }
    }
  }
  const pass = textOf(at(spec, 'action', 'pass'));
  return itemsOf(at(spec, 'upstreams')).flatMap((upstream) => {
    const service = textIn(at(upstream, 'service'));
    if (typeof service !== 'string') return [];
    if (pass !== undefined && pass !== textOf(at(upstream, 'name'))) return [];
    return edge.doors(
      {
        from: object,
        service,
        namespace: object.namespace,
        port: portIn(at(upstream, 'port')),
        protocol,
        data: at(upstream, 'port') ?? at(upstream, 'service')!,
      },
      {
        mechanism: 'ingress-controller',
        ports: ports.isEmpty ? undefined : ports,
        frontage: OPEN,
      },
    );
  });
}
