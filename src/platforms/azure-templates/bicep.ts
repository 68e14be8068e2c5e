import { append } from '../../append.js';
import type { Location, SourceFile } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import {
  parseBicep,
  type BicepFile,
  type Expression,
  type ModuleStatement,
  type ResourceStatement,
  type Statement,
} from '../../syntax/bicep/index.js';
import { textOf, type Data, type Mapping } from '../../syntax/data.js';
import { readJson } from '../../syntax/json.js';
import {
  entryOf,
  elements,
  list,
  mapping,
  scalar,
  toBoolean,
  unknown,
  withBasis,
  withOrigin,
} from '../terraform/values.js';
import { evaluate, loopScope, type Context } from './expressions.js';
import { inlineSubnets } from './networks.js';
import { referenceOf, type AzureResource } from './resource.js';
import { entryIn, nameKey } from './values.js';

const MOST_VALUES = 400_000;
const DEEPEST = 12;
const MOST_RESOURCES = 5_000;

const parsed = new WeakMap<SourceFile, BicepFile>();

/** The syntax of a file, read once. */
export function syntaxOf(file: SourceFile): BicepFile {
  let syntax = parsed.get(file);
  if (syntax === undefined) parsed.set(file, (syntax = parseBicep(file.text)));
  return syntax;
}

/** What all modules of one deployment share. */
export interface Deployment {
  readonly tree: Tree;
  /** Told which files are modules of others. */
  readonly missing: (where: Location, name: string) => void;
  readonly budget: { left: number };
}

export function newDeployment(tree: Tree, missing: Deployment['missing']): Deployment {
  return { tree, missing, budget: { left: MOST_VALUES } };
}

/** The path in the tree that a module or a file of parameters names. */
export function moduleFile(file: SourceFile, path: string): string | undefined {
  // `br:` and `ts:` lead to registries.
  return /^[a-z]+[:/]/i.test(path) && path.includes(':')
    ? undefined
    : resolveInTree(file.folder, path);
}

/** A Bicep file that is deployed with some values for its parameters. */
export class BicepModule {
  private readonly statements = new Map<string, Statement>();
  private readonly outputs = new Map<string, Statement>();
  private readonly values = new Map<string, Data | 'under way'>();
  private readonly context: Context;
  private readonly children: { readonly module: BicepModule; readonly onlyIf?: string }[] = [];

  constructor(
    readonly file: SourceFile,
    private readonly inputs: ReadonlyMap<string, Data>,
    private readonly deployment: Deployment,
    private readonly depth = 0,
  ) {
    for (const statement of syntaxOf(file).statements) {
      (statement.kind === 'output' ? this.outputs : this.statements).set(statement.name, statement);
    }
    this.context = {
      locate: (expression) => file.location(expression.start, expression.end),
      name: (name, where) => this.named(name, where),
      call: (name, args, where) => this.call(name, args, where),
      budget: deployment.budget,
    };
  }

  /** Everything the file deploys, with its modules. */
  resources(): AzureResource[] {
    const own = [...this.statements.values()].flatMap((statement) => {
      if (statement.kind === 'module')
        this.named(statement.name, this.file.location(statement.start));
      return statement.kind === 'resource'
        ? this.declared(statement, this.context, undefined, undefined)
        : [];
    });
    const nested = this.children.flatMap(({ module, onlyIf }) => {
      const resources = module.resources();
      return onlyIf === undefined ? resources : resources.map((each) => ({ onlyIf, ...each }));
    });
    return [...own, ...nested].slice(0, MOST_RESOURCES);
  }

  /** The value of an output; `undefined` when there is no such output. */
  private output(name: string): Data | undefined {
    const statement = this.outputs.get(name);
    if (statement === undefined || !('value' in statement) || statement.value === undefined)
      return undefined;
    return this.once(`output ${name}`, this.file.location(statement.start, statement.end), () =>
      evaluate(statement.value!, this.context),
    );
  }

  private named(name: string, where: Location): Data | undefined {
    const statement = this.statements.get(name);
    if (statement === undefined) return undefined;
    return this.once(name, where, () => {
      switch (statement.kind) {
        case 'param': {
          const given = this.inputs.get(name);
          if (given !== undefined) return given;
          const place = { ...this.file.location(statement.start, statement.end) };
          if (statement.value === undefined)
            return unknown(`the parameter \`${name}\` has no default`, place);
          const value = evaluate(statement.value, this.context);
          return { ...value, where: { ...value.where, address: `the parameter ${name}` } };
        }
        case 'resource':
          return this.symbol(statement, undefined);
        case 'module':
          return this.module(statement);
        default:
          return evaluate(statement.value, this.context);
      }
    });
  }

