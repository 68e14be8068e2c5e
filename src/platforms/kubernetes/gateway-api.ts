import type { Ingress, RelatedLocation } from '../../facts.js';
import { AddressSet } from '../../network/addresses.js';
import { PortSet, type Protocol } from '../../network/ports.js';
import { LOOPBACK, PRIVATE } from '../../network/special.js';
import { at, itemsOf, textOf } from '../../syntax/data.js';
import { OPEN, type Edge, type Outside } from './edge.js';
import { annotationFrontage, type Frontage } from './load-balancer.js';
import { displayName, groupOf, located, portIn, textIn, type KubeObject } from './objects.js';

/** Gateway API: a route's backends behind the listeners of its parents (gateway-api.sigs.k8s.io). */
export function gatewayRouteDoors(route: KubeObject, edge: Edge): Ingress[] {
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
