import type { Exposure } from '../exposure/exposure.js';
import type { Mechanism } from '../facts.js';

/** Which rule speaks about a door. */
export type DoorKind = 'filter' | 'published-port' | 'cluster' | 'listener';

const KINDS: Readonly<Record<Mechanism, DoorKind>> = {
  'security-group': 'filter',
  'network-acl': 'filter',
  'cloud-firewall': 'filter',
  'host-firewall': 'filter',
  'published-port': 'published-port',
  service: 'cluster',
  'node-port': 'cluster',
  'load-balancer': 'cluster',
  'host-port': 'cluster',
  'host-network': 'cluster',
  'ingress-controller': 'cluster',
  'gateway-route': 'cluster',
  'network-policy': 'cluster',
  proxy: 'cluster',
  'listen-address': 'listener',
};

export function doorKindOf(exposure: Exposure): DoorKind {
  return exposure.ingress === undefined ? 'listener' : KINDS[exposure.ingress.mechanism];
}

/** The exposures of one kind of door that can be told for certain. */
export function certain(exposures: readonly Exposure[], kind: DoorKind): Exposure[] {
  return exposures.filter(
    (exposure) => exposure.unresolved === undefined && doorKindOf(exposure) === kind,
  );
}
