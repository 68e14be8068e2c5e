import {
  entry,
  integerOf,
  isNull,
  itemsOf,
  textOf,
  type Data,
  type Entry,
  type Mapping,
} from '../../../../../syntax/data.js';
import type { RemoteModuleCall, ResourceContext } from '../../../resource.js';
import { elements, toText } from '../../../values.js';
import type { GroupRule } from '../group-rules.js';
import { registryName, type ModuleContract } from './contract.js';
import { fixed, isOff, mapsIn, moduleRule, splitNetworks } from './rule.js';

type NamedRule = readonly [from: number, to: number, protocol: string];

/** The named rules that hold memcached's port; all others are for other ports. */
const NAMED_RULES: ReadonlyMap<string, NamedRule> = new Map<string, NamedRule>([
  ['memcached-tcp', [11211, 11211, 'tcp']],
  ['all-all', [-1, -1, '-1']],
  ['all-tcp', [0, 65535, 'tcp']],
  ['all-udp', [0, 65535, 'udp']],
]);

/**
 * terraform-aws-modules/terraform-aws-security-group, versions 3 to 5: `rules.tf`, `main.tf` and
 * `modules/memcached`, which adds `memcached-tcp` for the default networks.
 */
export const securityGroupModule: ModuleContract = {
  module: 'terraform-aws-modules/security-group/aws',
  meaning: [
    {
      of: 'module terraform-aws-modules/security-group/aws',
      judged:
        '`ingress_rules` by name and `ingress_with_cidr_blocks`, `ingress_with_ipv6_cidr_blocks` with `ingress_cidr_blocks`, `ingress_ipv6_cidr_blocks`, and their `computed_` forms',
    },
  ],
  rules(call, context): GroupRule[] {
    if (isOff(call, 'create')) return [];
    return ['', 'computed_'].flatMap((kind) => [
      ...namedRules(call, kind, context),
      ...detailedRules(call, kind, 'cidr_blocks', 'ingress_cidr_blocks', context),
      ...detailedRules(call, kind, 'ipv6_cidr_blocks', 'ingress_ipv6_cidr_blocks', context),
    ]);
  },
};

/** Rules that the caller adds to the known names: `rules = { cache = [11211, 11211, "tcp", ""] }`. */
function ownRule(call: RemoteModuleCall, name: string): NamedRule | undefined {
  const rule = itemsOf(entry(entry(call.body, 'rules')?.value, name)?.value);
  const [from, to] = [integerOf(rule[0]), integerOf(rule[1])];
  const protocol = textOf(rule[2]);
  if (from === undefined || to === undefined || protocol === undefined) return undefined;
  return [from, to, protocol];
}

function namedRules(call: RemoteModuleCall, kind: string, context: ResourceContext): GroupRule[] {
  const given = entry(call.body, `${kind}ingress_rules`);
  const names: { name: Data | string; where: Entry['valueWhere'] }[] = [];
  if (given !== undefined && !isNull(given.value)) {
    const all = given.value.type === 'list' ? elements(given.value) : [given.value];
    const most = kind === '' ? all.length : countOf(call, `number_of_${kind}ingress_rules`);
    for (const item of all.slice(0, most)) names.push({ name: item, where: item.where });
  }
  if (kind === '' && registryName(call.source ?? '')?.folder === 'modules/memcached') {
    names.push({ name: 'memcached-tcp', where: call.where });
  }
  return names.flatMap(({ name, where }) => {
    const text = typeof name === 'string' ? name : toText(name);
    const rule = text === undefined ? undefined : (ownRule(call, text) ?? NAMED_RULES.get(text));
    if (text !== undefined && rule === undefined) return [];
    const port = (key: string, index: 0 | 1): Entry =>
      rule === undefined
        ? { key, keyWhere: where, valueWhere: where, value: name as Data }
        : fixed(key, rule[index], where);
    return [
      moduleRule(
        call,
        {
          where,
          protocol: rule === undefined ? (name as Data) : fixed('protocol', rule[2], where).value,
          from: port('from_port', 0),
          to: port('to_port', 1),
          sources: [
            'ingress_cidr_blocks',
            'ingress_ipv6_cidr_blocks',
            'ingress_prefix_list_ids',
          ].map((key) => entry(call.body, key)),
        },
        context,
      ),
    ];
  });
}

function detailedRules(
  call: RemoteModuleCall,
  kind: string,
  sourceKey: string,
  fallbackKey: string,
  context: ResourceContext,
): GroupRule[] {
  const key = `${kind}ingress_with_${sourceKey}`;
  const all = mapsIn(entry(call.body, key)?.value);
  const most = kind === '' ? all.length : countOf(call, `number_of_${key}`);
  return all.slice(0, most).flatMap((rule) => {
    const name = textOf(entry(rule, 'rule')?.value);
    const named = name === undefined ? undefined : (ownRule(call, name) ?? NAMED_RULES.get(name));
    // Ports of a named rule that is not in the table are others than memcached's.
    if (name !== undefined && named === undefined && entry(rule, 'from_port') === undefined)
      return [];
    const nameWhere = entry(rule, 'rule')?.valueWhere ?? rule.where;
    const part = (field: string, index: 0 | 1 | 2): Entry | undefined =>
      entry(rule, field) ??
      (named === undefined ? undefined : fixed(field, named[index], nameWhere));
    return [
      moduleRule(
        call,
        {
          where: rule.where,
          protocol: part('protocol', 2)?.value,
          from: part('from_port', 0),
          to: part('to_port', 1),
          sources: [sourcesIn(rule, sourceKey) ?? entry(call.body, fallbackKey)],
        },
        context,
      ),
    ];
  });
}

function sourcesIn(rule: Mapping, key: string): Entry | undefined {
  return splitNetworks(entry(rule, key));
}

function countOf(call: RemoteModuleCall, key: string): number {
  return integerOf(entry(call.body, key)?.value) ?? 0;
}
