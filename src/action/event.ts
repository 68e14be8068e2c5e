import { readFileSync, statSync } from 'node:fs';

/** What started the workflow, as far as it matters: where a comment could go. */
export interface TriggerEvent {
  /** GITHUB_EVENT_NAME; '' when unknown. */
  readonly name: string;
  /** The commit that people know: the head of a pull request, GITHUB_SHA otherwise. Hexadecimal. */
  readonly commit?: string;
  /**
   * The commit that is checked out by default, for links to lines: what a pull request would be
   * merged to. For `pull_request_target`, where that is the base, the head.
   */
  readonly tree?: string;
  readonly pullRequest?: PullRequest;
  /** What the change is made to, or was made to. */
  readonly base?: BaseCommit;
  /**
   * The branch whose newest commit a push is compared with where it goes on from nothing: it makes a
   * branch, or its history was rewritten. Untrusted text.
   */
  readonly onto?: string;
  /** The run for a pull request that this one follows, for `workflow_run`. */
  readonly run?: SourceRun;
  /** Why the payload could not be used, as a sentence. Nothing about the verdict depends on it. */
  readonly problem?: string;
}

export interface PullRequest {
  readonly number: number;
  /** Whether its token can only read, whatever the workflow asks for: forks and Dependabot. */
  readonly readOnly: boolean;
  /** Whether the event is its closing, after which nobody waits for a comment. */
  readonly closed: boolean;
}

/** A run of another workflow that has ended. GitHub says what it was for; its own words are not asked. */
export interface SourceRun {
  readonly id: number;
  /** The head of what it was for. */
  readonly commit: string;
  /** Whose repository the head is in, and the branch there. Untrusted text. */
  readonly owner: string;
  readonly branch: string;
  readonly succeeded: boolean;
}

export interface BaseCommit {
  readonly commit: string;
  /** The branch; '' when unknown. Untrusted text. */
  readonly branch: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A webhook's payload is 25 MB at most. */
const MOST_BYTES = 25 * 1024 * 1024;

/** Reads the event from the environment of a workflow run. Never throws. */
export function readEvent(environment: Environment): TriggerEvent {
  const name = environment.GITHUB_EVENT_NAME ?? '';
  const commit = sha(environment.GITHUB_SHA);
  const base = { name, ...(commit === undefined ? {} : { commit, tree: commit }) };
  const file = environment.GITHUB_EVENT_PATH ?? '';
  if (file === '') return { ...base, problem: 'GITHUB_EVENT_PATH is not set.' };
  let payload: unknown;
  try {
    if (statSync(file).size > MOST_BYTES) {
      return { ...base, problem: 'The event file is larger than 25 MB.' };
    }
    payload = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    return { ...base, problem: `The event file named by GITHUB_EVENT_PATH ${reason}.` };
  }
  const pull = record(record(payload).pull_request);
  const { number } = pull;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) {
    return { ...base, ...baseOf(name, record(payload)), ...runOf(name, record(payload)) };
  }
  const headCommit = sha(record(pull.head).sha) ?? commit;
  const tree = name === 'pull_request_target' ? headCommit : commit;
  return {
    name,
    ...(headCommit === undefined ? {} : { commit: headCommit }),
    ...(tree === undefined ? {} : { tree }),
    ...baseCommit(record(pull.base).sha, record(pull.base).ref),
    pullRequest: {
      number,
      readOnly: hasReadOnlyToken(name, environment, pull),
      closed: record(payload).action === 'closed',
    },
  };
}

/** The base of a merge group, or what a push went on from or comes from. */
function baseOf(
  event: string,
  payload: Record<string, unknown>,
): Pick<TriggerEvent, 'base' | 'onto'> {
  const group = record(payload.merge_group);
  if (group.base_sha !== undefined) return baseCommit(group.base_sha, group.base_ref);
  const before = baseCommit(payload.before, payload.ref);
  if (event !== 'push' || (before.base !== undefined && payload.forced !== true)) return before;
  const onto = record(payload.repository).default_branch;
  // The default branch itself has only its own past to be compared with.
  if (typeof onto !== 'string' || onto === '' || payload.ref === `refs/heads/${onto}`)
    return before;
  return { onto: onto.slice(0, 200) };
}

/** What `workflow_run` follows; nothing when that was not for a pull request. */
function runOf(event: string, payload: Record<string, unknown>): { run?: SourceRun } {
  const run = record(payload.workflow_run);
  const commit = sha(run.head_sha);
  const { login } = record(record(run.head_repository).owner);
  const { id, head_branch: branch } = run;
  if (event !== 'workflow_run' || run.event !== 'pull_request' || commit === undefined) return {};
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return {};
  if (typeof login !== 'string' || typeof branch !== 'string') return {};
  return { run: { id, commit, owner: login, branch, succeeded: run.conclusion === 'success' } };
}

function baseCommit(commit: unknown, ref: unknown): { base?: BaseCommit } {
  const name = sha(commit);
  // A push that makes a branch comes from nowhere.
  if (name === undefined || /^0+$/.test(name)) return {};
  const branch = typeof ref === 'string' ? ref.replace(/^refs\/heads\//, '').slice(0, 200) : '';
  return { base: { commit: name, branch } };
}

/**
 * `pull_request_target` runs with the base repository's rights; `pull_request` does not when the head
 * is elsewhere (or gone) or when Dependabot started it
 * (docs.github.com, "Events that trigger workflows" and "Troubleshooting Dependabot on GitHub Actions").
 */
function hasReadOnlyToken(
  event: string,
  environment: Environment,
  pull: Record<string, unknown>,
): boolean {
  if (event === 'pull_request_target') return false;
  if (environment.GITHUB_ACTOR === 'dependabot[bot]') return true;
  const head = record(record(pull.head).repo).full_name;
  return head !== record(record(pull.base).repo).full_name;
}

/** A full object name of git, SHA-1 or SHA-256. */
function sha(value: unknown): string | undefined {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)
    ? value
    : undefined;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
