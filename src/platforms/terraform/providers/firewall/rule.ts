import type { Ingress, Mechanism, Target, Unresolved } from '../../../../facts.js';
import type { Location } from '../../../../files/source.js';
import { AddressSet } from '../../../../network/addresses.js';
import type { PortSet, ProtocolSet } from '../../../../network/ports.js';
import type { SourceReading } from '../../sources.js';

/** What a rule is about: some protocols and their ports. */
export interface Traffic {
  readonly protocols: ProtocolSet | Unresolved;
  readonly ports: PortSet | Unresolved;
  readonly portWhere?: Location;
  /** The ports that connections are handed on to, when they differ. */
  readonly inside?: PortSet | Unresolved;
}

/** A rule of a cloud firewall for traffic that comes in, whatever the provider. */
export interface FirewallRule {
  /** For people: the address of the resource the rule is written in. */
  readonly name: string;
  /** The block of the rule. */
  readonly where: Location;
  readonly action: 'allow' | 'deny' | Unresolved;
  /** Lower comes first; rules of one number stand in the order they are given in. */
  readonly order: number | Unresolved;
  readonly traffic: readonly Traffic[];
  readonly sources: SourceReading;
  /**
   * What in the network the rule is for, as keys that compare equal when they mean the same:
   * tags, destination addresses. Absent for everything behind the firewall.
   */
  readonly only?: readonly string[];
  readonly onlyIf?: string;
  /** Source ports or the like make a deny rule leave something out. */
  readonly isPartial?: boolean;
  /** It opens nothing by itself, but leaves the decision to the firewalls behind this one. */
  readonly passesOn?: boolean;
  readonly notes?: readonly string[];
}

/** The rules that together decide what comes in, in no particular order. */
export interface Firewall {
  readonly mechanism: Mechanism;
  readonly rules: readonly FirewallRule[];
  /** Which of two rules with the same number decides; `written`: the one that is given first. */
  readonly ties: 'deny' | 'written';
  /** The workloads behind it, as far as the repository tells. */
  readonly target: (rule: FirewallRule) => Target;
  readonly leadsTo: Ingress['leadsTo'];
  readonly faces: Ingress['faces'];
}

/** Sources of a rule that names none where that means everyone. */
export function everyone(where: Location | undefined, addresses = AddressSet.all): SourceReading {
  return { known: addresses, missing: undefined, isSpecified: false, where, related: [] };
}

/** Sources that are only known to be unknown. */
export function unknownSources(missing: Unresolved, where: Location): SourceReading {
  return { known: AddressSet.empty, missing, isSpecified: true, where, related: [] };
}
