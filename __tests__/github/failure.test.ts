import { describe, expect, it } from '@jest/globals';
import { adviceFor } from '../../src/github/advice.js';
import { GitHubFailure, toFailure } from '../../src/github/failure.js';

const NOW = Date.parse('2026-11-22T10:00:00Z');

function answer(status: number, headers: Record<string, string> = {}, message = 'No'): unknown {
  return Object.assign(new Error(message), { status, response: { headers, data: { message } } });
}

describe('github/failure', () => {
  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [410, 'other'],
    [422, 'invalid'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('takes %d for %s', (status, kind) => {
    expect(toFailure(answer(status), NOW)).toMatchObject({ kind, status });
  });

  it.each<[string, Record<string, string>, string, number | undefined]>([
    ['seconds', { 'retry-after': '7' }, 'No', 7000],
    ['a date', { 'retry-after': 'Sun, 22 Nov 2026 10:00:30 GMT' }, 'No', 30_000],
    ['a date in the past', { 'retry-after': 'Sun, 22 Nov 2026 09:00:00 GMT' }, 'No', 0],
    [
      'the reset of a used up limit',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 12) },
      'No',
      12_000,
    ],
    ['words only', {}, 'You have exceeded a secondary rate limit.', undefined],
  ])('recognises a rate limit told by %s with a 403', (_, headers, message, retryAfterMs) => {
    const failure = toFailure(answer(403, headers, message), NOW);
    expect(failure.kind).toBe('rate-limited');
    expect(failure.retryAfterMs).toBe(retryAfterMs);
  });

  it('keeps a 403 with requests left a matter of permission', () => {
    const headers = { 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': String(NOW / 1000 + 12) };
    expect(toFailure(answer(403, headers), NOW).kind).toBe('forbidden');
  });

  it('reads the permissions that would have been enough', () => {
    const header = 'issues=write; pull_requests=write,contents=read; ::set-output name=x::y';
    const failure = toFailure(answer(403, { 'x-accepted-github-permissions': header }), NOW);
    expect(failure.acceptedPermissions).toEqual([
      'issues: write',
      'pull-requests: write, contents: read',
    ]);
  });

  it('takes an error without an answer for an unavailable service', () => {
    const failure = toFailure(
      Object.assign(new Error('connect ECONNREFUSED'), { status: 500 }),
      NOW,
    );
    expect(failure).toMatchObject({ kind: 'unavailable', detail: 'connect ECONNREFUSED' });
    expect(failure.status).toBeUndefined();
  });

  it('keeps what GitHub says on one short line', () => {
    const failure = toFailure(answer(500, {}, `a\n::error::b\u0085${'c'.repeat(900)}`), NOW);
    expect(failure.detail).toMatch(/^a ::error::b c+…$/);
    expect(failure.detail).toHaveLength(300);
  });
});

describe('github/advice', () => {
  const forbidden = (detail: string, permissions: string[] = []) =>
    new GitHubFailure('forbidden', 403, detail, permissions);

  it('names the missing permission and the lines that grant it', () => {
    const text = adviceFor(forbidden('No', ['issues: write', 'pull-requests: write']), false);
    expect(text).toContain('"issues: write" or "pull-requests: write"');
    expect(text).toContain('  permissions:\n    contents: read\n    pull-requests: write');
  });

  it('asks for writing where already reading was refused', () => {
    const text = adviceFor(forbidden('No', ['issues: read', 'pull-requests: read']), false);
    expect(text).toContain('"issues: write" or "pull-requests: write"');
  });

  it('does not tell the author of a fork to change permissions', () => {
    const text = adviceFor(forbidden('No'), true);
    expect(text).toContain('fork');
    expect(text).not.toContain('  permissions:');
  });

  it('says that a locked conversation is locked', () => {
    const text = adviceFor(forbidden('Unable to create comment because issue is locked.'), false);
    expect(text).toContain('unlock it');
    expect(text).not.toContain('  permissions:');
  });
});
