import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Contract, type Match } from './contract.js';

/** Who a token belongs to. */
export interface Account {
  readonly login: string;
  readonly type: 'User' | 'Bot';
  /** The app behind a bot. */
  readonly app?: string;
}

export const ACTIONS_BOT: Account = {
  login: 'github-actions[bot]',
  type: 'Bot',
  app: 'github-actions',
};

export interface StoredComment {
  readonly id: number;
  readonly author: Account;
  body: string;
}

export interface StoredReview {
  readonly id: number;
  readonly author: Account;
  readonly body: string;
  readonly commit: string;
  /** As they were sent; take one out to delete it. */
  readonly comments: Record<string, unknown>[];
}

export interface StoredIssue {
  readonly number: number;
  readonly author: Account;
  title: string;
  body: string;
  state: 'open' | 'closed';
  /** Among the issues the API lists pull requests, too. */
  readonly isPullRequest?: boolean;
}

/** An answer out of the ordinary. */
export interface Fault {
  /** The operation it happens to; any when absent. */
  readonly on?: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
  /** How often; for ever when absent. */
  times?: number;
  /** What was asked for is done before the failure is reported. */
  readonly afterwards?: boolean;
  readonly delayMs?: number;
  /** The connection is cut instead of answered. */
  readonly hangUp?: boolean;
  /** In place of GitHub's JSON: what a proxy on the way might say. */
  readonly html?: string;
}

export interface RecordedRequest {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
}

export interface FakeGitHubOptions {
  readonly token?: string;
  readonly account?: Account;
  /** Of the token, for comments on pull requests. */
  readonly permission?: 'write' | 'read' | 'none';
  /** In front of every path, as on GitHub Enterprise Server: `/api/v3`. */
  readonly prefix?: string;
}

interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const OWNER = 'octo-org';
const REPO = 'octo-repo';
const MOST_CHARACTERS = 65_536;

/**
 * A stand-in for GitHub on the loopback interface. It keeps comments, pages, knows permissions and
 * limits, and holds every request and reply against GitHub's own description; what does not fit is
 * found in {@link violations}.
 */
export class FakeGitHub {
  static readonly repository = `${OWNER}/${REPO}`;
  static readonly pullRequest = 7;

  readonly comments: StoredComment[] = [];
  readonly requests: RecordedRequest[] = [];
  readonly violations: string[] = [];
  readonly faults: Fault[] = [];
  locked = false;
  readonly reviews: StoredReview[] = [];
  /** Comments on files as a whole, as they were sent. */
  readonly fileComments: Record<string, unknown>[] = [];
  readonly issues: StoredIssue[] = [];
  /** The lines of the new side that the pull request's diff shows, by path: first and last of a hunk. */
  hunks: Readonly<Record<string, readonly (readonly [number, number])[]>> = {};
  /** The head of the pull request. */
  head = '';
  /** Where it comes from, `owner:branch`. */
  from = `${OWNER}:feature`;
  pullRequestIsOpen = true;
  private readonly contract = new Contract();
  private readonly server: Server;
  private nextId = 1000;

  private constructor(private readonly options: FakeGitHubOptions) {
    this.server = createServer((request, response) => {
      this.serve(request, response).catch((error: unknown) => {
        this.violations.push(`The stand-in itself failed: ${String(error)}`);
        response.destroy();
      });
    });
  }

