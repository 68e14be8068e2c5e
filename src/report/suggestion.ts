import { append } from '../append.js';
import type { TextEdit } from '../facts.js';
import type { Finding } from '../findings.js';
import { markdownFence, markdownProse, visible } from './escape.js';
import { maskSecrets } from './frame.js';
import { ruleLink, SEVERITY_MARK } from './markdown-finding.js';
import type { FindingText } from './messages.js';
import type { LineReader } from './model.js';

/** Whole lines of a file and what they become. */
export interface LineChange {
  readonly file: string;
  /** 1-based, both inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** Without line ends; empty when the lines go. */
  readonly after: readonly string[];
}

/** More lines than this are no suggestion that anybody reads. */
const MOST_LINES = 30;

/**
 * The edits as one change of whole lines; `undefined` when they are in several files, overlap, change
 * nothing, span too much, or touch text that cannot be shown as it is (invisible characters).
 */
export function lineChange(edits: readonly TextEdit[], lines: LineReader): LineChange | undefined {
  const sorted = [...edits].sort(
    (a, b) => a.where.startLine - b.where.startLine || a.where.startColumn - b.where.startColumn,
  );
  const file = sorted[0]?.where.file;
  if (file === undefined || sorted.some(({ where }) => where.file !== file)) return undefined;
  const startLine = sorted[0]!.where.startLine;
  let endLine = startLine;
  for (const { where } of sorted) {
    // An edit that ends before the first character of a line leaves that line alone.
    const last = where.endColumn === 1 && where.endLine > where.startLine;
    endLine = Math.max(endLine, where.endLine - (last ? 1 : 0));
  }
  if (endLine - startLine >= MOST_LINES) return undefined;
  const before: string[] = [];
  for (let line = startLine; line <= endLine; line++) before.push(lines(file, line));
  const text = before.map((line) => `${line}\n`).join('');
  const starts = [0];
  for (const line of before) starts.push(starts.at(-1)! + line.length + 1);
  const offset = (line: number, column: number): number =>
    (starts[line - startLine] ?? text.length) + column - 1;
  let changed = '';
  let done = 0;
  for (const { where, replacement } of sorted) {
    const from = offset(where.startLine, where.startColumn);
    const to = offset(where.endLine, where.endColumn);
    if (from < done || to < from || to > text.length) return undefined;
    changed += text.slice(done, from) + replacement;
    done = to;
  }
  changed += text.slice(done);
  if (changed === text || (changed !== '' && !changed.endsWith('\n'))) return undefined;
  const after = changed === '' ? [] : changed.slice(0, -1).split('\n');
  if ([...before, ...after].some((line) => !isPlain(line))) return undefined;
  return trimmed({ file, startLine, endLine, after }, before);
}

/** Nothing in it is hidden; tabs are seen. */
function isPlain(line: string): boolean {
  const text = line.replaceAll('\t', ' ');
  return visible(text) === text;
}

/** Without the lines at both ends that stay the same; one line is always left to stand on. */
function trimmed(change: LineChange, before: readonly string[]): LineChange {
  const { file, after } = change;
  let head = 0;
  while (head < before.length - 1 && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < before.length - head - 1 &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  return {
    file,
    startLine: change.startLine + head,
    endLine: change.endLine - tail,
    after: after.slice(head, after.length - tail),
  };
}

/** A comment on the file as a whole: the lines that change, as a diff. */
export function renderFileComment(
  finding: Finding,
  text: FindingText,
  { startLine, endLine, after }: LineChange,
  lines: LineReader,
): string {
  const diff: string[] = [];
  for (let line = startLine; line <= endLine; line++) {
    diff.push(`-${maskSecrets(lines(finding.location.file, line))}`);
  }
  append(
    diff,
    after.map((line) => `+${maskSecrets(line)}`),
  );
  return [
    ...opening(finding, text),
    '',
    startLine === endLine ? `Line ${startLine}:` : `Lines ${startLine} to ${endLine}:`,
    '',
    markdownFence(diff.join('\n'), 'diff'),
  ].join('\n');
}

/** What is wrong, and what is to be done. */
function opening(finding: Finding, text: FindingText): string[] {
  return [
    `${SEVERITY_MARK[finding.severity]} **${finding.severity}** ${ruleLink(text)} ${markdownProse(text.sentence).trim()}`,
    '',
    markdownProse(finding.fix?.description ?? '').trim(),
  ];
}

/** A review comment that replaces the lines it stands on when a person accepts it. */
export function renderSuggestion(
  finding: Finding,
  text: FindingText,
  after: readonly string[],
): string {
  const longest = Math.max(
    0,
    ...after.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length),
  );
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [...opening(finding, text), '', `${fence}suggestion`, ...after, fence].join('\n');
}
