import type { Location, SourceFile } from '../../../files/source.js';
import type { Data } from '../../../syntax/data.js';
import {
  derived,
  failure,
  findUnknown,
  fromPlain,
  partOf,
  toPlain,
  unknown,
  withBasis,
  withoutAlternatives,
  type Plain,
} from '../values.js';

/** What a function may ask of the place it is called at. */
export interface CallContext {
  readonly name: string;
  /** The call. */
  readonly where: Location;
  /** The file of a path as the configuration writes it; a reason when it cannot be had. */
  readFile(path: string): SourceFile | string;
  /** Evaluates a template with nothing but the given variables. */
  renderTemplate(file: SourceFile, variables: Data): Data;
  /** Every file of the tree below a folder, relative to that folder; a reason otherwise. */
  listFiles(folder: string): readonly string[] | string;
}

export type TerraformFunction = (args: readonly Data[], call: CallContext) => Data;

/** Thrown by the computing functions for arguments that Terraform refuses; the message says why. */
export class ArgumentError extends Error {}

/**
 * A function of wholly known arguments. An unknown argument makes the result unknown, for the same
 * reason; `undefined` from `compute` says that Terraform would refuse the arguments.
 */
export function computing(compute: (args: Plain[]) => Plain | undefined): TerraformFunction {
  return (args, call) => {
    const missing = findUnknown(args);
    if (missing !== undefined) return withoutReference(missing);
    const plain: Plain[] = [];
    for (const arg of args) {
      const value = toPlain(arg);
      if (value === undefined) return unknown('the value is too large to be evaluated', call.where);
      plain.push(value);
    }
    try {
      const result = compute(plain);
      if (result === undefined) return refused(call);
      return derived(fromPlain(result, call.where), call.where, args);
    } catch (error) {
      if (!(error instanceof ArgumentError)) throw error;
      return refused(call, error.message);
    }
  };
}

export function refused(call: CallContext, why = 'it does not fit its arguments'): Data {
  return failure(`\`${call.name}()\` fails: ${why}`, call.where);
}

/** An unknown that is no longer the referenced value itself, but something made from it. */
export function withoutReference(data: Data): Data {
  if (data.type !== 'unknown') return data;
  if (data.reference === undefined) return withoutAlternatives(data);
  const { reference, ...rest } = data;
  return withBasis(rest, reference);
}

export function text(value: Plain | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new ArgumentError('a string is needed');
}

export function number(value: Plain | undefined): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && value.length < 40 && /^-?[0-9]+(\.[0-9]+)?$/.test(value)) {
    return Number(value);
  }
  throw new ArgumentError('a number is needed');
}

export function whole(value: Plain | undefined): number {
  const result = number(value);
  if (!Number.isInteger(result)) throw new ArgumentError('a whole number is needed');
  return result;
}

export function items(value: Plain | undefined): Plain[] {
  if (Array.isArray(value)) return value;
  throw new ArgumentError('a list is needed');
}

export { derived, partOf };
