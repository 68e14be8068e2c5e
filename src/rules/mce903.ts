import type { Rule } from './rule.js';

/** A file that may matter could not be read. */
export const unparsedFile: Rule = {
  meta: {
    id: 'MCE903',
    name: 'unparsed-file',
    title: 'A file could not be read',
    description: 'A file that looks relevant could not be parsed, so what it opens is not known.',
    defaultSeverity: 'low',
    tags: [],
    messages: { unparsed: '{reason}' },
  },
  check(project, report) {
    for (const problem of project.problems) {
      if (problem.kind !== 'unparsed') continue;
      report({
        messageId: 'unparsed',
        data: { reason: problem.message },
        location: problem.where,
        related: [],
        path: [],
        severity: project.mentionsMemcached(problem.where.file) ? 'low' : 'info',
        reach: 'none',
        unresolved: true,
        notes: [],
        meaning: [problem.message],
      });
    }
  },
};
