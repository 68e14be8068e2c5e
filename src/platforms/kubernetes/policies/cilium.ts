import type { Unresolved } from '../../../facts.js';
import { isUnresolved, unresolved } from '../../../facts.js';
import { AddressSet } from '../../../network/addresses.js';
import { PortSet, type Protocol } from '../../../network/ports.js';
import { at, booleanOf, entry, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import { located, portIn, textIn, type KubeObject } from '../objects.js';
import { selects, type Labels } from '../selectors.js';
import { namedPort, type Workload } from '../workloads.js';
import {
  blockOf,
  EVERY_PORT,
  networkOf,
  together,
  type Allowance,
  type Isolation,
  type PortsByProtocol,
} from './allowances.js';

/** Groups of networks by their name (`CiliumCIDRGroup`). */
export type NetworkGroups = ReadonlyMap<string, readonly Data[]>;

/** The groups of networks among objects. */
export function networkGroups(objects: readonly KubeObject[]): NetworkGroups {
  return new Map(
    objects
      .filter(({ kind }) => kind === 'CiliumCIDRGroup')
      .map(({ name, data }) => [name, itemsOf(at(data, 'spec', 'externalCIDRs'))]),
  );
}

/** The specifications of a policy that concern the pods of a workload. */
export function ciliumSpecs(policy: KubeObject, workload: Workload): Data[] {
  const labels = ciliumLabels(workload);
  return [at(policy.data, 'spec'), ...itemsOf(at(policy.data, 'specs'))].filter(
    (spec): spec is Data => {
      // One without an endpoint selector is for nodes.
      const selector = at(spec, 'endpointSelector');
      return (
        selector !== undefined && selector.type !== 'unknown' && selects(bare(selector), labels)
      );
    },
  );
}

/**
 * What a policy does to what comes in (docs.cilium.io, policy language): a rule without a peer and
 * without ports allows nothing, a refusal wins over everything, and a policy isolates as soon as it has a
 * rule for what comes in, unless `enableDefaultDeny` says that it does not.
 */
export function ciliumIsolation(
  policy: KubeObject,
  specs: readonly Data[],
  workload: Workload,
  groups: NetworkGroups,
): Isolation | undefined {
  const rules = (spec: Data, key: string): readonly Data[] => itemsOf(at(spec, key));
  const deciding = specs.filter(
    (spec) => rules(spec, 'ingress').length + rules(spec, 'ingressDeny').length > 0,
  );
  if (deciding.length === 0) return undefined;
  const read = (key: string): Allowance[] =>
    deciding.flatMap((spec) => rules(spec, key).map((rule) => allowance(rule, workload, groups)));
  return {
    object: policy,
    where: located(policy.where, policy),
    isolates: deciding.some(
      (spec) => booleanOf(at(spec, 'enableDefaultDeny', 'ingress')) !== false,
    ),
    allowances: read('ingress'),
    denials: read('ingressDeny'),
  };
}

const PEERS = [
  'fromEndpoints',
  'fromRequires',
  'fromServices',
  'fromNodes',
  'fromGroups',
  'fromEntities',
  'fromCIDR',
  'fromCIDRSet',
];

function allowance(rule: Data, workload: Workload, groups: NetworkGroups): Allowance {
  if (rule.type === 'unknown') {
    return { sources: unresolved(rule.reason, rule.where), ports: EVERY_PORT };
  }
  return { sources: sourcesOf(rule, groups), ports: portsOf(rule, workload) };
}

function sourcesOf(rule: Data, groups: NetworkGroups): AddressSet | Unresolved {
  if (!PEERS.some((key) => entry(rule, key) !== undefined)) {
    // Ports alone are open to everybody; nothing at all is open to nobody.
    return at(rule, 'toPorts') === undefined ? AddressSet.empty : AddressSet.all;
  }
  const parts: (AddressSet | Unresolved)[] = [
    ...itemsOf(at(rule, 'fromEntities')).map(entity),
    ...itemsOf(at(rule, 'fromEndpoints')).map((selector) =>
      ['reserved:world', 'reserved:all', 'reserved.world'].some(
        (key) => at(selector, 'matchLabels', key) !== undefined,
      )
        ? AddressSet.all
        : AddressSet.empty,
    ),
    ...itemsOf(at(rule, 'fromCIDR')).map(networkOf),
    ...itemsOf(at(rule, 'fromCIDRSet')).map((item) => networks(item, groups)),
  ];
  return together(parts);
}

function entity(item: Data): AddressSet | Unresolved {
  const text = textIn(item);
  if (typeof text === 'object') return text;
  switch (text) {
    case 'world':
    case 'all':
      return AddressSet.all;
    case 'world-ipv4':
      return AddressSet.allIPv4;
    case 'world-ipv6':
      return AddressSet.allIPv6;
    default:
      return AddressSet.empty;
  }
}

function networks(item: Data, groups: NetworkGroups): AddressSet | Unresolved {
  const name = textOf(at(item, 'cidrGroupRef'));
  const group = name === undefined ? undefined : groups.get(name);
  if (name === undefined && at(item, 'cidrGroupSelector') === undefined) return blockOf(item);
  if (group === undefined) {
    return unresolved(
      `the CIDR group ${name ?? 'of a selector'} is not in the repository`,
      item.where,
    );
  }
  let all = together(group.map(networkOf));
  if (isUnresolved(all)) return all;
  for (const text of itemsOf(at(item, 'except'))) {
    const except = networkOf(text);
    if (!isUnresolved(except)) all = all.subtract(except);
  }
  return all;
}

/** Ports are texts, `0` is any, and a protocol is both when it is `ANY` or absent. */
function portsOf(rule: Data, workload: Workload): PortsByProtocol {
  const lists = itemsOf(at(rule, 'toPorts')).flatMap((item) => itemsOf(at(item, 'ports')));
  if (lists.length === 0) return EVERY_PORT;
  const ports: Record<Protocol, PortSet> = { tcp: PortSet.empty, udp: PortSet.empty };
  for (const item of lists) {
    const text = textIn(at(item, 'protocol'));
    const any = typeof text !== 'string' || text.toUpperCase() === 'ANY';
    for (const protocol of ['tcp', 'udp'] as const) {
      if (any || text.toLowerCase() === protocol) {
        ports[protocol] = ports[protocol].union(numbers(item, workload, protocol));
      }
    }
  }
  return ports;
}

function numbers(item: Data, workload: Workload, protocol: Protocol): PortSet {
  const written = portIn(at(item, 'port'));
  const port = typeof written === 'string' ? namedPort(workload, written, protocol) : written;
  // A name that no container has opens nothing.
  if (port === undefined && typeof written === 'string') return PortSet.empty;
  if (typeof port !== 'number' || port === 0) return PortSet.all;
  const end = portIn(at(item, 'endPort'));
  return PortSet.range(port, typeof end === 'number' && end >= port ? end : port);
}

/** A pod's labels with those that Cilium gives it. */
function ciliumLabels({ labels, object }: Workload): Labels {
  return new Map([
    ...labels,
    ['io.kubernetes.pod.namespace', object.namespace],
    ['io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name', object.namespace],
  ]);
}

/** A selector without the sources of its labels: `k8s:app`, `any:app` and `k8s.app` are `app`. */
function bare(selector: Data): Data {
  if (selector.type !== 'map') return selector;
  const strip = (key: string): string => key.replace(/^(?:k8s|any)[:.](?!io\/)/, '');
  return {
    ...selector,
    entries: selector.entries.map((part) => {
      const { value } = part;
      if (part.key === 'matchLabels' && value.type === 'map') {
        const entries = value.entries.map((one) => ({ ...one, key: strip(one.key) }));
        return { ...part, value: { ...value, entries } };
      }
      if (part.key !== 'matchExpressions' || value.type !== 'list') return part;
      const items = value.items.map((item) =>
        item.type !== 'map'
          ? item
          : {
              ...item,
              entries: item.entries.map((one) => {
                const key = one.key === 'key' ? textOf(one.value) : undefined;
                return key === undefined
                  ? one
                  : {
                      ...one,
                      value: { type: 'scalar' as const, value: strip(key), where: one.value.where },
                    };
              }),
            },
      );
      return { ...part, value: { ...value, items } };
    }),
  };
}
