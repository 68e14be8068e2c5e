import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PortSet } from '../../src/network/ports.js';

const ranges = fc.array(
  fc.tuple(fc.integer({ min: -10, max: 70000 }), fc.integer({ min: -10, max: 70000 })),
  { maxLength: 8 },
);

/** The same set, one port at a time. */
const asPlainSet = (intervals: readonly (readonly [number, number])[]): Set<number> => {
  const ports = new Set<number>();
  for (const [low, high] of intervals) {
    for (let port = Math.max(low, 0); port <= Math.min(high, 65535); port++) ports.add(port);
  }
  return ports;
};

describe('PortSet', () => {
  it('holds what its intervals hold', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 0, max: 65535 }), (intervals, port) => {
        const set = PortSet.fromIntervals(intervals);
        expect(set.contains(port)).toBe(asPlainSet(intervals).has(port));
        expect(set.size).toBe(asPlainSet(intervals).size);
      }),
      { numRuns: 40 },
    );
  });

  it('is an algebra of sets', () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const [x, y] = [PortSet.fromIntervals(a), PortSet.fromIntervals(b)];
        expect(x.subtract(y).overlaps(y)).toBe(false);
        expect(x.subtract(y).union(x.intersect(y)).equals(x)).toBe(true);
        expect(x.overlaps(y)).toBe(!x.intersect(y).isEmpty);
      }),
    );
  });

  it('measures the interval around a port', () => {
    const set = PortSet.range(11200, 11299).union(PortSet.of(22));
    expect(set.spanAround(11211)).toBe(100);
    expect(set.spanAround(22)).toBe(1);
    expect(set.spanAround(80)).toBe(0);
    expect(PortSet.all.spanAround(11211)).toBe(65536);
  });

  it('reads well', () => {
    expect(String(PortSet.of(11211))).toBe('11211');
    expect(String(PortSet.range(11211, 11215).union(PortSet.of(22)))).toBe('22, 11211-11215');
    expect(String(PortSet.range(1, 65535))).toBe('all ports');
    expect(String(PortSet.all)).toBe('all ports');
    expect(String(PortSet.all.subtract(PortSet.of(11211)))).toBe('0-11210, 11212-65535');
    expect(String(PortSet.empty)).toBe('no port');
  });

  it('leaves out what is no port', () => {
    expect(PortSet.of(-1, 65536, 1.5, NaN).isEmpty).toBe(true);
    expect(PortSet.range(5, 4).isEmpty).toBe(true);
  });
});
