import { unresolved, type Unresolved } from '../../../../facts.js';
import type { Location } from '../../../../files/source.js';
import { AddressSet } from '../../../../network/addresses.js';
import { PortSet, TCP_AND_UDP, type ProtocolSet } from '../../../../network/ports.js';
import {
  booleanOf,
  entry,
  integerOf,
  itemsOf,
  textOf,
  type Data,
} from '../../../../syntax/data.js';
import { protocolsFrom } from '../../ports.js';
import type { ResourceContext, TerraformResource } from '../../resource.js';
import { readSources, type SourceDialect, type SourceReading } from '../../sources.js';
import { conditionOf } from '../../values.js';
import { onlyOf } from './keys.js';
import { entryAt, isGiven, readPorts, type PortArguments } from './ports.js';
import { everyone, unknownSources, type FirewallRule, type Traffic } from './rule.js';

/** An argument whose words decide something, such as `direction = "ingress"`. */
export interface Choice {
  readonly key: string;
  /** Words in lower case that mean yes. */
  readonly yes: readonly string[];
  /** Words that mean no; any other word when absent. */
  readonly no?: readonly string[];
  readonly absent: boolean;
}

/** What a rule of some provider looks like: its arguments, and what leaving them out means. */
export interface RuleShape {
  /** The rule is about traffic that comes in; absent where all rules are. */
  readonly inbound?: Choice;
  /** The rule is in force. */
  readonly enabled?: Choice;
  /** The rule lets in; absent where all rules do. */
  readonly allows?: Choice;
  /** A number, lower first; without it rules count in the order they are written in. */
  readonly order?: { readonly key: string; readonly absent: number };
  readonly protocol: {
    readonly key: string;
    readonly absent: ProtocolSet;
    /** Words beyond the common ones, in lower case. */
    readonly words?: Readonly<Record<string, ProtocolSet>>;
    /** Any protocol means any port, whatever the ports say. */
    readonly anyIsEveryPort?: boolean;
    /** Blocks named after the protocols, each with its own ports, which count before the argument. */
    readonly blocks?: Readonly<Record<string, ProtocolSet>>;
    /** Blocks of protocols that memcached does not speak. */
    readonly others?: readonly string[];
  };
  readonly ports: PortArguments;
  readonly sources: {
    /** Arguments that hold addresses and networks. */
    readonly keys: readonly string[];
    /** Arguments that name sources which are not public: groups, tags. */
    readonly closed?: readonly string[];
    readonly absent: 'everyone' | 'nobody';
    /** Rules for which the keys do not count, since something that is not public takes their place. */
    readonly unless?: (rule: Data) => boolean;
    /** Whom leaving them out means, when it is not everyone of both families. */
    readonly everyone?: (rule: Data) => AddressSet;
    /** Two arguments with the first and the last address. */
    readonly range?: readonly [string, string];
    /** An argument with the prefix length of the network in the first key. */
    readonly prefix?: string;
    readonly word?: (text: string) => AddressSet | 'closed' | undefined;
    readonly reference?: (
      data: Data,
      context: ResourceContext,
    ) => AddressSet | 'closed' | undefined;
  };
  /** Arguments that narrow a rule to a part of what is behind the firewall. */
  readonly only?: readonly string[];
  /** Arguments that make a rule leave out something that is not modelled, as source ports do. */
  readonly leavesOut?: readonly string[];
  /** Words in lower case with which the arguments of the two above narrow nothing. */
  readonly everything?: readonly string[];
}

/** All blocks of a path such as `security.rule`. */
export function blocksAt(data: Data, path: string): readonly Data[] {
  let here: readonly Data[] = [data];
  for (const step of path.split('.')) {
    here = here.flatMap((each) => itemsOf(entry(each, step)?.value));
  }
  return here.filter((each) => each.type === 'map' || each.type === 'unknown');
}

