import {
  type Listener,
  type PlatformName,
  type RelatedLocation,
  type WorkloadId,
} from '../facts.js';
import type { DetectedVersion } from '../facts.js';
import type { Location } from '../files/source.js';
import type { Daemon } from './types.js';

/** What a platform knows about a memcached besides its options. */
export interface ListenerPlace {
  readonly platform: PlatformName;
  readonly workload: WorkloadId;
  readonly placement: Listener['placement'];
  /** The command, configuration line or image; the word with the listen address is preferred to it. */
  readonly where: Location;
  readonly version?: DetectedVersion;
  readonly related?: readonly RelatedLocation[];
  /** Further assumptions, one sentence each. */
  readonly assumptions?: readonly string[];
}

/** The {@link Listener} fact of a daemon. Every daemon gives one, also one that does not start. */
export function listenerFrom(daemon: Daemon, place: ListenerPlace): Listener {
  const assumptions = [...daemon.assumptions, ...(place.assumptions ?? [])];
  if (daemon.running === false && daemon.reason !== undefined) {
    assumptions.push(`It does not start as it is written: ${daemon.reason}.`);
  }
  return {
    kind: 'listener',
    platform: place.platform,
    where: daemon.listenWhere ?? place.where,
    workload: place.workload,
    placement: place.placement,
    sockets: socketsOf(daemon),
    ...(isIntended(daemon) ? { intended: true as const } : {}),
    authentication: daemon.authentication,
    ...(place.version === undefined ? {} : { version: place.version }),
    ...(daemon.udpWhere === undefined ? {} : { udpWhere: daemon.udpWhere }),
    features: daemon.features,
    assumptions,
    related: place.related ?? [],
  };
}

function socketsOf(daemon: Daemon): Listener['sockets'] {
  if (daemon.undecided !== undefined) return daemon.undecided;
  if (isIntended(daemon)) return daemon.intended!;
  return daemon.running === false ? [] : daemon.sockets;
}

/** It fails to start, and would let others in once that is mended. */
function isIntended(daemon: Daemon): boolean {
  return daemon.intended?.some(({ scope }) => scope !== 'loopback') === true;
}
