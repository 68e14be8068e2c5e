import { draftOf } from './describe.js';
import { certain } from './doors.js';
import type { Rule } from './rule.js';

/** Named addresses outside the trusted networks are let in. */
export const publicIngress: Rule = {
  meta: {
    id: 'MCE103',
    name: 'public-ingress',
    title: 'Addresses outside the trusted networks can reach memcached',
    description:
      'A firewall or security-group rule lets named addresses outside the trusted networks reach 11211.',
    defaultSeverity: 'medium',
    tags: ['CWE-284', 'CWE-668'],
    messages: {
      publicSources:
        'The public addresses {sources} can reach {behind} on {ports} ({protocols}) through {name}.',
      privateSources:
        'The private network {sources}, not among the trusted, can reach {behind} on {ports} ({protocols}) through {name}.',
    },
  },
  check(project, report) {
    for (const exposure of certain(project.exposures, 'filter')) {
      if (exposure.reach !== 'public' && exposure.reach !== 'private') continue;
      const draft = draftOf(
        exposure,
        exposure.reach === 'public' ? 'publicSources' : 'privateSources',
      );
      if (draft !== undefined) report(draft);
    }
  },
};
