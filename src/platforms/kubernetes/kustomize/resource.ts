import { at, textOf, type Data } from '../../../syntax/data.js';
import { textMap } from '../objects.js';
import { matchesPattern } from './pattern.js';

/** A name an object has or had on its way through the layers. */
export interface Name {
  readonly name: string;
  readonly namespace: string;
}

/** An object under construction. */
export interface Resource {
  readonly data: Data;
  /** Its names in the layers below, the first one as it is written. */
  readonly former: readonly Name[];
  /** Made by a generator whose results get a hash of their content at the end of their name. */
  readonly hashed?: boolean;
}

export function resourceOf(data: Data, hashed = false): Resource {
  return { data, former: [nameOf(data)], ...(hashed ? { hashed } : {}) };
}

export function nameOf(data: Data): Name {
  return {
    name: textOf(at(data, 'metadata', 'name')) ?? '',
    namespace: textOf(at(data, 'metadata', 'namespace')) ?? 'default',
  };
}

export function kindOf(data: Data): string {
  return textOf(at(data, 'kind')) ?? '';
}

/** '' for `v1`, `apps` for `apps/v1`. */
export function groupOf(data: Data): string {
  const apiVersion = textOf(at(data, 'apiVersion')) ?? '';
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

export function versionOf(data: Data): string {
  const apiVersion = textOf(at(data, 'apiVersion')) ?? '';
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

/** The resource with other content; a new name is remembered together with the former ones. */
export function changed(resource: Resource, data: Data): Resource {
  if (data === resource.data) return resource;
  const { name, namespace } = nameOf(data);
  const known = resource.former.some((one) => one.name === name && one.namespace === namespace);
  return {
    ...resource,
    data,
    former: known ? resource.former : [...resource.former, { name, namespace }],
  };
}

/** Whether a patch without a target names the resource, by a name it has or had. */
export function isNamedBy({ data, former }: Resource, patch: Data): boolean {
  const { name, namespace } = nameOf(patch);
  return (
    isOfKind(data, patch) && former.some((one) => one.name === name && one.namespace === namespace)
  );
}

/**
 * As {@link isNamedBy}, whatever namespace the resource is in when the patch names none: the build would
 * stop there, yet what is meant is plain.
 */
export function isMeantBy({ data, former }: Resource, patch: Data): boolean {
  const { name } = nameOf(patch);
  return (
    textOf(at(patch, 'metadata', 'namespace')) === undefined &&
    isOfKind(data, patch) &&
    former.some((one) => one.name === name)
  );
}

function isOfKind(data: Data, patch: Data): boolean {
  return kindOf(data) === kindOf(patch) && groupOf(data) === groupOf(patch);
}

/** Whether the `target` of a patch takes a resource in: patterns on the first and the present name. */
export function matchesTarget({ data, former }: Resource, target: Data): boolean {
  const fits = (key: string, ...values: string[]): boolean => {
    const wanted = textOf(at(target, key)) ?? '';
    return wanted === '' || values.some((value) => matchesPattern(wanted, value));
  };
  const first = former[0] ?? nameOf(data);
  const present = nameOf(data);
  return (
    fits('kind', kindOf(data)) &&
    fits('group', groupOf(data)) &&
    fits('version', versionOf(data)) &&
    fits('name', first.name, present.name) &&
    fits('namespace', first.namespace, present.namespace) &&
    matchesSelectors(data, target)
  );
}

/** Whether the source or a target of a replacement takes a resource in: texts as they are, on any name. */
export function isSelectedBy({ data, former }: Resource, select: Data): boolean {
  const is = (key: string, value: string): boolean => {
    const wanted = textOf(at(select, key)) ?? '';
    return wanted === '' || wanted === value;
  };
  return (
    is('kind', kindOf(data)) &&
    is('group', groupOf(data)) &&
    is('version', versionOf(data)) &&
    former.some((one) => is('name', one.name) && is('namespace', one.namespace))
  );
}

/** Whether the labels and annotations are those that a selector asks for. */
export function matchesSelectors(data: Data, select: Data): boolean {
  return (
    matchesLabels(textOf(at(select, 'labelSelector')), data, 'labels') &&
    matchesLabels(textOf(at(select, 'annotationSelector')), data, 'annotations')
  );
}

/** `app=cache,tier!=web,env,!old,zone in (a,b)`. */
function matchesLabels(selector: string | undefined, data: Data, field: string): boolean {
  if (selector === undefined || selector.trim() === '') return true;
  const labels = textMap(at(data, 'metadata', field));
  return splitSelector(selector).every((part) => {
    const inside = /^\s*(\S{1,300})\s+(in|notin)\s+\(([^()]*)\)\s*$/.exec(part);
    if (inside !== null) {
      const value = labels.get(inside[1]!);
      const listed = inside[3]!.split(',').some((one) => one.trim() === value);
      return inside[2] === 'in' ? value !== undefined && listed : !listed;
    }
    const match = /^\s*(!?)([^\s=!]{1,300})\s*(?:(!=|==?)\s*([^\s=]{0,100}))?\s*$/.exec(part);
    if (match === null) return false;
    const [, negated, key = '', operator, value] = match;
    if (operator === undefined) return labels.has(key) !== (negated === '!');
    return operator === '!='
      ? labels.get(key) !== value
      : labels.has(key) && labels.get(key) === value;
  });
}

/** At the commas outside of parentheses. */
function splitSelector(selector: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < selector.length; i++) {
    if (selector[i] === '(') depth++;
    else if (selector[i] === ')') depth--;
    else if (selector[i] === ',' && depth <= 0) {
      parts.push(selector.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(selector.slice(start));
  return parts;
}
