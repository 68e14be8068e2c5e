import { AddressSet } from '../../../network/addresses.js';
import type { Plain } from '../values.js';
import { ArgumentError, computing, text, whole, type TerraformFunction } from './call.js';

interface Network {
  readonly bits: 32 | 128;
  readonly base: bigint;
  readonly prefix: number;
}

function network(value: Plain | undefined): Network {
  const cidr = text(value);
  const set = AddressSet.tryParse(cidr);
  const slash = cidr.indexOf('/');
  if (set === undefined || slash < 0) throw new ArgumentError(`"${cidr.slice(0, 60)}" is no CIDR`);
  const prefix = Number(cidr.slice(slash + 1));
  const v4 = set.v4[0];
  if (v4 !== undefined) return { bits: 32, base: BigInt(v4[0]), prefix };
  return { bits: 128, base: set.v6[0]![0], prefix };
}

function address(bits: 32 | 128, value: bigint): string {
  const set =
    bits === 32
      ? AddressSet.fromIntervals([[Number(value), Number(value)]], [])
      : AddressSet.fromIntervals([], [[value, value]]);
  return set.toCidrs()[0]!.replace(/\/[0-9]+$/, '');
}

function subnet(of: Network, newBits: number, index: bigint): Network {
  const prefix = of.prefix + newBits;
  if (newBits < 0 || prefix > of.bits) throw new ArgumentError('there are not enough bits left');
  const count = 1n << BigInt(newBits);
  if (index < 0n || index >= count) throw new ArgumentError('there is no subnet of that number');
  return { bits: of.bits, base: of.base + (index << BigInt(of.bits - prefix)), prefix };
}

const write = (of: Network): string => `${address(of.bits, of.base)}/${of.prefix}`;

export const NETWORK_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  cidrhost: computing(([prefix, number]) => {
    const of = network(prefix);
    const size = 1n << BigInt(of.bits - of.prefix);
    const index = BigInt(whole(number));
    const offset = index < 0n ? size + index : index;
    if (offset < 0n || offset >= size) throw new ArgumentError('the network has no such host');
    return address(of.bits, of.base + offset);
  }),
  cidrnetmask: computing(([prefix]) => {
    const of = network(prefix);
    if (of.bits === 128) throw new ArgumentError('IPv6 has no netmasks');
    const all = (1n << 32n) - 1n;
    return address(32, (all << BigInt(32 - of.prefix)) & all);
  }),
  cidrsubnet: computing(([prefix, newBits, number]) =>
    write(subnet(network(prefix), whole(newBits), BigInt(whole(number)))),
  ),
  cidrsubnets: computing(([prefix, ...newBits]) => {
    const of = network(prefix);
    const end = of.base + (1n << BigInt(of.bits - of.prefix));
    let next = of.base;
    return newBits.map((bits) => {
      const length = of.prefix + whole(bits);
      if (length > of.bits || whole(bits) < 1) throw new ArgumentError('a subnet does not fit');
      const size = 1n << BigInt(of.bits - length);
      const base = ((next + size - 1n) / size) * size;
      if (base + size > end) throw new ArgumentError('the subnets do not fit');
      next = base + size;
      return write({ bits: of.bits, base, prefix: length });
    });
  }),
};
