import { describe, expect, it } from '@jest/globals';
import { isUnresolved } from '../../../src/facts.js';
import { selectsLabels } from '../../../src/platforms/kubernetes/policies/calico-selectors.js';
import { deployment, ingresses, restrictions, service, stream, translate } from './support.js';

const ANYONE = 'anyone (0.0.0.0/0 and ::/0)';

function admitted(...documents: string[]): string {
  const found = restrictions(translate({ 'a.yaml': stream(deployment(), ...documents) })).filter(
    ({ protocols, ports }) => protocols.includes('tcp') && ports.contains(11211),
  );
  const [first] = found;
  if (first === undefined) return 'open';
  return isUnresolved(first.admits) ? '?' : first.admits.describe();
}

const calico = (spec: string, kind = 'NetworkPolicy'): string =>
  `apiVersion: projectcalico.org/v3\nkind: ${kind}\nmetadata: { name: p }\nspec: ${spec}\n`;

describe('Calico policies', () => {
  it.each([
    ['nobody without rules', '{ selector: "app == \'cache\'", types: [Ingress] }', 'no address'],
    ['other pods', '{ selector: "app == \'web\'", types: [Ingress] }', 'open'],
    ['egress only', '{ selector: all(), types: [Egress] }', 'open'],
    [
      'an allowed network',
      '{ selector: all(), ingress: [{ action: Allow, protocol: TCP, source: { nets: [10.0.0.0/8] }, destination: { ports: [11211] } }] }',
      '10.0.0.0/8',
    ],
    [
      'another port',
      '{ selector: all(), ingress: [{ action: Allow, protocol: TCP, source: { nets: [10.0.0.0/8] }, destination: { ports: ["80:90"] } }] }',
      'no address',
    ],
    ['everybody', '{ selector: all(), ingress: [{ action: Allow }] }', ANYONE],
    [
      'everybody behind a rule that refuses everybody',
      '{ selector: all(), ingress: [{ action: Deny }, { action: Allow }] }',
      'no address',
    ],
    [
      'everybody behind a rule that refuses another port',
      '{ selector: all(), ingress: [{ action: Deny, protocol: TCP, destination: { ports: [80] } }, { action: Allow }] }',
      ANYONE,
    ],
    [
      'pods of the cluster',
      '{ selector: all(), ingress: [{ action: Allow, source: { selector: "role == \'web\'" } }] }',
      'no address',
    ],
  ])('%s', (_, spec, expected) => {
    expect(admitted(calico(spec))).toBe(expected);
  });

  it.each([
    [
      'a part that an earlier rule refuses',
      '{ selector: all(), ingress: [{ action: Deny, source: { nets: [10.128.0.0/9] } }, { action: Allow, source: { nets: [10.0.0.0/8] } }] }',
      '10.0.0.0/9',
    ],
    [
      'all but some networks',
      '{ selector: all(), ingress: [{ action: Allow, source: { nets: [10.0.0.0/8], notNets: [10.128.0.0/9] } }] }',
      '10.0.0.0/9',
    ],
    [
      'everybody but on one port',
      '{ selector: all(), ingress: [{ action: Allow, protocol: TCP, destination: { notPorts: [11211] } }] }',
      'no address',
    ],
    [
      'everybody of IPv4',
      '{ selector: all(), ingress: [{ action: Allow, ipVersion: 4 }] }',
      '0.0.0.0/0',
    ],
    [
      'everybody, where a rule refuses certain source ports only',
      '{ selector: all(), ingress: [{ action: Deny, protocol: TCP, source: { ports: [80] } }, { action: Allow }] }',
      ANYONE,
    ],
    [
      'everybody past a log',
      '{ selector: all(), ingress: [{ action: Log }, { action: Allow }] }',
      ANYONE,
    ],
    ['pings', '{ selector: all(), ingress: [{ action: Allow, protocol: ICMP }] }', 'no address'],
    [
      'everything else',
      '{ selector: all(), ingress: [{ action: Allow, notProtocol: TCP }] }',
      'no address',
    ],
    [
      'an empty list of networks',
      '{ selector: all(), ingress: [{ action: Allow, source: { nets: [] } }] }',
      ANYONE,
    ],
    [
      'the namespace it is told by',
      "{ selector: projectcalico.org/namespace == 'default', ingress: [] }",
      'no address',
    ],
    [
      'another namespace',
      "{ selector: projectcalico.org/namespace == 'other', ingress: [] }",
      'open',
    ],
    [
      'a part of a label',
      "{ selector: app starts with 'ca' && app ends with 'che' && app contains 'ach', ingress: [] }",
      'no address',
    ],
    ['another part of a label', "{ selector: app starts with 'web', ingress: [] }", 'open'],
    [
      'the interfaces of hosts',
      '{ selector: all(), preDNAT: true, applyOnForward: true, ingress: [] }',
      'open',
    ],
  ])('%s', (_, spec, expected) => {
    expect(admitted(calico(spec, 'GlobalNetworkPolicy'))).toBe(expected);
  });

  const kubernetes =
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: k }\nspec: { podSelector: {}, ingress: [{}] }\n';
  it('takes those of Kubernetes at order 1000', () => {
    const shut = (order: number): string =>
      calico(`{ order: ${order}, selector: all(), ingress: [{ action: Deny }] }`);
    expect(admitted(kubernetes, shut(999))).toBe('no address');
    expect(admitted(kubernetes, shut(1001))).toBe(ANYONE);
  });

  it('goes through the tiers', () => {
    const tier = (action: string): string =>
      calico(
        `{ tier: security, order: 1, selector: all(), ingress: [{ action: ${action}, source: { nets: [10.0.0.0/8] } }] }`,
        'GlobalNetworkPolicy',
      );
    // What a tier passes on goes to the next; what it does not match is refused at its end.
    expect(admitted(kubernetes, tier('Pass'))).toBe('10.0.0.0/8');
    expect(admitted(tier('Pass'))).toBe('10.0.0.0/8');
    expect(admitted(kubernetes, tier('Allow'))).toBe('10.0.0.0/8');
    expect(admitted(kubernetes, tier('Deny'))).toBe('no address');
  });

  it('looks sets of networks up', () => {
    const set = (label: string): string =>
      `apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet\nmetadata: { name: office, labels: { role: ${label} } }\nspec: { nets: [192.0.2.0/24] }\n`;
    const allow = calico(
      '{ selector: all(), ingress: [{ action: Allow, source: { selector: role == "office" } }] }',
      'GlobalNetworkPolicy',
    );
    expect(admitted(allow, set('office'))).toBe('192.0.2.0/24');
    expect(admitted(allow, set('home'))).toBe('no address');
  });

  it('takes the order of several into account', () => {
    const open = '{ order: 20, selector: all(), ingress: [{ action: Allow }] }';
    const shut = (order: number): string =>
      calico(
        `{ order: ${order}, selector: all(), ingress: [{ action: Deny }] }`,
        'GlobalNetworkPolicy',
      );
    expect(admitted(calico(open), shut(10))).toBe('no address');
    expect(admitted(calico(open), shut(30))).toBe(ANYONE);
  });

  it.each([
    ["a == 'x'", true],
    ['a == "y"', false],
    ["a != 'y' && has(b)", true],
    ["a in {'x', 'y'}", true],
    ["a not in {'x', 'y'}", false],
    ["!(a == 'x') || b == '2'", true],
    ['!has(c)', true],
    ['all()', true],
    ['global()', false],
    ["a == 'x' garbage", false],
    ['(((', false],
  ])('selector %s: %s', (selector, expected) => {
    const labels = new Map([
      ['a', 'x'],
      ['b', '2'],
    ]);
    expect(selectsLabels(selector, labels)).toBe(expected);
  });
});

