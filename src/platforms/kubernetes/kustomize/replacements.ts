import { at, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import { changeField, getField, parseFieldPath } from './fields.js';
import { changed, isSelectedBy, matchesSelectors, type Resource } from './resource.js';

const MOST_TARGETS = 1_000;

/** Copies a value of one object, or a part of it, into others. */
export function replace(resources: readonly Resource[], replacement: Data): Resource[] {
  const value = sourceValue(resources, replacement);
  if (value === undefined) return [...resources];
  let result = [...resources];
  for (const target of itemsOf(at(replacement, 'targets')).slice(0, MOST_TARGETS)) {
    const select = at(target, 'select');
    if (select === undefined) continue;
    const rejected = itemsOf(at(target, 'reject'));
    const paths = itemsOf(at(target, 'fieldPaths')).flatMap((path) => textOf(path) ?? []);
    const options = at(target, 'options');
    const create = textOf(at(options, 'create')) === 'true';
    result = result.map((resource) => {
      if (!isSelectedBy(resource, select) || !matchesSelectors(resource.data, select)) {
        return resource;
      }
      if (rejected.some((one) => isRejected(resource, one))) return resource;
      let { data } = resource;
      for (const path of paths.length === 0 ? ['metadata.name'] : paths) {
        data = changeField(
          data,
          parseFieldPath(path),
          (old) => asTextIn(path, placed(value, old, options)),
          { create, throughLists: false, patterns: true },
        );
      }
      return changed(resource, data);
    });
  }
  return result;
}

function sourceValue(resources: readonly Resource[], replacement: Data): Data | undefined {
  const given = at(replacement, 'sourceValue');
  if (given !== undefined) return plainScalar(given);
  const source = at(replacement, 'source');
  if (source === undefined) return undefined;
  const found = resources.find((resource) => isSelectedBy(resource, source));
  const path = textOf(at(source, 'fieldPath')) ?? 'metadata.name';
  const value = getField(found?.data, parseFieldPath(path));
  const options = at(source, 'options');
  const delimiter = textOf(at(options, 'delimiter'));
  const text = textOf(value);
  if (value === undefined || delimiter === undefined || delimiter === '' || text === undefined) {
    return value;
  }
  const part = text.split(delimiter)[indexIn(options)];
  return part === undefined ? undefined : { type: 'scalar', value: part, where: value.where };
}

/** A text that is given in place is written without quotes, so that it may come out as a number. */
function plainScalar(data: Data): Data {
  const text = textOf(data) ?? '';
  const value = text === 'true' ? true : text === 'false' ? false : text;
  if (data.type !== 'scalar') return data;
  return /^(?:0|-?[1-9][0-9]{0,14})$/.test(text)
    ? { ...data, value: Number(text), text }
    : { ...data, value };
}

/** Objects are turned away by what they are called, or by their labels and annotations. */
function isRejected(resource: Resource, reject: Data): boolean {
  const has = (...keys: string[]): boolean =>
    keys.some((key) => (textOf(at(reject, key)) ?? '') !== '');
  if (has('annotationSelector', 'labelSelector') && matchesSelectors(resource.data, reject)) {
    return true;
  }
  return has('kind', 'group', 'version', 'name', 'namespace') && isSelectedBy(resource, reject);
}

/** The new value of a field: all of it, or the part between two delimiters. */
function placed(value: Data, old: Data | undefined, options: Data | undefined): Data {
  const delimiter = textOf(at(options, 'delimiter'));
  const before = textOf(old);
  // Only the text of a node goes into a text.
  const text = value.type === 'scalar' || old?.type !== 'scalar' ? textOf(value) : '';
  if (delimiter === undefined || delimiter === '' || before === undefined || text === undefined) {
    // A number written into a text field stays what it was at its source.
    return old?.type === 'scalar' && typeof old.value === 'string' && text !== undefined
      ? { type: 'scalar', value: text, where: value.where, through: [old.where] }
      : value;
  }
  const parts = before.split(delimiter);
  const index = indexIn(options);
  if (index < 0) parts.unshift(text);
  else if (index >= parts.length) parts.push(text);
  else parts[index] = text;
  return {
    type: 'scalar',
    value: parts.join(delimiter),
    where: value.where,
    through: old === undefined ? [] : [old.where],
  };
}

/** Annotations hold texts only; kustomize writes them as such. */
function asTextIn(path: string, value: Data): Data {
  const text = textOf(value);
  return text !== undefined && /^metadata\.annotations\b/.test(path)
    ? { type: 'scalar', value: text, where: value.where }
    : value;
}

function indexIn(options: Data | undefined): number {
  const index = Number(textOf(at(options, 'index')) ?? '0');
  return Number.isInteger(index) ? index : 0;
}
