import { isFloat } from '../numbers.js';
import type { Value } from '../value.js';

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
      return typeof value.value === 'number'
        ? isFloat(value)
          ? 'float64'
          : 'int'
        : typeof value.value === 'boolean'
          ? 'bool'
          : 'string';
  }
}

export function typeName(value: Value): string {
  const name = kind(value);
  if (name === 'slice') return '[]interface {}';
  return name === 'map' ? 'map[string]interface {}' : name;
}

export function isKind(value: Value, wanted: string, name: (value: Value) => string): boolean {
  const actual = name(value);
  // Which functions return which size of whole number is not followed.
  return actual === wanted || (actual === 'int' && wanted === 'int64');
}
