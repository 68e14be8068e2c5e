import { execFileSync } from 'node:child_process';
import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
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
import { parse } from 'yaml';
import { gitSetting } from '../../src/action/git.js';
import { FakeGitHub } from './fake-github/server.js';
import {
  checkOut,
  git,
  payloadOf,
  propose as proposeIn,
  type Files,
  type Proposal,
} from './proposal.js';
import { buildAction, runAction, type Run, type Step } from './run-action.js';

const compose = (port: string): string =>
  `services:\n  cache:\n    image: memcached:1.6.39\n    ports:\n      - "${port}"\n`;
const OPEN = compose('11211:11211');
const CLOSED = compose('127.0.0.1:11211:11211');

// Every test starts a process or more, on a machine that may be busy.
jest.setTimeout(60_000);

let build: ReturnType<typeof buildAction>;
let folder: string;
beforeAll(() => {
  build = buildAction();
});
afterAll(() => build.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'base-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const propose = (base: Files, head: Files, name = 'origin'): Proposal =>
  proposeIn(folder, base, head, name);

function check(proposal: Proposal, step: Omit<Step, 'entry'> = {}): Promise<Run> {
  return runAction({
    entry: build.entry,
    event: 'pull_request',
    payload: payloadOf(proposal),
    prepare: (workspace) => checkOut(workspace, proposal.origin, proposal.merge, '--depth=1'),
    ...step,
    environment: { GITHUB_SHA: proposal.merge, ...step.environment },
  });
}

describe('a pull request is compared with its base', () => {
  it('fails for what it opens', async () => {
    const result = await check(propose({ 'compose.yaml': CLOSED }, { 'compose.yaml': OPEN }));
    expect(result.status).toBe(1);
    expect(result.outputs).toMatchObject({
      conclusion: 'failed',
      'findings-count': '1',
      'new-findings-count': '1',
      'fixed-findings-count': '0',
    });
    expect(result.summary).toContain('main (');
  });

  it('does not fail for what was open before', async () => {
    const result = await check(
      propose({ 'compose.yaml': OPEN }, { 'compose.yaml': `# moved\n${OPEN}`, 'x.md': '' }),
    );
    expect(result.status).toBe(0);
    expect(result.outputs).toMatchObject({
      conclusion: 'passed',
      'findings-count': '1',
      'new-findings-count': '0',
      'fixed-findings-count': '0',
      'highest-severity': 'high',
    });
  });

  it('counts what it closes', async () => {
    const result = await check(propose({ 'compose.yaml': OPEN }, { 'compose.yaml': CLOSED }));
    expect(result.status).toBe(0);
    expect(result.outputs).toMatchObject({ 'findings-count': '0', 'fixed-findings-count': '1' });
  });

  it('takes the base of the merge commit, for that of the payload may be old', async () => {
    const proposal = propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' });
    const result = await check(proposal, { payload: payloadOf(proposal, proposal.old) });
    expect(result.outputs['new-findings-count']).toBe('0');
  });

  it('takes the base of the payload when the head is checked out', async () => {
    const proposal = propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' });
    const result = await check(proposal, {
      prepare: (workspace) => checkOut(workspace, proposal.origin, proposal.head, '--depth=1'),
    });
    expect(result.outputs['new-findings-count']).toBe('0');
    expect(result.status).toBe(0);
  });

  it('compares a folder with the same folder', async () => {
    const result = await check(
      propose(
        { 'a/compose.yaml': OPEN, 'b/compose.yaml': CLOSED },
        { 'a/compose.yaml': OPEN, 'b/compose.yaml': OPEN },
      ),
      { inputs: { path: 'a' } },
    );
    expect(result.outputs).toMatchObject({ 'findings-count': '1', 'new-findings-count': '0' });
  });

  it('does not if it is told not to', async () => {
    const proposal = propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' });
    const result = await check(proposal, { inputs: { 'new-only': 'false' } });
    expect(result.status).toBe(1);
    expect(result.outputs['new-findings-count']).toBe('');
  });

  it('leaves a whole clone whole', async () => {
    const proposal = propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' });
    let cloned = '';
    const result = await check(proposal, {
      prepare: (workspace) => {
        cloned = join(folder, 'clone');
        checkOut(workspace, proposal.origin, proposal.merge);
        mkdirSync(cloned);
        checkOut(cloned, proposal.origin, proposal.merge);
      },
      environment: { GITHUB_WORKSPACE: join(folder, 'clone') },
    });
    expect(result.outputs['new-findings-count']).toBe('0');
    expect(git(cloned, 'rev-parse', '--is-shallow-repository')).toBe('false');
    expect(git(cloned, 'rev-list', '--count', 'HEAD')).toBe('4');
  });

  it('fetches what a whole clone lacks without cutting it', async () => {
    const proposal = propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' });
    git(proposal.origin, 'commit', '--quiet', '--allow-empty', '--message=later');
    const later = git(proposal.origin, 'rev-parse', 'HEAD');
    const cloned = join(folder, 'clone');
    mkdirSync(cloned);
    checkOut(cloned, proposal.origin, proposal.head);
    const result = await check(proposal, {
      payload: payloadOf(proposal, later),
      prepare: () => undefined,
      environment: { GITHUB_WORKSPACE: cloned },
    });
    expect(result.outputs['new-findings-count']).toBe('0');
    expect(git(cloned, 'rev-parse', '--is-shallow-repository')).toBe('false');
    expect(git(cloned, 'cat-file', '-t', later)).toBe('commit');
  });

  it.each<[string, Omit<Step, 'entry'>]>([
    ['origin is gone', { environment: {} }],
    ['there is no checkout', { files: { 'compose.yaml': OPEN }, prepare: () => undefined }],
  ])('reports everything when %s, and says so', async (_, step) => {
    const proposal = propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' });
    const result = await check(proposal, {
      prepare: (workspace) => {
        checkOut(workspace, proposal.origin, proposal.merge, '--depth=1');
        rmSync(proposal.origin, { recursive: true });
      },
      ...step,
    });
    expect(result.status).toBe(1);
    expect(result.outputs).toMatchObject({ conclusion: 'failed', 'new-findings-count': '' });
    expect(result.summary).toContain('Not compared');
    expect(result.annotations).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringMatching(
          /^Not compared with main.*only what makes the check stricter counts/,
        ),
      }),
    );
    expect(result.complaints).toEqual([]);
  });

  it('reports everything when the base is what is checked out', async () => {
    const proposal = propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' });
    const result = await check(proposal, {
      event: 'pull_request_target',
      prepare: (workspace) => checkOut(workspace, proposal.origin, proposal.base, '--depth=1'),
      environment: { GITHUB_SHA: proposal.base },
    });
    expect(result.status).toBe(1);
    expect(result.summary).toContain('the base itself');
  });

  it('does not comment on what was open before', async () => {
    const github = await FakeGitHub.start();
    try {
      const result = await check(
        propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' }),
        {
          inputs: { 'github-token': github.token },
          environment: { GITHUB_API_URL: github.apiUrl },
        },
      );
      expect(result.status).toBe(0);
      expect(github.comments).toEqual([]);
      expect(github.violations).toEqual([]);
    } finally {
      await github.stop();
    }
  });

  it('brings its comment up to date without calling resolved what was open before', async () => {
    const github = await FakeGitHub.start();
    try {
      const step = {
        inputs: { 'github-token': github.token },
        environment: { GITHUB_API_URL: github.apiUrl },
      };
      const base = { 'compose.yaml': OPEN };
      await check(propose(base, { ...base, 'more/compose.yaml': OPEN }, 'first'), step);
      expect(github.comments).toHaveLength(1);
      expect(github.comments[0]!.body).toContain('1 new, 1 existing');

      await check(propose(base, { ...base, 'more/compose.yaml': CLOSED }, 'second'), step);
      expect(github.comments).toHaveLength(1);
      expect(github.comments[0]!.body).toContain('0 new, 1 existing');
      expect(github.comments[0]!.body).not.toMatch(/resolved|nothing is left/i);

      await check(propose(base, { 'compose.yaml': CLOSED }, 'third'), step);
      expect(github.comments[0]!.body).toMatch(/resolved in .* \(1 fixed\)/);
      expect(github.violations).toEqual([]);
    } finally {
      await github.stop();
    }
  });

  // Only root can give files away.
  const itAsRoot = process.getuid?.() === 0 ? it : it.skip;
  itAsRoot('works in a container, where the workspace is another user’s', async () => {
    const proposal = propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' });
    const result = await check(proposal, {
      prepare: (workspace) => {
        checkOut(workspace, proposal.origin, proposal.merge, '--depth=1');
        chownSync(workspace, 1001, 1001);
        chownSync(join(workspace, '.git'), 1001, 1001);
      },
    });
    expect(result.outputs['new-findings-count']).toBe('0');
  });
});

