import type { Finding } from '../findings.js';
import type { Tree } from '../files/tree.js';
import { scanTree, type ScanResult } from '../scan.js';
import { OverlayTree } from './overlay.js';
import { fixRound, type PlanOptions } from './round.js';

export type { PlanOptions } from './round.js';

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
