import type { Finding, MessageData, PathStep } from '../findings.js';
import { adviceFor, type Check } from './advice.js';
import { clip } from './escape.js';
import type { Report, RuleText } from './model.js';

/**
 * The one place where text is made from a finding's data. What comes out is plain text with
 * back-ticks around code; it holds untrusted parts and has to be escaped by every output.
 */
export interface FindingText {
  readonly ruleId: string;
  /** A few words, the rule's title. */
  readonly title: string;
  /** What can reach what, one sentence or two. */
  readonly sentence: string;
  /** What it risks. */
  readonly why: string;
  /** What to do, in order of preference. */
  readonly fix: readonly string[];
  readonly verify: readonly Check[];
  readonly rollback: string;
  /** The address of the rule's page, when it has one. */
  readonly docsUrl?: string;
  /** The way from the network to memcached on one line; '' without one. */
  readonly path: string;
  /** The finding's notes that the sentence does not say already. */
  readonly notes: readonly string[];
}

const LONGEST_VALUE = 300;

/** The text of a finding. */
export function describeFinding(finding: Finding, rule: RuleText | undefined): FindingText {
  const template = rule?.messages[finding.messageId];
  const title = rule === undefined ? finding.ruleId : fill(rule.title, finding.data);
  const advice = adviceFor(finding);
  const sentence = capitalised(
    template === undefined ? (rule?.description ?? title) : fill(template, finding.data),
  );
  return {
    ruleId: finding.ruleId,
    title,
    sentence,
    why: advice.why ?? rule?.description ?? '',
    fix:
      finding.fix === undefined
        ? advice.fix
        : [
            finding.fix.description,
            ...advice.fix.filter((step) => !repeats(step, finding.fix!.description)),
          ],
    verify: advice.verify,
    rollback: advice.rollback,
    ...(rule?.docsUrl === undefined ? {} : { docsUrl: rule.docsUrl }),
    path: pathLine(finding),
    notes: finding.notes.filter((note) => !says(sentence, note)),
  };
}

/** Whether a sentence gives the reason that a note gives. */
function says(sentence: string, note: string): boolean {
  const reason = / because (.+)$/su.exec(note)?.[1];
  return reason !== undefined && sentence.endsWith(reason);
}

/** Whether all that a step says in code stands in another text. */
function repeats(step: string, text: string): boolean {
  const code = step.split('`').filter((_, index) => index % 2 === 1);
  return code.length > 0 && code.every((part) => text.includes(part));
}

/** A function that describes the findings of one report. */
export function describer(report: Report): (finding: Finding) => FindingText {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  return (finding) => describeFinding(finding, rules.get(finding.ruleId));
}

/** `internet → aws_security_group.cache → memcached`; untrusted text. */
export function pathLine(finding: Finding): string {
  return pathSteps(finding)
    .map((step) => clip(step.label, 120))
    .join(' → ');
}

/** The steps of the way; what is both a door and its own restriction is one step. */
export function pathSteps({ path }: Finding): readonly PathStep[] {
  return path.filter(({ label }, index) => label !== path[index + 1]?.label);
}

/**
 * Fills `{name}` in a template. A value is put in as it is, never read as a template itself. Its
 * back-ticks, which mark code, become apostrophes where they would not do so: within the template's own
 * code, and when they do not come in pairs. A name without a value stays.
 */
export function fill(template: string, data: MessageData): string {
  return template
    .split('`')
    .map((part, index) => fillPart(part, data, index % 2 === 1))
    .join('`');
}

function fillPart(part: string, data: MessageData, isCode: boolean): string {
  return part.replace(/\{([A-Za-z][A-Za-z0-9]{0,40})\}/g, (whole, name: string) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    if (value === undefined) return whole;
    const text = clip(String(value), LONGEST_VALUE);
    const paired = text.split('`').length % 2 === 1;
    return isCode || !paired ? text.replaceAll('`', "'") : text;
  });
}

/** With a capital letter, unless the first word is a name. */
export function capitalised(sentence: string): string {
  return /^[a-z]+ /.test(sentence) ? sentence[0]!.toUpperCase() + sentence.slice(1) : sentence;
}
