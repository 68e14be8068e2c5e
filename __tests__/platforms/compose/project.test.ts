import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { doors, listeners, publishing, translate } from './helper.js';

const OPEN = publishing('"11211:11211"');
const LOCAL = publishing('"127.0.0.1:11211:11211"');

describe('files of one folder', () => {
  it('judges alternatives one by one', () => {
    expect(doors({ 'docker-compose.yml': LOCAL, 'docker-compose.test.yml': OPEN })).toEqual([
      'docker-compose.test.yml:5 host tcp 11211->11211 memcached',
    ]);
  });

  it('finds an override that opens, and one that closes', () => {
    const override = 'services:\n  cache:\n    ports: !override ["127.0.0.1:11211:11211"]\n';
    expect(doors({ 'compose.yaml': OPEN, 'compose.override.yaml': override })).toEqual([]);
    const opening = 'services:\n  cache:\n    ports: ["11211:11211"]\n';
    expect(doors({ 'compose.yaml': LOCAL, 'compose.override.yaml': opening })).toEqual([
      'compose.override.yaml:3 host tcp 11211->11211 memcached',
    ]);
    const adding = 'services:\n  cache:\n    ports: ["127.0.0.1:11311:11211"]\n';
    expect(doors({ 'compose.yaml': OPEN, 'compose.override.yaml': adding })).toHaveLength(1);
  });

  it('reads a file that only adds to another over it', () => {
    const prod = 'services:\n  cache:\n    ports: ["11211:11211"]\n';
    const base = 'services:\n  cache:\n    image: memcached\n';
    expect(doors({ 'compose.yaml': base, 'compose.prod.yaml': prod })).toEqual([
      'compose.prod.yaml:3 host tcp 11211->11211 memcached',
    ]);
    expect(doors({ 'app/compose.yaml': base, 'app/deploy/compose.prod.yaml': prod })).toEqual([
      'app/deploy/compose.prod.yaml:3 host tcp 11211->11211 memcached',
    ]);
  });

  it('reports one door for the same line in several projects', () => {
    const files = {
      'docker-compose.yml': OPEN,
      'docker-compose.dev.yml': 'services:\n  cache:\n    environment: [A=b]\n',
      'docker-compose.prod.yml': 'services:\n  cache:\n    restart: always\n',
      'local.yml': 'services:\n  cache:\n    extends: {file: docker-compose.yml, service: cache}\n',
    };
    expect(doors(files)).toHaveLength(1);
    expect(listeners(files)).toEqual([
      'service "cache" in docker-compose.yml container tcp:all:11211',
      'service "cache" in local.yml container tcp:all:11211',
    ]);
  });

  it('keeps a listener that an overlay changes, behind the same door', () => {
    const { facts } = translate({
      'docker-compose.yml': publishing('"11211:11211/udp"'),
      'docker-compose.prod.yml': 'services:\n  cache:\n    command: -U 11211\n',
    });
    const door = facts.find((fact) => fact.kind === 'ingress');
    const udp = facts.filter(
      (fact) =>
        fact.kind === 'listener' &&
        Array.isArray(fact.sockets) &&
        fact.sockets.some(({ protocol }) => protocol === 'udp'),
    );
    expect(udp).toHaveLength(1);
    const [changed] = udp;
    expect(door?.target).toContain(changed?.kind === 'listener' ? changed.workload : '');
  });

  it('judges an included file with what includes it', () => {
    const files = {
      'compose.yaml':
        'include:\n  - path: cache.yml\n    env_file: bind.env\nservices:\n  web: {image: nginx}\n',
      'cache.yml': publishing('"${BIND:-0.0.0.0}:11211:11211"'),
      'bind.env': 'BIND=127.0.0.1\n',
    };
    expect(doors(files)).toEqual([]);
    expect(doors({ ...files, 'bind.env': 'BIND=0.0.0.0\n' })).toEqual([
      'cache.yml:5 host tcp 11211->11211 memcached',
    ]);
  });

  it('takes an included project with what an override makes of it', () => {
    const files = {
      'compose.yaml': 'include: [sub/compose.yaml]\n',
      'sub/compose.yaml': OPEN,
    };
    expect(doors(files)).toHaveLength(1);
    const override = 'services:\n  cache:\n    ports: !reset []\n';
    expect(doors({ ...files, 'compose.override.yaml': override })).toEqual([]);
  });

  it('says that a file only opens when it is used without the one that closes it', () => {
    const files = {
      'compose.yaml': OPEN,
      'compose.prod.yaml': 'services:\n  cache:\n    ports: !reset []\n',
    };
    expect(doors(files)).toEqual(['compose.yaml:5 host tcp 11211->11211 memcached conditional']);
  });

  it('judges a fragment that is only extended with what extends it', () => {
    const files = {
      'compose.yaml':
        'services:\n  c:\n    extends: {file: common.yml, service: cache}\n    ports: !reset []\n',
      'common.yml': OPEN,
    };
    expect(doors(files)).toEqual([]);
    expect(
      doors({ ...files, 'compose.yaml': files['compose.yaml'].replace(/ {4}ports.*\n/, '') }),
    ).toEqual(['common.yml:5 host tcp 11211->11211 memcached']);
  });

  it('survives files that include and extend each other', () => {
    expect(
      doors({
        'compose.yaml':
          'include: [b.yaml]\nservices:\n  a: {extends: {file: b.yaml, service: b}}\n',
        'b.yaml':
          'include: [compose.yaml]\nservices:\n  b: {extends: {file: compose.yaml, service: a}, image: memcached, ports: ["11211:11211"]}\n',
      }),
    ).toEqual(['b.yaml:3 host tcp 11211->11211 memcached']);
  });

  it('says what it could not follow', () => {
    const { problems } = translate({
      'compose.yaml':
        'include: [gone.yaml]\nservices:\n  c: {extends: {file: no.yaml, service: memcached}}\n  d: {extends: {file: no.yaml, service: web}}\n',
    });
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('"gone.yaml"'),
      expect.stringContaining('"no.yaml"'),
    ]);
  });
});

