import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  InputError,
  listOf,
  readInputs,
  unknownInputs,
  type ActionInputs,
} from '../../src/action/inputs.js';
import { Workspace } from '../../src/files/workspace.js';

let outer: string;
let workspace: Workspace;

beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), 'inputs-'));
  mkdirSync(join(outer, 'work/infra'), { recursive: true });
  mkdirSync(join(outer, 'elsewhere'));
  writeFileSync(join(outer, 'elsewhere/secret'), 'secret');
  writeFileSync(join(outer, 'work/policy.yml'), 'fail-on: low\n');
  symlinkSync(join(outer, 'elsewhere'), join(outer, 'work/out'));
  symlinkSync(join(outer, 'elsewhere/secret'), join(outer, 'work/link.sarif'));
  symlinkSync('infra', join(outer, 'work/alias'));
  workspace = new Workspace(join(outer, 'work'));
});
afterEach(() => rmSync(outer, { recursive: true }));

function read(values: Readonly<Record<string, string>>): ActionInputs {
  return readInputs((name) => values[name] ?? '', workspace);
}

function problems(values: Readonly<Record<string, string>>): readonly string[] {
  try {
    read(values);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe('action/inputs', () => {
  it('needs none', () => {
    expect(read({})).toEqual({
      root: workspace.root,
      folder: '',
      newOnly: 'auto',
      suggestions: 'auto',
      auditIssue: false,
      plans: [],
      rendered: [],
      probeTargets: [],
      policyFrom: 'base',
      comment: 'auto',
    });
  });

  it('reads all', () => {
    const inputs = read({
      path: 'infra',
      config: 'policy.yml',
      'fail-on': 'None',
      'report-severity': 'info',
      'trusted-networks': '10.0.0.0/8, 2001:db8::/48\n192.0.2.1',
      exclude: 'a/**\nb/{c,d}',
      baseline: 'infra/.baseline',
      'new-only': 'true',
      'policy-from': 'head',
      comment: 'always',
      suggestions: 'never',
      'audit-issue': 'true',
      'probe-targets': '192.0.2.1',
      'html-file': 'out.html',
      'sarif-file': './out.sarif',
      'report-file': 'reports/out.json',
      'github-token': 'ghs_x',
    });
    expect(inputs).toEqual({
      root: join(workspace.root, 'infra'),
      folder: 'infra',
      config: { path: 'policy.yml', text: 'fail-on: low\n' },
      failOn: 'none',
      reportSeverity: 'info',
      trustedNetworks: ['10.0.0.0/8', '2001:db8::/48', '192.0.2.1'],
      exclude: ['a/**', 'b/{c,d}'],
      baseline: '.baseline',
      newOnly: 'true',
      policyFrom: 'head',
      comment: 'always',
      suggestions: 'never',
      auditIssue: true,
      plans: [],
      rendered: [],
      probeTargets: [{ host: '192.0.2.1', port: 11211, text: '192.0.2.1' }],
      htmlFile: 'out.html',
      sarifFile: 'out.sarif',
      reportFile: 'reports/out.json',
      token: 'ghs_x',
    });
  });

  it('lists everything that is wrong at once', () => {
    const list = problems({
      path: 'nowhere',
      config: 'missing.yml',
      'fail-on': 'severe',
      'report-severity': 'none',
      'trusted-networks': '10.0.0.0/8, 10.0.0.0/33, 10/8, office, a b',
      comment: 'yes',
      'sarif-file': '../out.sarif',
    });
    expect(list).toHaveLength(7);
    expect(list[0]).toContain('"path": "nowhere" cannot be opened (ENOENT)');
    expect(list[1]).toBe(
      'Input "fail-on": "severe" is not one of critical, high, medium, low, info, none.',
    );
    expect(list[2]).toContain('"none" is not one of critical, high, medium, low, info.');
    expect(list[3]).toContain('"10.0.0.0/33", "10/8", "a b" are no networks');
    expect(list[4]).toContain('"yes" is not one of auto, always, never.');
    expect(list[5]).toContain('"config": "missing.yml" cannot be read');
    expect(list[6]).toContain('"sarif-file": "../out.sarif" leads out of the workspace');
  });

  it.each([
    ['path', 'out'],
    ['path', '..'],
    ['path', '/'],
    ['path', 'policy.yml'],
    ['config', 'out/secret'],
    ['config', '../elsewhere/secret'],
    ['config', 'infra'],
    ['sarif-file', 'link.sarif'],
    ['sarif-file', 'out/new.sarif'],
    ['sarif-file', 'alias/new.sarif'],
    ['sarif-file', 'infra'],
    ['sarif-file', 'policy.yml/x'],
    ['sarif-file', '.'],
    ['sarif-file', '.git/config'],
    ['sarif-file', '.GIT/config'],
    ['report-file', '/etc/passwd'],
  ])('refuses %s: %s', (name, value) => {
    expect(problems({ [name]: value })).toHaveLength(1);
  });

  it.each([
    ['path', './infra/'],
    ['path', 'alias'],
    ['path', '../work/infra'],
    ['config', './policy.yml'],
    ['sarif-file', 'infra/new/deep.sarif'],
    ['sarif-file', 'policy.yml'],
    ['sarif-file', '..sarif'],
    ['sarif-file', '.github/out.sarif'],
  ])('takes %s: %s', (name, value) => {
    expect(problems({ [name]: value })).toEqual([]);
  });

  it('wants the baseline below the scanned folder', () => {
    expect(problems({ path: 'infra', baseline: 'infrared/b' })).toEqual([
      expect.stringContaining('"infrared/b" is not below the scanned folder "infra"'),
    ]);
    expect(problems({ path: 'infra', baseline: './infra/b' })).toEqual([]);
    expect(problems({ baseline: '../b' })).toHaveLength(1);
  });

  it('refuses one file for both reports', () => {
    expect(problems({ 'sarif-file': 'a/../both', 'report-file': './both' })).toHaveLength(1);
  });

  it.each([
    ['', []],
    [' \n , ', []],
    ['a,b', ['a', 'b']],
    ['a/{b,c}/{d,{e,f}},g', ['a/{b,c}/{d,{e,f}}', 'g']],
    ['a{b\nc,d', ['a{b', 'c', 'd']],
    ['a}b,c', ['a}b', 'c']],
    ['\r\na\r\nb\r\n', ['a', 'b']],
  ])('splits %j', (text, entries) => {
    expect(listOf(text)).toEqual(entries);
  });

  it('proposes the input that was meant', () => {
    const environment = {
      INPUT_FAIL_ON: 'low',
      'INPUT_FAIL-ON': 'low',
      INPUT_TOKEN: 'x',
      PATH: '',
    };
    expect(unknownInputs(environment)).toEqual([
      expect.stringContaining('"fail_on"; it has no effect. Did you mean "fail-on"?'),
      expect.stringContaining('"token"; it has no effect. The inputs are path, config'),
    ]);
  });
});

describe('action/workspace', () => {
  it('writes, making folders, replacing what was there', () => {
    expect(workspace.write('a/b/out.json', 'long text')).toBe('a/b/out.json');
    workspace.write('a/b/out.json', 'text');
    expect(readFileSync(join(workspace.root, 'a/b/out.json'), 'utf8')).toBe('text');
  });

  it('looks again when it writes', () => {
    const inputs = read({ 'sarif-file': 'late.sarif' });
    symlinkSync(join(outer, 'elsewhere/secret'), join(outer, 'work/late.sarif'));
    expect(() => workspace.write(inputs.sarifFile!, 'x')).toThrow('is a symbolic link');
    expect(readFileSync(join(outer, 'elsewhere/secret'), 'utf8')).toBe('secret');
  });

  it('takes absolute paths, also where the workspace is behind a link', () => {
    symlinkSync(join(outer, 'work'), join(outer, 'link'));
    const behind = new Workspace(join(outer, 'link'));
    expect(behind.inside(join(outer, 'link/infra'))).toBe('infra');
    expect(behind.inside(join(behind.root, 'infra'))).toBe('infra');
    expect(behind.folder(join(outer, 'link/infra'))).toBe(join(behind.root, 'infra'));
    expect(() => behind.inside(join(outer, 'elsewhere'))).toThrow('leads out');
    expect(() => behind.inside(`${join(outer, 'link')}ed`)).toThrow('leads out');
  });

  it('refuses a link that points nowhere', () => {
    symlinkSync(join(outer, 'elsewhere/new'), join(outer, 'work/dangling'));
    expect(() => workspace.write('dangling', 'x')).toThrow('is a symbolic link');
  });

  it('refuses a configuration beyond a megabyte', () => {
    writeFileSync(join(outer, 'work/big.yml'), ' '.repeat(1024 * 1024 + 1));
    expect(problems({ config: 'big.yml' })).toEqual([expect.stringContaining('larger than 1 MiB')]);
  });
});
