import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeGitHub } from './fake-github/server.js';

const COMMENTS = `/repos/${FakeGitHub.repository}/issues/${FakeGitHub.pullRequest}/comments`;

let github: FakeGitHub;
beforeEach(async () => {
  github = await FakeGitHub.start();
});
afterEach(() => github.stop());

function ask(method: string, path: string, body?: unknown, token = github.token) {
  return fetch(`${github.apiUrl}${path}`, {
    method,
    headers: { authorization: `token ${token}`, connection: 'close' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

// The stand-in judges the action, so it is judged itself.
describe('the stand-in for GitHub', () => {
  it.each<[string, string, string, unknown, RegExp]>([
    ['an unknown route', 'GET', '/repos/octo-org/octo-repo/comment', undefined, /no route/],
    ['the wrong method', 'PUT', COMMENTS, { body: 'x' }, /no route/],
    ['a missing body', 'POST', COMMENTS, undefined, /body is missing/],
    ['a missing property', 'POST', COMMENTS, {}, /must have required property 'body'/],
    ['the wrong type', 'POST', COMMENTS, { body: 7 }, /\/body must be string/],
    ['an unknown parameter', 'GET', `${COMMENTS}?perpage=5`, undefined, /no parameter perpage/],
    ['a parameter of the wrong type', 'GET', `${COMMENTS}?page=two`, undefined, /must be integer/],
    ['a time that is none', 'GET', `${COMMENTS}?since=now`, undefined, /must match format/],
    [
      'a body where none belongs',
      'DELETE',
      '/repos/octo-org/octo-repo/issues/comments/1',
      {},
      /a body is sent/,
    ],
  ])('notes %s', async (_, method, path, body, violation) => {
    await ask(method, path, body);
    expect(github.violations.join('\n')).toMatch(violation);
  });

  it('notes an answer of its own that is against the description', async () => {
    github.addComment({ login: 'x', type: 'User' }, 7 as unknown as string);
    await ask('GET', COMMENTS);
    expect(github.violations).toEqual([expect.stringContaining('/0/body must be string')]);
  });

  it('keeps comments and pages through them', async () => {
    for (let i = 0; i < 35; i += 1) await ask('POST', COMMENTS, { body: `Comment ${i}` });
    const first = await ask('GET', COMMENTS);
    expect((await first.json()) as unknown[]).toHaveLength(30);
    expect(first.headers.get('link')).toContain('page=2>; rel="next"');
    const second = await ask('GET', `${COMMENTS}?page=2`);
    expect((await second.json()) as unknown[]).toHaveLength(5);
    expect(second.headers.get('link')).toBeNull();
    expect(github.violations).toEqual([]);
  });

  it('refuses what GitHub refuses', async () => {
    expect((await ask('POST', COMMENTS, { body: 'x'.repeat(65_536) })).status).toBe(201);
    expect((await ask('POST', COMMENTS, { body: 'x'.repeat(65_537) })).status).toBe(422);
    expect((await ask('POST', COMMENTS, { body: ' \n' })).status).toBe(422);
    expect((await ask('GET', COMMENTS, undefined, 'another')).status).toBe(401);
    expect((await ask('GET', COMMENTS.replace('/7/', '/8/'))).status).toBe(404);
    expect((await ask('GET', COMMENTS.replace('octo-repo', 'other'))).status).toBe(404);
    expect((await ask('GET', '/user')).status).toBe(403);
    expect(github.violations).toEqual([]);
  });

  it('names the permission that is missing', async () => {
    await github.stop();
    github = await FakeGitHub.start({ permission: 'read' });
    const answer = await ask('POST', COMMENTS, { body: 'x' });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('x-accepted-github-permissions')).toBe(
      'issues=write; pull_requests=write',
    );
    expect((await ask('GET', COMMENTS)).status).toBe(200);
    expect(github.comments).toEqual([]);
  });
});
