export type Verdict = 'internal' | 'internet-facing' | undefined;

/** An annotation that makes a load balancer internal or public. */
export interface Mark {
  /** Whose it is, for people. */
  readonly cloud: string;
  /** The annotation's key. */
  readonly key: string;
  /** What a value says; `undefined` when it says nothing. */
  verdict(value: string): Verdict;
}

const internalIf =
  (...values: readonly string[]) =>
  (value: string): Verdict =>
    values.includes(value.toLowerCase()) ? 'internal' : undefined;

const internalOrFacing =
  (internal: readonly string[], facing: readonly string[]) =>
  (value: string): Verdict => {
    const lower = value.toLowerCase();
    if (internal.includes(lower)) return 'internal';
    return facing.includes(lower) ? 'internet-facing' : undefined;
  };

/**
 * The annotations that make a load balancer internal or public, from the documentation of the cloud
 * controllers (kubernetes.io/docs/concepts/services-networking/service, "Internal load balancer").
 */
export const MARKS: readonly Mark[] = [
  { cloud: 'Google', key: 'networking.gke.io/load-balancer-type', verdict: internalIf('internal') },
  { cloud: 'Google', key: 'cloud.google.com/load-balancer-type', verdict: internalIf('internal') },
  {
    // The controller takes any value but "false" for yes; "0.0.0.0/0" was its first documented value.
    cloud: 'AWS',
    key: 'service.beta.kubernetes.io/aws-load-balancer-internal',
    verdict: (value) => (value === '' || value.toLowerCase() === 'false' ? undefined : 'internal'),
  },
  {
    cloud: 'AWS',
    key: 'service.beta.kubernetes.io/aws-load-balancer-scheme',
    verdict: internalOrFacing(['internal'], ['internet-facing']),
  },
  {
    cloud: 'Azure',
    key: 'service.beta.kubernetes.io/azure-load-balancer-internal',
    verdict: internalIf('true'),
  },
  {
    cloud: 'IBM',
    key: 'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type',
    verdict: internalOrFacing(['private'], ['public']),
  },
  {
    cloud: 'OpenStack',
    key: 'service.beta.kubernetes.io/openstack-internal-load-balancer',
    verdict: internalIf('true'),
  },
  {
    cloud: 'Oracle',
    key: 'service.beta.kubernetes.io/oci-load-balancer-internal',
    verdict: internalIf('true'),
  },
  {
    cloud: 'Oracle',
    key: 'oci-network-load-balancer.oraclecloud.com/internal',
    verdict: internalIf('true'),
  },
  {
    cloud: 'Alibaba',
    key: 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type',
    verdict: internalOrFacing(['intranet'], ['internet']),
  },
  {
    cloud: 'Alibaba',
    key: 'service.beta.kubernetes.io/alicloud-loadbalancer-address-type',
    verdict: internalOrFacing(['intranet'], ['internet']),
  },
  {
    cloud: 'Tencent',
    key: 'service.kubernetes.io/qcloud-loadbalancer-internal-subnetid',
    verdict: (value) => (value === '' ? undefined : 'internal'),
  },
  {
    cloud: 'Baidu',
    key: 'service.beta.kubernetes.io/cce-load-balancer-internal-vpc',
    verdict: internalIf('true'),
  },
  {
    cloud: 'DigitalOcean',
    key: 'service.beta.kubernetes.io/do-loadbalancer-network',
    verdict: internalOrFacing(['internal'], ['external']),
  },
  {
    cloud: 'Hetzner',
    key: 'load-balancer.hetzner.cloud/disable-public-network',
    verdict: internalIf('true'),
  },
  {
    cloud: 'Scaleway',
    key: 'service.beta.kubernetes.io/scw-loadbalancer-private',
    verdict: internalIf('true'),
  },
  {
    cloud: 'Volcengine',
    key: 'service.beta.kubernetes.io/volcengine-loadbalancer-address-type',
    verdict: internalOrFacing(['private'], ['public']),
  },
  {
    cloud: 'Naver',
    key: 'service.beta.kubernetes.io/ncloud-load-balancer-internal',
    verdict: internalOrFacing(['true'], ['false']),
  },
  { cloud: 'STACKIT', key: 'lb.stackit.cloud/internal-lb', verdict: internalIf('true') },
  { cloud: 'STACKIT', key: 'yawol.stackit.cloud/internalLB', verdict: internalIf('true') },
  {
    // JSON that describes the load balancer to make: `{"type": "inner"}`.
    cloud: 'Huawei',
    key: 'kubernetes.io/elb.autocreate',
    verdict: (value) => {
      const type = /"type"\s{0,20}:\s{0,20}"(inner|public)"/.exec(value)?.[1];
      return type === 'inner' ? 'internal' : type === 'public' ? 'internet-facing' : undefined;
    },
  },
  {
    cloud: 'Yandex',
    key: 'yandex.cloud/load-balancer-type',
    verdict: internalOrFacing(['internal'], ['external']),
  },
];

/** Load balancer classes with a known default scheme. */
export const CLASSES: Readonly<Record<string, Verdict>> = {
  // The AWS Load Balancer Controller creates internal ones unless the scheme says otherwise.
  'service.k8s.aws/nlb': 'internal',
  'eks.amazonaws.com/nlb': 'internal',
  'networking.gke.io/l4-regional-internal': 'internal',
  'networking.gke.io/l4-regional-external': 'internet-facing',
  // Reachable from the tailnet only.
  tailscale: 'internal',
};
