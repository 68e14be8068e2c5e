import { isIPv4, isIPv6 } from 'node:net';
import type { Socket } from '../facts.js';
import { AddressSet } from '../network/addresses.js';
import type { Protocol } from '../network/ports.js';
import { LOOPBACK, PRIVATE, PUBLIC } from '../network/special.js';
import { inetAton, safeStrtol } from './numbers.js';
import { since } from './releases.js';
import type { StartContext } from './types.js';
import type { Version } from './version.js';

/** What `-l`, `-Z` and the ports come to once all options are read. */
export interface ListenSettings {
  /** The joined `-l` values; `undefined` without any. */
  readonly interfaces: string | undefined;
  readonly tls: Socket['tls'];
  readonly proxy: boolean;
  readonly version: Version;
}

/** The sockets of one protocol, or why the daemon exits with status 71. */
export interface Opened {
  readonly sockets: readonly Socket[];
  readonly failure?: string;
  /**
   * What was meant when it fails: all of its addresses where they collide, and the address of a network
   * (`0.0.0.0/0`), which no look-up knows.
   */
  readonly intended: readonly Socket[];
  /** Names that were not resolved and may as well not exist. */
  readonly names: readonly string[];
}

/**
 * `server_sockets()` of memcached.c: opens a socket on each address of the list, or on every address
 * without one. `port` replaces nothing that an element names itself.
 */
export function openSockets(
  protocol: Protocol,
  port: number,
  settings: ListenSettings,
  context: StartContext,
): Opened {
  const binder = new Binder(protocol, context);
  if (settings.interfaces === undefined) {
    binder.open(undefined, port, settings.tls);
    return binder.result();
  }
  // Before 1.4.6 the value is one address, and the last one given counts.
  const elements = since(settings.version, '1.4.6')
    ? settings.interfaces.split(/[;,]/).filter((element) => element !== '')
    : [settings.interfaces];
  for (const element of elements) {
    const read = readElement(element, port, settings);
    if (typeof read === 'string') {
      binder.fail(read);
      break;
    }
    binder.open(read.host, read.port, read.tls);
  }
  return binder.result();
}

interface Element {
  /** `undefined` for `*`, which is every address. */
  readonly host: string | undefined;
  readonly port: number;
  readonly tls: Socket['tls'];
}

/** One element of the list; a sentence when the daemon refuses it. */
function readElement(text: string, port: number, settings: ListenSettings): Element | string {
  const { version } = settings;
  if (!since(version, '1.4.6')) return { host: text, port, tls: settings.tls };
  let rest = text;
  let { tls } = settings;
  for (const [prefix, from] of [
    ['notls', '1.5.13'],
    ['btls', '1.6.30'],
    ['mtls', '1.6.30'],
  ] as const) {
    if (!rest.startsWith(prefix) || !since(version, from)) continue;
    if (settings.tls === 'none')
      return `"${text}" uses ${prefix}, which is valid only with TLS (-Z)`;
    tls = prefix === 'notls' ? 'none' : prefix === 'mtls' ? 'mutual' : 'server';
    rest = rest.slice(prefix.length + 1);
    break;
  }
  if (since(version, '1.6.17')) {
    if (rest.startsWith('proto')) {
      rest = rest.slice('proto'.length);
      if (rest.startsWith('[')) {
        const end = rest.indexOf(']');
        if (end < 0) return `"${text}" has no "]" after "proto["`;
        const name = rest.slice(1, end);
        const known = ['ascii', 'binary', 'negotiating', 'proxy'].find((one) =>
          one.startsWith(name),
        );
        if (known === 'proxy' && !settings.proxy) return `"${text}" needs the proxy to be enabled`;
        rest = rest.slice(end + 2);
      }
    }
    if (rest.startsWith('tag')) {
      rest = rest.slice('tag'.length);
      const underscore = rest.startsWith('_') && since(version, '1.6.23');
      if (rest.startsWith('[') || underscore) {
        let end = rest.indexOf(']');
        if (end < 0 && since(version, '1.6.23')) end = rest.indexOf('_', 1);
        if (end < 0) return `"${text}" does not end its tag`;
        if (end - 1 > 8 || end - 1 < 1)
          return `"${text}" has a tag that is not 1 to 8 characters long`;
        rest = rest.slice(end + 2);
      }
    }
  }
  let bracketed: string | undefined;
  const brackets = since(version, '1.4.25');
  if (brackets && rest.startsWith('[')) {
    const end = rest.indexOf(']');
    if (end < 0) return `"${text}" has no "]"`;
    bracketed = rest.slice(1, end);
    rest = rest.slice(end + 1);
  }
  const colon = rest.indexOf(':');
  let thePort = port;
  if (colon >= 0 && (!brackets || bracketed !== undefined || !rest.includes(':', colon + 1))) {
    const given = safeStrtol(rest.slice(colon + 1));
    if (given === undefined) return `"${text}" has no valid port after the colon`;
    thePort = given;
    rest = rest.slice(0, colon);
  }
  const host = bracketed ?? rest;
  return { host: host === '*' ? undefined : host, port: thePort, tls };
}