describe('the policy of the base counts', () => {
  const weaker = { '.github/memcached-exposure.yml': 'fail-on: none\n' };

  it('so that a change cannot wave itself through', async () => {
    const result = await check(
      propose({ 'compose.yaml': CLOSED }, { 'compose.yaml': OPEN, ...weaker }),
    );
    expect(result.status).toBe(1);
    expect(result.summary).toContain('MCE902');
  });

  it('unless the head is trusted', async () => {
    const result = await check(
      propose({ 'compose.yaml': CLOSED }, { 'compose.yaml': OPEN, ...weaker }),
      { inputs: { 'policy-from': 'head' } },
    );
    expect(result.status).toBe(0);
  });

  it('as soon as it is merged', async () => {
    const result = await check(
      propose({ 'compose.yaml': CLOSED, ...weaker }, { 'compose.yaml': OPEN, ...weaker }),
    );
    expect(result.status).toBe(0);
  });

  it.each([
    ['in the scanned folder', { path: 'infra', config: 'infra/policy.yml' }],
    ['beside the scanned folder', { path: 'infra', config: 'policy/exposure.yml' }],
  ])('also when the configuration is named and lies %s', async (_, inputs) => {
    const stricter = { [inputs.config]: 'fail-on: high\n' };
    const none = { [inputs.config]: 'fail-on: none\n' };
    const proposal = propose(
      { 'infra/compose.yaml': CLOSED, ...stricter },
      { 'infra/compose.yaml': OPEN, ...none },
    );
    expect((await check(proposal, { inputs })).status).toBe(1);
    expect((await check(proposal, { inputs: { ...inputs, 'policy-from': 'head' } })).status).toBe(
      0,
    );
  });

  it('and a named configuration that it adds does not', async () => {
    const inputs = { path: 'infra', config: 'policy/exposure.yml' };
    const result = await check(
      propose(
        { 'infra/compose.yaml': CLOSED },
        { 'infra/compose.yaml': OPEN, [inputs.config]: 'fail-on: none\n' },
      ),
      { inputs },
    );
    expect(result.status).toBe(1);
  });
});

