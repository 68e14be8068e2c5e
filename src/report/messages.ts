import type { Finding, MessageData } from '../findings.js';
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
}

const LONGEST_VALUE = 300;

/** The text of a finding. */
export function describeFinding(finding: Finding, rule: RuleText | undefined): FindingText {
  const template = rule?.messages[finding.messageId];
  const title = rule === undefined ? finding.ruleId : fill(rule.title, finding.data);
  const advice = adviceFor(finding);
  return {
    ruleId: finding.ruleId,
    title,
    sentence: capitalised(
      template === undefined ? (rule?.description ?? title) : fill(template, finding.data),
    ),
    why: advice.why ?? rule?.description ?? '',
    fix: finding.fix === undefined ? advice.fix : [finding.fix.description, ...advice.fix],
    verify: advice.verify,
    rollback: advice.rollback,
    ...(rule?.docsUrl === undefined ? {} : { docsUrl: rule.docsUrl }),
    path: pathLine(finding),
  };
}

/** A function that describes the findings of one report. */
export function describer(report: Report): (finding: Finding) => FindingText {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  return (finding) => describeFinding(finding, rules.get(finding.ruleId));
}

/** `internet → aws_security_group.cache → memcached`; untrusted text. */
export function pathLine(finding: Finding): string {
  return finding.path.map((step) => clip(step.label, 120)).join(' → ');
}

/**
 * Fills `{name}` in a template. A value is put in as it is, never read as a template itself, and its
 * back-ticks become apostrophes, for they mark code in the template. A name without a value stays.
 */
export function fill(template: string, data: MessageData): string {
  return template.replace(/\{([A-Za-z][A-Za-z0-9]{0,40})\}/g, (whole, name: string) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    if (value === undefined) return whole;
    return clip(String(value), LONGEST_VALUE).replaceAll('`', "'");
  });
}

/** With a capital letter, unless the first word is a name. */
export function capitalised(sentence: string): string {
  return /^[a-z]+ /.test(sentence) ? sentence[0]!.toUpperCase() + sentence.slice(1) : sentence;
}
