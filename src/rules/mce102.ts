import { draftOf } from './describe.js';
import { certain } from './doors.js';
import type { Rule } from './rule.js';

/** A wide opening contains memcached's port among others. */
export const broadIngress: Rule = {
  meta: {
    id: 'MCE102',
    name: 'broad-ingress',
    title: 'A wide opening includes memcached',
    description: 'An all-ports or wide rule lets the internet reach 11211 among others.',
    defaultSeverity: 'medium',
    tags: ['CWE-284', 'CWE-668'],
    messages: {
      open: '{sources} can reach {ports} ({protocols}) through {name}, {behind} among them.',
    },
  },
  check(project, report) {
    for (const exposure of certain(project.exposures, 'filter')) {
      if (exposure.breadth !== 'broad') continue;
      if (exposure.reach !== 'internet' && exposure.reach !== 'host') continue;
      const draft = draftOf(exposure, 'open');
      if (draft !== undefined) report(draft);
    }
  },
};
