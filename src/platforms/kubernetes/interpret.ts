import type { Fact, Problem } from '../../facts.js';
import { servicesIn, type Cluster } from './backends.js';
import { configMapsIn } from './containers.js';
import type { Files } from './fixes.js';
import { hostDoors } from './host-doors.js';
import { listenersOf } from './listeners.js';
import { addressPoolsIn } from './load-balancer.js';
import { policyRestrictions } from './network-policies.js';
import type { KubeObject } from './objects.js';
import { routeDoors } from './routes.js';
import { serviceDoors } from './services.js';
import { memcachedIn, workloadsIn } from './workloads.js';

/** What Kubernetes objects mean. */
export interface Interpretation {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
}

/**
 * Says what a set of objects means: the memcached servers they run, the ways into them from outside
 * the cluster, and the policies in between. For every platform that holds Kubernetes objects.
 */
export function interpretObjects(objects: readonly KubeObject[], files: Files): Interpretation {
  const workloads = workloadsIn(objects, configMapsIn(objects));
  const cluster: Cluster = { objects, services: servicesIn(objects), workloads };
  const pools = addressPoolsIn(objects);
  const facts: Fact[] = [];
  for (const workload of workloads) {
    facts.push(...listenersOf(workload), ...hostDoors(workload, files));
  }
  for (const service of cluster.services) {
    facts.push(...serviceDoors(service, cluster, pools, files));
  }
  facts.push(...routeDoors(cluster, pools));
  facts.push(
    ...policyRestrictions(
      objects,
      workloads.filter((workload) => memcachedIn(workload).length > 0),
    ),
  );
  return { facts, problems: [] };
}
