import type { Problem } from '../../../facts.js';
import { resolveInTree, type Tree } from '../../../files/tree.js';
import {
  at,
  entry,
  isNull,
  itemsOf,
  textOf,
  type Data,
  type Mapping,
} from '../../../syntax/data.js';
import { mentionsMemcached } from '../classify.js';
import type { ChartReader } from '../helm/charts.js';
import { embedded, useObjects } from '../helm/releases.js';
import { overlay } from '../helm/values.js';
import { readDocuments } from '../manifests.js';
import { folderOf, objectsIn, type KubeObject } from '../objects.js';
import { addHashes, generate } from './generators.js';
import { jsonPatch, newEntry, strategicMerge } from './merge.js';
import { declaredVariables, fixReferences, resolveVariables, variablesIn } from './references.js';
import { replace } from './replacements.js';
import {
  changed,
  groupOf,
  isNamedBy,
  matchesTarget,
  resourceOf,
  type Resource,
} from './resource.js';
import {
  addAnnotations,
  addLabels,
  prefixName,
  setImage,
  setNamespace,
  setReplicas,
} from './transformers.js';

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
      objects.push(...objectsIn(data, { set }));
      if (objects.length > MOST_OBJECTS) return { objects, used: builder.used };
    }
  }
  return { objects, used: builder.used };
}

/** What a kustomization hands on: its objects, and the variables to be filled in at the end. */
interface Layer {
  readonly resources: readonly Resource[];
  readonly variables: readonly Data[];
}

const NOTHING: Layer = { resources: [], variables: [] };

/** Builds kustomizations, each once. */
export class Builder {
  readonly used = new Set<string>();
  private readonly underWay = new Set<string>();
  private readonly layers = new Map<string, Layer>();
  private readonly speaking = new Map<string, boolean>();
  private components = 0;

  constructor(
    private readonly tree: Tree,
    private readonly reader: ChartReader,
    private readonly problems: Problem[],
  ) {}

