import type { DetectedVersion, Listener, PlatformName, Problem } from '../facts.js';
import type { Location } from '../files/source.js';
import type { Finding, Reach, Severity } from '../findings.js';

/**
 * The result of a scan, already judged: what every output format is rendered from. Nothing in here
 * depends on how it is shown, and no renderer can change the verdict.
 */
export interface Report {
  /** Raised when a consumer of the JSON format would have to change. */
  readonly schemaVersion: 1;
  readonly tool: Tool;
  /** What was scanned, for people: the path as given, `owner/name@sha`. Untrusted text. */
  readonly root: string;
  readonly conclusion: Conclusion;
  /** Why it could not run or why there was nothing to scan, as sentences; empty otherwise. */
  readonly reasons: readonly string[];
  /** A counted finding at or above this fails the check; `none` never does. */
  readonly failOn: Severity | 'none';
  /** Findings below this are left out of {@link findings} and only counted in {@link belowThreshold}. */
  readonly reportSeverity: Severity;
  /** Every rule that a finding in {@link findings} or {@link fixed} may name, sorted by id. */
  readonly rules: readonly RuleText[];
  /** Worst first, then by file and line; suppressed ones among them. */
  readonly findings: readonly ReportedFinding[];
  /** What the base tree had and this tree has no more; empty without a comparison. */
  readonly fixed: readonly Finding[];
  /** What the comparison was made against; absent when everything is reported. */
  readonly comparison?: Comparison;
  readonly problems: readonly Problem[];
  /** Findings that count (not suppressed, in {@link findings}), by severity. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** How many findings were left out for being below {@link reportSeverity}. */
  readonly belowThreshold: number;
  readonly scanned: Scanned;
  readonly inventory: readonly InventoryItem[];
  /** Hosts that were asked whether they answer; absent when none were. */
  readonly probes?: readonly ProbedHost[];
  /** The part of the work that this is; absent when it is all of it. */
  readonly shard?: { readonly index: number; readonly total: number };
  /** Wall-clock milliseconds; shown only in formats that need not be the same twice. */
  readonly durationMs?: number;
  /**
   * The text of a line (1-based) of a scanned file without its line end; '' when there is none.
   * Used for code frames and diffs; untrusted text.
   */
  readonly lines: LineReader;
}

export type LineReader = (file: string, line: number) => string;

export interface Tool {
  readonly name: string;
  readonly version: string;
  /** The address of the project's page, without a slash at its end. */
  readonly url?: string;
}

export type Conclusion = 'passed' | 'failed' | 'nothing-to-scan' | 'could-not-run';

/** What the output formats need to know of a rule; a rule's `meta` is one. */
export interface RuleText {
  /** `MCE101`. */
  readonly id: string;
  /** `internet-ingress`. */
  readonly name: string;
  /** A few words: "Internet can reach memcached". */
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  readonly defaultSeverity: Severity;
  /** `CWE-306`, `CVE-2018-1000115`, … */
  readonly tags: readonly string[];
  /** Sentences with `{placeholders}` that a finding's data fills. */
  readonly messages: Readonly<Record<string, string>>;
  /** The address of the rule's page. */
  readonly docsUrl?: string;
}

export interface ReportedFinding extends Finding {
  /** Against the base tree; absent or `unknown` when nothing was compared. */
  readonly state?: 'new' | 'existing' | 'unknown';
  /** Set when it does not count. */
  readonly suppressed?: AppliedSuppression;
}

/** Why a finding does not count. */
export interface AppliedSuppression {
  /** `inline`: a comment in the file; `config`: the configuration; `baseline`: the baseline file. */
  readonly by: 'inline' | 'config' | 'baseline';
  /** Untrusted text. */
  readonly reason: string;
  /** The last day it counts, `YYYY-MM-DD`. */
  readonly until?: string;
  /** Where it is written. */
  readonly where?: Location;
}

export interface Comparison {
  /** For people: a branch or commit. Untrusted text. */
  readonly base: string;
  /** Why nothing could be compared; then every finding's state is `unknown`. */
  readonly unavailable?: string;
}

export interface Scanned {
  /** How many files each platform read; platforms without a file may be missing. */
  readonly files: Readonly<Partial<Record<PlatformName, number>>>;
  /** How many different files were read by any platform. */
  readonly total: number;
  /** What was skipped: "in vendored folders" → 12. */
  readonly skipped: readonly SkippedCount[];
  /** Worth knowing about the scan, one sentence each. */
  readonly notes: readonly string[];
}

export interface SkippedCount {
  /** Reads on after a number: "in vendored folders", "larger than 5 MB". */
  readonly reason: string;
  readonly count: number;
  /** A few of the paths. Untrusted text. */
  readonly examples?: readonly string[];
}

/** A memcached server that was found. */
export interface InventoryItem {
  readonly platform: PlatformName;
  readonly where: Location;
  readonly workload: string;
  readonly placement: Listener['placement'];
  readonly version?: DetectedVersion;
  readonly sockets: Listener['sockets'];
  readonly authentication: Listener['authentication'];
  /** The furthest network that reaches it as far as is known. */
  readonly reach: Reach | 'unknown';
  /** The doors that lead to it: `aws_security_group.cache`. Untrusted text. */
  readonly through?: readonly string[];
  /** Published vulnerabilities of its version whose conditions are met or not known. */
  readonly advisories?: readonly string[];
  /** What was assumed about it, as sentences. */
  readonly assumptions: readonly string[];
}

/** A host that was asked, from where the check runs, whether memcached answers. */
export interface ProbedHost {
  /** As it was named. Untrusted text. */
  readonly target: string;
  /** `closed`: refused or no answer; `answers`: something does; `unknown`: it could not be asked. */
  readonly outcome: 'closed' | 'answers' | 'unknown';
  /** One sentence for each protocol. Untrusted text. */
  readonly answers: readonly string[];
}
