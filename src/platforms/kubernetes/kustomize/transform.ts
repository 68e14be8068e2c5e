import { at, isNull, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import { fieldSpecs, type Configuration, type FieldSpec } from './field-specs.js';
import { applyPatch } from './patches.js';
import { replacementsOf, type PluginHost } from './plugins.js';
import { replace } from './replacements.js';
import { changed, type Resource } from './resource.js';
import { addPairs, prefixName, setImage, setNamespace, setReplicas } from './transformers.js';

/** Patches, then everything that a kustomization sets on all objects, in kustomize's own order. */
export function transform(
  resources: readonly Resource[],
  kustomization: Data,
  configuration: Configuration,
  host: PluginHost,
): Resource[] {
  const { schema } = host;
  let result = [...resources];
  const each = (change: (data: Data) => Data): void => {
    result = result.map((resource) => changed(resource, change(resource.data)));
  };
  for (const item of itemsOf(at(kustomization, 'patchesStrategicMerge'))) {
    for (const patch of host.documents(item)) result = applyPatch(result, patch, { schema });
  }
  for (const item of itemsOf(at(kustomization, 'patches'))) {
    const source = at(item, 'patch') ?? at(item, 'path');
    const rules = { target: at(item, 'target'), options: at(item, 'options'), schema };
    // The old form is a list of paths.
    for (const patch of host.documents(source ?? item)) result = applyPatch(result, patch, rules);
  }
  const namespace = at(kustomization, 'namespace');
  if (namespace !== undefined && !isNull(namespace)) {
    each((object) => setNamespace(object, namespace, configuration.namespace));
  }
  const prefix = textOf(at(kustomization, 'namePrefix')) ?? '';
  const suffix = textOf(at(kustomization, 'nameSuffix')) ?? '';
  each((object) => prefixName(object, prefix, '', configuration.namePrefix));
  each((object) => prefixName(object, '', suffix, configuration.nameSuffix));
  for (const item of itemsOf(at(kustomization, 'labels'))) {
    const pairs = at(item, 'pairs');
    const specs = labelFields(item, configuration);
    if (pairs !== undefined) each((object) => addPairs(object, pairs, specs));
  }
  const common = at(kustomization, 'commonLabels');
  if (common !== undefined) each((object) => addPairs(object, common, configuration.commonLabels));
  const annotations = at(kustomization, 'commonAnnotations');
  if (annotations !== undefined) {
    each((object) => addPairs(object, annotations, configuration.commonAnnotations));
  }
  for (const item of itemsOf(at(kustomization, 'patchesJson6902'))) {
    const source = at(item, 'patch') ?? at(item, 'path');
    if (source === undefined) continue;
    for (const patch of host.documents(source)) {
      result = applyPatch(result, patch, { target: at(item, 'target'), schema });
    }
  }
  for (const item of itemsOf(at(kustomization, 'replicas'))) {
    result = setReplicas(result, item, configuration.replicas);
  }
  for (const image of itemsOf(at(kustomization, 'images'))) {
    each((object) => setImage(object, image, configuration.images));
  }
  for (const one of replacementsOf(kustomization, host)) result = replace(result, one);
  return result;
}

/** Where the labels of an item of `labels` go. */
function labelFields(item: Data, configuration: Configuration): FieldSpec[] {
  const own = [...fieldSpecs(at(item, 'fields')), ...configuration.labels];
  if (textOf(at(item, 'includeSelectors')) === 'true') {
    return [...own, ...configuration.commonLabels];
  }
  const templates =
    textOf(at(item, 'includeTemplates')) === 'true' ? configuration.templateLabels : [];
  return [...own, ...templates, { path: 'metadata/labels', create: true }];
}
