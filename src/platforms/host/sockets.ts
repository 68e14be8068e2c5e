import { append } from '../../append.js';
import type { Fact, Ingress } from '../../facts.js';
import { unresolved } from '../../facts.js';
import type { AddressSet } from '../../network/addresses.js';
import type { Located } from '../../memcached/index.js';
import { forwardDoor } from './forwards.js';
import type { IniEntry } from './ini.js';
import { addressesOf, listOf } from './unit-values.js';

/** A socket unit and the service it starts. */
export interface SocketUnit {
  readonly name: string;
  readonly entries: readonly IniEntry[];
  /** The words of the service's command; `undefined` when the service is not in the repository. */
  readonly command: readonly (string | undefined)[] | undefined;
}

/** The service that a socket unit starts: `Service=`, or the one of its own name (systemd.socket(5)). */
export function serviceOf(name: string, entries: readonly IniEntry[]): string {
  return listOf(entries, 'Socket', 'Service').at(-1)?.text ?? name.replace(/\.socket$/, '.service');
}

/**
 * The ports that systemd itself listens on for memcached: in front of `systemd-socket-proxyd`, or of a
 * memcached, which takes no sockets from systemd, so that nobody can tell what answers there.
 */
export function socketFacts({ name, entries, command }: SocketUnit): Fact[] {
  const program = command?.[0]?.replace(/^.*\//, '') ?? '';
  const target = command?.slice(1).find((word) => word !== undefined && !word.startsWith('-'));
  const proxies = program === 'systemd-socket-proxyd' && target !== undefined;
  const isMemcached = program === 'memcached' || (command === undefined && /memcache/i.test(name));
  if (!proxies && !isMemcached) return [];
  const filtered = filterOf(entries);
  const facts: Ingress[] = [];
  for (const [key, protocol] of [
    ['ListenStream', 'tcp'],
    ['ListenDatagram', 'udp'],
  ] as const) {
    for (const value of listOf(entries, 'Socket', key)) {
      const at = listenOn(value.text);
      if (at === undefined) continue;
      const forward = {
        ...at,
        protocol,
        behind: proxies ? target : 'memcached',
        where: value.word(0, value.text.length),
        name,
        ...(isMemcached
          ? {
              sources: unresolved(
                `memcached takes no sockets from systemd, so that it is not known what answers on those of ${name}`,
              ),
            }
          : filtered === undefined
            ? {}
            : { sources: filtered }),
      };
      append(facts, forwardDoor(forward, { platform: 'host' }));
    }
  }
  return facts;
}

/** `11211`, `127.0.0.1:11211`, `[::]:11211`; nothing for paths and other kinds of sockets. */
function listenOn(text: string): { address: string | undefined; port: number } | undefined {
  const match = /^(?:(\[[0-9a-fA-F:.]+\]|[0-9.]+):)?([0-9]{1,5})$/.exec(text.trim());
  if (match === null) return undefined;
  const address = match[1]?.replace(/^\[|\]$/g, '');
  return {
    address: address === '0.0.0.0' || address === '::' ? undefined : address,
    port: Number(match[2]),
  };
}

/** `IPAddressAllow=` and `IPAddressDeny=` hold for socket units too. */
function filterOf(entries: readonly IniEntry[]): AddressSet | undefined {
  const read = (key: string): readonly Located[] => listOf(entries, 'Socket', key);
  const denied = read('IPAddressDeny');
  if (denied.length === 0) return undefined;
  return addressesOf(denied)
    .complement()
    .union(addressesOf(read('IPAddressAllow')));
}
