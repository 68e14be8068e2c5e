import type { Fact } from '../../../../facts.js';
import type { ModuleHandler } from '../../resource.js';
import { allRules } from './group-rules.js';
import { registryName } from './modules/contract.js';
import { CONTRACTS } from './modules/index.js';
import { ingressOf } from './security-groups.js';

/** The modules of the registry that are understood, as handlers. */
export const awsModules: readonly ModuleHandler[] = CONTRACTS.map((contract) => ({
  matches: (source) => registryName(source)?.module === contract.module,
  meaning: contract.meaning,
  facts(call, context): Fact[] {
    const doors = (allRules(context).get(call) ?? []).flatMap(
      (rule) => ingressOf(rule, context) ?? [],
    );
    return [...doors, ...(contract.facts?.(call, context) ?? [])];
  },
}));
