import type { Finding } from '../../findings.js';
import { narrowCidrs } from './cidrs.js';
import type { Context, Proposal, Proposer } from './context.js';
import { narrowHostFirewall } from './host-firewall.js';
import { listenOnLoopback } from './listen.js';
import { limitLoadBalancer } from './load-balancer.js';
import { turnUdpOff } from './udp.js';
import { raiseVersion } from './version.js';

const PROPOSERS: readonly Proposer[] = [
  limitLoadBalancer,
  (finding) => (finding.fix === undefined ? undefined : { fixes: [finding.fix] }),
  narrowCidrs,
  narrowHostFirewall,
  listenOnLoopback,
  turnUdpOff,
  raiseVersion,
];

/** The edits that may correct a finding. Each has to be proved by a scan before it is made. */
export function proposeFixes(finding: Finding, context: Context): Proposal {
  if (finding.unresolved) {
    return { fixes: [], reason: 'A value that decides it is not known, so no edit is certain.' };
  }
  const proposals = PROPOSERS.map((propose) => propose(finding, context)).filter(
    (proposal) => proposal !== undefined,
  );
  const reason =
    proposals.find((proposal) => proposal.reason !== undefined)?.reason ?? reasonFor(finding);
  return {
    fixes: proposals.flatMap(({ fixes }) => fixes),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Why there is no edit for what no proposer speaks about. */
function reasonFor(finding: Finding): string | undefined {
  switch (finding.ruleId) {
    case 'MCE201':
    case 'MCE202':
      return finding.reach === 'private' || finding.reach === 'public'
        ? 'The address was chosen for other machines; who of them may come in is for a packet filter to say (`memcached-exposure remediate` writes one).'
        : undefined;
    case 'MCE303':
      return 'Passwords and certificates have to be made and given to the clients first.';
    case 'MCE304':
      return 'Turning TLS on makes a new cluster or asks for certificates, and cuts off clients that do not speak it yet.';
    case 'MCE501':
      return 'Which of the rules is meant is not certain; `memcached-exposure remediate` writes complete ones.';
    case 'MCE502':
      return 'Who may reach it is not written in the repository; `memcached-exposure remediate` writes the rules for networks that you name.';
    case 'MCE901':
    case 'MCE903':
      return 'What the file means is not known, so no edit is certain.';
    default:
      return undefined;
  }
}