  static async start(options: FakeGitHubOptions = {}): Promise<FakeGitHub> {
    const fake = new FakeGitHub(options);
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get apiUrl(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${this.options.prefix ?? ''}`;
  }

  get token(): string {
    return this.options.token ?? 'ghs_0123456789abcdefghijABCDEFGHIJ012345';
  }

  /** Puts a comment there as if somebody had written it. */
  addComment(author: Account, body: string): StoredComment {
    const comment = { id: this.nextId++, author, body };
    this.comments.push(comment);
    return comment;
  }

  /** Puts a review there as if somebody had made it. */
  addReview(author: Account, body: string): StoredReview {
    const review = { id: this.nextId++, author, body, commit: this.head, comments: [] };
    this.reviews.push(review);
    return review;
  }

  /** Puts an issue there as if somebody had made it. */
  addIssue(
    issue: Pick<StoredIssue, 'author' | 'title' | 'body'> & Partial<StoredIssue>,
  ): StoredIssue {
    const stored: StoredIssue = { number: this.issues.length + 20, state: 'open', ...issue };
    this.issues.push(stored);
    return stored;
  }

  count(operation: string): number {
    return this.requests.filter((request) => request.operation === operation).length;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const method = request.method ?? '';
    const prefix = this.options.prefix ?? '';
    // GitHub Enterprise Server has REST below /api/v3 and GraphQL at /api/graphql.
    const isGraphql =
      url.pathname === (prefix === '' ? '/graphql' : prefix.replace(/\/v3$/, '/graphql'));
    const path = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : undefined;
    const match = path === undefined ? undefined : this.contract.match(method, path);
    const operation = isGraphql ? 'graphql' : (match?.operationId ?? `${method} ${url.pathname}`);

    const fault = this.takeFault(operation);
    let reply: Reply;
    if (request.headers.authorization !== `token ${this.token}`) {
      reply = failure(401, 'Bad credentials');
    } else if (isGraphql) {
      reply = this.graphql(body);
    } else if (match === undefined) {
      this.violations.push(`There is no route ${method} ${url.pathname}.`);
      reply = failure(404, 'Not Found');
    } else {
      const wrong = this.contract.checkRequest(match, url.searchParams, body);
      this.violations.push(...wrong);
      if (wrong.length > 0) reply = failure(422, 'Invalid request');
      else if (fault !== undefined && !fault.afterwards) reply = failure(500, 'never sent');
      else reply = this.answer(match, url, body);
      this.violations.push(...this.contract.checkReply(match, reply.status, reply.body));
    }
    if (fault !== undefined) {
      reply = {
        status: fault.status,
        headers: fault.headers ?? {},
        body: {
          message: fault.message ?? 'Something went wrong',
          documentation_url: 'https://docs.github.com/rest',
        },
      };
      if (match !== undefined) {
        this.violations.push(...this.contract.checkReply(match, reply.status, reply.body));
      }
      if (fault.delayMs !== undefined) {
        await new Promise((resolve) => setTimeout(resolve, fault.delayMs).unref());
      }
    }
    this.requests.push({ operation, method, path: url.pathname, body, status: reply.status });
    if (fault?.hangUp) {
      response.destroy();
      return;
    }
    const json = reply.body === undefined ? undefined : JSON.stringify(reply.body);
    response.writeHead(reply.status, {
      ...(fault?.html === undefined
        ? { 'content-type': 'application/json; charset=utf-8' }
        : { 'content-type': 'text/html' }),
      'x-github-request-id': 'FAKE:1',
      ...reply.headers,
    });
    response.end(fault?.html ?? json);
  }

  private takeFault(operation: string): Fault | undefined {
    const fault = this.faults.find(
      ({ on, times }) => (on === undefined || on === operation) && times !== 0,
    );
    if (fault?.times !== undefined) fault.times -= 1;
    return fault;
  }

  private answer(match: Match, url: URL, body: unknown): Reply {
    const { owner, repo } = match.parameters;
    const permission = this.options.permission ?? 'write';
    if (match.operationId === 'users/get-authenticated') {
      // The tokens of apps are refused here.
      return failure(403, 'Resource not accessible by integration');
    }
    if (owner !== OWNER || repo !== REPO || permission === 'none') return failure(404, 'Not Found');
    const writes = !/\/(?:list|get)/.test(match.operationId);
    if (writes && permission !== 'write') {
      return {
        ...failure(403, 'Resource not accessible by integration'),
        headers: { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' },
      };
    }
    const issue = match.parameters.issue_number;
    const isIssue = match.operationId === 'issues/update';
    if (issue !== undefined && !isIssue && Number(issue) !== FakeGitHub.pullRequest) {
      return failure(404, 'Not Found');
    }
    const pull = match.parameters.pull_number;
    if (pull !== undefined && Number(pull) !== FakeGitHub.pullRequest) {
      return failure(404, 'Not Found');
    }
    const text = isRecord(body) && typeof body.body === 'string' ? body.body : '';
    const comment = this.comments.find(({ id }) => String(id) === match.parameters.comment_id);
    switch (match.operationId) {
      case 'issues/list-comments':
        return this.page(url, this.comments, (each) => this.shown(each));
      case 'pulls/list': {
        const isMeant =
          url.searchParams.get('head') === this.from &&
          (this.pullRequestIsOpen || url.searchParams.get('state') === 'all');
        return this.page(url, isMeant ? [FakeGitHub.pullRequest] : [], (number) => {
          const pull = this.contract.sample('pull-request-simple');
          return { ...pull, number, head: { ...(pull.head as object), sha: this.head } };
        });
      }
      case 'pulls/list-reviews':
        return this.page(url, this.reviews, (each) => this.shownReview(each));
      case 'pulls/create-review':
        return this.review(isRecord(body) ? body : {});
      case 'pulls/create-review-comment':
        return this.commentOnFile(isRecord(body) ? body : {});
      case 'issues/list-for-repo': {
        const state = url.searchParams.get('state') ?? 'open';
        const creator = url.searchParams.get('creator');
        const listed = this.issues.filter(
          (each) =>
            (state === 'all' || each.state === state) &&
            (creator === null || each.author.login === creator),
        );
        return this.page(url, listed, (each) => this.shownIssue(each));
      }
      case 'issues/create': {
        const refused = refusal(text);
        if (refused !== undefined) return refused;
        const title = isRecord(body) ? String(body.title) : '';
        const made = this.addIssue({
          author: this.options.account ?? ACTIONS_BOT,
          title,
          body: text,
        });
        return { status: 201, body: this.shownIssue(made) };
      }
      case 'issues/update': {
        const found = this.issues.find(({ number }) => number === Number(issue));
        if (found === undefined) return failure(404, 'Not Found');
        const refused = refusal(text);
        if (refused !== undefined) return refused;
        const change = isRecord(body) ? body : {};
        found.body = text;
        if (typeof change.title === 'string') found.title = change.title;
        if (change.state === 'open' || change.state === 'closed') found.state = change.state;
        return { status: 200, body: this.shownIssue(found) };
      }
      case 'issues/create-comment': {
        if (this.locked) {
          return failure(403, 'Unable to create comment because issue is locked.');
        }
        const refused = refusal(text);
        if (refused !== undefined) return refused;
        const account = this.options.account ?? ACTIONS_BOT;
        return { status: 201, body: this.shown(this.addComment(account, text)) };
      }
      case 'issues/update-comment': {
        if (comment === undefined) return failure(404, 'Not Found');
        const refused = refusal(text);
        if (refused !== undefined) return refused;
        comment.body = text;
        return { status: 200, body: this.shown(comment) };
      }
      case 'issues/delete-comment': {
        if (comment === undefined) return failure(404, 'Not Found');
        this.comments.splice(this.comments.indexOf(comment), 1);
        return { status: 204 };
      }
      default:
        this.violations.push(`The stand-in has no answer for ${match.operationId}.`);
        return failure(501, 'Not Implemented');
    }
  }

  /** 30 a page unless asked for more, 100 at most, oldest first. */
  private page<T>(url: URL, all: readonly T[], shown: (each: T) => object): Reply {
    const size = Math.min(Number(url.searchParams.get('per_page') ?? 30), 100);
    const page = Number(url.searchParams.get('page') ?? 1);
    const start = (page - 1) * size;
    const body = all.slice(start, start + size).map(shown);
    if (start + size >= all.length) return { status: 200, body };
    const next = new URL(url.pathname + url.search, this.apiUrl);
    next.searchParams.set('page', String(page + 1));
    return { status: 200, body, headers: { link: `<${next.href}>; rel="next"` } };
  }

  /** All comments of a review or none, and no word about which one was wrong. */
  private review(body: Record<string, unknown>): Reply {
    const comments = Array.isArray(body.comments) ? body.comments.filter(isRecord) : [];
    const problem = comments
      .map((comment) => this.wrongPlace(comment))
      .find((each) => each !== undefined);
    if (problem !== undefined || body.commit_id !== this.head) {
      return {
        status: 422,
        body: {
          message: 'Unprocessable Entity',
          errors: [problem ?? 'The commit is not part of the pull request'],
          documentation_url: 'https://docs.github.com/rest/pulls/reviews',
        },
      };
    }
    for (const comment of comments) {
      const refused = refusal(String(comment.body));
      if (refused !== undefined) return refused;
    }
    const review = this.addReview(this.options.account ?? ACTIONS_BOT, String(body.body));
    review.comments.push(...comments);
    return { status: 200, body: this.shownReview(review) };
  }

  /** The file has to be in the diff. */
  private commentOnFile(body: Record<string, unknown>): Reply {
    if (body.subject_type !== 'file' || body.commit_id !== this.head) {
      return failure(422, 'Validation Failed');
    }
    if (this.hunks[String(body.path)] === undefined) {
      return failure(422, 'pull_request_review_thread.path is invalid');
    }
    const refused = refusal(String(body.body));
    if (refused !== undefined) return refused;
    this.fileComments.push(body);
    const sample = this.contract.sample('pull-request-review-comment');
    return { status: 201, body: { ...sample, body: body.body, path: body.path } };
  }

  private wrongPlace({ path, line, side, start_line: start }: Record<string, unknown>) {
    const first = start ?? line;
    if (typeof line !== 'number' || typeof first !== 'number' || side !== 'RIGHT') {
      return 'Pull request review thread is missing its line';
    }
    if (start !== undefined && first >= line) {
      return 'Pull request review thread start line must precede the end line.';
    }
    const hunk = (this.hunks[String(path)] ?? []).find(
      ([low, high]) => low <= line && line <= high,
    );
    if (hunk === undefined) return 'Pull request review thread line must be part of the diff';
    return first < hunk[0]
      ? 'Pull request review thread start line must be part of the same hunk as the line.'
      : undefined;
  }

  private shownReview({ id, author, body, commit }: StoredReview): object {
    const pull = `https://github.example/${OWNER}/${REPO}/pull/${FakeGitHub.pullRequest}`;
    const html = `${pull}#pullrequestreview-${id}`;
    return {
      id,
      node_id: `PRR_${id}`,
      user: user(author),
      body,
      state: 'COMMENTED',
      html_url: html,
      pull_request_url: pull,
      _links: { html: { href: html }, pull_request: { href: pull } },
      commit_id: commit,
      author_association: 'NONE',
    };
  }

  private shownIssue({ number, author, title, body, state, isPullRequest }: StoredIssue): object {
    const repository = `${this.apiUrl}/repos/${OWNER}/${REPO}`;
    const url = `${repository}/issues/${number}`;
    const time = '2026-11-22T10:00:00Z';
    const pull = { url, html_url: url, diff_url: url, patch_url: url };
    return {
      id: number,
      node_id: `I_${number}`,
      url,
      repository_url: repository,
      labels_url: `${url}/labels`,
      comments_url: `${url}/comments`,
      events_url: `${url}/events`,
      html_url: `https://github.example/${OWNER}/${REPO}/issues/${number}`,
      number,
      state,
      title,
      body,
      user: user(author),
      labels: [],
      assignee: null,
      milestone: null,
      locked: false,
      comments: 0,
      closed_at: state === 'closed' ? time : null,
      created_at: time,
      updated_at: time,
      author_association: 'NONE',
      ...(isPullRequest === true ? { pull_request: pull } : {}),
    };
  }

  private graphql(body: unknown): Reply {
    const query = isRecord(body) ? body.query : undefined;
    if (query !== 'query { viewer { login } }') {
      this.violations.push(`The stand-in does not know the query ${String(query)}.`);
      return failure(400, 'Problems parsing JSON');
    }
    const { login } = this.options.account ?? ACTIONS_BOT;
    return { status: 200, body: { data: { viewer: { login } } } };
  }

  private shown(comment: StoredComment): object {
    const issue = `${this.apiUrl}/repos/${OWNER}/${REPO}/issues/${FakeGitHub.pullRequest}`;
    const time = '2026-11-22T10:00:00Z';
    return {
      id: comment.id,
      node_id: `IC_${comment.id}`,
      url: `${this.apiUrl}/repos/${OWNER}/${REPO}/issues/comments/${comment.id}`,
      html_url: `https://github.example/${OWNER}/${REPO}/pull/${FakeGitHub.pullRequest}#issuecomment-${comment.id}`,
      issue_url: issue,
      body: comment.body,
      user: user(comment.author),
      created_at: time,
      updated_at: time,
      author_association: 'NONE',
      performed_via_github_app: comment.author.app === undefined ? null : app(comment.author.app),
    };
  }
}

function refusal(text: string): Reply | undefined {
  const invalid = (message: string): Reply => ({
    status: 422,
    body: {
      message: 'Validation Failed',
      errors: [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }],
      documentation_url: 'https://docs.github.com/rest/issues/comments',
    },
  });
  if (text.trim() === '') return invalid("Body can't be blank");
  if ([...text].length > MOST_CHARACTERS) {
    return invalid(`Body is too long (maximum is ${MOST_CHARACTERS} characters)`);
  }
  return undefined;
}

function failure(status: number, message: string): Reply {
  return {
    status,
    body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
  };
}

function user({ login, type }: Account): object {
  const url = `https://github.example/users/${encodeURIComponent(login)}`;
  return {
    login,
    id: 41898282,
    node_id: 'MDM6Qm90NDE4OTgyODI=',
    avatar_url: url,
    gravatar_id: '',
    url,
    html_url: url,
    followers_url: url,
    following_url: url,
    gists_url: url,
    starred_url: url,
    subscriptions_url: url,
    organizations_url: url,
    repos_url: url,
    events_url: url,
    received_events_url: url,
    type,
    site_admin: false,
  };
}

function app(slug: string): object {
  const time = '2018-07-30T09:30:17Z';
  return {
    id: 15368,
    slug,
    node_id: 'MDM6QXBwMTUzNjg=',
    owner: user({ login: 'github', type: 'User' }),
    name: slug,
    description: null,
    external_url: 'https://github.example/apps',
    html_url: `https://github.example/apps/${slug}`,
    created_at: time,
    updated_at: time,
    permissions: { issues: 'write' },
    events: [],
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
