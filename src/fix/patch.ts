import { append } from '../append.js';
import { patchPath } from '../files/patch-path.js';

/** Unchanged lines shown around a change. */
const CONTEXT = 3;
/** Beyond this many differing lines on a side, the middle is shown as one change. */
const MOST_COMPARED = 2000;

interface Change {
  /** First line taken away, counted from 0. */
  readonly start: number;
  readonly removed: number;
  /** First line put in its place in the new text, counted from 0. */
  readonly newStart: number;
  readonly added: number;
}

/**
 * The difference between two texts of a file as `git apply` and `patch` read it; '' when they are equal.
 * Line ends are part of the lines, so that files with CRLF can be patched too.
 */
export function patchOf(path: string, before: string, after: string): string {
  if (before === after) return '';
  const old = linesOf(before);
  const fresh = linesOf(after);
  const rows = [`--- ${patchPath('a', path)}\n`, `+++ ${patchPath('b', path)}\n`];
  for (const group of groupsOf(changesBetween(old, fresh))) {
    const first = Math.max(0, group[0]!.start - CONTEXT);
    const lastChange = group.at(-1)!;
    const end = Math.min(old.length, lastChange.start + lastChange.removed + CONTEXT);
    const newFirst = group[0]!.newStart - (group[0]!.start - first);
    const body: string[] = [];
    let next = first;
    for (const change of group) {
      for (; next < change.start; next++) body.push(row(' ', old[next]!));
      for (let i = 0; i < change.removed; i++) body.push(row('-', old[next++]!));
      for (let i = 0; i < change.added; i++) body.push(row('+', fresh[change.newStart + i]!));
    }
    for (; next < end; next++) body.push(row(' ', old[next]!));
    const removed = body.filter((line) => line[0] !== '+').length;
    const added = body.filter((line) => line[0] !== '-').length;
    append(rows, [`@@ -${range(first, removed)} +${range(newFirst, added)} @@\n`, ...body]);
  }
  return rows.join('');
}

/** Where a side has no line, its number is the one of the line before (POSIX diff -U). */
function range(first: number, count: number): string {
  return `${count === 0 ? first : first + 1},${count}`;
}

function row(mark: string, line: string): string {
  return line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;
}

/** The lines with their ends. */
function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => `${line}\n`);
  const last = lines.pop()!.slice(0, -1);
  return last === '' ? lines : [...lines, last];
}

function groupsOf(changes: readonly Change[]): Change[][] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && change.start - (last.start + last.removed) <= 2 * CONTEXT) {
      groups.at(-1)!.push(change);
    } else {
      groups.push([change]);
    }
  }
  return groups;
}

function changesBetween(old: readonly string[], fresh: readonly string[]): Change[] {
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < fresh.length - head &&
    old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]
  ) {
    tail++;
  }
  const rows = old.length - head - tail;
  const columns = fresh.length - head - tail;
  if (rows > MOST_COMPARED || columns > MOST_COMPARED) {
    return [{ start: head, removed: rows, newStart: head, added: columns }];
  }
  return changesWithin(old, fresh, { head, rows, columns });
}

/** By the longest common subsequence of the part that differs. */
function changesWithin(
  old: readonly string[],
  fresh: readonly string[],
  { head, rows, columns }: { head: number; rows: number; columns: number },
): Change[] {
  const width = columns + 1;
  const common = new Uint16Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      common[i * width + j] =
        old[head + i] === fresh[head + j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const changes: Change[] = [];
  let i = 0;
  let j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && old[head + i] === fresh[head + j]) {
      i++;
      j++;
      continue;
    }
    const start = i;
    const newStart = j;
    while (i < rows || j < columns) {
      if (i < rows && j < columns && old[head + i] === fresh[head + j]) break;
      const down = i < rows ? common[(i + 1) * width + j]! : -1;
      const right = j < columns ? common[i * width + j + 1]! : -1;
      if (down >= right) i++;
      else j++;
    }
    changes.push({
      start: head + start,
      removed: i - start,
      newStart: head + newStart,
      added: j - newStart,
    });
  }
  return changes;
}
