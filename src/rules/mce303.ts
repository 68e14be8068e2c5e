import { pathOf } from './describe.js';
import type { Rule } from './rule.js';

/** Trusted networks reach a memcached that asks nobody who they are. */
export const noAuthentication: Rule = {
  meta: {
    id: 'MCE303',
    name: 'no-authentication',
    title: 'Memcached takes anybody in the trusted networks',
    description:
      'The trusted networks reach memcached beyond its own host or cluster, and it demands neither SASL nor a password.',
    defaultSeverity: 'info',
    tags: ['CWE-306'],
    messages: {
      trusted:
        'Everyone in the trusted networks can read and change what {workload} holds: memcached demands no authentication.',
    },
  },
  check(project, report) {
    // An exposure beyond the trusted networks says itself that nobody has to authenticate.
    const told = new Set(
      project.exposures.filter(({ reach }) => reach !== 'none').map(({ listener }) => listener),
    );
    for (const exposure of project.exposures) {
      const { listener } = exposure;
      if (listener === undefined || told.has(listener)) continue;
      if (!exposure.confirmed || exposure.authenticated) continue;
      if (listener.authentication !== 'none') continue;
      told.add(listener);
      report({
        messageId: 'trusted',
        data: {
          platform: listener.platform,
          mechanism: exposure.ingress?.mechanism ?? 'listen-address',
          name: exposure.ingress?.name ?? listener.workload,
          workload: listener.workload,
          sources: 'the trusted networks',
          ports: '',
          protocols: '',
        },
        location: listener.where,
        related:
          exposure.ingress === undefined
            ? []
            : [{ where: exposure.ingress.where, message: `${exposure.ingress.name} leads to it` }],
        path: [{ kind: 'network', label: 'trusted networks' }, ...pathOf(exposure).slice(1)],
        severity: 'info',
        reach: exposure.reachWithTrusted,
        unresolved: false,
        notes: listener.assumptions,
        meaning: [listener.workload],
      });
    }
  },
};
