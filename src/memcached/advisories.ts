import type { DetectedVersion, Listener } from '../facts.js';
import { newestOf, since } from './releases.js';

/** What has to be switched on for an advisory to matter. */
export type AdvisoryCondition =
  | 'none'
  | 'udp'
  | 'sasl'
  | 'sasl-password-database'
  | 'password-file'
  | 'unix-socket'
  | 'proxy'
  | 'verbose'
  | 'binary-protocol';

/** A published vulnerability of the memcached server. */
export interface Advisory {
  readonly id: string;
  /** The first affected release; absent: all before the fix. */
  readonly from?: string;
  /** The release that is no longer affected. */
  readonly fixedIn: string;
  /** CVSS base score, version 3 where there is one. */
  readonly score: number;
  readonly cvss: 2 | 3;
  readonly needs: AdvisoryCondition;
  /** What an attacker gains, half a sentence. */
  readonly summary: string;
}

/**
 * Ranges as NVD publishes them, corrected by memcached's release notes and tags where NVD names only
 * single releases. Left out: what could not be verified (CVE-2009-2415, CVE-2013-7290, CVE-2013-7291)
 * and CVE-2022-26635, which concerns a PHP client.
 */
export const ADVISORIES: readonly Advisory[] = [
  {
    id: 'CVE-2009-1255',
    fixedIn: '1.2.8',
    score: 5.0,
    cvss: 2,
    needs: 'none',
    summary: '`stats maps` tells the memory layout',
  },
  {
    id: 'CVE-2009-1494',
    from: '1.2.8',
    fixedIn: '1.3.0',
    score: 5.0,
    cvss: 2,
    needs: 'none',
    summary: '`stats malloc` tells the memory layout',
  },
  {
    id: 'CVE-2010-1152',
    fixedIn: '1.4.3',
    score: 5.0,
    cvss: 2,
    needs: 'none',
    summary: 'an endless line exhausts the memory',
  },
  {
    id: 'CVE-2011-4971',
    fixedIn: '1.4.17',
    score: 5.0,
    cvss: 2,
    needs: 'binary-protocol',
    summary: 'a negative body length crashes the server',
  },
  {
    id: 'CVE-2013-0179',
    fixedIn: '1.4.17',
    score: 1.8,
    cvss: 2,
    needs: 'verbose',
    summary: 'deleting a long key crashes a verbose server',
  },
  {
    id: 'CVE-2013-7239',
    fixedIn: '1.4.17',
    score: 4.8,
    cvss: 2,
    needs: 'sasl',
    summary: 'the SASL authentication can be bypassed',
  },
  {
    id: 'CVE-2016-8704',
    fixedIn: '1.4.33',
    score: 9.8,
    cvss: 3,
    needs: 'binary-protocol',
    summary: 'an integer overflow in append and prepend allows code execution',
  },
  {
    id: 'CVE-2016-8705',
    fixedIn: '1.4.33',
    score: 9.8,
    cvss: 3,
    needs: 'binary-protocol',
    summary: 'integer overflows in updates allow code execution',
  },
  {
    id: 'CVE-2016-8706',
    fixedIn: '1.4.33',
    score: 8.1,
    cvss: 3,
    needs: 'sasl',
    summary: 'an integer overflow in the SASL command allows code execution',
  },
  {
    id: 'CVE-2017-9951',
    fixedIn: '1.4.39',
    score: 7.5,
    cvss: 3,
    needs: 'binary-protocol',
    summary: 'a crafted get or touch crashes the server',
  },
  {
    id: 'CVE-2018-1000127',
    fixedIn: '1.4.37',
    score: 7.5,
    cvss: 3,
    needs: 'none',
    summary: 'an integer overflow in the item locks corrupts data or deadlocks',
  },
  {
    id: 'CVE-2018-1000115',
    from: '1.2.7',
    fixedIn: '1.5.6',
    score: 7.5,
    cvss: 3,
    needs: 'udp',
    summary: 'UDP is on by default and amplifies floods against others up to 51,000 times',
  },
  {
    id: 'CVE-2019-11596',
    fixedIn: '1.5.14',
    score: 7.5,
    cvss: 3,
    needs: 'none',
    summary: 'the commands `lru mode` and `lru temp_ttl` crash the server',
  },
  {
    id: 'CVE-2019-15026',
    from: '1.5.16',
    fixedIn: '1.5.17',
    score: 7.5,
    cvss: 3,
    needs: 'unix-socket',
    summary: 'memory is read behind the name of the unix socket',
  },
  {
    id: 'CVE-2020-10931',
    from: '1.6.0',
    fixedIn: '1.6.2',
    score: 7.5,
    cvss: 3,
    needs: 'binary-protocol',
    summary: 'a long binary header overflows a buffer',
  },
  {
    id: 'CVE-2020-22570',
    from: '1.6.0',
    fixedIn: '1.6.3',
    score: 7.5,
    cvss: 3,
    needs: 'none',
    summary: 'a crafted meta command crashes the server',
  },
  {
    id: 'CVE-2021-37519',
    from: '1.6.9',
    fixedIn: '1.6.10',
    score: 5.5,
    cvss: 3,
    needs: 'password-file',
    summary: 'a malformed password file overflows a buffer (local)',
  },
  {
    id: 'CVE-2022-48571',
    from: '1.6.7',
    fixedIn: '1.6.8',
    score: 7.5,
    cvss: 3,
    needs: 'udp',
    summary: 'an upload over several UDP packets crashes the server',
  },
  {
    id: 'CVE-2023-46852',
    from: '1.6.13',
    fixedIn: '1.6.22',
    score: 7.5,
    cvss: 3,
    needs: 'proxy',
    summary: 'long multiget keys overflow a buffer of the proxy',
  },
  {
    id: 'CVE-2023-46853',
    from: '1.6.13',
    fixedIn: '1.6.22',
    score: 9.8,
    cvss: 3,
    needs: 'proxy',
    summary: 'a line ended by a bare newline is read off by one in the proxy',
  },
  {
    id: 'CVE-2026-47783',
    fixedIn: '1.6.42',
    score: 8.1,
    cvss: 3,
    needs: 'sasl-password-database',
    summary: 'comparing SASL passwords takes a time that tells them',
  },
  {
    id: 'CVE-2026-47784',
    fixedIn: '1.6.42',
    score: 8.1,
    cvss: 3,
    needs: 'sasl-password-database',
    summary: 'comparing SASL passwords takes a time that tells them',
  },
  {
    id: 'CVE-2026-90698',
    from: '1.6.41',
    fixedIn: '1.6.44',
    score: 5.3,
    cvss: 3,
    needs: 'password-file',
    summary: 'a crafted ASCII authentication reads out of bounds and crashes',
  },
];

