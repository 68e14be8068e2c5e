import type { Restriction, Unresolved } from '../../facts.js';
import { isUnresolved, unresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import { PortSet, type Protocol } from '../../network/ports.js';
import { at, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { displayName, folderOf, located, portIn, textIn, type KubeObject } from './objects.js';
import { calicoAllowances, concernsPods, inOrder } from './calico.js';
import { isCilium, type PolicyIndex } from './policy-index.js';
import { isEmptySelector, nearest, selects } from './selectors.js';
import { namedPort, protocolOf, usesHostNetwork, type Workload } from './workloads.js';

/** What one rule of a policy lets in. */
interface Allowance {
  readonly sources: AddressSet | Unresolved;
  readonly ports: Readonly<Record<Protocol, PortSet>>;
}

/** A policy that isolates the pods of a workload. */
interface Isolation {
  readonly object: KubeObject;
  readonly allowances: readonly Allowance[];
  readonly where: Location;
}

const EVERY_PORT: Readonly<Record<Protocol, PortSet>> = { tcp: PortSet.all, udp: PortSet.all };

/**
 * What the policies leave open on a workload. Policies add up: what any of them allows gets in, and
 * a pod that none selects is open (kubernetes.io/docs/concepts/services-networking/network-policies).
 * Peers inside the cluster do not let anybody from outside in. Of several workloads of one name, each
 * in an installation of its own, a policy concerns the nearest.
 */
export function policyRestrictions(policies: PolicyIndex, workload: Workload): Restriction[] {
  // Policies do not apply to pods in the network of their node.
  if (usesHostNetwork(workload) !== false) return [];
  const namesakes = policies.namesakesOf(workload);
  const isolations = policies
    .candidates(workload)
    .filter((policy) => nearest(policy, namesakes).includes(workload))
    .flatMap((policy) => isolationOf(policy, workload) ?? []);
  const calico = calicoIsolation(policies.calico, workload, namesakes);
  if (calico !== undefined) isolations.push(calico);
  return isolations.length === 0 ? [] : combine(workload, isolations);
}

/** Calico's policies in their order as one: a rule of one may refuse what another allows. */
function calicoIsolation(
  objects: readonly KubeObject[],
  workload: Workload,
  namesakes: readonly Workload[],
): Isolation | undefined {
  const { labels, object } = workload;
  const policies = inOrder(
    objects.filter(
      (policy) =>
        (policy.set === '' || object.set === '' || policy.set === object.set) &&
        concernsPods(policy, labels, object.namespace) &&
        (policy.kind === 'GlobalNetworkPolicy' || nearest(policy, namesakes).includes(workload)) &&
        belongsTogether(policy, object),
    ),
  );
  const [first] = policies;
  return first === undefined
    ? undefined
    : {
        object: first,
        where: located(first.where, first),
        allowances: calicoAllowances(policies, networkOf),
      };
}

/** What a policy does to a workload; `undefined` when it does not concern it. */
function isolationOf(policy: KubeObject, workload: Workload): Isolation | undefined {
  // Two overlays, or two sets of values, are two installations.
  if (policy.set !== '' && workload.object.set !== '' && policy.set !== workload.object.set) {
    return undefined;
  }
  const clusterWide = policy.kind === 'CiliumClusterwideNetworkPolicy';
  if (!clusterWide && policy.namespace !== workload.object.namespace) return undefined;
  const specs = isCilium(policy)
    ? [at(policy.data, 'spec'), ...itemsOf(at(policy.data, 'specs'))]
    : [at(policy.data, 'spec')];
  const concerned = specs.filter((spec): spec is Data => {
    if (spec?.type !== 'map') return false;
    const selector = at(spec, isCilium(policy) ? 'endpointSelector' : 'podSelector');
    if (isCilium(policy) && selector === undefined) return false;
    if (selector?.type === 'unknown') return false;
    if (!selects(selector, workload.labels)) return false;
    return isSpecific(policy, selector) || belongsTogether(policy, workload.object);
  });
  const where = located(policy.where, policy);
  const isolating = concerned.filter((spec) =>
    isCilium(policy) ? at(spec, 'ingress') !== undefined : hasIngressType(spec),
  );
  if (isolating.length === 0) return undefined;
  return {
    object: policy,
    where,
    allowances: isolating.flatMap((spec) =>
      isCilium(policy) ? ciliumAllowances(spec) : allowances(spec, workload),
    ),
  };
}

/** A policy for everything in a namespace that nobody names is only taken to concern its neighbours. */
function isSpecific(policy: KubeObject, selector: Data | undefined): boolean {
  return policy.namespaced || !isEmptySelector(selector);
}

function belongsTogether(policy: KubeObject, workload: KubeObject): boolean {
  if (policy.set !== '' && policy.set === workload.set) return true;
  const a = folderOf(policy.where);
  const b = folderOf(workload.where);
  if (a === b || a === '' || b === '') return true;
  const root = a.split('/')[0];
  return root === b.split('/')[0];
}

/** Absent policy types mean `Ingress`, and `Egress` as well when there are egress rules. */
function hasIngressType(spec: Data): boolean {
  const types = at(spec, 'policyTypes');
  if (types === undefined || itemsOf(types).length === 0) return true;
  return itemsOf(types).some((item) => textOf(item) === 'Ingress');
}

function allowances(spec: Data, workload: Workload): Allowance[] {
  const ingress = at(spec, 'ingress');
  if (ingress?.type === 'unknown') {
    return [{ sources: unresolved(ingress.reason, ingress.where), ports: EVERY_PORT }];
  }
  return itemsOf(ingress).map((rule): Allowance => {
    if (rule.type === 'unknown') {
      return { sources: unresolved(rule.reason, rule.where), ports: EVERY_PORT };
    }
    return {
      sources: peerSources(at(rule, 'from')),
      ports: rulePorts(at(rule, 'ports'), workload),
    };
  });
}

/** Who a rule lets in from outside the cluster; no peers at all mean everybody. */
function peerSources(from: Data | undefined): AddressSet | Unresolved {
  if (from?.type === 'unknown') return unresolved(from.reason, from.where);
  const peers = itemsOf(from);
  if (peers.length === 0) return AddressSet.all;
  let sources = AddressSet.empty;
  for (const peer of peers) {
    const block = at(peer, 'ipBlock');
    if (block === undefined) continue;
    const network = networkOf(at(block, 'cidr'));
    if (isUnresolved(network)) return network;
    let admitted = network;
    for (const item of itemsOf(at(block, 'except'))) {
      const except = networkOf(item);
      // What cannot be known is not taken away: the rest may be too wide but never too narrow.
      if (!isUnresolved(except)) admitted = admitted.subtract(except);
    }
    sources = sources.union(admitted);
  }
  return sources;
}

function networkOf(data: Data | undefined): AddressSet | Unresolved {
  const text = textIn(data);
  if (typeof text === 'object') return text;
  const set = text === undefined ? undefined : AddressSet.tryParse(text);
  return set ?? unresolved(`"${text ?? ''}" is not a network in CIDR notation`, data?.where);
}

function rulePorts(
  data: Data | undefined,
  workload: Workload,
): Readonly<Record<Protocol, PortSet>> {
  const items = itemsOf(data);
  if (items.length === 0) return EVERY_PORT;
  const ports: Record<Protocol, PortSet> = { tcp: PortSet.empty, udp: PortSet.empty };
  for (const item of items) {
    const text = textIn(at(item, 'protocol'));
    if (typeof text === 'object') return EVERY_PORT;
    const protocol = protocolOf(text);
    if (protocol === 'other') continue;
    const written = portIn(at(item, 'port'));
    const port = typeof written === 'string' ? namedPort(workload, written, protocol) : written;
    if (written === undefined || typeof port === 'object') {
      ports[protocol] = PortSet.all;
      continue;
    }
    // A name that no container has opens nothing.
    if (port === undefined) continue;
    const end = portIn(at(item, 'endPort'));
    ports[protocol] = ports[protocol].union(
      PortSet.range(port, typeof end === 'number' ? end : port),
    );
  }
  return ports;
}

/** Cilium's rules: CIDRs and entities instead of ipBlock, ports as strings, `ANY` for both protocols. */
function ciliumAllowances(spec: Data): Allowance[] {
  return itemsOf(at(spec, 'ingress')).map((rule): Allowance => {
    const ports = ciliumPorts(rule);
    if (rule.type === 'unknown') {
      return { sources: unresolved(rule.reason, rule.where), ports };
    }
    let sources = AddressSet.empty;
    let named = false;
    for (const key of [
      'fromEndpoints',
      'fromRequires',
      'fromServices',
      'fromNodes',
      'fromGroups',
    ]) {
      if (at(rule, key) !== undefined) named = true;
    }
    for (const item of itemsOf(at(rule, 'fromEntities'))) {
      named = true;
      const entity = textOf(item);
      if (entity === 'world' || entity === 'all') sources = AddressSet.all;
      else if (entity === 'world-ipv4') sources = sources.union(AddressSet.allIPv4);
      else if (entity === 'world-ipv6') sources = sources.union(AddressSet.allIPv6);
    }
    for (const item of itemsOf(at(rule, 'fromCIDR'))) {
      named = true;
      const network = networkOf(item);
      if (isUnresolved(network)) return { sources: network, ports };
      sources = sources.union(network);
    }
    for (const item of itemsOf(at(rule, 'fromCIDRSet'))) {
      named = true;
      const network = networkOf(at(item, 'cidr'));
      if (isUnresolved(network)) return { sources: network, ports };
      let admitted = network;
      for (const text of itemsOf(at(item, 'except'))) {
        const except = networkOf(text);
        if (!isUnresolved(except)) admitted = admitted.subtract(except);
      }
      sources = sources.union(admitted);
    }
    return { sources: named ? sources : AddressSet.all, ports };
  });
}

function ciliumPorts(rule: Data): Readonly<Record<Protocol, PortSet>> {
  const lists = itemsOf(at(rule, 'toPorts')).flatMap((item) => itemsOf(at(item, 'ports')));
  if (lists.length === 0) return EVERY_PORT;
  const ports: Record<Protocol, PortSet> = { tcp: PortSet.empty, udp: PortSet.empty };
  for (const item of lists) {
    const number = portIn(at(item, 'port'));
    const text = textIn(at(item, 'protocol'));
    const end = portIn(at(item, 'endPort'));
    const set =
      typeof number === 'number' && number > 0
        ? PortSet.range(number, typeof end === 'number' ? end : number)
        : PortSet.all;
    const any = typeof text !== 'string' || text.toUpperCase() === 'ANY';
    for (const protocol of ['tcp', 'udp'] as const) {
      if (any || text.toLowerCase() === protocol) ports[protocol] = ports[protocol].union(set);
    }
  }
  return ports;
}

/** One restriction for each group of ports that admits the same sources. */
function combine(workload: Workload, isolations: readonly Isolation[]): Restriction[] {
  const allowances = isolations.flatMap((isolation) => isolation.allowances);
  const first = isolations[0]!;
  const restrictions: Restriction[] = [];
  for (const protocol of ['tcp', 'udp'] as const) {
    for (const cell of cells(allowances.map((allowance) => allowance.ports[protocol]))) {
      const admitting = allowances.filter((allowance) => cell.isSubset(allowance.ports[protocol]));
      const known = admitting.flatMap(({ sources }) => (isUnresolved(sources) ? [] : [sources]));
      const union = AddressSet.unionOf(known);
      const open = admitting.map(({ sources }) => sources).find(isUnresolved);
      const admits = open !== undefined && !union.equals(AddressSet.all) ? open : union;
      const same = restrictions.find(
        (other) =>
          other.protocols[0] === protocol &&
          (isUnresolved(admits)
            ? other.admits === admits
            : !isUnresolved(other.admits) && other.admits.equals(admits)),
      );
      if (same !== undefined) {
        restrictions[restrictions.indexOf(same)] = { ...same, ports: same.ports.union(cell.ports) };
        continue;
      }
      restrictions.push({
        kind: 'restriction',
        platform: 'kubernetes',
        where: first.where,
        mechanism: 'network-policy',
        name: displayName(first.object),
        target: [workload.id],
        protocols: [protocol],
        ports: cell.ports,
        admits,
      });
    }
  }
  return restrictions;
}

interface Cell {
  readonly ports: PortSet;
  isSubset(other: PortSet): boolean;
}

/** All ports, cut at every boundary of the sets, so that each piece is in or out of each set. */
function cells(sets: readonly PortSet[]): Cell[] {
  const starts = new Set<number>([0]);
  for (const set of sets) {
    for (const [low, high] of set.intervals) {
      starts.add(low);
      if (high < 65535) starts.add(high + 1);
    }
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.map((low, index) => {
    const high = (sorted[index + 1] ?? 65536) - 1;
    return { ports: PortSet.range(low, high), isSubset: (other) => other.contains(low) };
  });
}
