import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isUnresolved, type Listener } from '../../../src/facts.js';
import { MemoryTree } from '../../../src/files/memory.js';
import { SourceFile } from '../../../src/files/source.js';
import { formatVersion } from '../../../src/memcached/version.js';
import { dockerfile, resolveDockerfile } from '../../../src/platforms/dockerfile/index.js';

function listenersOf(files: Record<string, string> | string): Listener[] {
  const tree = new MemoryTree(typeof files === 'string' ? { Dockerfile: files } : files);
  const mine = tree.paths
    .filter((path) => dockerfile.mayClaim(path))
    .map((path) => tree.read(path)!)
    .filter((file) => dockerfile.claims(file));
  const { facts, problems } = dockerfile.translate({ files: mine, tree });
  expect(problems).toEqual([]);
  return facts.filter((fact) => fact.kind === 'listener');
}

function sockets(files: Record<string, string> | string): string[] {
  return listenersOf(files).map((listener) => {
    const text = isUnresolved(listener.sockets)
      ? 'unresolved'
      : listener.sockets.map((one) => `${one.protocol}:${one.scope}:${one.port}`).join(' ');
    return `${listener.where.file}:${listener.where.startLine} ${[...new Set(text.split(' '))].join(' ')}`;
  });
}

describe('which files', () => {
  it.each([
    ['Dockerfile', true],
    ['docker/memcached/Dockerfile.prod', true],
    ['memcached.Dockerfile', true],
    ['Containerfile', true],
    ['dockerfile', true],
    ['memcached-dockerfile', true],
    ['docker-compose.yml', false],
    ['profile', false],
  ])('%s: %s', (path, expected) => {
    expect(dockerfile.mayClaim(path)).toBe(expected);
  });
});

