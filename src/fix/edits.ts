import type { TextEdit } from '../facts.js';
import type { SourceFile } from '../files/source.js';
import type { Tree } from '../files/tree.js';

interface Change {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/**
 * The texts of the files that the edits change; `undefined` when two of them overlap and differ, or one
 * is about a file that the tree does not have. The same edit twice counts once. New lines end as the
 * lines of the file do.
 */
export function editedTexts(
  tree: Tree,
  edits: readonly TextEdit[],
): ReadonlyMap<string, string> | undefined {
  const byFile = new Map<string, Change[]>();
  for (const { where, replacement } of edits) {
    const file = tree.read(where.file);
    if (file === undefined) return undefined;
    const changes = byFile.get(where.file) ?? [];
    byFile.set(where.file, changes);
    changes.push({
      start: file.offset(where.startLine, where.startColumn),
      end: file.offset(where.endLine, where.endColumn),
      replacement: withLineEndsOf(file, replacement),
    });
  }
  const texts = new Map<string, string>();
  for (const [path, changes] of byFile) {
    const text = changed(tree.read(path)!.text, changes);
    if (text === undefined) return undefined;
    texts.set(path, text);
  }
  return texts;
}

function changed(text: string, changes: readonly Change[]): string | undefined {
  const sorted = [...changes].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let done = 0;
  let last: Change | undefined;
  for (const change of sorted) {
    if (last !== undefined && sameChange(last, change)) continue;
    // Two insertions at one place have no certain order.
    const atSamePlace = last !== undefined && change.start === last.start;
    if (change.start < done || atSamePlace || change.end > text.length) return undefined;
    result += text.slice(done, change.start) + change.replacement;
    done = change.end;
    last = change;
  }
  return result + text.slice(done);
}

function sameChange(a: Change, b: Change): boolean {
  return a.start === b.start && a.end === b.end && a.replacement === b.replacement;
}

function withLineEndsOf(file: SourceFile, replacement: string): string {
  const first = file.text.indexOf('\n');
  const windows = first > 0 && file.text[first - 1] === '\r';
  return windows ? replacement.replace(/\r?\n/g, '\r\n') : replacement;
}
