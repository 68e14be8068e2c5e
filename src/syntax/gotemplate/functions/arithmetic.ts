import { type Location } from '../../../files/source.js';
import { type Data } from '../../data.js';
import { plain, print, scalar } from '../value.js';
import { type Implementation, folded, known, listOf, numeric, textual } from './call.js';

export function numbers(from: number, to: number, step: number, where: Location): Data[] {
  const result: Data[] = [];
  if (step === 0 || Number.isNaN(step)) return result;
  for (let n = from; step > 0 ? n < to : n > to; n += step) {
    if (result.length >= 5_000) break;
    result.push(scalar(n, where));
  }
  return result;
}

/** Functions of numbers. */
export const ARITHMETIC: Readonly<Record<string, Implementation>> = {
  int: numeric(([n = 0]) => n),
  int64: numeric(([n = 0]) => n),
  float64: numeric(([n = 0]) => n, true),
  atoi: numeric(([n = 0]) => n),
  // Digits of an octal number, in spite of the name.
  toDecimal: ({ values, where }) => {
    const text = plain(values[0]);
    return typeof text === 'string'
      ? scalar(/^[0-7]{1,15}$/.test(text) ? parseInt(text, 8) : 0, where)
      : text;
  },
  add: numeric(folded((a, b) => a + b)),
  addf: numeric(
    folded((a, b) => a + b),
    true,
  ),
  add1: numeric(([n = 0]) => n + 1),
  add1f: numeric(([n = 0]) => n + 1, true),
  sub: numeric(([a = 0, b = 0]) => a - b),
  subf: numeric(
    folded((a, b) => a - b),
    true,
  ),
  mul: numeric(folded((a, b) => a * b)),
  mulf: numeric(
    folded((a, b) => a * b),
    true,
  ),
  div: numeric(([a = 0, b = 0]) => (b === 0 ? NaN : Math.trunc(a / b))),
  divf: numeric(
    folded((a, b) => a / b),
    true,
  ),
  mod: numeric(([a = 0, b = 0]) => a % b),
  max: numeric(folded((a, b) => Math.max(a, b))),
  maxf: numeric(
    folded((a, b) => Math.max(a, b)),
    true,
  ),
  min: numeric(folded((a, b) => Math.min(a, b))),
  minf: numeric(
    folded((a, b) => Math.min(a, b)),
    true,
  ),
  ceil: numeric(([n = 0]) => Math.ceil(n), true),
  floor: numeric(([n = 0]) => Math.floor(n), true),
  round: numeric(([n = 0, digits = 0]) => {
    const scale = 10 ** Math.min(Math.max(digits, 0), 15);
    return Math.round(n * scale) / scale;
  }, true),
  seq: textual((words) => {
    const [first = 1, second = 0, third] = words.map(Number);
    const [from, step, to] =
      words.length === 1
        ? [1, first < 1 ? -1 : 1, first]
        : third === undefined
          ? [first, second < first ? -1 : 1, second]
          : [first, second, third];
    const found: number[] = [];
    if (step === 0) return '';
    for (let i = from; (step > 0 ? i <= to : i >= to) && found.length < 5_000; i += step) {
      found.push(i);
    }
    return found.join(' ');
  }),
  until: known(([count], { where }) =>
    listOf(numbers(0, Number(count === undefined ? 0 : print(count)), 1, where), where),
  ),
  untilStep: known(([from, to, step], { where }) =>
    listOf(
      numbers(
        Number(print(from!)),
        Number(to === undefined ? 0 : print(to)),
        Number(step === undefined ? 1 : print(step)),
        where,
      ),
      where,
    ),
  ),
};
