import { isUnresolved, type Ingress, type Mechanism, type Target } from '../../../../facts.js';
import { MEMCACHED_PORT, PortSet, TCP_AND_UDP } from '../../../../network/ports.js';
import { booleanOf, entry, textOf } from '../../../../syntax/data.js';
import type { ResourceContext, ResourceHandler, TerraformResource } from '../../resource.js';
import type { Guard } from './guards.js';
import { groupKey } from './keys.js';
import { openingsOf } from './openings.js';
import { everyone, type Firewall, type FirewallRule } from './rule.js';
import { blocksAt, choose, readRule, unknownRule, type Choice, type RuleShape } from './shape.js';

/** One resource type and where the rules stand in it. */
export interface RuleTable extends RuleShape {
  readonly types: readonly string[];
  readonly judged: string;
  /** Paths of the blocks that are rules, '' for the resource itself, which it is when absent. */
  readonly blocks?: readonly string[];
  /** Argument that names the firewall the rules belong to; absent when the resource is one. */
  readonly group?: string;
  /** What happens to what no rule is about, where the resource says so. */
  readonly policy?: Choice & {
    /** Only when one of these arguments is given. */
    readonly unlessGiven?: string;
  };
  /** The rules of the resource count: `disabled`, a `flow` that comes in. */
  readonly inForce?: Choice;
  /** Reads the rules of a resource in place of all the above. */
  readonly read?: (resource: TerraformResource, context: ResourceContext) => FirewallRule[];
}

/** The resource types that make up one kind of firewall of one provider. */
export interface Family {
  readonly mechanism: Mechanism;
  readonly tables: readonly RuleTable[];
  readonly ties?: Firewall['ties'];
  /** Types of resources that rules name by their `name`, which then are one firewall. */
  readonly owners?: readonly string[];
  /** What the firewalls protect. */
  readonly guards?: (context: ResourceContext) => readonly Guard[];
  readonly faces?: Firewall['faces'];
  /** What other firewalls keep out before a group of rules is asked, as rules that deny. */
  readonly deniedBefore?: (group: string, context: ResourceContext) => readonly FirewallRule[];
  /**
   * Only rules that name memcached's port are doors: what is let in broadly is decided by other
   * firewalls behind these.
   */
  readonly narrowOnly?: boolean;
}

interface Read {
  readonly resource: TerraformResource;
  readonly rules: readonly FirewallRule[];
  readonly group: string;
}

/** An opening of more ports than this around memcached's is a broad one. */
const NARROW_RANGE = 100;

const SHARED = new WeakMap<Family, symbol>();

/** All openings of all firewalls of a family. */
interface Openings {
  readonly byResource: ReadonlyMap<TerraformResource, readonly Ingress[]>;
  readonly byFirewall: ReadonlyMap<string, readonly Ingress[]>;
  readonly guards: readonly Guard[];
  /** The key that a firewall is under, whatever it is named by. */
  readonly keyOf: (key: string) => string;
}

export function familyOpenings(family: Family, context: ResourceContext): Openings {
  let key = SHARED.get(family);
  if (key === undefined) SHARED.set(family, (key = Symbol('openings of a family')));
  return context.shared(key, () => {
    const names = ownersByName(family, context);
    const groups = readGroups(family, names, context);
    const byResource = new Map<TerraformResource, readonly Ingress[]>();
    const byFirewall = new Map<string, readonly Ingress[]>();
    const guardsByGroup = new Map<string, Guard[]>();
    const all = family.guards?.(context) ?? [];
    for (const guard of all) {
      for (const group of new Set(guard.firewalls.map((key) => names.get(nameIn(key)) ?? key))) {
        const before = guardsByGroup.get(group);
        if (before === undefined) guardsByGroup.set(group, [guard]);
        else before.push(guard);
      }
    }
    for (const [group, members] of groups) {
      const guards = guardsByGroup.get(group) ?? [];
      const openings = openingsOf({
        mechanism: family.mechanism,
        rules: [
          ...(family.deniedBefore?.(group, context) ?? []),
          ...members.flatMap(({ rules }) => rules),
        ],
        ties: family.ties ?? 'written',
        target: (rule) => targetOf(rule, guards),
        leadsTo: 'unknown',
        faces: family.faces ?? 'internet',
      });
      const isDoor = ({ ports }: Ingress): boolean => {
        if (family.narrowOnly !== true || isUnresolved(ports)) return true;
        const span = ports.spanAround(MEMCACHED_PORT);
        return span > 0 && span <= NARROW_RANGE;
      };
      byFirewall.set(group, [...openings.values()].flat());
      for (const { resource, rules } of members) {
        byResource.set(
          resource,
          rules.flatMap((rule) => (openings.get(rule) ?? []).filter(isDoor)),
        );
      }
    }
    return { byResource, byFirewall, guards: all, keyOf: (key) => names.get(nameIn(key)) ?? key };
  });
}

