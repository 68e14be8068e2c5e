import type { Location, SourceFile } from '../../../files/source.js';
import type { Tree } from '../../../files/tree.js';
import { itemsOf, textOf, type Data, type Mapping } from '../../../syntax/data.js';
import { isTerragrunt, isVariablesFile } from '../claim.js';
import { findAttribute, readModule, type ModuleConfig } from '../config.js';
import { evaluate } from '../evaluate.js';
import { Evaluation } from '../evaluation.js';
import type { RemoteModuleCall } from '../resource.js';
import { readVariables } from '../variables-files.js';
import { mapping, PARTIAL, via } from '../values.js';
import { pathIn } from './functions.js';
import { generatedFiles } from './generated.js';
import { inputOf, Unit, type Units } from './unit.js';

/** A call of a module by Terragrunt. */
export interface TerragruntCall {
  /** The folder of the `terragrunt.hcl`. */
  readonly folder: string;
  /** The folder of the tree that it leads to, or the call of a module that is elsewhere. */
  readonly calls:
    | {
        readonly moduleFolder: string;
        /** The module as it is with the files that are generated for the call. */
        readonly config?: ModuleConfig;
      }
    | { readonly remote: RemoteModuleCall };
  readonly inputs: (name: string) => Data | undefined;
}

/** All calls that the files make, with inputs from what they include and depend on. */
export function readTerragrunt(
  files: readonly SourceFile[],
  tree: Tree,
  modules: ReadonlyMap<string, ModuleConfig>,
): TerragruntCall[] {
  const world = new World(tree, modules);
  const ours = files.filter(({ path }) => isTerragrunt(path));
  const walk: Walk = { reached: new Set(), left: MOST_STACKED };
  const stacks = ours
    .filter(({ name }) => name === STACK)
    .map((file) => ({ file, units: stackedUnits(file, world, walk) }));
  // Stacks of a catalogue are what the stacks that use them make of them.
  const inStacks = stacks.flatMap(({ file, units }) => (walk.reached.has(file) ? [] : units));
  for (const unit of inStacks) if ('file' in unit) world.stacked.set(unit.folder, unit);
  const catalogue = new Set(inStacks.flatMap((unit) => ('file' in unit ? unit.file : [])));
  return [
    ...ours
      .filter((file) => file.name !== STACK && !catalogue.has(file))
      .flatMap((file) => world.call(file) ?? []),
    ...inStacks.flatMap((unit) => ('file' in unit ? (world.call(unit.file, unit) ?? []) : unit)),
  ];
}

class World implements Units {
  private readonly evaluations = new Map<string, Evaluation | 'under way' | undefined>();

  constructor(
    readonly tree: Tree,
    private readonly modules: ReadonlyMap<string, ModuleConfig>,
  ) {}

  /** Units that stacks make, by the folders they are made in. */
  readonly stacked = new Map<string, StackedUnit>();

