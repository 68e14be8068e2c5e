import ignore from 'ignore';
import { compareSeverity, type Finding } from '../findings.js';
import type { Override } from './config-exceptions.js';

/**
 * The findings with the severities that the configuration gives them where they lie; worst first. The
 * last override that fits a finding counts; `off` takes the finding away.
 */
export function applyOverrides(
  findings: readonly Finding[],
  overrides: readonly Override[],
): readonly Finding[] {
  if (overrides.length === 0) return findings;
  const matchers = overrides.map(({ paths, rules, severity }) => ({
    rules,
    severity,
    matcher: ignore().add([...paths]),
  }));
  return findings
    .flatMap((finding) => {
      const found = matchers.findLast(
        ({ rules, matcher }) =>
          (rules?.includes(finding.ruleId) ?? true) && matcher.ignores(finding.location.file),
      );
      if (found === undefined) return [finding];
      return found.severity === 'off' ? [] : [{ ...finding, severity: found.severity }];
    })
    .sort((a, b) => compareSeverity(a.severity, b.severity));
}
