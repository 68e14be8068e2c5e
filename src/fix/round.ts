import type { Fix } from '../facts.js';
import type { Tree } from '../files/tree.js';
import type { Finding } from '../findings.js';
import { AddressSet } from '../network/addresses.js';
import type { ScanOptions, ScanResult } from '../pipeline.js';
import { editedTexts } from './edits.js';
import { OverlayTree } from './overlay.js';
import { proposeFixes } from './proposals/index.js';
import { objection } from './verify.js';

export interface PlanOptions extends Pick<ScanOptions, 'trusted' | 'trustedNames' | 'rules'> {
  /** The findings to be fixed among those of a scan; e.g. not the suppressed ones. */
  readonly wanted: (result: ScanResult) => readonly Finding[];
}

export interface Task {
  readonly finding: Finding;
  readonly fix: Fix;
}

export interface Round {
  readonly done: readonly Task[];
  readonly texts: ReadonlyMap<string, string>;
  readonly result: ScanResult;
  /** By fingerprint, why a finding was left. */
  readonly reasons: Map<string, string>;
}

/**
 * Makes the edits that a scan has nothing against, all at once where that goes.
 * @param scan of the tree with some edits; gives up by giving nothing, when no more is to be tried
 */
export function fixRound(
  tree: Tree,
  before: ScanResult,
  options: PlanOptions,
  scan: (tree: Tree) => ScanResult | undefined,
): Round {
  const reasons = new Map<string, string>();
  let done: Task[] = [];
  let texts: ReadonlyMap<string, string> = new Map();
  let result = before;

  /** Takes the tasks in if the scan has nothing against it; says what it has. */
  const attempt = (tasks: readonly Task[]): string | undefined => {
    const all = [...done, ...tasks];
    const changed = editedTexts(
      tree,
      all.flatMap(({ fix }) => fix.edits),
    );
    if (changed === undefined) return 'it overlaps with another edit';
    const after = scan(new OverlayTree(tree, changed));
    if (after === undefined) return 'no more was tried';
    const against = objection(
      before,
      after,
      all.map(({ finding }) => finding),
    );
    if (against === undefined) {
      done = all;
      texts = changed;
      result = after;
    }
    return against;
  };

  /** Halves until what cannot be done stands alone, so that a scan per edit is the exception. */
  const solve = (tasks: readonly Task[]): Task[] => {
    if (tasks.length === 0) return [];
    const against = attempt(tasks);
    if (against === undefined) return [];
    if (tasks.length === 1) {
      reasons.set(
        tasks[0]!.finding.fingerprint,
        `The edit "${tasks[0]!.fix.description}" was not made because ${against}.`,
      );
      return [...tasks];
    }
    const middle = tasks.length >> 1;
    return [...solve(tasks.slice(0, middle)), ...solve(tasks.slice(middle))];
  };

  let open = options.wanted(before).map((finding) => {
    const { fixes, reason } = proposeFixes(finding, {
      tree,
      result: before,
      trusted: options.trusted ?? AddressSet.empty,
    });
    if (reason !== undefined) reasons.set(finding.fingerprint, reason);
    return { finding, fixes };
  });
  for (let choice = 0; open.some(({ fixes }) => fixes.length > choice); choice++) {
    const tasks = open.flatMap(({ finding, fixes }) =>
      fixes[choice] === undefined ? [] : [{ finding, fix: fixes[choice]! }],
    );
    const failed = new Set(solve(tasks).map(({ finding }) => finding));
    open = open.filter(({ finding }) => failed.has(finding));
  }
  for (const { finding } of done) reasons.delete(finding.fingerprint);
  return { done, texts, result, reasons };
}
