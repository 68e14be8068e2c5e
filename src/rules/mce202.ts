import { draftOf } from './describe.js';
import { certain } from './doors.js';
import type { Rule } from './rule.js';

/** A Kubernetes object leads from outside the cluster to memcached. */
export const exposedService: Rule = {
  meta: {
    id: 'MCE202',
    name: 'exposed-service',
    title: 'Memcached is exposed outside the cluster',
    description:
      'A Service, hostPort, hostNetwork, Ingress TCP map or Gateway route leads from outside the cluster to memcached.',
    defaultSeverity: 'high',
    tags: ['CWE-668', 'CWE-1327'],
    messages: {
      exposed: '{sources} can reach {behind} on port {ports} ({protocols}) through {name}.',
    },
  },
  check(project, report) {
    for (const exposure of certain(project.exposures, 'cluster')) {
      const draft = draftOf(exposure, 'exposed');
      if (draft !== undefined) report(draft);
    }
  },
};
