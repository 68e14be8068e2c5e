import type { Ingress } from '../../facts.js';
import { isUnresolved } from '../../facts.js';
import type { Edge } from './edge.js';

/** Whether a memcached among the targets of a door speaks TLS itself, so that passed-on TLS reaches it. */
export function speaksTls(target: Ingress['target'], edge: Edge): boolean {
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
