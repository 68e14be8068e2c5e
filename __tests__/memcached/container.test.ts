import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inspectContainer } from '../../src/memcached/index.js';
import { container, summary } from './words.js';

const BOTH = 'tcp/0.0.0.0:11211 tcp/:::11211';
const BOTH_UDP = `${BOTH} udp/0.0.0.0:11211 udp/:::11211`;

/** `memcached: …`, `something-else` or `unknown`. */
function content(...spec: Parameters<typeof container>): string {
  const found = inspectContainer(container(...spec));
  return found.nature === 'memcached' ? summary(found.daemon) : found.nature;
}

describe('memcached/inspectContainer: images', () => {
  it.each([
    'memcached',
    'memcached:1.6.39',
    'memcached:1.6-alpine',
    'docker.io/library/memcached:latest',
    'public.ecr.aws/docker/library/memcached:1.6',
    'memcached@sha256:0123456789abcdef',
    'bitnami/memcached:1.6.39-debian-12-r0',
    'docker.io/bitnamilegacy/memcached',
    'cgr.dev/chainguard/memcached',
    'registry.example.com:5000/team/memcached:v3',
    'myorg/my-memcached',
    'kolla/centos-binary-memcached:train',
    'sameersbn/memcached:1.5.6-2',
    'memcached:?',
    'docker-memcached',
  ])('%s is memcached', (image) => {
    expect(content(image)).toBe(`runs ${BOTH}`);
  });

  it.each([
    'prom/memcached-exporter:v0.14.2',
    'quay.io/prometheus/memcached-exporter',
    'bitnami/memcached-exporter',
    'ianlewis/memcached-operator',
    'php-memcached',
    'myorg/php8-memcached-fpm',
    'memcachedui',
    'memcached-admin',
    'mcrouter/mcrouter',
    'nginx:1.25',
    'redis:7',
    'wordpress',
  ])('%s is something else', (image) => {
    expect(content(image)).toBe('something-else');
  });

  it.each([undefined, '?', '${REGISTRY}/?', 'memcached/web', 'myorg/app', 'debian:12'])(
    '%s is unknown',
    (image) => {
      expect(content(image)).toBe('unknown');
    },
  );

  it.each([
    ['memcached:1.5.5', BOTH_UDP],
    ['memcached:1.5.6', BOTH],
    ['memcached:1.4', BOTH_UDP],
    ['memcached:1.5', BOTH],
    ['memcached:1', BOTH],
    ['myorg/memcached:1.4.33', BOTH_UDP],
    ['myorg/memcached:1.4', BOTH],
    ['myorg/my-memcached:1.4.33', BOTH],
    ['memcached:?', BOTH],
  ])('%s opens %s', (image, sockets) => {
    expect(content(image)).toBe(`runs ${sockets}`);
  });
});

