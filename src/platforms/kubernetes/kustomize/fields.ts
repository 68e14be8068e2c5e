import { at, entry, textOf, type Data } from '../../../syntax/data.js';
import { newEntry } from './merge.js';
import { matchesPattern } from './pattern.js';

/** One step of a field path: a key or index, `*`, or the items of a list with a key of a value. */
export type Step =
  /** A list is never made where there is none. */
  | { readonly kind: 'key'; readonly key: string; readonly list?: boolean }
  | { readonly kind: 'each' }
  | { readonly kind: 'item'; readonly key: string; readonly value: string };

const MOST_STEPS = 60;

/** `spec.template.spec.containers.[name=a].env.*.value`; a backslash or quotes keep a dot in a key. */
export function parseFieldPath(path: string): Step[] {
  const parts: string[] = [];
  let part = '';
  let bracket = false;
  for (let i = 0; i < path.length; i++) {
    const char = path[i]!;
    if (char === '\\' && i + 1 < path.length) part += path[++i]!;
    else if (char === '[') {
      if (part !== '') parts.push(part);
      part = '[';
      bracket = true;
    } else if (char === ']' && bracket) {
      parts.push(`${part}]`);
      part = '';
      bracket = false;
    } else if (char === '.' && !bracket) {
      if (part !== '') parts.push(part);
      part = '';
    } else part += char;
  }
  if (part !== '') parts.push(part);
  return parts.slice(0, MOST_STEPS).map((text): Step => {
    if (text === '*') return { kind: 'each' };
    if (!text.startsWith('[') || !text.endsWith(']')) return { kind: 'key', key: text };
    const inner = text.slice(1, -1);
    const equals = inner.indexOf('=');
    if (equals < 0) return { kind: 'key', key: inner.replace(/^(["'])(.*)\1$/, '$2') };
    return { kind: 'item', key: inner.slice(0, equals), value: inner.slice(equals + 1) };
  });
}

/** The value at a path; of several the first. */
export function getField(data: Data | undefined, path: readonly Step[]): Data | undefined {
  const [step, ...rest] = path;
  if (step === undefined || data === undefined) return data;
  if (data.type === 'map') {
    if (step.kind === 'key') return getField(entry(data, step.key)?.value, rest);
    return undefined;
  }
  if (data.type !== 'list') return undefined;
  if (step.kind === 'key') return getField(data.items[indexOf(step.key)], rest);
  for (const item of data.items) {
    if (step.kind === 'item' && textOf(at(item, step.key)) !== step.value) continue;
    const found = getField(item, rest);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How a path is followed. */
interface ChangeOptions {
  /** What is not there is made. */
  readonly create: boolean;
  /** A list on the way stands for each of its items when the path names none. */
  readonly throughLists: boolean;
  /** The value that an item is told by is a pattern found anywhere in it, as in replacements. */
  readonly patterns?: boolean;
}

/**
 * Changes the values at a path. What is not there is made when `create` is set, and left out otherwise.
 * A list on the way stands for each of its items when the path names none, as in kustomize's own field
 * specifications.
 */
export function changeField(
  data: Data,
  path: readonly Step[],
  change: (value: Data | undefined) => Data | undefined,
  options: ChangeOptions,
): Data {
  const [step, ...rest] = path;
  if (step === undefined) return change(data) ?? data;
  if (data.type === 'list') {
    if (step.kind === 'key' && options.throughLists) {
      return { ...data, items: data.items.map((item) => changeField(item, path, change, options)) };
    }
    const isMissing =
      options.create &&
      (step.kind === 'item'
        ? !data.items.some((item) => isItem(item, step, options))
        : step.kind === 'key' && indexOf(step.key) === data.items.length);
    if (isMissing) {
      const empty: Data = { type: 'map', entries: [], where: data.where };
      const added = step.kind === 'item' ? newItem(step, data) : empty;
      return { ...data, items: [...data.items, changeField(added, rest, change, options)] };
    }
    return {
      ...data,
      items: data.items.map((item, index) => {
        const hit =
          step.kind === 'each' ||
          (step.kind === 'key' ? indexOf(step.key) === index : isItem(item, step, options));
        return hit ? changeField(item, rest, change, options) : item;
      }),
    };
  }
  if (data.type !== 'map') return data;
  if (step.kind === 'each') {
    return {
      ...data,
      entries: data.entries.map((one) => ({
        ...one,
        value: changeField(one.value, rest, change, options),
      })),
    };
  }
  if (step.kind !== 'key') return data;
  const existing = entry(data, step.key);
  if (existing !== undefined) {
    const value =
      rest.length === 0
        ? (change(existing.value) ?? existing.value)
        : changeField(existing.value, rest, change, options);
    if (value === existing.value) return data;
    return {
      ...data,
      entries: data.entries.map((one) =>
        one === existing ? { ...one, value, valueWhere: value.where } : one,
      ),
    };
  }
  if (!options.create || step.list === true || rest.some(({ kind }) => kind === 'each'))
    return data;
  const value =
    rest.length === 0
      ? change(undefined)
      : changeField(
          rest[0]?.kind === 'item' || (rest[0]?.kind === 'key' && rest[0].key === '0')
            ? { type: 'list', items: [], where: data.where }
            : { type: 'map', entries: [], where: data.where },
          rest,
          change,
          options,
        );
  if (value === undefined) return data;
  return { ...data, entries: [...data.entries, newEntry(step.key, value, value.where)] };
}

/** An item of a list that has the key and the value a path asks for. */
function newItem({ key, value }: Extract<Step, { kind: 'item' }>, list: Data): Data {
  const scalar: Data = { type: 'scalar', value, where: list.where };
  if (key === '') return scalar;
  return { type: 'map', entries: [newEntry(key, scalar, list.where)], where: list.where };
}

function isItem(
  item: Data,
  { key, value }: Extract<Step, { kind: 'item' }>,
  options: ChangeOptions,
): boolean {
  const text = textOf(key === '' ? item : at(item, key));
  if (text === undefined || options.patterns !== true) return text === value;
  return text === value || matchesPattern(value, text, false);
}

function indexOf(key: string): number {
  return /^[0-9]{1,6}$/.test(key) ? Number(key) : -1;
}
