import type { SourceFile } from '../../files/source.js';
import type { PlatformClaim } from '../platform.js';

/** Terraform and OpenTofu configuration, and plans in JSON, which only their content tells. */
export const terraformClaim: PlatformClaim = {
  name: 'terraform',
  title: 'Terraform',
  mayClaim: (path) => isOurs(path) || path.endsWith('.json'),
  claims: (file) => isOurs(file.path) || isPlan(file),
};

/** Files of Terraform, OpenTofu and Terragrunt. */
function isOurs(path: string): boolean {
  return isConfiguration(path) || isVariablesFile(path) || isTerragrunt(path);
}

/** Whether the file holds configuration: `.tf`, `.tf.json` and OpenTofu's `.tofu`, `.tofu.json`. */
export function isConfiguration(path: string): boolean {
  return /\.(tf|tofu)(\.json)?$/.test(path);
}

/** Whether the file holds values of input variables. */
export function isVariablesFile(path: string): boolean {
  return /\.tfvars(\.json)?$/.test(path);
}

/** Whether the file calls a module for Terragrunt, or several as a stack. */
export function isTerragrunt(path: string): boolean {
  return /(^|\/)terragrunt(\.stack)?\.hcl$/.test(path);
}

/** Whether the text is that of a plan, by its keys. */
export function isPlan(file: SourceFile): boolean {
  return (
    file.path.endsWith('.json') &&
    file.text.includes('"format_version"') &&
    (file.text.includes('"planned_values"') || file.text.includes('"resource_changes"'))
  );
}
