import { at, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import { changeAt, type FieldSpec, type NameReference } from './field-specs.js';
import { getField, parseFieldPath } from './fields.js';
import { changed, groupOf, kindOf, nameOf, type Resource } from './resource.js';

/** Puts the final names into the fields that refer to renamed objects. */
export function fixReferences(
  resources: readonly Resource[],
  references: readonly NameReference[],
): Resource[] {
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
  const present = new Set(resources.map((resource) => kindOf(resource.data)));
  const useful = references.filter(({ kind }) => present.has(kind));
  return resources.map((resource) => {
    let { data } = resource;
    for (const { kind, fieldSpecs } of useful) {
      for (const spec of fieldSpecs) {
        // A scale target of another kind may have the same name.
        const target = textOf(at(data, 'spec', 'scaleTargetRef', 'kind'));
        if (spec.path === 'spec/scaleTargetRef/name' && target !== kind) continue;
        data = changeAt(data, spec, (old) => {
          const text = textOf(old);
          const found = text === undefined ? undefined : renamed.get(`${kind}/${text}`);
          const named = found?.find((one) => sharesNamespace(one.resource, resource));
          if (old === undefined || named === undefined || named.name === text) return old;
          return { type: 'scalar', value: named.name, where: old.where };
        });
      }
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

/** Fills `$(NAME)` in. */
export function resolveVariables(
  resources: readonly Resource[],
  variables: readonly Variable[],
  fields: readonly FieldSpec[],
): Resource[] {
  if (variables.length === 0) return [...resources];
  const byName = new Map(variables.map(({ name, value }) => [name, value]));
  const fill = (old: Data | undefined): Data | undefined => {
    if (old?.type === 'list') return { ...old, items: old.items.map((item) => fill(item) ?? item) };
    if (old?.type === 'map') {
      const entries = old.entries.map((one) => ({ ...one, value: fill(one.value) ?? one.value }));
      return { ...old, entries };
    }
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
    for (const spec of fields) data = changeAt(data, { ...spec, create: false }, fill);
    return changed(resource, data);
  });
}

/** The declared variables of a kustomization. */
export function declaredVariables(kustomization: Data | undefined): readonly Data[] {
  return itemsOf(at(kustomization, 'vars'));
}
