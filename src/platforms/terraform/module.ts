import { append } from '../../append.js';
import type { Location, SourceFile } from '../../files/source.js';
import { resolveInTree } from '../../files/tree.js';
import { isNull, type Data, type Mapping } from '../../syntax/data.js';
import { evaluateBody, eachSteps, type EachStep } from './body.js';
import { computedAttribute } from './computed.js';
import {
  attributeOf,
  type CallDeclaration,
  type Declaration,
  type ModuleConfig,
  type ResourceDeclaration,
} from './config.js';
import { convert } from './convert.js';
import { evaluate } from './evaluate.js';
import { type Budget } from './budget.js';
import { type Names, type Scope } from './scope.js';
import type { Evaluation } from './evaluation.js';
import type { RemoteModuleCall, TerraformResource } from './resource.js';
import { failure, list, mapping, scalar, toBoolean, toNumber, toText, unknown } from './values.js';

/** A counted resource or call is expanded to at most this many instances. */
const MOST_INSTANCES = 1_000;

/** Gives the value of an input variable; `undefined` when it is not set. */
export type Inputs = (name: string) => Data | undefined;

/** One expansion of a declaration by `count` or `for_each`. */
interface Instance {
  /** `[0]`, `["a"]` or ''. */
  readonly key: string;
  readonly values: ReadonlyMap<string, Data>;
  readonly onlyIf?: string;
}

/** A call of a module in the repository, or of one that is not. */
type Child =
  | { readonly instance: Instance; readonly address: string; readonly module: ModuleInstance }
  | {
      readonly instance: Instance;
      readonly address: string;
      readonly remote: RemoteModuleCall;
      /** Why its outputs are not known. */
      readonly reason: string;
    };

/** One resource instance, evaluated when it is asked for. */
export class ResourceInstance implements TerraformResource {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly modulePath: string;
  readonly where: Location;
  readonly file: SourceFile;
  readonly onlyIf?: string;
  private evaluated: Mapping | undefined;
  private readonly attributes = new Map<string, Data | 'under way'>();

  constructor(
    private readonly module: ModuleInstance,
    private readonly declaration: ResourceDeclaration,
    readonly address: string,
    private readonly instance: Instance,
    onlyIf: string | undefined,
  ) {
    this.mode = declaration.mode;
    this.type = declaration.type;
    this.name = declaration.name;
    this.modulePath = module.address;
    const { block, file } = declaration.layers[0];
    this.file = file;
    this.where = file.location(block.start, block.end, address);
    if (onlyIf !== undefined) this.onlyIf = onlyIf;
  }

  get body(): Mapping {
    return (this.evaluated ??= evaluateBody(this.declaration.layers, this.scope()));
  }

  /** The value of an attribute, as configured or as the kind of resource computes it. */
  attribute(name: string, where: Location): Data {
    const known = this.attributes.get(name);
    if (known === 'under way')
      return failure(`\`${this.address}.${name}\` refers to itself`, where);
    if (known !== undefined) return known;
    this.attributes.set(name, 'under way');
    const value = this.computeAttribute(name, where);
    this.attributes.set(name, value);
    return value;
  }

  private computeAttribute(name: string, where: Location): Data {
    const set = attributeOf(this.declaration, name);
    if (set !== undefined) {
      const value = evaluate(set.attribute.value, { ...this.scope(), file: set.file });
      if (!isNull(value)) return value;
    }
    const computed = computedAttribute(this, name, where, this.scope());
    if (computed !== undefined) return computed;
    const reason = `\`${this.address}.${name}\` is known only after Terraform has run`;
    return unknown(reason, where, `${this.address}.${name}`);
  }

  private scope(): Scope {
    const { file } = this.declaration.layers[0];
    return { file, address: this.address, names: this.module, values: this.instance.values };
  }
}

const DECLARED = new WeakMap<ModuleConfig, ReadonlyMap<string, ResourceDeclaration>>();

/** The resource of that name; the first where a name is declared twice. */
function declared(
  config: ModuleConfig,
  mode: 'managed' | 'data',
  type: string,
  name: string,
): ResourceDeclaration | undefined {
  let known = DECLARED.get(config);
  if (known === undefined) {
    const byName = new Map<string, ResourceDeclaration>();
    for (const each of config.resources) {
      const key = `${each.mode} ${each.type}.${each.name}`;
      if (!byName.has(key)) byName.set(key, each);
    }
    DECLARED.set(config, (known = byName));
  }
  return known.get(`${mode} ${type}.${name}`);
}

