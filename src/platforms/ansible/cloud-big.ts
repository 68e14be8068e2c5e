import type { Unresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet } from '../../network/ports.js';
import { entry, integerOf, type Data } from '../../syntax/data.js';
import { isUnknown, pythonText } from '../../syntax/jinja/index.js';
import {
  addresses,
  mergeProtocols,
  portList,
  portRange,
  protocolOf,
  sourceList,
  type Opening,
} from './cloud-values.js';
import { argumentOf, textArgument } from './firewall-modules.js';
import type { Action } from './run.js';
import { flagOf, listItems } from './tasks.js';

/** Rules of one group in order of priority; a deny takes its sources from later allows. */
export function azureGroup(action: Action): Opening[] {
  interface Rule extends Opening {
    readonly allow: boolean;
    readonly priority: number;
  }
  const rules: Rule[] = [];
  for (const rule of listItems(action.args.get('rules'))) {
    if (rule.type !== 'map') continue;
    const word = (key: string, fallback: string): string => {
      const value = entry(rule, key)?.value;
      return value === undefined || isUnknown(value) ? fallback : (pythonText(value) ?? fallback);
    };
    if (/^outbound$/i.test(word('direction', 'Inbound'))) continue;
    const [protocols] = protocolOf(entry(rule, 'protocol')?.value, '*');
    const portValue = entry(rule, 'destination_port_range')?.value;
    const source = entry(rule, 'source_address_prefix')?.value;
    const groups = entry(rule, 'source_application_security_groups')?.value;
    if (groups !== undefined && source === undefined) continue;
    const where = source?.where ?? rule.where;
    const items = listItems(source);
    const sets = items.length === 0 ? [AddressSet.all] : items.map(azureSource);
    const missing = sets.find((set): set is Unresolved => !(set instanceof AddressSet));
    rules.push({
      protocols,
      ports: portValue === undefined ? PortSet.all : portList(portValue),
      sources: missing ?? AddressSet.unionOf(sets as AddressSet[]),
      where,
      allow: !/^deny$/i.test(word('access', 'Allow')),
      priority: integerOf(entry(rule, 'priority')?.value) ?? 4096,
    });
  }
  rules.sort((a, b) => a.priority - b.priority);
  const openings: Opening[] = [];
  for (const protocol of ['tcp', 'udp'] as const) {
    let denied = AddressSet.empty;
    for (const rule of rules) {
      if (!rule.protocols.includes(protocol)) continue;
      const hits = !(rule.ports instanceof PortSet) || rule.ports.contains(MEMCACHED_PORT);
      if (!hits) continue;
      if (!rule.allow) {
        if (rule.sources instanceof AddressSet && rule.ports instanceof PortSet)
          denied = denied.union(rule.sources);
        continue;
      }
      const sources =
        rule.sources instanceof AddressSet ? rule.sources.subtract(denied) : rule.sources;
      openings.push({ ...rule, protocols: [protocol], sources });
    }
  }
  return mergeProtocols(openings);
}

export function azureSource(value: Data): AddressSet | Unresolved {
  const text = isUnknown(value) ? undefined : pythonText(value);
  if (text !== undefined) {
    if (/^(\*|any|internet|0\.0\.0\.0)$/i.test(text)) return AddressSet.all;
    // The virtual network, load balancers and named services of Azure are not the internet.
    if (/^[A-Za-z][A-Za-z0-9.]*$/.test(text)) return AddressSet.empty;
  }
  return addresses(value);
}

/** `source_ranges` left out means everyone, unless tags or accounts name the sources. */
export function gcpFirewall(action: Action): Opening[] {
  if ((textArgument(action, 'direction') ?? 'INGRESS').toUpperCase() === 'EGRESS') return [];
  if (flagOf(argumentOf(action, 'disabled')) === true) return [];
  const ranges = action.args.get('source_ranges');
  const byName = ['source_tags', 'source_service_accounts'].some(
    (key) => listItems(action.args.get(key)).length > 0,
  );
  const allowed = action.args.get('allowed');
  return listItems(allowed).flatMap((rule): Opening[] => {
    const [protocols, everyPort] = protocolOf(entry(rule, 'ip_protocol')?.value, 'all');
    const portValue = entry(rule, 'ports')?.value;
    const ports = everyPort || portValue === undefined ? PortSet.all : portList(portValue);
    const sources = sourceList(
      ranges,
      byName ? undefined : AddressSet.allIPv4,
      portValue?.where ?? rule.where,
    );
    return sources.map(({ set, where }) => ({ protocols, ports, sources: set, where }));
  });
}

export function openstackRule(action: Action): Opening[] {
  return openstackOpening((key) => action.args.get(key), action.where);
}

export function openstackGroup(action: Action): Opening[] {
  return listItems(action.args.get('security_group_rules')).flatMap((rule) =>
    openstackOpening((key) => entry(rule, key)?.value, rule.where),
  );
}

export function openstackOpening(
  argument: (key: string) => Data | undefined,
  where: Location,
): Opening[] {
  const word = (key: string): string | undefined => {
    const value = argument(key);
    return value === undefined || isUnknown(value) ? undefined : pythonText(value);
  };
  if (word('direction') === 'egress' || word('state') === 'absent') return [];
  if (word('remote_group') !== undefined || word('remote_group_id') !== undefined) return [];
  const [protocols, everyPort] = protocolOf(argument('protocol'), 'any');
  const ports = everyPort
    ? PortSet.all
    : portRange(argument('port_range_min'), argument('port_range_max'));
  const prefix = argument('remote_ip_prefix');
  const family = /6$/.test(word('ether_type') ?? word('ethertype') ?? 'IPv4')
    ? AddressSet.allIPv6
    : AddressSet.allIPv4;
  return sourceList(prefix, family, argument('port_range_min')?.where ?? where).map((one) => ({
    protocols,
    ports,
    sources: one.set,
    where: one.where,
  }));
}

/** `gce_net` of old: `allowed: tcp:22,11211;udp:53`, everyone unless `src_range` or `src_tags` says otherwise. */
export function gceNet(action: Action): Opening[] {
  const allowed = argumentOf(action, 'allowed');
  const text = textArgument(action, 'allowed');
  if (allowed === undefined || text === undefined) return [];
  const tags = listItems(argumentOf(action, 'src_tags'));
  return text.split(';').flatMap((part): Opening[] => {
    const [name = '', list] = part.trim().split(':');
    const place = { type: 'scalar' as const, value: name, where: allowed.where };
    const [protocols, everyPort] = protocolOf(place, 'tcp');
    const ports =
      everyPort || list === undefined ? PortSet.all : portList({ ...place, value: list });
    return sourceList(
      argumentOf(action, 'src_range'),
      tags.length > 0 ? undefined : AddressSet.allIPv4,
      allowed.where,
    ).map(({ set, where }) => ({ protocols, ports, sources: set, where }));
  });
}
