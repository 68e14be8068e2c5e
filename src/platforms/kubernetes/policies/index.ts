import type { Restriction } from '../../../facts.js';
import { at, type Data } from '../../../syntax/data.js';
import { folderOf, located, type KubeObject } from '../objects.js';
import { isEmptySelector, nearest, selects } from '../selectors.js';
import { usesHostNetwork, type Workload } from '../workloads.js';
import { combine, type Isolation } from './allowances.js';
import { calicoAllowances, concernsPods } from './calico.js';
import { ciliumIsolation, ciliumSpecs } from './cilium.js';
import { allowances, hasIngressType } from './kubernetes.js';
import { isCilium, type PolicyIndex } from './policy-index.js';

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
    .flatMap((policy) => isolationOf(policy, workload, policies) ?? []);
  return combine(workload, withCalico(isolations, policies, workload, namesakes));
}

/**
 * Calico takes its own policies and those of Kubernetes in one order: a rule of one may refuse what
 * another allows.
 */
function withCalico(
  isolations: readonly Isolation[],
  policies: PolicyIndex,
  workload: Workload,
  namesakes: readonly Workload[],
): readonly Isolation[] {
  const { object } = workload;
  const concerned = policies.calico.filter(
    (policy) =>
      (policy.set === '' || object.set === '' || policy.set === object.set) &&
      concernsPods(policy, workload, policies.cluster) &&
      (policy.kind === 'GlobalNetworkPolicy' || nearest(policy, namesakes).includes(workload)) &&
      belongsTogether(policy, object),
  );
  const [first] = concerned;
  if (first === undefined) return isolations;
  const own = isolations.filter((one) => !isCilium(one.object));
  const kubernetes = own.length === 0 ? undefined : own.flatMap((one) => one.allowances);
  return [
    {
      object: first,
      where: located(first.where, first),
      allowances: calicoAllowances(concerned, kubernetes, workload, policies.cluster),
    },
    ...isolations.filter((one) => isCilium(one.object)),
  ];
}

/** What a policy does to a workload; `undefined` when it does not concern it. */
function isolationOf(
  policy: KubeObject,
  workload: Workload,
  policies: PolicyIndex,
): Isolation | undefined {
  // Two overlays, or two sets of values, are two installations.
  if (policy.set !== '' && workload.object.set !== '' && policy.set !== workload.object.set) {
    return undefined;
  }
  const clusterWide = policy.kind === 'CiliumClusterwideNetworkPolicy';
  if (!clusterWide && policy.namespace !== workload.object.namespace) return undefined;
  const concerns = (selector: Data | undefined): boolean =>
    isSpecific(policy, selector) || belongsTogether(policy, workload.object);
  if (isCilium(policy)) {
    const specs = ciliumSpecs(policy, workload).filter((spec) =>
      concerns(at(spec, 'endpointSelector')),
    );
    return ciliumIsolation(policy, specs, workload, policies.groups);
  }
  const spec = at(policy.data, 'spec');
  const selector = at(spec, 'podSelector');
  if (spec?.type !== 'map' || selector?.type === 'unknown') return undefined;
  if (!selects(selector, workload.labels) || !concerns(selector)) return undefined;
  if (!hasIngressType(spec)) return undefined;
  return {
    object: policy,
    where: located(policy.where, policy),
    allowances: allowances(spec, workload),
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
