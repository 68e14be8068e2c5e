import { at, booleanOf, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import { changeField, type Step } from './fields.js';
import { groupOf, kindOf, versionOf } from './resource.js';

/** A field of the objects of some kind that a transformer changes (kustomize's `FieldSpec`). */
export interface FieldSpec {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  /** Keys with slashes between them; `[]` marks a list that is never made. */
  readonly path: string;
  /** Whether the field is made where there is none. */
  readonly create: boolean;
}

/** The fields that name objects of one kind. */
export interface NameReference {
  readonly kind: string;
  readonly fieldSpecs: readonly FieldSpec[];
}

/** The lists of fields that transformers work on: the default ones and those of `configurations`. */
export interface Configuration {
  readonly labels: readonly FieldSpec[];
  readonly commonLabels: readonly FieldSpec[];
  readonly templateLabels: readonly FieldSpec[];
  readonly commonAnnotations: readonly FieldSpec[];
  readonly namePrefix: readonly FieldSpec[];
  readonly nameSuffix: readonly FieldSpec[];
  readonly namespace: readonly FieldSpec[];
  readonly images: readonly FieldSpec[];
  readonly replicas: readonly FieldSpec[];
  readonly varReference: readonly FieldSpec[];
  readonly nameReference: readonly NameReference[];
}

const MOST_FIELDS = 1_000;

function made(path: string, ...kinds: string[]): FieldSpec[] {
  return kinds.map((name) => {
    const slash = name.indexOf('/');
    return slash < 0
      ? { kind: name, path, create: true }
      : { group: name.slice(0, slash), kind: name.slice(slash + 1), path, create: true };
  });
}

function found(path: string, ...kinds: string[]): FieldSpec[] {
  return made(path, ...kinds).map((spec) => ({ ...spec, create: false }));
}

const SERVICE: FieldSpec = { kind: 'Service', version: 'v1', path: 'spec/selector', create: true };

const SELECTORS: readonly FieldSpec[] = [
  SERVICE,
  { ...SERVICE, kind: 'ReplicationController' },
  ...made('spec/selector/matchLabels', 'Deployment', 'ReplicaSet', 'DaemonSet', 'apps/StatefulSet'),
  ...['podAffinity', 'podAntiAffinity'].flatMap((affinity) =>
    ['preferred', 'required'].flatMap((when) =>
      found(
        `spec/template/spec/affinity/${affinity}/${when}DuringSchedulingIgnoredDuringExecution/${
          when === 'preferred' ? 'podAffinityTerm/' : ''
        }labelSelector/matchLabels`,
        'apps/Deployment',
        'apps/StatefulSet',
      ),
    ),
  ),
  ...found(
    'spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels',
    'apps/Deployment',
    'apps/StatefulSet',
  ),
  ...found('spec/selector/matchLabels', 'batch/Job', 'policy/PodDisruptionBudget'),
  ...found('spec/jobTemplate/spec/selector/matchLabels', 'batch/CronJob'),
  ...['spec', 'spec/ingress/from', 'spec/egress/to'].flatMap((path) =>
    found(`${path}/podSelector/matchLabels`, 'networking.k8s.io/NetworkPolicy'),
  ),
];

/** The metadata of objects and of the pods that they make. */
function metadata(field: 'labels' | 'annotations'): FieldSpec[] {
  return [
    { path: `metadata/${field}`, create: true },
    {
      kind: 'ReplicationController',
      version: 'v1',
      path: `spec/template/metadata/${field}`,
      create: true,
    },
    ...made(
      `spec/template/metadata/${field}`,
      'Deployment',
      'ReplicaSet',
      'DaemonSet',
      field === 'labels' ? 'apps/StatefulSet' : 'StatefulSet',
      'batch/Job',
    ),
    ...made(`spec/jobTemplate/metadata/${field}`, 'batch/CronJob'),
    ...made(`spec/jobTemplate/spec/template/metadata/${field}`, 'batch/CronJob'),
    ...(field === 'labels'
      ? made('spec/volumeClaimTemplates[]/metadata/labels', 'apps/StatefulSet')
      : []),
  ];
}

/** Kinds with pods, by where their pod specification is; `+` also refer to ConfigMaps and Secrets. */
const PODS: readonly (readonly [path: string, kinds: readonly string[]])[] = [
  ['spec', ['Pod']],
  ['template/spec', ['PodTemplate']],
  ['spec/template/spec', ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'Job']],
  ['spec/jobTemplate/spec/template/spec', ['CronJob']],
];

