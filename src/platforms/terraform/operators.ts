import type { Data } from '../../syntax/data.js';
import { withoutReference } from './functions/call.js';
import { findUnknown, identity } from './values.js';

/** Whether two values are equal; the unknown where it cannot be told. */
export function equality(left: Data, right: Data): boolean | Data {
  const a = identity(left);
  const b = identity(right);
  if (a !== undefined && a === b) return true;
  const missing = findUnknown([left, right]);
  if (missing !== undefined) return withoutReference(missing);
  return false;
}

/** The result for two numbers; `undefined` where there is none. */
export function arithmetic(operator: string, a: number, b: number): number | boolean | undefined {
  switch (operator) {
    case '+':
      return decimal(a + b);
    case '-':
      return decimal(a - b);
    case '*':
      return decimal(a * b);
    case '/':
      return b === 0 ? undefined : a / b;
    case '%':
      return b === 0 ? undefined : a % b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    default:
      return undefined;
  }
}

/** Terraform reckons with many more digits: 0.1 + 0.2 is 0.3. */
function decimal(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}