/** A successful or failed look-up of a host name or address. */
type Resolved =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'failure'; readonly message: string };

const LOCAL_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['localhost', ['127.0.0.1']],
  ['localhost.localdomain', ['127.0.0.1']],
  ['localhost4', ['127.0.0.1']],
  ['localhost6', ['::1']],
  ['ip6-localhost', ['::1']],
  ['ip6-loopback', ['::1']],
]);

/** `getaddrinfo()` with the host's own names; a name it cannot know stays a name. */
function resolve(host: string | undefined, context: StartContext): Resolved {
  if (host === undefined) return { kind: 'addresses', addresses: ['0.0.0.0', '::'] };
  const failure: Resolved = {
    kind: 'failure',
    message: `"${host}" is no address and no host name`,
  };
  if (host === '') return failure;
  const v4 = inetAton(host);
  if (v4 !== undefined) return { kind: 'addresses', addresses: [v4] };
  if (isIPv6(host)) return zoneExists(host) ? { kind: 'addresses', addresses: [host] } : failure;
  const name = host.toLowerCase();
  const known =
    context.hosts?.get(name) ??
    (context.hosts?.has('localhost') ? undefined : LOCAL_NAMES.get(name));
  if (known !== undefined) return { kind: 'addresses', addresses: known };
  // Also what looks like an address but is none: no resolver answers for it.
  if (!/^[a-z0-9_][a-z0-9_.-]{0,252}$/.test(name) || /^[0-9.]+$/.test(name)) return failure;
  if (context.withoutDns === true) {
    return { kind: 'failure', message: `the host name "${host}" cannot be resolved` };
  }
  return { kind: 'name', name: host };
}

/** A zone is the name of an interface on link-local addresses, and a number on any other. */
function zoneExists(address: string): boolean {
  const percent = address.indexOf('%');
  if (percent < 0) return true;
  const zone = address.slice(percent + 1);
  if (/^[0-9]{1,9}$/.test(zone)) return true;
  const local = /^(?:fe[89ab]|ff[0-9a-f]2)/i.test(address);
  // The kernel cuts an alias off: `eth0:1` is `eth0`.
  return local && zone.length <= 15 && /^[A-Za-z0-9_.@-]+(?::|$)/.test(zone);
}

/** The address in a network's notation, which `-l` does not take: `10.0.0.5/24`; every one for `/0`. */
function networkMeant(host: string | undefined): readonly string[] {
  const match = /^([0-9a-f.:]{2,45})\/([0-9]{1,3})$/i.exec(host ?? '');
  const [, address = '', length] = match ?? [];
  if (!isIPv4(address) && !isIPv6(address)) return [];
  if (Number(length) > (isIPv4(address) ? 32 : 128)) return [];
  if (Number(length) > 0) return [address];
  return [isIPv4(address) ? '0.0.0.0' : '::'];
}

class Binder {
  private readonly sockets: Socket[] = [];
  private readonly names: string[] = [];
  /** The sockets that were asked for, whether they can be opened or not. */
  private readonly meant: Socket[] = [];
  private failure: string | undefined;
  private collided = false;
  private stopped = false;

  constructor(
    private readonly protocol: Protocol,
    private readonly context: StartContext,
  ) {}

  fail(message: string): void {
    this.failure ??= message;
    this.collided = false;
    this.stopped = true;
  }

  /** `server_socket()`: one of the addresses of a name has to be free; any other error is fatal. */
  open(host: string | undefined, port: number, tls: Socket['tls']): void {
    const number = port === -1 ? 0 : port;
    const resolved = resolve(host, this.context);
    if (number >= 0) this.mean(host, resolved, number % 65536, tls);
    if (this.stopped) return;
    if (resolved.kind === 'failure') return this.failElement(resolved.message);
    if (number < 0) return this.failElement(`the port ${number} does not exist`);
    const real = number % 65536;
    const socketTls = this.protocol === 'udp' ? 'none' : tls;
    if (resolved.kind === 'name') {
      this.names.push(resolved.name);
      this.sockets.push(this.socket('unknown', resolved.name, real, socketTls));
      return;
    }
    let success = false;
    for (const address of resolved.addresses) {
      const plain = address.replace(/%.*$/, '');
      const shown = isIPv6(plain) ? canonical(plain) : plain;
      const error = this.refusal(address, plain, real);
      if (error !== undefined) {
        this.failElement(error);
        return;
      }
      if (this.taken(shown, real)) continue;
      success = true;
      this.sockets.push(this.socket(scopeOf(shown), shown, real, socketTls));
    }
    if (!success && this.failure === undefined) {
      this.failure = `the addresses collide: ${host ?? 'every address'}, port ${real}, is already in use by another of its own sockets`;
      this.collided = true;
    }
  }

