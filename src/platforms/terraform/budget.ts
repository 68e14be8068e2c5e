import type { Location } from '../../files/source.js';
import type { Data } from '../../syntax/data.js';
import { unknown } from './values.js';

/** Bounds the work that one evaluation of a hostile configuration can ask for. */
export class Budget {
  depth = 0;
  private exhausted = false;

  constructor(
    private steps = 2_000_000,
    private readonly deepest = 700,
  ) {}

  /** Whether one more step may be taken. */
  step(): boolean {
    if (this.steps-- > 0) return true;
    this.exhausted = true;
    return false;
  }

  /** Whether work of that many steps may be done. */
  spend(steps: number): boolean {
    this.steps -= steps;
    if (this.steps >= 0) return true;
    this.exhausted = true;
    return false;
  }

  get isExhausted(): boolean {
    return this.exhausted;
  }

  get isTooDeep(): boolean {
    return this.depth > this.deepest;
  }
}

/** The value of what would take more than the budget has. */
export function tooMuch(where: Location): Data {
  return unknown('the configuration asks for too much work to be evaluated', where);
}

/** How many values there are in a value, counted up to a bound. */
export function sizeOf(data: Data, bound = { left: 50_000 }): number {
  if (--bound.left < 0) return 0;
  if (data.type === 'list') {
    return data.items.reduce((sum, item) => sum + sizeOf(item, bound), 1);
  }
  if (data.type === 'map') {
    return data.entries.reduce((sum, each) => sum + sizeOf(each.value, bound), 1);
  }
  return data.type === 'scalar' && typeof data.value === 'string'
    ? 1 + (data.value.length >> 6)
    : 1;
}
