import { describe, expect, it } from '@jest/globals';
import {
  ADVISORIES,
  advisoriesFor,
  detectImageVersion,
  interpret,
  type AdvisoryMatch,
} from '../../src/memcached/index.js';
import { compareVersions, parseVersion } from '../../src/memcached/version.js';
import type { DetectedVersion } from '../../src/facts.js';
import { word, words } from './words.js';

function matches(image: string, line = ''): AdvisoryMatch[] {
  const version = detectImageVersion(word(image))!;
  return advisoriesFor(version, interpret(words(line), { version: version.version }));
}

/** The ids whose conditions are met (or as asked). */
function ids(image: string, line = '', conditions: AdvisoryMatch['conditions'] = 'met'): string[] {
  return matches(image, line)
    .filter((match) => match.conditions === conditions)
    .map((match) => match.advisory.id)
    .sort();
}

describe('memcached/advisories', () => {
  it.each<[string, string, string[]]>([
    ['memcached:1.6.45', '', []],
    ['memcached:1.6', '', []],
    ['memcached:1', '', []],
    ['memcached:1.6.2', '', ['CVE-2020-22570']],
    ['memcached:1.6.3', '', []],
    ['memcached:1.6.1', '', ['CVE-2020-10931', 'CVE-2020-22570']],
    ['memcached:1.6.1', '-B ascii', ['CVE-2020-22570']],
    ['memcached:1.6.7', '-U 11211', ['CVE-2022-48571']],
    ['memcached:1.6.7', '', []],
    ['memcached:1.6.21', '-o proxy_config=/x', ['CVE-2023-46852', 'CVE-2023-46853']],
    ['memcached:1.6.21', '', []],
    ['memcached:1.6.42', '-Y /a', ['CVE-2026-90698']],
    ['memcached:1.6.44', '-Y /a', []],
    ['memcached:1.5.5', '', ['CVE-2018-1000115', 'CVE-2019-11596']],
    ['memcached:1.5.5', '-U 0', ['CVE-2019-11596']],
    ['memcached:1.5.6', '-U 11211', ['CVE-2019-11596']],
    ['memcached:1.5', '', []],
    ['memcached:1.4', '-U 0', ['CVE-2019-11596']],
    ['memcached:1.4.32', '-B ascii -U 0', ['CVE-2018-1000127', 'CVE-2019-11596']],
  ])('%s %s: %j', (image, line, expected) => {
    expect(ids(image, line)).toEqual(expected);
  });

  it('does not know whether SASL uses the password database', () => {
    expect(ids('memcached:1.6.39', '-S', 'unknown')).toEqual(['CVE-2026-47783', 'CVE-2026-47784']);
    expect(ids('memcached:1.6.39', '', 'unknown')).toEqual([]);
    expect(ids('memcached:1.6.42', '-S', 'unknown')).toEqual([]);
  });

  it('does not know the conditions when the options are not known', () => {
    expect(ids('memcached:1.6.21', '?*', 'unknown')).toContain('CVE-2023-46853');
  });

  it.each(['distribution', 'managed'] as const)('says nothing about %s versions', (trust) => {
    const version: DetectedVersion = { ...detectImageVersion(word('memcached:1.4.13'))!, trust };
    expect(advisoriesFor(version, interpret([], {}))).toEqual([]);
  });

  it('lists the worst first', () => {
    expect(matches('memcached:1.4.13')[0]?.advisory.score).toBe(9.8);
  });

  it('has ids once, and ranges that hold a release', () => {
    expect(new Set(ADVISORIES.map(({ id }) => id)).size).toBe(ADVISORIES.length);
    for (const { id, from, fixedIn } of ADVISORIES) {
      expect(id).toMatch(/^CVE-[0-9]{4}-[0-9]{4,}$/);
      if (from === undefined) continue;
      expect(compareVersions(parseVersion(from)!, parseVersion(fixedIn)!)).toBeLessThan(0);
    }
  });

  it.each(['CVE-2022-26635', 'CVE-2009-2415', 'CVE-2013-7290'])('leaves %s out', (id) => {
    expect(ADVISORIES.some((advisory) => advisory.id === id)).toBe(false);
  });
});
