/**
 * The number readers of the C library as memcached uses them. They decide what `-p 11212abc` or
 * `-l 2130706433` mean, so they follow glibc and not what looks sensible.
 */

const LONG_MAX = (1n << 63n) - 1n;
const LONG_MIN = -(1n << 63n);
const LEADING_INTEGER = /^[ \t\n\v\f\r]*([+-]?)([0-9]+)/;

/** `atoi`: the leading integer, 0 without one; larger values wrap as a cast from `long` to `int`. */
export function atoi(text: string): number {
  return Number(BigInt.asIntN(32, strtol(text)?.value ?? 0n));
}

/**
 * memcached's `safe_strtol`: the whole text must be an integer, though anything may follow a blank.
 * `undefined` when it is not.
 */
export function safeStrtol(text: string): number | undefined {
  const read = strtol(text);
  if (read === undefined || read.outOfRange) return undefined;
  const next = text[read.length];
  if (next !== undefined && !' \t\n\v\f\r'.includes(next)) return undefined;
  return Number(BigInt.asIntN(32, read.value));
}

/** `atof`, as far as memcached's limits on `-f` need it: the leading decimal number, 0 without one. */
export function atof(text: string): number {
  const match = /^[ \t\n\v\f\r]*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/.exec(
    text,
  );
  return match === null ? 0 : Number(match[0]);
}

/**
 * `inet_aton` without trailing junk: one to four parts, each decimal, octal or hexadecimal, the last
 * one filling the bytes that remain. `undefined` for anything else. The dotted form otherwise.
 */
export function inetAton(text: string): string | undefined {
  const parts = text.split('.');
  if (parts.length > 4) return undefined;
  let address = 0n;
  for (const [index, part] of parts.entries()) {
    const value = ulong(part);
    if (value === undefined) return undefined;
    const last = index === parts.length - 1;
    const bytes = last ? 4 - index : 1;
    if (value >= 1n << BigInt(8 * bytes)) return undefined;
    address = (address << BigInt(8 * bytes)) | value;
  }
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');
}

function ulong(part: string): bigint | undefined {
  if (part.length > 32) return undefined;
  if (/^0[xX][0-9a-fA-F]+$/.test(part)) return BigInt(part);
  if (/^0[0-7]*$/.test(part)) return part === '0' ? 0n : BigInt(`0o${part.slice(1)}`);
  if (/^[1-9][0-9]*$/.test(part)) return BigInt(part);
  return undefined;
}

function strtol(text: string): { value: bigint; length: number; outOfRange: boolean } | undefined {
  const match = LEADING_INTEGER.exec(text);
  if (match === null) return undefined;
  const digits = match[2]!.replace(/^0+(?=[0-9])/, '');
  // More than 19 digits are out of range whatever they are; do not build numbers from hostile input.
  const magnitude = digits.length > 19 ? LONG_MAX + 1n : BigInt(digits);
  const value = match[1] === '-' ? -magnitude : magnitude;
  const length = match[0].length;
  if (value > LONG_MAX) return { value: LONG_MAX, length, outOfRange: true };
  if (value < LONG_MIN || (digits.length > 19 && match[1] === '-')) {
    return { value: LONG_MIN, length, outOfRange: true };
  }
  return { value, length, outOfRange: false };
}
