import type { Fix } from '../facts.js';
import type { Tree } from '../files/tree.js';
import type { Settings } from '../policy/settings.js';
import type { Report } from '../report/model.js';
import { scanTree } from '../scan.js';
import { certainFixes } from './plan.js';

/**
 * The edits for the findings of a report that a scan has proved, by fingerprint: what `fix` would make of the
 * same tree. Suppressed findings are left alone, as there.
 */
export function provenFixes(
  report: Report,
  tree: Tree,
  settings: Settings,
): ReadonlyMap<string, Fix> {
  const wanted = new Set(
    report.findings.flatMap(({ fingerprint, suppressed, unresolved }) =>
      suppressed === undefined && !unresolved ? [fingerprint] : [],
    ),
  );
  if (wanted.size === 0) return new Map();
  const options = {
    trusted: settings.trusted,
    rules: settings.rules,
    wanted: ({ findings }: ReturnType<typeof scanTree>) =>
      findings.filter(({ fingerprint }) => wanted.has(fingerprint)),
  };
  return certainFixes(tree, scanTree(tree, options), options);
}
