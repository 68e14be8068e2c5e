import { append } from '../../append.js';
import type { Ingress, RelatedLocation, Unresolved } from '../../facts.js';
import { isUnresolved, unresolved } from '../../facts.js';
import { AddressSet } from '../../network/addresses.js';
import { PortSet, type Protocol, type ProtocolSet } from '../../network/ports.js';
import { LOOPBACK, PRIVATE } from '../../network/special.js';
import { at, booleanOf, entry, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { backendsOf, type Backend, type Cluster } from './backends.js';
import { closeServiceFix, type Files } from './fixes.js';
import { frontageOf, type AddressPools } from './load-balancer.js';
import { displayName, located, portIn, textIn, type KubeObject } from './objects.js';

/** The node ports a cluster hands out by itself (`--service-node-port-range`). */
const NODE_PORTS = PortSet.range(30000, 32767);

/** The doors a Service opens to the outside of the cluster. */
export function serviceDoors(
  service: KubeObject,
  cluster: Cluster,
  pools: AddressPools,
  files: Files,
): Ingress[] {
  const spec = at(service.data, 'spec');
  const typeData = at(spec, 'type');
  const type = textIn(typeData);
  const addresses = itemsOf(at(spec, 'externalIPs'));
  const opens = type === 'LoadBalancer' || type === 'NodePort' || typeof type === 'object';
  if (!opens && addresses.length === 0) return [];
  const groups = groupByPorts(backendsOf(service, cluster));
  return groups.flatMap((group) => {
    const doors: Ingress[] = [];
    if (opens && typeData !== undefined) {
      doors.push(typeDoor(service, typeData, type, group, pools, cluster, files));
    }
    if (addresses.length > 0 && type !== 'ExternalName') {
      doors.push(externalIpDoor(service, addresses, group));
    }
    return doors;
  });
}

/** Backends that differ in the protocol only are one door. */
export interface BackendGroup {
  readonly protocols: ProtocolSet;
  readonly backends: readonly Backend[];
  readonly ports: PortSet;
  readonly targetPorts: PortSet | Unresolved;
}

export function groupByPorts(backends: readonly Backend[]): BackendGroup[] {
  const of = (protocol: Protocol): Backend[] =>
    backends.filter((backend) => backend.protocol === protocol);
  const group = (members: readonly Backend[], protocols: ProtocolSet): BackendGroup[] =>
    members.length === 0
      ? []
      : [
          {
            protocols,
            backends: members,
            ports: PortSet.of(...members.map((backend) => backend.port)),
            targetPorts: unionOfPorts(members.map((backend) => backend.targetPorts)),
          },
        ];
  const [tcp] = group(of('tcp'), ['tcp']);
  const [udp] = group(of('udp'), ['udp']);
  if (tcp !== undefined && udp !== undefined && tcp.ports.equals(udp.ports)) {
    const same =
      isUnresolved(tcp.targetPorts) || isUnresolved(udp.targetPorts)
        ? false
        : tcp.targetPorts.equals(udp.targetPorts);
    if (same) return group([...tcp.backends, ...udp.backends], ['tcp', 'udp']);
  }
  return [tcp, udp].filter((item) => item !== undefined);
}

function unionOfPorts(sets: readonly (PortSet | Unresolved)[]): PortSet | Unresolved {
  let union = PortSet.empty;
  for (const set of sets) {
    if (isUnresolved(set)) return set;
    union = union.union(set);
  }
  return union;
}

function typeDoor(
  service: KubeObject,
  typeData: Data,
  type: string | Unresolved | undefined,
  group: BackendGroup,
  pools: AddressPools,
  cluster: Cluster,
  files: Files,
): Ingress {
  const common = {
    ...groupFacts(service, group),
    where: located(typeData.where, service),
    related: [...throughOf(typeData, service), ...relatedOf(service, group)],
  };
  if (typeof type === 'object') {
    return {
      ...common,
      mechanism: 'service',
      sources: unresolved(
        `the type of ${displayName(service)} is not known: ${type.reason}`,
        type.where,
      ),
      ports: group.ports,
      faces: 'host',
    };
  }
  const fix = closeServiceFix(service, typeData, files);
  if (type === 'NodePort') {
    const ports = nodePortsOf(group);
    return {
      ...common,
      mechanism: 'node-port',
      sources: AddressSet.all,
      ports,
      faces: 'host',
      ...(isUnresolved(ports) || ports.size === 1
        ? {}
        : { notes: ['The cluster picks the node port; `kubectl get service` shows it.'] }),
      ...(fix === undefined ? {} : { fix }),
    };
  }
  const frontage = frontageOf(service, pools);
  const notes = [...frontage.notes, ...hiddenClients(service, cluster)];
  const spec = at(service.data, 'spec');
  if (
    (frontage.faces === 'private' || at(spec, 'loadBalancerSourceRanges') !== undefined) &&
    booleanOf(at(spec, 'allocateLoadBalancerNodePorts')) !== false
  ) {
    notes.push(
      'The Service also opens a node port on every node, which neither the source ranges nor the internal address restrict; `allocateLoadBalancerNodePorts: false` turns that off.',
    );
  }
  return {
    ...common,
    related: [...common.related, ...frontage.related],
    mechanism: 'load-balancer',
    sources: frontage.sources,
    ports: group.ports,
    faces: frontage.faces,
    ...(notes.length === 0 ? {} : { notes }),
    ...(fix === undefined ? {} : { fix }),
  };
}

/** A node that passes a connection on puts its own address in place of the client's. */
function hiddenClients(service: KubeObject, cluster: Cluster): string[] {
  if (textOf(at(service.data, 'spec', 'externalTrafficPolicy')) === 'Local') return [];
  const blocks = namespacesWithBlocks(cluster).has(service.namespace);
  return blocks
    ? [
        "With `externalTrafficPolicy: Cluster`, the default, pods may see the address of a node in place of the client's, so that the address blocks of a NetworkPolicy do not tell clients apart; `Local` keeps the address.",
      ]
    : [];
}

const blocksOf = new WeakMap<Cluster, ReadonlySet<string>>();

/** Namespaces in which a policy tells clients apart by their addresses; looked up once for all Services. */
function namespacesWithBlocks(cluster: Cluster): ReadonlySet<string> {
  let namespaces = blocksOf.get(cluster);
  if (namespaces === undefined) {
    const found = cluster.objects.filter(
      ({ kind, data }) =>
        kind === 'NetworkPolicy' &&
        itemsOf(at(data, 'spec', 'ingress')).some((rule) =>
          itemsOf(at(rule, 'from')).some((peer) => at(peer, 'ipBlock') !== undefined),
        ),
    );
    blocksOf.set(cluster, (namespaces = new Set(found.map(({ namespace }) => namespace))));
  }
  return namespaces;
}

/** What is the same for every door of a Service. */
export function groupFacts(
  object: KubeObject,
  group: BackendGroup,
): Pick<
  Ingress,
  'kind' | 'platform' | 'name' | 'protocols' | 'targetPorts' | 'target' | 'leadsTo'
> {
  const target = [...new Set(group.backends.flatMap((backend) => backend.target))];
  const kinds = new Set(group.backends.map((backend) => backend.leadsTo));
  return {
    kind: 'ingress',
    platform: 'kubernetes',
    name: displayName(object),
    protocols: group.protocols,
    targetPorts: group.targetPorts,
    target: target.length === 0 ? 'unknown' : target,
    leadsTo: kinds.has('memcached')
      ? 'memcached'
      : kinds.has('unknown')
        ? 'unknown'
        : 'something-else',
  };
}

/** The port lines of the Service and what stands behind it. */
function relatedOf(service: KubeObject, group: BackendGroup): RelatedLocation[] {
  const related: RelatedLocation[] = [];
  for (const backend of group.backends) {
    const port = entry(backend.data, 'port');
    if (port !== undefined) {
      related.push({
        where: located(port.value.where, service),
        message: 'the port of the Service',
      });
    }
    append(related, backend.related);
  }
  return unique(related);
}

/** The places a value came through: the template that used it, the values file, the alias. */
export function throughOf(data: Data, object: KubeObject): RelatedLocation[] {
  return (data.through ?? []).map((where) => ({
    where: located(where, object),
    message: 'where the value is used',
  }));
}

export function unique(related: readonly RelatedLocation[]): RelatedLocation[] {
  const seen = new Set<string>();
  return related.filter(({ where, message }) => {
    const key = `${where.file}:${where.startLine}:${where.startColumn}:${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The node ports that are written down; one from the cluster's range for each that is not. */
function nodePortsOf(group: BackendGroup): PortSet | Unresolved {
  let ports = PortSet.empty;
  for (const backend of group.backends) {
    const number = portIn(at(backend.data, 'nodePort'));
    if (typeof number === 'object') return NODE_PORTS;
    // 0 is the same as absent: the cluster picks one.
    ports =
      typeof number === 'number' && number > 0
        ? ports.union(PortSet.of(number))
        : ports.union(NODE_PORTS);
  }
  return ports;
}

/** `externalIPs`: the nodes take traffic for these addresses. */
function externalIpDoor(
  service: KubeObject,
  addresses: readonly Data[],
  group: BackendGroup,
): Ingress {
  const sets: AddressSet[] = [];
  let unknown: Unresolved | undefined;
  for (const data of addresses) {
    const text = textIn(data);
    if (typeof text === 'object') unknown ??= text;
    const set = typeof text === 'string' ? AddressSet.tryParse(text) : undefined;
    if (set !== undefined) sets.push(set);
  }
  const set = AddressSet.unionOf(sets);
  const faces =
    unknown !== undefined || set.isEmpty
      ? 'host'
      : set.isSubsetOf(LOOPBACK)
        ? 'loopback'
        : set.isSubsetOf(PRIVATE.union(LOOPBACK))
          ? 'private'
          : 'internet';
  const widest = addresses.find((data) => {
    const text = textIn(data);
    const one = typeof text === 'string' ? AddressSet.tryParse(text) : undefined;
    return one !== undefined && !one.isSubsetOf(PRIVATE.union(LOOPBACK));
  });
  return {
    ...groupFacts(service, group),
    where: located((widest ?? addresses[0]!).where, service),
    mechanism: 'service',
    sources: unknown !== undefined && sets.length === 0 ? unknown : AddressSet.all,
    ports: group.ports,
    faces,
    related: relatedOf(service, group),
  };
}
