import { isNull, type Data } from '../../../syntax/data.js';
import {
  compareText,
  elements,
  findUnknown,
  identity,
  list,
  MOST_ITEMS,
  PARTIAL,
  REST,
  scalar,
  toBoolean,
  toNumber,
  toText,
  unknown,
} from '../values.js';
import {
  ArgumentError,
  computing,
  derived,
  items,
  number,
  refused,
  withoutReference,
  type TerraformFunction,
} from './call.js';
import { unified } from './conversions.js';
import { bounded, flattened, hasRest, listed } from './items.js';

const concat: TerraformFunction = (args, call) => {
  const result: Data[] = [];
  for (const arg of args) {
    const part = listed(arg);
    if (part === undefined) return refused(call, 'lists are needed');
    for (const item of part) result.push(item);
    if (result.length > MOST_ITEMS) break;
  }
  return bounded(result, call);
};

const compact: TerraformFunction = (args, call) => {
  const all = listed(args[0]);
  if (all === undefined) return refused(call, 'a list is needed');
  return bounded(
    all.filter((item) => !isNull(item) && !(item.type === 'scalar' && item.value === '')),
    call,
  );
};

const distinct: TerraformFunction = (args, call) => {
  const all = listed(args[0]);
  if (all === undefined) return refused(call, 'a list is needed');
  const seen = new Set<string>();
  return bounded(
    unified(all).filter((item) => {
      const id = identity(item);
      if (id === undefined) return true;
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    }),
    call,
  );
};

const element: TerraformFunction = (args, call) => {
  const [from, key] = args;
  if (from === undefined || key === undefined) return refused(call);
  if (from.type === 'unknown') return from;
  if (from.type !== 'list') return refused(call, 'a list is needed');
  const all = elements(from);
  const index = toNumber(key);
  if (hasRest(from)) {
    // With an unknown number of items only those in front of the unknown ones are certain.
    const first = all.findIndex((item) => item.tag === REST);
    if (index !== undefined && index >= 0 && index < first) return all[index]!;
    return { ...all[first]!, tag: undefined } as Data;
  }
  if (key.type === 'unknown') return oneOf(all) ?? withoutReference(key);
  if (index === undefined || !Number.isSafeInteger(Math.trunc(index)) || all.length === 0)
    return refused(call, 'the list has no such item');
  const whole = Math.trunc(index);
  return all[((whole % all.length) + all.length) % all.length]!;
};

/** The item when all are equal, so that the choice does not matter. */
function oneOf(all: readonly Data[]): Data | undefined {
  const ids = new Set(all.map((item) => identity(item)));
  return all.length > 0 && ids.size === 1 && !ids.has(undefined) ? all[0] : undefined;
}

const coalesce: TerraformFunction = (args, call) => {
  for (const arg of unified(spread(args))) {
    if (isNull(arg) || (arg.type === 'scalar' && arg.value === '')) continue;
    return arg;
  }
  return refused(call, 'every argument is null or empty');
};

const coalescelist: TerraformFunction = (args, call) => {
  for (const arg of args) {
    if (isNull(arg) || (arg.type === 'list' && arg.items.length === 0)) continue;
    return arg;
  }
  return refused(call, 'every list is empty');
};

/** TF 0.11 gave lists to functions of many arguments; harmless to take apart. */
function spread(args: readonly Data[]): readonly Data[] {
  return args.length === 1 && args[0]!.type === 'list' ? elements(args[0]!) : args;
}

const length: TerraformFunction = (args, call) => {
  const value = args[0];
  if (value === undefined) return refused(call);
  if (value.type === 'unknown') return withoutReference(value);
  if (value.tag === PARTIAL || hasRest(value)) {
    return unknown('how many items there are is not known', call.where);
  }
  const count =
    value.type === 'list'
      ? value.items.length
      : value.type === 'map'
        ? value.entries.length
        : typeof value.value === 'string'
          ? [...value.value].length
          : undefined;
  return count === undefined
    ? refused(call)
    : derived(scalar(count, call.where), call.where, [value]);
};

const flatten: TerraformFunction = (args, call) => {
  const all = listed(args[0]);
  if (all === undefined) return refused(call, 'a list is needed');
  const result: Data[] = [];
  // An unknown inside may be a list itself.
  flattened(all, result, 0);
  return bounded(result, call);
};

const contains: TerraformFunction = (args, call) => {
  const [from, wanted] = args;
  if (from === undefined || wanted === undefined) return refused(call);
  const all = listed(from);
  if (all === undefined) return refused(call, 'a list is needed');
  const id = identity(wanted);
  const ids = all.map((item) => identity(item));
  if (id !== undefined && ids.includes(id))
    return derived(scalar(true, call.where), call.where, args);
  const missing = findUnknown([wanted, ...all]);
  if (missing !== undefined) return withoutReference(missing);
  return derived(scalar(false, call.where), call.where, args);
};

