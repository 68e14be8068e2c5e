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
import {
  ACTIONS_BOT,
  FakeGitHub,
  type Fault,
  type FakeGitHubOptions,
} from './fake-github/server.js';
import { outsideCode } from './markdown.js';
import {
  buildAction,
  HEAD_SHA,
  pullRequestPayload,
  runAction,
  type Run,
  type Step,
} from './run-action.js';

const EXPOSED = {
  'compose.yaml': [
    'services:',
    '  cache:',
    '    image: memcached:1.6.39',
    '    ports:',
    '      - "11211:11211"',
    '',
  ].join('\n'),
};
const SAFE = { 'compose.yaml': EXPOSED['compose.yaml'].replace('"11211', '"127.0.0.1:11211') };
const MARKER = /^<!-- memcached-exposure-check:[0-9a-f]{12} -->\n/;

// Every test starts a process or more, on a machine that may be busy.
jest.setTimeout(60_000);

let build: ReturnType<typeof buildAction>;
let github: FakeGitHub;

beforeAll(() => {
  build = buildAction();
});
afterAll(() => build.remove());
beforeEach(async () => {
  github = await FakeGitHub.start();
});
afterEach(() => github.stop());

async function restart(options: FakeGitHubOptions): Promise<void> {
  await github.stop();
  github = await FakeGitHub.start(options);
}

function run(step: Omit<Step, 'entry'>): Promise<Run> {
  return runAction({
    entry: build.entry,
    event: 'pull_request',
    payload: pullRequestPayload(),
    ...step,
    inputs: { 'github-token': github.token, ...step.inputs },
    environment: { GITHUB_API_URL: github.apiUrl, ...step.environment },
  });
}

/** What holds whatever GitHub does: the verdict of exposed code and all that needs no GitHub. */
function expectVerdict(result: Run): void {
  expect(result.status).toBe(1);
  expect(result.signal).toBeNull();
  expect(result.stderr).toBe('');
  expect(result.outputs.conclusion).toBe('failed');
  expect(result.annotations).toContainEqual(
    expect.objectContaining({ level: 'error', file: 'compose.yaml', line: 5 }),
  );
  expect(result.summary).toContain('MCE201');
  expect(result.complaints).toEqual([]);
  expect(result.otherCommands).toEqual([]);
  expect(result.dropped).toBe(0);
  expect(github.violations).toEqual([]);
}

/** What is said beside the findings, and beside there being no base here (base.test.ts has one). */
function remarks(result: Run): string[] {
  return result.annotations
    .filter(({ file, message }) => file === undefined && !message.startsWith('Not compared'))
    .map(({ level, message }) => `${level}: ${message}`);
}

const operations = (): string[] => github.requests.map(({ operation }) => operation);

