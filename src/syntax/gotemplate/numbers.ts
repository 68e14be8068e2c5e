import type { Location } from '../../files/source.js';
import type { Data, Scalar } from '../data.js';

/**
 * Go tells whole numbers from floating-point ones, and Helm reads all numbers of values as the latter
 * (sigs.k8s.io/yaml goes through JSON). Here a number that was read from a file has the text it was
 * written with, and one that a function made floating-point is given one.
 */
export function isFloat(data: Scalar): boolean {
  return (
    typeof data.value === 'number' && (data.text !== undefined || !Number.isInteger(data.value))
  );
}

/** Whole numbers that are `int64` in Go: what arithmetic makes. Others are `int`. */
const wide = new WeakSet<object>();

export function isInt64(data: Scalar): boolean {
  return wide.has(data);
}

/** Marks a whole number as `int64`. */
export function int64<T extends Data>(data: T): T {
  wide.add(data);
  return data;
}

/** A floating-point number as a function returns it. */
export function floatScalar(value: number, where: Location): Data {
  return { type: 'scalar', value, text: String(value), where };
}

/**
 * A number as Go's `fmt` prints it with `%v`: floats of a million and more with an exponent
 * (strconv.FormatFloat with 'g' and the shortest form).
 */
export function printNumber(data: Scalar, value: number): string {
  if (!isFloat(data) || value === 0 || !Number.isFinite(value)) return String(value);
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
