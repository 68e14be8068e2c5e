import { describe, expect, it } from '@jest/globals';
import { GitHubFailure } from '../../src/github/failure.js';
import { Patience, type Clock } from '../../src/github/patience.js';

/** Time that passes only when somebody sleeps. */
class StandingClock implements Clock {
  readonly slept: number[] = [];
  private time = 1_000_000;

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds);
    this.time += milliseconds;
    return Promise.resolve();
  }
}

const limited = (retryAfterMs?: number) =>
  new GitHubFailure('rate-limited', 429, 'slow down', [], retryAfterMs);
const broken = new GitHubFailure('unavailable', 502, 'Bad Gateway');

function failing(failures: readonly GitHubFailure[]) {
  let sent = 0;
  const send = (): Promise<string> => {
    const failure = failures[sent];
    sent += 1;
    return failure === undefined ? Promise.resolve('done') : Promise.reject(failure);
  };
  return { send, sent: () => sent };
}

describe('github/patience', () => {
  it('waits as long as GitHub asks', async () => {
    const clock = new StandingClock();
    const { send } = failing([limited(20_000), limited(30_000)]);
    await expect(new Patience(clock).attempt(send, false)).resolves.toBe('done');
    expect(clock.slept).toEqual([20_000, 30_000]);
  });

  it('gives up at once when GitHub asks for more than a minute', async () => {
    const clock = new StandingClock();
    const { send, sent } = failing([limited(3_600_000)]);
    await expect(new Patience(clock).attempt(send, true)).rejects.toMatchObject({ status: 429 });
    expect(clock.slept).toEqual([]);
    expect(sent()).toBe(1);
  });

  it('has one minute for all requests together', async () => {
    const clock = new StandingClock();
    const patience = new Patience(clock);
    await patience.attempt(failing([limited(40_000)]).send, true);
    const { send, sent } = failing([limited(40_000)]);
    await expect(patience.attempt(send, true)).rejects.toMatchObject({ status: 429 });
    expect(clock.slept).toEqual([40_000]);
    expect(sent()).toBe(1);
  });

  it('sends a request four times at most, waiting longer each time', async () => {
    const clock = new StandingClock();
    const { send, sent } = failing(Array.from({ length: 9 }, () => limited()));
    await expect(new Patience(clock).attempt(send, true)).rejects.toMatchObject({ status: 429 });
    expect(sent()).toBe(4);
    expect(clock.slept).toEqual([1000, 2000, 4000]);
  });

  it('repeats what failed on the way only when that does no harm', async () => {
    const again = failing([broken, broken]);
    await expect(new Patience(new StandingClock()).attempt(again.send, true)).resolves.toBe('done');
    const once = failing([broken]);
    await expect(new Patience(new StandingClock()).attempt(once.send, false)).rejects.toBe(broken);
    expect(once.sent()).toBe(1);
  });

  it.each(['forbidden', 'not-found', 'invalid', 'unauthorized', 'other'] as const)(
    'does not repeat what is %s',
    async (kind) => {
      const { send, sent } = failing([new GitHubFailure(kind, 400, 'No')]);
      await expect(new Patience(new StandingClock()).attempt(send, true)).rejects.toMatchObject({
        kind,
      });
      expect(sent()).toBe(1);
    },
  );

  it('ends a request that takes too long', async () => {
    const patience = new Patience(undefined, { total: 5000, request: 20, attempts: 1 });
    const hangs = (signal: AbortSignal): Promise<never> =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('The operation timed out.')));
        setTimeout(() => undefined, 500).unref();
      });
    await expect(patience.attempt(hangs, true)).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
