import type { Unresolved } from '../../facts.js';
import { unresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import {
  at,
  itemsOf,
  stringOf,
  textOf,
  type Data,
  type Entry,
  type Mapping,
} from '../../syntax/data.js';

/** One Kubernetes object, wherever it was written: YAML, JSON, a rendered chart, a Terraform value. */
export interface KubeObject {
  /** `v1`, `apps/v1`; '' when it is not given or not known. */
  readonly apiVersion: string;
  readonly kind: string;
  /** '' when it is not known. */
  readonly name: string;
  /** `default` when none is given, as `kubectl apply` does without a context of its own. */
  readonly namespace: string;
  /** Whether the namespace is written down. */
  readonly namespaced: boolean;
  readonly data: Mapping;
  readonly where: Location;
  /**
   * What is deployed together: objects of one set are matched with each other first. A rendered chart
   * and a built overlay are sets of their own; plain manifests share ''.
   */
  readonly set: string;
}

/** Where objects come from. */
export interface ObjectOrigin {
  readonly set: string;
  /** The namespace of objects that name none: an overlay's, a release's. */
  readonly namespace?: string;
}

/** Lists in lists, templates in lists: deeper than this is no manifest. */
const DEEPEST_LIST = 8;
const MOST_OBJECTS = 50_000;

/**
 * The objects in a document: itself, the items of a list (`kind: List`, `ServiceList`), the objects
 * of an OpenShift template with its parameters' defaults filled in. Anything else has none.
 */
export function objectsIn(data: Data | undefined, origin: ObjectOrigin): KubeObject[] {
  const found: KubeObject[] = [];
  collect(data, origin, found, 0);
  return found;
}

function collect(
  data: Data | undefined,
  origin: ObjectOrigin,
  found: KubeObject[],
  depth: number,
): void {
  if (data === undefined || depth > DEEPEST_LIST || found.length >= MOST_OBJECTS) return;
  if (data.type === 'list') {
    // Several objects in one JSON array: not for kubectl, but what generators write.
    for (const item of data.items) collect(item, origin, found, depth + 1);
    return;
  }
  if (data.type !== 'map') return;
  const kind = stringOf(at(data, 'kind'));
  const apiVersion = textOf(at(data, 'apiVersion')) ?? '';
  if (kind === undefined || kind === '') return;
  const items = at(data, 'items');
  if (kind.endsWith('List') && items !== undefined) {
    for (const item of itemsOf(items)) {
      collect(withKindOfList(item, kind, apiVersion), origin, found, depth + 1);
    }
    return;
  }
  if (kind === 'Template' && at(data, 'objects')?.type === 'list') {
    const parameters = templateParameters(data);
    for (const item of itemsOf(at(data, 'objects'))) {
      collect(fillIn(item, parameters, 0), origin, found, depth + 1);
    }
    return;
  }
  if (apiVersion === '') return;
  const metadata = at(data, 'metadata');
  const name = textOf(at(metadata, 'name')) ?? textOf(at(metadata, 'generateName')) ?? '';
  const written = textOf(at(metadata, 'namespace'));
  const namespace = written === undefined || written === '' ? origin.namespace : written;
  found.push({
    apiVersion,
    kind,
    name,
    namespace: namespace ?? 'default',
    namespaced: namespace !== undefined,
    data,
    where: data.where,
    set: origin.set,
  });
}

/** The items of a `ServiceList` may leave out their own kind. */
function withKindOfList(item: Data, listKind: string, apiVersion: string): Data {
  if (item.type !== 'map' || listKind === 'List') return item;
  const added: Entry[] = [];
  const add = (key: string, value: string): void => {
    if (at(item, key) !== undefined) return;
    added.push({
      key,
      keyWhere: item.where,
      valueWhere: item.where,
      value: { type: 'scalar', value, where: item.where },
    });
  };
  add('kind', listKind.slice(0, -'List'.length));
  add('apiVersion', apiVersion);
  return added.length === 0 ? item : { ...item, entries: [...item.entries, ...added] };
}

interface Parameter {
  readonly value: string | undefined;
  readonly where: Location;
}

function templateParameters(template: Mapping): Map<string, Parameter> {
  const parameters = new Map<string, Parameter>();
  for (const item of itemsOf(at(template, 'parameters'))) {
    const name = textOf(at(item, 'name'));
    if (name === undefined) continue;
    const value = at(item, 'value');
    parameters.set(name, { value: textOf(value), where: value?.where ?? item.where });
  }
  return parameters;
}

/** Replaces `${NAME}` (as text) and `${{NAME}}` (as a value) by the parameters' defaults. */
function fillIn(data: Data, parameters: ReadonlyMap<string, Parameter>, depth: number): Data {
  if (depth > 100) return data;
  if (data.type === 'list') {
    return { ...data, items: data.items.map((item) => fillIn(item, parameters, depth + 1)) };
  }
  if (data.type === 'map') {
    return {
      ...data,
      entries: data.entries.map((entry) => ({
        ...entry,
        value: fillIn(entry.value, parameters, depth + 1),
      })),
    };
  }
  if (data.type !== 'scalar' || typeof data.value !== 'string') return data;
  const whole = /^\$\{\{([A-Za-z0-9_]+)\}\}$/.exec(data.value);
  let missing: string | undefined;
  let used: Parameter | undefined;
  const text = data.value.replace(
    /\$\{\{([A-Za-z0-9_]+)\}\}|\$\{([A-Za-z0-9_]+)\}/g,
    (all: string, first?: string, second?: string) => {
      const name = first ?? second ?? '';
      const parameter = parameters.get(name);
      if (parameter === undefined) return all;
      used = parameter;
      if (parameter.value === undefined) missing = name;
      return parameter.value ?? '';
    },
  );
  if (used === undefined) return data;
  const through = [data.where, ...(data.through ?? [])];
  if (missing !== undefined) {
    const reason = `the template parameter ${missing} has no value`;
    return { type: 'unknown', reason, where: data.where };
  }
  if (whole !== null) {
    const value = /^[0-9]{1,15}$/.test(text)
      ? Number(text)
      : text === 'true'
        ? true
        : text === 'false'
          ? false
          : text;
    return { type: 'scalar', value, where: used.where, through };
  }
  return { type: 'scalar', value: text, where: used.where, through };
}

/** For people and as the address of locations: `Service/prod/cache`. */
export function displayName(object: KubeObject): string {
  return `${object.kind}/${object.namespace}/${object.name === '' ? '?' : object.name}`;
}

/** The API group: '' of `v1`, `apps` of `apps/v1`. */
export function groupOf(object: KubeObject): string {
  const slash = object.apiVersion.indexOf('/');
  return slash < 0 ? '' : object.apiVersion.slice(0, slash);
}

/** A location with the object's name on it. */
export function located(where: Location, object: KubeObject): Location {
  return { ...where, address: displayName(object) };
}

/**
 * A scalar as text. Placeholders that another program fills in before Kubernetes sees them
 * (`${TYPE}`, `{{ type }}`, `<type>`, `$TYPE|default:x|…$`) are unresolved; absent is `undefined`.
 */
export function textIn(data: Data | undefined): string | Unresolved | undefined {
  if (data === undefined) return undefined;
  if (data.type === 'unknown') return unresolved(data.reason, data.where);
  const text = textOf(data);
  if (text === undefined) return undefined;
  const placeholder = placeholderIn(text);
  return placeholder === undefined
    ? text
    : unresolved(`the placeholder ${placeholder} is filled in outside the repository`, data.where);
}

/** The first placeholder of a text; Flux's and the shell's `${NAME:-default}` are no exception. */
export function placeholderIn(text: string): string | undefined {
  const match =
    /\$\{[^{}\n]{0,200}\}|\{\{[^{}\n]{0,200}\}\}|^<[^<>\n]{1,100}>$|^\$[A-Z_]+(\||\$)|^\$[A-Za-z_]+$|^__[A-Za-z0-9_]+__$/.exec(
      text,
    );
  return match?.[0];
}

/** Labels or annotations: texts by key; `undefined` as a value when it is not known. */
export function textMap(data: Data | undefined): Map<string, string | undefined> {
  const result = new Map<string, string | undefined>();
  if (data?.type !== 'map') return result;
  for (const entry of data.entries) {
    const text = textIn(entry.value);
    result.set(entry.key, typeof text === 'string' ? text : undefined);
  }
  return result;
}

/** A whole number of a port field, also written as a string; unresolved when it cannot be known. */
export function portIn(data: Data | undefined): number | string | Unresolved | undefined {
  const text = textIn(data);
  if (typeof text !== 'string') return text;
  const plain = data?.type === 'scalar' && typeof data.value === 'number' ? data.value : undefined;
  if (plain !== undefined) return plain;
  return /^[0-9]{1,6}$/.test(text) ? Number(text) : text;
}

/** The folder a location's file lies in. */
export function folderOf(where: Location): string {
  const slash = where.file.lastIndexOf('/');
  return slash < 0 ? '' : where.file.slice(0, slash);
}
