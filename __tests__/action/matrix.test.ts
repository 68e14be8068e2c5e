import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { rowsOf } from '../docs/held-by-tests.js';
import { FakeGitHub } from './fake-github/server.js';
import { buildAction, HEAD_SHA, pullRequestPayload, runAction } from './run-action.js';

/** The table of events and tokens in docs/degradation.md, cell by cell on the built action. */
const FILES = {
  'compose.yaml':
    'services:\n  cache:\n    image: memcached:1.6.39\n    ports:\n      - "11211:11211"\n',
};
const PAYLOADS: Readonly<Record<string, object>> = {
  pull_request: pullRequestPayload(),
  pull_request_target: pullRequestPayload(),
  pull_request_review: pullRequestPayload(),
  merge_group: { action: 'checks_requested', merge_group: { head_sha: HEAD_SHA } },
  push: { before: '0'.repeat(40), after: HEAD_SHA, pusher: {} },
  schedule: { schedule: '0 4 * * 1' },
  workflow_dispatch: { inputs: {}, ref: 'refs/heads/main' },
  workflow_run: { workflow_run: { pull_requests: [] } },
  release: { action: 'published', release: { tag_name: 'v1' } },
  deployment: { deployment: { sha: HEAD_SHA } },
};
const TOKENS = ['write', 'read', 'none', 'no token'] as const;
const rows = rowsOf('docs/degradation.md', 'matrix');
const cells = rows.flatMap(([event, ...outcomes]) =>
  TOKENS.map((token, i) => [event!.replaceAll('`', ''), token, outcomes[i]!] as const),
);

// Every test starts a process, on a machine that may be busy.
jest.setTimeout(60_000);

let build: ReturnType<typeof buildAction>;
beforeAll(() => {
  build = buildAction();
});
afterAll(() => build.remove());

describe('events and tokens', () => {
  it('are all in the table', () => {
    expect(rows.map(([event]) => event!.replaceAll('`', '')).sort()).toEqual(
      Object.keys(PAYLOADS).sort(),
    );
    expect(cells.every(([, , outcome]) => ['comment', 'notice', '–'].includes(outcome))).toBe(true);
  });

  it.each(cells)('%s, %s: %s', async (event, token, outcome) => {
    const github = await FakeGitHub.start(token === 'no token' ? {} : { permission: token });
    try {
      const result = await runAction({
        entry: build.entry,
        files: FILES,
        event,
        payload: PAYLOADS[event]!,
        inputs: { 'github-token': token === 'no token' ? '' : github.token },
        environment: { GITHUB_API_URL: github.apiUrl },
      });
      // The verdict and all that needs no GitHub are the same in every cell.
      expect(result.status).toBe(1);
      expect(result.outputs.conclusion).toBe('failed');
      expect(result.outputs['findings-count']).toBe('1');
      expect(result.annotations).toContainEqual(
        expect.objectContaining({ level: 'error', file: 'compose.yaml', line: 5 }),
      );
      expect(result.summary).toContain('MCE201');
      expect(result.stderr).toBe('');
      expect([result.complaints, result.otherCommands, github.violations]).toEqual([[], [], []]);
      // What differs:
      expect(github.comments).toHaveLength(outcome === 'comment' ? 1 : 0);
      const notices = result.annotations.filter(({ message }) =>
        message.includes('"pull-requests: write"'),
      );
      expect(notices.map(({ level }) => level)).toEqual(outcome === 'notice' ? ['notice'] : []);
      if (outcome === '–') expect(github.requests).toEqual([]);
    } finally {
      await github.stop();
    }
  });
});
