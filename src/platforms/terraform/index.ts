import type { Platform } from '../platform.js';
import { isConfiguration } from './config.js';
import { isPlan } from './plan/document.js';
import { isTerragrunt } from './terragrunt/index.js';
import { translate } from './translate.js';
import { isVariablesFile } from './variables-files.js';

/** Files of Terraform, OpenTofu and Terragrunt. */
function isOurs(path: string): boolean {
  return isConfiguration(path) || isVariablesFile(path) || isTerragrunt(path);
}

/** Terraform and OpenTofu configuration, and plans in JSON, which only their content tells. */
export const terraform: Platform = {
  name: 'terraform',
  title: 'Terraform',
  mayClaim: (path) => isOurs(path) || path.endsWith('.json'),
  claims: (file) => isOurs(file.path) || isPlan(file),
  translate,
};
