import { probe, type ProbeResult } from '../probe/probe.js';
import { parseTargets } from '../probe/target.js';
import { describeResult, isAsExpected } from '../probe/verdict.js';
import { workflowCommand } from '../report/commands.js';
import type { ProbeArguments } from './verb-arguments.js';
import { FOUND, PASSED, type Surroundings } from './surroundings.js';

/** Asks the named hosts, one after the other. @throws TargetError, ResolveError */
export async function runProbe(
  given: ProbeArguments,
  { out }: Surroundings,
): Promise<typeof PASSED | typeof FOUND> {
  const answers: { results: ProbeResult[]; asExpected: boolean }[] = [];
  for (const target of parseTargets(given.targets)) {
    const results = await probe(target, { timeout: given.timeout });
    answers.push({ results, asExpected: isAsExpected(results, given.expect) });
  }
  const passed = answers.every(({ asExpected }) => asExpected);
  if (given.format === 'json') {
    out(`${JSON.stringify(jsonOf(given, answers, passed), undefined, 2)}\n`);
    return passed ? PASSED : FOUND;
  }
  for (const { results, asExpected } of answers) {
    for (const result of results) {
      const line = describeResult(result);
      const level = asExpected ? 'notice' : 'error';
      out(
        given.format === 'github'
          ? `${workflowCommand(level, { title: 'memcached probe' }, line)}\n`
          : `${line}\n`,
      );
    }
  }
  if (given.format === 'text') {
    const failed = answers.filter(({ asExpected }) => !asExpected).length;
    out(
      passed
        ? `PASSED  Every host is ${given.expect}.\n`
        : `FAILED  ${failed} of ${answers.length} hosts ${failed === 1 ? 'is' : 'are'} not ${given.expect}.\n`,
    );
  }
  return passed ? PASSED : FOUND;
}

function jsonOf(
  given: ProbeArguments,
  answers: readonly { results: ProbeResult[]; asExpected: boolean }[],
  passed: boolean,
): object {
  return {
    schemaVersion: 1,
    expect: given.expect,
    conclusion: passed ? 'passed' : 'failed',
    targets: answers.map(({ results, asExpected }) => ({
      target: results[0]?.target.text,
      asExpected,
      results: results.map(({ protocol, outcome, version, detail }) => ({
        protocol,
        outcome,
        version,
        detail,
      })),
    })),
  };
}
