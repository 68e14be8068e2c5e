import { at, booleanOf, type Data } from '../../../syntax/data.js';
import { jsonPatch, newEntry, strategicMerge } from './merge.js';
import {
  changed,
  groupOf,
  isMeantBy,
  isNamedBy,
  matchesTarget,
  type Resource,
} from './resource.js';
import type { Schema } from './schema.js';

/** What belongs to a patch besides its text. */
export interface PatchRules {
  /** The objects it is for; without one a patch names its object itself. */
  readonly target?: Data | undefined;
  /** `allowNameChange`, `allowKindChange`. */
  readonly options?: Data | undefined;
  /** How the lists of custom resources are merged. */
  readonly schema?: Schema | undefined;
}

/** A JSON patch is a list of operations; a strategic merge patch is a part of an object. */
export function applyPatch(
  resources: readonly Resource[],
  patch: Data,
  { target, options, schema }: PatchRules,
): Resource[] {
  const isJson = patch.type === 'list';
  const named = (resource: Resource): boolean => isNamedBy(resource, patch);
  const exact = target === undefined && resources.some(named);
  return resources.flatMap((resource): Resource[] => {
    const concerned =
      target !== undefined
        ? matchesTarget(resource, target)
        : !isJson && (exact ? named(resource) : isMeantBy(resource, patch));
    if (!concerned) return [resource];
    const { data } = resource;
    if (isJson) return [changed(resource, jsonPatch(data, patch))];
    // A schema of one's own takes the place of the built-in one.
    const builtIn = isBuiltIn(data) ? ('built-in' as const) : undefined;
    const lists = schema === undefined ? builtIn : schema.of(data);
    const merged = strategicMerge(data, withoutIdentity(patch, options), lists);
    return merged === undefined ? [] : [changed(resource, merged)];
  });
}

/** Only the kinds of Kubernetes itself have merge keys. */
function isBuiltIn(object: Data): boolean {
  const group = groupOf(object);
  return !group.includes('.') || group.endsWith('.k8s.io');
}

/** An object keeps its name, namespace and kind unless the patch may change them. */
function withoutIdentity(patch: Data, options: Data | undefined): Data {
  if (patch.type !== 'map') return patch;
  const renames = booleanOf(at(options, 'allowNameChange')) === true;
  const retypes = booleanOf(at(options, 'allowKindChange')) === true;
  const metadata = at(patch, 'metadata');
  const entries = patch.entries.filter(
    ({ key }) => key !== 'apiVersion' && key !== 'metadata' && (key !== 'kind' || retypes),
  );
  if (metadata?.type !== 'map') return { ...patch, entries };
  const rest = metadata.entries.filter(
    ({ key }) => key !== 'namespace' && (key !== 'name' || renames),
  );
  return {
    ...patch,
    entries: [...entries, newEntry('metadata', { ...metadata, entries: rest }, metadata.where)],
  };
}
