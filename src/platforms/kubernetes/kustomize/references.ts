import { at, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import { changeField, getField, parseFieldPath } from './fields.js';
import { changed, groupOf, kindOf, nameOf, type Resource } from './resource.js';

/**
 * The fields that name another object, by the kind they name, as far as they can decide who reaches a
 * pod (kustomize's default name references). They follow when that object is renamed.
 */
const POD_SPECS = [
  'spec',
  'spec.template.spec',
  'spec.jobTemplate.spec.template.spec',
  'template.spec',
];
const inPods = (...paths: string[]): string[] =>
  POD_SPECS.flatMap((spec) => paths.map((path) => `${spec}.${path}`));

const containerPaths = (path: string): string[] =>
  inPods(`containers.${path}`, `initContainers.${path}`);

const REFERENCES: Readonly<Record<string, readonly string[]>> = {
  ConfigMap: [
    ...containerPaths('env.valueFrom.configMapKeyRef.name'),
    ...containerPaths('envFrom.configMapRef.name'),
    ...inPods('volumes.configMap.name', 'volumes.projected.sources.configMap.name'),
  ],
  Secret: [
    ...containerPaths('env.valueFrom.secretKeyRef.name'),
    ...containerPaths('envFrom.secretRef.name'),
    ...inPods(
      'volumes.secret.secretName',
      'volumes.projected.sources.secret.name',
      'imagePullSecrets.name',
    ),
  ],
  ServiceAccount: inPods('serviceAccountName'),
  PersistentVolumeClaim: inPods('volumes.persistentVolumeClaim.claimName'),
};

/** Fields of one kind of object only, `kind` of `group`. */
const OWN_REFERENCES: readonly {
  readonly of: string;
  readonly names: string;
  readonly paths: readonly string[];
}[] = [
  { of: 'StatefulSet', names: 'Service', paths: ['spec.serviceName'] },
  {
    of: 'Ingress',
    names: 'Service',
    paths: [
      'spec.rules.http.paths.backend.serviceName',
      'spec.backend.serviceName',
      'spec.rules.http.paths.backend.service.name',
      'spec.defaultBackend.service.name',
    ],
  },
  { of: 'Service', names: 'Service', paths: [] },
];

const THROUGH = { create: false, throughLists: true };

/** Puts the final names into the fields that refer to renamed objects. */
export function fixReferences(resources: readonly Resource[]): Resource[] {
  const renamed = new Map<string, { name: string; resource: Resource }[]>();
  for (const resource of resources) {
    const kind = kindOf(resource.data);
    const { name } = nameOf(resource.data);
    for (const former of resource.former) {
      const key = `${kind}/${former.name}`;
      const list = renamed.get(key) ?? [];
      list.push({ name, resource });
      renamed.set(key, list);
    }
  }
  return resources.map((resource) => {
    let { data } = resource;
    const kind = kindOf(data);
    const follow = (names: string, paths: readonly string[]): void => {
      for (const path of paths) {
        data = changeField(
          data,
          parseFieldPath(path),
          (old) => {
            const text = textOf(old);
            const found = text === undefined ? undefined : renamed.get(`${names}/${text}`);
            const target = found?.find((one) => sharesNamespace(one.resource, resource));
            if (old === undefined || target === undefined || target.name === text) return old;
            return { type: 'scalar', value: target.name, where: old.where };
          },
          THROUGH,
        );
      }
    };
    for (const [names, paths] of Object.entries(REFERENCES)) follow(names, paths);
    for (const { of, names, paths } of OWN_REFERENCES) if (of === kind) follow(names, paths);
    if (kind === 'HorizontalPodAutoscaler') {
      const target = textOf(at(data, 'spec', 'scaleTargetRef', 'kind'));
      if (target !== undefined) follow(target, ['spec.scaleTargetRef.name']);
    }
    return data === resource.data ? resource : { ...resource, data };
  });
}

function sharesNamespace(a: Resource, b: Resource): boolean {
  return nameOf(a.data).namespace === nameOf(b.data).namespace;
}

/** A variable that stands for a field of an object: `$(NAME)`. */
export interface Variable {
  readonly name: string;
  readonly value: Data;
}

/** The variables that a kustomization declares, with the final values of the fields they stand for. */
export function variablesIn(declared: readonly Data[], resources: readonly Resource[]): Variable[] {
  return declared.flatMap((item): Variable[] => {
    const name = textOf(at(item, 'name'));
    const reference = at(item, 'objref');
    const wanted = textOf(at(reference, 'name'));
    const kind = textOf(at(reference, 'kind'));
    const apiVersion = textOf(at(reference, 'apiVersion')) ?? '';
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
    const found = resources.find(
      ({ data, former }) =>
        kindOf(data) === kind &&
        groupOf(data) === group &&
        former.some((one) => one.name === wanted),
    );
    const path =
      textOf(at(item, 'fieldref', 'fieldpath')) ?? textOf(at(item, 'fieldref', 'fieldPath'));
    const value = getField(found?.data, parseFieldPath(path ?? 'metadata.name'));
    return name === undefined || value === undefined || textOf(value) === undefined
      ? []
      : [{ name, value }];
  });
}

/** The fields of pods in which variables are filled in. */
const VARIABLE_FIELDS = [
  ...containerPaths('args'),
  ...containerPaths('command'),
  ...containerPaths('env.value'),
  ...containerPaths('volumeMounts.mountPath'),
];

/** Fills `$(NAME)` in. */
export function resolveVariables(
  resources: readonly Resource[],
  variables: readonly Variable[],
): Resource[] {
  if (variables.length === 0) return [...resources];
  const byName = new Map(variables.map(({ name, value }) => [name, value]));
  const fill = (old: Data | undefined): Data | undefined => {
    if (old?.type === 'list') return { ...old, items: old.items.map((item) => fill(item) ?? item) };
    const text = old?.type === 'scalar' && typeof old.value === 'string' ? old.value : undefined;
    if (old === undefined || text === undefined || !text.includes('$(')) return old;
    const whole = /^\$\(([^()]{1,200})\)$/.exec(text)?.[1];
    const value = whole === undefined ? undefined : byName.get(whole);
    if (value !== undefined) return { ...value, through: [old.where] };
    const filled = text.replace(
      /\$\$\(|\$\(([^()]{1,200})\)/g,
      (all: string, name: string | undefined) =>
        name === undefined ? '$(' : (textOf(byName.get(name)) ?? all),
    );
    return filled === text ? old : { type: 'scalar', value: filled, where: old.where };
  };
  return resources.map((resource) => {
    let { data } = resource;
    for (const path of VARIABLE_FIELDS)
      data = changeField(data, parseFieldPath(path), fill, THROUGH);
    return changed(resource, data);
  });
}

/** The declared variables of a kustomization. */
export function declaredVariables(kustomization: Data | undefined): readonly Data[] {
  return itemsOf(at(kustomization, 'vars'));
}
