import { draftOf } from './describe.js';
import { certain } from './doors.js';
import type { Rule } from './rule.js';

/** A firewall or security-group rule lets the internet reach memcached's own port. */
export const internetIngress: Rule = {
  meta: {
    id: 'MCE101',
    name: 'internet-ingress',
    title: 'The internet can reach memcached',
    description: 'A firewall or security-group rule lets the internet reach port 11211.',
    defaultSeverity: 'high',
    tags: ['CWE-284', 'CWE-306', 'CWE-668', 'TA14-017A'],
    messages: {
      open: '{sources} can reach {behind} on port {ports} ({protocols}) through {name}.',
    },
  },
  check(project, report) {
    for (const exposure of certain(project.exposures, 'filter')) {
      if (exposure.breadth !== 'named') continue;
      if (exposure.reach !== 'internet' && exposure.reach !== 'host') continue;
      const draft = draftOf(exposure, 'open');
      if (draft !== undefined) report(draft);
    }
  },
};