describe('other events', () => {
  it('compares a merge group with its base', async () => {
    const proposal = propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' });
    const result = await check(proposal, {
      event: 'merge_group',
      payload: { merge_group: { base_sha: proposal.base, base_ref: 'refs/heads/main' } },
    });
    expect(result.status).toBe(0);
    expect(result.outputs['new-findings-count']).toBe('0');
  });

  it.each(['push', 'schedule', 'workflow_dispatch'])(
    'audits the whole tree on %s',
    async (event) => {
      const proposal = propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' });
      const result = await check(proposal, { event, payload: { before: proposal.base } });
      expect(result.status).toBe(1);
      expect(result.outputs['new-findings-count']).toBe('');
    },
  );

  it('compares a push with what was there before when asked to', async () => {
    const proposal = propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' });
    const payload = { before: proposal.base, ref: 'refs/heads/main' };
    const inputs = { 'new-only': 'true' };
    const result = await check(proposal, { event: 'push', payload, inputs });
    expect(result.status).toBe(0);
    expect(result.outputs['new-findings-count']).toBe('0');
    const first = { before: '0'.repeat(40), ref: 'refs/heads/main' };
    const made = await check(proposal, { event: 'push', payload: first, inputs });
    expect(made.status).toBe(1);
    expect(made.summary).toContain('names no base');
  });

  it.each<[string, (proposal: Proposal) => object]>([
    ['makes a branch', () => ({ before: '0'.repeat(40) })],
    ['rewrites a branch', ({ head }) => ({ before: head, forced: true })],
  ])('compares a push that %s with the default branch', async (_, more) => {
    const proposal = propose(
      { 'a/compose.yaml': OPEN },
      { 'a/compose.yaml': OPEN, 'b/compose.yaml': OPEN },
    );
    const push = (branch: string): Promise<Run> =>
      check(proposal, {
        event: 'push',
        payload: {
          ref: 'refs/heads/feature',
          repository: { default_branch: branch },
          ...more(proposal),
        },
        inputs: { 'new-only': 'true' },
        prepare: (workspace) => checkOut(workspace, proposal.origin, proposal.head, '--depth=1'),
        environment: { GITHUB_SHA: proposal.head },
      });
    const result = await push('main');
    expect(result.status).toBe(1);
    expect(result.outputs).toMatchObject({ 'findings-count': '2', 'new-findings-count': '1' });
    expect(result.summary).toContain('main (');
    // A branch that is not there: everything counts, and it is said.
    const lost = await push('mai*');
    expect(lost.status).toBe(1);
    expect(lost.outputs['new-findings-count']).toBe('');
    expect(lost.summary).toContain('cannot be found at');
  });

  it('compares a default branch that was rewritten with what it was', async () => {
    const proposal = propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' });
    const result = await check(proposal, {
      event: 'push',
      payload: {
        before: proposal.base,
        forced: true,
        ref: 'refs/heads/main',
        repository: { default_branch: 'main' },
      },
      inputs: { 'new-only': 'true' },
    });
    expect(result.outputs['new-findings-count']).toBe('0');
  });

  it.each(['release', 'deployment'])('audits the whole tree on %s', async (event) => {
    const proposal = propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' });
    const result = await check(proposal, {
      event,
      payload: { [event]: { sha: proposal.merge }, repository: { default_branch: 'main' } },
      inputs: { 'new-only': 'true' },
    });
    expect(result.status).toBe(1);
    expect(result.outputs['new-findings-count']).toBe('');
  });
});

