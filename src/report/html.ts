import { SEVERITIES, type Finding, type Severity } from '../findings.js';
import { html, htmlCode } from './escape.js';
import { filterClasses, findingArticle } from './html-finding.js';
import { trendPicture, type TrendRun } from './html-picture.js';
import { STYLE } from './html-style.js';
import { badge, folded, items, linked, place, prose, row, table } from './html-text.js';
import type { LinkBase } from './markdown-finding.js';
import { describer, type FindingText } from './messages.js';
import type { InventoryItem, Report, ReportedFinding } from './model.js';
import {
  plural,
  sectionsOf,
  SUPPRESSED_BY,
  untoldProblems,
  verdictText,
  wasCompared,
} from './select.js';
import { authenticationText, socketsText } from './text.js';

/** What several runs tell together, oldest first. */
export interface ReportTrend {
  readonly runs: readonly (TrendRun & { readonly new: number; readonly fixed: number })[];
  /** Of the findings that are open, in days. */
  readonly meanAgeDays: number;
  /** Of those that were fixed; absent without any. */
  readonly meanDaysToFix?: number;
  /** Days that findings were open, added up. */
  readonly exposureDays: Readonly<Record<Severity, number>>;
}

export interface HtmlOptions {
  /** Where the files can be looked at; places are not linked without it. */
  readonly link?: LinkBase;
  /** Absent when there is no history. */
  readonly trend?: ReportTrend;
}

const MOST_FINDINGS = 2000;
const MOST_PICTURES = 300;
const MOST_LISTED = 1000;
const MOST_RUNS = 60;

/**
 * The report as one page that loads nothing and runs nothing: it can be kept, sent and printed. The
 * filters are checkboxes that its style sheet looks at.
 */
export function renderHtml(report: Report, options: HtmlOptions = {}): string {
  const { current, existing, suppressed } = sectionsOf(report);
  const describe = describer(report);
  const shown = current.slice(0, MOST_FINDINGS);
  const parts = [
    '<a class="skip" href="#main">Skip to the findings</a>',
    '<header>',
    '<h1>memcached exposure check</h1>',
    `<p class="verdict ${report.conclusion}"><strong>${html(report.conclusion.replaceAll('-', ' '))}</strong> ${html(verdictText(report))}</p>`,
    ...report.reasons.map((reason) => `<p>${prose(reason)}</p>`),
    tiles(report, current, existing.length, suppressed.length),
    `<p class="muted">Scanned ${htmlCode(report.root)}: ${plural(report.scanned.total, 'file')} read. ${comparison(report)}</p>`,
    contents(report, options, current.length, existing.length + suppressed.length),
    '</header>',
    '<main id="main" tabindex="-1">',
    trend(options.trend),
    overview(report, shown, describe, options.link),
    ...shown.map((finding, index) =>
      findingArticle(report, finding, describe(finding), {
        number: index + 1,
        picture: index < MOST_PICTURES,
        ...(options.link === undefined ? {} : { link: options.link }),
      }),
    ),
    current.length > shown.length
      ? `<p>${current.length - shown.length} more in the JSON report.</p>`
      : '',
    others(report, existing, suppressed, describe, options.link),
    probes(report),
    inventory(report.inventory, options.link),
    about(report, options.link),
    '</main>',
    footer(report),
  ];
  return logSafeHtml([
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<title>memcached exposure check</title>',
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    ...parts.filter((part) => part !== ''),
    '</body>',
    '</html>',
    '',
  ]);
}

/** Printed into a log, no line of the page is a workflow command: the signs of one as entities. */
function logSafeHtml(parts: readonly string[]): string {
  return parts
    .join('\n')
    .replaceAll('##[', '&#35;&#35;[')
    .replace(/^([^\S\n]*)::/gm, '$1&#58;&#58;');
}

/** The numbers first. */
function tiles(
  report: Report,
  current: readonly ReportedFinding[],
  existing: number,
  suppressed: number,
): string {
  const tile = (count: number, name: string, style = ''): string =>
    `<li><b${style === '' ? '' : ` class="${style}"`}>${count}</b> ${name}</li>`;
  const bySeverity = SEVERITIES.map((severity) => ({
    severity,
    count: current.filter((finding) => finding.severity === severity).length,
  })).filter(({ count }) => count > 0);
  const compared = wasCompared(report);
  return [
    '<ul class="tiles">',
    tile(current.length, compared ? 'new' : current.length === 1 ? 'finding' : 'findings'),
    ...bySeverity.map(({ severity, count }) => tile(count, severity, severity)),
    compared ? tile(existing, 'existing') : '',
    compared ? tile(report.fixed.length, 'fixed', 'good') : '',
    suppressed > 0 ? tile(suppressed, 'suppressed') : '',
    tile(report.inventory.length, 'memcached found'),
    '</ul>',
  ]
    .filter((part) => part !== '')
    .join('');
}

