import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Files = Readonly<Record<string, string>>;

/** Runs git in a folder, as somebody and with nobody's settings. */
export function git(where: string, ...words: string[]): string {
  return execFileSync('git', ['-C', where, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: where,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@example.org',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@example.org',
    },
  }).trim();
}

/** A repository with a pull request, as GitHub keeps it, and the merge of the two. */
export interface Proposal {
  readonly origin: string;
  readonly old: string;
  readonly base: string;
  readonly head: string;
  readonly merge: string;
}

/** Makes such a repository in a folder. */
export function propose(folder: string, base: Files, head: Files, name = 'origin'): Proposal {
  const origin = join(folder, name);
  mkdirSync(origin);
  git(origin, 'init', '--quiet', '--initial-branch=main');
  // As GitHub does: any commit can be fetched.
  git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  const commit = (files: Files): string => {
    for (const name of readdirSync(origin)) {
      if (name !== '.git') rmSync(join(origin, name), { recursive: true });
    }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(origin, path)), { recursive: true });
      writeFileSync(join(origin, path), text);
    }
    git(origin, 'add', '--all');
    git(origin, 'commit', '--quiet', '--allow-empty', '--message=change');
    return git(origin, 'rev-parse', 'HEAD');
  };
  const old = commit({ 'README.md': 'Nothing yet.\n' });
  const baseCommit = commit(base);
  git(origin, 'checkout', '--quiet', '-b', 'feature');
  const headCommit = commit(head);
  const tree = git(origin, 'rev-parse', 'HEAD^{tree}');
  const merge = git(origin, 'commit-tree', tree, '-p', baseCommit, '-p', headCommit, '-m', 'Merge');
  git(origin, 'update-ref', 'refs/pull/7/merge', merge);
  git(origin, 'checkout', '--quiet', 'main');
  return { origin, old, base: baseCommit, head: headCommit, merge };
}

/** What actions/checkout leaves behind by default: one commit. */
export function checkOut(
  workspace: string,
  origin: string,
  commit: string,
  ...depth: string[]
): void {
  git(workspace, 'init', '--quiet');
  git(workspace, 'remote', 'add', 'origin', `file://${origin}`);
  git(workspace, 'fetch', '--quiet', ...depth, 'origin', commit);
  git(workspace, 'checkout', '--quiet', '--detach', commit);
}

/** The payload of the event `pull_request`. */
export function payloadOf({ head, base }: Proposal, stale = base): object {
  const repo = { full_name: 'octo-org/octo-repo' };
  return {
    pull_request: {
      number: 7,
      head: { sha: head, ref: 'feature', repo },
      base: { sha: stale, ref: 'main', repo },
    },
  };
}
