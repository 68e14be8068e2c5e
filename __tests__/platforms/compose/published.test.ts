import { describe, expect, it } from '@jest/globals';
import { doors, publishing, translate } from './helper.js';

const OPEN = 'compose.yaml:5 host tcp 11211->11211 memcached';
const RANDOM = 'compose.yaml:5 host tcp 32768-60999->11211 memcached';

describe('short entries of ports', () => {
  const cases: [string, string[]][] = [
    ['"11211:11211"', [OPEN]],
    ["'11211:11211'", [OPEN]],
    ['11211:11211', [OPEN]],
    ['"0.0.0.0:11211:11211"', [OPEN]],
    ['"[::]:11211:11211"', [OPEN]],
    ['":::11211:11211"', [OPEN]],
    ['":11211:11211"', [OPEN]],
    ['"[::ffff:0.0.0.0]:11211:11211"', [OPEN]],
    ['"127.0.0.1:11211:11211"', []],
    ['"127.8.9.10:11211:11211"', []],
    ['"[::1]:11211:11211"', []],
    ['"::1:11211:11211"', []],
    ['"[::ffff:127.0.0.1]:11211:11211"', []],
    ['"127.0.0.1::11211"', []],
    ['"11211"', [RANDOM]],
    ['11211', [RANDOM]],
    ['0x2BCB', [RANDOM]],
    ['":11211"', [RANDOM]],
    ['"0:11211"', [RANDOM]],
    ['"1234:11211"', ['compose.yaml:5 host tcp 1234->11211 memcached']],
    ['"11211:1234"', []],
    ['"11210-11212:11210-11212"', ['compose.yaml:5 host tcp 11210-11212->11210-11212 memcached']],
    ['"30000-30010:11211"', ['compose.yaml:5 host tcp 30000-30010->11211 memcached']],
    ['"11300-11302:11300-11302"', []],
    ['"11211:11211/tcp"', [OPEN]],
    ['"11211:11211/udp"', ['compose.yaml:5 host udp 11211->11211 memcached']],
    ['"11211:11211/UDP"', ['compose.yaml:5 host udp 11211->11211 memcached']],
    ['"11211:11211/sctp"', []],
    ['"192.168.1.10:11211:11211"', ['compose.yaml:5 private tcp 11211->11211 memcached']],
    ['"100.64.0.1:11211:11211"', ['compose.yaml:5 private tcp 11211->11211 memcached']],
    ['"57.128.86.143:11211:11211"', ['compose.yaml:5 internet tcp 11211->11211 memcached']],
    ['"[2001:db8::5]:11211:11211"', ['compose.yaml:5 internet tcp 11211->11211 memcached']],
    ['"[2a01:4f8::5]:11211:11211"', ['compose.yaml:5 internet tcp 11211->11211 memcached']],
  ];
  it.each(cases)('%s', (entry, expected) => {
    expect(doors(publishing(entry))).toEqual(expected);
  });

  it.each(['"localhost:11211:11211"', '"99999:11211"', '"11211:11211/icmp"', '"a:b"', '[1, 2]'])(
    'says that Docker refuses %s, and finds the entry after it',
    (entry) => {
      const output = translate({ 'compose.yaml': publishing(entry, '"11211:11211"') });
      expect(output.facts.filter(({ kind }) => kind === 'ingress')).toHaveLength(1);
      expect(output.problems).toHaveLength(1);
      expect(output.problems[0]!.where.startLine).toBe(5);
    },
  );
});

