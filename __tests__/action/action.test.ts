import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { outsideCode } from './markdown.js';
import { buildAction, pullRequestPayload, runAction, type Run, type Step } from './run-action.js';

const EXPOSED = {
  'deploy/compose.yaml': [
    'services:',
    '  cache:',
    '    image: memcached:1.6.39',
    '    ports:',
    '      - "11211:11211"',
    '',
  ].join('\n'),
};
const SAFE = {
  'deploy/compose.yaml': EXPOSED['deploy/compose.yaml'].replace('"11211', '"127.0.0.1:11211'),
};
const NOTHING = { 'README.md': 'No infrastructure here.\n' };

// Every test starts a process or more, on a machine that may be busy.
jest.setTimeout(60_000);

let build: ReturnType<typeof buildAction>;
beforeAll(() => {
  build = buildAction();
});
afterAll(() => build.remove());

const run = (step: Omit<Step, 'entry'>): Promise<Run> => runAction({ entry: build.entry, ...step });

/** What holds after every run, whatever happened. */
function expectWellBehaved(result: Run): void {
  expect(result.signal).toBeNull();
  expect(result.stderr).toBe('');
  expect(result.complaints).toEqual([]);
  expect(result.otherCommands).toEqual([]);
  expect(result.dropped).toBe(0);
}

