import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/platforms/terraform/claim.ts
var terraformClaim = {
  name: "terraform",
  title: "Terraform",
  mayClaim: (path) => isOurs(path) || path.endsWith(".json"),
  claims: (file) => isOurs(file.path) || isPlan(file)
};
function isOurs(path) {
  return isConfiguration(path) || isVariablesFile(path) || isTerragrunt(path);
}
function isConfiguration(path) {
  return /\.(tf|tofu)(\.json)?$/.test(path);
}
function isVariablesFile(path) {
  return /\.tfvars(\.json)?$/.test(path);
}
function isTerragrunt(path) {
  return /(^|\/)terragrunt(\.stack)?\.hcl$/.test(path);
}
function isPlan(file) {
  return file.path.endsWith(".json") && file.text.includes('"format_version"') && (file.text.includes('"planned_values"') || file.text.includes('"resource_changes"'));
}

export {
  terraformClaim,
  isConfiguration,
  isVariablesFile,
  isTerragrunt,
  isPlan
};