describe('what an image starts', () => {
  it.each([
    ['the base image alone', 'FROM memcached:1.6\n', 'Dockerfile:1 tcp:all:11211'],
    ['an old base image', 'FROM memcached:1.4.30\n', 'Dockerfile:1 tcp:all:11211 udp:all:11211'],
    [
      'the exec form',
      'FROM debian\nCMD ["memcached", "-u", "nobody", "-l", "127.0.0.1"]\n',
      'Dockerfile:2 tcp:loopback:11211',
    ],
    [
      'the shell form',
      'FROM debian\nCMD memcached -u nobody -p 11300\n',
      'Dockerfile:2 tcp:all:11300',
    ],
    ['single quotes are no exec form', "FROM debian\nCMD ['memcached', '-l']\n", undefined],
    [
      'options for the image',
      'FROM memcached:1.6\nCMD ["-U", "11211", "-p", "11211"]\n',
      'Dockerfile:2 tcp:all:11211 udp:all:11211',
    ],
    [
      'the last CMD',
      'FROM memcached\nCMD ["-p", "1"]\nCMD ["-p", "11300"]\n',
      'Dockerfile:3 tcp:all:11300',
    ],
    ['the last stage', 'FROM memcached AS a\nFROM nginx\n', undefined],
    [
      'a stage built on another',
      'FROM memcached AS a\nCMD ["-p", "11300"]\nFROM a\nLABEL x=y\n',
      'Dockerfile:2 tcp:all:11300',
    ],
    [
      'ENTRYPOINT and CMD',
      'FROM debian\nENTRYPOINT ["memcached", "-u", "nobody"]\nCMD ["-p", "11300"]\n',
      'Dockerfile:2 tcp:all:11300',
    ],
    [
      'ENTRYPOINT after CMD in one stage',
      'FROM debian\nCMD ["-p", "11300"]\nENTRYPOINT ["memcached", "-u", "x"]\n',
      'Dockerfile:3 tcp:all:11300',
    ],
    [
      'ENTRYPOINT over the CMD of a base stage',
      'FROM debian AS a\nCMD ["-p", "11300"]\nFROM a\nENTRYPOINT ["memcached", "-u", "x"]\n',
      'Dockerfile:4 tcp:all:11211',
    ],
    [
      'the shell form of ENTRYPOINT takes no CMD',
      'FROM debian\nENTRYPOINT memcached -u x\nCMD ["-p", "11300"]\n',
      'Dockerfile:2 tcp:all:11211',
    ],
    [
      'another ENTRYPOINT on the image',
      'FROM memcached\nENTRYPOINT ["/bin/sleep"]\nCMD ["1"]\n',
      undefined,
    ],
    [
      'ARG ahead of FROM',
      'ARG V=1.4.30\nFROM memcached:${V}\n',
      'Dockerfile:2 tcp:all:11211 udp:all:11211',
    ],
    [
      'ARG with a default in FROM',
      'ARG V\nFROM memcached:${V:-1.4.30}-alpine\n',
      'Dockerfile:2 tcp:all:11211 udp:all:11211',
    ],
    [
      'ENV of an ARG across stages',
      'ARG P=11300\nFROM debian AS a\nARG P\nENV PORT=$P\nFROM a\nCMD memcached -u x -p $PORT\n',
      'Dockerfile:6 tcp:all:11300',
    ],
    [
      'an ARG of a stage that does not take it over',
      'ARG P=11300\nFROM debian\nENV PORT=${P:-11301}\nCMD memcached -u x -p $PORT\n',
      'Dockerfile:4 tcp:all:11301',
    ],
    [
      'ONBUILD does nothing here',
      'FROM memcached\nONBUILD CMD ["-p", "11300"]\n',
      'Dockerfile:1 tcp:all:11211',
    ],
    [
      'ONBUILD does in the next stage',
      'FROM memcached AS a\nONBUILD CMD ["-p", "11300"]\nFROM a\n',
      'Dockerfile:2 tcp:all:11300',
    ],
    [
      'continued lines',
      'FROM debian\nCMD ["memcached", \\\n  "-u", "x", \\\n  "-l", "127.0.0.1"]\n',
      'Dockerfile:4 tcp:loopback:11211',
    ],
    ['lower case', 'from memcached\ncmd ["-p", "11300"]\n', 'Dockerfile:2 tcp:all:11300'],
    [
      'an escape directive',
      '# escape=`\nFROM debian\nCMD memcached `\n  -u x -p 11300\n',
      'Dockerfile:3 tcp:all:11300',
    ],
    [
      'clients',
      'FROM php:8\nRUN pecl install memcached && apt-get install -y libmemcached-dev\nEXPOSE 11211\nCMD ["php-fpm"]\n',
      undefined,
    ],
  ])('%s', (_, text, expected) => {
    expect(sockets(text)).toEqual(expected === undefined ? [] : [expected]);
  });

  it('tells the version and the place of the image', () => {
    const [listener] = listenersOf('FROM memcached:1.5.6-alpine AS cache\n');
    expect(listener).toMatchObject({
      workload: 'image from Dockerfile',
      placement: 'container',
      where: { startLine: 1, startColumn: 6, endColumn: 28 },
      version: { version: { major: 1, minor: 5, patch: 6 }, trust: 'exact' },
    });
  });

  it('publishes nothing by EXPOSE', () => {
    const tree = new MemoryTree({ Dockerfile: 'FROM memcached\nEXPOSE 11211 11211/udp\n' });
    const { facts } = dockerfile.translate({ files: [tree.read('Dockerfile')!], tree });
    expect(facts.map(({ kind }) => kind)).toEqual(['listener']);
  });
});

