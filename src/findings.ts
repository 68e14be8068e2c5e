import type { Fix, RelatedLocation } from './facts.js';
import type { Location } from './files/source.js';

/** How bad a finding is, from worst to least. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How far an exposure reaches, after the trusted networks are taken away. */
export type Reach = 'internet' | 'public' | 'host' | 'private' | 'cluster' | 'none';

/** Values that fill the placeholders of a message. Untrusted text: escape it in every output. */
export type MessageData = Readonly<Record<string, string | number>>;

/** One thing to report. Data only: the text is made in one place, `report/messages.ts`. */
export interface Finding {
  readonly ruleId: string;
  readonly messageId: string;
  readonly data: MessageData;
  readonly location: Location;
  readonly related: readonly RelatedLocation[];
  /** From the source network to memcached, one step each; for people. */
  readonly path: readonly PathStep[];
  readonly severity: Severity;
  readonly reach: Reach;
  /** A value that decides it is not known. */
  readonly unresolved: boolean;
  /** Explanations, one sentence each: assumptions, conditions, what lowers the severity. */
  readonly notes: readonly string[];
  readonly fix?: Fix;
  /**
   * Stays the same when lines move and files are reformatted; differs when the meaning differs.
   * 32 hexadecimal digits.
   */
  readonly fingerprint: string;
  /** The fingerprint without the file's path, to know a finding again in a file that was renamed. */
  readonly movedFingerprint?: string;
}

/** A step of the way from a network to memcached. */
export interface PathStep {
  readonly kind: 'network' | 'ingress' | 'restriction' | 'workload' | 'listener';
  /** Untrusted text. */
  readonly label: string;
  readonly location?: Location;
}

/** Negative when `a` is worse than `b`. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** Whether `severity` is at or above `threshold`; nothing is at or above `none`. */
export function atLeast(severity: Severity, threshold: Severity | 'none'): boolean {
  return threshold !== 'none' && compareSeverity(severity, threshold) <= 0;
}

/** One step less severe; `info` stays. */
export function stepDown(severity: Severity): Severity {
  return SEVERITIES[Math.min(SEVERITIES.indexOf(severity) + 1, SEVERITIES.length - 1)]!;
}
