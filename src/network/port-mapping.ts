import { isIP } from 'node:net';
import { AddressSet } from './addresses.js';
import { PortSet } from './ports.js';
import { LOOPBACK, PRIVATE, PUBLIC } from './special.js';

/**
 * The port mappings of `docker run -p`, Compose's short syntax, `docker_container: ports` and
 * Quadlet's `PublishPort=`: `[[HOST_IP:][HOST_PORTS]:]CONTAINER_PORTS[/PROTOCOL]`, read as Docker's
 * go-connections/nat does.
 */
export interface PortMapping {
  /** Without brackets; `undefined` when none is given, which means every interface. */
  readonly hostIp: string | undefined;
  /**
   * `random`: the engine picks one of the ephemeral range. With one container port and several host
   * ports it picks one of those.
   */
  readonly hostPorts: PortSet | 'random' | 'unknown';
  readonly containerPorts: PortSet | 'unknown';
  readonly protocol: 'tcp' | 'udp' | 'sctp' | 'unknown';
  /** The host address as written, brackets included; '' when there is none. It starts the text. */
  readonly hostIpText: string;
}

/** Why a text is no port mapping, as a sentence without the file's name. */
export interface PortMappingError {
  readonly error: string;
}

/** The value of {@link PortMapping.hostIp} when it cannot be known. */
export const UNKNOWN_HOST_IP = 'unknown';

/**
 * Stands in a text for a part that cannot be known (a template expression, a variable). What it may
 * decide comes out as `unknown`. It is a private-use character, so no file means anything by it.
 */
export const UNKNOWN_PART = '\uE000';

/** What the engine picks from when no host port is given (ip_local_port_range of Linux). */
export const EPHEMERAL_PORTS = PortSet.range(32768, 60999);

/** Longer texts are no mapping; it bounds the work on hostile input. */
const LONGEST = 1000;

/**
 * Reads one mapping. Numbers are given as their text. A text with `key=value` pairs is read as the
 * long form of `docker service create --publish`.
 */
export function parsePortMapping(text: string): PortMapping | PortMappingError {
  if (text.length > LONGEST) return { error: 'the port mapping is too long to be one' };
  if (text.includes('=')) return parseLongOption(text);
  if (text === UNKNOWN_PART) {
    return {
      hostIp: UNKNOWN_HOST_IP,
      hostPorts: 'unknown',
      containerPorts: 'unknown',
      protocol: 'unknown',
      hostIpText: '',
    };
  }
  const parts = text.split(':');
  const containerText = parts.at(-1) ?? '';
  const hostText = parts.length >= 2 ? parts[parts.length - 2]! : '';
  const hostIpText = parts.slice(0, -2).join(':');

  const [portsText, protocol] = splitProtocol(containerText);
  if (protocol === undefined) {
    return { error: `"${text}" names a protocol that is not tcp, udp or sctp` };
  }
  if (portsText === '') return { error: `"${text}" names no container port` };
  const container = parseRange(portsText);
  if (container === undefined) {
    return { error: `"${portsText}" in "${text}" is no port or range of ports` };
  }

  const host = parseHostPorts(hostText);
  if (host === undefined) {
    return { error: `"${hostText}" in "${text}" is no port or range of ports` };
  }
  if (
    host.ports instanceof PortSet &&
    container instanceof PortSet &&
    container.size > 1 &&
    host.ports.size !== container.size
  ) {
    return { error: `"${text}" maps ranges of different lengths` };
  }

  const hostIp = parseHostIp(hostIpText);
  if (hostIp === 'invalid') return { error: `"${hostIpText}" in "${text}" is no IP address` };
  return {
    // An unknown first part can bring its own address and colon: `${PREFIX}11211:11211`.
    hostIp: hostIpText === '' && host.mayHoldAddress ? UNKNOWN_HOST_IP : hostIp,
    hostPorts: host.ports,
    containerPorts: container,
    protocol,
    hostIpText,
  };
}

export function isPortMappingError(
  value: PortMapping | PortMappingError,
): value is PortMappingError {
  return 'error' in value;
}

/** Where a port published on a host address can be reached from. */
export type PublishedOn = 'internet' | 'host' | 'private' | 'loopback' | 'nowhere';

