import type { Platform } from '../platform.js';
import { isArmText, translate } from './translate.js';

/** Templates of Azure Resource Manager, in Bicep or JSON. */
export const azureTemplates: Platform = {
  name: 'azure-templates',
  title: 'Azure templates (Bicep, ARM)',
  mayClaim: (path) =>
    /\.(bicep|bicepparam)$/i.test(path) ||
    (/\.jsonc?$/i.test(path) &&
      !/(^|\/)(package(-lock)?|tsconfig[^/]*|composer)\.json$/.test(path)),
  claims: (file) => /\.(bicep|bicepparam)$/i.test(file.path) || isArmText(file.text),
  translate,
};
