import { describe, expect, it } from '@jest/globals';
import { excludeCidr, mergeCidr } from 'cidr-tools';
import fc from 'fast-check';
import { AddressError, AddressSet } from '../../src/network/addresses.js';
import { PRIVATE, PUBLIC } from '../../src/network/special.js';

const v4Network = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255), fc.integer({ min: 0, max: 32 }))
  .map(([a, b, c, d, prefix]) => `${a}.${b}.${c}.${d}/${prefix}`);
const v6Network = fc
  .tuple(fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }), fc.integer({ min: 0, max: 128 }))
  .map(([groups, prefix]) => `${groups.map((group) => group.toString(16)).join(':')}/${prefix}`);
const networks = fc.array(fc.oneof(v4Network, v6Network), { maxLength: 12 });

/** The oracle's answer as a set of ours, since it may cut a set into other networks. */
const asSet = (cidrs: string[]): AddressSet => AddressSet.of(...cidrs);

describe('AddressSet.parse', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['1.2.3.4/0', '0.0.0.0/0'],
    ['192.168.1.1', '192.168.1.1/32'],
    ['::/0', '::/0'],
    ['2001:DB8::1/32', '2001:db8::/32'],
    ['::1', '::1/128'],
    ['::ffff:1.2.3.4/128', '::ffff:102:304/128'],
    ['1:0:0:2:0:0:0:3/128', '1:0:0:2::3/128'],
  ])('reads %s as %s', (text, cidr) => {
    expect(AddressSet.parse(text).toCidrs()).toEqual([cidr]);
  });

  it.each([
    '010.0.0.1',
    '10/8',
    '10.0.0/24',
    '256.0.0.1',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/',
    '10.0.0.0/-1',
    ' 10.0.0.0/8',
    '10.0.0.0/8 ',
    '::1/129',
    'fe80::1%eth0',
    '1::2::3',
    'anywhere',
    '*',
    '',
    '0.0.0.0/0\n',
  ])('refuses %j', (text) => {
    expect(() => AddressSet.parse(text)).toThrow(AddressError);
    expect(AddressSet.tryParse(text)).toBeUndefined();
  });
});

describe('AddressSet algebra', () => {
  it('unites as the oracle does', () => {
    fc.assert(
      fc.property(networks, (list) => {
        expect(AddressSet.of(...list).toString()).toBe(asSet(mergeCidr(list)).toString());
      }),
    );
  });

  it('subtracts as the oracle does', () => {
    fc.assert(
      fc.property(networks, networks, (a, b) => {
        const difference = AddressSet.of(...a).subtract(AddressSet.of(...b));
        expect(difference.toString()).toBe(asSet(excludeCidr(a, b)).toString());
      }),
    );
  });

  it('intersects what both hold', () => {
    fc.assert(
      fc.property(networks, networks, (a, b) => {
        const [x, y] = [AddressSet.of(...a), AddressSet.of(...b)];
        const common = x.intersect(y);
        expect(common.equals(x.subtract(x.subtract(y)))).toBe(true);
        expect(common.isSubsetOf(x) && common.isSubsetOf(y)).toBe(true);
        expect(common.union(x).equals(x)).toBe(true);
      }),
    );
  });

  it('writes networks that read back as the same set', () => {
    fc.assert(
      fc.property(networks, networks, (a, b) => {
        const set = AddressSet.of(...a).subtract(AddressSet.of(...b));
        expect(AddressSet.of(...set.toCidrs()).equals(set)).toBe(true);
      }),
    );
  });

  it('has every address either in a set or in its complement', () => {
    fc.assert(
      fc.property(networks, fc.oneof(fc.ipV4(), fc.ipV6()), (list, address) => {
        const set = AddressSet.of(...list);
        expect(set.containsAddress(address)).not.toBe(set.complement().containsAddress(address));
      }),
    );
  });

  it('counts what it holds', () => {
    expect(AddressSet.all.sizeV4).toBe(2 ** 32);
    expect(AddressSet.all.sizeV6).toBe(1n << 128n);
    expect(AddressSet.of('10.0.0.0/24', '10.0.0.128/25', '10.0.2.0/32').sizeV4).toBe(257);
  });

  it('takes ranges that are no network', () => {
    expect(AddressSet.range('10.0.0.1', '10.0.0.6').toCidrs()).toEqual([
      '10.0.0.1/32',
      '10.0.0.2/31',
      '10.0.0.4/31',
      '10.0.0.6/32',
    ]);
    expect(AddressSet.range('10.0.0.6', '10.0.0.1').isEmpty).toBe(true);
    expect(() => AddressSet.range('10.0.0.1', '::1')).toThrow(AddressError);
  });

  it('describes sets for people', () => {
    expect(AddressSet.of('10.0.0.5').describe()).toBe('10.0.0.5');
    expect(AddressSet.of('10.0.0.0/8', '2001:db8::1').describe()).toBe('10.0.0.0/8, 2001:db8::1');
    expect(AddressSet.of('1.0.0.0/8', '3.0.0.0/8', '5.0.0.0/8').describe(2)).toBe(
      '1.0.0.0/8, 3.0.0.0/8 and 1 more',
    );
    expect(AddressSet.empty.describe()).toBe('no address');
    expect(AddressSet.all.describe()).toMatch(/^anyone/);
  });
});

describe('the special ranges', () => {
  it.each(['10.1.2.3', '172.31.255.255', '192.168.0.1', '100.64.0.1', 'fd00::1', 'fe80::1'])(
    '%s is private',
    (address) => {
      expect(PRIVATE.containsAddress(address)).toBe(true);
      expect(PUBLIC.containsAddress(address)).toBe(false);
    },
  );

  it.each(['8.8.8.8', '172.32.0.1', '203.0.113.7', '100.128.0.1', '2600::1', '2001:db8::1'])(
    '%s is public',
    (address) => {
      expect(PUBLIC.containsAddress(address)).toBe(true);
      expect(PRIVATE.containsAddress(address)).toBe(false);
    },
  );

  it.each(['127.0.0.1', '::1', '224.0.0.1', '255.255.255.255', '0.0.0.0', 'ff02::1'])(
    '%s is neither',
    (address) => {
      expect(PUBLIC.containsAddress(address)).toBe(false);
      expect(PRIVATE.containsAddress(address)).toBe(false);
    },
  );
});