function inPods(...paths: string[]): FieldSpec[] {
  return PODS.flatMap(([pod, kinds]) => paths.flatMap((path) => found(`${pod}/${path}`, ...kinds)));
}

/** Accounts, claims and classes of priority are followed in fewer kinds, and in controllers. */
function inWorkloads(path: string): FieldSpec[] {
  return [
    ...found(`spec/${path}`, 'Pod'),
    ...found(
      `spec/template/spec/${path}`,
      'StatefulSet',
      'Deployment',
      'ReplicationController',
      'Job',
      'DaemonSet',
    ),
    ...found(`spec/jobTemplate/spec/template/spec/${path}`, 'CronJob'),
  ];
}

function inContainers(path: string): FieldSpec[] {
  return inPods(`containers/${path}`, `initContainers/${path}`);
}

/** kustomize's default field specifications, as far as they can decide who reaches a pod. */
export const DEFAULTS: Configuration = {
  labels: [],
  commonLabels: [...SELECTORS, ...metadata('labels')],
  templateLabels: metadata('labels'),
  commonAnnotations: metadata('annotations'),
  namePrefix: [{ path: 'metadata/name', create: false }],
  nameSuffix: [{ path: 'metadata/name', create: false }],
  namespace: made('metadata/name', 'Namespace'),
  images: [
    'spec/containers[]/image',
    'spec/initContainers[]/image',
    'spec/template/spec/containers[]/image',
    'spec/template/spec/initContainers[]/image',
  ].map((path) => ({ path, create: true })),
  replicas: made(
    'spec/replicas',
    'Deployment',
    'ReplicationController',
    'ReplicaSet',
    'StatefulSet',
  ),
  varReference: [
    ...inContainers('args'),
    ...inContainers('command'),
    ...inContainers('env/value'),
    ...inContainers('volumeMounts/mountPath'),
    ...found('spec/ports/port', 'Service'),
    ...found('spec/ports/targetPort', 'Service'),
    { path: 'metadata/labels', create: false },
    { path: 'metadata/annotations', create: false },
  ],
  nameReference: [
    ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) => ({
      kind,
      fieldSpecs: found('spec/scaleTargetRef/name', 'HorizontalPodAutoscaler'),
    })),
    {
      kind: 'ConfigMap',
      fieldSpecs: [
        ...inContainers('env/valueFrom/configMapKeyRef/name'),
        ...inContainers('envFrom/configMapRef/name'),
        ...inPods('volumes/configMap/name', 'volumes/projected/sources/configMap/name'),
      ],
    },
    {
      kind: 'Secret',
      fieldSpecs: [
        ...inContainers('env/valueFrom/secretKeyRef/name'),
        ...inContainers('envFrom/secretRef/name'),
        ...inPods(
          'volumes/secret/secretName',
          'volumes/projected/sources/secret/name',
          'imagePullSecrets/name',
        ),
      ],
    },
    {
      kind: 'Service',
      fieldSpecs: [
        ...found('spec/serviceName', 'apps/StatefulSet'),
        ...[
          'spec/rules/http/paths/backend/serviceName',
          'spec/backend/serviceName',
          'spec/rules/http/paths/backend/service/name',
          'spec/defaultBackend/service/name',
        ].flatMap((path) => found(path, 'Ingress')),
      ],
    },
    { kind: 'ServiceAccount', fieldSpecs: inWorkloads('serviceAccountName') },
    {
      kind: 'PersistentVolumeClaim',
      fieldSpecs: inWorkloads('volumes/persistentVolumeClaim/claimName'),
    },
    { kind: 'PriorityClass', fieldSpecs: inWorkloads('priorityClassName') },
    { kind: 'IngressClass', fieldSpecs: found('spec/ingressClassName', 'Ingress') },
  ],
};

