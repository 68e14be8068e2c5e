import type { Location } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import { MEMCACHED_PORT, PortSet, type Protocol } from '../../network/ports.js';
import { at, itemsOf, textOf } from '../../syntax/data.js';
import { isAboutMemcached, type Member } from './members.js';
import type { Service } from './project.js';
import { forwardingsOf, traefikEntryPoints, traefikRoutesOf } from './proxies.js';

/** A port of a proxy's container behind which another service of the project stands. */
export interface PassedOn {
  readonly protocol: Protocol;
  readonly port: number;
  readonly to: Member;
  readonly targetPorts: PortSet;
  readonly where: Location;
}

/** What the proxies of a group pass on to memcached in other services. */
export function passedOn(
  group: readonly Member[],
  members: readonly Member[],
  tree: Tree,
): PassedOn[] {
  const caches = members.filter((member) => isAboutMemcached([member]) && !group.includes(member));
  if (caches.length === 0) return [];
  const passed: PassedOn[] = [];
  for (const { service, container } of group) {
    const { image, command = [], environment } = container.spec;
    for (const one of forwardingsOf(service, image, tree)) {
      const to = caches.find((cache) => namesOf(cache.service).has(one.host.toLowerCase()));
      if (to === undefined) continue;
      const { protocol, port, where } = one;
      passed.push({ protocol, port, where, to, targetPorts: PortSet.of(one.hostPort) });
    }
    const points = traefikEntryPoints(image, command, environment);
    if (points.size === 0) continue;
    for (const to of caches) {
      for (const { entryPoint, protocol, port, where } of traefikRoutesOf(to.service)) {
        const point = points.get(entryPoint);
        if (point === undefined) continue;
        const targetPorts = PortSet.of(port ?? MEMCACHED_PORT);
        passed.push({ protocol, port: point.port, where, to, targetPorts });
      }
    }
  }
  return passed;
}

/** The names under which other containers of the project reach a service. */
function namesOf({ name, data }: Service): Set<string> {
  const names = [name, textOf(at(data, 'container_name')), textOf(at(data, 'hostname'))];
  const networks = at(data, 'networks');
  for (const network of networks?.type === 'map' ? networks.entries : []) {
    for (const alias of itemsOf(at(network.value, 'aliases'))) names.push(textOf(alias));
  }
  return new Set(names.flatMap((one) => one?.toLowerCase() ?? []));
}
