import type { Location } from '../../files/source.js';
import { undecided } from './packet.js';
import { ACCEPT, DROP, newChain, type BaseChain, type Rule } from './ruleset.js';

/** Rules that are loaded and not known: they may let anybody in, and may keep anybody out. */
export function lostRules(reason: string, where: Location | undefined): Rule[] {
  return [DROP, ACCEPT].map((verdict) => ({
    conditions: [() => undecided(reason)],
    verdict,
    text: '',
    ...(where === undefined ? {} : { where }),
  }));
}

/**
 * A table of nft that is not known. What it accepts other tables may still drop, so it is only that it may drop
 * that counts.
 */
export function lostTable(reason: string, where: Location | undefined): BaseChain[] {
  return (['input', 'forward'] as const).map((hook) => ({
    chain: { ...newChain(''), rules: lostRules(reason, where) },
    hook,
    priority: 0,
    families: [4, 6],
    policy: 'accept',
    nat: false,
  }));
}
