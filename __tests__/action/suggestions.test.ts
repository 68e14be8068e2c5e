import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { ACTIONS_BOT, FakeGitHub, type FakeGitHubOptions } from './fake-github/server.js';
import { checkOut, git, payloadOf, propose, type Files, type Proposal } from './proposal.js';
import { buildAction, runAction, type Run, type Step } from './run-action.js';

const compose = (...ports: string[]): string =>
  [
    'services:',
    '  cache:',
    '    image: memcached:1.6.45',
    '    ports:',
    ...ports.map((port) => `      - "${port}"`),
    '',
  ].join('\n');
const OPEN = compose('11211:11211');
const CLOSED = compose('127.0.0.1:11211:11211');

// Every test starts a process or more, on a machine that may be busy.
jest.setTimeout(60_000);

let build: ReturnType<typeof buildAction>;
let github: FakeGitHub;
let folder: string;

beforeAll(() => {
  build = buildAction();
});
afterAll(() => build.remove());
beforeEach(async () => {
  github = await FakeGitHub.start();
  folder = mkdtempSync(join(tmpdir(), 'suggest-'));
});
afterEach(async () => {
  await github.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function restart(options: FakeGitHubOptions): Promise<void> {
  await github.stop();
  github = await FakeGitHub.start(options);
}

let proposals = 0;
const proposalOf = (base: Files, head: Files): Proposal =>
  propose(folder, base, head, `origin${proposals++}`);

async function run(
  proposal: Proposal,
  hunks: FakeGitHub['hunks'],
  step: Omit<Step, 'entry'> = {},
): Promise<Run> {
  github.head = proposal.head;
  github.hunks = hunks;
  const result = await runAction({
    entry: build.entry,
    event: 'pull_request',
    payload: payloadOf(proposal),
    prepare: (workspace) => checkOut(workspace, proposal.origin, proposal.merge, '--depth=1'),
    ...step,
    inputs: { 'github-token': github.token, ...step.inputs },
    environment: {
      GITHUB_API_URL: github.apiUrl,
      GITHUB_SHA: proposal.merge,
      ...step.environment,
    },
  });
  expect(result.signal).toBeNull();
  expect(result.stderr).toBe('');
  expect(result.complaints).toEqual([]);
  expect(result.otherCommands).toEqual([]);
  expect(github.violations).toEqual([]);
  return result;
}

const comments = (): Record<string, unknown>[] =>
  github.reviews.flatMap(({ comments: all }) => all);
const many = (count: number, from = 20_000): string =>
  compose(...Array.from({ length: count }, (_, i) => `${from + i}:11211`));

describe('suggestions', () => {
  it('are made for what a pull request opens, on the lines that the diff shows', async () => {
    const result = await run(proposalOf({ 'compose.yaml': CLOSED }, { 'compose.yaml': OPEN }), {
      'compose.yaml': [[2, 5]],
    });
    expect(result.status).toBe(1);
    expect(github.reviews).toHaveLength(1);
    expect(github.reviews[0]!.body).toMatch(
      /^<!-- memcached-exposure-check:suggestions:[0-9a-f]{12} [0-9a-f]{32} -->\n/,
    );
    expect(comments()).toEqual([
      {
        path: 'compose.yaml',
        line: 5,
        side: 'RIGHT',
        body: expect.stringContaining('```suggestion\n      - "127.0.0.1:11211:11211"\n```'),
      },
    ]);
    expect(
      github.requests.find(({ operation }) => operation === 'pulls/create-review')!.body,
    ).toMatchObject({ event: 'COMMENT', commit_id: github.head });
  });

  it('when accepted leave nothing to find', async () => {
    const before = { 'compose.yaml': CLOSED };
    await run(proposalOf(before, { 'compose.yaml': OPEN }), { 'compose.yaml': [[2, 5]] });
    const { line, body } = comments()[0]! as { line: number; body: string };
    const replacement = /```suggestion\n([^]*?)\n```/.exec(body)![1]!;
    const lines = OPEN.split('\n');
    lines.splice(line - 1, 1, replacement);
    const result = await run(proposalOf(before, { 'compose.yaml': lines.join('\n') }), {});
    expect(result.status).toBe(0);
    expect(github.reviews).toHaveLength(1);
  });

  it.each<[string, Files, Files, Omit<Step, 'entry'>, string?]>([
    ['was open before', { 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' }, {}],
    [
      'is not in the diff, for another file opens it',
      { 'compose.yaml': `${compose('${CACHE_PORT:-127.0.0.1:11211}:11211')}`, '.env': '' },
      {
        'compose.yaml': `${compose('${CACHE_PORT:-127.0.0.1:11211}:11211')}`,
        '.env': 'CACHE_PORT=11211\n',
      },
      {},
      'failed',
    ],
    ['is closed', { 'compose.yaml': OPEN }, { 'compose.yaml': CLOSED }, {}],
    [
      'is not wanted',
      { 'compose.yaml': CLOSED },
      { 'compose.yaml': OPEN },
      { inputs: { suggestions: 'never' } },
    ],
    [
      'is excluded',
      { 'compose.yaml': CLOSED },
      { 'compose.yaml': OPEN },
      { inputs: { exclude: 'compose.yaml' } },
    ],
    [
      'has no token',
      { 'compose.yaml': CLOSED },
      { 'compose.yaml': OPEN },
      { inputs: { 'github-token': '' } },
    ],
    [
      'has line ends that a suggestion would change',
      { 'compose.yaml': CLOSED.replaceAll('\n', '\r\n') },
      { 'compose.yaml': OPEN.replaceAll('\n', '\r\n') },
      {},
    ],
    [
      'is pushed',
      { 'compose.yaml': CLOSED },
      { 'compose.yaml': OPEN },
      { event: 'push', payload: {} },
    ],
  ])('are not made for what %s', async (_, before, after, step, ...[conclusion]) => {
    const result = await run(proposalOf(before, after), { 'compose.yaml': [[1, 9]] }, step);
    expect(result.outputs.conclusion).not.toBe('could-not-run');
    if (conclusion !== undefined) expect(result.outputs.conclusion).toBe(conclusion);
    expect(github.count('pulls/create-review')).toBe(0);
    expect(github.count('pulls/list-reviews')).toBe(0);
  });

  it('are not made where the scanned lines are not those of the head', async () => {
    const proposal = proposalOf({ 'compose.yaml': CLOSED }, { 'compose.yaml': OPEN });
    const result = await run(
      proposal,
      { 'compose.yaml': [[1, 9]] },
      {
        prepare: (workspace) => {
          checkOut(workspace, proposal.origin, proposal.merge, '--depth=1');
          writeFileSync(join(workspace, 'compose.yaml'), `# generated\n${OPEN}`);
        },
      },
    );
    expect(result.status).toBe(1);
    expect(github.count('pulls/create-review')).toBe(0);
  });

  it('follow a renamed file to the lines that changed in it', async () => {
    const filler = Array.from({ length: 30 }, (_, i) => `# line ${i}\n`).join('');
    const proposal = proposalOf(
      { 'a.compose.yaml': 'x', 'compose.yaml': `${CLOSED}${filler}` },
      { 'a.compose.yaml': 'x', 'stack/compose.yaml': `${OPEN}${filler}` },
    );
    await run(proposal, { 'stack/compose.yaml': [[2, 8]] });
    expect(comments()).toMatchObject([{ path: 'stack/compose.yaml', line: 5 }]);
  });

  it('name files as the repository does when a folder is scanned', async () => {
    const proposal = proposalOf({ 'deploy/compose.yaml': CLOSED }, { 'deploy/compose.yaml': OPEN });
    await run(proposal, { 'deploy/compose.yaml': [[2, 5]] }, { inputs: { path: 'deploy' } });
    expect(comments()).toMatchObject([{ path: 'deploy/compose.yaml', line: 5 }]);
  });

  it('are the same hunks as git’s for a change between others', async () => {
    const filler = (mark: string): string =>
      Array.from({ length: 12 }, (_, i) => `# ${mark} ${i}\n`).join('');
    const before = `${filler('a')}${CLOSED}${filler('b')}`;
    const after = `# first\n${filler('a')}${OPEN}${filler('b')}# last\n`;
    const proposal = proposalOf({ 'compose.yaml': before }, { 'compose.yaml': after });
    // What the stand-in accepts comes from git, asked in another way.
    const diff = git(proposal.origin, 'diff', '-U3', `${proposal.base}...${proposal.head}`);
    const hunks = [...diff.matchAll(/^@@ -\S+ \+(\d+),(\d+) @@/gm)].map(
      ([, first, count]) => [Number(first), Number(first) + Number(count) - 1] as const,
    );
    expect(hunks).toHaveLength(3);
    await run(proposal, { 'compose.yaml': hunks });
    expect(comments()).toMatchObject([{ line: 18 }]);
  });

  it('are made once, also when they are deleted', async () => {
    const proposal = proposalOf({ 'compose.yaml': CLOSED }, { 'compose.yaml': OPEN });
    const hunks = { 'compose.yaml': [[2, 5]] } as const;
    await run(proposal, hunks);
    await run(proposal, hunks);
    expect(comments()).toHaveLength(1);
    github.reviews[0]!.comments.length = 0;
    const result = await run(proposal, hunks);
    expect(github.count('pulls/create-review')).toBe(1);
    expect(result.debug.join('\n')).toContain('0 made, 1 made before');
  });

  it.each([
    ['a person', { login: 'mallory', type: 'User' as const }],
    ['another app', { login: 'evil[bot]', type: 'Bot' as const, app: 'evil' }],
  ])('are made although %s says that they were', async (_, author) => {
    const proposal = proposalOf({ 'compose.yaml': CLOSED }, { 'compose.yaml': OPEN });
    const hunks = { 'compose.yaml': [[2, 5]] } as const;
    await run(proposal, hunks);
    const { body } = github.reviews[0]!;
    github.reviews.length = 0;
    github.addReview(author, body);
    await run(proposal, hunks);
    expect(comments()).toHaveLength(1);
    // The same by our own account is believed:
    github.reviews.length = 0;
    github.addReview(ACTIONS_BOT, body);
    await run(proposal, hunks);
    expect(comments()).toHaveLength(0);
  });

  it('are ten at a time, the others in later runs', async () => {
    const proposal = proposalOf({ 'compose.yaml': many(0) }, { 'compose.yaml': many(23) });
    const hunks = { 'compose.yaml': [[1, 40]] } as const;
    for (const expected of [10, 20, 23, 23]) {
      await run(proposal, hunks);
      expect(comments()).toHaveLength(expected);
    }
    const places = comments().map(({ line }) => line);
    expect(new Set(places).size).toBe(23);
    expect(github.reviews).toHaveLength(3);
  });

  it('go one by one when GitHub refuses the review for one of them', async () => {
    const proposal = proposalOf({ 'compose.yaml': many(0) }, { 'compose.yaml': many(3) });
    // GitHub takes the lines 5 and 7, not 6.
    const result = await run(proposal, {
      'compose.yaml': [
        [5, 5],
        [7, 7],
      ],
    });
    expect(result.status).toBe(1);
    expect(comments().map(({ line }) => line)).toEqual([5, 7]);
    // All three, one by one, and what goes onto the file.
    expect(github.count('pulls/create-review')).toBe(5);
    expect(result.debug.join('\n')).toContain('2 made, 0 made before, 1 on files, 0 refused');
  });

  it('go onto the file when GitHub takes none on the line, once', async () => {
    const proposal = proposalOf({ 'compose.yaml': CLOSED }, { 'compose.yaml': OPEN });
    // The file is in the diff, its lines are not.
    const result = await run(proposal, { 'compose.yaml': [[1, 1]] });
    expect(result.status).toBe(1);
    expect(comments()).toEqual([]);
    expect(github.fileComments).toMatchObject([
      { path: 'compose.yaml', subject_type: 'file', commit_id: github.head },
    ]);
    const body = String(github.fileComments[0]!.body);
    expect(body).toContain('Line 5:');
    expect(body).toContain(
      '```diff\n-      - "11211:11211"\n+      - "127.0.0.1:11211:11211"\n```',
    );
    expect(body).not.toContain('```suggestion');
    expect(github.reviews.map((review) => review.body)).toEqual([
      expect.stringMatching(
        /^<!-- memcached-exposure-check:suggestions:[0-9a-f]{12} [0-9a-f]{32} -->\nGitHub takes no suggestion/,
      ),
    ]);
    // Deleted or not, and wherever the line is now, it has been said.
    github.fileComments.length = 0;
    await run(proposal, { 'compose.yaml': [[1, 9]] });
    expect(comments()).toEqual([]);
    expect(github.fileComments).toEqual([]);
  });

  it.each<[string, FakeGitHub['hunks'], { on: string; status: number }?]>([
    ['the file is not in the diff', {}],
    [
      'it takes no review',
      { 'compose.yaml': [[1, 9]] },
      { on: 'pulls/create-review', status: 422 },
    ],
    [
      'it fails for the file',
      { 'compose.yaml': [[1, 1]] },
      { on: 'pulls/create-review-comment', status: 503 },
    ],
    [
      'it may not comment on the file',
      { 'compose.yaml': [[1, 1]] },
      { on: 'pulls/create-review-comment', status: 403 },
    ],
  ])('stay in the summary when %s', async (_, hunks, ...[fault]) => {
    if (fault !== undefined) github.faults.push({ ...fault, headers: { 'retry-after': '0' } });
    const result = await run(
      proposalOf({ 'compose.yaml': CLOSED }, { 'compose.yaml': OPEN }),
      hunks,
    );
    expect(result.status).toBe(1);
    expect(result.outputs.conclusion).toBe('failed');
    expect(comments()).toEqual([]);
    expect(github.fileComments).toEqual([]);
    expect(result.debug.join('\n')).toContain('0 made, 0 made before, 0 on files, 1 refused');
    expect(result.summary).toContain('+      - "127.0.0.1:11211:11211"');
    expect(github.comments).toHaveLength(1);
  });

  it('are made once although GitHub failed after it took them', async () => {
    github.faults.push({ on: 'pulls/create-review', status: 502, times: 1, afterwards: true });
    await run(proposalOf({ 'compose.yaml': CLOSED }, { 'compose.yaml': OPEN }), {
      'compose.yaml': [[2, 5]],
    });
    expect(comments()).toHaveLength(1);
  });

  it.each<[string, FakeGitHubOptions, Record<string, string>, RegExp | undefined]>([
    ['read, and the comment says so', { permission: 'read' }, {}, undefined],
    [
      'read, without a comment',
      { permission: 'read' },
      { comment: 'never' },
      /"pull-requests: write"/,
    ],
  ])('leave the verdict alone when the token can only %s', async (_, options, inputs, says) => {
    await restart(options);
    const result = await run(
      proposalOf({ 'compose.yaml': CLOSED }, { 'compose.yaml': OPEN }),
      { 'compose.yaml': [[2, 5]] },
      { inputs },
    );
    expect(result.status).toBe(1);
    expect(github.reviews).toEqual([]);
    const told = result.annotations.filter(({ message }) => message.startsWith('The review'));
    expect(told.map(({ level }) => level)).toEqual(says === undefined ? [] : ['notice']);
    if (says !== undefined) expect(told[0]!.message).toMatch(says);
  });

  it.each([429, 500, 404, 410])(
    'leave the verdict alone when GitHub answers %d',
    async (status) => {
      github.faults.push({ on: 'pulls/create-review', status, headers: { 'retry-after': '0' } });
      const result = await run(proposalOf({ 'compose.yaml': CLOSED }, { 'compose.yaml': OPEN }), {
        'compose.yaml': [[2, 5]],
      });
      expect(result.status).toBe(1);
      expect(result.outputs.conclusion).toBe('failed');
      expect(github.comments).toHaveLength(1);
      expect(github.reviews).toEqual([]);
    },
  );

  it('cannot be broken out of by what they replace', async () => {
    const name = '```` ``` <!-- --> @octocat';
    const text = `services:\n  cache:\n    image: memcached:1.6.45\n    ports: ["11211:11211"] # ${name}\n`;
    await run(proposalOf({ 'compose.yaml': 'services: {}\n' }, { 'compose.yaml': text }), {
      'compose.yaml': [[1, 4]],
    });
    const body = String(comments()[0]!.body);
    expect(body).toContain(
      `\`\`\`\`\`suggestion\n    ports: ["127.0.0.1:11211:11211"] # ${name}\n\`\`\`\`\``,
    );
    expect(body.endsWith('`````')).toBe(true);
  });
});
