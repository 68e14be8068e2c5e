import { atLeast, type Finding } from '../findings.js';

/** What changed between the findings of two trees. */
export interface Comparison {
  /** Findings of the head tree that the base tree has too. The others are new. */
  readonly existing: ReadonlySet<Finding>;
  /** Findings of the base tree that the head tree has no more, nor anything as bad about the same door. */
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
  // What is no better than before is not fixed, only another finding now.
  const changed = new Map<string, Finding[]>();
  for (const finding of head) {
    if (existing.has(finding)) continue;
    const key = subjectOf(finding);
    changed.set(key, [...(changed.get(key) ?? []), finding]);
  }
  const fixed = [...unmatched.values()].filter(
    (finding) =>
      changed
        .get(subjectOf(finding))
        ?.some(({ severity }) => atLeast(severity, finding.severity)) !== true,
  );
  return { existing, fixed };
}

/** What a finding is about: the same door of the same file. */
function subjectOf({ location, data }: Finding): string {
  return JSON.stringify([location.file, location.address ?? '', data['name'] ?? '']);
}
