import { unresolved, type Unresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import { PortSet, TCP, TCP_AND_UDP, UDP, type ProtocolSet } from '../../network/ports.js';
import { integerOf, type Data } from '../../syntax/data.js';
import { isUnknown, pythonText } from '../../syntax/jinja/index.js';
import { listItems } from './tasks.js';

/** One opening before it is judged. */
export interface Opening {
  readonly protocols: ProtocolSet;
  readonly ports: PortSet | Unresolved;
  readonly sources: AddressSet | Unresolved;
  readonly where: Location;
}

/** Sources of one rule: known ones make one opening at the widest, unknown ones one each. */
export function joined(
  sources: readonly { set: AddressSet | Unresolved; where: Location }[],
): { set: AddressSet | Unresolved; where: Location }[] {
  const known = sources.flatMap(({ set, where }) =>
    set instanceof AddressSet ? [{ set, where }] : [],
  );
  const others = sources.filter(({ set }) => !(set instanceof AddressSet));
  if (known.length === 0) return others;
  const widest = known.reduce((a, b) => (size(b.set) > size(a.set) ? b : a));
  return [{ set: AddressSet.unionOf(known.map(({ set }) => set)), where: widest.where }, ...others];
}

export function size(set: AddressSet): number {
  return set.sizeV4 / 2 ** 32 + Number(set.sizeV6) / 2 ** 128;
}

export function portRange(from: Data | undefined, to: Data | undefined): PortSet | Unresolved {
  const unknownSide = [from, to].find((side) => side !== undefined && isUnknown(side));
  if (unknownSide !== undefined && isUnknown(unknownSide))
    return unresolved(unknownSide.reason, unknownSide.where);
  const low = integerOf(from);
  const high = integerOf(to) ?? low;
  if (low === undefined && high === undefined) return PortSet.all;
  if (low === -1 || high === -1 || (low === 0 && high === 0)) return PortSet.all;
  return PortSet.range(low ?? 0, high ?? 65535);
}

/** `80`, `"1000-2000"`, lists of them, `all` and `*`. */
export function portList(value: Data): PortSet | Unresolved {
  let ports = PortSet.empty;
  for (const one of listItems(value)) {
    if (isUnknown(one)) return unresolved(one.reason, one.where);
    const text = (pythonText(one) ?? '').trim();
    if (text === '*' || text === 'all' || text === 'any' || text === '-1' || text === '0')
      return PortSet.all;
    const range = /^([0-9]{1,5})\s*(?:[-:]\s*([0-9]{1,5}))?$/.exec(text);
    if (range === null) return unresolved(`"${text.slice(0, 40)}" is no port`, one.where);
    ports = ports.union(PortSet.range(Number(range[1]), Number(range[2] ?? range[1])));
  }
  return ports;
}

/** The protocols, and whether every port goes with them (`all`, `-1`). */
export function protocolOf(value: Data | undefined, fallback: string): [ProtocolSet, boolean] {
  if (value !== undefined && isUnknown(value)) return [TCP_AND_UDP, false];
  const name = (value === undefined ? fallback : (pythonText(value) ?? fallback)).toLowerCase();
  switch (name) {
    case 'tcp':
    case '6':
      return [TCP, false];
    case 'udp':
    case '17':
      return [UDP, false];
    case 'all':
    case '-1':
    case 'any':
    case '*':
    case '':
    case 'none':
      return [TCP_AND_UDP, name === 'all' || name === '-1'];
    case 'tcp_udp':
      return [TCP_AND_UDP, false];
    default:
      return [[], false];
  }
}

export function addresses(value: Data): AddressSet | Unresolved {
  if (isUnknown(value)) return unresolved(value.reason, value.where);
  const text = (pythonText(value) ?? '').trim();
  const set = AddressSet.tryParse(text);
  if (set !== undefined) return set;
  const reason = `"${text.slice(0, 60)}" is no network in CIDR notation`;
  return { ...unresolved(reason, value.where), ...(text === '' ? {} : { names: [text] }) };
}

/** Sources of a rule from a list; with `anyone` when the list is left out. */
export function sourceList(
  value: Data | undefined,
  anyone: AddressSet | undefined,
  where: Location,
): { set: AddressSet | Unresolved; where: Location }[] {
  const items = listItems(value);
  if (items.length === 0) return anyone === undefined ? [] : [{ set: anyone, where }];
  return joined(items.map((one) => ({ set: addresses(one), where: one.where })));
}

/** The same opening for both protocols is one. */
export function mergeProtocols(openings: readonly Opening[]): Opening[] {
  const merged: Opening[] = [];
  for (const opening of openings) {
    const at = merged.findIndex(
      (one) =>
        one.where === opening.where &&
        String(one.ports) === String(opening.ports) &&
        (one.sources instanceof AddressSet && opening.sources instanceof AddressSet
          ? one.sources.equals(opening.sources)
          : one.sources === opening.sources),
    );
    if (at < 0) merged.push(opening);
    else if (!merged[at]!.protocols.includes(opening.protocols[0]!)) {
      merged[at] = { ...merged[at]!, protocols: TCP_AND_UDP };
    }
  }
  return merged;
}