/** One rule; `undefined` when it is not about traffic that comes in, or not in force. */
export function readRule(
  shape: RuleShape,
  block: Data,
  resource: TerraformResource,
  context: ResourceContext,
  index: number,
): FirewallRule | undefined {
  const inbound = shape.inbound === undefined ? true : choose(shape.inbound, block);
  const enabled = shape.enabled === undefined ? true : choose(shape.enabled, block);
  if (inbound === false || enabled === false) return undefined;
  const allows = shape.allows === undefined ? true : choose(shape.allows, block);
  const conditions = [
    conditionOf(block),
    typeof inbound === 'object' ? `the rule is for ingress (${inbound.reason})` : undefined,
    typeof enabled === 'object' ? `the rule is in force (${enabled.reason})` : undefined,
    resource.onlyIf,
  ].filter((each) => each !== undefined);
  const traffic = readTraffic(shape, block);
  if (traffic.length === 0) return undefined;
  const sources = sourcesIn(shape, block, resource, context, allows === true);
  if (sources.onlyIf !== undefined) conditions.push(sources.onlyIf);
  return {
    name: resource.address,
    where: block === resource.body ? resource.where : placeIn(block, resource),
    action: typeof allows === 'object' ? allows : allows ? 'allow' : 'deny',
    order: orderOf(shape, block, index),
    traffic,
    sources,
    ...(shape.only === undefined ? {} : onlyOf(shape.only, block, context, shape.everything)),
    ...(shape.leavesOut !== undefined &&
    onlyOf(shape.leavesOut, block, context, shape.everything).only !== undefined
      ? { isPartial: true }
      : {}),
    ...(conditions.length === 0 ? {} : { onlyIf: conditions.join(' and ') }),
  };
}

function orderOf(shape: RuleShape, block: Data, index: number): number | Unresolved {
  if (shape.order === undefined) return index;
  const found = entryAt(block, shape.order.key);
  if (found === undefined || !isGiven(found.value)) return shape.order.absent;
  return (
    integerOf(found.value) ??
    unresolved(
      found.value.type === 'unknown' ? found.value.reason : 'its priority is no number',
      found.valueWhere,
    )
  );
}

/** Whether an argument says yes, or that it cannot be known. */
export function choose(choice: Choice, body: Data): boolean | Unresolved {
  const found = entryAt(body, choice.key);
  if (found === undefined || !isGiven(found.value)) return choice.absent;
  if (found.value.type === 'unknown') return unresolved(found.value.reason, found.value.where);
  const word = textOf(found.value)?.trim().toLowerCase() ?? '';
  if (choice.yes.includes(word)) return true;
  if (choice.no === undefined || choice.no.includes(word)) return false;
  return unresolved(`"${word.slice(0, 40)}" is no word for \`${choice.key}\``, found.value.where);
}

/** The protocols and ports of a rule; none when it is about others than memcached speaks. */
export function readTraffic(shape: Pick<RuleShape, 'protocol' | 'ports'>, block: Data): Traffic[] {
  const { protocol } = shape;
  const inBlocks = Object.entries(protocol.blocks ?? {}).flatMap(([key, protocols]) =>
    blocksAt(block, key).map((each) => ({ protocols, ...readPorts(each, shape.ports) })),
  );
  if (inBlocks.length > 0) return inBlocks;
  if (protocol.others?.some((key) => blocksAt(block, key).length > 0) === true) return [];
  const found = entryAt(block, protocol.key);
  const ports = readPorts(block, shape.ports);
  if (found === undefined || !isGiven(found.value)) {
    return protocol.absent.length === 0 ? [] : [{ protocols: protocol.absent, ...ports }];
  }
  const traffic = itemsOf(found.value).flatMap((each): Traffic[] => {
    const own = protocol.words?.[textOf(each)?.trim().toLowerCase() ?? ''];
    if (own !== undefined) return own.length === 0 ? [] : [{ protocols: own, ...ports }];
    const read = protocolsFrom(each);
    if (read === 'other') return [];
    if ('unresolved' in read) return [{ protocols: read, ...ports }];
    return read.isAny && protocol.anyIsEveryPort === true
      ? [{ protocols: TCP_AND_UDP, ports: PortSet.all }]
      : [{ protocols: read.protocols, ...ports }];
  });
  return traffic;
}

/** Words that every provider could mean everyone with. */
const EVERYONE = new Set(['*', 'any', 'all', 'internet', 'anywhere', 'world', '0/0']);

/**
 * Who a rule lets in or keeps out.
 * @param alternatives whether the caller looks at `onlyIf`: all that an unknown condition may choose is
 * taken together then, which only a rule that lets in can be judged by
 */