describe('long entries of ports', () => {
  const long = (...lines: string[]): string =>
    publishing(lines[0]!, ...[]) +
    lines
      .slice(1)
      .map((line) => `        ${line}\n`)
      .join('');
  const cases: [string, string, string[]][] = [
    [
      'published and target',
      long('target: 11211', 'published: 11211'),
      ['6 host tcp 11211->11211'],
    ],
    ['as text', long('target: "11211"', 'published: "11211"'), ['6 host tcp 11211->11211']],
    ['published first', long('published: 11211', 'target: 11211'), ['5 host tcp 11211->11211']],
    [
      'without published',
      long('target: 11211', 'protocol: tcp'),
      ['5 host tcp 32768-60999->11211'],
    ],
    ['empty published', long('target: 11211', 'published: ""'), ['6 host tcp 32768-60999->11211']],
    ['mode host', long('target: 11211', 'published: 80', 'mode: host'), ['6 host tcp 80->11211']],
    ['a range', long('target: 11211', 'published: 1-9'), ['6 host tcp 1-9->11211']],
    [
      'udp',
      long('target: 11211', 'published: 11211', 'protocol: udp'),
      ['6 host udp 11211->11211'],
    ],
    ['all', long('target: 11211', 'published: 1', 'host_ip: 0.0.0.0'), ['7 host tcp 1->11211']],
    ['v6 all', long('target: 11211', 'published: 1', 'host_ip: "::"'), ['7 host tcp 1->11211']],
    ['loopback', long('target: 11211', 'published: 11211', 'host_ip: 127.0.0.1'), []],
    ['v6 loopback', long('target: 11211', 'published: 11211', 'host_ip: "::1"'), []],
    ['private', long('target: 11211', 'host_ip: 10.0.0.5'), ['6 private tcp 32768-60999->11211']],
    ['another port', long('target: 8080', 'published: 11211'), []],
  ];
  it.each(cases)('%s', (_, text, expected) => {
    expect(doors(text)).toEqual(expected.map((line) => `compose.yaml:${line} memcached`));
  });

  it('reads the flow form', () => {
    expect(doors(publishing('{target: 11211, published: 11211, host_ip: "${BIND-}"}'))).toEqual([
      OPEN,
    ]);
    expect(doors(publishing('{target: 11211, host_ip: 127.0.0.1}'))).toEqual([]);
  });
});

describe('what publishes nothing', () => {
  it.each([
    ['expose', '    expose: ["11211"]\n'],
    ['no ports', ''],
    ['empty ports', '    ports: []\n'],
    ['null ports', '    ports:\n'],
    ['commented ports', '    # ports:\n    #  - "11211:11211"\n'],
  ])('%s', (_, rest) => {
    expect(doors(`services:\n  cache:\n    image: memcached\n${rest}`)).toEqual([]);
  });
});

describe('what stands behind the port', () => {
  const service = (rest: string): string =>
    `services:\n  a:\n${rest}    ports:\n      - "11211:11211"\n`;
  it.each([
    ['memcached', '    image: bitnami/memcached:1.6\n', 'memcached'],
    ['something-else', '    image: nginx:1\n', 'something-else'],
    ['unknown', '    image: registry.local/team/thing:1\n', 'unknown'],
    ['unknown', '    build: ./memcached\n', 'unknown'],
    ['memcached', '    image: debian\n    command: memcached -u nobody\n', 'memcached'],
  ])('%s', (_, rest, leadsTo) => {
    const line = rest.split('\n').length + 3;
    expect(doors(service(rest))).toEqual([`compose.yaml:${line} host tcp 11211->11211 ${leadsTo}`]);
  });

  it('takes a range of media ports for what it is', () => {
    const text =
      'services:\n  pbx:\n    image: team/asterisk\n    ports: ["10000-20000:10000-20000/udp"]\n';
    expect(doors(text)).toEqual([]);
    expect(doors(text.replace('team/asterisk', 'memcached').replace('/udp', ''))).toHaveLength(1);
  });

  it("follows the daemon's own port", () => {
    const text = (command: string, port: string): string =>
      `services:\n  a:\n    image: memcached\n    command: ${command}\n    ports: ["${port}"]\n`;
    expect(doors(text('-p 11300', '11300:11300'))).toHaveLength(1);
    expect(doors(text('-m 64', '11300:11300'))).toEqual([]);
  });

  it('leaves a service alone that is scaled to nothing', () => {
    const text = publishing('"11211:11211"');
    expect(doors(`${text}    deploy:\n      replicas: 0\n`)).toEqual([]);
    expect(doors(`${text}    deploy:\n      replicas: 2\n`)).toHaveLength(1);
    expect(doors(`${text}    scale: 0\n`)).toEqual([]);
  });

  it('counts a service behind a profile', () => {
    expect(doors(`${publishing('"11211:11211"')}    profiles: [cache]\n`)).toHaveLength(1);
  });

  it('reads a file of the name without an extension, when it is one', () => {
    const text = publishing('"11211:11211"');
    expect(doors({ 'docker-compose': text })).toEqual([
      'docker-compose:5 host tcp 11211->11211 memcached',
    ]);
    expect(doors({ 'compose-dev': text })).toHaveLength(1);
    const script = '#!/bin/sh\n# memcached on 11211\nexec docker compose "$@"\n';
    const { facts, problems } = translate({ 'bin/docker-compose': script });
    expect([facts, problems]).toEqual([[], []]);
  });
});
