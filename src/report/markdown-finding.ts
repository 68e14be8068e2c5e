import type { Location } from '../files/source.js';
import { atLeast, type Finding, type PathStep, type Severity } from '../findings.js';
import { unifiedDiff } from './diff.js';
import {
  clip,
  html,
  htmlCode,
  markdownCode,
  markdownFence,
  markdownProse,
  mermaidLabel,
  pathToUri,
} from './escape.js';
import { maskSecrets } from './frame.js';
import { capitalised, pathSteps, type FindingText } from './messages.js';
import type { Report, ReportedFinding } from './model.js';
import { blocks, SUPPRESSED_BY } from './select.js';

/** Where the files can be looked at. */
export interface LinkBase {
  /** `https://github.com`, without a slash at its end. */
  readonly serverUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly sha: string;
  /** The folder of the scanned root in the repository; '' for the root. */
  readonly prefix?: string;
}

export const SEVERITY_MARK: Readonly<Record<Severity, string>> = {
  critical: '🔴',
  high: '🟠',
  medium: '🟡',
  low: '🔵',
  info: '⚪',
};

const MOST_NOTES = 8;
const MOST_RELATED = 10;
const LONGEST_PLACE = 160;

/** A place as a code span, linked to the line at the commit when a link base is given. */
export function placeLink(where: Location, link: LinkBase | undefined, inTable = false): string {
  const label = markdownCode(placeLabel(where), inTable);
  const target = permalink(where, link);
  return target === undefined ? label : `[${label}](${target})`;
}

/** The address of a place at a commit; `undefined` without a link base that can be trusted. */
export function permalink(where: Location, link: LinkBase | undefined): string | undefined {
  if (link === undefined) return undefined;
  const { serverUrl, repository, sha } = link;
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^[0-9a-f]{7,64}$/i.test(sha)) return undefined;
  const folder = (link.prefix ?? '').split('/').filter((part) => part !== '' && part !== '.');
  // A file of a report from elsewhere could lead out of the repository.
  if (where.file.split('/').some((part) => part === '..' || part === '.')) return undefined;
  const path = pathToUri([...folder, where.file].join('/'));
  const lines =
    where.endLine > where.startLine
      ? `#L${where.startLine}-L${where.endLine}`
      : `#L${where.startLine}`;
  return safeUrl(`${serverUrl}/${repository}/blob/${sha}/${path}${lines}`);
}

