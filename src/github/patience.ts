import { GitHubFailure, toFailure } from './failure.js';

/** Time, so that tests need not spend it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** What is spent on GitHub at most, in milliseconds and attempts. */
export interface Limits {
  /** For all requests and waits together. */
  readonly total: number;
  /** For one request. */
  readonly request: number;
  /** How often one request is sent. */
  readonly attempts: number;
}

export const LIMITS: Limits = { total: 60_000, request: 15_000, attempts: 4 };

/**
 * Repeats requests that failed for a passing reason, within one budget for the whole run: a comment
 * is never worth more than a minute.
 */
export class Patience {
  private deadline: number | undefined;

  constructor(
    private readonly clock: Clock = systemClock,
    private readonly limits: Limits = LIMITS,
  ) {}

  /**
   * Sends a request until it succeeds, fails for good, or the budget is used up. Rate limits are
   * waited for as long as GitHub asks. What failed on the way ({@link FailureKind} `unavailable`)
   * may have been done all the same, so it is only repeated when `repeatable`.
   *
   * @param send gets a signal that ends the request when its time is over
   * @throws GitHubFailure
   */
  async attempt<T>(send: (signal: AbortSignal) => Promise<T>, repeatable: boolean): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const remaining = this.remaining();
      if (remaining <= 0) throw new GitHubFailure('unavailable', undefined, 'no time is left');
      try {
        return await send(AbortSignal.timeout(Math.min(this.limits.request, remaining)));
      } catch (error) {
        const failure = toFailure(error, this.clock.now());
        const passing =
          failure.kind === 'rate-limited' || (failure.kind === 'unavailable' && repeatable);
        if (!passing || attempt >= this.limits.attempts) throw failure;
        await this.pause(failure, attempt);
      }
    }
  }

  /**
   * Waits before the attempt after the given one.
   *
   * @throws GitHubFailure the given one, when the wait does not fit into the budget
   */
  async pause(failure: GitHubFailure, attempt: number): Promise<void> {
    const wait = failure.retryAfterMs ?? 1000 * 2 ** (attempt - 1);
    if (wait >= this.remaining()) throw failure;
    await this.clock.sleep(wait);
  }

  /** How often something may be tried. */
  get attempts(): number {
    return this.limits.attempts;
  }

  private remaining(): number {
    const now = this.clock.now();
    this.deadline ??= now + this.limits.total;
    return this.deadline - now;
  }
}