describe('forms of a file', () => {
  it('reads the first format', () => {
    expect(doors('cache:\n  image: memcached\n  ports:\n    - "11211:11211"\n')).toEqual([
      'compose.yaml:4 host tcp 11211->11211 memcached',
    ]);
    expect(doors('cache:\n  image: memcached\n  expose: [11211]\n')).toEqual([]);
  });

  it('finds Compose in files of any name', () => {
    expect(doors({ 'deploy/stack.yml': OPEN })).toHaveLength(1);
    const flow = 'services:\n  c: {image: memcached, ports: ["11211:11211"]}\n';
    expect(doors({ 'stack.yml': flow })).toHaveLength(1);
    expect(
      doors({ 'cache.yaml': 'mc:\n  image: memcached\n  ports: ["11211:11211"]\n' }),
    ).toHaveLength(1);
  });

  it.each([
    ['.gitlab-ci.yml', 'services:\n  - memcached\nimage: ruby\ntest:\n  script: [x]\n'],
    [
      'config/services.yaml',
      'services:\n  _defaults:\n    autowire: true\n  App\\:\n    resource: ../src\n',
    ],
    ['k8s.yaml', 'apiVersion: v1\nkind: Service\nspec:\n  ports:\n    - port: 11211\n'],
    [
      '.github/workflows/ci.yml',
      'jobs:\n  t:\n    services:\n      m:\n        image: memcached\n        ports: ["11211:11211"]\n',
    ],
  ])('takes no part in %s', (path, text) => {
    const output = translate({ [path]: text });
    expect(output.facts).toEqual([]);
    expect(output.problems).toEqual([]);
  });

  it.each([
    ['docker-compose.yml.dist', 1],
    ['docker-compose.override.yml-memcached', 1],
    ['docker-compose.json', 1],
    ['docker-compose.yml.bak', 0],
    ['docker-compose.yml.orig', 0],
    ['docker-compose.yml.patch', 0],
  ])('%s', (path, count) => {
    const json = '{"services": {"c": {"image": "memcached", "ports": ["11211:11211"]}}}';
    expect(doors({ [path]: path.endsWith('json') ? json : OPEN })).toHaveLength(count);
  });

  it('keeps places and fixes true with the line ends of Windows', () => {
    const text = OPEN.replaceAll('\n', '\r\n');
    expect(doors(text)).toEqual(['compose.yaml:5 host tcp 11211->11211 memcached']);
    expect(
      translate({ 'compose.yaml': text }).facts.find(({ kind }) => kind === 'ingress'),
    ).toMatchObject({
      where: { startLine: 5, startColumn: 9, endLine: 5, endColumn: 22 },
    });
  });

  it('never throws, whatever stands under its keys', () => {
    const keys = [
      'services',
      'cache',
      'web',
      'image',
      'build',
      'ports',
      'target',
      'published',
      'host_ip',
      'networks',
      'network_mode',
      'command',
      'entrypoint',
      'environment',
      'env_file',
      'extends',
      'service',
      'file',
      'include',
      'path',
      'volumes',
      'labels',
      'deploy',
      'context',
      'dockerfile_inline',
      'driver',
      'ipam',
      'config',
      'subnet',
    ];
    const leaf = fc.oneof(
      fc.constantFrom(
        'memcached',
        '11211:11211',
        'service:web',
        'host',
        'compose.yaml',
        'web',
        '${A:-',
        '{{ x }}',
        '',
        '.',
        'FROM memcached',
        'traefik.tcp.routers.a.entrypoints=b',
        '10.0.0.0/8',
      ),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6, depthSize: 'large' },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie('tree'), { maxKeys: 5 }),
      ),
    }));
    const service = fc.dictionary(fc.constantFrom(...keys), tree, { maxKeys: 6 });
    const file = fc.record(
      { services: fc.record({ cache: service, web: service }), networks: tree, include: tree },
      { requiredKeys: ['services'] },
    );
    fc.assert(
      fc.property(file, file, (one, two) => {
        translate({
          'compose.yaml': JSON.stringify(one),
          'compose.override.yaml': JSON.stringify(two),
          web: 'FROM x',
        });
      }),
      { numRuns: 150 },
    );
  });

  it('reads a byte sequence that is no YAML without failing, and the other file', () => {
    const output = translate({
      'broken/docker-compose.yml': 'services:\n  memcached: [\n    : : :\n  - }{\n',
      'docker-compose.yml': OPEN,
    });
    expect(output.facts.filter(({ kind }) => kind === 'ingress')).toHaveLength(1);
    expect(
      output.problems.some(
        ({ kind, where }) => kind === 'unparsed' && where.file.startsWith('broken/'),
      ),
    ).toBe(true);
  });

  it.each([
    'services: null\n',
    'services: []\n',
    'services:\n  a: null\n',
    'services:\n  a: text\n',
    '',
    '- 1\n',
    'services:\n  a:\n    ports: text\n    networks: 5\n    command: {a: b}\n    build: []\n    image: [memcached]\n',
  ])('takes odd input: %j', (text) => {
    expect(doors(text)).toEqual([]);
  });
});

