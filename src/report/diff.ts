import type { TextEdit } from '../facts.js';
import { maskSecrets } from './frame.js';
import type { LineReader } from './model.js';

/** A part of a file that edits change. */
interface Hunk {
  readonly file: string;
  /** The first line (1-based) of {@link before}. */
  readonly start: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface DiffOptions {
  /** Unchanged lines shown around a change. */
  readonly context?: number;
  /** Masks values that look like secrets; such a diff is to be read, not to be applied. */
  readonly mask?: boolean;
}

const MOST_LINES = 60;

/** A unified diff of what the edits do, '' when they change nothing. Raw text of the files. */
export function unifiedDiff(
  edits: readonly TextEdit[],
  lines: LineReader,
  options: DiffOptions = {},
): string {
  const context = options.context ?? 2;
  const shown = (line: string): string => (options.mask === true ? maskSecrets(line) : line);
  const out: string[] = [];
  let file: string | undefined;
  let shift = 0;
  for (const hunk of hunksOf(edits, lines)) {
    if (hunk.before.length === 0 && hunk.after.length === 0) continue;
    if (hunk.file !== file) {
      file = hunk.file;
      shift = 0;
      out.push(`--- a/${file}`, `+++ b/${file}`);
    }
    const first = Math.max(1, hunk.start - context);
    const lead = range(first, hunk.start - 1).map((number) => lines(hunk.file, number));
    const end = hunk.start + hunk.before.length;
    const tail = range(end, end + context - 1).map((number) => lines(hunk.file, number));
    while (tail.length > 0 && tail.at(-1) === '') tail.pop();
    const around = lead.length + tail.length;
    out.push(
      `@@ -${first},${hunk.before.length + around} +${first + shift},${hunk.after.length + around} @@`,
      ...lead.map((line) => ` ${shown(line)}`),
      ...hunk.before.map((line) => `-${shown(line)}`),
      ...hunk.after.map((line) => `+${shown(line)}`),
      ...tail.map((line) => ` ${shown(line)}`),
    );
    shift += hunk.after.length - hunk.before.length;
    if (out.length > MOST_LINES && options.mask === true) {
      return [...out.slice(0, MOST_LINES), '… the diff goes on'].join('\n');
    }
  }
  return out.join('\n');
}

/** Groups the edits by the lines that they share and applies them; overlapping edits are left out. */
function hunksOf(edits: readonly TextEdit[], lines: LineReader): Hunk[] {
  const sorted = [...edits].sort(
    (a, b) =>
      compare(a.where.file, b.where.file) ||
      a.where.startLine - b.where.startLine ||
      a.where.startColumn - b.where.startColumn,
  );
  const hunks: Hunk[] = [];
  for (let i = 0; i < sorted.length;) {
    const group = [sorted[i]!];
    let end = sorted[i]!.where.endLine;
    for (i++; i < sorted.length; i++) {
      const next = sorted[i]!;
      if (next.where.file !== group[0]!.where.file || next.where.startLine > end) break;
      end = Math.max(end, next.where.endLine);
      group.push(next);
    }
    hunks.push(hunkOf(group, end, lines));
  }
  return hunks;
}

function hunkOf(group: readonly TextEdit[], end: number, lines: LineReader): Hunk {
  const { file, startLine: start } = group[0]!.where;
  const before = range(start, end).map((number) => lines(file, number));
  const starts: number[] = [];
  let length = 0;
  for (const line of before) {
    starts.push(length);
    length += line.length + 1;
  }
  const offset = (line: number, column: number): number => starts[line - start]! + column - 1;
  const text = before.join('\n');
  let changed = '';
  let done = 0;
  for (const { where, replacement } of group) {
    const from = offset(where.startLine, where.startColumn);
    if (from < done) continue;
    changed += text.slice(done, from) + replacement;
    done = offset(where.endLine, where.endColumn);
  }
  const after = (changed + text.slice(done)).split(/\r?\n/);
  return trimmed(file, start, before, after);
}

/** Without the lines at both ends that stay the same. */
function trimmed(file: string, start: number, before: string[], after: string[]): Hunk {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  return {
    file,
    start: start + head,
    before: before.slice(head, before.length - tail),
    after: after.slice(head, after.length - tail),
  };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