const slice: TerraformFunction = (args, call) => {
  const [from, start, end] = args;
  if (from?.type === 'unknown') return withoutReference(from);
  const first = start === undefined ? undefined : toNumber(start);
  const last = end === undefined ? undefined : toNumber(end);
  if (from?.type !== 'list' || first === undefined || last === undefined || hasRest(from)) {
    const missing = findUnknown(args);
    return missing === undefined ? refused(call) : withoutReference(missing);
  }
  if (first < 0 || last > from.items.length || first > last)
    return refused(call, 'the range does not fit');
  return bounded(elements(from).slice(first, last), call);
};

const reverse: TerraformFunction = (args, call) => {
  const all = listed(args[0]);
  return all === undefined ? refused(call, 'a list is needed') : bounded(all.reverse(), call);
};

const sort: TerraformFunction = (args, call) => {
  const all = listed(args[0]);
  if (all === undefined) return refused(call, 'a list is needed');
  if (all.some((item) => item.type === 'unknown')) return bounded(all, call);
  const texts = all.map(toText);
  if (texts.some((each) => each === undefined)) return refused(call, 'strings are needed');
  return bounded(
    [...all]
      .sort((a, b) => compareText(toText(a)!, toText(b)!))
      .map((item) => ({ ...item, value: toText(item)! }) as Data),
    call,
  );
};

const one: TerraformFunction = (args, call) => {
  const from = args[0];
  if (from?.type === 'unknown') return from;
  if (from?.type !== 'list') return refused(call, 'a list is needed');
  const all = elements(from);
  if (all.length === 0) return scalar(null, call.where);
  if (all.length > 1) return refused(call, 'there is more than one item');
  return all[0]!.tag === REST ? ({ ...all[0]!, tag: undefined } as Data) : all[0]!;
};

const matchkeys: TerraformFunction = (args, call) => {
  const missing = findUnknown(args);
  if (missing !== undefined) return withoutReference(missing);
  const [all, names, wanted] = args.map(listed);
  if (all === undefined || names === undefined || wanted === undefined) return refused(call);
  const ids = new Set(wanted.map((item) => identity(item)));
  return bounded(
    all.filter((_, index) => names[index] !== undefined && ids.has(identity(names[index]!))),
    call,
  );
};

const chunklist: TerraformFunction = (args, call) => {
  const all = listed(args[0]);
  const size = args[1] === undefined ? undefined : toNumber(args[1]);
  if (all === undefined || size === undefined || size < 0 || hasRest(args[0]!))
    return refused(call);
  const chunks: Data[] = [];
  const step = size === 0 ? Math.max(all.length, 1) : size;
  for (let i = 0; i < all.length; i += step) chunks.push(list(all.slice(i, i + step), call.where));
  return bounded(chunks, call);
};

const truth =
  (all: boolean): TerraformFunction =>
  (args, call) => {
    const from = listed(args[0]);
    if (from === undefined) return refused(call, 'a list is needed');
    const known = from.map(toBoolean);
    if (known.includes(!all)) return derived(scalar(!all, call.where), call.where, args);
    const missing = findUnknown(from);
    if (missing !== undefined) return withoutReference(missing);
    return derived(scalar(all, call.where), call.where, args);
  };

/** The old `list(…)` and `map(…)` of Terraform 0.11. */
const oldList: TerraformFunction = (args, call) => bounded(args, call);

/** The functions on lists. */
export const LIST_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  alltrue: truth(true),
  anytrue: truth(false),
  chunklist,
  coalesce,
  coalescelist,
  compact,
  concat,
  contains,
  distinct,
  element,
  flatten,
  index: computing(([from, wanted]) => {
    const at = items(from).findIndex((item) => item === wanted);
    if (at < 0) throw new ArgumentError('the list has no such item');
    return at;
  }),
  length,
  list: oldList,
  matchkeys,
  one,
  range: computing((args) => {
    const given = args.map(number);
    const [start, end] = given.length === 1 ? [0, given[0]!] : [given[0] ?? 0, given[1] ?? 0];
    const step = given[2] ?? (start <= end ? 1 : -1);
    if (step === 0) throw new ArgumentError('the step must not be zero');
    const result: number[] = [];
    for (let i = start; step > 0 ? i < end : i > end; i += step) {
      if (result.length >= 1024) throw new ArgumentError('more than 1024 values');
      result.push(i);
    }
    return result;
  }),
  reverse,
  slice,
  sort,
  sum: computing(([from]) => {
    const all = items(from);
    if (all.length === 0) throw new ArgumentError('the list is empty');
    return all.reduce<number>((sum, item) => sum + number(item), 0);
  }),
};
