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
import { objectsIn, textMap, type KubeObject } from '../objects.js';
import { jsonPatch, newEntry, setAt, strategicMerge } from './merge.js';
import { addLabels, prefixName, setImage, setNamespace } from './transformers.js';

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
    for (const data of builder.build(folder, 0)) {
      objects.push(...objectsIn(data, { set }));
      if (objects.length > MOST_OBJECTS) return { objects, used: builder.used };
    }
  }
  return { objects, used: builder.used };
}

/** Builds kustomizations, each once. */
export class Builder {
  readonly used = new Set<string>();
  private readonly underWay = new Set<string>();
  private readonly built = new Map<string, Data[]>();
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

  build(folder: string, depth: number): Data[] {
    const known = this.built.get(folder);
    if (known !== undefined) return known;
    if (depth > DEEPEST || this.underWay.has(folder)) return [];
    const kustomization = this.read(folder);
    if (kustomization?.type !== 'map') return [];
    this.underWay.add(folder);
    const objects = this.transform(
      this.accumulate(kustomization, folder, depth),
      kustomization,
      folder,
    );
    this.underWay.delete(folder);
    this.built.set(folder, objects);
    return objects;
  }

  private accumulate(kustomization: Mapping, folder: string, depth: number): Data[] {
    let objects: Data[] = [];
    for (const key of ['resources', 'bases', 'crds']) {
      for (const item of itemsOf(at(kustomization, key))) {
        objects.push(...this.resource(item, folder, depth));
      }
    }
    objects.push(...this.generated(kustomization, folder), ...this.charts(kustomization));
    for (const item of itemsOf(at(kustomization, 'components'))) {
      objects = this.component(item, objects, folder, depth);
    }
    return objects;
  }

  private resource(item: Data, folder: string, depth: number): Data[] {
    const text = textOf(item);
    if (text === undefined) return [];
    const path = resolveInTree(folder, text);
    if (path !== undefined && this.tree.has(path)) {
      this.used.add(path);
      const file = this.tree.read(path);
      if (file === undefined) return [];
      const relevant = mentionsMemcached(file.text);
      return readDocuments(file, relevant ? this.problems : undefined).flatMap((data) =>
        objectsIn(data, { set: '' }).map((object) => object.data),
      );
    }
    if (path !== undefined && this.file(path) !== undefined) return this.build(path, depth + 1);
    if (mentionsMemcached(text)) {
      this.problems.push({
        kind: 'unresolved',
        where: item.where,
        message: `${item.where.file}, line ${item.where.startLine}: the resource ${text} is not in the repository and was not judged. Scan the output of "kustomize build" to include it.`,
      });
    }
    return [];
  }

  /** A component works on what has been gathered so far. */
  private component(item: Data, objects: Data[], folder: string, depth: number): Data[] {
    const path = resolveInTree(folder, textOf(item) ?? '');
    if (path === undefined || depth > DEEPEST || this.underWay.has(path)) return objects;
    if (++this.components > MOST_COMPONENTS) return objects;
    const kustomization = this.read(path);
    if (kustomization?.type !== 'map') return objects;
    this.underWay.add(path);
    const result = this.transform(
      [...objects, ...this.accumulate(kustomization, path, depth + 1)],
      kustomization,
      path,
    );
    this.underWay.delete(path);
    return result;
  }

