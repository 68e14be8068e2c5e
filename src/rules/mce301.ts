import { draftOf } from './describe.js';
import { certain } from './doors.js';
import type { Rule } from './rule.js';

/** Memcached on a host listens beyond loopback and nothing in the repository restricts it. */
export const listensOnAllInterfaces: Rule = {
  meta: {
    id: 'MCE301',
    name: 'listens-on-all-interfaces',
    title: 'Memcached listens beyond its own host',
    description:
      'Memcached on a host binds more than the loopback interface and no filter in the repository restricts it.',
    defaultSeverity: 'medium',
    tags: ['CWE-1327', 'CWE-668'],
    messages: {
      allInterfaces:
        'Memcached in {workload} listens on port {ports} ({protocols}) for {sources}; no filter in the repository restricts it.',
      intended:
        'Memcached in {workload} is told to listen on port {ports} ({protocols}) for {sources}. As it is written it does not start; once that is mended, it stands open.',
      restricted:
        'Memcached in {workload} listens on port {ports} ({protocols}); {sources} can reach it.',
    },
  },
  check(project, report) {
    for (const exposure of certain(project.exposures, 'listener')) {
      const everyone = exposure.reach === 'host' || exposure.reach === 'internet';
      // A private address that nothing restricts is another rule's matter.
      if (!everyone && exposure.restrictions.length === 0) continue;
      const unrestricted = everyone && exposure.restrictions.length === 0;
      const messageId =
        exposure.listener?.intended === true
          ? 'intended'
          : unrestricted
            ? 'allInterfaces'
            : 'restricted';
      const draft = draftOf(exposure, messageId);
      if (draft !== undefined) report(draft);
    }
  },
};
