import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connect, type GitHubApi } from '../../src/github/client.js';
import { Patience, systemClock } from '../../src/github/patience.js';
import { FakeGitHub } from '../action/fake-github/server.js';

const REPOSITORY = { owner: 'octo-org', repo: 'octo-repo' };
const PULL = FakeGitHub.pullRequest;

let github: FakeGitHub;
let api: GitHubApi;
const before = { ...process.env };

beforeAll(async () => {
  github = await FakeGitHub.start();
  // The library reads them once, when it is loaded.
  process.env.GITHUB_API_URL = github.apiUrl;
  delete process.env.GITHUB_EVENT_PATH;
});
afterAll(async () => {
  process.env.GITHUB_API_URL = before.GITHUB_API_URL;
  await github.stop();
});
const clock = { ...systemClock, sleep: () => Promise.resolve() };
beforeEach(async () => {
  // The stand-in may take its time on a busy machine.
  const limits = { total: 60_000, request: 20_000, attempts: 3 };
  api = await connect(github.token, REPOSITORY, new Patience(clock, limits));
});
afterEach(() => {
  github.comments.length = 0;
  github.faults.length = 0;
  github.requests.length = 0;
});

describe('github/client', () => {
  it('creates, lists, edits and deletes comments', async () => {
    const { id } = await api.createComment(PULL, 'one');
    await api.createComment(PULL, 'two');
    await api.updateComment(id, 'three');
    expect(await api.comments(PULL)).toMatchObject([
      { id, body: 'three', author: 'github-actions[bot]', byApp: true },
      { body: 'two' },
    ]);
    await api.deleteComment(id);
    expect(await api.comments(PULL)).toMatchObject([{ body: 'two' }]);
    expect(await api.ownLogin()).toBe('github-actions[bot]');
    expect(github.violations).toEqual([]);
  });

  it('reads all pages', async () => {
    for (let i = 0; i < 250; i += 1) github.addComment({ login: 'a', type: 'User' }, `${i}`);
    const comments = await api.comments(PULL);
    expect(comments.map(({ body }) => body)).toEqual(Array.from({ length: 250 }, (_, i) => `${i}`));
    expect(github.count('issues/list-comments')).toBe(3);
  });

  it('does not wait for an answer that does not come', async () => {
    const limits = { total: 3000, request: 300, attempts: 3 };
    const hasty = await connect(github.token, REPOSITORY, new Patience(clock, limits));
    github.faults.push({ status: 200, delayMs: 60_000 });
    // Not before the 60 seconds are over: the test itself would be stopped.
    await expect(hasty.comments(PULL)).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(hasty.createComment(PULL, 'x')).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(hasty.ownLogin()).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('asks again on a page that fails, not from the start', async () => {
    for (let i = 0; i < 150; i += 1) github.addComment({ login: 'a', type: 'User' }, `${i}`);
    const pages: Promise<unknown> = api.comments(PULL);
    github.faults.push({ on: 'issues/list-comments', status: 502, times: 2 });
    expect(await pages).toHaveLength(150);
    expect(github.requests.map(({ status }) => status)).toEqual([502, 502, 200, 200]);
  });

  it('does not send a new comment twice by itself', async () => {
    github.faults.push({ status: 502 });
    await expect(api.createComment(PULL, 'x')).rejects.toMatchObject({ status: 502 });
    expect(github.requests).toHaveLength(1);
  });
});
