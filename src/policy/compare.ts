import type { Finding } from '../findings.js';

/** What changed between the findings of two trees. */
export interface Comparison {
  /** Findings of the head tree that the base tree has too. The others are new. */
  readonly existing: ReadonlySet<Finding>;
  /** Findings of the base tree that the head tree has no more. */
  readonly fixed: readonly Finding[];
}

/**
 * Subtracts by fingerprint. What is left over is matched once more without the file's path when the
 * base's file is gone, so that renaming a file makes nothing new.
 */
export function compareFindings(
  head: readonly Finding[],
  base: readonly Finding[],
  isInHead: (file: string) => boolean,
): Comparison {
  const existing = new Set<Finding>();
  const unmatched = new Map(base.map((finding) => [finding.fingerprint, finding]));
  for (const finding of head) {
    if (unmatched.delete(finding.fingerprint)) existing.add(finding);
  }
  const moved = new Map<string, string[]>();
  for (const finding of unmatched.values()) {
    const key = finding.movedFingerprint;
    if (key === undefined || isInHead(finding.location.file)) continue;
    moved.set(key, [...(moved.get(key) ?? []), finding.fingerprint]);
  }
  for (const finding of head) {
    if (existing.has(finding) || finding.movedFingerprint === undefined) continue;
    const match = moved.get(finding.movedFingerprint)?.shift();
    if (match === undefined) continue;
    unmatched.delete(match);
    existing.add(finding);
  }
  return { existing, fixed: [...unmatched.values()] };
}
