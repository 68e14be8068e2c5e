import type { Platform } from '../platform.js';
import { terraformClaim } from './claim.js';
import { translate } from './translate.js';

/** Terraform and OpenTofu configuration, and plans in JSON, which only their content tells. */
export const terraform: Platform = { ...terraformClaim, translate };