  /** ConfigMaps from literals: the TCP map of an ingress controller may be one. */
  private generated(kustomization: Mapping, folder: string): Data[] {
    return itemsOf(at(kustomization, 'configMapGenerator')).flatMap((item): Data[] => {
      const name = at(item, 'name');
      if (name === undefined) return [];
      const { where } = item;
      const text = (value: string): Data => ({ type: 'scalar', value, where: name.where });
      const literals = itemsOf(at(item, 'literals')).flatMap((literal) => {
        const written = textOf(literal) ?? '';
        const equals = written.indexOf('=');
        if (equals < 0) return [];
        const value = written.slice(equals + 1).replace(/^(["'])(.*)\1$/, '$2');
        return [
          newEntry(
            written.slice(0, equals),
            { type: 'scalar', value, where: literal.where },
            literal.where,
          ),
        ];
      });
      for (const path of itemsOf(at(item, 'files'))) {
        const resolved = resolveInTree(folder, (textOf(path) ?? '').replace(/^[^=/]*=/, ''));
        if (resolved !== undefined) this.used.add(resolved);
      }
      let object: Data = { type: 'map', entries: [], where };
      object = setAt(object, ['apiVersion'], text('v1'));
      object = setAt(object, ['kind'], text('ConfigMap'));
      object = setAt(object, ['metadata', 'name'], name);
      const namespace = at(item, 'namespace');
      if (namespace !== undefined) object = setAt(object, ['metadata', 'namespace'], namespace);
      return [setAt(object, ['data'], { type: 'map', entries: literals, where })];
    });
  }

  /** Charts that kustomize inflates: known ones and those in the tree. */
  private charts(kustomization: Mapping): Data[] {
    return itemsOf(at(kustomization, 'helmCharts')).flatMap((item) => {
      const name = at(item, 'name');
      const chart = textOf(name);
      if (name === undefined || chart === undefined) return [];
      const file = resolveInTree(
        name.where.file.slice(0, Math.max(name.where.file.lastIndexOf('/'), 0)),
        textOf(at(item, 'valuesFile')) ?? '',
      );
      let values = file === undefined || !this.tree.has(file) ? undefined : this.reader.yaml(file);
      const inline = at(item, 'valuesInline');
      values = overlay(values, inline?.type === 'scalar' ? embedded(inline, this.reader) : inline);
      return useObjects(
        {
          chart,
          name: textOf(at(item, 'releaseName')) ?? chart,
          namespace: textOf(at(item, 'namespace')),
          values,
          where: name.where,
        },
        this.reader,
        this.problems,
      ).map((object) => object.data);
    });
  }

  /** Patches, then everything that is set on all objects, in kustomize's own order. */
  private transform(objects: readonly Data[], kustomization: Mapping, folder: string): Data[] {
    let result = [...objects];
    for (const item of itemsOf(at(kustomization, 'patchesStrategicMerge'))) {
      for (const patch of this.patchDocuments(item, folder))
        result = applyPatch(result, patch, undefined);
    }
    for (const item of itemsOf(at(kustomization, 'patches'))) {
      const source = at(item, 'patch') ?? at(item, 'path');
      // The old form is a list of paths.
      const target = at(item, 'target');
      for (const patch of this.patchDocuments(source ?? item, folder)) {
        result = applyPatch(result, patch, target);
      }
    }
    const namespace = at(kustomization, 'namespace');
    if (namespace !== undefined && !isNull(namespace)) {
      result = result.map((object) => setNamespace(object, namespace));
    }
    result = result.map((object) =>
      prefixName(
        object,
        textOf(at(kustomization, 'namePrefix')),
        textOf(at(kustomization, 'nameSuffix')),
      ),
    );
    const common = at(kustomization, 'commonLabels');
    if (common !== undefined) result = result.map((o) => addLabels(o, common, true, true));
    for (const item of itemsOf(at(kustomization, 'labels'))) {
      const selectors = textOf(at(item, 'includeSelectors')) === 'true';
      const templates = selectors || textOf(at(item, 'includeTemplates')) === 'true';
      const pairs = at(item, 'pairs');
      if (pairs !== undefined)
        result = result.map((o) => addLabels(o, pairs, selectors, templates));
    }
    const annotations = at(kustomization, 'commonAnnotations');
    if (annotations?.type === 'map') {
      for (const { key, value } of annotations.entries) {
        result = result.map((object) => setAt(object, ['metadata', 'annotations', key], value));
      }
    }
    for (const item of itemsOf(at(kustomization, 'patchesJson6902'))) {
      const source = at(item, 'patch') ?? at(item, 'path');
      if (source === undefined) continue;
      for (const patch of this.patchDocuments(source, folder)) {
        result = applyPatch(result, patch, at(item, 'target'));
      }
    }
    for (const image of itemsOf(at(kustomization, 'images'))) {
      result = result.map((object) => setImage(object, image));
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
function applyPatch(objects: readonly Data[], patch: Data, target: Data | undefined): Data[] {
  const isJson = patch.type === 'list';
  return objects.flatMap((object): Data[] => {
    const concerns =
      target === undefined ? !isJson && isSameObject(object, patch) : matchesTarget(object, target);
    if (!concerns) return [object];
    if (isJson) return [jsonPatch(object, patch)];
    const merged = strategicMerge(object, withoutIdentity(patch), isBuiltIn(object));
    return merged === undefined ? [] : [merged];
  });
}

/** Only the kinds of Kubernetes itself have merge keys. */
function isBuiltIn(object: Data): boolean {
  const apiVersion = textOf(at(object, 'apiVersion')) ?? '';
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return !group.includes('.') || group.endsWith('.k8s.io');
}

function isSameObject(object: Data, patch: Data): boolean {
  return (
    textOf(at(object, 'kind')) === textOf(at(patch, 'kind')) &&
    textOf(at(object, 'metadata', 'name')) === textOf(at(patch, 'metadata', 'name')) &&
    groupName(object) === groupName(patch) &&
    sameNamespace(object, patch)
  );
}

function groupName(object: Data): string {
  const apiVersion = textOf(at(object, 'apiVersion')) ?? '';
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function sameNamespace(object: Data, patch: Data): boolean {
  const wanted = textOf(at(patch, 'metadata', 'namespace'));
  return (
    wanted === undefined || wanted === (textOf(at(object, 'metadata', 'namespace')) ?? 'default')
  );
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

function matchesTarget(object: Data, target: Data): boolean {
  const apiVersion = textOf(at(object, 'apiVersion')) ?? '';
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const fits = (pattern: Data | undefined, value: string): boolean => {
    const text = textOf(pattern);
    return text === undefined || text === '' || matchesPattern(text, value);
  };
  return (
    fits(at(target, 'kind'), textOf(at(object, 'kind')) ?? '') &&
    fits(at(target, 'name'), textOf(at(object, 'metadata', 'name')) ?? '') &&
    fits(at(target, 'namespace'), textOf(at(object, 'metadata', 'namespace')) ?? 'default') &&
    fits(at(target, 'group'), groupName(object)) &&
    fits(at(target, 'version'), version) &&
    matchesLabels(textOf(at(target, 'labelSelector')), object, 'labels') &&
    matchesLabels(textOf(at(target, 'annotationSelector')), object, 'annotations')
  );
}

/**
 * Kustomize takes names as regular expressions, anchored. Alternatives and `.*` are understood; what
 * else there may be is taken as it is written.
 */
export function matchesPattern(pattern: string, value: string): boolean {
  const bare = pattern.replace(/^\^?\(?|\)?\$?$/g, '');
  return bare.split('|').some((alternative) => {
    const parts = alternative.split(/\.[*+]/);
    if (parts.length === 1) return alternative === value;
    let from = 0;
    return parts.every((part, index) => {
      if (index === 0) {
        from = part.length;
        return value.startsWith(part);
      }
      if (index === parts.length - 1)
        return value.length - part.length >= from && value.endsWith(part);
      const found = value.indexOf(part, from);
      from = found + part.length;
      return found >= 0;
    });
  });
}

/** `app=cache,tier!=web,env`. */
function matchesLabels(selector: string | undefined, object: Data, field: string): boolean {
  if (selector === undefined || selector.trim() === '') return true;
  const labels = textMap(at(object, 'metadata', field));
  return selector.split(',').every((part) => {
    const match = /^\s*(!?)([^\s=!]{1,300})\s*(?:(!=|==?)\s*([^\s=]{0,100}))?\s*$/.exec(part);
    if (match === null) return false;
    const [, negated, key = '', operator, value] = match;
    if (operator === undefined) return labels.has(key) !== (negated === '!');
    return operator === '!='
      ? labels.get(key) !== value
      : labels.has(key) && labels.get(key) === value;
  });
}
