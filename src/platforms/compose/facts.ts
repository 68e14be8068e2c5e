import { append } from '../../append.js';
import type { Fact, Problem } from '../../facts.js';
import type { Tree } from '../../files/tree.js';
import { MEMCACHED_PORT } from '../../network/ports.js';
import { at } from '../../syntax/data.js';
import { hostDoors, lanDoors, proxyDoors, publishedDoor } from './doors.js';
import { listenersOf } from './listeners.js';
import {
  isAboutMemcached,
  isScaledToNothing,
  memberOf,
  namespaces,
  type Member,
} from './members.js';
import { passedOn } from './passed-on.js';
import { publishedOn } from './ports.js';
import type { ComposeProject } from './project.js';
import { readPorts, type PublishedPort } from './published.js';

/** What the services of a project mean. */
export function factsOf(
  project: ComposeProject,
  tree: Tree,
): { facts: Fact[]; problems: Problem[] } {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  const members = project.services
    .filter((service) => !isScaledToNothing(service))
    .map((service) => memberOf(service, project, tree));
  for (const [root, group] of namespaces(members)) {
    const found = listenersOf(root, group);
    append(facts, found);
    if (root.attachment.mode === 'host') append(facts, hostDoors(root, found));
    if (root.attachment.mode !== 'networks') continue;
    append(facts, lanDoors(root.attachment.onLan, root, group, found));
    if (root.attachment.internal) continue;
    const { ports, bad } = readPorts(root.service.data, project, tree);
    for (const { where, error } of bad) {
      if (!isAboutMemcached(group)) continue;
      const message =
        `${where.file}, line ${where.startLine}: Docker refuses this port mapping, because ${error}; ` +
        'the service does not start as it is written.';
      problems.push({ kind: 'note', where, message });
    }
    const passed = passedOn(group, members, tree);
    for (const port of ports) {
      const doors = proxyDoors(port, root, passed);
      if (doors.length > 0) {
        append(facts, doors);
        continue;
      }
      const door = publishedDoor(port, root, group, found);
      if (door !== undefined) facts.push(door);
      else if (isUndoneBySwarm(port, root, group)) problems.push(undoneBySwarm(port));
    }
  }
  return { facts, problems };
}

/** Whether the host address is all that protects memcached, in what looks like a stack of Swarm. */
function isUndoneBySwarm(port: PublishedPort, root: Member, group: readonly Member[]): boolean {
  if (!isAboutMemcached(group) || port.containerPorts === 'unknown') return false;
  if (!port.containerPorts.contains(MEMCACHED_PORT) || port.hostIp === undefined) return false;
  if (publishedOn(port.hostIp) !== 'loopback') return false;
  const { data, where } = root.service;
  const deploy = at(data, 'deploy');
  return (
    /(^|[/._-])(stack|swarm)[._-]/i.test(where.file) ||
    ['mode', 'endpoint_mode', 'placement', 'update_config'].some(
      (key) => at(deploy, key) !== undefined,
    )
  );
}

function undoneBySwarm({ where, hostIp }: PublishedPort): Problem {
  const message =
    `${where.file}, line ${where.startLine}: \`docker stack deploy\` ignores the host address ${hostIp} and publishes ` +
    'the port on every node; publish no port when this is deployed as a stack.';
  return { kind: 'note', where, message };
}
