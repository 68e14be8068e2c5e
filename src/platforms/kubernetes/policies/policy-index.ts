import { append } from '../../../append.js';
import { at } from '../../../syntax/data.js';
import { calicoCluster, isCalico, type CalicoCluster } from './calico.js';
import { networkGroups, type NetworkGroups } from './cilium.js';
import { groupOf, textMap, type KubeObject } from '../objects.js';
import { UNKNOWN_KEY, type Labels } from '../selectors.js';
import type { Workload } from '../workloads.js';

/**
 * The policies among objects by the first label they ask for, so that a workload is held against those
 * that could select it and not against all. It leaves out only what cannot select the labels.
 */
export class PolicyIndex {
  /** Calico's policies, which are looked at in their own order. */
  readonly calico: readonly KubeObject[];
  readonly cluster: CalicoCluster;
  readonly groups: NetworkGroups;
  private readonly byPair = new Map<string, number[]>();
  private readonly byKey = new Map<string, number[]>();
  private readonly unlabelled = new Map<string, number[]>();
  private readonly namespaced = new Map<string, number[]>();
  private readonly everywhere: number[] = [];
  private readonly namesakes = new Map<string, Workload[]>();

  constructor(
    private readonly objects: readonly KubeObject[],
    workloads: readonly Workload[],
  ) {
    this.calico = objects.filter(isCalico);
    this.cluster = calicoCluster(objects);
    this.groups = networkGroups(objects);
    objects.forEach((object, position) => {
      if (isCilium(object)) this.everywhere.push(position);
      else if (isNetworkPolicy(object)) this.register(object, position);
    });
    for (const workload of workloads) push(this.namesakes, nameOf(workload), workload);
  }

  /** Workloads of the same name in the same namespace, with itself. */
  namesakesOf(workload: Workload): readonly Workload[] {
    return this.namesakes.get(nameOf(workload)) ?? [];
  }

  /** The policies that could select a workload, in the order of the objects. */
  candidates({ labels, object: { namespace } }: Workload): KubeObject[] {
    const positions = new Set([...this.everywhere, ...this.selecting(labels, namespace)]);
    return [...positions].sort((a, b) => a - b).map((position) => this.objects[position]!);
  }

  private selecting(labels: Labels, namespace: string): readonly number[] {
    // What a template prints may be any label.
    if (labels.has(UNKNOWN_KEY)) return this.namespaced.get(namespace) ?? [];
    const found = [...(this.unlabelled.get(namespace) ?? [])];
    for (const [key, value] of labels) {
      const list =
        value === undefined
          ? this.byKey.get(`${namespace}\n${key}`)
          : this.byPair.get(`${namespace}\n${key}\n${value}`);
      append(found, list ?? []);
    }
    return found;
  }

  private register(policy: KubeObject, position: number): void {
    const { namespace } = policy;
    push(this.namespaced, namespace, position);
    for (const [key, value] of textMap(at(policy.data, 'spec', 'podSelector', 'matchLabels'))) {
      if (key === UNKNOWN_KEY || value === undefined) continue;
      push(this.byKey, `${namespace}\n${key}`, position);
      push(this.byPair, `${namespace}\n${key}\n${value}`, position);
      return;
    }
    push(this.unlabelled, namespace, position);
  }
}

/** Kubernetes' own policies (networking.k8s.io/v1, and the group they had before). */
function isNetworkPolicy(object: KubeObject): boolean {
  if (object.kind !== 'NetworkPolicy') return false;
  const group = groupOf(object);
  return group === 'networking.k8s.io' || group === 'extensions';
}

/** Cilium's policies. */
export function isCilium(object: KubeObject): boolean {
  return (
    (object.kind === 'CiliumNetworkPolicy' || object.kind === 'CiliumClusterwideNetworkPolicy') &&
    groupOf(object) === 'cilium.io'
  );
}

function nameOf({ id, object }: Workload): string {
  return `${object.namespace}\n${id}`;
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
