import { isUnresolved } from '../../../../facts.js';
import { openingsOf } from './openings.js';
import type { FirewallRule } from './rule.js';

/**
 * What a firewall that decides first keeps out for certain, as rules to put before those behind it.
 * What it lets in is handed on to them; what is not known about it keeps nobody out.
 */
export function denialsOf(rules: readonly FirewallRule[]): FirewallRule[] {
  // With both turned round, what is opened is what is denied and not let in before.
  const denied = rules.flatMap((rule): FirewallRule[] =>
    rule.action === 'deny' &&
    rule.passesOn !== true &&
    rule.isPartial !== true &&
    rule.onlyIf === undefined
      ? [{ ...rule, action: 'allow' }]
      : [],
  );
  const spared = rules.flatMap((rule): FirewallRule[] => {
    if (rule.action === 'deny' && rule.passesOn !== true) return [];
    const { only: _only, isPartial: _isPartial, ...rest } = rule;
    return [{ ...rest, action: 'deny' }];
  });
  const openings = openingsOf({
    mechanism: 'cloud-firewall',
    rules: [...denied, ...spared],
    ties: 'written',
    target: () => 'unknown',
    leadsTo: 'unknown',
    faces: 'internet',
  });
  return denied.flatMap((rule) =>
    (openings.get(rule) ?? []).flatMap(({ sources, ports, protocols, onlyIf }): FirewallRule[] =>
      isUnresolved(sources) || isUnresolved(ports) || onlyIf !== undefined
        ? []
        : [
            {
              ...rule,
              action: 'deny',
              order: Number.NEGATIVE_INFINITY,
              traffic: [{ protocols, ports }],
              sources: { ...rule.sources, known: sources, missing: undefined },
            },
          ],
    ),
  );
}
