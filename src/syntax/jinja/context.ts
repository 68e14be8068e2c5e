import type { Location } from '../../files/source.js';
import type { Data, Scalar } from '../data.js';
import type { Evaluator } from './evaluate.js';
import type { JinjaUnknown } from './value.js';

/** Where a text stands: turns offsets in it into locations. */
export type Origin = (start: number, end: number) => Location;

/** Values given to a filter, test or function, evaluated. */
export interface CallArguments {
  readonly positional: readonly Data[];
  readonly named: ReadonlyMap<string, Data>;
}

/** Counts what evaluating hostile input may cost; shared by all evaluators of one job. */
export class Budget {
  constructor(
    /** Expression nodes and loop rounds. */
    public steps = 2_000_000,
    /** Characters of produced text. */
    public characters = 20_000_000,
  ) {}
}

export interface EvaluatorOptions {
  /**
   * The value of a variable as it is written; templates in it are evaluated when it is used. `where` is
   * the place of use.
   */
  readonly lookup: (name: string, where: Location) => Data | undefined;
  /** Functions such as `lookup()`; `undefined` for one that is not known. */
  readonly call?: (
    name: string,
    args: CallArguments,
    where: Location,
    evaluator: Evaluator,
  ) => Data | undefined;
  /** A member of an unknown value that has a nature (`hostvars['a']`, `ansible_facts.os_family`). */
  readonly memberOf?: (
    object: JinjaUnknown,
    key: Data,
    where: Location,
    evaluator: Evaluator,
  ) => Data | undefined;
  /**
   * Takes sides where the condition of an `{% if %}` is not known, so that the text can be rendered
   * once for every possibility. Absent: the block becomes an unknown part.
   */
  readonly decide?: (condition: string) => boolean | undefined;
  /** Maps offsets in a string of {@link lookup}'s data to the file. */
  readonly originOf?: (value: Scalar) => Origin | undefined;
  readonly budget?: Budget;
}

/** Rounds of one loop. */
export const MOST_ROUNDS = 10_000;