function comparison({ comparison }: Report): string {
  if (comparison === undefined) return '';
  const { base, unavailable } = comparison;
  return unavailable === undefined
    ? `Compared with ${htmlCode(base)}: only new findings count.`
    : `Not compared with ${htmlCode(base)}, so all findings count: ${prose(unavailable)}`;
}

function contents(report: Report, options: HtmlOptions, current: number, others: number): string {
  const entry = (id: string, name: string): string => `<li><a href="#${id}">${name}</a></li>`;
  const entries = [
    options.trend === undefined ? '' : entry('trend', 'Trend'),
    current === 0 ? '' : entry('findings', 'Findings'),
    others + report.fixed.length === 0 ? '' : entry('others', 'What does not count'),
    report.probes === undefined ? '' : entry('probes', 'Probed hosts'),
    report.inventory.length === 0 ? '' : entry('inventory', 'Memcached found'),
    entry('about', 'What was scanned'),
  ];
  return `<nav aria-label="Contents"><ul>${entries.join('')}</ul></nav>`;
}

function trend(trend: ReportTrend | undefined): string {
  if (trend === undefined) return '';
  const runs = trend.runs.slice(-MOST_RUNS);
  const total = (run: TrendRun): number =>
    SEVERITIES.reduce((sum, severity) => sum + run.open[severity], 0);
  const [first, last] = [runs[0], runs.at(-1)];
  const title =
    first === undefined || last === undefined
      ? 'No run yet'
      : `Open findings of ${plural(runs.length, 'run')}: ${total(first)} on ${first.date}, ${total(last)} on ${last.date}`;
  const days = SEVERITIES.filter((severity) => trend.exposureDays[severity] > 0).map(
    (severity) => `${Math.round(trend.exposureDays[severity])} ${severity}`,
  );
  const rows = [...runs]
    .reverse()
    .map((run) =>
      row([
        html(run.date),
        ...SEVERITIES.map((severity) => String(run.open[severity])),
        String(run.new),
        String(run.fixed),
      ]),
    );
  return [
    '<section aria-labelledby="trend">',
    '<h2 id="trend">Trend</h2>',
    trendPicture(runs, title, 'trend-title'),
    items([
      `What is open has been so for ${plural(Math.round(trend.meanAgeDays), 'day')} on average.`,
      ...(trend.meanDaysToFix === undefined
        ? []
        : [`What was fixed took ${plural(Math.round(trend.meanDaysToFix), 'day')} on average.`]),
      ...(days.length === 0 ? [] : [`Exposure-days: ${days.join(', ')}.`]),
    ]),
    folded(
      `The numbers of ${plural(runs.length, 'run')}`,
      table('Open findings by run', ['Run', ...SEVERITIES, 'new', 'fixed'], rows),
    ),
    '</section>',
  ].join('\n');
}

function overview(
  report: Report,
  findings: readonly ReportedFinding[],
  describe: (finding: Finding) => FindingText,
  link: LinkBase | undefined,
): string {
  if (findings.length === 0) return '';
  const rows = findings.map((finding, index) => {
    const text = describe(finding);
    return row(
      [
        badge(finding.severity),
        `<a href="#finding-${index + 1}">${html(text.title)}</a>`,
        place(finding.location, link),
        html(finding.path.find(({ kind }) => kind === 'network')?.label ?? finding.reach),
        prose(text.fix[0] ?? ''),
      ],
      ` class="${filterClasses(report, finding)}"`,
    );
  });
  const head = ['Severity', 'What is open', 'Where', 'Reached from', 'What to change'];
  return [
    `<h2 id="findings">${wasCompared(report) ? 'New findings' : 'Findings'}</h2>`,
    filters(report, findings),
    table('Findings, worst first', head, rows),
  ].join('\n');
}

