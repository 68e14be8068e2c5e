import { describe, expect, it } from '@jest/globals';
import {
  deployment,
  doors,
  EVERYONE,
  ingresses,
  listeners,
  service,
  stream,
  translate,
} from './support.js';

describe('host ports', () => {
  const port = (
    text: string,
    rest: Parameters<typeof deployment>[0] = {},
  ): Record<string, string> => ({
    'a.yaml': deployment({ ...rest, container: `ports:\n  - ${text}` }),
  });

  it.each([
    [
      '{ containerPort: 11211, hostPort: 11211 }',
      `a.yaml:14 host-port host memcached tcp 11211->11211 ${EVERYONE}`,
    ],
    [
      '{ containerPort: 11211, hostPort: 80 }',
      `a.yaml:14 host-port host memcached tcp 80->11211 ${EVERYONE}`,
    ],
    [
      '{ containerPort: 11211, hostPort: 11211, hostIP: 0.0.0.0 }',
      `a.yaml:14 host-port host memcached tcp 11211->11211 ${EVERYONE}`,
    ],
    [
      '{ containerPort: 11211, hostPort: 11211, hostIP: "::" }',
      `a.yaml:14 host-port host memcached tcp 11211->11211 ${EVERYONE}`,
    ],
    [
      '{ containerPort: 11211, hostPort: 11211, hostIP: 127.0.0.1 }',
      `a.yaml:14 host-port loopback memcached tcp 11211->11211 ${EVERYONE}`,
    ],
    [
      '{ containerPort: 11211, hostPort: 11211, hostIP: 10.0.0.4 }',
      `a.yaml:14 host-port private memcached tcp 11211->11211 ${EVERYONE}`,
    ],
    [
      '{ containerPort: 11211, hostPort: 11211, hostIP: 203.0.113.4 }',
      `a.yaml:14 host-port internet memcached tcp 11211->11211 ${EVERYONE}`,
    ],
  ])('%s', (text, expected) => {
    expect(doors(port(text))).toEqual([expected]);
  });

  it.each([
    ['no host port', '{ containerPort: 11211 }', {}],
    ['host port 0', '{ containerPort: 11211, hostPort: 0 }', {}],
    ['another port', '{ containerPort: 9150, hostPort: 9150 }', {}],
    ['UDP without a UDP socket', '{ containerPort: 11211, hostPort: 11211, protocol: UDP }', {}],
  ])('%s is no door', (_, text, rest) => {
    expect(doors(port(text, rest))).toEqual([]);
  });

  it('is one door for TCP and UDP', () => {
    const text = deployment({
      image: 'memcached:1.4.33',
      container:
        'ports:\n  - { containerPort: 11211, hostPort: 11211 }\n  - { containerPort: 11211, hostPort: 11211, protocol: UDP }',
    });
    expect(doors({ 'a.yaml': text })).toEqual([
      `a.yaml:14 host-port host memcached tcp+udp 11211->11211 ${EVERYONE}`,
    ]);
  });

  it('says so when the container is visibly something else', () => {
    expect(
      doors(port('{ containerPort: 11211, hostPort: 11211 }', { image: 'nginx' }))[0],
    ).toContain(' something-else ');
  });

  it('takes out the line to fix it, when it stands alone', () => {
    const text = deployment({ container: 'ports:\n  - containerPort: 11211\n    hostPort: 11211' });
    const [door] = ingresses(translate({ 'a.yaml': text }));
    expect(door!.fix!.edits).toEqual([
      {
        where: { file: 'a.yaml', startLine: 15, startColumn: 1, endLine: 16, endColumn: 1 },
        replacement: '',
      },
    ]);
  });

  it('knows KuberDock’s public ports', () => {
    expect(doors(port('{ containerPort: 11211, isPublic: True }'))).toEqual([
      `a.yaml:14 host-port internet memcached tcp 11211 ${EVERYONE}`,
    ]);
    expect(doors(port('{ containerPort: 11211, isPublic: False }'))).toEqual([]);
  });
});

describe('the network of the node', () => {
  const onNode = (container?: string, image?: string, value = 'true'): Record<string, string> => ({
    'a.yaml': deployment({
      extra: `hostNetwork: ${value}`,
      ...(container === undefined ? {} : { container }),
      ...(image === undefined ? {} : { image }),
    }),
  });

  it('opens what memcached listens on', () => {
    expect(doors(onNode())).toEqual([
      `a.yaml:10 host-network host memcached tcp 11211 ${EVERYONE}`,
    ]);
    expect(doors(onNode('args: [-p, "12345"]'))).toEqual([
      `a.yaml:10 host-network host memcached tcp 12345 ${EVERYONE}`,
    ]);
    expect(doors(onNode(undefined, 'memcached:1.4.33'))).toEqual([
      `a.yaml:10 host-network host memcached tcp+udp 11211 ${EVERYONE}`,
    ]);
  });

  it.each([
    ['a loopback listener', onNode('args: [-l, 127.0.0.1]')],
    ['hostNetwork: false', onNode(undefined, undefined, 'false')],
    ['another program', onNode(undefined, 'nginx')],
  ])('%s is no door', (_, files) => {
    expect(doors(files)).toEqual([]);
  });

  it('looks out on a private network from a private address', () => {
    expect(doors(onNode('args: [-l, 10.0.0.5]'))[0]).toContain(' private memcached ');
  });

  it('is the only door when a host port repeats it', () => {
    expect(doors(onNode('ports: [{ containerPort: 11211, hostPort: 11211 }]'))).toHaveLength(1);
  });

  it('replaces the value to fix it', () => {
    const [door] = ingresses(translate(onNode()));
    expect(door!.fix!.edits.map((edit) => edit.replacement)).toEqual(['false']);
  });
});

describe('listeners', () => {
  it('evaluates command, args and $(NAME)', () => {
    const text = deployment({
      container:
        'command: [memcached]\nargs: [-p, $(PORT), -l, $(ADDRESS)]\nenv: [{ name: PORT, value: "12000" }, { name: ADDRESS, valueFrom: { configMapKeyRef: { name: c, key: address } } }]',
    });
    const map = (address: string): string =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { address: ${address} }\n`;
    const sockets = (files: Record<string, string>): unknown =>
      listeners(translate(files)).map((listener) => listener.sockets);
    expect(sockets({ 'a.yaml': stream(text, map('127.0.0.1')) })).toMatchObject([
      [{ protocol: 'tcp', scope: 'loopback', port: 12000 }],
    ]);
    expect(sockets({ 'a.yaml': stream(text, map('10.0.0.1')) })).toMatchObject([
      [{ protocol: 'tcp', scope: 'private', port: 12000 }],
    ]);
  });

  it('names workloads of one name apart', () => {
    const output = translate({
      'a/m.yaml': deployment(),
      'b/m.yaml': deployment({ container: 'args: [-l, 127.0.0.1]' }),
      'b/s.yaml': service({ type: 'LoadBalancer' }),
    });
    expect(listeners(output).map((listener) => listener.workload)).toEqual([
      'Deployment/default/cache',
      'Deployment/default/cache (b/m.yaml)',
    ]);
    expect(ingresses(output)).toEqual([]);
  });

  it('does not take an exporter for the server', () => {
    expect(
      listeners(
        translate({
          'a.yaml': deployment({ name: 'memcached', image: 'prom/memcached-exporter' }),
        }),
      ),
    ).toEqual([]);
  });
});
