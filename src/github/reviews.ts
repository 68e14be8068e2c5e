import { ownOf } from './author.js';
import type { GitHubApi, ReviewComment } from './client.js';
import { GitHubFailure } from './failure.js';
import type { Patience } from './patience.js';

/** What suggesting takes. */
type ReviewApi = Pick<GitHubApi, 'reviews' | 'createReview' | 'createFileComment' | 'ownLogin'>;

/** A comment with a suggestion, and what it is known by. */
export interface Suggestion extends ReviewComment {
  /** Hexadecimal. */
  readonly fingerprint: string;
  /** What is said about the file when there is no line to say it on. */
  readonly fileBody: string;
}

export interface ReviewWish {
  /** Letters, digits, `-` and `:`; a review of ours begins with a comment that holds it. */
  readonly marker: string;
  /** What the review says above its comments. */
  readonly text: string;
  readonly commit: string;
  /** Worst first. */
  readonly suggestions: readonly Suggestion[];
}

export interface ReviewOutcome {
  readonly posted: number;
  /** Those that were made before, whatever became of them. */
  readonly known: number;
  /** Those that GitHub would not have on their lines, and that became comments on the file. */
  readonly onFiles: number;
  /** Those that GitHub would not have there either: they are in the summary alone. */
  readonly refused: number;
}

/** Where suggestions went. */
type Placed = Pick<ReviewOutcome, 'posted' | 'onFiles' | 'refused'>;

/** More at once are noise. */
export const MOST_SUGGESTIONS = 10;

/**
 * Posts the suggestions that were never made before, in one review. Which ones were made stands in the
 * reviews' own bodies, which nobody can delete, so that a suggestion that a person deletes or resolves
 * does not come back. Only reviews by the token's own account are believed. When GitHub refuses the
 * review for one of its comments, each goes alone; what it refuses even so goes onto the file as a whole,
 * and else stays in the summary of the run, where everything is.
 *
 * @throws GitHubFailure
 */
export async function suggest(
  api: ReviewApi,
  patience: Patience,
  pullRequest: number,
  wish: ReviewWish,
): Promise<ReviewOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    const made = await madeBefore(api, pullRequest, wish.marker);
    const due = wish.suggestions.filter(({ fingerprint }) => !made.has(fingerprint));
    const known = wish.suggestions.length - due.length;
    const wanted = due.slice(0, MOST_SUGGESTIONS);
    if (wanted.length === 0) return { posted: 0, known, onFiles: 0, refused: 0 };
    try {
      return { known, ...(await post(api, pullRequest, wish, wanted)) };
    } catch (error) {
      // Written or not: only looking again tells.
      if (!(error instanceof GitHubFailure) || error.kind !== 'unavailable') throw error;
      if (attempt >= patience.attempts) throw error;
      await patience.pause(error, attempt);
    }
  }
}

async function post(
  api: ReviewApi,
  pullRequest: number,
  wish: ReviewWish,
  wanted: readonly Suggestion[],
): Promise<Placed> {
  /** Whether GitHub took the review. */
  const send = async (
    suggestions: readonly Suggestion[],
    body = bodyOf(wish, suggestions),
    comments: readonly ReviewComment[] = suggestions,
  ): Promise<boolean> => {
    try {
      await api.createReview(pullRequest, wish.commit, body, comments);
      return true;
    } catch (error) {
      if (error instanceof GitHubFailure && error.kind === 'invalid') return false;
      throw error;
    }
  };
  if (await send(wanted)) return { posted: wanted.length, onFiles: 0, refused: 0 };
  const refused: Suggestion[] = [];
  for (const suggestion of wanted) {
    if (wanted.length === 1 || !(await send([suggestion]))) refused.push(suggestion);
  }
  const posted = wanted.length - refused.length;
  if (refused.length === 0) return { posted, onFiles: 0, refused: 0 };
  // What is said on files is written down first: a comment that is deleted must not come back.
  if (!(await send(refused, bodyOf(wish, refused, NO_LINES), [])))
    return { posted, onFiles: 0, refused: refused.length };
  let onFiles = 0;
  for (const { path, fileBody } of refused) {
    try {
      await api.createFileComment(pullRequest, wish.commit, path, fileBody);
      onFiles += 1;
    } catch (error) {
      // The summary has it, and trying again could say it twice.
      if (!(error instanceof GitHubFailure)) throw error;
    }
  }
  return { posted, onFiles, refused: refused.length - onFiles };
}

const NO_LINES =
  'GitHub takes no suggestion on the lines of these fixes. They are comments on the files instead, or in the summary of the run.';

function bodyOf(
  { marker, text }: ReviewWish,
  suggestions: readonly Suggestion[],
  says = text,
): string {
  const made = suggestions.map(({ fingerprint }) => fingerprint).join(' ');
  return `<!-- ${marker} ${made} -->\n${says}`;
}

/** The fingerprints that stand in our own reviews. */
async function madeBefore(
  api: ReviewApi,
  pullRequest: number,
  marker: string,
): Promise<ReadonlySet<string>> {
  const start = `<!-- ${marker} `;
  const marked = (await api.reviews(pullRequest)).filter(({ body }) => body.startsWith(start));
  const own = await ownOf(api, marked);
  return new Set(
    own.flatMap(({ body }) => {
      const end = body.indexOf(' -->');
      return end < 0 ? [] : body.slice(start.length, end).split(' ');
    }),
  );
}