function filters(report: Report, findings: readonly ReportedFinding[]): string {
  const present = SEVERITIES.filter((severity) =>
    findings.some((finding) => finding.severity === severity),
  );
  const all = findings.every((finding) => filterClasses(report, finding).includes('fails-not'));
  const none = findings.every((finding) => !filterClasses(report, finding).includes('fails-not'));
  const boxes = present.map(
    (severity) =>
      `<label><input type="checkbox" id="show-${severity}" checked>${badge(severity)}</label>`,
  );
  if (!all && !none) {
    boxes.push('<label><input type="checkbox" id="only-failing">only what fails the check</label>');
  }
  return boxes.length < 2 ? '' : `<fieldset><legend>Show</legend>${boxes.join('')}</fieldset>`;
}

/** What does not fail the check: existing, fixed and suppressed findings. */
function others(
  report: Report,
  existing: readonly ReportedFinding[],
  suppressed: readonly ReportedFinding[],
  describe: (finding: Finding) => FindingText,
  link: LinkBase | undefined,
): string {
  const line = (finding: Finding, where = link): string => {
    const text = describe(finding);
    return `${badge(finding.severity)} ${linked(htmlCode(text.ruleId), text.docsUrl)} ${place(finding.location, where)} ${prose(text.sentence)}`;
  };
  const list = (title: string, lines: readonly string[]): string =>
    lines.length === 0
      ? ''
      : folded(
          `${title} (${lines.length})`,
          `<ul>${lines
            .slice(0, MOST_LISTED)
            .map((each) => `<li>${each}</li>`)
            .join('\n')}</ul>`,
        );
  const lists = [
    list(
      'Already in the base',
      existing.map((finding) => line(finding)),
    ),
    // Their lines are others now.
    list(
      'Fixed',
      report.fixed.map((finding) => `<s>${line(finding, undefined)}</s>`),
    ),
    list(
      'Suppressed',
      suppressed.map((finding) => {
        const { by, reason, until } = finding.suppressed!;
        const end = until === undefined ? '' : ` until ${html(until)}`;
        return `${line(finding)} (by ${SUPPRESSED_BY[by]}${end}: ${prose(reason)})`;
      }),
    ),
  ].filter((part) => part !== '');
  if (lists.length === 0) return '';
  return ['<h2 id="others">What does not count</h2>', ...lists].join('\n');
}

function probes({ probes }: Report): string {
  if (probes === undefined) return '';
  const rows = probes.map(({ target, outcome, answers }) =>
    row([
      htmlCode(target),
      outcome === 'answers' ? '<strong class="critical">answers</strong>' : outcome,
      answers.map(prose).join('<br>'),
    ]),
  );
  return `<h2 id="probes">Probed hosts</h2>\n${table('Hosts that were asked whether memcached answers', ['Host', 'Result', 'Answers'], rows)}`;
}

function inventory(found: readonly InventoryItem[], link: LinkBase | undefined): string {
  if (found.length === 0) return '';
  const rows = found
    .slice(0, MOST_LISTED)
    .map((item) =>
      row([
        htmlCode(item.workload),
        place(item.where, link),
        item.version === undefined ? 'not known' : htmlCode(item.version.text),
        prose(socketsText(item)),
        authenticationText(item),
        item.reach === 'unknown' ? 'not known' : item.reach,
        (item.through ?? []).map((name) => htmlCode(name)).join(', '),
        (item.advisories ?? []).map((id) => html(id)).join(', '),
      ]),
    );
  const head = [
    'Runs in',
    'Where',
    'Version',
    'Sockets',
    'Authentication',
    'Reach',
    'Through',
    'Advisories',
  ];
  return `<h2 id="inventory">Memcached found</h2>\n${table(`${plural(found.length, 'memcached server')}, as far as the code tells`, head, rows)}`;
}

function about(report: Report, link: LinkBase | undefined): string {
  const { files, skipped, notes } = report.scanned;
  const untold = untoldProblems(report);
  const lines = untold
    .slice(0, MOST_LISTED)
    .map(({ where, message }) => `<li>${place(where, link)} ${prose(message)}</li>`);
  return [
    '<h2 id="about">What was scanned</h2>',
    items([
      ...Object.entries(files).map(([platform, count]) => `${count} ${platform}`),
      ...skipped.map(({ reason, count }) => `skipped ${count} ${reason}`),
      ...notes,
      ...(report.belowThreshold === 0
        ? []
        : [
            `${plural(report.belowThreshold, 'finding')} below ${report.reportSeverity} not shown (report-severity)`,
          ]),
    ]),
    lines.length === 0
      ? ''
      : folded(`Problems and notes (${untold.length})`, `<ul>${lines.join('\n')}</ul>`),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function footer({ tool }: Report): string {
  return `<footer>${linked(html(`${tool.name} ${tool.version}`), tool.url)}</footer>`;
}
