import type { Finding } from '../findings.js';

/** Known findings that do not count, by fingerprint. */
export interface Baseline {
  /** The path of the file, for messages. */
  readonly path: string;
  readonly entries: ReadonlyMap<string, BaselineEntry>;
}

export interface BaselineEntry {
  readonly fingerprint: string;
  readonly ruleId: string;
  readonly file: string;
}

/** Thrown for a baseline file that cannot be used; the message lists every bad line. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';
}

const HEADER = '# memcached-exposure baseline, version 1: fingerprint, rule, file';

/** Reads a baseline file. @throws BaselineError */
export function readBaseline(path: string, text: string): Baseline {
  const entries = new Map<string, BaselineEntry>();
  const problems: string[] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    if (line.trim() === '' || line.startsWith('#')) return;
    const match = /^([0-9a-f]{32}) (MCE[0-9]{3}|X-[A-Z0-9-]{1,110}) (\S.*)$/.exec(line);
    if (match === null) {
      problems.push(
        `${path}:${i + 1}: this is no baseline entry; write the file with "memcached-exposure baseline".`,
      );
      return;
    }
    const [, fingerprint, ruleId, file] = match as unknown as [string, string, string, string];
    entries.set(fingerprint, { fingerprint, ruleId, file: decodePath(file) });
  });
  if (problems.length > 0) throw new BaselineError(problems.join('\n'));
  return { path, entries };
}

/** The baseline file that lists the findings: sorted, one a line, no line numbers. */
export function writeBaseline(findings: readonly Finding[]): string {
  const lines = findings.map(
    ({ fingerprint, ruleId, location }) => `${fingerprint} ${ruleId} ${encodePath(location.file)}`,
  );
  return [HEADER, ...[...new Set(lines)].sort()].map((line) => `${line}\n`).join('');
}

/** Entries that no finding has any more. */
export function staleEntries(baseline: Baseline, findings: readonly Finding[]): BaselineEntry[] {
  const present = new Set(findings.map(({ fingerprint }) => fingerprint));
  return [...baseline.entries.values()].filter(({ fingerprint }) => !present.has(fingerprint));
}

/** Keeps a path on one line. */
function encodePath(path: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what must go
  return path.replace(/[%\u0000-\u001f\u007f]|^ | $/g, (character) =>
    encodeURIComponent(character),
  );
}

function decodePath(text: string): string {
  return text.replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}
