import { append } from '../append.js';
import { GitHubFailure } from './failure.js';
import { Patience } from './patience.js';

/** A comment of a pull request, as far as it matters here. All texts are untrusted. */
export interface PullRequestComment {
  readonly id: number;
  readonly body: string;
  readonly url: string;
  /** The login of who wrote it; '' when the account is gone. */
  readonly author: string;
  /** Whether it was written by an app, such as GitHub Actions; nobody can register as one. */
  readonly byApp: boolean;
}

/** An open pull request and the commit that it proposes. */
export interface PullRequestHead {
  readonly number: number;
  readonly head: string;
}

/** A review of a pull request. All texts are untrusted. */
export interface Review {
  readonly id: number;
  readonly body: string;
  readonly url: string;
  readonly author: string;
  readonly byApp: boolean;
}

/** A comment on lines of the new side of a pull request's diff. */
export interface ReviewComment {
  /** Relative to the repository. */
  readonly path: string;
  /** 1-based, inclusive; both in one hunk of the diff. */
  readonly startLine: number;
  readonly endLine: number;
  readonly body: string;
}

/** An issue, as far as it matters here. All texts are untrusted. */
export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly author: string;
  readonly byApp: boolean;
  readonly open: boolean;
}

/** What is asked of GitHub. Every method throws {@link GitHubFailure} and nothing else. */
export interface GitHubApi {
  /** All comments of a pull request, oldest first. */
  comments(pullRequest: number): Promise<PullRequestComment[]>;
  createComment(pullRequest: number, body: string): Promise<PullRequestComment>;
  updateComment(id: number, body: string): Promise<PullRequestComment>;
  deleteComment(id: number): Promise<void>;
  /** The open pull requests from a branch of somebody's. */
  pullRequestsFrom(owner: string, branch: string): Promise<PullRequestHead[]>;
  /** All reviews of a pull request, oldest first. */
  reviews(pullRequest: number): Promise<Review[]>;
  /** Posts a review that neither approves nor blocks. All of its comments or none are taken. */
  createReview(
    pullRequest: number,
    commit: string,
    body: string,
    comments: readonly ReviewComment[],
  ): Promise<Review>;
  /** Posts a comment on a file of the pull request as a whole; the file has to be in the diff. */
  createFileComment(pullRequest: number, commit: string, path: string, body: string): Promise<void>;
  /** The issues, open and closed, that an account made, oldest first; no pull requests. */
  issuesBy(login: string): Promise<Issue[]>;
  createIssue(title: string, body: string): Promise<Issue>;
  updateIssue(
    number: number,
    change: { readonly title: string; readonly body: string; readonly open: boolean },
  ): Promise<Issue>;
  /** The login of the token's own account, as it appears as the author of its comments. */
  ownLogin(): Promise<string>;
}

export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** `owner/name`, as in GITHUB_REPOSITORY; undefined when it is not of that form. */
export function parseRepository(text: string): RepositoryName | undefined {
  const [owner, repo, ...rest] = text.split('/');
  if (owner === undefined || repo === undefined || rest.length > 0) return undefined;
  const isName = (name: string) => /^[\w.-]+$/.test(name) && name !== '.' && name !== '..';
  return isName(owner) && isName(repo) ? { owner, repo } : undefined;
}

/**
 * Prepares the API of the GitHub named by GITHUB_API_URL (github.com without it). Loads the client
 * library, which costs some 50 ms: call it only when something is to be asked. The library reads the
 * event payload as it is loaded, so a payload that is not JSON makes this throw.
 *
 * @throws GitHubFailure
 */
