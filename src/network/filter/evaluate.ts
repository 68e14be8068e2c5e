import { append } from '../../append.js';
import type { Location } from '../../files/source.js';
import { AddressSet } from '../addresses.js';
import { allOf, type Packet, type Unsure } from './packet.js';
import type { BaseChain, Chain, Hook, Rule, Verdict } from './ruleset.js';

/** Packets that are alike but for the remote address. */
export interface Flow {
  readonly remotes: AddressSet;
  readonly packet: Packet;
}

/** Jumps nest no deeper; the kernel refuses loops and allows 16 levels in nft. */
const MAX_JUMPS = 64;
/** Rules looked at in one question, weighted by the size of the address sets. */
const MAX_COST = 1_000_000;
/** In chains longer than this, rules that decide alike are taken together. */
const LONG_CHAIN = 128;
/** Flows that differ in more than their addresses; beyond it the first ones stand for all. */
const MAX_FLOWS = 64;

/** What happened on the way; gathered over all hooks of one question. */
export class Trace {
  readonly reasons = new Map<string, Location | undefined>();
  private readonly refusals: AddressSet[] = [];
  private readonly doubts: AddressSet[] = [];
  private readonly accepting = new Map<Location, AddressSet[]>();
  private readonly refusing = new Map<Location, AddressSet[]>();
  private cost = 0;
  exhausted = false;

  refuse(remotes: AddressSet, where: Location | undefined): void {
    this.refusals.push(remotes);
    if (where !== undefined) add(this.refusing, where, remotes);
  }

  accept(remotes: AddressSet, where: Location | undefined): void {
    if (where !== undefined) add(this.accepting, where, remotes);
  }

  doubt(remotes: AddressSet, reason: string, where?: Location): void {
    this.doubts.push(remotes);
    this.reason(reason, where);
  }

  reason(reason: string, where: Location | undefined): void {
    if (!this.reasons.has(reason)) this.reasons.set(reason, where);
  }

  /** Remote addresses that a rule or policy refused. */
  get refused(): AddressSet {
    return united(this.refusals);
  }

  /** Remote addresses whose way depends on something that is not known. */
  get doubtful(): AddressSet {
    return united(this.doubts);
  }

  get acceptedBy(): [Location, AddressSet][] {
    return [...this.accepting].map(([where, sets]) => [where, united(sets)]);
  }

  get refusedBy(): [Location, AddressSet][] {
    return [...this.refusing].map(([where, sets]) => [where, united(sets)]);
  }

  /**
   * Counts one rule for a flow, by the size of its address set; false when the question has become too
   * long to answer.
   */
  step({ v4, v6 }: AddressSet): boolean {
    if (this.exhausted) return false;
    this.cost += 1 + (v4.length + v6.length) / 32;
    if (this.cost <= MAX_COST) return true;
    this.exhausted = true;
    this.doubt(AddressSet.all, 'there are too many rules to follow');
    // Any of them may be refused by what was not read.
    this.refuse(AddressSet.all, undefined);
    return false;
  }
}

/** Runs the flows through all base chains of one hook; gives those that get past it. */
export function passHook(
  chains: readonly BaseChain[],
  hook: Hook,
  flows: readonly Flow[],
  trace: Trace,
): Flow[] {
  let current = [...flows];
  for (const base of chains) {
    if (base.hook !== hook) continue;
    const inside: Flow[] = [];
    const past: Flow[] = [];
    for (const flow of current) {
      (concerns(base, flow.packet) ? inside : past).push(flow);
    }
    if (inside.length === 0) continue;
    const { accepted, through } = walk(
      base.chain,
      inside.map((flow) => enter(base, flow)),
      trace,
      0,
    );
    append(past, accepted);
    for (const flow of through) {
      if (base.policy === 'accept') past.push(flow);
      else trace.refuse(flow.remotes, base.policyWhere);
    }
    current = merge(past.map((flow) => leave(flow)));
  }
  return current;
}

function concerns(base: BaseChain, packet: Packet): boolean {
  if (!base.families.includes(packet.family)) return false;
  if (base.device !== undefined && base.device !== packet.input) return false;
  if (base.nat !== true) return true;
  // On lo the connection got its translation on the way out.
  return packet.state === 'new' && !(base.hook === 'prerouting' && packet.input === 'lo');
}

