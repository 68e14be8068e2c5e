import type { Tree } from '../../files/tree.js';
import { inspectContainer, type ContainerContent, type Daemon } from '../../memcached/index.js';
import { at, integerOf, textOf } from '../../syntax/data.js';
import { containerOf, type ServiceContainer } from './container.js';
import { attachmentOf, type Attachment } from './networks.js';
import type { ComposeProject, Service } from './project.js';

/** Chains of services that share a network namespace are followed this far. */
const LONGEST_CHAIN = 20;

/** A service with everything that was found out about it. */
export interface Member {
  readonly service: Service;
  readonly workload: string;
  readonly container: ServiceContainer;
  readonly content: ContainerContent;
  readonly attachment: Attachment;
}

/** Finds out about a service. */
export function memberOf(service: Service, project: ComposeProject, tree: Tree): Member {
  const { container, content } = inspect(service, project, tree);
  return {
    service,
    workload: `service "${shown(service.name)}" in ${service.where.file}`,
    container,
    content,
    attachment: attachmentOf(service, project),
  };
}

/**
 * Variables that nothing in the repository sets are empty only until somebody sets them. Where the
 * outcome is the same whatever they hold, that counts; else what empty ones open; else it is unknown.
 */
function inspect(
  service: Service,
  project: ComposeProject,
  tree: Tree,
): Pick<Member, 'container' | 'content'> {
  let unset = false;
  const open = containerOf(
    service,
    tree,
    (data) => {
      const text = data === undefined ? undefined : project.originOf(data)?.open;
      if (text !== undefined) unset = true;
      return text ?? textOf(data);
    },
    project.services,
  );
  const whatever = { container: open, content: inspectContainer(open.spec) };
  if (!unset || (whatever.content.nature === 'memcached' && isDecided(whatever.content.daemon))) {
    return whatever;
  }
  const empty = containerOf(service, tree, undefined, project.services);
  const content = inspectContainer(empty.spec);
  const counts = content.nature === 'memcached' && isReachable(content.daemon);
  return counts || whatever.content.nature !== 'memcached'
    ? { container: empty, content }
    : whatever;
}

function isDecided({ running, sockets, undecided }: Daemon): boolean {
  return (
    running === true && undecided === undefined && sockets.every(({ scope }) => scope !== 'unknown')
  );
}

function isReachable({ running, sockets }: Daemon): boolean {
  return running === true && sockets.some(({ scope }) => scope !== 'loopback');
}

/** A name with the template expressions in it as three dots. */
function shown(name: string): string {
  return name.replace(/\uE000+/g, '…');
}

/** `scale: 0` and `deploy.replicas: 0` keep a service from running. */
export function isScaledToNothing({ data }: Service): boolean {
  return integerOf(at(data, 'deploy', 'replicas')) === 0 || integerOf(at(data, 'scale')) === 0;
}

/** Services by the one whose network namespace they run in. */
export function namespaces(members: readonly Member[]): Map<Member, Member[]> {
  const byName = new Map(members.map((member) => [member.service.name, member]));
  const groups = new Map<Member, Member[]>();
  for (const member of members) {
    let root = member;
    const seen = new Set<Member>([member]);
    while (root.attachment.mode === 'shared' && seen.size < LONGEST_CHAIN) {
      const next = byName.get(root.attachment.service);
      if (next === undefined || seen.has(next)) break;
      seen.add(next);
      root = next;
    }
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [member]);
    else group.push(member);
  }
  return groups;
}

/** Whether memcached runs in one of the services, or their names say so. */
export function isAboutMemcached(group: readonly Member[]): boolean {
  return group.some(({ content, container }) => content.nature === 'memcached' || container.hint);
}
