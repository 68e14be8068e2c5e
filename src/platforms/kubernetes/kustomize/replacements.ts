import { at, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import { changeField, getField, parseFieldPath } from './fields.js';
import { changed, matchesTarget, type Resource } from './resource.js';

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
      if (!matchesTarget(resource, select)) return resource;
      if (rejected.some((one) => matchesTarget(resource, one))) return resource;
      let { data } = resource;
      for (const path of paths.length === 0 ? ['metadata.name'] : paths) {
        data = changeField(
          data,
          parseFieldPath(path),
          (old) => asTextIn(path, placed(value, old, options)),
          {
            create,
            throughLists: false,
          },
        );
      }
      return changed(resource, data);
    });
  }
  return result;
}

function sourceValue(resources: readonly Resource[], replacement: Data): Data | undefined {
  const given = at(replacement, 'sourceValue');
  if (given !== undefined) return given;
  const source = at(replacement, 'source');
  if (source === undefined) return undefined;
  const found = resources.find((resource) => matchesTarget(resource, exact(source)));
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

/** A source is named by its fields as they are, not by patterns, and has no selectors. */
function exact(source: Data): Data {
  if (source.type !== 'map') return source;
  const keys = ['kind', 'group', 'version', 'name', 'namespace'];
  return {
    ...source,
    entries: source.entries
      .filter(({ key }) => keys.includes(key))
      .map((one) => {
        const text = textOf(one.value);
        if (text === undefined) return one;
        const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        return {
          ...one,
          value: { type: 'scalar' as const, value: escaped, where: one.value.where },
        };
      }),
  };
}

/** The new value of a field: all of it, or the part between two delimiters. */
function placed(value: Data, old: Data | undefined, options: Data | undefined): Data {
  const delimiter = textOf(at(options, 'delimiter'));
  const before = textOf(old);
  const text = textOf(value);
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

/** Labels and annotations hold texts only. */
function asTextIn(path: string, value: Data): Data {
  const text = textOf(value);
  return text !== undefined && /^metadata\.(?:annotations|labels)\b/.test(path)
    ? { type: 'scalar', value: text, where: value.where }
    : value;
}

function indexIn(options: Data | undefined): number {
  const index = Number(textOf(at(options, 'index')) ?? '0');
  return Number.isInteger(index) ? index : 0;
}