describe('a pull request, with a token that can write', () => {
  it('gets one comment', async () => {
    const result = await run({ files: EXPOSED });
    expectVerdict(result);
    expect(remarks(result)).toEqual([]);
    expect(operations()).toEqual(['issues/list-comments', 'issues/create-comment']);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]!.body).toMatch(MARKER);
    expect(github.comments[0]!.body).toContain('MCE201');
    expect(result.outputs['comment-url']).toBe(
      'https://github.example/octo-org/octo-repo/pull/7#issuecomment-1000',
    );
  });

  it('gets none when there is nothing to say', async () => {
    const result = await run({ files: SAFE });
    expect(result.status).toBe(0);
    expect(github.comments).toEqual([]);
    expect(operations()).toEqual(['issues/list-comments']);
    expect(remarks(result)).toEqual([]);
    expect(github.violations).toEqual([]);
  });

  it('keeps one comment from the first finding to its end', async () => {
    await run({ files: EXPOSED });
    const other = { ...EXPOSED, 'other/compose.yaml': EXPOSED['compose.yaml'] };
    const second = await run({ files: other });
    expectVerdict(second);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]!.body).toContain('other/compose.yaml');

    const again = await run({ files: other });
    expect(github.count('issues/update-comment')).toBe(1);
    expect(again.outputs['comment-url']).toBe(second.outputs['comment-url']);

    const clean = await run({ files: SAFE });
    expect(clean.status).toBe(0);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]!.body).toMatch(MARKER);
    expect(github.comments[0]!.body).toContain(HEAD_SHA.slice(0, 7));
    expect(github.comments[0]!.body).toMatch(/resolved/i);
    expect(github.comments[0]!.body).not.toContain('MCE201');

    await run({ files: EXPOSED });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]!.body).toContain('MCE201');
    expect(github.violations).toEqual([]);
  });

  it('finds its comment behind more than a page of others', async () => {
    for (let i = 0; i < 130; i += 1) {
      github.addComment({ login: `user${i}`, type: 'User' }, `Comment ${i}`);
    }
    await run({ files: EXPOSED });
    await run({ files: SAFE });
    expect(github.comments).toHaveLength(131);
    expect(github.comments.at(-1)!.body).toMatch(/resolved/i);
    expect(github.count('issues/list-comments')).toBe(4);
    expect(github.violations).toEqual([]);
  });

  it('removes duplicates of its own and keeps the oldest', async () => {
    await run({ files: EXPOSED });
    const body = github.comments[0]!.body;
    github.addComment(ACTIONS_BOT, `${body}older text`);
    github.addComment(ACTIONS_BOT, body);
    await run({ files: EXPOSED });
    expect(github.comments.map(({ id }) => id)).toEqual([1000]);
    expect(github.violations).toEqual([]);
  });

  it.each([
    ['a person', { login: 'mallory', type: 'User' as const }],
    ['another app', { login: 'evil[bot]', type: 'Bot' as const, app: 'evil' }],
    ['a person with the bot’s name', { login: 'github-actions', type: 'User' as const }],
  ])('does not take the marker of %s for its own', async (_, author) => {
    await run({ files: EXPOSED });
    const forged = `${github.comments[0]!.body.split('\n')[0]!}\nAll is well.`;
    github.comments.length = 0;
    github.addComment(author, forged);

    const exposed = await run({ files: EXPOSED });
    expectVerdict(exposed);
    expect(github.comments).toHaveLength(2);
    expect(github.comments[0]!.body).toBe(forged);
    await run({ files: SAFE });
    expect(github.comments[0]!.body).toBe(forged);
    expect(github.comments[1]!.body).toMatch(/resolved/i);
    expect(github.violations).toEqual([]);
  });

  it('keeps the comments of two folders apart', async () => {
    const files = {
      'a/compose.yaml': EXPOSED['compose.yaml'],
      'b/compose.yaml': SAFE['compose.yaml'],
    };
    await run({ files, inputs: { path: 'a' } });
    await run({ files, inputs: { path: 'b' } });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]!.body).toContain('a/compose.yaml');
    await run({ files, inputs: { path: 'b', comment: 'always' } });
    expect(github.comments).toHaveLength(2);
    expect(github.violations).toEqual([]);
  });

  it('fits many findings into a comment and leaves the rest to the summary', async () => {
    const services = Array.from({ length: 300 }, (_, i) => [
      `  cache-${'ü'.repeat(40)}-${i}:`,
      '    image: memcached:1.6.39',
      `    ports: ["${20000 + i}:11211"]`,
    ]);
    const result = await run({
      files: { 'compose.yaml': ['services:', ...services.flat(), ''].join('\n') },
    });
    expect(result.status).toBe(1);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]!.body.length).toBeLessThanOrEqual(65_536);
    expect(github.comments[0]!.body).toContain(
      '(https://github.com/octo-org/octo-repo/actions/runs/4242)',
    );
    expect(remarks(result)).toEqual([expect.stringMatching(/^notice: \d+ of 300 findings/)]);
    expect(result.summary).not.toBe('');
    expect(github.violations).toEqual([]);
  });

  it('five hundred findings stay within every limit', async () => {
    const services = Array.from({ length: 500 }, (_, i) => [
      `  "cache-${'\u{1f512}'.repeat(20)}-${i}":`,
      '    image: memcached:1.4.15',
      `    ports: ["${20_000 + i}:11211", "${20_000 + i}:11211/udp"]`,
    ]);
    const result = await run({
      files: { 'compose.yaml': ['services:', ...services.flat(), ''].join('\n') },
      inputs: {
        'sarif-file': 'r.sarif',
        'report-file': 'r.json',
        'html-file': 'r.html',
        'report-severity': 'info',
      },
    });
    expect(result.status).toBe(1);
    expect(result.complaints).toEqual([]);
    expect(github.violations).toEqual([]);
    // The runner takes ten of a level, 4,096 characters each; nothing was cut off by it.
    expect(result.dropped).toBe(0);
    const of = (level: string) => result.annotations.filter((each) => each.level === level).length;
    expect(Math.max(of('error'), of('warning'), of('notice'))).toBeLessThanOrEqual(10);
    expect(remarks(result).join()).toMatch(/notice: \d+ of \d{3,} findings/);
    // GitHub: 65,536 characters for a comment; of four bytes each that is 262,144 bytes.
    expect(github.comments).toHaveLength(1);
    expect([...github.comments[0]!.body].length).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(github.comments[0]!.body)).toBeLessThanOrEqual(262_144);
    expect(Buffer.byteLength(result.summary)).toBeLessThanOrEqual(1024 * 1024);
    const sarif = JSON.parse(result.file('r.sarif')!) as {
      runs: { results: { locations: unknown[]; relatedLocations?: unknown[] }[] }[];
    };
    expect(sarif.runs).toHaveLength(1);
    expect(sarif.runs[0]!.results.length).toBeLessThanOrEqual(5_000);
    for (const { relatedLocations = [] } of sarif.runs[0]!.results) {
      expect(relatedLocations.length).toBeLessThanOrEqual(100);
    }
    const report = JSON.parse(result.file('r.json')!) as { findings: { ruleId: string }[] };
    expect(report.findings.filter(({ ruleId }) => ruleId === 'MCE201').length).toBeGreaterThan(499);
    expect(result.file('r.html')).toContain('</html>');
    expect(Object.values(result.outputs).join('').length).toBeLessThan(10_000);
  });

  it('is not written by what was scanned', async () => {
    const folder = '<img src=x> @octocat #1 [a](javascript:alert(1)) \u202e-->';
    const result = await run({ files: { [`${folder}/compose.yaml`]: EXPOSED['compose.yaml'] } });
    expect(result.status).toBe(1);
    const { body } = github.comments[0]!;
    expect(body).toMatch(MARKER);
    expect(body).toContain('@octocat');
    expect(outsideCode(body)).not.toMatch(/<img|@octocat|#1 |\]\(javascript|\u202e/);
    expect(body).not.toContain('\u202e');
    expect(github.violations).toEqual([]);
  });

  it.each(['pull_request', 'pull_request_target', 'pull_request_review'])(
    'is commented on for the event %s',
    async (event) => {
      expectVerdict(await run({ files: EXPOSED, event }));
      expect(github.comments).toHaveLength(1);
    },
  );

  it('edits the comment of an app of one’s own', async () => {
    await restart({ account: { login: 'my-app[bot]', type: 'Bot', app: 'my-app' } });
    await run({ files: EXPOSED });
    await run({ files: SAFE });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]!.body).toMatch(/resolved/i);
    expect(github.count('graphql')).toBe(1);
    expect(github.violations).toEqual([]);
  });

  it('edits the comment of a personal token', async () => {
    await restart({ account: { login: 'Octocat', type: 'User' }, token: 'ghp_personal' });
    await run({ files: EXPOSED });
    await run({ files: SAFE });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]!.body).toMatch(/resolved/i);
    expect(github.violations).toEqual([]);
  });

  it('works with GitHub Enterprise Server', async () => {
    await restart({ prefix: '/api/v3', account: { login: 'my-app[bot]', type: 'Bot' } });
    const environment = { GITHUB_SERVER_URL: 'https://ghes.example' };
    const result = await run({ files: EXPOSED, environment });
    expectVerdict(result);
    expect(github.comments[0]!.body).toContain('https://ghes.example/octo-org/octo-repo/');
    expect(`${github.comments[0]!.body}${result.summary}`).not.toContain('github.com/octo-org');
    await run({ files: SAFE, environment });
    expect(github.comments[0]!.body).toMatch(/resolved/i);
    expect(operations()).toEqual([
      'issues/list-comments',
      'issues/create-comment',
      'issues/list-comments',
      'graphql',
      'issues/update-comment',
    ]);
    expect(github.violations).toEqual([]);
  });
});

