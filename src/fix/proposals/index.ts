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
  const reason = proposals.find((proposal) => proposal.reason !== undefined)?.reason;
  return {
    fixes: proposals.flatMap(({ fixes }) => fixes),
    ...(reason === undefined ? {} : { reason }),
  };
}
