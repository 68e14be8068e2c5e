import { isUnresolved } from '../../../../facts.js';
import { OverlapIndex } from '../../../../network/overlap-index.js';
import type { Firewall, FirewallRule } from './rule.js';

/** Rules for more ports than this are compared with every rule that denies. */
const FEW_PORTS = 128;
/** Fewer rules that deny are not worth an index. */
const MANY = 16;

/** The rules of a firewall that may deny, found by the ports they are for. */
export class Denials {
  private readonly position = new Map<FirewallRule, number>();
  private readonly all: FirewallRule[] = [];
  /** Those for a single port, and those for more or unknown ones. */
  private readonly byPort = new Map<number, FirewallRule[]>();
  private readonly wide: FirewallRule[] = [];
  /** By the addresses they deny; absent when something about one of them is not known. */
  private readonly byAddress: OverlapIndex<FirewallRule> | undefined;

  constructor(private readonly firewall: Firewall) {
    for (const [index, rule] of firewall.rules.entries()) {
      this.position.set(rule, index);
      if (rule.action === 'allow') continue;
      this.all.push(rule);
      const ports = portsOf(rule);
      if (ports?.length !== 1) {
        this.wide.push(rule);
        continue;
      }
      const same = this.byPort.get(ports[0]!);
      if (same === undefined) this.byPort.set(ports[0]!, [rule]);
      else same.push(rule);
    }
    if (this.all.length > MANY && this.all.every(isCertain)) {
      this.byAddress = new OverlapIndex(this.all.map((rule) => [rule.sources.known, rule]));
    }
  }

  /** The rules that decide before another one and may have to do with it, in the order written. */
  before(rule: FirewallRule): FirewallRule[] {
    if (this.all.length === 0) return [];
    return this.candidates(rule)
      .filter((other) => this.comesBefore(other, rule))
      .sort((a, b) => this.position.get(a)! - this.position.get(b)!);
  }

  private candidates(rule: FirewallRule): readonly FirewallRule[] {
    // What denies other addresses leaves a rule alone of which everything that counts here is known.
    const { known, missing } = rule.sources;
    if (this.byAddress !== undefined && hasKnownTraffic(rule) && missing === undefined) {
      if (!known.isEmpty) return [...this.byAddress.overlapping(known)];
    }
    const ports = portsOf(rule);
    return ports === undefined
      ? this.all
      : [...this.wide, ...ports.flatMap((port) => this.byPort.get(port) ?? [])];
  }

  /** Whether a rule that may deny decides before another one, for sure or possibly. */
  private comesBefore(other: FirewallRule, rule: FirewallRule): boolean {
    if (other === rule) return false;
    if (typeof other.order === 'number' && typeof rule.order === 'number') {
      if (other.order > rule.order) return false;
      const isTie = other.order === rule.order;
      const isLater = this.position.get(other)! > this.position.get(rule)!;
      if (isTie && this.firewall.ties !== 'deny' && isLater) return false;
    }
    return covers(other, rule);
  }
}

/** Its order, ports and protocols are known. */
function hasKnownTraffic({ order, traffic }: FirewallRule): boolean {
  return (
    typeof order === 'number' &&
    traffic.every(
      ({ ports, protocols }) => !isUnresolved(ports) && !isUnresolved(protocols as object),
    )
  );
}

/** It denies, without condition, certain addresses and ports. */
function isCertain(rule: FirewallRule): boolean {
  return (
    rule.action === 'deny' &&
    rule.sources.missing === undefined &&
    rule.onlyIf === undefined &&
    rule.isPartial !== true &&
    hasKnownTraffic(rule)
  );
}

/** Every port a rule is for, when they are few and known. */
function portsOf(rule: FirewallRule): number[] | undefined {
  const all = new Set<number>();
  for (const { ports } of rule.traffic) {
    if (isUnresolved(ports) || all.size + ports.size > FEW_PORTS) return undefined;
    for (const [low, high] of ports.intervals) {
      for (let port = low; port <= high; port++) all.add(port);
    }
  }
  return [...all];
}

/** Whether everything that one rule is for, another is for as well. */
function covers(outer: FirewallRule, inner: FirewallRule): boolean {
  if (outer.only === undefined) return true;
  return inner.only !== undefined && inner.only.every((each) => outer.only!.includes(each));
}
