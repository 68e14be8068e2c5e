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
import { outsideCode } from './markdown.js';
import { buildAction, runAction, type Run, type Step } from './run-action.js';

const open = (port = 11211): string =>
  `services:\n  cache:\n    image: memcached:1.6.45\n    ports:\n      - "${port}:11211"\n`;
const CLOSED = open().replace('"11211', '"127.0.0.1:11211');
const TODAY = new Date().toISOString().slice(0, 10);
const STATE = /^<!-- memcached-exposure-check:audit:[0-9a-f]{12} on=(\S+)(.*) -->\n/;

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

async function run(step: Omit<Step, 'entry'>): Promise<Run> {
  const result = await runAction({
    entry: build.entry,
    event: 'schedule',
    payload: { schedule: '0 4 * * 1' },
    ...step,
    inputs: { 'github-token': github.token, 'audit-issue': 'true', ...step.inputs },
    environment: { GITHUB_API_URL: github.apiUrl, ...step.environment },
  });
  expect(result.stderr).toBe('');
  expect(result.complaints).toEqual([]);
  expect(result.otherCommands).toEqual([]);
  expect(github.violations).toEqual([]);
  return result;
}

const exposed = { 'compose.yaml': open() };
const remarks = (result: Run): string[] =>
  result.annotations
    .filter(({ file }) => file === undefined)
    .map(({ level, message }) => `${level}: ${message}`);

