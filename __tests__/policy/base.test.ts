import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkDirectory } from '../../src/check/directory.js';
import { type BaseChoice } from '../../src/check/options.js';
import type { Report } from '../../src/report/model.js';

const OPEN =
  'services:\n  cache:\n    image: memcached:1.6.45\n    ports:\n      - "11211:11211"\n';
const CLOSED = OPEN.replace('"11211', '"127.0.0.1:11211');
const SUPPRESSED = OPEN.replace(
  '      - "11211',
  '      # memcached-exposure: ignore[MCE201] -- a lab without a network\n      - "11211',
);

let root: string;

const git = (...words: string[]): string =>
  execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'base-'));
  git('init', '-q');
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function commit(): void {
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', 'x');
}

async function check(base: Partial<BaseChoice> | undefined, folder = ''): Promise<Report> {
  return checkDirectory({
    root: join(root, folder),
    given: {},
    nameOf: (setting) => setting,
    today: '2026-06-15',
    ...(base === undefined
      ? {}
      : { base: { label: 'main', revision: 'HEAD', newOnly: true, policyFrom: 'base', ...base } }),
  });
}

const states = (report: Report): string[] =>
  report.findings.map(
    ({ ruleId, state, suppressed, location }) =>
      `${ruleId} ${state ?? '-'} ${suppressed?.by ?? '-'} ${location.file}:${location.startLine}`,
  );

describe('the comparison with a base tree', () => {
  it('fails for what is new and not for what was there', async () => {
    write({ 'a/compose.yml': OPEN });
    commit();
    write({ 'b/compose.yml': OPEN });
    const report = await check({});
    expect(states(report)).toEqual([
      'MCE201 existing - a/compose.yml:5',
      'MCE201 new - b/compose.yml:5',
    ]);
    expect(report.conclusion).toBe('failed');
    rmSync(join(root, 'b'), { recursive: true });
    expect((await check({})).conclusion).toBe('passed');
  });

  it('knows submodules that stay as they are, and clones, and those that change', async () => {
    write({ 'lib/compose.yml': OPEN, 'main.txt': '' });
    git('-C', 'lib', 'init', '-q');
    git('-C', 'lib', 'add', '.');
    git('-C', 'lib', 'commit', '-q', '-m', 'x');
    git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', './lib', 'lib');
    commit();
    write({ 'clone/compose.yml': OPEN });
    git('-C', 'clone', 'init', '-q');
    expect(states(await check({}))).toEqual([
      'MCE201 existing - clone/compose.yml:5',
      'MCE201 existing - lib/compose.yml:5',
    ]);
    write({ 'lib/compose.yml': OPEN.replace('cache', 'sessions') });
    git('-C', 'lib', 'commit', '-q', '-a', '-m', 'y');
    git('add', 'lib');
    expect(states(await check({}))).toEqual([
      'MCE201 existing - clone/compose.yml:5',
      'MCE201 new - lib/compose.yml:5',
    ]);
  });

  it('tells what was fixed', async () => {
    write({ 'compose.yml': OPEN });
    commit();
    write({ 'compose.yml': CLOSED });
    const report = await check({});
    expect(report.fixed.map(({ ruleId }) => ruleId)).toEqual(['MCE201']);
    expect(report).toMatchObject({ conclusion: 'passed', comparison: { base: 'main' } });
  });

  it('does not call fixed what is as bad or worse now, only otherwise', async () => {
    write({ 'compose.yml': OPEN });
    commit();
    write({ 'compose.yml': OPEN.replace('"11211:', '"11299:') });
    const report = await check({});
    expect(states(report)).toEqual(['MCE201 new - compose.yml:5']);
    expect(report.fixed).toEqual([]);
    // Something else that opens does not undo a fix.
    write({ 'compose.yml': CLOSED, 'other.yml': OPEN });
    expect((await check({})).fixed).toHaveLength(1);
  });

  it.each<[string, () => void]>([
    ['lines move', () => write({ 'compose.yml': `# one\n# two\n${OPEN}` })],
    [
      'it is formatted anew',
      () =>
        write({
          'compose.yml': OPEN.replace('ports:\n      - "11211:11211"', 'ports: ["11211:11211"]'),
        }),
    ],
    [
      'the file is renamed',
      () => renameSync(join(root, 'compose.yml'), join(root, 'docker-compose.yml')),
    ],
    [
      'the file moves',
      () => {
        mkdirSync(join(root, 'x'));
        renameSync(join(root, 'compose.yml'), join(root, 'x/compose.yml'));
      },
    ],
  ])('knows a finding again when %s', async (_, change) => {
    write({ 'compose.yml': OPEN });
    commit();
    change();
    expect((await check({})).findings.map(({ state }) => state)).toEqual(['existing']);
  });

  it.each<[string, string]>([
    ['another host port', OPEN.replace('"11211:', '"11299:')],
    ['another protocol', OPEN.replace('11211"', '11211/udp"').replace('1.6.45', '1.4.33')],
    ['another service', OPEN.replace('cache:', 'sessions:')],
  ])('takes %s for new', async (_, text) => {
    write({ 'compose.yml': OPEN });
    commit();
    write({ 'compose.yml': text });
    const report = await check({});
    expect(report.findings.find(({ ruleId }) => ruleId === 'MCE201')?.state).toBe('new');
  });

  it('scans a folder of the checkout as the whole', async () => {
    write({ 'sub/compose.yml': OPEN, 'compose.yml': OPEN });
    commit();
    expect(states(await check({}, 'sub'))).toEqual(['MCE201 existing - compose.yml:5']);
  });

  it('reports everything, and says so, when the base is not there', async () => {
    write({ 'compose.yml': OPEN });
    commit();
    const report = await check({ revision: '0123456789012345678901234567890123456789' });
    expect(report.comparison?.unavailable).toContain('not in this checkout');
    expect(states(report)).toEqual(['MCE201 unknown - compose.yml:5']);
    expect(report.conclusion).toBe('failed');
  });

  it.each(['--output=x', '-h'])('takes no option for a revision: %s', async (revision) => {
    write({ 'compose.yml': OPEN });
    commit();
    expect((await check({ revision })).comparison?.unavailable).toContain('no revision');
  });
});

