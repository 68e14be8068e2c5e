import type { Location } from '../files/source.js';
import { SEVERITIES } from '../findings.js';
import type { Baseline } from './baseline.js';
import type { Config } from './config.js';
import type { Suppression } from './suppress.js';
import { readTrusted } from './trusted.js';

/** Something in a change that would make the check milder. */
export interface PolicyChange {
  readonly where: Location;
  /** What it does, to be read after "this change": "adds a suppression of MCE201". */
  readonly what: string;
}

/** The policy of one tree. */
export interface Policy {
  readonly config?: Config;
  readonly inline: readonly Suppression[];
  readonly baseline?: Baseline;
}

/** The first of these keys that is set, in the order of the table of defaults. */
const DEFAULTS = { failOn: 'high', reportSeverity: 'low' } as const;

/**
 * What the head tree's policy allows that the base tree's does not.
 * @param added the suppressions in comments that are new, when that is known better than by comparing them
 */
export function weakenedPolicy(
  base: Policy,
  head: Policy,
  added: readonly Suppression[] = addedSuppressions(base.inline, head.inline),
): PolicyChange[] {
  return [
    ...added.map((suppression) => ({
      where: suppression.where,
      what: `adds a suppression of ${suppression.rules.join(', ')}`,
    })),
    ...configChanges(base.config, head.config),
    ...baselineChanges(base.baseline, head.baseline),
  ];
}

/** Suppressions of the head tree that the base tree's same file, or a file that is gone, does not have. */
export function addedSuppressions(
  base: readonly Suppression[],
  head: readonly Suppression[],
): Suppression[] {
  const available = new Map<string, number>();
  for (const suppression of base) {
    const key = identityOf(suppression);
    available.set(key, (available.get(key) ?? 0) + 1);
  }
  return head.filter((suppression) => {
    const key = identityOf(suppression);
    const left = available.get(key) ?? 0;
    if (left > 0) available.set(key, left - 1);
    return left === 0;
  });
}

function identityOf({ where, rules, reason, until }: Suppression): string {
  return JSON.stringify([where.file, [...rules].sort(), reason, until ?? '']);
}

function configChanges(base: Config | undefined, head: Config | undefined): PolicyChange[] {
  if (head === undefined && base === undefined) return [];
  const changes: PolicyChange[] = [];
  const add = (key: string, what: string): void => {
    const file = head?.path ?? base?.path ?? '';
    const where = head?.where.get(key) ?? {
      file,
      startLine: 1,
      startColumn: 1,
      endLine: 1,
      endColumn: 1,
    };
    changes.push({ where, what });
  };
  if (isMilder(base?.failOn ?? DEFAULTS.failOn, head?.failOn ?? DEFAULTS.failOn)) {
    add('fail-on', `raises fail-on to ${head?.failOn ?? DEFAULTS.failOn}`);
  }
  if (
    isMilder(
      base?.reportSeverity ?? DEFAULTS.reportSeverity,
      head?.reportSeverity ?? DEFAULTS.reportSeverity,
    )
  ) {
    add(
      'report-severity',
      `raises report-severity to ${head?.reportSeverity ?? DEFAULTS.reportSeverity}`,
    );
  }
  const before = readTrusted(base?.trustedNetworks ?? []);
  const after = readTrusted(head?.trustedNetworks ?? []);
  const trusted = after.networks.subtract(before.networks);
  if (!trusted.isEmpty) add('trusted-networks', `trusts ${trusted.describe()}`);
  const named = [...after.names].filter((name) => !before.names.has(name));
  if (named.length > 0) add('trusted-networks', `trusts ${named.join(', ')}`);
  for (const pattern of head?.exclude ?? []) {
    if (!(base?.exclude ?? []).includes(pattern)) add('exclude', `excludes ${pattern}`);
  }
  for (const [rule, setting] of head?.rules ?? []) {
    const before = base?.rules?.get(rule);
    if (before === setting) continue;
    if (setting === 'off') add('rules', `switches ${rule} off`);
    else if (before === undefined || before === 'off' || isMilder(setting, before)) {
      if (before !== 'off') add('rules', `sets ${rule} to ${setting}`);
    }
  }
  const overridden = new Set((base?.overrides ?? []).map(overrideText));
  for (const override of head?.overrides ?? []) {
    // The worst severity makes nothing milder.
    if (override.severity === 'critical' || overridden.has(overrideText(override))) continue;
    changes.push({ where: override.where, what: overrideText(override) });
  }
  const custom = new Map((head?.customRules ?? []).map((rule) => [rule.id, rule]));
  for (const rule of base?.customRules ?? []) {
    const now = custom.get(rule.id);
    if (now === undefined) add('custom-rules', `removes the rule ${rule.id}`);
    else if (isMilder(now.severity, rule.severity)) {
      add('custom-rules', `sets ${rule.id} to ${now.severity}`);
    } else if (conditionsText(rule) !== conditionsText(now)) {
      add('custom-rules', `changes what ${rule.id} matches`);
    }
  }
  const known = new Set((base?.suppressions ?? []).map(pathIdentityOf));
  for (const suppression of head?.suppressions ?? []) {
    if (known.has(pathIdentityOf(suppression))) continue;
    changes.push({
      where: suppression.where,
      what: `adds a suppression of ${suppression.rules.join(', ')} in ${suppression.paths.join(', ')}`,
    });
  }
  if (head?.baseline !== undefined && head.baseline !== base?.baseline) {
    add('baseline', `uses the baseline ${head.baseline}`);
  }
  return changes;
}

function overrideText({
  paths,
  rules,
  severity,
}: NonNullable<Config['overrides']>[number]): string {
  const which = rules === undefined ? 'every rule' : rules.join(', ');
  const places = paths.join(', ');
  return severity === 'off'
    ? `switches ${which} off in ${places}`
    : `sets ${which} to ${severity} in ${places}`;
}

function conditionsText(rule: NonNullable<Config['customRules']>[number]): string {
  const { mechanisms, platforms, reaches, ports, names } = rule;
  return JSON.stringify([mechanisms, platforms, reaches, ports?.toString(), names]);
}

function pathIdentityOf(suppression: NonNullable<Config['suppressions']>[number]): string {
  const { rules, paths, reason, until } = suppression;
  return JSON.stringify([rules, paths, reason, until ?? '']);
}

function baselineChanges(base: Baseline | undefined, head: Baseline | undefined): PolicyChange[] {
  if (head === undefined) return [];
  const added = [...head.entries.keys()].filter((key) => base?.entries.has(key) !== true).length;
  if (added === 0) return [];
  return [
    {
      where: { file: head.path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
      what: `adds ${added} ${added === 1 ? 'entry' : 'entries'} to the baseline`,
    },
  ];
}

/**
 * Whether a threshold lets more pass than another did. For the severity of a rule it is the other way
 * round: the lower one is milder.
 */
function isMilder(before: string, after: string): boolean {
  const rank = [...SEVERITIES, 'none'].reverse() as readonly string[];
  const order = (text: string): number => (text === 'none' ? rank.length : rank.indexOf(text));
  return order(after) > order(before);
}