describe('memcached/inspectContainer: commands', () => {
  it.each<[string, string | undefined, string[], string]>([
    ['options', 'memcached', ['-l', '127.0.0.1'], 'runs tcp/127.0.0.1:11211'],
    ['options, exposed twin', 'memcached', ['-m', '64'], `runs ${BOTH}`],
    ['the program', 'memcached', ['memcached', '-l', '127.0.0.1'], 'runs tcp/127.0.0.1:11211'],
    ['a path', 'memcached', ['/usr/bin/memcached', '-U', '11211'], `runs ${BOTH_UDP}`],
    ['a shell', 'memcached', ['sh', '-c', 'memcached -l 127.0.0.1'], 'runs tcp/127.0.0.1:11211'],
    [
      'exec behind others',
      'memcached',
      ['sh', '-ec', 'echo x; exec memcached -m 64 -l 127.0.0.1 # end'],
      'runs tcp/127.0.0.1:11211',
    ],
    [
      'a shell with options',
      'memcached',
      ['bash', '-o', 'pipefail', '-c', 'memcached -U 11211 2>&1 | tee log'],
      `runs ${BOTH_UDP}`,
    ],
    ['something else', 'memcached', ['sleep', 'infinity'], 'something-else'],
    ['something else in a shell', 'memcached', ['sh', '-c', 'sleep 1d'], 'something-else'],
    ['an unknown script', 'memcached', ['/start.sh'], `may run ${BOTH} undecided`],
    ['an unknown word', 'memcached', ['?*'], `may run ${BOTH} undecided`],
    [
      'memcached in any image',
      'debian:12',
      ['memcached', '-u', 'nobody', '-l', '127.0.0.1'],
      'runs tcp/127.0.0.1:11211',
    ],
    ['memcached in an unknown image', undefined, ['gosu', 'memcache', 'memcached'], `runs ${BOTH}`],
    ['nothing in an unknown image', undefined, ['./run'], 'unknown'],
    ['another name in the command', 'alpine', ['echo', 'memcached'], 'something-else'],
    ['another server', 'myorg/base', ['/usr/sbin/nginx', '-g', 'daemon off;'], 'something-else'],
    [
      'another server by a shell',
      'myorg/base',
      ['sh', '-c', 'exec redis-server'],
      'something-else',
    ],
    ['several commands', 'myorg/base', ['sh', '-c', 'redis-server & /start-cache'], 'unknown'],
    ['an interpreter', 'myorg/base', ['python', 'serve.py'], 'unknown'],
    ['a script of a name that says it', 'myorg/base', ['nginx', 'memcache.conf'], 'unknown'],
    ['a pod address', 'memcached', ['-l', '$(POD_IP)'], 'exits 71'],
  ])('%s', (_, image, command, expected) => {
    expect(content(image, command)).toBe(expected);
  });

  it('puts the environment into $(NAME) and into the variables of a shell', () => {
    expect(content('memcached', ['-l', '$(BIND)'], { BIND: '127.0.0.1' })).toBe(
      'runs tcp/127.0.0.1:11211',
    );
    expect(content('memcached', ['-l', '$(BIND)'], { BIND: '?' })).toBe(
      'may run tcp/?(not known):11211',
    );
    const shell = ['sh', '-c', 'exec memcached -l ${BIND:-0.0.0.0}'];
    expect(content('memcached', shell, { BIND: '127.0.0.1' })).toBe('runs tcp/127.0.0.1:11211');
    expect(content('memcached', shell)).toBe('runs tcp/0.0.0.0:11211');
    expect(content('memcached', ['sh', '-c', 'memcached $OPTIONS'])).toBe(
      `may run ${BOTH} undecided`,
    );
  });

  it.each<[string[], string[] | undefined, string]>([
    [['memcached', '-l', '127.0.0.1'], undefined, 'runs tcp/127.0.0.1:11211'],
    [['memcached'], ['-l', '127.0.0.1'], 'runs tcp/127.0.0.1:11211'],
    [['docker-entrypoint.sh'], ['-l', '127.0.0.1'], 'runs tcp/127.0.0.1:11211'],
    [['tini', '--', 'docker-entrypoint.sh'], ['memcached', '-m', '64'], `runs ${BOTH}`],
    [['sh', '-c'], ['memcached -l 127.0.0.1'], 'runs tcp/127.0.0.1:11211'],
    [['/entry.sh'], ['-l', '127.0.0.1'], `may run ${BOTH} undecided`],
    [['sleep'], ['100'], 'something-else'],
  ])('entrypoint %j command %j', (entrypoint, command, expected) => {
    expect(content('memcached', command, {}, entrypoint)).toBe(expected);
  });
});

