import type { Fix } from '../facts.js';
import type { Tree } from '../files/tree.js';
import type { Finding } from '../findings.js';
import { scanTree, type ScanOptions, type ScanResult } from '../scan.js';
import { AddressSet } from '../network/addresses.js';
import { editedTexts } from './edits.js';
import { OverlayTree } from './overlay.js';
import { proposeFixes } from './proposals/index.js';
import { objection } from './verify.js';

export interface PlanOptions extends Pick<ScanOptions, 'trusted' | 'trustedNames' | 'rules'> {
  /** The findings to be fixed among those of a scan; e.g. not the suppressed ones. */
  readonly wanted: (result: ScanResult) => readonly Finding[];
}

export interface FixedFinding {
  readonly finding: Finding;
  /** What was done, an imperative sentence. */
  readonly description: string;
}

export interface LeftFinding {
  readonly finding: Finding;
  /** Why it was not edited, a sentence. */
  readonly reason: string;
}

export interface Plan {
  /** The new texts by path; files that stay the same are not in it. */
  readonly texts: ReadonlyMap<string, string>;
  readonly fixed: readonly FixedFinding[];
  /** What a person has to look at, in the order of the scan. */
  readonly left: readonly LeftFinding[];
  readonly before: ScanResult;
  readonly after: ScanResult;
  /** The tree with {@link texts}. */
  readonly tree: Tree;
}

/** An edit can bring another finding's place into the open; later rounds look at it again. */
const MOST_ROUNDS = 6;

interface Task {
  readonly finding: Finding;
  readonly fix: Fix;
}

/**
 * Finds the edits that close findings, each proved by a scan of the tree with the edits in it: the
 * findings are gone, nothing new is there, every file is still understood, memcached still serves.
 * Applied to its own outcome it changes nothing.
 */
export function planFixes(original: Tree, options: PlanOptions): Plan {
  const scan = (tree: Tree): ScanResult => scanTree(tree, options);
  const texts = new Map<string, string>();
  const fixed: FixedFinding[] = [];
  let tree = original;
  let result = scan(tree);
  const before = result;
  let reasons = new Map<string, string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const outcome = fixRound(tree, result, options, scan);
    reasons = outcome.reasons;
    if (outcome.done.length === 0) break;
    for (const { finding, fix } of outcome.done) {
      fixed.push({ finding, description: fix.description });
    }
    for (const [path, text] of outcome.texts) texts.set(path, text);
    tree = new OverlayTree(original, texts);
    result = outcome.result;
  }
  for (const [path, text] of texts) {
    if (original.read(path)?.text === text) texts.delete(path);
  }
  const left = options.wanted(result).map((finding) => ({
    finding,
    reason: reasons.get(finding.fingerprint) ?? NO_CERTAIN_EDIT,
  }));
  return {
    texts,
    fixed: withSideEffects(before, result, fixed, options),
    left,
    before,
    after: result,
    tree,
  };
}

const NO_CERTAIN_EDIT = 'No edit of this file is certain to be right.';

/** Findings that went with the edits for others, e.g. an advisory with the new version. */
function withSideEffects(
  before: ScanResult,
  after: ScanResult,
  fixed: readonly FixedFinding[],
  options: PlanOptions,
): FixedFinding[] {
  const known = new Set([
    ...fixed.map(({ finding }) => finding.fingerprint),
    ...after.findings.map(({ fingerprint }) => fingerprint),
  ]);
  const gone = options.wanted(before).filter(({ fingerprint }) => !known.has(fingerprint));
  return [
    ...fixed,
    ...gone.map((finding) => ({ finding, description: 'It went with the other edits.' })),
  ];
}

/**
 * The edits of one scan that are proved, by the fingerprint of their finding: for suggestions and other
 * outputs that show a fix beside its finding. Together they can be applied as they are.
 */
export function certainFixes(
  tree: Tree,
  result: ScanResult,
  options: PlanOptions,
): ReadonlyMap<string, Fix> {
  const { done } = fixRound(tree, result, options, (other) => scanTree(other, options));
  return new Map(done.map(({ finding, fix }) => [finding.fingerprint, fix]));
}

interface Round {
  readonly done: readonly Task[];
  readonly texts: ReadonlyMap<string, string>;
  readonly result: ScanResult;
  /** By fingerprint, why a finding was left. */
  readonly reasons: Map<string, string>;
}

function fixRound(
  tree: Tree,
  before: ScanResult,
  options: PlanOptions,
  scan: (tree: Tree) => ScanResult,
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
