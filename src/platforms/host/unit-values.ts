import type { Located } from '../../memcached/index.js';
import { AddressSet } from '../../network/addresses.js';
import { LOOPBACK } from '../../network/special.js';
import type { IniEntry } from './ini.js';

/** The values of a key that may be repeated; an empty one drops those before it. */
export function listOf(entries: readonly IniEntry[], section: string, key: string): Located[] {
  let values: Located[] = [];
  for (const entry of entries) {
    if (entry.section !== section || entry.key !== key) continue;
    if (entry.value.text === '') values = [];
    else values.push(entry.value);
  }
  return values;
}

const NAMED_ADDRESSES: ReadonlyMap<string, AddressSet> = new Map([
  ['any', AddressSet.all],
  ['localhost', LOOPBACK],
  ['link-local', AddressSet.of('169.254.0.0/16', 'fe80::/64')],
  ['multicast', AddressSet.of('224.0.0.0/4', 'ff00::/8')],
]);

/** The addresses of `IPAddressAllow=` and `IPAddressDeny=` (systemd.resource-control(5)). */
export function addressesOf(values: readonly Located[]): AddressSet {
  const sets = values
    .flatMap(({ text }) => text.split(/[ \t]+/))
    .map((word) => NAMED_ADDRESSES.get(word) ?? AddressSet.tryParse(word) ?? AddressSet.empty);
  return AddressSet.unionOf([AddressSet.empty, ...sets]);
}
