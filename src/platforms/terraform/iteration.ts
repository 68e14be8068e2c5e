/** The steps of `for`, in expressions and templates. */
import type { Location } from '../../files/source.js';
import { entry as entryNamed, type Data } from '../../syntax/data.js';
import { isSet } from './convert.js';
import { withoutReference } from './functions/call.js';
import { withValues, type Scope } from './scope.js';
import { elements, failure, PARTIAL, partOf, REST, scalar, unknown } from './values.js';

interface Step {
  readonly key: Data;
  readonly value: Data;
}

/** The steps a for expression takes; the unknown where they cannot be told. */
export function iterate(data: Data, where: Location): Step[] | Data {
  if (data.type === 'unknown') return withoutReference(data);
  if (data.type === 'list') {
    const set = isSet(data);
    return elements(data).map((value, position) => ({
      key: set ? value : scalar(position, value.where),
      value,
    }));
  }
  if (data.type === 'map') {
    const names = [...new Set(data.entries.map((each) => each.key))].sort();
    const steps: Step[] = names.map((name) => {
      const found = entryNamed(data, name)!;
      return { key: scalar(name, found.keyWhere, data.through), value: partOf(data, found.value) };
    });
    if (data.tag === PARTIAL) {
      const missing = unknown('some entries of the map are not known', data.where);
      steps.push({ key: missing, value: { ...missing, tag: REST } });
    }
    return steps;
  }
  return failure('only lists, sets and maps can be walked through', where);
}

export function withNames(
  scope: Scope,
  names: { readonly keyName: string | undefined; readonly valueName: string },
  key: Data,
  value: Data,
): Scope {
  const values: [string, Data][] = [[names.valueName, value]];
  if (names.keyName !== undefined) values.push([names.keyName, key]);
  return withValues(scope, values);
}
