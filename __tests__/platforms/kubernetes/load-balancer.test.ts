import { describe, expect, it } from '@jest/globals';
import { doors, EVERYONE, service, stream } from './support.js';

const annotated = (key: string, value: string, spec = ''): string =>
  service({
    name: 'memcached',
    type: 'LoadBalancer',
    metadata: `annotations:\n  ${key}: ${value}`,
    spec,
  });

const line = (faces: string, sources = EVERYONE): string =>
  `a.yaml:8 load-balancer ${faces} memcached tcp 11211->11211 ${sources}`;

describe('annotations of load balancers', () => {
  it.each([
    ['networking.gke.io/load-balancer-type', '"Internal"', '"External"'],
    ['cloud.google.com/load-balancer-type', 'Internal', '""'],
    ['service.beta.kubernetes.io/aws-load-balancer-internal', '"true"', '"false"'],
    ['service.beta.kubernetes.io/aws-load-balancer-internal', '0.0.0.0/0', '""'],
    ['service.beta.kubernetes.io/azure-load-balancer-internal', 'true', '"false"'],
    ['service.beta.kubernetes.io/openstack-internal-load-balancer', '"true"', '"false"'],
    ['service.beta.kubernetes.io/oci-load-balancer-internal', '"true"', '"false"'],
    ['oci-network-load-balancer.oraclecloud.com/internal', '"true"', '"false"'],
    ['service.kubernetes.io/qcloud-loadbalancer-internal-subnetid', 'subnet-1', '""'],
    ['service.beta.kubernetes.io/cce-load-balancer-internal-vpc', '"true"', '"false"'],
    ['load-balancer.hetzner.cloud/disable-public-network', '"true"', '"false"'],
    ['service.beta.kubernetes.io/scw-loadbalancer-private', '"true"', '"false"'],
    ['lb.stackit.cloud/internal-lb', '"true"', '"false"'],
    ['yawol.stackit.cloud/internalLB', '"true"', '"false"'],
    ['service.beta.kubernetes.io/aws-load-balancer-type', 'external', 'nlb'],
    ['service.beta.kubernetes.io/aws-load-balancer-type', 'nlb-ip', 'clb'],
  ])('%s: %s is internal, %s is not', (key, internal, other) => {
    expect(doors({ 'a.yaml': annotated(key, internal) })).toEqual([line('private')]);
    expect(doors({ 'a.yaml': annotated(key, other) })).toEqual([line('host')]);
  });

  it.each([
    ['service.beta.kubernetes.io/aws-load-balancer-scheme', 'internal', 'internet-facing'],
    ['service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type', 'private', 'public'],
    ['service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type', 'intranet', 'internet'],
    ['service.beta.kubernetes.io/do-loadbalancer-network', 'INTERNAL', 'EXTERNAL'],
    ['yandex.cloud/load-balancer-type', 'internal', 'external'],
    ['service.beta.kubernetes.io/volcengine-loadbalancer-address-type', 'PRIVATE', 'PUBLIC'],
    ['service.beta.kubernetes.io/ncloud-load-balancer-internal', '"true"', '"false"'],
    ['kubernetes.io/elb.autocreate', `'{"type": "inner"}'`, `'{"type": "public"}'`],
  ])('%s: %s is internal, %s faces the internet', (key, internal, facing) => {
    expect(doors({ 'a.yaml': annotated(key, internal) })).toEqual([line('private')]);
    expect(doors({ 'a.yaml': annotated(key, facing) })).toEqual([line('internet')]);
  });

  it('takes the scheme before the default of the class', () => {
    const text = (metadata: string): string =>
      service({
        name: 'memcached',
        type: 'LoadBalancer',
        spec: 'loadBalancerClass: service.k8s.aws/nlb',
        metadata,
      });
    expect(doors({ 'a.yaml': text('labels: { a: b }') })[0]).toContain(' private ');
    expect(
      doors({
        'a.yaml': text(
          'annotations: { service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing }',
        ),
      })[0],
    ).toContain(' internet ');
  });

  it('does not take an unknown class for internal', () => {
    const text = service({
      name: 'memcached',
      type: 'LoadBalancer',
      spec: 'loadBalancerClass: example.com/lb',
    });
    expect(doors({ 'a.yaml': text })[0]).toContain(' host ');
  });

  it('cannot tell what a placeholder says', () => {
    expect(
      doors({ 'a.yaml': annotated('networking.gke.io/load-balancer-type', '"${LB_TYPE}"') }),
    ).toEqual([
      line('host', 'from ? the placeholder ${LB_TYPE} is filled in outside the repository'),
    ]);
  });
});

