import type { Outcome, ProbeResult } from './probe.js';

/** `closed`: the re-test after a fix; `reachable`: the smoke test from inside. */
export type Expectation = 'closed' | 'reachable';

const CLOSED: readonly Outcome[] = ['refused', 'timed-out', 'unreachable'];
const REACHABLE: readonly Outcome[] = ['open', 'requires-authentication', 'tls'];

/**
 * Whether a host is as expected: closed on both protocols, or reachable over TCP.
 * @param results of one target
 */
export function isAsExpected(results: readonly ProbeResult[], expected: Expectation): boolean {
  if (expected === 'closed') return results.every(({ outcome }) => CLOSED.includes(outcome));
  return results.some(({ protocol, outcome }) => protocol === 'tcp' && REACHABLE.includes(outcome));
}

const SENTENCES: Readonly<Record<Outcome, string>> = {
  open: 'memcached answers everyone',
  'requires-authentication': 'memcached answers and demands authentication',
  tls: 'TLS is spoken',
  'not-memcached': 'something answers that is not memcached',
  'no-answer': 'the connection is accepted and nothing comes back',
  refused: 'refused',
  'timed-out': 'no answer within the time given',
  unreachable: 'there is no way to it',
};

/** One line about one answer; the version in it is untrusted but printable ASCII. */
export function describeResult({
  target,
  protocol,
  outcome,
  version,
  detail,
}: ProbeResult): string {
  const told = version === undefined ? '' : ` (version ${version})`;
  const more = detail === undefined ? '' : ` ${detail}`;
  return `${target.text} ${protocol.toUpperCase()}: ${SENTENCES[outcome]}${told}.${more}`;
}