/** Before connection tracking (priority -200) there is no state yet; conditions see `invalid`. */
function enter(base: BaseChain, flow: Flow): Flow {
  const early =
    base.hook === 'ingress' ||
    ((base.hook === 'prerouting' || base.hook === 'output') && base.priority < -200);
  const { packet } = flow;
  if (!early || packet.state === 'untracked' || packet.input === 'lo') return flow;
  return { ...flow, packet: { ...packet, state: 'invalid', later: packet.state } as Waiting };
}

/** A packet in a chain ahead of connection tracking, and the state it will have behind it. */
type Waiting = Packet & { readonly later?: Packet['state'] };

function leave(flow: Flow): Flow {
  const { later, ...packet } = flow.packet as Waiting;
  if (later === undefined) return flow;
  return {
    ...flow,
    packet: { ...packet, state: packet.state === 'untracked' ? 'untracked' : later },
  };
}

interface Walked {
  /** Accepted by a rule: the base chain is done with them. */
  readonly accepted: Flow[];
  /** Came to the end of the chain or were returned. */
  readonly through: Flow[];
}

/** @param from the rule that led into the chain, for rules that a tool wrote and nobody else */
function walk(
  chain: Chain,
  flows: readonly Flow[],
  trace: Trace,
  depth: number,
  from?: Location,
): Walked {
  const accepted: Flow[] = [];
  const returned: Flow[] = [];
  let current: Flow[] = [...flows];
  if (depth > MAX_JUMPS) {
    for (const flow of current)
      trace.doubt(flow.remotes, 'the chains jump too deep into each other');
    return { accepted, through: current };
  }
  const { rules } = chain;
  for (let at = 0; at < rules.length; at++) {
    if (rules.length > LONG_CHAIN) {
      const run = alike(rules, at, current);
      if (run.length > 1) {
        const taken = takeTogether(run, current, trace);
        if (taken === undefined) return { accepted, through: [...returned, ...current] };
        const { kind } = run[0]!.verdict;
        for (const flow of taken.matched) {
          if (kind === 'accept') accepted.push(flow);
          else if (kind === 'return') returned.push(flow);
        }
        current = taken.rest;
        if (current.length === 0) break;
        at += run.length - 1;
        continue;
      }
    }
    const rule = rules[at]!;
    const next: Flow[] = [];
    for (const flow of current) {
      if (!trace.step(flow.remotes)) return { accepted, through: [...returned, ...current] };
      const outcome = allOf(rule.conditions, flow.packet);
      const matched =
        outcome.remotes === AddressSet.all ? flow.remotes : flow.remotes.intersect(outcome.remotes);
      if (matched.isEmpty) {
        next.push(flow);
        continue;
      }
      const { doubt } = outcome;
      let { packet } = flow;
      if (doubt === undefined) {
        const rest =
          outcome.remotes === AddressSet.all ? AddressSet.empty : flow.remotes.subtract(matched);
        if (!rest.isEmpty) next.push({ ...flow, remotes: rest });
      } else if (doubt === 'choice') {
        next.push(flow);
      } else if (doubt.holdsFor === undefined) {
        next.push(flow);
        trace.doubt(matched, doubt.reason, rule.where);
      } else {
        const unsure = packet.unsure ?? unsureOf(doubt.reason, rule.where);
        if (doubt.holdsFor === 'some') {
          next.push(flow);
          packet = { ...packet, unsure };
        } else next.push({ ...flow, packet: { ...packet, unsure } });
      }
      if (rule.effect !== undefined) packet = rule.effect(packet);
      decide(rule.verdict, { remotes: matched, packet }, rule.where ?? from);
    }
    current = next.length > 1 ? merge(next) : next;
    if (current.length === 0) break;

    function decide(verdict: Verdict, flow: Flow, where: Location | undefined): void {
      switch (verdict.kind) {
        case 'accept':
          trace.accept(flow.remotes, where);
          accepted.push(flow);
          break;
        case 'drop':
          trace.refuse(flow.remotes, where);
          break;
        case 'return':
          returned.push(flow);
          break;
        case 'continue':
          next.push(flow);
          break;
        case 'translate': {
          const { packet } = flow;
          // The kernel takes a connection for a rewritten one only if something was changed.
          const changes =
            packet.translated ||
            (verdict.port !== undefined && verdict.port !== packet.localPort) ||
            (verdict.to !== undefined && !verdict.to.equals(packet.local));
          const translated: Packet = {
            ...packet,
            translated: changes,
            ...(verdict.to === undefined ? {} : { local: verdict.to }),
            ...(verdict.port === undefined ? {} : { localPort: verdict.port }),
          };
          accepted.push({ remotes: flow.remotes, packet: translated });
          break;
        }
        case 'jump':
        case 'goto': {
          const inner = walk(verdict.chain, [flow], trace, depth + 1, where);
          append(accepted, inner.accepted);
          append(verdict.kind === 'jump' ? next : returned, inner.through);
          break;
        }
      }
    }
  }
  return { accepted: merge(accepted), through: merge([...returned, ...current]) };
}

