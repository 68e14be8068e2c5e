import { at, entry, textOf, type Data } from '../../../syntax/data.js';
import { changeAt, type FieldSpec } from './field-specs.js';
import { setAt } from './merge.js';
import { matchesPattern } from './pattern.js';
import { changed, kindOf, type Resource } from './resource.js';

/** Kinds that live outside namespaces. */
const CLUSTER_KINDS = new Set([
  'Namespace',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'PersistentVolume',
  'StorageClass',
  'GatewayClass',
  'IngressClass',
  'PriorityClass',
  'RuntimeClass',
  'CSIDriver',
  'CSINode',
  'VolumeAttachment',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
  'APIService',
  'CertificateSigningRequest',
  'FlowSchema',
  'PriorityLevelConfiguration',
  'PodSecurityPolicy',
  'Node',
  'CiliumClusterwideNetworkPolicy',
  'GlobalNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
]);

/** Puts an object into a namespace; `unsetOnly` keeps the one it has. */
export function setNamespace(
  object: Data,
  namespace: Data,
  specs: readonly FieldSpec[],
  unsetOnly = false,
): Data {
  const kept = (old: Data | undefined): boolean => unsetOnly && (textOf(old) ?? '') !== '';
  let result = object;
  if (!CLUSTER_KINDS.has(kindOf(object)) && !kept(at(object, 'metadata', 'namespace'))) {
    result = setAt(result, ['metadata', 'namespace'], namespace);
  }
  for (const spec of specs) {
    if (spec.path === 'metadata/namespace') continue;
    if (spec.path === 'metadata/name' && textOf(at(object, 'apiVersion')) !== 'v1') continue;
    result = changeAt(result, spec, (old) => (kept(old) ? old : namespace));
  }
  return result;
}

/** Kinds whose names stay what they are. */
const NEVER_PREFIXED = new Set(['Namespace', 'CustomResourceDefinition', 'APIService']);

/** Puts texts before and after a name; other fields than the name only where asked for. */
export function prefixName(
  object: Data,
  prefix: string,
  suffix: string,
  specs: readonly FieldSpec[],
): Data {
  if (NEVER_PREFIXED.has(kindOf(object)) || (prefix === '' && suffix === '')) return object;
  let result = object;
  for (const spec of specs) {
    result = changeAt(result, spec, (old) => {
      const text = old === undefined ? '' : textOf(old);
      if (text === undefined) return old;
      return { type: 'scalar', value: `${prefix}${text}${suffix}`, where: (old ?? object).where };
    });
  }
  return result;
}

/**
 * Puts labels or annotations into all the fields that are listed. kustomize writes one node into all of
 * them, so that a layer above that changes one of them changes all.
 */
export function addPairs(object: Data, pairs: Data, specs: readonly FieldSpec[]): Data {
  if (pairs.type !== 'map') return object;
  let result = object;
  for (const { key, value: given } of pairs.entries) {
    // A node of its own for each object.
    const value = { ...given };
    const replaced = new Set<Data>();
    const set = (old: Data | undefined): Data => {
      const before = entry(old, key)?.value;
      if (before !== undefined) replaced.add(before);
      return setAt(
        old?.type === 'map' ? old : { type: 'map', entries: [], where: value.where },
        [key],
        value,
      );
    };
    for (const spec of specs) result = changeAt(result, spec, set);
    if (replaced.size > 0) result = substituted(result, replaced, value, 0);
  }
  return result;
}

/** The object with one node in the place of others. */
function substituted(data: Data, replaced: ReadonlySet<Data>, value: Data, depth: number): Data {
  if (replaced.has(data)) return value;
  if (depth > 30 || (data.type !== 'map' && data.type !== 'list')) return data;
  let touched = false;
  const inside = (one: Data): Data => {
    const result = substituted(one, replaced, value, depth + 1);
    touched ||= result !== one;
    return result;
  };
  if (data.type === 'list') {
    const items = data.items.map(inside);
    return touched ? { ...data, items } : data;
  }
  const entries = data.entries.map((one) => ({ ...one, value: inside(one.value) }));
  return touched ? { ...data, entries } : data;
}

