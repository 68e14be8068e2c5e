import type { Mechanism } from './mechanisms.js';

/** Who may reach memcached, and at which port. */
export interface Request {
  /** IPv4 networks in CIDR notation, host bits zero. */
  readonly v4: readonly string[];
  /** IPv6 networks in CIDR notation, host bits zero. */
  readonly v6: readonly string[];
  readonly port: number;
}

/** The steps of a change, in the order they are taken. */
export const STEP_IDS = [
  'before',
  'apply',
  'verify',
  'outside',
  'inside',
  'blocked',
  'rollback',
] as const;
export type StepId = (typeof STEP_IDS)[number];

export interface Step {
  /** What it is for, a sentence. */
  readonly purpose: string;
  /** Where to do it: "on the host", "from an untrusted host". */
  readonly where: string;
  /** Commands of the remediation's shell. */
  readonly commands: string;
}

/** A file that {@link Remediation.steps} writes, or that belongs into a repository. */
export interface RemediationFile {
  readonly path: string;
  readonly content: string;
}

/** Everything needed to close a port to all but the trusted, prove it, and go back. */
export interface Remediation {
  readonly mechanism: Mechanism;
  readonly request: Request;
  /** The language of the commands. */
  readonly shell: 'sh' | 'powershell';
  /** What to know before the change, a sentence each; the first is about the change window. */
  readonly notes: readonly string[];
  readonly files: readonly RemediationFile[];
  readonly steps: Readonly<Record<StepId, Step>>;
}

/** What a mechanism says; the rest is the same for all. */
export interface Draft {
  readonly shell?: 'sh' | 'powershell';
  readonly notes: readonly string[];
  readonly files: readonly RemediationFile[];
  readonly before: string;
  readonly apply: string;
  readonly verify: string;
  readonly blocked: string;
  readonly rollback: string;
  /** Where the change is made; default: "on the host". */
  readonly where?: string;
}