describe('files that are copied in', () => {
  const DOCKER = 'FROM debian\nRUN apt-get install -y memcached supervisor\n';
  it('reads the script it starts with', () => {
    const files = {
      'mc/Dockerfile': `${DOCKER}COPY run.sh /usr/local/bin/\nENTRYPOINT ["/usr/local/bin/run.sh"]\n`,
      'mc/run.sh':
        '#!/bin/sh\n# memcached -l 127.0.0.1\nset -e\nexec memcached -u memcache -U 11211 -p 11211\n',
    };
    expect(sockets(files)).toEqual(['mc/run.sh:4 tcp:all:11211 udp:all:11211']);
    expect(
      sockets({ ...files, 'mc/run.sh': files['mc/run.sh'].replace(/exec.*/, 'exec nginx') }),
    ).toEqual([]);
  });

  it('reads a script that passes on the command', () => {
    expect(
      sockets({
        Dockerfile: `${DOCKER}ADD docker/ /\nENTRYPOINT ["/start.sh"]\nCMD ["-l", "127.0.0.1"]\n`,
        'docker/start.sh': 'exec memcached -u memcache "$@"\n',
      }),
    ).toEqual(['docker/start.sh:1 tcp:loopback:11211']);
  });

  it('reads the programs of supervisord', () => {
    const files = {
      Dockerfile: `${DOCKER}COPY etc/*.conf /etc/supervisor/conf.d/\nCMD ["/usr/bin/supervisord", "-n"]\n`,
      'etc/all.conf':
        '[supervisord]\nnodaemon=true\n[program:web]\ncommand=nginx\n[program:memcached]\ncommand=/usr/bin/memcached -u memcache -l 127.0.0.1\nautorestart=true\n',
    };
    expect(sockets(files)).toEqual(['etc/all.conf:6 tcp:loopback:11211']);
    expect(
      sockets({ ...files, 'etc/all.conf': files['etc/all.conf'].replace(' -l 127.0.0.1', '') }),
    ).toEqual(['etc/all.conf:6 tcp:all:11211']);
  });

  it('leaves files alone that come from elsewhere', () => {
    expect(
      sockets({
        Dockerfile: `${DOCKER}COPY --from=x run.sh /\nCMD ["/run.sh"]\n`,
        'run.sh': 'exec memcached -u memcache\n',
      }),
    ).toEqual([]);
  });

  it.each<[string, string, string, string[]?]>([
    ['a file', 'COPY run.sh /out/run.sh', 'COPY --from=Conf /out/run.sh /'],
    ['a folder', 'COPY . /out', 'COPY --from=0 /out/run.sh /run.sh'],
    ['below a folder', 'COPY run.sh /out/bin/', 'COPY --from=conf /out /\nRUN ln -s /bin/run.sh /'],
    ['below the working directory', 'WORKDIR /w\nCOPY run.sh .', 'COPY --from=conf /w/run.sh /'],
    [
      'a here-document',
      'COPY <<E /out/run.sh\nexec memcached -u x\nE',
      'COPY --from=conf /out/run.sh /',
    ],
    ['another file', 'COPY other.sh /out/run.sh', 'COPY --from=conf /out/other.sh /', []],
  ])('follows %s through another stage', (_name, put, take, expected = ['tcp:all:11211']) => {
    const files = {
      Dockerfile: `FROM busybox AS conf\n${put}\n${DOCKER}${take}\nCMD ["/run.sh"]\n`,
      'run.sh': 'exec memcached -u memcache\n',
      'other.sh': 'exec nginx\n',
    };
    expect(sockets(files).map((line) => line.replace(/^\S+ /, ''))).toEqual(expected);
  });

  it('takes the configuration and the version that another stage made', () => {
    const files = (address: string): Record<string, string> => ({
      Dockerfile:
        'FROM busybox AS conf\nCOPY memcached.conf /out/memcached.conf\nFROM debian:12\nRUN apt-get install -y memcached\nCOPY --from=conf /out/memcached.conf /etc/memcached.conf\nCMD service memcached start && tail -f /x\n',
      'memcached.conf': `-l ${address}\n`,
    });
    expect(sockets(files('0.0.0.0'))).toEqual(['memcached.conf:1 tcp:all:11211']);
    expect(sockets(files('127.0.0.1'))).toEqual(['memcached.conf:1 tcp:loopback:11211']);
  });
});