  call(file: SourceFile, made?: StackedUnit): TerragruntCall | undefined {
    const folder = made?.folder ?? file.folder;
    const unit = new Unit(file, folder, this, 0, undefined, made?.values);
    const source = unit.setting('terraform', 'source');
    const text = source === undefined ? undefined : textOf(source);
    const folders = text === undefined ? [] : localFolders(unit, text);
    const moduleFolder =
      source === undefined
        ? file.folder
        : (folders.find((each) => this.modules.has(each)) ?? folders[0]);
    const variables = extraVariables(unit, this.tree);
    let given: { readonly inputs: Data | undefined } | undefined;
    const inputs = (name: string): Data | undefined => {
      given ??= { inputs: unit.inputs() };
      return variables.get(name) ?? inputOf(name, unit, given.inputs);
    };
    const module = moduleFolder === undefined ? undefined : this.modules.get(moduleFolder);
    const generated = moduleFolder === undefined ? [] : generatedFiles(unit, moduleFolder);
    if (moduleFolder !== undefined && generated.length > 0) {
      const own = module?.files.map((each) => each.file) ?? [];
      const names = new Set(generated.map(({ name }) => name));
      const rest = own.filter(({ name }) => !names.has(name));
      const config = readModule(moduleFolder, [...rest, ...generated]);
      return { folder, calls: { moduleFolder, config }, inputs };
    }
    if (moduleFolder !== undefined && module !== undefined) {
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
    const made = this.stacked.get(folder);
    const file =
      made?.file ?? this.tree.read(folder === '' ? 'terragrunt.hcl' : `${folder}/terragrunt.hcl`);
    const call = file === undefined ? undefined : this.call(file, made);
    const config =
      call !== undefined && 'moduleFolder' in call.calls
        ? (call.calls.config ?? this.modules.get(call.calls.moduleFolder))
        : undefined;
    const evaluation =
      config === undefined
        ? undefined
        : new Evaluation(this.tree, this.modules, config, call!.inputs);
    this.evaluations.set(folder, evaluation);
    return evaluation;
  }
}

/** `../../modules//net`, `/modules/net` after `get_repo_root()`; none for what is elsewhere. */
function localFolders(unit: Unit, source: string): string[] {
  if (!/^(\.\.?(\/|$)|\/)/.test(source)) return [];
  return unit.paths(source.replace(/\?.*$/, '').replace(/\/\//g, '/'));
}

/** A unit of a catalogue as a stack makes it. */
interface StackedUnit {
  readonly file: SourceFile;
  /** Where it is made. */
  readonly folder: string;
  readonly values: Data;
}

const STACK = 'terragrunt.stack.hcl';
/** All stacks together make at most this many units. */
const MOST_STACKED = 2_000;

interface Walk {
  /** Stacks that other stacks use. */
  readonly reached: Set<SourceFile>;
  left: number;
}

/** Stacks of stacks are followed this far. */
const DEEPEST_STACK = 8;

/**
 * The units that a `terragrunt.stack.hcl` makes of those of a catalogue, each with its `values`; of
 * those that are not in the repository, the calls
 * (https://terragrunt.gruntwork.io/docs/features/stacks/).
 */
function stackedUnits(
  file: SourceFile,
  world: Units,
  walk: Walk,
  folder = file.folder,
  values?: Data,
  depth = 0,
): (StackedUnit | TerragruntCall)[] {
  const stack = new Unit(file, folder, world, 0, undefined, values);
  return stack.body.blocks.flatMap((block): (StackedUnit | TerragruntCall)[] => {
    if ((block.type !== 'unit' && block.type !== 'stack') || --walk.left < 0) return [];
    const source = stack.argument(block, 'source');
    const text = source === undefined ? undefined : textOf(source);
    if (source === undefined || text === undefined) return [];
    const where = file.location(block.start, block.end);
    const given = stack.argument(block, 'values') ?? mapping([], where);
    const name = block.labels[0]?.text ?? block.type;
    const path = textOf(stack.argument(block, 'path')) ?? name;
    const made = pathIn(folder, `.terragrunt-stack/${path}`) ?? folder;
    const wanted = block.type === 'unit' ? 'terragrunt.hcl' : STACK;
    const found = localFolders(stack, text)
      .map((each) => world.tree.read(each === '' ? wanted : `${each}/${wanted}`))
      .find((each) => each !== undefined);
    if (found === undefined) {
      const body: Mapping = given.type === 'map' ? given : mapping([], where, PARTIAL);
      const address = `terragrunt ${name}`;
      const call: RemoteModuleCall = { address, name, source: text, where, file, body };
      return [{ folder: made, calls: { remote: call }, inputs: () => undefined }];
    }
    if (block.type === 'unit') return [{ file: found, folder: made, values: given }];
    if (found !== file) walk.reached.add(found);
    return depth >= DEEPEST_STACK ? [] : stackedUnits(found, world, walk, made, given, depth + 1);
  });
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
