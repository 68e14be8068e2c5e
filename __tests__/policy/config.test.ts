import { describe, expect, it } from '@jest/globals';
import { SourceFile } from '../../src/files/source.js';
import { MemoryTree } from '../../src/files/memory.js';
import { findConfigFile } from '../../src/policy/config-paths.js';
import { readConfig } from '../../src/policy/config.js';
import { resolveSettings, SettingsError } from '../../src/policy/settings.js';

const read = (text: string) => readConfig(new SourceFile('memcached-exposure.yml', text));
const nameOf = (setting: string): string => `--${setting}`;

function problemsOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration file', () => {
  it('is read', () => {
    const config = read(
      [
        'fail-on: medium',
        'report-severity: info',
        'trusted-networks:',
        '  - 203.0.113.0/24',
        'exclude: [legacy/]',
        'rules:',
        '  MCE401: off',
        '  MCE103: high',
      ].join('\n'),
    );
    expect(config).toMatchObject({
      failOn: 'medium',
      reportSeverity: 'info',
      trustedNetworks: ['203.0.113.0/24'],
      exclude: ['legacy/'],
    });
    expect([...config.rules!]).toEqual([
      ['MCE401', 'off'],
      ['MCE103', 'high'],
    ]);
  });

  it.each(['', '# nothing\n', 'null\n'])('may say nothing: %j', (text) => {
    expect(read(text)).toEqual({ path: 'memcached-exposure.yml', where: new Map() });
  });

  it('has everything that is wrong with it told at once, with lines', () => {
    const problems = problemsOf(() =>
      read(
        [
          'fail-on: severe',
          'fail-no: high',
          'trusted-networks:',
          '  - 010.0.0.1',
          '  - [x]',
          'rules:',
          '  MCE999: off',
          '  MCE101: loud',
        ].join('\n'),
      ),
    );
    expect(problems).toEqual([
      'memcached-exposure.yml:1: "fail-on" must be a severity or "none", not "severe".',
      expect.stringMatching(/^memcached-exposure\.yml:2: "fail-no" is not a key/),
      expect.stringMatching(/^memcached-exposure\.yml:4: "010\.0\.0\.1"/),
      expect.stringMatching(/^memcached-exposure\.yml:5: /),
      'memcached-exposure.yml:7: there is no rule "MCE999".',
      'memcached-exposure.yml:8: rule MCE101 must be "off" or a severity, not "loud".',
    ]);
  });

  it.each(['- a\n', 'a: [\n', 'rules: x\n', 'exclude: x\n'])(
    'is refused as a whole: %j',
    (text) => {
      expect(problemsOf(() => read(text)).length).toBeGreaterThan(0);
    },
  );

  it('is looked for in its places, the first one found counting', () => {
    const tree = new MemoryTree({
      '.github/memcached-exposure.yml': 'fail-on: low\n',
      'memcached-exposure.yml': 'fail-on: none\n',
    });
    expect(readConfig(findConfigFile(tree)!)).toMatchObject({
      path: '.github/memcached-exposure.yml',
      failOn: 'low',
    });
    expect(findConfigFile(new MemoryTree({}))).toBeUndefined();
  });
});

describe('resolveSettings', () => {
  it('has defaults', () => {
    expect(resolveSettings({}, undefined, nameOf)).toMatchObject({
      failOn: 'high',
      reportSeverity: 'low',
      exclude: [],
    });
  });

  it('lets what is given win over the file', () => {
    const config = read('fail-on: low\nreport-severity: medium\ntrusted-networks: [10.0.0.0/8]\n');
    const settings = resolveSettings(
      { failOn: 'none', trustedNetworks: ['192.0.2.1'] },
      config,
      nameOf,
    );
    expect(settings).toMatchObject({ failOn: 'none', reportSeverity: 'medium' });
    expect(settings.trusted.toCidrs()).toEqual(['192.0.2.1/32']);
  });

  it('tells every problem at once, by the name the person used', () => {
    const problems = problemsOf(() =>
      resolveSettings(
        { failOn: 'all', reportSeverity: 'none', trustedNetworks: ['10/8'] },
        undefined,
        nameOf,
      ),
    );
    expect(problems).toHaveLength(3);
    expect(problems[0]).toMatch(/^--fail-on is "all"/);
    expect(problems[1]).toMatch(/^--report-severity is "none"/);
    expect(problems[2]).toMatch(/^--trusted-networks: "10\/8"/);
  });
});
