import { append } from '../../append.js';
import type { Problem } from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import {
  at,
  entry,
  isNull,
  itemsOf,
  stringOf,
  textOf,
  type Data,
  type Entry,
  type Mapping,
} from '../../syntax/data.js';
import { readComposeDocument } from './document.js';
import { environmentOf, type Environment } from './environment.js';
import { Variables, type Origin } from './fill.js';
import { mergeModels, mergeServices, withoutResets } from './merge.js';

/** Compose files that are used together, with everything merged and put in. */
export interface ComposeProject {
  /** For people: the files it is made of. */
  readonly label: string;
  readonly files: readonly SourceFile[];
  readonly services: readonly Service[];
  readonly networks: Mapping;
  /** How a scalar of the project got its value; `undefined` for one without variables. */
  readonly originOf: (data: Data) => Origin | undefined;
  /** The template condition that a place depends on. */
  readonly conditionAt: (where: Location) => string | undefined;
  readonly problems: readonly Problem[];
}

/** One service after merging. */
export interface Service {
  readonly name: string;
  /** The key that names it, in the file that defines it first. */
  readonly where: Location;
  readonly data: Mapping;
  readonly environment: Environment;
  /** The folder that relative paths written in a file start from. */
  readonly folderFor: (file: string) => string;
}

/** `extends` and `include` chains longer than this are cut. */
const LONGEST_CHAIN = 30;
/** All files that one project may read, however they include each other. */
const MOST_FILES = 500;

/** What files build upon each other. */
export interface Uses {
  /** By an included file, the files that include it. */
  readonly included: Map<string, Set<string>>;
  /** The services that other files extend, as `path#service`. */
  readonly extended: Set<string>;
}

/** Loads the project of the given files, the later ones over the earlier. */
export function loadProject(tree: Tree, paths: readonly string[], uses?: Uses): ComposeProject {
  return new Loader(tree, uses).load(paths);
}

interface Model {
  readonly services: Service[];
  readonly networks: Mapping;
}

class Loader {
  private readonly variables = new Variables();
  private readonly problems: Problem[] = [];
  private readonly files = new Map<string, SourceFile>();
  /** Services with what they extend put in. */
  private readonly resolved = new WeakMap<Data, Data>();
  private budget = MOST_FILES;

  constructor(
    private readonly tree: Tree,
    private readonly uses: Uses | undefined,
  ) {}

  load(paths: readonly string[]): ComposeProject {
    const folder = folderOf(paths[0] ?? '');
    const environment = environmentOf(this.tree, folder, undefined);
    const model = this.model(paths, folder, environment, []);
    return {
      label: paths.join(' with '),
      files: [...this.files.values()],
      services: model.services,
      networks: model.networks,
      originOf: (data) => this.variables.originOf(data),
      conditionAt: (where) => this.conditionAt(where),
      problems: this.problems,
    };
  }

  /** Merges files, then what they include; services come out with everything they extend. */
  private model(
    paths: readonly string[],
    folder: string,
    environment: Environment,
    chain: readonly string[],
  ): Model {
    let merged: Mapping | undefined;
    const included = new Map<string, Service>();
    for (const path of paths) {
      const root = this.file(path, environment);
      if (root === undefined) continue;
      for (const item of itemsOf(at(root, 'include'))) {
        const one = this.include(item, path, folder, environment, [...chain, ...paths]);
        if (one === undefined) continue;
        for (const service of one.services) included.set(service.name, service);
        const model = modelOf(one);
        merged = merged === undefined ? model : mergeModels(merged, model);
      }
      // What a service extends is put in file by file, before the files are merged.
      const own = at(root, 'services');
      const resolved: Entry[] = [];
      for (const service of own?.type === 'map' ? own.entries : []) {
        const value = this.extended(service, own as Mapping, path, folder, environment, []);
        resolved.push({ ...service, value });
      }
      const model = replaceServices(root, resolved);
      merged = merged === undefined ? model : mergeModels(merged, model);
    }
    if (merged !== undefined) merged = withoutResets(merged) as Mapping;
    const folderFor = (file: string): string =>
      paths.includes(file) || !this.tree.has(file) ? folder : folderOf(file);
    const services: Service[] = [];
    const all = at(merged, 'services');
    for (const { key: name, keyWhere, value } of all?.type === 'map' ? all.entries : []) {
      if (value.type !== 'map') continue;
      const before = included.get(name);
      services.push({
        name,
        where: before?.where ?? keyWhere,
        data: value,
        environment: before?.environment ?? environment,
        folderFor:
          before === undefined
            ? folderFor
            : (file) => (paths.includes(file) ? folder : before.folderFor(file)),
      });
    }
    const networks = at(merged, 'networks');
    return { services, networks: networks?.type === 'map' ? networks : NOTHING };
  }

  private file(path: string, environment: Environment): Mapping | undefined {
    if (--this.budget < 0) {
      if (this.budget === -1) {
        this.problems.push({
          kind: 'unresolved',
          where: { ...NOWHERE, file: path },
          message: `${path} was not read: the project includes and extends more than ${MOST_FILES} files. Scan its parts on their own.`,
        });
      }
      return undefined;
    }
    const file = this.tree.has(path) ? this.tree.read(path) : undefined;
    const document = file === undefined ? undefined : readComposeDocument(file);
    if (file === undefined || document === undefined) return undefined;
    if (!this.files.has(path)) {
      this.files.set(path, file);
      append(this.problems, document.problems);
    }
    return this.variables.fill(document.model, environment) as Mapping;
  }

