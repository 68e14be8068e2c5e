import type { Ingress, RelatedLocation, Unresolved } from '../../facts.js';
import { AddressSet } from '../../network/addresses.js';
import type { PortSet } from '../../network/ports.js';
import { type Protocol } from '../../network/ports.js';
import { at, booleanOf, entry, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { backendsByName, selectedBy, type Backend, type Cluster } from './backends.js';
import { frontageOf, type AddressPools, type Frontage } from './load-balancer.js';
import { displayName, located, portIn, textMap, type KubeObject } from './objects.js';
import { hasLabels, nearest, type Labels } from './selectors.js';
import { groupByPorts, groupFacts, throughOf, unique } from './services.js';

export const OPEN: Frontage = { faces: 'host', sources: AddressSet.all, related: [], notes: [] };

/** A reference from a route to a Service. */
export interface Reference {
  readonly from: KubeObject;
  readonly service: string;
  readonly namespace: string;
  readonly port: number | string | Unresolved | undefined;
  readonly protocol: Protocol;
  /** The value that makes the reference. */
  readonly data: Data;
}

/** The outside of a route. */
export interface Outside {
  readonly mechanism: Ingress['mechanism'];
  /** `undefined` when it is not in the repository: taken to be the Service's. */
  readonly ports: PortSet | undefined;
  readonly frontage: Frontage;
  readonly related?: readonly RelatedLocation[];
}

/** The cluster as the proxies at its edge see it. */
export class Edge {
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

  /**
   * What stands in front of a proxy's own port: the Service that leads to its pods, when it is in the
   * repository. Without one, everyone is taken to reach the proxy.
   */
  frontageOfProxy(
    proxy: { readonly labels: Labels } | { readonly image: RegExp },
    ports: PortSet | undefined,
    from: KubeObject,
  ): Frontage {
    const services = this.cluster.services.filter((service) => {
      const selector = textMap(at(service.data, 'spec', 'selector'));
      if (selector.size === 0 || !this.listsAny(service, ports)) return false;
      if ('labels' in proxy) return proxy.labels.size > 0 && hasLabels(selector, proxy.labels);
      return this.cluster.index
        .candidates(service.namespace, selector)
        .some((one) => hasLabels(one.labels, selector) && runsImage(one.object, proxy.image));
    });
    const found = nearest(
      from,
      services.map((object) => ({ object })),
    ).map(({ object }) => this.serviceFrontage(object));
    if (found.length === 0) return OPEN;
    return found.find(({ faces }) => faces === 'internet' || faces === 'host') ?? found[0]!;
  }

  /** Without a known port, any Service of the proxy may be the way in. */
  private listsAny(service: KubeObject, ports: PortSet | undefined): boolean {
    if (ports === undefined) return true;
    return itemsOf(at(service.data, 'spec', 'ports')).some((item) => {
      const numbers = [portIn(at(item, 'port')), portIn(at(item, 'targetPort'))];
      return numbers.some((number) => typeof number === 'number' && ports.contains(number));
    });
  }

  private serviceFrontage(service: KubeObject): Frontage {
    const type = at(service.data, 'spec', 'type');
    if (textOf(type) === 'LoadBalancer') return frontageOf(service, this.pools);
    if (textOf(type) === 'NodePort' || type?.type === 'unknown') return OPEN;
    const outside =
      itemsOf(at(service.data, 'spec', 'externalIPs')).length > 0 ||
      selectedBy(service, this.cluster).some(({ object }) => isOnItsHost(object));
    return outside
      ? OPEN
      : {
          ...OPEN,
          faces: 'cluster',
          related: [
            {
              where: located((type ?? service.data).where, service),
              message: `${displayName(service)} is reached inside the cluster only`,
            },
          ],
        };
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

/** Whether the ports of its pods are also ports of the nodes. */
function isOnItsHost(object: KubeObject): boolean {
  return podSpecs(object).some(
    (spec) =>
      booleanOf(at(spec, 'hostNetwork')) === true ||
      itemsOf(at(spec, 'containers')).some((container) =>
        itemsOf(at(container, 'ports')).some((port) => at(port, 'hostPort') !== undefined),
      ),
  );
}

function podSpecs(object: KubeObject): (Data | undefined)[] {
  return [at(object.data, 'spec', 'template', 'spec'), at(object.data, 'spec')];
}

function runsImage(object: KubeObject, image: RegExp): boolean {
  return podSpecs(object)
    .flatMap((spec) => itemsOf(at(spec, 'containers')))
    .some((container) => image.test(textOf(at(container, 'image')) ?? ''));
}
