import { unresolved, type Ingress, type Unresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import {
  MEMCACHED_PORT,
  PortSet,
  TCP,
  TCP_AND_UDP,
  UDP,
  type ProtocolSet,
} from '../../network/ports.js';
import { entry, integerOf, type Data } from '../../syntax/data.js';
import { isUnknown, pythonText } from '../../syntax/jinja/index.js';
import { argumentOf, isAbsent, textArgument } from './firewall-modules.js';
import type { Action } from './run.js';
import type { HostState } from './state.js';
import { flagOf, listItems } from './tasks.js';

/** One opening before it is judged. */
interface Opening {
  readonly protocols: ProtocolSet;
  readonly ports: PortSet | Unresolved;
  readonly sources: AddressSet | Unresolved;
  readonly where: Location;
}

/** Cloud firewalls and security groups that tasks create. */
export function cloudModule(state: HostState, action: Action): boolean {
  const translate = MODULES[action.module];
  if (translate === undefined) return false;
  if (isAbsent(action)) return true;
  const name = textArgument(
    action,
    'name',
    'group_name',
    'security_group',
    'firewall',
    'description',
  );
  for (const opening of translate(action)) {
    const door = doorOf(opening, action, name);
    if (door !== undefined) state.facts.push(door);
  }
  return true;
}

function doorOf(opening: Opening, action: Action, name: string | undefined): Ingress | undefined {
  const { ports, sources } = opening;
  if (opening.protocols.length === 0) return undefined;
  if (ports instanceof PortSet && !ports.contains(MEMCACHED_PORT)) return undefined;
  if (sources instanceof AddressSet && sources.isEmpty) return undefined;
  return {
    kind: 'ingress',
    platform: 'ansible',
    where: opening.where,
    mechanism: mechanismOf(action.module),
    name: `${action.module}${name === undefined ? '' : ` "${name.slice(0, 80)}"`}`,
    sources,
    protocols: opening.protocols,
    ports,
    target: 'unknown',
    faces: action.module === 'win_firewall_rule' ? 'host' : 'internet',
    leadsTo: 'unknown',
    related: [],
    ...(action.onlyIf === undefined ? {} : { onlyIf: action.onlyIf }),
  };
}

const FIREWALLS: ReadonlySet<string> = new Set([
  'gcp_compute_firewall',
  'hcloud_firewall',
  'firewall',
  'digital_ocean_firewall',
  'cs_firewall',
  'firewall_rule',
  'vultr_firewall_rule',
]);

function mechanismOf(module: string): Ingress['mechanism'] {
  if (module === 'win_firewall_rule') return 'host-firewall';
  return FIREWALLS.has(module) ? 'cloud-firewall' : 'security-group';
}

const MODULES: Readonly<Record<string, (action: Action) => Opening[]>> = {
  ec2_group: ec2Group,
  ec2_security_group: ec2Group,
  azure_rm_securitygroup: azureGroup,
  gcp_compute_firewall: gcpFirewall,
  security_group_rule: openstackRule,
  os_security_group_rule: openstackRule,
  security_group: openstackGroup,
  hcloud_firewall: hcloudFirewall,
  firewall: hcloudFirewall,
  digital_ocean_firewall: digitalOceanFirewall,
  ec2_vpc_nacl: vpcNacl,
  win_firewall_rule: windowsRule,
  cs_firewall: cloudstackRule,
  cs_securitygroup_rule: cloudstackRule,
  exo_security_group_rule: cloudstackRule,
  firewall_rule: vultrRule,
  vultr_firewall_rule: vultrRule,
  oci_network_security_list: oracleList,
};

/** `required_one_of` of the module: a rule without any source is refused, so it opens nothing. */
function ec2Group(action: Action): Opening[] {
  const rules = action.args.get('rules');
  if (rules !== undefined && isUnknown(rules)) return [];
  return listItems(rules).flatMap((rule): Opening[] => {
    if (rule.type !== 'map') return [];
    const sources: { set: AddressSet | Unresolved; where: Location }[] = [];
    for (const key of ['cidr_ip', 'cidr_ipv6', 'ip_prefix']) {
      const value = entry(rule, key)?.value;
      if (value === undefined) continue;
      // A prefix list is a name for addresses of the account.
      if (key === 'ip_prefix') continue;
      for (const one of listItems(value)) sources.push({ set: addresses(one), where: one.where });
    }
    if (sources.length === 0) return [];
    const [protocols, everyPort] = protocolOf(entry(rule, 'proto')?.value, 'tcp');
    const ports = everyPort ? PortSet.all : ec2Ports(rule);
    return joined(sources).map(({ set, where }) => ({ protocols, ports, sources: set, where }));
  });
}

/** Sources of one rule: known ones make one opening at the widest, unknown ones one each. */
function joined(
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

function size(set: AddressSet): number {
  return set.sizeV4 / 2 ** 32 + Number(set.sizeV6) / 2 ** 128;
}

function ec2Ports(rule: Data): PortSet | Unresolved {
  const ports = entry(rule, 'ports')?.value;
  if (ports !== undefined) return portList(ports);
  return portRange(entry(rule, 'from_port')?.value, entry(rule, 'to_port')?.value);
}

function portRange(from: Data | undefined, to: Data | undefined): PortSet | Unresolved {
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
function portList(value: Data): PortSet | Unresolved {
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
function protocolOf(value: Data | undefined, fallback: string): [ProtocolSet, boolean] {
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

function addresses(value: Data): AddressSet | Unresolved {
  if (isUnknown(value)) return unresolved(value.reason, value.where);
  const text = (pythonText(value) ?? '').trim();
  const set = AddressSet.tryParse(text);
  if (set !== undefined) return set;
  const reason = `"${text.slice(0, 60)}" is no network in CIDR notation`;
  return { ...unresolved(reason, value.where), ...(text === '' ? {} : { names: [text] }) };
}

/** Sources of a rule from a list; with `anyone` when the list is left out. */
function sourceList(
  value: Data | undefined,
  anyone: AddressSet | undefined,
  where: Location,
): { set: AddressSet | Unresolved; where: Location }[] {
  const items = listItems(value);
  if (items.length === 0) return anyone === undefined ? [] : [{ set: anyone, where }];
  return joined(items.map((one) => ({ set: addresses(one), where: one.where })));
}

/** Rules of one group in order of priority; a deny takes its sources from later allows. */
function azureGroup(action: Action): Opening[] {
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

function azureSource(value: Data): AddressSet | Unresolved {
  const text = isUnknown(value) ? undefined : pythonText(value);
  if (text !== undefined) {
    if (/^(\*|any|internet|0\.0\.0\.0)$/i.test(text)) return AddressSet.all;
    // The virtual network, load balancers and named services of Azure are not the internet.
    if (/^[A-Za-z][A-Za-z0-9.]*$/.test(text)) return AddressSet.empty;
  }
  return addresses(value);
}

/** The same opening for both protocols is one. */
function mergeProtocols(openings: readonly Opening[]): Opening[] {
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

/** `source_ranges` left out means everyone, unless tags or accounts name the sources. */
function gcpFirewall(action: Action): Opening[] {
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

function openstackRule(action: Action): Opening[] {
  return openstackOpening((key) => action.args.get(key), action.where);
}

function openstackGroup(action: Action): Opening[] {
  return listItems(action.args.get('security_group_rules')).flatMap((rule) =>
    openstackOpening((key) => entry(rule, key)?.value, rule.where),
  );
}

function openstackOpening(argument: (key: string) => Data | undefined, where: Location): Opening[] {
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

function hcloudFirewall(action: Action): Opening[] {
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

function digitalOceanFirewall(action: Action): Opening[] {
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

/** Entries are lists: number, protocol, action, network, ICMP type and code, first and last port. */
function vpcNacl(action: Action): Opening[] {
  const value = action.args.get('ingress');
  const rows = value?.type === 'list' ? value.items : [];
  const parsed = rows.flatMap((row) => {
    if (row.type !== 'list') return [];
    const [number, protocol, verdict, network, , , from, to] = row.items;
    if (network === undefined) return [];
    const [protocols, everyPort] = protocolOf(protocol, 'tcp');
    return [
      {
        number: integerOf(number) ?? 32766,
        allow: verdict !== undefined && pythonText(verdict) === 'allow',
        protocols,
        ports: everyPort ? PortSet.all : portRange(from, to),
        sources: addresses(network),
        where: network.where,
      },
    ];
  });
  parsed.sort((a, b) => a.number - b.number);
  const openings: Opening[] = [];
  for (const protocol of ['tcp', 'udp'] as const) {
    let decided = AddressSet.empty;
    for (const rule of parsed) {
      if (!rule.protocols.includes(protocol)) continue;
      if (rule.ports instanceof PortSet && !rule.ports.contains(MEMCACHED_PORT)) continue;
      if (rule.allow) {
        const sources =
          rule.sources instanceof AddressSet ? rule.sources.subtract(decided) : rule.sources;
        openings.push({ protocols: [protocol], ports: rule.ports, sources, where: rule.where });
      }
      if (rule.sources instanceof AddressSet && rule.ports instanceof PortSet)
        decided = decided.union(rule.sources);
    }
  }
  return mergeProtocols(openings);
}

/** `linode.cloud.firewall`: inbound rules in order, then `inbound_policy`. */
function linodeFirewall(action: Action): Opening[] {
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
function windowsRule(action: Action): Opening[] {
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

function windowsAddresses(value: Data): AddressSet | Unresolved {
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
function cloudstackRule(action: Action): Opening[] {
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
function vultrRule(action: Action): Opening[] {
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
function oracleList(action: Action): Opening[] {
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
