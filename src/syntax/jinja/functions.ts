import type { Location } from '../../files/source.js';
import type { Data } from '../data.js';
import { MOST_ROUNDS, type CallArguments } from './context.js';
import { isUnknown, list, mapping, scalar, unknown } from './value.js';

/** A function that Jinja itself has; `undefined` for any other. */
export function callBuiltin(name: string, args: CallArguments, where: Location): Data | undefined {
  switch (name) {
    case 'range':
      return rangeOf(args, where);
    case 'dict':
    case 'namespace':
      if (args.positional.length > 0) break;
      return mapping([...args.named], where);
  }
  return undefined;
}

function rangeOf(args: CallArguments, where: Location): Data {
  const numbers: number[] = [];
  for (const arg of args.positional) {
    if (isUnknown(arg)) return arg;
    if (arg.type !== 'scalar' || typeof arg.value !== 'number') {
      return unknown('range() needs numbers', where);
    }
    numbers.push(arg.value);
  }
  const [start, stop, step] =
    numbers.length === 1
      ? [0, numbers[0]!, 1]
      : [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1];
  if (step === 0) return unknown('range() needs a step', where);
  const count = Math.max(0, Math.ceil((stop - start) / step));
  if (count > MOST_ROUNDS) return unknown('the range is too long', where);
  return list(
    Array.from({ length: count }, (_, i) => scalar(start + i * step, where)),
    where,
  );
}
