import type { Draft, Request } from './model.js';
import { lines, writeFile } from './shell.js';

const FILE = 'memcached-networkpolicy.yaml';

/** A NetworkPolicy that lets only the trusted networks reach the pods. */
export function kubernetes({ v4, v6, port }: Request): Draft {
  const name = `memcached-${port}`;
  const file = {
    path: FILE,
    content: `${lines(
      'apiVersion: networking.k8s.io/v1',
      'kind: NetworkPolicy',
      'metadata:',
      `  name: ${name}`,
      'spec:',
      '  podSelector:',
      '    matchLabels:',
      '      app.kubernetes.io/name: memcached',
      '  policyTypes:',
      '    - Ingress',
      '  ingress:',
      '    - from:',
      [...v4, ...v6].flatMap((cidr) => ['        - ipBlock:', `            cidr: ${cidr}`]),
      '      ports:',
      ['TCP', 'UDP'].flatMap((protocol) => [
        `        - protocol: ${protocol}`,
        `          port: ${port}`,
      ]),
    )}\n`,
  };
  return {
    where: 'with access to the cluster',
    notes: [
      'No change window is needed for the trusted: a policy is put in force as a whole. Whether connections that are open are cut depends on the network plug-in.',
      'The labels must be those of the pods, the namespace theirs, and the network plug-in must enforce policies (Calico, Cilium, Antrea and the clouds’ own do; plain flannel does not).',
      'Other policies for the same pods add to what may come in. Pods of the cluster are let in by their address too: name their range, or add a podSelector for the clients.',
      'Behind a NodePort or load balancer the senders keep their addresses only with `externalTrafficPolicy: Local`. `port` is the port of the container.',
    ],
    files: [file],
    before: lines(
      'kubectl get pods --all-namespaces -l app.kubernetes.io/name=memcached -o wide --show-labels',
      'kubectl get networkpolicies --all-namespaces -o yaml | tee memcached-policies-before.yaml',
    ),
    apply: lines(
      writeFile(file),
      `kubectl diff -f ${FILE} || true`,
      `kubectl apply --dry-run=server -f ${FILE}`,
      `kubectl apply -f ${FILE}`,
    ),
    verify: lines(
      `kubectl describe networkpolicy ${name}`,
      '# In a pod of memcached:',
      `#   ss -tulnp 'sport = :${port}'`,
    ),
    blocked: lines(
      '# The plug-in keeps the log; with Cilium:',
      `hubble observe --verdict DROPPED --to-port ${port} --since 168h --output compact`,
      '# With Calico: an action Log ahead of Deny in a GlobalNetworkPolicy, then on the nodes: journalctl -k --grep calico-packet',
    ),
    rollback: lines(
      `kubectl delete networkpolicy ${name}`,
      '# What was there before: memcached-policies-before.yaml',
    ),
  };
}