function sources(annotations: string): string {
  const text = service({ type: 'LoadBalancer' }).replace(
    'metadata:',
    `metadata:\n  annotations: ${annotations}`,
  );
  const [door] = ingresses(translate({ 'a.yaml': stream(deployment(), text) }));
  return isUnresolved(door!.sources) ? '?' : door!.sources.describe();
}

describe('firewalls of load balancers', () => {
  const DO = 'service.beta.kubernetes.io/do-loadbalancer';
  const LINODE = 'service.beta.kubernetes.io/linode-loadbalancer-firewall';
  it.each([
    [`{ ${DO}-allow-rules: "ip:192.0.2.1,cidr:10.0.0.0/8" }`, /^10\.0\.0\.0\/8.*192\.0\.2\.1/],
    [`{ ${DO}-allow-rules: "cidr:0.0.0.0/0" }`, /0\.0\.0\.0\/0/],
    [`{ ${DO}-allow-rules: "office" }`, /^\?$/],
    [`{ ${DO}-deny-rules: "cidr:0.0.0.0/0,cidr:::/0" }`, /^no address$/],
    [`{ ${LINODE}-acl: '{"allowList": {"ipv4": ["10.0.0.0/8"]}}' }`, /^10\.0\.0\.0\/8$/],
    [
      `{ ${LINODE}-acl: '{"denyList": {"ipv4": ["0.0.0.0/0"], "ipv6": ["::/0"]}}' }`,
      /^no address$/,
    ],
    [`{ ${LINODE}-acl: 'broken' }`, /^\?$/],
    [`{ ${LINODE}-id: "123" }`, /^\?$/],
    ['{ other: x }', /^anyone/],
  ])('%s', (annotations, expected) => {
    expect(sources(annotations)).toMatch(expected);
  });
});

