import type { Location } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import type { HostFirewall } from '../../network/filter/host-firewall.js';
import { OTHER_INTERFACE } from '../../network/filter/interfaces.js';
import { allOf, type Packet } from '../../network/filter/packet.js';
import type { Chain } from '../../network/filter/ruleset.js';
import type { Protocol } from '../../network/ports.js';
import { LOOPBACK, PUBLIC } from '../../network/special.js';

/** What one rule by itself says about new packets to a port, whatever the rules before it do. */
export interface RuleSays {
  readonly where: Location;
  readonly verdict: 'accept' | 'drop';
  readonly protocol: Protocol;
  readonly family: 4 | 6;
  /** The remote addresses it is about. */
  readonly remotes: AddressSet;
  /** It is about this port or a few around it, not about all or most ports. */
  readonly narrow: boolean;
}

/** A rule that is about this many ports more on either side is not about one service. */
const NEARBY = 101;
const MAX_DEPTH = 20;
const MAX_STEPS = 100_000;

/** Every family of addresses by its number. */
export const FAMILIES: readonly (readonly [4 | 6, AddressSet])[] = [
  [4, AddressSet.allIPv4],
  [6, AddressSet.allIPv6],
];

/**
 * What each rule of a host's input filter says about new packets to the port from interfaces that no rule
 * names. Rules with conditions that depend on something else (rates, marks) are left out.
 */
export function rulesAbout(firewall: HostFirewall, protocol: Protocol, port: number): RuleSays[] {
  const walk = new Walk(protocol, port);
  for (const base of firewall.baseChains()) {
    if (base.nat === true || base.device !== undefined) continue;
    if (base.hook !== 'input' && base.hook !== 'prerouting') continue;
    for (const [family, everyone] of FAMILIES) {
      if (base.families.includes(family)) {
        walk.chain(base.chain, family, [everyone, everyone, everyone], 0);
      }
    }
  }
  return walk.found;
}

/** Whether a host's input filter lets everybody in to the port, were it not for the rules that accept. */
export function refusesNobody(firewall: HostFirewall, protocol: Protocol, port: number): boolean {
  const inputs = firewall.baseChains().filter(({ hook }) => hook === 'input');
  return (
    inputs.every(({ policy }) => policy === 'accept') &&
    rulesAbout(firewall, protocol, port).every(({ verdict }) => verdict === 'accept')
  );
}

/** The addresses that still match at the port itself, below it and above it. */
type Matches = readonly [at: AddressSet, below: AddressSet, above: AddressSet];

class Walk {
  readonly found: RuleSays[] = [];
  private steps = 0;
  private readonly ports: readonly [number, number, number];

  constructor(
    private readonly protocol: Protocol,
    port: number,
  ) {
    this.ports = [port, Math.max(port - NEARBY, 1), Math.min(port + NEARBY, 65535)];
  }

  /** @param from the rule that led into the chain, for rules that a tool wrote and nobody else */
  chain(chain: Chain, family: 4 | 6, matches: Matches, depth: number, from?: Location): void {
    if (depth > MAX_DEPTH) return;
    for (const rule of chain.rules) {
      if (++this.steps > MAX_STEPS) return;
      const { verdict } = rule;
      if (verdict.kind === 'continue' || verdict.kind === 'return') continue;
      const here = matches.map((before, i) => {
        if (before.isEmpty) return before;
        const outcome = allOf(rule.conditions, this.packet(family, this.ports[i]!));
        if (outcome.doubt !== undefined) return AddressSet.empty;
        return before.intersect(outcome.remotes);
      });
      const [at, below, above] = here as [AddressSet, AddressSet, AddressSet];
      if (at.isEmpty) continue;
      if (verdict.kind === 'jump' || verdict.kind === 'goto') {
        this.chain(verdict.chain, family, [at, below, above], depth + 1, rule.where ?? from);
        continue;
      }
      const where = rule.where ?? from;
      if (verdict.kind !== 'translate' && where !== undefined) {
        this.found.push({
          where,
          verdict: verdict.kind,
          protocol: this.protocol,
          family,
          remotes: at,
          narrow: below.isEmpty && above.isEmpty,
        });
      }
    }
  }

  private packet(family: 4 | 6, port: number): Packet {
    const everyone = family === 4 ? AddressSet.allIPv4 : AddressSet.allIPv6;
    const local = PUBLIC.intersect(everyone);
    return {
      family,
      protocol: this.protocol,
      remoteAt: 'source',
      local,
      localPort: port,
      input: OTHER_INTERFACE,
      state: 'new',
      flags: this.protocol === 'tcp' ? ['SYN'] : [],
      mark: 0,
      connectionMark: 0,
      translated: false,
      original: { local, port },
      own: LOOPBACK,
      elsewhere: false,
    };
  }
}
