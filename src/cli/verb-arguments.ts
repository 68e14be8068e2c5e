/** What each verb of the command line is given. */
import type { Severity } from '../findings.js';
import type { Mechanism } from '../remediate/mechanisms.js';
import type { InventoryFormat } from '../report/inventory.js';
import type { Shard } from '../shard/shard.js';

/** The output formats of `scan`. */
export const FORMATS = ['text', 'json', 'sarif', 'markdown', 'html', 'github'] as const;
export type Format = (typeof FORMATS)[number];

export interface ScanArguments {
  readonly verb: 'scan';
  readonly path: string;
  /** What to write where; no file: standard output. At least one. */
  readonly outputs: readonly { readonly format: Format; readonly file?: string }[];
  readonly failOn?: string;
  readonly reportSeverity?: string;
  readonly trustedNetworks?: readonly string[];
  readonly exclude?: readonly string[];
  /** `false` for --no-config. */
  readonly config?: string | false;
  /** A revision to compare with: only findings that it does not have count. */
  readonly base?: string;
  readonly policyFrom?: 'base' | 'head';
  readonly baseline?: string;
  /** Judge only this part of the files. */
  readonly shard?: Shard;
  readonly quiet: boolean;
  readonly colour: boolean | undefined;
}

export interface BaselineArguments {
  readonly verb: 'baseline';
  readonly path: string;
  /** Relative to the scanned folder. */
  readonly baseline?: string;
  readonly config?: string | false;
  /** Drop what is no longer there, and keep out what is new. */
  readonly update: boolean;
}

export interface InventoryArguments {
  readonly verb: 'inventory';
  readonly path: string;
  readonly format: InventoryFormat;
  readonly file?: string;
  readonly exclude?: readonly string[];
  readonly config?: string | false;
}

export interface FixArguments {
  readonly verb: 'fix';
  readonly path: string;
  /** Print what would change as a patch, and change nothing. */
  readonly dryRun: boolean;
  readonly failOn?: string;
  readonly reportSeverity?: string;
  readonly trustedNetworks?: readonly string[];
  readonly exclude?: readonly string[];
  readonly config?: string | false;
}

export interface RemediateArguments {
  readonly verb: 'remediate';
  /** As given: networks in CIDR notation or addresses. */
  readonly trusted: readonly string[];
  readonly mechanism: Mechanism;
  readonly port: number;
  readonly format: 'text' | 'json';
  readonly file?: string;
}

export interface MergeArguments {
  readonly verb: 'merge';
  readonly reports: readonly string[];
  readonly outputs: ScanArguments['outputs'];
  /** A format was asked for; SARIF logs need none. */
  readonly formatGiven: boolean;
  /** Judges anew what the reports hold; absent: their own verdicts count. */
  readonly failOn?: Severity | 'none';
  /** A file with the names of all repositories that a report should be there of. */
  readonly expected?: string;
  /** The reports are of one tree: their files are not put under the reports' names. */
  readonly shards: boolean;
  readonly colour: boolean | undefined;
}

export interface HostArguments {
  readonly verb: 'host';
  /** A folder with saved outputs; absent: the machine it runs on. */
  readonly from?: string;
  /** A folder to write what was read to. */
  readonly save?: string;
  readonly outputs: ScanArguments['outputs'];
  readonly failOn?: string;
  readonly reportSeverity?: string;
  readonly trustedNetworks?: readonly string[];
  readonly config?: string | false;
  readonly quiet: boolean;
  readonly colour: boolean | undefined;
}

export interface HistoryArguments {
  readonly verb: 'history';
  /** Reports, with their dates in their names or as `2026-01-31=FILE`. */
  readonly reports: readonly string[];
  readonly format: 'text' | 'json' | 'markdown';
  readonly file?: string;
  /** Findings below it are left out. */
  readonly least: Severity;
}

export interface ShardArguments {
  readonly verb: 'shard';
  readonly shard: Shard;
  /** A file with a name on each line. */
  readonly list: string;
}

export interface PrintConfigArguments {
  readonly verb: 'print-config';
  readonly path: string;
  readonly format: 'text' | 'json';
  readonly failOn?: string;
  readonly reportSeverity?: string;
  readonly trustedNetworks?: readonly string[];
  readonly exclude?: readonly string[];
  readonly baseline?: string;
  readonly config?: string | false;
}

export interface ProbeArguments {
  readonly verb: 'probe';
  readonly targets: readonly string[];
  readonly expect: 'closed' | 'reachable';
  readonly format: 'text' | 'json' | 'github';
  /** Milliseconds for each connection. */
  readonly timeout: number;
}

export type Arguments =
  | ScanArguments
  | BaselineArguments
  | InventoryArguments
  | PrintConfigArguments
  | FixArguments
  | RemediateArguments
  | MergeArguments
  | ProbeArguments
  | HostArguments
  | HistoryArguments
  | ShardArguments
  | { readonly verb: 'rules' }
  | { readonly verb: 'explain'; readonly rule: string }
  | { readonly verb: 'help' }
  | { readonly verb: 'version' };