/** The address when it is fit for a link target, else `undefined`. */
export function safeUrl(url: string): string | undefined {
  return /^https?:\/\/[\w.~:/?#@$&*+,;=%-]+$/.test(url) ? url : undefined;
}

/** `MCE101`, linked to its page. */
export function ruleLink(text: FindingText, inTable = false): string {
  const label = markdownCode(text.ruleId, inTable);
  const url = text.docsUrl === undefined ? undefined : safeUrl(text.docsUrl);
  return url === undefined ? label : `[${label}](${url})`;
}

/** A row of the table: severity, what is open, where, from where, what to change. */
export function tableRow(finding: ReportedFinding, text: FindingText, link?: LinkBase): string {
  const from = finding.path.find(({ kind }) => kind === 'network')?.label ?? finding.reach;
  const cells = [
    // A space that does not break, so that the column stays on one line.
    `${SEVERITY_MARK[finding.severity]}\u00a0${finding.severity}`,
    `${ruleLink(text, true)} ${markdownProse(text.title, true)}`,
    placeLink(finding.location, link, true),
    markdownCode(clip(from, 60), true),
    markdownProse(clip(text.fix[0] ?? '', 140), true).trim(),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** What a section is rendered with. */
export interface SectionOptions {
  readonly number: number;
  readonly link?: LinkBase;
  readonly picture: boolean;
}

/** Everything about a finding; one that is low and fails nothing is folded. */
export function findingSection(
  report: Report,
  finding: ReportedFinding,
  text: FindingText,
  options: SectionOptions,
): string {
  const fails = blocks(report, finding);
  const isMinor = !fails && !atLeast(finding.severity, 'medium');
  const severity = `${options.number}. ${SEVERITY_MARK[finding.severity]} ${finding.severity}`;
  const marks = [
    placeLink(finding.location, options.link),
    ruleLink(text),
    fails ? '**fails the check**' : '',
    finding.unresolved ? '**cannot be told for certain**' : '',
  ].filter((mark) => mark !== '');
  const parts = [marks.join(' · ')];
  if (text.path !== '') parts.push(markdownCode(clip(text.path, 400)));
  parts.push(markdownProse(text.sentence).trim());
  const diff = fixDiff(report, finding);
  if (diff === '') {
    parts.push(excerpt(report, finding.location));
    if (text.fix.length > 0) parts.push(`**Fix**\n\n${bullets(text.fix)}`);
  } else {
    parts.push(`**Fix** ${markdownProse(text.fix[0] ?? '')}`, diff);
    if (text.fix.length > 1) parts.push(bullets(text.fix.slice(1)));
  }
  parts.push(noted(text.notes.slice(0, MOST_NOTES)));
  const body = parts.filter((part) => part !== '');
  const more = moreAbout(finding, text, options);
  if (isMinor) {
    const summary = `${severity}: ${html(text.title)}, ${placeHtml(finding.location)}`;
    return `<details><summary>${summary}</summary>\n\n${[...body, ...more].join('\n\n')}\n\n</details>\n`;
  }
  const folded = [
    '<details><summary>The way in, why, how to verify, how to roll back</summary>',
    ...more,
    '</details>',
  ];
  return `#### ${severity}: ${markdownProse(text.title)}\n\n${[...body, ...folded].join('\n\n')}\n`;
}

function noted(notes: readonly string[]): string {
  const [first, ...others] = notes;
  if (first === undefined) return '';
  return others.length === 0
    ? `**Note** ${markdownProse(first).trim()}`
    : `**Notes**\n\n${bullets(notes)}`;
}

const LANGUAGES: Readonly<Record<string, string>> = {
  tf: 'hcl',
  hcl: 'hcl',
  nomad: 'hcl',
  yml: 'yaml',
  yaml: 'yaml',
  j2: 'yaml',
  json: 'json',
  sh: 'sh',
  bicep: 'bicep',
  service: 'ini',
  xml: 'xml',
};
const MOST_EXCERPT_LINES = 3;

/** The lines of a place as they are written, without what looks like a secret. */
function excerpt(report: Report, where: Location): string {
  const lines: string[] = [];
  for (let i = 0; i < MOST_EXCERPT_LINES && where.startLine + i <= where.endLine; i++) {
    lines.push(clip(maskSecrets(report.lines(where.file, where.startLine + i)), 200));
  }
  if (lines.every((line) => line.trim() === '')) return '';
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const shown = lines.map((line) => line.slice(Math.min(...indents)));
  const name = where.file.slice(where.file.lastIndexOf('/') + 1);
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const known = Object.hasOwn(LANGUAGES, ending) ? LANGUAGES[ending]! : '';
  return markdownFence(shown.join('\n'), /dockerfile/i.test(name) ? 'dockerfile' : known);
}

/** What is folded away: the picture, why, how to verify, how to go back, other places. */
function moreAbout(finding: ReportedFinding, text: FindingText, options: SectionOptions): string[] {
  const parts: string[] = [];
  const steps = pathSteps(finding);
  if (options.picture && steps.length > 1) parts.push(picture(steps));
  if (text.why !== '') parts.push(`**Why** ${markdownProse(text.why)}`);
  if (text.verify.length > 0) {
    parts.push('**Verify**');
    for (const { where, command, expect } of text.verify) {
      parts.push(
        `${markdownProse(capitalised(where))}:`,
        markdownFence(command, 'sh'),
        markdownProse(expect),
      );
    }
  }
  parts.push(`**Roll back** ${markdownProse(text.rollback)}`);
  if (finding.related.length > 0) {
    const places = finding.related
      .slice(0, MOST_RELATED)
      .map(({ where, message }) => `- ${placeLink(where, options.link)} ${markdownProse(message)}`);
    if (finding.related.length > MOST_RELATED) {
      places.push(`- ${finding.related.length - MOST_RELATED} more places`);
    }
    parts.push('**See also**', places.join('\n'));
  }
  return parts;
}

/** The certain correction as a diff; '' without one. */
export function fixDiff(report: Report, finding: Finding): string {
  if (finding.fix === undefined) return '';
  const diff = unifiedDiff(finding.fix.edits, report.lines, { context: 1, mask: true });
  if (diff === '') return '';
  const short = diff
    .split('\n')
    .map((line) => clip(line, 300))
    .join('\n');
  return markdownFence(short, 'diff');
}

const SHAPES: Readonly<Record<PathStep['kind'], readonly [string, string]>> = {
  network: ['(["', '"])'],
  ingress: ['{{"', '"}}'],
  restriction: ['[/"', '"/]'],
  workload: ['["', '"]'],
  listener: ['[("', '")]'],
};

/** The way from the network to memcached as a Mermaid flowchart. */
export function picture(path: readonly PathStep[]): string {
  const nodes = path.slice(0, 12).map(({ kind, label }, index) => {
    const [open, close] = SHAPES[kind];
    return `  n${index}${open}${mermaidLabel(label)}${close}`;
  });
  const arrows = nodes.slice(1).map((_, index) => `  n${index} --> n${index + 1}`);
  return ['```mermaid', 'flowchart LR', ...nodes, ...arrows, '```'].join('\n');
}

/** One line about a finding, for the folded lists. */
export function findingLine(finding: Finding, text: FindingText, link?: LinkBase): string {
  return `${SEVERITY_MARK[finding.severity]} ${finding.severity} ${ruleLink(text)} ${placeLink(finding.location, link)} ${markdownProse(clip(text.sentence, 400))}`;
}

/** One line about a finding that is gone: struck through, and without a link to lines that are others now. */
export function fixedLine(finding: Finding, text: FindingText): string {
  return `~~${findingLine(finding, text)}~~`;
}

/** One line about a suppressed finding. */
export function suppressedLine(
  finding: ReportedFinding,
  text: FindingText,
  link?: LinkBase,
): string {
  const { by, reason, until, where } = finding.suppressed!;
  const end = until === undefined ? 'without an end' : `until ${markdownCode(until)}`;
  const place = where === undefined ? '' : `, ${placeLink(where, link)}`;
  return `${findingLine(finding, text, link)} — by ${SUPPRESSED_BY[by]}${place}, ${end}: ${markdownProse(clip(reason, 300))}`;
}

export function bullets(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${markdownProse(sentence).trim()}`).join('\n');
}

/** A place for the summary line of a details element, where Markdown is not read. */
export function placeHtml(where: Location): string {
  return htmlCode(placeLabel(where));
}

function placeLabel({ file, startLine }: Location): string {
  const shown = file.length <= LONGEST_PLACE ? file : `…${file.slice(-LONGEST_PLACE)}`;
  return `${shown}:${startLine}`;
}