describe('memcached/inspectContainer: Bitnami', () => {
  it.each<[Record<string, string>, string]>([
    [{}, `runs ${BOTH}`],
    [{ MEMCACHED_LISTEN_ADDRESS: '127.0.0.1' }, 'runs tcp/127.0.0.1:11211'],
    [{ MEMCACHED_LISTEN_ADDRESS: '' }, `runs ${BOTH}`],
    [{ MEMCACHED_PORT_NUMBER: '11222' }, 'runs tcp/0.0.0.0:11222 tcp/:::11222'],
    [{ MEMCACHED_EXTRA_FLAGS: '-vv -U 11211' }, `runs ${BOTH_UDP}`],
    [{ MEMCACHED_EXTRA_FLAGS: '?' }, `may run ${BOTH} undecided`],
    [{ MEMCACHED_LISTEN_ADDRESS: '?' }, 'may run tcp/?(not known):11211'],
    [{ MEMCACHED_LISTEN_ADDRESS_FILE: '/run/x' }, 'may run tcp/?(not known):11211'],
  ])('%j: %s', (environment, expected) => {
    expect(content('bitnami/memcached', undefined, environment)).toBe(expected);
    expect(content('memcached', undefined, environment)).toBe(`runs ${BOTH}`);
  });

  it('authenticates when a password is set', () => {
    const found = inspectContainer(
      container('bitnami/memcached', undefined, { MEMCACHED_PASSWORD: '?' }),
    );
    expect(found).toMatchObject({
      nature: 'memcached',
      daemon: {
        authentication: 'sasl',
        features: expect.arrayContaining(['sasl-password-database']),
      },
    });
  });

  it('passes the words behind run.sh on', () => {
    const run = ['/run.sh', '-l', '127.0.0.1'];
    expect(content('bitnami/memcached', run)).toBe('runs tcp/127.0.0.1:11211');
  });
});

describe('memcached/inspectContainer: versions and any input', () => {
  it.each<[string, string | undefined]>([
    ['memcached:1.6.9', 'exact 1.6.9'],
    ['memcached:1.6.9-alpine3.13', 'exact 1.6.9'],
    ['bitnami/memcached:1.6.39-debian-12-r0', 'exact 1.6.39'],
    ['memcached:1.5-alpine', 'newest-of 1.5'],
    ['memcached:1.6.9@sha256:00', 'exact 1.6.9'],
    ['memcached:latest', undefined],
    ['memcached', undefined],
    ['memcached:20240101', undefined],
    ['myorg/memcached:2.3.1', undefined],
    ['myorg/memcached:1.0.3', undefined],
    ['registry:5000/memcached', undefined],
  ])('%s: %s', (image, expected) => {
    const found = inspectContainer(container(image));
    const version = found.nature === 'memcached' ? found.version : undefined;
    const { major, minor, patch } = version?.version ?? {};
    const text = [major, minor, patch].filter((part) => part !== undefined).join('.');
    expect(version === undefined ? undefined : `${version.trust} ${text}`).toBe(expected);
  });

  it('never throws', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'memcached',
        'sh',
        '-c',
        'exec',
        'sudo',
        'env',
        '$(X)',
        '?',
        '--',
        '-l',
        'su',
        'eval',
      ),
    );
    fc.assert(
      fc.property(
        fc.option(text, { nil: undefined }),
        fc.array(text),
        fc.array(text),
        (image, entry, command) => {
          expect(() =>
            inspectContainer(container(image, command, { X: '?' }, entry)),
          ).not.toThrow();
        },
      ),
    );
  });
});

describe('memcached/inspectContainer: images whose start script is not known', () => {
  it.each<[Record<string, string>, string]>([
    [{}, `runs ${BOTH}`],
    [{ BIND: '127.0.0.1' }, 'runs tcp/127.0.0.1:11211'],
    [{ MEMCACHED_LISTEN_ADDRESS: '127.0.0.1', PORT: '11212' }, 'runs tcp/127.0.0.1:11212'],
    [{ BIND: '0.0.0.0' }, 'runs tcp/0.0.0.0:11211'],
    [{ BIND: '' }, `runs ${BOTH}`],
    [{ BINDINGS: '127.0.0.1', SUPPORT: '1' }, `runs ${BOTH}`],
  ])('%j', (environment, expected) => {
    expect(content('team/memcached:2', undefined, environment)).toBe(expected);
  });

  it('gives the official image no such variables', () => {
    expect(content('memcached:1.6', undefined, { BIND: '127.0.0.1' })).toBe(`runs ${BOTH}`);
  });

  it('takes a program named as the image for what the image is', () => {
    expect(content('example/teller:2', undefined, {}, ['teller-web'])).toBe('something-else');
    expect(content('example/teller:2', ['/usr/bin/teller', 'serve'])).toBe('something-else');
    expect(content('example/teller:2', undefined, {}, ['memcached'])).toBe(`runs ${BOTH}`);
    expect(content('example/cache:2', undefined, {}, ['start-it'])).toBe('unknown');
    expect(content('example/teller:2')).toBe('unknown');
  });
});