describe('the input "comment"', () => {
  it('auto: does not call resolved what fails the check without being shown', async () => {
    await run({ files: EXPOSED });
    const result = await run({ files: EXPOSED, inputs: { 'report-severity': 'critical' } });
    expect(result.status).toBe(1);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]!.body).not.toMatch(/resolved/i);
  });

  it('never: asks nothing of GitHub', async () => {
    const result = await run({ files: EXPOSED, inputs: { comment: 'never' } });
    expectVerdict(result);
    expect(github.requests).toEqual([]);
    expect(result.outputs['comment-url']).toBe('');
  });

  it('always: comments when all is well, too', async () => {
    const result = await run({ files: SAFE, inputs: { comment: 'always' } });
    expect(result.status).toBe(0);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]!.body).toMatch(MARKER);
    expect(result.outputs['comment-url']).not.toBe('');
  });

  it('auto without a token: no comment, no fuss', async () => {
    const result = await run({ files: EXPOSED, inputs: { 'github-token': '' } });
    expectVerdict(result);
    expect(github.requests).toEqual([]);
    expect(remarks(result)).toEqual([]);
    expect(result.debug.join('\n')).toContain('github-token');
  });

  it('always without a token: a warning', async () => {
    const inputs = { 'github-token': '', comment: 'always' };
    const result = await run({ files: EXPOSED, inputs });
    expectVerdict(result);
    expect(remarks(result)).toEqual([expect.stringMatching(/^warning: .*"github-token"/)]);
  });
});