/**
 * The network that a published port's host address belongs to; `host` without one or with the
 * unspecified address, `nowhere` for text that no host can bind.
 */
export function publishedOn(hostIp: string | undefined): PublishedOn {
  if (hostIp === undefined || hostIp === '') return 'host';
  const set = AddressSet.tryParse(unmapped(hostIp));
  if (set === undefined) return 'nowhere';
  if (set.equals(UNSPECIFIED_V4) || set.equals(UNSPECIFIED_V6)) return 'host';
  if (set.isSubsetOf(LOOPBACK)) return 'loopback';
  if (set.isSubsetOf(PRIVATE)) return 'private';
  if (set.isSubsetOf(PUBLIC)) return 'internet';
  return 'nowhere';
}

const UNSPECIFIED_V4 = AddressSet.of('0.0.0.0');
const UNSPECIFIED_V6 = AddressSet.of('::');

/** The IPv4 address in an IPv4-mapped IPv6 address (`::ffff:127.0.0.1`); other text as it is. */
function unmapped(address: string): string {
  const set = AddressSet.tryParse(address);
  const low = set?.v6[0]?.[0];
  if (low === undefined || low >> 32n !== 0xffffn) return address;
  const number = Number(low & 0xffffffffn);
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

function splitProtocol(text: string): [string, PortMapping['protocol'] | undefined] {
  const parts = text.split('/');
  const protocol = parts.slice(1).join('/').toLowerCase();
  if (protocol === '') return [parts[0] ?? '', 'tcp'];
  if (protocol.includes(UNKNOWN_PART)) return [parts[0] ?? '', 'unknown'];
  if (protocol === 'tcp' || protocol === 'udp' || protocol === 'sctp') {
    return [parts[0] ?? '', protocol];
  }
  return [parts[0] ?? '', undefined];
}

/** One port or `low-high`; `undefined` for anything else. */
export function parseRange(text: string): PortSet | 'unknown' | undefined {
  if (text.includes(UNKNOWN_PART)) return 'unknown';
  const dash = text.indexOf('-');
  const low = port(dash < 0 ? text : text.slice(0, dash));
  const high = dash < 0 ? low : port(text.slice(dash + 1));
  if (low === undefined || high === undefined || high < low) return undefined;
  return PortSet.range(low, high);
}

function parseHostPorts(
  text: string,
): { ports: PortMapping['hostPorts']; mayHoldAddress: boolean } | undefined {
  if (text === '') return { ports: 'random', mayHoldAddress: false };
  const ports = parseRange(text);
  if (ports === undefined) return undefined;
  if (ports === 'unknown') return { ports, mayHoldAddress: text !== UNKNOWN_PART };
  // Port 0 asks the kernel for any free port.
  return { ports: ports.equals(PORT_ZERO) ? 'random' : ports, mayHoldAddress: false };
}

const PORT_ZERO = PortSet.of(0);

function port(text: string): number | undefined {
  if (!/^\+?[0-9]{1,8}$/.test(text)) return undefined;
  const number = Number(text);
  return number <= 65535 ? number : undefined;
}

function parseHostIp(text: string): string | undefined {
  if (text === '') return undefined;
  if (text.includes(UNKNOWN_PART)) return UNKNOWN_HOST_IP;
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  // Docker's parser strips an IPv6 zone-less address only; `fe80::1%eth0` is refused by it.
  return isIP(bare) === 0 || bare.includes('%') ? 'invalid' : bare;
}

/** `published=11211,target=11211,protocol=tcp,mode=host`. */
function parseLongOption(text: string): PortMapping | PortMappingError {
  const values = new Map<string, string>();
  for (const field of text.split(',')) {
    const equals = field.indexOf('=');
    if (equals < 0) return { error: `"${field}" in "${text}" is no key=value pair` };
    values.set(field.slice(0, equals).trim().toLowerCase(), field.slice(equals + 1).trim());
  }
  const target = values.get('target') ?? values.get('dst') ?? values.get('containerport') ?? '';
  const published = values.get('published') ?? values.get('src') ?? values.get('hostport') ?? '';
  const protocol = values.get('protocol') ?? 'tcp';
  return parsePortMapping(`${published}:${target}/${protocol}`.replaceAll('=', ''));
}
