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
  const found = new Map<string, { rule: Rule; merged: MergedDraft }>();
  for (const rule of rules) {
    const setting = settings.get(rule.meta.id);
    if (setting === 'off') continue;
    rule.check(project, (handedIn) => {
      const draft = setting === undefined ? handedIn : { ...handedIn, severity: setting };
      const key = `${rule.meta.id} ${placeOf(draft.location)} ${draft.location.address ?? ''}`;
      const earlier = found.get(key);
      if (earlier === undefined) found.set(key, { rule, merged: new MergedDraft(draft) });
      else earlier.merged.add(draft);
    });
  }
  const drafts = [...found.values()].map(({ rule, merged }) => ({ rule, draft: merged.draft() }));
  const told = new Set(
    drafts
      .filter(({ draft }) => !draft.unresolved)
      .map(({ draft }) => placeOf(draft.location)),
  );
  const kept = drafts.filter(
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

/**
 * One finding out of several about the same place: the worst one, with what the others add. Thousands
 * may meet in one place (a rule in front of many machines), so that each is looked at once.
 */
class MergedDraft {
  private worst: Draft;
  private related: Map<string, Draft['related'][number]>;
  private notes: Set<string>;
  private isUnresolved: boolean;

  constructor(first: Draft) {
    this.worst = first;
    this.related = byPlace(first.related);
    this.notes = new Set(first.notes);
    this.isUnresolved = first.unresolved;
  }

  add(draft: Draft): void {
    // An opening that is certain in one reading of the file is certain.
    this.isUnresolved &&= draft.unresolved;
    const related = byPlace(draft.related);
    if (compareSeverity(this.worst.severity, draft.severity) <= 0) {
      for (const [place, each] of related) {
        if (!this.related.has(place)) this.related.set(place, each);
      }
      for (const note of draft.notes) this.notes.add(note);
    } else {
      // What the worse one says comes first.
      this.worst = draft;
      this.related = new Map([...related, ...this.related, ...related]);
      this.notes = new Set([...draft.notes, ...this.notes]);
    }
  }

  draft(): Draft {
    return {
      ...this.worst,
      related: [...this.related.values()],
      notes: [...this.notes],
      unresolved: this.isUnresolved,
    };
  }
}

function byPlace(related: Draft['related']): Map<string, Draft['related'][number]> {
  const places = new Map<string, Draft['related'][number]>();
  for (const each of related) {
    const place = placeOf(each.where);
    if (!places.has(place)) places.set(place, each);
  }
  return places;
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
