import type { Ingress, RelatedLocation } from '../../facts.js';
import { isUnresolved } from '../../facts.js';
import { AddressSet } from '../../network/addresses.js';
import { PortSet } from '../../network/ports.js';
import { at, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { OPEN, type Edge, type Outside } from './edge.js';
import type { Frontage } from './load-balancer.js';
import {
  displayName,
  groupOf,
  located,
  portIn,
  textIn,
  textMap,
  type KubeObject,
} from './objects.js';

/** Istio: TCP routes of a VirtualService that is bound to a Gateway other than the mesh. */
export function istioDoors(route: KubeObject, edge: Edge): Ingress[] {
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
  const fronts: Frontage[] = [];
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
      const labels = textMap(at(gateway.data, 'spec', 'selector'));
      fronts.push(edge.frontageOfProxy({ labels }, PortSet.of(port), gateway));
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
  // The most open of the gateways' Services counts.
  const front = missing
    ? OPEN
    : (fronts.find(({ faces }) => faces === 'internet' || faces === 'host') ?? fronts[0] ?? OPEN);
  return {
    mechanism: 'gateway-route',
    ports: ports.isEmpty ? (asked.isEmpty ? undefined : asked) : ports,
    frontage: {
      ...front,
      sources: isUnresolved(front.sources) ? front.sources : front.sources.intersect(sources),
    },
    related,
  };
}
