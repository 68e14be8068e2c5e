import type { Data } from '../../data.js';
import { int64 } from '../numbers.js';
import { plain, print, scalar, unknownValue } from '../value.js';
import { folded, known, listOf, numeric, textual, type Call, type Implementation } from './call.js';

const MOST_NUMBERS = 20_000;

/** Sprig computes with decimal fractions: 0.1 and 0.2 are 0.3. */
function decimal(result: number): number {
  return Number.isFinite(result) ? Number(result.toPrecision(15)) : result;
}

function numbers(call: Call, from: number, to: number, step: number): Data {
  const { where } = call;
  const result: Data[] = [];
  if (step === 0 || Number.isNaN(step)) return listOf(result, where);
  for (let n = from; step > 0 ? n < to : n > to; n += step) {
    if (result.length >= MOST_NUMBERS) {
      return unknownValue(`${call.name} makes more than ${MOST_NUMBERS} numbers`, where);
    }
    result.push(scalar(n, where));
  }
  return listOf(result, where);
}

/** Functions of numbers. */
export const ARITHMETIC: Readonly<Record<string, Implementation>> = {
  int: numeric(([n = 0]) => n, 'int'),
  int64: numeric(([n = 0]) => n),
  float64: numeric(([n = 0]) => n, 'float64'),
  atoi: numeric(([n = 0]) => n, 'int'),
  // Digits of an octal number, in spite of the name.
  toDecimal: ({ values, where }) => {
    const text = plain(values[0]);
    return typeof text === 'string'
      ? int64(scalar(/^[-+]?[0-7]{1,15}$/.test(text) ? parseInt(text, 8) : 0, where))
      : text;
  },
  add: numeric(folded((a, b) => a + b)),
  addf: numeric(
    folded((a, b) => decimal(a + b)),
    'float64',
  ),
  add1: numeric(([n = 0]) => n + 1),
  add1f: numeric(([n = 0]) => n + 1, 'float64'),
  sub: numeric(([a = 0, b = 0]) => a - b),
  subf: numeric(
    folded((a, b) => decimal(a - b)),
    'float64',
  ),
  mul: numeric(folded((a, b) => a * b)),
  mulf: numeric(
    folded((a, b) => decimal(a * b)),
    'float64',
  ),
  div: numeric(([a = 0, b = 0]) => (b === 0 ? NaN : Math.trunc(a / b))),
  divf: numeric(
    folded((a, b) => a / b),
    'float64',
  ),
  mod: numeric(([a = 0, b = 0]) => a % b),
  max: numeric(folded((a, b) => Math.max(a, b))),
  maxf: numeric(
    folded((a, b) => Math.max(a, b)),
    'float64',
  ),
  min: numeric(folded((a, b) => Math.min(a, b))),
  minf: numeric(
    folded((a, b) => Math.min(a, b)),
    'float64',
  ),
  ceil: numeric(([n = 0]) => Math.ceil(n), 'float64'),
  floor: numeric(([n = 0]) => Math.floor(n), 'float64'),
  round: numeric(([n = 0, digits = 0]) => {
    const scale = 10 ** Math.min(Math.max(digits, 0), 15);
    return Math.round(n * scale) / scale;
  }, 'float64'),
  seq: textual((words, call) => {
    const [first = 1, second = 0, third] = words.map(Number);
    const [from, step, to] =
      words.length === 1
        ? [1, first < 1 ? -1 : 1, first]
        : third === undefined
          ? [first, second < first ? -1 : 1, second]
          : [first, second, third];
    const found: number[] = [];
    if (step === 0) return '';
    for (let i = from; (step > 0 ? i <= to : i >= to) && found.length <= MOST_NUMBERS; i += step) {
      found.push(i);
    }
    if (found.length > MOST_NUMBERS) throw call.truncated();
    return found.join(' ');
  }),
  until: known(([count], call) =>
    numbers(call, 0, Number(count === undefined ? 0 : print(count)), 1),
  ),
  untilStep: known(([from, to, step], call) =>
    numbers(
      call,
      Number(print(from!)),
      Number(to === undefined ? 0 : print(to)),
      Number(step === undefined ? 1 : print(step)),
    ),
  ),
};
