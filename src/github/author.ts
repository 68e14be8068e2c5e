import type { GitHubApi } from './client.js';

/** The account behind the token that every workflow run is given. */
export const ACTIONS_BOT = 'github-actions[bot]';

/** Something that somebody wrote on GitHub. */
export interface Authored {
  readonly author: string;
  readonly byApp: boolean;
}

/**
 * Those that were written by GitHub Actions or by the token's own account. Anybody can write what
 * marks a text as ours; nobody can write it under these names.
 */
export async function ownOf<T extends Authored>(
  api: Pick<GitHubApi, 'ownLogin'>,
  marked: readonly T[],
): Promise<T[]> {
  const byOthers = marked.some((each) => !byActions(each));
  // Asked only when it matters: most tokens are the workflow's own.
  const login = byOthers ? await api.ownLogin().catch(() => undefined) : undefined;
  return marked.filter((each) => byActions(each) || isBy(each, login));
}

function byActions({ byApp, author }: Authored): boolean {
  return byApp && author === ACTIONS_BOT;
}

/** Logins are the same in any case; those of apps end in `[bot]`, which no person can register. */
function isBy({ author }: Authored, login: string | undefined): boolean {
  if (login === undefined || login === '') return false;
  return author.toLowerCase() === login.toLowerCase();
}
