import { append } from '../append.js';
import type { Finding } from '../findings.js';
import { logSafe, visible } from '../report/escape.js';
import { describeFinding } from '../report/messages.js';
import { RULES } from '../rules/index.js';
import type { FixPlan } from './repository.js';

/** What was fixed and what needs a person, with the reason and what to do. For a terminal or a log. */
export function fixText(
  plan: FixPlan,
  outcome: { readonly dryRun: boolean; readonly refused: readonly string[] },
): string {
  const lines: string[] = [];
  if (plan.fixed.length > 0) {
    lines.push(outcome.dryRun ? 'Would be fixed:' : 'Fixed:');
    for (const { finding, description } of plan.fixed) {
      lines.push(`  ${placeOf(finding)}  ${visible(description)}`);
    }
    lines.push('');
  }
  if (outcome.refused.length > 0) {
    append(lines, ['Not written:', ...outcome.refused.map((reason) => `  ${visible(reason)}`), '']);
  }
  if (plan.left.length > 0) {
    lines.push('Needs a person:');
    for (const { finding, reason } of plan.left) {
      const rule = RULES.find(({ meta }) => meta.id === finding.ruleId)?.meta;
      const text = describeFinding(finding, rule);
      lines.push(`  ${placeOf(finding)}  ${visible(text.sentence)}`);
      lines.push(`      Why it was left: ${visible(reason)}`);
      if (text.fix[0] !== undefined) lines.push(`      What to do: ${visible(text.fix[0])}`);
    }
    lines.push('');
  }
  lines.push(summaryOf(plan, outcome));
  return logSafe(`${lines.join('\n')}\n`);
}

function summaryOf(plan: FixPlan, outcome: { readonly dryRun: boolean }): string {
  if (plan.fixed.length === 0 && plan.left.length === 0) return 'There is nothing to fix.';
  const verb = outcome.dryRun ? 'would be fixed' : 'fixed';
  const files = plan.texts.size === 1 ? '1 file' : `${plan.texts.size} files`;
  const rest = plan.fails
    ? `, at least one at or above "${plan.settings.failOn}"`
    : `, none at or above "${plan.settings.failOn}"`;
  return `${count(plan.fixed.length)} ${verb} in ${files}; ${count(plan.left.length)} left${plan.left.length === 0 ? '' : rest}.`;
}

function count(findings: number): string {
  return findings === 1 ? '1 finding' : `${findings} findings`;
}

function placeOf({ severity, ruleId, location }: Finding): string {
  return `${severity.padEnd(8)} ${ruleId} ${visible(location.file)}:${location.startLine}`;
}
