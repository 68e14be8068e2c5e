/** The base that a change is compared with. */
import ignore from 'ignore';
import { FilteredTree } from '../files/filtered.js';
import { GitTree, RevisionError } from '../files/git-tree.js';
import { JoinedTree } from '../files/joined.js';
import type { NestedCheckout } from '../files/nested.js';
import type { Tree } from '../files/tree.js';
import type { Finding } from '../findings.js';
import type { Case } from '../judge.js';
import type { ScanResult } from '../pipeline.js';
import { applyExceptions } from '../policy/apply.js';
import { compareFindings } from '../policy/compare.js';
import type { Settings } from '../policy/settings.js';
import { covers, type Suppression } from '../policy/suppress.js';
import { addedSuppressions, weakenedPolicy, type Policy } from '../policy/weakened.js';
import type { Reuse } from '../reuse.js';
import { checkRules } from '../rules/check.js';
import { RULES } from '../rules/index.js';
import type { BaseChoice } from './options.js';
import { scanBy } from './scans.js';

/**
 * Whether a comment of the base suppresses a finding there already: with a comment that is there, but
 * moved to something else, a change could wave that through.
 */
export function agreedBy(
  before: readonly Finding[],
  inline: readonly Suppression[],
  today: string,
  isInHead: (file: string) => boolean,
): (finding: Finding) => boolean {
  const { byFinding } = applyExceptions(before, { inline, paths: [] }, today);
  const suppressed = [...byFinding.keys()];
  const known = new Set(suppressed.map(({ fingerprint }) => fingerprint));
  const moved = new Set(
    suppressed.flatMap(({ location, movedFingerprint }) =>
      movedFingerprint === undefined || isInHead(location.file) ? [] : [movedFingerprint],
    ),
  );
  return ({ fingerprint, movedFingerprint }) =>
    known.has(fingerprint) || (movedFingerprint !== undefined && moved.has(movedFingerprint));
}

/** The comments that suppress what none suppressed before; those that suppress nothing by their text. */
export function addedHere(
  base: readonly Suppression[],
  head: readonly Suppression[],
  findings: readonly Finding[],
  isAgreed: (finding: Finding) => boolean,
): Suppression[] {
  const byText = new Set(addedSuppressions(base, head));
  return head.filter((suppression) => {
    const covered = findings.filter((finding) => covers(suppression, finding));
    return covered.length === 0
      ? byText.has(suppression)
      : covered.some((finding) => !isAgreed(finding));
  });
}

export function openBase(
  root: string,
  choice: BaseChoice | undefined,
): { tree?: GitTree; unavailable?: string } {
  if (choice === undefined) return {};
  if (choice.revision === undefined) {
    return { unavailable: choice.unavailable ?? 'There is no base to compare with.' };
  }
  try {
    return { tree: GitTree.open(root, choice.revision) };
  } catch (error) {
    if (error instanceof RevisionError) return { unavailable: error.message };
    throw error;
  }
}

/**
 * The base with the files of other repositories that are checked out below it, which its commit does
 * not hold, as far as they are the same there: submodules at the same commit, and clones.
 */
export function withUnchanged(base: GitTree, head: Tree, nested: readonly NestedCheckout[]): Tree {
  const same = nested.filter(
    ({ folder, commit }) => commit === undefined || base.submodules.get(folder) === commit,
  );
  if (same.length === 0) return base;
  const isSame = (path: string): boolean =>
    same.some(({ folder }) => path.startsWith(`${folder}/`));
  return new JoinedTree(base, new FilteredTree(head, isSame));
}

/** The scan of the base tree by the same standard as the head's. */
export function scanBase(
  base: Tree,
  settings: Settings,
  reuse: Reuse | undefined,
): Promise<ScanResult> {
  const matcher = ignore().add([...settings.exclude]);
  const tree =
    settings.exclude.length === 0 ? base : new FilteredTree(base, (path) => !matcher.ignores(path));
  return scanBy(tree, settings, reuse === undefined ? {} : { reuse });
}

/** Names contents as the base tree does; hashing is loaded only for it. */
export async function namesFor({ hash }: GitTree): Promise<(bytes: Uint8Array) => string> {
  const { blobId } = await import('../files/blob-id.js');
  return (bytes) => blobId(bytes, hash);
}

export function comparison(
  choice: BaseChoice | undefined,
  unavailable: string | undefined,
  result: ScanResult,
  before: ScanResult | undefined,
  tree: Tree,
): Pick<Case, 'compared'> {
  if (choice === undefined || !choice.newOnly) return {};
  if (before === undefined) {
    return {
      compared: {
        base: choice.label,
        unavailable: unavailable ?? 'There is no base to compare with.',
        existing: new Set(),
        fixed: [],
      },
    };
  }
  const compared = compareFindings(
    result.findings,
    before.findings,
    (file) => tree.read(file) !== undefined,
  );
  return { compared: { base: choice.label, ...compared } };
}

export function policyFindings(
  base: Policy,
  head: Policy,
  added: readonly Suppression[],
  fromBase: boolean,
  settings: Settings,
): ReturnType<typeof checkRules> {
  return checkRules(
    RULES,
    {
      exposures: [],
      listeners: [],
      problems: [],
      policyChanges: weakenedPolicy(base, head, added),
      policyFromHead: !fromBase,
      mentionsMemcached: () => false,
    },
    settings.rules,
  );
}
