import { DiskTree } from '../files/disk.js';
import { listFiles } from '../files/list.js';
import type { Finding } from '../findings.js';
import { applyExceptions } from '../policy/apply.js';
import type { Baseline } from '../policy/baseline.js';
import { inlineSuppressions, loadPolicy, type ConfigChoice } from '../policy/policy.js';
import { resolveSettings } from '../policy/settings.js';
import { realRoot } from './root.js';
import { scanBy } from './scans.js';

/**
 * What a baseline file would list: every finding that is not suppressed otherwise.
 * @throws RootError, SettingsError, ListingError
 */
export async function baselineOf(options: {
  readonly root: string;
  readonly config?: ConfigChoice;
  /** The file to write; absent: the configuration's, or the default. */
  readonly path: string | undefined;
  readonly defaultPath: string;
}): Promise<{ findings: readonly Finding[]; path: string; before?: Baseline }> {
  const root = realRoot(options.root);
  const listing = listFiles(root);
  const choice = options.config ?? { kind: 'find' };
  const whole = new DiskTree(root, listing.paths);
  const { config } = await loadPolicy(whole, choice, { withoutBaseline: true });
  const settings = resolveSettings({}, config, (name) => name);
  const path = options.path ?? config?.baseline ?? options.defaultPath;
  const before = whole.has(path)
    ? (await loadPolicy(whole, choice, { baseline: path })).baseline
    : undefined;
  const tree = new DiskTree(root, listFiles(root, settings.exclude).paths);
  const result = await scanBy(tree, settings);
  const { byFinding } = applyExceptions(
    result.findings,
    {
      inline: inlineSuppressions(
        result.sources,
        settings.customRules.map(({ id }) => id),
      ).inline,
      paths: config?.suppressions ?? [],
    },
    new Date().toISOString().slice(0, 10),
  );
  return {
    findings: result.findings.filter((finding) => !byFinding.has(finding)),
    path,
    ...(before === undefined ? {} : { before }),
  };
}
