import type { Problem } from '../facts.js';
import type { Location } from '../files/source.js';
import { atLeast, SEVERITIES, type Severity } from '../findings.js';
import type { Report, ReportedFinding } from './model.js';

/**
 * Whether a finding makes the check fail: at or above the threshold, not suppressed, and not already
 * there in the base tree.
 */
export function blocks(report: Pick<Report, 'failOn'>, finding: ReportedFinding): boolean {
  return (
    finding.suppressed === undefined &&
    finding.state !== 'existing' &&
    atLeast(finding.severity, report.failOn)
  );
}

/** The findings apart, as people want to see them; each worst first as in the report. */
export interface Sections {
  /** New, or everything when nothing was compared. */
  readonly current: readonly ReportedFinding[];
  /** Already there in the base tree. */
  readonly existing: readonly ReportedFinding[];
  readonly suppressed: readonly ReportedFinding[];
}

export function sectionsOf(report: Report): Sections {
  const active = report.findings.filter(({ suppressed }) => suppressed === undefined);
  return {
    current: active.filter(({ state }) => state !== 'existing'),
    existing: active.filter(({ state }) => state === 'existing'),
    suppressed: report.findings.filter(({ suppressed }) => suppressed !== undefined),
  };
}

/** Whether findings were told apart by a comparison with a base tree. */
export function wasCompared(report: Report): boolean {
  return report.comparison !== undefined && report.comparison.unavailable === undefined;
}

/** The problems that no finding in the report tells of already. */
export function untoldProblems(report: Report): readonly Problem[] {
  const told = new Set(
    report.findings.map(({ location, data }) => `${placeKey(location)} ${data['reason'] ?? ''}`),
  );
  return report.problems.filter(({ where, message }) => !told.has(`${placeKey(where)} ${message}`));
}

function placeKey({ file, startLine, startColumn }: Location): string {
  return `${startLine}:${startColumn}:${file}`;
}

/** `1 critical, 2 high`; '' without findings. */
export function countsText(findings: readonly { readonly severity: Severity }[]): string {
  return SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? '' : `${count} ${severity}`;
  })
    .filter((text) => text !== '')
    .join(', ');
}

/** `1 finding`, `2 findings`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The verdict in a sentence. */
export function verdictText(report: Report): string {
  const { current } = sectionsOf(report);
  const kind = wasCompared(report) ? 'new finding' : 'finding';
  switch (report.conclusion) {
    case 'could-not-run':
      return 'The check could not run; this is not a pass.';
    case 'nothing-to-scan':
      return 'There was nothing to scan.';
    case 'failed': {
      const blocking = report.findings.filter((finding) => blocks(report, finding)).length;
      const answering = (report.probes ?? []).filter(({ outcome }) => outcome === 'answers').length;
      if (answering > 0) {
        const hosts = `${plural(answering, 'probed host')} ${answering === 1 ? 'answers' : 'answer'}`;
        return blocking === 0
          ? `${hosts}.`
          : `${hosts}; ${plural(blocking, kind)} at or above ${report.failOn} (fail-on: ${report.failOn}).`;
      }
      if (blocking === 0) {
        return `What fails the check is not shown: it is at or above ${report.failOn} (fail-on) and below ${report.reportSeverity} (report-severity).`;
      }
      return blocking === current.length
        ? `${plural(blocking, kind)} at or above ${report.failOn} (fail-on: ${report.failOn}).`
        : `${blocking} of ${plural(current.length, kind)} ${blocking === 1 ? 'is' : 'are'} at or above ${report.failOn} (fail-on: ${report.failOn}).`;
    }
    case 'passed':
      if (current.length === 0) return `No ${kind}s.`;
      return report.failOn === 'none'
        ? `${plural(current.length, kind)}; the check never fails (fail-on: none).`
        : `${plural(current.length, kind)}, none at or above ${report.failOn} (fail-on: ${report.failOn}).`;
  }
}

/** What keeps a finding from counting, to be read after "suppressed by". */
export const SUPPRESSED_BY: Readonly<
  Record<NonNullable<ReportedFinding['suppressed']>['by'], string>
> = { inline: 'a comment', config: 'the configuration', baseline: 'the baseline' };
