import type { Rule } from './rule.js';

/** A change under review makes the check milder. */
export const weakenedPolicy: Rule = {
  meta: {
    id: 'MCE902',
    name: 'weakened-policy',
    title: 'This change weakens the policy of the check',
    description:
      'This change adds a suppression, baseline entry, trusted network or excluded path, or switches a rule off; it does not count until it is merged.',
    defaultSeverity: 'medium',
    tags: [],
    messages: {
      weakened: 'This change {what}. It does not count until it is merged.',
      counts:
        'This change {what}. It counts at once, because the policy is taken from the change itself.',
    },
  },
  check(project, report) {
    for (const { where, what } of project.policyChanges) {
      report({
        messageId: project.policyFromHead ? 'counts' : 'weakened',
        data: { what, mechanism: 'policy', platform: 'policy', name: where.file },
        location: where,
        related: [],
        path: [],
        severity: 'medium',
        reach: 'none',
        unresolved: false,
        notes: [],
        meaning: [what],
      });
    }
  },
};
