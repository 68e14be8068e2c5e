import type { SourceFile } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import type { Data } from '../../syntax/data.js';
import { parseHcl, type Block, type Expression } from '../../syntax/hcl/index.js';
import { findAttribute, readModule } from './config.js';
import { evaluate } from './evaluate.js';
import { Evaluation } from './evaluation.js';
import { elements, unknown, via } from './values.js';

/** A call of a module by Terragrunt: the folder it leads to, and the inputs it gives. */
export interface TerragruntCall {
  /** The folder of the `terragrunt.hcl`. */
  readonly folder: string;
  readonly moduleFolder: string;
  readonly inputs: (name: string) => Data | undefined;
}

/**
 * Reads `terraform { source = … }` and `inputs = { … }`. `undefined` when the source is not a folder of
 * the tree. Inputs that come from included files are not followed: with an `include`, a variable that
 * is not set here is not known.
 * (https://terragrunt.gruntwork.io/docs/reference/config-blocks-and-attributes/)
 */
export function readTerragrunt(file: SourceFile, tree: Tree): TerragruntCall | undefined {
  const { body } = parseHcl(file);
  const block = body.blocks.find((each) => each.type === 'terraform');
  const source = block === undefined ? undefined : findAttribute(block.body, 'source')?.value;
  const moduleFolder = source === undefined ? undefined : folderOf(source, file);
  if (moduleFolder === undefined) return undefined;
  const config = readModule(file.folder, [file]);
  const { root } = new Evaluation(tree, new Map(), config, () => undefined);
  const given = findAttribute(body, 'inputs')?.value;
  const scope = { file, address: undefined, names: root, values: new Map<string, Data>() };
  const values = given === undefined ? undefined : evaluate(given, scope);
  const included = body.blocks.find((each) => each.type === 'include');
  return {
    folder: file.folder,
    moduleFolder,
    inputs: (name) => inputOf(name, values, file, given, included),
  };
}

function inputOf(
  name: string,
  values: Data | undefined,
  file: SourceFile,
  given: Expression | undefined,
  included: Block | undefined,
): Data | undefined {
  if (values?.type === 'unknown') return values;
  if (values?.type === 'map' && given !== undefined) {
    const index = values.entries.findIndex((each) => each.key === name);
    if (index >= 0) {
      const { valueWhere } = values.entries[index]!;
      return via(elements(values)[index]!, { ...valueWhere, address: `var.${name}` });
    }
    if (values.tag !== undefined) return unknown('some of the inputs are not known', values.where);
  }
  if (included === undefined) return undefined;
  const where = file.location(included.start, included.end);
  return unknown(`\`${name}\` may be set by a file that ${file.path} includes`, where);
}

/** `../../modules//net`, also behind `${get_terragrunt_dir()}` and `${get_repo_root()}`. */
function folderOf(source: Expression, file: SourceFile): string | undefined {
  let base = file.folder;
  let path: string;
  if (source.kind === 'literal' && typeof source.value === 'string') {
    path = source.value;
    if (!/^\.\.?(\/|$)/.test(path)) return undefined;
  } else if (source.kind === 'template') {
    const [first, rest] = source.parts;
    if (source.parts.length !== 2 || first?.kind !== 'value' || rest?.kind !== 'text')
      return undefined;
    if (first.value.kind !== 'call') return undefined;
    if (first.value.name === 'get_repo_root') base = '';
    else if (first.value.name !== 'get_terragrunt_dir') return undefined;
    path = rest.text.replace(/^\/+/, '');
  } else {
    return undefined;
  }
  return resolveInTree(base, path.replace(/\?.*$/, '').replace(/\/\//g, '/'));
}
