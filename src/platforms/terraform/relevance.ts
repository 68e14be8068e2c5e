import { resolveInTree } from '../../files/tree.js';
import { attributeOf, type ModuleConfig } from './config.js';
import { isFirewallLike } from './providers/fallback.js';
import { PROVIDERS } from './providers/index.js';

const UNDERSTOOD: ReadonlySet<string> = new Set(
  PROVIDERS.flatMap(({ resources }) => resources.flatMap(({ types }) => types)),
);

/**
 * Whether evaluating a root can say anything: it, or a module it leads to, declares a type that some
 * provider judges or that is a firewall by its name, or calls a module that is not in the tree.
 * Everything else is only asked for what those refer to.
 */
export function mayMatter(root: ModuleConfig, modules: ReadonlyMap<string, ModuleConfig>): boolean {
  const seen = new Set<ModuleConfig>([root]);
  for (const config of seen) {
    if (config.resources.some(({ type }) => UNDERSTOOD.has(type) || isFirewallLike(type)))
      return true;
    for (const call of config.calls.values()) {
      const source = attributeOf(call, 'source')?.attribute.value;
      const path =
        source?.kind === 'literal' && typeof source.value === 'string' ? source.value : '';
      const folder = /^\.\.?(\/|$)/.test(path) ? resolveInTree(config.folder, path) : undefined;
      const called = folder === undefined ? undefined : modules.get(folder);
      if (called === undefined) return true;
      seen.add(called);
    }
  }
  return false;
}
