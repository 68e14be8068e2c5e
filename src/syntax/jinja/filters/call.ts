/** What a filter is, and what filters share: their arguments and the shapes of their input. */
import type { Location } from '../../../files/source.js';
import { entry, type Data } from '../../data.js';
import type { CallArguments } from '../context.js';
import type { Evaluator } from '../evaluate.js';
import {
  isUnknown,
  missing,
  pairsOf,
  pythonText,
  reasonOf,
  scalar,
  truth,
  unknown,
} from '../value.js';

export interface FilterCall extends CallArguments {
  readonly input: Data;
  readonly where: Location;
  readonly evaluator: Evaluator;
}

export type JinjaFilter = (call: FilterCall) => Data;

export function argument(call: FilterCall, index: number, name: string): Data | undefined {
  return call.positional[index] ?? call.named.get(name);
}

export function textArgument(call: FilterCall, index: number, name: string): string | undefined {
  const value = argument(call, index, name);
  return value === undefined || isUnknown(value) ? undefined : pythonText(value);
}

export function flag(call: FilterCall, index: number, name: string): boolean {
  const value = argument(call, index, name);
  return value !== undefined && truth(value) === true;
}

/** Unknown in, unknown out. */
export function known(run: JinjaFilter): JinjaFilter {
  return (call) => (isUnknown(call.input) ? call.input : run(call));
}

/** On the input as text; candidates of an unknown one are mapped too. */
export function text(run: (value: string, call: FilterCall) => string | Data): JinjaFilter {
  return (call) => {
    const { input } = call;
    const apply = (value: string): string | Data => run(value, call);
    if (isUnknown(input)) {
      if (input.oneOf === undefined) return input;
      const mapped = input.oneOf.map((one) => apply(String(one)));
      if (!mapped.every((one) => typeof one === 'string'))
        return unknown(input.reason, input.where);
      return unknown(input.reason, input.where, { oneOf: mapped });
    }
    const value = pythonText(input);
    if (value === undefined) return unknown(reasonOf(input), call.where);
    const result = apply(value);
    return typeof result === 'string' ? scalar(result, input.where) : result;
  };
}

/** On the input as a list. */
export function onList(run: (items: readonly Data[], call: FilterCall) => Data): JinjaFilter {
  return known((call) => {
    const items = itemsOfInput(call.input);
    return items === undefined ? unknown('a list is needed here', call.where) : run(items, call);
  });
}

export function itemsOfInput(input: Data): readonly Data[] | undefined {
  if (input.type === 'list') return input.items;
  if (input.type === 'map') return pairsOf(input).map(([key, value]) => scalar(key, value.where));
  if (input.type === 'scalar' && typeof input.value === 'string') {
    return [...input.value].map((char) => scalar(char, input.where));
  }
  return undefined;
}

/** `a.b.0` below a value. */
export function attributeOf(item: Data, path: string, where: Location): Data {
  let here = item;
  for (const step of path.split('.')) {
    if (isUnknown(here)) return here.missing ? here : unknown(here.reason, here.where);
    const next =
      here.type === 'list' && /^[0-9]{1,6}$/.test(step)
        ? here.items[Number(step)]
        : entry(here, step)?.value;
    if (next === undefined) return missing(`"${path.slice(0, 60)}" is not defined`, where);
    here = next;
  }
  return here;
}