describe('policy in a change', () => {
  const CONFIG = 'memcached-exposure.yml';

  it('does not count until it is merged: a suppression', async () => {
    write({ 'compose.yml': CLOSED });
    commit();
    write({ 'compose.yml': SUPPRESSED });
    const report = await check({});
    expect(states(report)).toEqual(['MCE201 new - compose.yml:6', 'MCE902 new - compose.yml:5']);
    expect(report.conclusion).toBe('failed');
    expect((await check({ policyFrom: 'head' })).conclusion).toBe('passed');
    commit();
    expect(states(await check({}))).toEqual(['MCE201 existing inline compose.yml:6']);
  });

  it('does not count until it is merged: a suppression that is moved to something else', async () => {
    const other = SUPPRESSED.replace('11211:11211', '11212:11211');
    write({ 'compose.yml': SUPPRESSED });
    commit();
    // The very comment of the base, above another door.
    write({ 'compose.yml': other });
    expect(states(await check({}))).toEqual([
      'MCE201 new - compose.yml:6',
      'MCE902 new - compose.yml:5',
    ]);
    expect((await check({})).conclusion).toBe('failed');
    expect(states(await check({ policyFrom: 'head' }))).toContain(
      'MCE201 new inline compose.yml:6',
    );
  });

  it('counts although the lines or the file are others', async () => {
    write({ 'compose.yml': SUPPRESSED });
    commit();
    write({ 'compose.yml': `# moved\n${SUPPRESSED}` });
    expect(states(await check({}))).toEqual(['MCE201 existing inline compose.yml:7']);
    rmSync(join(root, 'compose.yml'));
    write({ 'compose.prod.yml': SUPPRESSED });
    expect(states(await check({}))).toEqual(['MCE201 existing inline compose.prod.yml:6']);
  });

  it.each<[string, string]>([
    ['a raised threshold', 'fail-on: none\n'],
    ['a rule switched off', 'rules: {MCE201: "off"}\n'],
    ['a milder rule', 'rules: {MCE201: low}\n'],
    ['an excluded path', 'exclude: ["*.yml"]\n'],
    ['a suppression by path', 'suppressions: [{rules: [MCE201], paths: ["*"], reason: because}]\n'],
  ])('does not count until it is merged: %s', async (_, config) => {
    write({ 'compose.yml': CLOSED });
    commit();
    write({ 'compose.yml': OPEN, [CONFIG]: config });
    const report = await check({});
    expect(report.conclusion).toBe('failed');
    expect(report.findings.map(({ ruleId }) => ruleId)).toEqual(['MCE201', 'MCE902']);
    expect((await check({ policyFrom: 'head' })).conclusion).not.toBe('failed');
  });

  it('does not count until it is merged: a baseline', async () => {
    write({ 'compose.yml': CLOSED, [CONFIG]: 'baseline: known.txt\n', 'known.txt': '' });
    commit();
    write({ 'compose.yml': OPEN });
    const fingerprint = (await check({})).findings[0]!.fingerprint;
    write({ 'known.txt': `${fingerprint} MCE201 compose.yml\n` });
    expect(states(await check({}))).toEqual([
      'MCE201 new - compose.yml:5',
      'MCE902 new - known.txt:1',
    ]);
    expect(states(await check(undefined))).toEqual(['MCE201 - baseline compose.yml:5']);
  });

  it('may become stricter without a word', async () => {
    write({
      'compose.yml': CLOSED,
      [CONFIG]: 'fail-on: none\ntrusted-networks: [10.0.0.0/8]\nrules: {MCE201: "off"}\n',
    });
    commit();
    write({ [CONFIG]: 'fail-on: low\n' });
    expect(states(await check({}))).toEqual([]);
  });

  it('of the base holds although the change deletes it', async () => {
    write({ 'compose.yml': CLOSED, [CONFIG]: 'fail-on: critical\n' });
    commit();
    rmSync(join(root, CONFIG));
    write({ 'compose.yml': OPEN });
    expect(await check({})).toMatchObject({ conclusion: 'passed', failOn: 'critical' });
  });
});

