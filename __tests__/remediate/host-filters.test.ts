import { describe, expect, it } from '@jest/globals';
import { isUnresolved } from '../../src/facts.js';
import { AddressSet } from '../../src/network/addresses.js';
import { remediate, requestFor } from '../../src/remediate/remediate.js';
import type { Mechanism } from '../../src/remediate/mechanisms.js';
import { makeHost, type Host } from './host.js';

const BOTH = ['10.1.0.0/16', '192.0.2.7', '2001:db8:1::/48'];
const ONLY_V4 = ['10.1.0.0/16'];
const ONLY_V6 = ['2001:db8:1::/48'];

/** What a host looks like before, by mechanism: everything open, as far as the mechanism lets it be. */
const BEFORE: Partial<Record<Mechanism, readonly string[]>> = {
  iptables: ['iptables -A INPUT -p tcp --dport 11211 -j ACCEPT'],
  nftables: [],
  ufw: ['ufw default deny incoming', 'ufw allow 22/tcp', 'ufw allow 11211', 'ufw enable'],
  firewalld: [
    'systemctl start firewalld',
    'firewall-cmd --zone=public --add-port=11211/tcp',
    'firewall-cmd --zone=public --add-port=11211/udp',
  ],
  docker: [],
};

const HOST_MECHANISMS = Object.keys(BEFORE) as Mechanism[];

function hostBefore(mechanism: Mechanism): Host {
  const host = makeHost();
  if (mechanism === 'docker') {
    host.firewall.publish([
      { protocol: 'tcp', hostPort: 11211, containerPort: 11211 },
      { protocol: 'udp', hostPort: 11211, containerPort: 11211 },
    ]);
  }
  for (const command of BEFORE[mechanism]!) host.sh(command);
  return host;
}

function sourcesOf(host: Host, protocol: 'tcp' | 'udp', target: 'host' | 'container'): AddressSet {
  const { sources } = host.admission(protocol, target);
  if (isUnresolved(sources)) throw new Error(`not resolved: ${sources.reason}`);
  return sources;
}

const targets = (mechanism: Mechanism): readonly ('host' | 'container')[] =>
  mechanism === 'docker' ? ['container'] : ['host'];

describe.each(HOST_MECHANISMS)('%s, by the engine', (mechanism) => {
  it.each([
    ['both families', BOTH],
    ['IPv4 only', ONLY_V4],
    ['IPv6 only', ONLY_V6],
  ])('admits exactly the trusted, on both protocols: %s', (_, trusted) => {
    const host = hostBefore(mechanism);
    const everyone = mechanism === 'docker' ? AddressSet.allIPv4 : AddressSet.all;
    for (const target of targets(mechanism)) {
      expect(everyone.isSubsetOf(sourcesOf(host, 'tcp', target))).toBe(true);
    }
    host.sh(remediate(mechanism, requestFor(trusted, 11211)).steps.apply.commands);
    for (const target of targets(mechanism)) {
      for (const protocol of ['tcp', 'udp'] as const) {
        expect(sourcesOf(host, protocol, target).toString()).toBe(
          AddressSet.of(...trusted).toString(),
        );
      }
    }
    expect(host.firewall.problems.filter(({ kind }) => kind === 'unknown')).toEqual([]);
  });

  it('never locks the trusted out on the way, nor when it is applied again', () => {
    const host = hostBefore(mechanism);
    const { commands } = remediate(mechanism, requestFor(BOTH, 11211)).steps.apply;
    const trusted = AddressSet.of(...BOTH);
    let looked = 0;
    const look = (command: string): void => {
      for (const target of targets(mechanism)) {
        const served = sourcesOf(host, 'tcp', target);
        if (!trusted.isSubsetOf(served)) throw new Error(`locked out after: ${command}`);
        looked++;
      }
    };
    host.sh(commands, look);
    host.sh(commands, look);
    expect(looked).toBeGreaterThan(2);
    for (const target of targets(mechanism)) {
      expect(sourcesOf(host, 'udp', target).equals(trusted)).toBe(true);
    }
  });

  it('leaves other ports alone', () => {
    const host = hostBefore(mechanism);
    const ssh = (): string =>
      String(host.firewall.admission({ protocol: 'tcp', port: 22 }).sources);
    const before = ssh();
    host.sh(remediate(mechanism, requestFor(BOTH, 11211)).steps.apply.commands);
    expect(ssh()).toBe(before);
  });

  it('rolls back to what was before', () => {
    const host = hostBefore(mechanism);
    const look = (): string[] =>
      targets(mechanism).flatMap((target) =>
        (['tcp', 'udp'] as const).map((protocol) => String(sourcesOf(host, protocol, target))),
      );
    const before = look();
    const { steps } = remediate(mechanism, requestFor(BOTH, 11211));
    host.sh(steps.apply.commands);
    expect(look()).not.toEqual(before);
    host.sh(steps.rollback.commands);
    expect(look()).toEqual(before);
  });
});

describe('the trusted', () => {
  it('get in through a filter that drops everything, where the mechanism can let them', () => {
    const host = makeHost();
    host.sh('iptables -P INPUT DROP\nip6tables -P INPUT DROP');
    host.sh(remediate('iptables', requestFor(BOTH, 11211)).steps.apply.commands);
    expect(sourcesOf(host, 'tcp', 'host').equals(AddressSet.of(...BOTH))).toBe(true);
  });

  it('are those of the other port when one is given', () => {
    const host = makeHost(11300);
    host.sh(remediate('nftables', requestFor(ONLY_V4, 11300)).steps.apply.commands);
    expect(sourcesOf(host, 'udp', 'host').equals(AddressSet.of(...ONLY_V4))).toBe(true);
    const other = host.firewall.admission({ protocol: 'tcp', port: 11211 });
    expect(String(other.sources)).toBe(String(AddressSet.all));
  });
});

describe('Docker’s proxy', () => {
  it('takes connections on the host itself, which are filtered too', () => {
    const host = hostBefore('docker');
    host.sh(remediate('docker', requestFor(BOTH, 11211)).steps.apply.commands);
    // Most of what comes in over IPv4 is sent on to the container.
    const trusted = AddressSet.of(...BOTH);
    for (const protocol of ['tcp', 'udp'] as const) {
      const served = sourcesOf(host, protocol, 'host');
      expect(served.isSubsetOf(trusted)).toBe(true);
      expect(trusted.intersect(AddressSet.allIPv6).isSubsetOf(served)).toBe(true);
    }
  });
});

describe('what ufw loads at its next start', () => {
  it('is in its own files, between marks, once', () => {
    const host = hostBefore('ufw');
    host.files.set('/etc/ufw/before.rules', '*filter\nCOMMIT\n');
    const { apply } = remediate('ufw', requestFor(BOTH, 11211)).steps;
    host.sh(apply.commands);
    const text = host.files.get('/etc/ufw/before.rules')!;
    expect(text).toContain('# BEGIN memcached 11211\n*filter\n:MEMCACHED-11211 - [0:0]\n');
    expect(text).toContain(
      '-I ufw-before-input 1 -p udp --dport 11211 -j MEMCACHED-11211\nCOMMIT\n# END memcached 11211\n',
    );
    expect(apply.commands).toContain(
      "sed -i '/^# BEGIN memcached 11211$/,/^# END memcached 11211$/d' /etc/ufw/before6.rules",
    );
  });
});
