/**
 * Sets of whole numbers as sorted, disjoint, closed intervals. One algebra serves port numbers,
 * IPv4 addresses (both `number`) and IPv6 addresses (`bigint`).
 */

/** A closed interval: both ends belong to it. */
export type Interval<N> = readonly [low: N, high: N];

/** Sorted, disjoint and non-adjacent intervals. Build them with {@link normalise}. */
export type Intervals<N> = readonly Interval<N>[];

/** The two operations that differ between `number` and `bigint`. */
export interface Arithmetic<N> {
  readonly next: (value: N) => N;
  readonly previous: (value: N) => N;
}

export const numbers: Arithmetic<number> = { next: (n) => n + 1, previous: (n) => n - 1 };
export const bigints: Arithmetic<bigint> = { next: (n) => n + 1n, previous: (n) => n - 1n };

/** Sorts and merges any intervals; those with low > high are dropped. */
export function normalise<N extends number | bigint>(
  intervals: readonly Interval<N>[],
  on: Arithmetic<N>,
): Intervals<N> {
  const sorted = intervals
    .filter(([low, high]) => low <= high)
    .sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  const merged: [N, N][] = [];
  for (const [low, high] of sorted) {
    const last = merged[merged.length - 1];
    if (last !== undefined && low <= on.next(last[1])) {
      if (high > last[1]) last[1] = high;
    } else {
      merged.push([low, high]);
    }
  }
  return merged;
}

export function union<N extends number | bigint>(
  a: Intervals<N>,
  b: Intervals<N>,
  on: Arithmetic<N>,
): Intervals<N> {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return normalise([...a, ...b], on);
}

export function intersect<N extends number | bigint>(
  a: Intervals<N>,
  b: Intervals<N>,
): Intervals<N> {
  const common: Interval<N>[] = [];
  if (a.length === 0 || b.length === 0) return common;
  // A few intervals against many: begin where they can meet.
  let i = firstReaching(a, b[0]![0]);
  let j = firstReaching(b, a[0]![0]);
  while (i < a.length && j < b.length) {
    const [aLow, aHigh] = a[i]!;
    const [bLow, bHigh] = b[j]!;
    const low = aLow > bLow ? aLow : bLow;
    const high = aHigh < bHigh ? aHigh : bHigh;
    if (low <= high) common.push([low, high]);
    if (aHigh < bHigh) i++;
    else j++;
  }
  return common;
}

/** The index of the first interval that does not end before the value. */
function firstReaching<N extends number | bigint>(intervals: Intervals<N>, value: N): number {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (intervals[middle]![1] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function subtract<N extends number | bigint>(
  a: Intervals<N>,
  b: Intervals<N>,
  on: Arithmetic<N>,
): Intervals<N> {
  if (a.length === 0 || b.length === 0) return a;
  const rest: Interval<N>[] = [];
  let j = 0;
  for (const [aLow, aHigh] of a) {
    let low = aLow;
    let done = false;
    while (j < b.length && b[j]![1] < low) j++;
    for (let k = j; k < b.length && b[k]![0] <= aHigh; k++) {
      const [bLow, bHigh] = b[k]!;
      if (bLow > low) rest.push([low, on.previous(bLow)]);
      if (bHigh >= aHigh) {
        done = true;
        break;
      }
      low = on.next(bHigh);
    }
    if (!done && low <= aHigh) rest.push([low, aHigh]);
  }
  return rest;
}

export function contains<N extends number | bigint>(set: Intervals<N>, value: N): boolean {
  let low = 0;
  let high = set.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const interval = set[middle]!;
    if (value < interval[0]) high = middle - 1;
    else if (value > interval[1]) low = middle + 1;
    else return true;
  }
  return false;
}

export function equal<N extends number | bigint>(a: Intervals<N>, b: Intervals<N>): boolean {
  return (
    a.length === b.length && a.every(([low, high], i) => b[i]![0] === low && b[i]![1] === high)
  );
}
