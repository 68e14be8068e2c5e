import { unresolved, type Unresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet } from '../../network/ports.js';
import { parseVersion } from '../../memcached/version.js';
import { entry, integerOf, type Data } from '../../syntax/data.js';
import { isUnknown, pythonText } from '../../syntax/jinja/index.js';
import {
  addresses,
  joined,
  mergeProtocols,
  portList,
  portRange,
  protocolOf,
  type Opening,
} from './cloud-values.js';
import { argumentOf, isAbsent, textArgument } from './firewall-modules.js';
import type { Action } from './run.js';
import type { HostState } from './state.js';
import { listItems } from './tasks.js';

/** `required_one_of` of the module: a rule without any source is refused, so it opens nothing. */
export function ec2Group(action: Action): Opening[] {
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

export function ec2Ports(rule: Data): PortSet | Unresolved {
  const ports = entry(rule, 'ports')?.value;
  if (ports !== undefined) return portList(ports);
  return portRange(entry(rule, 'from_port')?.value, entry(rule, 'to_port')?.value);
}

/** Entries are lists: number, protocol, action, network, ICMP type and code, first and last port. */
export function vpcNacl(action: Action): Opening[] {
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

/** `community.aws.lightsail`: `public_ports`; without `cidrs` a port is open to everyone. */
export function lightsailPorts(action: Action): Opening[] {
  return listItems(argumentOf(action, 'public_ports')).flatMap((rule): Opening[] => {
    const [protocols, everyPort] = protocolOf(entry(rule, 'protocol')?.value, 'tcp');
    const from = entry(rule, 'from_port')?.value;
    const ports = everyPort ? PortSet.all : portRange(from, entry(rule, 'to_port')?.value);
    const given = [
      ...listItems(entry(rule, 'cidrs')?.value),
      ...listItems(entry(rule, 'ipv6_cidrs')?.value),
    ].map((one) => ({ set: addresses(one), where: one.where }));
    const everyone = { set: AddressSet.all, where: from?.where ?? rule.where };
    return joined(given.length > 0 ? given : [everyone]).map(({ set, where }) => ({
      protocols,
      ports,
      sources: set,
      where,
    }));
  });
}

/** `community.aws.elasticache` with memcached: a server inside its VPC, without TLS or authentication. */
export function elasticacheModule(state: HostState, action: Action): void {
  const engine = textArgument(action, 'engine') ?? 'memcached';
  if (engine !== 'memcached' || isAbsent(action)) return;
  const port = argumentOf(action, 'cache_port');
  const number = port === undefined ? MEMCACHED_PORT : integerOf(port);
  const text = textArgument(action, 'cache_engine_version');
  const version = text === undefined ? undefined : parseVersion(text);
  const where = argumentOf(action, 'engine')?.where ?? action.where;
  state.facts.push({
    kind: 'listener',
    platform: 'ansible',
    where,
    workload: `elasticache "${textArgument(action, 'name') ?? 'not known'}"`,
    placement: 'managed',
    sockets:
      number === undefined
        ? unresolved('the port is not known', port?.where ?? where)
        : [
            {
              protocol: 'tcp',
              scope: 'all',
              address: 'the endpoints of the cluster',
              port: number,
              tls: 'none',
            },
          ],
    authentication: 'none',
    ...(version === undefined || text === undefined
      ? {}
      : { version: { version, where, trust: 'managed' as const, text: `version ${text}` } }),
    features: [],
    assumptions: [],
    related: [],
  });
}
