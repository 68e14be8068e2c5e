import type { BaseChoice } from '../check/options.js';
import { GitTree, RevisionError } from '../files/git-tree.js';
import { adviceFor } from '../github/advice.js';
import { connect, parseRepository } from '../github/client.js';
import { GitHubFailure } from '../github/failure.js';
import { Patience } from '../github/patience.js';
import {
  MOST_SUGGESTIONS,
  suggest,
  type ReviewOutcome,
  type ReviewWish,
  type Suggestion,
} from '../github/reviews.js';
import { describer } from '../report/messages.js';
import type { Report } from '../report/model.js';
import { plural, sectionsOf } from '../report/select.js';
import { lineChange, renderFileComment, renderSuggestion } from '../report/suggestion.js';
import { checkId } from './check-id.js';
import type { TriggerEvent } from './event.js';
import { Checkout } from './git.js';
import { hunksOf, isWithin, type Hunk } from './hunks.js';
import type { ActionInputs } from './inputs.js';

/** Suggestions that are to be made, or why there are none. */
export type SuggestionPlan =
  | { readonly kind: 'none'; readonly why: string }
  | {
      readonly kind: 'suggest';
      readonly pullRequest: number;
      readonly readOnly: boolean;
      readonly token: string;
      readonly repository: string;
      readonly wish: ReviewWish;
    };

export interface SuggestionReport {
  readonly outcome?: ReviewOutcome;
  /** Why there are none though there should be; holds untrusted text. */
  readonly advice?: string;
}

/** Those beyond what one review takes are made by later runs. */
const MOST_PREPARED = 4 * MOST_SUGGESTIONS;

/**
 * Prepares the suggestions for what a pull request brings in: certain fixes on lines that GitHub shows
 * in the diff. Which lines those are is worked out from the two trees, since the API leaves out the
 * patches of large changes.
 *
 * @param server GITHUB_SERVER_URL, where the head is fetched from when it is not there
 */
export function planSuggestions(
  report: Report,
  inputs: ActionInputs | undefined,
  event: TriggerEvent,
  base: BaseChoice | undefined,
  repository: string,
  server: string,
): SuggestionPlan {
  const none = (why: string): SuggestionPlan => ({ kind: 'none', why });
  if (inputs === undefined) return none('The inputs are not usable.');
  if (inputs.suggestions === 'never') return none('The input "suggestions" is never.');
  const { pullRequest, commit } = event;
  if (pullRequest === undefined) return none('The event is about no pull request.');
  if (pullRequest.closed) return none('The pull request is closed.');
  if (inputs.token === undefined) return none('No input "github-token" is given.');
  if (parseRepository(repository) === undefined) return none('There is no repository.');
  if (base?.revision === undefined || commit === undefined) return none('There is no base.');
  const fixable = sectionsOf(report).current.filter(
    ({ fix, unresolved }) => fix !== undefined && !unresolved,
  );
  if (fixable.length === 0) return none('No new finding has a fix that is certain.');
  const shown = shownLines(inputs, base.revision, commit, server);
  if (typeof shown === 'string') return none(shown);

  const describe = describer(report);
  const suggestions: Suggestion[] = [];
  const taken: { path: string; first: number; last: number }[] = [];
  for (const finding of fixable) {
    if (suggestions.length >= MOST_PREPARED) break;
    const change = lineChange(finding.fix!.edits, report.lines);
    if (change === undefined) continue;
    const { file, startLine, endLine, after } = change;
    const { path, hunks } = shown(file, report);
    if (!isWithin(hunks, startLine, endLine)) continue;
    // Two suggestions for one line could not both be accepted.
    const overlaps = taken.some(
      (other) => other.path === path && other.first <= endLine && startLine <= other.last,
    );
    if (overlaps) continue;
    taken.push({ path, first: startLine, last: endLine });
    const text = describe(finding);
    suggestions.push({
      path,
      startLine,
      endLine,
      body: renderSuggestion(finding, text, after),
      fileBody: renderFileComment(finding, text, change, report.lines),
      fingerprint: finding.fingerprint,
    });
  }
  if (suggestions.length === 0) return none('No fix lies within the lines that the diff shows.');
  return {
    kind: 'suggest',
    pullRequest: pullRequest.number,
    readOnly: pullRequest.readOnly,
    token: inputs.token,
    repository,
    wish: {
      marker: `memcached-exposure-check:suggestions:${checkId(inputs)}`,
      text: `The memcached exposure check has ${plural(Math.min(suggestions.length, MOST_SUGGESTIONS), 'fix', 'fixes')} to suggest for what this pull request opens.`,
      commit,
      suggestions,
    },
  };
}

type ShownLines = (
  file: string,
  report: Pick<Report, 'lines'>,
) => { readonly path: string; readonly hunks: readonly Hunk[] };

/** The lines of a scanned file that the pull request's diff shows, or why that is not known. */
function shownLines(
  inputs: ActionInputs,
  baseCommit: string,
  headCommit: string,
  server: string,
): ShownLines | string {
  const checkout = new Checkout(inputs.root);
  const prefix = checkout.prefix();
  if (prefix === undefined) return 'The scanned folder is in no checkout of git.';
  if (!checkout.has(headCommit) && !checkout.fetch(headCommit, server, inputs.token)) {
    return 'The head of the pull request is not in the checkout and cannot be fetched.';
  }
  let head: GitTree;
  try {
    head = GitTree.open(inputs.root, headCommit);
  } catch (error) {
    if (error instanceof RevisionError) return error.message;
    throw error;
  }
  // GitHub shows the difference from where the branches parted.
  const from = checkout.mergeBase(baseCommit, headCommit) ?? baseCommit;
  const renames = checkout.renames(from, headCommit);
  const known = new Map<string, { path: string; hunks: readonly Hunk[] }>();
  return (file, { lines }) => {
    const before = known.get(file);
    if (before !== undefined) return before;
    const path = `${prefix}${file}`;
    const text = head.read(file)?.text;
    // Lines are counted in what was scanned: a merge, perhaps, or changed by an earlier step.
    const same = text !== undefined && !text.includes('\r') && isSame(text, file, lines);
    const diff = same ? checkout.diff(from, headCommit, path, renames.get(path)) : undefined;
    const result = { path, hunks: diff === undefined ? [] : hunksOf(diff) };
    known.set(file, result);
    return result;
  };
}

function isSame(text: string, file: string, lines: Report['lines']): boolean {
  const expected = text.split('\n');
  return (
    expected.every((line, index) => lines(file, index + 1) === line) &&
    lines(file, expected.length + 1) === ''
  );
}

/** Makes the suggestions. Never throws. */
export async function makeSuggestions(
  plan: Extract<SuggestionPlan, { kind: 'suggest' }>,
): Promise<SuggestionReport> {
  try {
    const patience = new Patience();
    const repository = parseRepository(plan.repository)!;
    const api = await connect(plan.token, repository, patience);
    return { outcome: await suggest(api, patience, plan.pullRequest, plan.wish) };
  } catch (error) {
    const failure =
      error instanceof GitHubFailure
        ? error
        : new GitHubFailure('other', undefined, error instanceof Error ? error.message : '');
    return { advice: adviceFor(failure, plan.readOnly, 'The review with suggestions') };
  }
}
