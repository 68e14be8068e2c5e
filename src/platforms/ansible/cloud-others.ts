import { unresolved, type Unresolved } from '../../facts.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet } from '../../network/ports.js';
import { entry, integerOf, type Data } from '../../syntax/data.js';
import { isUnknown, pythonText } from '../../syntax/jinja/index.js';
import {
  addresses,
  joined,
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

export function hcloudFirewall(action: Action): Opening[] {
  if (action.args.get('rules')?.type === 'map') return linodeFirewall(action);
  return listItems(action.args.get('rules')).flatMap((rule): Opening[] => {
    if (rule.type !== 'map') return [];
    const direction = entry(rule, 'direction')?.value;
    if (direction !== undefined && pythonText(direction) === 'out') return [];
    const [protocols] = protocolOf(entry(rule, 'protocol')?.value, 'tcp');
    const portValue = entry(rule, 'port')?.value;
    const ports = portValue === undefined ? PortSet.all : portList(portValue);
    return sourceList(entry(rule, 'source_ips')?.value, undefined, rule.where).map((one) => ({
      protocols,
      ports,
      sources: one.set,
      where: one.where,
    }));
  });
}

export function digitalOceanFirewall(action: Action): Opening[] {
  return listItems(action.args.get('inbound_rules')).flatMap((rule): Opening[] => {
    const [protocols] = protocolOf(entry(rule, 'protocol')?.value, 'tcp');
    const portValue = entry(rule, 'ports')?.value;
    const ports = portValue === undefined ? PortSet.all : portList(portValue);
    const sources = entry(entry(rule, 'sources')?.value, 'addresses')?.value;
    return sourceList(sources, undefined, rule.where).map((one) => ({
      protocols,
      ports,
      sources: one.set,
      where: one.where,
    }));
  });
}

/** `linode.cloud.firewall`: inbound rules in order, then `inbound_policy`. */
export function linodeFirewall(action: Action): Opening[] {
  const rules = action.args.get('rules');
  const openings: Opening[] = [];
  for (const protocol of ['tcp', 'udp'] as const) {
    let decided = AddressSet.empty;
    for (const rule of listItems(entry(rules, 'inbound')?.value)) {
      const [protocols] = protocolOf(entry(rule, 'protocol')?.value, 'tcp');
      if (!protocols.includes(protocol)) continue;
      const portValue = entry(rule, 'ports')?.value;
      const ports = portValue === undefined ? PortSet.all : portList(portValue);
      if (ports instanceof PortSet && !ports.contains(MEMCACHED_PORT)) continue;
      const from = entry(rule, 'addresses')?.value;
      const sources = joined(
        ['ipv4', 'ipv6'].flatMap((key) =>
          listItems(entry(from, key)?.value).map((one) => ({
            set: addresses(one),
            where: one.where,
          })),
        ),
      );
      const verdict = entry(rule, 'action')?.value;
      const drops = verdict !== undefined && pythonText(verdict)?.toUpperCase() === 'DROP';
      for (const { set, where } of sources) {
        const left = set instanceof AddressSet ? set.subtract(decided) : set;
        if (!drops) openings.push({ protocols: [protocol], ports, sources: left, where });
        if (set instanceof AddressSet) decided = decided.union(set);
      }
    }
    const policy = entry(rules, 'inbound_policy')?.value;
    if (policy !== undefined && pythonText(policy)?.toUpperCase() === 'ACCEPT') {
      const sources = AddressSet.all.subtract(decided);
      openings.push({ protocols: [protocol], ports: PortSet.all, sources, where: policy.where });
    }
  }
  return mergeProtocols(openings);
}

/** `community.windows.win_firewall_rule`: everything left out means any. */
export function windowsRule(action: Action): Opening[] {
  const word = (key: string, fallback: string): string =>
    (textArgument(action, key) ?? fallback).toLowerCase();
  if (word('direction', 'in') !== 'in' || word('action', 'allow') !== 'allow') return [];
  if (flagOf(argumentOf(action, 'enabled')) === false) return [];
  const [protocols] = protocolOf(argumentOf(action, 'protocol'), 'any');
  const portValue = argumentOf(action, 'localport');
  const ports = portValue === undefined ? PortSet.all : portList(portValue);
  const remote = argumentOf(action, 'remoteip');
  const where = portValue?.where ?? action.where;
  const sources = listItems(remote).map((one) => ({
    set: windowsAddresses(one),
    where: one.where,
  }));
  if (sources.length === 0) sources.push({ set: AddressSet.all, where });
  return joined(sources).map((one) => ({ protocols, ports, sources: one.set, where: one.where }));
}

export function windowsAddresses(value: Data): AddressSet | Unresolved {
  const text = isUnknown(value) ? undefined : pythonText(value)?.trim().toLowerCase();
  if (text === undefined) return addresses(value);
  if (text === 'any' || text === '*' || text === 'internet') return AddressSet.all;
  // Names of networks beside the host itself: its subnet, its gateway and its name servers.
  if (/^(localsubnet|defaultgateway|dhcp|wins|dns|intranet|rmtintranet)$/.test(text))
    return AddressSet.empty;
  const dash = /^([0-9a-f.:]{2,45})-([0-9a-f.:]{2,45})$/.exec(text);
  if (dash !== null) {
    try {
      return AddressSet.range(dash[1]!, dash[2]!);
    } catch {
      return unresolved(`"${text.slice(0, 60)}" is no range of addresses`, value.where);
    }
  }
  return addresses(value);
}

/** `cs_firewall`, `cs_securitygroup_rule`, `exo_security_group_rule`: `cidr` is everyone when left out. */
export function cloudstackRule(action: Action): Opening[] {
  if ((textArgument(action, 'type') ?? 'ingress') !== 'ingress') return [];
  if (argumentOf(action, 'user_security_group', 'security_group_source') !== undefined) return [];
  const [protocols, everyPort] = protocolOf(argumentOf(action, 'protocol'), 'tcp');
  const start = argumentOf(action, 'start_port', 'port');
  const ports = everyPort ? PortSet.all : portRange(start, argumentOf(action, 'end_port'));
  const where = start?.where ?? action.where;
  const from = argumentOf(action, 'cidrs', 'cidr');
  return sourceList(from, AddressSet.allIPv4, where).map((one) => ({
    protocols,
    ports,
    sources: one.set,
    where: one.where,
  }));
}

/** `vultr.cloud.firewall_rule`: `subnet` and `subnet_size`. */
export function vultrRule(action: Action): Opening[] {
  const [protocols] = protocolOf(argumentOf(action, 'protocol'), 'tcp');
  const portValue = argumentOf(action, 'port', 'start_port');
  const ports = portValue === undefined ? PortSet.all : portList(portValue);
  const subnet = argumentOf(action, 'subnet', 'cidr');
  const six = /6$/.test(textArgument(action, 'ip_type', 'ip_version') ?? 'v4');
  const where = subnet?.where ?? portValue?.where ?? action.where;
  const everyone = six ? AddressSet.allIPv6 : AddressSet.allIPv4;
  if (subnet === undefined) return [{ protocols, ports, sources: everyone, where }];
  const text = isUnknown(subnet) ? undefined : pythonText(subnet);
  const size = integerOf(argumentOf(action, 'subnet_size'));
  const sources =
    text === undefined || text.includes('/') || size === undefined
      ? addresses(subnet)
      : (AddressSet.tryParse(`${text}/${size}`) ??
        unresolved(`"${text.slice(0, 60)}" is no network`, where));
  return [{ protocols, ports, sources, where }];
}

/** `oracle.oci.oci_network_security_list`: protocols by number, ports below their options. */
export function oracleList(action: Action): Opening[] {
  return listItems(action.args.get('ingress_security_rules')).flatMap((rule): Opening[] => {
    const [protocols, everyPort] = protocolOf(entry(rule, 'protocol')?.value, 'all');
    const source = entry(rule, 'source')?.value;
    const type = entry(rule, 'source_type')?.value;
    if (source === undefined || (type !== undefined && pythonText(type) !== 'CIDR_BLOCK'))
      return [];
    const options = entry(rule, protocols.includes('tcp') ? 'tcp_options' : 'udp_options')?.value;
    const range = entry(options, 'destination_port_range')?.value;
    const ports =
      everyPort || range === undefined
        ? PortSet.all
        : portRange(entry(range, 'min')?.value, entry(range, 'max')?.value);
    return [{ protocols, ports, sources: addresses(source), where: source.where }];
  });
}

/**
 * `ali_security_group`: `rules` (`inbound_rules`) with ports as `11211/11211`; a rule that drops takes its
 * sources from those of a later priority.
 */
export function alibabaGroup(action: Action): Opening[] {
  const rules = listItems(argumentOf(action, 'rules', 'inbound_rules')).map((rule) => {
    const word = (key: string): string => {
      const value = entry(rule, key)?.value;
      return value === undefined || isUnknown(value) ? '' : (pythonText(value) ?? '');
    };
    const [protocols, everyPort] = protocolOf(
      (entry(rule, 'ip_protocol') ?? entry(rule, 'proto'))?.value,
      'all',
    );
    const range = entry(rule, 'port_range')?.value;
    const source = (entry(rule, 'source_cidr_ip') ?? entry(rule, 'cidr_ip'))?.value;
    const ports: PortSet | Unresolved =
      everyPort || range === undefined || word('port_range') === '-1/-1'
        ? PortSet.all
        : isUnknown(range)
          ? unresolved(range.reason, range.where)
          : slashRange(word('port_range'), range);
    const byGroup = word('source_group_id') !== '' || word('group_id') !== '';
    return {
      protocols,
      ports,
      sources: source === undefined ? AddressSet.empty : addresses(source),
      where: source?.where ?? rule.where,
      drops: word('policy') === 'drop',
      priority: Number(word('priority') || '1'),
      skip: source === undefined || byGroup,
    };
  });
  rules.sort((a, b) => a.priority - b.priority || Number(b.drops) - Number(a.drops));
  const openings: Opening[] = [];
  for (const protocol of ['tcp', 'udp'] as const) {
    let denied = AddressSet.empty;
    for (const { drops, skip, ports, sources, protocols, where } of rules) {
      if (skip || !protocols.includes(protocol)) continue;
      if (ports instanceof PortSet && !ports.contains(MEMCACHED_PORT)) continue;
      if (!drops) {
        const left = sources instanceof AddressSet ? sources.subtract(denied) : sources;
        openings.push({ protocols: [protocol], ports, sources: left, where });
      } else if (sources instanceof AddressSet && ports instanceof PortSet) {
        denied = denied.union(sources);
      }
    }
  }
  return mergeProtocols(openings);
}

function slashRange(text: string, value: Data): PortSet | Unresolved {
  const match = /^([0-9]{1,5})(?:\/([0-9]{1,5}))?$/.exec(text);
  return match === null
    ? unresolved(`"${text.slice(0, 40)}" is no range of ports`, value.where)
    : PortSet.range(Number(match[1]), Number(match[2] ?? match[1]));
}
