import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AddressSet } from '../../src/network/addresses.js';
import { OverlapIndex } from '../../src/network/overlap-index.js';

const network = fc
  .tuple(fc.constantFrom('4', '6'), fc.nat(255), fc.nat(255), fc.integer({ min: 0, max: 32 }))
  .map(([family, a, b, prefix]) =>
    AddressSet.parse(
      family === '4'
        ? `${a % 4}.${b}.0.0/${prefix}`
        : `200${a % 8}:${b.toString(16)}::/${prefix + 8}`,
    ),
  );
const set = fc.array(network, { maxLength: 4 }).map((all) => AddressSet.unionOf(all));

describe('an index by addresses', () => {
  it('finds what asking one by one finds', () => {
    fc.assert(
      fc.property(fc.array(set, { maxLength: 40 }), set, (sets, wanted) => {
        const index = new OverlapIndex(sets.map((each, i) => [each, i] as const));
        const found = [...index.overlapping(wanted)].sort((a, b) => a - b);
        expect(found).toEqual(sets.flatMap((each, i) => (each.overlaps(wanted) ? [i] : [])));
      }),
      { numRuns: 500 },
    );
  });

  it('finds nothing among nothing, and nothing for nobody', () => {
    expect([...new OverlapIndex([]).overlapping(AddressSet.all)]).toEqual([]);
    const index = new OverlapIndex([[AddressSet.all, 'x']]);
    expect([...index.overlapping(AddressSet.empty)]).toEqual([]);
    expect([...index.overlapping(AddressSet.parse('10.0.0.1'))]).toEqual(['x']);
  });
});
