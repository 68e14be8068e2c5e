import type { Location } from '../files/source.js';
import type { Finding } from '../findings.js';
import { unifiedDiff } from './diff.js';
import { clip, html, htmlCode } from './escape.js';
import { codeFrame } from './frame.js';
import { pathPicture } from './html-picture.js';
import { badge, items, linked, place, prose } from './html-text.js';
import type { LinkBase } from './markdown-finding.js';
import { capitalised, pathSteps, type FindingText } from './messages.js';
import type { Report, ReportedFinding } from './model.js';
import { blocks } from './select.js';

const MOST_RELATED = 20;

/** What the filters of the page go by. */
export function filterClasses(report: Report, finding: ReportedFinding): string {
  return `is-${finding.severity}${blocks(report, finding) ? '' : ' fails-not'}`;
}

/** Everything about a finding. */
export function findingArticle(
  report: Report,
  finding: ReportedFinding,
  text: FindingText,
  options: { readonly number: number; readonly link?: LinkBase; readonly picture: boolean },
): string {
  const { number, link } = options;
  const marks = [
    place(finding.location, link),
    linked(htmlCode(text.ruleId), text.docsUrl),
    `reach: ${finding.reach}`,
    blocks(report, finding) ? '<strong>fails the check</strong>' : '',
    finding.unresolved ? '<strong>cannot be told for certain</strong>' : '',
  ].filter((mark) => mark !== '');
  const steps = pathSteps(finding);
  const related = finding.related
    .slice(0, MOST_RELATED)
    .map(({ where, message }) => `<li>${place(where, link)} ${prose(message)}</li>`);
  const checks = text.verify.map(
    ({ where, command, expect }) =>
      `<p>${html(capitalised(where))}:</p>\n<pre><code>${html(command)}</code></pre>\n<p>${prose(expect)}</p>`,
  );
  return [
    `<article id="finding-${number}" aria-labelledby="title-${number}" class="${filterClasses(report, finding)}">`,
    `<h3 id="title-${number}">${number}. ${badge(finding.severity)} ${html(text.title)}</h3>`,
    `<p>${marks.join(' · ')}</p>`,
    steps.length > 1
      ? options.picture
        ? pathPicture(steps, text.path, `path-${number}`)
        : `<p>${htmlCode(text.path)}</p>`
      : '',
    `<p>${prose(text.sentence)}</p>`,
    frame(report, finding.location),
    text.fix.length === 0 ? '' : `<h4>Fix</h4>\n${items(text.fix)}`,
    diff(report, finding),
    text.notes.length === 0 ? '' : `<h4>Notes</h4>\n${items(text.notes)}`,
    text.why === '' ? '' : `<h4>Why</h4>\n<p>${prose(text.why)}</p>`,
    checks.length === 0 ? '' : `<h4>Verify</h4>\n${checks.join('\n')}`,
    `<h4>Roll back</h4>\n<p>${prose(text.rollback)}</p>`,
    related.length === 0 ? '' : `<h4>See also</h4>\n<ul>${related.join('')}</ul>`,
    '</article>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function frame(report: Report, where: Location): string {
  const lines = codeFrame(where, report.lines);
  if (!lines.some(({ text }) => text !== '')) return '';
  const digits = Math.max(...lines.map(({ number }) => String(number).length));
  const shown = lines.map((line) => {
    const text = line.marked ? `<mark>${html(line.text)}</mark>` : html(line.text);
    return `${String(line.number).padStart(digits)} | ${text}`;
  });
  return `<pre tabindex="0"><code>${shown.join('\n')}</code></pre>`;
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
  return `<pre tabindex="0"><code>${lines.join('\n')}</code></pre>`;
}