describe('an event without a pull request', () => {
  it.each<[string, object]>([
    ['push', { before: '0'.repeat(40), after: HEAD_SHA, pusher: {} }],
    ['schedule', { schedule: '0 4 * * 1' }],
    ['workflow_dispatch', { inputs: {}, ref: 'refs/heads/main' }],
    ['merge_group', { action: 'checks_requested', merge_group: { head_sha: HEAD_SHA } }],
    ['release', { action: 'published', release: { tag_name: 'v1' } }],
    ['deployment', { deployment: { sha: HEAD_SHA } }],
    ['workflow_run', { workflow_run: { pull_requests: [] } }],
  ])('%s: the verdict, annotations and summary, no comment', async (event, payload) => {
    const result = await run({ files: EXPOSED, event, payload });
    expectVerdict(result);
    expect(remarks(result)).toEqual([]);
    expect(github.requests).toEqual([]);
    expect(result.outputs['comment-url']).toBe('');
  });

  it('is a pull request that was closed', async () => {
    const payload = pullRequestPayload({ action: 'closed' });
    expectVerdict(await run({ files: EXPOSED, payload }));
    expect(github.requests).toEqual([]);
  });
});

describe('a token that can only read', () => {
  beforeEach(() => restart({ permission: 'read' }));

  it('of a fork: a notice that says why, the rest as ever', async () => {
    const result = await run({ files: EXPOSED, payload: pullRequestPayload({ fork: true }) });
    expectVerdict(result);
    expect(github.comments).toEqual([]);
    expect(github.count('issues/create-comment')).toBe(1);
    expect(remarks(result)).toEqual([
      expect.stringMatching(/^notice: .*403.*\n.*"issues: write" or "pull-requests: write".*fork/),
    ]);
  });

  it('of Dependabot: the same', async () => {
    const result = await run({
      files: EXPOSED,
      environment: { GITHUB_ACTOR: 'dependabot[bot]' },
    });
    expectVerdict(result);
    expect(github.comments).toEqual([]);
    expect(remarks(result)).toEqual([
      expect.stringMatching(/^notice: .*403.*\n.*by Dependabot gets a token that can only read/),
    ]);
  });

  it('of the repository itself: how to grant what is missing', async () => {
    const result = await run({ files: EXPOSED });
    expectVerdict(result);
    expect(remarks(result)).toEqual([
      expect.stringMatching(
        /^notice: [^]*"issues: write" or "pull-requests: write"[^]*permissions:\n {4}contents: read\n {4}pull-requests: write/,
      ),
    ]);
  });

  it('when a comment was asked for: a warning', async () => {
    const result = await run({ files: EXPOSED, inputs: { comment: 'always' } });
    expectVerdict(result);
    expect(remarks(result)).toEqual([expect.stringMatching(/^warning: /)]);
  });

  it('when all is well: nothing to complain about', async () => {
    const result = await run({ files: SAFE });
    expect(result.status).toBe(0);
    expect(remarks(result)).toEqual([]);
  });

  it('that may not even read, when all is well: nothing to complain about', async () => {
    await restart({ permission: 'none' });
    const result = await run({ files: SAFE });
    expect(result.status).toBe(0);
    expect(remarks(result)).toEqual([]);
    expect(result.debug.join('\n')).toContain('404');
    expect(operations()).toEqual(['issues/list-comments']);
  });

  it('that may not even read: how to grant what is missing', async () => {
    await restart({ permission: 'none' });
    const result = await run({ files: EXPOSED });
    expectVerdict(result);
    expect(remarks(result)).toEqual([expect.stringContaining('"pull-requests: write"')]);
  });

  it('keeps its place among more annotations than are shown', async () => {
    const services = Array.from({ length: 40 }, (_, i) => [
      `  cache${i}:`,
      '    image: memcached:1.6.39',
      `    ports: ["${20000 + i}:11211"]`,
    ]);
    const result = await run({
      files: { 'compose.yaml': ['services:', ...services.flat(), ''].join('\n') },
      inputs: { comment: 'always', 'fail-on': 'none' },
    });
    expect(result.status).toBe(0);
    expect(result.dropped).toBe(0);
    expect(remarks(result).join('\n')).toMatch(/^notice: 8 of 40 [^]*^warning: .*403/m);
  });
});

