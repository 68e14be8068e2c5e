import type { Platform } from '../platform.js';
import { looksLikeTemplate } from './template.js';
import { translate } from './translate.js';

/** Templates of AWS CloudFormation, the Serverless Application Model, and what the CDK synthesises. */
export const cloudformation: Platform = {
  name: 'cloudformation',
  title: 'CloudFormation',
  mayClaim: (path) =>
    /\.(ya?ml|json|template|cfn|cform|cloudformation)$/i.test(path) &&
    !/(^|\/)(package(-lock)?|tsconfig[^/]*|composer)\.json$/.test(path),
  claims: (file) => looksLikeTemplate(file.text),
  translate,
};
