import { unifiedDiff } from './diff.js';
import { clip, html, htmlCode } from './escape.js';
import { codeFrame } from './frame.js';
import { permalink, safeUrl, type LinkBase } from './markdown-finding.js';
import { capitalised, describer, type FindingText } from './messages.js';
import type { InventoryItem, Report, ReportedFinding } from './model.js';
import {
  countsText,
  plural,
  sectionsOf,
  untoldProblems,
  verdictText,
  wasCompared,
} from './select.js';
import { authenticationText, socketsText } from './text.js';
import type { Location } from '../files/source.js';
import type { Finding } from '../findings.js';

export interface HtmlOptions {
  /** Where the files can be looked at; places are not linked without it. */
  readonly link?: LinkBase;
}

const MOST_FINDINGS = 2000;
const MOST_LISTED = 1000;

/** The report as one page that loads nothing and runs nothing. */
export function renderHtml(report: Report, options: HtmlOptions = {}): string {
  const { current, existing, suppressed } = sectionsOf(report);
  const describe = describer(report);
  const shown = current.slice(0, MOST_FINDINGS);
  const body = [
    `<h1>memcached exposure check</h1>`,
    `<p class="verdict ${report.conclusion}"><strong>${html(report.conclusion.replaceAll('-', ' '))}</strong> ${html(verdictText(report))}</p>`,
    ...report.reasons.map((reason) => `<p>${prose(reason)}</p>`),
    `<p>${html(report.root)}${counts(report, current)}</p>`,
    comparison(report),
    overview(shown, describe, options),
    ...shown.map((finding, index) =>
      section(report, finding, describe(finding), index + 1, options),
    ),
    current.length > shown.length
      ? `<p>${current.length - shown.length} more in the JSON report.</p>`
      : '',
    list('Existing in the base, do not count', existing, describe, options),
    list('Fixed', report.fixed, describe, options),
    list('Suppressed', suppressed, describe, options),
    problems(report, options),
    inventory(report.inventory, options),
    scanned(report),
    `<footer>${html(`${report.tool.name} ${report.tool.version}`)}</footer>`,
  ];
  return logSafeHtml([
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>memcached exposure check</title>',
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    ...body.filter((part) => part !== ''),
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

const STYLE = `
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
code, pre { font: 14px/1.4 ui-monospace, monospace }
pre { overflow-x: auto; padding: .5rem; border: 1px solid #8886; border-radius: 4px }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid #8886; vertical-align: top }
section { border-top: 2px solid #8886; margin-top: 2rem }
mark { background: #f002; color: inherit; border-bottom: 2px solid #d00 }
ins { color: #1a7f37; text-decoration: none } del { color: #cf222e; text-decoration: none }
.badge { font-weight: bold; padding: 0 .4rem; border-radius: 4px; border: 1px solid }
.critical, .high, .failed, .could-not-run { color: #cf222e }
.medium, .nothing-to-scan { color: #9a6700 } .low, .info { color: #0969da } .passed { color: #1a7f37 }
.verdict { font-size: 1.25rem }
`;

/** A sentence with its back-ticked parts as code. */
function prose(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? htmlCode(part) : html(part)))
    .join('');
}

function place(where: Location, options: HtmlOptions): string {
  const label = htmlCode(`${where.file}:${where.startLine}:${where.startColumn}`);
  return linked(label, permalink(where, options.link));
}

function linked(label: string, url: string | undefined): string {
  const target = url === undefined ? undefined : safeUrl(url);
  return target === undefined ? label : `<a href="${html(target)}" rel="noreferrer">${label}</a>`;
}

function badge(severity: string): string {
  return `<span class="badge ${severity}">${severity}</span>`;
}

function counts(report: Report, current: readonly ReportedFinding[]): string {
  const text = countsText(current);
  return text === '' ? '' : `: ${wasCompared(report) ? 'new: ' : ''}${text}`;
}

function comparison({ comparison }: Report): string {
  if (comparison === undefined) return '';
  const { base, unavailable } = comparison;
  return unavailable === undefined
    ? `<p>Compared with ${htmlCode(base)}: only new findings count.</p>`
    : `<p>Not compared with ${htmlCode(base)}, so all findings count: ${prose(unavailable)}</p>`;
}

function overview(
  findings: readonly ReportedFinding[],
  describe: (finding: Finding) => FindingText,
  options: HtmlOptions,
): string {
  if (findings.length === 0) return '';
  const rows = findings.map((finding, index) => {
    const text = describe(finding);
    return `<tr><td>${badge(finding.severity)}</td><td><a href="#finding-${index + 1}">${html(text.title)}</a></td><td>${place(finding.location, options)}</td><td>${finding.reach}</td></tr>`;
  });
  return table(['Severity', 'Finding', 'Where', 'Reach'], rows);
}

function table(head: readonly string[], rows: readonly string[]): string {
  const cells = head.map((cell) => `<th>${cell}</th>`).join('');
  return `<table>\n<thead><tr>${cells}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
}

function section(
  report: Report,
  finding: ReportedFinding,
  text: FindingText,
  number: number,
  options: HtmlOptions,
): string {
  const unresolved = finding.unresolved ? ' <strong>cannot be told for certain</strong>' : '';
  const page = linked(htmlCode(text.ruleId), text.docsUrl);
  const related = finding.related
    .slice(0, 20)
    .map(({ where, message }) => `<li>${place(where, options)} ${prose(message)}</li>`);
  const checks = text.verify.map(
    ({ where, command, expect }) =>
      `<p>${html(capitalised(where))}:</p>\n<pre>${html(command)}</pre>\n<p>${prose(expect)}</p>`,
  );
  return [
    `<section id="finding-${number}">`,
    `<h2>${number}. ${badge(finding.severity)} ${html(text.title)}</h2>`,
    `<p>${place(finding.location, options)} ${page} reach: ${finding.reach}${unresolved}</p>`,
    text.path === '' ? '' : `<p>${htmlCode(text.path)}</p>`,
    frame(report, finding.location),
    `<p>${prose(text.sentence)}</p>`,
    items(finding.notes),
    text.why === '' ? '' : `<h3>Why</h3>\n<p>${prose(text.why)}</p>`,
    text.fix.length === 0 ? '' : `<h3>Fix</h3>\n${items(text.fix)}`,
    diff(report, finding),
    checks.length === 0 ? '' : `<h3>Verify</h3>\n${checks.join('\n')}`,
    `<h3>Roll back</h3>\n<p>${prose(text.rollback)}</p>`,
    related.length === 0 ? '' : `<h3>See also</h3>\n<ul>${related.join('')}</ul>`,
    '</section>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function items(sentences: readonly string[]): string {
  if (sentences.length === 0) return '';
  return `<ul>${sentences.map((sentence) => `<li>${prose(sentence)}</li>`).join('')}</ul>`;
}

function frame(report: Report, where: Location): string {
  const lines = codeFrame(where, report.lines);
  if (!lines.some(({ text }) => text !== '')) return '';
  const digits = Math.max(...lines.map(({ number }) => String(number).length));
  const shown = lines.map((line) => {
    const text = line.marked ? `<mark>${html(line.text)}</mark>` : html(line.text);
    return `${String(line.number).padStart(digits)} | ${text}`;
  });
  return `<pre>${shown.join('\n')}</pre>`;
}

function diff(report: Report, finding: Finding): string {
  if (finding.fix === undefined) return '';
  const text = unifiedDiff(finding.fix.edits, report.lines, { context: 1, mask: true });
  if (text === '') return '';
  const lines = text.split('\n').map((line) => {
    const shown = html(clip(line.replaceAll('\t', '  '), 300));
    if (line.startsWith('+')) return `<ins>${shown}</ins>`;
    return line.startsWith('-') ? `<del>${shown}</del>` : shown;
  });
  return `<pre>${lines.join('\n')}</pre>`;
}

function list(
  title: string,
  findings: readonly (Finding | ReportedFinding)[],
  describe: (finding: Finding) => FindingText,
  options: HtmlOptions,
): string {
  if (findings.length === 0) return '';
  const lines = findings.slice(0, MOST_LISTED).map((finding) => {
    const text = describe(finding);
    const suppressed = 'suppressed' in finding ? finding.suppressed : undefined;
    const end = suppressed?.until === undefined ? '' : ` until ${html(suppressed.until)}`;
    const reason =
      suppressed === undefined ? '' : ` (by ${suppressed.by}${end}: ${prose(suppressed.reason)})`;
    return `<li>${badge(finding.severity)} ${htmlCode(text.ruleId)} ${place(finding.location, options)} ${prose(text.sentence)}${reason}</li>`;
  });
  return `<details><summary>${title} (${findings.length})</summary>\n<ul>${lines.join('\n')}</ul>\n</details>`;
}

function problems(report: Report, options: HtmlOptions): string {
  const untold = untoldProblems(report);
  if (untold.length === 0) return '';
  const lines = untold
    .slice(0, MOST_LISTED)
    .map(({ where, message }) => `<li>${place(where, options)} ${prose(message)}</li>`);
  return `<details><summary>Problems and notes (${untold.length})</summary>\n<ul>${lines.join('\n')}</ul>\n</details>`;
}

function inventory(found: readonly InventoryItem[], options: HtmlOptions): string {
  if (found.length === 0) return '';
  const rows = found
    .slice(0, MOST_LISTED)
    .map(
      (item) =>
        `<tr><td>${htmlCode(item.workload)}</td><td>${place(item.where, options)}</td><td>${item.version === undefined ? 'not known' : htmlCode(item.version.text)}</td><td>${prose(socketsText(item))}</td><td>${authenticationText(item)}</td><td>${item.reach === 'unknown' ? 'not known' : item.reach}</td></tr>`,
    );
  return `<h2>Memcached found (${found.length})</h2>\n${table(['Runs in', 'Where', 'Version', 'Sockets', 'Authentication', 'Reach'], rows)}`;
}

function scanned({ scanned: { files, total, skipped, notes } }: Report): string {
  const lines = [
    ...Object.entries(files).map(([platform, count]) => `${count} ${platform}`),
    ...skipped.map(({ reason, count }) => `skipped ${count} ${reason}`),
    ...notes,
  ];
  return `<details><summary>What was scanned: ${plural(total, 'file')}</summary>\n${items(lines)}\n</details>`;
}
