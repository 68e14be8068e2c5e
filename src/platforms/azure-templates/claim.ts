import type { PlatformClaim } from '../platform.js';

/** Templates of Azure Resource Manager, in Bicep or JSON. */
export const azureTemplatesClaim: PlatformClaim = {
  name: 'azure-templates',
  title: 'Azure templates (Bicep, ARM)',
  mayClaim: (path) =>
    /\.(bicep|bicepparam)$/i.test(path) ||
    (/\.jsonc?$/i.test(path) &&
      !/(^|\/)(package(-lock)?|tsconfig[^/]*|composer)\.json$/.test(path)),
  claims: (file) => /\.(bicep|bicepparam)$/i.test(file.path) || isArmText(file.text),
};

/** What a file is, by its schema. */
export function isArmText(text: string): boolean {
  return /schema\.management\.azure\.com\/schemas\/[^"]*(?:[dD]eploymentTemplate|[dD]eploymentParameters)\.json/.test(
    text,
  );
}