  /** The folders of the tree that a kustomization takes in. */
  referencedFolders(folder: string): string[] {
    const data = this.read(folder);
    return references(data).flatMap((item) => {
      const path = resolveInTree(folder, textOf(item) ?? '');
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
      ...itemsOf(at(kustomization, 'patchesStrategicMerge')),
      ...['patches', 'patchesJson6902'].flatMap((key) =>
        itemsOf(at(kustomization, key)).flatMap((item) => at(item, 'path') ?? []),
      ),
    ];
    return texts.flatMap((item) => {
      const text = textOf(item) ?? '';
      return text.includes('\n') ? [] : (resolveInTree(folder, text) ?? []);
    });
  }

  /** The objects that `kustomize build` prints for a folder. */
  build(folder: string): Data[] {
    const layer = this.layer(folder, 0);
    const hashed = fixReferences(addHashes(layer.resources));
    const variables = variablesIn(layer.variables, hashed);
    return resolveVariables(hashed, variables).map(({ data }) => data);
  }

  /** What a kustomization hands on to those that take it in. */
  private layer(folder: string, depth: number): Layer {
    const known = this.layers.get(folder);
    if (known !== undefined) return known;
    if (depth > DEEPEST || this.underWay.has(folder)) return NOTHING;
    const kustomization = this.read(folder);
    if (kustomization?.type !== 'map') return NOTHING;
    this.underWay.add(folder);
    const layer = this.assemble(kustomization, folder, depth, []);
    this.underWay.delete(folder);
    this.layers.set(folder, layer);
    return layer;
  }

  /** Resources, components, generators and transformers, in kustomize's own order. */
  private assemble(
    kustomization: Mapping,
    folder: string,
    depth: number,
    given: readonly Resource[],
  ): Layer {
    let resources: Resource[] = [...given];
    const variables: Data[] = [];
    for (const key of ['resources', 'bases', 'crds']) {
      for (const item of itemsOf(at(kustomization, key))) {
        const layer = this.resource(item, folder, depth);
        resources.push(...layer.resources);
        variables.push(...layer.variables);
      }
    }
    resources = generate(resources, kustomization, folder, this.tree, this.used);
    resources.push(...this.charts(kustomization).map((data) => resourceOf(data)));
    for (const item of itemsOf(at(kustomization, 'components'))) {
      const layer = this.component(item, resources, folder, depth);
      resources = [...layer.resources];
      variables.push(...layer.variables);
    }
    resources = this.transform(resources, kustomization, folder);
    variables.push(...declaredVariables(kustomization));
    return { resources: resources.slice(0, MOST_OBJECTS), variables };
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
      return { resources, variables: [] };
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
  private component(
    item: Data,
    resources: readonly Resource[],
    folder: string,
    depth: number,
  ): Layer {
    const unchanged = { resources, variables: [] };
    const path = resolveInTree(folder, textOf(item) ?? '');
    if (path === undefined || depth > DEEPEST || this.underWay.has(path)) return unchanged;
    if (++this.components > MOST_COMPONENTS) return unchanged;
    const kustomization = this.read(path);
    if (kustomization?.type !== 'map') return unchanged;
    this.underWay.add(path);
    const layer = this.assemble(kustomization, path, depth + 1, resources);
    this.underWay.delete(path);
    return layer;
  }

  /** Charts that kustomize inflates: known ones and those in the tree; others are told. */
  private charts(kustomization: Mapping): Data[] {
    const home = textOf(at(kustomization, 'helmGlobals', 'chartHome')) ?? 'charts';
    return itemsOf(at(kustomization, 'helmCharts')).flatMap((item) => {
      const name = at(item, 'name');
      const chart = textOf(name);
      if (name === undefined || chart === undefined) return [];
      const folder = folderOf(name.where);
      const values = [
        ...[at(item, 'valuesFile')].filter((one) => one !== undefined),
        ...itemsOf(at(item, 'additionalValuesFiles')),
      ]
        .flatMap((one) => resolveInTree(folder, textOf(one) ?? '') ?? [])
        .reduce<Data | undefined>(
          (all, path) => (this.tree.has(path) ? overlay(all, this.reader.yaml(path)) : all),
          undefined,
        );
      const inline = at(item, 'valuesInline');
      const given = inline?.type === 'scalar' ? embedded(inline, this.reader) : inline;
      const local = resolveInTree(folder, `${home}/${chart}`);
      const objects = useObjects(
        {
          chart,
          name: textOf(at(item, 'releaseName')) ?? chart,
          namespace: textOf(at(item, 'namespace')),
          values: overlay(values, given),
          where: name.where,
          folder: local !== undefined && this.reader.read(local) !== undefined ? local : undefined,
        },
        this.reader,
        this.problems,
      );
      if (objects.length === 0 && mentionsMemcached(chart)) {
        this.problems.push({
          kind: 'unresolved',
          where: name.where,
          message: `${name.where.file}, line ${name.where.startLine}: the chart ${chart} is not in the repository and not known, so that what it opens was not judged. Scan the output of "kustomize build --enable-helm" to include it.`,
        });
      }
      return objects.map((object) => object.data);
    });
  }

  /** Patches, then everything that is set on all objects, in kustomize's own order. */
  private transform(
    resources: readonly Resource[],
    kustomization: Mapping,
    folder: string,
  ): Resource[] {
    let result = [...resources];
    const each = (change: (data: Data) => Data): void => {
      result = result.map((resource) => changed(resource, change(resource.data)));
    };
    for (const item of itemsOf(at(kustomization, 'patchesStrategicMerge'))) {
      for (const patch of this.patchDocuments(item, folder))
        result = applyPatch(result, patch, undefined);
    }
    for (const item of itemsOf(at(kustomization, 'patches'))) {
      const source = at(item, 'patch') ?? at(item, 'path');
      const target = at(item, 'target');
      // The old form is a list of paths.
      for (const patch of this.patchDocuments(source ?? item, folder)) {
        result = applyPatch(result, patch, target);
      }
    }
    const namespace = at(kustomization, 'namespace');
    if (namespace !== undefined && !isNull(namespace)) {
      each((object) => setNamespace(object, namespace));
    }
    const prefix = textOf(at(kustomization, 'namePrefix'));
    const suffix = textOf(at(kustomization, 'nameSuffix'));
    each((object) => prefixName(object, prefix, suffix));
    const common = at(kustomization, 'commonLabels');
    if (common !== undefined) each((object) => addLabels(object, common, true, true));
    for (const item of itemsOf(at(kustomization, 'labels'))) {
      const selectors = textOf(at(item, 'includeSelectors')) === 'true';
      const templates = selectors || textOf(at(item, 'includeTemplates')) === 'true';
      const pairs = at(item, 'pairs');
      if (pairs !== undefined) each((object) => addLabels(object, pairs, selectors, templates));
    }
    const annotations = at(kustomization, 'commonAnnotations');
    if (annotations !== undefined) each((object) => addAnnotations(object, annotations));
    for (const item of itemsOf(at(kustomization, 'patchesJson6902'))) {
      const source = at(item, 'patch') ?? at(item, 'path');
      if (source === undefined) continue;
      for (const patch of this.patchDocuments(source, folder)) {
        result = applyPatch(result, patch, at(item, 'target'));
      }
    }
    for (const item of itemsOf(at(kustomization, 'replicas'))) {
      const count = at(item, 'count');
      const name = textOf(at(item, 'name'));
      if (count === undefined || name === undefined) continue;
      result = result.map((resource) =>
        resource.former.some((one) => one.name === name)
          ? changed(resource, setReplicas(resource.data, count))
          : resource,
      );
    }
    for (const image of itemsOf(at(kustomization, 'images'))) {
      each((object) => setImage(object, image));
    }
    for (const item of itemsOf(at(kustomization, 'replacements'))) {
      const path = at(item, 'path');
      const documents = path === undefined ? [item] : this.patchDocuments(path, folder);
      for (const one of documents.flatMap((data) => (data.type === 'list' ? data.items : [data]))) {
        result = replace(result, one);
      }
    }
    return result;
  }

  /** A patch written in place, or the file that a path names. */
  private patchDocuments(item: Data, folder: string): Data[] {
    const text = textOf(item);
    if (text === undefined)
      return item.type === 'map' && entry(item, 'path') === undefined ? [item] : [];
    const path = text.includes('\n') ? undefined : resolveInTree(folder, text);
    if (path !== undefined && this.tree.has(path)) {
      this.used.add(path);
      const file = this.tree.read(path);
      return file === undefined ? [] : readDocuments(file, undefined);
    }
    const data = embedded(item, this.reader);
    return data === undefined ? [] : [data];
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

function references(kustomization: Data | undefined): Data[] {
  return ['resources', 'bases', 'components'].flatMap((key) => [
    ...itemsOf(at(kustomization, key)),
  ]);
}

/** A JSON patch is a list of operations; a strategic merge patch names its object itself. */
function applyPatch(
  resources: readonly Resource[],
  patch: Data,
  target: Data | undefined,
): Resource[] {
  const isJson = patch.type === 'list';
  return resources.flatMap((resource): Resource[] => {
    const concerns =
      target === undefined
        ? !isJson && isNamedBy(resource, patch)
        : matchesTarget(resource, target);
    if (!concerns) return [resource];
    const { data } = resource;
    if (isJson) return [changed(resource, jsonPatch(data, patch))];
    const merged = strategicMerge(data, withoutIdentity(patch), isBuiltIn(data));
    return merged === undefined ? [] : [changed(resource, merged)];
  });
}

/** Only the kinds of Kubernetes itself have merge keys. */
function isBuiltIn(object: Data): boolean {
  const group = groupOf(object);
  return !group.includes('.') || group.endsWith('.k8s.io');
}

/** A patch with a target may carry any name: the object keeps its own. */
function withoutIdentity(patch: Data): Data {
  if (patch.type !== 'map') return patch;
  const metadata = at(patch, 'metadata');
  const entries = patch.entries.filter(
    (item) => !['apiVersion', 'kind', 'metadata'].includes(item.key),
  );
  if (metadata?.type !== 'map') return { ...patch, entries };
  const rest = metadata.entries.filter((item) => item.key !== 'name' && item.key !== 'namespace');
  return {
    ...patch,
    entries: [...entries, newEntry('metadata', { ...metadata, entries: rest }, metadata.where)],
  };
}
