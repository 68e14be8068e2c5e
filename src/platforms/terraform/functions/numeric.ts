import type { Plain } from '../values.js';
import { ArgumentError, computing, number, text, whole, type TerraformFunction } from './call.js';

const numbers = (args: Plain[]): number[] => {
  if (args.length === 0) throw new ArgumentError('at least one number is needed');
  return args.map(number);
};

export const NUMERIC_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  abs: computing(([value]) => Math.abs(number(value))),
  ceil: computing(([value]) => Math.ceil(number(value))),
  floor: computing(([value]) => Math.floor(number(value))),
  log: computing(([value, base]) => Math.log(number(value)) / Math.log(number(base))),
  max: computing((args) => Math.max(...numbers(args))),
  min: computing((args) => Math.min(...numbers(args))),
  parseint: computing(([value, base]) => {
    const radix = whole(base);
    const digits = text(value);
    if (radix < 2 || radix > 36) throw new ArgumentError('the base is 2 to 36');
    const result = parseInt(digits, radix);
    if (Number.isNaN(result) || !/^-?[0-9a-zA-Z]+$/.test(digits)) return undefined;
    return result;
  }),
  pow: computing(([base, exponent]) => number(base) ** number(exponent)),
  signum: computing(([value]) => Math.sign(whole(value))),
};