/** Makes the workspace what actions/checkout makes of it. */
function checkOut(workspace: string): void {
  for (const words of [
    ['init', '--quiet'],
    ['add', '--all'],
  ]) {
    const { status, stderr } = spawnSync('git', ['-C', workspace, ...words], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }
}

describe('the built action', () => {
  it('fails on an exposed memcached, on the exact line, and says so everywhere', async () => {
    const result = await run({
      files: EXPOSED,
      inputs: { 'sarif-file': 'out/r.sarif', 'report-file': 'out/r.json' },
    });
    expectWellBehaved(result);
    expect(result.status).toBe(1);
    expect(result.outputs).toEqual({
      conclusion: 'failed',
      'findings-count': expect.stringMatching(/^[1-9]$/),
      'new-findings-count': '',
      'fixed-findings-count': '',
      'highest-severity': 'high',
      'sarif-file': 'out/r.sarif',
      'report-file': 'out/r.json',
      'html-file': '',
      'comment-url': '',
      'issue-url': '',
    });
    const error = result.annotations.find(({ level }) => level === 'error');
    expect(error).toMatchObject({ file: 'deploy/compose.yaml', line: 5 });
    expect(error!.title).toContain('MCE201');
    expect(result.summary).toContain('MCE201');
    expect(result.log.join('\n')).toContain('deploy/compose.yaml:5');
    const sarif = JSON.parse(result.file('out/r.sarif')!) as { runs: { results: object[] }[] };
    expect(sarif.runs[0]!.results[0]).toMatchObject({
      ruleId: 'MCE201',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'deploy/compose.yaml' },
            region: { startLine: 5 },
          },
        },
      ],
    });
    expect(JSON.parse(result.file('out/r.json')!)).toMatchObject({ conclusion: 'failed' });
  });

  it('passes when the port is published on the loopback interface', async () => {
    const result = await run({ files: SAFE });
    expectWellBehaved(result);
    expect(result.status).toBe(0);
    expect(result.outputs).toMatchObject({
      conclusion: 'passed',
      'findings-count': '0',
      'highest-severity': 'none',
    });
    expect(result.annotations).toEqual([]);
    expect(result.summary).not.toBe('');
  });

  it('says that there was nothing to scan, and how that may have come about', async () => {
    const result = await run({ files: NOTHING });
    expectWellBehaved(result);
    expect(result.status).toBe(0);
    expect(result.outputs.conclusion).toBe('nothing-to-scan');
    expect(result.annotations).toEqual([
      expect.objectContaining({ level: 'notice', message: expect.stringContaining('checked out') }),
    ]);
  });

  it('annotates and reports relative to the workspace, not to the scanned folder', async () => {
    const result = await run({
      files: EXPOSED,
      inputs: { path: 'deploy', 'sarif-file': 'r.sarif' },
    });
    expectWellBehaved(result);
    expect(result.annotations[0]).toMatchObject({ file: 'deploy/compose.yaml', line: 5 });
    expect(result.file('r.sarif')).toContain('"uri": "deploy/compose.yaml"');
    expect(result.summary).toContain('/deploy/compose.yaml#L5');
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['fail-on: none', { 'fail-on': 'none' }, 0, 'passed'],
    ['fail-on: critical', { 'fail-on': 'critical' }, 0, 'passed'],
    ['fail-on: low', { 'fail-on': 'low' }, 1, 'failed'],
    ['exclude', { exclude: 'deploy/' }, 0, 'nothing-to-scan'],
    ['report-severity above what is found', { 'report-severity': 'critical' }, 1, 'failed'],
    ['values around white space', { 'fail-on': '  none\n' }, 0, 'passed'],
  ])('obeys %s', async (_, inputs, status, conclusion) => {
    const result = await run({ files: EXPOSED, inputs });
    expectWellBehaved(result);
    expect(result.status).toBe(status);
    expect(result.outputs.conclusion).toBe(conclusion);
  });

  it('annotates with warnings only when the job passes', async () => {
    const result = await run({ files: EXPOSED, inputs: { 'fail-on': 'none' } });
    expect(result.annotations.map(({ level }) => level)).not.toContain('error');
    expect(result.annotations.map(({ level }) => level)).toContain('warning');
  });

  it('prefers inputs over the configuration file, and that over the defaults', async () => {
    const files = { ...EXPOSED, '.github/memcached-exposure.yml': 'fail-on: none\n' };
    expect((await run({ files })).status).toBe(0);
    expect((await run({ files, inputs: { 'fail-on': 'high' } })).status).toBe(1);
    const named = { ...EXPOSED, 'policy/mine.yml': 'fail-on: critical\n' };
    expect((await run({ files: named, inputs: { config: 'policy/mine.yml' } })).status).toBe(0);
  });

  it.each<[string, Omit<Step, 'entry'>, RegExp]>([
    [
      'wrong values',
      { inputs: { 'fail-on': 'severe', comment: 'maybe' } },
      /"severe".*\n.*"maybe"/,
    ],
    ['a folder that is not there', { inputs: { path: 'nowhere' } }, /"nowhere" cannot be opened/],
    ['a file for a folder', { inputs: { path: 'deploy/compose.yaml' } }, /is not a folder/],
    ['a folder outside', { inputs: { path: '../..' } }, /leads out of the workspace/],
    ['a missing configuration', { inputs: { config: 'no.yml' } }, /"no.yml" cannot be read/],
    [
      'a wrong configuration',
      { files: { ...EXPOSED, 'memcached-exposure.yml': 'fail-on: loud\nfail_on: low\n' } },
      /loud[^]*fail_on/,
    ],
    [
      'a report to be written through a link',
      {
        prepare: (workspace) => symlinkSync('/etc/hostname', join(workspace, 'r.sarif')),
        inputs: { 'sarif-file': 'r.sarif' },
      },
      /"r.sarif" is a symbolic link/,
    ],
    [
      'a workspace that is not there',
      { environment: { GITHUB_WORKSPACE: '/nonexistent/workspace' } },
      /ENOENT/,
    ],
  ])('does not pass when it could not run: %s', async (_, step, reason) => {
    const result = await run({ files: EXPOSED, ...step });
    expectWellBehaved(result);
    expect(result.status).toBe(2);
    expect(result.outputs.conclusion).toBe('could-not-run');
    const errors = result.annotations.filter(({ level }) => level === 'error');
    expect(errors.map(({ message }) => message).join('\n')).toMatch(reason);
    expect(result.summary).toContain('could not run');
  });

  it('warns of inputs that do not exist', async () => {
    const result = await run({ files: SAFE, inputs: { fail_on: 'low' } });
    expectWellBehaved(result);
    expect(result.status).toBe(0);
    expect(result.annotations).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining('Did you mean "fail-on"?'),
      }),
    ]);
  });

  it.each<[string, Omit<Step, 'entry'>]>([
    ['no output file', { environment: { GITHUB_OUTPUT: undefined } }],
    ['an output file that is gone', { environment: { GITHUB_OUTPUT: '/nonexistent/output' } }],
    ['no summary file', { environment: { GITHUB_STEP_SUMMARY: undefined } }],
    ['a summary file that is gone', { environment: { GITHUB_STEP_SUMMARY: '/nonexistent/s' } }],
    ['an event file that is gone', { environment: { GITHUB_EVENT_PATH: '/nonexistent/event' } }],
    ['an event file that is not JSON', { event: 'pull_request', payload: '{"pull_request":' }],
    [
      'no event at all',
      { environment: { GITHUB_EVENT_PATH: undefined, GITHUB_EVENT_NAME: undefined } },
    ],
    [
      'nothing but the workspace',
      {
        environment: {
          GITHUB_REPOSITORY: undefined,
          GITHUB_SHA: undefined,
          GITHUB_RUN_ID: undefined,
          GITHUB_SERVER_URL: undefined,
          GITHUB_API_URL: undefined,
          HOME: undefined,
        },
      },
    ],
    [
      'a report file whose folder is a file',
      {
        prepare: (workspace) => writeFileSync(join(workspace, 'deploy', 'x'), ''),
        environment: { 'INPUT_SARIF-FILE': 'deploy/ok/r.sarif' },
      },
    ],
  ])('keeps its verdict with %s', async (_, step) => {
    const common = { ...step, inputs: { 'github-token': 'ghs_x', ...step.inputs } };
    const bad = await run({ files: EXPOSED, ...common });
    expect(bad.status).toBe(1);
    expect(bad.otherCommands).toEqual([]);
    expect(bad.annotations.some(({ level, line }) => level === 'error' && line === 5)).toBe(true);
    const good = await run({ files: SAFE, ...common });
    expect(good.status).toBe(0);
  });

  it('shows ten of a level and how many there are', async () => {
    const services = Array.from({ length: 34 }, (_, i) => [
      `  cache${i}:`,
      '    image: memcached:1.6.39',
      `    ports: ["${20000 + i}:11211"]`,
    ]);
    const result = await run({
      files: { 'compose.yaml': ['services:', ...services.flat(), ''].join('\n') },
      inputs: { fail_on: 'x' },
    });
    expectWellBehaved(result);
    const { annotations } = result;
    expect(annotations.filter(({ level }) => level === 'error')).toHaveLength(10);
    expect(annotations.at(-1)).toMatchObject({
      level: 'notice',
      message: expect.stringMatching(/^\d+ of \d+ findings are annotated/),
    });
  });

  it('masks the token and loads the API client only to comment', async () => {
    const crippled = buildAction();
    try {
      const chunks = join(dirname(crippled.entry), 'chunks');
      const client = readdirSync(chunks).filter((name) => name.startsWith('github-'));
      expect(client).toHaveLength(1);
      rmSync(join(chunks, client[0]!));

      const inputs = { 'github-token': 'ghs_secret' };
      const pushed = await runAction({ entry: crippled.entry, files: SAFE, inputs });
      expectWellBehaved(pushed);
      expect(pushed.masked).toEqual(['ghs_secret']);
      expect(pushed.debug.join('\n')).toContain('is about no pull request');
      expect(pushed.status).toBe(0);

      const pull = { event: 'pull_request', payload: pullRequestPayload() };
      const proposed = await runAction({ entry: crippled.entry, files: EXPOSED, inputs, ...pull });
      expectWellBehaved(proposed);
      expect(proposed.status).toBe(1);
      expect(proposed.annotations.at(-1)!.message).toContain('comment could not be written');
    } finally {
      crippled.remove();
    }
  });

  it('is not run by what it reads', async () => {
    const hostile = [
      '::set-output name=x::y',
      '##[set-output name=x]y',
      '\u001b[31mred',
      '@octocat #1 <img src=x onerror=alert(1)> [a](javascript:alert(1))',
      '`${{ github.token }}` | a | b',
      '\u202egnp.exe\u200b',
      'a%0A::error::b',
    ];
    const services = hostile.map((name, i) =>
      [
        `  ${JSON.stringify(name)}:`,
        '    image: memcached',
        `    container_name: ${JSON.stringify(name)}`,
        `    ports: [${JSON.stringify(`${11211 + i}:11211`)}]`,
        `    command: ${JSON.stringify(`memcached -l ${name}`)}`,
      ].join('\n'),
    );
    const compose = `services:\n${services.join('\n')}\n`;
    const folders = [
      '::error::x',
      '##[add-path]x',
      'a\n::set-output name=x::y',
      'a\r::add-mask::b',
      '<b>@octocat',
      '\u001b]0;x\u0007',
    ];
    const files = Object.fromEntries([
      ['compose.yaml', compose],
      ...folders.map((folder) => [`${folder}/compose.yaml`, EXPOSED['deploy/compose.yaml']]),
      ...folders.map((folder) => [
        `${folder}/docker-compose.yml`,
        'services: [\n##[add-mask]x\n::add-mask::x',
      ]),
    ]) as Record<string, string>;
    const result = await run({
      files,
      prepare: checkOut,
      inputs: { 'sarif-file': 'r.sarif', 'report-file': 'r.json', 'report-severity': 'info' },
    });
    expectWellBehaved(result);
    expect(result.status).toBe(1);
    expect(result.masked).toEqual([]);
    expect(Object.keys(result.outputs)).toHaveLength(10);
    const shown = [result.stdout, result.summary, result.file('r.sarif')!, result.file('r.json')!];
    // eslint-disable-next-line no-control-regex
    for (const text of shown) expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e\u200b]/);
    const prose = outsideCode(result.summary);
    expect(prose).not.toMatch(/<img|<b>|\]\(javascript|@octocat|#1 /);
    // That what is looked for could have been there:
    expect(result.summary).toMatch(/<b>@octocat[^]*<img/);
    // Every folder's file was found, whatever it is called.
    expect(new Set(result.file('r.json')!.match(/"file": ".*\/compose\.yaml"/g)).size).toBe(
      folders.length,
    );
  });

  it('stays within the limits of the runner with thousands of findings', async () => {
    const services = Array.from({ length: 1000 }, (_, i) => [
      `  cache${i}:`,
      '    image: memcached:1.6.39',
      `    ports: ["${20000 + i}:11211"]`,
    ]);
    const result = await run({
      files: { 'compose.yaml': ['services:', ...services.flat(), ''].join('\n') },
    });
    expectWellBehaved(result);
    expect(result.outputs['findings-count']).toBe('1000');
    expect(result.summary.length).toBeGreaterThan(500_000);
    expect(result.summary).toContain('1000');
  });

  it('does not follow links out of the workspace', async () => {
    const result = await run({
      files: NOTHING,
      prepare: (workspace) => {
        const outside = join(workspace, '../outside');
        mkdirSync(outside);
        writeFileSync(join(outside, 'compose.yaml'), EXPOSED['deploy/compose.yaml']);
        symlinkSync(outside, join(workspace, 'folder'));
        symlinkSync(join(outside, 'compose.yaml'), join(workspace, 'compose.yaml'));
      },
    });
    expectWellBehaved(result);
    expect(result.outputs['findings-count']).toBe('0');
  });
});