describe('source ranges', () => {
  it.each([
    ['loadBalancerSourceRanges: [203.0.113.0/24, 10.0.0.0/8]', 'from 10.0.0.0/8, 203.0.113.0/24'],
    ['loadBalancerSourceRanges: [" 10.0.0.0/8 "]', 'from 10.0.0.0/8'],
    ['loadBalancerSourceRanges: [0.0.0.0/1, 128.0.0.0/1]', 'from 0.0.0.0/0'],
    ['loadBalancerSourceRanges: [8.8.8.8/0]', 'from 0.0.0.0/0'],
    ['loadBalancerSourceRanges: []', EVERYONE],
    ['loadBalancerSourceRanges:', EVERYONE],
    [
      'loadBalancerSourceRanges: ["10.0.0.0/8 192.168.0.0/16"]',
      'from ? "10.0.0.0/8 192.168.0.0/16" is not a network in CIDR notation',
    ],
    [
      'loadBalancerSourceRanges: ["${CIDR}"]',
      'from ? the placeholder ${CIDR} is filled in outside the repository',
    ],
  ])('%s', (spec, sources) => {
    const text = service({ name: 'memcached', type: 'LoadBalancer', spec });
    expect(doors({ 'a.yaml': text })).toEqual([
      `a.yaml:6 load-balancer host memcached tcp 11211->11211 ${sources}`,
    ]);
  });

  it('reads the annotations where the field is absent', () => {
    const key = 'service.beta.kubernetes.io/load-balancer-source-ranges';
    expect(doors({ 'a.yaml': annotated(key, '"10.0.0.0/8,192.0.2.1/32"') })).toEqual([
      line('host', 'from 10.0.0.0/8, 192.0.2.1'),
    ]);
    expect(
      doors({
        'a.yaml': annotated(key, '"10.0.0.0/8"', 'loadBalancerSourceRanges: [192.0.2.0/24]'),
      }),
    ).toEqual([line('host', 'from 192.0.2.0/24')]);
  });

  it('means nothing on a node port', () => {
    const text = service({
      name: 'memcached',
      type: 'NodePort',
      spec: 'loadBalancerSourceRanges: [10.0.0.0/8]',
    });
    expect(doors({ 'a.yaml': text })[0]).toContain(EVERYONE);
  });
});

describe('addresses of load balancers', () => {
  const pool = (range: string): string =>
    `apiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata: { name: lab }\nspec: { addresses: [${range}] }\n`;

  it.each([
    ['loadBalancerIP: 192.168.1.20', 'private'],
    ['loadBalancerIP: 203.0.113.20', 'host'],
  ])('%s looks out on %s', (spec, faces) => {
    const text = service({ name: 'memcached', type: 'LoadBalancer', spec });
    expect(doors({ 'a.yaml': text })[0]).toContain(`load-balancer ${faces} `);
  });

  it.each([
    ['192.168.1.240-192.168.1.250', 'private'],
    ['10.1.0.0/24', 'private'],
    ['203.0.113.0/28', 'host'],
    ['192.168.1.0/24, 203.0.113.0/28', 'host'],
  ])('a MetalLB pool of %s looks out on %s', (range, faces) => {
    const files = { 'a.yaml': stream(annotated('metallb.io/address-pool', 'lab'), pool(range)) };
    expect(doors(files)).toEqual([line(faces)]);
  });
});
