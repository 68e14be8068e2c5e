import { describe, expect, it } from '@jest/globals';
import { isUnresolved } from '../../../src/facts.js';
import { deployment, restrictions, stream, translate } from './support.js';

const policy = (spec: string, namespace?: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p${namespace === undefined ? '' : `, namespace: ${namespace}`} }\nspec: ${spec}\n`;

/** Who is admitted to TCP 11211 and UDP 11211; `open` without a restriction. */
function admitted(...documents: string[]): { tcp: string; udp: string } {
  const found = restrictions(translate({ 'a.yaml': stream(deployment(), ...documents) }));
  const of = (protocol: 'tcp' | 'udp'): string => {
    const mine = found.filter((r) => r.protocols.includes(protocol) && r.ports.contains(11211));
    expect(mine.length).toBeLessThanOrEqual(1);
    const [first] = mine;
    if (first === undefined) return 'open';
    return isUnresolved(first.admits) ? `? ${first.admits.reason}` : first.admits.describe();
  };
  return { tcp: of('tcp'), udp: of('udp') };
}

const ANYONE = 'anyone (0.0.0.0/0 and ::/0)';
const NOBODY = 'no address';

describe('NetworkPolicy', () => {
  it.each([
    ['no ingress rules deny all', '{ podSelector: {}, policyTypes: [Ingress] }', NOBODY, NOBODY],
    ['an empty list too', '{ podSelector: {}, ingress: [] }', NOBODY, NOBODY],
    ['an empty rule allows all', '{ podSelector: {}, ingress: [{}] }', ANYONE, ANYONE],
    [
      'no peers are all peers',
      '{ podSelector: {}, ingress: [{ from: [], ports: [{ port: 11211 }] }] }',
      ANYONE,
      NOBODY,
    ],
    [
      'pods of the cluster are not outside',
      '{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }',
      NOBODY,
      NOBODY,
    ],
    [
      'namespaces neither',
      '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }',
      NOBODY,
      NOBODY,
    ],
    [
      'blocks count',
      '{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }, { ipBlock: { cidr: 203.0.113.0/24 } }] }] }',
      '203.0.113.0/24',
      '203.0.113.0/24',
    ],
    [
      'less what they except',
      '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.128.0.0/9] } }] }] }',
      '10.0.0.0/9',
      '10.0.0.0/9',
    ],
    [
      'rules add up',
      '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/9 } }] }, { from: [{ ipBlock: { cidr: 10.128.0.0/9 } }] }] }',
      '10.0.0.0/8',
      '10.0.0.0/8',
    ],
    [
      'other ports are not opened',
      '{ podSelector: {}, ingress: [{ ports: [{ port: 9150 }] }] }',
      NOBODY,
      NOBODY,
    ],
    [
      'a range of ports',
      '{ podSelector: {}, ingress: [{ ports: [{ port: 11000, endPort: 12000, protocol: UDP }] }] }',
      NOBODY,
      ANYONE,
    ],
    [
      'a port without a number is all of its protocol',
      '{ podSelector: {}, ingress: [{ ports: [{ protocol: TCP }] }] }',
      ANYONE,
      NOBODY,
    ],
    [
      'a name no container has opens nothing',
      '{ podSelector: {}, ingress: [{ ports: [{ port: web }] }] }',
      NOBODY,
      NOBODY,
    ],
    [
      'egress alone does not isolate',
      '{ podSelector: {}, policyTypes: [Egress], egress: [] }',
      'open',
      'open',
    ],
    [
      'labels that match',
      '{ podSelector: { matchLabels: { app: cache } }, ingress: [] }',
      NOBODY,
      NOBODY,
    ],
    [
      'labels that do not',
      '{ podSelector: { matchLabels: { app: web } }, ingress: [] }',
      'open',
      'open',
    ],
    [
      'expressions that match',
      '{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [cache, x] }] }, ingress: [] }',
      NOBODY,
      NOBODY,
    ],
    [
      'expressions that do not',
      '{ podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [cache] }] }, ingress: [] }',
      'open',
      'open',
    ],
    [
      'a bad block is not guessed',
      '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: "${CIDR}" } }] }] }',
      '? the placeholder ${CIDR} is filled in outside the repository',
      '? the placeholder ${CIDR} is filled in outside the repository',
    ],
  ])('%s', (_, spec, tcp, udp) => {
    expect(admitted(policy(spec))).toEqual({ tcp, udp });
  });

  it('adds up with other policies', () => {
    expect(
      admitted(
        policy('{ podSelector: {}, ingress: [] }'),
        policy('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }] }'),
      ).tcp,
    ).toBe('192.0.2.0/24');
  });

  it('counts in its own namespace only', () => {
    expect(admitted(policy('{ podSelector: {}, ingress: [] }', 'default')).tcp).toBe(NOBODY);
    expect(admitted(policy('{ podSelector: {}, ingress: [] }', 'other')).tcp).toBe('open');
  });

  it('does not reach pods in the network of the node', () => {
    const text = stream(
      deployment({ extra: 'hostNetwork: true' }),
      policy('{ podSelector: {}, ingress: [] }'),
    );
    expect(restrictions(translate({ 'a.yaml': text }))).toEqual([]);
  });

  it('of another part of the repository does not count, when it names nothing', () => {
    const of = (spec: string): number =>
      restrictions(translate({ 'shop/a.yaml': deployment(), 'blog/p.yaml': policy(spec) })).length;
    expect(of('{ podSelector: {}, ingress: [] }')).toBe(0);
    expect(of('{ podSelector: { matchLabels: { app: cache } }, ingress: [] }')).toBeGreaterThan(0);
  });
});

describe('CiliumNetworkPolicy', () => {
  const cilium = (spec: string): string =>
    `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: p }\nspec: ${spec}\n`;
  it.each([
    ['{ endpointSelector: {}, ingress: [] }', 'open'],
    ['{ endpointSelector: {}, ingress: [{}] }', NOBODY],
    ['{ endpointSelector: {}, ingress: [{ fromEndpoints: [] }] }', NOBODY],
    ['{ endpointSelector: {}, ingress: [{ fromEndpoints: [{}] }] }', NOBODY],
    ['{ endpointSelector: {}, ingress: [{ fromEntities: [world] }] }', ANYONE],
    ['{ endpointSelector: {}, ingress: [{ fromEntities: [cluster] }] }', NOBODY],
    ['{ endpointSelector: {}, ingress: [{ fromCIDR: [192.0.2.0/24] }] }', '192.0.2.0/24'],
    [
      '{ endpointSelector: {}, ingress: [{ fromCIDRSet: [{ cidr: 10.0.0.0/8, except: [10.128.0.0/9] }] }] }',
      '10.0.0.0/9',
    ],
    [
      '{ endpointSelector: {}, ingress: [{ fromEntities: [all], toPorts: [{ ports: [{ port: "11211", protocol: TCP }] }] }] }',
      ANYONE,
    ],
    [
      '{ endpointSelector: {}, ingress: [{ fromEntities: [all], toPorts: [{ ports: [{ port: "80", protocol: TCP }] }] }] }',
      NOBODY,
    ],
    ['{ endpointSelector: {}, egress: [] }', 'open'],
    ['{ endpointSelector: {}, ingress: [{ toPorts: [{ ports: [{ port: "11211" }] }] }] }', ANYONE],
    [
      '{ endpointSelector: {}, ingress: [{ toPorts: [{ ports: [{ port: "11000", endPort: 11300 }] }] }] }',
      ANYONE,
    ],
    ['{ endpointSelector: {}, ingress: [{ toPorts: [{ ports: [{ port: web }] }] }] }', NOBODY],
    ['{ endpointSelector: {}, ingress: [{ fromEntities: [world-ipv4] }] }', '0.0.0.0/0'],
    ['{ endpointSelector: {}, ingress: [{ fromEntities: [host, remote-node] }] }', NOBODY],
    [
      '{ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { "reserved:world": "" } }] }] }',
      ANYONE,
    ],
    ['{ endpointSelector: { matchLabels: { "k8s:app": cache } }, ingress: [{}] }', NOBODY],
    ['{ endpointSelector: { matchLabels: { "any:app": web } }, ingress: [{}] }', 'open'],
    [
      '{ endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": default } }, ingress: [{}] }',
      NOBODY,
    ],
    [
      '{ endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": other } }, ingress: [{}] }',
      'open',
    ],
    // A refusal wins over whatever is allowed.
    [
      '{ endpointSelector: {}, ingress: [{ fromEntities: [all] }], ingressDeny: [{ fromEntities: [world] }] }',
      NOBODY,
    ],
    [
      '{ endpointSelector: {}, ingress: [{ fromEntities: [all] }], ingressDeny: [{ fromEntities: [cluster] }] }',
      ANYONE,
    ],
    [
      '{ endpointSelector: {}, ingress: [{ fromCIDR: [10.0.0.0/8] }], ingressDeny: [{ fromCIDR: [10.128.0.0/9] }] }',
      '10.0.0.0/9',
    ],
    [
      '{ endpointSelector: {}, ingress: [{ fromEntities: [all] }], ingressDeny: [{ fromEntities: [world], toPorts: [{ ports: [{ port: "80" }] }] }] }',
      ANYONE,
    ],
    // Without the default of refusing, everything that is not refused is open.
    [
      '{ endpointSelector: {}, enableDefaultDeny: { ingress: false }, ingress: [{ fromCIDR: [10.0.0.0/8] }] }',
      ANYONE,
    ],
    [
      '{ endpointSelector: {}, enableDefaultDeny: { ingress: false }, ingressDeny: [{ fromEntities: [world] }] }',
      NOBODY,
    ],
  ])('%s', (spec, tcp) => {
    expect(admitted(cilium(spec)).tcp).toBe(tcp);
  });
});

describe('networks of Cilium that have a name', () => {
  const group =
    'apiVersion: cilium.io/v2alpha1\nkind: CiliumCIDRGroup\nmetadata: { name: office }\nspec: { externalCIDRs: [192.0.2.0/24] }\n';
  const named = (name: string): string =>
    `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: p }\nspec: { endpointSelector: {}, ingress: [{ fromCIDRSet: [{ cidrGroupRef: ${name} }] }] }\n`;
  it('are looked up', () => {
    expect(admitted(group, named('office')).tcp).toBe('192.0.2.0/24');
    expect(admitted(group, named('other')).tcp).toContain('the CIDR group other');
  });
});

describe('what policies cannot do', () => {
  it.each(['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'])(
    '%s names peers inside the cluster only',
    (kind) => {
      const spec =
        '{ priority: 1, subject: { namespaces: {} }, ingress: [{ name: a, action: Deny, from: [{ namespaces: {} }] }] }';
      const text = `apiVersion: policy.networking.k8s.io/v1alpha1\nkind: ${kind}\nmetadata: { name: default }\nspec: ${spec}\n`;
      expect(admitted(text)).toEqual({ tcp: 'open', udp: 'open' });
    },
  );

  it('leaves UDP to a rule of its own', () => {
    const rule = (protocol: string): string =>
      policy(
        `{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 11211${protocol} }] }] }`,
      );
    expect(admitted(rule(''))).toEqual({ tcp: '10.0.0.0/8', udp: NOBODY });
    expect(admitted(rule(', protocol: UDP'))).toEqual({ tcp: NOBODY, udp: '10.0.0.0/8' });
    expect(admitted(rule(', protocol: SCTP'))).toEqual({ tcp: NOBODY, udp: NOBODY });
  });
});