/** An advisory of the version that runs, and whether what it needs is switched on. */
export interface AdvisoryMatch {
  readonly advisory: Advisory;
  readonly conditions: 'met' | 'not-met' | 'unknown';
}

/** What the conditions of advisories look at. */
export type AdvisoryContext = Pick<Listener, 'sockets' | 'authentication' | 'features'>;

/**
 * The advisories that certainly concern a version, worst first. A partial tag (`1.4`) is judged by the
 * newest patch it can stand for; distributions and providers patch without changing the number, so
 * their versions give nothing.
 */
export function advisoriesFor(
  version: DetectedVersion,
  listener: AdvisoryContext,
): AdvisoryMatch[] {
  if (version.trust === 'distribution' || version.trust === 'managed') return [];
  const release = newestOf(version.version);
  return ADVISORIES.filter(
    ({ from, fixedIn }) => (from === undefined || since(release, from)) && !since(release, fixedIn),
  )
    .map((advisory) => ({ advisory, conditions: conditions(advisory.needs, listener) }))
    .sort(
      (a, b) => b.advisory.score - a.advisory.score || (a.advisory.id < b.advisory.id ? -1 : 1),
    );
}

/** Where an advisory can be read. */
export function advisoryUrl(advisory: Advisory): string {
  return `https://nvd.nist.gov/vuln/detail/${advisory.id}`;
}

function conditions(
  needs: AdvisoryCondition,
  listener: AdvisoryContext,
): AdvisoryMatch['conditions'] {
  const { sockets, authentication, features } = listener;
  const optionsUnknown = 'unresolved' in sockets || authentication === 'unknown';
  const whenAbsent = optionsUnknown ? 'unknown' : 'not-met';
  switch (needs) {
    case 'none':
      return 'met';
    case 'udp':
      if ('unresolved' in sockets) return 'unknown';
      if (sockets.some(({ protocol, scope }) => protocol === 'udp' && scope !== 'unknown'))
        return 'met';
      return sockets.some(({ protocol }) => protocol === 'udp') ? 'unknown' : 'not-met';
    case 'sasl':
      return authentication === 'sasl'
        ? 'met'
        : authentication === 'unknown'
          ? 'unknown'
          : 'not-met';
    case 'sasl-password-database':
      if (authentication === 'sasl') return features.includes(needs) ? 'met' : 'unknown';
      return authentication === 'unknown' ? 'unknown' : 'not-met';
    case 'password-file':
      return authentication === needs
        ? 'met'
        : authentication === 'unknown'
          ? 'unknown'
          : 'not-met';
    case 'binary-protocol':
      return features.includes('ascii-only') || features.includes('proxy') ? 'not-met' : 'met';
    default:
      return features.includes(needs) ? 'met' : whenAbsent;
  }
}