/** One instance of a module: its names and what they come to. */
export class ModuleInstance implements Names {
  readonly budget: Budget;
  private readonly prefix: string;
  private readonly values = new Map<string, Data | 'under way'>();
  private readonly expanded = new Map<Declaration, readonly ResourceInstance[] | 'under way'>();
  private readonly called = new Map<CallDeclaration, readonly Child[] | 'under way'>();

  constructor(
    private readonly evaluation: Evaluation,
    readonly config: ModuleConfig,
    /** '' for the root. */
    readonly address: string,
    private readonly inputs: Inputs,
    /** The folders of the modules this one was called through, the root's first. */
    private readonly ancestors: readonly string[],
    /** The condition under which the whole module is there. */
    private readonly onlyIf?: string,
  ) {
    this.budget = evaluation.budget;
    this.prefix = address === '' ? '' : `${address}.`;
  }

  variable(name: string, where: Location): Data {
    return this.once(`var.${name}`, where, () => {
      const declaration = this.config.variables.get(name);
      if (declaration === undefined) return unknown(`\`var.${name}\` is not declared`, where);
      const type = attributeOf(declaration, 'type');
      const address = `${this.prefix}var.${name}`;
      const converted = (value: Data): Data => {
        if (type === undefined) return value;
        const scope: Scope = { file: type.file, address, names: this, values: new Map() };
        return convert(value, type.attribute.value, (fallback) => evaluate(fallback, scope));
      };
      const given = this.inputs(name);
      if (given !== undefined) {
        const nullable = attributeOf(declaration, 'nullable')?.attribute.value;
        const refusesNull = nullable?.kind === 'literal' && nullable.value === false;
        if (!(isNull(given) && refusesNull)) return converted(given);
      }
      const fallback = attributeOf(declaration, 'default');
      if (fallback === undefined) {
        const { block, file } = declaration.layers[0];
        const at = file.location(block.start, block.typeSpan.end, address);
        return unknown(`\`${address}\` has no default`, at);
      }
      const scope: Scope = { file: fallback.file, address, names: this, values: new Map() };
      return converted(evaluate(fallback.attribute.value, scope));
    });
  }

  local(name: string, where: Location): Data {
    return this.once(`local.${name}`, where, () => {
      const declaration = this.config.locals.get(name);
      if (declaration === undefined) return unknown(`\`local.${name}\` is not declared`, where);
      const address = `${this.prefix}local.${name}`;
      const scope: Scope = { file: declaration.file, address, names: this, values: new Map() };
      return evaluate(declaration.attribute.value, scope);
    });
  }

  output(name: string, where: Location): Data {
    return this.once(`output.${name}`, where, () => {
      const declaration = this.config.outputs.get(name);
      const value = declaration === undefined ? undefined : attributeOf(declaration, 'value');
      if (value === undefined) {
        return unknown(`\`${this.address}\` has no output "${name.slice(0, 60)}"`, where);
      }
      const address = `${this.prefix}output.${name}`;
      const scope: Scope = { file: value.file, address, names: this, values: new Map() };
      return evaluate(value.attribute.value, scope);
    });
  }

  resource(mode: 'managed' | 'data', type: string, name: string, where: Location): Data {
    const declaration = declared(this.config, mode, type, name);
    const written = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
    if (declaration === undefined) return unknown(`\`${written}\` is not declared`, where);
    const instances = this.instances(declaration);
    if (instances === 'under way') return failure(`\`${written}\` refers to itself`, where);
    return collection(
      declaration,
      instances.map(({ address }) => address),
      where,
    );
  }

  call(name: string, where: Location): Data {
    const declaration = this.config.calls.get(name);
    if (declaration === undefined) return unknown(`\`module.${name}\` is not declared`, where);
    const children = this.children(declaration);
    if (children === 'under way') return failure(`\`module.${name}\` refers to itself`, where);
    return collection(
      declaration,
      children.map(({ address }) => address),
      where,
    );
  }

  path(name: string, where: Location): Data {
    const own = this.config.folder;
    const root = this.evaluation.rootFolder;
    if (name === 'root' || name === 'cwd') return scalar('.', where);
    if (name === 'module') return scalar(relativePath(root, own), where);
    return failure(`\`path.${name.slice(0, 60)}\` does not exist`, where);
  }

  attribute(reference: string, name: string, where: Location): Data {
    const target = this.evaluation.target(reference);
    if (target instanceof ResourceInstance) return target.attribute(name, where);
    if (target instanceof ModuleInstance) return target.output(name, where);
    const reason =
      target?.reason ?? `\`${reference}.${name}\` is known only after Terraform has run`;
    return unknown(reason, where, `${reference}.${name}`);
  }

