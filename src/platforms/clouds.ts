/** Platforms that are judged by the providers of Terraform; loaded together. */
export { azureTemplates } from './azure-templates/index.js';
export { cloudformation } from './cloudformation/index.js';
export { controllers } from './controllers/index.js';
export { googleTemplates } from './google-templates/index.js';
export { heat } from './heat/index.js';
export { nomad } from './nomad/index.js';
export { pulumi } from './pulumi/index.js';
export { terraform } from './terraform/index.js';
