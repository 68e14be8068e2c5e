import type { Data } from '../../../syntax/data.js';
import { findUnknown, identity, list, MOST_ITEMS, toSet, unknown } from '../values.js';
import { refused, withoutReference, type TerraformFunction } from './call.js';
import { bounded, listed } from './items.js';

const setOperation =
  (keep: (id: string, others: readonly ReadonlySet<string>[]) => boolean): TerraformFunction =>
  (args, call) => {
    const missing = findUnknown(args);
    if (missing !== undefined) return withoutReference(missing);
    const lists = args.map(listed);
    if (lists.some((each) => each === undefined)) return refused(call, 'sets are needed');
    const ids = lists.map((each) => new Set(each!.map((item) => identity(item) ?? '')));
    return toSet(
      lists[0]!.filter((item) => keep(identity(item) ?? '', ids.slice(1))),
      call.where,
    );
  };

const setunion: TerraformFunction = (args, call) => {
  const all: Data[] = [];
  for (const arg of args) {
    const part = listed(arg);
    if (part === undefined) return refused(call, 'sets are needed');
    for (const item of part) all.push(item);
    if (all.length > MOST_ITEMS) return unknown('the set is too large to be evaluated', call.where);
  }
  return toSet(all, call.where);
};

const setproduct: TerraformFunction = (args, call) => {
  let rows: Data[][] = [[]];
  for (const arg of args) {
    const part = listed(arg);
    if (part === undefined) return refused(call, 'sets are needed');
    if (rows.length * part.length > MOST_ITEMS) {
      return unknown('the product is too large to be evaluated', call.where);
    }
    rows = rows.flatMap((row) => part.map((item) => [...row, item]));
  }
  return bounded(
    rows.map((row) => list(row, call.where)),
    call,
  );
};

/** The functions on sets. */
export const SET_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  setintersection: setOperation((id, others) => others.every((set) => set.has(id))),
  setproduct,
  setsubtract: setOperation((id, others) => !others.some((set) => set.has(id))),
  setunion,
};
