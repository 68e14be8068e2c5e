import { isNull, type Data } from '../../../syntax/data.js';
import { elements, list, SET, toSet, toText } from '../values.js';
import { refused, type TerraformFunction } from './call.js';

const convertedTo =
  (tag: string | undefined): TerraformFunction =>
  (args, call) => {
    const value = args[0];
    if (value === undefined) return refused(call);
    if (value.type === 'unknown' || isNull(value)) return value;
    if (value.type !== 'list') return refused(call, 'a list is needed');
    const all = unified(elements(value));
    const made = tag === SET ? toSet(all, value.where) : list(all, value.where);
    return { ...made, ...(value.through === undefined ? {} : { through: value.through }) };
  };

/** A list has one type: when some items are texts, all are. */
export function unified(all: readonly Data[]): readonly Data[] {
  const hasText = all.some((item) => item.type === 'scalar' && typeof item.value === 'string');
  if (!hasText) return all;
  return all.map((item) => {
    const value = toText(item);
    return item.type === 'scalar' && value !== undefined ? { ...item, value } : item;
  });
}

const tomap: TerraformFunction = (args, call) => {
  const value = args[0];
  if (value === undefined) return refused(call);
  if (value.type === 'unknown' || isNull(value)) return value;
  if (value.type !== 'map') return refused(call, 'a map is needed');
  const values = unified(value.entries.map((each) => each.value));
  return { ...value, entries: value.entries.map((each, i) => ({ ...each, value: values[i]! })) };
};

/** The functions that make one kind of collection of another. */
export const CONVERSION_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  tolist: convertedTo(undefined),
  tomap,
  toset: convertedTo(SET),
};
