import { AddressSet } from '../addresses.js';
import type { Protocol } from '../ports.js';
import type { Iptables } from './iptables.js';

/** A port of a container that Docker publishes on the host. */
export interface PublishedPort {
  readonly protocol: Protocol;
  readonly hostPort: number;
  readonly containerPort: number;
  /** The address of the host it is bound to; absent: all, IPv4 and IPv6. */
  readonly hostAddress?: string;
}

export interface DockerOptions {
  /** `"iptables": false` in daemon.json: Docker writes no rules. Default: true. */
  readonly iptables?: boolean;
  /** Whether docker-proxy listens on the published ports (`"userland-proxy"`). Default: true. */
  readonly proxy?: boolean;
}

/** The default bridge, 172.17.0.1/16, with one container on it. */
export const BRIDGE = 'docker0';
export const BRIDGE_ADDRESS = AddressSet.of('172.17.0.1');
export const CONTAINERS = AddressSet.of('172.17.0.0/16').subtract(BRIDGE_ADDRESS);
const CONTAINER = '172.17.0.2';

/**
 * Writes what dockerd 20 to 27 writes when it starts and a container with these ports runs: destinations are
 * rewritten ahead of routing, so the packets pass FORWARD and never INPUT; DOCKER-USER is asked first.
 * (libnetwork: iptabledoc.md, "Overview"; IPv6 is left to docker-proxy by default.)
 */
export function writeDockerRules(tables: Iptables, ports: readonly PublishedPort[]): void {
  const nat = (...args: string[]): unknown => tables.run(['-t', 'nat', ...args]);
  const filter = (...args: string[]): unknown => tables.run(args);
  const ensure = (table: string, chain: string, ...args: string[]): void => {
    if (!tables.run(['-t', table, '-C', chain, ...args]).succeeded) {
      tables.run(['-t', table, '-A', chain, ...args]);
    }
  };
  // Creating a chain that is there fails and leaves it as it is.
  nat('-N', 'DOCKER');
  for (const chain of [
    'DOCKER',
    'DOCKER-ISOLATION-STAGE-1',
    'DOCKER-ISOLATION-STAGE-2',
    'DOCKER-USER',
  ]) {
    filter('-N', chain);
  }
  ensure('nat', 'PREROUTING', '-m', 'addrtype', '--dst-type', 'LOCAL', '-j', 'DOCKER');
  ensure(
    'nat',
    'OUTPUT',
    '!',
    '-d',
    '127.0.0.0/8',
    '-m',
    'addrtype',
    '--dst-type',
    'LOCAL',
    '-j',
    'DOCKER',
  );
  ensure('nat', 'POSTROUTING', '-s', '172.17.0.0/16', '!', '-o', BRIDGE, '-j', 'MASQUERADE');
  nat('-A', 'DOCKER', '-i', BRIDGE, '-j', 'RETURN');
  filter('-P', 'FORWARD', 'DROP');
  // Each goes to the front, so the last one written stands first.
  filter('-I', 'FORWARD', '-i', BRIDGE, '-o', BRIDGE, '-j', 'ACCEPT');
  filter('-I', 'FORWARD', '-i', BRIDGE, '!', '-o', BRIDGE, '-j', 'ACCEPT');
  filter('-I', 'FORWARD', '-o', BRIDGE, '-j', 'DOCKER');
  filter(
    '-I',
    'FORWARD',
    '-o',
    BRIDGE,
    '-m',
    'conntrack',
    '--ctstate',
    'RELATED,ESTABLISHED',
    '-j',
    'ACCEPT',
  );
  filter('-I', 'FORWARD', '-j', 'DOCKER-ISOLATION-STAGE-1');
  filter('-I', 'FORWARD', '-j', 'DOCKER-USER');
  filter(
    '-A',
    'DOCKER-ISOLATION-STAGE-1',
    '-i',
    BRIDGE,
    '!',
    '-o',
    BRIDGE,
    '-j',
    'DOCKER-ISOLATION-STAGE-2',
  );
  filter('-A', 'DOCKER-ISOLATION-STAGE-1', '-j', 'RETURN');
  filter('-A', 'DOCKER-ISOLATION-STAGE-2', '-o', BRIDGE, '-j', 'DROP');
  filter('-A', 'DOCKER-ISOLATION-STAGE-2', '-j', 'RETURN');
  ensure('filter', 'DOCKER-USER', '-j', 'RETURN');
  for (const { protocol, hostPort, containerPort, hostAddress } of ports) {
    if (hostAddress?.includes(':') === true) continue;
    const bound = hostAddress === undefined || hostAddress === '0.0.0.0' ? [] : ['-d', hostAddress];
    nat(
      '-A',
      'DOCKER',
      ...bound,
      '!',
      '-i',
      BRIDGE,
      '-p',
      protocol,
      '--dport',
      String(hostPort),
      '-j',
      'DNAT',
      '--to-destination',
      `${CONTAINER}:${containerPort}`,
    );
    filter(
      '-A',
      'DOCKER',
      '-d',
      `${CONTAINER}/32`,
      '!',
      '-i',
      BRIDGE,
      '-o',
      BRIDGE,
      '-p',
      protocol,
      '--dport',
      String(containerPort),
      '-j',
      'ACCEPT',
    );
  }
}

/** Whether docker-proxy listens on the port at one of the addresses. */
export function proxyListens(
  ports: readonly PublishedPort[],
  protocol: Protocol,
  port: number,
  local: AddressSet,
): boolean {
  return ports.some((published) => {
    if (published.protocol !== protocol || published.hostPort !== port) return false;
    const { hostAddress } = published;
    if (hostAddress === undefined) return true;
    if (hostAddress === '0.0.0.0') return local.v4.length > 0;
    if (hostAddress === '::') return true;
    return (AddressSet.tryParse(hostAddress) ?? AddressSet.empty).overlaps(local);
  });
}
