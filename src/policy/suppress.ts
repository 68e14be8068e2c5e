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
}

export interface Suppressions {
  readonly valid: readonly Suppression[];
  /** Those that are malformed: they suppress nothing. */
  readonly problems: readonly Problem[];
}

const MARK = 'memcached-exposure:';
/** Longer ones first: `{#` ends in `#`. */
const LEADERS = ['{{- /*', '{{/*', '<!--', '{#', '/*', '//', '--', '#', ';'];

/**
 * Reads the suppressions of a file:
 * `# memcached-exposure: ignore[MCE201] until=2027-01-31 -- reason`, in the comment syntax of its
 * format. The reason is required; several rules are separated by commas.
 */
export function readSuppressions(file: SourceFile, knownRules: ReadonlySet<string>): Suppressions {
  const valid: Suppression[] = [];
  const problems: Problem[] = [];
  for (let at = file.text.indexOf(MARK); at >= 0; at = file.text.indexOf(MARK, at + 1)) {
    const where = file.location(at);
    const line = file.line(where.startLine);
    const before = line.slice(0, where.startColumn - 1).trimEnd();
    const leader = LEADERS.find((candidate) => before.endsWith(candidate));
    if (leader === undefined) continue;
    // A `#` in the middle of a word is no comment in any of the formats.
    const ahead = before.slice(0, before.length - leader.length);
    if (ahead !== '' && !/\s$/.test(ahead)) continue;
    const text = line
      .slice(where.startColumn - 1 + MARK.length)
      .trim()
      .replace(/(\*\/ ?-?\}\}|\*\/|#\}|-->)$/, '')
      .trim();
    const place = file.location(at, at + MARK.length);
    const result = parse(text, knownRules);
    if (typeof result === 'string') {
      problems.push({
        kind: 'note',
        where: place,
        message: `${file.path}:${where.startLine}: the suppression does not count because ${result}.`,
      });
    } else {
      valid.push({ where: place, ...result });
    }
  }
  return { valid, problems };
}

/** The parts of a suppression, or what is wrong with it. */
function parse(text: string, knownRules: ReadonlySet<string>): Omit<Suppression, 'where'> | string {
  const head = /^ignore\[([^\]]*)\]/.exec(text);
  if (head === null) return 'it does not start with ignore[RULE]';
  const rules = head[1]!.split(',').map((rule) => rule.trim());
  for (const rule of rules) if (!knownRules.has(rule)) return `there is no rule "${rule}"`;
  const rest = text.slice(head[0].length);
  const dashes = rest.indexOf('--');
  const reason = dashes < 0 ? '' : rest.slice(dashes + 2).trim();
  if (reason === '') return 'it gives no reason after "--"';
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

/** Whether it stands on the finding's line or the line above it and names its rule. */
export function covers(suppression: Suppression, finding: Finding): boolean {
  const { file, startLine } = finding.location;
  const line = suppression.where.startLine;
  return (
    suppression.where.file === file &&
    suppression.rules.includes(finding.ruleId) &&
    line >= startLine - 1 &&
    line <= startLine
  );
}
