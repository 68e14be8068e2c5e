import { draftOf } from './describe.js';
import { certain } from './doors.js';
import type { Rule } from './rule.js';

/** A container publishes memcached beyond the loopback interface. */
export const publishedPort: Rule = {
  meta: {
    id: 'MCE201',
    name: 'published-port',
    title: 'A container publishes memcached on the host',
    description:
      'A container publishes memcached on the interfaces of its host; Docker puts such ports ahead of ufw and of the INPUT chain.',
    defaultSeverity: 'high',
    tags: ['CWE-668', 'CWE-1327', 'CIS-Docker-5.13'],
    messages: {
      published: '{sources} can reach {behind} on port {ports} ({protocols}) published by {name}.',
    },
  },
  check(project, report) {
    for (const exposure of certain(project.exposures, 'published-port')) {
      const draft = draftOf(exposure, 'published');
      if (draft !== undefined) report(draft);
    }
  },
};
