import { ACTIONS_BOT, ownOf } from './author.js';
import type { GitHubApi, Issue } from './client.js';
import { GitHubFailure } from './failure.js';
import type { Patience } from './patience.js';

/** What keeping an issue takes. */
type IssueApi = Pick<GitHubApi, 'issuesBy' | 'createIssue' | 'updateIssue' | 'ownLogin'>;

export interface IssueWish {
  /** The body of an issue of ours begins with it. */
  readonly marker: string;
  /** Whether there is something to say; otherwise an open issue is closed and none is made. */
  readonly open: boolean;
  /** @param before the body as it is, when there is an issue */
  readonly render: (before: string | undefined) => {
    readonly title: string;
    readonly body: string;
  };
}

export interface IssueOutcome {
  readonly did: 'created' | 'updated' | 'closed' | 'unchanged' | 'nothing';
  /** '' when there is none. */
  readonly url: string;
}

/**
 * Keeps one issue: the oldest one of ours is edited, opened again or closed. Ours is what begins with
 * the marker and was made by the token's own account.
 *
 * @throws GitHubFailure
 */
export async function keepIssue(
  api: IssueApi,
  patience: Patience,
  wish: IssueWish,
): Promise<IssueOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await keepOnce(api, wish);
    } catch (error) {
      // Written or not: only looking again tells.
      if (!(error instanceof GitHubFailure) || error.kind !== 'unavailable') throw error;
      if (attempt >= patience.attempts) throw error;
      await patience.pause(error, attempt);
    }
  }
}

async function keepOnce(api: IssueApi, wish: IssueWish): Promise<IssueOutcome> {
  const login = await api.ownLogin().catch(() => ACTIONS_BOT);
  const marked = (await api.issuesBy(login)).filter(({ body }) => body.startsWith(wish.marker));
  const [ours] = (await ownOf(api, marked)).sort((a, b) => a.number - b.number);
  if (ours === undefined) {
    if (!wish.open) return { did: 'nothing', url: '' };
    const { title, body } = wish.render(undefined);
    return { did: 'created', url: (await api.createIssue(title, body)).url };
  }
  // What was closed stays as it is until there is something to say.
  if (!wish.open && !ours.open) return { did: 'nothing', url: ours.url };
  const { title, body } = wish.render(ours.body);
  if (isSame(ours, title, body, wish.open)) return { did: 'unchanged', url: ours.url };
  const { url } = await api.updateIssue(ours.number, { title, body, open: wish.open });
  return { did: wish.open ? 'updated' : 'closed', url };
}

function isSame(issue: Issue, title: string, body: string, open: boolean): boolean {
  const text = issue.body.replaceAll('\r\n', '\n').trimEnd();
  return issue.open === open && issue.title === title && text === body.trimEnd();
}
