import { SEVERITIES } from '../findings.js';
import { RULES } from '../rules/index.js';
import type { Config } from './config.js';
import { DEFAULT_FAIL_ON, DEFAULT_REPORT_SEVERITY } from './settings.js';

/**
 * What is left of a configuration that nobody has agreed to yet: all that makes the check stricter
 * than it is by default, and nothing that makes it milder.
 */
export function cautious(config: Config): Config {
  const rules = [...(config.rules ?? [])].filter(([id, setting]) => {
    const usual = RULES.find(({ meta }) => meta.id === id)?.meta.defaultSeverity;
    // What a rule finds can be worse than its default.
    return setting === 'critical' && usual !== undefined;
  });
  return {
    path: config.path,
    where: config.where,
    failOn: stricter(config.failOn, DEFAULT_FAIL_ON),
    reportSeverity: stricter(config.reportSeverity, DEFAULT_REPORT_SEVERITY),
    rules: new Map(rules),
    ...(config.customRules === undefined ? {} : { customRules: config.customRules }),
  };
}

/** The lower of two thresholds: more findings are at or above it. */
function stricter(given: string | undefined, usual: string): string {
  const order: readonly string[] = ['none', ...SEVERITIES];
  return given !== undefined && order.indexOf(given) > order.indexOf(usual) ? given : usual;
}
