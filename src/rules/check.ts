import { createHash } from 'node:crypto';
import { compareSeverity, type Finding, type Severity } from '../findings.js';
import { placeOf } from './describe.js';
import type { Draft, Project, Rule } from './rule.js';

/** What the policy says about a rule: not to run it, or a severity of its own. */
export type RuleSetting = 'off' | Severity;

/**
 * Runs the rules. The findings come worst first, then by file and line; what several rules or facts
 * say about one and the same place is one finding.
 */
export function checkRules(
  rules: readonly Rule[],
  project: Project,
  settings: ReadonlyMap<string, RuleSetting> = new Map(),
): Finding[] {
  const byPlace = new Map<string, { rule: Rule; draft: Draft }>();
  for (const rule of rules) {
    const setting = settings.get(rule.meta.id);
    if (setting === 'off') continue;
    rule.check(project, (handedIn) => {
      const draft = setting === undefined ? handedIn : { ...handedIn, severity: setting };
      const key = `${rule.meta.id} ${placeOf(draft.location)} ${draft.location.address ?? ''}`;
      const earlier = byPlace.get(key);
      byPlace.set(key, {
        rule,
        draft: earlier === undefined ? draft : merge(earlier.draft, draft),
      });
    });
  }
  const told = new Set(
    [...byPlace.values()]
      .filter(({ draft }) => !draft.unresolved)
      .map(({ draft }) => placeOf(draft.location)),
  );
  const kept = [...byPlace.values()].filter(
    ({ draft }) => !draft.unresolved || !told.has(placeOf(draft.location)),
  );
  const seen = new Map<string, number>();
  return kept
    .sort((a, b) => compareDrafts(a.draft, b.draft) || compareText(a.rule.meta.id, b.rule.meta.id))
    .map(({ rule, draft }) => {
      const { meaning, ...finding } = draft;
      const base = fingerprintOf(rule.meta.id, draft.location.file, meaning);
      // The same meaning twice in a file (a repeated block): told apart by order.
      const times = seen.get(base) ?? 0;
      seen.set(base, times + 1);
      const fingerprint =
        times === 0
          ? base
          : fingerprintOf(rule.meta.id, draft.location.file, [...meaning, String(times)]);
      const { file } = draft.location;
      const movedFingerprint = fingerprintOf(
        rule.meta.id,
        '',
        meaning.map((text) => text.replaceAll(file, '')),
      );
      return { ruleId: rule.meta.id, ...finding, fingerprint, movedFingerprint };
    });
}

/** One finding out of two about the same place: the worse one, with what the other adds. */
function merge(a: Draft, b: Draft): Draft {
  const [worse, other] = compareSeverity(a.severity, b.severity) <= 0 ? [a, b] : [b, a];
  const places = new Set(worse.related.map(({ where }) => placeOf(where)));
  const added = other.related.filter(({ where }) => !places.has(placeOf(where)));
  return {
    ...worse,
    related: [...worse.related, ...added],
    notes: [...new Set([...worse.notes, ...other.notes])],
    // An opening that is certain in one reading of the file is certain.
    unresolved: worse.unresolved && other.unresolved,
  };
}

function compareDrafts(a: Draft, b: Draft): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    compareText(a.location.file, b.location.file) ||
    a.location.startLine - b.location.startLine ||
    a.location.startColumn - b.location.startColumn
  );
}

/** By code unit, so that the order is the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function fingerprintOf(ruleId: string, file: string, meaning: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([ruleId, file, ...meaning]))
    .digest('hex')
    .slice(0, 32);
}
