import { append } from '../append.js';
import type { TextEdit } from '../facts.js';
import { patchPath } from '../files/patch-path.js';
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
  const mask = options.mask === true;
  const out: string[] = [];
  let file: string | undefined;
  let shift = 0;
  for (const block of blocksOf(hunksOf(edits, lines), context)) {
    if (block[0]!.file !== file) {
      file = block[0]!.file;
      shift = 0;
      out.push(`--- ${patchPath('a', file)}`, `+++ ${patchPath('b', file)}`);
    }
    append(out, blockLines(block, lines, { context, shift, mask }));
    for (const { before, after } of block) shift += after.length - before.length;
    if (mask && out.length > MOST_LINES) {
      return [...out.slice(0, MOST_LINES), '… the diff goes on'].join('\n');
    }
  }
  return out.join('\n');
}

/** Hunks so near to each other that they share surroundings are shown together. */
function blocksOf(hunks: readonly Hunk[], context: number): Hunk[][] {
  const blocks: Hunk[][] = [];
  for (const hunk of hunks) {
    if (hunk.before.length === 0 && hunk.after.length === 0) continue;
    const last = blocks.at(-1)?.at(-1);
    if (last?.file === hunk.file && hunk.start - endOf(last) <= 2 * context) {
      blocks.at(-1)!.push(hunk);
    } else {
      blocks.push([hunk]);
    }
  }
  return blocks;
}

function blockLines(
  block: readonly Hunk[],
  lines: LineReader,
  options: { readonly context: number; readonly shift: number; readonly mask: boolean },
): string[] {
  const { file, start } = block[0]!;
  const first = Math.max(1, start - options.context);
  const same = (from: number, to: number): string[] =>
    range(from, to).map((number) => ` ${lines(file, number)}`);
  const rows: string[] = [];
  let next = first;
  for (const hunk of block) {
    append(rows, same(next, hunk.start - 1));
    append(rows, [
      ...hunk.before.map((line) => `-${line}`),
      ...hunk.after.map((line) => `+${line}`),
    ]);
    next = endOf(hunk);
  }
  const tail = same(next, next + options.context - 1);
  while (tail.at(-1) === ' ') tail.pop();
  append(rows, tail);
  const removed = rows.filter((row) => !row.startsWith('+')).length;
  const added = rows.filter((row) => !row.startsWith('-')).length;
  return [
    // Where a side has no line, its number is the one of the line before (POSIX diff -U).
    `@@ -${removed === 0 ? first - 1 : first},${removed} +${first + options.shift - (added === 0 ? 1 : 0)},${added} @@`,
    ...(options.mask ? rows.map((row) => row[0]! + maskSecrets(row.slice(1))) : rows),
  ];
}

/** The line after the last one that a hunk takes away. */
function endOf(hunk: Hunk): number {
  return hunk.start + hunk.before.length;
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