  private once(key: string, where: Location, make: () => Data): Data {
    const known = this.values.get(key);
    if (known === 'under way') return unknown(`\`${key}\` refers to itself`, where);
    if (known !== undefined) return known;
    this.values.set(key, 'under way');
    const value = make();
    this.values.set(key, value);
    return value;
  }

  private call(name: string, args: readonly Data[], where: Location): Data | undefined {
    switch (name) {
      case 'resourceid':
      case 'subscriptionresourceid':
      case 'extensionresourceid': {
        const type = args.findIndex((each) => /^[\w.]+\/[\w./]+$/.test(textOf(each) ?? ''));
        if (type < 0) return undefined;
        const names = args.slice(type + 1).map(nameKey);
        return unknown(
          `\`${(names.at(-1) ?? '').slice(0, 60)}\` is known only when it is deployed`,
          where,
          referenceOf(textOf(args[type]!)!, names.join('/')),
        );
      }
      case 'loadtextcontent':
      case 'loadfileasbase64': {
        const file = this.loaded(args[0]);
        return file === undefined
          ? undefined
          : withOrigin(scalar(file.text, file.location(0, file.text.length)), { file });
      }
      case 'loadjsoncontent': {
        const file = this.loaded(args[0]);
        return file === undefined ? undefined : readJson(file).data;
      }
      default:
        return undefined;
    }
  }

  private loaded(path: Data | undefined): SourceFile | undefined {
    const text = path === undefined ? undefined : textOf(path);
    const found = text === undefined ? undefined : resolveInTree(this.file.folder, text);
    return found === undefined ? undefined : this.deployment.tree.read(found);
  }

  /** What a name of a resource stands for in expressions; in loops a list of that. */
  private symbol(statement: ResourceStatement, parent: string | undefined): Data {
    const where = this.file.location(statement.start, statement.end);
    const each = (body: Expression, context: Context): Data => {
      const inner = body.kind === 'if' ? body.body : body;
      const name = this.nameOf(inner, context, parent);
      const type = this.typeOf(statement, parent);
      const reason = `\`${statement.name}\` is known only when it is deployed`;
      const nested =
        inner.kind === 'object'
          ? inner.resources.map((child) => {
              const value = this.symbol(child, `${type}|${name.key}`);
              return entryOf(child.name, value);
            })
          : [];
      return mapping(
        [
          entryOf('id', unknown(reason, where, referenceOf(type, name.key))),
          entryOf('name', name.data),
          entryOf('type', scalar(statement.type, where)),
          entryOf(
            'properties',
            withBasis(unknown(reason, where), referenceOf(type, name.key, 'properties')),
          ),
          entryOf('location', unknown(reason, where)),
          ...nested,
        ],
        where,
      );
    };
    return this.overLoop(statement.value, this.context, where, each);
  }

  /** Applies something to the body of a declaration, once or for every turn of its loop. */
  private overLoop(
    value: Expression,
    context: Context,
    where: Location,
    each: (body: Expression, context: Context) => Data,
  ): Data {
    if (value.kind !== 'for') return each(value, context);
    const of = evaluate(value.of, context);
    if (of.type !== 'list') {
      return unknown(of.type === 'unknown' ? of.reason : 'what is repeated is no list', where);
    }
    const items = elements(of).slice(0, MOST_RESOURCES);
    return list(
      items.map((item, index) => each(value.body, loopScope(value, item, index, where, context))),
      where,
    );
  }

  private typeOf(statement: ResourceStatement, parent: string | undefined): string {
    const own = statement.type.toLowerCase();
    const outer = parent?.split('|')[0];
    return outer === undefined || own.startsWith('microsoft.') ? own : `${outer}/${own}`;
  }

  /** The name in full: of a child with the names of what it stands in or names as its parent. */
  private nameOf(
    body: Expression,
    context: Context,
    parent: string | undefined,
  ): { readonly data: Data; readonly key: string } {
    const where = this.file.location(body.start, body.end);
    const of = (key: string): Data | undefined => {
      if (body.kind !== 'object') return undefined;
      const found = body.properties.find((each) => each.key === key);
      return found === undefined ? undefined : evaluate(found.value, context);
    };
    const data = of('name') ?? unknown('it has no name', where);
    const outer = parent?.slice(parent.indexOf('|') + 1) ?? this.keyOfSymbol(of('parent'));
    const own = nameKey(data);
    return { data, key: outer === undefined ? own : `${outer}/${own}` };
  }

