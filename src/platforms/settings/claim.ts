import type { PlatformClaim } from '../platform.js';

/** Keys of Hiera that belong to the class memcached. */
export const HIERA = /^\s*["']?(?:::)?memcached::[a-z_]/m;
const CHEF = /"(?:(?:default|override)_attributes|default|override|normal)"\s*:/;
const PILLAR = /^["']?memcached["']?\s*:/m;

export const settingsClaim: PlatformClaim = {
  name: 'settings',
  title: 'Puppet, Salt and Chef data',
  mayClaim: (path) => /\.(e?ya?ml|json|sls)$/i.test(path),
  claims: ({ path, text }) =>
    /\.sls$/i.test(path)
      ? PILLAR.test(text)
      : HIERA.test(text) || (/\.json$/i.test(path) && isChef(text)),
};

/** Roles, environments and nodes say what they are; nodes by their run list. */
function isChef(text: string): boolean {
  return (
    text.includes('"memcached"') &&
    CHEF.test(text) &&
    /"(?:json_class|chef_type|run_list|chef_environment)"/.test(text)
  );
}
