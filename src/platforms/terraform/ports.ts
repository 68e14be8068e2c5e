import { isUnresolved, unresolved, type Unresolved } from '../../facts.js';
import { integerOf, isNull, textOf, type Data } from '../../syntax/data.js';
import {
  MEMCACHED_PORT,
  PortSet,
  TCP,
  TCP_AND_UDP,
  UDP,
  type ProtocolSet,
} from '../../network/ports.js';
import { alternativesOf } from './values.js';

/** The protocols that a protocol argument stands for; `other` for those memcached does not speak. */
export function protocolsFrom(
  data: Data | undefined,
): { protocols: ProtocolSet; isAny: boolean } | 'other' | Unresolved {
  if (data === undefined || isNull(data)) return { protocols: TCP_AND_UDP, isAny: true };
  if (data.type === 'unknown') return unresolved(data.reason, data.where);
  switch (textOf(data)?.trim().toLowerCase()) {
    case 'tcp':
    case '6':
      return { protocols: TCP, isAny: false };
    case 'udp':
    case '17':
      return { protocols: UDP, isAny: false };
    case '-1':
    case 'all':
    case 'any':
    case '*':
    case '':
      return { protocols: TCP_AND_UDP, isAny: true };
    default:
      return 'other';
  }
}

/**
 * The ports from one number to another, both included. Where a condition that is not known chooses
 * them, all that it can choose, when that makes no difference to memcached's port.
 */
export function portRange(from: Data | undefined, to: Data | undefined): PortSet | Unresolved {
  const lows = choices(from);
  const highs = choices(to);
  if (lows.length === 1 && highs.length === 1) return oneRange(from, to);
  const ranges =
    lows.length === highs.length
      ? lows.map((low, index) => oneRange(low, highs[index]))
      : lows.flatMap((low) => highs.map((high) => oneRange(low, high)));
  const known = ranges.flatMap((range) => (isUnresolved(range) ? [] : [range]));
  const named = known.filter((range) => range.contains(MEMCACHED_PORT));
  if (known.length < ranges.length || (named.length > 0 && named.length < known.length)) {
    return oneRange(from, to);
  }
  return known.reduce((all, range) => all.union(range), PortSet.empty);
}

function choices(data: Data | undefined): readonly (Data | undefined)[] {
  return (data === undefined ? undefined : alternativesOf(data)) ?? [data];
}

function oneRange(from: Data | undefined, to: Data | undefined): PortSet | Unresolved {
  const low = portNumber(from);
  if (typeof low !== 'number' && low !== undefined) return low;
  const high = portNumber(to);
  if (typeof high !== 'number' && high !== undefined) return high;
  if (low === undefined && high === undefined) return unresolved('no port is given');
  // -1 stands for every port where a number is demanded.
  if (low === -1 || high === -1) return PortSet.all;
  return PortSet.range(low ?? high!, high ?? low!);
}

function portNumber(data: Data | undefined): number | undefined | Unresolved {
  if (data === undefined || isNull(data)) return undefined;
  if (data.type === 'unknown') return unresolved(data.reason, data.where);
  return (
    integerOf(data) ?? unresolved(`"${(textOf(data) ?? '').slice(0, 40)}" is no port`, data.where)
  );
}
