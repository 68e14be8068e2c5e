import { atLeast, compareSeverity, SEVERITIES, type Severity } from '../findings.js';
import type { Report, ReportedFinding } from '../report/model.js';

/** The report of one run and when that was. */
export interface Run {
  /** `2026-01-31` or `2026-01-31T04:17:00Z`, UTC. */
  readonly date: string;
  readonly report: Report;
}

/** How one finding fared. */
export interface Course {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly fingerprint: string;
  /** The run that found it first, or first again. */
  readonly since: string;
  /** The run that no longer found it; absent while it is open. */
  readonly fixedOn?: string;
  /** From the first sight to the last run, or to the run that no longer had it. */
  readonly days: number;
  /** It had been fixed before. */
  readonly reopened: boolean;
}

/** What one run says against the one before. */
export interface RunTrend {
  readonly date: string;
  readonly open: Readonly<Record<Severity, number>>;
  readonly new: number;
  readonly fixed: number;
  /** Not everything could be looked at: what is missing then does not count as fixed. */
  readonly partial: boolean;
}

export interface Trend {
  readonly runs: readonly RunTrend[];
  /** Worst first, then oldest first. */
  readonly open: readonly Course[];
  /** Latest first. */
  readonly fixed: readonly Course[];
  /** Of the open ones, in days; 0 without any. */
  readonly meanAgeDays: number;
  /** Of the fixed ones, in days; absent without any. */
  readonly meanDaysToFix?: number;
  /** Days that findings were open, added up, by severity. */
  readonly exposureDays: Readonly<Record<Severity, number>>;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * What the reports of several runs of one thing tell together. A finding is the same by its fingerprint and
 * file; it counts as open from the run that found it until the run that no longer does.
 */
export function trendOf(runs: readonly Run[], least: Severity = 'info'): Trend {
  const ordered = [...runs].sort((a, b) => timeOf(a.date) - timeOf(b.date));
  const open = new Map<string, { course: Course; since: string }>();
  const fixed: Course[] = [];
  const closed = new Set<string>();
  const exposure = Object.fromEntries(SEVERITIES.map((one) => [one, 0])) as Record<
    Severity,
    number
  >;
  const trends: RunTrend[] = [];
  let before: string | undefined;
  for (const { date, report } of ordered) {
    const partial = report.conclusion === 'could-not-run';
    if (before !== undefined) {
      const days = daysBetween(before, date);
      for (const { course } of open.values()) exposure[course.severity] += days;
    }
    const now = new Map(
      report.findings
        .filter(({ suppressed, severity }) => suppressed === undefined && atLeast(severity, least))
        .map((finding) => [keyOf(finding), finding]),
    );
    let gone = 0;
    for (const [key, { course, since }] of open) {
      if (now.has(key) || partial) continue;
      open.delete(key);
      closed.add(key);
      gone++;
      fixed.push({ ...course, fixedOn: date, days: daysBetween(since, date) });
    }
    let added = 0;
    for (const [key, finding] of now) {
      const known = open.get(key);
      if (known === undefined) added++;
      const since = known?.since ?? date;
      const course = courseOf(finding, since, known?.course.reopened ?? closed.has(key));
      open.set(key, { course, since });
    }
    trends.push({
      date,
      open: Object.fromEntries(
        SEVERITIES.map((severity) => [
          severity,
          [...open.values()].filter(({ course }) => course.severity === severity).length,
        ]),
      ) as Record<Severity, number>,
      // Everything is new to the first run, which says nothing.
      new: before === undefined ? 0 : added,
      fixed: gone,
      partial,
    });
    before = date;
  }
  const last = before ?? '';
  const still = [...open.values()]
    .map(({ course, since }) => ({ ...course, days: daysBetween(since, last) }))
    .sort(
      (a, b) =>
        compareSeverity(a.severity, b.severity) || b.days - a.days || compareText(a.file, b.file),
    );
  return {
    runs: trends,
    open: still,
    fixed: fixed.sort(
      (a, b) => timeOf(b.fixedOn!) - timeOf(a.fixedOn!) || compareText(a.file, b.file),
    ),
    meanAgeDays: mean(still.map(({ days }) => days)),
    ...(fixed.length === 0 ? {} : { meanDaysToFix: mean(fixed.map(({ days }) => days)) }),
    exposureDays: Object.fromEntries(
      SEVERITIES.map((severity) => [severity, rounded(exposure[severity])]),
    ) as Record<Severity, number>,
  };
}

function courseOf(finding: ReportedFinding, since: string, reopened: boolean): Course {
  return {
    ruleId: finding.ruleId,
    severity: finding.severity,
    file: finding.location.file,
    line: finding.location.startLine,
    fingerprint: finding.fingerprint,
    since,
    days: 0,
    reopened,
  };
}

function keyOf({ fingerprint, location }: ReportedFinding): string {
  return `${fingerprint} ${location.file}`;
}

/** `2026-01-31`, with an optional time of day, as the first text of a name says it. */
const DATE = /(\d{4}-\d{2}-\d{2})(?:T(\d{2})[:-]?(\d{2})(?:[:-]?(\d{2}))?Z?)?/;

/** The date in a name: `audit-2026-01-31.json`; undefined when there is none. */
export function dateIn(name: string): string | undefined {
  const match = DATE.exec(name);
  if (match === null) return undefined;
  const [, day, hour, minute, second = '00'] = match;
  const date = hour === undefined ? day! : `${day}T${hour}:${minute}:${second}Z`;
  return Number.isNaN(timeOf(date)) ? undefined : date;
}

function timeOf(date: string): number {
  return Date.parse(date);
}

function daysBetween(from: string, to: string): number {
  return rounded(Math.max(timeOf(to) - timeOf(from), 0) / DAY);
}

function mean(values: readonly number[]): number {
  return values.length === 0
    ? 0
    : rounded(values.reduce((sum, value) => sum + value, 0) / values.length);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
