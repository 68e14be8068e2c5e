import { adviceFor } from '../github/advice.js';
import { connect, parseRepository } from '../github/client.js';
import { keepComment, type CommentOutcome, type CommentWish } from '../github/comments.js';
import { GitHubFailure } from '../github/failure.js';
import { Patience } from '../github/patience.js';
import { renderComment, renderResolvedComment, type CommentOptions } from '../report/markdown.js';
import type { Report } from '../report/model.js';
import { sectionsOf } from '../report/select.js';
import { checkId } from './check-id.js';
import type { TriggerEvent } from './event.js';
import type { ActionInputs } from './inputs.js';

/** A comment that is to be written, or why there is to be none. */
export type CommentPlan =
  | { readonly kind: 'none'; readonly why: string; readonly asked: boolean }
  | {
      readonly kind: 'write';
      readonly pullRequest: number;
      readonly readOnly: boolean;
      readonly token: string;
      readonly repository: string;
      readonly asked: boolean;
      readonly wish: CommentWish;
    };

/** How the writing of the comment ended. */
export interface CommentReport {
  readonly outcome?: CommentOutcome;
  /** For people, when there is no comment though there should be; holds untrusted text. */
  readonly advice?: string;
  /** Whether nobody misses the comment: there was nothing to say, and none can be there. */
  readonly unmissed?: boolean;
}

/**
 * Says whether there is anything to ask of GitHub. Nothing is loaded or sent for it.
 *
 * @param repository GITHUB_REPOSITORY
 * @param page what the comment links to
 */
export function planComment(
  report: Report,
  inputs: ActionInputs | undefined,
  event: TriggerEvent,
  repository: string,
  page: Pick<CommentOptions, 'link' | 'summaryUrl' | 'isForeign'>,
): CommentPlan {
  if (inputs === undefined) return none('The inputs are not usable.', false);
  const asked = inputs.comment === 'always';
  if (inputs.comment === 'never') return none('The input "comment" is never.', false);
  const { pullRequest } = event;
  if (pullRequest === undefined) {
    return none(event.problem ?? `The event "${event.name}" is about no pull request.`, false);
  }
  if (pullRequest.closed) return none('The pull request is closed.', false);
  if (inputs.token === undefined) {
    return none('No input "github-token" is given; a comment takes one.', asked);
  }
  if (parseRepository(repository) === undefined) {
    return none('GITHUB_REPOSITORY does not name a repository.', asked);
  }
  return {
    kind: 'write',
    pullRequest: pullRequest.number,
    readOnly: pullRequest.readOnly,
    asked,
    token: inputs.token,
    repository,
    wish: wishFor(report, inputs, event.commit, page),
  };
}

function wishFor(
  report: Report,
  inputs: ActionInputs,
  commit: string | undefined,
  page: Pick<CommentOptions, 'link' | 'summaryUrl' | 'isForeign'>,
): CommentWish {
  const marker = markerFor(inputs);
  const digest = (budget: number) => renderComment(report, { ...page, marker, budget });
  const { current, existing } = sectionsOf(report);
  // What fails the check may be below the severity that is shown.
  if (inputs.comment === 'always' || current.length > 0 || report.conclusion === 'failed') {
    return { marker, render: digest, write: 'always' };
  }
  // Nothing to say by itself: only a comment from before is brought up to date.
  const clean = existing.length === 0 && report.conclusion !== 'could-not-run';
  return {
    marker,
    render:
      clean && commit !== undefined
        ? () => renderResolvedComment({ marker, sha: commit, fixed: report.fixed.length })
        : digest,
    write: 'existing',
  };
}

/** Writes the comment. Never throws. */
export async function writeComment(
  plan: Extract<CommentPlan, { kind: 'write' }>,
): Promise<CommentReport> {
  try {
    const patience = new Patience();
    const repository = parseRepository(plan.repository)!;
    const api = await connect(plan.token, repository, patience);
    return { outcome: await keepComment(api, patience, plan.pullRequest, plan.wish) };
  } catch (error) {
    const failure =
      error instanceof GitHubFailure
        ? error
        : new GitHubFailure('other', undefined, error instanceof Error ? error.message : '');
    const unmissed =
      plan.wish.write === 'existing' &&
      ['unauthorized', 'forbidden', 'not-found'].includes(failure.kind);
    return { advice: adviceFor(failure, plan.readOnly), unmissed };
  }
}

function markerFor(inputs: ActionInputs): string {
  return `<!-- memcached-exposure-check:${checkId(inputs)} -->`;
}

function none(why: string, asked: boolean): CommentPlan {
  return { kind: 'none', why, asked };
}