function readGroups(
  family: Family,
  names: ReadonlyMap<string, string>,
  context: ResourceContext,
): ReadonlyMap<string, readonly Read[]> {
  const groups = new Map<string, Read[]>();
  for (const each of family.tables.flatMap((table) => readTable(table, context))) {
    const group = names.get(nameIn(each.group)) ?? each.group;
    const before = groups.get(group);
    if (before === undefined) groups.set(group, [each]);
    else before.push(each);
  }
  return groups;
}

/** All rules of a family, by the firewall they belong to. */
export function familyRules(
  family: Family,
  context: ResourceContext,
): ReadonlyMap<string, readonly FirewallRule[]> {
  const groups = readGroups(family, ownersByName(family, context), context);
  return new Map(
    [...groups].map(([group, members]) => [group, members.flatMap(({ rules }) => rules)]),
  );
}

/** Literal names of firewalls, which are unique among those of one type. */
function ownersByName(family: Family, context: ResourceContext): Map<string, string> {
  const names = new Map<string, string>();
  for (const owner of context.find(...(family.owners ?? []))) {
    const name = textOf(entry(owner.body, 'name')?.value);
    if (name !== undefined) names.set(name.toLowerCase(), owner.address);
  }
  return names;
}

/** The name in a key such as `"prod"`, or in an id that ends with it. */
function nameIn(key: string): string {
  return key.startsWith('"') ? key.slice(1, -1).replace(/^.*\//, '').toLowerCase() : '';
}

/** The workloads behind a firewall that one of its rules is for. */
function targetOf(rule: FirewallRule, guards: readonly Guard[]): Target {
  const workloads = guards
    .filter(
      ({ labels }) =>
        rule.only === undefined ||
        labels === undefined ||
        rule.only.some((each) => labels.includes(each)),
    )
    .map(({ workload }) => workload);
  return workloads.length === 0 ? 'unknown' : [...new Set(workloads)];
}

/** A handler for each resource type of a family. */
export function familyHandlers(family: Family): ResourceHandler[] {
  return family.tables.map((table) => ({
    types: table.types,
    meaning: [{ of: table.types.join(', '), judged: table.judged }],
    facts: (resource, context) => [
      ...(familyOpenings(family, context).byResource.get(resource) ?? []),
    ],
  }));
}

function readTable(table: RuleTable, context: ResourceContext): Read[] {
  return context
    .find(...table.types)
    .filter((resource) => resource.mode === 'managed')
    .map((resource) => {
      const owner = table.group === undefined ? undefined : entry(resource.body, table.group);
      return {
        resource,
        rules: table.read?.(resource, context) ?? rulesIn(table, resource, context),
        group: owner === undefined ? resource.address : groupKey(owner.value, context),
      };
    });
}

function rulesIn(
  table: RuleTable,
  resource: TerraformResource,
  context: ResourceContext,
): FirewallRule[] {
  const { body } = resource;
  if (table.inForce !== undefined && choose(table.inForce, body) === false) return [];
  const rules: FirewallRule[] = [];
  const blocks =
    table.blocks === undefined
      ? [body]
      : table.blocks.flatMap((path) => (path === '' ? [body] : blocksAt(body, path)));
  for (const block of blocks) {
    const rule =
      block.type === 'unknown'
        ? unknownRule(block, resource)
        : readRule(table, block, resource, context, rules.length);
    if (rule !== undefined) rules.push(rule);
  }
  const last = table.policy === undefined ? undefined : policyRule(table.policy, resource);
  if (last !== undefined) rules.push(last);
  return rules;
}

/** What is left at the end goes through or not. */
function policyRule(
  policy: NonNullable<RuleTable['policy']>,
  resource: TerraformResource,
): FirewallRule | undefined {
  if (policy.unlessGiven !== undefined) {
    const given = entry(resource.body, policy.unlessGiven)?.value;
    if (given !== undefined && booleanOf(given) !== false) return undefined;
  }
  const chosen = choose(policy, resource.body);
  if (chosen === false) return undefined;
  const where = entry(resource.body, policy.key)?.valueWhere ?? resource.where;
  return {
    name: resource.address,
    where,
    action: chosen === true ? 'allow' : chosen,
    order: Number.MAX_SAFE_INTEGER,
    traffic: [{ protocols: TCP_AND_UDP, ports: PortSet.all }],
    sources: everyone(where),
    notes: ['What no rule is about is let in.'],
  };
}
