import type { Problem } from '../facts.js';
import type { Finding } from '../findings.js';
import { Budget, bytes } from './budget.js';
import { clip, markdownCode, markdownProse } from './escape.js';
import {
  findingLine,
  findingSection,
  fixedLine,
  placeLink,
  safeUrl,
  suppressedLine,
  tableRow,
  type LinkBase,
} from './markdown-finding.js';
import { describer, type FindingText } from './messages.js';
import type { Report, ReportedFinding } from './model.js';
import {
  countsText,
  plural,
  sectionsOf,
  untoldProblems,
  verdictText,
  wasCompared,
} from './select.js';
import { authenticationText, socketsText } from './text.js';

export type { LinkBase } from './markdown-finding.js';

export interface MarkdownOptions {
  /** Where the files can be looked at; places are not linked without it. */
  readonly link?: LinkBase;
  /** Bytes (UTF-8) that the whole text may have. */
  readonly budget?: number;
}

export interface CommentOptions extends MarkdownOptions {
  /**
   * The first line, by which the comment is found again: an HTML comment such as
   * `<!-- memcached-exposure-check:default -->`.
   */
  readonly marker: string;
  /** The page of the run, where the job summary is. */
  readonly summaryUrl?: string;
  /** The report comes from a run of the change itself, which could have written anything into it. */
  readonly isForeign?: boolean;
}

/** GitHub drops a job summary of more than 1 MiB whole. */
const SUMMARY_BUDGET = 900 * 1024;
/** GitHub refuses a comment of more than 65,536 characters. */
const COMMENT_BUDGET = 65_536;
const MOST_PICTURES = 25;
const MOST_LISTED = 200;

/** Everything, for the summary page of the job. */
export function renderSummary(report: Report, options: MarkdownOptions = {}): string {
  const page = new Budget(options.budget ?? SUMMARY_BUDGET);
  heading(page, report);
  findings(page, report, options, 'the JSON or SARIF report', tail(report, options, MOST_LISTED));
  return page.text();
}

/** The digest for the pull request. */
export function renderComment(report: Report, options: CommentOptions): string {
  const page = new Budget(options.budget ?? COMMENT_BUDGET);
  page.add(markerLine(options.marker));
  heading(page, report);
  if (options.isForeign === true) page.add(`${FOREIGN} ${summaryName(options)}.\n`);
  findings(page, report, options, summaryName(options), [
    ...lists(report, options, 20),
    probed(report),
    footer(report, options),
  ]);
  return page.text();
}

const FOREIGN =
  'From the report of a run without rights, which the change itself could have written. The check decides; see';

/** What the comment becomes when nothing is left to say. */
export function renderResolvedComment(
  options: Pick<CommentOptions, 'marker'> & { readonly sha: string; readonly fixed?: number },
): string {
  const fixed =
    options.fixed === undefined || options.fixed === 0 ? '' : ` (${options.fixed} fixed)`;
  return [
    markerLine(options.marker),
    '## ✅ memcached exposure check',
    '',
    `Nothing is left: the findings are resolved in ${markdownCode(clip(options.sha, 12))}${fixed}.`,
    '',
  ].join('\n');
}

/** The marker as it stands when it is one HTML comment on one line, else a plain one. */
function markerLine(marker: string): string {
  return /^<!-- [^<>\n\r]{1,200} -->$/.test(marker) && !marker.slice(4, -3).includes('--')
    ? marker
    : '<!-- memcached-exposure-check -->';
}

const ICONS: Readonly<Record<Report['conclusion'], string>> = {
  failed: '❌',
  'could-not-run': '❌',
  'nothing-to-scan': '⚠️',
  passed: '✅',
};