const found = (...documents: string[]): string[] =>
  ingresses(translate({ 'a.yaml': stream(...documents) })).map(
    ({ mechanism, leadsTo, where }) => `${mechanism} ${leadsTo} ${where.address}`,
  );

describe('what else leads to a Service', () => {
  const route = (termination: string): string =>
    `apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: { name: r }\nspec: { to: { kind: Service, name: cache }, tls: { termination: ${termination} } }\n`;
  const tls = deployment().replace(
    /image: .*/,
    (image) => `${image}\n          args: ["-Z", "-o", "ssl_chain_cert=/c,ssl_key=/k"]`,
  );

  it('an OpenShift route that passes TLS through, to a server that speaks it', () => {
    expect(found(tls, service(), route('passthrough'))).toEqual([
      'ingress-controller memcached Route/default/r',
    ]);
    expect(found(deployment(), service(), route('passthrough'))).toEqual([]);
    expect(found(tls, service(), route('edge'))).toEqual([]);
  });

  it('a target group, whose load balancer is elsewhere', () => {
    const binding = (name: string): string =>
      `apiVersion: elbv2.k8s.aws/v1beta1\nkind: TargetGroupBinding\nmetadata: { name: b }\nspec: { serviceRef: { name: ${name}, port: 11211 }, targetGroupARN: arn }\n`;
    expect(found(deployment(), service(), binding('cache'))).toEqual([
      'load-balancer memcached TargetGroupBinding/default/b',
    ]);
    expect(found(deployment(), service(), binding('web'))).toEqual([]);
  });

  it('notes that address blocks do not tell clients apart behind a node', () => {
    const policy =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p }\nspec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }\n';
    const notes = (text: string): number =>
      ingresses(translate({ 'a.yaml': stream(deployment(), text, policy) })).filter((door) =>
        door.notes?.some((note) => note.includes('externalTrafficPolicy')),
      ).length;
    const open = service({ type: 'LoadBalancer' });
    expect(notes(open)).toBe(1);
    expect(notes(open.replace('spec:', 'spec:\n  externalTrafficPolicy: Local'))).toBe(0);
  });
});