describe('the listener', () => {
  const cache = (rest: string): string => `services:\n  cache:\n    image: memcached:1.6\n${rest}`;
  it.each([
    ['loopback in a string', '    command: memcached -l 127.0.0.1 -m 64\n', 'tcp:loopback:11211'],
    ['loopback in a list', '    command: ["-l", "127.0.0.1"]\n', 'tcp:loopback:11211'],
    ['all', '    command: -l 0.0.0.0\n', 'tcp:all:11211'],
    ['UDP', '    command: -p 11211 -U 11211\n', 'tcp:all:11211 udp:all:11211'],
    ['entrypoint', '    entrypoint: ["memcached", "-p", "11300"]\n', 'tcp:all:11300'],
    [
      'a dollar sign',
      '    environment: {P: 11301}\n    entrypoint: sh -c "memcached -p $$P"\n',
      'tcp:all:11301',
    ],
    ['a variable with a default', '    command: -l ${L:-127.0.0.1}\n', 'tcp:loopback:11211'],
    ['a variable that starts it at all', '    command: -t ${THREADS}\n', 'tcp:all:11211'],
    [
      'an unset variable for the address',
      '    command: ["-m", "${MEM}", "-l", "${LISTEN}"]\n',
      'tcp:unknown:11211',
    ],
    [
      'an unset variable beside a loopback address',
      '    command: -m ${MEM} -l 127.0.0.1\n',
      'tcp:loopback:11211',
    ],
    ['an unset variable for more options', '    command: -m 64 $OPTIONS\n', 'tcp:all:11211'],
    ['a variable that decides', '    command: -l ${LISTEN:?}\n', 'tcp:unknown:11211'],
    ['a variable that may be anything', '    command: -m 64 ${OPTIONS:?}\n', 'unresolved'],
  ])('%s', (_, rest, expected) => {
    expect(listeners(cache(rest))).toEqual([
      `service "cache" in compose.yaml container ${expected}`,
    ]);
  });

  it('names the place of the option', () => {
    const [listener] = translate({
      'compose.yaml': cache('    command: memcached -U 11211 -l 0.0.0.0\n'),
    }).facts;
    expect(listener).toMatchObject({ udpWhere: { startLine: 4, startColumn: 27, endColumn: 32 } });
  });

  it("reads Bitnami's settings from environment and env_file", () => {
    const bitnami = (rest: string): string =>
      `services:\n  cache:\n    image: bitnami/memcached:1.6.39\n${rest}`;
    const line = (socket: string): string[] => [
      `service "cache" in compose.yaml container ${socket}`,
    ];
    expect(listeners(bitnami('    environment: [MEMCACHED_PORT_NUMBER=11300]\n'))).toEqual(
      line('tcp:all:11300'),
    );
    expect(listeners(bitnami('    environment: {MEMCACHED_LISTEN_ADDRESS: 127.0.0.1}\n'))).toEqual(
      line('tcp:loopback:11211'),
    );
    expect(
      listeners({
        'compose.yaml': bitnami('    env_file: [mc.env]\n'),
        'mc.env': 'MEMCACHED_PORT_NUMBER=11301\n',
      }),
    ).toEqual(line('tcp:all:11301'));
    expect(
      listeners({
        'compose.yaml': bitnami('    env_file: mc.env\n    environment: [MEMCACHED_PORT_NUMBER]\n'),
        'mc.env': 'MEMCACHED_PORT_NUMBER=11301\n',
        '.env': 'MEMCACHED_PORT_NUMBER=11302\n',
      }),
    ).toEqual(line('tcp:all:11302'));
  });
});

