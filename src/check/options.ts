import type { Fix } from '../facts.js';
import type { SourceFile } from '../files/source.js';
import type { Tree } from '../files/tree.js';
import type { ConfigChoice } from '../policy/policy.js';
import type { GivenSettings, NameOf, Settings } from '../policy/settings.js';
import type { Report } from '../report/model.js';
import type { Shard } from '../shard/shard.js';

/** What to check and by which standard. */
export interface CheckOptions {
  /** The folder to scan. */
  readonly root: string;
  readonly given: GivenSettings;
  readonly nameOf: NameOf;
  /** Default: look in the usual places of the scanned folder. */
  readonly config?: ConfigChoice;
  /** The configuration of the base; default: as {@link config}. */
  readonly baseConfig?: ConfigChoice | undefined;
  /**
   * Terraform plans, by path below the root: judged in place of the configuration they were made from,
   * also where the folder's listing leaves them out.
   */
  readonly plans?: readonly { readonly path: string; readonly text: string }[];
  /**
   * Manifests as they will be deployed, by path below the root: judged by themselves, beside the
   * files of the folder.
   */
  readonly rendered?: readonly { readonly path: string; readonly text: string }[];
  /** The path of a baseline file below the root; wins over the configuration's. */
  readonly baseline?: string | undefined;
  /** What to compare with: a revision that is in the checkout, or why there is none. */
  readonly base?: BaseChoice | undefined;
  /** Today, `YYYY-MM-DD` in UTC; for the last days of suppressions. */
  readonly today?: string;
  readonly onProgress?: (done: number, total: number) => void;
  /**
   * Finds the edits that are proved by a scan, by fingerprint; they are the only ones shown. What the
   * platforms propose is not known to be right.
   * @param sources the files that were read
   */
  readonly prove?: (
    report: Report,
    tree: Tree,
    settings: Settings,
    sources: ReadonlySet<SourceFile>,
  ) => Promise<ReadonlyMap<string, Fix>>;
  /** Judge only this part of the files. It cannot be compared with a base. */
  readonly shard?: Shard | undefined;
}

export interface BaseChoice {
  /** For people: a branch or commit. */
  readonly label: string;
  /** A commit; absent when there is none to compare with. */
  readonly revision?: string;
  /** Why there is none. */
  readonly unavailable?: string;
  /** Tell findings that the base has too apart; they do not fail the check. */
  readonly newOnly: boolean;
  /** Whose policy, suppressions and baseline count. */
  readonly policyFrom: 'base' | 'head';
}
