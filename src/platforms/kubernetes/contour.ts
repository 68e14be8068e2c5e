import type { Ingress, RelatedLocation } from '../../facts.js';
import { PortSet } from '../../network/ports.js';
import { at, itemsOf, textOf } from '../../syntax/data.js';
import type { Edge } from './edge.js';
import { displayName, groupOf, located, portIn, textIn, type KubeObject } from './objects.js';
import { speaksTls } from './tls-backends.js';

const GROUPS = new Set(['projectcontour.io', 'contour.heptio.com']);
/** Delegation from one proxy to the next is followed this far; Contour refuses cycles. */
const LONGEST_CHAIN = 20;
/** Envoy as Contour deploys it; its listener for TLS is what TCP proxies hang on. */
const ENVOY = /(^|\/)envoy(:|@|$)/;
const ENVOY_TLS_PORTS = PortSet.of(443, 8443);

/**
 * Contour: the `tcpproxy` of an HTTPProxy (once IngressRoute) with a virtual host. Envoy takes TLS on
 * port 443 by the name in it and either ends it (`tls.secretName`) or passes it through, to a server
 * that speaks TLS itself. A proxy without TLS is refused (projectcontour.io/docs, TLS Passthrough and
 * TCP Proxying). The IP filters of a virtual host are HTTP filters and do not hold for it.
 */
export function contourDoors(root: KubeObject, edge: Edge): Ingress[] {
  if (!GROUPS.has(groupOf(root))) return [];
  const tls = at(root.data, 'spec', 'virtualhost', 'tls');
  const passes = textOf(at(tls, 'passthrough')) === 'true';
  const ends = at(tls, 'secretName') !== undefined;
  if (!passes && !ends) return [];
  const front = edge.frontageOfProxy({ image: ENVOY }, ENVOY_TLS_PORTS, root);
  const doors = backendsOf(root, edge, [], []).flatMap(({ proxy, related }) =>
    itemsOf(at(proxy.data, 'spec', 'tcpproxy', 'services')).flatMap((reference) => {
      const service = textIn(at(reference, 'name'));
      const port = at(reference, 'port');
      if (typeof service !== 'string') return [];
      return edge.doors(
        {
          from: proxy,
          service,
          namespace: proxy.namespace,
          port: portIn(port),
          protocol: 'tcp',
          data: port ?? at(reference, 'name')!,
        },
        { mechanism: 'ingress-controller', ports: PortSet.of(443), frontage: front, related },
      );
    }),
  );
  return passes ? doors.filter(({ target }) => speaksTls(target, edge)) : doors;
}

/** The proxies that name Services, from a root along `include` (also spelled `includes`, `delegate`). */
function backendsOf(
  proxy: KubeObject,
  edge: Edge,
  chain: readonly KubeObject[],
  related: readonly RelatedLocation[],
): { proxy: KubeObject; related: readonly RelatedLocation[] }[] {
  const tcp = at(proxy.data, 'spec', 'tcpproxy');
  if (itemsOf(at(tcp, 'services')).length > 0) return [{ proxy, related }];
  const include = at(tcp, 'include') ?? at(tcp, 'includes') ?? at(tcp, 'delegate');
  const name = textIn(at(include, 'name'));
  if (include === undefined || typeof name !== 'string' || chain.length > LONGEST_CHAIN) return [];
  const namespace = textOf(at(include, 'namespace')) ?? proxy.namespace;
  const next = edge.find(proxy.kind, name, namespace, proxy);
  // What is included has no virtual host of its own.
  if (next === undefined || chain.includes(next)) return [];
  if (at(next.data, 'spec', 'virtualhost') !== undefined) return [];
  const place = {
    where: located(include.where, proxy),
    message: `where ${displayName(proxy)} includes it`,
  };
  return backendsOf(next, edge, [...chain, proxy], [...related, place]);
}