describe('the configuration of the package', () => {
  const INSTALL = 'FROM debian:12\nRUN apt-get update && apt-get install -y memcached\n';
  const START = 'CMD service memcached start && tail -f /var/log/memcached.log\n';
  const ALL = 'tcp:all:11211';
  it.each([
    ['as it comes', `${INSTALL}${START}`, 'Dockerfile:3 tcp:loopback:11211'],
    [
      'sed opens it',
      `${INSTALL}RUN sed -i 's/^-l 127.0.0.1/-l 0.0.0.0/' /etc/memcached.conf\n${START}`,
      `Dockerfile:3 ${ALL}`,
    ],
    [
      'sed takes the line out',
      `${INSTALL}RUN sed -i -e '/^-l/d' /etc/memcached.conf\n${START}`,
      `Dockerfile:4 ${ALL}`,
    ],
    [
      'sed changes something else',
      `${INSTALL}RUN sed -i 's/-m 64/-m 512/' /etc/memcached.conf\n${START}`,
      'Dockerfile:3 tcp:loopback:11211',
    ],
    [
      'sed on a continued line behind a comment',
      'FROM debian:12\nRUN apt-get install -y memcached && \\\n  # listen to all\n\n  sed -i \\\n    "s/127.0.0.1/0.0.0.0/" /etc/memcached.conf\n' +
        START,
      `Dockerfile:6 ${ALL}`,
    ],
    [
      'a later edit closes it',
      `${INSTALL}RUN sed -i 's/127.0.0.1/0.0.0.0/' /etc/memcached.conf\nRUN sed -i 's/0.0.0.0/127.0.0.1/' /etc/memcached.conf\n${START}`,
      'Dockerfile:4 tcp:loopback:11211',
    ],
    [
      'a file is written',
      `${INSTALL}RUN echo "-l 0.0.0.0" > /etc/memcached.conf\n${START}`,
      `Dockerfile:3 ${ALL}`,
    ],
    [
      'an unknown script',
      `${INSTALL}RUN sed -i "$SOMETHING{h;x}" /etc/memcached.conf\n${START}`,
      'Dockerfile:4 unresolved',
    ],
    [
      'a here-document as the script',
      `${INSTALL}RUN <<EOF\nset -e\nsed -i s/127.0.0.1/0.0.0.0/ /etc/memcached.conf\nEOF\n${START}`,
      `Dockerfile:5 ${ALL}`,
    ],
    [
      'a here-document as the file',
      `${INSTALL}COPY <<EOF /etc/memcached.conf\n-l 0.0.0.0\nEOF\n${START}`,
      `Dockerfile:4 ${ALL}`,
    ],
    [
      'a variable of the build',
      `ARG A=0.0.0.0\n${INSTALL}ARG A\nRUN sed -i "s/127.0.0.1/$A/" /etc/memcached.conf\n${START}`,
      `Dockerfile:5 ${ALL}`,
    ],
    [
      'the init script in an exec form',
      `${INSTALL}RUN sed -i 's/127.0.0.1/0.0.0.0/' /etc/memcached.conf\nCMD ["/etc/init.d/memcached", "start"]\n`,
      `Dockerfile:3 ${ALL}`,
    ],
    [
      'an init system',
      `${INSTALL}RUN sed -i 's/127.0.0.1/0.0.0.0/' /etc/memcached.conf\nCMD ["/sbin/init"]\n`,
      `Dockerfile:3 ${ALL}`,
    ],
    [
      "Red Hat's file",
      'FROM rockylinux:9\nRUN dnf -y install memcached\nRUN sed -i \'s/OPTIONS=.*/OPTIONS=""/\' /etc/sysconfig/memcached\nCMD ["systemctl", "start", "memcached"]\n',
      `Dockerfile:4 ${ALL}`,
    ],
    [
      "Alpine's file",
      'FROM alpine\nRUN apk add --no-cache memcached openrc\nRUN sed -i \'s/LISTENON=.*/LISTENON="0.0.0.0"/\' /etc/conf.d/memcached\nCMD rc-service memcached start; sleep infinity\n',
      `Dockerfile:3 ${ALL}`,
    ],
    [
      'a script that RUN writes',
      `${INSTALL}RUN echo 'exec memcached -u nobody' > /go.sh && chmod +x /go.sh\nCMD ["/go.sh"]\n`,
      `Dockerfile:3 ${ALL}`,
    ],
    ['nothing starts it', `${INSTALL}CMD ["nginx"]\n`, undefined],
    ['another service', `${INSTALL}CMD service apache2 start\n`, undefined],
    ['it is stopped', `${INSTALL}CMD service memcached stop\n`, undefined],
  ])('%s', (_, text, expected) => {
    expect(sockets(text)).toEqual(expected === undefined ? [] : [expected]);
  });

  it.each([
    ['to its path', 'COPY memcached.conf /etc/memcached.conf'],
    ['into its folder', 'COPY memcached.conf /etc/'],
    ['into its folder without a slash', 'COPY memcached.conf /etc'],
    ['under another name', 'ADD mc.txt /etc/memcached.conf'],
    ['to the working directory', 'WORKDIR /etc\nCOPY memcached.conf .'],
    ['with a folder around it', 'COPY rootfs/ /'],
    ['through a variable', 'ENV D=/etc\nCOPY memcached.conf $D/'],
  ])('a file is copied %s', (_, copy) => {
    const open = '# memcached\n-u memcache\n-l 0.0.0.0\n';
    const make = (conf: string): Record<string, string> => ({
      'docker/Dockerfile': `${INSTALL}${copy}\n${START}`,
      'docker/memcached.conf': conf,
      'docker/mc.txt': conf,
      'docker/rootfs/etc/memcached.conf': conf,
    });
    const [found] = sockets(make(open));
    expect(found).toMatch(
      /^docker\/(?:memcached\.conf|mc\.txt|rootfs\/etc\/memcached\.conf):3 tcp:all:11211$/,
    );
    const [closed] = sockets(make(open.replace('0.0.0.0', '127.0.0.1')));
    expect(closed).toMatch(/tcp:loopback:11211$/);
  });

  it('reads an entry script that starts the service', () => {
    const files = {
      Dockerfile: `${INSTALL}COPY memcached.conf /etc/\nCOPY run.sh /\nENTRYPOINT ["/run.sh"]\n`,
      'memcached.conf': '-l 0.0.0.0\n',
      'run.sh': '#!/bin/bash\n/etc/init.d/memcached start\nexec apache2 -DFOREGROUND\n',
    };
    expect(sockets(files)).toEqual(['memcached.conf:1 tcp:all:11211']);
    expect(sockets({ ...files, 'run.sh': '#!/bin/bash\nexec apache2\n' })).toEqual([]);
  });

  it('reads a supervisord that runs the wrapper', () => {
    const files = {
      Dockerfile: `${INSTALL}COPY memcached.conf /etc/\nCOPY s.conf /etc/supervisor/conf.d/\nCMD ["supervisord", "-n"]\n`,
      'memcached.conf': '-l 0.0.0.0\n',
      's.conf':
        '[program:memcached]\ncommand=/usr/share/memcached/scripts/systemd-memcached-wrapper /etc/memcached.conf\n',
    };
    expect(sockets(files)).toEqual(['memcached.conf:1 tcp:all:11211']);
    expect(sockets({ ...files, 'memcached.conf': '-l 127.0.0.1\n' })).toEqual([
      'memcached.conf:1 tcp:loopback:11211',
    ]);
  });
});

