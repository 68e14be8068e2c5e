import { adviceFor } from '../github/advice.js';
import { connect, parseRepository } from '../github/client.js';
import { GitHubFailure } from '../github/failure.js';
import { keepIssue, type IssueOutcome } from '../github/issue.js';
import { Patience } from '../github/patience.js';
import { auditTitle, readAudit, renderAudit } from '../report/audit.js';
import type { CommentOptions } from '../report/markdown.js';
import type { Report } from '../report/model.js';
import { sectionsOf } from '../report/select.js';
import { checkId } from './check-id.js';
import type { TriggerEvent } from './event.js';
import type { ActionInputs } from './inputs.js';

/** Whole trees on the default branch, at a time of their own: what an audit is. */
const AUDITS: ReadonlySet<string> = new Set(['schedule', 'workflow_dispatch']);

/** Why there is no audit issue to keep; undefined when there is one. */
export function whyNoAudit(
  report: Report,
  inputs: ActionInputs | undefined,
  event: TriggerEvent,
  repository: string,
): string | undefined {
  if (inputs?.auditIssue !== true) return 'The input "audit-issue" is not true.';
  if (!AUDITS.has(event.name)) {
    return `The input "audit-issue" has no effect for the event "${event.name}"; it is for schedule and workflow_dispatch.`;
  }
  if (inputs.token === undefined) return 'No input "github-token" is given; an issue takes one.';
  if (parseRepository(repository) === undefined) {
    return 'GITHUB_REPOSITORY does not name a repository.';
  }
  // Nothing is known about what is left.
  if (report.conclusion === 'could-not-run') return 'The check could not run.';
  if (report.conclusion === 'nothing-to-scan') return 'There was nothing to scan.';
  return undefined;
}

/**
 * Keeps the audit issue. Never throws.
 *
 * @param today `YYYY-MM-DD`, UTC
 */
export async function keepAudit(
  report: Report,
  inputs: ActionInputs,
  repository: string,
  page: Pick<CommentOptions, 'link' | 'summaryUrl'>,
  today: string,
): Promise<{ readonly outcome?: IssueOutcome; readonly advice?: string }> {
  const marker = `<!-- memcached-exposure-check:audit:${checkId(inputs)} `;
  const { current, existing } = sectionsOf(report);
  const answering = (report.probes ?? []).some(({ outcome }) => outcome === 'answers');
  try {
    const patience = new Patience();
    const api = await connect(inputs.token!, parseRepository(repository)!, patience);
    const outcome = await keepIssue(api, patience, {
      marker,
      open: current.length + existing.length > 0 || answering,
      render: (text) => {
        const before = text === undefined ? undefined : readAudit(text, marker, today);
        const options = { ...page, marker, today, ...(before === undefined ? {} : { before }) };
        return { title: auditTitle(report), body: renderAudit(report, options) };
      },
    });
    return { outcome };
  } catch (error) {
    const failure =
      error instanceof GitHubFailure
        ? error
        : new GitHubFailure('other', undefined, error instanceof Error ? error.message : '');
    return { advice: adviceFor(failure, false, 'The audit issue', 'issues') };
  }
}