  readFile(path: string): SourceFile | string {
    const resolved = resolveInTree(this.evaluation.rootFolder, path);
    if (resolved === undefined || path.startsWith('/') || path.startsWith('~')) {
      return `the file "${path.slice(0, 200)}" is not in the repository`;
    }
    return (
      this.evaluation.tree.read(resolved) ??
      `the file "${resolved.slice(0, 200)}" is not in the repository`
    );
  }

  listFiles(folder: string): readonly string[] | string {
    const resolved = resolveInTree(this.evaluation.rootFolder, folder);
    if (resolved === undefined || folder.startsWith('/')) {
      return `the folder "${folder.slice(0, 200)}" is not in the repository`;
    }
    const prefix = resolved === '' ? '' : `${resolved}/`;
    return this.evaluation.tree.paths
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length));
  }

  /** Every resource instance of this module and of those it calls, remote calls beside them. */
  collect(resources: TerraformResource[], remote: RemoteModuleCall[]): void {
    for (const declaration of this.config.resources) {
      const instances = this.instances(declaration);
      if (instances !== 'under way') append(resources, instances);
    }
    for (const declaration of this.config.calls.values()) {
      const children = this.children(declaration);
      if (children === 'under way') continue;
      for (const child of children) {
        if ('module' in child) child.module.collect(resources, remote);
        else remote.push(child.remote);
      }
    }
  }

  private once(key: string, where: Location, compute: () => Data): Data {
    const known = this.values.get(key);
    if (known === 'under way') return failure(`\`${this.prefix}${key}\` refers to itself`, where);
    if (known !== undefined) return known;
    this.values.set(key, 'under way');
    const value = compute();
    this.values.set(key, value);
    return value;
  }

  private instances(declaration: ResourceDeclaration): readonly ResourceInstance[] | 'under way' {
    const known = this.expanded.get(declaration);
    if (known !== undefined) return known;
    this.expanded.set(declaration, 'under way');
    const mode = declaration.mode === 'data' ? 'data.' : '';
    const base = `${this.prefix}${mode}${declaration.type}.${declaration.name}`;
    const made = this.expand(declaration, base)
      .filter(() => this.evaluation.mayAddInstance())
      .map((instance) => {
        const onlyIf = instance.onlyIf ?? this.onlyIf;
        const address = base + instance.key;
        const resource = new ResourceInstance(this, declaration, address, instance, onlyIf);
        this.evaluation.register(address, resource);
        return resource;
      });
    this.expanded.set(declaration, made);
    return made;
  }

  private children(declaration: CallDeclaration): readonly Child[] | 'under way' {
    const known = this.called.get(declaration);
    if (known !== undefined) return known;
    this.called.set(declaration, 'under way');
    const base = `${this.prefix}module.${declaration.name}`;
    const made = this.expand(declaration, base)
      .filter(() => this.evaluation.mayAddInstance())
      .map((instance) => this.child(declaration, base + instance.key, instance));
    for (const child of made) {
      this.evaluation.register(child.address, 'module' in child ? child.module : child);
    }
    this.called.set(declaration, made);
    return made;
  }

  private child(declaration: CallDeclaration, address: string, instance: Instance): Child {
    const { block, file } = declaration.layers[0];
    const where = file.location(block.start, block.end, address);
    const onlyIf = instance.onlyIf ?? this.onlyIf;
    const scope: Scope = { file, address, names: this, values: instance.values };
    const sourceAttribute = attributeOf(declaration, 'source');
    const source =
      sourceAttribute === undefined
        ? undefined
        : toText(
            evaluate(sourceAttribute.attribute.value, { ...scope, file: sourceAttribute.file }),
          );
    const local =
      source === undefined ? undefined : this.evaluation.localModule(this.config.folder, source);
    if (local !== undefined && 'folder' in local) {
      const path = [...this.ancestors, this.config.folder];
      if (path.includes(local.folder) || path.length > 30) {
        const reason = `the module ${local.folder || 'of the root folder'} calls itself`;
        this.evaluation.problem({
          kind: 'unresolved',
          where,
          message: `\`${address}\` is not evaluated because ${reason}; remove the circular call.`,
        });
        return {
          instance,
          address,
          remote: this.remote(declaration, address, source, where, scope, onlyIf),
          reason,
        };
      }
      const inputs: Inputs = (name) => {
        const given = attributeOf(declaration, name);
        if (given === undefined) return undefined;
        const value = evaluate(given.attribute.value, { ...scope, file: given.file });
        const span = given.attribute.value;
        const through = given.file.location(span.start, span.end, address);
        return {
          ...value,
          through: value.where === through ? value.through : [through, ...(value.through ?? [])],
        } as Data;
      };
      const module = new ModuleInstance(this.evaluation, local, address, inputs, path, onlyIf);
      return { instance, address, module };
    }
    const shown = source === undefined ? '' : ` (${source.slice(0, 200)})`;
    const reason = `the module \`${address}\`${shown} is not in the repository`;
    return {
      instance,
      address,
      remote: this.remote(declaration, address, source, where, scope, onlyIf),
      reason,
    };
  }

  private remote(
    declaration: CallDeclaration,
    address: string,
    source: string | undefined,
    where: Location,
    scope: Scope,
    onlyIf: string | undefined,
  ): RemoteModuleCall {
    let body: Mapping | undefined;
    return {
      address,
      name: declaration.name,
      source,
      where,
      file: scope.file,
      get body(): Mapping {
        return (body ??= evaluateBody(declaration.layers, scope));
      },
      ...(onlyIf === undefined ? {} : { onlyIf }),
    };
  }

  /** The instances that `count` or `for_each` make of a declaration; just one without them. */
  private expand(declaration: Declaration, address: string): Instance[] {
    const remaining = Math.min(MOST_INSTANCES, this.evaluation.remainingInstances);
    if (remaining === 0) return [];
    const count = attributeOf(declaration, 'count');
    const forEach = attributeOf(declaration, 'for_each');
    const scopeIn = (file: SourceFile): Scope => ({
      file,
      address,
      names: this,
      values: new Map(),
    });
    if (count !== undefined) {
      const value = evaluate(count.attribute.value, scopeIn(count.file));
      const where = count.file.location(
        count.attribute.value.start,
        count.attribute.value.end,
        address,
      );
      const number =
        toNumber(value) ?? (toBoolean(value) === undefined ? undefined : toBoolean(value) ? 1 : 0);
      if (isNull(value)) return [];
      if (number === undefined) {
        const reason = value.type === 'unknown' ? value.reason : 'the count is not a number';
        return [
          {
            key: '[0]',
            values: counted(scalar(0, where), where),
            onlyIf: `the count is not zero (${reason})`,
          },
        ];
      }
      if (number > MOST_INSTANCES) this.evaluation.tooManyInstances(where, address);
      const most = Math.min(Math.max(0, Math.floor(number)), remaining);
      return Array.from({ length: most }, (_, index) => ({
        key: `[${index}]`,
        values: counted(scalar(index, where), where),
      }));
    }
    if (forEach !== undefined) {
      const value = evaluate(forEach.attribute.value, scopeIn(forEach.file));
      const where = forEach.file.location(
        forEach.attribute.value.start,
        forEach.attribute.value.end,
        address,
      );
      const steps = eachSteps(value);
      if (steps.length > MOST_INSTANCES) this.evaluation.tooManyInstances(where, address);
      return steps.slice(0, remaining).map((step) => eachInstance(step, where));
    }
    return [{ key: '', values: new Map() }];
  }
}

