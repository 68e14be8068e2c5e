import { isIPv4 } from 'node:net';
import { isUnresolved, type Ingress, type Unresolved } from '../facts.js';
import type { Location } from '../files/source.js';
import { AddressSet } from '../network/addresses.js';
import type { FilterQuery } from '../network/filter/types.js';
import { PRIVATE, PUBLIC } from '../network/special.js';
import type { LoadedFilter } from './filters.js';
import type { Machine } from './model.js';

/** Who gets through the packet filter of a machine to one of its ports, in one family. */
export interface Admitted {
  readonly sources: AddressSet | Unresolved;
  readonly admittedBy: readonly Location[];
  readonly refusedBy: readonly Location[];
  /** Some rule or policy had a say. */
  readonly filtered: boolean;
}

/** Interfaces on which only the machine's own containers and guests are. */
const INWARD = /^(?:docker|br-|veth|virbr|lxc|lxdbr|cni|flannel|cali|cilium|podman|vnet|tap)/;

const EVERYONE: Readonly<Record<4 | 6, AddressSet>> = {
  4: AddressSet.allIPv4,
  6: AddressSet.allIPv6,
};

/** Asks the filter about every interface that others are on. */
export function admittedTo(
  machine: Machine,
  filter: LoadedFilter,
  family: 4 | 6,
  query: FilterQuery,
): Admitted {
  const unknown = filter.unknown.get(family);
  if (unknown !== undefined) {
    return { sources: unknown, admittedBy: [], refusedBy: [], filtered: true };
  }
  const own = AddressSet.unionOf([
    AddressSet.empty,
    ...(machine.addresses ?? []).flatMap(({ address }) => AddressSet.tryParse(address) ?? []),
  ]);
  const asked = [...devicesOf(machine)].map(([device, outward]) => {
    const admission = filter.firewall.admission({
      ...query,
      ...(own.isEmpty ? {} : { own }),
      ...(device === undefined ? {} : { interface: device }),
    });
    return { admission, outward };
  });
  let sources: AddressSet | Unresolved = AddressSet.empty;
  for (const { admission, outward } of asked) {
    if (isUnresolved(admission.sources)) {
      if (!isUnresolved(sources)) sources = admission.sources;
      continue;
    }
    if (isUnresolved(sources)) continue;
    const mine = admission.sources.intersect(EVERYONE[family]);
    sources = sources.union(outward ? mine : mine.intersect(PRIVATE));
  }
  return {
    sources,
    admittedBy: asked.flatMap(({ admission }) => admission.admittedBy),
    refusedBy: asked.flatMap(({ admission }) => admission.refusedBy),
    filtered: asked.some(({ admission }) => admission.filtered),
  };
}

/**
 * The interfaces to ask about, each with whether the internet may be behind it. Without a list of
 * addresses the filter itself takes all that its rules name.
 */
function devicesOf(machine: Machine): ReadonlyMap<string | undefined, boolean> {
  const devices = new Map<string, boolean>();
  for (const { device, address } of machine.addresses ?? []) {
    if (device === undefined || device === 'lo' || INWARD.test(device)) continue;
    const outward =
      machine.outward?.has(device) === true || PUBLIC.overlaps(AddressSet.of(address));
    devices.set(device, outward || devices.get(device) === true);
  }
  if (devices.size === 0) return new Map([[undefined, true]]);
  // No default route and no public address: nothing tells the interfaces apart.
  return [...devices.values()].some(Boolean)
    ? devices
    : new Map([...devices.keys()].map((device) => [device, true]));
}

/** What a socket of the machine looks out on, by the addresses that the machine has. */
export function facesOf(machine: Machine, family: 4 | 6, bound?: string): Ingress['faces'] {
  if (bound !== undefined) {
    const address = AddressSet.tryParse(bound);
    if (address?.isSubsetOf(PRIVATE) === true) return 'private';
    return 'internet';
  }
  const mine = (machine.addresses ?? []).filter(
    ({ device, address }) =>
      isIPv4(address) === (family === 4) && device !== 'lo' && !INWARD.test(device ?? ''),
  );
  if (mine.some(({ address }) => PUBLIC.overlaps(AddressSet.of(address)))) return 'internet';
  if (mine.length > 0 && mine.every(({ address }) => /^fe80:/i.test(address))) return 'private';
  return 'host';
}
