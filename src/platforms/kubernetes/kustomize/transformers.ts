import { at, entry, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import { changeField, parseFieldPath } from './fields.js';
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

/** A field that labels go to, and whether it is made where there is none. */
interface LabelField {
  readonly kinds: readonly string[];
  readonly path: string;
  readonly create: boolean;
}

const POD_TERMS = ['podAffinity', 'podAntiAffinity'].flatMap((affinity) => [
  `affinity.${affinity}.preferredDuringSchedulingIgnoredDuringExecution.podAffinityTerm.labelSelector.matchLabels`,
  `affinity.${affinity}.requiredDuringSchedulingIgnoredDuringExecution.labelSelector.matchLabels`,
]);

/** Where kustomize puts labels besides `metadata.labels` (its default field specifications). */
const SELECTORS: readonly LabelField[] = [
  { kinds: ['Service', 'ReplicationController'], path: 'spec.selector', create: true },
  {
    kinds: ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'],
    path: 'spec.selector.matchLabels',
    create: true,
  },
  { kinds: ['Job', 'PodDisruptionBudget'], path: 'spec.selector.matchLabels', create: false },
  { kinds: ['CronJob'], path: 'spec.jobTemplate.spec.selector.matchLabels', create: false },
  ...[
    'spec.podSelector.matchLabels',
    'spec.ingress.from.podSelector.matchLabels',
    'spec.egress.to.podSelector.matchLabels',
  ].map((path) => ({ kinds: ['NetworkPolicy'], path, create: false })),
  ...[...POD_TERMS, 'topologySpreadConstraints.labelSelector.matchLabels'].map((path) => ({
    kinds: ['Deployment', 'StatefulSet'],
    path: `spec.template.spec.${path}`,
    create: false,
  })),
];

const TEMPLATES: readonly LabelField[] = [
  {
    kinds: ['ReplicationController', 'Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'],
    path: 'spec.template.metadata.labels',
    create: true,
  },
  { kinds: ['Job'], path: 'spec.template.metadata.labels', create: true },
  { kinds: ['CronJob'], path: 'spec.jobTemplate.metadata.labels', create: true },
  { kinds: ['CronJob'], path: 'spec.jobTemplate.spec.template.metadata.labels', create: true },
  { kinds: ['StatefulSet'], path: 'spec.volumeClaimTemplates.metadata.labels', create: true },
];

const ANNOTATIONS: readonly LabelField[] = TEMPLATES.filter(
  ({ path }) => !path.includes('volumeClaimTemplates'),
).map((field) => ({ ...field, path: field.path.replace(/labels$/, 'annotations') }));

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
  const fields = [...(selectors ? SELECTORS : []), ...(templates ? TEMPLATES : [])];
  return addPairs(object, labels, 'labels', fields);
}

/** Annotations on the objects and their pod templates. */
export function addAnnotations(object: Data, annotations: Data): Data {
  return addPairs(object, annotations, 'annotations', ANNOTATIONS);
}

function addPairs(
  object: Data,
  pairs: Data,
  metadata: 'labels' | 'annotations',
  fields: readonly LabelField[],
): Data {
  if (pairs.type !== 'map') return object;
  const kind = textOf(at(object, 'kind')) ?? '';
  let result = object;
  for (const { key, value } of pairs.entries) {
    result = setAt(result, ['metadata', metadata, key], value);
    for (const { kinds, path, create } of fields) {
      if (!kinds.includes(kind)) continue;
      const set = (old: Data | undefined): Data =>
        setAt(
          old?.type === 'map' ? old : { type: 'map', entries: [], where: value.where },
          [key],
          value,
        );
      result = changeField(result, parseFieldPath(path), set, { create, throughLists: true });
    }
  }
  return result;
}

/** How many pods a workload has. */
export function setReplicas(object: Data, count: Data): Data {
  const kinds = ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'];
  return kinds.includes(textOf(at(object, 'kind')) ?? '')
    ? setAt(object, ['spec', 'replicas'], count)
    : object;
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
