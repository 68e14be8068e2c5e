import { entry, textOf, type Data, type Entry } from '../../syntax/data.js';
import { list, scalar, unknown } from '../terraform/values.js';

/** The value of a parameter that nothing is given for. */
export function defaultOf(name: string, parameter: Entry): Data {
  const given = entry(parameter.value, 'Default');
  if (given === undefined) {
    return unknown(`the parameter \`${name}\` has no default`, parameter.keyWhere);
  }
  return parameterValue(name, parameter, given.value);
}

/** A value as a parameter takes it, by its type. */
export function parameterValue(name: string, parameter: Entry, value: Data): Data {
  const type = textOf(entry(parameter.value, 'Type')?.value) ?? 'String';
  const where = { ...value.where, address: `the parameter ${name}` };
  if (type.startsWith('AWS::SSM::Parameter::')) {
    return unknown(`the parameter \`${name}\` is read from the parameter store`, where);
  }
  const text = textOf(value);
  if (type !== 'CommaDelimitedList' && !type.startsWith('List<')) return { ...value, where };
  if (text === undefined) return { ...value, where };
  const items = text === '' ? [] : text.split(',');
  return list(
    items.map((item) => scalar(item.trim(), where)),
    where,
  );
}
