/** Scans by the standard of the settings. */
import type { Tree } from '../files/tree.js';
import { compareSeverity } from '../findings.js';
import { scan, type ScanOptions, type ScanResult } from '../pipeline.js';
import { applyOverrides } from '../policy/overrides.js';
import type { Settings } from '../policy/settings.js';

/** A scan by the standard of the settings. */
export async function scanBy(
  tree: Tree,
  settings: Settings,
  how: Pick<ScanOptions, 'onProgress' | 'platforms' | 'reuse' | 'shard'> = {},
): Promise<ScanResult> {
  const result = await scan(tree, {
    trusted: settings.trusted,
    trustedNames: settings.trustedNames,
    rules: settings.rules,
    customRules: settings.customRules,
    ...how,
  });
  return { ...result, findings: applyOverrides(result.findings, settings.overrides) };
}

/** Two scans that know nothing of each other as one result. */
export function withRendered(repository: ScanResult, rendered: ScanResult | undefined): ScanResult {
  if (rendered === undefined) return repository;
  const files = { ...repository.files };
  for (const [platform, count] of Object.entries(rendered.files)) {
    const name = platform as keyof typeof files;
    files[name] = (files[name] ?? 0) + count;
  }
  return {
    findings: [...repository.findings, ...rendered.findings].sort((a, b) =>
      compareSeverity(a.severity, b.severity),
    ),
    facts: [...repository.facts, ...rendered.facts],
    exposures: [...repository.exposures, ...rendered.exposures],
    listeners: [...repository.listeners, ...rendered.listeners],
    problems: [...repository.problems, ...rendered.problems],
    files,
    filesRead: repository.filesRead + rendered.filesRead,
    sources: new Set([...repository.sources, ...rendered.sources]),
  };
}