describe('the audit issue', () => {
  it('is opened with what there is', async () => {
    const result = await run({ files: exposed });
    expect(result.status).toBe(1);
    expect(github.issues).toHaveLength(1);
    const { title, body } = github.issues[0]!;
    expect(title).toBe('memcached exposure audit: 1 finding');
    expect(body).toMatch(STATE);
    expect(body).toContain('MCE201');
    expect(body).toContain('/blob/');
    expect(body).toContain('Memcached found (1)');
    expect(body).toContain(`| ${TODAY} (0 days) |`);
    expect(body).not.toContain('Since ');
    expect(result.outputs['issue-url']).toBe('https://github.example/octo-org/octo-repo/issues/20');
    expect(remarks(result)).toEqual([]);
  });

  it('tells ages and what changed since the last time', async () => {
    await run({ files: exposed });
    const issue = github.issues[0]!;
    const long = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
    const last = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10);
    issue.body = issue.body.replace(` ${TODAY}=`, ` ${long}=`).replace(`on=${TODAY}`, `on=${last}`);

    await run({ files: { ...exposed, 'more/compose.yaml': open(11212) } });
    expect(github.issues).toHaveLength(1);
    expect(issue.title).toBe('memcached exposure audit: 2 findings');
    expect(issue.body).toContain(`| ${long} (30 days) |`);
    expect(issue.body).toContain(`| ${TODAY} (**new**) |`);
    expect(issue.body).toContain(`Since ${last}: 1 new, 0 gone.`);

    await run({ files: { 'more/compose.yaml': open(11212) } });
    expect(issue.body).toContain(`Since ${TODAY}: 0 new, 1 gone.`);
    await run({ files: { 'more/compose.yaml': open(11212) } });
    expect(issue.body).toContain(`Nothing changed since ${TODAY}.`);
  });

  it('is closed when nothing is left, and opened again', async () => {
    await run({ files: exposed });
    const clean = await run({ files: { 'compose.yaml': CLOSED } });
    expect(clean.status).toBe(0);
    expect(github.issues).toMatchObject([
      { state: 'closed', title: 'memcached exposure audit: nothing is left' },
    ]);
    const { body } = github.issues[0]!;
    await run({ files: { 'compose.yaml': CLOSED } });
    expect(github.issues[0]!.body).toBe(body);
    expect(github.count('issues/update')).toBe(1);
    await run({ files: exposed });
    expect(github.issues).toMatchObject([{ state: 'open' }]);
  });

  it('is not opened for nothing', async () => {
    await run({ files: { 'compose.yaml': CLOSED } });
    expect(github.issues).toEqual([]);
  });

  it.each([
    ['could not run', { ...exposed, 'memcached-exposure.yml': 'fail-on: loud\n' }, 2],
    ['had nothing to scan', { 'README.md': 'x' }, 0],
  ])('is left alone by a check that %s', async (_, files, status) => {
    await run({ files: exposed });
    const before = { ...github.issues[0]! };
    const result = await run({ files });
    expect(result.status).toBe(status);
    expect(github.issues).toEqual([before]);
  });

  it.each([
    ['a person', { login: 'mallory', type: 'User' as const }, false],
    ['another app', { login: 'evil[bot]', type: 'Bot' as const, app: 'evil' }, false],
    ['itself, but a pull request', ACTIONS_BOT, true],
  ])('is not one that %s made', async (_, author, isPullRequest) => {
    await run({ files: exposed });
    const forged = github.issues[0]!.body.replaceAll(TODAY, '2020-01-01');
    github.issues.length = 0;
    github.addIssue({ author, title: 'x', body: forged, isPullRequest });
    await run({ files: exposed });
    expect(github.issues).toHaveLength(2);
    expect(github.issues[0]!.body).toBe(forged);
    expect(github.issues[1]!.body).not.toContain('2020-01-01');
  });

  it.each([
    ['a day ahead', (body: string) => body.replace(` ${TODAY}=`, ' 2999-01-01=')],
    ['no day', (body: string) => body.replace(` ${TODAY}=`, ' ::error::x=')],
    ['nothing', (body: string) => body.replace(/ on=.* -->/, ' -->')],
  ])('does not believe %s', async (_, change) => {
    await run({ files: exposed });
    github.issues[0]!.body = change(github.issues[0]!.body);
    await run({ files: exposed });
    expect(github.issues).toHaveLength(1);
    expect(github.issues[0]!.body).toMatch(STATE);
    expect(github.issues[0]!.body).toContain(`| ${TODAY} (`);
    expect(github.issues[0]!.body).not.toMatch(/2999|::error/);
  });

  it('is found behind more than a page of others', async () => {
    await run({ files: exposed });
    const [ours] = github.issues.splice(0);
    for (let i = 0; i < 130; i += 1) {
      github.addIssue({ author: ACTIONS_BOT, title: 'x', body: 'y', number: 1000 + i });
    }
    github.issues.push(ours!);
    await run({ files: { 'compose.yaml': open(11213) } });
    expect(github.issues).toHaveLength(131);
    expect(ours!.body).toContain('1 new, 1 gone');
  });

  it('is one for each folder that is checked', async () => {
    const files = { 'a/compose.yaml': open(), 'b/compose.yaml': open() };
    await run({ files, inputs: { path: 'a' } });
    await run({ files, inputs: { path: 'b' } });
    await run({ files, inputs: { path: 'a' } });
    expect(github.issues.map(({ title }) => title)).toEqual([
      'memcached exposure audit (a): 1 finding',
      'memcached exposure audit (b): 1 finding',
    ]);
  });

  it('is made once although GitHub failed after it took it', async () => {
    github.faults.push({ on: 'issues/create', status: 502, times: 1, afterwards: true });
    await run({ files: exposed });
    expect(github.issues).toHaveLength(1);
  });

  it('stays within GitHub’s limit and is not written by what was scanned', async () => {
    const services = Array.from({ length: 1500 }, (_, i) => [
      `  "<img src=x> @octocat #1 --> ${'ü'.repeat(30)} ${i}":`,
      '    image: memcached:1.6.45',
      `    ports: ["${20000 + i}:11211"]`,
    ]);
    await run({ files: { 'compose.yaml': ['services:', ...services.flat(), ''].join('\n') } });
    const { body } = github.issues[0]!;
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(STATE);
    expect(body).toMatch(/… \d+ more in/);
    expect(outsideCode(body.replace(STATE, ''))).not.toMatch(/<img|@octocat|#1 /);
  });

  it('needs the permission to write issues, and says so', async () => {
    await restart({ permission: 'read' });
    const result = await run({ files: exposed });
    expect(result.status).toBe(1);
    expect(github.issues).toEqual([]);
    expect(remarks(result)).toEqual([
      expect.stringMatching(/^warning: The audit issue could not be written[^]*issues: write/),
    ]);
  });

  it.each<[string, Omit<Step, 'entry'>, RegExp | undefined]>([
    ['without a token', { inputs: { 'github-token': '' } }, /github-token/],
    ['on a push', { event: 'push' }, /schedule and workflow_dispatch/],
    ['when it is not asked for', { inputs: { 'audit-issue': 'false' } }, undefined],
  ])('is not kept %s', async (_, step, says) => {
    const result = await run({ files: exposed, ...step });
    expect(result.status).toBe(1);
    expect(github.requests).toEqual([]);
    expect(remarks(result)).toEqual(says === undefined ? [] : [expect.stringMatching(says)]);
  });
});
