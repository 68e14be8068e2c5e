import type { Fact } from '../../facts.js';

/** The hosts that a workload stands for, to know them again in another playbook. */
export interface Place {
  readonly host: string;
  /** The inventory and the folder of the playbook: only there do equal names mean equal hosts. */
  readonly around: string;
}

/**
 * Playbooks side by side are run on the same hosts: the packet filter that one of them sets up is also
 * that of memcached which another installs there, unless that one sets up a filter of its own.
 */
export function sharedFilters(
  facts: readonly Fact[],
  places: ReadonlyMap<string, Place>,
): readonly Fact[] {
  const filtered = new Set<string>();
  const listening = new Set<string>();
  for (const fact of facts) {
    if (fact.kind === 'listener') {
      if (fact.placement === 'host') listening.add(fact.workload);
    } else if (fact.mechanism === 'host-firewall' && fact.target !== 'unknown') {
      for (const workload of fact.target) filtered.add(workload);
    }
  }
  const bare = [...listening].filter((workload) => !filtered.has(workload));
  if (bare.length === 0 || filtered.size === 0) return facts;
  return facts.map((fact) => {
    if (fact.kind === 'listener' || fact.mechanism !== 'host-firewall') return fact;
    if (fact.target === 'unknown') return fact;
    const { target } = fact;
    const more = bare.filter((workload) =>
      target.some((one) => sameHosts(placeOf(one, places), placeOf(workload, places))),
    );
    return more.length === 0 ? fact : { ...fact, target: [...target, ...more] };
  });
}

function sameHosts(filter: Place | undefined, server: Place | undefined): boolean {
  if (filter === undefined || server === undefined || filter.around !== server.around) return false;
  return filter.host === server.host || filter.host === 'all hosts';
}

/** Of a workload that stands for one family of distributions too: `… (RedHat)`. */
function placeOf(workload: string, places: ReadonlyMap<string, Place>): Place | undefined {
  return places.get(workload) ?? places.get(workload.replace(/ \([A-Za-z]+\)$/, ''));
}