  /** The name in full of a resource that a value stands for. */
  private keyOfSymbol(value: Data | undefined): string | undefined {
    const id = value?.type === 'map' ? entryIn(value, 'id')?.value : value;
    return id?.type === 'unknown' && id.reference !== undefined
      ? this.keys.get(id.reference)
      : undefined;
  }

  /** Names in full by the reference to them. */
  private get keys(): ReadonlyMap<string, string> {
    if (this.knownKeys !== undefined) return this.knownKeys;
    const keys = new Map<string, string>();
    this.knownKeys = keys;
    const add = (statement: ResourceStatement): void => {
      const each = (body: Expression, context: Context): Data => {
        const inner = body.kind === 'if' ? body.body : body;
        const { key } = this.nameOf(inner, context, undefined);
        keys.set(referenceOf(this.typeOf(statement, undefined), key), key);
        return scalar(null, this.file.location(body.start));
      };
      this.overLoop(statement.value, this.context, this.file.location(statement.start), each);
    };
    for (const statement of this.statements.values()) {
      if (statement.kind === 'resource') add(statement);
    }
    return keys;
  }
  private knownKeys: ReadonlyMap<string, string> | undefined;

  private declared(
    statement: ResourceStatement,
    context: Context,
    parent: string | undefined,
    outer: string | undefined,
  ): AzureResource[] {
    const found: AzureResource[] = [];
    const where = this.file.location(statement.start, statement.end, statement.name);
    const each = (body: Expression, own: Context): Data => {
      let inner = body;
      let onlyIf = outer;
      if (body.kind === 'if') {
        const test = evaluate(body.test, own);
        const truth = toBoolean(test);
        if (truth === false) return scalar(null, where);
        if (truth === undefined) {
          const reason = test.type === 'unknown' ? test.reason : 'it is not known';
          onlyIf ??= `its condition holds (${reason})`;
        }
        inner = body.body;
      }
      const type = this.typeOf(statement, parent);
      const { key } = this.nameOf(inner, own, parent);
      const value = evaluate(inner, own);
      const resource: AzureResource = {
        type,
        name: key,
        address: statement.name,
        where,
        file: this.file,
        body: value.type === 'map' ? value : mapping([], where),
        isExisting: statement.isExisting,
        ...(onlyIf === undefined ? {} : { onlyIf }),
      };
      append(found, [resource, ...inlineSubnets(resource)]);
      if (inner.kind === 'object') {
        for (const child of inner.resources)
          append(found, this.declared(child, own, `${type}|${key}`, onlyIf));
      }
      return scalar(null, where);
    };
    this.overLoop(statement.value, context, where, each);
    return found;
  }

  /** Deploys a module; what it stands for are its outputs. */
  private module(statement: ModuleStatement): Data {
    const where = this.file.location(statement.start, statement.end);
    const path = moduleFile(this.file, statement.path);
    const file = path === undefined ? undefined : this.deployment.tree.read(path);
    if (
      file === undefined ||
      !file.path.endsWith('.bicep') ||
      this.depth >= DEEPEST ||
      this.deployment.budget.left < 0
    ) {
      this.deployment.missing(where, statement.name);
      return unknown(
        `the module \`${statement.path.slice(0, 80)}\` is not in the repository`,
        where,
      );
    }
    const each = (body: Expression, context: Context): Data => {
      let inner = body;
      let onlyIf: string | undefined;
      if (body.kind === 'if') {
        const test = evaluate(body.test, context);
        const truth = toBoolean(test);
        if (truth === false) return unknown('the module is not deployed', where);
        if (truth === undefined) onlyIf = 'the module is deployed';
        inner = body.body;
      }
      const value: Data = evaluate(inner, context);
      const given = entryIn(value, 'params')?.value;
      const inputs = new Map<string, Data>();
      if (given?.type === 'map') for (const one of given.entries) inputs.set(one.key, one.value);
      const module = new BicepModule(file, inputs, this.deployment, this.depth + 1);
      this.children.push({ module, ...(onlyIf === undefined ? {} : { onlyIf }) });
      return mapping([entryOf('outputs', module.outputValues(where))], where);
    };
    return this.overLoop(statement.value, this.context, where, each);
  }

  private outputValues(where: Location): Mapping {
    return mapping(
      [...this.outputs.keys()].map((name) => entryOf(name, this.output(name)!)),
      where,
    );
  }
}
