import { describe, expect, it } from '@jest/globals';
import { findExposures } from '../../src/exposure/join.js';
import { severityOf } from '../../src/exposure/severity.js';
import {
  unresolved,
  type Fact,
  type Ingress,
  type Listener,
  type Restriction,
  type Socket,
} from '../../src/facts.js';
import type { Severity } from '../../src/findings.js';
import { AddressSet } from '../../src/network/addresses.js';
import { PortSet } from '../../src/network/ports.js';

const where = { file: 'a', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
const EVERYONE = AddressSet.of('0.0.0.0/0');

const tcp: Socket = { protocol: 'tcp', scope: 'all', address: '0.0.0.0', port: 11211, tls: 'none' };
const udp: Socket = { ...tcp, protocol: 'udp' };

const listener = (change: Partial<Listener> = {}): Listener => ({
  kind: 'listener',
  platform: 'host',
  where,
  workload: 'cache',
  placement: 'host',
  sockets: [tcp],
  authentication: 'none',
  features: [],
  assumptions: [],
  related: [],
  ...change,
});

const door = (change: Partial<Ingress> = {}): Ingress => ({
  kind: 'ingress',
  platform: 'terraform',
  where,
  mechanism: 'security-group',
  name: 'group',
  sources: EVERYONE,
  protocols: ['tcp'],
  ports: PortSet.of(11211),
  target: 'unknown',
  faces: 'internet',
  leadsTo: 'unknown',
  related: [],
  ...change,
});

const filter = (change: Partial<Restriction> = {}): Restriction => ({
  kind: 'restriction',
  platform: 'terraform',
  where,
  mechanism: 'security-group',
  name: 'group',
  target: ['cache'],
  protocols: ['tcp', 'udp'],
  ports: PortSet.all,
  admits: AddressSet.of('10.0.0.0/16'),
  ...change,
});

const published = (change: Partial<Ingress> = {}): Ingress =>
  door({ mechanism: 'published-port', faces: 'host', sources: AddressSet.all, ...change });

function judged(facts: Fact[], trusted = AddressSet.empty): (Severity | undefined)[] {
  return findExposures(facts, trusted).map(severityOf);
}

describe('the severity of a way to memcached', () => {
  it.each<[string, Fact[], (Severity | undefined)[]]>([
    ['a group that lets the internet in', [door()], ['high']],
    ['another port', [door({ ports: PortSet.of(11212) })], []],
    ['IPv6 alone', [door({ sources: AddressSet.of('::/0') })], ['high']],
    ['two halves', [door({ sources: AddressSet.of('0.0.0.0/1', '128.0.0.0/1') })], ['high']],
    ['a lone half', [door({ sources: AddressSet.of('0.0.0.0/1') })], ['high']],
    ['less than half', [door({ sources: AddressSet.of('0.0.0.0/2') })], ['medium']],
    ['a range of 100 ports', [door({ ports: PortSet.range(11200, 11299) })], ['high']],
    ['a range of 101 ports', [door({ ports: PortSet.range(11200, 11300) })], ['medium']],
    ['all ports', [door({ ports: PortSet.all })], ['medium']],
    [
      'all ports in front of a listener',
      [door({ ports: PortSet.all, target: ['cache'] }), listener()],
      ['high'],
    ],
    ['a confirmed listener', [door({ target: ['cache'] }), listener()], ['critical']],
    [
      'a managed one is never on the internet by itself',
      [door({ target: ['cache'] }), listener({ placement: 'managed' })],
      ['high'],
    ],
    [
      'a listener with SASL',
      [door({ target: ['cache'] }), listener({ authentication: 'sasl' })],
      ['medium'],
    ],
    [
      'SASL does not cover UDP',
      [
        door({ target: ['cache'], protocols: ['tcp', 'udp'] }),
        listener({ authentication: 'sasl', sockets: [tcp, udp] }),
      ],
      ['critical'],
    ],
    [
      'mutual TLS',
      [door({ target: ['cache'] }), listener({ sockets: [{ ...tcp, tls: 'mutual' }] })],
      ['medium'],
    ],
    [
      'TLS without client certificates authenticates nobody',
      [door({ target: ['cache'] }), listener({ sockets: [{ ...tcp, tls: 'server' }] })],
      ['critical'],
    ],
    [
      'a listener on loopback',
      [
        door({ target: ['cache'] }),
        listener({ sockets: [{ ...tcp, scope: 'loopback', address: '127.0.0.1' }] }),
      ],
      [],
    ],
    [
      'a UDP door to a TCP listener',
      [door({ target: ['cache'], protocols: ['udp'] }), listener({ placement: 'container' })],
      [],
    ],
    [
      'the door of another port of it',
      [door({ target: ['cache'], ports: PortSet.of(80) }), listener({ placement: 'container' })],
      [],
    ],
    [
      'memcached on a port of its own',
      [
        door({ target: ['cache'], ports: PortSet.of(22122) }),
        listener({ sockets: [{ ...tcp, port: 22122 }] }),
      ],
      ['critical'],
    ],
    ['many public addresses', [door({ sources: AddressSet.of('203.0.112.0/23') })], ['medium']],
    ['a /24', [door({ sources: AddressSet.of('203.0.113.0/24') })], ['low']],
    ['one address', [door({ sources: AddressSet.of('203.0.113.7') })], ['low']],
    [
      'one address, all ports',
      [door({ sources: AddressSet.of('203.0.113.7'), ports: PortSet.all })],
      ['info'],
    ],
    ['an IPv6 /47', [door({ sources: AddressSet.of('2001:db8::/47') })], ['medium']],
    ['an IPv6 /48', [door({ sources: AddressSet.of('2001:db8::/48') })], ['low']],
    ['private networks', [door({ sources: AddressSet.of('10.0.0.0/8') })], ['low']],
    ['loopback', [door({ sources: AddressSet.of('127.0.0.0/8') })], []],
    ['nobody', [door({ sources: AddressSet.empty })], []],
    ['a published port', [published()], ['high']],
    ['published for a private network', [published({ faces: 'private' })], ['low']],
    ['published for loopback', [published({ faces: 'loopback' })], []],
    ['inside the cluster', [door({ mechanism: 'service', faces: 'cluster' })], []],
    [
      'published on a random port',
      [published({ ports: PortSet.range(32768, 60999), targetPorts: PortSet.of(11211) })],
      ['medium'],
    ],
    [
      'another port of the host leads to it',
      [published({ ports: PortSet.of(1234), targetPorts: PortSet.of(11211) })],
      ['high'],
    ],
    ['11211 of the host leads elsewhere', [published({ targetPorts: PortSet.of(80) })], []],
    ['published by something else', [published({ leadsTo: 'something-else' })], ['low']],
    ['under a condition', [door({ onlyIf: 'prod.tfvars is used' })], ['medium']],
    ['sources not known', [door({ sources: unresolved('x') })], ['low']],
    [
      'sources not known, all ports',
      [door({ sources: unresolved('x'), ports: PortSet.all })],
      ['info'],
    ],
    ['ports not known', [door({ ports: unresolved('x') })], ['info']],
    ['a host on all interfaces', [listener()], ['medium']],
    ['a host with UDP', [listener({ sockets: [tcp, udp] })], ['high']],
    [
      'a host on a private address',
      [listener({ sockets: [{ ...tcp, scope: 'private', address: '10.0.0.5' }] })],
      ['low'],
    ],
    [
      'a host on an unknown address',
      [listener({ sockets: [{ ...tcp, scope: 'unknown', address: 'db1' }] })],
      ['low'],
    ],
    ['a host whose options are unknown', [listener({ sockets: unresolved('x') })], ['low']],
    [
      'a host on loopback',
      [listener({ sockets: [{ ...tcp, scope: 'loopback', address: '::1' }] })],
      [],
    ],
    ['a host that starts nothing', [listener({ sockets: [] })], []],
    ['a pod on all its addresses', [listener({ placement: 'pod' })], []],
    ['a host behind a filter', [listener(), filter()], ['low']],
    [
      'a host behind a filter that lets nobody in',
      [listener(), filter({ admits: AddressSet.empty })],
      [],
    ],
    ['a filter about other ports', [listener(), filter({ ports: PortSet.of(22) })], ['medium']],
    [
      'a filter about TCP in front of UDP',
      [listener({ sockets: [tcp, udp] }), filter({ protocols: ['tcp'], admits: AddressSet.empty })],
      ['high'],
    ],
    [
      'a filter in front of something else',
      [listener(), filter({ target: ['other'] })],
      ['medium'],
    ],
    ['a filter that cannot be told', [listener(), filter({ admits: unresolved('x') })], ['low']],
    [
      'an open door behind a closed filter',
      [door({ target: ['cache'] }), listener(), filter()],
      ['low'],
    ],
    [
      'IPv6 beside a filter for IPv4',
      [
        door({
          mechanism: 'host-firewall',
          target: ['cache'],
          sources: AddressSet.of('10.0.0.0/8'),
        }),
        listener(),
        filter({ mechanism: 'host-firewall', admits: AddressSet.of('10.0.0.0/8', '::/0') }),
      ],
      ['low', 'medium'],
    ],
    [
      'IPv6 closed as well',
      [
        door({
          mechanism: 'host-firewall',
          target: ['cache'],
          sources: AddressSet.of('10.0.0.0/8'),
        }),
        listener(),
        filter({ mechanism: 'host-firewall', admits: AddressSet.of('10.0.0.0/8') }),
      ],
      ['low'],
    ],
    [
      'a published port goes around a host firewall',
      [
        published({ target: ['cache'], bypasses: ['host-firewall'] }),
        listener({ placement: 'container' }),
        filter({ mechanism: 'host-firewall' }),
      ],
      ['high'],
    ],
    [
      'a published port does not go around a security group',
      [
        published({ target: ['cache'], bypasses: ['host-firewall'] }),
        listener({ placement: 'container' }),
        filter(),
      ],
      ['low'],
    ],
  ])('%s', (_, facts, severities) => {
    expect(judged(facts)).toEqual(severities);
  });

  it('takes trusted networks away', () => {
    const office = AddressSet.of('203.0.113.0/24', '10.0.0.0/8');
    expect(
      judged([door({ sources: AddressSet.of('203.0.113.9', '10.1.0.0/16') })], office),
    ).toEqual([undefined]);
    expect(
      judged([door({ sources: AddressSet.of('203.0.113.9', '198.51.100.1') })], office),
    ).toEqual(['low']);
    expect(judged([door()], office)).toEqual(['high']);
  });

  it('tells each way to a listener once', () => {
    const exposures = findExposures([door({ target: ['cache'] }), listener()], AddressSet.empty);
    expect(exposures).toHaveLength(1);
    expect(exposures[0]).toMatchObject({ reach: 'internet', confirmed: true, breadth: 'named' });
  });
});
