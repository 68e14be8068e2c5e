import { isUnresolved, type Listener } from '../facts.js';
import { draftOf, protocolsText } from './describe.js';
import { certain } from './doors.js';
import type { Project, Rule } from './rule.js';

/** Nothing in the repository keeps anyone away from memcached, although no door leads to it either. */
export const missingRestriction: Rule = {
  meta: {
    id: 'MCE502',
    name: 'missing-restriction',
    title: 'Nothing restricts who reaches memcached',
    description:
      'Memcached listens on a network that others share, and no NetworkPolicy or packet filter in the repository says who may reach it.',
    defaultSeverity: 'low',
    tags: ['CWE-668', 'CWE-923'],
    messages: {
      pod: 'Every pod of the cluster can reach memcached in {workload} on port {ports} ({protocols}); no NetworkPolicy in the repository selects it.',
      host: 'Memcached in {workload} listens on port {ports} ({protocols}) of a private network; no packet filter in the repository says who of that network may reach it.',
    },
  },
  check(project, report) {
    for (const exposure of certain(project.exposures, 'listener')) {
      const { reach, restrictions } = exposure;
      if (reach === 'host' || reach === 'internet' || restrictions.length > 0) continue;
      const draft = draftOf(exposure, 'host');
      if (draft !== undefined) report(draft);
    }
    for (const listener of project.listeners) {
      if (listener.placement !== 'pod' || isUnresolved(listener.sockets)) continue;
      const open = listener.sockets.filter(({ scope }) => scope !== 'loopback');
      if (open.length === 0 || isCovered(project, listener)) continue;
      // A chart from elsewhere may bring a policy of its own.
      if (/(?:^|\/)(?:Chart|requirements)\.yaml$/.test(listener.where.file)) continue;
      const protocols = (['tcp', 'udp'] as const).filter((one) =>
        open.some(({ protocol }) => protocol === one),
      );
      const ports = [...new Set(open.map(({ port }) => port))].join(', ');
      report({
        messageId: 'pod',
        data: {
          platform: listener.platform,
          mechanism: 'network-policy',
          name: listener.workload,
          workload: listener.workload,
          sources: 'every pod of the cluster',
          ports,
          protocols: protocolsText(protocols),
        },
        location: listener.where,
        related: listener.related,
        path: [],
        // Policies of the cluster may stand elsewhere; the cluster network is one isolation by itself.
        severity: 'info',
        reach: 'cluster',
        unresolved: false,
        notes: listener.assumptions,
        meaning: [listener.workload, 'unrestricted', ports],
      });
    }
  },
};

/** Something restricts it, or another finding tells that nothing does. */
function isCovered({ exposures, restrictions }: Project, listener: Listener): boolean {
  return (
    (restrictions ?? []).some(
      ({ target, flaw }) =>
        flaw === undefined && target !== 'unknown' && target.includes(listener.workload),
    ) || exposures.some((exposure) => exposure.listener === listener)
  );
}