function counted(index: Data, where: Location): ReadonlyMap<string, Data> {
  const entry = { key: 'index', keyWhere: where, valueWhere: where, value: index };
  return new Map([['count', mapping([entry], where)]]);
}

function eachInstance(step: EachStep, where: Location): Instance {
  const each = mapping(
    [
      { key: 'key', keyWhere: where, valueWhere: where, value: step.keyData },
      { key: 'value', keyWhere: where, valueWhere: where, value: step.value },
    ],
    where,
  );
  return {
    key: step.key === undefined ? '["?"]' : `[${JSON.stringify(step.key)}]`,
    values: new Map([['each', each]]),
    ...(step.onlyIf === undefined ? {} : { onlyIf: `for_each has items (${step.onlyIf})` }),
  };
}

/** What the name of a resource or call stands for: one thing, a list of them or a map of them. */
function collection(declaration: Declaration, addresses: readonly string[], where: Location): Data {
  const of = (address: string): Data =>
    unknown(`\`${address}\` is known only after Terraform has run`, where, address);
  if (attributeOf(declaration, 'count') !== undefined) {
    return list(addresses.map(of), where);
  }
  if (attributeOf(declaration, 'for_each') !== undefined) {
    const entries = addresses.map((address) => {
      const quoted = address.slice(address.lastIndexOf('["') + 1, -1);
      return { key: parseKey(quoted), keyWhere: where, valueWhere: where, value: of(address) };
    });
    return mapping(entries, where);
  }
  return of(addresses[0] ?? '');
}

function parseKey(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

/** The way from one folder of the tree to another, as `path.module` has it. */
function relativePath(from: string, to: string): string {
  const a = from === '' ? [] : from.split('/');
  const b = to === '' ? [] : to.split('/');
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common++;
  const up = a.slice(common).map(() => '..');
  return [...up, ...b.slice(common)].join('/') || '.';
}
