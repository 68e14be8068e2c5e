import { append } from '../append.js';
import { probe, ResolveError } from '../probe/probe.js';
import type { Target } from '../probe/target.js';
import { describeResult, isAsExpected } from '../probe/verdict.js';
import type { ProbedHost, Report } from '../report/model.js';

/** Asks the hosts, a few at a time, whether they answer from here. */
export async function probeAll(targets: readonly Target[]): Promise<ProbedHost[]> {
  const hosts: ProbedHost[] = [];
  for (let at = 0; at < targets.length; at += AT_ONCE) {
    append(hosts, await Promise.all(targets.slice(at, at + AT_ONCE).map(probeOne)));
  }
  return hosts;
}

const AT_ONCE = 8;

async function probeOne(target: Target): Promise<ProbedHost> {
  try {
    const results = await probe(target);
    return {
      target: target.text,
      outcome: isAsExpected(results, 'closed') ? 'closed' : 'answers',
      answers: results.map(describeResult),
    };
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    // A name that leads nowhere proves nothing about the host that was meant.
    return { target: target.text, outcome: 'unknown', answers: [error.message] };
  }
}

/** The report with what the hosts said: one that answers fails the check, whatever the files say. */
export function withProbes(report: Report, probes: readonly ProbedHost[]): Report {
  if (probes.length === 0) return report;
  if (report.conclusion === 'failed' || probes.some(({ outcome }) => outcome === 'answers')) {
    return { ...report, probes, conclusion: 'failed', reasons: [] };
  }
  const unknown = probes.filter(({ outcome }) => outcome === 'unknown');
  if (unknown.length > 0) {
    const reasons = unknown.flatMap(({ answers }) =>
      answers.map((answer) => `A host of "probe-targets" could not be asked: ${answer}`),
    );
    return { ...report, probes, conclusion: 'could-not-run', reasons };
  }
  return { ...report, probes };
}
