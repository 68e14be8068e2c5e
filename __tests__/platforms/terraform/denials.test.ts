import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AddressSet } from '../../../src/network/addresses.js';
import { PortSet } from '../../../src/network/ports.js';
import { openingsOf } from '../../../src/platforms/terraform/providers/firewall/openings.js';
import type {
  Firewall,
  FirewallRule,
} from '../../../src/platforms/terraform/providers/firewall/rule.js';

const where = { file: 'a.tf', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

function rule(
  action: 'allow' | 'deny',
  order: number,
  network: string,
  port: number,
): FirewallRule {
  return {
    name: `${action}-${order}`,
    where,
    action,
    order,
    traffic: [{ protocols: ['tcp'], ports: PortSet.of(port) }],
    sources: {
      known: AddressSet.parse(network),
      missing: undefined,
      isSpecified: true,
      where,
      related: [],
    },
  };
}

/** Who gets in to 11211, worked out packet by packet: the first rule in order decides. */
function admits(rules: readonly FirewallRule[], address: string): boolean {
  const from = AddressSet.parse(address);
  const first = [...rules]
    .sort((a, b) => (a.order as number) - (b.order as number) || (a.action === 'deny' ? -1 : 1))
    .find(
      ({ sources, traffic }) =>
        sources.known.overlaps(from) && (traffic[0]!.ports as PortSet).contains(11211),
    );
  return first?.action === 'allow';
}

const some = fc
  .record({
    action: fc.constantFrom('allow' as const, 'deny' as const),
    order: fc.integer({ min: 1, max: 60 }),
    third: fc.integer({ min: 0, max: 7 }),
    prefix: fc.constantFrom(8, 21, 22, 24, 32),
    port: fc.constantFrom(11211, 11211, 11211, 22),
  })
  .map(({ action, order, third, prefix, port }) =>
    rule(action, order, `203.0.${third}.0/${prefix}`, port),
  );

describe('many rules that deny', () => {
  it('keep out those whom the first rule in order keeps out', () => {
    fc.assert(
      fc.property(fc.array(some, { minLength: 30, maxLength: 60 }), (rules) => {
        const firewall: Firewall = {
          mechanism: 'cloud-firewall',
          rules,
          ties: 'deny',
          target: () => 'unknown',
          leadsTo: 'unknown',
          faces: 'internet',
        };
        const open = AddressSet.unionOf(
          [...openingsOf(firewall).values()]
            .flat()
            .filter(({ ports }) => (ports as PortSet).contains(11211))
            .map(({ sources }) => sources as AddressSet),
        );
        for (let third = 0; third < 8; third++) {
          for (const last of [0, 77]) {
            const address = `203.0.${third}.${last}`;
            expect([address, open.overlaps(AddressSet.parse(address))]).toEqual([
              address,
              admits(rules, address),
            ]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
