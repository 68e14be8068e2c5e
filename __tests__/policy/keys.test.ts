import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkDirectory } from '../../src/check/directory.js';
import { type BaseChoice } from '../../src/check/options.js';
import { SourceFile } from '../../src/files/source.js';
import { PLATFORMS } from '../../src/platforms/index.js';
import { MATCHABLE } from '../../src/policy/config-custom-rules.js';
import { readConfig } from '../../src/policy/config.js';
import { weakenedPolicy } from '../../src/policy/weakened.js';
import type { Report } from '../../src/report/model.js';
import { matchesName } from '../../src/rules/custom.js';

const OPEN =
  'services:\n  cache:\n    image: memcached:1.6.45\n    ports:\n      - "11211:11211"\n';
const CLOSED = OPEN.replace('"11211', '"127.0.0.1:11211');
const CONFIG = '.github/memcached-exposure.yml';

type Files = Readonly<Record<string, string>>;

let root: string;
const git = (...words: string[]): string =>
  execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keys-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

async function check(base?: Partial<BaseChoice>): Promise<Report> {
  return checkDirectory({
    root,
    given: {},
    nameOf: (setting) => setting,
    today: '2026-06-15',
    ...(base === undefined
      ? {}
      : { base: { label: 'main', newOnly: true, policyFrom: 'base', ...base } }),
  });
}

/** The report on a change from one state of a repository to another. */
async function change(
  before: Files,
  after: Files,
  choice: Partial<BaseChoice> = {},
): Promise<Report> {
  git('init', '-q');
  write(before);
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', 'x');
  write(after);
  return check({ revision: 'HEAD', ...choice });
}

const shown = (report: Report): string[] =>
  report.findings.map(({ ruleId, severity, location }) => `${ruleId} ${severity} ${location.file}`);

const scan = async (config: string, files: Files = { 'compose.yml': OPEN }): Promise<Report> => {
  write({ [CONFIG]: config, ...files });
  return check();
};

describe('overrides', () => {
  const files = { 'compose.yml': OPEN, 'lab/compose.yml': OPEN };

  it('give findings in some files a severity of their own', async () => {
    const report = await scan('overrides:\n  - paths: [lab/]\n    severity: low\n', files);
    expect(shown(report)).toEqual(['MCE201 high compose.yml', 'MCE201 low lab/compose.yml']);
    expect(report.conclusion).toBe('failed');
  });

  it('can switch them off there, and only there', async () => {
    const report = await scan('overrides:\n  - paths: [lab/]\n    severity: "off"\n', files);
    expect(shown(report)).toEqual(['MCE201 high compose.yml']);
  });

  it.each([
    ['MCE201', 'medium'],
    ['MCE202', 'high'],
  ])('can be for some rules: %s', async (rule, severity) => {
    const report = await scan(
      `overrides:\n  - paths: ['*']\n    rules: [${rule}]\n    severity: medium\n`,
    );
    expect(shown(report)).toEqual([`MCE201 ${severity} compose.yml`]);
  });

  it('the last one that fits counts', async () => {
    const report = await scan(
      'overrides:\n  - paths: ["*"]\n    severity: low\n  - paths: [/compose.yml]\n    severity: critical\n',
      files,
    );
    expect(shown(report)).toEqual(['MCE201 critical compose.yml', 'MCE201 low lab/compose.yml']);
  });

  it('do not count before they are merged', async () => {
    const config = { [CONFIG]: 'overrides:\n  - paths: ["*"]\n    severity: "off"\n' };
    const report = await change({ 'compose.yml': CLOSED }, { 'compose.yml': OPEN, ...config });
    expect(shown(report)).toEqual(['MCE201 high compose.yml', `MCE902 medium ${CONFIG}`]);
    expect(report.conclusion).toBe('failed');
  });
});

