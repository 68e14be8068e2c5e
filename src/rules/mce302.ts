import { waysTo, type Exposure } from '../exposure/exposure.js';
import { isUnresolved, type Listener } from '../facts.js';
import { compareSeverity, type Reach, type Severity } from '../findings.js';
import { furthest, pathOf } from './describe.js';
import type { Rule } from './rule.js';

/** By the furthest network that reaches the UDP socket. UDP knows no authentication. */
const BY_REACH: Readonly<Record<Reach, Severity | undefined>> = {
  internet: 'critical',
  host: 'high',
  public: 'medium',
  private: 'low',
  cluster: undefined,
  none: undefined,
};

/** Memcached answers over UDP on an address that others can reach. */
export const udpEnabled: Rule = {
  meta: {
    id: 'MCE302',
    name: 'udp-enabled',
    title: 'Memcached answers over UDP',
    description:
      'UDP is on: whoever can reach it can have memcached flood a third party (on by default before 1.5.6).',
    defaultSeverity: 'medium',
    tags: ['CVE-2018-1000115', 'CWE-406', 'CWE-400', 'TA14-017A'],
    messages: {
      option: 'An option turns UDP on for memcached in {workload} (port {ports}).',
      versionDefault:
        'Memcached {version} in {workload} has UDP on by default (port {ports}); it is off from 1.5.6.',
    },
  },
  check(project, report) {
    for (const listener of project.listeners) {
      if (isUnresolved(listener.sockets)) continue;
      const open = listener.sockets.filter(
        (socket) => socket.protocol === 'udp' && socket.scope !== 'loopback',
      );
      if (open.length === 0) continue;
      const ways = waysTo(listener, project.exposures).filter(({ udpReachable }) => udpReachable);
      const ports = [...new Set(open.map((socket) => socket.port))].join(', ');
      const explicit = listener.udpWhere !== undefined;
      report({
        messageId: explicit ? 'option' : 'versionDefault',
        data: {
          platform: listener.platform,
          mechanism: 'listen-address',
          name: listener.workload,
          workload: listener.workload,
          version: listener.version?.text ?? 'of this version',
          ports,
          protocols: 'UDP',
          sources: '',
        },
        location: listener.udpWhere ?? listener.version?.where ?? listener.where,
        related: [
          ...ways.flatMap(({ ingress }) =>
            ingress === undefined
              ? []
              : [{ where: ingress.where, message: `${ingress.name} leads to it` }],
          ),
          ...listener.related,
        ],
        path: ways[0] === undefined ? [] : pathOf(ways[0]),
        severity: severity(ways, explicit),
        reach:
          ways.length === 0 ? unexposedReach(listener) : furthest(ways.map((way) => way.reach)),
        unresolved: false,
        notes: listener.assumptions,
        meaning: [listener.workload, 'udp', ports],
      });
    }
  },
};

function severity(ways: readonly Exposure[], explicit: boolean): Severity {
  const candidates = ways
    .filter((way) => way.unresolved === undefined)
    .map((way) => BY_REACH[way.reach])
    .filter((candidate) => candidate !== undefined);
  candidates.push(explicit ? 'medium' : 'low');
  return candidates.sort(compareSeverity)[0]!;
}

function unexposedReach(listener: Listener): Reach {
  return listener.placement === 'host' ? 'private' : 'cluster';
}
