import type { Fact } from '../../../../facts.js';
import { booleanOf, entry, itemsOf, type Data, type Mapping } from '../../../../syntax/data.js';
import type { ModuleHandler, RemoteModuleCall, ResourceContext } from '../../resource.js';
import { elements, list, mapping, scalar } from '../../values.js';
import { asResource, isModule, moduleOpenings } from '../firewall/modules.js';
import { isGiven } from '../firewall/ports.js';
import type { FirewallRule } from '../firewall/rule.js';
import { unknownRule } from '../firewall/shape.js';
import { classic, classicRules } from './firewalls.js';
import { memorystoreModule } from './memorystore.js';

const TYPE = 'google_compute_firewall';

/** Rules as inputs of the network module and of its module for firewall rules. */
const network: ModuleHandler = {
  matches: (source) => isModule(source, 'terraform-google-modules/network/google'),
  meaning: [
    {
      of: 'module terraform-google-modules/network/google',
      judged:
        '`rules`, `firewall_rules` and `ingress_rules`, also of `modules/firewall-rules`, as `google_compute_firewall` (`ranges` are its `source_ranges`)',
    },
  ],
  facts(call, context): Fact[] {
    const rules = ['rules', 'firewall_rules', 'ingress_rules'].flatMap((key) =>
      itemsOf(entry(call.body, key)?.value).flatMap((item) =>
        rulesOf(item, call, context, (rule) => renamed(rule, { ranges: 'source_ranges' })),
      ),
    );
    return moduleOpenings(classic, rules);
  },
};

/** Rules as inputs of the fabric's module, which lets everyone in where it is not told otherwise. */
const fabric: ModuleHandler = {
  matches: (source) =>
    isModule(source, 'cloud-foundation-fabric') && /net-vpc-firewall/.test(source),
  meaning: [
    {
      of: 'module cloud-foundation-fabric net-vpc-firewall',
      judged:
        '`ingress_rules` by name: `rules` with `protocol` and `ports` (all without), `deny`, `priority`; everyone without `source_ranges`',
    },
  ],
  facts(call, context): Fact[] {
    const given = entry(call.body, 'ingress_rules')?.value;
    const rules = given?.type === 'map' ? elements(given) : itemsOf(given);
    return moduleOpenings(
      classic,
      rules.flatMap((item) => rulesOf(item, call, context, fabricRule)),
    );
  },
};

/** The rules that one input stands for; an unknown one may be any rule. */
function rulesOf(
  item: Data,
  call: RemoteModuleCall,
  context: ResourceContext,
  convert: (rule: Mapping) => Mapping,
): FirewallRule[] {
  if (item.type === 'unknown') return [unknownRule(item, asResource(call, TYPE, call.body))];
  return item.type === 'map' ? classicRules(asResource(call, TYPE, convert(item)), context) : [];
}

function fabricRule(rule: Mapping): Mapping {
  const denies = booleanOf(entry(rule, 'deny')?.value) === true;
  const traffic = entry(rule, 'rules');
  const key = denies ? 'deny' : 'allow';
  const every = mapping(
    [
      {
        key: 'protocol',
        keyWhere: rule.where,
        valueWhere: rule.where,
        value: scalar('all', rule.where),
      },
    ],
    rule.where,
  );
  const blocks: Data =
    traffic !== undefined && isGiven(traffic.value) ? traffic.value : list([every], rule.where);
  const rest = rule.entries.filter((each) => each.key !== 'deny' && each.key !== 'rules');
  const where = traffic?.valueWhere ?? rule.where;
  return renamed(
    { ...rule, entries: [...rest, { key, keyWhere: where, valueWhere: where, value: blocks }] },
    { targets: 'target_tags', sources: 'source_tags' },
  );
}

function renamed(rule: Mapping, names: Readonly<Record<string, string>>): Mapping {
  const entries = rule.entries.map((each) => ({ ...each, key: names[each.key] ?? each.key }));
  return { ...rule, entries };
}

export const googleModules: readonly ModuleHandler[] = [network, fabric, memorystoreModule];