describe('custom rules', () => {
  const rule = (match: string, severity = 'medium'): string =>
    `custom-rules:\n  - id: X-OURS\n    severity: ${severity}\n    message: "{name} must not be open to {sources}."\n    match: ${match}\n`;

  it.each([
    ['{mechanism: [published-port]}', '{mechanism: [service]}'],
    ['{platform: [compose]}', '{platform: [kubernetes]}'],
    ['{reach: [host]}', '{reach: [internet]}'],
    ['{port: [11211]}', '{port: [11212]}'],
    ['{port: ["11000-12000"]}', '{port: ["11212-12000"]}'],
    ['{name: ["*cache*"]}', '{name: ["*queue*"]}'],
    [
      '{platform: [compose], name: ["*cache*"], port: [80, 11211]}',
      '{platform: [compose], name: ["*cache*"], port: [80]}',
    ],
  ])('match %s and not %s', async (fits, fitsNot) => {
    const report = await scan(rule(fits));
    expect(shown(report)).toEqual(['MCE201 high compose.yml', 'X-OURS medium compose.yml']);
    expect(report.rules.at(-1)).toMatchObject({ id: 'X-OURS', tags: [] });
    expect(shown(await scan(rule(fitsNot)))).toEqual(['MCE201 high compose.yml']);
  });

  it('are silent about what is closed', async () => {
    expect(shown(await scan(rule('{platform: [compose]}'), { 'compose.yml': CLOSED }))).toEqual([]);
  });

  it('fail the check by their severity', async () => {
    const off = 'rules: {MCE201: "off"}\n';
    expect((await scan(off + rule('{name: ["*"]}', 'medium'))).conclusion).toBe('passed');
    expect((await scan(off + rule('{name: ["*"]}', 'high'))).conclusion).toBe('failed');
  });

  it('can be suppressed by name, and only when they are known', async () => {
    const files = {
      'compose.yml': OPEN.replace(
        '      -',
        '      # memcached-exposure: ignore[X-OURS] -- known\n      -',
      ),
    };
    const report = await scan(rule('{name: ["*"]}'), files);
    expect(report.findings.find(({ ruleId }) => ruleId === 'X-OURS')!.suppressed).toMatchObject({
      by: 'inline',
    });
    const without = await scan('fail-on: high\n', files);
    expect(without.problems.map(({ message }) => message).join()).toContain('no rule "X-OURS"');
  });

  it.each<[string, string]>([
    ['gone', ''],
    ['milder', rule('{name: ["*"]}', 'low')],
    ['about less', rule('{name: ["x*"]}')],
  ])('that a change makes %s are told', (_, after) => {
    const policy = (text: string) => ({
      inline: [],
      config: readConfig(new SourceFile('c.yml', text)),
    });
    const before = policy(rule('{name: ["*"]}'));
    expect(weakenedPolicy(before, policy(after)).map(({ what }) => what)).toEqual([
      expect.stringContaining('X-OURS'),
    ]);
    expect(weakenedPolicy(before, policy(rule('{name: ["*"]}', 'high')))).toEqual([]);
  });

  it('match names without going back and forth', () => {
    expect(matchesName('a*b?d', 'aXXbcd')).toBe(true);
    expect(matchesName('a*b?d', 'aXXbd')).toBe(false);
    expect(matchesName('*', '')).toBe(true);
    expect(matchesName('', 'a')).toBe(false);
    expect(matchesName('AWS_*.[x]', 'aws_y.[x]')).toBe(true);
    expect(matchesName('(a+)+$', 'aaaa')).toBe(false);
    expect(matchesName(`${'*a'.repeat(100)}b`, 'a'.repeat(100_000))).toBe(false);
  });

  it('can name every platform there is', () => {
    expect([...MATCHABLE.platform].sort()).toEqual(PLATFORMS.map(({ name }) => name).sort());
  });
});

describe('a policy that cannot be used', () => {
  const broken = { [CONFIG]: 'fail-on: loud\n' };
  const mended = { [CONFIG]: 'fail-on: none\n' };

  it('in the base: the change that mends it is judged by the defaults', async () => {
    const report = await change({ 'compose.yml': CLOSED, ...broken }, mended);
    expect(report.conclusion).toBe('passed');
    expect(report.scanned.notes.join()).toMatch(
      /policy of the base cannot be used.*In the base main: .*memcached-exposure.yml:1: "fail-on".*loud/,
    );
    // By the defaults, not by its own:
    write({ 'compose.yml': OPEN });
    expect((await check({ revision: 'HEAD' })).conclusion).toBe('failed');
  });

  it('in both: says which is which', async () => {
    await expect(change({ 'compose.yml': CLOSED, ...broken }, { 'x.md': '' })).rejects.toThrow(
      /^\.github\S+:1: "fail-on"[^]*\nIn the base main: \.github\S+:1: "fail-on"/,
    );
  });

  it('in the change alone: stops it', async () => {
    await expect(change({ 'compose.yml': CLOSED }, broken)).rejects.toThrow(/^\.github[^]*loud/);
  });
});

describe('a base that cannot be had', () => {
  const away = { revision: 'f'.repeat(40) };

  it.each<[string, Files]>([
    ['fail-on', { [CONFIG]: 'fail-on: none\n' }],
    ['rules', { [CONFIG]: 'rules: {MCE201: "off"}\n' }],
    ['a severity', { [CONFIG]: 'rules: {MCE201: low}\n' }],
    ['exclude', { [CONFIG]: 'exclude: ["*"]\n' }],
    ['trusted networks', { [CONFIG]: 'trusted-networks: [0.0.0.0/0, "::/0"]\n' }],
    ['overrides', { [CONFIG]: 'overrides: [{paths: ["*"], severity: "off"}]\n' }],
    ['suppressions', { [CONFIG]: 'suppressions: [{paths: ["*"], rules: [MCE201], reason: x}]\n' }],
    [
      'an inline suppression',
      {
        'compose.yml': OPEN.replace(
          '      -',
          '      # memcached-exposure: ignore[MCE201] -- x\n      -',
        ),
      },
    ],
  ])('does not let the change switch the check off by %s', async (_, files) => {
    const report = await change({ 'compose.yml': CLOSED }, { 'compose.yml': OPEN, ...files }, away);
    expect(report.conclusion).toBe('failed');
    expect(report.scanned.notes.join()).toContain('The policy of main cannot be had');
    // That each of them would have, had it counted:
    expect((await check({ ...away, policyFrom: 'head' })).conclusion).not.toBe('failed');
  });

  it('lets it make the check stricter', async () => {
    const low = OPEN.replace('"11211:', '"10.0.0.5:11211:');
    const passing = await change({}, { 'compose.yml': low }, away);
    expect(passing.conclusion).toBe('passed');
    write({ [CONFIG]: 'fail-on: info\nreport-severity: info\n' });
    expect((await check(away)).conclusion).toBe('failed');
  });
});

describe('what fails the check', () => {
  it('is shown although report-severity is above it', async () => {
    const report = await scan('fail-on: low\nreport-severity: critical\n');
    expect(report.conclusion).toBe('failed');
    expect(shown(report)).toEqual(['MCE201 high compose.yml']);
    expect(report.belowThreshold).toBe(0);
  });

  it('alone: the others stay hidden', async () => {
    const report = await scan('fail-on: none\nreport-severity: critical\n');
    expect(shown(report)).toEqual([]);
    expect(report.belowThreshold).toBe(1);
  });
});
