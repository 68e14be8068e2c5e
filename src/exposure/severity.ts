import { isUnresolved } from '../facts.js';
import type { Mechanism } from '../facts.js';
import { stepDown, type Severity } from '../findings.js';
import type { Exposure } from './exposure.js';
import { isManyPublicAddresses } from './reach.js';

/** A row of the severity table. */
export interface SeverityRow {
  readonly id: SeverityRowId;
  /** For people: when the row holds. */
  readonly when: string;
  /** Memcached's own port is named, or memcached is known to be behind it. */
  readonly named: Severity;
  /** A wide opening that merely contains memcached's port. */
  readonly broad: Severity;
  /** What makes it worse, for people. */
  readonly worse?: string;
}

export type SeverityRowId =
  | 'internet'
  | 'host-door'
  | 'host-random-port'
  | 'host-listener'
  | 'public-many'
  | 'public-few'
  | 'private'
  | 'unresolved';

/**
 * How bad each reach is before the adjustments of {@link severityOf}. Printed by `rules`.
 */
export const SEVERITY_TABLE: readonly SeverityRow[] = [
  {
    id: 'internet',
    when: 'the internet, or most of it',
    named: 'high',
    broad: 'medium',
    worse:
      'critical when a listener without authentication is confirmed behind it or its UDP socket can be reached; a broad opening in front of a confirmed listener is high',
  },
  {
    id: 'host-door',
    when: 'every network of the machine, through a published port, NodePort, hostPort, host firewall or external load balancer',
    named: 'high',
    broad: 'medium',
  },
  {
    id: 'host-random-port',
    when: 'every network of the machine, on a random port',
    named: 'medium',
    broad: 'medium',
  },
  {
    id: 'host-listener',
    when: 'every network of the machine: memcached listens on all interfaces and no filter in the repository restricts it',
    named: 'medium',
    broad: 'medium',
    worse: 'high with UDP on',
  },
  {
    id: 'public-many',
    when: 'more public addresses than a /24 (IPv6: wider than a /48)',
    named: 'medium',
    broad: 'low',
  },
  {
    id: 'public-few',
    when: 'a few public addresses: an office, a partner',
    named: 'low',
    broad: 'info',
  },
  {
    id: 'private',
    when: 'private networks that are not among the trusted',
    named: 'low',
    broad: 'info',
  },
  {
    id: 'unresolved',
    when: 'it cannot be told, and it could be the internet',
    named: 'low',
    broad: 'info',
  },
];

const ROWS = new Map(SEVERITY_TABLE.map((row) => [row.id, row]));

/** Ports on the outside of a mapping beyond this many mean that the kernel or engine picks one. */
const RANDOM_PORT_RANGE = 100;

/** Doors of containers and clusters: what stands behind them is reached by going through. */
const DOORS_WITHOUT_SOURCES: readonly Mechanism[] = ['listen-address'];

/** The row that an exposure falls under; `undefined` when it reaches nobody who matters. */
export function rowOf(exposure: Exposure): SeverityRow | undefined {
  if (exposure.reach === 'none' || exposure.reach === 'cluster') return undefined;
  if (exposure.unresolved !== undefined || isUnresolved(exposure.sources)) {
    return ROWS.get('unresolved');
  }
  switch (exposure.reach) {
    case 'internet':
      return ROWS.get('internet');
    case 'host':
      if (
        exposure.ingress === undefined ||
        DOORS_WITHOUT_SOURCES.includes(exposure.ingress.mechanism)
      ) {
        return ROWS.get('host-listener');
      }
      return ROWS.get(isOnRandomPort(exposure) ? 'host-random-port' : 'host-door');
    case 'public':
      return ROWS.get(isManyPublicAddresses(exposure.sources) ? 'public-many' : 'public-few');
    case 'private':
      return ROWS.get('private');
  }
}

/** The severity of an exposure; `undefined` when it is none. */
export function severityOf(exposure: Exposure): Severity | undefined {
  const row = rowOf(exposure);
  if (row === undefined) return undefined;
  const { ingress, listener } = exposure;
  // A provider's own service has no public address: only routed networks get that far.
  const confirmed = exposure.confirmed && listener?.placement !== 'managed';
  const known = confirmed || ingress?.leadsTo === 'memcached' || listener !== undefined;
  let severity = exposure.breadth === 'named' ? row.named : row.broad;
  if (row.id === 'internet') {
    if (exposure.breadth === 'named' && confirmed && !exposure.authenticated) severity = 'critical';
    else if (exposure.breadth === 'broad' && known) severity = 'high';
  } else if (row.id === 'host-listener') {
    if (exposure.udpReachable) severity = 'high';
  } else if (exposure.breadth === 'broad' && known) {
    severity = row.named;
  }
  if (exposure.authenticated) severity = stepDown(severity);
  if (ingress?.onlyIf !== undefined) severity = stepDown(severity);
  if (ingress?.leadsTo === 'something-else' && listener === undefined) {
    severity = severity === 'info' ? 'info' : 'low';
  }
  return severity;
}

/** The outside of the mapping is a whole range although it leads to one port. */
function isOnRandomPort(exposure: Exposure): boolean {
  const { ingress } = exposure;
  if (ingress?.targetPorts === undefined || isUnresolved(ingress.ports)) return false;
  return (
    !isUnresolved(ingress.targetPorts) &&
    ingress.ports.size > RANDOM_PORT_RANGE &&
    ingress.targetPorts.size <= RANDOM_PORT_RANGE
  );
}
