import { draftOf } from './describe.js';
import type { Rule } from './rule.js';

/** Something that decides an exposure is not known from the repository. */
export const unresolvedValue: Rule = {
  meta: {
    id: 'MCE901',
    name: 'unresolved',
    title: 'It cannot be told who reaches memcached',
    description: 'A value that decides an exposure could not be resolved.',
    defaultSeverity: 'low',
    tags: [],
    messages: {
      exposure: 'It cannot be told who reaches {behind} through {name} because {reason}.',
      problem: '{reason}',
    },
  },
  check(project, report) {
    for (const exposure of project.exposures) {
      if (exposure.unresolved === undefined) continue;
      const draft = draftOf(exposure, 'exposure');
      if (draft !== undefined) report(draft);
    }
    for (const problem of project.problems) {
      if (problem.kind !== 'unresolved') continue;
      report({
        messageId: 'problem',
        data: { reason: problem.message },
        location: problem.where,
        related: [],
        path: [],
        severity: project.mentionsMemcached(problem.where.file) ? 'low' : 'info',
        reach: 'none',
        unresolved: true,
        notes: [],
        meaning: [problem.where.address ?? '', problem.message],
      });
    }
  },
};
