import type { Ingress } from '../../facts.js';
import { unresolved } from '../../facts.js';
import { PortSet, type Protocol } from '../../network/ports.js';
import { at, itemsOf, textOf } from '../../syntax/data.js';
import type { Cluster } from './backends.js';
import { contourDoors } from './contour.js';
import { Edge, OPEN } from './edge.js';
import { gatewayRouteDoors } from './gateway-api.js';
import { istioDoors } from './istio.js';
import { frontageOf, type AddressPools, type Frontage } from './load-balancer.js';
import { groupOf, portIn, textIn, type KubeObject } from './objects.js';
import { nearest } from './selectors.js';
import { speaksTls } from './tls-backends.js';
import { traefikDoors } from './traefik.js';

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
      case 'HTTPProxy':
      case 'IngressRoute':
        doors.push(...contourDoors(object, edge));
        break;
      case 'TransportServer':
        doors.push(...transportServerDoors(object, edge));
        break;
    }
  }
  return doors;
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

/** The proxies' own images. */
const KONG = /(^|\/)kong(-gateway)?(:|@|$)/;
const NGINX = /(^|\/)nginx-(plus-)?ingress(:|@|$)/;

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
    const outer = typeof port === 'number' ? PortSet.of(port) : undefined;
    const frontage = edge.frontageOfProxy({ image: KONG }, outer, object);
    return edge.doors(
      {
        from: object,
        service,
        namespace: object.namespace,
        port: portIn(at(backend, 'servicePort') ?? at(backend, 'service', 'port', 'number')),
        protocol,
        data,
      },
      { mechanism: 'ingress-controller', ports: outer, frontage },
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
  const outer = ports.isEmpty ? undefined : ports;
  const frontage = edge.frontageOfProxy({ image: NGINX }, outer, object);
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
        ports: outer,
        frontage,
      },
    );
  });
}
