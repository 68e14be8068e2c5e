import { floatScalar, int64 } from '../numbers.js';
import { type Location } from '../../../files/source.js';
import { type Data } from '../../data.js';
import { type Value, plain, scalar, toData, unknownIn, unknownValue } from '../value.js';

/** A call of a template function. */
export interface Call {
  readonly name: string;
  readonly values: readonly Value[];
  /** Where the call stands. */
  readonly where: Location;
  /** The error to throw when a result grows beyond all measure. */
  readonly truncated: () => Error;
  /** Told of every map that is changed in place. */
  readonly changed: (map: Data) => void;
}

export type Implementation = (call: Call) => Value;

export const LONGEST = 1_000_000;

/** What a function is given, as texts; what is not known where something is not. */
export function textsOf(call: Call): string[] | Extract<Data, { type: 'unknown' }> {
  const texts: string[] = [];
  for (const value of call.values) {
    const text = plain(value);
    if (typeof text !== 'string') return text;
    texts.push(text);
  }
  return texts;
}

/** Text in, text out: the result stands where its only argument with an origin stands. */
export function textual(
  transform: (texts: readonly string[], call: Call) => string,
  subject = -1,
): Implementation {
  return (call) => {
    const texts = textsOf(call);
    if (!Array.isArray(texts)) return texts;
    const result = transform(texts, call);
    if (result.length > LONGEST) throw call.truncated();
    return like(call.values.at(subject), result, call.where);
  };
}

/** A scalar with the origin of another value. */
export function like(source: Value, result: string | number | boolean, where: Location): Data {
  const origin = source === undefined ? undefined : toData(source, where);
  if (origin === undefined || origin.type === 'unknown') return scalar(result, where);
  return {
    type: 'scalar',
    value: result,
    where: origin.where,
    ...(origin.through === undefined ? {} : { through: origin.through }),
  };
}

/** Numbers in, a number out. Sprig takes whole numbers unless the function says otherwise. */
export function numeric(
  compute: (numbers: readonly number[]) => number,
  type: 'int' | 'int64' | 'float64' = 'int64',
): Implementation {
  return (call) => {
    const numbers: number[] = [];
    for (const value of call.values) {
      const number = toNumber(value);
      if (typeof number !== 'number') return number;
      numbers.push(type === 'float64' ? number : Math.trunc(number));
    }
    const result = compute(numbers);
    if (Number.isNaN(result)) return unknownValue(`${call.name} has no result`, call.where);
    const data = like(call.values.at(-1), result, call.where);
    if (type === 'float64') {
      return { ...floatScalar(result, call.where), ...data, text: String(result) };
    }
    return type === 'int64' ? int64(data) : data;
  };
}

/** The first number and the others after it, from left to right. */
export function folded(
  step: (a: number, b: number) => number,
): (numbers: readonly number[]) => number {
  return ([first = 0, ...rest]) => rest.reduce(step, first);
}

export function toNumber(value: Value): number | Extract<Data, { type: 'unknown' }> {
  const text = plain(value);
  if (typeof text !== 'string') return text;
  if (text === 'true') return 1;
  const number = Number(text.trim());
  return Number.isNaN(number) ? 0 : number;
}

export function predicate(test: (texts: readonly string[]) => boolean): Implementation {
  return (call) => {
    const texts = textsOf(call);
    if (!Array.isArray(texts)) return texts;
    return scalar(test(texts), call.where);
  };
}

/** A function of data that does not work on what is not known. */
export function known(implement: (data: readonly Data[], call: Call) => Value): Implementation {
  return (call) => {
    const data = call.values.map((value) => toData(value, call.where));
    return data.find((item) => item.type === 'unknown') ?? implement(data, call);
  };
}

export function isString(value: Value): boolean {
  return value?.type === 'text' || (value?.type === 'scalar' && typeof value.value === 'string');
}

export function isSomething(value: Value): value is Exclude<Value, undefined> {
  return value !== undefined && !(value.type === 'scalar' && value.value === null);
}

export function listOf(items: readonly Data[], where: Location): Data {
  return { type: 'list', items, where };
}

export function itemsIn(data: Data | undefined): readonly Data[] {
  return data?.type === 'list' ? data.items : [];
}

/** Like {@link known}, for what looks into lists and maps. */
export function knownThroughout(
  implement: (data: readonly Data[], call: Call) => Value,
): Implementation {
  return known((data, call) => {
    for (const item of data) {
      const unknown = unknownIn(item);
      if (unknown !== undefined) return unknown;
    }
    return implement(data, call);
  });
}
