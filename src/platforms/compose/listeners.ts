import { unresolved, type Listener, type RelatedLocation } from '../../facts.js';
import { listenerFrom } from '../../memcached/index.js';
import type { Member } from './members.js';

/** The memcached servers of the services that share `root`'s network namespace. */
export function listenersOf(root: Member, group: readonly Member[]): Listener[] {
  const placement = root.attachment.mode === 'host' ? 'host' : 'container';
  const listeners: Listener[] = [];
  for (const { content, container, workload, service } of group) {
    if (content.nature === 'memcached') {
      const related: RelatedLocation[] = [];
      if (container.dockerfile !== undefined) {
        related.push({ where: container.dockerfile, message: 'the Dockerfile it is built from' });
      }
      listeners.push(
        listenerFrom(content.daemon, {
          platform: 'compose',
          workload,
          placement,
          where: content.where,
          ...(content.version === undefined ? {} : { version: content.version }),
          related,
        }),
      );
    } else if (placement === 'host' && content.nature === 'unknown' && container.builtElsewhere) {
      // Only its name and build context say memcached: whether and where it listens is not known.
      if (!container.hint) continue;
      listeners.push({
        kind: 'listener',
        platform: 'compose',
        where: root.attachment.mode === 'host' ? root.attachment.where : service.where,
        workload,
        placement,
        sockets: unresolved('the Dockerfile it is built from is not in the repository'),
        authentication: 'unknown',
        features: [],
        assumptions: [],
        related: [],
      });
    }
  }
  return listeners;
}
