import { isFloat, isInt64 } from '../numbers.js';
import type { Value } from '../value.js';

/** The kind of a value, as reflect.Kind names it. */
export function kind(value: Value): string {
  if (value === undefined) return 'invalid';
  switch (value.type) {
    case 'text':
      return 'string';
    case 'list':
      return 'slice';
    case 'map':
      return 'map';
    case 'unknown':
      return 'invalid';
    case 'scalar':
      if (value.value === null) return 'invalid';
      if (typeof value.value === 'boolean') return 'bool';
      if (typeof value.value === 'string') return 'string';
      return isFloat(value) ? 'float64' : isInt64(value) ? 'int64' : 'int';
  }
}

/** The type of a value, as `%T` prints it. */
export function typeName(value: Value): string {
  const name = kind(value);
  if (name === 'slice') return '[]interface {}';
  if (name === 'invalid') return '<nil>';
  return name === 'map' ? 'map[string]interface {}' : name;
}
