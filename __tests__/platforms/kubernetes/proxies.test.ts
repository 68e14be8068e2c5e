import { describe, expect, it } from '@jest/globals';
import { deployment, doors, EVERYONE, service, stream } from './support.js';

const backend = stream(deployment(), service());
const TLS = 'args: [--enable-ssl, -o, "ssl_chain_cert=/c.pem,ssl_key=/k.pem"]';
const at = (text: string, app = backend): Record<string, string> => ({
  'app.yaml': app,
  'r.yaml': text,
});

const proxy = (spec: string, name = 'root'): string =>
  `apiVersion: projectcontour.io/v1\nkind: HTTPProxy\nmetadata: { name: ${name} }\nspec:\n${spec}`;
const host = (tls: string): string => `  virtualhost:\n    fqdn: c.example.com\n${tls}`;
const ENDS = host('    tls: { secretName: cert }\n');
const PASSES = host('    tls: { passthrough: true }\n');
const TO_CACHE = '  tcpproxy:\n    services:\n      - { name: cache, port: 11211 }\n';
const HTTP = '  routes:\n    - services:\n        - { name: cache, port: 11211 }\n';

describe('Contour', () => {
  it('leads to memcached where Envoy ends the TLS', () => {
    expect(doors(at(proxy(ENDS + TO_CACHE)))).toEqual([
      `r.yaml:10 ingress-controller host memcached tcp 443->11211 ${EVERYONE}`,
    ]);
  });

  it.each([
    ['passed-on TLS that memcached does not speak', proxy(PASSES + TO_CACHE)],
    ['no TLS, which Contour refuses', proxy(host('') + TO_CACHE)],
    ['a route for HTTP', proxy(ENDS + HTTP)],
    ['a proxy that no root includes', proxy(TO_CACHE)],
    [
      'another Service',
      proxy(`${ENDS}  tcpproxy:\n    services:\n      - { name: web, port: 80 }\n`),
    ],
    ['another group', proxy(ENDS + TO_CACHE).replace('projectcontour.io', 'other.example')],
  ])('%s is no door', (_, text) => {
    expect(doors(at(text))).toEqual([]);
  });

  it('passes TLS on to a memcached that speaks it', () => {
    const app = stream(deployment({ container: TLS }), service());
    expect(doors(at(proxy(PASSES + TO_CACHE), app))).toHaveLength(1);
  });

  it('follows what a root includes, and no circle', () => {
    const root = (key: string): string =>
      proxy(`${ENDS}  tcpproxy:\n    ${key}: { name: child }\n`);
    const child = proxy(TO_CACHE, 'child');
    for (const key of ['include', 'includes']) {
      expect(doors(at(stream(root(key), child)))).toEqual([
        `r.yaml:17 ingress-controller host memcached tcp 443->11211 ${EVERYONE}`,
      ]);
    }
    const circle = proxy('  tcpproxy:\n    include: { name: child }\n', 'child');
    expect(doors(at(stream(root('include'), circle)))).toEqual([]);
  });

  it('reads the IngressRoute it had before', () => {
    const old = proxy(ENDS + TO_CACHE)
      .replace('projectcontour.io/v1', 'contour.heptio.com/v1beta1')
      .replace('HTTPProxy', 'IngressRoute');
    expect(doors(at(old))).toHaveLength(1);
  });
});

describe("the Service in front of a proxy's own pods", () => {
  const envoy = (extra = '', container = ''): string =>
    deployment({
      name: 'envoy',
      image: 'docker.io/envoyproxy/envoy:v1.34.1',
      labels: 'app: envoy',
      namespace: 'edge',
      extra,
      container,
    });
  const front = (type: string, metadata = ''): string =>
    service({
      name: 'envoy',
      namespace: 'edge',
      selector: 'app: envoy',
      ports: '[{ port: 443, targetPort: 8443 }]',
      type,
      metadata,
    });
  const internal = 'annotations: { networking.gke.io/load-balancer-type: Internal }';
  const through = (...objects: string[]): string =>
    doors(at(stream(proxy(ENDS + TO_CACHE), ...objects))).join('\n');

  it('decides who reaches it', () => {
    expect(through(envoy(), front('LoadBalancer'))).toContain('ingress-controller host memcached');
    expect(through(envoy(), front('NodePort'))).toContain('ingress-controller host memcached');
    expect(through(envoy(), front('LoadBalancer', internal))).toContain(
      'ingress-controller private memcached',
    );
    expect(through(envoy(), front('ClusterIP'))).toContain('ingress-controller cluster memcached');
  });

  it('does not count where the pods are on their hosts, or the Service is for other pods', () => {
    expect(through(envoy('hostNetwork: true'), front('ClusterIP'))).toContain(
      'ingress-controller host memcached',
    );
    expect(
      through(envoy('', 'ports: [{ containerPort: 8443, hostPort: 443 }]'), front('ClusterIP')),
    ).toContain('ingress-controller host memcached');
    expect(through(front('ClusterIP'))).toContain('ingress-controller host memcached');
  });

  it('is found by the selector of an Istio Gateway', () => {
    const route =
      'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: r }\nspec:\n  gateways: [edge]\n  tcp:\n    - route:\n        - destination: { host: cache, port: { number: 11211 } }\n';
    const gateway =
      'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: edge }\nspec: { selector: { istio: gw }, servers: [{ port: { number: 9000, name: t, protocol: TCP }, hosts: ["*"] }] }\n';
    const gatewayService = (type: string, metadata = ''): string =>
      service({
        name: 'gw',
        namespace: 'istio-system',
        selector: 'istio: gw, app: gw',
        ports: '[{ port: 9000 }]',
        type,
        metadata,
      });
    const found = (...objects: string[]): string =>
      doors(at(stream(route, gateway, ...objects))).join('\n');
    expect(found(gatewayService('LoadBalancer'))).toContain('gateway-route host memcached');
    expect(found(gatewayService('LoadBalancer', internal))).toContain(
      'gateway-route private memcached',
    );
    expect(found(gatewayService('ClusterIP'))).toContain('gateway-route cluster memcached');
    expect(found(gatewayService('ClusterIP').replace('istio: gw', 'istio: other'))).toContain(
      'gateway-route host memcached',
    );
  });
});
