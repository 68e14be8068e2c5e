import type { SourceFile } from '../../files/source.js';
import type { Data } from '../../syntax/data.js';
import { Budget } from './budget.js';
import { evaluate } from './evaluate.js';
import { type Names, type Scope } from './scope.js';
import { parseConfiguration } from './config.js';
import { failure } from './values.js';

/** Whether Terraform loads it without being told to. */
export function isLoadedByItself(name: string): boolean {
  return /^terraform\.tfvars(\.json)?$/.test(name) || /\.auto\.tfvars(\.json)?$/.test(name);
}

/**
 * The order in which Terraform loads the files of one folder, later ones win:
 * `terraform.tfvars`, `terraform.tfvars.json`, then `*.auto.tfvars` and `*.auto.tfvars.json` by name.
 */
export function loadOrder(files: readonly SourceFile[]): SourceFile[] {
  const rank = (file: SourceFile): string =>
    file.name === 'terraform.tfvars'
      ? '0'
      : file.name === 'terraform.tfvars.json'
        ? '1'
        : `2${file.name}`;
  return files
    .filter((file) => isLoadedByItself(file.name))
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** The values that a `*.tfvars` or `*.tfvars.json` file gives. */
export function readVariables(file: SourceFile): ReadonlyMap<string, Data> {
  const values = new Map<string, Data>();
  for (const attribute of parseConfiguration(file).body.attributes) {
    const scope: Scope = {
      file,
      address: `var.${attribute.name}`,
      names: new NoNames(),
      values: new Map(),
    };
    values.set(attribute.name, evaluate(attribute.value, scope));
  }
  return values;
}

/** Values of variables stand for themselves: no name means anything in them. */
class NoNames implements Names {
  readonly budget = new Budget(200_000);
  private nothing(where: Parameters<Names['path']>[1]): Data {
    return failure('a file of variables cannot refer to anything', where);
  }
  variable: Names['variable'] = (_, where) => this.nothing(where);
  local: Names['local'] = (_, where) => this.nothing(where);
  call: Names['call'] = (_, where) => this.nothing(where);
  path: Names['path'] = (_, where) => this.nothing(where);
  resource: Names['resource'] = (_mode, _type, _name, where) => this.nothing(where);
  attribute: Names['attribute'] = (_reference, _name, where) => this.nothing(where);
  readFile = (): string => 'a file of variables cannot read files';
  listFiles = (): string => 'a file of variables cannot read files';
}
