import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isUnresolved, unresolved } from '../../../../../src/facts.js';
import type { Location } from '../../../../../src/files/source.js';
import { AddressSet } from '../../../../../src/network/addresses.js';
import { PortSet, type Protocol } from '../../../../../src/network/ports.js';
import {
  admittedBy,
  openingsOf,
} from '../../../../../src/platforms/terraform/providers/firewall/openings.js';
import { parsePorts } from '../../../../../src/platforms/terraform/providers/firewall/ports.js';
import type {
  Firewall,
  FirewallRule,
} from '../../../../../src/platforms/terraform/providers/firewall/rule.js';

const WHERE: Location = { file: 'a.tf', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

interface Simple {
  readonly action: 'allow' | 'deny';
  readonly order: number;
  readonly protocols: readonly Protocol[];
  readonly ports: readonly [number, number];
  readonly sources: readonly string[];
  readonly only?: readonly string[];
}

const ruleOf = (simple: Simple): FirewallRule => ({
  name: 'rule',
  where: WHERE,
  action: simple.action,
  order: simple.order,
  traffic: [{ protocols: simple.protocols, ports: PortSet.range(...simple.ports) }],
  sources: {
    known: AddressSet.of(...simple.sources),
    missing: undefined,
    isSpecified: true,
    where: WHERE,
    related: [],
  },
  ...(simple.only === undefined ? {} : { only: simple.only }),
});

const firewallOf = (rules: readonly FirewallRule[], ties: Firewall['ties']): Firewall => ({
  mechanism: 'cloud-firewall',
  rules,
  ties,
  target: () => 'unknown',
  leadsTo: 'unknown',
  faces: 'internet',
});

/** What the first rule that fits says about one packet. */
function firstMatch(
  rules: readonly Simple[],
  ties: Firewall['ties'],
  protocol: Protocol,
  port: number,
  address: string,
): boolean {
  const rank = (rule: Simple): number => (ties === 'deny' && rule.action === 'allow' ? 1 : 0);
  const inOrder = [...rules].sort((a, b) => a.order - b.order || rank(a) - rank(b));
  const decisive = inOrder.find(
    (rule) =>
      rule.protocols.includes(protocol) &&
      rule.ports[0] <= port &&
      port <= rule.ports[1] &&
      AddressSet.of(...rule.sources).containsAddress(address),
  );
  return decisive?.action === 'allow';
}

const ADDRESSES = ['10.0.0.1', '10.200.0.1', '8.8.8.8', '200.1.2.3', '2001:db8::1', 'fd00::1'];
const NETWORKS = [
  '0.0.0.0/0',
  '::/0',
  '10.0.0.0/8',
  '10.0.0.0/9',
  '8.0.0.0/6',
  '200.1.2.3',
  '2000::/3',
];

const simple: fc.Arbitrary<Simple> = fc.record({
  action: fc.constantFrom('allow' as const, 'deny' as const),
  order: fc.integer({ min: 1, max: 4 }),
  protocols: fc.constantFrom<readonly Protocol[]>(['tcp'], ['udp'], ['tcp', 'udp']),
  ports: fc
    .tuple(fc.integer({ min: 11205, max: 11215 }), fc.integer({ min: 0, max: 8 }))
    .map(([low, span]): [number, number] => [low, low + span]),
  sources: fc.uniqueArray(fc.constantFrom(...NETWORKS), { minLength: 1, maxLength: 3 }),
});

describe('the rules of a firewall', () => {
  it.each(['deny', 'written'] as const)('let in what the first match lets in (%s)', (ties) => {
    fc.assert(
      fc.property(
        fc.array(simple, { maxLength: 7 }),
        fc.constantFrom<Protocol>('tcp', 'udp'),
        fc.integer({ min: 11204, max: 11224 }),
        (rules, protocol, port) => {
          const openings = [...openingsOf(firewallOf(rules.map(ruleOf), ties)).values()].flat();
          const admits = admittedBy(openings, protocol, port);
          if (isUnresolved(admits)) return false;
          return ADDRESSES.every(
            (address) =>
              admits.containsAddress(address) === firstMatch(rules, ties, protocol, port, address),
          );
        },
      ),
      { numRuns: 1_000 },
    );
  });

  const allow: Simple = {
    action: 'allow',
    order: 10,
    protocols: ['tcp', 'udp'],
    ports: [0, 65535],
    sources: ['0.0.0.0/0'],
  };
  const deny: Simple = { ...allow, action: 'deny', order: 1, ports: [11211, 11211] };
  const openOf = (rules: readonly FirewallRule[]): unknown =>
    [...openingsOf(firewallOf(rules, 'written')).values()]
      .flat()
      .map(({ sources, ports, onlyIf }) => [
        isUnresolved(sources) ? sources.reason : sources.toString(),
        isUnresolved(ports)
          ? ports.reason
          : ports.intervals
              .map(([low, high]) => (low === high ? low : `${low}-${high}`))
              .join(', '),
        onlyIf,
      ]);

  it('leave a door around what is denied', () => {
    expect(openOf([deny, allow].map(ruleOf))).toEqual([
      ['0.0.0.0/0', '0-11210, 11212-65535', undefined],
    ]);
  });

  it('for some machines deny nothing to the others', () => {
    const some = ruleOf({ ...deny, only: ['web'] });
    expect(openOf([some, ruleOf(allow)])).toEqual([['0.0.0.0/0', '0-65535', undefined]]);
    expect(openOf([some, ruleOf({ ...allow, only: ['web'] })])).toEqual([
      ['0.0.0.0/0', '0-11210, 11212-65535', undefined],
    ]);
  });

  it('that leave something out keep nobody out', () => {
    expect(openOf([{ ...ruleOf(deny), isPartial: true }, ruleOf(allow)])).toEqual([
      ['0.0.0.0/0', '0-65535', undefined],
    ]);
  });

  it('that may not be there are a condition', () => {
    expect(openOf([{ ...ruleOf(deny), onlyIf: '`var.a` is true' }, ruleOf(allow)])).toEqual([
      ['0.0.0.0/0', '0-11210, 11212-65535', undefined],
      ['0.0.0.0/0', '11211', '`rule` does not deny it, which it does if `var.a` is true'],
    ]);
  });

  it.each([
    [{ order: unresolved('its priority is not known') }, 'its priority is not known'],
    [{ action: unresolved('its action is not known') }, 'its action is not known'],
  ])('that may deny before make it unresolved', (changes, reason) => {
    expect(openOf([{ ...ruleOf(deny), ...changes }, ruleOf(allow)])).toContainEqual([
      expect.stringContaining(reason),
      '11211',
      undefined,
    ]);
  });

  it('that deny unknown sources make it unresolved', () => {
    const denied = ruleOf(deny);
    const missing = unresolved('`var.blocked` has no default');
    const sources = { ...denied.sources, known: AddressSet.empty, missing };
    expect(openOf([{ ...denied, sources }, ruleOf(allow)])).toContainEqual([
      expect.stringContaining('var.blocked'),
      '11211',
      undefined,
    ]);
  });
});

describe('the ports of an argument', () => {
  it.each([
    ['11211', '11211'],
    ['11211-11215', '11211-11215'],
    ['11211:11212', '11211-11212'],
    ['11211/11211', '11211'],
    ['80,443', '80, 443'],
    ['443, 80-90', '80-90, 443'],
    ['22 80', '22, 80'],
    ['8000 - 9000', '8000-9000'],
    ['*', 'all ports'],
    ['All', 'all ports'],
    ['any', 'all ports'],
    ['-1', 'all ports'],
    ['-1/-1', 'all ports'],
    ['0-65535', 'all ports'],
    ['1-65535', 'all ports'],
    ['12000-11000', 'no port'],
  ])('%s are %s', (text, ports) => {
    expect(parsePorts(text)?.toString()).toBe(ports);
  });

  it.each(['http', '11211-', '1-2-3', '123456', '80;443'])('%s are none', (text) => {
    expect(parsePorts(text)).toBeUndefined();
  });
});
