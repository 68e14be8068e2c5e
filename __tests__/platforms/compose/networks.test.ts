import { describe, expect, it } from '@jest/globals';
import { doors, listeners, translate } from './helper.js';

const cache = (rest: string, top = ''): string =>
  `services:\n  cache:\n    image: memcached:1.6\n${rest}${top}`;
const PORT = '    ports: ["11211:11211"]\n';

describe('network_mode', () => {
  it('host: its listener is one of the host', () => {
    expect(doors(cache('    network_mode: host\n'))).toEqual([
      'compose.yaml:4 host tcp 11211->11211 memcached',
    ]);
    expect(listeners(cache('    network_mode: host\n'))).toEqual([
      'service "cache" in compose.yaml host tcp:all:11211',
    ]);
  });

  it.each([
    ['loopback', '-l 127.0.0.1', []],
    ['a private address', '-l 10.0.0.5', ['compose.yaml:4 private tcp 11211->11211 memcached']],
    ['another port', '-p 11300', ['compose.yaml:4 host tcp 11300->11300 memcached']],
    ['a unix socket', '-s /run/mc.sock', []],
    ['UDP', '-U 11211 -p 11211', ['compose.yaml:4 host tcp+udp 11211->11211 memcached']],
  ])('host with %s', (_, command, expected) => {
    expect(doors(cache(`    network_mode: host\n    command: ${command}\n`))).toEqual(expected);
  });

  it('host from the first format and from a host network', () => {
    expect(doors('cache:\n  image: memcached\n  net: host\n')).toHaveLength(1);
    expect(
      doors(cache('    networks: [h]\n', 'networks:\n  h: {external: true, name: host}\n')),
    ).toEqual(['compose.yaml:4 host tcp 11211->11211 memcached']);
  });

  it('host without anything that shows memcached says nothing', () => {
    expect(doors('services:\n  a:\n    image: nginx\n    network_mode: host\n')).toEqual([]);
  });

  it('none and bridge', () => {
    expect(doors(cache(`    network_mode: none\n${PORT}`))).toEqual([]);
    expect(doors(cache(`    network_mode: bridge\n${PORT}`))).toHaveLength(1);
  });

  it.each(['service:vpn', 'container:vpn-1'])('%s shares the ports of the other', (mode) => {
    const vpn = (port: string): string =>
      `  vpn:\n    image: gluetun\n    container_name: vpn-1\n    ports: ["${port}"]\n`;
    const text = cache(`    network_mode: "${mode}"\n`);
    expect(doors(text + vpn('11211:11211'))).toEqual([
      'compose.yaml:8 host tcp 11211->11211 memcached',
    ]);
    expect(doors(text + vpn('127.0.0.1:11211:11211'))).toEqual([]);
    expect(doors(text + vpn('8080:8080'))).toEqual([]);
  });

  it('does not hang on services that share each other', () => {
    const text =
      'services:\n  a:\n    image: memcached\n    network_mode: service:b\n  b:\n    image: memcached\n    network_mode: service:a\n';
    expect(doors(text)).toEqual([]);
  });

  it('a namespace with a host root is on the host', () => {
    const text = `${cache('    network_mode: service:agent\n')}  agent:\n    image: agent\n    network_mode: host\n`;
    expect(doors(text)).toEqual(['compose.yaml:7 host tcp 11211->11211 memcached']);
  });
});

describe('networks', () => {
  it.each([
    ['internal', 'networks: {n: {internal: true}}\n', 0],
    ['internal as text', 'networks: {n: {internal: "true"}}\n', 0],
    ['not internal', 'networks: {n: {internal: false}}\n', 1],
    ['undefined', '', 1],
    ['external', 'networks: {n: {external: true}}\n', 1],
    [
      'host binding',
      `networks: {n: {driver_opts: {com.docker.network.bridge.host_binding_ipv4: "127.0.0.1"}}}\n`,
      0,
    ],
    [
      'open host binding',
      `networks: {n: {driver_opts: {com.docker.network.bridge.host_binding_ipv4: "0.0.0.0"}}}\n`,
      1,
    ],
  ])('%s', (_, top, count) => {
    expect(doors(cache(`    networks: [n]\n${PORT}`, top))).toHaveLength(count);
    expect(
      doors(cache(`    networks:\n      n:\n        aliases: [x]\n${PORT}`, top)),
    ).toHaveLength(count);
  });

  it('one network that leads outside is enough', () => {
    const top = 'networks: {a: {internal: true}, b: {}}\n';
    expect(doors(cache(`    networks: [a, b]\n${PORT}`, top))).toHaveLength(1);
    expect(doors(cache(`    networks: [a]\n${PORT}`, top))).toEqual([]);
  });

  it('the default network can be internal', () => {
    expect(doors(cache(PORT, 'networks: {default: {internal: true}}\n'))).toEqual([]);
    expect(doors(cache(PORT, 'networks: {default: {}}\n'))).toHaveLength(1);
  });

  it('an explicit address wins over the binding of the network', () => {
    const top =
      'networks: {default: {driver_opts: {com.docker.network.bridge.host_binding_ipv4: 127.0.0.1}}}\n';
    expect(doors(cache('    ports: ["0.0.0.0:11211:11211"]\n', top))).toHaveLength(1);
    expect(doors(cache(PORT, top))).toEqual([]);
  });

  it.each([
    ['macvlan', '', 'host'],
    ['ipvlan', '', 'host'],
    ['macvlan', ', ipam: {config: [{subnet: 192.168.1.0/24}]}', 'private'],
    ['macvlan', ', ipam: {config: [{subnet: 8.8.8.0/24}]}', 'internet'],
  ])('%s puts the container on the network of the host %s', (driver, rest, faces) => {
    const top = `networks: {lan: {driver: ${driver}${rest}}}\n`;
    expect(doors(cache('    networks: [lan]\n', top))).toEqual([
      `compose.yaml:4 ${faces} tcp 11211->11211 memcached`,
    ]);
    expect(doors(cache('    networks: [lan]\n    command: -l 127.0.0.1\n', top))).toEqual([]);
    expect(doors(cache('    networks: [lan]\n', top.replace(driver, 'bridge')))).toEqual([]);
  });

  it('a gateway mode without protection opens all ports', () => {
    const top = (mode: string): string =>
      `networks: {n: {driver_opts: {com.docker.network.bridge.gateway_mode_ipv4: ${mode}}}}\n`;
    expect(doors(cache('    networks: [n]\n', top('nat-unprotected')))).toEqual([
      'compose.yaml:4 host tcp 11211->11211 memcached',
    ]);
    expect(doors(cache('    networks: [n]\n', top('nat')))).toEqual([]);
  });

  it('says that a stack of Swarm ignores the loopback address', () => {
    const text = cache('    ports: ["127.0.0.1:11211:11211"]\n');
    const messages = (files: Record<string, string>): string[] =>
      translate(files).problems.map(({ message }) => message);
    expect(messages({ 'compose.yaml': text })).toEqual([]);
    expect(messages({ 'docker-stack.yml': text })).toEqual([
      expect.stringContaining('stack deploy'),
    ]);
    expect(messages({ 'compose.yaml': `${text}    deploy: {mode: global}\n` })).toHaveLength(1);
    expect(messages({ 'docker-stack.yml': cache('    ports: ["127.0.0.1:80:80"]\n') })).toEqual([]);
  });
});
