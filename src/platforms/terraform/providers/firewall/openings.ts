import {
  isUnresolved,
  unresolved,
  type Ingress,
  type RelatedLocation,
  type Unresolved,
} from '../../../../facts.js';
import { AddressSet } from '../../../../network/addresses.js';
import {
  PortSet,
  TCP_AND_UDP,
  type Protocol,
  type ProtocolSet,
} from '../../../../network/ports.js';
import { besides, bothMissing, namingOf, publicSize } from '../../sources.js';
import { Denials } from './precedence.js';
import type { Firewall, FirewallRule, Traffic } from './rule.js';

/** A part of what a rule allows that the rules before it treat alike. */
interface Piece {
  readonly ports: PortSet | Unresolved;
  readonly sources: AddressSet;
  /** Set when an earlier rule may keep it out. */
  readonly doubt?: Unresolved;
  /** Set when it is open only while an earlier rule is not there. */
  readonly condition?: string;
}

/** Rules that are split into more parts than this are taken as they are. */
const MOST_PIECES = 256;

/**
 * The openings that each rule of a firewall makes: what it allows, without what rules before it deny.
 * Rules are compared per protocol, over all their ports and addresses.
 */
export function openingsOf(firewall: Firewall): Map<FirewallRule, Ingress[]> {
  const openings = new Map<FirewallRule, Ingress[]>();
  const denials = new Denials(firewall);
  for (const rule of firewall.rules) {
    if (rule.action === 'deny') continue;
    const before = denials.before(rule);
    const found = joined(rule.traffic).flatMap((traffic) =>
      together(
        protocolsOf(traffic).map((protocol) => ({
          protocol,
          pieces: remaining(rule, traffic, protocol, before),
        })),
      ).map(([protocols, piece]) => ingressOf(firewall, rule, traffic, protocols, piece)),
    );
    openings.set(
      rule,
      found.flatMap((each) => each ?? []),
    );
  }
  return openings;
}

/** Entries for the same ports are one: TCP here and UDP there are one opening for both. */
function joined(all: readonly Traffic[]): Traffic[] {
  const result: Traffic[] = [];
  for (const traffic of all) {
    const index = result.findIndex(
      (other) =>
        Array.isArray(other.protocols) &&
        Array.isArray(traffic.protocols) &&
        !isUnresolved(other.ports) &&
        !isUnresolved(traffic.ports) &&
        other.inside === traffic.inside &&
        other.ports.equals(traffic.ports),
    );
    if (index < 0) result.push(traffic);
    else {
      const protocols = [...protocolsOf(result[index]!), ...protocolsOf(traffic)];
      const both = TCP_AND_UDP.filter((protocol) => protocols.includes(protocol));
      result[index] = { ...result[index]!, protocols: both };
    }
  }
  return result;
}

/** What is left of an allow rule after the rules before it. */
function remaining(
  rule: FirewallRule,
  traffic: Traffic,
  protocol: Protocol,
  before: readonly FirewallRule[],
): Piece[] {
  let pieces: Piece[] = [{ ports: traffic.ports, sources: rule.sources.known }];
  for (const other of before) {
    for (const denied of other.traffic) {
      if (!protocolsOf(denied).includes(protocol)) continue;
      if (pieces.length > MOST_PIECES) return pieces;
      pieces = pieces.flatMap((piece) =>
        isApart(piece, other, denied) ? [piece] : without(piece, other, denied, rule),
      );
    }
  }
  return merged(pieces);
}

/** Whether a rule that denies is for other ports or addresses than a piece, for certain. */
function isApart(piece: Piece, deny: FirewallRule, denied: Traffic): boolean {
  if (isUnresolved(piece.ports) || isUnresolved(denied.ports)) return false;
  if (!piece.ports.overlaps(denied.ports)) return true;
  return (
    deny.sources.missing === undefined &&
    !piece.sources.isEmpty &&
    !piece.sources.overlaps(deny.sources.known)
  );
}

/** A piece after one rule that denies. */
function without(piece: Piece, deny: FirewallRule, denied: Traffic, allow: FirewallRule): Piece[] {
  const { ports } = piece;
  const all = isUnresolved(denied.ports) ? PortSet.all : denied.ports;
  // Of unknown ports it is known only that a rule for all of them is for them as well.
  if (isUnresolved(ports) && !all.equals(PortSet.all)) return [piece];
  const inside = isUnresolved(ports) ? ports : ports.intersect(all);
  const outside = isUnresolved(ports) ? PortSet.empty : ports.subtract(all);
  if (!isUnresolved(inside) && inside.isEmpty) return [piece];
  const rest: Piece[] = outside.isEmpty ? [] : [{ ...piece, ports: outside }];
  const doubt = doubtAbout(deny, denied, allow);
  const { known, missing } = deny.sources;
  const hit = piece.sources.intersect(known);
  const spared = piece.sources.subtract(known);
  if (deny.isPartial === true) return [piece];
  if (doubt !== undefined) {
    const mayBeHit = missing === undefined ? hit : piece.sources;
    if (mayBeHit.isEmpty && !piece.sources.isEmpty) return [piece];
    if (missing !== undefined) return [...rest, { ...piece, ports: inside, doubt }];
    return [
      ...rest,
      ...part(piece, inside, spared),
      { ...piece, ports: inside, sources: hit, doubt },
    ];
  }
  if (deny.onlyIf !== undefined) {
    const condition = `\`${deny.name}\` does not deny it, which it does if ${deny.onlyIf}`;
    return [
      ...rest,
      ...part(piece, inside, spared),
      ...(hit.isEmpty ? [] : [{ condition, ...piece, ports: inside, sources: hit }]),
    ];
  }
  if (missing !== undefined) {
    const reason = `what \`${deny.name}\` denies before it is not known: ${missing.reason}`;
    return [
      ...rest,
      { ...piece, ports: inside, sources: spared, doubt: unresolved(reason, missing.where) },
    ];
  }
  // Unknown sources of the rule itself are kept out for certain only by a rule for everyone.
  const keepsAllOut = known.equals(AddressSet.all) || known.equals(AddressSet.allIPv4);
  if (allow.sources.missing !== undefined && !keepsAllOut)
    return [...rest, { ...piece, ports: inside, sources: spared }];
  return [...rest, ...part(piece, inside, spared)];
}

