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
import { FakeGitHub } from './fake-github/server.js';
import { outsideCode } from './markdown.js';
import { buildAction, HEAD_SHA, runAction, type Run, type Step } from './run-action.js';

jest.setTimeout(60_000);

const OPEN =
  'services:\n  cache:\n    image: memcached:1.6.45\n    ports:\n      - "11211:11211"\n';
const CLOSED = OPEN.replace('"11211', '"127.0.0.1:11211');

let build: ReturnType<typeof buildAction>;
let github: FakeGitHub;
beforeAll(() => {
  build = buildAction();
});
afterAll(() => build.remove());
beforeEach(async () => {
  github = await FakeGitHub.start();
  github.head = HEAD_SHA;
  github.from = 'mallory:feature';
});
afterEach(async () => {
  await github.stop();
  expect(github.violations).toEqual([]);
});

const followed = (more: object = {}): object => ({
  action: 'completed',
  workflow_run: {
    id: 77,
    event: 'pull_request',
    conclusion: 'failure',
    head_sha: HEAD_SHA,
    head_branch: 'feature',
    head_repository: { full_name: 'mallory/octo-repo', owner: { login: 'mallory' } },
    pull_requests: [],
    ...more,
  },
});

/** The report that the first run writes. */
async function reportOf(text: string): Promise<string> {
  const run = await runAction({
    entry: build.entry,
    files: { 'compose.yaml': text },
    inputs: { 'report-file': 'report.json' },
  });
  return run.file('report.json')!;
}

/** The second run. */
function follow(report: string | undefined, step: Omit<Step, 'entry'> = {}): Promise<Run> {
  return runAction({
    entry: build.entry,
    event: 'workflow_run',
    payload: followed(),
    files: report === undefined ? {} : { 'memcached-exposure/report.json': report },
    ...step,
    inputs: {
      'publish-report': 'memcached-exposure/report.json',
      'github-token': github.token,
      ...step.inputs,
    },
    environment: { GITHUB_API_URL: github.apiUrl, ...step.environment },
  });
}