describe('suppressions', () => {
  const withComment = (comment: string): string =>
    OPEN.replace('      - "', `      # ${comment}\n      - "`);
  const check1 = async (text: string): Promise<Report> => {
    write({ 'compose.yml': text });
    return check(undefined);
  };

  it.each([
    'memcached-exposure: ignore[MCE201] -- lab',
    'memcached-exposure: ignore[MCE201, MCE302] -- lab',
    'memcached-exposure: ignore[MCE201] until=2026-06-15 -- ends today',
    'memcached-exposure: ignore[MCE201] until=2027-01-31 -- lab -- really',
  ])('count: %s', async (comment) => {
    const report = await check1(withComment(comment));
    expect(report.conclusion).toBe('passed');
    expect(report.findings[0]?.suppressed).toMatchObject({ by: 'inline' });
    expect(report.problems).toEqual([]);
  });

  it('count on the line itself', async () => {
    const text = OPEN.replace('11211"\n', '11211" # memcached-exposure: ignore[MCE201] -- lab\n');
    expect((await check1(text)).conclusion).toBe('passed');
  });

  it.each([
    ['memcached-exposure: ignore[MCE201]', 'no reason'],
    ['memcached-exposure: ignore[MCE201] --', 'no reason'],
    ['memcached-exposure: ignore -- x', 'ignore[RULE]'],
    ['memcached-exposure: ignore[MCE999] -- x', 'no rule "MCE999"'],
    ['memcached-exposure: ignore[] -- x', 'no rule ""'],
    ['memcached-exposure: ignore[MCE201] until=2026-02-30 -- x', 'no date'],
    ['memcached-exposure: ignore[MCE201] unless=x -- x', 'not understood'],
    ['memcached-exposure: ignore[MCE201] until=2026-06-14 -- over', 'ended on 2026-06-14'],
    ['memcached-exposure: ignore[MCE302] -- another rule', 'suppresses nothing'],
  ])('do not count, and are told: %s', async (comment, problem) => {
    const report = await check1(withComment(comment));
    expect(report.conclusion).toBe('failed');
    expect(report.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining(problem),
    ]);
  });

  it('do not count elsewhere than on the line or the one above', async () => {
    expect(
      (await check1(`# memcached-exposure: ignore[MCE201] -- far away\n${OPEN}`)).conclusion,
    ).toBe('failed');
  });

  it('are no part of a text', async () => {
    const text = OPEN.replace(
      '    ports:',
      '    labels: ["x#memcached-exposure: ignore[MCE201] -- x"]\n    ports:',
    );
    expect(await check1(text)).toMatchObject({ conclusion: 'failed', problems: [] });
  });
});
