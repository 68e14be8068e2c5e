import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/facts.ts
function unresolved(reason, where) {
  return { unresolved: true, reason, ...where === void 0 ? {} : { where } };
}
function isUnresolved(value) {
  return "unresolved" in value;
}

// src/append.ts
function append(list, items) {
  for (const item of items) list.push(item);
}

// src/network/intervals.ts
var numbers = { next: (n) => n + 1, previous: (n) => n - 1 };
var bigints = { next: (n) => n + 1n, previous: (n) => n - 1n };
function normalise(intervals, on) {
  const sorted = intervals.filter(([low, high]) => low <= high).sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
  const merged = [];
  for (const [low, high] of sorted) {
    const last = merged[merged.length - 1];
    if (last !== void 0 && low <= on.next(last[1])) {
      if (high > last[1]) last[1] = high;
    } else {
      merged.push([low, high]);
    }
  }
  return merged;
}
function union(a, b, on) {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return normalise([...a, ...b], on);
}
function intersect(a, b) {
  const common = [];
  if (a.length === 0 || b.length === 0) return common;
  let i = firstReaching(a, b[0][0]);
  let j = firstReaching(b, a[0][0]);
  while (i < a.length && j < b.length) {
    const [aLow, aHigh] = a[i];
    const [bLow, bHigh] = b[j];
    const low = aLow > bLow ? aLow : bLow;
    const high = aHigh < bHigh ? aHigh : bHigh;
    if (low <= high) common.push([low, high]);
    if (aHigh < bHigh) i++;
    else j++;
  }
  return common;
}
function firstReaching(intervals, value) {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (intervals[middle][1] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
function subtract(a, b, on) {
  if (a.length === 0 || b.length === 0) return a;
  const rest = [];
  let j = 0;
  for (const [aLow, aHigh] of a) {
    let low = aLow;
    let done = false;
    while (j < b.length && b[j][1] < low) j++;
    for (let k = j; k < b.length && b[k][0] <= aHigh; k++) {
      const [bLow, bHigh] = b[k];
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
function contains(set, value) {
  let low = 0;
  let high = set.length - 1;
  while (low <= high) {
    const middle = low + high >> 1;
    const interval = set[middle];
    if (value < interval[0]) high = middle - 1;
    else if (value > interval[1]) low = middle + 1;
    else return true;
  }
  return false;
}
function equal(a, b) {
  return a.length === b.length && a.every(([low, high], i) => b[i][0] === low && b[i][1] === high);
}

// src/network/ports.ts
var MEMCACHED_PORT = 11211;
var HIGHEST_PORT = 65535;
var EVERY_PORT = [[0, HIGHEST_PORT]];
var PortSet = class _PortSet {
  constructor(intervals) {
    this.intervals = intervals;
  }
  intervals;
  static empty = new _PortSet([]);
  static all = new _PortSet(EVERY_PORT);
  /** The given single ports; numbers outside 0–65535 are left out. */
  static of(...ports) {
    return _PortSet.fromIntervals(ports.map((port) => [port, port]));
  }
  /** All ports from `low` to `high`, both included; empty when low > high. */
  static range(low, high) {
    return _PortSet.fromIntervals([[low, high]]);
  }
  static fromIntervals(intervals) {
    const whole = intervals.filter(([a, b]) => Number.isInteger(a) && Number.isInteger(b));
    return new _PortSet(intersect(normalise(whole, numbers), EVERY_PORT));
  }
  union(other) {
    return new _PortSet(union(this.intervals, other.intervals, numbers));
  }
  intersect(other) {
    return new _PortSet(intersect(this.intervals, other.intervals));
  }
  subtract(other) {
    return new _PortSet(subtract(this.intervals, other.intervals, numbers));
  }
  contains(port) {
    return contains(this.intervals, port);
  }
  overlaps(other) {
    return intersect(this.intervals, other.intervals).length > 0;
  }
  equals(other) {
    return equal(this.intervals, other.intervals);
  }
  get isEmpty() {
    return this.intervals.length === 0;
  }
  /** How many ports the set holds. */
  get size() {
    return this.intervals.reduce((sum, [low, high]) => sum + high - low + 1, 0);
  }
  /** How many ports the one interval around `port` holds; 0 when the port is not in the set. */
  spanAround(port) {
    const around = this.intervals.find(([low, high]) => low <= port && port <= high);
    return around === void 0 ? 0 : around[1] - around[0] + 1;
  }
  /** For people: `11211`, `11211-11215, 22`, `all ports`. */
  toString() {
    if (this.isEmpty) return "no port";
    if (this.contains(1) && this.spanAround(1) >= HIGHEST_PORT) return "all ports";
    return this.intervals.map(([low, high]) => low === high ? String(low) : `${low}-${high}`).join(", ");
  }
};
var TCP = ["tcp"];
var UDP = ["udp"];
var TCP_AND_UDP = ["tcp", "udp"];

export {
  unresolved,
  isUnresolved,
  append,
  numbers,
  bigints,
  normalise,
  union,
  intersect,
  subtract,
  contains,
  equal,
  MEMCACHED_PORT,
  PortSet,
  TCP,
  UDP,
  TCP_AND_UDP
};
