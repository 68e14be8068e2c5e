import { execFileSync } from 'node:child_process';
import { GIT_SETTINGS } from '../files/git-settings.js';

const OBJECT_NAME = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** Nothing of a user's or a repository's settings: no programs, no colours, the usual algorithm. */
const PLAIN_DIFF = [
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--diff-algorithm=myers',
  '--inter-hunk-context=0',
  '--submodule=short',
];
const LONGEST_FETCH_MS = 60_000;

/** What has to be known of the checkout in which a folder lies. */
export class Checkout {
  /** @param folder absolute; a folder of the work tree */
  constructor(private readonly folder: string) {}

  /** The commit that is checked out and its parents, which need not be there in a shallow clone. */
  head(): { readonly commit: string; readonly parents: readonly string[] } | undefined {
    const commit = this.run(['rev-parse', '--verify', '--quiet', 'HEAD'])?.trim();
    if (commit === undefined || !OBJECT_NAME.test(commit)) return undefined;
    const text = this.run(['cat-file', 'commit', commit]) ?? '';
    const parents = text
      .slice(0, text.indexOf('\n\n'))
      .split('\n')
      .filter((line) => line.startsWith('parent '))
      .map((line) => line.slice('parent '.length));
    return { commit, parents };
  }

  has(commit: string): boolean {
    return this.run(['cat-file', '-e', `${commit}^{commit}`]) !== undefined;
  }

  /**
   * Gets one commit from where the checkout came from, without its history. Says whether it is there
   * now. The first attempt uses what the checkout has; the second the token, for private
   * repositories whose checkout kept no credentials.
   */
  fetch(commit: string, server: string, token: string | undefined): boolean {
    if (!OBJECT_NAME.test(commit)) return false;
    const shallow = this.run(['rev-parse', '--is-shallow-repository'])?.trim() !== 'false';
    const words = [
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-recurse-submodules',
      '--no-write-fetch-head',
      // A whole clone would be cut to this one commit.
      ...(shallow ? ['--depth=1'] : []),
      'origin',
      commit,
    ];
    const attempts = token === undefined ? [{}] : [{}, credentials(server, token)];
    return attempts.some((more) => this.run(words, more) !== undefined && this.has(commit));
  }

  /** The newest commit of a branch where the checkout came from; undefined when it cannot be had. */
  tip(branch: string, server: string, token: string | undefined): string | undefined {
    const ref = `refs/heads/${branch}`;
    const attempts = token === undefined ? [{}] : [{}, credentials(server, token)];
    for (const more of attempts) {
      const text = this.run(['ls-remote', '--quiet', 'origin', ref], more);
      // The name is a pattern to git; only the very branch is meant.
      const line = text?.split('\n').find((each) => each.endsWith(`\t${ref}`));
      const commit = line?.slice(0, line.indexOf('\t'));
      if (commit !== undefined && OBJECT_NAME.test(commit)) return commit;
    }
    return undefined;
  }

  /** Where the folder lies in its repository: '' or `deploy/`; undefined without a repository. */
  prefix(): string | undefined {
    return this.run(['rev-parse', '--show-prefix'])?.replace(/\n$/, '');
  }

  /** The newest commit that both come from; undefined when it is not here (a shallow clone). */
  mergeBase(a: string, b: string): string | undefined {
    const commit = this.run(['merge-base', a, b])?.trim();
    return commit !== undefined && OBJECT_NAME.test(commit) ? commit : undefined;
  }

  /** What renamed files were called before, both relative to the repository. */
  renames(from: string, to: string): ReadonlyMap<string, string> {
    const words = ['--find-renames', '--name-status', '--diff-filter=R', '-z', from, to];
    const parts = (this.run(['diff', ...PLAIN_DIFF, ...words]) ?? '').split('\0');
    const renames = new Map<string, string>();
    for (let i = 0; i + 2 < parts.length; i += 3) renames.set(parts[i + 2]!, parts[i + 1]!);
    return renames;
  }

  /**
   * The difference of one file between two commits, with three lines around each change as GitHub
   * shows it; undefined when there is none to be had. Paths are relative to the repository.
   */
  diff(from: string, to: string, path: string, before = path): string | undefined {
    const paths = [...new Set([before, path])].map((each) => `:(top,literal)${each}`);
    return this.run(['diff', ...PLAIN_DIFF, '--find-renames', '-U3', from, to, '--', ...paths]);
  }

  /** What git says; undefined when it fails. */
  private run(words: readonly string[], environment: Environment = {}): string | undefined {
    try {
      return execFileSync('git', [...GIT_SETTINGS, '-C', this.folder, ...words], {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: LONGEST_FETCH_MS,
        env: {
          ...process.env,
          GIT_OPTIONAL_LOCKS: '0',
          GIT_TERMINAL_PROMPT: '0',
          ...environment,
        },
      });
    } catch {
      return undefined;
    }
  }
}

type Environment = Readonly<Record<string, string>>;

/** One more setting for git, through the environment, where other users of the machine do not see it. */
export function gitSetting(
  key: string,
  value: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const count = Number(environment.GIT_CONFIG_COUNT ?? 0);
  const index = Number.isSafeInteger(count) && count >= 0 ? count : 0;
  return {
    GIT_CONFIG_COUNT: String(index + 1),
    [`GIT_CONFIG_KEY_${index}`]: key,
    [`GIT_CONFIG_VALUE_${index}`]: value,
  };
}

function credentials(server: string, token: string): Environment {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return gitSetting(`http.${server}/.extraheader`, `AUTHORIZATION: basic ${basic}`);
}
