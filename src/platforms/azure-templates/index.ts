import type { Platform } from '../platform.js';
import { azureTemplatesClaim } from './claim.js';
import { translate } from './translate.js';

/** Templates of Azure Resource Manager, in Bicep or JSON. */
export const azureTemplates: Platform = { ...azureTemplatesClaim, translate };
