import ignore from 'ignore';
import { append } from '../append.js';
import type { Problem } from '../facts.js';
import type { Location } from '../files/source.js';
import type { Finding } from '../findings.js';
import type { Baseline } from './baseline.js';
import { staleEntries } from './baseline.js';
import type { PathSuppression } from './config-exceptions.js';
import { covers, isExpired, type Suppression } from './suppress.js';

/** Everything that says that findings do not count. */
export interface Exceptions {
  readonly inline: readonly Suppression[];
  /** Whether a comment may count for a finding; default: yes. */
  readonly isAgreed?: (finding: Finding) => boolean;
  readonly paths: readonly PathSuppression[];
  readonly baseline?: Baseline;
}

/** Why a finding does not count. */
export interface AppliedException {
  readonly by: 'inline' | 'config' | 'baseline';
  readonly reason: string;
  readonly until?: string;
  readonly where?: Location;
}

export interface Applied {
  readonly byFinding: ReadonlyMap<Finding, AppliedException>;
  /** Exceptions that are expired or that nothing needs. */
  readonly problems: readonly Problem[];
}

/**
 * Finds the findings that do not count. An exception counts up to and including its last day.
 * @param today `YYYY-MM-DD`, UTC
 */
export function applyExceptions(
  findings: readonly Finding[],
  exceptions: Exceptions,
  today: string,
): Applied {
  const byFinding = new Map<Finding, AppliedException>();
  const problems: Problem[] = [];
  const inline = dropExpired(exceptions.inline, today, problems);
  const paths = dropExpired(exceptions.paths, today, problems).map((suppression) => ({
    suppression,
    matcher: ignore().add([...suppression.paths]),
  }));
  const used = new Set<Suppression | PathSuppression>();
  for (const finding of findings) {
    const covering = inline.find((suppression) => covers(suppression, finding));
    if (covering !== undefined) used.add(covering);
    const comment = exceptions.isAgreed?.(finding) === false ? undefined : covering;
    const path = paths.find(
      ({ suppression, matcher }) =>
        suppression.rules.includes(finding.ruleId) && matcher.ignores(finding.location.file),
    )?.suppression;
    const found = comment ?? path;
    if (found !== undefined) {
      used.add(found);
      byFinding.set(finding, {
        by: comment === undefined ? 'config' : 'inline',
        reason: found.reason,
        where: found.where,
        ...(found.until === undefined ? {} : { until: found.until }),
      });
    } else if (exceptions.baseline?.entries.has(finding.fingerprint) === true) {
      byFinding.set(finding, {
        by: 'baseline',
        reason: `It is listed in ${exceptions.baseline.path}.`,
      });
    }
  }
  for (const suppression of [...inline, ...paths.map(({ suppression: of }) => of)]) {
    if (used.has(suppression)) continue;
    problems.push({
      kind: 'note',
      where: suppression.where,
      message: `The suppression of ${suppression.rules.join(', ')} at ${placeText(suppression.where)} suppresses nothing; remove it.`,
    });
  }
  if (exceptions.baseline !== undefined) {
    append(problems, staleProblems(exceptions.baseline, findings));
  }
  return { byFinding, problems };
}

function dropExpired<S extends Suppression | PathSuppression>(
  suppressions: readonly S[],
  today: string,
  problems: Problem[],
): S[] {
  return suppressions.filter((suppression) => {
    if (!isExpired(suppression, today)) return true;
    problems.push({
      kind: 'note',
      where: suppression.where,
      message: `The suppression of ${suppression.rules.join(', ')} at ${placeText(suppression.where)} ended on ${suppression.until}; it no longer counts.`,
    });
    return false;
  });
}

function staleProblems(baseline: Baseline, findings: readonly Finding[]): Problem[] {
  const stale = staleEntries(baseline, findings);
  if (stale.length === 0) return [];
  return [
    {
      kind: 'note',
      where: { file: baseline.path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
      message: `${baseline.path} lists ${stale.length} ${stale.length === 1 ? 'finding that is' : 'findings that are'} no longer there; prune it with "memcached-exposure baseline --update".`,
    },
  ];
}

function placeText({ file, startLine }: Location): string {
  return `${file}:${startLine}`;
}
