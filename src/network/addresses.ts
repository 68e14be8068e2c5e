import { isIPv4, isIPv6 } from 'node:net';
import {
  bigints,
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

const V4_LAST = 0xffffffff;
const V6_LAST = (1n << 128n) - 1n;

/** Thrown for text that is not an address, a network or a range; the message says what was wrong. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
}

/** An immutable set of IPv4 and IPv6 addresses. */
export class AddressSet {
  static readonly empty = new AddressSet([], []);
  static readonly allIPv4 = new AddressSet([[0, V4_LAST]], []);
  static readonly allIPv6 = new AddressSet([], [[0n, V6_LAST]]);
  static readonly all = new AddressSet([[0, V4_LAST]], [[0n, V6_LAST]]);

  private constructor(
    readonly v4: Intervals<number>,
    readonly v6: Intervals<bigint>,
  ) {}

  /**
   * The addresses of one network in CIDR notation or of one bare address. Host bits are allowed and
   * dropped (`1.2.3.4/0` is everything), as the packet filters and clouds do.
   * Strict as Go's `net.ParseCIDR`: no leading zeros, no short forms (`10/8`), no blanks.
   * @throws AddressError
   */
  static parse(text: string): AddressSet {
    const slash = text.indexOf('/');
    const address = slash < 0 ? text : text.slice(0, slash);
    const prefixText = slash < 0 ? undefined : text.slice(slash + 1);
    if (prefixText !== undefined && !/^(0|[1-9][0-9]{0,2})$/.test(prefixText)) {
      throw new AddressError(`"${text}" has no valid prefix length after the slash`);
    }
    if (isIPv4(address)) {
      const prefix = prefixText === undefined ? 32 : Number(prefixText);
      if (prefix > 32) throw new AddressError(`"${text}": an IPv4 prefix length is 0 to 32`);
      return AddressSet.v4Network(ipv4ToNumber(address), prefix);
    }
    if (isIPv6(address) && !address.includes('%')) {
      const prefix = prefixText === undefined ? 128 : Number(prefixText);
      if (prefix > 128) throw new AddressError(`"${text}": an IPv6 prefix length is 0 to 128`);
      return AddressSet.v6Network(ipv6ToBigInt(address), prefix);
    }
    throw new AddressError(`"${text}" is not an IPv4 or IPv6 address or network`);
  }

  /** As {@link parse}, with `undefined` in place of the error. */
  static tryParse(text: string): AddressSet | undefined {
    try {
      return AddressSet.parse(text);
    } catch (error) {
      if (error instanceof AddressError) return undefined;
      throw error;
    }
  }

  /** The union of several networks as {@link parse} reads them. @throws AddressError */
  static of(...networks: string[]): AddressSet {
    return AddressSet.unionOf(networks.map((network) => AddressSet.parse(network)));
  }

  /**
   * All addresses from `low` to `high`, both included and of one family.
   * @throws AddressError when either is no address or the families differ
   */
  static range(low: string, high: string): AddressSet {
    if (isIPv4(low) && isIPv4(high)) {
      return new AddressSet(normalise([[ipv4ToNumber(low), ipv4ToNumber(high)]], numbers), []);
    }
    if (isIPv6(low) && isIPv6(high) && !low.includes('%') && !high.includes('%')) {
      return new AddressSet([], normalise([[ipv6ToBigInt(low), ipv6ToBigInt(high)]], bigints));
    }
    throw new AddressError(`"${low}-${high}" is not a range of addresses of one family`);
  }

  static fromIntervals(
    v4: readonly Interval<number>[],
    v6: readonly Interval<bigint>[],
  ): AddressSet {
    return new AddressSet(normalise(v4, numbers), normalise(v6, bigints));
  }

  static unionOf(sets: readonly AddressSet[]): AddressSet {
    if (sets.length === 1) return sets[0]!;
    return AddressSet.fromIntervals(
      sets.flatMap((set) => set.v4),
      sets.flatMap((set) => set.v6),
    );
  }

  private static v4Network(address: number, prefix: number): AddressSet {
    const size = 2 ** (32 - prefix);
    const low = Math.floor(address / size) * size;
    return new AddressSet([[low, low + size - 1]], []);
  }

  private static v6Network(address: bigint, prefix: number): AddressSet {
    const bits = BigInt(128 - prefix);
    const low = (address >> bits) << bits;
    return new AddressSet([], [[low, low + (1n << bits) - 1n]]);
  }

  union(other: AddressSet): AddressSet {
    return new AddressSet(union(this.v4, other.v4, numbers), union(this.v6, other.v6, bigints));
  }

  intersect(other: AddressSet): AddressSet {
    return new AddressSet(intersect(this.v4, other.v4), intersect(this.v6, other.v6));
  }

  subtract(other: AddressSet): AddressSet {
    return new AddressSet(
      subtract(this.v4, other.v4, numbers),
      subtract(this.v6, other.v6, bigints),
    );
  }

  complement(): AddressSet {
    return AddressSet.all.subtract(this);
  }

  /** Whether the one address is in the set; false for text that is no address. */
  containsAddress(address: string): boolean {
    if (isIPv4(address)) return contains(this.v4, ipv4ToNumber(address));
    if (isIPv6(address) && !address.includes('%')) return contains(this.v6, ipv6ToBigInt(address));
    return false;
  }

  overlaps(other: AddressSet): boolean {
    return !this.intersect(other).isEmpty;
  }

  isSubsetOf(other: AddressSet): boolean {
    return this.subtract(other).isEmpty;
  }

  equals(other: AddressSet): boolean {
    return equal(this.v4, other.v4) && equal(this.v6, other.v6);
  }

  get isEmpty(): boolean {
    return this.v4.length === 0 && this.v6.length === 0;
  }

  /** Number of IPv4 addresses, up to 2^32. */
  get sizeV4(): number {
    return this.v4.reduce((sum, [low, high]) => sum + (high - low + 1), 0);
  }

  /** Number of IPv6 addresses, up to 2^128. */
  get sizeV6(): bigint {
    return this.v6.reduce((sum, [low, high]) => sum + (high - low + 1n), 0n);
  }

  /** The fewest networks in CIDR notation that make up the set, IPv4 first, ascending. */
  toCidrs(): string[] {
    const cidrs: string[] = [];
    for (const [low, high] of this.v4) {
      let start = low;
      while (start <= high) {
        let prefix = 32;
        let size = 1;
        while (prefix > 0 && start % (size * 2) === 0 && start + size * 2 - 1 <= high) {
          size *= 2;
          prefix--;
        }
        cidrs.push(`${formatIPv4(start)}/${prefix}`);
        start += size;
      }
    }
    for (const [low, high] of this.v6) {
      let start = low;
      while (start <= high) {
        let prefix = 128;
        let size = 1n;
        while (prefix > 0 && start % (size * 2n) === 0n && start + size * 2n - 1n <= high) {
          size *= 2n;
          prefix--;
        }
        cidrs.push(`${formatIPv6(start)}/${prefix}`);
        start += size;
      }
    }
    return cidrs;
  }

  /** For people: the networks, at most `most` of them; `anyone` for every address. */
  describe(most = 4): string {
    if (this.isEmpty) return 'no address';
    if (this.equals(AddressSet.all)) return 'anyone (0.0.0.0/0 and ::/0)';
    const cidrs = this.toCidrs().map((cidr) =>
      cidr.replace(/^([0-9.]+)\/32$|^([0-9a-f:]+)\/128$/, '$1$2'),
    );
    if (cidrs.length <= most) return cidrs.join(', ');
    return `${cidrs.slice(0, most).join(', ')} and ${cidrs.length - most} more`;
  }

  toString(): string {
    return this.toCidrs().join(',');
  }
}

function ipv4ToNumber(address: string): number {
  return address.split('.').reduce((value, octet) => value * 256 + Number(octet), 0);
}

function ipv6ToBigInt(address: string): bigint {
  let text = address;
  const dotted = /^(.*:)([0-9]+\.[0-9]+\.[0-9]+\.[0-9]+)$/.exec(text);
  if (dotted !== null) {
    const tail = ipv4ToNumber(dotted[2]!);
    text = `${dotted[1]}${Math.floor(tail / 65536).toString(16)}:${(tail % 65536).toString(16)}`;
  }
  const [head = '', tail] = text.split('::');
  const groupsOf = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const front = groupsOf(head);
  const back = tail === undefined ? [] : groupsOf(tail);
  const middle = new Array<string>(8 - front.length - back.length).fill('0');
  return [...front, ...(tail === undefined ? [] : middle), ...back].reduce(
    (value, group) => (value << 16n) | BigInt(parseInt(group, 16)),
    0n,
  );
}

function formatIPv4(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** RFC 5952: lower case, no leading zeros, the longest run of zero groups (two or more) as `::`. */
function formatIPv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) =>
    Number((value >> BigInt(112 - 16 * i)) & 0xffffn),
  );
  let best = { start: -1, length: 1 };
  for (let i = 0; i < 8; i++) {
    let j = i;
    while (j < 8 && groups[j] === 0) j++;
    if (j - i > best.length) best = { start: i, length: j - i };
  }
  const hex = groups.map((group) => group.toString(16));
  if (best.start < 0) return hex.join(':');
  return `${hex.slice(0, best.start).join(':')}::${hex.slice(best.start + best.length).join(':')}`;
}
