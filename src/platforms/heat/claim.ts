import type { PlatformClaim } from '../platform.js';

/** Templates of OpenStack's orchestration, Heat. */
export const heatClaim: PlatformClaim = {
  name: 'heat',
  title: 'OpenStack Heat',
  mayClaim: (path) => /\.(ya?ml|hot)$/i.test(path),
  claims: ({ text }) => /^heat_template_version\s*:/m.test(text),
};
