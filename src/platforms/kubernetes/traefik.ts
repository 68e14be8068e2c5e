import type { Ingress, RelatedLocation, Unresolved } from '../../facts.js';
import { isUnresolved, unresolved } from '../../facts.js';
import { AddressSet } from '../../network/addresses.js';
import { PortSet, type Protocol } from '../../network/ports.js';
import { at, itemsOf, textOf, type Data } from '../../syntax/data.js';
import type { Edge } from './edge.js';
import type { Frontage } from './load-balancer.js';
import { groupOf, located, portIn, textIn, type KubeObject } from './objects.js';

/** Traefik's routes; the port is the entry point's, from Traefik's own arguments when they are here. */
export function traefikDoors(route: KubeObject, edge: Edge): Ingress[] {
  const group = groupOf(route);
  if (group !== 'traefik.io' && group !== 'traefik.containo.us') return [];
  const protocol: Protocol = route.kind === 'IngressRouteUDP' ? 'udp' : 'tcp';
  const entryPoints = itemsOf(at(route.data, 'spec', 'entryPoints')).map(textOf);
  const ports = entryPointPorts(entryPoints, edge);
  const front = edge.frontageOfProxy({ image: /(^|\/)traefik(:|@|$)/ }, ports, route);
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
        { mechanism: 'ingress-controller', ports, frontage: restricted(front, allowed) },
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

/** The proxy's own frontage with what the route itself lets in. */
function restricted(front: Frontage, allowed: Pick<Frontage, 'sources' | 'related'>): Frontage {
  const sources = isUnresolved(front.sources)
    ? front.sources
    : isUnresolved(allowed.sources)
      ? allowed.sources
      : front.sources.intersect(allowed.sources);
  return { ...front, sources, related: [...front.related, ...allowed.related] };
}