/** How many pods the workloads of a name have. */
export function setReplicas(
  resources: readonly Resource[],
  replica: Data | undefined,
  specs: readonly FieldSpec[],
): Resource[] {
  const count = at(replica, 'count');
  const name = textOf(at(replica, 'name'));
  if (count === undefined || name === undefined) return [...resources];
  return resources.map((resource) => {
    if (!resource.former.some((one) => one.name === name)) return resource;
    return changed(
      resource,
      specs.reduce((data, spec) => changeAt(data, spec, () => count), resource.data),
    );
  });
}

/** Gives images of one name another name, tag or digest, in containers wherever they are. */
export function setImage(object: Data, image: Data, specs: readonly FieldSpec[]): Data {
  const name = textOf(at(image, 'name'));
  if (name === undefined || kindOf(object) === 'CustomResourceDefinition') return object;
  const set = (old: Data | undefined): Data | undefined => renamed(old, name, image);
  // An image that is not there is never made, whatever the field says.
  return specs.reduce(
    (data, spec) => changeAt(data, { ...spec, create: false }, set),
    inContainers(object, set, 0),
  );
}

function inContainers(
  data: Data,
  set: (old: Data | undefined) => Data | undefined,
  depth: number,
): Data {
  if (depth > 12) return data;
  if (data.type === 'list') {
    return { ...data, items: data.items.map((item) => inContainers(item, set, depth + 1)) };
  }
  if (data.type !== 'map') return data;
  return {
    ...data,
    entries: data.entries.map((item) => {
      const inner = inContainers(item.value, set, depth + 1);
      const value =
        (item.key === 'containers' || item.key === 'initContainers') && inner.type === 'list'
          ? { ...inner, items: inner.items.map((container) => withImage(container, set)) }
          : inner;
      return value === item.value ? item : { ...item, value };
    }),
  };
}

function withImage(container: Data, set: (old: Data | undefined) => Data | undefined): Data {
  const written = entry(container, 'image')?.value;
  const image = set(written);
  return image === undefined || image === written ? container : setAt(container, ['image'], image);
}

/** The image that `image` makes of one of its name; any other stays as it is. */
function renamed(old: Data | undefined, name: string, image: Data): Data | undefined {
  const text = textOf(old);
  if (old === undefined || text === undefined) return old;
  const parts = splitImage(text);
  // The name is a regular expression, as kustomize has it.
  if (parts.name !== name && !matchesPattern(name, parts.name)) return old;
  const [newName, newTag, digest, tagSuffix] = ['newName', 'newTag', 'digest', 'tagSuffix'].map(
    (key) => {
      const given = entry(image, key)?.value;
      return (textOf(given) ?? '') === '' ? undefined : given;
    },
  );
  const source = newName ?? newTag ?? digest ?? tagSuffix;
  if (source === undefined) return old;
  let { tag, digest: hash } = parts;
  if (newTag !== undefined || digest !== undefined) {
    tag = textOf(newTag) ?? '';
    hash = textOf(digest) ?? '';
  } else if (tagSuffix !== undefined) {
    tag += textOf(tagSuffix) ?? '';
    hash = '';
  }
  const value = `${textOf(newName) ?? parts.name}${tag === '' ? '' : `:${tag}`}${hash === '' ? '' : `@${hash}`}`;
  return { type: 'scalar', value, where: source.where, through: [old.where] };
}

/** `registry:5000/name:tag@digest` into its parts. */
function splitImage(text: string): { name: string; tag: string; digest: string } {
  const at = text.indexOf('@');
  const bare = at < 0 ? text : text.slice(0, at);
  const colon = bare.indexOf(':', bare.indexOf('/') + 1);
  return {
    name: colon < 0 ? bare : bare.slice(0, colon),
    tag: colon < 0 ? '' : bare.slice(colon + 1),
    digest: at < 0 ? '' : text.slice(at + 1),
  };
}
