import { append } from '../../../append.js';
import type { Problem } from '../../../facts.js';
import { resolveInTree, type Tree } from '../../../files/tree.js';
import { at, entry, itemsOf, textOf, type Data, type Mapping } from '../../../syntax/data.js';
import { mentionsMemcached } from '../classify.js';
import type { ChartReader } from '../helm/charts.js';
import { embeddedDocuments } from '../helm/releases.js';
import { readDocuments } from '../manifests.js';
import { objectsIn, type KubeObject } from '../objects.js';
import { DEFAULTS, extended, united, type Configuration } from './field-specs.js';
import { absorb, addHashes, generate } from './generators.js';
import { inflate } from './inflate.js';
import { canMatter, isBuiltInPlugin, isGenerator, pathIn, runTransformer } from './plugins.js';
import { declaredVariables, fixReferences, resolveVariables, variablesIn } from './references.js';
import { resourceOf, type Resource } from './resource.js';
import { Schema } from './schema.js';
import { transform } from './transform.js';

/** Overlays on overlays: no real build goes deeper. */
const DEEPEST = 20;
const MOST_OBJECTS = 20_000;
const MOST_COMPONENTS = 2_000;

/** What the kustomizations of a tree build. */
export interface Build {
  readonly objects: readonly KubeObject[];
  /** Files that a kustomization takes in, as resources or patches: judged through it only. */
  readonly used: ReadonlySet<string>;
}

/**
 * Builds every kustomization that no other one in the tree refers to. A base is judged through its
 * overlays: what all of them close is closed.
 */
