import type { AddressSet } from './addresses.js';
import type { Interval } from './intervals.js';

/** Things by their sets of addresses, to find those that a set has addresses in common with. */
export class OverlapIndex<T> {
  private readonly v4: IntervalTree<number, T>;
  private readonly v6: IntervalTree<bigint, T>;

  constructor(things: readonly (readonly [AddressSet, T])[]) {
    this.v4 = new IntervalTree(
      things.flatMap(([set, thing]) => set.v4.map((each) => [each, thing] as const)),
    );
    this.v6 = new IntervalTree(
      things.flatMap(([set, thing]) => set.v6.map((each) => [each, thing] as const)),
    );
  }

  /** Each thing once, in no particular order. */
  overlapping(set: AddressSet): Set<T> {
    const found = new Set<T>();
    for (const interval of set.v4) this.v4.collect(interval, found);
    for (const interval of set.v6) this.v6.collect(interval, found);
    return found;
  }
}

/**
 * Closed intervals sorted by their lower ends. The middle of every stretch is the root of a tree over it
 * and knows the highest upper end in the stretch, so that a stretch that ends too early is passed over.
 */
class IntervalTree<N extends number | bigint, T> {
  private readonly items: readonly (readonly [Interval<N>, T])[];
  private readonly highest: N[] = [];

  constructor(items: readonly (readonly [Interval<N>, T])[]) {
    this.items = [...items].sort(([a], [b]) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    this.measure(0, this.items.length);
  }

  private measure(from: number, to: number): N | undefined {
    if (from >= to) return undefined;
    const middle = (from + to) >> 1;
    let most = this.items[middle]![0][1];
    for (const part of [this.measure(from, middle), this.measure(middle + 1, to)]) {
      if (part !== undefined && part > most) most = part;
    }
    this.highest[middle] = most;
    return most;
  }

  collect(wanted: Interval<N>, found: Set<T>, from = 0, to = this.items.length): void {
    if (from >= to) return;
    const middle = (from + to) >> 1;
    if (this.highest[middle]! < wanted[0]) return;
    this.collect(wanted, found, from, middle);
    const [[low, high], thing] = this.items[middle]!;
    if (low > wanted[1]) return;
    if (high >= wanted[0]) found.add(thing);
    this.collect(wanted, found, middle + 1, to);
  }
}
