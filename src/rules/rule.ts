import type { Exposure } from '../exposure/exposure.js';
import type { Listener, Problem, Restriction } from '../facts.js';
import type { Location } from '../files/source.js';
import type { Finding, Severity } from '../findings.js';

/** What a rule is about, as data. */
export interface RuleMeta {
  /** Stable, never reused: `MCE101`. */
  readonly id: string;
  /** Kebab-case: `internet-ingress`. */
  readonly name: string;
  /** A few words. */
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  readonly defaultSeverity: Severity;
  /** CWE, CVE and similar identifiers. */
  readonly tags: readonly string[];
  /** By messageId: a sentence with `{placeholders}` for the finding's data. */
  readonly messages: Readonly<Record<string, string>>;
}

/** Everything a rule may look at. */
export interface Project {
  readonly exposures: readonly Exposure[];
  readonly listeners: readonly Listener[];
  readonly problems: readonly Problem[];
  /** What keeps traffic out, or was meant to; absent: nothing. */
  readonly restrictions?: readonly Restriction[];
  /** What the change under review does to the policy, when one is under review. */
  readonly policyChanges: readonly { readonly where: Location; readonly what: string }[];
  /** The policy of the change itself counts, as its owner wants it. */
  readonly policyFromHead: boolean;
  /** Whether the file's text speaks of memcached or its port. */
  mentionsMemcached(file: string): boolean;
}

/** A finding as a rule hands it in; the id and the fingerprint are added. */
export interface Draft extends Omit<Finding, 'ruleId' | 'fingerprint' | 'movedFingerprint'> {
  /**
   * What tells this finding from others of the rule in the same file, without positions: the
   * resource's address and the meaning of the value.
   */
  readonly meaning: readonly string[];
}

export interface Rule {
  readonly meta: RuleMeta;
  check(project: Project, report: (draft: Draft) => void): void;
}
