import {
  equals,
  float,
  isUnknown,
  pythonText,
  reasonOf,
  scalar,
  truth,
  unknown,
} from '../value.js';
import { argument, flag, known, type JinjaFilter } from './call.js';

const defaultFilter: JinjaFilter = (call) => {
  const { input } = call;
  const fallback = argument(call, 0, 'default_value') ?? scalar('', call.where);
  if (isUnknown(input) && input.missing) return fallback;
  if (!flag(call, 1, 'boolean')) return input;
  const holds = truth(input);
  if (holds === false) return fallback;
  return holds === undefined && equals(input, fallback) !== true
    ? unknown(
        reasonOf(input),
        call.where,
        isUnknown(input) && input.nature ? { nature: input.nature } : {},
      )
    : input;
};

const intFilter: JinjaFilter = known((call) => {
  const { input } = call;
  if (input.type !== 'scalar') return argument(call, 0, 'default') ?? scalar(0, call.where);
  const { value } = input;
  if (typeof value === 'number') return scalar(Math.trunc(value), input.where);
  if (typeof value === 'boolean') return scalar(Number(value), input.where);
  const base = argument(call, 1, 'base');
  if (base?.type === 'scalar' && typeof base.value === 'number' && base.value !== 10) {
    const parsed = base.value >= 2 && base.value <= 36 ? parseInt(String(value), base.value) : NaN;
    return scalar(Number.isNaN(parsed) ? 0 : parsed, input.where);
  }
  const digits = String(value ?? '').trim();
  if (/^[-+]?[0-9]{1,15}(\.[0-9]{0,20})?$/.test(digits)) {
    return scalar(Math.trunc(Number(digits)), input.where);
  }
  return argument(call, 0, 'default') ?? scalar(0, call.where);
});

const floatFilter: JinjaFilter = known((call) => {
  const { input } = call;
  const value = input.type === 'scalar' ? Number(input.value) : NaN;
  if (Number.isFinite(value) && input.type === 'scalar' && input.value !== '')
    return float(value, input.where);
  return argument(call, 0, 'default') ?? float(0, call.where);
});

/** Ansible's `bool`: only yes, on, 1 and true are true. */
const boolFilter: JinjaFilter = known((call) => {
  const { input } = call;
  if (input.type !== 'scalar') return scalar(false, call.where);
  if (typeof input.value === 'boolean' || input.value === null) return input;
  const word = String(input.value).toLowerCase();
  return scalar(['yes', 'on', '1', 'true', 'y', 't'].includes(word), input.where);
});

const stringFilter: JinjaFilter = known((call) => {
  const value = pythonText(call.input);
  return value === undefined
    ? unknown(reasonOf(call.input), call.where)
    : scalar(value, call.input.where);
});

const ternaryFilter: JinjaFilter = (call) => {
  const yes = argument(call, 0, 'true_val') ?? scalar(null, call.where);
  const no = argument(call, 1, 'false_val') ?? scalar(null, call.where);
  const none = argument(call, 2, 'none_val');
  if (none !== undefined && call.input.type === 'scalar' && call.input.value === null) return none;
  const holds = truth(call.input);
  if (holds === undefined)
    return equals(yes, no) === true ? yes : unknown(reasonOf(call.input), call.where);
  return holds ? yes : no;
};

/** Filters that convert one value or choose between values. */
export const VALUE_FILTERS: Readonly<Record<string, JinjaFilter>> = {
  default: defaultFilter,
  d: defaultFilter,
  mandatory: (call) => call.input,
  int: intFilter,
  float: floatFilter,
  bool: boolFilter,
  string: stringFilter,
  to_text: stringFilter,
  abs: known((call) =>
    call.input.type === 'scalar' && typeof call.input.value === 'number'
      ? { ...call.input, value: Math.abs(call.input.value) }
      : unknown('abs needs a number', call.where),
  ),
  round: known((call) =>
    call.input.type === 'scalar' &&
    typeof call.input.value === 'number' &&
    call.positional.length === 0
      ? float(Math.round(call.input.value), call.where)
      : unknown('the rounding is not evaluated', call.where),
  ),
  ternary: ternaryFilter,
  safe: (call) => call.input,
  e: (call) => call.input,
  escape: (call) => call.input,
};
