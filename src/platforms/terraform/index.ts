import type { Platform } from '../platform.js';
import { isConfiguration } from './config.js';
import { translate } from './translate.js';
import { isVariablesFile } from './variables-files.js';

/** Terraform and OpenTofu configuration. */
export const terraform: Platform = {
  name: 'terraform',
  title: 'Terraform',
  mayClaim: (path) => isConfiguration(path) || isVariablesFile(path),
  claims: (file) => isConfiguration(file.path) || isVariablesFile(file.path),
  translate,
};