export async function connect(
  token: string,
  repository: RepositoryName,
  patience: Patience = new Patience(),
): Promise<GitHubApi> {
  const octokit = await octokitFor(token, patience);
  const { issues, pulls } = octokit.rest;
  return {
    async comments(pullRequest) {
      const pages = octokit.paginate.iterator(issues.listComments, {
        ...repository,
        issue_number: pullRequest,
        per_page: 100,
      });
      const comments: PullRequestComment[] = [];
      for await (const page of pages) append(comments, array(page.data).map(toComment));
      return comments;
    },
    async createComment(pullRequest, body) {
      const reply = await issues.createComment({ ...repository, issue_number: pullRequest, body });
      return toComment(reply.data);
    },
    async updateComment(id, body) {
      const reply = await issues.updateComment({ ...repository, comment_id: id, body });
      return toComment(reply.data);
    },
    async deleteComment(id) {
      await issues.deleteComment({ ...repository, comment_id: id });
    },
    async pullRequestsFrom(owner, branch) {
      const pages = octokit.paginate.iterator(pulls.list, {
        ...repository,
        state: 'open',
        head: `${owner}:${branch}`,
        per_page: 100,
      });
      const found: PullRequestHead[] = [];
      for await (const page of pages) append(found, array(page.data).flatMap(toHead));
      return found;
    },
    async reviews(pullRequest) {
      const pages = octokit.paginate.iterator(pulls.listReviews, {
        ...repository,
        pull_number: pullRequest,
        per_page: 100,
      });
      const reviews: Review[] = [];
      for await (const page of pages) append(reviews, array(page.data).map(toComment));
      return reviews;
    },
    async createReview(pullRequest, commit, body, comments) {
      const reply = await pulls.createReview({
        ...repository,
        pull_number: pullRequest,
        commit_id: commit,
        body,
        event: 'COMMENT',
        comments: comments.map(({ path, startLine, endLine, body: text }) => ({
          path,
          line: endLine,
          side: 'RIGHT',
          // GitHub takes a start only where it differs from the end.
          ...(startLine < endLine ? { start_line: startLine, start_side: 'RIGHT' } : {}),
          body: text,
        })),
      });
      return toComment(reply.data);
    },
    async createFileComment(pullRequest, commit, path, body) {
      await pulls.createReviewComment({
        ...repository,
        pull_number: pullRequest,
        commit_id: commit,
        path,
        body,
        subject_type: 'file',
      });
    },
    async issuesBy(login) {
      const pages = octokit.paginate.iterator(issues.listForRepo, {
        ...repository,
        state: 'all',
        creator: login,
        sort: 'created',
        direction: 'asc',
        per_page: 100,
      });
      const found: Issue[] = [];
      for await (const page of pages) {
        append(
          found,
          array(page.data)
            .filter((issue) => !isRecord(issue) || issue.pull_request === undefined)
            .map(toIssue),
        );
      }
      return found;
    },
    async createIssue(title, body) {
      return toIssue((await issues.create({ ...repository, title, body })).data);
    },
    async updateIssue(number, { title, body, open }) {
      const reply = await issues.update({
        ...repository,
        issue_number: number,
        title,
        body,
        state: open ? 'open' : 'closed',
      });
      return toIssue(reply.data);
    },
    async ownLogin() {
      // REST has no such question for the tokens of apps: GET /user refuses them.
      const reply: unknown = await octokit.graphql('query { viewer { login } }');
      const viewer = isRecord(reply) ? reply.viewer : undefined;
      if (isRecord(viewer) && typeof viewer.login === 'string') return viewer.login;
      throw unexpected('GitHub did not say whose token it is');
    },
  };
}

async function octokitFor(token: string, patience: Patience) {
  const silent = () => undefined;
  try {
    const { getOctokit } = await import('@actions/github');
    const octokit = getOctokit(token, {
      log: { debug: silent, info: silent, warn: silent, error: silent },
    });
    octokit.hook.wrap('request', (request, options) => {
      const repeatable = options.method !== 'POST' || options.url.endsWith('/graphql');
      return patience.attempt(async (signal) => {
        // Changed in place: the library's own hook for the token takes no other options.
        options.request = { ...options.request, signal };
        const reply = await request(options);
        // A page of a proxy, for one.
        if (reply.status === 200 && !isRecord(reply.data)) {
          throw unexpected('an answer that is not JSON');
        }
        return reply;
      }, repeatable);
    });
    return octokit;
  } catch (error) {
    throw unexpected(error instanceof Error ? error.message : String(error));
  }
}

function toComment(value: unknown): PullRequestComment {
  if (!isRecord(value) || typeof value.id !== 'number') {
    throw unexpected('GitHub answered with something that is not a comment');
  }
  const user = isRecord(value.user) ? value.user : {};
  return {
    id: value.id,
    body: text(value.body),
    url: text(value.html_url),
    author: text(user.login),
    byApp: user.type === 'Bot',
  };
}

function toHead(value: unknown): PullRequestHead[] {
  if (!isRecord(value) || typeof value.number !== 'number') return [];
  const head = isRecord(value.head) ? text(value.head.sha) : '';
  return [{ number: value.number, head }];
}

function toIssue(value: unknown): Issue {
  if (!isRecord(value) || typeof value.number !== 'number') {
    throw unexpected('GitHub answered with something that is not an issue');
  }
  const user = isRecord(value.user) ? value.user : {};
  return {
    number: value.number,
    title: text(value.title),
    body: text(value.body),
    url: text(value.html_url),
    author: text(user.login),
    byApp: user.type === 'Bot',
    open: value.state === 'open',
  };
}

function array(value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw unexpected('GitHub answered with something that is not a list');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function unexpected(detail: string): GitHubFailure {
  return new GitHubFailure('other', undefined, detail);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
