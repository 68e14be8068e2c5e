import { isUnresolved, type Listener } from '../facts.js';
import { compareSeverity, type Finding } from '../findings.js';
import type { ScanResult } from '../scan.js';

/**
 * Why the scan after some edits is not what the scan before promised, as a clause that follows "because";
 * `undefined` when the targets are gone and nothing else got worse.
 */
export function objection(
  before: ScanResult,
  after: ScanResult,
  targets: readonly Finding[],
): string | undefined {
  return (
    remains(before, after, targets) ??
    appears(before, after) ??
    stopsParsing(before, after) ??
    stopsRunning(before, after)
  );
}

/**
 * Findings that mean the same in one file have numbered fingerprints, and the numbers move up when one
 * goes. So they are counted.
 */
function remains(
  before: ScanResult,
  after: ScanResult,
  targets: readonly Finding[],
): string | undefined {
  const wanted = countBy(targets, ruleAndFile);
  const old = countBy(before.findings, ruleAndFile);
  const now = countBy(after.findings, ruleAndFile);
  for (const [key, count] of wanted) {
    if ((now.get(key) ?? 0) > (old.get(key) ?? 0) - count) {
      return 'the finding would still be there';
    }
  }
  return undefined;
}

function appears(before: ScanResult, after: ScanResult): string | undefined {
  const known = new Map(before.findings.map((finding) => [finding.fingerprint, finding]));
  for (const finding of after.findings) {
    const earlier = known.get(finding.fingerprint);
    const worse =
      earlier === undefined
        ? !onlyTrusted(finding) && !wasToldByAnother(finding, before)
        : compareSeverity(finding.severity, earlier.severity) < 0;
    if (worse) {
      return `${finding.ruleId} at ${finding.location.file}:${finding.location.startLine} would come in its place`;
    }
  }
  return undefined;
}

/** That the trusted networks are let in without a password or TLS is what was asked for, and said as such. */
function onlyTrusted(finding: Finding): boolean {
  return (
    (finding.ruleId === 'MCE303' || finding.ruleId === 'MCE304') && finding.severity === 'info'
  );
}

/**
 * That every pod of a cluster reaches a server was so before; the finding about the way from outside told
 * it along, and is gone.
 */
function wasToldByAnother(finding: Finding, before: ScanResult): boolean {
  return (
    finding.ruleId === 'MCE502' &&
    finding.severity === 'info' &&
    finding.reach === 'cluster' &&
    before.exposures.some(
      ({ listener, reach }) =>
        listener?.workload === finding.data['workload'] && reach !== 'cluster' && reach !== 'none',
    )
  );
}

function stopsParsing(before: ScanResult, after: ScanResult): string | undefined {
  const serious = (result: ScanResult): Map<string, number> =>
    countBy(
      result.problems.filter(({ kind }) => kind !== 'note'),
      ({ kind, where }) => `${kind} ${where.file}`,
    );
  const old = serious(before);
  for (const [key, count] of serious(after)) {
    if (count > (old.get(key) ?? 0)) return 'the file would no longer be understood as a whole';
  }
  return undefined;
}

/**
 * A server that is no longer recognised would make any finding go, and so would one that has lost its TCP
 * port because the same value stands for both protocols.
 */
function stopsRunning(before: ScanResult, after: ScanResult): string | undefined {
  const servers = (result: ScanResult): Map<string, number> =>
    countBy(result.listeners.flatMap(servesOf), (served) => served);
  const now = servers(after);
  for (const [served, count] of servers(before)) {
    if ((now.get(served) ?? 0) < count) return `${served} would no longer be served`;
  }
  return undefined;
}

function servesOf({ workload, sockets }: Listener): string[] {
  if (isUnresolved(sockets)) return [];
  const ports = new Set(
    sockets.filter(({ protocol }) => protocol === 'tcp').map(({ port }) => port),
  );
  return [...ports].map((port) => `TCP port ${port} of ${workload}`);
}

function ruleAndFile({ ruleId, location }: Finding): string {
  return `${ruleId} ${location.file}`;
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
