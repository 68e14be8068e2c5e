import { append } from '../append.js';
import { SEVERITIES, type Severity } from '../findings.js';
import { markdownCode, safeJson, visible } from '../report/escape.js';
import type { Course, Trend } from './trend.js';

/** More findings or runs than this are counted and not listed. */
const MOST_LISTED = 50;

/** The trend for a terminal. */
export function trendText(trend: Trend): string {
  const lines = ['Date                  Open  New  Fixed  ' + SEVERITIES.join('  ')];
  for (const run of trend.runs) {
    lines.push(
      [
        run.date.padEnd(20),
        String(total(run.open)).padStart(5),
        String(run.new).padStart(4),
        String(run.fixed).padStart(6),
        '',
        ...SEVERITIES.map((severity) => String(run.open[severity]).padStart(severity.length)),
      ].join(' ') + (run.partial ? '  not everything could be looked at' : ''),
    );
  }
  append(lines, ['', ...sentences(trend)]);
  if (trend.open.length > 0) {
    lines.push('', `Open (${trend.open.length})`);
    for (const course of trend.open.slice(0, MOST_LISTED)) {
      lines.push(
        `  ${course.severity.padEnd(8)} ${course.ruleId}  ${visible(course.file)}:${course.line}  ${age(course)}`,
      );
    }
    if (trend.open.length > MOST_LISTED)
      lines.push(`  and ${trend.open.length - MOST_LISTED} more`);
  }
  if (trend.fixed.length > 0) {
    lines.push('', `Fixed (${trend.fixed.length})`);
    for (const course of trend.fixed.slice(0, MOST_LISTED)) {
      lines.push(
        `  ${course.severity.padEnd(8)} ${course.ruleId}  ${visible(course.file)}:${course.line}  on ${course.fixedOn}, open for ${days(course.days)}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The trend as Markdown, for a summary or an issue. */
export function trendMarkdown(trend: Trend): string {
  const parts = ['## Trend', ''];
  parts.push('| Date | Open | New | Fixed | Critical | High | Medium | Low | Info |');
  parts.push('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  const runs = trend.runs.slice(-MOST_LISTED);
  for (const run of runs) {
    parts.push(
      `| ${run.date}${run.partial ? ' (partial)' : ''} | ${total(run.open)} | ${run.new} | ${run.fixed} | ${SEVERITIES.map((severity) => run.open[severity]).join(' | ')} |`,
    );
  }
  append(parts, ['', ...sentences(trend).map((line) => `- ${line}`)]);
  if (trend.open.length > 0) {
    parts.push(
      '',
      `### Open (${trend.open.length})`,
      '',
      '| Severity | Rule | Place | Since | Age |',
      '| --- | --- | --- | --- | ---: |',
    );
    for (const course of trend.open.slice(0, MOST_LISTED)) {
      parts.push(
        `| ${course.severity} | ${course.ruleId} | ${markdownCode(`${course.file}:${course.line}`, true)} | ${course.since}${course.reopened ? ' (again)' : ''} | ${days(course.days)} |`,
      );
    }
    if (trend.open.length > MOST_LISTED)
      parts.push('', `And ${trend.open.length - MOST_LISTED} more.`);
  }
  if (trend.fixed.length > 0) {
    parts.push(
      '',
      `### Fixed (${trend.fixed.length})`,
      '',
      '| Severity | Rule | Place | Fixed on | Open for |',
      '| --- | --- | --- | --- | ---: |',
    );
    for (const course of trend.fixed.slice(0, MOST_LISTED)) {
      parts.push(
        `| ${course.severity} | ${course.ruleId} | ${markdownCode(`${course.file}:${course.line}`, true)} | ${course.fixedOn} | ${days(course.days)} |`,
      );
    }
  }
  return `${parts.join('\n')}\n`;
}

/** The trend as JSON. */
export function trendJson(trend: Trend): string {
  return `${safeJson({ schemaVersion: 1, ...trend })}\n`;
}

function sentences(trend: Trend): string[] {
  const exposed = SEVERITIES.filter((severity) => trend.exposureDays[severity] > 0)
    .map((severity) => `${trend.exposureDays[severity]} ${severity}`)
    .join(', ');
  return [
    `Open findings: ${trend.open.length}, ${days(trend.meanAgeDays)} old on average.`,
    ...(trend.meanDaysToFix === undefined
      ? []
      : [`Fixed findings: ${trend.fixed.length}, after ${days(trend.meanDaysToFix)} on average.`]),
    `Exposure-days: ${exposed === '' ? 'none' : exposed}.`,
  ];
}

function age({ since, days: count, reopened }: Course): string {
  return `since ${since}${reopened ? ' (again)' : ''}, ${days(count)}`;
}

function days(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}

function total(open: Readonly<Record<Severity, number>>): number {
  return SEVERITIES.reduce((sum, severity) => sum + open[severity], 0);
}
