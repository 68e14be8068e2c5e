import type { SourceFile } from '../files/source.js';
import type { Tree } from '../files/tree.js';
import { SettingsError } from './settings.js';

/** Where the configuration is looked for, in this order. */
export const CONFIG_PATHS = [
  '.github/memcached-exposure.yml',
  '.github/memcached-exposure.yaml',
  'memcached-exposure.yml',
  'memcached-exposure.yaml',
] as const;

/** The file with a tree's configuration; `undefined` when it has none. @throws SettingsError */
export function findConfigFile(tree: Tree): SourceFile | undefined {
  for (const path of CONFIG_PATHS) {
    if (!tree.has(path)) continue;
    const file = tree.read(path);
    if (file !== undefined) return file;
    const reason = tree.unreadable.find((entry) => entry.path === path)?.reason;
    if (reason !== undefined) throw new SettingsError([`${path} cannot be read: ${reason}.`]);
  }
  return undefined;
}
