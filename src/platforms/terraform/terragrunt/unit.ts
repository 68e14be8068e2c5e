import type { Location, SourceFile } from '../../../files/source.js';
import type { Tree } from '../../../files/tree.js';
import { entry, textOf, type Data, type Mapping } from '../../../syntax/data.js';
import { parseHcl, type Attribute, type Block, type Body } from '../../../syntax/hcl/index.js';
import { findAttribute } from '../config.js';
import { Budget } from '../budget.js';
import { evaluate } from '../evaluate.js';
import { type Names, type Scope } from '../scope.js';
import { PARTIAL, entryOf, failure, mapping, partOf, unknown, via } from '../values.js';
import { pathIn, terragruntFunction, type Caller } from './functions.js';

/** What units may ask of each other. */
export interface Units {
  readonly tree: Tree;
  /** The output of the module that the unit in a folder calls; `undefined` when it is not known. */
  output(folder: string, name: string, where: Location): Data | undefined;
}

/** A file that an `include` block leads to. */
interface Included {
  readonly name: string;
  readonly unit: Unit;
  readonly strategy: string;
}

/** Files that include or read each other are followed this far. */
const DEEPEST = 12;

/**
 * One file of Terragrunt as it means something for the `terragrunt.hcl` that is run: included files
 * are evaluated anew for every unit, since their functions speak of its folder.
 * (https://terragrunt.gruntwork.io/docs/reference/config-blocks-and-attributes/)
 */
export class Unit implements Names {
  readonly budget: Budget;
  readonly body: Body;
  private readonly values = new Map<string, Data | 'under way'>();
  private includes: readonly Included[] | undefined;

  constructor(
    readonly file: SourceFile,
    /** The folder of the `terragrunt.hcl` that is run. */
    readonly unitFolder: string,
    private readonly units: Units,
    private readonly depth = 0,
    budget?: Budget,
    /** What the stack that makes the unit gives it as `values`. */
    readonly given?: Data,
  ) {
    this.budget = budget ?? new Budget(500_000);
    this.body = parseHcl(file).body;
  }

  scope(): Scope {
    return { file: this.file, address: undefined, names: this, values: new Map() };
  }