function part(piece: Piece, ports: PortSet | Unresolved, sources: AddressSet): Piece[] {
  return sources.isEmpty ? [] : [{ ...piece, ports, sources }];
}

/** Why it cannot be told whether an earlier rule denies something. */
function doubtAbout(
  deny: FirewallRule,
  denied: Traffic,
  allow: FirewallRule,
): Unresolved | undefined {
  const cause = [deny.action, denied.ports, denied.protocols, deny.order, allow.order].find(
    (each): each is Unresolved => typeof each === 'object' && isUnresolved(each),
  );
  if (cause === undefined) return undefined;
  return unresolved(
    `\`${deny.name}\` may deny it before, and ${cause.reason}`,
    cause.where ?? deny.where,
  );
}

/** Pieces of the same sources are one again. */
function merged(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const index = result.findIndex(
      (other) =>
        !isUnresolved(other.ports) &&
        !isUnresolved(piece.ports) &&
        other.condition === piece.condition &&
        other.doubt?.reason === piece.doubt?.reason &&
        other.sources.equals(piece.sources),
    );
    if (index < 0) result.push(piece);
    else {
      const other = result[index]!;
      result[index] = {
        ...other,
        ports: (other.ports as PortSet).union(piece.ports as PortSet),
      };
    }
  }
  return result;
}

/** What both protocols leave alike is one opening. */
function together(
  all: readonly { readonly protocol: Protocol; readonly pieces: readonly Piece[] }[],
): [ProtocolSet, Piece][] {
  const result: [Protocol[], Piece][] = [];
  for (const { protocol, pieces } of all) {
    for (const piece of pieces) {
      const same = result.find(
        ([, other]) =>
          other.condition === piece.condition &&
          other.doubt?.reason === piece.doubt?.reason &&
          other.sources.equals(piece.sources) &&
          (isUnresolved(other.ports) || isUnresolved(piece.ports)
            ? other.ports === piece.ports
            : other.ports.equals(piece.ports)),
      );
      if (same === undefined) result.push([[protocol], piece]);
      else same[0].push(protocol);
    }
  }
  return result;
}

function ingressOf(
  firewall: Firewall,
  rule: FirewallRule,
  traffic: Traffic,
  protocols: ProtocolSet,
  piece: Piece,
): Ingress | undefined {
  const { sources } = rule;
  const isOpen = publicSize(piece.sources) > 0;
  const uncertain =
    piece.doubt ??
    (typeof rule.action === 'object' ? rule.action : undefined) ??
    (isOpen || sources.missing === undefined ? undefined : besides(sources.missing, piece.sources));
  if (uncertain === undefined && piece.sources.isEmpty) return undefined;
  // Nothing of a rule that names nobody can be open, whatever is not known about it.
  if (sources.missing === undefined && piece.sources.isEmpty) return undefined;
  if (!isUnresolved(piece.ports) && piece.ports.isEmpty) return undefined;
  const where = sources.where ?? traffic.portWhere ?? rule.where;
  const related: RelatedLocation[] = [...sources.related];
  if (traffic.portWhere !== undefined && traffic.portWhere.startLine !== where.startLine) {
    related.unshift({ where: traffic.portWhere, message: 'the ports of the rule' });
  }
  const notes = [...(rule.notes ?? [])];
  if (sources.missing !== undefined && uncertain === undefined) {
    notes.push(`It may let in more than that, because ${sources.missing.reason}.`);
  }
  const protocolDoubt = isUnresolved(traffic.protocols as object)
    ? (traffic.protocols as Unresolved)
    : undefined;
  const condition = rule.onlyIf ?? piece.condition;
  const from = uncertain ?? protocolDoubt ?? piece.sources;
  return {
    kind: 'ingress',
    platform: 'terraform',
    where: { ...where, address: rule.name },
    mechanism: firewall.mechanism,
    name: rule.name,
    sources: from,
    ...namingOf(sources, from),
    protocols,
    ports: piece.ports,
    ...(traffic.inside === undefined ? {} : { targetPorts: traffic.inside }),
    target: firewall.target(rule),
    faces: firewall.faces,
    leadsTo: firewall.leadsTo,
    related,
    ...(condition === undefined ? {} : { onlyIf: condition }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** Who gets through to one port, and whether that is all that is known. */
export function admittedBy(
  openings: readonly Ingress[],
  protocol: Protocol,
  port: number,
): AddressSet | Unresolved {
  let admits = AddressSet.empty;
  let missing: Unresolved | undefined;
  for (const opening of openings) {
    if (!opening.protocols.includes(protocol)) continue;
    if (isUnresolved(opening.ports)) {
      missing ??= opening.ports;
      continue;
    }
    if (!opening.ports.contains(port)) continue;
    if (isUnresolved(opening.sources)) missing = bothMissing(missing, opening.sources);
    else admits = admits.union(opening.sources);
  }
  return missing !== undefined && publicSize(admits) === 0 ? besides(missing, admits) : admits;
}

export function protocolsOf(traffic: Traffic): ProtocolSet {
  return isUnresolved(traffic.protocols as object)
    ? TCP_AND_UDP
    : (traffic.protocols as ProtocolSet);
}
