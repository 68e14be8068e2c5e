import type { Location } from '../files/source.js';

/**
 * Data with positions: what YAML, JSON, HCL and templates come down to once they are read and
 * evaluated. It has three answers: a value, or an {@link Unknown} that says what was missing.
 */
export type Data = Scalar | List | Mapping | Unknown;

/** The primitive values of YAML, JSON and HCL. */
export type Primitive = string | number | boolean | null;

export interface Scalar {
  readonly type: 'scalar';
  readonly value: Primitive;
  /** The text as it stands in the file when that can differ from the value (`0177`, `22:22`, `yes`). */
  readonly text?: string;
  /** A YAML tag such as `!vault`, `!reset`, `!Ref`. */
  readonly tag?: string;
  /** Where the value is written. */
  readonly where: Location;
  /** The places the value came through on its way here, nearest first: a variable, a module input. */
  readonly through?: readonly Location[];
  /** Secret: never shown in a report. */
  readonly sensitive?: boolean;
}

export interface List {
  readonly type: 'list';
  readonly items: readonly Data[];
  readonly tag?: string;
  readonly where: Location;
  readonly through?: readonly Location[];
  readonly sensitive?: boolean;
}

export interface Mapping {
  readonly type: 'map';
  readonly entries: readonly Entry[];
  readonly tag?: string;
  readonly where: Location;
  readonly through?: readonly Location[];
  readonly sensitive?: boolean;
}

export interface Entry {
  readonly key: string;
  readonly keyWhere: Location;
  /** Where the value stands at this place: for `a = var.b` the expression `var.b`. */
  readonly valueWhere: Location;
  readonly value: Data;
}

/** A value that cannot be known from the repository. */
export interface Unknown {
  readonly type: 'unknown';
  /** What was missing, to be read after "because", e.g. "`var.cidrs` has no default". */
  readonly reason: string;
  /**
   * What the value is an attribute of, when it is known to be one of something that is declared:
   * `module.net.aws_security_group.cache[0].id`.
   */
  readonly reference?: string;
  readonly tag?: string;
  readonly where: Location;
  readonly through?: readonly Location[];
  readonly sensitive?: boolean;
}

/** The value under a chain of keys (strings) and indexes (numbers); `undefined` when absent. */
export function at(data: Data | undefined, ...path: (string | number)[]): Data | undefined {
  let here = data;
  for (const step of path) {
    if (here === undefined) return undefined;
    if (typeof step === 'number') here = here.type === 'list' ? here.items[step] : undefined;
    else here = entry(here, step)?.value;
  }
  return here;
}

/** The entry of a key, the last one if it is repeated (as YAML 1.2 and JSON readers do). */
export function entry(data: Data | undefined, key: string): Entry | undefined {
  if (data?.type !== 'map') return undefined;
  for (let i = data.entries.length - 1; i >= 0; i--) {
    if (data.entries[i]!.key === key) return data.entries[i];
  }
  return undefined;
}

/** The items of a list; of anything else, itself as the only one; of absent or null, none. */
export function itemsOf(data: Data | undefined): readonly Data[] {
  if (data === undefined || isNull(data)) return [];
  return data.type === 'list' ? data.items : [data];
}

export function isNull(data: Data | undefined): boolean {
  return data?.type === 'scalar' && data.value === null;
}

/** A string scalar's value; `undefined` for anything else, numbers included. */
export function stringOf(data: Data | undefined): string | undefined {
  return data?.type === 'scalar' && typeof data.value === 'string' ? data.value : undefined;
}

/** A scalar as text, numbers and booleans included as they are written; `undefined` otherwise. */
export function textOf(data: Data | undefined): string | undefined {
  if (data?.type !== 'scalar' || data.value === null) return undefined;
  return typeof data.value === 'string' ? data.value : (data.text ?? String(data.value));
}

/** A whole number, also from a string of digits; `undefined` otherwise. */
export function integerOf(data: Data | undefined): number | undefined {
  if (data?.type !== 'scalar') return undefined;
  if (typeof data.value === 'number') return Number.isInteger(data.value) ? data.value : undefined;
  if (typeof data.value === 'string' && /^-?[0-9]{1,15}$/.test(data.value.trim())) {
    return Number(data.value.trim());
  }
  return undefined;
}

/** A boolean, also from the strings "true" and "false"; `undefined` otherwise. */
export function booleanOf(data: Data | undefined): boolean | undefined {
  if (data?.type !== 'scalar') return undefined;
  if (typeof data.value === 'boolean') return data.value;
  if (data.value === 'true') return true;
  if (data.value === 'false') return false;
  return undefined;
}
