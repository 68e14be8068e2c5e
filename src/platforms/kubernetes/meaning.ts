/** What is read and how it is judged, for the documents: kept beside the code that does it. */
export const MEANING: readonly (readonly [what: string, how: string])[] = [
  [
    '`Service` of type `LoadBalancer`',
    "source ranges (field and annotations), internal marks and classes of the clouds, DigitalOcean's allow and deny rules, Linode's access list, MetalLB and Cilium address pools",
  ],
  ['`Service` of type `NodePort`', "open on every node; the node port, or the cluster's range"],
  ['`externalIPs`', 'private or public by the addresses'],
  ['`hostPort`, `hostNetwork`', 'with `hostIP`; with `hostNetwork` the listener counts'],
  ['operators', 'custom resources of memcached operators'],
  [
    'scripts',
    '`kubectl` and `oc` `expose`, `run`, `create deployment`, `create service`, `patch service`, `apply -f -` with a here-document or a pipe; `helm install` and `upgrade` with values; also in the steps of pipelines: linked to the objects and charts of the repository',
  ],
];