describe('builds', () => {
  it('uses an image that another service builds by its name', () => {
    const files = {
      'compose.yaml':
        'services:\n  builder:\n    build: ./mc\n    image: shop/cache:latest\n  store:\n    image: shop/cache\n    ports: ["11211:11211"]\n',
      'mc/Dockerfile': 'FROM debian\nCMD ["memcached", "-u", "x", "-l", "0.0.0.0"]\n',
    };
    expect(doors(files)).toEqual(['compose.yaml:7 host tcp 11211->11211 memcached']);
    const nginx = { ...files, 'mc/Dockerfile': 'FROM nginx\n' };
    expect(doors(nginx)).toEqual(['compose.yaml:7 host tcp 11211->11211 something-else']);
    const other = files['compose.yaml'].replace('image: shop/cache\n', 'image: shop/cache:2\n');
    expect(doors({ ...files, 'compose.yaml': other })).toEqual([
      'compose.yaml:7 host tcp 11211->11211 unknown',
    ]);
  });

  it('judges by the configuration that the image brings', () => {
    const files = {
      'compose.yaml': 'services:\n  c:\n    build: .\n    ports: ["11211:11211"]\n',
      Dockerfile:
        'FROM debian\nRUN apt-get install -y memcached=1.6.9-2\nRUN sed -i s/127.0.0.1/0.0.0.0/ /etc/memcached.conf\nCMD service memcached start && sleep infinity\n',
    };
    expect(listeners(files)).toEqual(['service "c" in compose.yaml container tcp:all:11211']);
    const closed = { ...files, Dockerfile: files.Dockerfile.replace(/RUN sed.*\n/, '') };
    expect(listeners(closed)).toEqual(['service "c" in compose.yaml container tcp:loopback:11211']);
  });

  const built = (build: string): string =>
    `services:\n  cache:\n    build: ${build}\n    ports: ["11211:11211"]\n`;
  const DOCKERFILE = 'FROM memcached:1.6.9\nCMD ["memcached", "-l", "0.0.0.0"]\n';
  it.each([
    ['.', 'Dockerfile'],
    ['./mc', 'mc/Dockerfile'],
    ['{context: mc, dockerfile: ../docker/mc.Dockerfile}', 'docker/mc.Dockerfile'],
    ['{context: "${DIR:-mc}"}', 'mc/Dockerfile'],
  ])('%s', (build, path) => {
    expect(doors({ 'compose.yaml': built(build), [path]: DOCKERFILE })).toEqual([
      'compose.yaml:4 host tcp 11211->11211 memcached',
    ]);
    expect(listeners({ 'compose.yaml': built(build), [path]: DOCKERFILE })).toEqual([
      'service "cache" in compose.yaml container tcp:all:11211',
    ]);
  });

  it('sees what else an image is', () => {
    const dockerfile = 'FROM nginx\n';
    expect(doors({ 'compose.yaml': built('.'), Dockerfile: dockerfile })).toEqual([
      'compose.yaml:4 host tcp 11211->11211 something-else',
    ]);
  });

  it('uses target and args', () => {
    const text = built('{context: ., target: mc, args: [PORT=11300]}').replace(
      ':11211"',
      ':11300"',
    );
    const dockerfile =
      'FROM memcached AS mc\nARG PORT=1\nENV P=$PORT\nCMD memcached -p $P\nFROM nginx\n';
    expect(listeners({ 'compose.yaml': text, Dockerfile: dockerfile })).toEqual([
      'service "cache" in compose.yaml container tcp:all:11300',
    ]);
  });

  it('reads a Dockerfile inside the file', () => {
    const text =
      'services:\n  c:\n    build:\n      dockerfile_inline: |\n        FROM memcached\n        CMD ["-l", "127.0.0.1"]\n    ports: ["11211:11211"]\n';
    expect(listeners(text)).toEqual(['service "c" in compose.yaml container tcp:loopback:11211']);
  });
});
