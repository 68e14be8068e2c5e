import { unresolved, type Unresolved } from '../../../../facts.js';
import type { Location } from '../../../../files/source.js';
import type { Data } from '../../../../syntax/data.js';

/** Firewalls in front of a workload, each of which may let something in. */
export interface Guard {
  readonly workload: string;
  readonly where: Location;
  /** Keys of the firewalls, see `groupKey`. */
  readonly firewalls: readonly string[];
  /** Keys of the tags and addresses that rules are narrowed to; absent where there are none. */
  readonly labels?: readonly string[];
  /** Set when there may be more than those. */
  readonly missing?: Unresolved;
}

/** The reason why a firewall that is named somewhere is not known. */
export function foreignFirewall(data: Data): Unresolved {
  return unresolved(
    data.type === 'unknown' ? data.reason : 'a firewall is not in the repository',
    data.where,
  );
}
