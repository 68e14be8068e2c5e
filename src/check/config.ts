import { DiskTree } from '../files/disk.js';
import { listFiles } from '../files/list.js';
import type { Config } from '../policy/config.js';
import { loadPolicy } from '../policy/policy.js';
import { resolveSettings, type Settings } from '../policy/settings.js';
import type { CheckOptions } from './options.js';
import { realRoot } from './root.js';

/** What decides which settings count outside of a comparison. */
export type ConfigOptions = Pick<CheckOptions, 'root' | 'given' | 'nameOf' | 'config'>;

/**
 * The settings that a scan of the folder would go by, without scanning it.
 * @throws RootError, SettingsError, ListingError
 */
export async function resolveConfig({
  root,
  given,
  nameOf,
  config: choice,
}: ConfigOptions): Promise<{
  readonly settings: Settings;
  readonly config?: Config;
}> {
  const real = realRoot(root);
  const tree = new DiskTree(real, listFiles(real).paths);
  const { config } = await loadPolicy(tree, choice ?? { kind: 'find' }, { withoutBaseline: true });
  const settings = resolveSettings(given, config, nameOf);
  return { settings, ...(config === undefined ? {} : { config }) };
}