describe('GitHub in trouble', () => {
  const always = (fault: Omit<Fault, 'on'>, on?: string): void => {
    github.faults.push({ ...fault, ...(on === undefined ? {} : { on }) });
  };

  it.each<[string, Fault]>([
    ['429 with retry-after', { status: 429, headers: { 'retry-after': '1' }, times: 1 }],
    [
      '403 for a secondary limit',
      {
        status: 403,
        message: 'You have exceeded a secondary rate limit',
        headers: { 'retry-after': '1' },
        times: 1,
      },
    ],
    ['502 on reading', { on: 'issues/list-comments', status: 502, times: 2 }],
    ['500 on writing', { on: 'issues/create-comment', status: 500, times: 1 }],
    [
      '502 although it was written',
      { on: 'issues/create-comment', status: 502, times: 1, afterwards: true },
    ],
    ['a connection that is cut', { status: 500, hangUp: true, times: 1 }],
  ])('%s: tries again, and there is one comment', async (_, fault) => {
    github.faults.push(fault);
    const result = await run({ files: EXPOSED });
    expectVerdict(result);
    expect(github.comments).toHaveLength(1);
    expect(remarks(result)).toEqual([]);
    expect(result.outputs['comment-url']).not.toBe('');
  });

  it.each<[string, Omit<Fault, 'on'>, RegExp]>([
    ['429 for ever', { status: 429, headers: { 'retry-after': '0' } }, /rate limit/],
    ['429 for an hour', { status: 429, headers: { 'retry-after': '3600' } }, /rate limit/],
    [
      '403 with a used up limit',
      {
        status: 403,
        message: 'API rate limit exceeded',
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4102444800' },
      },
      /rate limit/,
    ],
    [
      '500 for ever',
      { status: 500, headers: { 'retry-after': '0' } },
      /did not answer as it should \("500/,
    ],
    [
      '503 of a proxy',
      { status: 503, headers: { 'retry-after': '0' }, html: '<html>::error::down</html>' },
      /did not answer as it should \("503/,
    ],
    ['401', { status: 401, message: 'Bad credentials' }, /does not accept the github-token/],
    ['404', { status: 404, message: 'Not Found' }, /"pull-requests: write"/],
    ['410', { status: 410, message: 'Gone' }, /refused it \("410: Gone/],
    ['422', { status: 422, message: 'Validation Failed' }, /refused it \("422: Validation Failed/],
    ['418', { status: 418 }, /refused it \("418/],
    ['200 with something else', { status: 200, html: 'hello' }, /not JSON/],
  ])(
    '%s: goes on without the comment',
    async (_, fault, says) => {
      always(fault);
      const result = await run({ files: EXPOSED });
      expect(remarks(result)).toEqual([expect.stringMatching(says)]);
      expect(remarks(result)[0]).toMatch(/^notice: /);
      github.violations.length = 0; // The answers themselves are against the description.
      expectVerdict(result);
      expect(github.comments).toEqual([]);
      expect(result.milliseconds).toBeLessThan(30_000);
      expect(github.requests.length).toBeLessThanOrEqual(4);
    },
    40_000,
  );

  it('422 for a long text: says less', async () => {
    github.faults.push({
      on: 'issues/create-comment',
      status: 422,
      message: 'Body is too long',
      times: 1,
    });
    const services = Array.from({ length: 100 }, (_, i) => [
      `  cache${i}:`,
      '    image: memcached:1.6.39',
      `    ports: ["${20000 + i}:11211"]`,
    ]);
    const result = await run({
      files: { 'compose.yaml': ['services:', ...services.flat(), ''].join('\n') },
    });
    expect(result.status).toBe(1);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]!.body.length).toBeLessThanOrEqual(30_000);
    expect(github.violations).toEqual([]);
  });

  it('a locked conversation: says so', async () => {
    github.locked = true;
    const result = await run({ files: EXPOSED });
    expectVerdict(result);
    expect(remarks(result)).toEqual([expect.stringContaining('locked')]);
  });

  it('slow answers: waits for them', async () => {
    always({ status: 502, delayMs: 1500, times: 1 }, 'issues/list-comments');
    const result = await run({ files: EXPOSED });
    expectVerdict(result);
    expect(github.comments).toHaveLength(1);
  });

  it('no GitHub at all', async () => {
    const environment = { GITHUB_API_URL: 'http://127.0.0.1:9' };
    const result = await run({ files: EXPOSED, environment });
    expectVerdict(result);
    expect(remarks(result)).toEqual([expect.stringMatching(/^notice: .*did not answer/)]);
  });

  it('an address of the API that is none', async () => {
    const result = await run({ files: EXPOSED, environment: { GITHUB_API_URL: 'nonsense' } });
    expectVerdict(result);
    expect(remarks(result)).toEqual([expect.stringMatching(/^notice: /)]);
  });

  it('a repository that is none', async () => {
    const result = await run({ files: EXPOSED, environment: { GITHUB_REPOSITORY: 'nonsense' } });
    expectVerdict(result);
    expect(github.requests).toEqual([]);
  });

  it('does not turn a pass into a failure', async () => {
    always({ status: 500, headers: { 'retry-after': '0' } });
    const result = await run({ files: SAFE });
    expect(result.status).toBe(0);
    expect(result.outputs.conclusion).toBe('passed');
  });
});

describe('a check that could not run', () => {
  const broken = { ...EXPOSED, 'memcached-exposure.yml': 'fail-on: loud\n' };

  it('writes no comment', async () => {
    const result = await run({ files: broken });
    expect(result.status).toBe(2);
    expect(github.comments).toEqual([]);
  });

  it('does not leave the comment of a former run as it is, nor resolve it', async () => {
    await run({ files: EXPOSED });
    const result = await run({ files: broken });
    expect(result.status).toBe(2);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]!.body).toMatch(/could not run/);
    expect(github.comments[0]!.body).not.toMatch(/resolved/i);
    expect(github.violations).toEqual([]);
  });

  it('asks nothing of GitHub when the inputs are wrong', async () => {
    const result = await run({ files: EXPOSED, inputs: { 'fail-on': 'loud' } });
    expect(result.status).toBe(2);
    expect(github.requests).toEqual([]);
  });
});
