import { describe, expect, it } from '@jest/globals';
import { deployment, doors, EVERYONE, service, stream } from './support.js';

const backend = stream(deployment(), service());
const at = (text: string): Record<string, string> => ({ 'app.yaml': backend, 'r.yaml': text });

describe('port maps of ingress controllers', () => {
  const map = (name: string, entry: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: ingress-nginx\ndata:\n  ${entry}\n`;

  it.each([
    [
      'tcp-services',
      '"11211": default/cache:11211',
      `r.yaml:7 ingress-controller host memcached tcp 11211->11211 ${EVERYONE}`,
    ],
    [
      'tcp-services',
      '"9000": "default/cache:11211:PROXY"',
      `r.yaml:7 ingress-controller host memcached tcp 9000->11211 ${EVERYONE}`,
    ],
    [
      'ingress-nginx-tcp',
      '"9000": default/memcached:11211',
      `r.yaml:7 ingress-controller host memcached tcp 9000->11211 ${EVERYONE}`,
    ],
  ])('%s: %s', (name, entry, expected) => {
    expect(doors(at(map(name, entry)))).toEqual([expected]);
  });

  it.each([
    ['another Service', 'tcp-services', '"9000": default/web:80'],
    ['another namespace', 'tcp-services', '"9000": other/cache:9999'],
    ['another ConfigMap', 'settings', '"11211": default/cache:11211'],
    ['UDP without a UDP socket', 'udp-services', '"11211": default/cache:11211'],
    ['no port map', 'tcp-services', 'servers: default/cache:11211'],
  ])('%s is no door', (_, name, entry) => {
    expect(doors(at(map(name, entry)))).toEqual([]);
  });

  it('takes a ConfigMap that a controller is told to use', () => {
    const controller = deployment({
      name: 'controller',
      namespace: 'ingress-nginx',
      image: 'registry.k8s.io/ingress-nginx/controller:v1.12.0',
      labels: 'app: ingress',
      container: 'args: [--tcp-services-configmap=ingress-nginx/settings]',
    });
    const files = at(stream(map('settings', '"11211": default/cache:11211'), controller));
    expect(doors(files)).toEqual([
      `r.yaml:7 ingress-controller host memcached tcp 11211->11211 ${EVERYONE}`,
    ]);
  });

  it('looks out on what the controller’s Service looks out on', () => {
    const front = service({
      name: 'controller',
      namespace: 'ingress-nginx',
      type: 'LoadBalancer',
      selector: 'app: ingress',
      ports: '[{ port: 443 }, { port: 11211 }]',
      metadata: 'annotations: { networking.gke.io/load-balancer-type: Internal }',
    });
    const lines = doors(at(stream(map('tcp-services', '"11211": default/cache:11211'), front)));
    expect(lines).toContainEqual(
      `r.yaml:7 ingress-controller private memcached tcp 11211->11211 ${EVERYONE}`,
    );
  });
});

describe('Gateway API', () => {
  const gateway = (listener: string, more = ''): string =>
    `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: edge }\nspec:\n  gatewayClassName: ${more === '' ? 'istio' : more}\n  listeners: [${listener}]\n`;
  const route = (kind: string, rest = '', service = 'cache'): string =>
    `apiVersion: gateway.networking.k8s.io/v1alpha2\nkind: ${kind}\nmetadata: { name: r }\nspec:\n  parentRefs: [{ name: edge${rest} }]\n  rules:\n    - backendRefs:\n        - name: ${service}\n          port: 11211\n`;
  const tcp = '{ name: t, protocol: TCP, port: 9000 }';

  it.each([
    ['a TCP listener', stream(route('TCPRoute'), gateway(tcp)), 'host', '9000'],
    [
      'a TLS listener',
      stream(route('TLSRoute'), gateway('{ name: t, protocol: TLS, port: 9001 }')),
      'host',
      '9001',
    ],
    [
      'a listener by name',
      stream(route('TCPRoute', ', sectionName: t'), gateway(tcp)),
      'host',
      '9000',
    ],
    ['a gateway that is not here', route('TCPRoute'), 'host', '11211'],
    [
      'an internal class',
      stream(route('TCPRoute'), gateway(tcp, 'gke-l7-rilb')),
      'private',
      '9000',
    ],
  ])('%s leads to memcached', (_, text, faces, port) => {
    expect(doors(at(text))).toEqual([
      `r.yaml:9 gateway-route ${faces} memcached tcp ${port}->11211 ${EVERYONE}`,
    ]);
  });

  it.each([
    [
      'a listener of another protocol',
      stream(route('TCPRoute'), gateway('{ name: h, protocol: HTTPS, port: 443 }')),
    ],
    ['a listener of another name', stream(route('TCPRoute', ', sectionName: x'), gateway(tcp))],
    [
      'UDP without a UDP socket',
      stream(route('UDPRoute'), gateway('{ name: u, protocol: UDP, port: 9000 }')),
    ],
    ['a Service of the mesh', route('TCPRoute', ', kind: Service')],
    ['another Service', stream(route('TCPRoute', '', 'web').replace('11211', '80'), gateway(tcp))],
  ])('%s does not', (_, text) => {
    expect(doors(at(text))).toEqual([]);
  });
});

describe('Traefik', () => {
  const route = (services: string, middlewares = ''): string =>
    `apiVersion: traefik.io/v1alpha1\nkind: IngressRouteTCP\nmetadata: { name: r }\nspec:\n  entryPoints: [memcached]\n  routes:\n    - match: HostSNI(\`*\`)\n${middlewares}      services:\n        - ${services}\n`;
  const allow = (range: string): string =>
    `apiVersion: traefik.io/v1alpha1\nkind: MiddlewareTCP\nmetadata: { name: allow }\nspec: { ipAllowList: { sourceRange: [${range}] } }\n`;

  it('leads to memcached', () => {
    expect(doors(at(route('{ name: cache, port: 11211 }')))).toEqual([
      `r.yaml:9 ingress-controller host memcached tcp 11211->11211 ${EVERYONE}`,
    ]);
    expect(doors(at(route('{ name: cache, port: 80 }')))).toEqual([]);
  });

  it('takes the port of the entry point', () => {
    const traefik = deployment({
      name: 'traefik',
      image: 'traefik:v3',
      labels: 'app: traefik',
      container: 'args: [--entryPoints.memcached.address=:9000/tcp]',
    });
    expect(doors(at(stream(route('{ name: cache, port: 11211 }'), traefik)))).toEqual([
      `r.yaml:9 ingress-controller host memcached tcp 9000->11211 ${EVERYONE}`,
    ]);
  });

  it('lets in whom its middleware lets in', () => {
    const text = route('{ name: cache, port: 11211 }', '      middlewares: [{ name: allow }]\n');
    expect(doors(at(stream(text, allow('10.0.0.0/8'))))[0]).toMatch(/from 10\.0\.0\.0\/8$/);
    expect(doors(at(stream(text, allow('0.0.0.0/0'))))[0]).toMatch(/from 0\.0\.0\.0\/0$/);
    expect(doors(at(text))[0]).toContain('? the middleware allow is not in the repository');
  });
});

describe('Istio', () => {
  const route = (gateways: string, match = ''): string =>
    `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: r }\nspec:\n  hosts: ["*"]\n${gateways}  tcp:\n    - ${match}route:\n        - destination:\n            host: cache.default.svc.cluster.local\n            port: { number: 11211 }\n`;
  const gateway = (port: string): string =>
    `apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: edge }\nspec: { selector: { istio: ingressgateway }, servers: [{ port: { number: ${port}, name: t, protocol: TCP }, hosts: ["*"] }] }\n`;

  it('leads to memcached through a Gateway, not through the mesh', () => {
    expect(doors(at(stream(route('  gateways: [edge]\n'), gateway('9000'))))).toEqual([
      `r.yaml:11 gateway-route host memcached tcp 9000->11211 ${EVERYONE}`,
    ]);
    expect(doors(at(stream(route('  gateways: [mesh]\n'), gateway('9000'))))).toEqual([]);
    expect(doors(at(stream(route(''), gateway('9000'))))).toEqual([]);
  });

  it('only where the Gateway has the port', () => {
    const match = 'match: [{ port: 9000 }]\n      ';
    expect(doors(at(stream(route('  gateways: [edge]\n', match), gateway('9000'))))).toHaveLength(
      1,
    );
    expect(doors(at(stream(route('  gateways: [edge]\n', match), gateway('9001'))))).toEqual([]);
  });

  it('only for the sources it matches', () => {
    const match = 'match: [{ sourceSubnets: [10.0.0.0/8] }]\n      ';
    expect(doors(at(stream(route('  gateways: [edge]\n', match), gateway('9000'))))[0]).toMatch(
      /from 10\.0\.0\.0\/8$/,
    );
  });
});

describe('Kong and NGINX', () => {
  it('leads to memcached', () => {
    expect(
      doors(
        at(
          'apiVersion: configuration.konghq.com/v1beta1\nkind: TCPIngress\nmetadata: { name: r }\nspec:\n  rules:\n    - port: 9000\n      backend: { serviceName: cache, servicePort: 11211 }\n',
        ),
      ),
    ).toEqual([`r.yaml:6 ingress-controller host memcached tcp 9000->11211 ${EVERYONE}`]);
    const nginx = (pass: string): string =>
      stream(
        `apiVersion: k8s.nginx.org/v1\nkind: TransportServer\nmetadata: { name: r }\nspec:\n  listener: { name: t, protocol: TCP }\n  upstreams:\n    - { name: c, service: cache, port: 11211 }\n  action: { pass: ${pass} }\n`,
        'apiVersion: k8s.nginx.org/v1\nkind: GlobalConfiguration\nmetadata: { name: g }\nspec: { listeners: [{ name: t, port: 9000, protocol: TCP }] }\n',
      );
    expect(doors(at(nginx('c')))).toEqual([
      `r.yaml:7 ingress-controller host memcached tcp 9000->11211 ${EVERYONE}`,
    ]);
    expect(doors(at(nginx('other')))).toEqual([]);
  });
});
