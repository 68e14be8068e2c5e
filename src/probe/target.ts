import { isIPv4, isIPv6 } from 'node:net';
import { MEMCACHED_PORT } from '../network/ports.js';

/** One host to ask, named by a person. */
export interface Target {
  readonly host: string;
  readonly port: number;
  /** As it was named. */
  readonly text: string;
}

/** Thrown for text that names no single host; the message is for people. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

/** A handful of hosts is a re-test; more would be a scan. */
export const MOST_TARGETS = 32;

/**
 * Reads `host`, `host:port`, `[ipv6]:port` or a bare IPv6 address. Ranges, networks and wildcards are
 * refused: the probe asks hosts that somebody is responsible for, one by one.
 * @throws TargetError
 */
export function parseTarget(text: string): Target {
  const trimmed = text.trim();
  if (trimmed === '') throw new TargetError('A target is empty; name a host.');
  if (/[/*,]/.test(trimmed) || /^[0-9.]+-[0-9.]+(:|$)/.test(trimmed)) {
    throw new TargetError(
      `"${trimmed}" names more than one host. The probe is no network scanner: name the hosts one by one.`,
    );
  }
  const bracketed = /^\[([^\]]+)\](?::([0-9]+))?$/.exec(trimmed);
  if (bracketed !== null) {
    if (!isIPv6(bracketed[1]!)) {
      throw new TargetError(`"${trimmed}": there is no IPv6 address between the brackets.`);
    }
    return { host: bracketed[1]!, port: portOf(bracketed[2], trimmed), text: trimmed };
  }
  if (isIPv6(trimmed)) return { host: trimmed, port: MEMCACHED_PORT, text: trimmed };
  const [, host, port] = /^([^:]+)(?::([0-9]+))?$/.exec(trimmed) ?? [];
  if (host === undefined || !isHostName(host)) {
    throw new TargetError(`"${trimmed}" is not a host, host:port or [IPv6]:port.`);
  }
  return { host, port: portOf(port, trimmed), text: trimmed };
}

/** Reads several. @throws TargetError */
export function parseTargets(texts: readonly string[]): Target[] {
  if (texts.length === 0) throw new TargetError('Name at least one host to ask.');
  if (texts.length > MOST_TARGETS) {
    throw new TargetError(
      `${texts.length} targets are more than the ${MOST_TARGETS} that can be asked at once.`,
    );
  }
  return texts.map(parseTarget);
}

function portOf(text: string | undefined, target: string): number {
  const port = text === undefined ? MEMCACHED_PORT : Number(text);
  if (port < 1 || port > 65535) throw new TargetError(`"${target}": a port is 1 to 65535.`);
  return port;
}

/** A host name as RFC 1123 allows it, underscores too, or an IPv4 address. */
function isHostName(text: string): boolean {
  if (/^[0-9.]+$/.test(text)) return isIPv4(text);
  return (
    text.length <= 253 &&
    text
      .replace(/\.$/, '')
      .split('.')
      .every((label) => /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/.test(label))
  );
}