describe('the version that a build installs', () => {
  const CMD = 'CMD ["memcached", "-u", "nobody"]\n';
  it.each([
    ['FROM debian\nRUN apt-get install -y memcached=1.5.6-0ubuntu1.2\n', '1.5.6 distribution'],
    ['FROM debian\nRUN apt-get install -y memcached=1:1.6.9-2 curl\n', '1.6.9 distribution'],
    ['FROM debian\nENV V=1.5.22-2\nRUN apt install memcached=$V\n', '1.5.22 distribution'],
    ['FROM alpine\nRUN apk add --no-cache memcached=1.6.9-r0\n', '1.6.9 distribution'],
    ['FROM alpine\nRUN apk --update add "memcached~=1.6"\n', '1.6 distribution'],
    ['FROM centos:7\nRUN yum install -y memcached-1.4.15-10.el7\n', '1.4.15 distribution'],
    ['FROM rockylinux\nRUN dnf install -y memcached-1.5.22\n', '1.5.22 distribution'],
    [
      'FROM debian\nRUN wget http://memcached.org/files/memcached-1.4.25.tar.gz && tar xf memcached-1.4.25.tar.gz\n',
      '1.4.25 exact',
    ],
    ['FROM debian\nADD https://memcached.org/files/memcached-1.5.5.tar.gz /src/\n', '1.5.5 exact'],
    ['FROM debian\nRUN apt-get install -y memcached\n', undefined],
    ['FROM debian\nRUN apt-get install -y memcached=$V\n', undefined],
    [
      'FROM debian\nRUN apt-get install -y php-memcached=3.2.0-1 libmemcached11=1.0.18\n',
      undefined,
    ],
    ['FROM debian\nRUN wget http://x/libmemcached-1.0.18.tar.gz\n', undefined],
    ['FROM debian\nRUN apt-get remove memcached=1.5.6-0ubuntu1\n', undefined],
  ])('%s', (text, expected) => {
    const [listener] = listenersOf(text + CMD);
    const version = listener?.version;
    const shown =
      version === undefined ? undefined : `${formatVersion(version.version)} ${version.trust}`;
    expect(shown).toBe(expected);
  });

  it('decides about UDP', () => {
    const text = 'FROM centos:7\nRUN yum install -y memcached-1.4.15-10.el7\n';
    expect(sockets(text + CMD)).toEqual(['Dockerfile:3 tcp:all:11211 udp:all:11211']);
    expect(sockets(text.replace('1.4.15', '1.5.22') + CMD)).toEqual(['Dockerfile:3 tcp:all:11211']);
  });
});

