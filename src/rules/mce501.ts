import { reachOf } from '../exposure/reach.js';
import { isUnresolved, type Flaw, type Restriction } from '../facts.js';
import type { Severity } from '../findings.js';
import { placeOf, protocolsText } from './describe.js';
import type { Project, Rule } from './rule.js';

/** What a rule that fails is worth telling where no other finding tells who gets in. */
const ALONE: Readonly<Record<Flaw['kind'], Severity>> = {
  'too-late': 'medium',
  'not-refused': 'medium',
  rejected: 'medium',
  'adds-source': 'medium',
  bypassed: 'medium',
  incomplete: 'low',
};

/** A firewall rule that is there to protect memcached does not. */
export const ineffectiveRestriction: Rule = {
  meta: {
    id: 'MCE501',
    name: 'ineffective-restriction',
    title: 'A rule that should protect memcached does not',
    description:
      'A firewall rule meant to keep others away from port 11211 has no effect: wrong order, nothing refused, IPv6 or UDP left open, or traffic that goes around it.',
    defaultSeverity: 'medium',
    tags: ['CWE-284', 'CWE-1188', 'TA14-017A'],
    messages: {
      'too-late':
        'This rule of {name} refuses port {ports} to those whom an earlier rule has let in: {left} stays open to {sources}.',
      'not-refused':
        'This rule of {name} names who may reach port {ports}, and nothing refuses the others: {left} stays open to {sources}.',
      incomplete:
        'This rule of {name} protects port {ports} in part: {left} stays open to {sources}.',
      bypassed:
        'This rule of {name} is not asked about port {ports}: the container engine forwards what comes to a published port ahead of it.',
      rejected: 'This rule for port {ports} never takes effect: {left}',
      'adds-source':
        'The source is added to a zone that is open to all: port {ports} ({left}) stays open to {sources}.',
    },
  },
  check(project, report) {
    for (const restriction of project.restrictions ?? []) {
      const { flaw, admits } = restriction;
      if (flaw === undefined) continue;
      const reach = isUnresolved(admits) ? 'host' : reachOf(admits, 'host');
      const ports = restriction.ports.toString();
      report({
        messageId: flaw.kind,
        data: {
          platform: restriction.platform,
          mechanism: restriction.mechanism,
          name: restriction.name,
          workload: restriction.target === 'unknown' ? '' : restriction.target.join(', '),
          sources:
            reach === 'host' || isUnresolved(admits)
              ? 'every network of the host'
              : admits.describe(),
          ports,
          protocols: protocolsText(restriction.protocols),
          left: flaw.left,
        },
        location: restriction.where,
        related: flaw.related,
        path: [],
        severity: severityIn(project, restriction, flaw),
        reach,
        unresolved: false,
        notes: flaw.certain
          ? []
          : ['Rules that are not in the repository may close what this one leaves open.'],
        meaning: [restriction.name, flaw.kind, ports, flaw.left],
      });
    }
  },
};

function severityIn(project: Project, restriction: Restriction, flaw: Flaw): Severity {
  if (isTold(project, restriction, flaw)) return 'low';
  // What stays open may not be listened on: UDP is off by default, and many hosts have no IPv6.
  if (flaw.kind === 'incomplete') return restriction.target === 'unknown' ? 'info' : 'low';
  if (flaw.kind === 'not-refused' && !flaw.certain) return 'low';
  return restriction.protocols.includes('tcp') ? ALONE[flaw.kind] : 'low';
}

/** Whether another finding says who gets in: one cause is not to count twice. */
function isTold(
  { exposures }: Project,
  { name, target, where: here }: Restriction,
  { related, kind }: Flaw,
): boolean {
  const places = new Set(related.map(({ where }) => placeOf(where)));
  return exposures.some(({ ingress, listener }) => {
    if (ingress !== undefined && (ingress.name === name || places.has(placeOf(ingress.where))))
      return true;
    if (listener === undefined) return false;
    // What a rejected rule was for is known by its words alone: the server beside it, most likely.
    if (target === 'unknown') return kind === 'rejected' && listener.where.file === here.file;
    return target.includes(listener.workload);
  });
}
