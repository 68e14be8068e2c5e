import type { Location, SourceFile } from '../../../files/source.js';
import type { Tree } from '../../../files/tree.js';
import { itemsOf, textOf, type Data, type Mapping } from '../../../syntax/data.js';
import { isTerragrunt, isVariablesFile } from '../claim.js';
import { findAttribute, type ModuleConfig } from '../config.js';
import { evaluate } from '../evaluate.js';
import { Evaluation } from '../evaluation.js';
import type { RemoteModuleCall } from '../resource.js';
import { readVariables } from '../variables-files.js';
import { mapping, via } from '../values.js';
import { pathIn } from './functions.js';
import { inputOf, Unit, type Units } from './unit.js';

/** A call of a module by Terragrunt. */
export interface TerragruntCall {
  /** The folder of the `terragrunt.hcl`. */
  readonly folder: string;
  /** The folder of the tree that it leads to, or the call of a module that is elsewhere. */
  readonly calls: { readonly moduleFolder: string } | { readonly remote: RemoteModuleCall };
  readonly inputs: (name: string) => Data | undefined;
}

/** All calls that the files make, with inputs from what they include and depend on. */
export function readTerragrunt(
  files: readonly SourceFile[],
  tree: Tree,
  modules: ReadonlyMap<string, ModuleConfig>,
): TerragruntCall[] {
  const world = new World(tree, modules);
  return files.flatMap((file) => (isTerragrunt(file.path) ? (world.call(file) ?? []) : []));
}

class World implements Units {
  private readonly evaluations = new Map<string, Evaluation | 'under way' | undefined>();

  constructor(
    readonly tree: Tree,
    private readonly modules: ReadonlyMap<string, ModuleConfig>,
  ) {}

  call(file: SourceFile): TerragruntCall | undefined {
    const unit = new Unit(file, file.folder, this);
    const source = unit.setting('terraform', 'source');
    const text = source === undefined ? undefined : textOf(source);
    const moduleFolder =
      source === undefined ? file.folder : text === undefined ? undefined : localFolder(file, text);
    const { folder } = file;
    const variables = extraVariables(unit, this.tree);
    let given: { readonly inputs: Data | undefined } | undefined;
    const inputs = (name: string): Data | undefined => {
      given ??= { inputs: unit.inputs() };
      return variables.get(name) ?? inputOf(name, unit, given.inputs);
    };
    if (moduleFolder !== undefined && this.modules.has(moduleFolder)) {
      return { folder, calls: { moduleFolder }, inputs };
    }
    if (text === undefined || moduleFolder !== undefined) return undefined;
    return { folder, calls: { remote: remoteCall(file, text, source!.where, unit) }, inputs };
  }

  output(folder: string, name: string, where: Location): Data | undefined {
    const evaluation = this.evaluate(folder);
    return evaluation === undefined
      ? undefined
      : withoutReferences(evaluation.root.output(name, where));
  }

  private evaluate(folder: string): Evaluation | undefined {
    const known = this.evaluations.get(folder);
    if (known === 'under way') return undefined;
    if (this.evaluations.has(folder)) return known;
    this.evaluations.set(folder, 'under way');
    const file = this.tree.read(folder === '' ? 'terragrunt.hcl' : `${folder}/terragrunt.hcl`);
    const call = file === undefined ? undefined : this.call(file);
    const config =
      call !== undefined && 'moduleFolder' in call.calls
        ? this.modules.get(call.calls.moduleFolder)
        : undefined;
    const evaluation =
      config === undefined
        ? undefined
        : new Evaluation(this.tree, this.modules, config, call!.inputs);
    this.evaluations.set(folder, evaluation);
    return evaluation;
  }
}

/** `../../modules//net`, `/modules/net` after `get_repo_root()`; `undefined` for what is elsewhere. */
function localFolder(file: SourceFile, source: string): string | undefined {
  if (!/^(\.\.?(\/|$)|\/)/.test(source)) return undefined;
  return pathIn(file.folder, source.replace(/\?.*$/, '').replace(/\/\//g, '/'));
}

/** A module of a registry (`tfr:///org/name/provider?version=…`) or of another repository. */
function remoteCall(
  file: SourceFile,
  source: string,
  sourceWhere: Location,
  unit: Unit,
): RemoteModuleCall {
  const registry = /^tfr:\/\/[^/]*\/([^?]*)/.exec(source)?.[1];
  const where = { ...(sourceWhere.file === file.path ? sourceWhere : file.location(0)) };
  const name = file.folder.slice(file.folder.lastIndexOf('/') + 1) || 'root';
  const inputs = unit.inputs();
  const body: Mapping = inputs?.type === 'map' ? inputs : mapping([], where, inputs?.tag);
  return { address: `terragrunt ${name}`, name, source: registry ?? source, where, file, body };
}

/** Files of variables that `extra_arguments` hands to Terraform, which count before the inputs. */
function extraVariables(unit: Unit, tree: Tree): ReadonlyMap<string, Data> {
  const values = new Map<string, Data>();
  for (const { unit: owner, block } of unit.extraArguments()) {
    for (const key of ['optional_var_files', 'required_var_files']) {
      const attribute = findAttribute(block.body, key);
      if (attribute === undefined) continue;
      for (const item of itemsOf(evaluate(attribute.value, owner.scope()))) {
        const path = pathIn(unit.unitFolder, textOf(item) ?? '');
        const file = path === undefined || !isVariablesFile(path) ? undefined : tree.read(path);
        if (file === undefined) continue;
        for (const [name, value] of readVariables(file)) {
          values.set(name, via(value, { ...value.where, address: `var.${name}` }));
        }
      }
    }
  }
  return values;
}

/** What is known of a value, without the names of things that only its own root knows. */
function withoutReferences(data: Data, depth = 0): Data {
  if (depth > 20) return data;
  if (data.type === 'unknown') {
    const { reason, where } = data;
    return { type: 'unknown', reason, where };
  }
  if (data.type === 'list') {
    return { ...data, items: data.items.map((item) => withoutReferences(item, depth + 1)) };
  }
  if (data.type === 'map') {
    const entries = data.entries.map((each) => ({
      ...each,
      value: withoutReferences(each.value, depth + 1),
    }));
    return { ...data, entries };
  }
  return data;
}
