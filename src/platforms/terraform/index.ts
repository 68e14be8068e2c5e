import type { Platform } from '../platform.js';
import { isConfiguration } from './config.js';
import { isNomadJob } from './nomad.js';
import { isTerragrunt } from './terragrunt.js';
import { translate } from './translate.js';
import { isVariablesFile } from './variables-files.js';

/** Files of Terraform, and jobs of Nomad, which are written in the same language. */
function isOurs(path: string): boolean {
  return isConfiguration(path) || isVariablesFile(path) || isNomadJob(path) || isTerragrunt(path);
}

/** Terraform and OpenTofu configuration. */
export const terraform: Platform = {
  name: 'terraform',
  title: 'Terraform',
  mayClaim: isOurs,
  claims: (file) => isOurs(file.path),
  translate,
};
