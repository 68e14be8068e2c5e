import { waysTo, type Exposure } from '../exposure/exposure.js';
import { isUnresolved, type Listener, type Mechanism } from '../facts.js';
import type { Reach } from '../findings.js';
import { compareVersions, formatVersion } from '../memcached/version.js';
import { furthest, pathOf } from './describe.js';
import type { Draft, Project, Rule } from './rule.js';

/**
 * Doors that pass on what they get, byte by byte. A load balancer, a proxy or a mesh may speak TLS with
 * the clients itself, so that nothing is certain about the traffic in front of it.
 */
const PLAIN_DOORS: ReadonlySet<Mechanism> = new Set([
  'security-group',
  'network-acl',
  'cloud-firewall',
  'host-firewall',
  'published-port',
  'node-port',
  'host-port',
  'host-network',
]);

/** What goes to and from memcached crosses a network in the clear. */
export const noTls: Rule = {
  meta: {
    id: 'MCE304',
    name: 'no-tls',
    title: 'Cache traffic crosses the network without TLS',
    description:
      'What goes to and from memcached, passwords included, crosses a network in the clear: in-transit encryption of a managed cache is off, or trusted networks reach a server with a password and without TLS.',
    defaultSeverity: 'info',
    tags: ['CWE-319'],
    messages: {
      managed:
        'In-transit encryption is off for {workload}: what the applications send and get crosses the network in the clear.',
      managedOld:
        'What the applications and {workload} exchange crosses the network in the clear: memcached {version} has no in-transit encryption here, {since} has.',
      password:
        'The password of memcached in {workload} crosses the trusted networks in the clear: TLS is off.',
    },
  },
  check(project, report) {
    for (const listener of project.listeners) {
      const draft =
        listener.placement === 'managed' ? aboutManaged(listener) : aboutServer(listener, project);
      if (draft !== undefined) report(draft);
    }
  },
};

/** A provider's cache is never on the host of its clients, so that its setting decides. */
function aboutManaged(listener: Listener): Draft | undefined {
  const { tlsOff, version } = listener;
  if (tlsOff === undefined || !speaksPlainly(listener)) return undefined;
  const tooOld = version !== undefined && compareVersions(version.version, tlsOff.since) < 0;
  return {
    messageId: tooOld ? 'managedOld' : 'managed',
    data: {
      ...dataOf(listener),
      version: version === undefined ? '' : formatVersion(version.version),
      since: formatVersion(tlsOff.since),
    },
    location: tlsOff.where,
    related: listener.related,
    path: [],
    severity: 'info',
    reach: 'private',
    unresolved: false,
    notes: listener.assumptions,
    meaning: [listener.workload, 'no-tls'],
  };
}

/**
 * A server that the trusted networks alone reach, and that asks for a password. One that asks for none
 * has a finding about that, and whom others reach about them: those say what is to be done first.
 */
function aboutServer(listener: Listener, project: Project): Draft | undefined {
  if (listener.authentication !== 'sasl' && listener.authentication !== 'password-file')
    return undefined;
  if (!speaksPlainly(listener)) return undefined;
  const ways = waysTo(listener, project.exposures);
  if (ways.length === 0 || !ways.every(isTrustedAndPlain)) return undefined;
  return {
    messageId: 'password',
    data: dataOf(listener),
    location: listener.where,
    related: ways.flatMap(({ ingress }) =>
      ingress === undefined
        ? []
        : [{ where: ingress.where, message: `${ingress.name} leads to it` }],
    ),
    path: [{ kind: 'network', label: 'trusted networks' }, ...pathOf(ways[0]!).slice(1)],
    severity: 'info',
    reach: reachOf(ways),
    unresolved: false,
    notes: listener.assumptions,
    meaning: [listener.workload, 'no-tls'],
  };
}

/** Every TCP socket that is not for its own host alone is certain to speak without TLS. */
function speaksPlainly({ sockets }: Listener): boolean {
  if (isUnresolved(sockets)) return false;
  const open = sockets.filter(({ protocol, scope }) => protocol === 'tcp' && scope !== 'loopback');
  return open.length > 0 && open.every(({ tls }) => tls === 'none');
}

function isTrustedAndPlain({ ingress, confirmed, reach, unresolved }: Exposure): boolean {
  return (
    confirmed &&
    reach === 'none' &&
    unresolved === undefined &&
    (ingress === undefined || PLAIN_DOORS.has(ingress.mechanism))
  );
}

function reachOf(ways: readonly Exposure[]): Reach {
  return furthest(ways.map(({ reachWithTrusted }) => reachWithTrusted));
}

function dataOf(listener: Listener): Draft['data'] {
  const { sockets } = listener;
  return {
    platform: listener.platform,
    mechanism: 'listen-address',
    name: listener.workload,
    workload: listener.workload,
    sources: '',
    ports: isUnresolved(sockets) ? '' : [...new Set(sockets.map(({ port }) => port))].join(', '),
    protocols: 'TCP',
  };
}