function heading(page: Budget, report: Report): void {
  const { current, existing, suppressed } = sectionsOf(report);
  const compared = wasCompared(report);
  const icon =
    report.conclusion === 'passed' && current.length > 0 ? '⚠️' : ICONS[report.conclusion];
  const counts = [
    compared ? `${current.length} new` : plural(current.length, 'finding'),
    existing.length > 0 ? `${existing.length} existing` : '',
    report.fixed.length > 0 ? `${report.fixed.length} fixed` : '',
    suppressed.length > 0 ? `${suppressed.length} suppressed` : '',
  ].filter((count) => count !== '');
  const ran = report.conclusion === 'passed' || report.conclusion === 'failed';
  page.add(`## ${icon} memcached exposure check${ran ? `: ${counts.join(', ')}` : ''}\n`);
  const severities = countsText(current);
  page.add(`**${verdictText(report)}**${severities === '' ? '' : ` ${severities}.`}\n`);
  for (const reason of report.reasons.slice(0, 20)) {
    page.add(`${markdownProse(clip(reason, 1000)).trim()}\n`);
  }
  if (report.comparison !== undefined) {
    const { base, unavailable } = report.comparison;
    page.add(
      unavailable === undefined
        ? `Compared with ${markdownCode(clip(base, 100))}: only new findings count.\n`
        : `⚠️ Not compared with ${markdownCode(clip(base, 100))}, so all findings count: ${markdownProse(clip(unavailable, 500))}\n`,
    );
  }
}

/** The table and the details of what counts, worst first, and then what else there is to say. */
function findings(
  page: Budget,
  report: Report,
  options: MarkdownOptions,
  elsewhere: string,
  after: readonly string[],
): void {
  const { current } = sectionsOf(report);
  const describe = describer(report);
  const kept = within(after, page.left / 4);
  const reserve = kept.reduce((sum, part) => sum + bytes(part) + 1, 0) + 300;
  if (current.length > 0) {
    table(page, current, describe, options, elsewhere, reserve);
    page.add(`### ${wasCompared(report) ? 'New' : 'Findings'} (${current.length})\n`, reserve);
    let told = 0;
    for (const finding of current) {
      const section = findingSection(report, finding, describe(finding), {
        number: told + 1,
        picture: told < MOST_PICTURES,
        ...(options.link === undefined ? {} : { link: options.link }),
      });
      if (!page.add(section, reserve)) break;
      told++;
    }
    if (told < current.length) {
      page.add(`… ${current.length - told} more in ${elsewhere}.\n`, reserve - 150);
    }
  }
  for (const part of kept) page.add(part);
}

function table(
  page: Budget,
  current: readonly ReportedFinding[],
  describe: (finding: Finding) => FindingText,
  options: MarkdownOptions,
  elsewhere: string,
  reserve: number,
): void {
  const share = page.left - (page.left - reserve) / 3;
  page.add(
    '| Severity | What is open | Where | Reached from | What to change |\n| --- | --- | --- | --- | --- |',
    reserve,
  );
  let rows = 0;
  for (const finding of current) {
    if (!page.add(tableRow(finding, describe(finding), options.link), share)) break;
    rows++;
  }
  page.add('', reserve);
  if (rows < current.length) {
    page.add(`… ${current.length - rows} more in ${elsewhere}.\n`, reserve - 150);
  }
}

/** The first parts that fit into a number of bytes together. */
function within(parts: readonly string[], most: number): string[] {
  const kept: string[] = [];
  let used = 0;
  for (const part of parts) {
    const size = bytes(part) + 1;
    if (used + size > most) continue;
    used += size;
    kept.push(part);
  }
  return kept;
}

/** Existing, suppressed and fixed findings, folded. */
function lists(report: Report, options: MarkdownOptions, most: number): string[] {
  const { existing, suppressed } = sectionsOf(report);
  const describe = describer(report);
  const line = (finding: Finding): string => findingLine(finding, describe(finding), options.link);
  const base = report.comparison?.base;
  return [
    folded(
      `Already ${base === undefined ? 'there' : 'in the base'} (${existing.length}), ${existing.length === 1 ? 'does' : 'do'} not fail the check`,
      existing.map(line),
      most,
    ),
    folded(
      `Fixed (${report.fixed.length})`,
      report.fixed.map((finding) => fixedLine(finding, describe(finding))),
      most,
    ),
    folded(
      `Suppressed (${suppressed.length})`,
      suppressed.map((finding) => suppressedLine(finding, describe(finding), options.link)),
      most,
    ),
  ].filter((part) => part !== '');
}

function tail(report: Report, options: MarkdownOptions, most: number): string[] {
  return [
    ...lists(report, options, most),
    probed(report),
    problems(report, options, most),
    inventory(report, options, most),
    scanned(report),
    footer(report, options),
  ].filter((part) => part !== '');
}