export function buildKustomizations(
  paths: readonly string[],
  tree: Tree,
  reader: ChartReader,
  problems: Problem[],
): Build {
  const builder = new Builder(tree, reader, problems);
  const folders = paths.map((path) => path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
  const inner = new Set<string>();
  for (const folder of folders) {
    for (const other of builder.referencedFolders(folder)) inner.add(other);
  }
  // Folders that only refer to each other in a circle are built by nobody: each of them fails.
  const objects: KubeObject[] = [];
  for (const folder of folders) {
    // What has nothing to do with memcached is not built; its files are read as plain manifests.
    if (inner.has(folder) || !builder.speaksOfMemcached(folder, 0)) continue;
    const set = `kustomization ${folder === '' ? '.' : folder}`;
    for (const data of builder.build(folder)) {
      append(objects, objectsIn(data, { set }));
      if (objects.length > MOST_OBJECTS) return { objects, used: builder.used };
    }
  }
  return { objects, used: builder.used };
}

/** What a kustomization hands on. */
interface Layer {
  readonly resources: readonly Resource[];
  /** The variables to be filled in at the end. */
  readonly variables: readonly Data[];
  /** The fields that transformers work on. */
  readonly configuration: Configuration;
}

const NOTHING: Layer = { resources: [], variables: [], configuration: DEFAULTS };

/** Builds kustomizations, each once. */
export class Builder {
  readonly used = new Set<string>();
  private readonly underWay = new Set<string>();
  private readonly layers = new Map<string, Layer>();
  private readonly speaking = new Map<string, boolean>();
  private components = 0;
  private schema: Schema | undefined;

  constructor(
    private readonly tree: Tree,
    private readonly reader: ChartReader,
    private readonly problems: Problem[],
  ) {}

  /** The folders of the tree that a kustomization takes in. */
  referencedFolders(folder: string): string[] {
    const data = this.read(folder);
    return [...references(data), ...pluginReferences(data)].flatMap((item) => {
      const path = pathIn(folder, item);
      return path !== undefined && path !== folder && this.file(path) !== undefined ? [path] : [];
    });
  }

  /** Whether a kustomization or anything it takes in from the tree speaks of memcached. */
  speaksOfMemcached(folder: string, depth: number): boolean {
    const known = this.speaking.get(folder);
    if (known !== undefined || depth > DEEPEST) return known ?? false;
    this.speaking.set(folder, false);
    const path = this.file(folder);
    const own = path === undefined ? '' : (this.tree.read(path)?.text ?? '');
    const speaks =
      mentionsMemcached(own) ||
      this.takenIn(folder).some((inside) =>
        this.tree.has(inside)
          ? mentionsMemcached(this.tree.read(inside)?.text ?? '')
          : this.speaksOfMemcached(inside, depth + 1),
      );
    this.speaking.set(folder, speaks);
    return speaks;
  }

  /** The files and folders of the tree that a kustomization names. */
  private takenIn(folder: string): string[] {
    const kustomization = this.read(folder);
    const texts = [
      ...references(kustomization),
      ...pluginReferences(kustomization),
      ...itemsOf(at(kustomization, 'patchesStrategicMerge')),
      ...['patches', 'patchesJson6902'].flatMap((key) =>
        itemsOf(at(kustomization, key)).flatMap((item) => at(item, 'path') ?? []),
      ),
    ];
    return texts.flatMap((item) => pathIn(folder, item) ?? []);
  }

  /** The objects that `kustomize build` prints for a folder. */
  build(folder: string): Data[] {
    this.schema = undefined;
    const { resources, variables, configuration } = this.layer(folder, 0);
    const hashed = fixReferences(addHashes(resources), configuration.nameReference);
    const known = variablesIn(variables, hashed);
    return resolveVariables(hashed, known, configuration.varReference)
      .map(({ data }) => data)
      .filter((data) => !isLocal(data));
  }

  /** The schema that a kustomization names; the first one holds for all. */
  private schemaOf(kustomization: Mapping, folder: string): Schema | undefined {
    const path = pathIn(folder, at(kustomization, 'openapi', 'path'));
    const file = path === undefined ? undefined : this.tree.read(path);
    if (path === undefined || file === undefined) return undefined;
    this.used.add(path);
    const document = readDocuments(file, undefined)[0];
    return document === undefined ? undefined : new Schema(document);
  }

  /** What a kustomization hands on to those that take it in. */
  private layer(folder: string, depth: number): Layer {
    const known = this.layers.get(folder);
    if (known !== undefined) return known;
    if (depth > DEEPEST || this.underWay.has(folder)) return NOTHING;
    const kustomization = this.read(folder);
    if (kustomization?.type !== 'map') return NOTHING;
    this.underWay.add(folder);
    const layer = this.assemble(kustomization, folder, depth, NOTHING);
    this.underWay.delete(folder);
    this.layers.set(folder, layer);
    return layer;
  }

  /** Resources, components, generators and transformers, in kustomize's own order. */
  private assemble(kustomization: Mapping, folder: string, depth: number, given: Layer): Layer {
    this.schema ??= this.schemaOf(kustomization, folder);
    let resources: Resource[] = [...given.resources];
    const variables: Data[] = [];
    let configuration = given.configuration;
    for (const key of ['resources', 'bases']) {
      for (const item of itemsOf(at(kustomization, key))) {
        const layer = this.resource(item, folder, depth);
        append(resources, layer.resources);
        append(variables, layer.variables);
        configuration = united(configuration, layer.configuration);
      }
    }
    for (const item of itemsOf(at(kustomization, 'configurations'))) {
      for (const file of this.documents(item, folder))
        configuration = extended(configuration, file);
    }
    for (const item of itemsOf(at(kustomization, 'crds'))) {
      const path = pathIn(folder, item);
      if (path !== undefined) this.used.add(path);
    }
    resources = generate(resources, kustomization, folder, this.tree, this.used);
    const home = textOf(at(kustomization, 'helmGlobals', 'chartHome'));
    for (const item of itemsOf(at(kustomization, 'helmCharts'))) {
      append(resources, this.inflated(item, home, folder));
    }
    for (const config of this.plugins(kustomization, 'generators', folder, depth)) {
      resources = this.generated(resources, config, folder);
    }
    for (const item of itemsOf(at(kustomization, 'components'))) {
      const layer = this.component(
        item,
        { resources, variables: [], configuration },
        folder,
        depth,
      );
      resources = [...layer.resources];
      append(variables, layer.variables);
      configuration = united(configuration, layer.configuration);
    }
    const host = {
      folder,
      schema: this.schema,
      documents: (item: Data) => this.documents(item, folder),
    };
    resources = transform(resources, kustomization, configuration, host);
    for (const key of ['transformers', 'validators'] as const) {
      for (const config of this.plugins(kustomization, key, folder, depth)) {
        const result = isBuiltInPlugin(config)
          ? runTransformer(resources, config, host)
          : undefined;
        if (result !== undefined) resources = result;
        else if (key === 'transformers') this.tellUnrun(config, resources);
      }
    }
    append(variables, declaredVariables(kustomization));
    return { resources: resources.slice(0, MOST_OBJECTS), variables, configuration };
  }

  /** The configurations of plugins: in place, in files, or built by a kustomization. */
  private plugins(
    kustomization: Mapping,
    key: 'generators' | 'transformers' | 'validators',
    folder: string,
    depth: number,
  ): Data[] {
    return itemsOf(at(kustomization, key)).flatMap((item) => {
      const path = pathIn(folder, item);
      if (path !== undefined && !this.tree.has(path) && this.file(path) !== undefined) {
        return this.layer(path, depth + 1).resources.map(({ data }) => data);
      }
      return this.documents(item, folder);
    });
  }

  private generated(resources: readonly Resource[], config: Data, folder: string): Resource[] {
    const kind = textOf(at(config, 'kind'));
    if (isBuiltInPlugin(config) && isGenerator(config)) {
      if (kind === 'HelmChartInflationGenerator') {
        const home = textOf(at(config, 'chartHome'));
        return [...resources, ...this.inflated(config, home, folder)];
      }
      if (kind !== 'ConfigMapGenerator' && kind !== 'SecretGenerator') return [...resources];
      return absorb(resources, kind === 'SecretGenerator' ? 'Secret' : 'ConfigMap', config, {
        general: undefined,
        folder,
        tree: this.tree,
        used: this.used,
      });
    }
    if (canMatter(config)) this.tellPlugin(config, 'what it makes was not judged');
    return [...resources];
  }

  private inflated(item: Data, home: string | undefined, folder: string): Resource[] {
    const { tree, reader, problems } = this;
    return inflate(item, home, { folder, tree, reader, problems }).map((data) => resourceOf(data));
  }

  /** A transformer that is a program may change whatever it is given. */
  private tellUnrun(config: Data, resources: readonly Resource[]): void {
    const concerned = resources.some(({ data }) => speaks(data, 0));
    if (concerned) this.tellPlugin(config, 'its changes are not in what was judged');
  }

  private tellPlugin(config: Data, consequence: string): void {
    const { where } = config;
    const name =
      `${textOf(at(config, 'apiVersion')) ?? ''} ${textOf(at(config, 'kind')) ?? ''}`.trim();
    this.problems.push({
      kind: 'unresolved',
      where,
      message: `${where.file}, line ${where.startLine}: the kustomize plugin ${name} is a program, which is never run here, so that ${consequence}. Scan the output of "kustomize build" to include it.`,
    });
  }

  private resource(item: Data, folder: string, depth: number): Layer {
    const text = textOf(item);
    if (text === undefined) return NOTHING;
    const path = resolveInTree(folder, text);
    if (path !== undefined && this.tree.has(path)) {
      this.used.add(path);
      const file = this.tree.read(path);
      if (file === undefined) return NOTHING;
      const relevant = mentionsMemcached(file.text);
      const resources = readDocuments(file, relevant ? this.problems : undefined).flatMap((data) =>
        objectsIn(data, { set: '' }).map((object) => resourceOf(object.data)),
      );
      return { ...NOTHING, resources };
    }
    if (path !== undefined && this.file(path) !== undefined) return this.layer(path, depth + 1);
    if (mentionsMemcached(text)) {
      this.problems.push({
        kind: 'unresolved',
        where: item.where,
        message: `${item.where.file}, line ${item.where.startLine}: the resource ${text} is not in the repository and was not judged. Scan the output of "kustomize build" to include it.`,
      });
    }
    return NOTHING;
  }

  /** A component works on what has been gathered so far. */
  private component(item: Data, given: Layer, folder: string, depth: number): Layer {
    const path = resolveInTree(folder, textOf(item) ?? '');
    if (path === undefined || depth > DEEPEST || this.underWay.has(path)) return given;
    if (++this.components > MOST_COMPONENTS) return given;
    const kustomization = this.read(path);
    if (kustomization?.type !== 'map') return given;
    this.underWay.add(path);
    const layer = this.assemble(kustomization, path, depth + 1, given);
    this.underWay.delete(path);
    return layer;
  }

  /** What is written in place, or the file that a path names. */
  private documents(item: Data, folder: string): Data[] {
    if (textOf(item) === undefined) {
      return item.type === 'map' && entry(item, 'path') === undefined ? [item] : [];
    }
    const path = pathIn(folder, item);
    if (path !== undefined && this.tree.has(path)) {
      this.used.add(path);
      const file = this.tree.read(path);
      return file === undefined ? [] : readDocuments(file, undefined);
    }
    return embeddedDocuments(item, this.reader);
  }

  private read(folder: string): Data | undefined {
    const path = this.file(folder);
    const file = path === undefined ? undefined : this.tree.read(path);
    return file === undefined ? undefined : readDocuments(file, undefined)[0];
  }

  private file(folder: string): string | undefined {
    const prefix = folder === '' ? '' : `${folder}/`;
    return ['kustomization.yaml', 'kustomization.yml', 'Kustomization']
      .map((name) => prefix + name)
      .find((path) => this.tree.has(path));
  }
}

/** Whether an object says anything of memcached. */
function speaks(data: Data, depth: number): boolean {
  if (depth > 30) return false;
  if (data.type === 'list') return data.items.some((item) => speaks(item, depth + 1));
  if (data.type === 'map') {
    return data.entries.some(
      ({ key, value }) => mentionsMemcached(key) || speaks(value, depth + 1),
    );
  }
  return mentionsMemcached(textOf(data) ?? '');
}

/** Marked to be read by tools only; kustomize keeps it for itself. */
function isLocal(data: Data): boolean {
  const mark = at(data, 'metadata', 'annotations', 'config.kubernetes.io/local-config');
  return mark !== undefined && textOf(mark) !== 'false';
}

function pluginReferences(kustomization: Data | undefined): Data[] {
  return ['generators', 'transformers', 'validators'].flatMap((key) => [
    ...itemsOf(at(kustomization, key)),
  ]);
}

function references(kustomization: Data | undefined): Data[] {
  return ['resources', 'bases', 'components'].flatMap((key) => [
    ...itemsOf(at(kustomization, key)),
  ]);
}