export function sourcesIn(
  shape: Pick<RuleShape, 'sources'>,
  block: Data,
  resource: TerraformResource,
  context: ResourceContext,
  alternatives = false,
): SourceReading {
  const { sources } = shape;
  const owner = resource.where;
  const dialect: SourceDialect = {
    alternatives,
    word: (text) =>
      sources.word?.(text) ??
      (EVERYONE.has(text.toLowerCase()) ? AddressSet.all : undefined) ??
      addressRange(text),
    ...(sources.reference === undefined
      ? {}
      : { reference: (data) => sources.reference!(data, context) }),
  };
  const isReplaced = sources.unless?.(block) === true;
  const given = isReplaced ? [] : sources.keys.map((key) => entryAt(block, key));
  const reading =
    sourceRange(sources.range, block) ??
    withPrefix(sources.prefix, given[0]?.value, block) ??
    readSources(given, owner, dialect);
  if (reading.isSpecified) return reading;
  const isClosed = (sources.closed ?? []).some((key) => {
    const found = entryAt(block, key)?.value;
    return found !== undefined && isGiven(found) && booleanOf(found) !== false;
  });
  if (isClosed || isReplaced || sources.absent === 'nobody') return reading;
  return everyone(undefined, sources.everyone?.(block));
}

/** `10.0.0.1-10.0.0.9`, and several networks in one text: `10.0.0.0/8, 192.168.0.0/16`. */
export function addressRange(text: string): AddressSet | undefined {
  if (text.includes(',')) {
    const all = text.split(',').map((each) => {
      const part = each.trim();
      return EVERYONE.has(part.toLowerCase())
        ? AddressSet.all
        : (AddressSet.tryParse(part) ?? addressRange(part));
    });
    const known = all.flatMap((each) => each ?? []);
    return known.length === all.length ? AddressSet.unionOf(known) : undefined;
  }
  const ends = text.split('-');
  return ends.length === 2 ? rangeOf(ends[0]!.trim(), ends[1]!.trim()) : undefined;
}

function rangeOf(low: string, high: string): AddressSet | undefined {
  try {
    return AddressSet.range(low, high);
  } catch {
    return undefined;
  }
}

function sourceRange(
  keys: readonly [string, string] | undefined,
  block: Data,
): SourceReading | undefined {
  if (keys === undefined) return undefined;
  const [low, high] = keys.map((key) => entryAt(block, key));
  const first = [low, high].find((each) => each !== undefined && isGiven(each.value));
  if (first === undefined) return undefined;
  const where = first.valueWhere;
  const unknown = [low, high].find((each) => each?.value.type === 'unknown')?.value;
  if (unknown?.type === 'unknown') {
    return unknownSources(unresolved(unknown.reason, unknown.where), where);
  }
  const [from, to] = [low ?? high, high ?? low].map((each) => textOf(each?.value) ?? '');
  const known = rangeOf(from!, to!);
  if (known === undefined) {
    return unknownSources(unresolved(`"${from}-${to}" is no range of addresses`, where), where);
  }
  return { known, missing: undefined, isSpecified: true, where, related: [] };
}

function withPrefix(
  key: string | undefined,
  address: Data | undefined,
  block: Data,
): SourceReading | undefined {
  const text = textOf(address);
  const found = key === undefined ? undefined : entryAt(block, key);
  if (found === undefined || address === undefined || text === undefined) return undefined;
  const length = integerOf(found.value);
  const known = length === undefined ? undefined : AddressSet.tryParse(`${text}/${length}`);
  if (known === undefined) {
    const reason =
      found.value.type === 'unknown' ? found.value.reason : `"${text}/" has no prefix length`;
    return unknownSources(unresolved(reason, found.value.where), found.valueWhere);
  }
  return { known, missing: undefined, isSpecified: true, where: address.where, related: [] };
}

/** What is known of a rule of which nothing is known. */
export function unknownRule(block: Data, resource: TerraformResource): FirewallRule {
  const missing = unresolved(
    block.type === 'unknown' ? block.reason : 'the rule is no object',
    block.where,
  );
  const where = placeIn(block, resource);
  return {
    name: resource.address,
    where,
    action: 'allow',
    order: missing,
    traffic: [{ protocols: TCP_AND_UDP, ports: missing }],
    sources: unknownSources(missing, where),
  };
}

function placeIn(data: Data, resource: TerraformResource): Location {
  return data.where.file === resource.where.file ? data.where : resource.where;
}
