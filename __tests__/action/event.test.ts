import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEvent } from '../../src/action/event.js';
import { HEAD_SHA, MERGE_SHA, pullRequestPayload } from './run-action.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(name: string, payload: unknown, more: Record<string, string> = {}) {
  const file = join(folder, 'event.json');
  writeFileSync(file, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return readEvent({
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: file,
    GITHUB_SHA: MERGE_SHA,
    ...more,
  });
}

describe('action/event', () => {
  it('reads a pull request', () => {
    expect(read('pull_request', pullRequestPayload())).toEqual({
      name: 'pull_request',
      commit: HEAD_SHA,
      tree: MERGE_SHA,
      base: { commit: MERGE_SHA, branch: 'main' },
      pullRequest: { number: 7, readOnly: false, closed: false },
    });
  });

  it.each([
    ['a fork', 'pull_request', pullRequestPayload({ fork: true }), {}, true],
    [
      'a fork, run with the rights of the base',
      'pull_request_target',
      pullRequestPayload({ fork: true }),
      {},
      false,
    ],
    ['Dependabot', 'pull_request', pullRequestPayload(), { GITHUB_ACTOR: 'dependabot[bot]' }, true],
    [
      'a fork that is gone',
      'pull_request',
      { pull_request: { number: 7, head: { repo: null }, base: { repo: { full_name: 'a/b' } } } },
      {},
      true,
    ],
  ])('knows whose token can only read: %s', (_, name, payload, more, readOnly) => {
    expect(read(name, payload, more).pullRequest?.readOnly).toBe(readOnly);
  });

  it('links to the head where the base is checked out', () => {
    expect(read('pull_request_target', pullRequestPayload()).tree).toBe(HEAD_SHA);
  });

  it('knows a closed pull request', () => {
    const event = read('pull_request', pullRequestPayload({ action: 'closed' }));
    expect(event.pullRequest?.closed).toBe(true);
  });

  it.each([
    ['push', { before: '0'.repeat(40), after: MERGE_SHA }],
    ['schedule', { schedule: '0 4 * * 1' }],
    ['workflow_dispatch', { inputs: null }],
    ['issue_comment', { issue: { number: 7 } }],
  ])('finds no pull request in %s', (name, payload) => {
    expect(read(name, payload)).toEqual({ name, commit: MERGE_SHA, tree: MERGE_SHA });
  });

  it.each([
    ['push', { before: HEAD_SHA, ref: 'refs/heads/main' }],
    ['merge_group', { merge_group: { base_sha: HEAD_SHA, base_ref: 'refs/heads/main' } }],
  ])('finds the base of %s', (name, payload) => {
    expect(read(name, payload).base).toEqual({ commit: HEAD_SHA, branch: 'main' });
  });

  it.each([
    ['text', '"x"'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text for a number', '{"pull_request":{"number":"7"}}'],
    ['a number below one', '{"pull_request":{"number":0}}'],
    ['half a number', '{"pull_request":{"number":1.5}}'],
    ['a number too large', '{"pull_request":{"number":1e300}}'],
    ['no object', '{"pull_request":7}'],
  ])('does not believe a payload with %s', (_, payload) => {
    expect(read('pull_request', payload).pullRequest).toBeUndefined();
  });

  it('does not take anything for a commit', () => {
    const event = read(
      'pull_request',
      { pull_request: { number: 7, head: { sha: 'main; rm' } } },
      { GITHUB_SHA: 'x' },
    );
    expect(event.commit).toBeUndefined();
  });

  it.each([
    ['is missing', { GITHUB_EVENT_PATH: '/nonexistent/event.json' }, 'cannot be read'],
    ['is a folder', { GITHUB_EVENT_PATH: tmpdir() }, 'cannot be read'],
    ['is not named', {}, 'not set'],
  ])('says so when the event file %s', (_, environment, problem) => {
    expect(readEvent(environment).problem).toContain(problem);
  });

  it('says so when the event file is not JSON', () => {
    expect(read('pull_request', '{"pull_request":').problem).toContain('is not JSON');
  });
});
