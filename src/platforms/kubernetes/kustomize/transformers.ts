import { at, entry, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import { setAt } from './merge.js';

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
  'CiliumClusterwideNetworkPolicy',
]);

const WITH_SELECTORS = new Set(['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet']);

export function setNamespace(object: Data, namespace: Data): Data {
  if (CLUSTER_KINDS.has(textOf(at(object, 'kind')) ?? '')) return object;
  return setAt(object, ['metadata', 'namespace'], namespace);
}

export function prefixName(
  object: Data,
  prefix: string | undefined,
  suffix: string | undefined,
): Data {
  const name = at(object, 'metadata', 'name');
  const text = textOf(name);
  const kind = textOf(at(object, 'kind')) ?? '';
  if (name === undefined || text === undefined || (prefix === undefined && suffix === undefined))
    return object;
  if (kind === 'Namespace' || kind === 'CustomResourceDefinition') return object;
  return setAt(object, ['metadata', 'name'], {
    type: 'scalar',
    value: `${prefix ?? ''}${text}${suffix ?? ''}`,
    where: name.where,
  });
}

/** Labels on the objects, and where asked for on pod templates and selectors. */
export function addLabels(
  object: Data,
  labels: Data,
  selectors: boolean,
  templates: boolean,
): Data {
  if (labels.type !== 'map') return object;
  const kind = textOf(at(object, 'kind')) ?? '';
  let result = object;
  for (const { key, value } of labels.entries) {
    result = setAt(result, ['metadata', 'labels', key], value);
    if (templates) {
      for (const path of [
        ['spec', 'template'],
        ['spec', 'jobTemplate', 'spec', 'template'],
      ]) {
        if (at(result, ...path) !== undefined) {
          result = setAt(result, [...path, 'metadata', 'labels', key], value);
        }
      }
    }
    if (!selectors) continue;
    // Selectors are made where there are none (kustomize's default field specs for labels).
    if (kind === 'Service' || kind === 'ReplicationController') {
      result = setAt(result, ['spec', 'selector', key], value);
    } else if (
      WITH_SELECTORS.has(kind) ||
      at(result, 'spec', 'selector', 'matchLabels') !== undefined
    ) {
      result = setAt(result, ['spec', 'selector', 'matchLabels', key], value);
    }
    if (
      kind === 'NetworkPolicy' &&
      at(result, 'spec', 'podSelector', 'matchLabels') !== undefined
    ) {
      result = setAt(result, ['spec', 'podSelector', 'matchLabels', key], value);
    }
  }
  return result;
}

/** Gives containers with an image of one name another name, tag or digest. */
export function setImage(object: Data, image: Data): Data {
  const name = textOf(at(image, 'name'));
  if (name === undefined) return object;
  return walk(object, name, image, 0);
}

function walk(data: Data, name: string, image: Data, depth: number): Data {
  if (depth > 12) return data;
  if (data.type === 'list') {
    return { ...data, items: data.items.map((item) => walk(item, name, image, depth + 1)) };
  }
  if (data.type !== 'map') return data;
  return {
    ...data,
    entries: data.entries.map((item) => {
      if (item.key !== 'containers' && item.key !== 'initContainers') {
        const value = walk(item.value, name, image, depth + 1);
        return value === item.value ? item : { ...item, value };
      }
      const items = itemsOf(item.value).map((container) => withImage(container, name, image));
      return { ...item, value: { type: 'list', items, where: item.value.where } };
    }),
  };
}

function withImage(container: Data, name: string, image: Data): Data {
  const written = entry(container, 'image');
  const text = textOf(written?.value);
  if (written === undefined || text === undefined) return container;
  const parts = splitImage(text);
  if (parts.name !== name) return container;
  const newName = entry(image, 'newName');
  const newTag = entry(image, 'newTag');
  const digest = entry(image, 'digest');
  const tag = textOf(newTag?.value);
  const hash = textOf(digest?.value);
  const suffix =
    hash !== undefined
      ? `${tag === undefined ? '' : `:${tag}`}@${hash}`
      : tag !== undefined
        ? `:${tag}`
        : parts.rest;
  const source = newName ?? newTag ?? digest;
  if (source === undefined) return container;
  return setAt(container, ['image'], {
    type: 'scalar',
    value: `${textOf(newName?.value) ?? parts.name}${suffix}`,
    where: source.value.where,
    through: [written.value.where],
  });
}

/** `registry:5000/name:tag@digest` into the name and the rest. */
function splitImage(text: string): { name: string; rest: string } {
  const digest = text.indexOf('@');
  const bare = digest < 0 ? text : text.slice(0, digest);
  const colon = bare.indexOf(':', bare.lastIndexOf('/') + 1);
  const name = colon < 0 ? bare : bare.slice(0, colon);
  return { name, rest: text.slice(name.length) };
}
