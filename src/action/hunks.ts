/** Lines of the new side of a diff, 1-based, both inclusive. */
export interface Hunk {
  readonly first: number;
  readonly last: number;
}

/** The hunks of a unified diff of one file that have lines on the new side. */
export function hunksOf(diff: string): Hunk[] {
  const hunks: Hunk[] = [];
  for (const line of diff.split('\n')) {
    // Lines of the files begin with a blank, a sign or a backslash.
    const head = /^@@ -[0-9]+(?:,[0-9]+)? \+([0-9]+)(?:,([0-9]+))? @@/.exec(line);
    if (head === null) continue;
    const first = Number(head[1]);
    const count = head[2] === undefined ? 1 : Number(head[2]);
    if (count > 0) hunks.push({ first, last: first + count - 1 });
  }
  return hunks;
}

/** Whether all of the lines lie in one hunk. */
export function isWithin(hunks: readonly Hunk[], startLine: number, endLine: number): boolean {
  return hunks.some(({ first, last }) => first <= startLine && endLine <= last);
}
