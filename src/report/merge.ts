import { compareSeverity, SEVERITIES, type Finding, type Severity } from '../findings.js';
import type { Location } from '../files/source.js';
import { blocks } from './select.js';
import type { Conclusion, InventoryItem, Report, ReportedFinding } from './model.js';

/** Worst first: what of several conclusions holds for all. */
const CONCLUSIONS: readonly Conclusion[] = ['could-not-run', 'failed', 'passed', 'nothing-to-scan'];

/** A report and what its files are put under; '' for shards of one and the same tree. */
export interface Part {
  readonly report: Report;
  readonly prefix: string;
}

/**
 * Joins the reports of many repositories, or of the shards of one, into one report. What two parts
 * say about one and the same place is there once.
 */
export function mergeReports(parts: readonly Part[]): Report {
  const first = parts[0]?.report;
  if (first === undefined) throw new RangeError('There is no report to merge.');
  const findings = unique(
    parts.flatMap(({ report, prefix }) =>
      report.findings.map((finding) => ({
        ...moved(finding, prefix),
        ...(finding.state === undefined ? {} : { state: finding.state }),
        ...suppressionOf(finding, prefix),
      })),
    ),
  ).sort(
    (a, b) =>
      compareSeverity(a.severity, b.severity) ||
      compareText(a.location.file, b.location.file) ||
      a.location.startLine - b.location.startLine,
  );
  const rules = new Map(parts.flatMap(({ report }) => report.rules.map((rule) => [rule.id, rule])));
  const files: Record<string, number> = {};
  for (const { report } of parts) {
    for (const [platform, count] of Object.entries(report.scanned.files)) {
      files[platform] = (files[platform] ?? 0) + count;
    }
  }
  const missing = missingShards(parts);
  const readers = parts.map(({ report, prefix }) => ({ lines: report.lines, prefix }));
  return {
    schemaVersion: 1,
    tool: first.tool,
    root: first.shard === undefined ? `${parts.length} reports` : first.root,
    conclusion:
      missing.length > 0
        ? 'could-not-run'
        : CONCLUSIONS.find((one) => parts.some(({ report }) => report.conclusion === one))!,
    reasons: [
      ...missing,
      ...parts.flatMap(({ report, prefix }) =>
        report.conclusion === 'could-not-run'
          ? report.reasons.map((reason) => `${prefix || report.root}: ${reason}`)
          : [],
      ),
    ],
    failOn: first.failOn,
    reportSeverity: first.reportSeverity,
    rules: [...rules.values()].sort((a, b) => compareText(a.id, b.id)),
    findings,
    fixed: unique(
      parts.flatMap(({ report, prefix }) => report.fixed.map((finding) => moved(finding, prefix))),
    ),
    problems: uniqueProblems(
      parts.flatMap(({ report, prefix }) =>
        report.problems.map((problem) => ({ ...problem, where: placed(problem.where, prefix) })),
      ),
    ),
    counts: Object.fromEntries(
      SEVERITIES.map((severity) => [
        severity,
        findings.filter((f) => f.severity === severity && f.suppressed === undefined).length,
      ]),
    ) as Record<Severity, number>,
    belowThreshold: sum(parts.map(({ report }) => report.belowThreshold)),
    scanned: {
      files,
      total: sum(parts.map(({ report }) => report.scanned.total)),
      skipped: parts.flatMap(({ report }) => report.scanned.skipped),
      notes: parts.map(({ report, prefix }) => `${prefix || report.root}: ${report.conclusion}.`),
    },
    inventory: parts.flatMap(({ report, prefix }) =>
      report.inventory.map((item): InventoryItem => ({
        ...item,
        where: placed(item.where, prefix),
      })),
    ),
    lines: (file, line) => {
      for (const { lines, prefix } of readers) {
        if (prefix !== '' && !file.startsWith(`${prefix}/`)) continue;
        const text = lines(prefix === '' ? file : file.slice(prefix.length + 1), line);
        if (text !== '') return text;
      }
      return '';
    },
  };
}

/** The verdict on what is in a report by another threshold than the one it was made with. */
export function judgedAnew(report: Report, failOn: Report['failOn']): Report {
  const judged = { ...report, failOn };
  if (report.conclusion === 'could-not-run') return judged;
  const failed = report.findings.some((finding) => blocks(judged, finding));
  if (failed) return { ...judged, conclusion: 'failed' };
  return report.conclusion === 'failed' ? { ...judged, conclusion: 'passed' } : judged;
}

/** The same report when there should be more parts to it: that is no pass. */
export function withMissing(report: Report, names: readonly string[]): Report {
  if (names.length === 0) return report;
  return {
    ...report,
    conclusion: 'could-not-run',
    reasons: [
      ...report.reasons,
      ...names.map((name) => `There is no report of ${name}, so that this is not all of it.`),
    ],
  };
}

/** Parts of one tree have to be there all of them, once each, and be parts of the same split. */
function missingShards(parts: readonly Part[]): string[] {
  const shards = parts.flatMap(({ report, prefix }) =>
    report.shard === undefined ? [] : [{ ...report.shard, tree: prefix }],
  );
  const trees = new Map<string, { index: number; total: number }[]>();
  for (const { tree, ...shard } of shards) trees.set(tree, [...(trees.get(tree) ?? []), shard]);
  return [...trees].flatMap(([tree, mine]) => {
    const of = tree === '' ? '' : ` of ${tree}`;
    const totals = [...new Set(mine.map(({ total }) => total))];
    if (totals.length > 1) {
      return [`The parts${of} are of different splits: ${totals.join(' and ')} parts.`];
    }
    const total = totals[0]!;
    return Array.from({ length: total }, (_, i) => i + 1).flatMap((index) => {
      const times = mine.filter((shard) => shard.index === index).length;
      if (times === 1) return [];
      return times === 0
        ? [`Part ${index}/${total}${of} is missing, so that this is not all of it.`]
        : [`Part ${index}/${total}${of} is there ${times} times.`];
    });
  });
}

function uniqueProblems(problems: readonly Report['problems'][number][]): Report['problems'] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = JSON.stringify(problem);
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

function moved(finding: Finding, prefix: string): Finding {
  return {
    ...finding,
    location: placed(finding.location, prefix),
    related: finding.related.map((related) => ({
      ...related,
      where: placed(related.where, prefix),
    })),
    path: finding.path.map((step) =>
      step.location === undefined ? step : { ...step, location: placed(step.location, prefix) },
    ),
    ...(finding.fix === undefined
      ? {}
      : {
          fix: {
            ...finding.fix,
            edits: finding.fix.edits.map((edit) => ({
              ...edit,
              where: placed(edit.where, prefix),
            })),
          },
        }),
  };
}

function suppressionOf(
  { suppressed }: ReportedFinding,
  prefix: string,
): Pick<ReportedFinding, 'suppressed'> {
  if (suppressed === undefined) return {};
  return {
    suppressed:
      suppressed.where === undefined
        ? suppressed
        : { ...suppressed, where: placed(suppressed.where, prefix) },
  };
}

function placed(where: Location, prefix: string): Location {
  return prefix === '' ? where : { ...where, file: `${prefix}/${where.file}` };
}

function unique<F extends Finding>(findings: readonly F[]): F[] {
  const byKey = new Map<string, F>();
  for (const finding of findings) {
    const { file, startLine, startColumn } = finding.location;
    const key = JSON.stringify([finding.fingerprint, file, startLine, startColumn]);
    if (!byKey.has(key)) byKey.set(key, finding);
  }
  return [...byKey.values()];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
