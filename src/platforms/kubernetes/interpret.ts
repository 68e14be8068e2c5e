import { append } from '../../append.js';
import type { Fact, Ingress, Restriction } from '../../facts.js';
import { isUnresolved } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { servicesIn, WorkloadIndex, type Cluster } from './backends.js';
import { configMapsIn } from './containers.js';
import type { Files } from './fixes.js';
import { hostDoors } from './host-doors.js';
import { addressPoolsIn } from './load-balancer.js';
import { policyRestrictions } from './policies/index.js';
import type { KubeObject } from './objects.js';
import { PolicyIndex } from './policies/policy-index.js';
import { operatorDoors } from './operators.js';
import { routeDoors } from './routes.js';
import { serviceDoors, unique } from './services.js';
import { renamed, workloadsIn, type Workload } from './workloads.js';

/**
 * Says what a set of objects means: the memcached servers they run, the ways into them from outside
 * the cluster, and the policies in between. For every platform that holds Kubernetes objects.
 */
export function interpretObjects(objects: readonly KubeObject[], files: Files): Fact[] {
  const drafts = workloadsIn(objects, configMapsIn(objects));
  const restrictionsOf = new Map<string, Restriction[]>();
  const workloads = withIds(drafts, objects, restrictionsOf);
  const index = new WorkloadIndex(workloads);
  const cluster: Cluster = { objects, services: servicesIn(objects), workloads, index };
  const pools = addressPoolsIn(objects);
  const facts: Fact[] = [];
  for (const workload of workloads) {
    append(facts, [
      ...workload.servers.map((server) => server.listener),
      ...hostDoors(workload, files),
    ]);
  }
  for (const service of cluster.services) {
    append(facts, serviceDoors(service, cluster, pools, files));
  }
  append(facts, objects.flatMap(operatorDoors));
  append(facts, [...routeDoors(cluster, pools), ...[...restrictionsOf.values()].flat()]);
  return withoutRepetitions(facts);
}

/**
 * Gives every workload an id of its own. A workload that several overlays or values files build alike
 * is one; where the results differ, each has its own id, so that a door of one never leads to a server
 * of the other.
 */
function withIds(
  drafts: readonly Workload[],
  objects: readonly KubeObject[],
  restrictionsOf: Map<string, Restriction[]>,
): Workload[] {
  const policies = new PolicyIndex(objects, drafts);
  const known = new Map<string, string>();
  const taken = new Set<string>();
  return drafts.map((draft) => {
    const restrictions = draft.servers.length === 0 ? [] : policyRestrictions(policies, draft);
    const signature = [
      draft.id,
      placeOf(draft.object.where),
      ...draft.servers.map(({ listener }) => listenerKey(listener)),
      ...restrictions.map(restrictionKey),
    ].join('\n');
    let id = known.get(signature);
    if (id === undefined) {
      id = freeId(draft, taken);
      taken.add(id);
      known.set(signature, id);
      if (restrictions.length > 0) {
        const target = [id];
        restrictionsOf.set(
          id,
          restrictions.map((restriction) => ({ ...restriction, target })),
        );
      }
    }
    return renamed(draft, id);
  });
}

function freeId(draft: Workload, taken: ReadonlySet<string>): string {
  if (!taken.has(draft.id)) return draft.id;
  const { set, where } = draft.object;
  for (const suffix of [where.file, ...(set === '' ? [] : [set])]) {
    if (!taken.has(`${draft.id} (${suffix})`)) return `${draft.id} (${suffix})`;
  }
  let count = 2;
  while (taken.has(`${draft.id} (${where.file} ${count})`)) count++;
  return `${draft.id} (${where.file} ${count})`;
}

/** Leaves out facts that say the same about the same place, as several overlays of a base do. */
function withoutRepetitions(facts: readonly Fact[]): Fact[] {
  const seen = new Map<string, number>();
  const result: Fact[] = [];
  for (const fact of facts) {
    const key =
      fact.kind === 'listener'
        ? `${fact.workload}\n${listenerKey(fact)}`
        : fact.kind === 'ingress'
          ? ingressKey(fact)
          : `${String(fact.target)}\n${restrictionKey(fact)}`;
    const index = seen.get(key);
    if (index === undefined) {
      seen.set(key, result.length);
      result.push(fact);
      continue;
    }
    const first = result[index]!;
    if (first.kind === 'ingress' && fact.kind === 'ingress') {
      result[index] = { ...first, related: unique([...first.related, ...fact.related]) };
    }
  }
  return result;
}

function listenerKey(fact: Extract<Fact, { kind: 'listener' }>): string {
  const sockets = isUnresolved(fact.sockets)
    ? fact.sockets.reason
    : fact.sockets.map((s) => `${s.protocol} ${s.address} ${s.port} ${s.tls}`).join(',');
  return [placeOf(fact.where), sockets, fact.authentication, fact.version?.text ?? ''].join('|');
}

function ingressKey(fact: Ingress): string {
  return [
    placeOf(fact.where),
    fact.mechanism,
    fact.name,
    isUnresolved(fact.sources) ? fact.sources.reason : fact.sources.toString(),
    fact.protocols.join(),
    isUnresolved(fact.ports) ? fact.ports.reason : fact.ports.toString(),
    fact.targetPorts === undefined || isUnresolved(fact.targetPorts)
      ? ''
      : fact.targetPorts.toString(),
    String(fact.target),
    fact.faces,
    fact.leadsTo,
  ].join('|');
}

function restrictionKey(fact: Restriction): string {
  return [
    placeOf(fact.where),
    fact.protocols.join(),
    fact.ports.toString(),
    isUnresolved(fact.admits) ? fact.admits.reason : fact.admits.toString(),
  ].join('|');
}

function placeOf(where: Location): string {
  return `${where.file}:${where.startLine}:${where.startColumn}`;
}