/** What the hosts said that were asked. */
function probed({ probes }: Report): string {
  if (probes === undefined) return '';
  const marks = { closed: '✅ closed', answers: '❌ answers', unknown: '⚠️ not asked' } as const;
  return [
    `### Probed hosts (${probes.length})`,
    '',
    '| Host | Result | Answers |',
    '| --- | --- | --- |',
    ...probes.map(
      ({ target, outcome, answers }) =>
        `| ${markdownCode(clip(target, 260), true)} | ${marks[outcome]} | ${answers.map((answer) => markdownProse(clip(answer, 400), true).trim()).join('<br>')} |`,
    ),
    '',
  ].join('\n');
}

function problems(report: Report, options: MarkdownOptions, most: number): string {
  const title: Readonly<Record<Problem['kind'], string>> = {
    unparsed: 'not read, so not checked',
    unresolved: 'not resolved',
    note: 'note',
  };
  const untold = untoldProblems(report);
  return folded(
    `Problems and notes (${untold.length})`,
    untold.map(
      ({ kind, where, message }) =>
        `${placeLink(where, options.link)} ${title[kind]}: ${markdownProse(clip(message, 500))}`,
    ),
    most,
  );
}

export function inventory(report: Report, options: MarkdownOptions, most: number): string {
  const items = report.inventory;
  if (items.length === 0) return '';
  const rows = items
    .slice(0, most)
    .map(
      (item) =>
        `| ${markdownCode(clip(item.workload, 100), true)} | ${placeLink(item.where, options.link, true)} | ${item.version === undefined ? 'not known' : markdownCode(clip(item.version.text, 80), true)} | ${markdownProse(clip(socketsText(item), 200), true)} | ${authenticationText(item)} | ${item.reach === 'unknown' ? 'not known' : item.reach} |`,
    );
  return [
    `### Memcached found (${items.length})`,
    '',
    '| Runs in | Where | Version | Sockets | Authentication | Reach |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    ...(items.length > most ? ['', `… ${items.length - most} more`] : []),
    '',
  ].join('\n');
}

function scanned(report: Report): string {
  const { files, total, skipped, notes } = report.scanned;
  const lines = Object.entries(files).map(([platform, count]) => `- ${count} ${platform}`);
  for (const { reason, count, examples } of skipped) {
    const some = (examples ?? []).slice(0, 3).map((path) => markdownCode(clip(path, 120)));
    lines.push(
      `- skipped ${count} ${markdownProse(reason)}${some.length === 0 ? '' : `: ${some.join(', ')}`}`,
    );
  }
  for (const note of notes.slice(0, 50)) lines.push(`- ${markdownProse(clip(note, 500))}`);
  return [
    `<details><summary>What was scanned: ${plural(total, 'file')}</summary>`,
    '',
    ...lines,
    '',
    '</details>',
    '',
  ].join('\n');
}

function footer(report: Report, options: MarkdownOptions): string {
  const { name, version, url } = report.tool;
  const target = url === undefined ? undefined : safeUrl(url);
  const label = `${markdownProse(name)} ${markdownProse(version)}`;
  const tool = target === undefined ? label : `[${label}](${target})`;
  const of =
    options.link === undefined || !/^[0-9a-f]{7,64}$/i.test(options.link.sha)
      ? ''
      : `, ${markdownCode(options.link.sha.slice(0, 12))}`;
  const hidden =
    report.belowThreshold === 0
      ? ''
      : ` ${plural(report.belowThreshold, 'finding')} below ${report.reportSeverity} not shown.`;
  return `<sub>${tool}${of}.${hidden}</sub>`;
}

function folded(title: string, lines: readonly string[], most: number): string {
  if (lines.length === 0) return '';
  return [
    `<details><summary>${title}</summary>`,
    '',
    ...lines.slice(0, most).map((line) => `- ${line}`),
    ...(lines.length > most ? [`- … ${lines.length - most} more`] : []),
    '',
    '</details>',
    '',
  ].join('\n');
}

function summaryName(options: CommentOptions): string {
  const url = options.summaryUrl === undefined ? undefined : safeUrl(options.summaryUrl);
  return url === undefined ? 'the job summary' : `[the job summary](${url})`;
}
