import { waysTo, type Exposure } from '../exposure/exposure.js';
import type { Listener } from '../facts.js';
import { compareSeverity, stepDown, type Reach, type Severity } from '../findings.js';
import { advisoriesFor, advisoryUrl, type AdvisoryMatch } from '../memcached/advisories.js';
import { compareVersions, parseVersion } from '../memcached/version.js';
import { furthest, pathOf } from './describe.js';
import type { Rule } from './rule.js';

/** For an advisory of CVSS 9 and more; one step less for the others. */
const BY_REACH: Readonly<Record<Reach, Severity>> = {
  internet: 'high',
  host: 'high',
  public: 'medium',
  private: 'low',
  cluster: 'low',
  none: 'low',
};
const CRITICAL_SCORE = 9;

/** The version of memcached has published vulnerabilities that its options leave open. */
export const vulnerableVersion: Rule = {
  meta: {
    id: 'MCE401',
    name: 'vulnerable-version',
    title: 'This version of memcached has known vulnerabilities',
    description:
      'An image tag or package pin names a memcached with published vulnerabilities; the fixed version is given.',
    defaultSeverity: 'low',
    tags: ['CWE-1395'],
    messages: {
      advisories:
        '{version} in {workload} has {count} published vulnerabilities, {advisories}; all are fixed in {fixedIn}.',
      advisory:
        '{version} in {workload} has the published vulnerability {advisories}, fixed in {fixedIn}.',
    },
  },
  check(project, report) {
    for (const listener of project.listeners) {
      const { version } = listener;
      if (version === undefined) continue;
      const matches = advisoriesFor(version, listener).filter(
        ({ conditions }) => conditions !== 'not-met',
      );
      if (matches.length === 0) continue;
      const ways = waysTo(listener, project.exposures);
      const ids = matches.map(({ advisory }) => advisory.id);
      report({
        messageId: ids.length === 1 ? 'advisory' : 'advisories',
        data: {
          platform: listener.platform,
          mechanism: 'version',
          name: listener.workload,
          workload: listener.workload,
          version: version.text,
          count: ids.length,
          advisories: ids.join(', '),
          fixedIn: fixedIn(matches),
          sources: '',
          ports: '',
          protocols: '',
        },
        location: version.where,
        related: listener.related,
        path: ways[0] === undefined ? [] : pathOf(ways[0]),
        severity: severity(matches, ways),
        reach: reachOf(listener, ways),
        unresolved: false,
        notes: matches.map(noteOf),
        meaning: [listener.workload, version.text],
      });
    }
  },
};

function severity(matches: readonly AdvisoryMatch[], ways: readonly Exposure[]): Severity {
  const reach = furthest(certainReaches(ways));
  const severities = matches.map(({ advisory, conditions }) => {
    const worst = BY_REACH[reach];
    const byScore = advisory.score >= CRITICAL_SCORE ? worst : stepDown(worst);
    return conditions === 'met' ? byScore : stepDown(byScore);
  });
  // Unreached, a vulnerability is still worth an update: never less than low.
  return [...severities, 'low' as const].sort(compareSeverity)[0]!;
}

function reachOf(listener: Listener, ways: readonly Exposure[]): Reach {
  if (ways.length > 0) return furthest(certainReaches(ways));
  return listener.placement === 'host' ? 'none' : 'cluster';
}

function certainReaches(ways: readonly Exposure[]): Reach[] {
  return ways.filter((way) => way.unresolved === undefined).map((way) => way.reach);
}

/** The first release in which all of them are fixed. */
function fixedIn(matches: readonly AdvisoryMatch[]): string {
  return matches
    .map(({ advisory }) => advisory.fixedIn)
    .sort((a, b) => compareVersions(parseVersion(b)!, parseVersion(a)!))[0]!;
}

function noteOf({ advisory, conditions }: AdvisoryMatch): string {
  const doubt =
    conditions === 'unknown' ? ' It is not known whether the option it needs is on.' : '';
  return `${advisory.id} (CVSS ${advisory.score.toFixed(1)}, fixed in ${advisory.fixedIn}): ${advisory.summary}.${doubt} ${advisoryUrl(advisory)}`;
}