  /** The value of an attribute of a block, such as `source` of `terraform`; own ones come first. */
  setting(block: string, attribute: string): Data | undefined {
    for (const each of this.body.blocks) {
      const found = each.type === block ? findAttribute(each.body, attribute) : undefined;
      if (found !== undefined) return evaluate(found.value, this.scope());
    }
    for (const { unit, strategy } of this.included()) {
      const found = strategy === 'no_merge' ? undefined : unit.setting(block, attribute);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** All blocks of a type, those of included files first, with the unit they stand in. */
  blocks(type: string): { readonly unit: Unit; readonly block: Block }[] {
    const included = this.included()
      .filter(({ strategy }) => strategy !== 'no_merge')
      .flatMap(({ unit }) => unit.blocks(type));
    const own = this.body.blocks.filter((block) => block.type === type);
    return [...included, ...own.map((block) => ({ unit: this as Unit, block }))];
  }

  nothing(): Data {
    return unknown('it is not given', this.start());
  }

  /** Paths in the tree that a text may name: from where the unit is run, then from its own folder. */
  paths(text: string): string[] {
    const folders = this.depth === 0 ? [this.unitFolder, this.file.folder] : [this.file.folder];
    return [...new Set(folders)].flatMap((folder) => pathIn(folder, text) ?? []);
  }

  /** The `extra_arguments` blocks, with the unit they stand in. */
  extraArguments(): { readonly unit: Unit; readonly block: Block }[] {
    const own = this.body.blocks
      .filter(({ type }) => type === 'terraform')
      .flatMap(({ body }) => body.blocks.filter(({ type }) => type === 'extra_arguments'))
      .map((block) => ({ unit: this as Unit, block }));
    const included = this.included()
      .filter(({ strategy }) => strategy !== 'no_merge')
      .flatMap(({ unit }) => unit.extraArguments());
    return [...included, ...own];
  }

  /** The inputs, those of included files first, so that what is written nearer wins. */
  inputs(): Data | undefined {
    const known = this.values.get('inputs');
    if (known === 'under way') return failure('the inputs refer to themselves', this.start());
    if (known !== undefined) return known;
    this.values.set('inputs', 'under way');
    const result = this.mergedInputs();
    if (result === undefined) this.values.delete('inputs');
    else this.values.set('inputs', result);
    return result;
  }

  private mergedInputs(): Data | undefined {
    let all: Data | undefined;
    for (const { unit, strategy } of this.included()) {
      if (strategy === 'no_merge') continue;
      all = merge(all, unit.inputs(), strategy.startsWith('deep'));
    }
    const given = findAttribute(this.body, 'inputs');
    const own = given === undefined ? undefined : evaluate(given.value, this.scope());
    const isDeep = this.included().some(({ strategy }) => strategy.startsWith('deep'));
    return merge(all, own, isDeep);
  }

  private start(): Location {
    return this.file.location(0);
  }

  /** What `include` blocks lead to; of one that leads nowhere in the tree nothing is known. */
  private included(): readonly Included[] {
    if (this.includes !== undefined) return this.includes;
    this.includes = [];
    if (this.depth >= DEEPEST) return this.includes;
    this.includes = this.body.blocks.flatMap((block): Included[] => {
      if (block.type !== 'include') return [];
      const path = textOf(this.argument(block, 'path'));
      const file = (path === undefined ? [] : this.paths(path))
        .map((found) => this.units.tree.read(found))
        .find((found) => found !== undefined);
      if (file === undefined || file === this.file) return [];
      const strategy = textOf(this.argument(block, 'merge_strategy')) ?? 'shallow';
      const { unitFolder, units, depth, budget, given } = this;
      const unit = new Unit(file, unitFolder, units, depth + 1, budget, given);
      unit.includedBy = this;
      return [{ name: block.labels[0]?.text ?? '', unit, strategy }];
    });
    return this.includes;
  }

  /** The unit that includes this file. */
  private includedBy: Unit | undefined;

  /** Where an include is whose file is not in the repository. */
  missingInclude(): Block | undefined {
    const blocks = this.body.blocks.filter(({ type }) => type === 'include');
    return blocks.length > this.included().length ? blocks[0] : undefined;
  }

  argument(block: Block, name: string): Data | undefined {
    const found = findAttribute(block.body, name);
    return found === undefined ? undefined : evaluate(found.value, this.scope());
  }

  /** What `include.x` and `read_terragrunt_config()` give: the locals and the inputs. */
  exposed(where: Location): Mapping {
    const locals = this.localAttributes().map(({ name }) => entryOf(name, this.local(name, where)));
    const inputs = this.inputs();
    return mapping(
      [
        entryOf('locals', mapping(locals, where)),
        ...(inputs === undefined ? [] : [entryOf('inputs', inputs)]),
      ],
      where,
    );
  }

  private localAttributes(): readonly Attribute[] {
    return this.body.blocks.flatMap(({ type, body }) => (type === 'locals' ? body.attributes : []));
  }

  variable(name: string, where: Location): Data {
    return failure(`Terragrunt has no \`var.${name.slice(0, 60)}\``, where);
  }

  local(name: string, where: Location): Data {
    return this.once(`local.${name}`, where, () => {
      const attribute = this.localAttributes().find((each) => each.name === name);
      if (attribute === undefined) {
        return failure(`\`local.${name.slice(0, 60)}\` is not declared`, where);
      }
      return evaluate(attribute.value, { ...this.scope(), address: `local.${name}` });
    });
  }

  /** `include.root`, `dependency.vpc`; anything else that looks like a resource means nothing here. */
  resource(_mode: 'managed' | 'data', type: string, name: string, where: Location): Data {
    if (type === 'include') {
      const all = this.included();
      const found = all.find((each) => each.name === name);
      if (found !== undefined) return found.unit.exposed(where);
      const only = all.length === 1 ? entry(all[0]!.unit.exposed(where), name)?.value : undefined;
      return (
        only ??
        unknown(`what \`include.${name.slice(0, 60)}\` leads to is not in the repository`, where)
      );
    }
    if (type === 'values') {
      const value = this.given === undefined ? undefined : entry(this.given, name)?.value;
      if (value !== undefined) return via(value, where);
      return this.given?.type === 'map' && this.given.tag === undefined
        ? failure(`the stack gives no \`values.${name.slice(0, 60)}\``, where)
        : unknown(`\`values.${name.slice(0, 60)}\` is given by a stack`, where);
    }
    if (type === 'dependency') {
      const outputs = unknown(
        `\`dependency.${name}.outputs\` is known only after Terraform has run`,
        where,
        `dependency.${name}.outputs`,
      );
      return mapping([entryOf('outputs', outputs)], where);
    }
    return failure(`\`${type.slice(0, 60)}\` means nothing to Terragrunt`, where);
  }

  call(name: string, where: Location): Data {
    return failure(`Terragrunt has no \`module.${name.slice(0, 60)}\``, where);
  }

  path(name: string, where: Location): Data {
    return failure(`Terragrunt has no \`path.${name.slice(0, 60)}\``, where);
  }

  /** An output of a dependency, from the module of the unit that it names. */
  attribute(reference: string, name: string, where: Location): Data {
    const dependency = /^dependency\.([^.]+)\.outputs$/.exec(reference)?.[1];
    const late = unknown(`\`${reference}.${name}\` is known only after Terraform has run`, where);
    if (dependency === undefined) return late;
    const path = textOf(this.dependencyPath(dependency));
    const found = path === undefined ? undefined : pathIn(this.unitFolder, path);
    if (found === undefined) return late;
    return this.once(
      `${reference}.${name}`,
      where,
      () => this.units.output(found.replace(/\/terragrunt\.hcl$/, ''), name, where) ?? late,
    );
  }

  private dependencyPath(name: string): Data | undefined {
    const block = this.body.blocks.find(
      ({ type, labels }) => type === 'dependency' && labels[0]?.text === name,
    );
    if (block !== undefined) return this.argument(block, 'config_path');
    for (const { unit } of this.included()) {
      const found = unit.dependencyPath(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  readFile(path: string): SourceFile | string {
    const found = pathIn(this.unitFolder, path);
    const file = found === undefined ? undefined : this.units.tree.read(found);
    return file ?? `the file "${path.slice(0, 200)}" is not in the repository`;
  }

  listFiles(folder: string): readonly string[] | string {
    const found = pathIn(this.unitFolder, folder);
    if (found === undefined) return `the folder "${folder.slice(0, 200)}" is not in the repository`;
    const prefix = found === '' ? '' : `${found}/`;
    return this.units.tree.paths
      .filter((each) => each.startsWith(prefix))
      .map((each) => each.slice(prefix.length));
  }

  ownFunction(name: string, args: readonly Data[], where: Location): Data | undefined {
    const caller: Caller = {
      tree: this.units.tree,
      file: this.file,
      unitFolder: this.unitFolder,
      includedFolder: (wanted) => this.includedFolder(wanted),
      read: (path, place) => {
        const file = this.depth >= DEEPEST ? undefined : this.units.tree.read(path);
        if (file === undefined) return undefined;
        const unit = new Unit(file, file.folder, this.units, this.depth + 1, this.budget);
        return unit.exposed(place);
      },
    };
    return terragruntFunction(name)?.(args, where, caller);
  }

  private includedFolder(name: string | undefined): string | undefined {
    if (this.includedBy !== undefined && name === undefined) return this.file.folder;
    const from = this.includedBy ?? this;
    const found = from.included().find((each) => name === undefined || each.name === name);
    return found?.unit.file.folder;
  }

  private once(key: string, where: Location, compute: () => Data): Data {
    const known = this.values.get(key);
    if (known === 'under way') return failure(`\`${key}\` refers to itself`, where);
    if (known !== undefined) return known;
    this.values.set(key, 'under way');
    const value = compute();
    this.values.set(key, value);
    return value;
  }
}

/** Two sets of inputs, the second of which wins; deep: maps are merged in turn, lists are joined. */
function merge(base: Data | undefined, over: Data | undefined, deep: boolean): Data | undefined {
  if (base === undefined || over === undefined) return over ?? base;
  if (over.type === 'unknown') return over;
  if (base.type === 'unknown' && over.type === 'map') return { ...over, tag: PARTIAL };
  if (deep && base.type === 'list' && over.type === 'list') {
    return { ...over, items: [...base.items.map((item) => partOf(base, item)), ...over.items] };
  }
  if (base.type !== 'map' || over.type !== 'map') return over;
  const entries = new Map(
    base.entries.map((each) => [each.key, { ...each, value: partOf(base, each.value) }]),
  );
  for (const each of over.entries) {
    const before = entries.get(each.key);
    const value =
      deep && before !== undefined
        ? (merge(before.value, each.value, true) ?? each.value)
        : each.value;
    entries.set(each.key, { ...each, value });
  }
  const tag = base.tag ?? over.tag;
  return mapping([...entries.values()], over.where, tag);
}

/** The value that the inputs give to a variable; what cannot be known is unknown, with the reason. */
export function inputOf(name: string, unit: Unit, inputs: Data | undefined): Data | undefined {
  if (inputs?.type === 'unknown') return inputs;
  if (inputs?.type === 'map') {
    const found = entry(inputs, name);
    if (found !== undefined) {
      return via(partOf(inputs, found.value), { ...found.valueWhere, address: `var.${name}` });
    }
    if (inputs.tag !== undefined) return unknown('some of the inputs are not known', inputs.where);
  }
  const missing = unit.missingInclude();
  if (missing === undefined) return undefined;
  const where = unit.file.location(missing.start, missing.end);
  return unknown(`\`${name}\` may be set by a file that ${unit.file.path} includes`, where);
}
