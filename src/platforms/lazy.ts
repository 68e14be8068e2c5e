import { ansibleClaim } from './ansible/claim.js';
import { azureTemplatesClaim } from './azure-templates/claim.js';
import { cloudformationClaim } from './cloudformation/claim.js';
import { composeClaim } from './compose/claim.js';
import { controllersClaim } from './controllers/claim.js';
import { dockerfileClaim } from './dockerfile/claim.js';
import { googleTemplatesClaim } from './google-templates/claim.js';
import { heatClaim } from './heat/claim.js';
import { hostClaim } from './host/claim.js';
import { kubernetesClaim } from './kubernetes/claim.js';
import { nomadClaim } from './nomad/claim.js';
import type { Platform, PlatformClaim } from './platform.js';
import { programsClaim } from './programs/claim.js';
import { pulumiClaim } from './pulumi/claim.js';
import { settingsClaim } from './settings/claim.js';
import { terraformClaim } from './terraform/claim.js';

/** A platform that is told apart by its claims, and loaded when there is something for it to read. */
export interface LazyPlatform extends PlatformClaim {
  load(): Promise<Platform>;
}

/** Every platform, in the order of `PLATFORMS`. A test compares the two. */
export const LAZY_PLATFORMS: readonly LazyPlatform[] = [
  { ...terraformClaim, load: async () => (await import('./clouds.js')).terraform },
  {
    ...cloudformationClaim,
    load: async () => (await import('./clouds.js')).cloudformation,
  },
  {
    ...azureTemplatesClaim,
    load: async () => (await import('./clouds.js')).azureTemplates,
  },
  {
    ...googleTemplatesClaim,
    load: async () => (await import('./clouds.js')).googleTemplates,
  },
  { ...heatClaim, load: async () => (await import('./clouds.js')).heat },
  { ...pulumiClaim, load: async () => (await import('./clouds.js')).pulumi },
  { ...nomadClaim, load: async () => (await import('./clouds.js')).nomad },
  { ...controllersClaim, load: async () => (await import('./clouds.js')).controllers },
  { ...kubernetesClaim, load: async () => (await import('./kubernetes/index.js')).kubernetes },
  { ...composeClaim, load: async () => (await import('./containers.js')).compose },
  { ...dockerfileClaim, load: async () => (await import('./containers.js')).dockerfile },
  { ...ansibleClaim, load: async () => (await import('./machines.js')).ansible },
  { ...settingsClaim, load: async () => (await import('./machines.js')).settings },
  { ...programsClaim, load: async () => (await import('./machines.js')).programs },
  { ...hostClaim, load: async () => (await import('./machines.js')).host },
];