describe('.github/workflows/self.yml', () => {
  const ROOT = fileURLToPath(new URL('../..', import.meta.url));
  const workflow = parse(readFileSync(`${ROOT}/.github/workflows/self.yml`, 'utf8')) as {
    readonly jobs: Readonly<
      Record<string, { readonly steps: readonly { uses?: string; with?: object }[] }>
    >;
  };
  const examples = Object.fromEntries(
    readdirSync(`${ROOT}/examples`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = relative(ROOT, join(entry.parentPath, entry.name));
        return [path, readFileSync(join(ROOT, path), 'utf8')];
      }),
  );

  it.each([
    ['exposed', 'failed', 'push'],
    ['exposed', 'failed', 'pull_request'],
    ['safe', 'passed', 'push'],
    ['safe', 'passed', 'pull_request'],
  ])('gets from the job %s: %s, on %s', async (job, conclusion, event) => {
    const step = workflow.jobs[job]!.steps.find(({ uses }) => uses === './')!;
    const inputs = Object.fromEntries(
      Object.entries(step.with ?? {}).map(([name, value]) => [name, String(value)]),
    );
    const result = await check(propose(examples, { ...examples, 'x.md': '' }), { inputs, event });
    expect(result.outputs.conclusion).toBe(conclusion);
  });
});

describe('fetching the base of a private repository', () => {
  it('tries without and then with the token, which goes to the server only', async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}`;
      const proposal = propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' });
      const step = (serverUrl: string): Omit<Step, 'entry'> => ({
        prepare: (workspace) => {
          checkOut(workspace, proposal.origin, proposal.merge, '--depth=1');
          git(workspace, 'remote', 'set-url', 'origin', `${url}/octo-org/octo-repo`);
        },
        inputs: { 'github-token': 'ghs_secret', comment: 'never' },
        environment: { GITHUB_SERVER_URL: serverUrl },
      });
      const result = await check(proposal, step(url));
      expect(result.status).toBe(1);
      expect(seen[0]).toBeUndefined();
      const token = Buffer.from('x-access-token:ghs_secret').toString('base64');
      expect(seen.filter((value) => value !== undefined)).toContain(`basic ${token}`);
      expect(result.stdout.replace('::add-mask::ghs_secret', '')).not.toContain('ghs_secret');

      seen.length = 0;
      await check(proposal, step('https://github.example'));
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.filter((value) => value !== undefined)).toEqual([]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('lets no program it starts see the token in its inputs', async () => {
    const seen = join(folder, 'seen');
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    writeFileSync(
      join(bin, 'git'),
      `#!/bin/sh\ntr '\\0' '\\n' < /proc/$$/environ >> '${seen}'\nexec '${real}' "$@"\n`,
      {
        mode: 0o755,
      },
    );
    const proposal = propose({ 'compose.yaml': OPEN }, { 'compose.yaml': OPEN, 'x.md': '' });
    const result = await check(proposal, {
      inputs: { 'github-token': 'ghs_secret', comment: 'never' },
      environment: { PATH: `${bin}:${process.env.PATH}` },
    });
    expect(result.outputs['new-findings-count']).toBe('0');
    const environments = readFileSync(seen, 'utf8');
    expect(environments).toContain('safe.directory');
    expect(environments).not.toContain('ghs_secret');
  });

  it('adds to settings that are there', () => {
    expect(gitSetting('a', 'b', {})).toEqual({
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'a',
      GIT_CONFIG_VALUE_0: 'b',
    });
    expect(gitSetting('a', 'b', { GIT_CONFIG_COUNT: '2' })).toMatchObject({
      GIT_CONFIG_COUNT: '3',
      GIT_CONFIG_KEY_2: 'a',
    });
  });
});
