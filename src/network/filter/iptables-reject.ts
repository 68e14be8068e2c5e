import { Refused } from './iptables-parse.js';

/** What REJECT can answer with, in the order in which abbreviations are looked up (libipt_REJECT.c, libip6t_REJECT.c). */
const ANSWERS: Readonly<Record<4 | 6, readonly (readonly [string, string])[]>> = {
  4: [
    ['icmp-net-unreachable', 'net-unreach'],
    ['icmp-host-unreachable', 'host-unreach'],
    ['icmp-proto-unreachable', 'proto-unreach'],
    ['icmp-port-unreachable', 'port-unreach'],
    ['icmp-net-prohibited', 'net-prohib'],
    ['icmp-host-prohibited', 'host-prohib'],
    ['tcp-reset', 'tcp-rst'],
    ['icmp-admin-prohibited', 'admin-prohib'],
  ],
  6: [
    ['icmp6-no-route', 'no-route'],
    ['icmp6-adm-prohibited', 'adm-prohibited'],
    ['icmp6-addr-unreachable', 'addr-unreach'],
    ['icmp6-port-unreachable', 'port-unreach'],
    ['tcp-reset', 'tcp-reset'],
    ['icmp6-policy-fail', 'policy-fail'],
    ['icmp6-reject-route', 'reject-route'],
  ],
};

/**
 * The full name of `--reject-with`, which may be shortened.
 * @throws Refused
 */
export function rejectAnswer(text: string, family: 4 | 6): string {
  const lower = text.toLowerCase();
  for (const [name, alias] of ANSWERS[family]) {
    if (name.startsWith(lower) || alias.startsWith(lower)) return name;
  }
  throw new Refused(`unknown reject type "${text}"`);
}
