import { isUnresolved } from '../../../../facts.js';
import { PortSet } from '../../../../network/ports.js';
import { textOf, type Data } from '../../../../syntax/data.js';
import type { ResourceContext, TerraformResource } from '../../resource.js';
import { blocksAt } from './shape.js';
import { entryAt, readPorts, type PortArguments } from './ports.js';
import { referred } from './publishing.js';
import type { Traffic } from './rule.js';

/** What stands behind a listener, declared by resources of its own. */
export interface Members {
  readonly types: readonly string[];
  /** Arguments that name the listener, or the pool the listener names. */
  readonly of: readonly string[];
  readonly port: PortArguments;
  /** Blocks of the member that hold the ports; the member itself when absent. */
  readonly blocks?: string;
}

type Inside = Omit<Traffic, 'protocols'>;

/** The ports of all members of a listener or of a pool; `undefined` when there are none in sight. */
export function membersOf(
  owner: TerraformResource,
  members: Members,
  context: ResourceContext,
): Inside | undefined {
  const found = context
    .find(...members.types)
    .filter((member) => members.of.some((key) => referred(member.body, key, context) === owner));
  return together(
    found.flatMap((member) =>
      (members.blocks === undefined ? [member.body] : blocksAt(member.body, members.blocks)).map(
        (block) => readPorts(block, members.port),
      ),
    ),
  );
}

/** The ports of the members of the pool that a listener names, or that names the listener. */
export function poolOf(
  listener: TerraformResource,
  pool: {
    readonly types: readonly string[];
    /** Arguments of the listener that name the pool. */
    readonly named: readonly string[];
    /** Arguments of the pool that name the listener. */
    readonly of: readonly string[];
  },
  members: Members,
  context: ResourceContext,
): Inside | undefined {
  const named = pool.named.flatMap((key) => referred(listener.body, key, context) ?? []);
  const naming = context
    .find(...pool.types)
    .filter((each) => pool.of.some((key) => referred(each.body, key, context) === listener));
  const inside = [...new Set([...named, ...naming])].flatMap(
    (each) => membersOf(each, members, context) ?? [],
  );
  return together(inside);
}

function together(all: readonly Inside[]): Inside | undefined {
  const [first, ...rest] = all;
  if (first === undefined) return undefined;
  return rest.reduce(
    (sum, each) =>
      isUnresolved(sum.ports)
        ? sum
        : isUnresolved(each.ports)
          ? each
          : { ...sum, ports: sum.ports.union(each.ports) },
    first,
  );
}

/** The port of an address such as `192.168.1.2:11211`. */
export function portOfAddress(body: Data, key: string): Inside | undefined {
  const found = entryAt(body, key);
  const port = /:([0-9]{1,5})$/.exec(textOf(found?.value) ?? '')?.[1];
  return port === undefined
    ? undefined
    : { ports: PortSet.of(Number(port)), portWhere: found!.valueWhere };
}
