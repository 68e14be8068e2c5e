import type { Platform } from '../platform.js';
import { cloudformationClaim } from './claim.js';
import { translate } from './translate.js';

/** Templates of AWS CloudFormation, the Serverless Application Model, and what the CDK synthesises. */
export const cloudformation: Platform = { ...cloudformationClaim, translate };
