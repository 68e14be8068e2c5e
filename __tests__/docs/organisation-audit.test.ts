import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
import { NODE } from '../action/run-action.js';

/**
 * The shell steps of docs/recipes/organisation-audit.yml as a runner runs them, with real git, the built
 * command line and a stand-in for `gh` (organisation/gh.mjs). What other actions do between the steps, which
 * is to carry files from job to job, is done here.
 */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HAS_JQ = spawnSync('jq', ['--version']).status === 0;

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
const workflow = parse(readFileSync(join(ROOT, 'docs/recipes/organisation-audit.yml'), 'utf8')) as {
  jobs: Record<string, { steps: Step[] }>;
};
const scriptOf = (name: string): string => {
  const step = Object.values(workflow.jobs)
    .flatMap(({ steps }) => steps)
    .find((each) => each.name === name);
  if (step?.run === undefined) throw new Error(`There is no step "${name}".`);
  return step.run;
};

const EXPOSED = 'services:\n  cache:\n    image: memcached:1.6.45\n    ports: ["11211:11211"]\n';
const CLOSED = EXPOSED.replace('11211:11211', '127.0.0.1:11211:11211');

// Every test starts many processes, on a machine that may be busy.
jest.setTimeout(120_000);

let dist: string;
let folder: string;
let state: string;

beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'organisation-dist-'));
  const built = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), join(dist, 'dist')], {
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(built.stderr);
  writeFileSync(join(dist, 'package.json'), '{ "type": "module" }\n');
});
afterAll(() => rmSync(dist, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'organisation-'));
  state = join(folder, 'state');
  const bin = join(folder, 'bin');
  for (const each of [state, bin]) mkdirSync(each);
  const program = (name: string, text: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  program(
    'gh',
    `exec ${process.execPath} ${join(ROOT, '__tests__/docs/organisation/gh.mjs')} "$@"`,
  );
  program('node', `exec ${NODE} "$@"`);
  // Waiting is noted, not done.
  program('sleep', `echo "$1" >> ${join(state, 'slept.txt')}`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const note = (name: string, value: unknown): void =>
  writeFileSync(join(state, name), JSON.stringify(value));
const noted = (name: string): string => {
  const path = join(state, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

/** A machine of its own for each job. */
function job(name: string): { path: string; text: (file: string) => string } {
  const path = join(folder, name);
  if (!existsSync(path)) {
    mkdirSync(path);
    symlinkSync(dist, join(path, 'tool'));
  }
  return { path, text: (file) => readFileSync(join(path, file), 'utf8') };
}

/** Runs a step as `bash -e` in the job's folder. */
function step(
  jobName: string,
  name: string,
  environment: Readonly<Record<string, string>> = {},
): { status: number | null; out: string; err: string } {
  const done = spawnSync('bash', ['-e', '-c', scriptOf(name)], {
    cwd: job(jobName).path,
    encoding: 'utf8',
    env: {
      PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
      HOME: folder,
      FAKE_GH: state,
      FAKE_GH_JQ: HAS_JQ ? 'yes' : 'no',
      GITHUB_STEP_SUMMARY: join(job(jobName).path, 'summary.txt'),
      GIT_TERMINAL_PROMPT: '0',
      GIT_CONFIG_NOSYSTEM: '1',
      ...environment,
    },
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

const repository = (name: string, more: object = {}): object => ({
  full_name: `acme/${name}`,
  archived: false,
  fork: false,
  disabled: false,
  size: 12,
  ...more,
});

/** A repository on the server, which is a folder. */
function push(name: string, files: Readonly<Record<string, string>>): void {
  const work = join(folder, 'work', name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(work, path)), { recursive: true });
    writeFileSync(join(work, path), text);
  }
  const git = (...words: string[]): void => {
    const done = spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...words], {
      cwd: work,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1' },
    });
    if (done.status !== 0) throw new Error(done.stderr);
  };
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'x');
  git('clone', '--quiet', '--bare', work, join(folder, 'server', 'acme', `${name}.git`));
}

const list = (exclude = ''): ReturnType<typeof step> =>
  step('list', 'List the repositories', {
    GH_TOKEN: 'secret-token',
    ORGANISATION: 'acme',
    EXCLUDE: exclude,
  });
const scan = (shard: string): ReturnType<typeof step> => {
  const name = `scan-${shard.replace('/', '-')}`;
  writeFileSync(join(job(name).path, 'repositories.txt'), job('list').text('repositories.txt'));
  return step(name, 'Scan this part of the repositories', {
    READ_TOKEN: 'secret-token',
    SHARD: shard,
    SERVER: `file://${join(folder, 'server')}`,
  });
};
/** Carries the reports of the parts to the job that merges. */
function collect(...shards: string[]): void {
  const { path } = job('merge');
  writeFileSync(join(path, 'repositories.txt'), job('list').text('repositories.txt'));
  mkdirSync(join(path, 'reports'), { recursive: true });
  for (const shard of shards) {
    const from = join(job(`scan-${shard.replace('/', '-')}`).path, 'reports');
    for (const name of readdirSync(from)) {
      writeFileSync(join(path, 'reports', name), readFileSync(join(from, name)));
    }
  }
}
const merge = (failOn: string): ReturnType<typeof step> =>
  step('merge', 'Merge the reports', { FAIL_ON: failOn });
const finish = (): ReturnType<typeof step>[] => [
  step('merge', 'Fetch the reports of earlier runs', {
    GH_TOKEN: 'issue-token',
    REPOSITORY: 'acme/audit',
    RUN: '42',
  }),
  step('merge', 'Update the audit issue', {
    GH_TOKEN: 'issue-token',
    REPOSITORY: 'acme/audit',
    RUN_URL: 'https://github.example/acme/audit/actions/runs/42',
  }),
];

describe('listing an organisation', () => {
  it('reads every page and leaves out what is archived, forked, disabled, empty or excluded', () => {
    note('pages.json', [
      [
        repository('one'),
        repository('old', { archived: true }),
        repository('theirs', { fork: true }),
      ],
      [repository('off', { disabled: true }), repository('empty', { size: 0 })],
      [repository('two'), repository('left-out'), repository('one')],
    ]);
    expect(list('left-out other')).toMatchObject({ status: 0 });
    expect(job('list').text('repositories.txt')).toBe('acme/one\nacme/two\n');
    expect(job('list').text('summary.txt')).toBe('2 repositories\n');
  });

  it('waits for the end of a rate limit and lists anew, with nothing twice', () => {
    note('pages.json', [[repository('one')], [repository('two')]]);
    note('failures.json', { times: 2, after: 1 });
    const now = Math.floor(Date.now() / 1000);
    note('rate.json', { resources: { core: { remaining: 0, reset: now + 1000 } } });
    expect(list()).toMatchObject({ status: 0 });
    expect(job('list').text('repositories.txt')).toBe('acme/one\nacme/two\n');
    const slept = noted('slept.txt').trim().split('\n').map(Number);
    expect(slept).toHaveLength(2);
    // Until then, and a little longer; the clock goes on meanwhile.
    for (const seconds of slept) {
      expect(seconds).toBeGreaterThan(900);
      expect(seconds).toBeLessThanOrEqual(1005);
    }
  });

  it('waits a little for other failures, and gives up in the end', () => {
    note('pages.json', [[repository('one')]]);
    note('failures.json', { times: 5, after: 0 });
    note('rate.json', { resources: { core: { remaining: 4000, reset: 1 } } });
    const { status, out } = list();
    expect(status).toBe(2);
    expect(out).toContain('::error::The repositories cannot be listed');
    expect(noted('slept.txt')).toBe('20\n40\n60\n80\n');
  });

  it.each(['', 'a/b', '$(touch x)', 'a b'])('refuses %j for an organisation', (name) => {
    const { status, out } = step('list', 'List the repositories', {
      GH_TOKEN: 't',
      ORGANISATION: name,
      EXCLUDE: '',
    });
    expect(status).toBe(2);
    expect(out).toContain('::error::');
    expect(noted('calls.txt')).toBe('');
  });

  it('takes no name that is more than a name', () => {
    note('pages.json', [
      [
        repository('ok'),
        { ...repository('x'), full_name: 'acme/$(id)' },
        { ...repository('x'), full_name: 'acme/a b' },
      ],
    ]);
    expect(list()).toMatchObject({ status: 0 });
    expect(job('list').text('repositories.txt')).toBe('acme/ok\n');
  });

  (HAS_JQ ? it : it.skip)('means by its expressions what jq means', () => {
    note('pages.json', [[repository('one'), repository('old', { archived: true })]]);
    const calls: [string[], unknown][] = [
      [['orgs/acme/repos?per_page=100&type=all', '--paginate'], undefined],
      [['rate_limit'], { resources: { core: { remaining: 0, reset: 77 } } }],
      [['repos/acme/audit/actions/artifacts?name=organisation-audit&per_page=30'], undefined],
    ];
    note('rate.json', calls[1]![1]);
    note('artifacts.json', {
      artifacts: [
        { expired: false, workflow_run: { id: 41 } },
        { expired: true, workflow_run: { id: 40 } },
        { expired: false, workflow_run: { id: 42 } },
      ],
    });
    note('issues.json', [{ number: 3, title: 'memcached exposure of the organisation' }]);
    const text = [
      scriptOf('List the repositories'),
      scriptOf('Fetch the reports of earlier runs'),
      scriptOf('Update the audit issue'),
    ].join('\n');
    const expressions = [...text.matchAll(/--jq (?:'([^']+)'|"([^"]+)")/g)].map(([, a, b]) =>
      (a ?? b)!.replace('$RUN', '42'),
    );
    expect(expressions).toHaveLength(4);
    const commands = [...calls.map(([words]) => ['api', ...words]), ['issue', 'list']];
    commands.forEach((words, i) => {
      const [jq, own] = ['yes', 'no'].map(
        (which) =>
          spawnSync(
            process.execPath,
            [join(ROOT, '__tests__/docs/organisation/gh.mjs'), ...words, '--jq', expressions[i]!],
            {
              encoding: 'utf8',
              env: { ...process.env, GH_TOKEN: 't', FAKE_GH: state, FAKE_GH_JQ: which },
            },
          ).stdout,
      );
      expect(own).toBe(jq);
      expect(own).not.toBe('');
    });
  });
});

describe('an audit of an organisation', () => {
  const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
  const SHARDS = ['1/2', '2/2'];

  beforeEach(() => {
    note(
      'pages.json',
      [names.slice(0, 3), names.slice(3)].map((page) => page.map((name) => repository(name))),
    );
    note('artifacts.json', { artifacts: [] });
    for (const name of names) push(name, { 'compose.yaml': name === 'beta' ? EXPOSED : CLOSED });
    expect(list().status).toBe(0);
  });

  it('scans every repository in one part or the other, merges, and keeps one issue', () => {
    for (const shard of SHARDS) {
      const { status, out, err } = scan(shard);
      expect([status, out]).toEqual([0, expect.not.stringContaining('::warning::')]);
      expect(`${out}${err}`).not.toContain('secret-token');
    }
    const parts = SHARDS.map((shard) =>
      readdirSync(join(job(`scan-${shard.replace('/', '-')}`).path, 'reports')),
    );
    expect(parts.flat().sort()).toEqual(names.map((name) => `acme+${name}.json`).sort());
    collect(...SHARDS);
    expect(merge('high')).toMatchObject({ status: 0 });
    const { path, text } = job('merge');
    expect(text('audit/status')).toBe('1\n');
    expect(text('audit/missing.txt')).toBe('');
    expect(text('summary.txt')).toContain('acme/beta');
    expect(
      readdirSync(join(path, 'audit')).filter((name) => /\.(?:json|sarif|html|md)$/.test(name)),
    ).toHaveLength(4);
    expect(step('merge', 'The verdict')).toMatchObject({ status: 1 });

    expect(finish().map(({ status }) => status)).toEqual([0, 0]);
    const issues = (): { number: number; body: string; state: string }[] =>
      JSON.parse(noted('issues.json')) as never;
    expect(issues()).toHaveLength(1);
    expect(issues()[0]!.body).toContain('actions/runs/42');
    expect(issues()[0]!.body).toContain('MCE201');
    // Closed by a person, it is opened again, and is still the one.
    note(
      'issues.json',
      issues().map((each) => ({ ...each, state: 'closed' })),
    );
    expect(finish().map(({ status }) => status)).toEqual([0, 0]);
    expect(issues()).toMatchObject([{ number: 1, state: 'open' }]);
  });

  it('takes up where it stopped, and scans nothing twice', () => {
    const shard = '1/1';
    rmSync(join(folder, 'server', 'acme', 'gamma.git'), { recursive: true });
    const first = scan(shard);
    expect(first.status).toBe(1);
    expect(first.out).toContain('::warning::acme/gamma was not scanned');
    expect(noted('slept.txt')).toBe('15\n30\n45\n');
    const reports = join(job('scan-1-1').path, 'reports');
    expect(readdirSync(reports)).toHaveLength(4);

    // The others are gone by now: only what is missing is fetched.
    for (const name of ['alpha', 'beta', 'delta', 'epsilon']) {
      rmSync(join(folder, 'server', 'acme', `${name}.git`), { recursive: true });
    }
    rmSync(join(folder, 'work', 'gamma'), { recursive: true });
    push('gamma', { 'compose.yaml': CLOSED });
    const second = scan(shard);
    expect(second.status).toBe(0);
    expect(second.out.match(/::group::/g)).toHaveLength(1);
    expect(readdirSync(reports)).toHaveLength(5);
  });

  it('says what is missing, and does not pass for it', () => {
    rmSync(join(folder, 'server', 'acme', 'beta.git'), { recursive: true });
    expect(scan('1/1').status).toBe(1);
    collect('1/1');
    expect(merge('none').status).toBe(0);
    expect(job('merge').text('audit/missing.txt')).toBe('acme/beta\n');
    expect(job('merge').text('audit/status')).toBe('2\n');
    expect(finish().map(({ status }) => status)).toEqual([0, 0]);
    expect(noted('issues.json')).toContain('Not scanned: 1 repositories.');
    expect(step('merge', 'The verdict').status).toBe(2);
  });

  it('leaves out a repository that cannot be scanned, not the others', () => {
    // Its own configuration is not asked, and what it holds is never run.
    rmSync(join(folder, 'server', 'acme', 'alpha.git'), { recursive: true });
    rmSync(join(folder, 'work', 'alpha'), { recursive: true });
    push('alpha', {
      'memcached-exposure.yml': 'fail-on: loud\n',
      'compose.yaml': EXPOSED,
      '.gitattributes': '* filter=evil\n',
    });
    expect(scan('1/1').status).toBe(0);
    collect('1/1');
    expect(merge('high').status).toBe(0);
    expect(job('merge').text('audit/summary.md')).toContain('acme/alpha');
  });

  it('does not pass when nothing was scanned', () => {
    rmSync(join(folder, 'server'), { recursive: true });
    expect(scan('1/1').status).toBe(1);
    collect('1/1');
    const { status, out } = merge('none');
    expect(status).toBe(2);
    expect(out).toContain('::error::No repository was scanned');
  });

  it('compares with earlier runs, as far as they are still there', () => {
    for (const shard of SHARDS) expect(scan(shard).status).toBe(0);
    collect(...SHARDS);
    expect(merge('none').status).toBe(0);
    const [report] = readdirSync(join(job('merge').path, 'audit')).filter((name) =>
      name.startsWith('audit-'),
    );
    // A run of a week ago found the same; another has expired, a third is gone, a fourth is this one.
    const earlier = job('merge').text(`audit/${report!}`);
    mkdirSync(join(state, 'runs', '41'), { recursive: true });
    const week = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10);
    writeFileSync(join(state, 'runs', '41', `audit-${week}T04-00-00.json`), earlier);
    note('artifacts.json', {
      artifacts: [
        { expired: false, workflow_run: { id: 41 } },
        { expired: true, workflow_run: { id: 40 } },
        { expired: false, workflow_run: { id: 39 } },
        { expired: false, workflow_run: { id: 42 } },
      ],
    });
    expect(finish().map(({ status }) => status)).toEqual([0, 0]);
    expect(readdirSync(join(job('merge').path, 'earlier')).sort()).toEqual(['41']);
    expect(job('merge').text('audit/trend.md')).toMatch(/1, 7(?:\.\d)? days old on average/);
  });
});
