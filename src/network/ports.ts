import {
  contains,
  equal,
  intersect,
  normalise,
  numbers,
  subtract,
  union,
  type Interval,
  type Intervals,
} from './intervals.js';

/** The port that memcached listens on unless it is told otherwise (memcached(1), `-p`). */
export const MEMCACHED_PORT = 11211;

const HIGHEST_PORT = 65535;
const EVERY_PORT: Intervals<number> = [[0, HIGHEST_PORT]];

/** An immutable set of TCP or UDP port numbers, 0 to 65535. */
export class PortSet {
  static readonly empty = new PortSet([]);
  static readonly all = new PortSet(EVERY_PORT);

  private constructor(readonly intervals: Intervals<number>) {}

  /** The given single ports; numbers outside 0–65535 are left out. */
  static of(...ports: number[]): PortSet {
    return PortSet.fromIntervals(ports.map((port) => [port, port]));
  }

  /** All ports from `low` to `high`, both included; empty when low > high. */
  static range(low: number, high: number): PortSet {
    return PortSet.fromIntervals([[low, high]]);
  }

  static fromIntervals(intervals: readonly Interval<number>[]): PortSet {
    const whole = intervals.filter(([a, b]) => Number.isInteger(a) && Number.isInteger(b));
    return new PortSet(intersect(normalise(whole, numbers), EVERY_PORT));
  }

  union(other: PortSet): PortSet {
    return new PortSet(union(this.intervals, other.intervals, numbers));
  }

  intersect(other: PortSet): PortSet {
    return new PortSet(intersect(this.intervals, other.intervals));
  }

  subtract(other: PortSet): PortSet {
    return new PortSet(subtract(this.intervals, other.intervals, numbers));
  }

  contains(port: number): boolean {
    return contains(this.intervals, port);
  }

  overlaps(other: PortSet): boolean {
    return intersect(this.intervals, other.intervals).length > 0;
  }

  equals(other: PortSet): boolean {
    return equal(this.intervals, other.intervals);
  }

  get isEmpty(): boolean {
    return this.intervals.length === 0;
  }

  /** How many ports the set holds. */
  get size(): number {
    return this.intervals.reduce((sum, [low, high]) => sum + high - low + 1, 0);
  }

  /** How many ports the one interval around `port` holds; 0 when the port is not in the set. */
  spanAround(port: number): number {
    const around = this.intervals.find(([low, high]) => low <= port && port <= high);
    return around === undefined ? 0 : around[1] - around[0] + 1;
  }

  /** For people: `11211`, `11211-11215, 22`, `all ports`. */
  toString(): string {
    if (this.isEmpty) return 'no port';
    // Port 0 is no port that a packet is sent to.
    if (this.contains(1) && this.spanAround(1) >= HIGHEST_PORT) return 'all ports';
    return this.intervals
      .map(([low, high]) => (low === high ? String(low) : `${low}-${high}`))
      .join(', ');
  }
}

/** A transport protocol that memcached can speak. */
export type Protocol = 'tcp' | 'udp';

/** Which of the two protocols something concerns, in a fixed order. */
export type ProtocolSet = readonly Protocol[];

export const TCP: ProtocolSet = ['tcp'];
export const UDP: ProtocolSet = ['udp'];
export const TCP_AND_UDP: ProtocolSet = ['tcp', 'udp'];
