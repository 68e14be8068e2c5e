import { at, booleanOf, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import { resolveInTree } from '../../../files/tree.js';
import { fieldSpecs } from './field-specs.js';
import { parseFieldPath, changeField } from './fields.js';
import { addHashes } from './generators.js';
import { applyPatch } from './patches.js';
import { replace } from './replacements.js';
import { changed, matchesTarget, type Resource } from './resource.js';
import type { Schema } from './schema.js';
import { addPairs, prefixName, setImage, setNamespace, setReplicas } from './transformers.js';

/** What a plugin needs of the kustomization that names it. */
export interface PluginHost {
  readonly folder: string;
  readonly schema: Schema | undefined;
  /** A patch in place, or the documents of the file that is named. */
  documents(item: Data): Data[];
}

/** Whether a plugin is one of kustomize's own; any other is a program, which is never run. */
export function isBuiltInPlugin(config: Data): boolean {
  return textOf(at(config, 'apiVersion')) === 'builtin';
}

const GENERATORS = new Set([
  'ConfigMapGenerator',
  'SecretGenerator',
  'HelmChartInflationGenerator',
  'IAMPolicyGenerator',
]);

/** Whether a built-in plugin makes objects. */
export function isGenerator(config: Data): boolean {
  return GENERATORS.has(textOf(at(config, 'kind')) ?? '');
}

/**
 * Plugins that make nothing but Secrets: they decrypt files and open no door, so that nothing is missed
 * by not running them.
 */
const SECRETS_ONLY =
  /^(?:viaduct\.ai|goabout\.com|isindir\.github\.com|kustomize\.getsops\.io|bitnami\.com)\/|^secretgenerator|sops/i;

/** Whether not running a generator can hide an object that decides who reaches memcached. */
export function canMatter(config: Data): boolean {
  const name = `${textOf(at(config, 'apiVersion')) ?? ''} ${textOf(at(config, 'kind')) ?? ''}`;
  return !SECRETS_ONLY.test(name);
}

/** What one of kustomize's own transformers makes of the objects; `undefined` for one that is not known. */
export function runTransformer(
  resources: readonly Resource[],
  config: Data,
  host: PluginHost,
): Resource[] | undefined {
  const specs = fieldSpecs(at(config, 'fieldSpecs'));
  const each = (change: (data: Data) => Data): Resource[] =>
    resources.map((resource) => changed(resource, change(resource.data)));
  const patched = (patches: readonly Data[], target: Data | undefined): Resource[] =>
    patches.reduce<Resource[]>(
      (all, patch) =>
        applyPatch(all, patch, {
          target,
          options: at(config, 'options'),
          schema: host.schema,
        }),
      [...resources],
    );
  switch (textOf(at(config, 'kind'))) {
    case 'AnnotationsTransformer': {
      const pairs = at(config, 'annotations');
      return pairs === undefined ? [...resources] : each((data) => addPairs(data, pairs, specs));
    }
    case 'LabelTransformer': {
      const pairs = at(config, 'labels');
      return pairs === undefined ? [...resources] : each((data) => addPairs(data, pairs, specs));
    }
    case 'NamespaceTransformer': {
      const namespace = at(config, 'metadata', 'namespace');
      if ((textOf(namespace) ?? '') === '' || namespace === undefined) return [...resources];
      const unsetOnly = booleanOf(at(config, 'unsetOnly')) === true;
      return each((data) => setNamespace(data, namespace, specs, unsetOnly));
    }
    case 'PrefixTransformer':
      return each((data) => prefixName(data, textOf(at(config, 'prefix')) ?? '', '', specs));
    case 'SuffixTransformer':
      return each((data) => prefixName(data, '', textOf(at(config, 'suffix')) ?? '', specs));
    case 'ImageTagTransformer': {
      const image = at(config, 'imageTag');
      return image === undefined ? [...resources] : each((data) => setImage(data, image, specs));
    }
    case 'ReplicaCountTransformer':
      return setReplicas(resources, at(config, 'replica'), specs);
    case 'PatchTransformer': {
      const source = given(at(config, 'patch')) ?? at(config, 'path');
      return source === undefined
        ? [...resources]
        : patched(host.documents(source), at(config, 'target'));
    }
    case 'PatchJson6902Transformer': {
      const source = given(at(config, 'jsonOp')) ?? at(config, 'path');
      return source === undefined
        ? [...resources]
        : patched(host.documents(source), at(config, 'target'));
    }
    case 'PatchStrategicMergeTransformer': {
      const inline = given(at(config, 'patches'));
      const sources = [...itemsOf(at(config, 'paths')), ...(inline === undefined ? [] : [inline])];
      return patched(
        sources.flatMap((source) => host.documents(source)),
        undefined,
      );
    }
    case 'ReplacementTransformer':
      return replacementsOf(config, host).reduce<Resource[]>(
        (all, one) => replace(all, one),
        [...resources],
      );
    case 'ValueAddTransformer':
      return addValue(resources, config, host);
    case 'HashTransformer':
      return addHashes(resources);
    case 'SortOrderTransformer':
      return [...resources];
    default:
      return undefined;
  }
}

function given(data: Data | undefined): Data | undefined {
  return (textOf(data) ?? '').trim() === '' ? undefined : data;
}

/** Replacements in place and those of files. */
export function replacementsOf(config: Data | undefined, host: PluginHost): Data[] {
  return itemsOf(at(config, 'replacements'))
    .flatMap((item) => {
      const path = at(item, 'path');
      return path === undefined ? [item] : host.documents(path);
    })
    .flatMap((one) => (one.type === 'list' ? [...one.items] : [one]));
}

/** Writes one value into fields of the objects that are selected. */
function addValue(resources: readonly Resource[], config: Data, host: PluginHost): Resource[] {
  const written = at(config, 'value');
  const text = (textOf(written) ?? '').trim();
  const value: Data = {
    type: 'scalar',
    value: text === '' ? host.folder.slice(host.folder.lastIndexOf('/') + 1) : text,
    where: (written ?? config).where,
  };
  const file = at(config, 'targetFilePath');
  const listed = file === undefined ? [] : host.documents(file);
  const targets = [
    ...itemsOf(at(config, 'targets')),
    ...listed.flatMap((one) => itemsOf(at(one, 'targets'))),
  ];
  return targets.slice(0, 1_000).reduce<Resource[]>(
    (all, target) => {
      const selector = at(target, 'selector');
      const path = textOf(at(target, 'fieldPath')) ?? '';
      const position = Number(textOf(at(target, 'filePathPosition')) ?? '0');
      return all.map((resource) => {
        if (selector !== undefined && !matchesTarget(resource, selector)) return resource;
        if (path === 'metadata/namespace') {
          return changed(resource, setNamespace(resource.data, value, []));
        }
        const keys = parseFieldPath(
          path.replaceAll('.', '\\.').replaceAll('\\/', '\u0000').replaceAll('/', '.'),
        ).map((step) =>
          step.kind === 'key' ? { ...step, key: step.key.replaceAll('\u0000', '/') } : step,
        );
        return changed(
          resource,
          changeField(resource.data, keys, (old) => inserted(textOf(old) ?? '', value, position), {
            create: true,
            throughLists: false,
          }),
        );
      });
    },
    [...resources],
  );
}

/** Puts a value at a position of a file path; without a position it takes the place of all of it. */
function inserted(path: string, value: Data, position: number): Data {
  const text = textOf(value) ?? '';
  if (!(position > 0) || path === '') return value;
  const absolute = path.startsWith('/');
  const parts = path.split('/').filter((part) => part !== '');
  parts.splice(position - 1, 0, text);
  return {
    type: 'scalar',
    value: `${absolute ? '/' : ''}${parts.join('/')}`,
    where: value.where,
  };
}

/** The path inside the tree that a plugin's or kustomization's text names, if it can be one. */
export function pathIn(folder: string, item: Data | undefined): string | undefined {
  const text = textOf(item) ?? '';
  return text === '' || text.includes('\n') ? undefined : resolveInTree(folder, text);
}
