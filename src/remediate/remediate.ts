import { AddressSet } from '../network/addresses.js';
import { ansible } from './ansible.js';
import { compose } from './compose.js';
import { docker, firewalld, iptables, nftables, ufw } from './host-filters.js';
import { kubernetes } from './kubernetes.js';
import type { Mechanism } from './mechanisms.js';
import type { Draft, Remediation, Request, Step, StepId } from './model.js';
import { lines } from './shell.js';
import { terraformAws, terraformAzure, terraformGoogle } from './terraform.js';
import { windows } from './windows.js';

const WRITERS: Readonly<Record<Mechanism, (request: Request) => Draft>> = {
  iptables,
  nftables,
  ufw,
  firewalld,
  windows,
  ansible,
  'terraform-aws': terraformAws,
  'terraform-azure': terraformAzure,
  'terraform-google': terraformGoogle,
  kubernetes,
  compose,
  docker,
};

/** More networks than this are a mistake, or belong into a prefix list or an ipset. */
const MOST_NETWORKS = 200;

/** Thrown for trusted networks that no rules can be made of; the message is for people. */
export class TrustedError extends Error {
  override readonly name = 'TrustedError';
}

/** The networks of a request, joined and without host bits. @throws TrustedError, AddressError */
export function requestFor(trusted: readonly string[], port: number): Request {
  const set = AddressSet.unionOf([
    AddressSet.empty,
    ...trusted.map((network) => AddressSet.parse(network)),
  ]);
  if (set.isEmpty) throw new TrustedError('No trusted network is given.');
  if (set.sizeV4 === 2 ** 32 || set.sizeV6 === 1n << 128n) {
    throw new TrustedError(
      'The trusted networks are everyone; rules that let everyone in close nothing.',
    );
  }
  const cidrs = set.toCidrs();
  if (cidrs.length > MOST_NETWORKS) {
    throw new TrustedError(
      `${cidrs.length} trusted networks are too many for rules of their own; name at most ${MOST_NETWORKS}.`,
    );
  }
  return {
    v4: cidrs.filter((cidr) => !cidr.includes(':')),
    v6: cidrs.filter((cidr) => cidr.includes(':')),
    port,
  };
}

/** The rules that let only the trusted reach the port, with every step of the change. */
export function remediate(mechanism: Mechanism, request: Request): Remediation {
  const draft = WRITERS[mechanism](request);
  const where = draft.where ?? 'on the host';
  const step = (purpose: string, commands: string, place = where): Step => ({
    purpose,
    where: place,
    commands,
  });
  const steps: Record<StepId, Step> = {
    before: step('Keep what is there now: it is what you go back to.', draft.before),
    apply: step('Let the trusted in and keep all others out, now and at every start.', draft.apply),
    verify: step('See that it is in force.', draft.verify),
    outside: step(
      'Nobody answers an untrusted host: nothing may be printed but "closed".',
      fromOutside(request.port),
      'from an untrusted host',
    ),
    inside: step(
      'The trusted are served: VERSION is printed.',
      fromInside(request.port),
      'from a trusted host',
    ),
    blocked: step('Look for refused attempts.', draft.blocked),
    rollback: step('Go back to what was before.', draft.rollback),
  };
  return {
    mechanism,
    request,
    shell: draft.shell ?? 'sh',
    notes: draft.notes,
    files: draft.files,
    steps,
  };
}

/** The request over UDP is preceded by memcached's frame header of 8 bytes (doc/protocol.txt). */
function fromOutside(port: number): string {
  return lines(
    'address=${1:?name the address of the host as it is seen from here, IPv4 and then IPv6}',
    // Without nc nothing would answer either, and that is no proof.
    'command -v nc >/dev/null || { echo "nc is not installed here: nothing was asked" >&2; return 2; }',
    `if printf 'version\\r\\nquit\\r\\n' | nc -w 3 "$address" ${port} | grep -a VERSION; then echo "TCP is still open" >&2; return 1; fi`,
    `if printf '\\0\\1\\0\\0\\0\\1\\0\\0version\\r\\n' | nc -u -w 3 "$address" ${port} | grep -a VERSION; then echo "UDP is still open" >&2; return 1; fi`,
    'echo closed',
  );
}

function fromInside(port: number): string {
  return lines(
    'address=${1:?name the address of the host}',
    `printf 'version\\r\\nquit\\r\\n' | nc -w 3 "$address" ${port} | grep -a VERSION`,
  );
}