describe('options of the resolver', () => {
  const file = new SourceFile('d/Dockerfile', 'ARG V=1.6\nFROM memcached:$V AS mc\nFROM nginx\n');
  it('takes a target by name or number', () => {
    expect(resolveDockerfile(file)?.image.text).toBe('nginx');
    expect(resolveDockerfile(file, { target: 'mc' })?.image.text).toBe('memcached:1.6');
    expect(resolveDockerfile(file, { target: '0' })?.image.text).toBe('memcached:1.6');
    expect(resolveDockerfile(file, { target: 'none' })).toBeUndefined();
  });

  it('takes build arguments, known or not', () => {
    const known = resolveDockerfile(file, { target: 'mc', args: new Map([['V', '1.4.1']]) });
    expect(known?.image.text).toBe('memcached:1.4.1');
    const unknown = resolveDockerfile(file, { target: 'mc', args: new Map([['V', undefined]]) });
    expect(unknown?.image.text).toBe('memcached');
  });

  it('stops variables that double themselves', () => {
    const text = `FROM debian\nENV A=xxxxxxxxxx\n${'ENV A=$A$A\n'.repeat(60)}CMD ["memcached"]\n`;
    const result = resolveDockerfile(new SourceFile('Dockerfile', text));
    expect(result?.environment.get('A')).toMatchObject({ text: undefined });
    expect(result?.command?.map((word) => word.text)).toEqual(['memcached']);
  });

  it('never throws', () => {
    const part = fc.constantFrom(
      'FROM',
      ' a',
      ' AS b',
      '\n',
      'CMD',
      ' [',
      '"x"',
      ']',
      'ENV',
      ' A=$A',
      'ARG',
      '${',
      '}',
      '\\',
      '<<E',
      'ONBUILD ',
      'COPY . /',
      'ENTRYPOINT',
      '$B:-',
      '"',
      "'",
      '# escape=`',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        resolveDockerfile(new SourceFile('Dockerfile', parts.join('')));
      }),
      { numRuns: 500 },
    );
  });
});
