import type { Ingress } from '../../facts.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet } from '../../network/ports.js';
import { at, type Data } from '../../syntax/data.js';
import { displayName, groupOf, located, textIn, type KubeObject } from './objects.js';

const DEEPEST = 10;

/**
 * Memcached resources of operators (KubeDB and its like) name the type of the Service that the
 * operator makes, under keys of their own: `serviceType`, `serviceTemplates[].spec.type`.
 */
export function operatorDoors(object: KubeObject): Ingress[] {
  if (object.kind !== 'Memcached' || groupOf(object) === '') return [];
  const doors: Ingress[] = [];
  walk(at(object.data, 'spec'), object, doors, 0);
  return doors;
}

function walk(data: Data | undefined, object: KubeObject, doors: Ingress[], depth: number): void {
  if (data === undefined || depth > DEEPEST) return;
  if (data.type === 'list') {
    for (const item of data.items) walk(item, object, doors, depth + 1);
    return;
  }
  if (data.type !== 'map') return;
  for (const { key, value } of data.entries) {
    if (key !== 'type' && key !== 'serviceType') {
      walk(value, object, doors, depth + 1);
      continue;
    }
    const type = textIn(value);
    if (type !== 'LoadBalancer' && type !== 'NodePort') continue;
    doors.push({
      kind: 'ingress',
      platform: 'kubernetes',
      where: located(value.where, object),
      mechanism: type === 'NodePort' ? 'node-port' : 'load-balancer',
      name: displayName(object),
      sources: AddressSet.all,
      protocols: ['tcp'],
      ports: PortSet.of(MEMCACHED_PORT),
      target: 'unknown',
      faces: 'host',
      leadsTo: 'memcached',
      related: [],
    });
  }
}