describe('the report of another run', () => {
  it('becomes the comment that the run itself could not write, and is kept up to date', async () => {
    const run = await follow(await reportOf(OPEN));
    expect(run.status).toBe(0);
    expect(run.outputs).toMatchObject({
      conclusion: 'failed',
      'comment-url': expect.stringContaining('#issuecomment-'),
    });
    const [comment] = github.comments;
    expect(comment!.body).toContain('From the report of a run without rights');
    expect(comment!.body).toContain('MCE201');
    expect(comment!.body).toContain(
      `https://github.com/octo-org/octo-repo/blob/${HEAD_SHA}/compose.yaml#L5`,
    );
    expect(comment!.body).toContain('https://github.com/octo-org/octo-repo/actions/runs/77');
    expect(comment!.body).toContain(
      '     ports:\n-      - "11211:11211"\n+      - "127.0.0.1:11211:11211"',
    );
    // No annotation: they would stand at the default branch.
    expect(run.annotations).toEqual([]);

    await follow(await reportOf(CLOSED), { payload: followed({ conclusion: 'success' }) });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]!.body).toContain('resolved');
  });

  it('writes nothing when there is nothing to say', async () => {
    const run = await follow(await reportOf(CLOSED), {
      payload: followed({ conclusion: 'success' }),
    });
    expect(run.status).toBe(0);
    expect(github.comments).toEqual([]);
  });

  it.each<[string, () => void]>([
    ['went on', () => (github.head = 'f'.repeat(40))],
    ['was closed', () => (github.pullRequestIsOpen = false)],
    ['is of somebody else', () => (github.from = 'octocat:feature')],
  ])('is for no pull request that %s', async (_, prepare) => {
    prepare();
    const run = await follow(await reportOf(OPEN));
    expect(run.status).toBe(0);
    expect(github.comments).toEqual([]);
    expect(run.annotations.map(({ message }) => message).join()).toContain('No open pull request');
  });

  it('does not say that all is well when its run failed', async () => {
    github.addComment(
      { login: 'github-actions[bot]', type: 'Bot', app: 'github-actions' },
      (await commentOf(OPEN)).body,
    );
    await follow(await reportOf(CLOSED));
    expect(github.comments[0]!.body).toContain('could not run');
    expect(github.comments[0]!.body).not.toMatch(/✅|resolved/);
  });

  it('cannot name, link or title what is not its own', async () => {
    const report = JSON.parse(await reportOf(OPEN)) as {
      tool: Record<string, unknown>;
      rules: Record<string, unknown>[];
      findings: { location: { file: string }; data: Record<string, string>; ruleId: string }[];
    };
    report.tool = {
      name: '@octocat [x](https://evil.example)',
      version: '<img src=x>',
      url: 'https://evil.example',
    };
    for (const rule of report.rules) {
      rule.docsUrl = 'https://evil.example/';
      rule.title = 'All is well, merge it';
    }
    report.rules.push({ ...report.rules[0]!, id: 'X-EVIL', title: '@octo-org/owners' });
    report.findings.push({ ...report.findings[0]!, ruleId: 'X-EVIL' });
    report.findings[0]!.data.name = '</details> @octocat <script>alert(1)</script>\n::error::x';
    report.findings[0]!.location.file = '../../../../mallory/evil/blob/main/x';
    const run = await follow(JSON.stringify(report));
    const { body } = github.comments[0]!;
    expect(body).not.toContain('](https://evil.example');
    expect(body).not.toContain('All is well');
    expect(outsideCode(body)).not.toMatch(/script|@octo|evil/);
    expect(body).not.toMatch(/\]\([^)]*mallory/);
    expect(run.stdout).not.toMatch(/^::error::x/m);
  });

  it.each<[string, string | undefined, string]>([
    ['no JSON', '{', 'is no JSON'],
    ['something else', '{"schemaVersion": 1}', 'is no report'],
    ['nothing', undefined, 'cannot be read'],
    ['a list', '[]', 'must be an object'],
  ])('that is %s: could not run, with a reason and no comment', async (_, report, reason) => {
    const run = await follow(report);
    expect(run.status).toBe(2);
    expect(run.outputs.conclusion).toBe('could-not-run');
    expect(run.annotations[0]).toMatchObject({ level: 'error' });
    expect(run.annotations[0]!.message).toContain(reason);
    expect(github.requests).toEqual([]);
  });

  it.each<[string, string, object]>([
    ['pull_request_target', 'pull_request_target', {}],
    ['push', 'push', {}],
    ['a run for a push', 'workflow_run', followed({ event: 'push' })],
    ['a run without a head', 'workflow_run', followed({ head_repository: null })],
  ])('is not taken for %s', async (_, event, payload) => {
    const run = await follow(await reportOf(OPEN), { event, payload });
    expect(run.status).toBe(2);
    expect(run.annotations[0]!.message).toContain('workflow_run');
    expect(github.requests).toEqual([]);
  });

  it('needs a token, and says which permission is missing', async () => {
    const none = await follow(await reportOf(OPEN), { inputs: { 'github-token': '' } });
    expect(none.status).toBe(2);
    expect(none.annotations[0]!.message).toContain('takes a github-token');
    github.faults.push({
      on: 'issues/create-comment',
      status: 403,
      headers: { 'x-accepted-github-permissions': 'pull_requests=write' },
    });
    const refused = await follow(await reportOf(OPEN));
    expect(refused.status).toBe(0);
    expect(refused.annotations[0]!.message).toContain('pull-requests: write');
  });

  it('works with GitHub Enterprise Server', async () => {
    const run = await follow(await reportOf(OPEN), {
      environment: { GITHUB_SERVER_URL: 'https://ghe.example.org/' },
    });
    expect(run.status).toBe(0);
    expect(github.comments[0]!.body).toContain('https://ghe.example.org/octo-org/octo-repo/blob/');
    expect(github.comments[0]!.body).not.toContain('https://github.com/octo-org/octo-repo/');
  });
});

/** The comment that a first follow-up writes; the stand-in is as before afterwards. */
async function commentOf(text: string): Promise<{ readonly body: string }> {
  await follow(await reportOf(text));
  return github.comments.pop()!;
}
