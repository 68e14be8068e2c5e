import type { Unresolved } from '../../../facts.js';
import { isUnresolved, unresolved } from '../../../facts.js';
import { AddressSet } from '../../../network/addresses.js';
import { PortSet, type Protocol } from '../../../network/ports.js';
import { at, itemsOf, textOf, type Data } from '../../../syntax/data.js';
import { portIn, textIn } from '../objects.js';
import { namedPort, protocolOf, type Workload } from '../workloads.js';
import { blockOf, EVERY_PORT, type Allowance, type PortsByProtocol } from './allowances.js';

/** Absent policy types mean `Ingress`, and `Egress` as well when there are egress rules. */
export function hasIngressType(spec: Data): boolean {
  const types = at(spec, 'policyTypes');
  if (types === undefined || itemsOf(types).length === 0) return true;
  return itemsOf(types).some((item) => textOf(item) === 'Ingress');
}

/** What the ingress rules of a Kubernetes policy let in. */
export function allowances(spec: Data, workload: Workload): Allowance[] {
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
    if (peer.type === 'unknown') return unresolved(peer.reason, peer.where);
    const block = at(peer, 'ipBlock');
    if (block === undefined) continue;
    const admitted = blockOf(block);
    if (isUnresolved(admitted)) return admitted;
    sources = sources.union(admitted);
  }
  return sources;
}

function rulePorts(data: Data | undefined, workload: Workload): PortsByProtocol {
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
