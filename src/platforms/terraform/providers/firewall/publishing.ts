import { isUnresolved, type Fact, type Ingress, type Mechanism } from '../../../../facts.js';
import { AddressSet } from '../../../../network/addresses.js';
import type { Data } from '../../../../syntax/data.js';
import type { ResourceContext, ResourceHandler, TerraformResource } from '../../resource.js';
import { namingOf, sourcesOf, type SourceReading } from '../../sources.js';
import { conditionOf, within } from '../../values.js';
import { protocolsOf } from './openings.js';
import { entryAt, isGiven, readPorts, type PortArguments } from './ports.js';
import type { Traffic } from './rule.js';
import { blocksAt, choose, readTraffic, type Choice, type RuleShape } from './shape.js';

/**
 * Something that takes connections from outside and hands them on: a listener of a load balancer, a
 * forwarded port of a public address.
 */
export interface DoorTable {
  readonly types: readonly string[];
  readonly judged: string;
  readonly mechanism?: Mechanism;
  /** Paths of the blocks that are listeners; absent when the resource itself is one. */
  readonly blocks?: readonly string[];
  readonly protocol: RuleShape['protocol'];
  readonly outside: PortArguments;
  readonly inside?: PortArguments;
  /** The ports of what stands behind it where that is declared elsewhere. */
  readonly insideOf?: (
    resource: TerraformResource,
    block: Data,
    context: ResourceContext,
  ) => Omit<Traffic, 'protocols'> | undefined;
  readonly enabled?: Choice;
  /** Whether it faces the internet; a text is the condition for that. */
  readonly isPublic?: (
    resource: TerraformResource,
    block: Data,
    context: ResourceContext,
  ) => boolean | string;
  /** Who may connect; everyone when absent. */
  readonly sources?: (
    resource: TerraformResource,
    block: Data,
    context: ResourceContext,
  ) => SourceReading;
  /** Workloads behind it. */
  readonly targets?: (
    resource: TerraformResource,
    block: Data,
    context: ResourceContext,
  ) => readonly string[];
}

export function doors(table: DoorTable): ResourceHandler {
  return {
    types: table.types,
    meaning: [{ of: table.types.join(', '), judged: table.judged }],
    facts: (resource, context) => doorFacts(table, resource, context),
  };
}

/** The doors of one resource, for handlers that say more about it. */
export function doorFacts(
  table: DoorTable,
  resource: TerraformResource,
  context: ResourceContext,
): Fact[] {
  if (resource.mode !== 'managed') return [];
  const blocks =
    table.blocks === undefined
      ? [resource.body]
      : table.blocks.flatMap((path) => blocksAt(resource.body, path));
  return blocks.flatMap((block) =>
    block.type === 'map' ? doorsOf(table, resource, block, context) : [],
  );
}

function doorsOf(
  table: DoorTable,
  resource: TerraformResource,
  block: Data,
  context: ResourceContext,
): Ingress[] {
  const enabled = table.enabled === undefined ? true : choose(table.enabled, block);
  const isPublic = table.isPublic?.(resource, block, context) ?? true;
  if (enabled === false || isPublic === false) return [];
  const reading = table.sources?.(resource, block, context);
  const sources = reading === undefined ? AddressSet.all : sourcesOf(reading);
  if (!isUnresolved(sources) && sources.isEmpty) return [];
  const condition = [
    typeof isPublic === 'string' ? isPublic : undefined,
    typeof enabled === 'object' ? `it is in force (${enabled.reason})` : undefined,
    conditionOf(block),
    resource.onlyIf,
  ].filter((each) => each !== undefined);
  const targets = table.targets?.(resource, block, context) ?? [];
  const inside =
    table.insideOf?.(resource, block, context) ??
    (table.inside === undefined ? undefined : readPorts(block, table.inside));
  const hasInside = inside !== undefined && (isUnresolved(inside.ports) || !inside.ports.isEmpty);
  return readTraffic({ protocol: table.protocol, ports: table.outside }, block).flatMap(
    (traffic) => {
      if (!isUnresolved(traffic.ports) && traffic.ports.isEmpty) return [];
      const where = traffic.portWhere ?? block.where;
      const fact: Ingress = {
        kind: 'ingress',
        platform: 'terraform',
        where: {
          ...(within(where, resource.where) ? where : resource.where),
          address: resource.address,
        },
        mechanism: table.mechanism ?? 'load-balancer',
        name: resource.address,
        sources,
        ...(reading === undefined ? {} : namingOf(reading, sources)),
        protocols: protocolsOf(traffic),
        ports: traffic.ports,
        ...(hasInside ? { targetPorts: inside.ports } : {}),
        target: targets.length === 0 ? 'unknown' : targets,
        faces: 'internet',
        leadsTo: 'unknown',
        related: [
          ...(inside?.portWhere === undefined || inside.portWhere.startLine === where.startLine
            ? []
            : [{ where: inside.portWhere, message: 'the port it leads to' }]),
          ...(reading?.related ?? []),
        ],
        ...(condition.length === 0 ? {} : { onlyIf: condition.join(' and ') }),
      };
      return [fact];
    },
  );
}

/**
 * Whether what an argument refers to faces the internet, by an argument of that. What is not in the
 * repository may face it.
 */
export function publicThrough(
  key: string,
  choice: Choice | ((owner: TerraformResource, context: ResourceContext) => boolean | string),
): NonNullable<DoorTable['isPublic']> {
  return (resource, _block, context) => {
    const reference = entryAt(resource.body, key)?.value;
    const address = reference === undefined ? undefined : context.referent(reference)?.address;
    const owner = address === undefined ? undefined : context.resource(address);
    if (owner === undefined || owner.mode === 'data') return 'the load balancer faces the internet';
    if (typeof choice === 'function') return choice(owner, context);
    return publicBy(choice, owner.body);
  };
}

export function publicBy(choice: Choice, body: Data): boolean | string {
  const chosen = choose(choice, body);
  return typeof chosen === 'boolean' ? chosen : `it faces the internet (${chosen.reason})`;
}

/** The resource that an argument refers to. */
export function referred(
  body: Data,
  key: string,
  context: ResourceContext,
): TerraformResource | undefined {
  const data = entryAt(body, key)?.value;
  const address =
    data === undefined || !isGiven(data) ? undefined : context.referent(data)?.address;
  return address === undefined ? undefined : context.resource(address);
}
