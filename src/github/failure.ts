/** Why GitHub did not do what it was asked to, and what can be done about it. */
export type FailureKind =
  /** 429, or 403 for a primary or secondary rate limit. */
  | 'rate-limited'
  /** 5xx, no connection, no answer in time. */
  | 'unavailable'
  /** 401: the token is not valid (any more). */
  | 'unauthorized'
  /** 403, and 404 for what a token without permission may not even know of. */
  | 'forbidden'
  | 'not-found'
  /** 422. */
  | 'invalid'
  | 'other';

/** A request to GitHub that failed for good. */
export class GitHubFailure extends Error {
  override readonly name = 'GitHubFailure';

  /**
   * @param status the HTTP status; undefined when no answer came
   * @param detail what GitHub said; untrusted text on one line, at most 300 characters
   * @param acceptedPermissions what the header `x-accepted-github-permissions` asks for, one
   *   alternative each: `['issues: write', 'pull-requests: write']`
   * @param retryAfterMs how long GitHub asked to be left alone
   */
  constructor(
    readonly kind: FailureKind,
    readonly status: number | undefined,
    readonly detail: string,
    readonly acceptedPermissions: readonly string[] = [],
    readonly retryAfterMs?: number,
  ) {
    super(status === undefined ? detail : `${status}: ${detail}`);
  }
}

interface Answer {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly data: unknown;
}

/**
 * Sorts an error thrown by the API client.
 *
 * @param now milliseconds since 1970, to turn a point in time into a time to wait
 */
export function toFailure(error: unknown, now: number): GitHubFailure {
  if (error instanceof GitHubFailure) return error;
  const answer = answerOf(error);
  const status = answer === undefined ? undefined : statusOf(error);
  if (answer === undefined || status === undefined) {
    return new GitHubFailure('unavailable', undefined, oneLine(describe(error)));
  }
  const detail = oneLine(messageOf(answer.data) ?? describe(error));
  const header = (name: string): string | undefined => {
    const value = answer.headers[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const exhausted = header('x-ratelimit-remaining') === '0';
  const retryAfterMs =
    waitFor(header('retry-after'), now) ??
    (exhausted ? untilReset(header('x-ratelimit-reset'), now) : undefined);
  const limited =
    status === 429 ||
    (status === 403 &&
      (retryAfterMs !== undefined || exhausted || detail.toLowerCase().includes('rate limit')));
  return new GitHubFailure(
    limited ? 'rate-limited' : kindOf(status),
    status,
    detail,
    permissions(header('x-accepted-github-permissions')),
    retryAfterMs,
  );
}

function kindOf(status: number): FailureKind {
  if (status >= 500) return 'unavailable';
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 422:
      return 'invalid';
    default:
      return 'other';
  }
}

/** `retry-after` is a number of seconds or a date (RFC 9110, section 10.2.3). */
function waitFor(value: string | undefined, now: number): number | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function untilReset(value: string | undefined, now: number): number | undefined {
  const seconds = value === undefined ? Number.NaN : Number(value);
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000 - now) : undefined;
}

/**
 * `issues=write; pull_requests=write`: alternatives, each of which may name several permissions
 * separated by commas. Anything that does not look like that is left out.
 */
function permissions(value: string | undefined): string[] {
  if (value === undefined) return [];
  return value
    .slice(0, 500)
    .split(';')
    .map((alternative) => alternative.split(',').map((part) => part.trim()))
    .filter((parts) => parts.every((part) => /^[a-z_]{1,60}=(?:read|write|admin)$/.test(part)))
    .map((parts) => parts.map((part) => part.replace('=', ': ').replaceAll('_', '-')).join(', '));
}

function answerOf(error: unknown): Answer | undefined {
  if (!isRecord(error) || !isRecord(error.response)) return undefined;
  const { headers, data } = error.response;
  return { headers: isRecord(headers) ? headers : {}, data };
}

function statusOf(error: unknown): number | undefined {
  return isRecord(error) && typeof error.status === 'number' ? error.status : undefined;
}

function messageOf(data: unknown): string | undefined {
  return isRecord(data) && typeof data.message === 'string' ? data.message : undefined;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Control characters become spaces; the rest is cut to 300 characters. */
function oneLine(text: string): string {
  const clean = text
    .slice(0, 2000)
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .trim();
  return clean.length > 300 ? `${clean.slice(0, 299)}…` : clean;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
