import type { SourceFile } from '../files/source.js';
import type { Word } from '../memcached/index.js';
import { splitArguments } from '../syntax/shell/words.js';
import { linesOfOutput, type TextLine } from './lines.js';
import type { Process } from './model.js';

/** Marks a list whose command lines are quoted as a shell would have them: ours. */
export const QUOTED_HEADER = 'PID COMMAND (quoted)';

const HEADER = /^\s*(?:[A-Z%+:]+\s+)*PID\b.*\b(?:CMD|COMMAND|ARGS)(?: \(quoted\))?\s*$/;

/** Whether a line is the first of what `ps` prints with whole command lines. */
export function isProcessHeader(text: string): boolean {
  return HEADER.test(text);
}

/**
 * The command lines of `ps aux`, `ps -ef`, `ps -eo pid,args`, `pgrep -a` and the control group of
 * `systemctl status`. ps does not quote: blanks inside of an argument cannot be told from others.
 */
export function readProcesses(file: SourceFile): Process[] {
  const found: Process[] = [];
  let columns: { count: number; pid: number; quoted: boolean } | undefined;
  for (const line of linesOfOutput(file)) {
    if (isProcessHeader(line.text)) {
      const names = line.text.replace(' (quoted)', '').trim().split(/\s+/);
      columns = {
        count: names.length,
        pid: names.indexOf('PID'),
        quoted: line.text.includes('(quoted)'),
      };
      continue;
    }
    const group = /^\s*[├└│|`][─\s-]*(\d+)\s+(?=\S)/.exec(line.text);
    const listed = /^\s*(\d+)\s+(?=\/?\S*memcached(?:\s|$))/.exec(line.text);
    if (columns !== undefined && group === null) {
      const row = rowOf(line, columns.count, columns.pid);
      if (row !== undefined) found.push(processOf(file, line, row.pid, row.start, columns.quoted));
    } else if (group !== null || listed !== null) {
      const match = (group ?? listed)!;
      found.push(processOf(file, line, Number(match[1]), match[0].length, false));
    }
  }
  return found;
}

function rowOf(
  line: TextLine,
  count: number,
  pidColumn: number,
): { pid: number; start: number } | undefined {
  let at = 0;
  let pid = Number.NaN;
  for (let column = 0; column < count - 1; column++) {
    const match = /^\s*(\S+)\s+/.exec(line.text.slice(at));
    if (match === null) return undefined;
    if (column === pidColumn) pid = Number(match[1]);
    at += match[0].length;
  }
  // `ps f` draws the tree in front of the command.
  at += /^[|\\_`\s]*/.exec(line.text.slice(at))![0].length;
  return Number.isInteger(pid) && at < line.text.length ? { pid, start: at } : undefined;
}

function processOf(
  file: SourceFile,
  line: TextLine,
  pid: number,
  start: number,
  quoted: boolean,
): Process {
  const base = file.offset(line.number) + start;
  const text = line.text.slice(start).trimEnd();
  const locate = (from: number, to: number): Word['where'] => file.location(base + from, base + to);
  const words: Word[] = quoted
    ? splitArguments(text).map((word) => ({
        text: word.text,
        where: locate(word.start, word.end),
      }))
    : [...text.matchAll(/\S+/g)].map((match) => ({
        text: match[0],
        where: locate(match.index, match.index + match[0].length),
      }));
  return { pid, words, where: locate(0, text.length) };
}

/** The name of the program, without its folder and what a login shell or a title adds. */
export function programOf(process: Process): string {
  const first = process.words[0]?.text ?? '';
  return first.slice(first.lastIndexOf('/') + 1).replace(/:$/, '');
}
