import { ownOf } from './author.js';
import type { GitHubApi, ReviewComment } from './client.js';
import { GitHubFailure } from './failure.js';
import type { Patience } from './patience.js';

/** What suggesting takes. */
type ReviewApi = Pick<GitHubApi, 'reviews' | 'createReview' | 'ownLogin'>;

/** A comment with a suggestion, and what it is known by. */
export interface Suggestion extends ReviewComment {
  /** Hexadecimal. */
  readonly fingerprint: string;
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
  /** Those that GitHub would not have on these lines. */
  readonly refused: number;
}

/** More at once are noise. */
export const MOST_SUGGESTIONS = 10;

/**
 * Posts the suggestions that were never made before, in one review. Which ones were made stands in the
 * reviews' own bodies, which nobody can delete, so that a suggestion that a person deletes or resolves
 * does not come back. Only reviews by the token's own account are believed. When GitHub refuses the
 * review for one of its comments, each goes alone.
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
    if (wanted.length === 0) return { posted: 0, known, refused: 0 };
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
): Promise<Pick<ReviewOutcome, 'posted' | 'refused'>> {
  const send = (suggestions: readonly Suggestion[]) =>
    api.createReview(pullRequest, wish.commit, bodyOf(wish, suggestions), suggestions);
  try {
    await send(wanted);
    return { posted: wanted.length, refused: 0 };
  } catch (error) {
    if (!(error instanceof GitHubFailure) || error.kind !== 'invalid') throw error;
    if (wanted.length === 1) return { posted: 0, refused: 1 };
  }
  let refused = 0;
  for (const suggestion of wanted) {
    try {
      await send([suggestion]);
    } catch (error) {
      if (!(error instanceof GitHubFailure) || error.kind !== 'invalid') throw error;
      refused += 1;
    }
  }
  return { posted: wanted.length - refused, refused };
}

function bodyOf({ marker, text }: ReviewWish, suggestions: readonly Suggestion[]): string {
  const made = suggestions.map(({ fingerprint }) => fingerprint).join(' ');
  return `<!-- ${marker} ${made} -->\n${text}`;
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
