import type { Problem } from '../facts.js';
import type { Location, SourceFile } from '../files/source.js';
import type { Finding } from '../findings.js';

/** A comment in a scanned file that says that findings there do not count. */
export interface Suppression {
  readonly where: Location;
  /** Rule ids, at least one. */
  readonly rules: readonly string[];
  readonly reason: string;
  /** The last day it counts, `YYYY-MM-DD`. */
  readonly until?: string;
  /** The first and the last line that it is about. */
  readonly lines: readonly [number, number];
}

export interface Suppressions {
  readonly valid: readonly Suppression[];
  /** Those that are malformed: they suppress nothing. */
  readonly problems: readonly Problem[];
}

const MARK = 'memcached-exposure:';
/** Longer ones first: `{#` ends in `#`. */
const LEADERS = ['{{- /*', '{{/*', '<!--', '{#', '/*', '//', '--', '#', ';'];
/** A statement that goes on for more lines than this is cut. */
const MOST_CONTINUED = 200;

/**
 * Reads the suppressions of a file:
 * `# memcached-exposure: ignore[MCE201] until=2027-01-31 -- reason`, in the comment syntax of its
 * format. The reason is required; several rules are separated by commas. In a comment of XML, which may
 * not hold `--`, one dash stands before the reason.
 *
 * Behind something it is about that line. On a line of its own it is about the next one that is none
 * itself, to the end of a statement that goes on over several lines with a backslash, within which there
 * can be no comment.
 */
export function readSuppressions(file: SourceFile, knownRules: ReadonlySet<string>): Suppressions {
  const found: { comment: Comment; result: ReturnType<typeof parse> }[] = [];
  for (const comment of commentsOf(file)) {
    found.push({ comment, result: parse(comment, knownRules) });
  }
  const meant = linesMeant(
    found.flatMap(({ comment }) => (comment.isAlone ? [comment.where.startLine] : [])),
  );
  const valid: Suppression[] = [];
  const problems: Problem[] = [];
  for (const { comment, result } of found) {
    const { where } = comment;
    if (typeof result === 'string') {
      problems.push({
        kind: 'note',
        where,
        message: `${file.path}:${where.startLine}: the suppression does not count because ${result}.`,
      });
    } else {
      valid.push({ where, ...result, lines: linesOf(file, comment, meant) });
    }
  }
  return { valid, problems };
}

interface Comment {
  readonly where: Location;
  /** What follows the mark, without the end of the comment. */
  readonly text: string;
  /** Whether nothing else stands on its line. */
  readonly isAlone: boolean;
  readonly isXml: boolean;
}

function commentsOf(file: SourceFile): Comment[] {
  const comments: Comment[] = [];
  for (let at = file.text.indexOf(MARK); at >= 0; at = file.text.indexOf(MARK, at + 1)) {
    const start = file.location(at);
    const line = file.line(start.startLine);
    const before = line.slice(0, start.startColumn - 1).trimEnd();
    const leader = LEADERS.find((candidate) => before.endsWith(candidate));
    if (leader === undefined) continue;
    // A `#` in the middle of a word is no comment in any of the formats.
    const ahead = before.slice(0, before.length - leader.length);
    if (ahead !== '' && !/\s$/.test(ahead)) continue;
    const rest = line.slice(start.startColumn - 1 + MARK.length).trim();
    const text = rest.replace(/(\*\/ ?-?\}\}|\*\/|#\}|-->)$/, '').trim();
    const where = file.location(at, at + MARK.length);
    comments.push({ where, text, isAlone: ahead.trim() === '', isXml: leader === '<!--' });
  }
  return comments;
}

/** For the lines of suppressions alone on them, in their order: the next line that is none itself. */
function linesMeant(alone: readonly number[]): ReadonlyMap<number, number> {
  const meant = new Map<number, number>();
  for (const line of [...alone].reverse()) meant.set(line, meant.get(line + 1) ?? line + 1);
  return meant;
}

function linesOf(
  file: SourceFile,
  { where, isAlone }: Comment,
  meant: ReadonlyMap<number, number>,
): readonly [number, number] {
  if (!isAlone) return [where.startLine, where.startLine];
  const first = meant.get(where.startLine)!;
  let last = first;
  while (/\\\s*$/.test(file.line(last)) && last - first < MOST_CONTINUED) last += 1;
  return [first, last];
}

/** The parts of a suppression, or what is wrong with it. */
function parse(
  { text, isXml }: Comment,
  knownRules: ReadonlySet<string>,
): Omit<Suppression, 'where' | 'lines'> | string {
  const head = /^ignore\[([^\]]*)\]/.exec(text);
  if (head === null) return 'it does not start with ignore[RULE]';
  const rules = head[1]!.split(',').map((rule) => rule.trim());
  for (const rule of rules) if (!knownRules.has(rule)) return `there is no rule "${rule}"`;
  const rest = text.slice(head[0].length);
  const [separator] = (isXml ? / --? / : /--/).exec(`${rest} `) ?? [];
  const dashes = separator === undefined ? -1 : `${rest} `.indexOf(separator);
  const reason = dashes < 0 ? '' : rest.slice(dashes + separator!.length).trim();
  if (reason === '') return `it gives no reason after "${isXml ? ' - ' : '--'}"`;
  const options = rest.slice(0, dashes).trim();
  if (options === '') return { rules, reason };
  const until = /^until=(\S+)$/.exec(options)?.[1];
  if (until === undefined) return `"${options}" is not understood`;
  return isDate(until) ? { rules, reason, until } : `"${until}" is no date of the form YYYY-MM-DD`;
}

/** A day of the calendar as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Whether its last day is over; `today` is a `YYYY-MM-DD`. */
export function isExpired(suppression: { readonly until?: string }, today: string): boolean {
  return suppression.until !== undefined && suppression.until < today;
}

/** Whether it names the finding's rule and is about its line. */
export function covers({ where, rules, lines }: Suppression, finding: Finding): boolean {
  const { file, startLine } = finding.location;
  return (
    where.file === file &&
    rules.includes(finding.ruleId) &&
    startLine >= lines[0] &&
    startLine <= lines[1]
  );
}