const LISTS = [
  'labels',
  'commonLabels',
  'templateLabels',
  'commonAnnotations',
  'namePrefix',
  'nameSuffix',
  'namespace',
  'images',
  'replicas',
  'varReference',
] as const;

/** What a file of `configurations` adds to the fields that transformers work on. */
export function extended(configuration: Configuration, file: Data): Configuration {
  const result: { -readonly [Key in keyof Configuration]: Configuration[Key] } = {
    ...configuration,
  };
  for (const list of LISTS) result[list] = merged(result[list], fieldSpecs(at(file, list)));
  for (const item of itemsOf(at(file, 'nameReference')).slice(0, MOST_FIELDS)) {
    const kind = textOf(at(item, 'kind'));
    if (kind === undefined) continue;
    result.nameReference = [
      ...result.nameReference,
      { kind, fieldSpecs: fieldSpecs(at(item, 'fieldSpecs')) },
    ];
  }
  return result;
}

/** What two layers know together. */
export function united(first: Configuration, second: Configuration): Configuration {
  if (first === second || second === DEFAULTS) return first;
  if (first === DEFAULTS) return second;
  const result: { -readonly [Key in keyof Configuration]: Configuration[Key] } = { ...first };
  for (const list of LISTS) result[list] = merged(result[list], second[list]);
  const known = new Set(first.nameReference);
  const added = second.nameReference.filter((one) => !known.has(one));
  result.nameReference = [...first.nameReference, ...added].slice(0, MOST_FIELDS);
  return result;
}

/** The field specifications that are written in a list. */
export function fieldSpecs(data: Data | undefined): FieldSpec[] {
  return itemsOf(data)
    .slice(0, MOST_FIELDS)
    .flatMap((item) => {
      const path = textOf(at(item, 'path'));
      if (path === undefined || path === '') return [];
      const group = textOf(at(item, 'group'));
      const version = textOf(at(item, 'version'));
      const kind = textOf(at(item, 'kind'));
      return {
        path,
        create: booleanOf(at(item, 'create')) ?? false,
        ...(group === undefined ? {} : { group }),
        ...(version === undefined ? {} : { version }),
        ...(kind === undefined ? {} : { kind }),
      };
    });
}

/** A field that is listed already is not listed again. */
function merged(list: readonly FieldSpec[], more: readonly FieldSpec[]): readonly FieldSpec[] {
  const added = more.filter(
    (one) =>
      !list.some(
        (other) =>
          other.path === one.path &&
          (other.kind ?? '') === (one.kind ?? '') &&
          (other.group ?? '') === (one.group ?? '') &&
          (other.version ?? '') === (one.version ?? ''),
      ),
  );
  return added.length === 0 ? list : [...list, ...added].slice(0, MOST_FIELDS);
}

/** Whether a field specification is about an object. */
export function concerns(spec: FieldSpec, object: Data): boolean {
  return (
    ((spec.kind ?? '') === '' || spec.kind === kindOf(object)) &&
    ((spec.group ?? '') === '' || spec.group === groupOf(object)) &&
    ((spec.version ?? '') === '' || spec.version === versionOf(object))
  );
}

/** Changes a field of an object, in every item of the lists on its way. */
export function changeAt(
  object: Data,
  spec: FieldSpec,
  change: (value: Data | undefined) => Data | undefined,
): Data {
  if (!concerns(spec, object)) return object;
  return changeField(object, steps(spec.path), change, {
    create: spec.create,
    throughLists: true,
  });
}

const known = new Map<string, readonly Step[]>();

/** `metadata/annotations/example.com\/key` into steps. */
function steps(path: string): readonly Step[] {
  const before = known.get(path);
  if (before !== undefined) return before;
  const parts = path
    .replaceAll('\\/', '\u0000')
    .split('/')
    .filter((part) => part !== '')
    .slice(0, 60)
    .map((part): Step => {
      const text = part.replaceAll('\u0000', '/');
      return text.endsWith('[]')
        ? { kind: 'key', key: text.slice(0, -2), list: true }
        : { kind: 'key', key: text };
    });
  if (known.size > MOST_FIELDS) known.clear();
  known.set(path, parts);
  return parts;
}
