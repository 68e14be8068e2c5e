import { entry as entryNamed, isNull, type Data, type Entry } from '../../syntax/data.js';
import { parseHclExpression, type Expression } from '../../syntax/hcl/index.js';
import { SET, entryOf, scalar, toBoolean, toNumber, toSet, toText } from './values.js';

/** Evaluates the default of an optional attribute. */
export type EvaluateDefault = (expression: Expression) => Data;

/**
 * Converts a value to a type constraint as Terraform does for variables: texts to numbers, lists to
 * sets, missing optional attributes to their defaults. What does not fit stays as it is: Terraform
 * would refuse the configuration, and nothing better is known.
 */
export function convert(data: Data, type: Expression, evaluate: EvaluateDefault, depth = 0): Data {
  if (data.type === 'unknown' || isNull(data) || depth > 50) return data;
  if (type.kind === 'literal' && typeof type.value === 'string') {
    // The JSON syntax and Terraform 0.11 write the type as a string.
    const parsed = parseHclExpression(type.value).expression;
    return parsed === undefined ? data : convert(data, parsed, evaluate, depth + 1);
  }
  if (type.kind === 'name') {
    const value =
      type.name === 'string'
        ? toText(data)
        : type.name === 'number'
          ? toNumber(data)
          : type.name === 'bool'
            ? toBoolean(data)
            : undefined;
    return value === undefined || data.type !== 'scalar' ? data : { ...data, value };
  }
  if (type.kind !== 'call') return data;
  const inner = type.args[0];
  if (inner === undefined) return data;
  switch (type.name) {
    case 'list':
    case 'set': {
      if (data.type !== 'list') return data;
      const items = data.items.map((item) => convert(item, inner, evaluate, depth + 1));
      if (type.name === 'list') return { ...data, items, tag: undefined } as Data;
      return { ...data, items: toSet(items, data.where).items, tag: SET };
    }
    case 'map':
      if (data.type !== 'map') return data;
      return {
        ...data,
        entries: data.entries.map((each) => ({
          ...each,
          value: convert(each.value, inner, evaluate, depth + 1),
        })),
      };
    case 'tuple': {
      if (data.type !== 'list' || inner.kind !== 'tuple') return data;
      const items = data.items.map((item, index) => {
        const itemType = inner.items[index];
        return itemType === undefined ? item : convert(item, itemType, evaluate, depth + 1);
      });
      return { ...data, items };
    }
    case 'object':
      return data.type === 'map' && inner.kind === 'object'
        ? convertObject(data, inner, evaluate, depth)
        : data;
    case 'optional':
      return convert(data, inner, evaluate, depth + 1);
    default:
      return data;
  }
}

function convertObject(
  data: Data & { type: 'map' },
  type: Expression & { kind: 'object' },
  evaluate: EvaluateDefault,
  depth: number,
): Data {
  const entries: Entry[] = [];
  for (const { key, value: attribute } of type.items) {
    if (key.kind !== 'literal') return data;
    const name = String(key.value);
    const given = entryNamed(data, name);
    const optional = attribute.kind === 'call' && attribute.name === 'optional';
    const attributeType = optional ? (attribute.args[0] ?? attribute) : attribute;
    const fallback = optional ? attribute.args[1] : undefined;
    if (given !== undefined && !(isNull(given.value) && fallback !== undefined)) {
      entries.push({ ...given, value: convert(given.value, attributeType, evaluate, depth + 1) });
    } else if (fallback !== undefined) {
      entries.push(entryOf(name, convert(evaluate(fallback), attributeType, evaluate, depth + 1)));
    } else if (optional) {
      entries.push(entryOf(name, scalar(null, data.where)));
    }
  }
  return { ...data, entries };
}

/** Whether a list is walked as a set, where the key of an item is the item. */
export function isSet(data: Data): boolean {
  return data.type === 'list' && data.tag === SET;
}
