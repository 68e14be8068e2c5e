import type { Unresolved } from '../../../facts.js';
import { isUnresolved } from '../../../facts.js';
import { AddressSet } from '../../../network/addresses.js';
import { PortSet, type Protocol } from '../../../network/ports.js';
import { at, booleanOf, entry, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import { groupOf, textMap, type KubeObject } from '../objects.js';
import { namedPort, type Workload } from '../workloads.js';
import { cells, networkOf, together, type Allowance, type PortsByProtocol } from './allowances.js';
import { selectsLabels } from './calico-selectors.js';

/** What else of a cluster decides what Calico's policies mean. */
export interface CalicoCluster {
  /** The labels of namespaces, by their names. */
  readonly namespaces: ReadonlyMap<string, ReadonlyMap<string, string | undefined>>;
  /** `NetworkSet` and `GlobalNetworkSet`. */
  readonly networkSets: readonly KubeObject[];
  /** The orders of tiers, by their names. */
  readonly tiers: ReadonlyMap<string, number>;
}

/** Calico's own objects, through its API server or as the custom resources behind it. */
function isOfCalico(object: KubeObject): boolean {
  const group = groupOf(object);
  return group === 'projectcalico.org' || group === 'crd.projectcalico.org';
}

/** Calico's own policies. */
export function isCalico(object: KubeObject): boolean {
  return (
    isOfCalico(object) && (object.kind === 'NetworkPolicy' || object.kind === 'GlobalNetworkPolicy')
  );
}

/** What policies refer to among the objects of a cluster. */
export function calicoCluster(objects: readonly KubeObject[]): CalicoCluster {
  const own = objects.filter(isOfCalico);
  return {
    namespaces: new Map(
      objects
        .filter(({ kind }) => kind === 'Namespace')
        .map(({ name, data }) => [name, textMap(at(data, 'metadata', 'labels'))]),
    ),
    networkSets: own.filter(({ kind }) => kind === 'NetworkSet' || kind === 'GlobalNetworkSet'),
    tiers: new Map(
      own
        .filter(({ kind }) => kind === 'Tier')
        .map(({ name, data }) => [name, orderOf(at(data, 'spec', 'order'))]),
    ),
  };
}

/** Whether a policy decides about what comes in to the pods of a workload. */
export function concernsPods(
  policy: KubeObject,
  { labels, object: { namespace } }: Workload,
  { namespaces }: CalicoCluster,
): boolean {
  const spec = at(policy.data, 'spec');
  if (policy.kind === 'NetworkPolicy' && policy.namespace !== namespace) return false;
  // These are for the interfaces of hosts.
  if (['preDNAT', 'doNotTrack'].some((key) => booleanOf(at(spec, key)) === true)) return false;
  const ofNamespace = new Map([
    ...(namespaces.get(namespace) ?? []),
    ['projectcalico.org/name', namespace],
    ['kubernetes.io/metadata.name', namespace],
  ]);
  const ofPod = new Map([
    ...labels,
    ['projectcalico.org/namespace', namespace],
    ['projectcalico.org/orchestrator', 'k8s'],
    ...[...ofNamespace].map(([key, value]) => [`pcns.${key}`, value] as const),
  ]);
  return (
    hasIngress(spec) &&
    selectsLabels(textOf(at(spec, 'selector')) ?? 'all()', ofPod) &&
    selectsLabels(textOf(at(spec, 'namespaceSelector')) ?? 'all()', ofNamespace)
  );
}

/** Absent types mean `Ingress`, unless there are egress rules only. */
function hasIngress(spec: Data | undefined): boolean {
  const types = itemsOf(at(spec, 'types')).map((item) => textOf(item));
  if (types.length > 0) return types.includes('Ingress');
  return at(spec, 'ingress') !== undefined || at(spec, 'egress') === undefined;
}

function orderOf(data: Data | undefined): number {
  const text = textOf(data);
  return text === undefined || Number.isNaN(Number(text)) ? Infinity : Number(text);
}

/** The order in which Calico takes the policies of Kubernetes. */
const KUBERNETES_ORDER = 1_000;
const DEFAULT_TIER = 'default';
const MOST_RULES = 1_000;

/** A rule as far as it can be decided from outside the cluster. */
interface Rule {
  readonly action: 'allow' | 'deny' | 'pass';
  readonly sources: AddressSet | Unresolved;
  readonly ports: PortsByProtocol;
}

/**
 * What Calico's policies let in, those of Kubernetes among them (docs.tigera.io/calico, network policy
 * reference): tier by tier, in a tier policy by policy, the first rule that matches decides; what none
 * matches is refused at the end of a tier that has a policy for the pod.
 */
export function calicoAllowances(
  policies: readonly KubeObject[],
  kubernetes: readonly Allowance[] | undefined,
  workload: Workload,
  cluster: CalicoCluster,
): Allowance[] {
  const tiers = tiersOf(policies, kubernetes, workload, cluster);
  const result: Allowance[] = [];
  for (const protocol of ['tcp', 'udp'] as const) {
    const sets = tiers.flatMap((rules) => rules.map(({ ports }) => ports[protocol]));
    for (const cell of cells(sets)) {
      const sources = admitted(tiers, (rule) => cell.isSubset(rule.ports[protocol]));
      const ports = { tcp: PortSet.empty, udp: PortSet.empty, [protocol]: cell.ports };
      result.push({ sources, ports });
    }
  }
  return result;
}

function admitted(
  tiers: readonly (readonly Rule[])[],
  matches: (rule: Rule) => boolean,
): AddressSet | Unresolved {
  let allowed = AddressSet.empty;
  let open: Unresolved | undefined;
  let remaining = AddressSet.all;
  for (const rules of tiers) {
    let passed = AddressSet.empty;
    for (const { action, sources } of rules.filter(matches)) {
      if (isUnresolved(sources)) {
        // A refusal that cannot be known refuses nobody.
        if (action !== 'deny' && !remaining.isEmpty) open ??= sources;
        continue;
      }
      const matched = remaining.intersect(sources);
      remaining = remaining.subtract(sources);
      if (action === 'allow') allowed = allowed.union(matched);
      if (action === 'pass') passed = passed.union(matched);
    }
    remaining = passed;
  }
  // What every tier passes on is left to the profile of the namespace, which allows it.
  allowed = allowed.union(remaining);
  return open !== undefined && !allowed.equals(AddressSet.all) ? open : allowed;
}

function tiersOf(
  policies: readonly KubeObject[],
  kubernetes: readonly Allowance[] | undefined,
  workload: Workload,
  cluster: CalicoCluster,
): Rule[][] {
  const tiers = new Map<string, { order: number; rules: Rule[] }[]>();
  const add = (tier: string, order: number, rules: Rule[]): void => {
    tiers.set(tier, [...(tiers.get(tier) ?? []), { order, rules }]);
  };
  for (const policy of policies) {
    const spec = at(policy.data, 'spec');
    const rules = itemsOf(at(spec, 'ingress')).slice(0, MOST_RULES);
    add(
      textOf(at(spec, 'tier')) ?? DEFAULT_TIER,
      orderOf(at(spec, 'order')),
      rules.flatMap((rule) => ruleOf(rule, policy, workload, cluster)),
    );
  }
  if (kubernetes !== undefined) {
    const rules = kubernetes.map((one): Rule => ({ action: 'allow', ...one }));
    add(DEFAULT_TIER, KUBERNETES_ORDER, rules);
  }
  const rank = (name: string): number =>
    name === DEFAULT_TIER ? 1_000_000 : (cluster.tiers.get(name) ?? 999_999);
  return [...tiers]
    .sort(([one], [other]) => rank(one) - rank(other))
    .map(([, list]) =>
      list
        .sort((a, b) => (a.order === b.order ? 0 : a.order < b.order ? -1 : 1))
        .flatMap(({ rules }) => rules),
    );
}

/** Conditions that are looked at no further: a rule with one of them may match less than it seems to. */
const NARROWING: readonly (readonly string[])[] = [
  ['notProtocol'],
  ['http'],
  ['icmp'],
  ['notICMP'],
  ['source', 'ports'],
  ['source', 'notPorts'],
  ['destination', 'nets'],
  ['destination', 'notNets'],
  ['destination', 'selector'],
  ['destination', 'notSelector'],
  ['destination', 'serviceAccounts'],
];

function ruleOf(
  rule: Data,
  policy: KubeObject,
  workload: Workload,
  cluster: CalicoCluster,
): Rule[] {
  const action = (textOf(at(rule, 'action')) ?? '').toLowerCase();
  if (action !== 'allow' && action !== 'deny' && action !== 'pass') return [];
  // Whom such a rule refuses or passes on cannot be said; whom it allows might be everybody it names.
  if (action !== 'allow' && NARROWING.some((path) => at(rule, ...path) !== undefined)) return [];
  const sources = sourcesOf(at(rule, 'source'), policy, cluster);
  const version = textOf(at(rule, 'ipVersion'));
  const family =
    version === '4' ? AddressSet.allIPv4 : version === '6' ? AddressSet.allIPv6 : undefined;
  return [
    {
      action,
      sources: isUnresolved(sources) || family === undefined ? sources : sources.intersect(family),
      ports: portsOf(rule, workload, action === 'allow'),
    },
  ];
}

function sourcesOf(
  source: Data | undefined,
  policy: KubeObject,
  cluster: CalicoCluster,
): AddressSet | Unresolved {
  const nets = itemsOf(at(source, 'nets'));
  let sources = AddressSet.all;
  if (nets.length > 0) {
    sources = AddressSet.empty;
    for (const item of nets) {
      const set = networkOf(item);
      if (isUnresolved(set)) return set;
      sources = sources.union(set);
    }
  }
  const named = ['selector', 'namespaceSelector', 'serviceAccounts', 'services'].some(
    (key) => entry(source, key) !== undefined && textOf(at(source, key)) !== '',
  );
  if (named) {
    const set = networksOf(source, policy, cluster);
    if (isUnresolved(set)) return set;
    // With networks as well both have to be the case.
    sources = sources.intersect(set);
  }
  for (const item of itemsOf(at(source, 'notNets'))) {
    const set = networkOf(item);
    if (!isUnresolved(set)) sources = sources.subtract(set);
  }
  return sources;
}

/** Selectors name pods, which are inside, and sets of networks, which may not be. */
function networksOf(
  source: Data | undefined,
  policy: KubeObject,
  cluster: CalicoCluster,
): AddressSet | Unresolved {
  const selector = textOf(at(source, 'selector'));
  const namespaces = textOf(at(source, 'namespaceSelector'));
  if (selector === undefined) return AddressSet.empty;
  const isGlobal = (set: KubeObject): boolean => set.kind === 'GlobalNetworkSet';
  const reachable = cluster.networkSets.filter((set) => {
    if (namespaces === 'global()') return isGlobal(set);
    if (policy.kind === 'GlobalNetworkPolicy' && namespaces === undefined) return true;
    return !isGlobal(set) && (namespaces !== undefined || set.namespace === policy.namespace);
  });
  const parts = reachable
    .filter((set) => selectsLabels(selector, textMap(at(set.data, 'metadata', 'labels'))))
    .flatMap((set) => itemsOf(at(set.data, 'spec', 'nets')))
    .map(networkOf);
  return together(parts);
}

/** `widely` takes a port that is not known for any, as an allowance has to. */
function portsOf(rule: Data, workload: Workload, widely: boolean): PortsByProtocol {
  const protocol = (textOf(at(rule, 'protocol')) ?? '').toLowerCase();
  const excluded = (textOf(at(rule, 'notProtocol')) ?? '').toLowerCase();
  const numbers: Readonly<Record<Protocol, string>> = { tcp: '6', udp: '17' };
  const only = (name: Protocol): PortSet => {
    const is = (text: string): boolean => text === name || text === numbers[name];
    if ((protocol !== '' && !is(protocol)) || is(excluded)) return PortSet.empty;
    const listed = itemsOf(at(rule, 'destination', 'ports'));
    const ports = listed.length === 0 ? PortSet.all : union(listed, workload, name, widely);
    return ports.subtract(
      union(itemsOf(at(rule, 'destination', 'notPorts')), workload, name, !widely),
    );
  };
  return { tcp: only('tcp'), udp: only('udp') };
}

function union(
  items: readonly Data[],
  workload: Workload,
  protocol: Protocol,
  widely: boolean,
): PortSet {
  let ports = PortSet.empty;
  for (const item of items) {
    const text = textOf(item);
    const match = /^([0-9]{1,5})(?::([0-9]{1,5}))?$/.exec(text ?? '');
    if (match !== null) {
      const low = Number(match[1]);
      const high = Number(match[2] ?? low);
      if (low <= high && high <= 65_535) ports = ports.union(PortSet.range(low, high));
      continue;
    }
    const port = text === undefined ? undefined : namedPort(workload, text, protocol);
    if (typeof port === 'number') ports = ports.union(PortSet.of(port));
    else if (widely && (text === undefined || port !== undefined)) ports = PortSet.all;
  }
  return ports;
}
