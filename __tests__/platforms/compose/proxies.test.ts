import { describe, expect, it } from '@jest/globals';
import { doors } from './helper.js';

const CACHE = '  cache:\n    image: memcached\n';
const OPEN = 'compose.yaml:7 host tcp 11211->11211 memcached';

function project(proxy: string, config: string, ports = '"11211:11211"'): Record<string, string> {
  return {
    'compose.yaml': `services:\n${CACHE}  lb:\n    image: ${proxy}\n    ports:\n      - ${ports}\n    volumes: ["./lb.cfg:/etc/lb.cfg:ro"]\n`,
    'lb.cfg': config,
  };
}

describe('a proxy in front of memcached', () => {
  const LISTEN =
    'global\n  daemon\nlisten mc\n  bind *:11211 # all\n  mode tcp\n  server s1 cache:11211 check\n';
  const FRONTEND =
    'frontend f\n  bind :11211\n  default_backend b\nbackend b\n  server s1 cache:11211\n';
  const STREAM =
    'events {}\nstream {\n  upstream mc { server cache:11211; }\n  server {\n    listen 11211;\n    proxy_pass mc;\n  }\n}\n';
  it.each([
    ['a listen section of HAProxy', project('haproxy:3', LISTEN), [OPEN]],
    ['a frontend and a backend', project('haproxy:3', FRONTEND), [OPEN]],
    [
      'HAProxy to something else',
      project('haproxy:3', LISTEN.replace('cache:', 'redis:').replace('11211 check', '6379')),
      ['compose.yaml:7 host tcp 11211->11211 something-else'],
    ],
    [
      'HAProxy on its own loopback',
      project('haproxy:3', LISTEN.replace('*:', '127.0.0.1:')),
      ['compose.yaml:7 host tcp 11211->11211 something-else'],
    ],
    [
      'HAProxy on another port',
      project('haproxy:3', LISTEN.replace('*:11211', '*:9000'), '"9000:9000"'),
      ['compose.yaml:7 host tcp 9000->11211 memcached'],
    ],
    ['HAProxy published on loopback', project('haproxy:3', LISTEN, '"127.0.0.1:11211:11211"'), []],
    ['a stream of nginx', project('nginx', STREAM), [OPEN]],
    [
      'a stream of nginx without an upstream',
      project('nginx', STREAM.replace('proxy_pass mc', 'proxy_pass cache:11211')),
      [OPEN],
    ],
    [
      'a commented stream',
      project('nginx', STREAM.replace('proxy_pass mc;', '# proxy_pass mc;')),
      ['compose.yaml:7 host tcp 11211->11211 something-else'],
    ],
    [
      'UDP that is not published',
      project('nginx', STREAM.replace('listen 11211', 'listen 11211 udp')),
      ['compose.yaml:7 host tcp 11211->11211 something-else'],
    ],
    [
      'HTTP',
      project(
        'nginx',
        'http { server { listen 80; location / { proxy_pass http://cache:11211; } } }',
        '"80:80"',
      ),
      [],
    ],
    [
      'a broken file',
      project('nginx', 'stream { server { listen "112'),
      ['compose.yaml:7 host tcp 11211->11211 something-else'],
    ],
  ])('%s', (_, files, expected) => {
    expect(doors(files)).toEqual(expected);
  });

  it('socat, whose image says nothing about what it passes on', () => {
    const text = `services:\n${CACHE}  s:\n    image: alpine/socat\n    command: tcp-listen:11211,fork tcp-connect:cache:11211\n    ports: ["11211:11211"]\n`;
    expect(doors(text)).toEqual(['compose.yaml:7 host tcp 11211->11211 unknown']);
  });
});

describe('Traefik', () => {
  const traefik = (labels: string, ports = '"11211:11211"'): string =>
    `services:\n${CACHE}    labels:\n${labels}  proxy:\n    image: traefik:v3\n    command: ["--entrypoints.mc.address=:11211"]\n    ports: [${ports}]\n`;
  const ROUTE =
    '      - "traefik.tcp.routers.mc.entrypoints=mc"\n      - "traefik.tcp.services.mc.loadbalancer.server.port=11211"\n';
  it.each([
    ['a TCP router', traefik(ROUTE), ['compose.yaml:10 host tcp 11211->11211 memcached']],
    [
      'a mapping of labels',
      traefik('      traefik.tcp.routers.mc.entrypoints: web,mc\n'),
      ['compose.yaml:9 host tcp 11211->11211 memcached'],
    ],
    [
      'another entry point',
      traefik(ROUTE.replace('=mc"', '=web"')),
      ['compose.yaml:10 host tcp 11211->11211 something-else'],
    ],
    [
      'disabled',
      traefik(`${ROUTE}      - traefik.enable=false\n`),
      ['compose.yaml:11 host tcp 11211->11211 something-else'],
    ],
    [
      'HTTP',
      traefik('      - traefik.http.routers.mc.entrypoints=mc\n'),
      ['compose.yaml:9 host tcp 11211->11211 something-else'],
    ],
    ['published on loopback', traefik(ROUTE, '"127.0.0.1:11211:11211"'), []],
  ])('%s', (_, text, expected) => {
    expect(doors(text)).toEqual(expected);
  });
});
