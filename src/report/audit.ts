import { Budget } from './budget.js';
import { clip, markdownCode } from './escape.js';
import { inventory, type MarkdownOptions } from './markdown.js';
import { placeLink, ruleLink, safeUrl, SEVERITY_MARK } from './markdown-finding.js';
import { describer } from './messages.js';
import type { Report, ReportedFinding } from './model.js';
import { countsText, plural, sectionsOf } from './select.js';

/** When each finding was first seen, by fingerprint: `YYYY-MM-DD`, UTC. */
export type FirstSeen = ReadonlyMap<string, string>;

export interface AuditOptions extends MarkdownOptions {
  /** The first line begins with it: `<!-- memcached-exposure-check:audit:… `. */
  readonly marker: string;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  /** What the issue said the last time; absent the first time. */
  readonly before?: AuditState;
  readonly summaryUrl?: string;
}

/** What an audit issue remembers. */
export interface AuditState {
  /** When it was written, `YYYY-MM-DD`. */
  readonly on: string;
  readonly seen: FirstSeen;
}

/** GitHub refuses a body of more than 65,536 characters. */
const BODY_BUDGET = 65_000;
/** Of more findings than this the age is not remembered. */
const MOST_REMEMBERED = 1000;
const MOST_ROWS = 200;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
/** Enough of a fingerprint to tell some thousand findings apart. */
const REMEMBERED_DIGITS = 16;

export function auditTitle(report: Report): string {
  const { current, existing } = sectionsOf(report);
  const count = current.length + existing.length;
  const where = report.root === '.' ? '' : ` (${clip(report.root, 100)})`;
  return count === 0
    ? `memcached exposure audit${where}: nothing is left`
    : `memcached exposure audit${where}: ${plural(count, 'finding')}`;
}

/** The body of the audit issue: what there is, since when, and what changed since the last time. */
export function renderAudit(report: Report, options: AuditOptions): string {
  const findings = activeOf(report);
  const seen = firstSeen(findings, options);
  const page = new Budget(options.budget ?? BODY_BUDGET);
  page.add(stateLine(options, seen));
  const { before, today } = options;
  const counts = countsText(findings);
  page.add(
    `**${plural(findings.length, 'finding')}**${counts === '' ? '' : `: ${counts}`}. As of ${today}${commitText(options)}.\n`,
  );
  const { suppressed } = sectionsOf(report);
  if (suppressed.length > 0) page.add(`${plural(suppressed.length, 'finding')} suppressed.\n`);
  if (before !== undefined) page.add(`${changeText(findings, before)}\n`);
  const end = [inventory(report, options, 50), footerOf(report, options)].filter(
    (part) => part !== '',
  );
  const reserve = end.reduce((sum, part) => sum + Buffer.byteLength(part) + 1, 0) + 200;
  table(page, report, findings, seen, options, Math.min(reserve, page.left / 2));
  for (const part of end) page.add(part);
  return page.text();
}

function activeOf(report: Report): readonly ReportedFinding[] {
  const { current, existing } = sectionsOf(report);
  return [...current, ...existing];
}

function table(
  page: Budget,
  report: Report,
  findings: readonly ReportedFinding[],
  seen: FirstSeen,
  options: AuditOptions,
  reserve: number,
): void {
  if (findings.length === 0) return;
  const describe = describer(report);
  page.add('| Severity | Finding | Where | First seen |\n| --- | --- | --- | --- |', reserve);
  let rows = 0;
  for (const finding of findings.slice(0, MOST_ROWS)) {
    const since = seen.get(keyOf(finding)) ?? options.today;
    const isNew = options.before !== undefined && !options.before.seen.has(keyOf(finding));
    const age = `${since} (${isNew ? '**new**' : plural(daysBetween(since, options.today), 'day')})`;
    const text = describe(finding);
    const row = `| ${SEVERITY_MARK[finding.severity]} ${finding.severity} | ${ruleLink(text, true)} ${markdownCode(clip(text.path === '' ? text.title : text.path, 160), true)} | ${placeLink(finding.location, options.link, true)} | ${age} |`;
    if (!page.add(row, reserve)) break;
    rows += 1;
  }
  page.add(
    rows < findings.length
      ? `\n… ${findings.length - rows} more in ${summaryText(options)}.\n`
      : '',
  );
}

function changeText(findings: readonly ReportedFinding[], before: AuditState): string {
  const now = new Set(findings.map(keyOf));
  const added = findings.filter((finding) => !before.seen.has(keyOf(finding))).length;
  const gone = [...before.seen.keys()].filter((key) => !now.has(key)).length;
  return added === 0 && gone === 0
    ? `Nothing changed since ${before.on}.`
    : `Since ${before.on}: ${added} new, ${gone} gone.`;
}

/** When each finding was first seen, as far as is remembered. */
function firstSeen(
  findings: readonly ReportedFinding[],
  { before, today }: AuditOptions,
): FirstSeen {
  return new Map(
    findings.map((finding) => [keyOf(finding), before?.seen.get(keyOf(finding)) ?? today]),
  );
}

function keyOf({ fingerprint }: ReportedFinding): string {
  return fingerprint.slice(0, REMEMBERED_DIGITS);
}

/** The first line: the marker and what is to be remembered, hidden from readers. */
function stateLine({ marker, today }: AuditOptions, seen: FirstSeen): string {
  const byDay = new Map<string, string[]>();
  for (const [key, day] of [...seen].slice(0, MOST_REMEMBERED)) {
    byDay.set(day, [...(byDay.get(day) ?? []), key]);
  }
  const state = [...byDay].map(([day, keys]) => `${day}=${keys.join(',')}`);
  return `${marker}on=${[today, ...state].join(' ')} -->`;
}

/**
 * What an issue of ours remembers; undefined when it does not say so in full. Days that are none or
 * lie ahead are not believed.
 */
export function readAudit(body: string, marker: string, today: string): AuditState | undefined {
  const end = body.indexOf(' -->');
  if (!body.startsWith(`${marker}on=`) || end < 0 || body.slice(0, end).includes('\n')) {
    return undefined;
  }
  const [on, ...groups] = body.slice(marker.length + 'on='.length, end).split(' ');
  const seen = new Map<string, string>();
  for (const group of groups) {
    const equals = group.indexOf('=');
    const day = group.slice(0, equals);
    if (!isPast(day, today)) continue;
    for (const key of group.slice(equals + 1).split(',')) {
      if (/^[0-9a-f]{16}$/.test(key)) seen.set(key, day);
    }
  }
  return on !== undefined && isPast(on, today) ? { on, seen } : undefined;
}

function isPast(day: string, today: string): boolean {
  return DAY.test(day) && !Number.isNaN(Date.parse(day)) && day <= today;
}

function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));
}

function commitText({ link }: AuditOptions): string {
  const known = link !== undefined && /^[0-9a-f]{7,64}$/i.test(link.sha);
  return known ? ` at ${markdownCode(link.sha.slice(0, 12))}` : '';
}

function summaryText({ summaryUrl }: AuditOptions): string {
  const url = summaryUrl === undefined ? undefined : safeUrl(summaryUrl);
  return url === undefined ? 'the job summary' : `[the job summary](${url})`;
}

function footerOf({ tool }: Report, options: AuditOptions): string {
  return `<sub>${markdownCode(tool.name)} ${markdownCode(tool.version)}, everything in ${summaryText(options)}. The issue is closed when nothing is left.</sub>`;
}
