import type { Platform } from '../platform.js';
import { ansibleClaim } from './claim.js';
import { translate } from './translate.js';

/** Ansible playbooks, roles and task files. */
export const ansible: Platform = { ...ansibleClaim, translate };
