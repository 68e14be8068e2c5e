import { ansible } from './ansible/index.js';
import { azureTemplates } from './azure-templates/index.js';
import { cloudformation } from './cloudformation/index.js';
import { compose } from './compose/index.js';
import { controllers } from './controllers/index.js';
import { dockerfile } from './dockerfile/index.js';
import { googleTemplates } from './google-templates/index.js';
import { heat } from './heat/index.js';
import { host } from './host/index.js';
import { kubernetes } from './kubernetes/index.js';
import { nomad } from './nomad/index.js';
import type { Platform } from './platform.js';
import { programs } from './programs/index.js';
import { pulumi } from './pulumi/index.js';
import { settings } from './settings/index.js';
import { terraform } from './terraform/index.js';

/** Every platform. A test compares the list with the folders. */
export const PLATFORMS: readonly Platform[] = [
  terraform,
  cloudformation,
  azureTemplates,
  googleTemplates,
  heat,
  pulumi,
  nomad,
  controllers,
  kubernetes,
  compose,
  dockerfile,
  ansible,
  settings,
  programs,
  host,
];
