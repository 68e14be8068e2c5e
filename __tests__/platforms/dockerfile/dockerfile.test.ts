import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isUnresolved, type Listener } from '../../../src/facts.js';
import { MemoryTree } from '../../../src/files/memory.js';
import { SourceFile } from '../../../src/files/source.js';
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