  private include(
    item: Data,
    from: string,
    folder: string,
    environment: Environment,
    chain: readonly string[],
  ): Model | undefined {
    const written = itemsOf(item.type === 'map' ? at(item, 'path') : item);
    const paths: string[] = [];
    for (const data of written) {
      const text = stringOf(data);
      const path = text === undefined ? undefined : resolveInTree(folder, text);
      if (path === undefined || !this.tree.has(path)) {
        this.note(data.where, `${from} includes ${quote(text)}, which is not in the repository`);
        continue;
      }
      if (chain.includes(path)) {
        this.note(data.where, `${from} includes ${quote(text)}, which includes it in turn`);
        continue;
      }
      const includers = this.uses?.included.get(path);
      if (includers === undefined) this.uses?.included.set(path, new Set([from]));
      else includers.add(from);
      paths.push(path);
    }
    const first = paths[0];
    if (first === undefined || chain.length > LONGEST_CHAIN) return undefined;
    const directory = stringOf(at(item, 'project_directory'));
    const inner =
      (directory === undefined ? undefined : resolveInTree(folder, directory)) ?? folderOf(first);
    const envFiles = itemsOf(at(item, 'env_file')).flatMap((data) => {
      const text = stringOf(data);
      const path = text === undefined ? undefined : resolveInTree(folder, text);
      return path === undefined ? [] : [path];
    });
    const own = environmentOf(
      this.tree,
      inner,
      envFiles.length === 0 ? undefined : envFiles,
      environment,
    );
    return this.model(paths, inner, own, chain);
  }

  /** A service merged over the one it extends. */
  private extended(
    service: Entry,
    siblings: Mapping,
    path: string,
    folder: string,
    environment: Environment,
    chain: readonly string[],
  ): Data {
    const own = service.value;
    const extended = entry(own, 'extends')?.value;
    if (own.type !== 'map' || extended === undefined || isNull(extended)) return own;
    const known = this.resolved.get(own);
    if (known !== undefined) return known;
    const data = this.extend(service, own, extended, siblings, path, folder, environment, chain);
    // Inside a chain the result may have been cut short by where the chain began.
    if (chain.length === 0) this.resolved.set(own, data);
    return data;
  }

  private extend(
    service: Entry,
    own: Mapping,
    extended: Data,
    siblings: Mapping,
    path: string,
    folder: string,
    environment: Environment,
    chain: readonly string[],
  ): Data {
    const name = extended.type === 'map' ? textOf(at(extended, 'service')) : textOf(extended);
    const fileText = stringOf(at(extended, 'file'));
    const id = `${path}#${service.key}`;
    if (name === undefined || chain.includes(id) || chain.length > LONGEST_CHAIN) return own;
    let baseServices: Mapping = siblings;
    let basePath = path;
    let baseFolder = folder;
    if (fileText !== undefined) {
      const found = resolveInTree(folder, fileText);
      const root =
        found !== undefined && this.tree.has(found) ? this.file(found, environment) : undefined;
      const services = at(root, 'services');
      if (found === undefined || services?.type !== 'map') {
        if (/memcache/i.test(`${service.key} ${name} ${fileText}`)) {
          this.note(
            extended.where,
            `service "${service.key}" extends "${name}" of ${quote(fileText)}, which is not in the repository; ` +
              'what it inherits from there is not known',
          );
        }
        return own;
      }
      baseServices = services;
      basePath = found;
      baseFolder = folderOf(found);
      if (found !== path) this.uses?.extended.add(`${found}#${name}`);
    }
    const base = entry(baseServices, name);
    if (base === undefined) return own;
    const resolved = this.extended(base, baseServices, basePath, baseFolder, environment, [
      ...chain,
      id,
    ]);
    return resolved.type === 'map' ? mergeServices(resolved, own) : own;
  }

  private conditionAt(where: Location): string | undefined {
    const file = this.files.get(where.file);
    const document = file === undefined ? undefined : readComposeDocument(file);
    if (file === undefined || document === undefined || document.conditions.length === 0) {
      return undefined;
    }
    const offset = file.offset(where.startLine, where.startColumn);
    return document.conditions.find(({ start, end }) => start <= offset && offset < end)?.condition;
  }

  private note(where: Location, message: string): void {
    this.problems.push({ kind: 'note', where, message: `${where.file}: ${message}.` });
  }
}

const NOWHERE: Location = { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
const NOTHING: Mapping = { type: 'map', entries: [], where: NOWHERE };

/** A loaded model in the shape of a file, to be merged with others. */
function modelOf({ services, networks }: Model): Mapping {
  const entries = services.map(({ name, where, data }) => ({
    key: name,
    keyWhere: where,
    valueWhere: data.where,
    value: data,
  }));
  const inner: Mapping = { ...NOTHING, entries };
  const entry = (key: string, value: Data): Entry => ({
    key,
    keyWhere: NOWHERE,
    valueWhere: NOWHERE,
    value,
  });
  return { ...NOTHING, entries: [entry('services', inner), entry('networks', networks)] };
}

function replaceServices(root: Mapping, services: Entry[]): Mapping {
  return {
    ...root,
    entries: root.entries.map((one) =>
      one.key === 'services' && one.value.type === 'map'
        ? { ...one, value: { ...one.value, entries: services } }
        : one,
    ),
  };
}

function quote(text: string | undefined): string {
  return text === undefined ? 'a file' : `"${text}"`;
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
