import { ownOf } from './author.js';
import type { GitHubApi, PullRequestComment } from './client.js';
import { GitHubFailure } from './failure.js';
import type { Patience } from './patience.js';

/** What keeping a comment takes. */
type CommentApi = Pick<
  GitHubApi,
  'comments' | 'createComment' | 'updateComment' | 'deleteComment' | 'ownLogin'
>;

/** What the comment of a pull request should say. */
export interface CommentWish {
  /** The first line of the comment, by which it is found again. */
  readonly marker: string;
  /**
   * The whole text, the marker first, in at most `limit` characters. Asked for again with a smaller
   * limit when GitHub finds the text too long.
   */
  readonly render: (limit: number) => string;
  /** `existing`: nothing new to say, only bring a comment from before up to date. */
  readonly write: 'always' | 'existing';
}

export interface CommentOutcome {
  readonly did: 'created' | 'updated' | 'unchanged' | 'nothing';
  /** The comment's address; '' when there is none. */
  readonly url: string;
}

/** GitHub refuses longer ones with "Body is too long". */
export const COMMENT_LIMIT = 65_536;
const SHORTER_LIMITS = [COMMENT_LIMIT, 30_000, 4_000];

/**
 * Keeps one comment on a pull request: the oldest one of ours is edited in place, others of ours are
 * removed, nothing is sent when it already says so. Ours is what begins with the marker *and* was
 * written by the token's own account; anyone can write the marker. Nothing is ever read back from a
 * comment except whether it must change.
 *
 * @throws GitHubFailure
 */
export async function keepComment(
  api: CommentApi,
  patience: Patience,
  pullRequest: number,
  wish: CommentWish,
): Promise<CommentOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    const [ours, ...duplicates] = await ownComments(api, pullRequest, wish.marker);
    try {
      const outcome =
        ours === undefined ? await create(api, pullRequest, wish) : await update(api, ours, wish);
      for (const duplicate of duplicates) await remove(api, duplicate);
      return outcome;
    } catch (error) {
      if (!(error instanceof GitHubFailure) || attempt >= patience.attempts) throw error;
      // Written or not, gone or not: only looking again tells.
      const vanished = error.kind === 'not-found' && ours !== undefined;
      if (error.kind !== 'unavailable' && !vanished) throw error;
      await patience.pause(error, attempt);
    }
  }
}

async function create(
  api: CommentApi,
  pullRequest: number,
  wish: CommentWish,
): Promise<CommentOutcome> {
  if (wish.write === 'existing') return { did: 'nothing', url: '' };
  const created = await fitting(wish, (body) => api.createComment(pullRequest, body));
  return { did: 'created', url: created.url };
}

async function update(
  api: CommentApi,
  ours: PullRequestComment,
  wish: CommentWish,
): Promise<CommentOutcome> {
  const stands = SHORTER_LIMITS.some((limit) => sameText(wish.render(limit), ours.body));
  if (stands) return { did: 'unchanged', url: ours.url };
  const updated = await fitting(wish, (body) => api.updateComment(ours.id, body));
  return { did: 'updated', url: updated.url };
}

/** Sends the longest text that GitHub takes. */
async function fitting<T>(wish: CommentWish, send: (body: string) => Promise<T>): Promise<T> {
  let refusal: unknown;
  let refused: string | undefined;
  for (const limit of SHORTER_LIMITS) {
    const body = wish.render(limit);
    if (body === refused) continue;
    try {
      return await send(body);
    } catch (error) {
      if (!(error instanceof GitHubFailure) || error.kind !== 'invalid') throw error;
      refusal = error;
      refused = body;
    }
  }
  throw refusal;
}

async function ownComments(
  api: CommentApi,
  pullRequest: number,
  marker: string,
): Promise<PullRequestComment[]> {
  const marked = (await api.comments(pullRequest)).filter(({ body }) => firstLine(body) === marker);
  return (await ownOf(api, marked)).sort((a, b) => a.id - b.id);
}

/** A duplicate that cannot be removed does no harm. */
async function remove(api: CommentApi, comment: PullRequestComment): Promise<void> {
  try {
    await api.deleteComment(comment.id);
  } catch (error) {
    if (!(error instanceof GitHubFailure)) throw error;
  }
}

function firstLine(body: string): string {
  const end = body.indexOf('\n');
  return (end < 0 ? body : body.slice(0, end)).trimEnd();
}

/** GitHub may hand a text back with other line ends and without white space at its end. */
function sameText(a: string, b: string): boolean {
  return normalized(a) === normalized(b);
}

function normalized(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}