/** The rules from one on that decide alike, change nothing and leave no doubt about any of the flows. */
function alike(rules: readonly Rule[], from: number, flows: readonly Flow[]): Rule[] {
  const { kind } = rules[from]!.verdict;
  const run: Rule[] = [];
  if (kind !== 'accept' && kind !== 'drop' && kind !== 'return') return run;
  for (let at = from; at < rules.length; at++) {
    const rule = rules[at]!;
    if (rule.verdict.kind !== kind || rule.effect !== undefined) break;
    if (flows.some(({ packet }) => allOf(rule.conditions, packet).doubt !== undefined)) break;
    run.push(rule);
  }
  return run;
}

/**
 * What a run of rules that decide alike takes and leaves. The sum of what they match is taken off once: taken
 * off one by one, the address sets would be copied for every rule.
 */
function takeTogether(
  run: readonly Rule[],
  flows: readonly Flow[],
  trace: Trace,
): { matched: Flow[]; rest: Flow[] } | undefined {
  const matched: Flow[] = [];
  const rest: Flow[] = [];
  const refuses = run[0]!.verdict.kind === 'drop';
  const accepts = run[0]!.verdict.kind === 'accept';
  for (const flow of flows) {
    const sets: AddressSet[] = [];
    for (const { conditions, where } of run) {
      if (!trace.step(AddressSet.empty)) return undefined;
      const { remotes } = allOf(conditions, flow.packet);
      if (remotes.isEmpty) continue;
      const own = flow.remotes.intersect(remotes);
      if (own.isEmpty) continue;
      sets.push(own);
      if (accepts) trace.accept(own, where);
      if (refuses && where !== undefined) trace.refuse(own, where);
    }
    if (sets.length === 0) {
      rest.push(flow);
      continue;
    }
    const all = AddressSet.unionOf(sets);
    if (refuses) trace.refuse(all, undefined);
    matched.push({ ...flow, remotes: all });
    const left = flow.remotes.subtract(all);
    if (!left.isEmpty) rest.push({ ...flow, remotes: left });
  }
  return { matched, rest };
}

/** Joins flows of equal packets, so that their number depends on the packets and not on the rules. */
function merge(flows: readonly Flow[]): Flow[] {
  if (flows.length < 2) return [...flows];
  const merged = new Map<string, { packet: Packet; sets: AddressSet[] }>();
  for (const { packet, remotes } of flows) {
    const key = describe(packet);
    const same = merged.get(key);
    if (same !== undefined) same.sets.push(remotes);
    else if (merged.size < MAX_FLOWS) merged.set(key, { packet, sets: [remotes] });
    else merged.values().next().value!.sets.push(remotes);
  }
  return [...merged.values()].map(({ packet, sets }) => ({
    packet,
    remotes: united(sets),
  }));
}

function unsureOf(reason: string, where: Location | undefined): Unsure {
  return { reason, ...(where === undefined ? {} : { where }) };
}

/** The parts of a packet that rules can change. */
function describe(packet: Packet): string {
  return [
    packet.translated ? `${packet.local.toString()} ${packet.localPort}` : '',
    packet.state,
    packet.unsure === undefined ? '' : 'unsure',
    typeof packet.mark === 'number' ? packet.mark : '?',
    typeof packet.connectionMark === 'number' ? packet.connectionMark : '?',
  ].join('|');
}

function add(map: Map<Location, AddressSet[]>, where: Location, remotes: AddressSet): void {
  const known = map.get(where);
  if (known === undefined) map.set(where, [remotes]);
  else known.push(remotes);
}

function united(sets: readonly AddressSet[]): AddressSet {
  if (sets.length === 0) return AddressSet.empty;
  const [first] = sets;
  // The same rules see the same sets again and again.
  if (sets.every((set) => set === first)) return first!;
  return AddressSet.unionOf(sets);
}