  result(): Opened {
    return {
      sockets: this.failure === undefined ? this.sockets : [],
      intended: this.failure === undefined ? [] : this.meant,
      ...(this.failure === undefined ? {} : { failure: this.failure }),
      names: this.names,
    };
  }

  /** Notes what an element asks for; a network stands for its address, or for every one with `/0`. */
  private mean(
    host: string | undefined,
    resolved: Resolved,
    port: number,
    tls: Socket['tls'],
  ): void {
    const addresses =
      resolved.kind === 'addresses'
        ? resolved.addresses
        : resolved.kind === 'failure'
          ? networkMeant(host)
          : [];
    const socketTls = this.protocol === 'udp' ? 'none' : tls;
    for (const address of addresses) {
      const plain = address.replace(/%.*$/, '');
      const shown = isIPv6(plain) ? canonical(plain) : plain;
      this.meant.push(this.socket(scopeOf(shown), shown, port, socketTls));
    }
  }

  /** The other elements are still tried, but the daemon ends: an error that is no collision. */
  private failElement(message: string): void {
    if (this.failure === undefined || this.collided) this.failure = message;
    this.collided = false;
    this.stopped = true;
  }

  private socket(
    scope: Socket['scope'],
    address: string,
    port: number,
    tls: Socket['tls'],
  ): Socket {
    return { protocol: this.protocol, scope, address, port, tls };
  }

  /** Why the kernel refuses to bind, other than because the address is in use. */
  private refusal(address: string, plain: string, port: number): string | undefined {
    const { context } = this;
    const from = context.firstUnprivilegedPort;
    if (from !== undefined && port !== 0 && port < from) {
      return `port ${port} may only be bound by root`;
    }
    if (isIPv4(plain)) {
      if (plain === '0.0.0.0' || plain.startsWith('127.')) return undefined;
      const first = Number(plain.slice(0, plain.indexOf('.')));
      if (first === 0) return `"${plain}" is not an address a host can have`;
      if (first >= 224 && (first < 240 || plain === '255.255.255.255')) return undefined;
    } else {
      const shown = canonical(plain);
      if (shown === '::' || shown === '::1') return undefined;
      if (IPV4_MAPPED.containsAddress(shown)) {
        return `"${address}" is IPv4 inside IPv6, which its IPv6 sockets refuse`;
      }
      if (LINK_LOCAL.containsAddress(shown) && !address.includes('%')) {
        return `"${address}" needs the name of an interface after a "%"`;
      }
      if (MULTICAST.containsAddress(shown)) {
        return this.protocol === 'tcp' ? `"${address}" is a multicast address` : undefined;
      }
    }
    const { addresses } = context;
    if (addresses === undefined) return undefined;
    const own = addresses.has(plain) || (isIPv6(plain) && addresses.has(canonical(plain)));
    return own ? undefined : `"${plain}" is not an address of the host`;
  }

  /** UDP sockets may share an address (SO_REUSEADDR); listening TCP sockets may not. */
  private taken(address: string, port: number): boolean {
    if (this.protocol === 'udp' || port === 0) return false;
    const family = isIPv4(address);
    return this.sockets.some(
      (other) =>
        other.scope !== 'unknown' &&
        other.port === port &&
        isIPv4(other.address) === family &&
        (other.address === address || other.scope === 'all' || scopeOf(address) === 'all'),
    );
  }
}

const IPV4_MAPPED = AddressSet.of('::ffff:0:0/96');
const LINK_LOCAL = AddressSet.of('fe80::/10');
const MULTICAST = AddressSet.of('ff00::/8');

/** Which kind of address it is. Multicast and reserved ones, which no internet source reaches, are private. */
export function scopeOf(address: string): Socket['scope'] {
  if (address === '0.0.0.0' || address === '::') return 'all';
  if (LOOPBACK.containsAddress(address)) return 'loopback';
  if (PRIVATE.containsAddress(address)) return 'private';
  return PUBLIC.containsAddress(address) ? 'public' : 'private';
}

function canonical(address: string): string {
  const cidr = AddressSet.tryParse(address)?.toCidrs()[0];
  return cidr === undefined ? address : cidr.slice(0, cidr.indexOf('/'));
}
